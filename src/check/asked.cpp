#include "check/asked.hpp"

#include <algorithm>

namespace zodgate::check {

AskedProperties::AskedProperties(const plan::ObjectNode& node, const json::Value& object,
                                 const std::vector<std::uint32_t>& without) noexcept
    : node_(node),
      is_part_(node.properties.size() > 2 * most && object.size <= most && without.size() <= most),
      size_(node.properties.size()) {
    if (!is_part_) return;
    std::uint32_t* end = std::copy(without.begin(), without.end(), positions_.data());
    for (const json::Member& member : json::members_of(object)) {
        const auto name = std::lower_bound(node.sorted_names.begin(), node.sorted_names.end(), member.key);
        if (name == node.sorted_names.end() || *name != member.key) continue;
        *end++ = node.by_name[static_cast<std::size_t>(name - node.sorted_names.begin())];
    }
    std::sort(positions_.data(), end);
    size_ = static_cast<std::size_t>(std::unique(positions_.data(), end) - positions_.data());
}

}  // namespace zodgate::check

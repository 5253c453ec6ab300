#include "check/asked.hpp"

#include <algorithm>
#include <optional>

namespace zodgate::check {

AskedProperties::AskedProperties(const plan::ObjectNode& node, const json::Value& object,
                                 const std::vector<std::uint32_t>& without) noexcept
    : node_(node),
      is_part_(node.properties.size() > 2 * most && object.size <= most && without.size() <= most),
      size_(node.properties.size()) {
    if (!is_part_) return;
    comparisons_ = without.size() + object.size * json::comparisons_to_find_among(node.properties.size());
    std::uint32_t* end = std::copy(without.begin(), without.end(), positions_.data());
    for (const json::Member& member : json::members_of(object)) {
        if (const std::optional<std::uint32_t> position = node.position_of(member.key)) *end++ = *position;
    }
    std::sort(positions_.data(), end);
    size_ = static_cast<std::size_t>(std::unique(positions_.data(), end) - positions_.data());
}

}  // namespace zodgate::check

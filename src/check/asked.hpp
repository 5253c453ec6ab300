// The properties that an object is asked for.
#pragma once

#include "json/json.hpp"
#include "plan/plan.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace zodgate::check {

/// In their order: all that the schema declares; where these are many and the object has few members, those of these
/// names alone, and those that say something of an object without them. So a payload of many small objects takes little
/// longer with a schema of many properties.
class AskedProperties {
  public:
    /// @param without  positions of the properties that say something of an object without them
    AskedProperties(const plan::ObjectNode& node, const json::Value& object,
                    const std::vector<std::uint32_t>& without) noexcept;

    std::size_t size() const noexcept { return size_; }
    const plan::Property& operator[](std::size_t i) const noexcept {
        return node_.properties[is_part_ ? positions_[i] : i];
    }
    /// Whether there are others that are declared.
    bool is_part() const noexcept { return is_part_; }
    /// About how many comparisons of names it took to find them.
    std::size_t comparisons() const noexcept { return comparisons_; }

  private:
    static constexpr std::size_t most = 16;  // members, and as many that are missed or filled

    const plan::ObjectNode& node_;
    bool is_part_;
    std::size_t size_;
    std::size_t comparisons_ = 0;
    std::array<std::uint32_t, 2 * most> positions_;  // of the part
};

}  // namespace zodgate::check

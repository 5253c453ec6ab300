// How the members of an object lie in memory. Private to the json room.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace zodgate::json {

/// Up to this many members are looked at one by one; above it a sorted index beside them serves look-ups.
inline constexpr std::uint32_t few_members = 16;

/// The second of two members of one name, or null.
const Member* find_repeated(const Member* first, const Member* last);

/// Positions in order of key, then of place. Sorting rather than hashing: no set of keys makes it slow.
std::vector<std::uint32_t> sorted_by_key(const Member* first, std::size_t count);

}  // namespace zodgate::json

// How the members of an object lie in memory. Private to the json room.
#pragma once

#include "json/json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace zodgate::json {

/// Up to this many members are looked at one by one; above it a sorted index beside them serves look-ups.
inline constexpr std::uint32_t few_members = 16;

/// The positions of more than a few members, in order of their names. They lie behind the members.
inline const std::uint32_t* index_of(const Value& object) noexcept {
    return reinterpret_cast<const std::uint32_t*>(object.members + object.size);
}

/// The second of two members of one name, or null.
const Member* find_repeated(const Member* first, const Member* last);

/// Whether two members of an object have one name. Needs no memory.
bool has_repeated_keys(const Value& object) noexcept;

/// Whether it takes but one look to see that the keys of few members differ and that none is a number. Cost: linear,
/// where keys do not have length, first and last character in common.
inline bool are_plainly_settled(const Member* first, std::size_t count) noexcept {
    if (count > few_members) return false;
    std::uint64_t seen = 0;  // a bit for what keys look like
    for (const Member* member = first; member != first + count; ++member) {
        const std::string_view key = member->key;
        if (key.empty() || (key.front() >= '0' && key.front() <= '9')) return false;
        const auto look = static_cast<unsigned>(key.size() * 8) + static_cast<unsigned char>(key.front()) +
                          static_cast<unsigned char>(key.back()) * 2U;
        const std::uint64_t bit = std::uint64_t{1} << (look % 64);
        const auto same = [key](const Member& other) { return other.key == key; };
        if ((seen & bit) != 0 && std::any_of(first, member, same)) return false;
        seen |= bit;
    }
    return true;
}

/// Writes the positions of members in order of key, then of place. Sorting rather than hashing: no set of keys makes it
/// slow. @throws std::bad_alloc
void sort_by_key(const Member* first, std::size_t count, std::uint32_t* sorted);

/// Members as they lie behind an object's Value, their index included. Null if there are none.
template <class Memory>
Member* copy_members(const Member* first, std::size_t count, Memory& memory) {
    if (count == 0) return nullptr;
    const bool indexed = count > few_members;
    const std::size_t index_bytes = indexed ? count * sizeof(std::uint32_t) : 0;
    auto* const members = static_cast<Member*>(memory.allocate(count * sizeof(Member) + index_bytes, alignof(Member)));
    std::uninitialized_copy(first, first + count, members);
    if (indexed) sort_by_key(members, count, reinterpret_cast<std::uint32_t*>(members + count));
    return members;
}

}  // namespace zodgate::json

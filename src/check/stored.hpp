// Copies that stay where they are as long as the memory of a walk does.
#pragma once

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <span>
#include <type_traits>

namespace zodgate::check {

/// Room for so many, not yet made.
template <class Item>
Item* room_for(std::size_t count, std::pmr::memory_resource& memory) {
    static_assert(std::is_trivially_destructible_v<Item>, "nobody destroys them");
    return static_cast<Item*>(memory.allocate(count * sizeof(Item), alignof(Item)));
}

template <class Item>
std::span<const Item> stored(std::span<const Item> items, std::pmr::memory_resource& memory) {
    if (items.empty()) return {};
    Item* const first = room_for<Item>(items.size(), memory);
    std::uninitialized_copy(items.begin(), items.end(), first);
    return {first, items.size()};
}

}  // namespace zodgate::check

// Tables of what has been found out about values. Their keys are addresses, which are the program's and not the
// payload's, so that no payload can make them collide.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace zodgate::check {

/// Where in a table what is known of a node and a value has its place, to be cut to the table's size. Values that stand
/// side by side, as items do, mostly have places side by side: a walk from one to the next does not jump in memory.
inline std::size_t place_of(std::uint64_t node, const json::Value* value) noexcept {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;
    constexpr unsigned together = 4;
    const std::uint64_t slot = reinterpret_cast<std::uintptr_t>(value) / sizeof(json::Value);
    std::uint64_t mixed = ((slot >> together) + node * golden_ratio) * golden_ratio;
    mixed ^= mixed >> 32U;
    return static_cast<std::size_t>((mixed << together) + (slot & ((1U << together) - 1)));
}

/// The value under which is kept what schemas think of a value: one for all objects without members, and one for all
/// arrays without items, in which no schema finds a difference.
inline const json::Value* kept_under(const json::Value* value) noexcept {
    // Different in more than their addresses, lest a linker fold them into one.
    static constexpr json::Value nothing_in_array{{}, 0, 0, json::Type::array};
    static constexpr json::Value nothing_in_object{{}, 0, 0, json::Type::object};
    if (value == nullptr || value->size != 0) return value;
    if (value->type == json::Type::array) return &nothing_in_array;
    return value->type == json::Type::object ? &nothing_in_object : value;
}

/// What is known of pairs of a value and a node, by any number that is the node's. A table of open addressing, at most
/// three quarters full.
template <class Known>
class LookedTable {
  public:
    /// Null if nothing is known.
    const Known* find(std::uint32_t node, const json::Value* value) const noexcept {
        if (entries_.empty()) return nullptr;
        const Entry& entry = entries_[index_of(node, value)];
        return entry.value == nullptr ? nullptr : &entry.known;
    }

    /// @param value  not null
    /// @throws std::bad_alloc
    void set(std::uint32_t node, const json::Value* value, const Known& known) {
        if ((count_ + 1) * 4 > entries_.size() * 3) grow();
        Entry& entry = entries_[index_of(node, value)];
        if (entry.value == nullptr) ++count_;
        entry = {value, node, known};
    }

  private:
    struct Entry {
        const json::Value* value = nullptr;
        std::uint32_t node = 0;
        Known known{};
    };

    // Where the entry is, or would be.
    std::size_t index_of(std::uint32_t node, const json::Value* value) const noexcept {
        const std::size_t mask = entries_.size() - 1;
        std::size_t at = place_of(node, value) & mask;
        while (entries_[at].value != nullptr && (entries_[at].value != value || entries_[at].node != node)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void grow() {
        constexpr std::size_t first = 64;
        const std::vector<Entry> old = std::exchange(entries_, std::vector<Entry>());
        entries_.resize(old.empty() ? first : old.size() * 2);
        for (const Entry& entry : old) {
            if (entry.value != nullptr) entries_[index_of(entry.node, entry.value)] = entry;
        }
    }

    std::vector<Entry> entries_;  // as many as a power of two, or none
    std::size_t count_ = 0;
};

}  // namespace zodgate::check

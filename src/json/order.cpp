#include "json/order.hpp"

#include "json/members.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zodgate::json {
namespace {

constexpr std::size_t bytes_a_look = 64;  // and about as many a comparison

int compare_names(std::string_view left, std::string_view right, std::size_t& comparisons) noexcept {
    comparisons += 1 + std::min(left.size(), right.size()) / bytes_a_look;
    return left.compare(right);
}

// The members of an object in order of their names.
class InOrder {
  public:
    InOrder(const Value& object, std::size_t& comparisons) noexcept : members_(object.members) {
        order_ = object.size > few_members ? index_of(object) : few_.data();
        if (object.size > few_members) return;
        std::uint32_t* end = few_.data();
        for (std::uint32_t i = 0; i < object.size; ++i) {
            // Most are in order as they come.
            std::uint32_t* at = end++;
            const auto comes_before = [&](std::uint32_t other) {
                return compare_names(members_[i].key, members_[other].key, comparisons) < 0;
            };
            for (; at != few_.data() && comes_before(at[-1]); --at) *at = at[-1];
            *at = i;
        }
    }
    InOrder(const InOrder&) = delete;
    InOrder& operator=(const InOrder&) = delete;

    const Member& operator[](std::size_t i) const noexcept { return members_[order_[i]]; }

  private:
    const Member* members_;
    const std::uint32_t* order_;
    std::array<std::uint32_t, few_members> few_;
};

template <typename Ordered>
int order(const Ordered& left, const Ordered& right) noexcept {
    return left < right ? -1 : (right < left ? 1 : 0);
}

int compare_strings(std::string_view left, std::string_view right, std::size_t& looks) noexcept {
    looks += std::min(left.size(), right.size()) / bytes_a_look;
    return left.compare(right);
}

int compare_items(const Value& left, const Value& right, std::size_t& looks) noexcept {
    for (std::uint32_t i = 0; i < left.size; ++i) {
        if (const int item = compare(left.items[i], right.items[i], looks); item != 0) return item;
    }
    return 0;
}

int compare_all_names(const InOrder& left, const InOrder& right, std::uint32_t size,
                      std::size_t& comparisons) noexcept {
    for (std::uint32_t i = 0; i < size; ++i) {
        if (const int name = compare_names(left[i].key, right[i].key, comparisons); name != 0) return name;
    }
    return 0;
}

// By the names first, so that values are compared with those of the same name alone.
int compare_members(const Value& left, const Value& right, std::size_t& looks) noexcept {
    std::size_t comparisons = 0;
    const InOrder of_left(left, comparisons);
    const InOrder of_right(right, comparisons);
    const int names = compare_all_names(of_left, of_right, left.size, comparisons);
    constexpr std::size_t comparisons_a_look = 4;
    looks += (comparisons + comparisons_a_look - 1) / comparisons_a_look;
    if (names != 0) return names;
    for (std::uint32_t i = 0; i < left.size; ++i) {
        if (const int value = compare(of_left[i].value, of_right[i].value, looks); value != 0) return value;
    }
    return 0;
}

}  // namespace

int compare(const Value& left, const Value& right, std::size_t& looks) noexcept {
    ++looks;
    if (left.type != right.type) return order(left.type, right.type);
    switch (left.type) {
        case Type::null:
        case Type::function: return 0;
        case Type::boolean: return order(left.boolean, right.boolean);
        case Type::number: return order(left.number, right.number);
        case Type::string: return compare_strings(left.string(), right.string(), looks);
        case Type::array:
            return left.size != right.size ? order(left.size, right.size) : compare_items(left, right, looks);
        case Type::object: break;
    }
    return left.size != right.size ? order(left.size, right.size) : compare_members(left, right, looks);
}

}  // namespace zodgate::json

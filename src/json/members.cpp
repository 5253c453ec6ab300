#include "json/members.hpp"

#include "text/sorted.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace zodgate::json {
namespace {

// Few members are compared pairwise, which needs no memory; false means that there may be a repeated key.
bool all_keys_differ(const Member* first, const Member* last) {
    if (last - first > static_cast<std::ptrdiff_t>(few_members)) return false;
    for (const Member* member = first; member != last; ++member) {
        const auto same = [member](const Member& other) { return other.key == member->key; };
        if (std::any_of(first, member, same)) return false;
    }
    return true;
}

std::vector<std::uint32_t> sorted_by_key(const Member* first, const Member* last) {
    std::vector<std::uint32_t> sorted(static_cast<std::size_t>(last - first));
    sort_by_key(first, sorted.size(), sorted.data());
    return sorted;
}

// Members whose keys are array indexes; those of one key stay in their order.
void sort_by_number(Member* first, Member* last) {
    const std::vector<Member> before(first, last);
    std::vector<text::Sorted> numbers;
    numbers.reserve(before.size());
    for (std::uint32_t i = 0; i < before.size(); ++i) numbers.push_back({*array_index(before[i].key), i});
    text::sort_by_begin(numbers);
    for (const text::Sorted& number : numbers) *first++ = before[number.position];
}

}  // namespace

void sort_by_key(const Member* first, std::size_t count, std::uint32_t* sorted) {
    constexpr std::size_t usual = 64;
    std::array<text::Sorted, usual> on_stack;
    std::vector<text::Sorted> in_memory(count > usual ? count : 0);
    const std::span<text::Sorted> keys(count > usual ? in_memory.data() : on_stack.data(), count);
    for (std::uint32_t i = 0; i < count; ++i) keys[i] = text::sorted_from(first[i].key, 0, i);
    text::sort_texts(keys, [first](std::uint32_t position) { return first[position].key; });
    for (std::size_t i = 0; i < count; ++i) sorted[i] = keys[i].position;
}

bool has_repeated_keys(const Value& object) noexcept {
    const Members members = members_of(object);
    if (members.count <= few_members) return !all_keys_differ(members.begin(), members.end());
    const std::uint32_t* const index = index_of(object);
    const auto same = [&members](std::uint32_t left, std::uint32_t right) {
        return members.first[left].key == members.first[right].key;
    };
    return std::adjacent_find(index, index + members.count, same) != index + members.count;
}

void order_members(Member* first, Member* last) {
    const auto is_index = [](const Member& member) { return array_index(member.key).has_value(); };
    const auto by_number = [](const Member& left, const Member& right) {
        return *array_index(left.key) < *array_index(right.key);
    };
    // Both algorithms below take memory, so they run where members are out of order only.
    Member* middle = std::find_if_not(first, last, is_index);
    if (std::any_of(middle, last, is_index)) middle = std::stable_partition(middle, last, is_index);
    if (!std::is_sorted(first, middle, by_number)) sort_by_number(first, middle);
}

const Member* find_repeated(const Member* first, const Member* last) {
    if (all_keys_differ(first, last)) return nullptr;
    const std::vector<std::uint32_t> sorted = sorted_by_key(first, last);
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (first[sorted[i]].key == first[sorted[i - 1]].key) return first + sorted[i];
    }
    return nullptr;
}

Member* drop_repeated(Member* first, Member* last) {
    if (all_keys_differ(first, last)) return last;
    const std::vector<std::uint32_t> sorted = sorted_by_key(first, last);
    std::vector<bool> dropped;
    for (std::size_t i = 1, head = 0; i < sorted.size(); ++i) {
        Member& kept = first[sorted[head]];
        const Member& member = first[sorted[i]];
        if (member.key != kept.key) {
            head = i;
            continue;
        }
        dropped.resize(sorted.size());
        kept.value = member.value;
        kept.key_offset = member.key_offset;
        dropped[sorted[i]] = true;
    }
    if (dropped.empty()) return last;
    Member* out = first;
    for (std::size_t i = 0; i < dropped.size(); ++i) {
        if (!dropped[i]) *out++ = first[i];
    }
    return out;
}

std::string_view copy_text(std::string_view text, std::pmr::memory_resource& memory) {
    constexpr std::size_t readable = 8;
    char* const copy = static_cast<char*>(memory.allocate(text.size() + readable, 1));
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    std::memset(copy + text.size(), 0, readable);
    return {copy, text.size()};
}

Value make_object(const Member* first, std::size_t count, std::pmr::memory_resource& memory) {
    Value object;
    object.type = Type::object;
    object.members = copy_members(first, count, memory);
    object.size = static_cast<std::uint32_t>(count);
    return object;
}

Value make_array(const Value* first, std::size_t count, std::pmr::memory_resource& memory) {
    Value* const items = static_cast<Value*>(memory.allocate(count * sizeof(Value), alignof(Value)));
    std::uninitialized_copy(first, first + count, items);
    Value array;
    array.type = Type::array;
    array.items = items;
    array.size = static_cast<std::uint32_t>(count);
    return array;
}

const Member* find_member(const Value& object, std::string_view key) noexcept {
    const Members members = members_of(object);
    if (members.count <= few_members) {
        const Member* const found =
            std::find_if(members.begin(), members.end(), [key](const Member& member) { return member.key == key; });
        return found == members.end() ? nullptr : found;
    }
    const std::uint32_t* const index = index_of(object);
    const std::uint32_t* const found = std::lower_bound(
        index, index + members.count, key,
        [&members](std::uint32_t position, std::string_view wanted) { return members.first[position].key < wanted; });
    if (found == index + members.count || members.first[*found].key != key) return nullptr;
    return members.first + *found;
}

const Value* find(const Value& object, std::string_view key) noexcept {
    const Member* const member = find_member(object, key);
    return member == nullptr ? nullptr : &member->value;
}

std::size_t comparisons_to_find(const Value& object) noexcept {
    constexpr std::size_t before = 2;
    if (object.size <= few_members) return before + object.size;
    // The index leads to members all over, and these to names all over the payload.
    const std::size_t steps = std::bit_width(object.size);
    return before + steps * steps / 2;
}

bool equal(const Value& left, const Value& right) noexcept {
    if (left.type != right.type) return false;
    switch (left.type) {
        case Type::null: return true;
        case Type::boolean: return left.boolean == right.boolean;
        case Type::number: return left.number == right.number;
        case Type::string: return left.string() == right.string();
        case Type::array:
            return left.size == right.size && std::equal(left.items, left.items + left.size, right.items,
                                                         [](const Value& a, const Value& b) { return equal(a, b); });
        case Type::function: return false;
        case Type::object: break;
    }
    if (left.size != right.size) return false;
    const Members members = members_of(left);
    return std::all_of(members.begin(), members.end(), [&right](const Member& member) {
        const Value* const other = find(right, member.key);
        return other != nullptr && equal(member.value, *other);
    });
}

}  // namespace zodgate::json

#include "check/equal_items.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace zodgate::check {
namespace {

using json::Value;

void append_bytes(std::string& out, std::uint64_t bytes) {
    for (unsigned shift = 64; shift != 0; shift -= 8) out += static_cast<char>(bytes >> (shift - 8) & 0xFFU);
}

// Members by name, lengths before what has any.
void append_canonical(std::string& out, const Value& value) {
    const auto append_text = [&out](std::string_view text) {
        json::append_integer(out, text.size());
        out.append(1, ':').append(text);
    };
    switch (value.type) {
        case json::Type::string:
            out += 's';
            append_text(value.string());
            break;
        case json::Type::array:
            out += '[';
            for (const Value& item : json::items_of(value)) append_canonical(out, item);
            out += ']';
            break;
        case json::Type::object: {
            const json::Members members = json::members_of(value);
            std::vector<const json::Member*> sorted;
            sorted.reserve(members.count);
            for (const json::Member& member : members) sorted.push_back(&member);
            std::sort(sorted.begin(), sorted.end(),
                      [](const json::Member* a, const json::Member* b) { return a->key < b->key; });
            out += '{';
            for (const json::Member* const member : sorted) {
                append_text(member->key);
                append_canonical(out, member->value);
            }
            out += '}';
            break;
        }
        case json::Type::number: {
            const bool is_number = !std::isnan(value.number);
            out += is_number ? 'n' : 'x';
            append_bytes(out, is_number ? std::bit_cast<std::uint64_t>(value.number == 0 ? 0.0 : value.number)
                                        : reinterpret_cast<std::uintptr_t>(&value));
            break;
        }
        case json::Type::boolean: out += value.boolean ? 't' : 'f'; break;
        default: out += 'z'; break;
    }
}

struct Item {
    std::uint64_t begin;  // the first bytes of its text, which tell most items apart
    std::uint32_t index;
};

using Items = std::vector<Item>;

Item item_of(std::string_view canonical, std::size_t index) noexcept {
    std::uint64_t begin = 0;
    for (std::size_t i = 0; i < sizeof(begin); ++i) {
        begin = begin << 8U | (i < canonical.size() ? static_cast<unsigned char>(canonical[i]) : 0U);
    }
    return {begin, static_cast<std::uint32_t>(index)};
}

// Byte by byte, the last first; what is equal keeps its order. A byte that is the same in all is passed over.
void sort_many(Items& items) {
    constexpr std::size_t values = 256;
    std::array<std::array<std::uint32_t, values>, sizeof(Item::begin)> counts{};
    for (const Item& item : items) {
        for (std::size_t byte = 0; byte < counts.size(); ++byte) ++counts[byte][item.begin >> 8 * byte & 0xFFU];
    }
    Items sorted(items.size());
    for (std::size_t byte = 0; byte < counts.size(); ++byte) {
        const auto value_of = [byte](const Item& item) { return item.begin >> 8 * byte & 0xFFU; };
        std::array<std::uint32_t, values>& places = counts[byte];
        if (places[value_of(items.front())] == items.size()) continue;
        std::uint32_t before = 0;
        for (std::uint32_t& place : places) before += std::exchange(place, before);
        for (const Item& item : items) sorted[places[value_of(item)]++] = item;
        items.swap(sorted);
    }
}

void sort_by_begin(Items& items) {
    constexpr std::size_t few = 512;
    const auto is_less = [](const Item& a, const Item& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.index < b.index;
    };
    if (std::is_sorted(items.begin(), items.end(), is_less)) return;
    if (items.size() > few) {
        sort_many(items);
    } else {
        std::sort(items.begin(), items.end(), is_less);
    }
}

}  // namespace

Canonicals::Canonicals(const Value& array) {
    constexpr std::size_t usual = 9;  // bytes, of a number
    text_.reserve(usual * array.size);
    ends_.reserve(array.size);
    for (const Value& item : json::items_of(array)) {
        append_canonical(text_, item);
        ends_.push_back(text_.size());
    }
}

std::vector<std::uint32_t> first_equals(const Canonicals& canonicals) {
    Items items;
    items.reserve(canonicals.size());
    for (std::size_t i = 0; i < canonicals.size(); ++i) items.push_back(item_of(canonicals[i], i));
    sort_by_begin(items);
    const auto is_less = [&canonicals](const Item& a, const Item& b) {
        const int order = canonicals[a.index].compare(canonicals[b.index]);
        return order != 0 ? order < 0 : a.index < b.index;
    };
    std::vector<std::uint32_t> first(items.size());
    for (auto begin = items.begin(); begin != items.end();) {
        const auto end = std::find_if(begin, items.end(), [&](const Item& item) { return item.begin != begin->begin; });
        // By index already where all are equal, or in order.
        if (!std::is_sorted(begin, end, is_less)) std::sort(begin, end, is_less);
        for (auto item = begin; item != end; ++item) {
            const bool is_copy = item != begin && canonicals[item->index] == canonicals[(item - 1)->index];
            first[item->index] = is_copy ? first[(item - 1)->index] : item->index;
        }
        begin = end;
    }
    return first;
}

}  // namespace zodgate::check

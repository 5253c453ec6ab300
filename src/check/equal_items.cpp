#include "check/equal_items.hpp"

#include "text/sorted.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

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
    const std::vector<text::Sorted> items =
        text::sorted_texts(static_cast<std::uint32_t>(canonicals.size()),
                           [&canonicals](std::uint32_t index) { return canonicals[index]; });
    std::vector<std::uint32_t> first(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::uint32_t item = items[i].position;
        const bool is_copy =
            i != 0 && items[i].begin == items[i - 1].begin && canonicals[item] == canonicals[items[i - 1].position];
        first[item] = is_copy ? first[items[i - 1].position] : item;
    }
    return first;
}

}  // namespace zodgate::check

// What is asked of objects and arrays before their schemas look at them (zod classic/from-json-schema,
// checkObjectGuards and checkArrayGuards).
#include "check/rewrite.hpp"
#include "check/stored.hpp"
#include "check/walk.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

namespace zodgate::check {
namespace {

void append_bytes(std::string& out, std::uint64_t bytes) {
    for (unsigned shift = 64; shift != 0; shift -= 8) out += static_cast<char>(bytes >> (shift - 8) & 0xFFU);
}

// Appends a text that is the same for equal values, and for no others (zod classic/from-json-schema, canonicalKey):
// members by name, lengths before what has any. What holds no number, where one is meant, is equal to nothing.
// Recursive as deep as the payload is.
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

// The texts of an array's items.
class Canonicals {
  public:
    explicit Canonicals(const Value& array) {
        constexpr std::size_t usual = 9;  // bytes, of a number
        text_.reserve(usual * array.size);
        ends_.reserve(array.size);
        for (const Value& item : json::items_of(array)) {
            append_canonical(text_, item);
            ends_.push_back(text_.size());
        }
    }

    std::size_t bytes() const noexcept { return text_.size(); }

    std::string_view operator[](std::uint32_t index) const noexcept {
        const std::size_t start = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(text_).substr(start, ends_[index] - start);
    }

  private:
    std::string text_;
    std::vector<std::size_t> ends_;
};

struct Item {
    std::uint64_t begin;  // the first bytes of its text, which tell most items apart
    std::uint32_t index;
};

Item item_of(std::string_view canonical, std::uint32_t index) noexcept {
    std::uint64_t begin = 0;
    for (std::size_t i = 0; i < sizeof(begin); ++i) {
        begin = begin << 8U | (i < canonical.size() ? static_cast<unsigned char>(canonical[i]) : 0U);
    }
    return {begin, index};
}

}  // namespace

Outcome Walk::judge_guards(const plan::GuardedNode& node, const Value* value) {
    Outcome outcome;
    if (is(value, json::Type::object)) check_members(node, value, outcome);
    if (is(value, json::Type::array)) {
        if (node.unique_items) check_unique(*value, outcome);
        if (node.contains && !is_stopped()) check_matches(node, value, outcome);
    }
    outcome.has_ended = outcome.failed;
    return outcome;
}

void Walk::check_members(const plan::GuardedNode& node, const Value* value, Outcome& outcome) {
    if (node.fewest_members && value->size < *node.fewest_members) {
        outcome.add(report(TooSmall{Origin::object, *node.fewest_members}, value, Continue::yes));
    }
    if (node.most_members && value->size > *node.most_members) {
        outcome.add(report(TooBig{Origin::object, *node.most_members}, value, Continue::yes));
    }
    if (node.names) check_names(*node.names, *value, outcome);
}

// What has been found ends the schema behind, so that no other side of an intersection may take it back.
void Walk::check_names(NodeId names, const Value& object, Outcome& outcome) {
    for (const json::Member& member : json::members_of(object)) {
        if (is_stopped()) break;
        const Value key = string_value(member.key, member.key_offset);
        FoundIssues issues(&memory_.issues);
        if (!judge_name(names, key, issues).failed) continue;
        path_.push_back({member.key});
        outcome.add(
            report(issue::KeyFinding{stored<issue::Finding>(issues, memory_.issues), true}, &key, Continue::yes));
        path_.pop_back();
    }
}

// By sorting texts of the items: in proportion to what they hold, but for a logarithm, whatever they are.
void Walk::check_unique(const Value& array, Outcome& outcome) {
    if (array.size < 2) return;
    const Canonicals canonicals(array);
    // An array around asks this again.
    constexpr std::size_t bytes_of_a_look = 16;
    {
        const Again again(*this);
        charge(canonicals.bytes() / bytes_of_a_look);
    }
    std::vector<Item> items;
    items.reserve(array.size);
    for (std::uint32_t i = 0; i < array.size; ++i) items.push_back(item_of(canonicals[i], i));
    const auto is_less = [&canonicals](const Item& a, const Item& b) {
        if (a.begin != b.begin) return a.begin < b.begin;
        const int order = canonicals[a.index].compare(canonicals[b.index]);
        return order != 0 ? order < 0 : a.index < b.index;
    };
    // By index already where all are equal, or in order.
    if (!std::is_sorted(items.begin(), items.end(), is_less)) std::sort(items.begin(), items.end(), is_less);
    // By index: of which item it is a copy, or itself.
    std::vector<std::uint32_t> first(array.size);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool is_copy = i > 0 && canonicals[items[i].index] == canonicals[items[i - 1].index];
        first[items[i].index] = is_copy ? first[items[i - 1].index] : items[i].index;
    }
    for (std::uint32_t i = 0; i < array.size && !is_stopped(); ++i) {
        if (first[i] == i) continue;
        path_.push_back({{}, i});
        outcome.add(report(RepeatedItem{i, first[i]}, array.items + i, Continue::yes));
        path_.pop_back();
    }
}

// Items are judged by their own schema as well, and so by every one around: that is counted as work of unions is.
void Walk::check_matches(const plan::GuardedNode& node, const Value* value, Outcome& outcome) {
    std::uint64_t matches = 0;
    {
        const Quietly quietly(*this);
        const Again again(*this);
        for (const Value& item : json::items_of(*value)) {
            if (is_stopped()) break;
            if (!judge(*node.contains, &item).failed) ++matches;
            if (node.most_matches && static_cast<double>(matches) > *node.most_matches) break;
        }
    }
    if (is_stopped()) return outcome.add(failure());
    if (static_cast<double>(matches) < node.fewest_matches) {
        outcome.add(report(TooFewMatches{node.fewest_matches, matches}, value, Continue::yes));
    }
    if (node.most_matches && static_cast<double>(matches) > *node.most_matches) {
        outcome.add(report(TooManyMatches{*node.most_matches}, value, Continue::yes));
    }
}

}  // namespace zodgate::check

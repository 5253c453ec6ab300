// What is asked of objects and arrays before their schemas look at them (zod classic/from-json-schema,
// checkObjectGuards and checkArrayGuards).
#include "check/equal_items.hpp"
#include "check/rewrite.hpp"
#include "check/stored.hpp"
#include "check/walk.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace zodgate::check {

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
        if (is_settled(outcome) || (quiet_ && outcome.failed)) break;
        const Value key = string_value(member.key, member.key_offset);
        if (rules_take(names, &key)) continue;
        std::optional<issue::KeyFinding> refused = refuse_name(names, key);
        if (!refused) continue;
        refused->is_final = true;
        path_.push_back({member.key});
        outcome.add(report(*refused, &key, Continue::yes));
        path_.pop_back();
    }
}

void Walk::check_unique(const Value& array, Outcome& outcome) {
    if (array.size < 2) return;
    const Canonicals canonicals(array);
    // An array around asks this again.
    constexpr std::size_t bytes_of_a_look = 16;
    {
        const Again again(*this);
        charge(canonicals.bytes() / bytes_of_a_look);
    }
    const std::vector<std::uint32_t> first = first_equals(canonicals);
    for (std::uint32_t i = 0; i < array.size && !is_settled(outcome); ++i) {
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

// Arrays and tuples.
#include "check/walk.hpp"

#include <algorithm>

namespace zodgate::check {

// zod core/schemas, $ZodArray and capSize: an array over its maximum is not looked into.
Outcome Walk::judge_array(const plan::ArrayNode& node, const Value* value) {
    Outcome outcome;
    if (!is(value, json::Type::array)) {
        outcome = wrong_type(Expected::array, value);
    } else if (node.length.maximum && value->size > *node.length.maximum) {
        outcome.add(
            report(TooBig{Origin::array, *node.length.maximum, true, node.length.exact()}, value, Continue::no));
        return outcome;
    } else if (plan_.nodes[node.item].kind != Kind::any) {
        for (std::uint32_t i = 0; i < value->size && !is_settled(outcome); ++i) {
            outcome.add(judge_item(node.item, i, value->items + i));
        }
    }
    check_length(node.length, value, outcome);
    return outcome;
}

// zod core/schemas, $ZodTuple. Length checks see the array that Zod has built by then: required items that are
// missing are in it, items too many are not.
Outcome Walk::judge_tuple(const plan::TupleNode& node, const Value* value) {
    if (!is(value, json::Type::array)) {
        Outcome outcome = wrong_type(Expected::tuple, value);
        check_length(node.length, value, outcome);
        return outcome;
    }
    may_change_ = may_change_ || value->size < std::max(node.required, node.filled);
    Outcome outcome;
    std::size_t built = 0;
    if (!node.rest && value->size < node.required) {
        outcome.add(report(TooSmall{Origin::array, static_cast<double>(node.required), true, false, BoundKind::tuple},
                           value, Continue::unsaid));
    } else {
        judge_tuple_items(node, value, outcome);
        built = std::max<std::size_t>(node.rest ? value->size : std::min<std::size_t>(value->size, node.items.size()),
                                      node.required);
    }
    if (!outcome.explicitly_aborted) {
        compare_length(node.length, {Origin::array, static_cast<double>(built)}, value, outcome);
    }
    return outcome;
}

// The issues of the rest come before those of the items.
void Walk::judge_tuple_items(const plan::TupleNode& node, const Value* value, Outcome& outcome) {
    const std::size_t count = node.items.size();
    if (!node.rest && value->size > count) {
        outcome.add(report(TooBig{Origin::array, static_cast<double>(count), true, false, BoundKind::tuple}, value,
                           Continue::unsaid));
    }
    for (std::size_t i = count; node.rest && i < value->size && !is_settled(outcome); ++i) {
        outcome.add(judge_item(*node.rest, i, value->items + i));
    }
    for (std::size_t i = 0; i < count && !is_settled(outcome); ++i) {
        const bool present = i < value->size;
        if (!present && i >= node.required) break;
        const Outcome judged = judge_item(node.items[i], i, present ? value->items + i : nullptr);
        // Where no tuple of Zod's writes the document, JSON Schema counts the items.
        if (!present && !judged.failed && (!node.has_items || is_specification())) outcome.add(missing_item(i, *value));
        outcome.add(judged);
    }
}

Continue Walk::missing_item(std::size_t index, const Value& array) {
    path_.push_back({{}, index});
    const Continue next = report(InvalidType{Expected::nonoptional, Received::undefined}, &array, Continue::unsaid);
    path_.pop_back();
    return next;
}

Outcome Walk::judge_item(NodeId node, std::size_t index, const Value* value) {
    path_.push_back({{}, index});
    const Outcome outcome = judge(node, value);
    path_.pop_back();
    return outcome;
}

}  // namespace zodgate::check

// Strings, numbers and constants.
#include "check/numbers.hpp"
#include "check/rewrite.hpp"
#include "check/walk.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace zodgate::check {

Outcome Walk::judge_scalar(const plan::Node& node, const Value* value) {
    switch (node.kind) {
        case Kind::null: return is(value, json::Type::null) ? Outcome() : wrong_type(Expected::null, value);
        case Kind::boolean: return is(value, json::Type::boolean) ? Outcome() : wrong_type(Expected::boolean, value);
        case Kind::string: return judge_string(plan_.strings[node.index], value);
        case Kind::number: return judge_number(plan_.numbers[node.index], value);
        case Kind::values: return judge_values(plan_.values[node.index], value);
        default: return wrong_type(Expected::never, value);
    }
}

// zod core/schemas, $ZodString. Formats come first, then the lengths, then patterns; none keeps the next from running.
Outcome Walk::judge_string(const plan::StringNode& node, const Value* value) {
    if (!is(value, json::Type::string)) {
        Outcome outcome = wrong_type(Expected::string, value);
        check_length(node.length, value, outcome);
        return outcome;
    }
    charge(value->size / 64);
    may_change_ = may_change_ || node.rewrites;
    Outcome outcome;
    std::optional<std::string> text;
    Value rewritten;
    const Value* handed_on = value;
    for (const plan::StringCheck& check : node.formats) {
        if (!check_string(check, handed_on, outcome) || check.test != plan::StringCheck::Test::url || !node.rewrites) {
            continue;
        }
        text = rewritten_url(value->string());
        if (!text) continue;
        rewritten = string_value(*text, value->offset);
        handed_on = &rewritten;
    }
    check_length(node.length, handed_on, outcome);
    for (const plan::StringCheck& check : node.patterns) check_string(check, handed_on, outcome);
    if (text) strings_.forget();
    return outcome;
}

bool Walk::check_string(const plan::StringCheck& check, const Value* value, Outcome& outcome) {
    charge_text(value->size);
    const bool fitting = strings_.fits(check, value->string());
    if (!fitting) outcome.add(report(&check.issue, value, Continue::yes, &check.prepared));
    return fitting;
}

// zod core/checks: the length checks run on whatever has a `length`, even after the type was found wrong, unless an
// issue said `continue: false`.
void Walk::check_length(const plan::LengthChecks& checks, const Value* value, Outcome& outcome) {
    if (value == nullptr || outcome.explicitly_aborted || !(checks.minimum || checks.maximum)) return;
    Origin origin = Origin::unknown;
    double length = 0;
    bool is_number = true;
    switch (value->type) {
        case json::Type::string:
            origin = Origin::string;
            length = static_cast<double>(text::count_code_points(value->string()));
            break;
        case json::Type::array:
            origin = Origin::array;
            length = value->size;
            break;
        case json::Type::object: {
            const Value* const member = json::find(*value, "length");
            if (member == nullptr) return;
            is_number = member->type == json::Type::number;
            length = to_javascript_number(*member);
            break;
        }
        case json::Type::function: length = value->number; break;
        default: return;
    }
    compare_length(checks, {origin, length, is_number}, value, outcome);
}

void Walk::compare_length(const plan::LengthChecks& checks, const Length& measured, const Value* value,
                          Outcome& outcome) {
    const auto [origin, length, is_number] = measured;
    if (checks.exact()) {
        if (is_number && length == *checks.minimum) return;
        const bool longer = length > *checks.minimum;
        outcome.add(longer ? report(TooBig{origin, *checks.minimum, true, true}, value, Continue::yes)
                           : report(TooSmall{origin, *checks.minimum, true, true}, value, Continue::yes));
        return;
    }
    // Written so that NaN fails, as it does in JavaScript.
    if (checks.minimum && !(length >= *checks.minimum)) {
        outcome.add(report(TooSmall{origin, *checks.minimum}, value, Continue::yes));
    }
    if (checks.maximum && !(length <= *checks.maximum)) {
        outcome.add(report(TooBig{origin, *checks.maximum}, value, Continue::yes));
    }
}

// zod core/schemas, $ZodNumber; core/checks, $ZodCheckNumberFormat.
Outcome Walk::judge_number(const plan::NumberNode& node, const Value* value) {
    const bool is_number = is(value, json::Type::number) && (std::isfinite(value->number) || node.is_specification);
    if (!is_number || std::isnan(value->number)) return wrong_type(Expected::number, value);
    if (check::fits(node, value->number)) return {};
    Outcome outcome;
    // Where none of the issues is kept, it takes no look at each check: only a fraction for an integer is more than
    // `continue: true`.
    if (!has_place()) {
        const bool is_integer = node.is_whole || node.integer != IntegerFormat::none;
        const bool aborts = is_integer && std::trunc(value->number) != value->number;
        outcome.add(aborts ? Continue::no : Continue::yes);
        lose(outcome);
        return outcome;
    }
    if (node.is_whole && std::trunc(value->number) != value->number) {
        outcome.add(
            report(InvalidType{Expected::integer, Received::number, IntegerFormat::safeint}, value, Continue::no));
    }
    if (node.integer != IntegerFormat::none) check_integer(node.integer, value, outcome);
    if (!outcome.aborted) check_bounds(node, value, outcome);
    return outcome;
}

void Walk::check_integer(IntegerFormat format, const Value* value, Outcome& outcome) {
    const double number = value->number;
    if (std::trunc(number) != number) {
        outcome.add(report(InvalidType{Expected::integer, Received::number, format}, value, Continue::no));
    } else if (number > max_safe_integer) {
        outcome.add(report(TooBig{Origin::integer, max_safe_integer, true, false, BoundKind::safe_integer}, value,
                           Continue::yes));
    } else if (number < -max_safe_integer) {
        outcome.add(report(TooSmall{Origin::integer, -max_safe_integer, true, false, BoundKind::safe_integer}, value,
                           Continue::yes));
    } else if (format != IntegerFormat::safeint) {
        const double minimum = format == IntegerFormat::int32 ? -2147483648.0 : 0.0;
        const double maximum = format == IntegerFormat::int32 ? 2147483647.0 : 4294967295.0;
        if (number < minimum) outcome.add(report(TooSmall{Origin::number, minimum}, value, Continue::yes));
        if (number > maximum) outcome.add(report(TooBig{Origin::number, maximum}, value, Continue::yes));
    }
}

// The lower bound comes before the upper. Where a side has both kinds, which Zod never writes, the order is that of
// z.fromJSONSchema.
void Walk::check_bounds(const plan::NumberNode& node, const Value* value, Outcome& outcome) {
    const bool both_kinds = (node.minimum && node.exclusive_minimum) || (node.maximum && node.exclusive_maximum);
    check_lower(node.minimum, true, value, outcome);
    if (!both_kinds) check_lower(node.exclusive_minimum, false, value, outcome);
    check_upper(node.maximum, true, value, outcome);
    if (both_kinds) check_lower(node.exclusive_minimum, false, value, outcome);
    check_upper(node.exclusive_maximum, false, value, outcome);
    for (const double divisor : node.multiple_of) {
        if (!is_multiple(node, value->number, divisor))
            outcome.add(report(NotMultipleOf{divisor}, value, Continue::yes));
    }
}

void Walk::check_lower(const std::optional<double>& bound, bool inclusive, const Value* value, Outcome& outcome) {
    if (!bound || (inclusive ? value->number >= *bound : value->number > *bound)) return;
    outcome.add(report(TooSmall{Origin::number, *bound, inclusive}, value, Continue::yes));
}

void Walk::check_upper(const std::optional<double>& bound, bool inclusive, const Value* value, Outcome& outcome) {
    if (!bound || (inclusive ? value->number <= *bound : value->number < *bound)) return;
    outcome.add(report(TooBig{Origin::number, *bound, inclusive}, value, Continue::yes));
}

Outcome Walk::judge_values(const plan::ValuesNode& node, const Value* value) {
    if (value != nullptr) {
        std::size_t looks = 0;
        const bool is_held = node.holds(*value, looks);
        charge_compared(looks);
        if (is(value, json::Type::string)) {
            charge_comparisons(json::comparisons_to_find_among(node.sorted_strings.size()));
        }
        if (is_held) return {};
    }
    Outcome outcome;
    outcome.add(report(&node.issue, value, Continue::unsaid, &node.prepared));
    return outcome;
}

}  // namespace zodgate::check

// The rules by which numbers and strings are judged without a walk. They say what the walk would, without issues.
#pragma once

#include "check/numbers.hpp"
#include "check/rewrite.hpp"
#include "check/strings.hpp"
#include "plan/plan.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace zodgate::check {

/// Written so that NaN fails, as it does in JavaScript.
inline bool has_length(const plan::LengthChecks& checks, double length) noexcept {
    return !(checks.minimum && !(length >= *checks.minimum)) && !(checks.maximum && !(length <= *checks.maximum));
}

inline bool has_code_points(const plan::LengthChecks& checks, std::string_view text) noexcept {
    return has_length(checks, static_cast<double>(text::count_code_points(text)));
}

inline bool fits_check(const plan::StringCheck& check, std::string_view text, StringChecks& strings) {
    return check.test == plan::StringCheck::Test::scanner ? check.scan(text) : strings.fits(check, text);
}

/// What a rule that is no list says of a string. No, too, where what z.url() hands on is another string, which the
/// checks that follow would judge.
inline bool fits_checks(const plan::Plan& plan, const plan::Acceptance::StringRule& rule, std::string_view text,
                        StringChecks& strings) {
    const plan::StringNode& node = plan.strings[rule.index];
    for (const plan::StringCheck& check : node.formats) {
        if (!fits_check(check, text, strings)) return false;
        if (check.test == plan::StringCheck::Test::url && node.rewrites && rewrites_url(text)) return false;
    }
    const bool has_length = text.size() >= rule.fewest_bytes && text.size() <= rule.most_bytes;
    if (!has_length && !has_code_points(node.length, text)) return false;
    for (const plan::StringCheck& check : node.patterns) {
        if (!fits_check(check, text, strings)) return false;
    }
    return true;
}

/// Where numbers must be whole, the bounds are such that they fit the type.
inline bool is_within(const plan::Acceptance::NumberRule& rule, double number) noexcept {
    return number >= rule.least && number <= rule.most &&
           (!rule.whole || static_cast<double>(static_cast<std::int64_t>(number)) == number);
}

inline bool is_listed(const plan::ValuesNode& list, double number) noexcept {
    return std::binary_search(list.sorted_numbers.begin(), list.sorted_numbers.end(), number);
}

/// Whether a node that judges numbers accepts one. No, too, where it is not finite.
inline bool fits_number(const plan::Plan& plan, const plan::Acceptance::Node& node, double number) {
    if (!std::isfinite(number)) return false;
    const plan::Acceptance::NumberRule* rule = plan.acceptance.number_rules.data() + node.first_number_rule;
    const plan::Acceptance::NumberRule* const end = rule + node.number_rules;
    for (; rule != end; ++rule) {
        if (is_within(*rule, number)) return true;
        if (rule->is_list ? is_listed(plan.values[rule->index], number) : fits(plan.numbers[rule->index], number))
            return true;
    }
    return false;
}

}  // namespace zodgate::check

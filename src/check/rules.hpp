// The rules by which numbers and lengths are judged without a walk. They say what the walk would, without issues.
#pragma once

#include "check/numbers.hpp"
#include "plan/plan.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace zodgate::check {

/// Of a string, an array or a tuple. Written so that NaN fails, as it does in JavaScript.
inline bool has_length(const plan::LengthChecks& checks, double length) noexcept {
    return !(checks.minimum && !(length >= *checks.minimum)) && !(checks.maximum && !(length <= *checks.maximum));
}

/// The length in bytes often tells; else code points are counted.
inline bool has_length(const plan::Plan& plan, const plan::Acceptance::StringRule& rule,
                       std::string_view text) noexcept {
    return (text.size() >= rule.fewest_bytes && text.size() <= rule.most_bytes) ||
           has_length(plan.strings[rule.index].length, static_cast<double>(text::count_code_points(text)));
}

/// Where numbers must be whole, the bounds are such that they fit the type.
inline bool is_within(const plan::Acceptance::NumberRule& rule, double number) noexcept {
    return number >= rule.least && number <= rule.most &&
           (!rule.whole || static_cast<double>(static_cast<std::int64_t>(number)) == number);
}

inline bool is_listed(const plan::ValuesNode& list, double number) noexcept {
    return std::binary_search(list.sorted_numbers.begin(), list.sorted_numbers.end(), number);
}

/// Whether a node that judges numbers accepts one that is finite.
inline bool fits_number(const plan::Plan& plan, const plan::Acceptance::Node& node, double number) {
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

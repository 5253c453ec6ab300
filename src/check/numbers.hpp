// Questions about numbers that Zod answers in its own way.
#pragma once

#include "plan/plan.hpp"

#include <string_view>

namespace zodgate::check {

inline constexpr double max_safe_integer = 9007199254740991.0;

/// Whether a number is a multiple as the node means it.
bool is_multiple(const plan::NumberNode& node, double value, double divisor) noexcept;

/// Whether all checks of a number accept it. The walk says the same with issues.
bool fits(const plan::NumberNode& node, double number) noexcept;

/// Whether a member's name is a key of a record of numbers (zod core/regexes, `number` and `integer`). A name of digits
/// beyond the range of a double, or of safe integers, is none.
bool is_number_key(std::string_view key, bool integer) noexcept;

}  // namespace zodgate::check

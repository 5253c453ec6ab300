// `multipleOf` as JSON Schema has it: exact, in decimals.
#pragma once

namespace zodgate::check {

/// Whether a number is an integer times a divisor, both taken as the shortest decimals that read as these doubles:
/// 0.0075 is a multiple of 0.0001, though no double is 0.0001. Nothing that is not finite is a multiple.
/// @param divisor  above 0
bool is_exact_multiple(double value, double divisor) noexcept;

}  // namespace zodgate::check

#include "check/multiple.hpp"

#include "check/numbers.hpp"
#include "json/decimal.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace zodgate::check {
namespace {

// Whether a number, not 0, divides ten to a power. It may have no prime factors but 2 and 5.
bool divides_power_of_ten(std::uint64_t number, int power) noexcept {
    const int twos = std::countr_zero(number);
    number >>= twos;
    int fives = 0;
    for (; number % 5 == 0; ++fives) number /= 5;
    return number == 1 && twos <= power && fives <= power;
}

bool is_small_integer(double number) noexcept {
    return std::abs(number) <= max_safe_integer && std::trunc(number) == number;
}

}  // namespace

bool is_exact_multiple(double value, double divisor) noexcept {
    if (!std::isfinite(value) || !std::isfinite(divisor)) return false;
    if (value == 0) return true;
    if (is_small_integer(value) && is_small_integer(divisor)) {
        return static_cast<std::int64_t>(value) % static_cast<std::int64_t>(divisor) == 0;
    }
    // A double with a fraction is read from no decimal without one.
    if (std::trunc(divisor) == divisor && std::trunc(value) != value) return false;
    const json::Decimal dividend = json::shortest_decimal(std::abs(value));
    const json::Decimal by = json::shortest_decimal(divisor);
    // Of fewer decimal places only: else the last digit, which is not 0, would have to be a multiple of ten.
    const int power = dividend.exponent - by.exponent;
    if (power < 0) return false;
    return divides_power_of_ten(by.digits / std::gcd(by.digits, dividend.digits), power);
}

}  // namespace zodgate::check

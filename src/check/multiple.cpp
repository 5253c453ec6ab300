#include "check/multiple.hpp"

#include "check/numbers.hpp"
#include "text/ascii.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace zodgate::check {
namespace {

// digits × 10^exponent. Up to seventeen digits, the last of which is not 0.
struct Decimal {
    std::uint64_t digits = 0;
    int exponent = 0;
};

// The shortest that reads as a finite number above 0.
Decimal shortest_decimal(double number) noexcept {
    std::array<char, 32> buffer{};
    const char* const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific).ptr;
    Decimal decimal;
    const char* at = buffer.data();
    for (; *at != 'e'; ++at) {
        if (!text::is_ascii_digit(*at)) continue;  // the point
        decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(*at - '0');
        if (at != buffer.data()) --decimal.exponent;
    }
    int written = 0;
    std::from_chars(at + (at[1] == '+' ? 2 : 1), end, written);
    decimal.exponent += written;
    return decimal;
}

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
    const Decimal dividend = shortest_decimal(std::abs(value));
    const Decimal by = shortest_decimal(divisor);
    // Of fewer decimal places only: else the last digit, which is not 0, would have to be a multiple of ten.
    const int power = dividend.exponent - by.exponent;
    if (power < 0) return false;
    return divides_power_of_ten(by.digits / std::gcd(by.digits, dividend.digits), power);
}

}  // namespace zodgate::check

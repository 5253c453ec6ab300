#include "json/json.hpp"

#include "text/ascii.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>

namespace zodgate::json {
namespace {

// The decimal exponent written after `e`, held within bounds that no number of digits can make up for.
long long written_exponent(std::string_view token, std::size_t at) noexcept {
    constexpr long long bound = 100000000000000000;  // 10^17: ten times it is still a long long
    const bool negative = at < token.size() && token[at] == '-';
    if (at < token.size() && (token[at] == '-' || token[at] == '+')) ++at;
    long long exponent = 0;
    for (; at < token.size() && text::is_ascii_digit(token[at]); ++at) {
        exponent = exponent * 10 + (token[at] - '0');
        if (exponent > bound) break;
    }
    return negative ? -exponent : exponent;
}

// Whether a token outside the range of doubles is too large, rather than too small. Decided by the place of its first
// non-zero digit.
bool is_huge(std::string_view token) noexcept {
    long long place = 0;  // decimal place of the first non-zero digit, units being 1
    long long integer_digits = 0;
    bool after_point = false;
    bool seen = false;
    std::size_t at = 0;
    for (; at < token.size() && token[at] != 'e' && token[at] != 'E'; ++at) {
        if (token[at] == '.') after_point = true;
        if (!text::is_ascii_digit(token[at])) continue;
        if (seen && !after_point) ++integer_digits;
        if (!seen && after_point) --place;
        if (!seen && token[at] != '0') {
            seen = true;
            if (!after_point) integer_digits = 1;
        }
    }
    const long long exponent = at < token.size() ? written_exponent(token, at + 1) : 0;
    return seen && integer_digits + place + exponent > 0;
}

// The value of a token without an exponent and of up to fifteen digits: both they and the power of ten are doubles, so
// that one rounding is all there is. Nothing for other tokens.
std::optional<double> parse_short_number(std::string_view token) noexcept {
    constexpr std::size_t most_digits = 15;
    constexpr std::array<double, most_digits + 1> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                         1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = !token.empty() && token.front() == '-';
    const std::size_t first = negative ? 1 : 0;
    const std::size_t size = token.size();
    if (size - first > most_digits + 1) return std::nullopt;
    std::int64_t value = 0;
    std::size_t point = size;
    for (std::size_t at = first; at < size; ++at) {
        if (text::is_ascii_digit(token[at])) {
            value = value * 10 + (token[at] - '0');
        } else if (token[at] == '.' && point == size) {
            point = at;
        } else {
            return std::nullopt;
        }
    }
    const std::size_t points = point == size ? 0 : 1;
    const std::size_t digits = size - first - points;
    if (digits == 0 || digits > most_digits) return std::nullopt;
    const double number = static_cast<double>(value) / powers[size - point - points];
    return negative ? -number : number;
}

void append_shortest(std::string& out, double number, std::chars_format format) {
    std::array<char, 40> buffer{};
    const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format).ptr;
    out.append(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
}

// ECMA-262, Number::toString, of positive numbers below 0.000001, or of 2^53 and more: 12e19 is written with all its
// zeros, 12e20 as 1.2e+21.
void append_extreme(std::string& out, double number) {
    std::string written;
    append_shortest(written, number, std::chars_format::scientific);
    const std::size_t e = written.find('e');
    const auto exponent = static_cast<int>(written_exponent(written, e + 1));
    constexpr int last_plain = 20;
    if (exponent < 0 || exponent > last_plain) {
        out.append(written, 0, e).append(exponent < 0 ? "e-" : "e+").append(std::to_string(std::abs(exponent)));
        return;
    }
    written.resize(e);
    if (e > 1) written.erase(1, 1);  // the point
    out.append(written).append(static_cast<std::size_t>(exponent) + 1 - written.size(), '0');
}

}  // namespace

double parse_number(std::string_view token) noexcept {
    if (const std::optional<double> number = parse_short_number(token)) return *number;
    double number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (error != std::errc::result_out_of_range) return number;
    const bool negative = !token.empty() && token.front() == '-';
    const double magnitude = is_huge(token) ? std::numeric_limits<double>::infinity() : 0.0;
    return negative ? -magnitude : magnitude;
}

void append_number(std::string& out, double number) {
    if (std::isnan(number)) {
        out += "NaN";
        return;
    }
    if (number == 0) {
        out += '0';
        return;
    }
    if (std::signbit(number)) {
        out += '-';
        number = -number;
    }
    if (std::isinf(number)) {
        out += "Infinity";
        return;
    }
    constexpr double first_inexact = 9007199254740992;  // 2^53: no number from here on has a fraction
    constexpr double first_plain = 1e-6;
    if (number >= first_inexact || number < first_plain) return append_extreme(out, number);
    if (number == std::trunc(number)) return append_integer(out, static_cast<std::uint64_t>(number));
    append_shortest(out, number, std::chars_format::fixed);
}

std::optional<std::uint32_t> array_index(std::string_view key) noexcept {
    constexpr std::uint64_t largest = 4294967294;
    if (key.empty() || key.size() > 10 || (key.size() > 1 && key[0] == '0')) return std::nullopt;
    std::uint64_t index = 0;
    for (const char c : key) {
        if (!text::is_ascii_digit(c)) return std::nullopt;
        index = index * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (index > largest) return std::nullopt;
    return static_cast<std::uint32_t>(index);
}

}  // namespace zodgate::json

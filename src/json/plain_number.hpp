// Numbers as most are written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace zodgate::json {

struct PlainNumber {
    std::size_t size = 0;  ///< bytes; 0: none stands there
    double value = 0;
};

/// The JSON number at a place (RFC 8259, section 6), if it has no exponent and up to fifteen digits: both they and the
/// power of ten that their fraction is of are doubles, so that one rounding is all there is. Others are left to
/// parse_number(). A byte that is no digit must stand somewhere behind.
inline PlainNumber read_plain_number(const char* at) noexcept {
    constexpr std::size_t most_digits = 15;
    constexpr std::array<double, most_digits + 1> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                         1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char* const first = at;
    std::uint64_t digits = 0;  // which may overflow, where there are too many
    const auto take_digits = [&] {
        const char* const start = at;
        for (; *at >= '0' && *at <= '9'; ++at) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
        return static_cast<std::size_t>(at - start);
    };
    const bool negative = *at == '-';
    if (negative) ++at;
    const bool leading_zero = *at == '0';
    const std::size_t whole = take_digits();
    if (whole == 0 || (leading_zero && whole > 1)) return {};
    std::size_t fraction = 0;
    if (*at == '.') {
        ++at;
        fraction = take_digits();
        if (fraction == 0) return {};
    }
    if (whole + fraction > most_digits || *at == 'e' || *at == 'E') return {};
    const double value = static_cast<double>(static_cast<std::int64_t>(digits)) / powers[fraction];
    return {static_cast<std::size_t>(at - first), negative ? -value : value};
}

}  // namespace zodgate::json

#include "json/decimal.hpp"

#include <array>
#include <charconv>

namespace zodgate::json {

Decimal shortest_decimal(double number) noexcept {
    std::array<char, 32> buffer{};
    const char* const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific).ptr;
    Decimal decimal;
    const char* at = buffer.data();
    for (; *at != 'e'; ++at) {
        if (*at == '.') continue;
        decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(*at - '0');
        if (at != buffer.data()) --decimal.exponent;
    }
    int written = 0;
    std::from_chars(at + (at[1] == '+' ? 2 : 1), end, written);
    decimal.exponent += written;
    return decimal;
}

}  // namespace zodgate::json

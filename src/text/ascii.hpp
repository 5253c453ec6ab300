// Characters of ASCII, whatever the locale: what <cctype> says depends on it.
#pragma once

#include <cstddef>
#include <string_view>

namespace zodgate::text {

constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }

constexpr char to_ascii_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

constexpr bool is_ascii_letter(char c) noexcept { return to_ascii_lower(c) >= 'a' && to_ascii_lower(c) <= 'z'; }

constexpr bool is_ascii_alphanumeric(char c) noexcept { return is_ascii_digit(c) || is_ascii_letter(c); }

/// Whether two texts differ in the case of letters alone.
constexpr bool equals_in_ascii(std::string_view one, std::string_view other) noexcept {
    if (one.size() != other.size()) return false;
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (to_ascii_lower(one[i]) != to_ascii_lower(other[i])) return false;
    }
    return true;
}

constexpr bool is_ascii_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }

/// Of a hexadecimal digit; 16 for other characters.
constexpr unsigned hex_digit_value(char c) noexcept {
    if (is_ascii_digit(c)) return static_cast<unsigned>(c - '0');
    const char lower = to_ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10 : 16;
}

/// The byte that two hexadecimal digits stand for, as in "%2F" after the '%'; -1 if one of them is none.
constexpr int hex_byte_value(char high, char low) noexcept {
    const unsigned value = hex_digit_value(high) * 16 + hex_digit_value(low);
    return hex_digit_value(high) < 16 && hex_digit_value(low) < 16 ? static_cast<int>(value) : -1;
}

}  // namespace zodgate::text

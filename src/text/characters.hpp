// Classes of characters for the scanners, by one look into a table, and code points of UTF-8. Private to the text room.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zodgate::text::characters {

/// A set of classes; a character is in it if it is in one of them.
using Classes = std::uint16_t;

inline constexpr Classes digit = 1U << 0U;
inline constexpr Classes upper = 1U << 1U;
inline constexpr Classes lower = 1U << 2U;
inline constexpr Classes letter = 1U << 3U;  ///< of both cases
inline constexpr Classes upper_hex_letter = 1U << 4U;
inline constexpr Classes lower_hex_letter = 1U << 5U;
inline constexpr Classes hyphen = 1U << 6U;
inline constexpr Classes email_local = 1U << 7U;    ///< [A-Za-z0-9_'+\-]
inline constexpr Classes html5_local = 1U << 8U;    ///< [a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]
inline constexpr Classes rfc5322_local = 1U << 9U;  ///< [^<>()\[\]\\.,;:\s@"], as far as it is ASCII
inline constexpr Classes crockford = 1U << 10U;     ///< [0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]
inline constexpr Classes base32hex = 1U << 11U;     ///< [0-9a-vA-V]
inline constexpr Classes base64 = 1U << 12U;        ///< [A-Za-z0-9+/]
inline constexpr Classes base64url = 1U << 13U;     ///< [A-Za-z0-9_-]

inline constexpr Classes alphanumeric = letter | digit;
inline constexpr Classes upper_hex = digit | upper_hex_letter;
inline constexpr Classes lower_hex = digit | lower_hex_letter;
inline constexpr Classes hex = upper_hex | lower_hex_letter;
inline constexpr Classes label = alphanumeric | hyphen;  ///< of a host name

constexpr std::array<Classes, 256> make_classes() noexcept {
    std::array<Classes, 256> classes{};
    const auto add = [&classes](std::string_view members, Classes added) {
        for (const char c : members) {
            Classes& entry = classes[static_cast<unsigned char>(c)];
            entry = static_cast<Classes>(entry | added);
        }
    };
    add("0123456789", digit | email_local | html5_local | rfc5322_local | crockford | base32hex | base64 | base64url);
    for (const Classes added : {email_local, html5_local, rfc5322_local, base64, base64url}) {
        add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", added);
    }
    add("ABCDEFGHIJKLMNOPQRSTUVWXYZ", upper | letter);
    add("abcdefghijklmnopqrstuvwxyz", lower | letter);
    add("ABCDEF", upper_hex_letter);
    add("abcdef", lower_hex_letter);
    add("-", hyphen | base64url);
    add("_-", email_local | base64url);
    add("'+", email_local);
    add(".!#$%&'*+/=?^_`{|}~-", html5_local);
    add("!#$%&'*+/=?^_`{|}~-", rfc5322_local);
    for (char c = '\0'; c < '\t'; ++c) add({&c, 1}, rfc5322_local);
    for (char c = '\x0E'; c < ' '; ++c) add({&c, 1}, rfc5322_local);
    add("\x7F", rfc5322_local);
    add("ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz", crockford);
    add("ABCDEFGHIJKLMNOPQRSTUVabcdefghijklmnopqrstuv", base32hex);
    add("+/", base64);
    return classes;
}

inline constexpr std::array<Classes, 256> classes = make_classes();

constexpr Classes classes_of(char c) noexcept { return classes[static_cast<unsigned char>(c)]; }

constexpr bool is(char c, Classes wanted) noexcept { return (classes_of(c) & wanted) != 0; }

/// Whether all characters are in one of the classes; so are those of an empty text.
constexpr bool all(std::string_view text, Classes wanted) noexcept {
    return std::all_of(text.begin(), text.end(), [wanted](char c) { return is(c, wanted); });
}

/// Whether these are so many characters of these classes.
constexpr bool all(std::string_view text, Classes wanted, std::size_t length) noexcept {
    return text.size() == length && all(text, wanted);
}

/// The length of the run of such characters that the text begins with.
constexpr std::size_t run(std::string_view text, Classes wanted) noexcept {
    std::size_t length = 0;
    while (length < text.size() && is(text[length], wanted)) ++length;
    return length;
}

/// Takes that run off, and tells its length.
constexpr std::size_t take_run(std::string_view& text, Classes wanted) noexcept {
    const std::size_t length = run(text, wanted);
    text.remove_prefix(length);
    return length;
}

/// Takes a character off, if it is the first.
constexpr bool take(std::string_view& text, char c) noexcept {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

/// Takes a prefix off, if it is there.
constexpr bool take(std::string_view& text, std::string_view prefix) noexcept {
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Takes the first code point off a text that is not empty. Bytes that are no well-formed UTF-8 are taken singly, as
/// U+FFFD.
constexpr char32_t take_code_point(std::string_view& text) noexcept {
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    if ((lead >= 0x80 && lead < 0xC0) || lead > 0xF4 || length > text.size()) {
        text.remove_prefix(1);
        return U'\uFFFD';
    }
    for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (byte(i) & 0x3FU);
    text.remove_prefix(length);
    return c;
}

/// UTF-16 code units of a code point, which is what JavaScript counts without the flag u.
constexpr std::size_t units_of(char32_t c) noexcept { return c < 0x10000 ? 1 : 2; }

/// `.` does not match these without the flag s (ECMA-262, 12.3).
constexpr bool is_line_terminator(char32_t c) noexcept {
    return c == U'\n' || c == U'\r' || c == U'\u2028' || c == U'\u2029';
}

/// `\s` (ECMA-262, 22.2.2.9: white space and line terminators).
constexpr bool is_space(char32_t c) noexcept {
    if (c < 0x80) return c == U' ' || (c >= U'\t' && c <= U'\r');
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

}  // namespace zodgate::text::characters

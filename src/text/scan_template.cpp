// URI templates by RFC 6570, section 2, with its erratum 6937: an apostrophe is a literal.
#include "text/characters.hpp"
#include "text/scanners.hpp"
#include "text/text.hpp"

namespace zodgate::text {
namespace {

using characters::all;
using characters::is;

constexpr bool is_one_of(char c, std::string_view characters) noexcept { return characters.find(c) != npos; }

// Takes off pct-encoded.
bool take_escape(std::string_view& text) noexcept {
    if (text.front() != '%' || !all(text.substr(1, 2), characters::hex, 2)) return false;
    text.remove_prefix(3);
    return true;
}

// ucschar / iprivate: characters beyond ASCII but for controls, specials, tags and noncharacters.
constexpr bool is_international(char32_t c) noexcept {
    if (c < 0xA0 || (c & 0xFFFFU) > 0xFFFD) return false;
    return !(c >= 0xFDD0 && c <= 0xFDEF) && !(c >= 0xFFF0 && c <= 0xFFFF) && !(c >= 0xE0000 && c <= 0xE0FFF);
}

bool take_literal(std::string_view& text) noexcept {
    const char c = text.front();
    if (c == '%') return take_escape(text);
    if (static_cast<unsigned char>(c) >= 0x80) return is_international(characters::take_code_point(text));
    text.remove_prefix(1);
    return c > ' ' && c != '\x7F' && !is_one_of(c, "\"<>\\^`{|}");
}

// literals
bool are_literals(std::string_view text) noexcept {
    while (!text.empty()) {
        if (!take_literal(text)) return false;
    }
    return true;
}

// varchar
bool take_name_character(std::string_view& text) noexcept {
    if (text.empty()) return false;
    if (text.front() != '_' && !is(text.front(), characters::alphanumeric)) return take_escape(text);
    text.remove_prefix(1);
    return true;
}

// varname
bool is_variable_name(std::string_view text) noexcept {
    if (!take_name_character(text)) return false;
    while (!text.empty()) {
        characters::take(text, '.');
        if (!take_name_character(text)) return false;
    }
    return true;
}

// max-length: a positive integer below 10,000.
bool is_prefix_length(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 4 && text.front() != '0' && all(text, characters::digit);
}

// varspec
bool is_variable(std::string_view text) noexcept {
    const std::size_t colon = text.find(':');
    if (colon != npos) return is_variable_name(text.substr(0, colon)) && is_prefix_length(text.substr(colon + 1));
    if (!text.empty() && text.back() == '*') text.remove_suffix(1);
    return is_variable_name(text);
}

// expression, without its braces
bool is_expression(std::string_view text) noexcept {
    if (!text.empty() && is_one_of(text.front(), "+#./;?&=,!@|")) text.remove_prefix(1);
    for (;;) {
        const std::size_t comma = text.find(',');
        if (!is_variable(text.substr(0, comma))) return false;
        if (comma == npos) return true;
        text.remove_prefix(comma + 1);
    }
}

}  // namespace

bool is_uri_template(std::string_view text) noexcept {
    for (;;) {
        const std::size_t opening = text.find('{');
        if (!are_literals(text.substr(0, opening))) return false;
        if (opening == npos) return true;
        text.remove_prefix(opening + 1);
        const std::size_t closing = text.find('}');
        if (closing == npos || !is_expression(text.substr(0, closing))) return false;
        text.remove_prefix(closing + 1);
    }
}

}  // namespace zodgate::text

#include "check/check.hpp"
#include "text/url.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace zodgate::check {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// The digits after 0x, 0o or 0b. Rounding of more than 53 bits is left to the double's own addition, which is exact
// for powers of two up to there; longer literals are not told apart by any length that a value could have.
double parse_radix(std::string_view digits, int radix) noexcept {
    if (digits.empty()) return not_a_number;
    double number = 0;
    for (const char c : digits) {
        int digit = 99;
        if (c >= '0' && c <= '9') digit = c - '0';
        if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
        if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
        if (digit >= radix) return not_a_number;
        number = number * radix + digit;
    }
    return number;
}

// StrDecimalLiteral: digits, perhaps a point, perhaps an exponent; "5." and ".5" too.
bool is_decimal_literal(std::string_view text) noexcept {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t first = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - first;
    };
    std::size_t count = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        count += digits();
    }
    if (count == 0) return false;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

double string_to_number(std::string_view text) noexcept {
    text = text::trim(text);
    if (text.empty()) return 0;
    if (text.size() > 1 && text[0] == '0') {
        switch (text[1]) {
            case 'x':
            case 'X': return parse_radix(text.substr(2), 16);
            case 'o':
            case 'O': return parse_radix(text.substr(2), 8);
            case 'b':
            case 'B': return parse_radix(text.substr(2), 2);
            default: break;
        }
    }
    const bool negative = text[0] == '-';
    if (negative || text[0] == '+') text.remove_prefix(1);
    double number = not_a_number;
    if (text == "Infinity") number = std::numeric_limits<double>::infinity();
    if (is_decimal_literal(text)) number = json::parse_number(text);
    return negative ? -number : number;
}

}  // namespace

double to_javascript_number(const json::Value& value) {
    switch (value.type) {
        case json::Type::null: return 0;
        case json::Type::boolean: return value.boolean ? 1 : 0;
        case json::Type::number: return value.number;
        case json::Type::string: return string_to_number(value.string());
        case json::Type::array: {
            // An array becomes the string of its items, joined by commas.
            if (value.size == 0) return 0;
            if (value.size > 1) return not_a_number;
            const json::Value& item = value.items[0];
            if (item.type == json::Type::boolean) return not_a_number;
            return to_javascript_number(item);
        }
        case json::Type::object:
        case json::Type::function: break;
    }
    return not_a_number;
}

}  // namespace zodgate::check

#include "http/yaml_scalars.hpp"

#include "json/json.hpp"
#include "text/ascii.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

namespace zodgate::http {
namespace {

bool is_any_of(std::string_view text, std::string_view first, std::string_view second,
               std::string_view third) noexcept {
    return text == first || text == second || text == third;
}

/// Takes the decimal digits at the start of a text.
std::string_view take_digits(std::string_view& text) noexcept {
    std::size_t count = 0;
    while (count < text.size() && text::is_ascii_digit(text[count])) ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

/// Takes a sign at the start of a text. Whether it was a minus.
bool take_sign(std::string_view& text) noexcept {
    if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
    const bool is_minus = text.front() == '-';
    text.remove_prefix(1);
    return is_minus;
}

std::optional<bool> boolean_of(std::string_view text) noexcept {
    if (is_any_of(text, "true", "True", "TRUE")) return true;
    if (is_any_of(text, "false", "False", "FALSE")) return false;
    return std::nullopt;
}

/// `.inf`, `-.Inf`, `.nan` and so on.
bool is_not_finite(std::string_view text) noexcept {
    if (is_any_of(text, ".nan", ".NaN", ".NAN")) return true;
    take_sign(text);
    return is_any_of(text, ".inf", ".Inf", ".INF");
}

/// The parts of a decimal number.
struct Decimal {
    bool is_negative = false;
    bool is_integer = true;
    std::string_view whole;
    std::string_view fraction;
    std::string_view exponent;  ///< with its sign
};

std::optional<Decimal> decimal_of(std::string_view text) noexcept {
    Decimal decimal;
    decimal.is_negative = take_sign(text);
    decimal.whole = take_digits(text);
    if (!text.empty() && text.front() == '.') {
        decimal.is_integer = false;
        text.remove_prefix(1);
        decimal.fraction = take_digits(text);
    }
    if (decimal.whole.empty() && decimal.fraction.empty()) return std::nullopt;
    if (text.empty()) return decimal;
    if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
    decimal.is_integer = false;
    text.remove_prefix(1);
    decimal.exponent = text;
    take_sign(text);
    if (take_digits(text).empty() || !text.empty()) return std::nullopt;
    return decimal;
}

/// JSON wants a digit before the point and after it, and no needless zeros in front.
void append_decimal(std::string& out, const Decimal& decimal) {
    if (decimal.is_negative) out += '-';
    const std::size_t first = decimal.whole.find_first_not_of('0');
    out += first == std::string_view::npos ? std::string_view("0") : decimal.whole.substr(first);
    if (!decimal.fraction.empty()) (out += '.') += decimal.fraction;
    if (!decimal.exponent.empty()) (out += 'e') += decimal.exponent;
}

/// `0o17` and `0x1F`.
bool is_based(std::string_view text) noexcept {
    if (text.substr(0, 2) == "0o") {
        return text.size() > 2 && text.find_first_not_of("01234567", 2) == std::string_view::npos;
    }
    return text.substr(0, 2) == "0x" && text.size() > 2 &&
           text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

std::string append_based(std::string& out, std::string_view text) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data() + 2, text.data() + text.size(), number, text[1] == 'o' ? 8 : 16);
    if (read.ec != std::errc()) return "the number " + std::string(text) + " is above 18446744073709551615";
    json::append_integer(out, number);
    return {};
}

std::string not_a(std::string_view text, std::string_view what) {
    return '"' + std::string(text) + "\" is not " + std::string(what) + ", as its tag says";
}

std::string not_in_json(std::string_view text) { return std::string(text) + " is not a number that JSON has"; }

std::string append_plain(std::string& out, std::string_view text) {
    if (is_yaml_null(text)) {
        out += "null";
    } else if (const std::optional<bool> boolean = boolean_of(text)) {
        out += *boolean ? "true" : "false";
    } else if (is_based(text)) {
        return append_based(out, text);
    } else if (const std::optional<Decimal> decimal = decimal_of(text)) {
        append_decimal(out, *decimal);
    } else if (is_not_finite(text)) {
        return not_in_json(text);
    } else {
        json::append_string(out, text);
    }
    return {};
}

std::string append_number(std::string& out, std::string_view text, bool must_be_integer) {
    if (is_based(text)) return append_based(out, text);
    const std::optional<Decimal> decimal = decimal_of(text);
    if (!must_be_integer && is_not_finite(text)) return not_in_json(text);
    if (!decimal || (must_be_integer && !decimal->is_integer)) {
        return not_a(text, must_be_integer ? "an integer" : "a number");
    }
    append_decimal(out, *decimal);
    return {};
}

}  // namespace

bool is_yaml_null(std::string_view text) noexcept {
    return text.empty() || text == "~" || is_any_of(text, "null", "Null", "NULL");
}

bool is_scalar_tag(std::string_view tag) noexcept {
    if (tag == "?" || tag == "!") return true;
    if (tag.substr(0, yaml_tag_prefix.size()) != yaml_tag_prefix) return false;
    tag.remove_prefix(yaml_tag_prefix.size());
    return tag == "str" || tag == "int" || tag == "float" || tag == "bool" || tag == "null";
}

std::string shown_tag(std::string_view tag) {
    if (tag.substr(0, yaml_tag_prefix.size()) == yaml_tag_prefix) {
        return "!!" + std::string(tag.substr(yaml_tag_prefix.size()));
    }
    if (!tag.empty() && tag.front() == '!') return std::string(tag);
    return "!<" + std::string(tag) + ">";
}

std::string append_scalar(std::string& out, std::string_view tag, std::string_view text) {
    if (tag == "?") return append_plain(out, text);
    const std::string_view name = tag.substr(tag.size() == 1 ? 0 : yaml_tag_prefix.size());
    if (name == "int" || name == "float") return append_number(out, text, name == "int");
    if (name == "bool") {
        const std::optional<bool> boolean = boolean_of(text);
        if (!boolean) return not_a(text, "a boolean");
        out += *boolean ? "true" : "false";
    } else if (name == "null") {
        if (!is_yaml_null(text)) return not_a(text, "null");
        out += "null";
    } else {
        json::append_string(out, text);
    }
    return {};
}

}  // namespace zodgate::http

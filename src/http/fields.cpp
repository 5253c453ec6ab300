#include "http/fields.hpp"

#include "text/ascii.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace zodgate::http {

namespace {

// ASCII letters, digits and some other characters, by their number.
constexpr std::array<bool, 256> alphanumeric_and(std::string_view others) noexcept {
    std::array<bool, 256> members{};
    for (const char c : others) members[static_cast<unsigned char>(c)] = true;
    for (unsigned c = 0; c < 128; ++c) members[c] = members[c] || text::is_ascii_alphanumeric(static_cast<char>(c));
    return members;
}

constexpr std::array<bool, 256> token_characters = alphanumeric_and("!#$%&'*+-.^_`|~");
constexpr std::array<bool, 256> token68_characters = alphanumeric_and("-._~+/");

constexpr bool is_white_space(char c) noexcept { return c == ' ' || c == '\t'; }

// What a character of base64 stands for; 64 for any other.
constexpr std::uint32_t sextet(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a') + 26;
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0') + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : 64;
}

// Takes complete padding off. What is left has '=' in it if the padding was not.
std::string_view without_padding(std::string_view text) noexcept {
    if (text.size() % 4 != 0 || text.empty() || text.back() != '=') return text;
    text.remove_suffix(1);
    if (text.back() == '=') text.remove_suffix(1);
    return text;
}

bool decode_base64(std::string_view text, std::string& out) {
    text = without_padding(text);
    if (text.size() % 4 == 1) return false;
    out.clear();
    out.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const std::uint32_t value = sextet(c);
        if (value == 64) return false;
        bits = (bits << 6U) | value;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out.push_back(static_cast<char>(static_cast<unsigned char>(bits >> count)));
        bits &= (1U << count) - 1;
    }
    return bits == 0;
}

}  // namespace

std::string_view trim_optional_whitespace(std::string_view text) noexcept {
    while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string in_lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), text::to_ascii_lower);
    return lower;
}

bool is_token_character(char c) noexcept { return token_characters[static_cast<unsigned char>(c)]; }

bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_field_value(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(), [](char c) { return text::is_ascii_control(c) && c != '\t'; });
}

std::optional<AuthorizationField> parse_authorization(std::string_view value) noexcept {
    value = trim_optional_whitespace(value);
    const std::string_view scheme = value.substr(0, value.find(' '));
    if (!is_token(scheme)) return std::nullopt;
    return AuthorizationField{scheme, trim_optional_whitespace(value.substr(scheme.size()))};
}

bool is_token68(std::string_view text) noexcept {
    const std::size_t length = text.find_last_not_of('=') + 1;  // npos + 1 is 0
    const std::string_view token = text.substr(0, length);
    return !token.empty() && std::all_of(token.begin(), token.end(),
                                         [](char c) { return token68_characters[static_cast<unsigned char>(c)]; });
}

bool decode_basic(std::string_view rest, std::string& user, std::string& password) {
    std::string& all = password;
    if (!decode_base64(rest, all)) return false;
    const std::size_t colon = all.find(':');
    if (colon == std::string::npos) return false;
    if (std::any_of(all.begin(), all.end(), text::is_ascii_control) || text::find_invalid_utf8(all) != text::npos)
        return false;
    user.assign(all, 0, colon);
    password.erase(0, colon + 1);
    return true;
}

namespace detail {

std::optional<Cookie> take_cookie(std::string_view& field) noexcept {
    while (!field.empty()) {
        const std::string_view piece = field.substr(0, field.find(';'));
        field.remove_prefix(std::min(piece.size() + 1, field.size()));
        const std::size_t equals = piece.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view name = trim_optional_whitespace(piece.substr(0, equals));
        if (name.empty()) continue;
        std::string_view value = trim_optional_whitespace(piece.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        return Cookie{name, value};
    }
    return std::nullopt;
}

}  // namespace detail

}  // namespace zodgate::http

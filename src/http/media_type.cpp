#include "http/media_type.hpp"

#include "http/fields.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::http {

namespace {

std::string_view take_token(std::string_view& text) noexcept {
    const auto end = std::find_if_not(text.begin(), text.end(), is_token_character);
    const std::string_view token = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(token.size());
    return token;
}

bool take(std::string_view& text, char c) noexcept {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

void take_white_space(std::string_view& text) noexcept {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

// What may stand in a quoted-string, if need be after a backslash: all but control characters.
constexpr bool is_quotable(char c) noexcept {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F');
}

// Takes what follows the first quote of a quoted-string, with the last (RFC 9110, 5.6.4).
bool take_quoted(std::string_view& text, std::string& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return true;
        }
        if (text[i] == '\\' && ++i == text.size()) return false;
        if (!is_quotable(text[i])) return false;
        out.push_back(text[i]);
    }
    return false;
}

bool take_parameter(std::string_view& text, MediaType& media_type) {
    const std::string_view name = take_token(text);
    if (name.empty() || !take(text, '=')) return false;
    std::string value;
    if (take(text, '"')) {
        if (!take_quoted(text, value)) return false;
    } else {
        value = take_token(text);
        if (value.empty()) return false;
    }
    if (!equals_ignoring_case(name, "charset")) {
        media_type.has_other_parameters = true;
        return true;
    }
    if (media_type.charset) return false;
    media_type.charset = std::move(value);
    return true;
}

struct Range {
    std::string_view type;
    std::string_view subtype;
};

Range read_range(std::string_view range) noexcept {
    range = trim_optional_whitespace(range.substr(0, range.find(';')));
    const std::size_t slash = range.find('/');
    if (slash == std::string_view::npos) return {range, {}};
    return {range.substr(0, slash), range.substr(slash + 1)};
}

}  // namespace

std::optional<MediaType> parse_media_type(std::string_view value) {
    std::string_view text = trim_optional_whitespace(value);
    MediaType media_type;
    media_type.type = take_token(text);
    if (media_type.type.empty() || !take(text, '/')) return std::nullopt;
    media_type.subtype = take_token(text);
    if (media_type.subtype.empty()) return std::nullopt;
    for (;;) {
        take_white_space(text);
        if (text.empty()) return media_type;
        if (!take(text, ';')) return std::nullopt;
        take_white_space(text);
        if (text.empty() || text.front() == ';') continue;
        if (!take_parameter(text, media_type)) return std::nullopt;
    }
}

bool is_utf8(const std::optional<std::string>& charset) noexcept {
    return !charset || equals_ignoring_case(*charset, "utf-8");
}

bool is_json(std::string_view type, std::string_view subtype) noexcept {
    constexpr std::string_view suffix = "+json";
    if (!equals_ignoring_case(type, "application")) return false;
    if (equals_ignoring_case(subtype, "json")) return true;
    return subtype.size() > suffix.size() &&
           equals_ignoring_case(subtype.substr(subtype.size() - suffix.size()), suffix);
}

bool matches(const MediaType& media_type, std::string_view range) noexcept {
    const Range wanted = read_range(range);
    if (wanted.type == "*") return wanted.subtype == "*";
    return equals_ignoring_case(media_type.type, wanted.type) &&
           (wanted.subtype == "*" || equals_ignoring_case(media_type.subtype, wanted.subtype));
}

int precedence(std::string_view range) noexcept {
    const Range wanted = read_range(range);
    if (wanted.subtype != "*") return 2;
    return wanted.type == "*" ? 0 : 1;
}

}  // namespace zodgate::http

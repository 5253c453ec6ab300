#include "plan/content.hpp"

#include "text/ascii.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace zodgate::plan {
namespace {

// RFC 2045, 6.2: texts and bytes as they are.
bool is_identity(std::string_view encoding) noexcept {
    constexpr std::array<std::string_view, 3> names{"7bit", "8bit", "binary"};
    return std::any_of(names.begin(), names.end(),
                       [encoding](std::string_view name) { return text::equals_in_ascii(name, encoding); });
}

// RFC 8259, 11, and RFC 6839, 3.1; parameters say nothing that matters.
bool is_json(std::string_view media_type) noexcept {
    constexpr std::string_view suffix = "+json";
    constexpr std::string_view spaces = " \t";
    media_type = media_type.substr(0, media_type.find(';'));
    const std::size_t last = media_type.find_last_not_of(spaces);
    media_type = media_type.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (text::equals_in_ascii(media_type, "application/json")) return true;
    const std::size_t slash = media_type.find('/');
    if (slash == std::string_view::npos || slash == 0) return false;
    const std::string_view subtype = media_type.substr(slash + 1);
    return subtype.size() > suffix.size() &&
           text::equals_in_ascii(subtype.substr(subtype.size() - suffix.size()), suffix);
}

}  // namespace

std::optional<ContentNode> content_of(const schema::Schema& schema) noexcept {
    ContentNode node;
    if (schema.content_encoding) {
        node.encoding = text::encoding_named(*schema.content_encoding);
        // What cannot be decoded may hold anything.
        if (!node.encoding && !is_identity(*schema.content_encoding)) return std::nullopt;
    }
    node.is_json = schema.content_media_type && is_json(*schema.content_media_type);
    return node.encoding || node.is_json ? std::optional<ContentNode>(node) : std::nullopt;
}

}  // namespace zodgate::plan

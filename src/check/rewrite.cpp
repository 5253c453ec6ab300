#include "check/rewrite.hpp"

#include "text/url.hpp"

namespace zodgate::check {

// zod core/schemas, $ZodURL: trimmed, and without the characters that the URL parser passes over.
bool rewrites_url(std::string_view text) noexcept {
    return text.find_first_of("\t\n\r") != std::string_view::npos || text::trim(text).size() != text.size();
}

std::optional<std::string> rewritten_url(std::string_view text) {
    if (!rewrites_url(text)) return std::nullopt;
    return text::without_tabs_and_newlines(text::trim(text));
}

// To rewrite what has been rewritten changes nothing.
std::optional<std::string> rewritten(const plan::StringNode& node, std::string_view text) {
    return node.rewrites ? rewritten_url(text) : std::nullopt;
}

}  // namespace zodgate::check

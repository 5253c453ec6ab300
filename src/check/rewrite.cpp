#include "check/rewrite.hpp"

#include "text/url.hpp"

namespace zodgate::check {

// zod core/schemas, $ZodURL: trimmed, and without the characters that the URL parser passes over.
std::optional<std::string> rewritten_url(std::string_view text) {
    const std::string_view trimmed = text::trim(text);
    const bool as_it_is = trimmed.find_first_of("\t\n\r") == std::string_view::npos;
    if (as_it_is && trimmed.size() == text.size()) return std::nullopt;
    return text::without_tabs_and_newlines(trimmed);
}

// To rewrite what has been rewritten changes nothing.
std::optional<std::string> rewritten(const plan::StringNode& node, std::string_view text) {
    return node.rewrites ? rewritten_url(text) : std::nullopt;
}

}  // namespace zodgate::check

// Regular expressions as ECMA-262 has them with the flag u, which JSON Schema asks for (core, 6.4).
#include "text/pattern_tree.hpp"
#include "text/scanners.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace zodgate::text {
namespace {

// The size of a property's name in braces if it begins the text; 0 if there is no such property.
std::size_t property_size(std::string_view text) {
    const std::size_t end = text.find('}');
    if (text.empty() || text.front() != '{' || end == npos) return 0;
    const std::string_view name = text.substr(1, end - 1);
    const std::size_t equals = name.find('=');
    const std::string_view value = equals == npos ? std::string_view() : name.substr(equals + 1);
    if (equals != npos && value.empty()) return 0;
    return pattern::is_property(name.substr(0, equals), value) ? end + 1 : 0;
}

// The source with \d for every \p{…}, which may stand in the same places; nothing if one names no property. Large sets
// would take most of the time of the reader, and they say nothing about the syntax. With the flag u a backslash always
// escapes what follows it.
std::optional<std::string> without_properties(std::string_view source) {
    std::string out;
    for (std::size_t at = 0; at < source.size();) {
        const std::string_view escape = source.substr(at, 2);
        if (escape == "\\p" || escape == "\\P") {
            const std::size_t size = property_size(source.substr(at + 2));
            if (size == 0) return std::nullopt;
            out += "\\d";
            at += 2 + size;
        } else {
            const std::size_t size = escape.front() == '\\' ? escape.size() : 1;
            out += source.substr(at, size);
            at += size;
        }
    }
    return out;
}

// How many parentheses are open at once, at most; those in classes, and escaped ones, count too.
std::size_t depth_of(std::string_view text) noexcept {
    std::size_t open = 0;
    std::size_t deepest = 0;
    for (const char c : text) {
        if (c == '(') deepest = std::max(deepest, ++open);
        if (c == ')' && open > 0) --open;
    }
    return deepest;
}

}  // namespace

Found search_regex(std::string_view text, std::size_t& steps) {
    // Measured: what a parser that gives up in a group costs on its way out, and what it costs to go in.
    constexpr std::size_t at_all = 500;
    constexpr std::size_t a_byte = 20;
    constexpr std::size_t a_level = 400;
    const std::size_t levels = std::min(depth_of(text), max_regex_depth);
    return pay(at_all + a_byte * std::min(text.size(), max_pattern_bytes) + a_level * levels, steps)
               ? (is_regex(text) ? Found::yes : Found::no)
               : Found::over_budget;
}

bool is_regex(std::string_view text) {
    if (text.size() > max_pattern_bytes || depth_of(text) > max_regex_depth) return false;
    const std::optional<std::string> source = without_properties(text);
    if (!source) return false;
    try {
        pattern::parse(*source, true);
    } catch (const PatternError&) {
        return false;
    }
    return true;
}

}  // namespace zodgate::text

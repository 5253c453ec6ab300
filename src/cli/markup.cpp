#include "cli/markup.hpp"

#include "cli/terminal.hpp"

#include <algorithm>

namespace zodgate::cli {

std::string markup(std::string_view text) {
    // Most texts are, and there may be millions of them.
    const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
        return c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
    });
    if (is_plain) return std::string(text);
    const std::string safe = printable(text);
    std::string out;
    out.reserve(safe.size());
    for (std::size_t i = 0; i < safe.size(); ++i) {
        switch (safe[i]) {
            case '&': out += "&amp;"; continue;
            case '<': out += "&lt;"; continue;
            case '>': out += "&gt;"; continue;  // also because of "]]>"
            case '"': out += "&quot;"; continue;
            case '\'': out += "&#39;"; continue;
            default: break;
        }
        // U+FFFE and U+FFFF
        const bool is_forbidden = safe.compare(i, 3, "\xEF\xBF\xBE") == 0 || safe.compare(i, 3, "\xEF\xBF\xBF") == 0;
        out += is_forbidden ? std::string_view("\xEF\xBF\xBD") : std::string_view(safe).substr(i, 1);
        i += is_forbidden ? 2 : 0;
    }
    return out;
}

}  // namespace zodgate::cli

#include "cli/terminal.hpp"
#include "text/text.hpp"

#include <algorithm>

namespace zodgate::cli {
namespace {

// Code points of a source line that are shown before and after the place of an issue.
constexpr std::size_t shown_before = 60;
constexpr std::size_t shown_after = 40;

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Moves a position by a number of code points, not beyond the bounds.
std::size_t step_back(std::string_view text, std::size_t at, std::size_t first, std::size_t count) {
    while (at > first && count-- > 0) {
        do {
            --at;
        } while (at > first && is_continuation(text[at]));
    }
    return at;
}

std::size_t step_on(std::string_view text, std::size_t at, std::size_t last, std::size_t count) {
    while (at < last && count-- > 0) {
        do {
            ++at;
        } while (at < last && is_continuation(text[at]));
    }
    return at;
}

}  // namespace

// Places may be many in one long line, so no more of it is looked at than can be shown.
Excerpt excerpt_at(std::string_view text, std::size_t offset) {
    constexpr std::size_t longest = 4;  // bytes of a code point
    offset = std::min(offset, text.size());
    const std::size_t earliest = offset - std::min(offset, longest * (shown_before + 1));
    const std::size_t before = text.substr(earliest, offset - earliest).rfind('\n');
    const std::size_t line_start = before == std::string_view::npos ? earliest : earliest + before + 1;
    const std::string_view rest = text.substr(offset, longest * (shown_after + 1));
    const std::size_t line_end = offset + std::min(rest.find_first_of("\r\n"), rest.size());
    const std::size_t first = step_back(text, offset, line_start, shown_before);
    const std::size_t last = step_on(text, offset, line_end, shown_after);
    const std::string left = (first > line_start ? "…" : "") + printable(text.substr(first, offset - first));
    const std::string right = printable(text.substr(offset, last - offset)) + (last < line_end ? "…" : "");
    return {left + right, text::count_code_points(left)};
}

}  // namespace zodgate::cli

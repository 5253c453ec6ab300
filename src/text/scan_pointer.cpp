// JSON Pointers and Relative JSON Pointers.
#include "text/characters.hpp"
#include "text/scanners.hpp"

namespace zodgate::text {
namespace {

// Takes off "0", or digits without a zero before them; false if there are none.
bool take_integer(std::string_view& text) noexcept {
    const bool has_zero = !text.empty() && text.front() == '0';
    const std::size_t size = characters::take_run(text, characters::digit);
    return size == 1 || (size > 1 && !has_zero);
}

}  // namespace

bool is_json_pointer(std::string_view text) noexcept {
    if (!text.empty() && text.front() != '/') return false;
    for (std::size_t tilde = text.find('~'); tilde != std::string_view::npos; tilde = text.find('~', tilde + 1)) {
        const char next = tilde + 1 < text.size() ? text[tilde + 1] : '\0';
        if (next != '0' && next != '1') return false;
    }
    return true;
}

// An index manipulation may stand before "#", too: the draft's grammar leaves that out, its text and examples ("0-1#")
// have it.
bool is_relative_json_pointer(std::string_view text) noexcept {
    if (!take_integer(text)) return false;
    if ((characters::take(text, '+') || characters::take(text, '-')) && !take_integer(text)) return false;
    return text == "#" || is_json_pointer(text);
}

}  // namespace zodgate::text

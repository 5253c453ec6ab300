#include "http/target.hpp"

#include "text/ascii.hpp"
#include "text/text.hpp"

#include <algorithm>

namespace zodgate::http {

namespace {

constexpr bool is_in_scheme(char c) noexcept {
    return text::is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.';
}

// What stands after "scheme://authority"; nothing if the text does not begin with these.
std::optional<std::string_view> after_authority(std::string_view url) noexcept {
    const std::size_t colon = url.find(':');
    if (colon == std::string_view::npos || colon == 0 || !text::is_ascii_letter(url.front())) return std::nullopt;
    if (!std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), is_in_scheme)) return std::nullopt;
    std::string_view rest = url.substr(colon + 1);
    if (rest.substr(0, 2) != "//") return std::nullopt;
    rest.remove_prefix(2);
    const std::size_t length = std::min(rest.find_first_of("/?"), rest.size());
    if (length == 0) return std::nullopt;
    return rest.substr(length);
}

}  // namespace

std::optional<Target> split_target(std::string_view target) noexcept {
    target = target.substr(0, target.find('#'));
    if (target.empty()) return std::nullopt;
    if (target.front() != '/') {
        const std::optional<std::string_view> rest = after_authority(target);
        if (!rest) return std::nullopt;
        target = *rest;
    }
    const std::size_t mark = target.find('?');
    const bool has_query = mark != std::string_view::npos;
    const std::string_view path = target.substr(0, mark);
    return Target{path.empty() ? std::string_view("/") : path, has_query ? target.substr(mark + 1) : std::string_view(),
                  has_query};
}

bool percent_decode(std::string_view raw, std::string& out, bool plus_is_space) {
    out.clear();
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c != '%') {
            out.push_back(c == '+' && plus_is_space ? ' ' : c);
            continue;
        }
        if (raw.size() - i < 3) return false;
        const int byte = text::hex_byte_value(raw[i + 1], raw[i + 2]);
        if (byte < 0) return false;
        out.push_back(static_cast<char>(byte));
        i += 2;
    }
    return text::find_invalid_utf8(out) == text::npos;
}

}  // namespace zodgate::http

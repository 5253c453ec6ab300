#include "text/url.hpp"

#include "text/scanners.hpp"
#include "text/url_host.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace zodgate::text {
namespace {

enum class Scheme : unsigned char { other, special, file };

constexpr std::array<std::string_view, 5> special_schemes{"http", "https", "ws", "wss", "ftp"};

constexpr bool is_ascii_alpha(char c) noexcept {
    const char lower = to_ascii_lower(c);
    return lower >= 'a' && lower <= 'z';
}

// C0 controls and the space, which the parser strips at both ends.
constexpr bool is_control_or_space(char c) noexcept { return static_cast<unsigned char>(c) <= 0x20; }

constexpr std::string_view strip(std::string_view text) noexcept {
    while (!text.empty() && is_control_or_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_control_or_space(text.back())) text.remove_suffix(1);
    return text;
}

Scheme scheme_of(std::string_view name) noexcept {
    if (name == "file") return Scheme::file;
    return std::find(special_schemes.begin(), special_schemes.end(), name) != special_schemes.end() ? Scheme::special
                                                                                                    : Scheme::other;
}

// 4.4, scheme start state and scheme state: what stands before the first colon, which without a base has to be there.
bool take_scheme(UrlReader& reader, Scheme& scheme) noexcept {
    constexpr std::size_t longest_special = 5;
    std::array<char, longest_special> name{};
    std::size_t length = 0;
    if (reader.done() || !is_ascii_alpha(reader.peek())) return false;
    for (; !reader.done(); reader.next(), ++length) {
        const char c = reader.peek();
        if (c == ':') {
            reader.next();
            scheme = length > longest_special ? Scheme::other : scheme_of({name.data(), length});
            return true;
        }
        if (!is_ascii_alpha(c) && !is_ascii_digit(c) && c != '+' && c != '-' && c != '.') return false;
        if (length < longest_special) name[length] = to_ascii_lower(c);
    }
    return false;
}

constexpr bool is_slash(char c, bool special) noexcept { return c == '/' || (special && c == '\\'); }

bool take_slash(UrlReader& reader) noexcept { return reader.take('/') || reader.take('\\'); }

constexpr bool ends_authority(char c, bool special) noexcept { return is_slash(c, special) || c == '?' || c == '#'; }

constexpr std::string_view between(const char* begin, const char* end) noexcept {
    return {begin, static_cast<std::size_t>(end - begin)};
}

// 4.4, port state, up to the end of the authority. Leading zeros are free.
bool is_port(UrlReader reader) noexcept {
    constexpr unsigned last_port = 65535;
    unsigned port = 0;
    for (; !reader.done(); reader.next()) {
        if (!is_ascii_digit(reader.peek())) return false;
        port = port * 10 + static_cast<unsigned>(reader.peek() - '0');
        if (port > last_port) return false;
    }
    return true;
}

// 4.4, host state and port state: what stands behind the credentials.
Found is_host_and_port(std::string_view part, bool special, bool has_credentials, std::size_t& steps) {
    UrlReader reader(part);
    if (reader.done()) return special || has_credentials ? Found::no : Found::yes;
    const char* const begin = reader.place();
    bool in_brackets = false;
    for (; !reader.done(); reader.next()) {
        const char c = reader.peek();
        if (c == ':' && !in_brackets) break;
        if (c == '[') in_brackets = true;
        if (c == ']') in_brackets = false;
    }
    const std::string_view host = between(begin, reader.place());
    if (host.empty()) return Found::no;
    if (reader.take(':') && !is_port(reader)) return Found::no;
    return is_url_host(host, special, steps);
}

// 4.4, authority state. The path, the query and the fragment that may follow fail for nothing. Credentials end with the
// last @.
Found is_authority(UrlReader reader, bool special, std::size_t& steps) {
    UrlReader host = reader;
    bool has_credentials = false;
    for (; !reader.done() && !ends_authority(reader.peek(), special); reader.next()) {
        if (reader.peek() != '@') continue;
        has_credentials = true;
        host = reader;
    }
    if (has_credentials) host.next();
    return is_host_and_port(between(host.place(), reader.place()), special, has_credentials, steps);
}

// Two characters, a letter and : or |, which are the beginning of a path where a host might be.
bool is_drive_letter(UrlReader reader) noexcept {
    if (reader.done() || !is_ascii_alpha(reader.peek())) return false;
    reader.next();
    return (reader.take(':') || reader.take('|')) && reader.done();
}

// 4.4, file state, file slash state and file host state. The host is optional and has neither credentials nor a port.
Found is_file_rest(UrlReader reader, std::size_t& steps) {
    for (int slashes = 0; slashes < 2; ++slashes)
        if (!take_slash(reader)) return Found::yes;
    const char* const begin = reader.place();
    while (!reader.done() && !ends_authority(reader.peek(), true)) reader.next();
    const std::string_view host = between(begin, reader.place());
    return host.empty() || is_drive_letter(UrlReader(host)) ? Found::yes : is_url_host(host, true, steps);
}

// 4.4, special authority slashes state and special authority ignore slashes state: any slashes, or none.
Found is_special_rest(UrlReader reader, std::size_t& steps) {
    while (take_slash(reader)) {
    }
    return is_authority(reader, true, steps);
}

// The white space and line terminators of ECMA-262 (12.2 and 12.3) beyond ASCII, in UTF-8.
constexpr std::array<std::string_view, 19> wide_spaces{
    "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
    "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"};

constexpr bool is_ascii_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

template <class Fits>
std::size_t wide_space_where(const Fits& fits) noexcept {
    const auto* const found = std::find_if(wide_spaces.begin(), wide_spaces.end(), fits);
    return found == wide_spaces.end() ? 0 : found->size();
}

// Bytes of the white space that a text begins with; 0 if it does not.
std::size_t space_at_front(std::string_view text) noexcept {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text.front()) < 0x80) return is_ascii_space(text.front()) ? 1 : 0;
    return wide_space_where([text](std::string_view space) { return text.starts_with(space); });
}

std::size_t space_at_back(std::string_view text) noexcept {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text.back()) < 0x80) return is_ascii_space(text.back()) ? 1 : 0;
    return wide_space_where([text](std::string_view space) { return text.ends_with(space); });
}

}  // namespace

// WHATWG URL, 4.4, the basic URL parser without a base, without a state override: as Node 20 has it (ada 2.9.2).
Found is_url(std::string_view text, std::size_t& steps) {
    UrlReader reader(strip(text));
    Scheme scheme{};
    if (!take_scheme(reader, scheme)) return Found::no;
    if (scheme == Scheme::file) return is_file_rest(reader, steps);
    if (scheme == Scheme::special) return is_special_rest(reader, steps);
    // Anything else is a path: path or authority state, opaque path state.
    return reader.take('/') && reader.take('/') ? is_authority(reader, false, steps) : Found::yes;
}

bool is_ipv6(std::string_view text) noexcept {
    // Zod asks for the alphabet first. Of what that forbids, the parser would let pass only what its reader skips.
    return text.find_first_of("\t\n\r") == npos && is_ipv6_address(UrlReader(text));
}

std::string_view trim(std::string_view text) noexcept {
    while (const std::size_t bytes = space_at_front(text)) text.remove_prefix(bytes);
    while (const std::size_t bytes = space_at_back(text)) text.remove_suffix(bytes);
    return text;
}

std::string without_tabs_and_newlines(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text)
        if (c != '\t' && c != '\n' && c != '\r') out += c;
    return out;
}

}  // namespace zodgate::text

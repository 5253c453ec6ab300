// URIs by RFC 3986 and IRIs by RFC 3987, which differ in the characters beyond ASCII alone.
#include "text/characters.hpp"
#include "text/scanners.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>

namespace zodgate::text {
namespace {

using characters::all;
using characters::is;

enum class Repertoire : unsigned char { uri, iri };

// The parts of a reference, so that an ASCII character that may stand in one may stand in all that follow it here
// (RFC 3986, appendix A: reg-name, userinfo, path with its slashes, fragment, query).
enum class Part : unsigned char { name, userinfo, path, fragment, query, none };

constexpr std::array<Part, 256> first_parts() noexcept {
    std::array<Part, 256> parts{};
    parts.fill(Part::none);
    for (std::size_t c = 0; c < parts.size(); ++c) {
        if (is(static_cast<char>(c), characters::alphanumeric)) parts[c] = Part::name;
    }
    for (const char c : std::string_view("-._~!$&'()*+,;=")) parts[static_cast<unsigned char>(c)] = Part::name;
    parts[':'] = Part::userinfo;
    parts['@'] = parts['/'] = Part::path;
    parts['?'] = Part::fragment;
    return parts;
}

// The first part in which a character may stand by itself.
constexpr std::array<Part, 256> first_part = first_parts();

constexpr bool may_stand_in(Part part, char c) noexcept { return first_part[static_cast<unsigned char>(c)] <= part; }

// RFC 3987, 2.2, ucschar: planes 0 to 14 without controls, private use, specials and noncharacters.
constexpr bool is_ucschar(char32_t c) noexcept {
    if (c < 0x10000) return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
    return c < 0xF0000 && (c & 0xFFFFU) <= 0xFFFD && (c < 0xE0000 || c >= 0xE1000);
}

// RFC 3987, 2.2, iprivate.
constexpr bool is_iprivate(char32_t c) noexcept {
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF && (c & 0xFFFFU) <= 0xFFFD);
}

// Takes off what may stand by itself, or an escape (pct-encoded).
bool take_one(std::string_view& text, Part part, Repertoire repertoire) noexcept {
    const char c = text.front();
    if (static_cast<unsigned char>(c) >= 0x80) {
        const char32_t character = characters::take_code_point(text);
        return repertoire == Repertoire::iri &&
               (is_ucschar(character) || (part == Part::query && is_iprivate(character)));
    }
    const std::size_t size = c == '%' ? 3 : 1;
    const bool is_allowed = c == '%' ? all(text.substr(1, 2), characters::hex, 2) : may_stand_in(part, c);
    if (is_allowed) text.remove_prefix(size);
    return is_allowed;
}

bool is_part(std::string_view text, Part part, Repertoire repertoire) noexcept {
    while (!text.empty()) {
        if (!take_one(text, part, repertoire)) return false;
    }
    return true;
}

// "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool is_future_address(std::string_view text) noexcept {
    if (text.empty() || (text.front() != 'v' && text.front() != 'V')) return false;
    const std::size_t dot = text.find('.');
    if (dot == npos || dot == 1 || dot + 1 == text.size()) return false;
    const std::string_view version = text.substr(1, dot - 1);
    const std::string_view address = text.substr(dot + 1);
    return all(version, characters::hex) &&
           std::all_of(address.begin(), address.end(), [](char c) { return may_stand_in(Part::userinfo, c); });
}

// Takes the host off: an address in brackets, or a name, which may be empty and which every IPv4address is.
bool take_host(std::string_view& text, Repertoire repertoire) noexcept {
    if (!text.empty() && text.front() == '[') {
        const std::size_t end = text.find(']');
        if (end == npos) return false;
        const std::string_view address = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        return is_ipv6(address) || is_future_address(address);
    }
    const std::string_view name = text.substr(0, text.find(':'));
    text.remove_prefix(name.size());
    return is_part(name, Part::name, repertoire);
}

// [ userinfo "@" ] host [ ":" port ]
bool is_authority(std::string_view text, Repertoire repertoire) noexcept {
    const std::size_t at_sign = text.find('@');
    if (at_sign != npos) {
        if (!is_part(text.substr(0, at_sign), Part::userinfo, repertoire)) return false;
        text.remove_prefix(at_sign + 1);
    }
    if (!take_host(text, repertoire)) return false;
    return text.empty() || (text.front() == ':' && all(text.substr(1), characters::digit));
}

bool is_scheme(std::string_view text) noexcept {
    return !text.empty() && is(text.front(), characters::letter) && std::all_of(text.begin(), text.end(), [](char c) {
        return is(c, characters::alphanumeric) || c == '+' || c == '-' || c == '.';
    });
}

// Cuts a text at the first separator; true if what follows it may follow.
bool take_tail(std::string_view& text, char separator, Part part, Repertoire repertoire) noexcept {
    const std::size_t at = text.find(separator);
    if (at == npos) return true;
    const std::string_view tail = text.substr(at + 1);
    text = text.substr(0, at);
    return is_part(tail, part, repertoire);
}

enum class Form : unsigned char { absolute, any };

// URI (with a fragment) or URI-reference; IRI or IRI-reference.
bool is_reference(std::string_view text, Form form, Repertoire repertoire) noexcept {
    if (!take_tail(text, '#', Part::fragment, repertoire) || !take_tail(text, '?', Part::query, repertoire))
        return false;
    const std::size_t colon = text.substr(0, text.find('/')).find(':');
    if (colon != npos) {
        // Without a scheme the first segment has no colon (path-noscheme).
        if (!is_scheme(text.substr(0, colon))) return false;
        text.remove_prefix(colon + 1);
    } else if (form == Form::absolute) {
        return false;
    }
    if (text.substr(0, 2) == "//") {
        text.remove_prefix(2);
        const std::string_view authority = text.substr(0, text.find('/'));
        text.remove_prefix(authority.size());
        if (!is_authority(authority, repertoire)) return false;
    }
    return is_part(text, Part::path, repertoire);
}

}  // namespace

bool is_uri(std::string_view text) noexcept { return is_reference(text, Form::absolute, Repertoire::uri); }
bool is_uri_reference(std::string_view text) noexcept { return is_reference(text, Form::any, Repertoire::uri); }
bool is_iri(std::string_view text) noexcept { return is_reference(text, Form::absolute, Repertoire::iri); }
bool is_iri_reference(std::string_view text) noexcept { return is_reference(text, Form::any, Repertoire::iri); }

}  // namespace zodgate::text

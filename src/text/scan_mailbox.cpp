// Mail addresses by RFC 5321.
#include "text/mailbox.hpp"

#include "text/ascii.hpp"
#include "text/characters.hpp"
#include "text/scanners.hpp"
#include "text/text.hpp"

namespace zodgate::text {
namespace {

using characters::all;
using characters::is;

constexpr std::size_t max_local_octets = 64;  // 4.5.3.1.1

// atext, with UTF8-non-ascii (RFC 6531, 3.3) where that is allowed.
bool is_atom_character(char c, MailCharacters allowed) noexcept {
    if (static_cast<unsigned char>(c) >= 0x80) return allowed == MailCharacters::international;
    return is(c, characters::html5_local) && c != '.';
}

// Dot-string
std::size_t dot_string_size(std::string_view text, MailCharacters allowed) noexcept {
    bool is_atom = false;
    std::size_t at = 0;
    for (; at < text.size() && (is_atom_character(text[at], allowed) || (text[at] == '.' && is_atom)); ++at)
        is_atom = text[at] != '.';
    return is_atom ? at : 0;
}

// Quoted-string
std::size_t quoted_string_size(std::string_view text, MailCharacters allowed) noexcept {
    bool is_escaped = false;
    for (std::size_t at = 1; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < ' ' || byte == 0x7F) return 0;
        if (byte >= 0x80 && (is_escaped || allowed == MailCharacters::ascii)) return 0;
        if (byte == '"' && !is_escaped) return at + 1;
        is_escaped = byte == '\\' && !is_escaped;
    }
    return 0;
}

// Snum: up to three digits, at most 255.
bool is_byte(std::string_view text) noexcept {
    if (text.empty() || text.size() > 3 || !all(text, characters::digit)) return false;
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value <= 255;
}

// IPv4-address-literal
bool is_ipv4_literal(std::string_view text) noexcept {
    for (int i = 0; i < 3; ++i) {
        const std::size_t dot = text.find('.');
        if (dot == npos || !is_byte(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
    }
    return is_byte(text);
}

// RFC 5321, 4.1.3: "::" is for two groups or more.
bool leaves_out_two_groups(std::string_view text) noexcept {
    if (text.find("::") == npos) return true;
    std::size_t groups = text.find('.') == npos ? 0 : 1;  // an IPv4 address is two
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != ':' && (at == 0 || text[at - 1] == ':')) ++groups;
    }
    return groups <= 6;
}

}  // namespace

std::size_t local_part_size(std::string_view text, MailCharacters characters) noexcept {
    const std::string_view start = text.substr(0, max_local_octets + 1);
    const bool is_quoted = !start.empty() && start.front() == '"';
    const std::size_t size = is_quoted ? quoted_string_size(start, characters) : dot_string_size(start, characters);
    return size < start.size() && start[size] == '@' ? size : 0;
}

bool is_address_literal(std::string_view domain) noexcept {
    if (domain.size() < 3 || domain.front() != '[' || domain.back() != ']') return false;
    constexpr std::string_view tag = "ipv6:";
    const std::string_view address = domain.substr(1, domain.size() - 2);
    if (!equals_in_ascii(address.substr(0, tag.size()), tag)) return is_ipv4_literal(address);
    const std::string_view groups = address.substr(tag.size());
    return is_ipv6(groups) && leaves_out_two_groups(groups);
}

bool is_mailbox(std::string_view text) noexcept {
    const std::size_t size = local_part_size(text, MailCharacters::ascii);
    if (size == 0) return false;
    const std::string_view domain = text.substr(size + 1);
    return is_address_literal(domain) || is_ldh_name(domain);
}

}  // namespace zodgate::text

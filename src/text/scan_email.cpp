#include "text/characters.hpp"
#include "text/scanners.hpp"

namespace zodgate::text {
namespace {

using namespace characters;

// (?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@, taken off: atoms between dots, the very last character not
// an apostrophe.
bool take_local_part(std::string_view& text) noexcept {
    while (const std::size_t atom = run(text, email_local)) {
        if (atom == text.size()) return false;
        const char end = text[atom];
        const char last = text[atom - 1];
        text.remove_prefix(atom + 1);
        if (end == '@') return last != '\'';
        if (end != '.') return false;
    }
    return false;
}

// (?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}
bool is_domain_of_email(std::string_view text) noexcept {
    for (bool dotted = false;; dotted = true) {
        if (text.empty() || text.front() == '-') return false;
        Classes common = label;
        std::size_t length = 0;
        while (length < text.size() && is(text[length], label)) common &= classes_of(text[length++]);
        if (length == text.size()) return dotted && length >= 2 && (common & letter) != 0;
        if (length == 0 || text[length] != '.') return false;
        text.remove_prefix(length + 1);
    }
}

// [a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?
bool is_bounded_label(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' && all(text, label);
}

// Labels between dots.
bool is_html5_domain(std::string_view text) noexcept {
    for (;;) {
        const std::size_t dot = text.find('.');
        if (!is_bounded_label(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

// [^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*
bool is_rfc5322_dot_atom(std::string_view text) noexcept {
    bool empty = true;
    while (!text.empty()) {
        if (take(text, '.')) {
            if (empty) return false;
            empty = true;
            continue;
        }
        const bool ascii = static_cast<unsigned char>(text.front()) < 0x80;
        if (ascii && !is(text.front(), rfc5322_local)) return false;
        if (is_space(take_code_point(text))) return false;
        empty = false;
    }
    return !empty;
}

// ".+"
bool is_rfc5322_quoted_string(std::string_view text) noexcept {
    if (text.size() < 3 || text.front() != '"' || text.back() != '"') return false;
    text = text.substr(1, text.size() - 2);
    while (!text.empty()) {
        if (is_line_terminator(take_code_point(text))) return false;
    }
    return true;
}

// \[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}]
bool is_rfc5322_address(std::string_view text) noexcept {
    if (!take(text, '[')) return false;
    for (int i = 0; i < 4; ++i) {
        if (i > 0 && !take(text, '.')) return false;
        const std::size_t digits = take_run(text, digit);
        if (digits < 1 || digits > 3) return false;
    }
    return text == "]";
}

// ([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}
bool is_rfc5322_domain(std::string_view text) noexcept {
    const std::size_t last_dot = text.rfind('.');
    if (last_dot == std::string_view::npos) return false;
    const std::string_view top = text.substr(last_dot + 1);
    if (top.size() < 2 || !all(top, letter)) return false;
    text = text.substr(0, last_dot + 1);
    while (!text.empty()) {
        if (take_run(text, label) == 0 || !take(text, '.')) return false;
    }
    return true;
}

// The length of the run of code points that neither \s nor the given characters match; npos if it is above a maximum.
std::size_t count_in_unicode_email(std::string_view& text, std::string_view excluded, std::size_t maximum) noexcept {
    std::size_t count = 0;
    while (!text.empty() && excluded.find(text.front()) == std::string_view::npos) {
        std::string_view rest = text;
        if (is_space(take_code_point(rest))) break;
        if (++count > maximum) return std::string_view::npos;
        text = rest;
    }
    return count;
}

}  // namespace

bool is_email(std::string_view text) noexcept { return take_local_part(text) && is_domain_of_email(text); }

bool is_html5_email(std::string_view text) noexcept {
    const std::size_t local = run(text, html5_local);
    return local > 0 && local < text.size() && text[local] == '@' && is_html5_domain(text.substr(local + 1));
}

// Neither form of the domain has an at sign, so that the last one ends the local part.
bool is_rfc5322_email(std::string_view text) noexcept {
    const std::size_t at_sign = text.rfind('@');
    if (at_sign == std::string_view::npos) return false;
    const std::string_view domain = text.substr(at_sign + 1);
    if (!is_rfc5322_domain(domain) && !is_rfc5322_address(domain)) return false;
    const std::string_view local = text.substr(0, at_sign);
    return is_rfc5322_quoted_string(local) || is_rfc5322_dot_atom(local);
}

bool is_unicode_email(std::string_view text) noexcept {
    const std::size_t local = count_in_unicode_email(text, "@\"", 64);
    if (local == 0 || local == std::string_view::npos || !take(text, '@')) return false;
    const std::size_t domain = count_in_unicode_email(text, "@", 255);
    return domain > 0 && text.empty();
}

}  // namespace zodgate::text

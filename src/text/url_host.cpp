#include "text/url_host.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zodgate::text {
namespace {

// WHATWG URL, 3.5, forbidden host code points that are printing, and in domains also the percent sign.
constexpr std::string_view forbidden_signs = "#/:<>?@[\\]^|";

// What a character is to a host, by its byte.
struct Signs {
    std::array<bool, 256> forbidden_in_host{};
    std::array<bool, 256> forbidden_in_domain{};
    std::array<bool, 256> plain{};  ///< stands for itself in a domain
};

constexpr Signs make_signs() noexcept {
    Signs signs;
    for (std::size_t c = 0; c < 0x80; ++c) {
        const bool printing = forbidden_signs.find(static_cast<char>(c)) != npos;
        signs.forbidden_in_host[c] = printing || c == 0 || c == ' ';  // tabs and line breaks are gone
        signs.forbidden_in_domain[c] = printing || c <= ' ' || c == 0x7F || c == '%';
        signs.plain[c] = !signs.forbidden_in_domain[c];
    }
    return signs;
}

constexpr Signs all_signs = make_signs();

constexpr bool is_forbidden_in_host(char c) noexcept {
    return all_signs.forbidden_in_host[static_cast<unsigned char>(c)];
}
constexpr bool is_forbidden_in_domain(char c) noexcept {
    return all_signs.forbidden_in_domain[static_cast<unsigned char>(c)];
}

// The bytes of a host, from its front, percent-decoded.
class HostReader {
  public:
    explicit HostReader(std::string_view host) noexcept : next_(host) { decode(); }

    bool done() const noexcept { return done_; }
    char peek() const noexcept { return current_; }
    bool is_at(char c) const noexcept { return !done_ && current_ == c; }
    void next() noexcept { decode(); }

  private:
    void decode() noexcept {
        done_ = next_.done();
        if (done_) return;
        current_ = next_.peek();
        next_.next();
        if (current_ == '%') decode_escape();
    }

    void decode_escape() noexcept {
        UrlReader ahead = next_;
        if (ahead.done()) return;
        const unsigned high = hex_digit_value(ahead.peek());
        ahead.next();
        if (high > 15 || ahead.done()) return;
        const unsigned low = hex_digit_value(ahead.peek());
        if (low > 15) return;
        ahead.next();
        current_ = static_cast<char>(high * 16 + low);
        next_ = ahead;
    }

    UrlReader next_;
    char current_ = '\0';
    bool done_ = false;
};

struct DomainSigns {
    std::size_t bytes = 0;
    bool forbidden = false;
    bool needs_mapping = false;  ///< has letters beyond ASCII, or a label that is Punycode
    bool last_is_number = false;
};

// Whether a label is a number, as far as it has been read: 3.5, the ends-in-a-number checker. That is a label of digits
// only, or an IPv4 number: 0x and hexadecimal digits, or none. Also whether it begins with xn--.
class LabelForm {
  public:
    void add(char c) noexcept {
        const char lower = to_ascii_lower(c);
        digits_ = digits_ && is_ascii_digit(c);
        hexadecimal_ =
            hexadecimal_ && (length_ < hex_mark.size() ? lower == hex_mark[length_] : hex_digit_value(c) < 16);
        punycode_ = punycode_ && (length_ >= prefix_length || lower == punycode_mark[length_]);
        if (length_ < prefix_length) ++length_;
    }
    bool empty() const noexcept { return length_ == 0; }
    bool is_number() const noexcept { return length_ > 0 && (digits_ || (hexadecimal_ && length_ >= hex_mark.size())); }
    bool is_punycode() const noexcept { return punycode_ && length_ == prefix_length; }

  private:
    static constexpr std::string_view hex_mark = "0x";
    static constexpr std::string_view punycode_mark = "xn--";
    static constexpr std::size_t prefix_length = punycode_mark.size();

    std::size_t length_ = 0;  // no more than matters
    bool digits_ = true;
    bool hexadecimal_ = true;
    bool punycode_ = true;
};

// Whether a domain is an ASCII domain as it stands, and neither an address nor Punycode. Most are; others may be too.
bool is_plain_domain(std::string_view host) noexcept {
    char previous = '\0';
    char label_front = '\0';
    for (const char c : host) {
        if (!all_signs.plain[static_cast<unsigned char>(c)] || (c == '-' && previous == '-')) return false;
        if (previous == '.' || previous == '\0') label_front = c;
        previous = c;
    }
    return previous != '.' && !is_ascii_digit(label_front);
}

DomainSigns signs_of(HostReader reader) noexcept {
    DomainSigns signs;
    LabelForm label;
    for (; !reader.done(); reader.next()) {
        const char c = reader.peek();
        ++signs.bytes;
        if (c == '.') {
            signs.last_is_number = label.is_number();
            signs.needs_mapping = signs.needs_mapping || label.is_punycode();
            label = {};
            continue;
        }
        label.add(c);
        signs.forbidden = signs.forbidden || is_forbidden_in_domain(c);
        signs.needs_mapping = signs.needs_mapping || static_cast<unsigned char>(c) >= 0x80;
    }
    // One dot may stand behind the last label.
    if (!label.empty()) signs.last_is_number = label.is_number();
    signs.needs_mapping = signs.needs_mapping || label.is_punycode();
    return signs;
}

// Too large for any place in an address.
constexpr std::uint64_t too_large = std::uint64_t{1} << 32U;

// 3.5, the IPv4 number parser. Leading zeros are free, so there is no bound to its length.
bool take_ipv4_number(HostReader& reader, std::uint64_t& value) noexcept {
    if (reader.done() || !is_ascii_digit(reader.peek())) return false;
    unsigned radix = 10;
    value = 0;
    if (reader.is_at('0')) {
        reader.next();
        radix = 8;
        if (reader.is_at('x') || reader.is_at('X')) {
            reader.next();
            radix = 16;
        }
    }
    for (; !reader.done() && reader.peek() != '.'; reader.next()) {
        const unsigned digit = hex_digit_value(reader.peek());
        if (digit >= radix) return false;
        value = std::min(value * radix + digit, too_large);
    }
    return true;
}

// 3.5, the IPv4 parser: up to four numbers, of which the last fills what the others leave.
bool is_ipv4_address(HostReader reader) noexcept {
    for (unsigned part = 1; part <= 4; ++part) {
        std::uint64_t value = 0;
        if (!take_ipv4_number(reader, value)) return false;
        if (reader.is_at('.')) reader.next();
        if (reader.done()) return value < std::uint64_t{1} << (8 * (5 - part));
        if (value > 255) return false;
    }
    return false;
}

Found to_found(bool found) noexcept { return found ? Found::yes : Found::no; }

// 3.5, host parser, from the forbidden domain code points on.
bool is_ascii_domain(HostReader domain, const DomainSigns& signs) noexcept {
    return !signs.forbidden && (!signs.last_is_number || is_ipv4_address(domain));
}

Found is_mapped_domain(HostReader domain, const DomainSigns& signs, std::size_t& steps) {
    if (!pay_for_domain(signs.bytes, steps)) return Found::over_budget;
    std::string decoded;
    for (; !domain.done(); domain.next()) decoded += domain.peek();
    std::string mapped;
    if (!map_domain(decoded, mapped)) return Found::no;
    // Before a percent sign would be read as an escape, and a line break not at all.
    if (mapped.empty() || std::any_of(mapped.begin(), mapped.end(), is_forbidden_in_domain)) return Found::no;
    const HostReader ascii(mapped);
    return to_found(is_ascii_domain(ascii, signs_of(ascii)));
}

// 3.5, the opaque-host parser.
bool is_opaque_host(UrlReader reader) noexcept {
    for (; !reader.done(); reader.next())
        if (is_forbidden_in_host(reader.peek())) return false;
    return true;
}

// One part of an IPv4 address within an IPv6 address: decimal, without leading zeros.
bool take_embedded_number(UrlReader& reader) noexcept {
    if (reader.done() || !is_ascii_digit(reader.peek())) return false;
    unsigned value = 0;
    for (std::size_t digits = 0; !reader.done() && is_ascii_digit(reader.peek()); reader.next(), ++digits) {
        if (digits > 0 && value == 0) return false;
        value = value * 10 + static_cast<unsigned>(reader.peek() - '0');
        if (value > 255) return false;
    }
    return true;
}

bool is_embedded_ipv4(UrlReader reader) noexcept {
    for (unsigned part = 0; part < 4; ++part)
        if ((part > 0 && !reader.take('.')) || !take_embedded_number(reader)) return false;
    return reader.done();
}

}  // namespace

bool is_ipv6_address(UrlReader reader) noexcept {
    constexpr unsigned all_pieces = 8;
    unsigned pieces = 0;
    bool compressed = false;
    if (reader.take(':')) {
        if (!reader.take(':')) return false;
        pieces = 1;
        compressed = true;
    }
    while (!reader.done()) {
        if (pieces == all_pieces) return false;
        if (reader.take(':')) {
            if (compressed) return false;
            compressed = true;
            ++pieces;
            continue;
        }
        const UrlReader begin = reader;
        for (unsigned digits = 0; digits < 4 && !reader.done() && hex_digit_value(reader.peek()) < 16; ++digits)
            reader.next();
        if (reader.is_at('.')) {
            if (pieces > all_pieces - 2 || !is_embedded_ipv4(begin)) return false;
            pieces += 2;
            break;
        }
        if (reader.place() == begin.place() || (reader.take(':') ? reader.done() : !reader.done())) return false;
        ++pieces;
    }
    return compressed || pieces == all_pieces;
}

Found is_url_host(std::string_view host, bool special, std::size_t& steps) {
    const UrlReader reader(host);
    if (reader.is_at('[')) {
        const std::string_view inner = host.substr(1, host.find_last_not_of("\t\n\r"));
        return to_found(inner.ends_with(']') && is_ipv6_address(UrlReader(inner.substr(0, inner.size() - 1))));
    }
    if (!special) return to_found(is_opaque_host(reader));
    if (is_plain_domain(host)) return Found::yes;
    const HostReader domain(host);
    const DomainSigns signs = signs_of(domain);
    return signs.needs_mapping ? is_mapped_domain(domain, signs, steps) : to_found(is_ascii_domain(domain, signs));
}

}  // namespace zodgate::text

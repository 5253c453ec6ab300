#include "text/characters.hpp"
#include "text/scanners.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace zodgate::text {
namespace {

using namespace characters;

// A number of up to so many digits without leading zeros, taken off.
bool take_number(std::string_view& text, std::size_t max_digits, unsigned maximum) noexcept {
    const std::size_t digits = run(text, digit);
    if (digits == 0 || digits > max_digits || (digits > 1 && text.front() == '0')) return false;
    unsigned value = 0;
    for (const char c : text.substr(0, digits)) value = value * 10 + static_cast<unsigned>(c - '0');
    text.remove_prefix(digits);
    return value <= maximum;
}

bool take_ipv4(std::string_view& text) noexcept {
    for (int i = 0; i < 4; ++i) {
        if (i > 0 && !take(text, '.')) return false;
        if (!take_number(text, 3, 255)) return false;
    }
    return true;
}

// Number::toString (ECMA-262, 6.1.6.1.20) of a number that is not negative and below 10^21: its digits, and where the
// decimal point stands among them.
class CanonicalNumber {
  public:
    explicit CanonicalNumber(double value) noexcept {
        // d.ddde-dd, of the fewest digits that give the number again; as Number::toString they are the nearest of
        // these.
        std::array<char, 32> scientific{};
        const auto written = std::to_chars(scientific.data(), scientific.data() + scientific.size(), value,
                                           std::chars_format::scientific);
        const std::string_view text(scientific.data(), static_cast<std::size_t>(written.ptr - scientific.data()));
        const std::size_t exponent_at = text.find('e');
        std::string_view digits = text.substr(0, exponent_at);
        int exponent = 0;
        std::string_view exponent_text = text.substr(exponent_at + 1);
        take(exponent_text, '+');
        std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
        write(digits.substr(0, 1), digits.size() > 2 ? digits.substr(2) : std::string_view(), exponent);
    }

    std::string_view text() const noexcept { return {text_.data(), size_}; }

  private:
    void write(std::string_view first, std::string_view rest, int exponent) noexcept {
        if (exponent < -6) {  // 1.5e-7
            add(first);
            if (!rest.empty()) add(".");
            add(rest);
            add("e-");
            std::array<char, 8> digits{};
            const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), -exponent);
            add({digits.data(), static_cast<std::size_t>(written.ptr - digits.data())});
            return;
        }
        if (exponent < 0) {  // 0.0015
            add("0.");
            for (int zeros = -exponent; zeros > 1; --zeros) add("0");
            add(first);
            add(rest);
            return;
        }
        add(first);
        const std::size_t whole = std::min(rest.size(), static_cast<std::size_t>(exponent));
        add(rest.substr(0, whole));
        for (std::size_t zeros = static_cast<std::size_t>(exponent); zeros > whole; --zeros) add("0");
        if (whole < rest.size()) add(".");
        add(rest.substr(whole));
    }

    void add(std::string_view part) noexcept {
        const std::size_t length = std::min(part.size(), text_.size() - size_);
        std::copy_n(part.data(), length, text_.data() + size_);
        size_ += length;
    }

    std::array<char, 64> text_{};
    std::size_t size_ = 0;
};

// The prefix of a CIDR range as isValidCIDRv6 judges it: `${Number(prefix)}` is the prefix, and it is neither below 0
// nor above 128. NaN is neither, and fractions are not looked for.
bool is_cidrv6_prefix(std::string_view text) noexcept {
    constexpr std::size_t longest = 24;  // 1.2345678901234567e-308, 0.0000012345678901234567
    if (text == "NaN") return true;
    if (text.empty() || text.size() > longest || !is(text.front(), digit)) return false;
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value > 128) return false;
    return CanonicalNumber(value).text() == text;
}

bool is_mac_of(std::string_view text, std::string_view delimiter, Classes digits) noexcept {
    for (int i = 0; i < 6; ++i) {
        if (i > 0 && !take(text, delimiter)) return false;
        if (!all(text.substr(0, 2), digits, 2)) return false;
        text.remove_prefix(2);
    }
    return text.empty();
}

// [a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?, taken off.
bool take_label(std::string_view& text) noexcept {
    const std::size_t length = run(text, label);
    if (length == 0 || length > 63 || text[0] == '-' || text[length - 1] == '-') return false;
    text.remove_prefix(length);
    return true;
}

// (?:label\.)+[a-zA-Z]{2,}, the last of a bounded length.
bool is_domain_with_top(std::string_view text, std::size_t max_top) noexcept {
    const std::size_t last_dot = text.rfind('.');
    if (last_dot == npos) return false;
    const std::string_view top = text.substr(last_dot + 1);
    if (top.size() < 2 || top.size() > max_top || !all(top, letter)) return false;
    text = text.substr(0, last_dot + 1);
    while (!text.empty()) {
        if (!take_label(text) || !take(text, '.')) return false;
    }
    return true;
}

// [0-9a-fA-F]{1,4}, taken off.
bool take_group(std::string_view& text) noexcept {
    const std::size_t length = run(text, hex);
    if (length == 0 || length > 4) return false;
    text.remove_prefix(length);
    return true;
}

// Groups between colons, taken off; a colon that no group follows stays. Counts no further than 9.
std::size_t take_groups(std::string_view& text) noexcept {
    std::size_t groups = 0;
    std::string_view rest = text;
    while (groups <= 8 && take_group(rest)) {
        ++groups;
        text = rest;
        if (!take(rest, ':')) break;
    }
    return groups;
}

// (?:[0-9a-fA-F]{1,4}:?){0,6}: groups need no colon between them, and the last may have one.
bool is_loose_run_of_groups(std::string_view text) noexcept {
    std::size_t groups = 0;
    while (!text.empty()) {
        const std::size_t digits = take_run(text, hex);
        groups += (digits + 3) / 4;
        if (digits == 0 || groups > 6) return false;
        if (!text.empty() && !take(text, ':')) return false;
    }
    return true;
}

// \/(12[0-8]|1[01][0-9]|[1-9]?[0-9]) behind what another scanner accepts.
bool is_range(std::string_view text, bool (*is_address)(std::string_view) noexcept) noexcept {
    const std::size_t slash = text.rfind('/');
    if (slash == npos) return false;
    std::string_view prefix = text.substr(slash + 1);
    return take_number(prefix, 3, 128) && prefix.empty() && is_address(text.substr(0, slash));
}

}  // namespace

bool is_ipv4(std::string_view text) noexcept { return take_ipv4(text) && text.empty(); }

bool is_cidrv4(std::string_view text) noexcept {
    return take_ipv4(text) && take(text, '/') && take_number(text, 2, 32) && text.empty();
}

bool is_cidrv6(std::string_view text) noexcept {
    const std::size_t slash = text.find('/');
    return slash != npos && is_cidrv6_prefix(text.substr(slash + 1)) && is_ipv6(text.substr(0, slash));
}

bool is_mac(std::string_view text, std::string_view delimiter) noexcept {
    return is_mac_of(text, delimiter, upper_hex) || is_mac_of(text, delimiter, lower_hex);
}

// Up to 253 characters without a dot at the end.
bool is_hostname(std::string_view text) noexcept {
    if (text.size() > 254) return false;
    if (text.size() > 1 && text.back() == '.') text.remove_suffix(1);
    if (text.size() > 253) return false;
    for (;;) {
        if (!take_label(text)) return false;
        if (text.empty()) return true;
        if (!take(text, '.')) return false;
    }
}

bool is_earlier_hostname(std::string_view text) noexcept {
    for (;;) {
        if (take_run(text, label) == 0) return false;
        if (text.empty()) return true;
        if (!take(text, '.')) return false;
    }
}

bool is_ldh_name(std::string_view text) noexcept { return !text.ends_with('.') && is_hostname(text); }

bool is_domain(std::string_view text) noexcept { return text.size() <= 253 && is_domain_with_top(text, 63); }

bool is_earlier_domain(std::string_view text) noexcept { return is_domain_with_top(text, npos); }

bool is_e164(std::string_view text) noexcept { return is_earlier_e164(text) && text[1] != '0'; }

bool is_earlier_e164(std::string_view text) noexcept {
    return take(text, '+') && text.size() >= 7 && text.size() <= 15 && all(text, digit);
}

bool fits_ipv6_pattern(std::string_view text) noexcept {
    const std::size_t before = take_groups(text);
    if (text.empty()) return before == 8;
    if (!take(text, "::")) return false;
    const std::size_t after = take_groups(text);
    return text.empty() && before + after <= 7;
}

bool fits_cidrv6_pattern(std::string_view text) noexcept { return is_range(text, fits_ipv6_pattern); }

bool fits_earlier_ipv6_pattern(std::string_view text) noexcept {
    std::string_view rest = text;
    if (take_groups(rest) == 8 && rest.empty()) return true;
    take_group(text);
    return take(text, "::") && is_loose_run_of_groups(text);
}

bool fits_earlier_cidrv6_pattern(std::string_view text) noexcept { return is_range(text, fits_earlier_ipv6_pattern); }

}  // namespace zodgate::text

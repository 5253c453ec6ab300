#include "text/characters.hpp"
#include "text/scanners.hpp"

#include <algorithm>
#include <array>

namespace zodgate::text {
namespace {

using namespace characters;

// ISO 4217, as Zod lists it from 4.6.4 on.
constexpr std::array<std::string_view, 178> codes{
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD", "BIF", "BMD",
    "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW", "CLF",
    "CLP", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB",
    "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF",
    "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW",
    "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT",
    "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD",
    "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD",
    "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS",
    "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS",
    "VED", "VES", "VND", "VUV", "WST", "XAD", "XAF", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XCD", "XCG",
    "XDR", "XOF", "XPD", "XPF", "XPT", "XSU", "XTS", "XUA", "XXX", "YER", "ZAR", "ZMW", "ZWG"};

// The value of digits and letters, one behind the other: a letter is two digits (ISO 13616).
unsigned append_mod_97(unsigned remainder, std::string_view text) noexcept {
    for (const char c : text) {
        const unsigned code = static_cast<unsigned char>(c);
        remainder = (is(c, digit) ? remainder * 10 + (code - '0') : remainder * 100 + (code - 'A' + 10)) % 97;
    }
    return remainder;
}

// The check digit's algorithm of ISO/IEC 7812-1, annex B (Luhn), from the last digit on; what is no digit is passed
// over.
bool has_luhn_sum(std::string_view text) noexcept {
    unsigned sum = 0;
    bool doubled = false;
    for (; !text.empty(); text.remove_suffix(1)) {
        if (!is(text.back(), digit)) continue;
        const unsigned value = static_cast<unsigned>(text.back() - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubled = !doubled;
    }
    return sum % 10 == 0;
}

}  // namespace

// Digits with at most one space or hyphen between two.
bool fits_credit_card_pattern(std::string_view text) noexcept {
    if (text.size() > 37) return false;
    std::size_t digits = 0;
    while (!text.empty()) {
        if (digits > 0 && !take(text, ' ')) take(text, '-');
        if (text.empty() || !is(text.front(), digit)) return false;
        text.remove_prefix(1);
        ++digits;
    }
    return digits >= 12 && digits <= 19;
}

bool is_credit_card(std::string_view text) noexcept { return fits_credit_card_pattern(text) && has_luhn_sum(text); }

bool fits_iban_pattern(std::string_view text) noexcept {
    if (text.size() < 15 || text.size() > 34) return false;
    const std::string_view check_digits = text.substr(2, 2);
    return all(text.substr(0, 2), upper) && all(check_digits, digit) && check_digits != "00" && check_digits != "01" &&
           check_digits != "99" && all(text.substr(4), upper | digit);
}

// ISO 7064, mod 97-10, the first four characters put behind the others.
bool is_iban(std::string_view text) noexcept {
    return fits_iban_pattern(text) && append_mod_97(append_mod_97(0, text.substr(4)), text.substr(0, 4)) == 1;
}

std::span<const std::string_view> currency_codes() noexcept { return codes; }

bool is_currency_code(std::string_view text) noexcept { return std::binary_search(codes.begin(), codes.end(), text); }

}  // namespace zodgate::text

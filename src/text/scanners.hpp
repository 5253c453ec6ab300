// Scanners of string formats. Private to the text room: others get them by way of format.hpp.
//
// All take well-formed UTF-8, are linear in its bytes, allocate nothing unless their comment says so, and may be called
// by any number of threads at once. Where Zod has a pattern, "as Zod's pattern" is the one of zod 4.6.7's core/regexes.
#pragma once

#include "text/text.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace zodgate::text {

// --- scan_email.cpp: as Zod's patterns email, html5Email (also browserEmail), rfc5322Email, unicodeEmail (flag u) ---
bool is_email(std::string_view text) noexcept;
bool is_html5_email(std::string_view text) noexcept;
bool is_rfc5322_email(std::string_view text) noexcept;
bool is_unicode_email(std::string_view text) noexcept;

// --- scan_identifiers.cpp: as Zod's patterns of these names ---
bool is_uuid(std::string_view text) noexcept;
bool is_uuid_of_version(std::string_view text, char version) noexcept;
bool is_guid(std::string_view text) noexcept;
bool is_cuid(std::string_view text) noexcept;
bool is_cuid2(std::string_view text) noexcept;
bool is_ulid(std::string_view text) noexcept;
bool is_xid(std::string_view text) noexcept;
bool is_ksuid(std::string_view text) noexcept;
bool is_earlier_uuid(std::string_view text) noexcept;  ///< as 4.0 wrote it: the greatest is none
bool is_earlier_cuid(std::string_view text) noexcept;  ///< as releases before 4.4 wrote it
bool is_earlier_ulid(std::string_view text) noexcept;  ///< as releases before 4.5 wrote it: of any size

// --- scan_time.cpp: as Zod's patterns date, time, datetime, duration, with all their parameters ---

/// Digits of a second that a time has, or what else Zod's `precision` can be.
namespace precision {
inline constexpr std::int32_t any = -3;      ///< null: a fraction of any length or none; seconds may be left out
inline constexpr std::int32_t seconds = -2;  ///< the same with seconds: a time with Z or an offset
inline constexpr std::int32_t minutes = -1;  ///< no seconds
}  // namespace precision

struct DatetimeForm {
    std::int32_t qualified = precision::seconds;  ///< of the time before Z or an offset
    bool offset = false;                          ///< whether an offset may stand for Z
    bool local = false;                           ///< whether both may be left out
    std::int32_t unqualified = precision::any;    ///< of the time without them
    bool any_offset = false;                      ///< whether the digits of an offset may be any, as early 4.0 wrote it
};

bool is_date(std::string_view text) noexcept;
bool is_time(std::string_view text, std::int32_t precision) noexcept;
bool is_datetime(std::string_view text, const DatetimeForm& form) noexcept;
bool is_duration(std::string_view text) noexcept;
/// z.fromJSONSchema's own, of RFC 3339's full-time.
bool is_full_time(std::string_view text) noexcept;

// --- scan_network.cpp ---
bool is_ipv4(std::string_view text) noexcept;                             ///< as Zod's pattern
bool is_cidrv4(std::string_view text) noexcept;                           ///< as Zod's pattern
bool is_cidrv6(std::string_view text) noexcept;                           ///< zod core/schemas, isValidCIDRv6
bool is_mac(std::string_view text, std::string_view delimiter) noexcept;  ///< as Zod's pattern mac(delimiter)
bool is_hostname(std::string_view text) noexcept;                         ///< as Zod's pattern
bool is_domain(std::string_view text) noexcept;                           ///< as Zod's pattern
bool is_e164(std::string_view text) noexcept;                             ///< as Zod's pattern
bool is_earlier_hostname(std::string_view text) noexcept;                 ///< as early 4.0 wrote it
bool is_earlier_domain(std::string_view text) noexcept;                   ///< as releases before 4.5 wrote it
bool is_earlier_e164(std::string_view text) noexcept;                     ///< as releases before 4.3 wrote it

// Zod's patterns for these, which are not what it judges by.
bool fits_ipv6_pattern(std::string_view text) noexcept;
bool fits_cidrv6_pattern(std::string_view text) noexcept;
bool fits_earlier_ipv6_pattern(std::string_view text) noexcept;    ///< as releases before 4.1.7 wrote it
bool fits_earlier_cidrv6_pattern(std::string_view text) noexcept;  ///< as releases before 4.5 wrote it

// --- url.cpp, url_host.cpp ---
bool is_ipv6(std::string_view text) noexcept;  ///< zod core/schemas, isValidIPv6: WHATWG URL, the IPv6 parser

// --- scan_encodings.cpp, scan_jwt.cpp ---
bool is_hex(std::string_view text) noexcept;        ///< as Zod's pattern
bool is_base64(std::string_view text) noexcept;     ///< zod core/schemas, isValidBase64: atob()
bool is_base64url(std::string_view text) noexcept;  ///< zod core/schemas, isValidBase64URL
/// zod core/schemas, isValidJWT without an algorithm. A header with values deeper than 1,000 within each other is
/// refused.
bool is_jwt(std::string_view text) noexcept;

// --- scan_numbers.cpp ---
bool is_credit_card(std::string_view text) noexcept;            ///< zod core/schemas, isValidCreditCard: Luhn
bool is_iban(std::string_view text) noexcept;                   ///< zod core/schemas, isValidIBAN: ISO 7064 mod 97-10
bool is_currency_code(std::string_view text) noexcept;          ///< as Zod's pattern
bool fits_credit_card_pattern(std::string_view text) noexcept;  ///< without the check digit
bool fits_iban_pattern(std::string_view text) noexcept;         ///< without the check digits' sum

/// The codes that is_currency_code() knows, in the order of the alphabet.
std::span<const std::string_view> currency_codes() noexcept;

// --- scan_emoji.cpp: by Unicode 17, see emoji_characters.hpp ---
bool is_emoji(std::string_view text) noexcept;          ///< as Zod's pattern emoji (flag u)
bool is_earlier_emoji(std::string_view text) noexcept;  ///< as releases before 4.6 wrote it: also parts such as digits

// --- scan_rfc3339.cpp, scan_mailbox.cpp, scan_network.cpp: formats of Zod's as JSON Schema's specification has them
// ---
bool is_rfc3339_datetime(std::string_view text) noexcept;  ///< date-time; a leap second only where a month ends in UTC
bool is_rfc3339_time(std::string_view text) noexcept;      ///< full-time; a leap second only where a day ends in UTC
bool is_rfc3339_duration(std::string_view text) noexcept;  ///< appendix A, duration
bool is_mailbox(std::string_view text) noexcept;           ///< RFC 5321, 4.1.2, Mailbox, with the limits of 4.5.3.1
bool is_ldh_name(std::string_view text) noexcept;          ///< RFC 952 with RFC 1123, 2.1: up to 253 characters

// --- scan_uri.cpp, scan_pointer.cpp, scan_template.cpp, scan_idn.cpp: formats of JSON Schema that Zod does not know
// ---
bool is_uri(std::string_view text) noexcept;                    ///< RFC 3986, appendix A, URI
bool is_uri_reference(std::string_view text) noexcept;          ///< RFC 3986, appendix A, URI-reference
bool is_iri(std::string_view text) noexcept;                    ///< RFC 3987, 2.2, IRI
bool is_iri_reference(std::string_view text) noexcept;          ///< RFC 3987, 2.2, IRI-reference
bool is_json_pointer(std::string_view text) noexcept;           ///< RFC 6901, 3
bool is_relative_json_pointer(std::string_view text) noexcept;  ///< draft-bhutton-relative-json-pointer-00, 3
bool is_uri_template(std::string_view text) noexcept;           ///< RFC 6570, 2
bool is_idn_hostname(std::string_view text);                    ///< RFC 5890, RFC 5892; allocates a little
bool is_idn_email(std::string_view text);                       ///< RFC 6531, 3.3; allocates a little
bool is_regex(std::string_view text);                           ///< ECMA-262, Pattern; allocates as it parses

/// What is_regex() takes for one: groups within each other, so that a payload cannot use up the stack.
inline constexpr std::size_t max_regex_depth = 32;

/// Takes a cost off the steps. False, and nothing taken, if they do not suffice.
inline bool pay(std::size_t cost, std::size_t& steps) noexcept {
    if (cost > steps) return false;
    steps -= cost;
    return true;
}

/// is_ldh_name(), and A-labels stand for U-labels, by RFC 5890 to 5893; allocates a little. Steps as format.hpp has it.
Found search_rfc1123_hostname(std::string_view text, std::size_t& steps);

/// The last three with steps that they may take, as format.hpp has it.
Found search_idn_hostname(std::string_view text, std::size_t& steps);
Found search_idn_email(std::string_view text, std::size_t& steps);
Found search_regex(std::string_view text, std::size_t& steps);

}  // namespace zodgate::text

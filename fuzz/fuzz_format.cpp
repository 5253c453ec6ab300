// A byte that chooses a format, and a string. Where Zod writes a pattern for the format, whatever judges it must agree
// with two others: the pattern in a group, which nothing recognizes, and the same behind a lookbehind, which takes the
// most general of the ways to match. Of formats that are more than a pattern, what their definitions imply must hold.
#include "harness.hpp"

#include <zodgate/zodgate.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using harness::quoted;
using harness::require;

using namespace std::string_literals;
using namespace std::string_view_literals;

// --- schemas and verdicts ---

zodgate::Schema load(const std::string& document) {
    zodgate::Options options;
    options.formats = zodgate::Formats::all;
    options.limits.max_pattern_steps = 100'000;
    return zodgate::Schema::parse(document, options);
}

zodgate::Schema with_format(std::string_view name) {
    return load(R"({"type":"string","format":)" + quoted(name) + "}");
}

zodgate::Schema with_pattern(std::string_view source) {
    return load(R"({"type":"string","pattern":)" + quoted(source) + "}");
}

struct Verdict {
    bool known = false;  // false: not JSON, or more work than the limits allow
    bool accepted = false;
    std::string value;  // the parsed value, as JSON
};

// The same answer twice, with and without the parsed value.
Verdict verdict_of(const zodgate::Schema& schema, std::string_view text) {
    const std::string payload = quoted(text);
    Verdict verdict;
    const zodgate::Result first = schema.validate(payload, verdict.value);
    const zodgate::Result again = schema.validate(payload);
    require(first.status() == again.status() && first.patterns_stopped() == again.patterns_stopped());
    require(first.valid() == first.issues().empty() && first.valid() != verdict.value.empty());
    verdict.accepted = first.valid();
    verdict.known = first.valid() || (first.status() == zodgate::Status::invalid && !first.patterns_stopped());
    return verdict;
}

// Whether a format accepts a text; nothing if that is not known.
std::optional<bool> accepts(std::string_view format, std::string_view text) {
    static std::map<std::string, zodgate::Schema, std::less<>> schemas;
    auto found = schemas.find(format);
    if (found == schemas.end()) found = schemas.emplace(format, with_format(format)).first;
    const Verdict verdict = verdict_of(found->second, text);
    return verdict.known ? std::optional(verdict.accepted) : std::nullopt;
}

void require_same(std::optional<bool> left, std::optional<bool> right) { require(!left || !right || *left == *right); }

void require_implied(std::optional<bool> premise, std::optional<bool> conclusion) {
    require(!premise || !conclusion || !*premise || *conclusion);
}

// --- patterns ---

// Sources of zod 4.6.7's core/regexes, and of earlier releases.
constexpr std::array fixed_patterns{
    R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re"sv,
    R"re(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re"sv,
    R"re(^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$)re"sv,
    R"re(^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$)re"sv,
    R"re(^[^\s@"]{1,64}@[^\s@]{1,255}$)re"sv,
    R"re(^(?=[\s\S]*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3])[\p{Extended_Pictographic}\p{Emoji_Component}]+$)re"sv,
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$)re"sv,
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$)re"sv,
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-8[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$)re"sv,
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$)re"sv,
    R"re(^[cC][0-9a-z]{6,}$)re"sv,
    R"re(^[0-9a-z]+$)re"sv,
    R"re(^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$)re"sv,
    R"re(^[0-9a-vA-V]{20}$)re"sv,
    R"re(^[A-Za-z0-9]{27}$)re"sv,
    R"re(^[a-zA-Z0-9_-]{21}$)re"sv,
    R"re(^[a-zA-Z0-9_-]{7}$)re"sv,
    R"re(^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$)re"sv,
    R"re(^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$)re"sv,
    R"re(^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$)re"sv,
    R"re(^(?:[0-9A-F]{2}\.){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}\.){5}[0-9a-f]{2}$)re"sv,
    R"re(^(?:[0-9A-F]{2}-){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$)re"sv,
    R"re(^(?:[0-9A-F]{2}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}){5}[0-9a-f]{2}$)re"sv,
    R"re(^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$)re"sv,
    R"re(^\+[1-9]\d{6,14}$)re"sv,
    R"re(^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$)re"sv,
    R"re(^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$)re"sv,
    R"re(^[0-9a-fA-F]*$)re"sv,
    R"re(^[0-9a-fA-F]{32}$)re"sv,
    R"re(^[A-Za-z0-9+/]{22}==$)re"sv,
    R"re(^[A-Za-z0-9+/]{27}=$)re"sv,
    R"re(^[A-Za-z0-9+/]{64}$)re"sv,
    R"re(^[A-Za-z0-9_-]{43}$)re"sv,
    R"re(^[^A-Z]*$)re"sv,
    R"re(^[^a-z]*$)re"sv,
    R"re(^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$)re"sv,
};

constexpr std::string_view unicode_email_pattern = fixed_patterns[4];

// Those of formats that are judged by more than the pattern; alone they are patterns like others.
constexpr std::string_view base64_pattern =
    R"re(^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$)re";
constexpr std::string_view base64url_pattern = R"re(^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$)re";
constexpr std::string_view credit_card_pattern = R"re(^\d(?:[ -]?\d){11,18}$)re";
constexpr std::string_view iban_pattern = R"re(^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$)re";
constexpr std::string_view ipv6_pattern =
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$)re";
constexpr std::string_view cidrv6_pattern =
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$)re";
constexpr std::array code_patterns{base64_pattern, base64url_pattern, credit_card_pattern,
                                   iban_pattern,   ipv6_pattern,      cidrv6_pattern};

// Those that were others before: uuid, cuid, ulid, e164, hostname, domain (the current one, too), ipv6, cidrv6, emoji
// of 4.5 and 4.0, base64url, base64, and what z.templateLiteral() writes for numbers.
constexpr std::array earlier_patterns{
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000)$)re"sv,
    R"re(^[cC][^\s-]{8,}$)re"sv,
    R"re(^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$)re"sv,
    R"re(^\+(?:[0-9]){6,14}[0-9]$)re"sv,
    R"re(^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$)re"sv,
    R"re(^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$)re"sv,
    R"re(^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$)re"sv,
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})$)re"sv,
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$)re"sv,
    R"re(^[\p{Extended_Pictographic}\p{Emoji_Component}]+$)re"sv,
    R"re(^(\p{Extended_Pictographic}|\p{Emoji_Component})+$)re"sv,
    R"re(^[A-Za-z0-9_-]*$)re"sv,
    R"re(^[0-9a-zA-Z+/]*={0,2}$)re"sv,
    R"re(^-?\d+$)re"sv,
    R"re(^-?\d+(?:\.\d+)?$)re"sv,
    R"re(^-?\d+(?:\.\d+)?)re"sv,
};

constexpr std::string_view date_source =
    R"re((?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8]))))re";

// What zod core/regexes, timeSource makes of its arguments; the precision is null, -1, 0 or digits.
std::string time_source(std::optional<int> precision, bool seconds) {
    const std::string minutes = R"((?:[01]\d|2[0-3]):[0-5]\d)";
    if (precision == -1) return minutes;
    if (precision == 0) return minutes + R"(:[0-5]\d)";
    if (precision) return minutes + R"(:[0-5]\d\.\d{)" + std::to_string(*precision) + "}";
    return minutes + (seconds ? R"(:[0-5]\d(?:\.\d+)?)" : R"((?::[0-5]\d(?:\.\d+)?)?)");
}

std::string datetime_source(std::optional<int> precision, bool offset, bool local) {
    const std::string zone = offset ? R"((?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))" : "(?:Z)";
    const std::string unqualified = local ? "|" + time_source(precision, false) : "";
    return "^" + std::string(date_source) + "T(?:" + time_source(precision, true) + zone + unqualified + ")$";
}

// Of releases before 4.5, where what is local ends in nothing in the place of Z.
std::string earlier_datetime_source(std::optional<int> precision) {
    const std::string zone = R"((?:Z||([+-]\d{2}:\d{2})))";
    return "^" + std::string(date_source) + "T(?:" + time_source(precision, true) + zone + ")$";
}

std::vector<std::string> pattern_sources() {
    std::vector<std::string> sources(fixed_patterns.begin(), fixed_patterns.end());
    sources.insert(sources.end(), code_patterns.begin(), code_patterns.end());
    sources.insert(sources.end(), earlier_patterns.begin(), earlier_patterns.end());
    sources.push_back("^" + std::string(date_source) + "$");
    for (const std::optional<int> precision : {std::optional<int>(), std::optional(-1), std::optional(0),
                                               std::optional(1), std::optional(3), std::optional(9)}) {
        sources.push_back("^" + time_source(precision, false) + "$");
        for (const bool offset : {false, true}) {
            for (const bool local : {false, true}) sources.push_back(datetime_source(precision, offset, local));
        }
        sources.push_back(earlier_datetime_source(precision));
    }
    return sources;
}

// In a group, by which nothing recognizes it. The escape, of no characters, makes unicodeEmail a source with the flag
// u, which Zod's has and its document does not say.
std::string grouped(std::string_view source) {
    const bool unicode = source == unicode_email_pattern;
    return (unicode ? R"(\u{1}{0})"s : ""s) + "(?:" + std::string(source) + ")";
}

struct PatternSchemas {
    explicit PatternSchemas(std::string_view source)
        : recognized(with_pattern(source)),
          unrecognized(with_pattern(grouped(source))),
          general(with_pattern("^(?<![^])" + grouped(source))) {}
    zodgate::Schema recognized;
    zodgate::Schema unrecognized;
    zodgate::Schema general;
};

void check_pattern(std::string_view source, std::string_view text) {
    static std::map<std::string, PatternSchemas, std::less<>> all;
    auto found = all.find(source);
    if (found == all.end()) found = all.try_emplace(std::string(source), source).first;
    const Verdict verdict = verdict_of(found->second.recognized, text);
    for (const zodgate::Schema* other : {&found->second.unrecognized, &found->second.general}) {
        const Verdict opinion = verdict_of(*other, text);
        require(!verdict.known || !opinion.known || verdict.accepted == opinion.accepted);
    }
}

// Whether a pattern accepts a text that nothing recognizes; nothing if that is not known.
std::optional<bool> matches(std::string_view source, std::string_view text) {
    static std::map<std::string, zodgate::Schema, std::less<>> schemas;
    auto found = schemas.find(source);
    if (found == schemas.end()) found = schemas.emplace(source, with_pattern(grouped(source))).first;
    const Verdict verdict = verdict_of(found->second, text);
    return verdict.known ? std::optional(verdict.accepted) : std::nullopt;
}

// --- formats that are more than a pattern ---

// Their patterns are exact, where the padding is.
void check_base64(std::string_view text) { require_same(accepts("base64", text), matches(base64_pattern, text)); }

void check_base64url(std::string_view text) {
    require_same(accepts("base64url", text), matches(base64url_pattern, text));
}

// The pattern and a check digit, which no change of a single digit leaves as it is.
void check_digits(std::string_view format, std::string_view pattern, std::string_view text) {
    const std::optional<bool> accepted = accepts(format, text);
    require_implied(accepted, matches(pattern, text));
    if (!accepted || !*accepted) return;
    std::string changed(text);
    for (char& c : changed) {
        if (c < '0' || c > '9') continue;
        const char digit = c;
        c = digit == '9' ? '0' : static_cast<char>(digit + 1);
        require(accepts(format, changed) == false);
        c = digit;
    }
}

void check_credit_card(std::string_view text) { check_digits("credit_card", credit_card_pattern, text); }
void check_iban(std::string_view text) { check_digits("iban", iban_pattern, text); }

// An address is what a URL may have in brackets.
void check_ipv6(std::string_view text) {
    const std::optional<bool> accepted = accepts("ipv6", text);
    const bool is_plain = !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
    if (is_plain)
        require_same(accepted, accepts("uri", "http://[" + std::string(text) + "]"));
    else
        require(!accepted || !*accepted);
    require_same(accepted, accepts("cidrv6", std::string(text) + "/64"));
}

// An address, "/", and a number from 0 to 128 as JavaScript writes it, or NaN, which is in no relation to these.
void check_cidrv6(std::string_view text) {
    const std::optional<bool> accepted = accepts("cidrv6", text);
    const std::size_t slash = text.find('/');
    if (!accepted || !*accepted) return;
    require(slash != std::string_view::npos && slash + 1 < text.size());
    const std::string prefix(text.substr(slash + 1));
    const bool is_number = prefix.find_first_not_of("0123456789.e-") == std::string::npos;
    require(prefix == "NaN" || (is_number && std::strtod(prefix.c_str(), nullptr) <= 128));
    require_same(accepted, accepts("ipv6", text.substr(0, slash)));
    require_same(accepted, accepts("cidrv6", "::/" + prefix));
}

// Only the first of three parts is looked at.
void check_jwt(std::string_view text) {
    const std::optional<bool> accepted = accepts("jwt", text);
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
    const bool are_three = second != std::string_view::npos && text.find('.', second + 1) == std::string_view::npos;
    if (!are_three) return require(!accepted || !*accepted);
    require_same(accepted, accepts("jwt", std::string(text.substr(0, first)) + ".."));
}

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// What is accepted is trimmed, and without tabs and line breaks; that again is accepted, and stays as it is, also with
// a tab within.
void check_url(std::string_view text) {
    static const zodgate::Schema schema = with_format("uri");
    static const zodgate::Schema strings = load(R"({"type":"string"})");
    const Verdict verdict = verdict_of(schema, text);
    if (!verdict.accepted) return;
    std::string value;
    const zodgate::Result again = schema.validate(verdict.value, value);
    require((again.valid() && value == verdict.value) || again.patterns_stopped() ||
            again.status() == zodgate::Status::over_limit);
    require(strings.validate(verdict.value).valid());
    for (std::size_t at = 2; at + 1 < verdict.value.size(); at += 1 + at / 2) {
        if (is_continuation(verdict.value[at]) || verdict.value.rfind('\\', at) != std::string::npos) continue;
        const zodgate::Result with_tab = schema.validate(std::string(verdict.value).insert(at, "\\t"), value);
        require((with_tab.valid() && value == verdict.value) || with_tab.patterns_stopped() ||
                with_tab.status() == zodgate::Status::over_limit);
    }
}

// --- formats of JSON Schema that Zod does not know ---

// Every URI is an IRI, and every one of either is a reference.
void check_references(std::string_view text) {
    require_implied(accepts("iri", text), accepts("iri-reference", text));
    require_implied(accepts("uri-reference", text), accepts("iri-reference", text));
}

void check_pointers(std::string_view text) {
    require_implied(accepts("json-pointer", text), accepts("relative-json-pointer", "0" + std::string(text)));
    require_implied(accepts("relative-json-pointer", text), accepts("relative-json-pointer", "1" + std::string(text)));
}

void check_names(std::string_view text) {
    const std::optional<bool> name = accepts("idn-hostname", text);
    require_implied(name, accepts("idn-email", "a@" + std::string(text)));
}

void check_others(std::string_view text) {
    for (const std::string_view name : {"uri-template"sv, "idn-email"sv, "regex"sv, "uri-reference"sv}) {
        static_cast<void>(accepts(name, text));
    }
}

constexpr std::array checks{check_base64,     check_base64url, check_credit_card, check_iban,
                            check_ipv6,       check_cidrv6,    check_jwt,         check_url,
                            check_references, check_pointers,  check_names,       check_others};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<std::string> sources = pattern_sources();
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    // The checks first, so that what a byte chooses does not change with the patterns.
    const std::size_t chosen = *data % (checks.size() + sources.size());
    if (chosen < checks.size())
        checks[chosen](text);
    else
        check_pattern(sources[chosen - checks.size()], text);
    return 0;
}

#include "text/characters.hpp"
#include "text/format.hpp"
#include "text/scanners.hpp"
#include "text/sources.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zodgate::text {
namespace {

using namespace characters;
using Kind = KnownPattern::Kind;

// --- Patterns that no format has of its own ---

bool is_anything(std::string_view) noexcept { return true; }

bool has_no_upper(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(), [](char c) { return is(c, upper); });
}

bool has_no_lower(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(), [](char c) { return is(c, lower); });
}

bool is_natural(std::string_view text) noexcept { return !text.empty() && all(text, digit); }

bool is_integer(std::string_view text) noexcept {
    take(text, '-');
    return is_natural(text);
}

bool is_number(std::string_view text) noexcept {
    take(text, '-');
    return take_run(text, digit) > 0 && (text.empty() || (take(text, '.') && is_natural(text)));
}

bool begins_with_number(std::string_view text) noexcept {
    take(text, '-');
    return run(text, digit) > 0;
}

bool is_base64url_text(std::string_view text) noexcept { return all(text, base64url); }

bool is_lax_base64(std::string_view text) noexcept {
    take_run(text, base64);
    return text.empty() || text == "=" || text == "==";
}

// --- Patterns without parameters ---

struct FixedPattern {
    std::string_view source;
    bool (*scan)(std::string_view) noexcept;
    bool unicode = false;
};

// Named as in zod's core/regexes, by the releases that write them, of 4.0.0 to 4.6.7.
constexpr std::array fixed_patterns{
    // Changed by a release.
    // email, from 4.6 on
    FixedPattern{sources::email, is_email},
    // email, 4.0 to 4.5, whose lookaheads forbid what empty atoms exclude in the later one
    FixedPattern{sources::earlier_email, is_email},
    // uuid, from 4.1 on
    FixedPattern{sources::uuid, is_uuid},
    // uuid, 4.0
    FixedPattern{
        R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000)$)re",
        is_earlier_uuid},
    // cuid, from 4.4 on
    FixedPattern{sources::cuid, is_cuid},
    // cuid, 4.0 to 4.3
    FixedPattern{R"re(^[cC][^\s-]{8,}$)re", is_earlier_cuid},
    // ulid, from 4.5 on
    FixedPattern{sources::ulid, is_ulid},
    // ulid, 4.0 to 4.4
    FixedPattern{R"re(^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$)re", is_earlier_ulid},
    // e164, from 4.3 on
    FixedPattern{sources::e164, is_e164},
    // e164, 4.0 to 4.2
    FixedPattern{R"re(^\+(?:[0-9]){6,14}[0-9]$)re", is_earlier_e164},
    // hostname, from 4.0.11 on
    FixedPattern{sources::hostname, is_hostname},
    // hostname, 4.0.0 to 4.0.10
    FixedPattern{sources::earlier_hostname, is_earlier_hostname},
    // domain, from 4.5 on
    FixedPattern{R"re(^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$)re", is_domain},
    // domain, 4.0 to 4.4
    FixedPattern{R"re(^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$)re", is_earlier_domain},
    // ipv6, from 4.1.7 on
    FixedPattern{sources::ipv6, fits_ipv6_pattern},
    // ipv6, 4.0.0 to 4.1.6
    FixedPattern{sources::earlier_ipv6, fits_earlier_ipv6_pattern},
    // cidrv6, from 4.5 on
    FixedPattern{sources::cidrv6, fits_cidrv6_pattern},
    // cidrv6, 4.0 to 4.4
    FixedPattern{sources::earlier_cidrv6, fits_earlier_cidrv6_pattern},
    // emoji, from 4.6 on
    FixedPattern{sources::emoji, is_emoji, true},
    // emoji, 4.5
    FixedPattern{R"re(^[\p{Extended_Pictographic}\p{Emoji_Component}]+$)re", is_earlier_emoji, true},
    // emoji, 4.0 to 4.4
    FixedPattern{R"re(^(\p{Extended_Pictographic}|\p{Emoji_Component})+$)re", is_earlier_emoji, true},
    // base64url, from 4.6 on
    FixedPattern{sources::base64url, is_base64url},
    // base64url, 4.0 to 4.5; from 4.6 on the one that z.base64url() holds
    FixedPattern{sources::earlier_base64url, is_base64url_text},
    // base64
    FixedPattern{sources::base64, is_base64},
    // base64, from 4.6 on the one that z.base64() holds
    FixedPattern{R"re(^[0-9a-zA-Z+/]*={0,2}$)re", is_lax_base64},
    // integer, from 4.1.7 on
    FixedPattern{R"re(^-?\d+$)re", is_integer},
    // integer, 4.0.0 to 4.1.6
    FixedPattern{R"re(^\d+$)re", is_natural},
    // number, from 4.3 on
    FixedPattern{R"re(^-?\d+(?:\.\d+)?$)re", is_number},
    // number, 4.0 to 4.2, unanchored
    FixedPattern{R"re(^-?\d+(?:\.\d+)?)re", begins_with_number},
    // Not changed by any release.
    // html5Email, browserEmail
    FixedPattern{sources::html5_email, is_html5_email},
    // rfc5322Email
    FixedPattern{sources::rfc5322_email, is_rfc5322_email},
    // unicodeEmail, idnEmail
    FixedPattern{sources::unicode_email, is_unicode_email, true},
    // guid
    FixedPattern{sources::guid, is_guid},
    // cuid2
    FixedPattern{sources::cuid2, is_cuid2},
    // xid
    FixedPattern{sources::xid, is_xid},
    // ksuid
    FixedPattern{sources::ksuid, is_ksuid},
    // date
    FixedPattern{sources::date, is_date},
    // duration
    FixedPattern{sources::duration, is_duration},
    // format "time" of z.fromJSONSchema()
    FixedPattern{sources::full_time, is_full_time},
    // ipv4
    FixedPattern{sources::ipv4, is_ipv4},
    // cidrv4
    FixedPattern{sources::cidrv4, is_cidrv4},
    // creditCard
    FixedPattern{sources::credit_card, fits_credit_card_pattern},
    // iban
    FixedPattern{sources::iban, fits_iban_pattern},
    // hex
    FixedPattern{R"re(^[0-9a-fA-F]*$)re", is_hex},
    // lowercase
    FixedPattern{R"re(^[^A-Z]*$)re", has_no_upper},
    // uppercase
    FixedPattern{R"re(^[^a-z]*$)re", has_no_lower},
    // anyString
    FixedPattern{R"re(^[\s\S]{0,}$)re", is_anything},
    // string()
    FixedPattern{R"re(^[\s\S]*$)re", is_anything},

};

// --- Patterns with parameters ---

// A length or a precision as JavaScript writes it. Nobody means a greater one.
constexpr std::uint32_t max_count = 1'000'000;

// `{21}`
std::optional<std::uint32_t> take_count(std::string_view& text) {
    if (!take(text, '{')) return std::nullopt;
    const std::size_t digits = run(text, digit);
    if (digits == 0 || digits > 7 || (digits > 1 && text.front() == '0')) return std::nullopt;
    std::uint32_t count = 0;
    for (const char c : text.substr(0, digits)) count = count * 10 + static_cast<std::uint32_t>(c - '0');
    text.remove_prefix(digits);
    if (count > max_count || !take(text, '}')) return std::nullopt;
    return count;
}

// regexes.uuid(version)
KnownPattern read_uuid(std::string_view source) {
    if (!take(source, "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-") || source.empty()) return {};
    const char version = source.front();
    source.remove_prefix(1);
    if (version < '1' || version > '8' || source != "[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$")
        return {};
    return {[version](std::string_view text) { return is_uuid_of_version(text, version); }, Kind::uuid};
}

// nanoidOfLength and the hashes: so many characters of a class.
KnownPattern read_run(std::string_view source) {
    struct Spelling {
        std::string_view source;
        Classes meant;
    };
    constexpr std::array spellings{
        Spelling{"[a-zA-Z0-9_-]", base64url},  // nanoid; its length is a parameter from 4.5 on
        Spelling{"[A-Za-z0-9_-]", base64url},  // hashes in base64url, from 4.1.7 on
        Spelling{"[A-Za-z0-9-_]", base64url},  // 4.1.0 to 4.1.6
        Spelling{"[A-Za-z0-9+/]", base64},     // hashes in base64, from 4.1 on
        Spelling{"[0-9a-fA-F]", hex},          // hashes in hexadecimal, from 4.1 on
    };
    if (!take(source, '^')) return {};
    const auto* const spelling = std::find_if(spellings.begin(), spellings.end(),
                                              [&](const Spelling& known) { return take(source, known.source); });
    if (spelling == spellings.end()) return {};
    const std::optional<std::uint32_t> length = take_count(source);
    if (!length || !source.ends_with('$')) return {};
    source.remove_suffix(1);
    if (source.empty()) {
        return {
            [classes = spelling->meant, count = *length](std::string_view text) { return all(text, classes, count); }};
    }
    if (spelling->meant != base64 || (source != "=" && source != "==")) return {};
    const auto padding = static_cast<std::uint32_t>(source.size());
    return {[count = *length, padding](std::string_view text) {
        return text.size() == count + padding && all(text.substr(0, count), base64) &&
               text.substr(count) == std::string_view("==").substr(0, padding);
    }};
}

// timeSource
std::optional<std::int32_t> take_time(std::string_view& source) {
    if (!take(source, R"((?:[01]\d|2[0-3]):[0-5]\d)")) return std::nullopt;
    if (take(source, R"((?::[0-5]\d(?:\.\d+)?)?)")) return precision::any;
    if (!take(source, R"(:[0-5]\d)")) return precision::minutes;
    if (take(source, R"((?:\.\d+)?)")) return precision::seconds;
    if (!take(source, R"(\.\d)")) return 0;
    const std::optional<std::uint32_t> digits = take_count(source);
    if (!digits || *digits == 0) return std::nullopt;
    return static_cast<std::int32_t>(*digits);
}

// regexes.time(), which never writes seconds that must be there and may have any fraction.
KnownPattern read_time(std::string_view source) {
    if (!take(source, '^')) return {};
    const std::optional<std::int32_t> wanted = take_time(source);
    if (!wanted || *wanted == precision::seconds || source != "$") return {};
    const bool usual = *wanted == precision::minutes || *wanted == 0;
    return {[precision = *wanted](std::string_view text) { return is_time(text, precision); },
            usual ? Kind::usual_time : Kind::time};
}

// What stands for the offset in what regexes.datetime() writes: (?:Z), with alternatives.
bool take_zone(std::string_view& source, DatetimeForm& form) {
    if (!take(source, "(?:Z")) return false;
    if (source.starts_with("|)") || source.starts_with("||")) {  // 4.0 to 4.4
        source.remove_prefix(1);
        form.local = true;
        form.unqualified = form.qualified;
    }
    form.any_offset = take(source, R"(|([+-]\d{2}:\d{2}))");  // 4.0.0 to 4.0.10
    form.offset = form.any_offset || take(source, R"(|([+-](?:[01]\d|2[0-3]):[0-5]\d))");
    return take(source, ')');
}

// regexes.datetime(). From 4.5 on the form without an offset is an alternative of its own.
KnownPattern read_datetime(std::string_view source) {
    const std::string_view date = sources::date.substr(0, sources::date.size() - 1);
    if (!take(source, date) || !take(source, "T(?:")) return {};
    DatetimeForm form;
    const std::optional<std::int32_t> qualified = take_time(source);
    if (!qualified) return {};
    form.qualified = *qualified;
    if (!take_zone(source, form)) return {};
    if (!form.local && take(source, '|')) {
        const std::optional<std::int32_t> unqualified = take_time(source);
        if (!unqualified) return {};
        form.local = true;
        form.unqualified = *unqualified;
    }
    if (source != ")$") return {};
    const bool lax = form.local || form.qualified == precision::minutes;
    return {[form](std::string_view text) { return is_datetime(text, form); },
            lax ? Kind::lax_datetime : Kind::datetime};
}

// A short text that a scanner holds without allocation.
class Delimiter {
  public:
    bool add(char c) {
        if (size_ == bytes_.size()) return false;
        bytes_[size_++] = c;
        return true;
    }
    std::string_view text() const noexcept { return {bytes_.data(), size_}; }

  private:
    std::array<char, 15> bytes_{};
    unsigned char size_ = 0;
};

// What escapeRegex and RegExp.prototype.source write for a character, taken off. U+2028 and U+2029, which the latter
// escapes, too, are no delimiters.
std::optional<char> take_literal(std::string_view& source) {
    constexpr std::string_view special = R"(.*+?^${}()|[]\/)";
    if (source.empty()) return std::nullopt;
    const bool escaped = take(source, '\\');
    if (source.empty()) return std::nullopt;
    const char c = source.front();
    source.remove_prefix(1);
    if (escaped && c == 'n') return '\n';
    if (escaped && c == 'r') return '\r';
    if ((special.find(c) != std::string_view::npos) != escaped) return std::nullopt;
    return c;
}

// regexes.mac(delimiter), from 4.1.13 on.
KnownPattern read_mac(std::string_view source) {
    constexpr std::string_view after_first = "){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}";
    constexpr std::string_view after_second = "){5}[0-9a-f]{2}$";
    if (!take(source, "^(?:[0-9A-F]{2}")) return {};
    Delimiter delimiter;
    std::string_view rest = source;
    while (!rest.starts_with(')')) {
        const std::optional<char> c = take_literal(rest);
        if (!c || !delimiter.add(*c)) return {};
    }
    const std::string_view written = source.substr(0, source.size() - rest.size());
    if (!take(rest, after_first) || !take(rest, written) || rest != after_second) return {};
    return {[delimiter](std::string_view text) { return is_mac(text, delimiter.text()); }};
}

// regexes.currencyCode, from 4.6.4 on.
KnownPattern read_currency_code(std::string_view source) {
    if (!take(source, "^(?:")) return {};
    for (const std::string_view code : currency_codes()) {
        if (code != currency_codes().front() && !take(source, '|')) return {};
        if (!take(source, code)) return {};
    }
    return {source == ")$" ? Scanner(is_currency_code) : Scanner()};
}

}  // namespace

std::optional<KnownPattern> known_pattern(std::string_view source) {
    for (const FixedPattern& fixed : fixed_patterns) {
        if (fixed.source == source) return KnownPattern{fixed.scan, Kind::other, fixed.unicode};
    }
    for (const auto read : {read_uuid, read_run, read_time, read_datetime, read_mac, read_currency_code}) {
        if (KnownPattern known = read(source); known.scan) return known;
    }
    return std::nullopt;
}

}  // namespace zodgate::text

#include "text/text.hpp"

#include <algorithm>
#include <array>

namespace zodgate::text {
namespace {

// Sources of zod 4.6.7's core/regexes.
constexpr std::string_view email_pattern =
    R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re";

// Releases before 4.6 wrote this one. Its lookaheads forbid what empty labels already exclude above, so it accepts the
// same strings.
constexpr std::string_view earlier_email_pattern =
    R"re(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re";

constexpr std::string_view uuid_pattern =
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$)re";
constexpr std::string_view guid_pattern =
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$)re";
constexpr std::string_view datetime_pattern =
    R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$)re";
constexpr std::string_view date_pattern =
    R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$)re";
constexpr std::string_view duration_pattern =
    R"re(^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$)re";
constexpr std::string_view hostname_pattern =
    R"re(^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$)re";
constexpr std::string_view ipv4_pattern =
    R"re(^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$)re";
constexpr std::string_view mac_pattern = R"re(^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$)re";
constexpr std::string_view cidrv4_pattern =
    R"re(^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$)re";
constexpr std::string_view e164_pattern = R"re(^\+[1-9]\d{6,14}$)re";
constexpr std::string_view nanoid_pattern = R"re(^[a-zA-Z0-9_-]{21}$)re";
constexpr std::string_view cuid_pattern = R"re(^[cC][0-9a-z]{6,}$)re";
constexpr std::string_view cuid2_pattern = R"re(^[0-9a-z]+$)re";
constexpr std::string_view ulid_pattern = R"re(^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$)re";
constexpr std::string_view xid_pattern = R"re(^[0-9a-vA-V]{20}$)re";
constexpr std::string_view ksuid_pattern = R"re(^[A-Za-z0-9]{27}$)re";
constexpr std::string_view unicode_email_pattern = R"re(^[^\s@"]{1,64}@[^\s@]{1,255}$)re";

// z.fromJSONSchema's own, of RFC 3339's full-time, which is narrower than z.iso.time().
constexpr std::string_view full_time_pattern =
    R"re(^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$)re";

constexpr bool is_upper_or_lower(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
constexpr bool is_alphanumeric(char c) noexcept { return is_upper_or_lower(c) || (c >= '0' && c <= '9'); }

// [A-Za-z0-9_'+\-]+ between dots, the very last character not an apostrophe.
bool is_email_local_part(std::string_view local) noexcept {
    if (local.empty() || local.back() == '\'') return false;
    char previous = '.';
    for (const char c : local) {
        if (c == '.') {
            if (previous == '.') return false;
        } else if (!is_alphanumeric(c) && c != '_' && c != '\'' && c != '+' && c != '-') {
            return false;
        }
        previous = c;
    }
    return previous != '.';
}

// (?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}
bool is_email_domain(std::string_view domain) noexcept {
    const std::size_t last_dot = domain.rfind('.');
    if (last_dot == npos) return false;
    const std::string_view top = domain.substr(last_dot + 1);
    if (top.size() < 2 || !std::all_of(top.begin(), top.end(), is_upper_or_lower)) return false;
    char previous = '.';
    for (const char c : domain.substr(0, last_dot + 1)) {
        const bool allowed = is_alphanumeric(c) || (previous != '.' && (c == '-' || c == '.'));
        if (!allowed) return false;
        previous = c;
    }
    return true;
}

}  // namespace

bool is_email(std::string_view text) noexcept {
    const std::size_t at_sign = text.find('@');
    return at_sign != npos && is_email_local_part(text.substr(0, at_sign)) && is_email_domain(text.substr(at_sign + 1));
}

namespace {

// A line a format that Zod 4.6.7 asserts: what z.toJSONSchema writes and what z.fromJSONSchema reads. Of lines of one
// name the first is meant where the document gives no pattern. A name that is not here is no format of Zod's own: with
// a pattern it is a z.stringFormat(), without one an annotation.
constexpr std::array formats{
    Format{"email", "email", email_pattern, true, true, is_email},
    Format{"email", "email", unicode_email_pattern, true, false},  // has the u flag
    Format{"uuid", "uuid", uuid_pattern},
    Format{"uuid", "guid", guid_pattern},
    Format{"guid", "uuid", uuid_pattern},  // as z.fromJSONSchema reads it
    Format{"date-time", "datetime", datetime_pattern},
    Format{"date", "date", date_pattern},
    Format{"time", "regex", full_time_pattern},
    Format{"duration", "duration", duration_pattern},
    Format{"hostname", "hostname", hostname_pattern, false},
    Format{"ipv4", "ipv4", ipv4_pattern},
    Format{"mac", "mac", mac_pattern},
    Format{"cidr", "cidrv4", cidrv4_pattern},  // as z.fromJSONSchema reads it
    Format{"cidrv4", "cidrv4", cidrv4_pattern},
    Format{"e164", "e164", e164_pattern},
    Format{"nanoid", "nanoid", nanoid_pattern},
    Format{"cuid", "cuid", cuid_pattern},
    Format{"cuid2", "cuid2", cuid2_pattern},
    Format{"ulid", "ulid", ulid_pattern},
    Format{"xid", "xid", xid_pattern},
    Format{"ksuid", "ksuid", ksuid_pattern},

    Format{"base64", "base64", {}, false, false},
    Format{"base64url", "base64url", {}, false, false},
    Format{"cidr-v6", "cidrv6", {}, false, false},
    Format{"cidrv6", "cidrv6", {}, false, false},
    Format{"credit_card", "credit_card", {}, false, false},
    Format{"emoji", "emoji", {}, true, false},
    Format{"iban", "iban", {}, false, false},
    Format{"ipv6", "ipv6", {}, false, false},
    Format{"jwt", "jwt", {}, false, false},
    Format{"uri", "url", {}, false, false},
    Format{"uri-reference", "url", {}, false, false},
};

// z.iso.time() and z.iso.datetime(), which write many patterns.
constexpr Format time_format{"time", "time", {}};
constexpr Format datetime_format{"date-time", "datetime", {}};

// Takes a prefix off, if it is there.
bool take(std::string_view& text, std::string_view prefix) noexcept {
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// `\d{3}`, with any count.
bool take_digits(std::string_view& text) noexcept {
    std::string_view rest = text;
    if (!take(rest, R"(\d{)")) return false;
    const std::size_t end = rest.find_first_not_of("0123456789");
    if (end == 0 || end == npos || rest[end] != '}') return false;
    rest.remove_prefix(end + 1);
    text = rest;
    return true;
}

// `none`: seconds may be left out; `open`: any fraction of them may follow; `fixed`: one of so many digits.
enum class Precision : unsigned char { none, minutes, seconds, open, fixed };

// zod core/regexes, timeSource: what its arguments can make of it.
bool take_time(std::string_view& text, Precision& precision) noexcept {
    if (!take(text, R"((?:[01]\d|2[0-3]):[0-5]\d)")) return false;
    precision = Precision::none;
    if (take(text, R"((?::[0-5]\d(?:\.\d+)?)?)")) return true;
    precision = Precision::seconds;
    if (!take(text, R"(:[0-5]\d)")) {
        precision = Precision::minutes;
        return true;
    }
    if (take(text, R"((?:\.\d+)?)")) {
        precision = Precision::open;
        return true;
    }
    std::string_view rest = text;
    if (take(rest, R"(\.)") && take_digits(rest)) {
        text = rest;
        precision = Precision::fixed;
    }
    return true;
}

// Hours and minutes, or seconds, alone are what anybody would write.
bool is_time_pattern(std::string_view pattern) noexcept {
    Precision precision{};
    return take(pattern, "^") && take_time(pattern, precision) && pattern == "$" &&
           (precision == Precision::none || precision == Precision::fixed);
}

// zod core/regexes, datetime. `lax`: one that accepts what RFC 3339 does not.
bool is_datetime_pattern(std::string_view pattern, bool lax) noexcept {
    if (!take(pattern, date_pattern.substr(0, date_pattern.size() - 1)) || !take(pattern, "T(?:")) return false;
    Precision precision{};
    if (!take_time(pattern, precision)) return false;
    if (!take(pattern, "(?:Z)") && !take(pattern, R"((?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))")) return false;
    Precision local{};
    const bool is_local = take(pattern, "|") && take_time(pattern, local);
    return pattern == ")$" && (!lax || is_local || precision == Precision::minutes);
}

bool is_uuid_version_pattern(std::string_view pattern) noexcept {
    if (!take(pattern, "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-") || pattern.empty()) return false;
    const char version = pattern.front();
    pattern.remove_prefix(1);
    return version >= '1' && version <= '8' && pattern == "[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$";
}

}  // namespace

const Format* find_format(std::string_view name) noexcept {
    const auto* const found =
        std::find_if(formats.begin(), formats.end(), [name](const Format& format) { return format.name == name; });
    return found == formats.end() ? nullptr : found;
}

const Format* find_format(std::string_view name, std::string_view pattern) noexcept {
    const auto* const found = std::find_if(formats.begin(), formats.end(), [&](const Format& format) {
        return format.name == name && format.pattern == pattern;
    });
    return found == formats.end() ? find_format(name) : found;
}

const Format* format_of_pattern(std::string_view pattern) noexcept {
    if (pattern == earlier_email_pattern) return formats.data();
    const auto* const found = std::find_if(formats.begin(), formats.end(), [pattern](const Format& format) {
        return format.pattern == pattern && format.zod_name != "regex";
    });
    if (found != formats.end()) return found;
    if (is_uuid_version_pattern(pattern)) return find_format("uuid");
    if (is_datetime_pattern(pattern, false)) return &datetime_format;
    return is_time_pattern(pattern) ? &time_format : nullptr;
}

const Format* unnamed_format_of_pattern(std::string_view pattern) noexcept {
    if (is_datetime_pattern(pattern, true)) return &datetime_format;
    return is_time_pattern(pattern) ? &time_format : nullptr;
}

bool is_pattern_of(const Format& format, std::string_view pattern) noexcept {
    return pattern == format.pattern || (format.pattern == email_pattern && pattern == earlier_email_pattern);
}

}  // namespace zodgate::text

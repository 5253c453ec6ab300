#include "text/text.hpp"

#include <algorithm>
#include <array>

namespace zodgate::text {
namespace {

// zod 4.6.7, core/regexes: email.
constexpr std::string_view email_pattern =
    R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re";

// Releases before 4.6 wrote this one. Its lookaheads forbid what empty labels already exclude above, so it accepts the
// same strings.
constexpr std::string_view earlier_email_pattern =
    R"re(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re";

struct NamedFormat {
    std::string_view name;  // in JSON Schema
    Format format;          // none: not enforced yet
};

// The names that Zod 4.6.7 asserts: what z.toJSONSchema writes and what z.fromJSONSchema reads.
constexpr std::array formats{
    NamedFormat{"email", Format::email},        NamedFormat{"base64", Format::none},
    NamedFormat{"base64url", Format::none},     NamedFormat{"cidr", Format::none},
    NamedFormat{"cidr-v6", Format::none},       NamedFormat{"cidrv4", Format::none},
    NamedFormat{"cidrv6", Format::none},        NamedFormat{"credit_card", Format::none},
    NamedFormat{"cuid", Format::none},          NamedFormat{"cuid2", Format::none},
    NamedFormat{"date", Format::none},          NamedFormat{"date-time", Format::none},
    NamedFormat{"duration", Format::none},      NamedFormat{"e164", Format::none},
    NamedFormat{"emoji", Format::none},         NamedFormat{"ends_with", Format::none},
    NamedFormat{"guid", Format::none},          NamedFormat{"hex", Format::none},
    NamedFormat{"hostname", Format::none},      NamedFormat{"iban", Format::none},
    NamedFormat{"includes", Format::none},      NamedFormat{"ipv4", Format::none},
    NamedFormat{"ipv6", Format::none},          NamedFormat{"json-string", Format::none},
    NamedFormat{"jwt", Format::none},           NamedFormat{"ksuid", Format::none},
    NamedFormat{"lowercase", Format::none},     NamedFormat{"mac", Format::none},
    NamedFormat{"nanoid", Format::none},        NamedFormat{"starts_with", Format::none},
    NamedFormat{"time", Format::none},          NamedFormat{"ulid", Format::none},
    NamedFormat{"uppercase", Format::none},     NamedFormat{"uri", Format::none},
    NamedFormat{"uri-reference", Format::none}, NamedFormat{"uuid", Format::none},
    NamedFormat{"xid", Format::none},
};

constexpr FormatInfo email_info{"email", email_pattern, is_email};

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

const FormatInfo& format_info(Format) noexcept { return email_info; }

FormatLookup find_format(std::string_view json_schema_name) noexcept {
    for (const NamedFormat& known : formats) {
        if (known.name != json_schema_name) continue;
        return {known.format == Format::none ? FormatSupport::not_yet : FormatSupport::enforced, known.format};
    }
    return {FormatSupport::annotation, Format::none};
}

bool is_pattern_of(Format format, std::string_view pattern) noexcept {
    return format == Format::email && (pattern == email_pattern || pattern == earlier_email_pattern);
}

}  // namespace zodgate::text

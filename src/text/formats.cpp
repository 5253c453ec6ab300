#include "text/format.hpp"
#include "text/scanners.hpp"
#include "text/sources.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace zodgate::text {
namespace {

using Judge = Format::Judge;

// A format that a pattern judges.
constexpr Format by_pattern(std::string_view name, std::string_view zod_name, std::string_view pattern,
                            bool shows_pattern = true) {
    return {name, zod_name, pattern, shows_pattern, Judge::pattern, nullptr, nullptr, Format::Known::by_zod};
}

// A format that code judges, whose issue shows no pattern.
constexpr Format by_code(std::string_view name, std::string_view zod_name, std::string_view pattern,
                         bool (*scan)(std::string_view) noexcept) {
    return {name, zod_name, pattern, false, Judge::code, scan, nullptr, Format::Known::by_zod};
}

// Formats of JSON Schema, told as z.stringFormat() would tell them.
constexpr Format of_json_schema(std::string_view name, bool (*scan)(std::string_view) noexcept) {
    return {name, name, {}, false, Judge::code, scan, nullptr, Format::Known::by_json_schema};
}
constexpr Format of_json_schema(std::string_view name, Search search) {
    return {name, name, {}, false, Judge::code, nullptr, search, Format::Known::by_json_schema};
}

// Of lines of one name the first is meant where the document gives no pattern. A name that is not here is no format:
// with a pattern it is a z.stringFormat(), without one an annotation. Zod's are those that z.toJSONSchema writes and
// z.fromJSONSchema reads.
constexpr std::array formats{
    by_pattern("email", "email", sources::email),
    by_pattern("email", "email", sources::html5_email),
    by_pattern("email", "email", sources::rfc5322_email),
    by_pattern("email", "email", sources::unicode_email),
    by_pattern("uuid", "uuid", sources::uuid),
    by_pattern("uuid", "guid", sources::guid),
    by_pattern("guid", "uuid", sources::uuid),  // as z.fromJSONSchema reads it
    by_pattern("date-time", "datetime", sources::datetime),
    by_pattern("date", "date", sources::date),
    by_pattern("time", "regex", sources::full_time),
    by_pattern("duration", "duration", sources::duration),
    by_pattern("hostname", "hostname", sources::hostname, false),
    by_pattern("ipv4", "ipv4", sources::ipv4),
    by_pattern("mac", "mac", sources::mac),
    by_pattern("cidrv4", "cidrv4", sources::cidrv4),
    by_pattern("cidr", "cidrv4", sources::cidrv4),  // as z.fromJSONSchema reads it
    by_pattern("e164", "e164", sources::e164),
    by_pattern("nanoid", "nanoid", sources::nanoid),
    by_pattern("cuid", "cuid", sources::cuid),
    by_pattern("cuid2", "cuid2", sources::cuid2),
    by_pattern("ulid", "ulid", sources::ulid),
    by_pattern("xid", "xid", sources::xid),
    by_pattern("ksuid", "ksuid", sources::ksuid),
    by_pattern("emoji", "emoji", sources::emoji),

    by_code("ipv6", "ipv6", sources::ipv6, is_ipv6),
    by_code("cidrv6", "cidrv6", sources::cidrv6, is_cidrv6),
    by_code("cidr-v6", "cidrv6", sources::cidrv6, is_cidrv6),  // as z.fromJSONSchema reads it
    by_code("base64", "base64", sources::base64, is_base64),
    by_code("base64url", "base64url", sources::base64url, is_base64url),
    by_code("jwt", "jwt", {}, is_jwt),
    by_code("credit_card", "credit_card", sources::credit_card, is_credit_card),
    by_code("iban", "iban", sources::iban, is_iban),
    Format{"uri", "url", {}, false, Judge::url},

    // z.fromJSONSchema takes the first for z.url(), which refuses what is relative.
    of_json_schema("uri-reference", is_uri_reference),
    of_json_schema("iri", is_iri),
    of_json_schema("iri-reference", is_iri_reference),
    of_json_schema("idn-email", search_idn_email),
    of_json_schema("idn-hostname", search_idn_hostname),
    of_json_schema("json-pointer", is_json_pointer),
    of_json_schema("relative-json-pointer", is_relative_json_pointer),
    of_json_schema("uri-template", is_uri_template),
    of_json_schema("regex", search_regex),
};

// What releases before 4.6.7 wrote beside the names of formats.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> earlier_patterns{{
    {"hostname", sources::earlier_hostname},
    {"email", sources::earlier_email},
    {"ipv6", sources::earlier_ipv6},
    {"cidrv6", sources::earlier_cidrv6},
    {"base64url", sources::earlier_base64url},
}};

// z.iso.time() and z.iso.datetime(), which write many patterns.
constexpr Format time_format = by_pattern("time", "time", {});
constexpr Format datetime_format = by_pattern("date-time", "datetime", {});

using Kind = KnownPattern::Kind;

Kind kind_of(std::string_view pattern) {
    const std::optional<KnownPattern> known = known_pattern(pattern);
    return known ? known->kind : Kind::other;
}

bool is_earlier_pattern(const Format& format, std::string_view pattern) noexcept {
    const std::pair<std::string_view, std::string_view> line(format.zod_name, pattern);
    return std::find(earlier_patterns.begin(), earlier_patterns.end(), line) != earlier_patterns.end();
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

const Format* format_of_pattern(std::string_view pattern) {
    if (pattern.empty()) return nullptr;
    const auto* const found = std::find_if(formats.begin(), formats.end(), [pattern](const Format& format) {
        return format.pattern == pattern && format.zod_name != "regex";
    });
    if (found != formats.end()) return found;
    // Nobody else writes this one; what others wrote, such as "^[A-Za-z0-9_-]*$", anybody may.
    if (pattern == sources::earlier_email) return find_format("email");
    switch (kind_of(pattern)) {
        case Kind::other: break;
        case Kind::uuid: return find_format("uuid");
        case Kind::datetime:
        case Kind::lax_datetime: return &datetime_format;
        case Kind::usual_time: break;
        case Kind::time: return &time_format;
    }
    return nullptr;
}

const Format* unnamed_format_of_pattern(std::string_view pattern) {
    const Kind kind = kind_of(pattern);
    if (kind == Kind::lax_datetime) return &datetime_format;
    return kind == Kind::time ? &time_format : nullptr;
}

bool is_pattern_of(const Format& format, std::string_view pattern) noexcept {
    return pattern == format.pattern || is_earlier_pattern(format, pattern);
}

}  // namespace zodgate::text

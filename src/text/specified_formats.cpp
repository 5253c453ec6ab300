// The formats of JSON Schema's specification: what it says each is, and since which draft.
#include "text/format.hpp"
#include "text/scanners.hpp"

#include <algorithm>
#include <array>

namespace zodgate::text {
namespace {

using Judge = Format::Judge;

struct SpecifiedFormat {
    Draft first = Draft::draft_04;
    Format format;
};

constexpr SpecifiedFormat since(Draft first, std::string_view name, bool (*scan)(std::string_view) noexcept) {
    return {first, {name, name, {}, false, Judge::code, scan, nullptr, Format::Known::by_json_schema}};
}
constexpr SpecifiedFormat since(Draft first, std::string_view name, Search search) {
    return {first, {name, name, {}, false, Judge::code, nullptr, search, Format::Known::by_json_schema}};
}

// Of lines of one name the last that the draft has is meant.
constexpr std::array formats{
    since(Draft::draft_04, "date-time", is_rfc3339_datetime),
    since(Draft::draft_04, "email", is_mailbox),
    since(Draft::draft_04, "hostname", is_ldh_name),
    since(Draft::draft_04, "ipv4", is_ipv4),
    since(Draft::draft_04, "ipv6", is_ipv6),
    since(Draft::draft_04, "uri", is_uri),

    since(Draft::draft_06, "json-pointer", is_json_pointer),
    since(Draft::draft_06, "uri-reference", is_uri_reference),
    since(Draft::draft_06, "uri-template", is_uri_template),

    since(Draft::draft_07, "date", is_date),
    since(Draft::draft_07, "hostname", search_rfc1123_hostname),
    since(Draft::draft_07, "idn-email", search_idn_email),
    since(Draft::draft_07, "idn-hostname", search_idn_hostname),
    since(Draft::draft_07, "iri", is_iri),
    since(Draft::draft_07, "iri-reference", is_iri_reference),
    since(Draft::draft_07, "regex", search_regex),
    since(Draft::draft_07, "relative-json-pointer", is_relative_json_pointer),
    since(Draft::draft_07, "time", is_rfc3339_time),

    since(Draft::draft_2019_09, "duration", is_rfc3339_duration),
    since(Draft::draft_2019_09, "uuid", is_guid),  // RFC 9562, 4: of any version and variant
};

}  // namespace

const Format* find_specified_format(std::string_view name, Draft draft) noexcept {
    const auto found = std::find_if(formats.rbegin(), formats.rend(), [=](const SpecifiedFormat& known) {
        return known.format.name == name && known.first <= draft;
    });
    return found == formats.rend() ? nullptr : &found->format;
}

}  // namespace zodgate::text

#include "schema/dialect.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zodgate::schema {
namespace {

// As the specifications write them. OpenAPI 3.0's dialect has no name.
constexpr std::array<std::pair<std::string_view, Dialect>, 6> uris{{
    {"http://json-schema.org/draft-04/schema#", Dialect::draft_04},
    {"http://json-schema.org/draft-06/schema#", Dialect::draft_06},
    {"http://json-schema.org/draft-07/schema#", Dialect::draft_07},
    {"https://json-schema.org/draft/2019-09/schema", Dialect::draft_2019_09},
    {"https://json-schema.org/draft/2020-12/schema", Dialect::draft_2020_12},
    {"https://spec.openapis.org/oas/3.1/dialect/base", Dialect::openapi_3_1},
}};

constexpr std::string_view without_empty_fragment(std::string_view uri) noexcept {
    if (!uri.empty() && uri.back() == '#') uri.remove_suffix(1);
    return uri;
}

}  // namespace

std::string_view name_of(Dialect dialect) noexcept {
    switch (dialect) {
        case Dialect::draft_04: return "JSON Schema draft-04";
        case Dialect::draft_06: return "JSON Schema draft-06";
        case Dialect::draft_07: return "JSON Schema draft-07";
        case Dialect::draft_2019_09: return "JSON Schema 2019-09";
        case Dialect::draft_2020_12: return "JSON Schema 2020-12";
        case Dialect::openapi_3_0: return "OpenAPI 3.0";
        case Dialect::openapi_3_1: break;
    }
    return "OpenAPI 3.1";
}

std::optional<Dialect> dialect_named(std::string_view uri) noexcept {
    const auto* const found = std::find_if(uris.begin(), uris.end(), [&](const auto& known) {
        return without_empty_fragment(known.first) == without_empty_fragment(uri);
    });
    return found == uris.end() ? std::nullopt : std::optional<Dialect>(found->second);
}

std::string known_dialects() {
    std::string words;
    for (std::size_t i = 0; i < uris.size(); ++i) {
        if (i > 0) words += i + 1 == uris.size() ? " and " : ", ";
        words += uris[i].first;
    }
    return words;
}

}  // namespace zodgate::schema

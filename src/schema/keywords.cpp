#include "schema/keywords.hpp"

#include <algorithm>
#include <array>

namespace zodgate::schema {
namespace {

// Sets of dialects.
using In = std::uint8_t;
constexpr In draft_07 = 1;
constexpr In draft_2020_12 = 2;
constexpr In openapi_3_0 = 4;
constexpr In openapi_3_1 = 8;
constexpr In json_schema = draft_07 | draft_2020_12;
constexpr In since_2020_12 = draft_2020_12 | openapi_3_1;
constexpr In open_api = openapi_3_0 | openapi_3_1;
constexpr In not_openapi_3_0 = json_schema | openapi_3_1;
constexpr In all = json_schema | open_api;

struct Keyword {
    std::string_view name;
    Treatment treatment;
    In dialects = all;
};

constexpr std::array keywords{
    Keyword{"$ref", Treatment::enforced},
    Keyword{"allOf", Treatment::enforced},
    Keyword{"not", Treatment::enforced},  // with {}; refused otherwise
    Keyword{"oneOf", Treatment::enforced},
    Keyword{"propertyNames", Treatment::enforced, not_openapi_3_0},  // of records; refused otherwise
    Keyword{"additionalProperties", Treatment::enforced},
    Keyword{"anyOf", Treatment::enforced},
    Keyword{"const", Treatment::enforced, not_openapi_3_0},
    Keyword{"enum", Treatment::enforced},
    Keyword{"exclusiveMaximum", Treatment::enforced},
    Keyword{"exclusiveMinimum", Treatment::enforced},
    Keyword{"format", Treatment::enforced},
    Keyword{"items", Treatment::enforced},
    Keyword{"maxItems", Treatment::enforced},
    Keyword{"maxLength", Treatment::enforced},
    Keyword{"maximum", Treatment::enforced},
    Keyword{"minItems", Treatment::enforced},
    Keyword{"minLength", Treatment::enforced},
    Keyword{"minimum", Treatment::enforced},
    Keyword{"maxProperties", Treatment::enforced},
    Keyword{"minProperties", Treatment::enforced},
    Keyword{"multipleOf", Treatment::enforced},
    Keyword{"uniqueItems", Treatment::enforced},
    Keyword{"contains", Treatment::enforced, not_openapi_3_0},
    Keyword{"maxContains", Treatment::enforced, since_2020_12},
    Keyword{"minContains", Treatment::enforced, since_2020_12},
    Keyword{"errorMessage", Treatment::enforced},  // ajv-errors' convention
    Keyword{"pattern", Treatment::enforced},
    Keyword{"patternProperties", Treatment::enforced, not_openapi_3_0},  // of records; refused otherwise
    Keyword{"properties", Treatment::enforced},
    Keyword{"required", Treatment::enforced},
    Keyword{"type", Treatment::enforced},
    Keyword{"additionalItems", Treatment::enforced, draft_07},
    Keyword{"prefixItems", Treatment::enforced, since_2020_12},
    Keyword{"discriminator", Treatment::enforced, open_api},
    Keyword{"nullable", Treatment::enforced, openapi_3_0},
    Keyword{"readOnly", Treatment::enforced, open_api},
    Keyword{"writeOnly", Treatment::enforced, open_api},

    Keyword{"else", Treatment::refused, not_openapi_3_0},
    Keyword{"if", Treatment::refused, not_openapi_3_0},
    Keyword{"then", Treatment::refused, not_openapi_3_0},
    // Kept out of both dialects' later drafts, but written in documents all the same, and meant.
    Keyword{"dependencies", Treatment::refused, not_openapi_3_0},
    Keyword{"discriminator", Treatment::refused, json_schema},
    Keyword{"nullable", Treatment::refused, not_openapi_3_0},
    Keyword{"$anchor", Treatment::refused, since_2020_12},
    Keyword{"$dynamicAnchor", Treatment::refused, since_2020_12},
    Keyword{"$dynamicRef", Treatment::refused, since_2020_12},
    Keyword{"$vocabulary", Treatment::refused, since_2020_12},
    Keyword{"dependentRequired", Treatment::refused, since_2020_12},
    Keyword{"dependentSchemas", Treatment::refused, since_2020_12},
    Keyword{"unevaluatedItems", Treatment::refused, since_2020_12},
    Keyword{"unevaluatedProperties", Treatment::refused, since_2020_12},
    // OpenAPI 3.0 has no other keywords than its own.
    Keyword{"default", Treatment::enforced, openapi_3_0},
    Keyword{"deprecated", Treatment::annotation, openapi_3_0},
    Keyword{"description", Treatment::annotation, openapi_3_0},
    Keyword{"example", Treatment::annotation, openapi_3_0},
    Keyword{"externalDocs", Treatment::annotation, openapi_3_0},
    Keyword{"title", Treatment::annotation, openapi_3_0},
    Keyword{"xml", Treatment::annotation, openapi_3_0},
};

In set_of(Dialect dialect) noexcept {
    switch (dialect) {
        case Dialect::draft_07: return draft_07;
        case Dialect::draft_2020_12: return draft_2020_12;
        case Dialect::openapi_3_0: return openapi_3_0;
        case Dialect::openapi_3_1: break;
    }
    return openapi_3_1;
}

}  // namespace

Treatment treatment_of(std::string_view keyword, Dialect dialect) noexcept {
    const auto* const found = std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& known) {
        return known.name == keyword && (known.dialects & set_of(dialect)) != 0;
    });
    if (found != keywords.end()) return found->treatment;
    const bool is_extension = keyword.substr(0, 2) == "x-";
    return dialect == Dialect::openapi_3_0 && !is_extension ? Treatment::unknown : Treatment::annotation;
}

}  // namespace zodgate::schema

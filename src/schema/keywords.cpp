#include "schema/keywords.hpp"

#include <algorithm>
#include <array>

namespace zodgate::schema {
namespace {

// Sets of dialects.
using In = std::uint8_t;

constexpr In only(Dialect dialect) noexcept { return static_cast<In>(1U << static_cast<unsigned>(dialect)); }

constexpr In draft_04 = only(Dialect::draft_04);
constexpr In draft_2019_09 = only(Dialect::draft_2019_09);
constexpr In openapi_3_0 = only(Dialect::openapi_3_0);
constexpr In openapi_3_1 = only(Dialect::openapi_3_1);
constexpr In open_api = openapi_3_0 | openapi_3_1;
// OpenAPI 3.1's builds on 2020-12, so that it comes after that.
constexpr In since_2020_12 = only(Dialect::draft_2020_12) | openapi_3_1;
constexpr In since_2019_09 = draft_2019_09 | since_2020_12;
constexpr In since_draft_07 = only(Dialect::draft_07) | since_2019_09;
constexpr In since_draft_06 = only(Dialect::draft_06) | since_draft_07;
constexpr In since_draft_04 = draft_04 | since_draft_06;
constexpr In until_2019_09 = since_draft_04 & ~since_2020_12;
constexpr In json_schema = since_draft_04 & ~openapi_3_1;
constexpr In all = since_draft_04 | openapi_3_0;

struct Keyword {
    std::string_view name;
    In dialects;
    Treatment treatment;
    std::optional<Vocabulary> vocabulary;  // of the dialects that have any
    Holds holds = Holds::nothing;
};

constexpr std::array keywords{
    Keyword{"$anchor", since_2019_09, Treatment::enforced, Vocabulary::core},
    Keyword{"$comment", since_draft_07, Treatment::annotation, Vocabulary::core},
    Keyword{"$defs", since_2019_09, Treatment::annotation, Vocabulary::core, Holds::schemas_by_name},
    Keyword{"$dynamicAnchor", since_2020_12, Treatment::enforced, Vocabulary::core},
    Keyword{"$dynamicRef", since_2020_12, Treatment::enforced, Vocabulary::core},
    Keyword{"$id", since_draft_06, Treatment::enforced, Vocabulary::core},
    Keyword{"$recursiveAnchor", draft_2019_09, Treatment::enforced, Vocabulary::core},
    Keyword{"$recursiveRef", draft_2019_09, Treatment::enforced, Vocabulary::core},
    Keyword{"$ref", all, Treatment::enforced, Vocabulary::core},
    Keyword{"$schema", since_draft_04, Treatment::enforced, Vocabulary::core},
    Keyword{"$vocabulary", since_2019_09, Treatment::enforced, Vocabulary::core},
    Keyword{"id", draft_04, Treatment::enforced, Vocabulary::core},

    Keyword{"additionalItems", until_2019_09, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"additionalProperties", all, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"allOf", all, Treatment::enforced, Vocabulary::applicator, Holds::schemas},
    Keyword{"anyOf", all, Treatment::enforced, Vocabulary::applicator, Holds::schemas},
    Keyword{"contains", since_draft_06, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"dependentSchemas", since_2019_09, Treatment::enforced, Vocabulary::applicator, Holds::schemas_by_name},
    Keyword{"else", since_draft_07, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"if", since_draft_07, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"items", until_2019_09, Treatment::enforced, Vocabulary::applicator, Holds::schema_or_schemas},
    Keyword{"items", since_2020_12 | openapi_3_0, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"not", all, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"oneOf", all, Treatment::enforced, Vocabulary::applicator, Holds::schemas},
    Keyword{"patternProperties", since_draft_04, Treatment::enforced, Vocabulary::applicator, Holds::schemas_by_name},
    Keyword{"prefixItems", since_2020_12, Treatment::enforced, Vocabulary::applicator, Holds::schemas},
    Keyword{"properties", all, Treatment::enforced, Vocabulary::applicator, Holds::schemas_by_name},
    Keyword{"propertyNames", since_draft_06, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"then", since_draft_07, Treatment::enforced, Vocabulary::applicator, Holds::schema},

    Keyword{"unevaluatedItems", draft_2019_09, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"unevaluatedItems", since_2020_12, Treatment::enforced, Vocabulary::unevaluated, Holds::schema},
    Keyword{"unevaluatedProperties", draft_2019_09, Treatment::enforced, Vocabulary::applicator, Holds::schema},
    Keyword{"unevaluatedProperties", since_2020_12, Treatment::enforced, Vocabulary::unevaluated, Holds::schema},

    Keyword{"const", since_draft_06, Treatment::enforced, Vocabulary::validation},
    Keyword{"dependentRequired", since_2019_09, Treatment::enforced, Vocabulary::validation},
    Keyword{"enum", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"exclusiveMaximum", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"exclusiveMinimum", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"maxContains", since_2019_09, Treatment::enforced, Vocabulary::validation},
    Keyword{"maxItems", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"maxLength", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"maxProperties", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"maximum", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"minContains", since_2019_09, Treatment::enforced, Vocabulary::validation},
    Keyword{"minItems", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"minLength", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"minProperties", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"minimum", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"multipleOf", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"pattern", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"required", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"type", all, Treatment::enforced, Vocabulary::validation},
    Keyword{"uniqueItems", all, Treatment::enforced, Vocabulary::validation},

    Keyword{"format", all, Treatment::enforced, Vocabulary::format},

    Keyword{"contentEncoding", since_draft_07, Treatment::enforced, Vocabulary::content},
    Keyword{"contentMediaType", since_draft_07, Treatment::enforced, Vocabulary::content},
    Keyword{"contentSchema", since_2019_09, Treatment::annotation, Vocabulary::content, Holds::schema},

    Keyword{"default", all, Treatment::enforced, Vocabulary::meta_data},
    Keyword{"deprecated", since_2019_09 | openapi_3_0, Treatment::annotation, Vocabulary::meta_data},
    Keyword{"description", all, Treatment::annotation, Vocabulary::meta_data},
    Keyword{"examples", since_draft_06, Treatment::annotation, Vocabulary::meta_data},
    Keyword{"readOnly", since_draft_07 & ~openapi_3_1, Treatment::annotation, Vocabulary::meta_data},
    Keyword{"readOnly", open_api, Treatment::enforced, Vocabulary::meta_data},
    Keyword{"title", all, Treatment::annotation, Vocabulary::meta_data},
    Keyword{"writeOnly", since_draft_07 & ~openapi_3_1, Treatment::annotation, Vocabulary::meta_data},
    Keyword{"writeOnly", open_api, Treatment::enforced, Vocabulary::meta_data},

    Keyword{"discriminator", open_api, Treatment::enforced, Vocabulary::open_api},
    Keyword{"example", open_api, Treatment::annotation, Vocabulary::open_api},
    Keyword{"externalDocs", open_api, Treatment::annotation, Vocabulary::open_api},
    Keyword{"xml", open_api, Treatment::annotation, Vocabulary::open_api},

    // Kept out of the later drafts, but written in documents all the same, and meant.
    Keyword{"definitions", since_draft_04, Treatment::annotation, std::nullopt, Holds::schemas_by_name},
    Keyword{"dependencies", since_draft_04, Treatment::enforced, std::nullopt, Holds::dependencies},
    Keyword{"discriminator", json_schema, Treatment::refused, std::nullopt},
    Keyword{"errorMessage", all, Treatment::enforced, std::nullopt},  // ajv-errors' convention
    Keyword{"nullable", openapi_3_0, Treatment::enforced, std::nullopt},
    Keyword{"nullable", since_draft_04, Treatment::refused, std::nullopt},
};

const Keyword* find(std::string_view keyword, Dialect dialect) noexcept {
    const auto* const found = std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& known) {
        return (known.dialects & only(dialect)) != 0 && known.name == keyword;
    });
    return found == keywords.end() ? nullptr : found;
}

}  // namespace

Treatment treatment_of(std::string_view keyword, Dialect dialect) noexcept {
    if (const Keyword* const known = find(keyword, dialect)) return known->treatment;
    const bool is_extension = keyword.substr(0, 2) == "x-";
    return dialect == Dialect::openapi_3_0 && !is_extension ? Treatment::unknown : Treatment::annotation;
}

Holds holds(std::string_view keyword, Dialect dialect) noexcept {
    const Keyword* const known = find(keyword, dialect);
    return known == nullptr ? Holds::nothing : known->holds;
}

bool has_keyword(std::string_view keyword, Dialect dialect) noexcept { return find(keyword, dialect) != nullptr; }

std::vector<Dialect> dialects_with(std::string_view keyword) {
    std::vector<Dialect> dialects;
    for (const Dialect dialect : {Dialect::draft_04, Dialect::draft_06, Dialect::draft_07, Dialect::draft_2019_09,
                                  Dialect::draft_2020_12, Dialect::openapi_3_0, Dialect::openapi_3_1}) {
        if (find(keyword, dialect) != nullptr) dialects.push_back(dialect);
    }
    return dialects;
}

const std::vector<std::string_view>& keyword_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> sorted;
        sorted.reserve(keywords.size());
        for (const Keyword& known : keywords) sorted.push_back(known.name);
        std::sort(sorted.begin(), sorted.end());
        sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
        return sorted;
    }();
    return names;
}

std::optional<Vocabulary> vocabulary_of(std::string_view keyword, Dialect dialect) noexcept {
    if ((since_2019_09 & only(dialect)) == 0) return std::nullopt;
    const Keyword* const known = find(keyword, dialect);
    return known == nullptr ? std::nullopt : known->vocabulary;
}

}  // namespace zodgate::schema

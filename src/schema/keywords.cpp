#include "schema/keywords.hpp"

#include <algorithm>
#include <array>

namespace zodgate::schema {
namespace {

enum class In : std::uint8_t { both, draft_07, draft_2020_12 };

struct Keyword {
    std::string_view name;
    Treatment treatment;
    In dialects = In::both;
};

constexpr std::array keywords{
    Keyword{"$ref", Treatment::enforced},
    Keyword{"allOf", Treatment::enforced},
    Keyword{"not", Treatment::enforced},  // with {}; refused otherwise
    Keyword{"oneOf", Treatment::enforced},
    Keyword{"propertyNames", Treatment::enforced},  // of records; refused otherwise
    Keyword{"additionalProperties", Treatment::enforced},
    Keyword{"anyOf", Treatment::enforced},
    Keyword{"const", Treatment::enforced},
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
    Keyword{"multipleOf", Treatment::enforced},
    Keyword{"errorMessage", Treatment::enforced},  // ajv-errors' convention
    Keyword{"pattern", Treatment::enforced},
    Keyword{"patternProperties", Treatment::enforced},  // of records; refused otherwise
    Keyword{"properties", Treatment::enforced},
    Keyword{"required", Treatment::enforced},
    Keyword{"type", Treatment::enforced},
    Keyword{"additionalItems", Treatment::enforced, In::draft_07},
    Keyword{"prefixItems", Treatment::enforced, In::draft_2020_12},

    Keyword{"contains", Treatment::refused},
    Keyword{"else", Treatment::refused},
    Keyword{"if", Treatment::refused},
    Keyword{"maxProperties", Treatment::refused},
    Keyword{"minProperties", Treatment::refused},
    Keyword{"then", Treatment::refused},
    Keyword{"uniqueItems", Treatment::refused},
    // Kept out of both dialects' later drafts, but written in documents all the same, and meant.
    Keyword{"dependencies", Treatment::refused},
    Keyword{"discriminator", Treatment::refused},
    Keyword{"nullable", Treatment::refused},
    Keyword{"$anchor", Treatment::refused, In::draft_2020_12},
    Keyword{"$dynamicAnchor", Treatment::refused, In::draft_2020_12},
    Keyword{"$dynamicRef", Treatment::refused, In::draft_2020_12},
    Keyword{"$vocabulary", Treatment::refused, In::draft_2020_12},
    Keyword{"dependentRequired", Treatment::refused, In::draft_2020_12},
    Keyword{"dependentSchemas", Treatment::refused, In::draft_2020_12},
    Keyword{"unevaluatedItems", Treatment::refused, In::draft_2020_12},
    Keyword{"unevaluatedProperties", Treatment::refused, In::draft_2020_12},
    // Without `contains` they assert nothing, and with it the load is refused already.
    Keyword{"maxContains", Treatment::annotation, In::draft_2020_12},
    Keyword{"minContains", Treatment::annotation, In::draft_2020_12},
};

bool has(const Keyword& keyword, Dialect dialect) noexcept {
    return keyword.dialects == In::both || (keyword.dialects == In::draft_07) == (dialect == Dialect::draft_07);
}

}  // namespace

Treatment treatment_of(std::string_view keyword, Dialect dialect) noexcept {
    const auto* const found = std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& known) {
        return known.name == keyword && has(known, dialect);
    });
    return found == keywords.end() ? Treatment::annotation : found->treatment;
}

}  // namespace zodgate::schema

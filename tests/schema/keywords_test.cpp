#include "schema/keywords.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::schema;

namespace {

constexpr std::array all{
    Dialect::draft_04,      Dialect::draft_06,    Dialect::draft_07,    Dialect::draft_2019_09,
    Dialect::draft_2020_12, Dialect::openapi_3_0, Dialect::openapi_3_1,
};

struct Row {
    std::string_view keyword;
    std::string_view treatments;  // e enforced, a annotation, u unknown, r refused; by dialect, in order of age
    std::string_view holds;       // - nothing, 1 schema, l list, n by name, i schema or list, d dependencies
};

// What the specifications of the dialects say.
constexpr std::array rows{
    Row{"$anchor", "aaaeeue", "-------"},
    Row{"$comment", "aaaaaua", "-------"},
    Row{"$defs", "aaaaaua", "---nn-n"},
    Row{"$dynamicAnchor", "aaaaeue", "-------"},
    Row{"$dynamicRef", "aaaaeue", "-------"},
    Row{"$id", "aeeeeue", "-------"},
    Row{"$recursiveAnchor", "aaaeaua", "-------"},
    Row{"$recursiveRef", "aaaeaua", "-------"},
    Row{"$ref", "eeeeeee", "-------"},
    Row{"$schema", "eeeeeue", "-------"},
    Row{"$vocabulary", "aaaeeue", "-------"},
    Row{"additionalItems", "eeeeaua", "1111---"},
    Row{"additionalProperties", "eeeeeee", "1111111"},
    Row{"allOf", "eeeeeee", "lllllll"},
    Row{"anyOf", "eeeeeee", "lllllll"},
    Row{"const", "aeeeeue", "-------"},
    Row{"contains", "aeeeeue", "-1111-1"},
    Row{"contentEncoding", "aaeeeue", "-------"},
    Row{"contentMediaType", "aaeeeue", "-------"},
    Row{"contentSchema", "aaaaaua", "---11-1"},
    Row{"default", "eeeeeee", "-------"},
    Row{"definitions", "aaaaaua", "nnnnn-n"},
    Row{"dependencies", "eeeeeue", "ddddd-d"},
    Row{"dependentRequired", "aaaeeue", "-------"},
    Row{"dependentSchemas", "aaaeeue", "---nn-n"},
    Row{"deprecated", "aaaaaaa", "-------"},
    Row{"description", "aaaaaaa", "-------"},
    Row{"discriminator", "rrrrree", "-------"},
    Row{"else", "aaeeeue", "--111-1"},
    Row{"enum", "eeeeeee", "-------"},
    Row{"errorMessage", "eeeeeee", "-------"},
    Row{"example", "aaaaaaa", "-------"},
    Row{"examples", "aaaaaua", "-------"},
    Row{"exclusiveMaximum", "eeeeeee", "-------"},
    Row{"exclusiveMinimum", "eeeeeee", "-------"},
    Row{"externalDocs", "aaaaaaa", "-------"},
    Row{"format", "eeeeeee", "-------"},
    Row{"id", "eaaaaua", "-------"},
    Row{"if", "aaeeeue", "--111-1"},
    Row{"items", "eeeeeee", "iiii111"},
    Row{"maxContains", "aaaeeue", "-------"},
    Row{"maxItems", "eeeeeee", "-------"},
    Row{"maxLength", "eeeeeee", "-------"},
    Row{"maxProperties", "eeeeeee", "-------"},
    Row{"maximum", "eeeeeee", "-------"},
    Row{"minContains", "aaaeeue", "-------"},
    Row{"minItems", "eeeeeee", "-------"},
    Row{"minLength", "eeeeeee", "-------"},
    Row{"minProperties", "eeeeeee", "-------"},
    Row{"minimum", "eeeeeee", "-------"},
    Row{"multipleOf", "eeeeeee", "-------"},
    Row{"not", "eeeeeee", "1111111"},
    Row{"nullable", "rrrrrer", "-------"},
    Row{"oneOf", "eeeeeee", "lllllll"},
    Row{"pattern", "eeeeeee", "-------"},
    Row{"patternProperties", "eeeeeue", "nnnnn-n"},
    Row{"prefixItems", "aaaaeue", "----l-l"},
    Row{"properties", "eeeeeee", "nnnnnnn"},
    Row{"propertyNames", "aeeeeue", "-1111-1"},
    Row{"readOnly", "aaaaaee", "-------"},
    Row{"required", "eeeeeee", "-------"},
    Row{"then", "aaeeeue", "--111-1"},
    Row{"title", "aaaaaaa", "-------"},
    Row{"type", "eeeeeee", "-------"},
    Row{"unevaluatedItems", "aaaeeue", "---11-1"},
    Row{"unevaluatedProperties", "aaaeeue", "---11-1"},
    Row{"uniqueItems", "eeeeeee", "-------"},
    Row{"writeOnly", "aaaaaee", "-------"},
    Row{"xml", "aaaaaaa", "-------"},
    // Of none.
    Row{"", "aaaaaua", "-------"},
    Row{"$Ref", "aaaaaua", "-------"},
    Row{"extends", "aaaaaua", "-------"},
    Row{"x-own", "aaaaaaa", "-------"},
};

char letter_of(Treatment treatment) {
    constexpr std::string_view letters = "eaur";
    return letters[static_cast<std::size_t>(treatment)];
}

char letter_of(Holds held) {
    constexpr std::string_view letters = "-1lnid";
    return letters[static_cast<std::size_t>(held)];
}

using Names = std::vector<std::string_view>;

}  // namespace

TEST_CASE("what becomes of a keyword, and how schemas stand in it, by dialect") {
    std::size_t enforced = 0;
    std::size_t holding = 0;
    for (const Row& row : rows) {
        CAPTURE(row.keyword);
        std::string treatments;
        std::string held;
        for (const Dialect dialect : all) {
            treatments += letter_of(treatment_of(row.keyword, dialect));
            held += letter_of(holds(row.keyword, dialect));
        }
        CHECK(treatments == row.treatments);
        CHECK(held == row.holds);
        for (const char letter : treatments) enforced += letter == 'e' ? 1 : 0;
        for (const char letter : held) holding += letter != '-' ? 1 : 0;
    }
    CHECK(rows.size() == 73);
    CHECK(enforced == 291);
    CHECK(holding == 110);
}

TEST_CASE("the vocabularies of 2020-12 have the keywords that its meta-schemas list") {
    struct Listed {
        Vocabulary vocabulary;
        Names keywords;
    };
    const std::vector<Listed> vocabularies{
        {Vocabulary::core,
         {"$id", "$schema", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs"}},
        {Vocabulary::applicator,
         {"prefixItems", "items", "contains", "additionalProperties", "properties", "patternProperties",
          "dependentSchemas", "propertyNames", "if", "then", "else", "allOf", "anyOf", "oneOf", "not"}},
        {Vocabulary::unevaluated, {"unevaluatedItems", "unevaluatedProperties"}},
        {Vocabulary::validation,
         {"type",          "const",       "enum",        "multipleOf",  "maximum",       "exclusiveMaximum",
          "minimum",       "maxLength",   "minLength",   "pattern",     "maxItems",      "exclusiveMinimum",
          "minItems",      "uniqueItems", "maxContains", "minContains", "maxProperties", "dependentRequired",
          "minProperties", "required"}},
        {Vocabulary::format, {"format"}},
        {Vocabulary::content, {"contentEncoding", "contentMediaType", "contentSchema"}},
        {Vocabulary::meta_data, {"title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples"}},
    };
    std::size_t counted = 0;
    for (const Listed& listed : vocabularies) {
        for (const std::string_view keyword : listed.keywords) {
            CAPTURE(keyword);
            CHECK(vocabulary_of(keyword, Dialect::draft_2020_12) == listed.vocabulary);
            CHECK(vocabulary_of(keyword, Dialect::openapi_3_1) == listed.vocabulary);
            CHECK_FALSE(vocabulary_of(keyword, Dialect::draft_07));
            CHECK_FALSE(vocabulary_of(keyword, Dialect::openapi_3_0));
            ++counted;
        }
    }
    CHECK(counted == 57);
    std::size_t of_2020_12 = 0;
    std::size_t of_2019_09 = 0;
    for (const Row& row : rows) {
        of_2020_12 += vocabulary_of(row.keyword, Dialect::draft_2020_12) ? 1 : 0;
        of_2019_09 += vocabulary_of(row.keyword, Dialect::draft_2019_09) ? 1 : 0;
    }
    CHECK(of_2020_12 == counted);
    CHECK(of_2019_09 == counted);
}

TEST_CASE("the vocabularies of 2019-09 and OpenAPI 3.1, where they differ from those of 2020-12") {
    for (const std::string_view keyword : {"unevaluatedItems", "unevaluatedProperties", "additionalItems", "items"}) {
        CAPTURE(keyword);
        CHECK(vocabulary_of(keyword, Dialect::draft_2019_09) == Vocabulary::applicator);
    }
    for (const std::string_view keyword : {"$recursiveRef", "$recursiveAnchor"}) {
        CAPTURE(keyword);
        CHECK(vocabulary_of(keyword, Dialect::draft_2019_09) == Vocabulary::core);
        CHECK_FALSE(vocabulary_of(keyword, Dialect::draft_2020_12));
    }
    for (const std::string_view keyword : {"prefixItems", "$dynamicRef", "$dynamicAnchor"}) {
        CAPTURE(keyword);
        CHECK_FALSE(vocabulary_of(keyword, Dialect::draft_2019_09));
    }
    for (const std::string_view keyword : {"discriminator", "example", "externalDocs", "xml"}) {
        CAPTURE(keyword);
        CHECK(vocabulary_of(keyword, Dialect::openapi_3_1) == Vocabulary::open_api);
        CHECK_FALSE(vocabulary_of(keyword, Dialect::draft_2020_12));
    }
    for (const std::string_view keyword : {"definitions", "dependencies", "errorMessage", "nullable", "x-own", ""}) {
        CAPTURE(keyword);
        CHECK_FALSE(vocabulary_of(keyword, Dialect::draft_2019_09));
        CHECK_FALSE(vocabulary_of(keyword, Dialect::draft_2020_12));
    }
}

#include "schema/dialect.hpp"

#include "schema/vocabulary.hpp"

#include <zodgate/schema.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

using namespace zodgate::schema;

namespace {

constexpr std::array all{
    Dialect::draft_04,      Dialect::draft_06,    Dialect::draft_07,    Dialect::draft_2019_09,
    Dialect::draft_2020_12, Dialect::openapi_3_0, Dialect::openapi_3_1,
};

}  // namespace

TEST_CASE("dialects are named by the URIs of their specifications, with an empty fragment or without one") {
    constexpr std::array<std::pair<std::string_view, Dialect>, 6> named{{
        {"http://json-schema.org/draft-04/schema", Dialect::draft_04},
        {"http://json-schema.org/draft-06/schema", Dialect::draft_06},
        {"http://json-schema.org/draft-07/schema", Dialect::draft_07},
        {"https://json-schema.org/draft/2019-09/schema", Dialect::draft_2019_09},
        {"https://json-schema.org/draft/2020-12/schema", Dialect::draft_2020_12},
        {"https://spec.openapis.org/oas/3.1/dialect/base", Dialect::openapi_3_1},
    }};
    for (const auto& [uri, dialect] : named) {
        CAPTURE(uri);
        CHECK(dialect_named(uri) == dialect);
        CHECK(dialect_named(std::string(uri) + "#") == dialect);
        CHECK_FALSE(dialect_named(std::string(uri) + "##"));
        CHECK_FALSE(dialect_named(std::string(uri) + "#/"));
        CHECK_FALSE(dialect_named(std::string(uri) + "/"));
        CHECK(known_dialects().find(uri) != std::string::npos);
    }
    for (const std::string_view other :
         {"", "#", "http://json-schema.org/schema", "http://json-schema.org/draft-03/schema",
          "http://json-schema.org/draft-05/schema", "https://json-schema.org/draft-07/schema",
          "http://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2020-12",
          "HTTP://JSON-SCHEMA.ORG/draft-07/schema"}) {
        CAPTURE(other);
        CHECK_FALSE(dialect_named(other));
    }
}

TEST_CASE("dialects have different names, and their traits by age") {
    std::set<std::string_view> names;
    std::string lone;
    std::string old;
    std::string open_api;
    for (const Dialect dialect : all) {
        names.insert(name_of(dialect));
        lone += has_lone_references(dialect) ? '+' : '-';
        old += is_before_draft_06(dialect) ? '+' : '-';
        open_api += is_open_api(dialect) ? '+' : '-';
    }
    CHECK(names.size() == 7);
    CHECK(lone == "+++--+-");
    CHECK(old == "+----+-");
    CHECK(open_api == "-----++");
}

TEST_CASE("a dialect that is not known is refused with those that are") {
    try {
        zodgate::Schema::parse(R"({"$schema":"http://json-schema.org/draft-03/schema#"})");
        FAIL("it was loaded");
    } catch (const zodgate::SchemaError& error) {
        CHECK(error.pointer() == "/$schema");
        CHECK(error.reason() ==
              "the dialect \"http://json-schema.org/draft-03/schema#\" is not known; known are "
              "http://json-schema.org/draft-04/schema#, http://json-schema.org/draft-06/schema#, "
              "http://json-schema.org/draft-07/schema#, https://json-schema.org/draft/2019-09/schema, "
              "https://json-schema.org/draft/2020-12/schema and https://spec.openapis.org/oas/3.1/dialect/base");
    }
}

TEST_CASE("vocabularies are named by the URIs of their specifications") {
    const std::string of_2019_09 = "https://json-schema.org/draft/2019-09/vocab/";
    const std::string of_2020_12 = "https://json-schema.org/draft/2020-12/vocab/";
    for (const std::string& base : {of_2019_09, of_2020_12}) {
        CAPTURE(base);
        CHECK(vocabulary_named(base + "core") == Vocabulary::core);
        CHECK(vocabulary_named(base + "applicator") == Vocabulary::applicator);
        CHECK(vocabulary_named(base + "validation") == Vocabulary::validation);
        CHECK(vocabulary_named(base + "content") == Vocabulary::content);
        CHECK(vocabulary_named(base + "meta-data") == Vocabulary::meta_data);
        CHECK_FALSE(vocabulary_named(base));
        CHECK_FALSE(vocabulary_named(base + "core#"));
        CHECK_FALSE(vocabulary_named(base + "custom"));
    }
    CHECK(vocabulary_named(of_2019_09 + "format") == Vocabulary::format);
    CHECK_FALSE(vocabulary_named(of_2019_09 + "unevaluated"));
    CHECK_FALSE(vocabulary_named(of_2019_09 + "format-annotation"));
    CHECK(vocabulary_named(of_2020_12 + "unevaluated") == Vocabulary::unevaluated);
    CHECK(vocabulary_named(of_2020_12 + "format-annotation") == Vocabulary::format);
    CHECK(vocabulary_named(of_2020_12 + "format-assertion") == Vocabulary::format_assertion);
    CHECK_FALSE(vocabulary_named(of_2020_12 + "format"));
    CHECK(vocabulary_named("https://spec.openapis.org/oas/3.1/vocab/base") == Vocabulary::open_api);
    CHECK_FALSE(vocabulary_named(""));
}

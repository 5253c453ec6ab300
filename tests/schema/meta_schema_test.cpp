// What the meta-schemas let through and what they refuse, where and in which words.
#include "schema/schema.hpp"

#include <rapidjson/document.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;
using schema::Dialect;

namespace {

struct Fault {
    std::string pointer;
    std::string reason;
};

// Where a document does not fit its dialect; an empty reason if it does.
Fault fault_of(Dialect dialect, std::string_view text) {
    json::Document document;
    REQUIRE(document.read(text, {text.size(), 100, false}).status == json::ReadStatus::ok);
    try {
        schema::check_against_meta_schema(document.root(), dialect, "the document");
    } catch (const SchemaError& error) {
        CHECK(error.document() == "the document");
        CHECK(error.offset() <= text.size());
        return {error.pointer(), error.reason()};
    }
    return {};
}

// By dialect, in order of age: + fits, - does not.
struct Row {
    std::string_view document;
    std::string_view verdicts;
};

constexpr std::array all{
    Dialect::draft_04,      Dialect::draft_06,    Dialect::draft_07,    Dialect::draft_2019_09,
    Dialect::draft_2020_12, Dialect::openapi_3_0, Dialect::openapi_3_1,
};

constexpr std::array rows{
    Row{"{}", "+++++++"},
    Row{"true", "-++++-+"},
    Row{"false", "-++++-+"},
    Row{"null", "-------"},
    Row{"[]", "-------"},
    Row{R"({"properties":{"a":true}})", "-++++-+"},
    Row{R"({"not":false})", "-++++-+"},
    Row{R"({"additionalProperties":false})", "+++++++"},
    Row{R"({"additionalProperties":{"additionalProperties":true}})", "+++++++"},
    Row{R"({"additionalProperties":1})", "-------"},
    Row{R"({"additionalItems":false})", "+++++++"},
    Row{R"({"additionalItems":1})", "----+++"},  // an unknown keyword since 2020-12, and OpenAPI's are told elsewhere
    Row{R"({"minimum":1,"exclusiveMinimum":true})", "+----+-"},
    Row{R"({"exclusiveMinimum":true})", "-----+-"},
    Row{R"({"exclusiveMaximum":false})", "-----+-"},
    Row{R"({"exclusiveMinimum":1})", "-++++-+"},
    Row{R"({"maximum":2,"exclusiveMaximum":2})", "-++++-+"},
    Row{R"({"required":[]})", "-++++++"},
    Row{R"({"required":["a"]})", "+++++++"},
    Row{R"({"required":[1]})", "-------"},
    Row{R"({"required":true})", "-------"},
    Row{R"({"enum":[]})", "-++++++"},
    Row{R"({"enum":[1,"a",null]})", "+++++++"},
    Row{R"({"enum":{}})", "-------"},
    Row{R"({"type":"null"})", "+++++-+"},
    Row{R"({"type":["string","null"]})", "+++++-+"},
    Row{R"({"type":[]})", "-------"},
    Row{R"({"type":["string","string"]})", "-------"},
    Row{R"({"type":"any"})", "-------"},
    Row{R"({"items":[{},{"type":"string"}]})", "++++---"},
    Row{R"({"items":[]})", "++++---"},
    Row{R"({"items":{"type":"string"}})", "+++++++"},
    Row{R"({"items":true})", "-++++-+"},
    Row{R"({"items":[1]})", "-------"},
    Row{R"({"prefixItems":[]})", "+++++++"},
    Row{R"({"prefixItems":{}})", "++++-+-"},
    Row{R"({"contains":1})", "+----+-"},
    Row{R"({"propertyNames":1})", "+----+-"},
    Row{R"({"examples":1})", "+----+-"},
    Row{R"({"const":[1]})", "+++++++"},
    Row{R"({"minContains":-1})", "+++--+-"},
    Row{R"({"maxContains":1.5})", "+++--+-"},
    Row{R"({"if":1})", "++---+-"},
    Row{R"({"then":1})", "++---+-"},
    Row{R"({"else":1})", "++---+-"},
    Row{R"({"readOnly":1})", "++-----"},
    Row{R"({"contentEncoding":1})", "++---+-"},
    Row{R"({"contentSchema":1})", "+++--+-"},
    Row{R"({"$comment":1})", "++---+-"},
    Row{R"({"deprecated":1})", "+++----"},
    Row{R"({"id":1})", "-++++++"},
    Row{R"({"$id":1})", "+----+-"},
    Row{R"({"$ref":1})", "-------"},
    Row{R"({"$anchor":1})", "+++--+-"},
    Row{R"({"$recursiveRef":1})", "+++-+++"},
    Row{R"({"$recursiveAnchor":"#"})", "+++-+++"},
    Row{R"({"$recursiveAnchor":true})", "+++++++"},
    Row{R"({"$dynamicRef":1})", "++++-+-"},
    Row{R"({"$dynamicAnchor":true})", "++++-+-"},
    Row{R"({"$vocabulary":{"https://example.com/a":1}})", "+++--+-"},
    Row{R"({"$defs":{"a":1}})", "+++--+-"},
    Row{R"({"definitions":{"a":1}})", "-----+-"},
    Row{R"({"definitions":{"foo":{"type":"integer"}}})", "+++++++"},
    Row{R"({"definitions":{"foo":{"type":1}}})", "-----+-"},
    Row{R"({"dependencies":{"a":["b"],"c":{"type":"object"}}})", "+++++++"},
    Row{R"({"dependencies":{"a":[]}})", "-++++++"},
    Row{R"({"dependencies":{"a":true}})", "-++++++"},
    Row{R"({"dependencies":{"a":"b"}})", "-----+-"},
    Row{R"({"dependentRequired":{"a":["b"]}})", "+++++++"},
    Row{R"({"dependentRequired":{"a":"b"}})", "+++--+-"},
    Row{R"({"dependentSchemas":{"a":["b"]}})", "+++--+-"},
    Row{R"({"unevaluatedItems":1})", "+++--+-"},
    Row{R"({"unevaluatedProperties":{"type":1}})", "+++--+-"},
    Row{R"({"patternProperties":{"a":1}})", "-----+-"},
    Row{R"({"minLength":1})", "+++++++"},
    Row{R"({"minLength":2.0})", "+++++++"},
    Row{R"({"minLength":-1})", "-------"},
    Row{R"({"multipleOf":0})", "-------"},
    Row{R"({"multipleOf":0.5})", "+++++++"},
    Row{R"({"allOf":[]})", "-------"},
    Row{R"({"uniqueItems":1})", "-------"},
    Row{R"({"format":1})", "-------"},
    Row{R"({"default":{"type":1},"x-own":{"type":1}})", "+++++++"},
    Row{R"({"enum":[{"type":1,"$ref":5}]})", "+++++++"},
    Row{R"({"properties":{"$ref":{"type":"string"},"type":{"minimum":1}}})", "+++++++"},
};

struct Broken {
    Dialect dialect;
    std::string_view document;
    std::string_view pointer;
    std::string_view reason;
};

const std::vector<Broken> broken{
    {Dialect::draft_04, "true", "", "a schema must be an object, not true (JSON Schema draft-04)"},
    {Dialect::draft_04, R"({"properties":{"a":true}})", "/properties/a",
     "a schema must be an object, not true (JSON Schema draft-04)"},
    {Dialect::draft_04, R"({"minimum":1,"exclusiveMinimum":1})", "/exclusiveMinimum",
     "\"exclusiveMinimum\" must be true or false, as it says how the bound is meant, not 1 (JSON Schema draft-04)"},
    {Dialect::draft_04, R"({"items":{"exclusiveMaximum":true}})", "/items/exclusiveMaximum",
     "\"exclusiveMaximum\" must stand beside the bound that it is about (JSON Schema draft-04)"},
    {Dialect::draft_04, R"({"type":{"exclusiveMaximum":true}})", "/type", "\"type\" must be one of"},
    {Dialect::draft_04, R"({"required":[]})", "/required",
     "\"required\" must be a list of different strings, not empty (JSON Schema draft-04)"},
    {Dialect::draft_04, R"({"enum":[]})", "/enum",
     "\"enum\" must be a list of different values, not empty (JSON Schema draft-04)"},
    {Dialect::draft_04, R"({"dependencies":{"a":[]}})", "/dependencies/a",
     "\"dependencies\" must be an object of schemas and of lists of different strings, not empty"},
    {Dialect::draft_04, R"({"additionalItems":1})", "/additionalItems",
     "\"additionalItems\" must be a schema, true or false, not 1"},
    {Dialect::draft_04, R"({"id":1})", "/id", "\"id\" must be a string, not 1"},
    {Dialect::draft_06, R"({"$id":1})", "/$id", "\"$id\" must be a string, not 1 (JSON Schema draft-06)"},
    {Dialect::draft_06, R"({"exclusiveMinimum":true})", "/exclusiveMinimum",
     "\"exclusiveMinimum\" must be a number, not true (JSON Schema draft-06)"},
    {Dialect::draft_06, R"({"contains":1})", "/contains", "\"contains\" must be a schema, not 1"},
    {Dialect::draft_06, R"({"items":[{},{"items":[1]}]})", "/items/1/items/0",
     "\"items\" must be a schema or a list of schemas, not 1 (JSON Schema draft-06)"},
    {Dialect::draft_06, R"({"examples":{}})", "/examples", "\"examples\" must be a list of values (JSON Schema"},
    {Dialect::draft_07, R"({"if":{"then":1}})", "/if/then", "\"then\" must be a schema, not 1 (JSON Schema draft-07)"},
    {Dialect::draft_07, R"({"dependencies":{"type":[1]}})", "/dependencies/type/0",
     "\"dependencies\" must be an object of schemas and of lists of different strings, not 1"},
    {Dialect::draft_07, R"({"dependencies":{"items":{"type":"x"}}})", "/dependencies/items/type",
     "\"type\" must be one of"},
    {Dialect::draft_07, R"({"properties":{"properties":{"properties":1}}})", "/properties/properties/properties",
     "\"properties\" must be an object of schemas, not 1"},
    {Dialect::draft_07, R"({"properties":{"items":5}})", "/properties/items",
     "a schema must be an object or a boolean, not 5"},
    {Dialect::draft_2019_09, R"({"items":1})", "/items",
     "\"items\" must be a schema or a list of schemas, not 1 (JSON Schema 2019-09)"},
    {Dialect::draft_2019_09, R"({"$recursiveAnchor":"a"})", "/$recursiveAnchor",
     "\"$recursiveAnchor\" must be true or false, not \"a\""},
    {Dialect::draft_2019_09, R"({"$defs":{"a":{"unevaluatedItems":[]}}})", "/$defs/a/unevaluatedItems",
     "\"unevaluatedItems\" must be a schema (JSON Schema 2019-09)"},
    {Dialect::draft_2019_09, R"({"dependentRequired":{"a":1}})", "/dependentRequired/a",
     "\"dependentRequired\" must be an object of lists of different strings, not 1"},
    {Dialect::draft_2019_09, R"({"contentSchema":1})", "/contentSchema", "\"contentSchema\" must be a schema, not 1"},
    {Dialect::draft_2020_12, R"({"items":[]})", "/items",
     "\"items\" must be a schema (2020-12 calls a list of them \"prefixItems\") (JSON Schema 2020-12)"},
    {Dialect::draft_2020_12, R"({"$vocabulary":{"https://example.com/a":1}})", "/$vocabulary/https:~1~1example.com~1a",
     "\"$vocabulary\" must be an object whose members are true or false, not 1"},
    {Dialect::draft_2020_12, R"({"prefixItems":[{"minContains":-1}]})", "/prefixItems/0/minContains",
     "\"minContains\" must be an integer of at least 0, not -1"},
    {Dialect::draft_2020_12, R"({"dependentSchemas":{"a":1}})", "/dependentSchemas/a",
     "a schema must be an object or a boolean, not 1"},
    {Dialect::openapi_3_0, R"({"items":{"items":[]}})", "/items/items", "\"items\" must be a schema (OpenAPI 3.0)"},
    {Dialect::openapi_3_0, R"({"type":"null"})", "/type",
     "\"type\" must be one of \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"; null is allowed "
     "by \"nullable\", not \"null\" (OpenAPI 3.0)"},
    {Dialect::openapi_3_0, R"({"exclusiveMinimum":1})", "/exclusiveMinimum",
     "\"exclusiveMinimum\" must be true or false, as it says how the bound is meant, not 1 (OpenAPI 3.0)"},
    {Dialect::openapi_3_0, R"({"nullable":1})", "/nullable", "\"nullable\" must be true or false, not 1"},
    {Dialect::openapi_3_1, R"({"allOf":[{"$anchor":1}]})", "/allOf/0/$anchor",
     "\"$anchor\" must be a string, not 1 (OpenAPI 3.1)"},
};

}  // namespace

TEST_CASE("what fits a dialect and what does not") {
    std::size_t fitting = 0;
    for (const Row& row : rows) {
        CAPTURE(row.document);
        std::string verdicts;
        for (const Dialect dialect : all) verdicts += fault_of(dialect, row.document).reason.empty() ? '+' : '-';
        CHECK(verdicts == row.verdicts);
        fitting += static_cast<std::size_t>(std::count(verdicts.begin(), verdicts.end(), '+'));
    }
    CHECK(rows.size() == 85);
    CHECK(fitting == 324);
}

TEST_CASE("what does not fit is named by its place, in the words of its dialect") {
    for (const Broken& row : broken) {
        CAPTURE(row.document, schema::name_of(row.dialect));
        const Fault fault = fault_of(row.dialect, row.document);
        CHECK(fault.pointer == row.pointer);
        CHECK(fault.reason.substr(0, row.reason.size()) == row.reason);
    }
    CHECK(broken.size() == 34);
}

TEST_CASE("the meta-schemas are schemas, and fit the dialect that they are written in") {
    for (const Dialect dialect : all) {
        CAPTURE(schema::name_of(dialect));
        const std::string_view text = schema::meta_schema_text(dialect);
        CHECK(fault_of(Dialect::draft_07, text).reason.empty());
        CHECK(text.find(R"("$schema": "http://json-schema.org/draft-07/schema#")") != std::string_view::npos);
        CHECK_NOTHROW(Schema::parse(text));
    }
    CHECK(schema::meta_schema_text(Dialect::openapi_3_1) == schema::meta_schema_text(Dialect::draft_2020_12));
}

TEST_CASE("every keyword that the meta-schema of a dialect knows takes something, and its words say what") {
    std::size_t counted = 0;
    for (const Dialect dialect : all) {
        const std::string_view text = schema::meta_schema_text(dialect);
        rapidjson::Document meta;
        meta.Parse(text.data(), text.size());
        REQUIRE_FALSE(meta.HasParseError());
        // RapidJSON's iterators compare in ways of which C++20 makes two.
        const auto properties = meta["properties"].MemberBegin();
        for (rapidjson::SizeType i = 0; i < meta["properties"].MemberCount(); ++i) {
            const std::string keyword = properties[i].name.GetString();
            CAPTURE(schema::name_of(dialect), keyword);
            const Fault fault = fault_of(dialect, R"({"minimum":0,"maximum":0,")" + keyword + "\":null}");
            CHECK(fault.pointer == "/" + keyword);
            CHECK(fault.reason.find("\"" + keyword + "\" must ") == 0);
            ++counted;
        }
    }
    CHECK(counted == 316);
}

TEST_CASE("long lists of names and long identifiers are checked in time and depth that they do not square") {
    std::string names = "\"a\"";
    for (int i = 0; i < 30000; ++i) names += ",\"name " + std::to_string(i) + "\"";
    for (const Dialect dialect : all) {
        CAPTURE(schema::name_of(dialect));
        CHECK(fault_of(dialect, R"({"required":[)" + names + R"(],"enum":[)" + names + "]}").reason.empty());
        CHECK(fault_of(dialect, R"({"$id":")" + std::string(1000000, 'a') + R"(","$anchor":")" +
                                    std::string(1000000, 'a') + "\"}")
                  .reason.empty());
    }
}

TEST_CASE("of several faults the one nearest to the root is named, whatever their number and depth") {
    std::string faults = R"({"properties":{"p":5)";
    for (int i = 0; i < 20000; ++i) faults += ",\"p" + std::to_string(i) + "\":5";
    faults += "}}";
    std::string pointer;
    for (int i = 0; i < 90; ++i) {
        faults = R"({"additionalProperties":)" + faults + "}";
        pointer += "/additionalProperties";
    }
    for (const Dialect dialect : all) {
        CAPTURE(schema::name_of(dialect));
        CHECK(fault_of(dialect, faults).pointer.substr(0, pointer.size() + 13) == pointer + "/properties/p");
        CHECK(fault_of(dialect, R"({"items":{"type":1},"minimum":"a"})").pointer == "/minimum");
        CHECK(fault_of(dialect, R"({"allOf":[{"not":{"type":1}},{"not":1}]})").pointer == "/allOf/1/not");
    }
}

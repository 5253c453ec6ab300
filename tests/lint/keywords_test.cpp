#include "found.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using found::dialect;
using found::Example;
using found::in;
using found::Lines;
using found::said_of;

namespace {

const auto draft_04 = dialect("http://json-schema.org/draft-04/schema#");
const auto draft_06 = dialect("http://json-schema.org/draft-06/schema#");
const auto draft_07 = dialect("http://json-schema.org/draft-07/schema#");
const auto draft_2019_09 = dialect("https://json-schema.org/draft/2019-09/schema");

}  // namespace

TEST_CASE("keywords that no dialect has are told, with the one that was meant") {
    const std::vector<std::pair<std::string, std::string>> misspelt{
        {"minLenght", "minLength"},
        {"requird", "required"},
        {"Type", "type"},
        {"propertys", "properties"},
        {"additionalProperites", "additionalProperties"},
        {"additonalProperties", "additionalProperties"},
        {"patern", "pattern"},
        {"enums", "enum"},
        {"maximun", "maximum"},
        {"anyof", "anyOf"},
        {"exclusiveMinimun", "exclusiveMinimum"},
        {"$defss", "$defs"},
        {"uniqueItem", "uniqueItems"},
        {"multipleof", "multipleOf"},
    };
    CHECK(misspelt.size() == 14);
    for (const auto& [written, meant] : misspelt) {
        const std::string text = "{\n  \"" + written + "\": 1\n}";
        CHECK(in(text) == Lines{"2:3 unknown-keyword /" + written});
        CHECK(said_of(text) == Lines{"\"" + written + "\": did you mean \"" + meant + "\"?"});
    }
    CHECK(said_of(R"({"frobnicate":1})") == Lines{"\"frobnicate\" is a keyword of no dialect, and has no effect"});
    CHECK(said_of(R"({"foo":1})") == Lines{"\"foo\" is a keyword of no dialect, and has no effect"});
}

TEST_CASE("names that are no mistakes are left alone") {
    const std::vector<std::string_view> texts{
        R"({"x-minLenght":1})",
        R"({"properties":{"minLenght":{}}})",
        R"({"const":{"minLenght":1}})",
        R"({"default":{"minLenght":1},"examples":[{"minLenght":1}]})",
        R"({"$comment":"","title":"","description":"","deprecated":true,"readOnly":true,"contentEncoding":"base64"})",
        R"({"markdownDescription":"","tsType":"Date","enumNames":[]})",
        R"({"id":"User"})",
        R"({"type":"string","errorMessage":"no"})",
        R"({"dependencies":{"a":["b"]},"definitions":{}})",
    };
    CHECK(texts.size() == 9);
    for (const std::string_view text : texts) {
        INFO(text);
        CHECK(in(text) == Lines{});
    }
}

TEST_CASE("the place of a finding is that of the keyword, wherever the schema stands") {
    CHECK(in("{\"properties\":{\n\"a/b\":{\"items\":\n [{}]\n}}}", draft_07) == Lines{});
    CHECK(in("{\"properties\":{\n\"é/~\":{\"anyOf\":[\n  true, {\"é\":0, \"patern\":1}]}}}") ==
          Lines{"3:10 unknown-keyword /properties/é~1~0/anyOf/1/é",
                "3:17 unknown-keyword /properties/é~1~0/anyOf/1/patern"});
    CHECK(in("\xEF\xBB\xBF{\"patern\":1}") == Lines{"1:2 unknown-keyword /patern"});
    CHECK(in("{\"$defs\":{\"a\":{\"patern\":1}},\"$ref\":\"#/$defs/a\"}") ==
          Lines{"1:16 unknown-keyword /$defs/a/patern"});
}

TEST_CASE("keywords of another dialect are told") {
    CHECK(in(R"({"dependentRequired":{"a":["b"]}})", draft_07) == Lines{"1:2 other-dialect /dependentRequired"});
    CHECK(
        said_of(R"({"prefixItems":[]})", draft_07) ==
        Lines{
            "\"prefixItems\" has no effect in JSON Schema draft-07; it is a keyword of JSON Schema 2020-12 and OpenAPI "
            "3.1"});
    CHECK(in(R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$recursiveRef":"#"})") ==
          Lines{"1:59 other-dialect /$recursiveRef"});
    CHECK(in(R"({"additionalItems":false})") == Lines{"1:2 other-dialect /additionalItems"});
    CHECK(in(R"({"const":1,"contains":{}})", draft_04) ==
          Lines{"1:2 other-dialect /const", "1:12 other-dialect /contains"});
    CHECK(in(R"({"if":{},"then":{}})", draft_06) == Lines{"1:2 other-dialect /if", "1:10 other-dialect /then"});
    CHECK(in(R"({"id":"http://example.com/a"})") == Lines{"1:2 other-dialect /id"});
    CHECK(in(R"({"id":"http://example.com/a"})", draft_04) == Lines{});
    CHECK(in(R"({"$dynamicRef":"#a"})", draft_2019_09) == Lines{"1:2 other-dialect /$dynamicRef"});
    // Annotations have no effect anywhere; definitions are reached by pointer in every dialect.
    CHECK(in(R"({"examples":[1],"readOnly":true,"deprecated":true,"$comment":""})", draft_04) == Lines{});
    CHECK(in(R"({"$defs":{"a":{}},"properties":{"a":{"$ref":"#/$defs/a"}}})", draft_07) == Lines{});
    // The dialect of the part counts.
    CHECK(in(R"({"$defs":{"a":{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://example.com/a",
"prefixItems":[]}}})") == Lines{"2:1 other-dialect /$defs/a/prefixItems"});
}

TEST_CASE("keywords beside a reference are told where they do not count") {
    const std::string_view text =
        R"({"definitions":{"a":{}},"properties":{"a":{"$ref":"#/definitions/a","minLength":2,"description":"d"}}})";
    CHECK(in(text, draft_07) == Lines{"1:69 ignored-beside-ref /properties/a/minLength"});
    CHECK(in(text, draft_06) == Lines{"1:69 ignored-beside-ref /properties/a/minLength"});
    CHECK(in(text, draft_04) == Lines{"1:69 ignored-beside-ref /properties/a/minLength"});
    CHECK(in(text, draft_2019_09) == Lines{});
    CHECK(in(text) == Lines{});
    CHECK(said_of(text, draft_07) ==
          Lines{"\"minLength\" has no effect beside \"$ref\" in JSON Schema draft-07; \"allOf\" "
                "around the reference lets both count"});
    // What is not read has no other faults, and definitions beside a reference are reached all the same.
    CHECK(in(R"({"$ref":"#/definitions/a","definitions":{"a":{"patern":1}},"minimum":2,"maximum":1})", draft_07) ==
          Lines{"1:47 unknown-keyword /definitions/a/patern", "1:60 ignored-beside-ref /minimum",
                "1:72 ignored-beside-ref /maximum"});
}

TEST_CASE("keywords with nothing to act on are told") {
    const std::vector<Example> examples{
        {R"({"type":"number","minLength":1})", {"1:18 keyword-without-type /minLength"}},
        {R"({"type":"integer","pattern":"a"})", {"1:19 keyword-without-type /pattern"}},
        {R"({"type":["integer","null"],"format":"email"})",
         {"1:28 keyword-without-type /format", "1:2 ambiguous-shape /type"}},
        {R"({"type":"string","minimum":1,"items":{}})",
         {"1:18 keyword-without-type /minimum", "1:30 keyword-without-type /items"}},
        {R"({"type":"array","required":["a"]})", {"1:17 keyword-without-type /required"}},
        {R"({"type":"object","minItems":1})", {"1:18 keyword-without-type /minItems"}},
        {R"({"then":{},"else":{}})", {"1:2 keyword-without-type /then", "1:12 keyword-without-type /else"}},
        {R"({"minContains":1,"maxContains":2})",
         {"1:2 keyword-without-type /minContains", "1:18 keyword-without-type /maxContains"}},
        {R"({"type":"integer","minimum":1,"multipleOf":1,"exclusiveMaximum":4})", {"1:31 ambiguous-shape /multipleOf"}},
        {R"({"minLength":1,"minimum":1,"minItems":1})", {}},
        {R"({"contains":{},"minContains":1})", {}},
        {R"({"if":{},"then":{}})", {}},
        {R"({"type":"integer","format":"int32"})", {"1:28 format-not-checked /format"}},
    };
    CHECK(examples.size() == 13);
    for (const auto& [text, lines] : examples) {
        INFO(text);
        Lines sorted = lines;
        std::sort(sorted.begin(), sorted.end());
        Lines found = in(text);
        std::sort(found.begin(), found.end());
        CHECK(found == sorted);
    }
    CHECK(in(R"({"additionalItems":false})", draft_07) == Lines{"1:2 keyword-without-type /additionalItems"});
    CHECK(in(R"({"items":{},"additionalItems":false})", draft_07) ==
          Lines{"1:13 keyword-without-type /additionalItems"});
    CHECK(in(R"({"items":[{}],"additionalItems":false})", draft_07) == Lines{});
    CHECK(said_of(R"({"type":["number","boolean"],"minLength":1})").back() ==
          "\"minLength\" judges values of type \"string\", and \"type\" allows none but \"number\" or \"boolean\"");
}

TEST_CASE("formats that nothing checks are told") {
    zodgate::Options zod;
    zodgate::Options all;
    all.formats = zodgate::Formats::all;
    zodgate::Options none;
    none.formats = zodgate::Formats::none;
    zodgate::Options by_specification = zodgate::Options::json_schema();
    const Lines told{"1:11 format-not-checked /format"};
    CHECK(in(R"({"format":"email"})", zod) == Lines{});
    CHECK(in(R"({"format":"email"})", none) == told);
    CHECK(in(R"({"format":"email"})", by_specification) == told);
    CHECK(in(R"({"format":"iri"})", zod) == told);
    CHECK(in(R"({"format":"iri"})", all) == Lines{});
    CHECK(in(R"({"format":"datetime"})", zod) == told);
    CHECK(in(R"({"format":"datetime"})", all) == told);
    CHECK(in(R"({"format":"phone","pattern":"^\\d+$"})", zod) == Lines{});
    CHECK(in(R"({"format":"phone","pattern":"^\\d+$"})", by_specification) == told);
    by_specification.formats = zodgate::Formats::all;
    CHECK(in(R"({"format":"iri"})", by_specification) == Lines{});
    CHECK(said_of(R"({"format":"datetime"})") == Lines{"nothing checks the format \"datetime\"; \"pattern\" could"});
    CHECK(said_of(R"({"format":"iri"})") == Lines{"the format \"iri\" is not checked unless formats are asked for"});
}

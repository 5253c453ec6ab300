#include "found.hpp"

#include <catch2/catch.hpp>

using found::in;
using found::Lines;
using found::said_of;

namespace {

struct Shape {
    std::string_view text;
    std::string_view pointer;
    std::string_view taken;
};

}  // namespace

// The names are those of tests/zod/ambiguities.mjs.
TEST_CASE("shapes of several Zod schemas are told, with the one that is taken") {
    const std::vector<Shape> shapes{
        // order of checks
        {R"({"type":"string","minLength":3,"pattern":"^b"})", "/minLength", "checks in the order format, minimum"},
        {R"({"type":"number","minimum":3,"multipleOf":2})", "/multipleOf", "the last check"},
        // min and max that are equal
        {R"({"type":"string","minLength":2,"maxLength":2})", "/minLength", ".length(2)"},
        {R"({"type":"array","items":{},"minItems":2,"maxItems":2})", "/minItems", ".length(2)"},
        // parameters that a format does not show
        {R"({"type":"string","format":"uri"})", "/format", "z.url() of any host"},
        {R"({"type":"string","format":"jwt"})", "/format", "z.jwt() of any algorithm"},
        {R"({"type":"string","format":"ipv6","pattern":"^f"})", "/pattern", "a check of its own"},
        // a format of one's own by a known name
        {R"({"type":"string","format":"email","pattern":"^a"})", "/pattern", "the pattern of the format \"email\""},
        // times to the minute or to the second
        {R"({"type":"string","pattern":"^(?:[01]\\d|2[0-3]):[0-5]\\d$"})", "/pattern", ".regex()"},
        // template literals
        {R"({"type":"string","pattern":"^a-?\\d+(?:\\.\\d+)?$"})", "/pattern", ".regex()"},
        // choices of nothing
        {R"({"not":{}})", "/not", "z.never()"},
        // a union with null at its end
        {R"({"anyOf":[{"type":"integer"},{"type":"null"}]})", "/anyOf", ".nullable()"},
        // unions written as a list of types
        {R"({"type":["string","null"]})", "/type", ".nullable()"},
        {R"({"type":["string","number","null"]})", "/type", "a union of these types"},
        // intersections of what may be absent
        {R"({"type":"object","properties":{"a":{"allOf":[{"type":"string"},{"type":"string","minLength":1}]}},"required":["a"]})",
         "/properties/a/allOf", "an intersection that must be there"},
        // prefault
        {R"({"type":"object","properties":{"a":{"type":"string","default":"x"}}})", "/properties/a/default",
         ".default()"},
        // catch
        {R"({"type":"object","properties":{"a":{"type":"string","default":"x"}},"required":["a"]})",
         "/properties/a/default", "z.nonoptional() around .default()"},
        // records of names whose values may be absent
        {R"({"type":"object","propertyNames":{"type":"string","enum":["a"]},"additionalProperties":{"type":"integer","default":1}})",
         "/propertyNames", "z.record()"},
        {R"({"type":"object","propertyNames":{"type":"string","enum":["a"]},"additionalProperties":{"type":"integer"}})",
         "/propertyNames", "z.partialRecord()"},
        // records by numbers
        {R"({"type":"object","propertyNames":{"type":"string","pattern":"^-?\\d+(?:\\.\\d+)?$"},"additionalProperties":{}})",
         "/propertyNames", "a record by names that fit the pattern"},
        // loose records whose keys are not told by patterns
        {R"({"type":"object","propertyNames":{"type":"string","minLength":2},"additionalProperties":{}})",
         "/propertyNames", "z.record()"},
        // oneOf by other members, discriminated unions with a fallback
        {R"({"oneOf":[{"type":"object","properties":{"x":{"const":"a"}},"required":["x"]},{"type":"object","properties":{"x":{"const":"b"}},"required":["x"]}]})",
         "/oneOf", "z.discriminatedUnion(\"x\", …)"},
        // tuples with checks on their length
        {R"({"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"null"},"minItems":1})", "/minItems",
         "the number of items that must be there"},
    };
    CHECK(shapes.size() == 23);
    for (const auto& [text, pointer, taken] : shapes) {
        INFO(text);
        bool is_told = false;
        for (const zodgate::lint::Finding& finding : zodgate::lint::lint(text, zodgate::Options())) {
            CHECK(finding.rule->name == "ambiguous-shape");
            is_told |= finding.pointer == pointer && finding.message.find("taken for " + std::string(taken)) == 0;
        }
        CHECK(is_told);
        // To JSON Schema a document stands for itself.
        zodgate::Options options = zodgate::Options::json_schema();
        options.formats = zodgate::Formats::zod;
        for (const zodgate::lint::Finding& finding : zodgate::lint::lint(text, options)) {
            CHECK(finding.rule->name == "format-not-checked");
        }
    }
}

TEST_CASE("of several patterns each is told with the check that it is taken for") {
    CHECK(said_of(R"({"type":"string","allOf":[{"pattern":"^a.*"},{"pattern":"b$"}]})") ==
          Lines{"taken for .startsWith(); .regex() with that pattern writes the same",
                "taken for .regex(); a format with a pattern of its own writes the same"});
    CHECK(in(R"({"type":"string","allOf":[{"pattern":"^a.*"},{"pattern":"b$"}]})") ==
          Lines{"1:38 ambiguous-shape /allOf/0/pattern", "1:57 ambiguous-shape /allOf/1/pattern"});
}

TEST_CASE("shapes of one Zod schema alone are left alone") {
    const std::vector<std::string_view> texts{
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})",
        R"({"type":"string","minLength":1,"maxLength":2})",
        R"({"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991,"multipleOf":2})",
        R"({"type":"string","format":"email"})",
        R"({"type":"string","pattern":"^[a-z]+$"})",
        R"({"anyOf":[{"type":"string","minLength":1},{"type":"integer"}]})",
        R"({"oneOf":[{"type":"string"},{"type":"integer"}]})",
        R"({"type":"object","propertyNames":{"type":"string"},"additionalProperties":{"type":"integer"}})",
        R"({"type":"array","prefixItems":[{"type":"string"}],"items":false,"minItems":1})",
        R"({"allOf":[{"type":"object"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"object"}}})",
        R"({"enum":["a","b"]})",
        "true",
        "false",
        "{}",
    };
    CHECK(texts.size() == 14);
    for (const std::string_view text : texts) {
        INFO(text);
        CHECK(in(text) == Lines{});
    }
}

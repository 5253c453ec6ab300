#include "found.hpp"

#include <catch2/catch.hpp>

using found::Example;
using found::in;
using found::Lines;
using found::said_of;

namespace {

// By JSON Schema's semantics, under which shapes are not ambiguous.
void check_all(const std::vector<Example>& examples, const std::string& default_dialect = {}) {
    zodgate::Options options = zodgate::Options::json_schema();
    if (!default_dialect.empty()) options.default_dialect = default_dialect;
    for (const auto& [text, lines] : examples) {
        INFO(text);
        CHECK(in(text, options) == lines);
    }
}

}  // namespace

TEST_CASE("bounds between which there is nothing are told") {
    const std::vector<Example> bad{
        {R"({"minimum":2,"maximum":1})", {"1:2 never-valid /minimum"}},
        {R"({"minimum":1,"exclusiveMaximum":1})", {"1:2 never-valid /minimum"}},
        {R"({"exclusiveMinimum":1,"exclusiveMaximum":1})", {"1:2 never-valid /exclusiveMinimum"}},
        {R"({"minimum":0,"exclusiveMinimum":3,"maximum":3})", {"1:14 never-valid /exclusiveMinimum"}},
        {R"({"minLength":3,"maxLength":2})", {"1:2 never-valid /minLength"}},
        {R"({"minItems":3,"maxItems":2})", {"1:2 never-valid /minItems"}},
        {R"({"minProperties":3,"maxProperties":2})", {"1:2 never-valid /minProperties"}},
        {R"({"contains":{},"minContains":3,"maxContains":2})", {"1:16 never-valid /minContains"}},
        {R"({"contains":{},"maxItems":0})", {"1:2 never-valid /contains"}},
        {R"({"contains":{},"minContains":2,"maxItems":1})", {"1:16 never-valid /minContains"}},
        {R"({"prefixItems":[{},{}],"items":false,"minItems":3})", {"1:38 never-valid /minItems"}},
        {R"({"items":false,"minItems":1})", {"1:16 never-valid /minItems"}},
        {R"({"type":"integer","minimum":1.2,"maximum":1.8})", {"1:19 never-valid /minimum"}},
        {R"({"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2})", {"1:19 never-valid /exclusiveMinimum"}},
        {R"({"multipleOf":5,"minimum":6,"maximum":9})", {"1:2 never-valid /multipleOf"}},
        {R"({"multipleOf":0.1,"exclusiveMinimum":0.3,"exclusiveMaximum":0.4})", {"1:2 never-valid /multipleOf"}},
        {R"({"multipleOf":5,"minimum":-4,"exclusiveMaximum":0})", {"1:2 never-valid /multipleOf"}},
    };
    CHECK(bad.size() == 17);
    check_all(bad);
    const std::vector<Example> good{
        {R"({"minimum":1,"maximum":1})", {}},
        {R"({"type":"number","exclusiveMinimum":1,"exclusiveMaximum":2})", {}},
        {R"({"type":["integer","number"],"minimum":1.2,"maximum":1.8})", {}},
        {R"({"type":"integer","minimum":1.2,"maximum":2})", {}},
        {R"({"multipleOf":0.1,"minimum":0.3,"maximum":0.3})", {}},
        {R"({"multipleOf":0.01,"minimum":19.99,"maximum":19.99})", {}},
        {R"({"multipleOf":5,"minimum":-4,"maximum":0})", {}},
        {R"({"multipleOf":1e-300,"minimum":1,"maximum":1})", {}},
        {R"({"type":"integer","minimum":1e300,"maximum":1e300})", {}},
        {R"({"contains":{},"minContains":0,"maxItems":0})", {}},
        {R"({"prefixItems":[{},{}],"items":false,"minItems":2})", {}},
        {R"({"prefixItems":[{}],"minItems":3})", {}},
    };
    CHECK(good.size() == 12);
    check_all(good);
    check_all({{R"({"items":[{}],"additionalItems":false,"minItems":2})", {"1:39 never-valid /minItems"}},
               {R"({"items":[{}],"minItems":2})", {}}},
              "http://json-schema.org/draft-07/schema#");
    check_all({{R"({"minimum":1,"exclusiveMinimum":true,"maximum":1})", {"1:2 never-valid /minimum"}},
               {R"({"minimum":1,"exclusiveMinimum":false,"maximum":1})", {}}},
              "http://json-schema.org/draft-04/schema#");
}

TEST_CASE("values that cannot be are told") {
    const std::vector<Example> examples{
        {R"({"enum":[]})", {"1:2 never-valid /enum"}},
        {R"({"type":"string","enum":[1,2]})", {"1:18 never-valid /enum"}},
        {R"({"type":"string","enum":["a",2]})", {"1:30 never-valid /enum/1"}},
        {R"({"type":"integer","enum":[1,1.5]})", {"1:29 never-valid /enum/1"}},
        {R"({"type":"integer","enum":[1,2.0]})", {}},
        {R"({"type":"string","const":1})", {"1:26 never-valid /const"}},
        {R"({"enum":[1,2],"const":3})", {"1:23 never-valid /const"}},
        {R"({"enum":[1,{"a":1,"b":2}],"const":{"b":2,"a":1.0}})", {}},
        {R"({"type":["string","null"],"enum":["a",null]})", {}},
    };
    CHECK(examples.size() == 9);
    check_all(examples);
    CHECK(said_of(R"({"type":"string","enum":["a",2]})") == Lines{"2 is not of the type that \"type\" asks for"});
}

TEST_CASE("members that cannot be are told") {
    const std::vector<Example> examples{
        {R"({"properties":{"a":{}},"required":["a","b"],"additionalProperties":false})",
         {"1:40 never-valid /required/1"}},
        {R"({"required":["b"],"additionalProperties":false,"patternProperties":{"^b":{}}})", {}},
        {R"({"required":["b"],"additionalProperties":false,"patternProperties":{"^c":{}}})",
         {"1:14 never-valid /required/0"}},
        {R"({"required":["b"],"additionalProperties":{}})", {}},
        {R"({"required":["b"]})", {}},
        {R"({"properties":{"a":false},"required":["a"]})", {"1:39 never-valid /required/0"}},
        {R"({"properties":{"a":false}})", {}},
        {R"({"required":["a","b"],"maxProperties":1})", {"1:23 never-valid /maxProperties"}},
        {R"({"properties":{"a":{}},"additionalProperties":false,"minProperties":2})",
         {"1:53 never-valid /minProperties"}},
        {R"({"properties":{"a":{},"b":{}},"additionalProperties":false,"minProperties":2})", {}},
    };
    CHECK(examples.size() == 10);
    check_all(examples);
    CHECK(said_of(R"({"required":["b"],"additionalProperties":false})") ==
          Lines{"the member \"b\" is required, and \"additionalProperties\" refuses it: it is not in \"properties\""});
}

TEST_CASE("an allOf of different types is told") {
    const std::vector<Example> examples{
        {R"({"allOf":[{"type":"string"},{"type":"number"}]})", {"1:2 never-valid /allOf"}},
        {R"({"type":"string","allOf":[{"type":"number"}]})", {"1:18 never-valid /allOf"}},
        {R"({"allOf":[{"type":"integer"},{"type":"number"}]})", {}},
        {R"({"allOf":[{"type":["string","null"]},{"type":["number","null"]}]})", {}},
        {R"({"allOf":[{"type":"string"},{}]})", {}},
        {R"({"$defs":{"a":{"type":"string"}},"allOf":[{"$ref":"#/$defs/a"},{"type":"object"}]})",
         {"1:34 never-valid /allOf"}},
    };
    CHECK(examples.size() == 6);
    check_all(examples);
}

TEST_CASE("what changes nothing is told") {
    const std::vector<Example> examples{
        {R"({"enum":["a","b","a"]})", {"1:18 always-same /enum/2"}},
        {R"({"enum":[1,1.0,{"a":1,"b":2},{"b":2,"a":1}]})", {"1:12 always-same /enum/1", "1:30 always-same /enum/3"}},
        {R"({"enum":[1,"1",[1],true,null]})", {}},
        {R"({"if":{"type":"string"}})", {"1:2 always-same /if"}},
        {R"({"if":{"type":"string"},"else":{"minimum":1}})", {}},
    };
    CHECK(examples.size() == 5);
    check_all(examples);
    CHECK(said_of(R"({"enum":["a","b","a"]})") == Lines{"this value of \"enum\" is there already, at index 0"});
}

TEST_CASE("definitions to which nothing leads are told") {
    const std::vector<Example> examples{
        {R"({"type":"string","$defs":{"a":{}}})", {"1:27 unused-definition /$defs/a"}},
        {R"({"$ref":"#/$defs/a","$defs":{"a":{},"b":{}}})", {"1:37 unused-definition /$defs/b"}},
        {R"({"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{}}})", {}},
        // By themselves, or by one another, does not count.
        {R"({"type":"object","$defs":{"a":{"items":{"$ref":"#/$defs/b"}},"b":{"items":{"$ref":"#/$defs/a"}}}})",
         {"1:27 unused-definition /$defs/a", "1:62 unused-definition /$defs/b"}},
        {R"({"$ref":"#/$defs/a/properties/x","$defs":{"a":{"properties":{"x":{}}}}})", {}},
        {R"({"type":"object","$defs":{"a":{"$defs":{"b":{}}}}})", {"1:27 unused-definition /$defs/a"}},
        {R"({"properties":{"p":{"$ref":"#n"}},"$defs":{"a":{"$anchor":"n"}}})", {}},
        {R"({"type":"object","$defs":{"a":{"$id":"http://example.com/a"}}})", {}},
        // Documents that are there to be referred to.
        {R"({"$id":"http://example.com/","$defs":{"a":{},"b":{}}})", {}},
        {R"({"type":"object","definitions":{"a":{}}})", {"1:33 unused-definition /definitions/a"}},
    };
    CHECK(examples.size() == 10);
    check_all(examples);
}

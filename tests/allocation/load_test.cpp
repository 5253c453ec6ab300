// Documents loaded while memory runs out: there is a schema that judges as it should, or std::bad_alloc.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "memory.hpp"

using namespace zodgate;
using namespace zodgate::allocation;

namespace {

// A payload that a schema must take, and one that it must refuse.
struct Examples {
    std::string_view good;
    std::string_view bad;
};

Tried load_each(std::string_view document, const Options& options, Examples examples) {
    return fail_each([&] {
        std::optional<Schema> schema;
        {
            const Scarce scarce;
            schema = Schema::parse(document, options);
        }
        return schema->validate(examples.good).valid() && schema->validate(examples.bad).status() == Status::invalid
                   ? Ended::right
                   : Ended::wrong;
    });
}

void check(const Tried& tried, std::size_t least) {
    CHECK(summary(tried) == "");
    CHECK(tried.allocations >= least);
    CHECK(tried.refused >= tried.attempts / 2);
}

}  // namespace

TEST_CASE("memory runs out while a schema is loaded") {
    check(load_each(R"({"type":"object","properties":{"email":{"type":"string","format":"email"},
                        "role":{"enum":["admin","member"]}},"required":["email","role"]})",
                    {}, {R"({"email":"ada@example.com","role":"admin"})", R"({"role":"owner"})"}),
          100);
}

TEST_CASE("memory runs out while a schema of many keywords is loaded") {
    check(load_each(R"({"$id":"https://example.com/all","type":"object","properties":{
            "a":{"type":"array","items":{"type":"integer","minimum":1,"multipleOf":3},"minItems":1,"uniqueItems":true,
                 "contains":{"const":3}},
            "b":{"anyOf":[{"type":"string","pattern":"^(?:a|bc)+$"},{"type":"null"},{"$ref":"#/$defs/tree"}]},
            "c":{"oneOf":[{"type":"object","properties":{"k":{"const":"x"}},"required":["k"]},
                          {"type":"object","properties":{"k":{"const":"y"}},"required":["k"]}]},
            "d":{"allOf":[{"type":"object","properties":{"p":{"default":"q"}}},{"type":"object","required":["r"]}]},
            "e":{"type":"array","prefixItems":[{"type":"string"},{"type":"boolean"}],"items":false},
            "f":{"type":"object","propertyNames":{"pattern":"^[a-z]+$"},"additionalProperties":{"type":"number"}},
            "g":{"if":{"type":"string"},"then":{"minLength":2},"else":{"not":{"const":0}}},
            "h":{"type":"object","patternProperties":{"^x-":{"type":"string"}},"dependentRequired":{"m":["n"]},
                 "unevaluatedProperties":false},
            "i":{"type":"string","errorMessage":"no"}},
            "required":["a"],
            "$defs":{"tree":{"type":"object","properties":{"child":{"$ref":"#/$defs/tree"}}}}})",
                    {}, {R"({"a":[3],"b":"abc","c":{"k":"y"},"d":{"r":1},"f":{"z":1}})", R"({"a":[]})"}),
          1000);
}

TEST_CASE("memory runs out while patterns become automata, lists, and expressions of Boost.Regex") {
    const std::string_view document = R"({"type":"object","properties":{
        "list":{"type":"string","pattern":"^(?:red|green|blue)$"},
        "automaton":{"type":"string","pattern":"^(?=.*\\d)[a-z\\d]{3,9}$"},
        "boost":{"type":"string","pattern":"^(a+)b\\1(?!c)$"},
        "property":{"type":"string","pattern":"^\\p{Lu}\\p{Script=Greek}$"},
        "behind":{"type":"string","pattern":"(?<=\\w)-(?<!x-)y"}}})";
    check(load_each(document, {}, {R"({"list":"red","automaton":"a1b","boost":"aabaa"})", R"({"boost":"aaba"})"}),
          1000);
}

TEST_CASE("memory runs out while documents are read that references lead to") {
    Options options;
    options.schema_locations = true;
    options.document_uri = "https://example.com/root";
    options.resolver = [](std::string_view uri) -> std::optional<std::string> {
        const Plenty plenty;
        if (uri == "https://example.com/name") return R"({"$anchor":"n","type":"string","minLength":1})";
        if (uri == "https://example.com/meta") {
            return R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$vocabulary":
                       {"https://json-schema.org/draft/2020-12/vocab/core":true,
                        "https://json-schema.org/draft/2020-12/vocab/validation":true}})";
        }
        return std::nullopt;
    };
    check(load_each(R"({"properties":{"a":{"$ref":"name"},"b":{"$ref":"name#n"},
                        "c":{"$id":"own","$schema":"https://example.com/meta","type":"number"}}})",
                    options, {R"({"a":"x","b":"y"})", R"({"a":""})"}),
          300);
}

TEST_CASE("memory runs out while a schema of each dialect is loaded as JSON Schema has it") {
    const char* const dialects[] = {
        "http://json-schema.org/draft-04/schema#",      "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",      "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    };
    for (const char* const dialect : dialects) {
        Options options = Options::json_schema();
        options.formats = Formats::all;
        options.check_content = true;
        const std::string document = std::string(R"({"$schema":")") + dialect +
                                     R"(","type":"object","properties":{"a":{"type":"string","format":"date-time"},
                                         "b":{"type":"string","contentMediaType":"application/json",
                                              "contentEncoding":"base64"}},"additionalProperties":false})";
        INFO(dialect);
        check(load_each(document, options, {R"({"a":"2024-02-29T10:00:00Z"})", R"({"a":"2024"})"}), 100);
    }
}

TEST_CASE("memory runs out while a document is found to be none") {
    const char* const documents[] = {
        R"({"type":)",
        R"({"type":"strange"})",
        R"({"properties":{"a":{"$ref":"#/nowhere"}}})",
        R"({"properties":{"a":{"pattern":"(((("}}})",
        R"({"items":[{"minLength":-1}],"$schema":"http://json-schema.org/draft-07/schema#"})",
    };
    for (const char* const document : documents) {
        INFO(document);
        const Tried tried = fail_each([&] {
            try {
                const Scarce scarce;
                Schema::parse(document);
                return Ended::wrong;
            } catch (const SchemaError&) {
                return Ended::right;
            }
        });
        CHECK(summary(tried) == "");
        CHECK(tried.allocations >= 5);
        CHECK(tried.refused > 0);
    }
}

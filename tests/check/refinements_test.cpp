// What no Zod schema says, told in Zod's words.
#include <zodgate/schema.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;

namespace {

std::string issues_of(std::string_view document, std::string_view payload, const Options& options = Options()) {
    const Schema schema = Schema::parse(document, options);
    std::string value;
    const Result result = schema.validate(payload, value);
    // Asked in another way, it is judged in another way.
    CHECK(to_json(schema.validate(payload).issues()) == to_json(result.issues()));
    return to_json(result.issues());
}

bool accepts(std::string_view document, std::string_view payload, const Options& options = Options()) {
    return issues_of(document, payload, options) == "[]";
}

std::string value_of(std::string_view document, std::string_view payload) {
    std::string value;
    CHECK(Schema::parse(document).validate(payload, value).valid());
    return value;
}

Options with_documents(std::map<std::string, std::string> documents) {
    Options options;
    options.resolver = [documents = std::move(documents)](std::string_view uri) -> std::optional<std::string> {
        const auto found = documents.find(std::string(uri));
        return found == documents.end() ? std::nullopt : std::optional<std::string>(found->second);
    };
    return options;
}

}  // namespace

TEST_CASE("not is an issue of its own") {
    constexpr std::string_view document = R"({"type":"string","not":{"enum":["root","admin"]}})";
    CHECK(accepts(document, R"("ada")"));
    CHECK(issues_of(document, R"("root")") ==
          R"([{"code":"custom","params":{"keyword":"not"},"path":[],"message":"Invalid input: fails \"not\""}])");
    // What is not even a string is not asked.
    CHECK(
        issues_of(document, "1") ==
        R"([{"expected":"string","code":"invalid_type","path":[],"message":"Invalid input: expected string, received number"}])");
    CHECK(issues_of(R"({"properties":{"a":{"not":{"type":"null"}}}})", R"({"a":null})") ==
          R"([{"code":"custom","params":{"keyword":"not"},"path":["a"],"message":"Invalid input: fails \"not\""}])");
    CHECK_FALSE(accepts(R"({"not":true})", "1"));
    CHECK(accepts(R"({"not":false})", "1"));
    CHECK(accepts(R"({"properties":{"a":{"not":{"type":"null"}}}})", "{}"));
}

TEST_CASE("if reports the issues of its branch, at their places") {
    constexpr std::string_view document =
        R"({"type":"object","properties":{"kind":{"type":"string"}},"required":["kind"],
        "if":{"properties":{"kind":{"const":"card"}}},
        "then":{"properties":{"number":{"type":"string","minLength":4}},"required":["number"]},
        "else":{"properties":{"iban":{"type":"string"}},"required":["iban"]}})";
    CHECK(accepts(document, R"({"kind":"card","number":"1234"})"));
    CHECK(accepts(document, R"({"kind":"bank","iban":"x","number":1})"));
    CHECK(
        issues_of(document, R"({"kind":"card","number":"12"})") ==
        R"([{"origin":"string","code":"too_small","minimum":4,"inclusive":true,"path":["number"],"message":"Too small: expected string to have >=4 characters"}])");
    CHECK(
        issues_of(document, R"({"kind":"card"})") ==
        R"([{"expected":"string","code":"invalid_type","path":["number"],"message":"Invalid input: expected string, received undefined"}])");
    CHECK(
        issues_of(document, R"({"kind":"bank"})") ==
        R"([{"expected":"string","code":"invalid_type","path":["iban"],"message":"Invalid input: expected string, received undefined"}])");
    // As a refinement, it waits until the object is one.
    CHECK(
        issues_of(document, R"({})") ==
        R"([{"expected":"string","code":"invalid_type","path":["kind"],"message":"Invalid input: expected string, received undefined"}])");
    CHECK(accepts(R"({"if":{"const":1},"then":false})", "2"));
    CHECK(
        issues_of(R"({"if":{"const":1},"then":false})", "1") ==
        R"([{"expected":"never","code":"invalid_type","path":[],"message":"Invalid input: expected never, received number"}])");
    CHECK(accepts(R"({"then":false,"else":false})", "1"));
}

TEST_CASE("a member that another one asks for is missing, as one that is required is") {
    constexpr std::string_view document =
        R"({"type":"object","dependentRequired":{"card":["name","code"]},"dependentSchemas":{"code":{"properties":{"code":{"minLength":3}}}}})";
    CHECK(accepts(document, R"({"card":1,"name":1,"code":"123"})"));
    CHECK(accepts(document, R"({"name":1})"));
    CHECK(
        issues_of(document, R"({"card":1,"code":"12"})") ==
        R"([{"code":"invalid_type","expected":"nonoptional","path":["name"],"message":"Invalid input: expected nonoptional, received undefined"},)"
        R"({"origin":"string","code":"too_small","minimum":3,"inclusive":true,"path":["code"],"message":"Too small: expected string to have >=3 characters"}])");
    constexpr std::string_view older =
        R"({"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"],"c":{"maxProperties":1}}})";
    CHECK_FALSE(accepts(older, R"({"a":1})"));
    CHECK(accepts(older, R"({"c":1})"));
    CHECK_FALSE(accepts(older, R"({"c":1,"d":1})"));
    CHECK(accepts(older, R"(["a"])"));
}

TEST_CASE("members of which no schema speaks are unrecognized keys") {
    constexpr std::string_view document = R"({"$defs":{"base":{"properties":{"a":{}}}},"$ref":"#/$defs/base",
        "properties":{"b":{}},"anyOf":[{"properties":{"c":{"const":1}},"required":["c"]},{"properties":{"d":true}}],
        "unevaluatedProperties":false})";
    CHECK(accepts(document, R"({"a":1,"b":2,"c":1,"d":3})"));
    CHECK(issues_of(document, R"({"a":1,"c":2,"e":3})") ==
          R"([{"code":"unrecognized_keys","keys":["c","e"],"path":[],"message":"Unrecognized keys: \"c\", \"e\""}])");
    CHECK(
        issues_of(R"({"properties":{"a":{}},"unevaluatedProperties":{"type":"string"}})", R"({"a":1,"b":2})") ==
        R"([{"expected":"string","code":"invalid_type","path":["b"],"message":"Invalid input: expected string, received number"}])");
    // Where something else fails, what has been evaluated cannot be told.
    CHECK(
        issues_of(R"({"properties":{"a":{"type":"null"}},"unevaluatedProperties":false})", R"({"a":1,"b":2})") ==
        R"([{"expected":"null","code":"invalid_type","path":["a"],"message":"Invalid input: expected null, received number"}])");
    // No other side of an intersection takes them back.
    CHECK_FALSE(accepts(R"({"allOf":[{"properties":{"a":{}}},{"unevaluatedProperties":false}]})", R"({"a":1})"));
    CHECK(
        accepts(R"({"allOf":[{"properties":{"a":{}}},{"patternProperties":{"^b":{}}}],"unevaluatedProperties":false})",
                R"({"a":1,"b1":2})"));
}

TEST_CASE("whatever stands around a schema, the members and items that it speaks of are known") {
    struct Row {
        std::string_view schemas;  // beside "unevaluatedProperties": false
        std::string_view payload;
        bool accepted;
    };
    constexpr Row members[] = {
        {R"("allOf":[{"type":["object","null"],"properties":{"a":{}}}])", R"({"a":1})", true},
        {R"("allOf":[{"type":["object","null"],"properties":{"a":{}}}])", R"({"a":1,"b":1})", false},
        {R"("allOf":[{"anyOf":[{"type":"object","properties":{"a":{}}},{"type":"null"}]}])", R"({"a":1})", true},
        {R"("allOf":[{"anyOf":[{"type":"object","properties":{"a":{}}},{"type":"null"}]}])", R"({"b":1})", false},
        {R"("allOf":[{"default":{},"type":"object","properties":{"a":{}}}])", R"({"a":1})", true},
        {R"("allOf":[{"default":{},"type":"object","properties":{"a":{}}}])", R"({"b":1})", false},
        {R"("allOf":[{"errorMessage":"no","properties":{"a":{}}}])", R"({"a":1})", true},
        {R"("allOf":[{"errorMessage":"no","properties":{"a":{}}}])", R"({"b":1})", false},
        {R"("allOf":[{"minProperties":1,"properties":{"a":{}}}])", R"({"a":1})", true},
        {R"("allOf":[{"minProperties":1,"properties":{"a":{}}}])", R"({"b":1})", false},
        {R"("allOf":[{"type":"object","additionalProperties":{"type":"number"}}])", R"({"b":1})", true},
        {R"("allOf":[{"type":"object","propertyNames":{"maxLength":1},"additionalProperties":{}}])", R"({"b":1})",
         true},
        {R"("allOf":[{"type":"object","propertyNames":{"maxLength":1}}])", R"({"b":1})", false},
        {R"("oneOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{}},"required":["k"]},)"
         R"({"type":"object","properties":{"k":{"const":"b"},"y":{}},"required":["k"]}])",
         R"({"k":"a","x":1})", true},
        {R"("oneOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{}},"required":["k"]},)"
         R"({"type":"object","properties":{"k":{"const":"b"},"y":{}},"required":["k"]}])",
         R"({"k":"a","y":1})", false},
        {R"("if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":{}}},)"
         R"("else":{"properties":{"c":{}}})",
         R"({"a":1,"b":1})", true},
        {R"("if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":{}}},)"
         R"("else":{"properties":{"c":{}}})",
         R"({"a":1,"c":1})", false},
        {R"("if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":{}}},)"
         R"("else":{"properties":{"c":{}}})",
         R"({"c":1})", true},
        {R"("properties":{"a":{}},"dependentSchemas":{"a":{"properties":{"b":{}}}})", R"({"a":1,"b":1})", true},
        {R"("properties":{"a":{}},"dependentSchemas":{"a":{"properties":{"b":{}}}})", R"({"b":1})", false},
        {R"("not":{"not":{"properties":{"a":{}}}})", R"({"a":1})", false},
        {R"("allOf":[{"unevaluatedProperties":true}])", R"({"a":1})", true},
        {R"("allOf":[{"properties":{"a":{}}}])", "1", true},
    };
    for (const Row& row : members) {
        CAPTURE(row.schemas, row.payload);
        const std::string document = "{" + std::string(row.schemas) + R"(,"unevaluatedProperties":false})";
        CHECK(accepts(document, row.payload, Options::json_schema()) == row.accepted);
    }
    constexpr Row items[] = {
        {R"("allOf":[{"prefixItems":[{}]}])", "[1]", true},
        {R"("allOf":[{"prefixItems":[{}]}])", "[1,2]", false},
        {R"("allOf":[{"items":{"type":"number"}}])", "[1,2]", true},
        {R"("allOf":[{"type":["array","null"],"prefixItems":[{}]}])", "[1,2]", false},
        {R"("allOf":[{"contains":{"const":2},"prefixItems":[{}]}])", "[1,2]", true},
        {R"("allOf":[{"contains":{"const":2},"prefixItems":[{}]}])", "[1,2,3]", false},
        {R"("allOf":[{"uniqueItems":true,"prefixItems":[{}]}])", "[1,2]", false},
        {R"("allOf":[{"prefixItems":[{}]}])", R"({"a":1})", true},
    };
    for (const Row& row : items) {
        CAPTURE(row.schemas, row.payload);
        const std::string document = "{" + std::string(row.schemas) + R"(,"unevaluatedItems":false})";
        CHECK(accepts(document, row.payload, Options::json_schema()) == row.accepted);
    }
}

TEST_CASE("items of which no schema speaks") {
    constexpr std::string_view document =
        R"({"prefixItems":[{}],"contains":{"type":"string"},"unevaluatedItems":{"type":"null"}})";
    CHECK(accepts(document, R"([1,"a",null,"b"])"));
    CHECK(
        issues_of(document, R"([1,"a",2])") ==
        R"([{"expected":"null","code":"invalid_type","path":[2],"message":"Invalid input: expected null, received number"}])");
    CHECK(
        issues_of(R"({"prefixItems":[{}],"unevaluatedItems":false})", "[1,2,3]") ==
        R"([{"code":"custom","params":{"keyword":"unevaluatedItems"},"path":[],"message":"Invalid input: fails \"unevaluatedItems\""}])");
    // In 2019-09 what `contains` has seen does not count.
    CHECK_FALSE(accepts(
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","contains":{"type":"string"},"unevaluatedItems":false})",
        R"(["a"])"));
}

TEST_CASE("members by pattern stand beside others, and names have a schema of their own") {
    constexpr std::string_view document =
        R"({"type":"object","properties":{"id":{"type":"integer"}},"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false})";
    CHECK(accepts(document, R"({"id":1,"x-a":"b"})"));
    CHECK(issues_of(document, R"({"id":1,"x-a":"b","y":1})") ==
          R"([{"code":"unrecognized_keys","keys":["y"],"path":[],"message":"Unrecognized key: \"y\""}])");
    CHECK(
        issues_of(document, R"({"x-a":1})") ==
        R"([{"expected":"string","code":"invalid_type","path":["x-a"],"message":"Invalid input: expected string, received number"}])");
    CHECK(
        issues_of(R"({"patternProperties":{"^a":{}},"additionalProperties":{"type":"null"}})", R"({"ab":1,"b":1})") ==
        R"([{"expected":"null","code":"invalid_type","path":["b"],"message":"Invalid input: expected null, received number"}])");
    CHECK(
        issues_of(R"({"type":"object","properties":{"ab":{}},"propertyNames":{"maxLength":2}})", R"({"abc":1})") ==
        R"([{"code":"invalid_key","origin":"record","issues":[{"origin":"string","code":"too_big","maximum":2,"inclusive":true,"path":[],"message":"Too big: expected string to have <=2 characters"}],"path":["abc"],"message":"Invalid key in record"}])");
}

TEST_CASE("references lead by identifier, by anchor and into other documents") {
    constexpr std::string_view document = R"({"$id":"https://example.com/root.json","$defs":{
        "a":{"$id":"folder/a.json","$anchor":"here","type":"integer","$defs":{"b":{"type":"null"}}}},
        "properties":{"id":{"$ref":"folder/a.json"},"anchor":{"$ref":"folder/a.json#here"},
        "pointer":{"$ref":"https://example.com/folder/a.json#/$defs/b"},"absolute":{"$ref":"#/$defs/a/$defs/b"}}})";
    CHECK(accepts(document, R"({"id":1,"anchor":2,"pointer":null,"absolute":null})"));
    for (const std::string name : {"id", "anchor", "pointer", "absolute"}) {
        INFO(name);
        CHECK_FALSE(accepts(document, "{\"" + name + "\":\"x\"}"));
    }
    const Options options =
        with_documents({{"https://example.com/other.json",
                         R"({"$defs":{"n":{"$anchor":"n","type":"number","$ref":"#/$defs/m"},"m":{"minimum":1}}})"}});
    CHECK(accepts(R"({"$id":"https://example.com/x","$ref":"other.json#n"})", "1", options));
    CHECK_FALSE(accepts(R"({"$id":"https://example.com/x","$ref":"other.json#n"})", "0", options));
    CHECK_FALSE(accepts(R"({"$ref":"https://json-schema.org/draft/2020-12/schema"})", R"({"minLength":-1})"));
    CHECK(accepts(R"({"$ref":"http://json-schema.org/draft-04/schema#"})", R"({"minLength":1})"));
}

TEST_CASE("what is wrong in another document is said with its name and place") {
    const Options options = with_documents({{"https://example.com/a", "{\"type\":\"strnig\"}"},
                                            {"https://example.com/b", "{"},
                                            {"https://example.com/c", R"({"$defs":{"x":{"$ref":"#/nowhere"}}})"}});
    struct Fault {
        std::string reference;
        std::string document;
        std::string pointer;
    };
    const std::vector<Fault> faults{{"https://example.com/a", "https://example.com/a", "/type"},
                                    {"https://example.com/b", "https://example.com/b", ""},
                                    {"https://example.com/c#/$defs/x", "https://example.com/c", "/$defs/x/$ref"},
                                    {"https://example.com/d", "schema", "/$ref"}};
    for (const Fault& fault : faults) {
        INFO(fault.reference);
        try {
            Schema::parse("{\"$ref\":\"" + fault.reference + "\"}", options);
            FAIL("it was loaded");
        } catch (const SchemaError& error) {
            CHECK(error.document() == fault.document);
            CHECK(error.pointer() == fault.pointer);
        }
    }
}

TEST_CASE("documents that lead to ever new ones are refused") {
    Options options;
    options.resolver = [](std::string_view) { return std::optional<std::string>(R"({"$ref":"a/"})"); };
    CHECK_THROWS_AS(Schema::parse(R"({"$ref":"https://example.com/"})", options), SchemaError);
    options.max_schema_bytes = 100;
    CHECK_THROWS_AS(Schema::parse(R"({"$ref":"https://example.com/"})", options), SchemaError);
}

TEST_CASE("a dynamic reference leads where the outermost schema on the way says") {
    constexpr std::string_view tree = R"({"$id":"https://example.com/tree","$dynamicAnchor":"node","type":"object",
        "properties":{"data":true,"children":{"type":"array","items":{"$dynamicRef":"#node"}}}})";
    const Options options = with_documents({{"https://example.com/tree", std::string(tree)}});
    constexpr std::string_view strict =
        R"({"$id":"https://example.com/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false})";
    CHECK(accepts(tree, R"({"children":[{"daat":1}]})"));
    CHECK(
        issues_of(strict, R"({"children":[{"daat":1}]})", options) ==
        R"([{"code":"unrecognized_keys","keys":["daat"],"path":["children",0],"message":"Unrecognized key: \"daat\""}])");
    CHECK(accepts(strict, R"({"children":[{"data":1,"children":[]}]})", options));
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += R"({"children":[)";
    deep += "{}";
    for (int i = 0; i < 100; ++i) deep += "]}";
    CHECK(accepts(strict, deep, options));
}

TEST_CASE("keywords of a vocabulary that the meta-schema leaves out mean nothing") {
    const Options options = with_documents(
        {{"https://example.com/meta",
          R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/meta","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,"https://json-schema.org/draft/2020-12/vocab/applicator":true}})"},
         {"https://example.com/unknown",
          R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$vocabulary":{"https://example.com/vocab":true}})"}});
    constexpr std::string_view document =
        R"({"$schema":"https://example.com/meta","properties":{"a":{"minimum":10},"b":false}})";
    CHECK(accepts(document, R"({"a":1})", options));
    CHECK_FALSE(accepts(document, R"({"b":1})", options));
    CHECK_THROWS_AS(Schema::parse(R"({"$schema":"https://example.com/unknown"})", options), SchemaError);
    CHECK_THROWS_AS(Schema::parse(R"({"$schema":"https://example.com/none"})", options), SchemaError);
}

TEST_CASE("the parsed value is what the schema within makes of it") {
    // No z.object() writes it, so that it keeps what it does not declare, as z.fromJSONSchema() does.
    CHECK(value_of(R"({"type":"object","properties":{"a":{"default":1}},"not":{"required":["x"]}})", R"({"b":2})") ==
          R"({"a":1,"b":2})");
    CHECK(value_of(R"({"properties":{"a":true},"unevaluatedProperties":{"type":"number"}})", R"({"a":1,"b":2})") ==
          R"({"a":1,"b":2})");
    // Where a dynamic reference leads depends on the way, so that the value is the one that was read.
    CHECK(value_of(R"({"$dynamicAnchor":"a","properties":{"b":{"$dynamicRef":"#a"},"c":{"default":1}}})",
                   R"({"b":{"d":2}})") == R"({"b":{"d":2}})");
    CHECK(value_of(R"({"properties":{"a":{}},"if":true,"then":{"properties":{"c":{"default":1}}}})", R"({"b":2})") ==
          R"({"b":2})");
}

TEST_CASE("JSON Schema's own reading") {
    const Options options = Options::json_schema();
    // Integers of any size, numbers of any notation, exact multiples.
    CHECK(accepts(R"({"type":"integer"})", "123456789012345678901234567890", options));
    CHECK_FALSE(accepts(R"({"type":"integer"})", "123456789012345678901234567890"));
    CHECK(accepts(R"({"type":"integer"})", "1e400", options));
    CHECK(accepts(R"({"multipleOf":0.0001})", "0.0075", options));
    CHECK_FALSE(accepts(R"({"multipleOf":0.0001})", "0.00751", options));
    // Formats are annotations unless asked for.
    CHECK(accepts(R"({"format":"ipv4"})", R"("x")", options));
    Options formats = options;
    formats.formats = Formats::all;
    CHECK_FALSE(accepts(R"({"format":"ipv4"})", R"("x")", formats));
    // Every keyword on its own: no records, no pooled keys, no prototype.
    CHECK(accepts(R"({"propertyNames":{"enum":["a","b"]},"additionalProperties":{"type":"null"},"required":["a"]})",
                  R"({"a":null})", options));
    CHECK_FALSE(accepts(
        R"({"allOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}},"additionalProperties":false}]})",
        R"({"a":1})", options));
    CHECK_FALSE(accepts(R"({"additionalProperties":false})", R"({"__proto__":1})", options));
    CHECK(accepts(R"({"properties":{"toString":{"type":"string"}}})", "{}", options));
    CHECK_FALSE(accepts(R"({"required":["toString"]})", "{}", options));
    CHECK_THROWS_AS(
        [] {
            Options unknown;
            unknown.default_dialect = "https://example.com/none";
            Schema::parse("{}", unknown);
        }(),
        SchemaError);
}

TEST_CASE("keywords beside a reference count, whatever stands with them") {
    const std::string defined =
        R"(,"$defs":{"a":{"type":"string"},"l":{"type":"array"},"n":{"type":"number","exclusiveMinimum":5}}})";
    CHECK_FALSE(accepts(R"({"$ref":"#/$defs/a","minLength":1,"not":{"const":"x"})" + defined, R"("x")"));
    CHECK(accepts(R"({"$ref":"#/$defs/a","minLength":1,"not":{"const":"x"})" + defined, R"("y")"));
    CHECK_FALSE(accepts(R"({"$ref":"#/$defs/a","pattern":"^a","if":{"maxLength":1},"then":false)" + defined, R"("a")"));
    CHECK_FALSE(accepts(R"({"$ref":"#/$defs/l","minItems":1,"uniqueItems":true)" + defined, "[1,1]"));
    CHECK_FALSE(accepts(R"({"$ref":"#/$defs/l","minItems":1,"contains":{"const":1})" + defined, "[2]"));
    CHECK_FALSE(accepts(R"({"$ref":"#/$defs/n","minimum":5)" + defined, "5"));
    CHECK(accepts(R"({"$ref":"#/$defs/n","minimum":5)" + defined, "6"));
}

TEST_CASE("keywords that a definition repeats are read with those that belong to them") {
    const auto beside = [](const std::string& own, const std::string& definition) {
        return R"({"$ref":"#/$defs/a",)" + own + R"(,"$defs":{"a":)" + definition + "}}";
    };
    CHECK_FALSE(accepts(
        beside(R"("if":{"required":["k"]},"then":{"required":["z"]})", R"({"if":{"required":["k"]},"then":true})"),
        R"({"k":1})"));
    CHECK_FALSE(accepts(beside(R"("contains":{"const":1},"minContains":2)", R"({"contains":{"const":1}})"), "[1]"));
    CHECK_FALSE(accepts(beside(R"("properties":{"y":true},"additionalProperties":false)",
                               R"({"properties":{"x":true},"additionalProperties":false})"),
                        R"({"y":1})"));
    CHECK(accepts(beside(R"("prefixItems":[{"type":"string"}],"items":{"type":"number"})",
                         R"({"prefixItems":[{"type":"string"}]})"),
                  R"(["a",1])"));
    // The definition is looked for where the schema stands.
    const Options options = with_documents(
        {{"http://x/b", R"({"$defs":{"x":{}},"$ref":"#/$defs/x","allOf":[{"minLength":3},{"maxLength":5}]})"}});
    CHECK_FALSE(accepts(
        R"({"$defs":{"x":{"allOf":[{"minLength":3},{"maxLength":5}]}},"properties":{"p":{"$ref":"http://x/b"}}})",
        R"({"p":"a"})", options));
}

TEST_CASE("an intersection that a definition repeats tells each fault once") {
    const auto faults = [](const std::string& document, const std::string& payload) {
        return Schema::parse(document).validate(payload).issues().size();
    };
    const std::string both = R"([{"pattern":"^a"},{"pattern":"b$"}])";
    const std::string definition = R"("$defs":{"a":{"type":"string","allOf":)" + both + "}}";
    CHECK(faults(R"({"$ref":"#/$defs/a",)" + definition + "}", R"("c")") == 2);
    CHECK(faults(R"({"$ref":"#/$defs/a","allOf":)" + both + "," + definition + "}", R"("c")") == 2);
    CHECK(faults(R"({"$ref":"#/$defs/a","allOf":)" + both + "," + definition + "}", R"("ab")") == 0);
    // Another one is asked for, too.
    CHECK(faults(R"({"$ref":"#/$defs/a","allOf":[{"pattern":"^a"},{"pattern":"d$"}],)" + definition + "}", R"("ab")") ==
          1);
    // One within the other, by a reference, is the same list.
    CHECK(faults(R"({"$ref":"#/$defs/a","allOf":[{"$ref":"#/$defs/two"},{"maxLength":1}],"$defs":{"two":{"allOf":)" +
                     both + R"(},"a":{"type":"string","allOf":[{"allOf":)" + both + R"(},{"maxLength":1}]}}})",
                 R"("cc")") == 3);
    // In draft-07 the reference is the last of them.
    CHECK(faults(R"({"$schema":"http://json-schema.org/draft-07/schema#","allOf":[{"pattern":"^a"},{"pattern":"b$"},)"
                 R"({"$ref":"#/definitions/a"}],"definitions":{"a":{"type":"string","allOf":)" +
                     both + "}}}",
                 R"("c")") == 2);
}

TEST_CASE("an intersection with keywords that Zod has not takes no key back") {
    const std::string base =
        R"("$defs":{"base":{"type":"object","properties":{"a":true},"additionalProperties":false}}})";
    const std::string with_base = R"({"allOf":[{"$ref":"#/$defs/base"},)";
    for (const std::string other : {R"({"if":{"properties":{"a":{"const":1}}},"then":{"required":["a"]}})",
                                    R"({"not":{"required":["z"]}})", R"({"dependentRequired":{"a":["evil"]}})"}) {
        INFO(other);
        CHECK_FALSE(accepts(with_base + other + "]," + base, R"({"a":1,"evil":1})"));
    }
    CHECK_FALSE(accepts(
        R"({"allOf":[{"type":"object","properties":{"x":{"type":"string"}},"required":["x"],"propertyNames":{"pattern":"^[a-z]+$"}},{"description":"y"}]})",
        R"({"BAD":1})"));
}

TEST_CASE("items that are missing are missed, whatever their schemas say of nothing") {
    for (const Options& options : {Options(), Options::json_schema()}) {
        CHECK_FALSE(accepts(R"({"prefixItems":[{"type":"string"},{}],"minItems":2})", R"(["a"])", options));
        CHECK_FALSE(accepts(R"({"type":"array","prefixItems":[{},{}],"minItems":2})", "[]", options));
        CHECK(accepts(R"({"not":{"prefixItems":[true],"minItems":1}})", "[]", options));
        CHECK_FALSE(accepts(
            R"({"$schema":"http://json-schema.org/draft-04/schema#","items":[{},{"type":"boolean"}],"minItems":1})",
            "[]", options));
    }
    CHECK(
        issues_of(R"({"prefixItems":[{}],"minItems":1})", "[]") ==
        R"([{"code":"invalid_type","expected":"nonoptional","path":[0],"message":"Invalid input: expected nonoptional, received undefined"}])");
}

TEST_CASE("anchors are told apart") {
    CHECK_THROWS_AS(Schema::parse(R"({"$anchor":"a","$defs":{"x":{"$anchor":"a"}}})"), SchemaError);
    CHECK(accepts(R"({"$anchor":"a","$defs":{"x":{"$id":"x","$anchor":"a"}}})", "1"));
    // $recursiveAnchor counts at the root of a resource.
    CHECK_FALSE(accepts(
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","type":"object","properties":{"a":{"$recursiveAnchor":true,"type":["string","object"]},"b":{"$recursiveRef":"#"}}})",
        R"({"b":"x"})"));
    // An anchor in a reference may be percent-encoded.
    const Options options = with_documents(
        {{"http://x/tree",
          R"({"$id":"http://x/tree","$dynamicAnchor":"n","type":"object","properties":{"c":{"items":{"$dynamicRef":"#%6e"}}}})"}});
    CHECK_FALSE(accepts(R"({"$id":"http://x/strict","$dynamicAnchor":"n","$ref":"tree","unevaluatedProperties":false})",
                        R"({"c":[{"e":1}]})", options));
}

TEST_CASE("schemas that lead to the same of the same value are asked once") {
    const auto nested = [](int levels, const std::string& more) {
        std::string payload;
        for (int i = 0; i < levels; ++i) payload += "{" + more + "\"c\":";
        payload += "{}";
        return payload + std::string(static_cast<std::size_t>(levels), '}');
    };
    for (const Options& options : {Options(), Options::json_schema()}) {
        CHECK(accepts(R"({"properties":{"c":{"$ref":"#"}},"dependentSchemas":{"p":{"properties":{"c":{"$ref":"#"}}}}})",
                      nested(200, R"("p":1,)"), options));
        CHECK(accepts(R"({"anyOf":[{"properties":{"c":{"$ref":"#"}}}],"unevaluatedProperties":false})", nested(200, ""),
                      options));
        CHECK(accepts(R"({"if":{"properties":{"c":{"$ref":"#"}}},"then":{"properties":{"c":{"$ref":"#"}}}})",
                      nested(200, ""), options));
        CHECK(accepts(R"({"not":{"not":{"properties":{"c":{"$ref":"#"}}}}})", nested(200, ""), options));
        CHECK(accepts(
            R"({"$dynamicAnchor":"a","allOf":[{"properties":{"c":{"$dynamicRef":"#a"}}},{"properties":{"c":{"$dynamicRef":"#a"}}}]})",
            nested(60, ""), options));
    }
}

// Budgets hold for what looks at a value more than once.
TEST_CASE("schemas that ask again and again are bounded") {
    std::string document =
        R"({"$defs":{"n":{"unevaluatedProperties":false,"anyOf":[)"
        R"({"properties":{"a":{"$ref":"#/$defs/n"}}},{"properties":{"a":{"$ref":"#/$defs/n"},"b":true}}]}},"$ref":"#/$defs/n"})";
    std::string payload;
    for (int i = 0; i < 200; ++i) payload += R"({"a":)";
    payload += "1";
    payload.append(200, '}');
    const Schema schema = Schema::parse(document);
    const Status status = schema.validate(payload).status();
    CHECK((status == Status::valid || status == Status::over_limit));
    const Schema conditional = Schema::parse(
        R"({"$defs":{"n":{"if":{"properties":{"a":{"$ref":"#/$defs/n"}}},"then":{"properties":{"a":{"$ref":"#/$defs/n"}}},"else":{"not":{"properties":{"a":{"$ref":"#/$defs/n"}}}}}},"$ref":"#/$defs/n"})");
    const Status bounded = conditional.validate(payload).status();
    CHECK((bounded == Status::valid || bounded == Status::over_limit));
}

#include "schema/schema.hpp"

#include <zodgate/schema.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace zodgate;

namespace {

struct Refusal {
    std::string_view document;
    std::string_view pointer;
    std::string_view reason;  // the start of it
};

}  // namespace

TEST_CASE("an OpenAPI document is no schema, unless it says which of its own is meant") {
    const std::string rest = R"("openapi":"3.1.0","info":{},"components":{"schemas":{"A":{"type":"string"}}}})";
    CHECK_THROWS_AS(Schema::parse("{" + rest), SchemaError);
    const Schema schema = Schema::parse(R"({"$ref":"#/components/schemas/A",)" + rest);
    CHECK(schema.validate("\"a\"").valid());
    CHECK_FALSE(schema.validate("1").valid());
}

TEST_CASE("documents that cannot be loaded are refused with a pointer and a reason") {
    const auto [document, pointer, reason] = GENERATE(values<Refusal>({
        {"", "", "not JSON: there is no value at line 1, column 1"},
        {"{\n  \"type\": strin }", "", "not JSON: not a JSON value at line 2, column 11"},
        {"5", "", "a schema must be an object or a boolean, not 5"},
        {R"({"type":"strnig"})", "/type", "\"type\" must be one of \"array\""},
        {R"({"type":["string","strnig"]})", "/type/1", "\"type\" must be one of \"array\""},
        {R"({"type":[]})", "/type", "\"type\" must be one of"},
        {R"({"type":["string","string"]})", "/type", "\"type\" must be one of"},
        {R"({"properties":[]})", "/properties", "\"properties\" must be an object of schemas"},
        {R"({"properties":{"a":5}})", "/properties/a", "a schema must be an object or a boolean, not 5"},
        {R"({"properties":{"type":5}})", "/properties/type", "a schema must be an object or a boolean, not 5"},
        {R"({"properties":{"a/b~c":{"minLength":-1}}})", "/properties/a~1b~0c/minLength",
         "\"minLength\" must be an integer"},
        {R"({"minLength":1.5})", "/minLength", "\"minLength\" must be an integer of at least 0, not 1.5"},
        {R"({"minLength":"1"})", "/minLength", "\"minLength\" must be an integer of at least 0, not \"1\""},
        {R"({"maximum":"1"})", "/maximum", "\"maximum\" must be a number"},
        {R"({"multipleOf":0})", "/multipleOf", "\"multipleOf\" must be a number above 0"},
        {R"({"required":"a"})", "/required", "\"required\" must be a list of different strings"},
        {R"({"required":["a","a"]})", "/required", "\"required\" must be a list of different strings"},
        {R"({"enum":"a"})", "/enum", "\"enum\" must be a list of values"},
        {R"({"items":[{}]})", "/items", "\"items\" must be a schema (2020-12 calls a list of them \"prefixItems\")"},
        {R"({"anyOf":[]})", "/anyOf", "\"anyOf\" must be a list of schemas, not empty"},
        {R"({"anyOf":[{"anyOf":[{"items":7}]}]})", "/anyOf/0/anyOf/0/items", "\"items\" must be a schema"},
        {R"({"$defs":{"unused":{"type":"strnig"}}})", "/$defs/unused/type", "\"type\" must be one of"},
        {R"({"$ref":5})", "/$ref", "\"$ref\" must be a string"},
        {R"({"$ref":"#/$defs/a"})", "/$ref", "the reference \"#/$defs/a\" leads nowhere"},
        {R"({"items":{"$ref":"#/items/0"}})", "/items/$ref", "the reference \"#/items/0\" leads nowhere"},
        {R"({"$ref":"other.json"})", "/$ref", "the reference \"other.json\" leads out of the document"},
        {R"({"$ref":"#name"})", "/$ref", "the reference \"#name\" leads to an anchor that there is not"},
        {R"({"$ref":"#/x/y","x":{"y":{"type":"nope"}}})", "/x/y/type", "\"type\" must be one of"},
        {R"({"$schema":"http://json-schema.org/draft-03/schema#"})", "/$schema",
         "the dialect \"http://json-schema.org/draft-03/schema#\" is not known"},
        {R"({"$schema":7})", "/$schema", "\"$schema\" must be a string"},
        {R"({"properties":{"a":{"$id":"b","$schema":"http://json-schema.org/draft-07/schema#","minLength":-1}}})",
         "/properties/a/minLength", "\"minLength\" must be an integer of at least 0"},
        {R"({"properties":{"a":{"$id":"b","$schema":"http://example.com/mine"}}})", "/properties/a/$schema",
         "the dialect \"http://example.com/mine\" is not known"},
        {R"({"dependentRequired":{"a":["b","b"]}})", "/dependentRequired", ""},
        {R"({"dependentSchemas":{"a":["b"]}})", "/dependentSchemas/a", "a schema must be an object or a boolean"},
        {R"({"if":1})", "/if", "\"if\" must be a schema"},
        {R"({"not":[]})", "/not", "\"not\" must be a schema"},
        {R"({"$dynamicRef":"#name"})", "/$dynamicRef", "the reference \"#name\" leads to an anchor that there is not"},
        {R"({"minProperties":-1})", "/minProperties", ""},
        {R"({"contains":1})", "/contains", ""},
        {R"({"type":"object","nullable":true})", "/nullable", "the keyword \"nullable\" is OpenAPI's"},
    }));
    CAPTURE(document);
    Options options;
    options.document_name = "the document";
    try {
        Schema::parse(document, options);
        FAIL("it was loaded");
    } catch (const SchemaError& error) {
        CHECK(error.pointer() == pointer);
        CHECK(error.reason().substr(0, reason.size()) == reason);
        CHECK(error.document() == "the document");
        CHECK(std::string(error.what()).find(error.reason()) != std::string::npos);
        CHECK(error.offset() <= document.size());
    }
}

TEST_CASE("a document that is no object has no members, whatever its dialect would look for") {
    const std::string dialect =
        GENERATE("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
                 "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema");
    const std::string document =
        GENERATE(R"("a string that is no schema")", "[1,2,3]", "5", "null", R"(["$ref","$id"])");
    CAPTURE(dialect, document);
    Options options;
    options.default_dialect = dialect;
    CHECK_THROWS_AS(Schema::parse(document, options), SchemaError);
    // The same of a document that a reference leads to.
    options.resolver = [&document](std::string_view) { return std::optional<std::string>(document); };
    CHECK_THROWS_AS(Schema::parse(R"({"properties":{"a":{"$ref":"http://a/b"}}})", options), SchemaError);
}

TEST_CASE("what a reference leads to is checked, wherever a dialect keeps its definitions") {
    const std::string dialect =
        GENERATE("http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema");
    const std::string place = GENERATE("$defs", "definitions", "x-own");
    const std::string keyword = GENERATE(R"("required":"abcdefgh")", R"("required":{"a":1})", R"("required":[1])",
                                         R"("type":"strnig")", R"("minimum":"5")", R"("properties":[1])",
                                         R"("anyOf":{"a":1})", R"("enum":5)", R"("format":5)", R"("items":5)");
    CAPTURE(dialect, place, keyword);
    CHECK_THROWS_AS(Schema::parse(R"({"$schema":")" + dialect + R"(","properties":{"a":{"$ref":"#/)" + place +
                                  R"(/x"}},")" + place + R"(":{"x":{)" + keyword + "}}}"),
                    SchemaError);
}

TEST_CASE("annotations and unknown keywords assert nothing") {
    const Schema schema = Schema::parse(
        R"({"$id":"https://example.com/s","$comment":"c","title":"t","description":"d","default":1,"examples":[2],"deprecated":true,
            "readOnly":true,"writeOnly":true,"contentEncoding":"base64","contentMediaType":"a/b","contentSchema":{"type":"null"},
            "x-own":{"type":"nope"},"minContains":2,"format":"color"})");
    CHECK(schema.validate(R"(["anything"])").valid());
}

TEST_CASE("references are followed by pointer, escaped and encoded") {
    const auto accepts = [](std::string_view schema, std::string_view payload) {
        return Schema::parse(schema).validate(payload).valid();
    };
    CHECK(accepts(R"({"$ref":"#/$defs/a%20b~1c~0d%25","$defs":{"a b/c~d%":{"type":"null"}}})", "null"));
    CHECK_FALSE(accepts(R"({"$ref":"#/$defs/a%20b~1c~0d%25","$defs":{"a b/c~d%":{"type":"null"}}})", "1"));
    CHECK_FALSE(accepts(R"({"properties":{"x":{"type":"null"},"y":{"$ref":"#/properties/x"}}})", R"({"y":1})"));
    CHECK_FALSE(accepts(R"({"anyOf":[{"type":"null"}],"items":{"$ref":"#/anyOf/0"}})", "[1]"));
    CHECK_FALSE(accepts(
        R"({"$id":"https://example.com/s","$ref":"https://example.com/s#/$defs/a","$defs":{"a":{"type":"null"}}})",
        "1"));
    CHECK_FALSE(accepts(R"({"$ref":"#/x/y","x":{"y":{"type":"null"}}})", "1"));
}

TEST_CASE("pointers are followed and written by RFC 6901") {
    json::Document document;
    REQUIRE(document.read(R"({"foo":["bar","baz"],"":0,"a/b":1,"m~n":8,"01":2})", {1000, 10, false}).status ==
            json::ReadStatus::ok);
    const auto at = [&](std::string_view pointer) {
        std::string out = "none";
        if (const json::Value* const value = schema::resolve_pointer(document.root(), pointer)) {
            out.clear();
            json::append_value(out, *value);
        }
        return out;
    };
    CHECK(at("/foo/0") == "\"bar\"");
    CHECK(at("/foo/1") == "\"baz\"");
    CHECK(at("/foo/2") == "none");
    CHECK(at("/foo/01") == "none");
    CHECK(at("/foo/-") == "none");
    CHECK(at("/") == "0");
    CHECK(at("/a~1b") == "1");
    CHECK(at("/m~0n") == "8");
    CHECK(at("/01") == "2");
    CHECK(at("foo") == "none");
    CHECK(at("/foo/0/x") == "none");
    CHECK(schema::pointer_to("/x", "a/b~c") == "/x/a~1b~0c");
    CHECK(schema::pointer_to("", "") == "/");
}

TEST_CASE("documents are bounded") {
    Options options;
    options.max_schema_bytes = 10;
    CHECK_THROWS_WITH(Schema::parse(R"({"title":"abc"})", options),
                      Catch::Contains("longer than Options::max_schema_bytes"));
    options = {};
    const std::string frame = R"({"title":""})";
    const std::string title(options.max_schema_bytes - frame.size(), 'a');
    CHECK_NOTHROW(Schema::parse(R"({"title":")" + title + "\"}", options));
    CHECK_THROWS_WITH(Schema::parse(R"({"title":"a)" + title + "\"}", options),
                      Catch::Contains("longer than Options::max_schema_bytes"));
    options.max_schema_depth = 3;
    CHECK_NOTHROW(Schema::parse(R"({"items":{"items":{}}})", options));
    CHECK_THROWS_WITH(Schema::parse(R"({"items":{"items":{"items":{}}}})", options), Catch::Contains("nested deeper"));
    options.max_schema_depth = 1000000;
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += R"({"items":)";
    CHECK_THROWS_WITH(Schema::parse(deep, options), Catch::Contains("nested deeper"));
    // The defaults let through what people and tools write.
    std::string usual = "true";
    for (int i = 0; i < 120; ++i) usual = R"({"items":)" + usual + "}";
    CHECK_NOTHROW(Schema::parse(usual));
}

TEST_CASE("the references that are followed, and the documents that they lead to, are bounded") {
    Options options;
    options.max_references = 2;
    const std::string two = R"({"$defs":{"a":{}},"properties":{"a":{"$ref":"#/$defs/a"},"b":{"$ref":"#/$defs/a"}}})";
    CHECK_NOTHROW(Schema::parse(two, options));
    options.max_references = 1;
    try {
        Schema::parse(two, options);
        FAIL("loaded");
    } catch (const SchemaError& error) {
        CHECK(error.pointer() == "/properties/b/$ref");
        CHECK(error.reason() == "there are more references to follow than Options::max_references");
    }
    const auto all_of = [](std::size_t count) {
        std::string text = R"({"$defs":{"a":{}},"allOf":[)";
        for (std::size_t i = 0; i < count; ++i) text += R"({"$ref":"#/$defs/a"},)";
        text.back() = ']';
        return text + "}";
    };
    CHECK_NOTHROW(Schema::parse(all_of(100000)));
    CHECK_THROWS_WITH(Schema::parse(all_of(100001)), Catch::Contains("Options::max_references"));

    // Each document leads to the next.
    options = {};
    std::size_t asked = 0;
    options.resolver = [&asked](std::string_view uri) {
        ++asked;
        const std::size_t number = std::stoul(std::string(uri.substr(uri.find_last_of('/') + 1)));
        return R"({"$ref":"https://example.com/)" + std::to_string(number + 1) + "\"}";
    };
    const std::string first = R"({"$ref":"https://example.com/1"})";
    options.max_documents = 2;
    CHECK_THROWS_WITH(Schema::parse(first, options),
                      Catch::Contains("references lead to more documents than Options::max_documents"));
    CHECK(asked == 3);
    asked = 0;
    options.max_documents = 1000;
    CHECK_THROWS_WITH(Schema::parse(first, options), Catch::Contains("Options::max_documents"));
    CHECK(asked == 1001);
}

TEST_CASE("documents whose lists are long and lead to each other load without taking their product") {
    std::string empty;
    for (int i = 0; i < 50000; ++i) empty += ",{}";
    CHECK_NOTHROW(Schema::parse(R"({"$defs":{"a":{"allOf":[{"type":"object"},{"type":"array"})" + empty +
                                R"(]}},"$ref":"#/$defs/a","allOf":[{"$ref":"#/$defs/a"}]})"));
    std::string properties = "\"a\":true";
    std::string references = "\"a\":true";
    for (int i = 0; i < 20000; ++i) {
        properties += ",\"p" + std::to_string(i) + "\":true";
        references += ",\"q" + std::to_string(i) + R"(":{"$ref":"#/$defs/big","minLength":1})";
    }
    CHECK_NOTHROW(Schema::parse(R"({"$defs":{"big":{"type":"object","properties":{)" + properties +
                                R"(}}},"properties":{)" + references + "}}"));
    std::string divisors = "{\"multipleOf\":1}";
    for (int i = 2; i < 30000; ++i) divisors += ",{\"multipleOf\":" + std::to_string(i) + "}";
    CHECK_NOTHROW(Schema::parse(R"({"$defs":{"n":{"type":"number","multipleOf":1}},"$ref":"#/$defs/n","allOf":[)" +
                                divisors + "]}"));
}

// errorMessage: the schema's own words.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;

namespace {

// "path: message" of each issue.
std::string messages(std::string_view document, std::string_view payload) {
    std::string out;
    for (const Issue& issue : Schema::parse(document).validate(payload).issues()) {
        if (!out.empty()) out += "; ";
        for (const PathSegment& segment : issue.path) {
            const auto* const key = std::get_if<std::string>(&segment);
            out += "/" + (key != nullptr ? *key : std::to_string(std::get<std::uint64_t>(segment)));
        }
        out += ": " + message_of(issue);
    }
    return out;
}

}  // namespace

TEST_CASE("a string is for any issue at its value, and for no other") {
    const std::string_view name = R"({"type":"string","minLength":2,"pattern":"^a","errorMessage":"a name, please"})";
    CHECK(messages(name, "1") == ": a name, please");
    CHECK(messages(name, "\"b\"") == ": a name, please; : a name, please");
    CHECK(messages(R"({"type":"array","items":{"type":"string"},"errorMessage":"a list"})", "[1]") ==
          "/0: Invalid input: expected string, received number");
    CHECK(messages(R"({"type":"array","items":{"type":"string"},"errorMessage":"a list"})", "1") == ": a list");
    CHECK(to_json(Schema::parse(name).validate("1").issues()) ==
          R"([{"expected":"string","code":"invalid_type","path":[],"message":"a name, please"}])");
}

TEST_CASE("an object is by keyword, then by code, then for the rest") {
    const std::string_view word =
        R"({"type":"string","minLength":2,"maxLength":3,"format":"email","errorMessage":{"minLength":"too short","too_big":"too long","type":"text","_":"no"}})";
    CHECK(messages(word, "1") == ": text");
    CHECK(messages(word, "\"a\"") == ": no; : too short");
    CHECK(messages(word, "\"abcd\"") == ": no; : too long");
    const auto one = [](std::string_view keywords, std::string_view name, std::string_view payload) {
        return messages("{" + std::string(keywords) + R"(,"errorMessage":{")" + std::string(name) + R"(":"own"}})",
                        payload);
    };
    CHECK(one(R"("type":"number","minimum":1)", "minimum", "0") == ": own");
    CHECK(one(R"("type":"number","exclusiveMinimum":1)", "exclusiveMinimum", "1") == ": own");
    CHECK(one(R"("type":"number","maximum":1)", "maximum", "2") == ": own");
    CHECK(one(R"("type":"number","exclusiveMaximum":1)", "exclusiveMaximum", "1") == ": own");
    CHECK(one(R"("type":"number","multipleOf":2)", "multipleOf", "1") == ": own");
    CHECK(one(R"("type":"array","minItems":1)", "minItems", "[]") == ": own");
    CHECK(one(R"("type":"array","maxItems":1)", "maxItems", "[1,2]") == ": own");
    CHECK(one(R"("type":"array","prefixItems":[{}],"items":false)", "items", "[1,2]") == ": own");
    CHECK(one(R"("type":"string","pattern":"a")", "pattern", "\"b\"") == ": own");
    CHECK(one(R"("type":"string","format":"email")", "format", "\"b\"") == ": own");
    CHECK(one(R"("enum":[1,2])", "enum", "3") == ": own");
    CHECK(one(R"("const":1)", "const", "3") == ": own");
    CHECK(one(R"("not":{})", "not", "3") == ": own");
    CHECK(one(R"("anyOf":[{"type":"string"},{"type":"number"}])", "anyOf", "null") == ": own");
    CHECK(one(R"("oneOf":[{"type":"string"},{"type":"string"}])", "oneOf", "\"\"") == ": own");
    CHECK(one(R"("type":"object","properties":{},"additionalProperties":false)", "additionalProperties",
              R"({"a":1})") == ": own");
    CHECK(one(R"("type":"object","propertyNames":{"type":"string","minLength":2},"additionalProperties":true)",
              "propertyNames", R"({"a":1})") == "/a: own");
    CHECK(one(R"("type":"string")", "minLength", "1") == ": Invalid input: expected string, received number");
}

TEST_CASE("required and properties are about members") {
    const std::string_view user =
        R"({"type":"object","properties":{"name":{"type":"string"},"role":{"enum":["a","b"]},"tags":{"type":"array","items":{"type":"string"}}},"required":["name","role"],)"
        R"("errorMessage":{"type":"a user","required":{"name":"who?"},"properties":{"role":"a or b","tags":"words"}}})";
    CHECK(messages(user, "1") == ": a user");
    CHECK(messages(user, "{}") == "/name: who?; /role: a or b");
    CHECK(messages(user, R"({"name":1,"role":2,"tags":[1]})") ==
          "/name: Invalid input: expected string, received number; /role: a or b; /tags/0: Invalid input: expected "
          "string, received number");
    CHECK(messages(R"({"type":"object","required":["a","b"],"errorMessage":{"required":"all of it"}})", "{}") ==
          "/a: all of it; /b: all of it");
}

TEST_CASE("the innermost words win, through references and unions") {
    CHECK(messages(
              R"({"$ref":"#/$defs/a","errorMessage":"outer","$defs":{"a":{"type":"string","errorMessage":"inner"}}})",
              "1") == ": inner");
    CHECK(messages(R"({"$ref":"#/$defs/a","errorMessage":"outer","$defs":{"a":{"type":"string"}}})", "1") == ": outer");
    const std::string_view choice =
        R"({"anyOf":[{"type":"string","errorMessage":"text"},{"type":"number"}],"errorMessage":{"invalid_union":"neither"}})";
    CHECK(
        to_json(Schema::parse(choice).validate("null").issues()) ==
        R"([{"code":"invalid_union","errors":[[{"expected":"string","code":"invalid_type","path":[],"message":"text"}],[{"expected":"number","code":"invalid_type","path":[],"message":"Invalid input: expected number, received null"}]],"path":[],"message":"neither"}])");
    // The words of a member's own schema come before those that its object has for it.
    CHECK(
        messages(
            R"({"type":"object","properties":{"a":{"type":"string","errorMessage":"own"}},"errorMessage":{"properties":{"a":"object's"}}})",
            R"({"a":1})") == "/a: own");
    CHECK(messages(R"({"type":"string","errorMessage":""})", "1") ==
          ": Invalid input: expected string, received number");
}

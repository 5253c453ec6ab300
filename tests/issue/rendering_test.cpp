#include <zodgate/issue.hpp>

#include "golden.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace zodgate;

TEST_CASE("strings are escaped in JSON, but not in Zod's sentences") {
    UnrecognizedKeys keys;
    keys.keys = {"a\"b", "c\n"};
    const Issue issue{keys, {std::string("p\\"), std::uint64_t{3}, std::string("\x01")}, 0};
    CHECK(message_of(issue) == "Unrecognized keys: \"a\"b\", \"c\n\"");
    CHECK(
        to_json(issue) ==
        R"({"code":"unrecognized_keys","keys":["a\"b","c\n"],"path":["p\\",3,"\u0001"],"message":"Unrecognized keys: \"a\"b\", \"c\n\""})");
}

TEST_CASE("codes have Zod's names") {
    const auto name = [](IssueParameters parameters) {
        return std::string(to_string(code_of(Issue{std::move(parameters), {}, 0})));
    };
    CHECK(name(InvalidType{Expected::string, Received::null}) == "invalid_type");
    CHECK(name(TooSmall{Origin::string, 1}) == "too_small");
    CHECK(name(TooBig{Origin::string, 1}) == "too_big");
    CHECK(name(InvalidFormat{"email", ""}) == "invalid_format");
    CHECK(name(NotJson{}) == "invalid_format");
    CHECK(name(NotMultipleOf{2}) == "not_multiple_of");
    CHECK(name(UnrecognizedKeys{}) == "unrecognized_keys");
    CHECK(name(InvalidUnion{}) == "invalid_union");
    CHECK(name(AmbiguousUnion{}) == "invalid_union");
    CHECK(name(UnknownDiscriminator{}) == "invalid_union");
    CHECK(name(InvalidKey{}) == "invalid_key");
    CHECK(name(InvalidValue{}) == "invalid_value");
    CHECK(name(LimitExceeded{}) == "custom");
    CHECK(name(RepeatedKey{}) == "custom");
}

TEST_CASE("the body of an error answer") {
    CHECK(error_body("Unauthorized") == R"({"error":"Unauthorized"})");
    CHECK(error_body("Validation error", {}) == R"({"error":"Validation error","issues":[]})");
    CHECK(error_body("say \"no\"\n") == R"({"error":"say \"no\"\n"})");
    CHECK(error_body("not \xFF UTF-8") == "{\"error\":\"not \xEF\xBF\xBD UTF-8\"}");
    const std::vector<Issue> issues{{InvalidType{Expected::object, Received::array}, {}, 0},
                                    {NotMultipleOf{0.1}, {}, 0}};
    CHECK(
        error_body("Validation error", issues) ==
        R"({"error":"Validation error","issues":[{"expected":"object","code":"invalid_type","path":[],"message":"Invalid input: expected object, received array"},{"origin":"number","code":"not_multiple_of","divisor":0.1,"path":[],"message":"Invalid number: must be a multiple of 0.1"}]})");
}

TEST_CASE("nested unions are written from the inside") {
    InvalidUnion inner;
    inner.errors = {{{InvalidType{Expected::null, Received::string}, {std::uint64_t{0}}, 0}}, {}};
    InvalidUnion outer;
    outer.errors = {{{inner, {std::string("x")}, 0}}};
    CHECK(
        to_json(Issue{outer, {}, 0}) ==
        R"({"code":"invalid_union","errors":[[{"code":"invalid_union","errors":[[{"expected":"null","code":"invalid_type","path":[0],"message":"Invalid input: expected null, received string"}],[]],"path":["x"],"message":"Invalid input"}]],"path":[],"message":"Invalid input"})");
}

TEST_CASE("string formats: members and messages are Zod's, byte for byte") {
    using golden::text_of;
    const auto lines = golden::read("formats_golden.ndjson");
    for (const rapidjson::Document& line : lines) {
        const auto text = [&](const char* name) { return std::string(text_of(line[name])); };
        const InvalidFormat format{text("format"), text("pattern"), text("affix"), text("note"), text("flags")};
        CHECK(to_json(Issue{format, {}, 0}) == text_of(line["issue"]));
    }
    CHECK(lines.size() == 46);
}

TEST_CASE("a missing member whose name JavaScript objects inherit a function by") {
    const Issue issue{InvalidType{Expected::string, Received::function}, {std::string("toString")}, 0};
    CHECK(
        to_json(issue) ==
        R"({"expected":"string","code":"invalid_type","path":["toString"],"message":"Invalid input: expected string, received function"})");
}

TEST_CASE("nesting needs no stack") {
    Issue nested{InvalidType{Expected::null, Received::string}, {}, 0};
    for (int i = 0; i < 1000; ++i) {
        if (i % 2 == 0) {
            InvalidUnion around;
            around.errors = {{}, {}};
            around.errors.back().push_back(std::move(nested));
            nested = Issue{std::move(around), {}, 0};
        } else {
            InvalidKey around;
            around.issues.push_back(std::move(nested));
            nested = Issue{std::move(around), {std::string("k")}, 0};
        }
    }
    const std::string json = to_json(nested);
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    CHECK_FALSE(document.HasParseError());
}

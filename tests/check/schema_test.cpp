// What Zod cannot say, told by JSON Schema's verdict. What Zod can say is in zod/golden_test.cpp.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;

namespace {

std::string issues_of(std::string_view schema, std::string_view payload) {
    return to_json(Schema::parse(schema).validate(payload).issues());
}

const std::string missing_a =
    R"([{"code":"invalid_type","expected":"nonoptional","path":["a"],"message":"Invalid input: expected nonoptional, received undefined"}])";

}  // namespace

TEST_CASE("a required member that no property declares is missed") {
    const std::string_view schema = R"({"type":"object","properties":{"b":{}},"required":["a"]})";
    CHECK(issues_of(schema, R"({"a":1})") == "[]");
    CHECK(issues_of(schema, R"({"b":1})") == missing_a);
    CHECK(issues_of(R"({"required":["a"]})", "{}") == missing_a);
    CHECK(issues_of(R"({"required":["a"]})", "5") == "[]");
}

TEST_CASE("keywords without a type judge only values of theirs") {
    const std::string_view schema =
        R"({"minLength":2,"minimum":2,"minItems":2,"properties":{"a":{"type":"null"}},"format":"email"})";
    CHECK(issues_of(schema, "null") == "[]");
    CHECK(issues_of(schema, "true") == "[]");
    CHECK(issues_of(schema, "2") == "[]");
    CHECK(issues_of(schema, R"("a@b.co")") == "[]");
    CHECK(issues_of(schema, "[1,2]") == "[]");
    CHECK(issues_of(schema, R"({"a":null,"length":0})") == "[]");
    CHECK(
        issues_of(schema, "1") ==
        R"([{"origin":"number","code":"too_small","minimum":2,"inclusive":true,"path":[],"message":"Too small: expected number to be >=2"}])");
    CHECK(
        issues_of(schema, "[1]") ==
        R"([{"origin":"array","code":"too_small","minimum":2,"inclusive":true,"path":[],"message":"Too small: expected array to have >=2 items"}])");
    CHECK(
        issues_of(schema, R"({"a":1})") ==
        R"([{"expected":"null","code":"invalid_type","path":["a"],"message":"Invalid input: expected null, received number"}])");
}

TEST_CASE("enum and const take any JSON, compared by value") {
    const std::string_view schema = R"({"enum":[{"a":[1]},[1,"x"],"x"]})";
    CHECK(issues_of(schema, R"({"a":[1.0]})") == "[]");
    CHECK(issues_of(schema, R"([1,"x"])") == "[]");
    CHECK(
        issues_of(schema, R"({"a":[2]})") ==
        R"([{"code":"invalid_value","values":[{"a":[1]},[1,"x"],"x"],"path":[],"message":"Invalid option: expected one of {\"a\":[1]}|[1,\"x\"]|\"x\""}])");
    CHECK(issues_of(R"({"const":{"b":2,"a":1}})", R"({"a":1,"b":2})") == "[]");
    CHECK(issues_of(R"({"const":[]})", "{}") ==
          R"([{"code":"invalid_value","values":[[]],"path":[],"message":"Invalid input: expected []"}])");
    CHECK(
        issues_of(R"({"enum":[]})", "1") ==
        R"([{"expected":"never","code":"invalid_type","path":[],"message":"Invalid input: expected never, received number"}])");
}

TEST_CASE("keywords beside enum judge what the enum lets through, and only that") {
    const std::string_view schema = R"({"type":"string","enum":["a","bbb",1],"maxLength":1})";
    CHECK(issues_of(schema, R"("a")") == "[]");
    CHECK(
        issues_of(schema, R"("bbb")") ==
        R"([{"origin":"string","code":"too_big","maximum":1,"inclusive":true,"path":[],"message":"Too big: expected string to have <=1 characters"}])");
    CHECK(
        issues_of(schema, "1") ==
        R"([{"expected":"string","code":"invalid_type","path":[],"message":"Invalid input: expected string, received number"}])");
    CHECK(
        issues_of(schema, R"("dd")") ==
        R"([{"code":"invalid_value","values":["a","bbb",1],"path":[],"message":"Invalid option: expected one of \"a\"|\"bbb\"|1"}])");
    CHECK(issues_of(R"({"enum":[1,2],"const":2})", "1") ==
          R"([{"code":"invalid_value","values":[2],"path":[],"message":"Invalid input: expected 2"}])");
}

TEST_CASE("a null that the enum does not name is refused, whatever the type says") {
    const std::string_view schema = R"({"type":["string","null"],"enum":["a"]})";
    CHECK(issues_of(schema, R"("a")") == "[]");
    CHECK(issues_of(schema, "null") ==
          R"([{"code":"invalid_value","values":["a"],"path":[],"message":"Invalid input: expected \"a\""}])");
}

TEST_CASE("keywords beside a reference count in 2020-12, and do not in draft-07") {
    const std::string body = R"("$ref":"#/definitions/s","minLength":3,"definitions":{"s":{"type":"string"}}})";
    const std::string too_short =
        R"([{"origin":"string","code":"too_small","minimum":3,"inclusive":true,"path":[],"message":"Too small: expected string to have >=3 characters"}])";
    CHECK(issues_of("{" + body, R"("ab")") == too_short);
    CHECK(issues_of(R"({"$schema":"http://json-schema.org/draft-07/schema#",)" + body, R"("ab")") == "[]");
    CHECK(issues_of("{" + body, R"("abc")") == "[]");
}

TEST_CASE("additionalProperties judges every member that properties does not name") {
    const std::string_view schema =
        R"({"type":"object","properties":{"a":{}},"additionalProperties":false,"anyOf":[{"required":["a"]},{"required":["b"]}]})";
    CHECK(issues_of(schema, R"({"a":1})") == "[]");
    CHECK(issues_of(schema, R"({"b":1})") ==
          R"([{"code":"unrecognized_keys","keys":["b"],"path":[],"message":"Unrecognized key: \"b\""}])");
}

TEST_CASE("prefixItems and items share an array between them") {
    const std::string_view schema = R"({"prefixItems":[{"type":"string"}],"items":{"type":"number"}})";
    CHECK(issues_of(schema, "[]") == "[]");
    CHECK(issues_of(schema, R"(["a",1,2])") == "[]");
    CHECK(
        issues_of(schema, R"(["a",1,"b"])") ==
        R"([{"expected":"number","code":"invalid_type","path":[2],"message":"Invalid input: expected number, received string"}])");
    const std::string_view draft_07 =
        R"({"$schema":"http://json-schema.org/draft-07/schema","items":[{"type":"string"}],"additionalItems":{"type":"number"}})";
    CHECK(issues_of(draft_07, R"(["a",1,"b"])") == issues_of(schema, R"(["a",1,"b"])"));
    // Without the array form of items, additionalItems asserts nothing.
    CHECK(issues_of(R"({"$schema":"http://json-schema.org/draft-07/schema#","additionalItems":false})", "[1]") == "[]");
}

TEST_CASE("repeated keys: the last counts, or the payload is refused") {
    const std::string_view schema = R"({"type":"object","properties":{"a":{"type":"string"}}})";
    const std::string_view payload = R"({"a":1,"a":"x"})";
    CHECK(Schema::parse(schema).validate(payload).valid());
    Options options;
    options.refuse_repeated_keys = true;
    const Result result = Schema::parse(schema, options).validate(payload);
    CHECK(result.status() == Status::malformed);
    CHECK(to_json(result.issues()) ==
          R"([{"code":"custom","params":{"repeated":"a"},"path":[],"message":"Repeated key: \"a\""}])");
    CHECK(result.issues().front().offset == 7);
}

TEST_CASE("a payload that is not JSON gives one issue with line and column") {
    const Result result = schemas::invite_request().validate("{\n  \"email\": \"é\" \"role\"}");
    CHECK(result.status() == Status::malformed);
    CHECK(
        to_json(result.issues()) ==
        R"([{"code":"invalid_format","format":"json_string","path":[],"message":"Invalid JSON string: a comma or } is missing after a member at line 2, column 16"}])");
}

TEST_CASE("issues know where in the payload they are") {
    const std::string_view payload = R"({"list":[{"name":1},{}],"b":2,"c":3})";
    const Schema schema = Schema::parse(
        R"({"type":"object","properties":{"list":{"items":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}},"additionalProperties":false})");
    const Result result = schema.validate(payload);
    REQUIRE(result.issues().size() == 3);
    CHECK(result.issues()[0].offset == payload.find("1}"));
    CHECK(result.issues()[1].offset == payload.find("{}"));     // the object that lacks the member
    CHECK(result.issues()[2].offset == payload.find("\"b\""));  // the first key that is not recognized
}

TEST_CASE("a bound beyond the range of a double is written as JSON.stringify would") {
    CHECK(
        issues_of(R"({"type":"number","minimum":1e400})", "1") ==
        R"([{"origin":"number","code":"too_small","minimum":null,"inclusive":true,"path":[],"message":"Too small: expected number to be >=Infinity"}])");
    CHECK(issues_of(R"({"const":-1e400})", "1") ==
          R"([{"code":"invalid_value","values":[null],"path":[],"message":"Invalid input: expected -Infinity"}])");
    CHECK(
        issues_of(R"({"minLength":1e300})", "\"a\"") ==
        R"([{"origin":"string","code":"too_small","minimum":1e+300,"inclusive":true,"path":[],"message":"Too small: expected string to have >=1e+300 characters"}])");
}

TEST_CASE("the issues of a temporary result can be walked over") {
    std::size_t count = 0;
    for (const Issue& issue : schemas::invite_request().validate("{}").issues()) count += issue.path.size();
    CHECK(count == 2);
}

TEST_CASE("a result and its issues outlive payload and schema") {
    Result result;
    {
        const std::string payload = R"({"role":"x","k":1})";
        const Schema schema =
            Schema::parse(R"({"type":"object","properties":{"role":{"enum":["admin"]}},"additionalProperties":false})");
        const Schema copy = schema;
        result = copy.validate(payload);
    }
    CHECK(
        to_json(result.issues()) ==
        R"([{"code":"invalid_value","values":["admin"],"path":["role"],"message":"Invalid input: expected \"admin\""},{"code":"unrecognized_keys","keys":["k"],"path":[],"message":"Unrecognized key: \"k\""}])");
}

TEST_CASE("a pattern with escapes of Unicode is read with the flag that they need, and shows it") {
    const Schema name = Schema::parse(R"({"type":"string","pattern":"^\\p{L}+$"})");
    CHECK(name.validate("\"\xC3\x91"
                        "and\xC3\xBA\"")
              .valid());
    CHECK(
        to_json(name.validate("\"1\"").issues()) ==
        R"([{"origin":"string","code":"invalid_format","format":"regex","pattern":"/^\\p{L}+$/u","path":[],"message":"Invalid string: must match pattern /^\\p{L}+$/u"}])");
    CHECK(Schema::parse(R"({"type":"string","pattern":"^\\u{1F600}$"})").validate("\"\xF0\x9F\x98\x80\"").valid());
    // An escaped backslash before a letter is none.
    CHECK(Schema::parse(R"({"type":"string","pattern":"^\\\\p{2}$"})").validate(R"("\\pp")").valid());
}

TEST_CASE("a discriminated union of one option") {
    const Schema one = Schema::parse(
        R"({"oneOf":[{"type":"object","properties":{"t":{"type":"string","const":"a"}},"required":["t"]}]})");
    CHECK(
        to_json(one.validate(R"({"t":"b"})").issues()) ==
        R"([{"code":"invalid_union","errors":[],"note":"No matching discriminator","discriminator":"t","options":["a"],"path":["t"],"message":"Invalid discriminator value. Expected 'a'"}])");
}

TEST_CASE("an enum of many objects and arrays takes those, in whatever order their members are, and no others") {
    std::string constants = "null,true";
    for (int i = 0; i < 300; ++i) {
        const std::string number = std::to_string(i);
        constants += ",{\"a\":[" + number + "],\"b\":{\"c\":\"" + number + "\"}},[" + number + ",[],{}]";
    }
    const Schema schema = Schema::parse("{\"enum\":[" + constants + "]}");
    for (const std::string number : {"0", "-0", "7", "2.99e2"}) {
        const std::string text = number == "-0" ? "0" : number == "2.99e2" ? "299" : number;
        CHECK(schema.validate("{\"a\":[" + number + "],\"b\":{\"c\":\"" + text + "\"}}").valid());
        CHECK(schema.validate("{\"b\":{\"c\":\"" + text + "\"},\"a\":[" + number + "]}").valid());
        CHECK(schema.validate("[" + number + ",[],{}]").valid());
    }
    CHECK(schema.validate("null").valid());
    CHECK(schema.validate("true").valid());
    for (const std::string_view payload :
         {"false", "[]", "{}", R"({"a":[1],"b":{"c":"2"}})", R"({"a":[1],"b":{"c":1}})",
          R"({"a":[300],"b":{"c":"300"}})", R"({"a":[1],"b":{"c":"1"},"d":1})", "[1,{},[]]", "[1,[]]", "[[1,[],{}]]",
          "1", R"("1")"}) {
        CAPTURE(payload);
        CHECK_FALSE(schema.validate(payload).valid());
    }
}

TEST_CASE("an exact length is that of a number, also where the value is no string") {
    const std::string_view three = R"({"type":"string","minLength":3,"maxLength":3})";
    const std::string wrong_type =
        R"([{"expected":"string","code":"invalid_type","path":[],"message":"Invalid input: expected string, received object"})";
    CHECK(issues_of(three, R"({"length":3})") == wrong_type + "]");
    CHECK(issues_of(three, R"({"length":"3"})").find(R"("code":"too_small")") != std::string::npos);
    CHECK(issues_of(three, R"({"length":"4"})").find(R"("code":"too_big")") != std::string::npos);
}

TEST_CASE("what a schema with further checks has evaluated counts for those around") {
    const Schema schema = Schema::parse(R"({"allOf":[{"type":"object","properties":{"a":{}},
        "not":{"required":["z"]}}],"unevaluatedProperties":false})",
                                        Options::json_schema());
    CHECK(schema.validate(R"({"a":1})").valid());
    CHECK_FALSE(schema.validate(R"({"b":1})").valid());
}

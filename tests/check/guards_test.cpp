#include <zodgate/schema.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;

namespace {

Result judge(std::string_view document, std::string_view payload, const Options& options = Options()) {
    return Schema::parse(document, options).validate(payload);
}

std::string issues_of(std::string_view document, std::string_view payload) {
    return to_json(judge(document, payload).issues());
}

}  // namespace

TEST_CASE("equal items are found, whatever they are, and only they") {
    constexpr std::string_view document = R"({"type":"array","uniqueItems":true})";
    for (const std::string payload :
         {"[1,1.0]", "[0,-0.0]", "[1e2,100]", R"(["a","\u0061"])", "[null,null]", "[true,true]", "[[],[]]", "[{},{}]",
          R"([{"a":1,"b":[2]},{"b":[2],"a":1}])", R"([{"10":1,"9":1},{"9":1,"10":1}])", "[[1,[2]],[1,[2]]]"}) {
        INFO(payload);
        CHECK(
            issues_of(document, payload) ==
            R"([{"code":"custom","message":"Array items must be unique: element at index 1 duplicates the one at index 0","path":[1]}])");
    }
    for (const std::string payload :
         {"[]", "[1]", R"([1,"1"])", "[true,1,null,0,false]", R"(["","null"])", "[[1,2],[2,1]]", "[[1],[[1]]]",
          R"([{"a":1},{"a":"1"}])", R"([{"a":1},{"b":1}])", R"([{"a":[]},{"a":{}}])", R"(["a","s1:a"])",
          R"([["a","b"],["as1:b"]])", R"([{"a":1,"b":2},{"a":1}])", "[12,1,2]", "[[1,2],[12]]", "[1e400,-1e400]",
          "[1e400,null]"}) {
        INFO(payload);
        CHECK(judge(document, payload).valid());
    }
}

TEST_CASE("of several equal items the first is named, in the order of the others") {
    CHECK(
        issues_of(R"({"type":"array","uniqueItems":true})", R"(["b","a","b","a","b"])") ==
        R"([{"code":"custom","message":"Array items must be unique: element at index 2 duplicates the one at index 0","path":[2]},)"
        R"({"code":"custom","message":"Array items must be unique: element at index 3 duplicates the one at index 1","path":[3]},)"
        R"({"code":"custom","message":"Array items must be unique: element at index 4 duplicates the one at index 0","path":[4]}])");
    const Result places = judge(R"({"type":"array","uniqueItems":true})", R"(["b","a","b","a"])");
    REQUIRE(places.issues().size() == 2);
    CHECK(places.issues()[0].offset == 9);
    CHECK(places.issues()[1].offset == 13);
    std::string many = "[0";
    for (int i = 0; i < 5000; ++i) many += ",0";
    const Result result = judge(R"({"type":"array","uniqueItems":true})", many + "]");
    CHECK(result.issues().size() == 1000);
    CHECK(result.truncated());
}

TEST_CASE("members are counted in objects alone") {
    CHECK(judge(R"({"minProperties":1})", "[]").valid());
    CHECK(judge(R"({"minProperties":1})", R"({"__proto__":1})").valid());
    CHECK_FALSE(judge(R"({"minProperties":1})", "{}").valid());
    CHECK_FALSE(judge(R"({"type":["object","null"],"maxProperties":1})", R"({"a":1,"b":1})").valid());
    CHECK(judge(R"({"type":["object","null"],"maxProperties":1})", "null").valid());
    // A member named twice is one.
    CHECK_FALSE(judge(R"({"minProperties":2})", R"({"a":1,"a":2})").valid());
    // What fails is looked at no further.
    CHECK(judge(R"({"type":"object","properties":{"a":{"type":"string"}},"minProperties":2})", R"({"a":1})")
              .issues()
              .size() == 1);
}

TEST_CASE("how many items must fit is a matter of the dialect") {
    constexpr std::string_view draft_07 =
        R"({"$schema":"http://json-schema.org/draft-07/schema#","contains":{"type":"number"},"minContains":2})";
    CHECK(judge(draft_07, "[1]").valid());
    CHECK_FALSE(judge(draft_07, "[]").valid());
    CHECK_FALSE(judge(R"({"contains":{"type":"number"},"minContains":2})", "[1]").valid());
    CHECK(judge(R"({"contains":{"type":"number"},"minContains":0})", "[]").valid());
    CHECK(judge(R"({"minContains":2,"maxContains":1})", "[1,1]").valid());
    CHECK_FALSE(judge(R"({"contains":true})", "[]").valid());
    CHECK_FALSE(judge(R"({"contains":false})", "[1]").valid());
}

TEST_CASE("guards have words of their own") {
    constexpr std::string_view document =
        R"({"type":"object","minProperties":1,"properties":{"a":{"type":"array","uniqueItems":true,"contains":{"type":"string"},)"
        R"("errorMessage":{"uniqueItems":"no twins","contains":"no name"}}},"errorMessage":{"minProperties":"nothing there"}})";
    CHECK(message_of(judge(document, "{}").issues().front()) == "nothing there");
    const Result result = judge(document, R"({"a":[1,1]})");
    REQUIRE(result.issues().size() == 2);
    CHECK(message_of(result.issues()[0]) == "no twins");
    CHECK(message_of(result.issues()[1]) == "no name");
}

TEST_CASE("guards within each other take no more work than composition may") {
    // Items are judged by both, and so are theirs: without a limit, two to the power of the depth.
    constexpr std::string_view document =
        R"({"type":"array","items":{"$ref":"#"},"contains":{"$ref":"#"},"minContains":0,"uniqueItems":true})";
    std::string deep(60, '[');
    deep += std::string(60, ']');
    const Result result = judge(document, deep);
    CHECK(result.status() == Status::over_limit);
    CHECK(to_json(result.issues()).find("max_union_work") != std::string::npos);

    // At each level, all that is below is compared.
    constexpr std::string_view unique = R"({"type":"array","items":{"$ref":"#/$defs/any"},"uniqueItems":true,)"
                                        R"("$defs":{"any":{"anyOf":[{"$ref":"#"},{"type":"string"}]}}})";
    std::string nested = "\"" + std::string(100000, 'a') + "\"";
    for (int level = 0; level < 200; ++level) nested = "[\"b\"," + nested + "]";
    Options options;
    options.limits.max_union_work = 1000;
    CHECK(judge(unique, nested, options).status() == Status::over_limit);
}

TEST_CASE("numbers of equal value are equal, however they are written") {
    constexpr std::string_view document = R"({"type":"array","uniqueItems":true})";
    for (const std::string payload : {"[1e400,1e401]", "[[0],[-0.0]]", "[9007199254740992,9007199254740993]"}) {
        INFO(payload);
        CHECK_FALSE(judge(document, payload).valid());
    }
    for (const std::string payload :
         {"[1,-1,2,0.1,0.10000000000000002,1e22]", "[1e308,1e400]", "[1e400,-1e400]", R"([0,null,"",[],{}])",
          "[9007199254740991,9007199254740992]", R"(["aaaaaaaa1","aaaaaaaa2","aaaaaaaa"])"}) {
        INFO(payload);
        CHECK(judge(document, payload).valid());
    }
}

#include "http/yaml.hpp"

#include <zodgate/http.hpp>
#include <zodgate/schema.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace zodgate;
using http::YamlDocument;

namespace {

constexpr std::size_t many = 1000000;
constexpr std::size_t deep = 200;

std::string json_of(std::string_view text, std::size_t max_bytes = many, std::size_t max_depth = deep) {
    return YamlDocument(text, "api.yaml", max_bytes, max_depth).json();
}

std::optional<SchemaError> error_of(std::string_view text, std::size_t max_bytes = many, std::size_t max_depth = deep) {
    try {
        YamlDocument(text, "api.yaml", max_bytes, max_depth);
    } catch (const SchemaError& error) {
        return error;
    }
    return std::nullopt;
}

std::string repeated(std::string_view part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
}

struct Turned {
    std::string_view yaml;
    std::string_view json;
};

struct Refused {
    std::string_view yaml;
    std::string_view pointer;
    std::size_t offset;
    std::string_view reason;  // a part of it
};

}  // namespace

TEST_CASE("a document's first character tells JSON from YAML") {
    CHECK(http::looks_like_yaml("openapi: 3.1.0"));
    CHECK(http::looks_like_yaml("# {\n{}"));
    CHECK(http::looks_like_yaml("\xEF\xBB\xBF\n\"openapi\": 3"));
    CHECK_FALSE(http::looks_like_yaml("{"));
    CHECK_FALSE(http::looks_like_yaml(" \t\r\n[]"));
    CHECK_FALSE(http::looks_like_yaml("\xEF\xBB\xBF{}"));
    CHECK_FALSE(http::looks_like_yaml(""));
    CHECK_FALSE(http::looks_like_yaml("\n"));
}

TEST_CASE("without yaml-cpp a document in YAML is refused in words that say what to do") {
    if (http::has_yaml()) return;
    const auto error = error_of("a: 1");
    REQUIRE(error);
    CHECK(error->reason() ==
          "this build of zodgate reads JSON only; YAML needs yaml-cpp at build time (Debian: libyaml-cpp-dev)");
}

TEST_CASE("plain scalars are what YAML 1.2's core schema says") {
    if (!http::has_yaml()) return;
    const auto [yaml, json] = GENERATE(values<Turned>({
        {"[~, null, Null, NULL, nULL]", R"([null,null,null,null,"nULL"])"},
        {"- \n-\n- a", R"([null,null,"a"])"},
        {"[true, True, TRUE, false, False, FALSE, tRUE]", R"([true,true,true,false,false,false,"tRUE"])"},
        {"[yes, no, on, off, y, n]", R"(["yes","no","on","off","y","n"])"},
        {"[0, 00, 007, 0777, -012, +5, -0, +0]", "[0,0,7,777,-12,5,-0,0]"},
        {"[0o17, 0xfF, 0o8, 0xG, 0o, 0x, -0x1]", R"([15,255,"0o8","0xG","0o","0x","-0x1"])"},
        {"[0xFFFFFFFFFFFFFFFF]", "[18446744073709551615]"},
        {"[1., .5, -.5, +1.50, 01.0, 1e3, 1.E+3, .5e-02]", "[1,0.5,-0.5,1.50,1.0,1e3,1e+3,0.5e-02]"},
        {"[., -, +, e3, .e3, 1e, 1e+, 1.2.3, 3.1.0, 1_000, 12:30, 2024-01-01, .., -a]",
         R"([".","-","+","e3",".e3","1e","1e+","1.2.3","3.1.0","1_000","12:30","2024-01-01","..","-a"])"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"[a b, a#b, 'a: b', \"null\", '1', \"true\"]", R"(["a b","a#b","a: b","null","1","true"])"},
        {"a: |\n  1\n  2\n", R"({"a":"1\n2\n"})"},
        {"a: >-\n  1\n  2\n", R"({"a":"1 2"})"},
        {R"("\x41\u00e9\t\N\_\L\u0085")", "\"A\xC3\xA9\\t\xC2\x85\xC2\xA0\xE2\x80\xA8\xC2\x85\""},
        {"\"\\0\"", R"("\u0000")"},
    }));
    CAPTURE(yaml);
    CHECK(json_of(yaml) == json);
}

TEST_CASE("explicit tags count") {
    if (!http::has_yaml()) return;
    const auto [yaml, json] = GENERATE(values<Turned>({
        {"[!!str 1, !!str null, !!str ~, !!str true, ! 12]", R"(["1","null","~","true","12"])"},
        {"[!!int '3', !!int 0x10, !!float \"1\", !!float 1.50]", "[3,16,1,1.50]"},
        {"[!!bool 'True', !!null '', !!null 'null']", "[true,null,null]"},
        {"!!map\na: !!seq [1]\nb: !<tag:yaml.org,2002:str> 1", R"({"a":[1],"b":"1"})"},
        {"%TAG !y! tag:yaml.org,2002:\n--- !y!str 1", R"("1")"},
        {"a: !!str\nb: !!str", R"({"a":"","b":""})"},
    }));
    CAPTURE(yaml);
    CHECK(json_of(yaml) == json);
}

TEST_CASE("keys of maps are the text of scalars") {
    if (!http::has_yaml()) return;
    const auto [yaml, json] = GENERATE(values<Turned>({
        {"200:\n  a: 1\n4XX: 2\n'201': 3", R"({"200":{"a":1},"4XX":2,"201":3})"},
        {"007: 1\n1.0: 2\ntrue: 3\nnull: 4\n~: 5\n&x Null : 6",
         R"({"007":1,"1.0":2,"true":3,"null":4,"~":5,"Null":6})"},
        {"\"<<\": 1\n'': 2", R"({"<<":1,"":2})"},
        {"{a: 1, b, c: , \"d\":4}", R"({"a":1,"b":null,"c":null,"d":4})"},
        {"[a: 1, b: {c: d}]", R"([{"a":1},{"b":{"c":"d"}}])"},
        {"? a\n: 1\n? b", R"({"a":1,"b":null})"},
        {"/things/{id}:\n  get:\n    - q\n", R"({"/things/{id}":{"get":["q"]}})"},
        {"a:\n- 1\n- b: 2\n  c: 3\nd: {}\ne: []", R"({"a":[1,{"b":2,"c":3}],"d":{},"e":[]})"},
    }));
    CAPTURE(yaml);
    CHECK(json_of(yaml) == json);
}

TEST_CASE("aliases are copies of what the anchor stands at") {
    if (!http::has_yaml()) return;
    const auto [yaml, json] = GENERATE(values<Turned>({
        {"a: &x {b: [1]}\nc: *x\nd: [*x, *x]", R"({"a":{"b":[1]},"c":{"b":[1]},"d":[{"b":[1]},{"b":[1]}]})"},
        {"- &x 1\n- *x\n- &x 2\n- *x\n- &n\n- *n", "[1,1,2,2,null,null]"},
        {"&k a: 1\nb: *k\nc: &l 0x10\nd: {*l : *l, *k : 2}", R"({"a":1,"b":"a","c":16,"d":{"0x10":16,"a":2}})"},
        {"- &a [1]\n- &b [*a, *a]\n- [*b]", "[[1],[[1],[1]],[[[1],[1]]]]"},
    }));
    CAPTURE(yaml);
    CHECK(json_of(yaml) == json);
}

TEST_CASE("comments, a byte order mark, directives and document marks are no part of the value") {
    if (!http::has_yaml()) return;
    CHECK(json_of("\xEF\xBB\xBF# c\n%YAML 1.2\n---\r\na: 1 # d\r\n...\r\n") == R"({"a":1})");
    CHECK(json_of("--- a\n") == R"("a")");
}

TEST_CASE("what JSON has not, and what is no YAML, is refused with pointer and offset") {
    if (!http::has_yaml()) return;
    const auto [yaml, pointer, offset, reason] = GENERATE(values<Refused>({
        {"a:\n  b: [1, .inf]", "/a/b/1", 12, ".inf is not a number that JSON has at line 2, column 10"},
        {"a: -.INF", "/a", 3, "JSON"},
        {"a: .nan", "/a", 3, "JSON"},
        {"a: !!float .nan", "/a", 3, "JSON"},
        {"a: 0x10000000000000000", "/a", 3, "above 18446744073709551615"},
        {"a: !!int 1.5", "/a", 3, "\"1.5\" is not an integer, as its tag says"},
        {"a: !!int x", "/a", 3, "not an integer"},
        {"a: !!float x", "/a", 3, "not a number"},
        {"a: !!bool yes", "/a", 3, "not a boolean"},
        {"a: !!null 0", "/a", 3, "not null"},
        {"a: !mine x", "/a", 3, "the tag !mine "},
        {"a: !!binary x", "/a", 3, "the tag !!binary "},
        {"a: !<x:y> [x]", "/a", 3, "the tag !<x:y> "},
        {"a: !!set {x}", "/a", 3, "the tag !!set "},
        {"a: !!seq {x}", "/a", 3, "the tag !!seq "},
        {"!mine a: 1", "", 0, "the tag !mine "},
        {"a:\n  b/c: 1\n  d: 2\n  \"b/c\": 3", "/a/b~1c", 21, "the key \"b/c\" stands twice in one map"},
        {"200: 1\n'200': 2", "/200", 7, "twice"},
        {"a: &x {b: 1}\nc:\n  <<: *x", "/c", 18, "\"<<\" merges maps in YAML 1.1 only"},
        {"a: {[1]: 2}", "/a", 4, "a key must be a scalar"},
        {"? {a: 1}\n: 2", "", 2, "a key must be a scalar"},
        {"x: &x [1]\ny: {*x : 2}", "/y", 14, "a key must be a scalar"},
        {"a: 1\n: 2", "", 5, "there is no key"},
        {"a: &x [1, *x]", "/a/1", 10, "an alias to what it is part of"},
        {"a: *x", "", 3, "not YAML: the referenced anchor is not defined"},
        {"a: 1\n---\nb: 2", "", 5, "a second document"},
        {"- a\nb", "", 4, "not part of the value"},
        {"\"a\" \"b\"", "", 4, "not part of the value"},
        {"a: b: c", "", 4, "not YAML: illegal map value at line 1, column 5"},
        {"\xEF\xBB\xBF"
         "a: b: c",
         "", 7, "not YAML: illegal map value"},
        {"\xC3\xA9: [1", "", 6, "not YAML: "},
        {"a: \"b", "", 5, "not YAML: "},
        {"a: \"\\ud83d\\ude00\"", "", 10, "not YAML: invalid unicode"},
        {"a:\n\t- b", "", 4, "not YAML: "},
        {"", "", 0, "there is no document"},
        {"# only a comment", "", 0, "there is no document"},
        {"!!str", "", 0, "a tag without a value"},
        {"a: \xFF", "", 3, "not UTF-8"},
        {"a: \x04 b", "", 3, "a control character"},
    }));
    CAPTURE(yaml);
    const auto error = error_of(yaml);
    REQUIRE(error);
    CHECK(error->document() == "api.yaml");
    CHECK(error->pointer() == pointer);
    CHECK(error->offset() == offset);
    CHECK_THAT(error->reason(), Catch::Contains(std::string(reason)));
}

TEST_CASE("a NUL does not change how the text is read") {
    if (!http::has_yaml()) return;
    const auto error = error_of(std::string_view("a\0:\0 1", 6));
    REQUIRE(error);
    CHECK(error->offset() == 1);
}

TEST_CASE("nesting is bounded, whichever way it is written") {
    if (!http::has_yaml()) return;
    CHECK(json_of("[[[]]]", many, 3) == "[[[]]]");
    CHECK(error_of("[[[[]]]]", many, 3)->offset() == 3);
    CHECK(json_of(repeated("[", 200) + repeated("]", 200), many, 1000).size() == 400);
    for (const std::string_view part : {"[", "- ", "{a: ", "? ", "[a: ", "!!seq ["}) {
        CAPTURE(part);
        CHECK(error_of(repeated(part, 100000), 10 * many, 1000));
    }
    std::string steps;
    for (std::size_t i = 0; i < 1000; ++i) steps += std::string(i, ' ') + "a:\n";
    CHECK_THAT(error_of(steps)->reason(), Catch::Contains("nested deeper"));
}

TEST_CASE("aliases count for depth where they stand") {
    if (!http::has_yaml()) return;
    CHECK(json_of("- &a [[]]\n- [*a]", many, 4) == "[[[]],[[[]]]]");
    const auto error = error_of("- &a [[]]\n- [*a]", many, 3);
    REQUIRE(error);
    CHECK(error->pointer() == "/1/0");
    CHECK(error->offset() == 13);
    std::string chain = "- &a0 []\n";
    for (int i = 1; i < 1000; ++i) {
        chain += "- &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
    }
    CHECK_THAT(error_of(chain)->reason(), Catch::Contains("nested deeper"));
}

TEST_CASE("aliases that multiply are stopped by the limit on bytes") {
    if (!http::has_yaml()) return;
    std::string laughs = "- &a0 lol\n";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        laughs += "- &a" + std::to_string(i) + " [" + repeated(before + ", ", 9) + before + "]\n";
    }
    const auto error = error_of(laughs, 100000);
    REQUIRE(error);
    CHECK_THAT(error->reason(), Catch::Contains("its aliases written out, is longer"));
    CHECK(json_of("[&a abc, *a]", 13) == R"(["abc","abc"])");
    CHECK(error_of("[&a abc, *a]", 12));
    CHECK_THAT(error_of("[a, b]", 5)->reason(), Catch::StartsWith("the document is longer"));
}

TEST_CASE("places are found again in the YAML text") {
    if (!http::has_yaml()) return;
    const std::string_view text =
        "# api\n"
        "paths:\n"
        "  /a/{b}: &x\n"
        "    get: [1, 'two']\n"
        "  /c: *x\n"
        "200:\n"
        "  - &y\n"
        "    - {z: &z [7, 8]}\n"
        "    - *z\n"
        "  - *y\n"
        "9: last\n";
    const YamlDocument document(text, "api.yaml", many, deep);
    const auto rest = [&](std::string_view pointer) {
        const std::string_view found = text.substr(document.offset_of(pointer));
        return found.substr(0, found.find('\n'));
    };
    CHECK(rest("") == "paths:");
    CHECK(rest("/paths") == "/a/{b}: &x");
    CHECK(rest("/paths/~1a~1{b}") == "&x");
    CHECK(rest("/paths/~1a~1{b}/get") == "[1, 'two']");
    CHECK(rest("/paths/~1a~1{b}/get/1") == "'two']");
    CHECK(rest("/paths/~1c") == "*x");
    CHECK(rest("/paths/~1c/get/1") == "'two']");
    CHECK(rest("/200/0/0/z/1") == "8]}");
    CHECK(rest("/200/0/1") == "*z");
    CHECK(rest("/200/0/1/1") == "8]}");
    CHECK(rest("/200/1") == "*y");
    CHECK(rest("/200/1/0/z") == "&z [7, 8]}");
    CHECK(rest("/200/1/1") == "*z");
    CHECK(rest("/200/1/1/1") == "8]}");
    CHECK(rest("/9") == "last");
    CHECK(rest("/paths/nothing/there") == "/a/{b}: &x");
    CHECK(rest("no pointer") == "paths:");
    // A key, by its place in the JSON text.
    const std::size_t key = document.json().find("\"9\"");
    CHECK(text.substr(document.offset_at(key)) == "9: last\n");
    CHECK(document.offset_at(many) == document.offset_of("/9"));
}

TEST_CASE("the JSON Schema of a YAML document is the one that its JSON has") {
    if (!http::has_yaml()) return;
    const Schema schema = Schema::parse(json_of("type: object\nproperties:\n  age: {type: integer, minimum: 018}\n"));
    CHECK(schema.validate(R"({"age":18})"));
    CHECK_FALSE(schema.validate(R"({"age":17})"));
}

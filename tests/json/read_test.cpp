#include "json/json.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <string_view>

using namespace zodgate::json;

namespace {

constexpr ReadOptions ample{1U << 30U, 100, false};

// What JSON.stringify(JSON.parse(text)) gives, or the reason why not.
std::string round_trip(std::string_view text, const ReadOptions& options = ample) {
    Document document;
    const ReadError error = document.read(text, options);
    if (error.status == ReadStatus::malformed)
        return "malformed at " + std::to_string(error.offset) + ": " + error.reason;
    if (error.status == ReadStatus::too_long) return "too long";
    if (error.status == ReadStatus::too_deep) return "too deep at " + std::to_string(error.offset);
    if (error.status == ReadStatus::repeated_key)
        return "repeated at " + std::to_string(error.offset) + ": " + error.reason;
    std::string out;
    append_value(out, document.root());
    return out;
}

}  // namespace

TEST_CASE("values are read and written as JavaScript does") {
    CHECK(round_trip(" null ") == "null");
    CHECK(round_trip("[true,false,null]") == "[true,false,null]");
    CHECK(round_trip("-0.0") == "0");
    CHECK(round_trip("[1.0,10e-1,1E2]") == "[1,1,100]");
    CHECK(round_trip("[1e400,-1e400]") == "[null,null]");
    CHECK(round_trip("[1" + std::string(400, '0') + "]") == "[null]");
    CHECK(round_trip(R"(["\"\\\/\b\f\n\r\t\u0001\u007f\u2028é😀"])") ==
          "[\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f\u2028é😀\"]");
    CHECK(round_trip(R"("\ud83d\ude00\u00e9")") == "\"😀é\"");
    CHECK(round_trip(R"("\u0000")") == "\"\\u0000\"");
    CHECK(round_trip("\xEF\xBB\xBF{}") == "{}");
    CHECK(round_trip("[]") == "[]");
    CHECK(round_trip("{}") == "{}");
    CHECK(round_trip(R"({"a":{"b":[1,{"c":"d"}]},"e":""})") == R"({"a":{"b":[1,{"c":"d"}]},"e":""})");
}

TEST_CASE("the last of repeated keys counts, at the place of the first") {
    CHECK(round_trip(R"({"a":1,"b":2,"a":3})") == R"({"a":3,"b":2})");
    CHECK(round_trip(R"({"a":1,"\u0061":2})") == R"({"a":2})");
    CHECK(round_trip(R"({"a":1,"a":2,"a":3})") == R"({"a":3})");
    CHECK(round_trip(R"({"x":{"a":1,"a":2},"y":{"b":1,"b":2}})") == R"({"x":{"a":2},"y":{"b":2}})");
    std::string many = "{";
    for (int i = 0; i < 100; ++i) many += "\"k" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
    many.back() = '}';
    std::string wanted = "{";
    for (int i = 0; i < 50; ++i) wanted += "\"k" + std::to_string(i) + "\":" + std::to_string(i + 50) + ",";
    wanted.back() = '}';
    CHECK(round_trip(many) == wanted);
}

TEST_CASE("repeated keys can be refused") {
    ReadOptions strict = ample;
    strict.refuse_repeated_keys = true;
    CHECK(round_trip(R"({"a":1,"b":{"a":1}})", strict) == R"({"a":1,"b":{"a":1}})");
    CHECK(round_trip(R"({"a":1,"b":2,"a":3})", strict) == "repeated at 13: a");
    CHECK(round_trip(R"([{"x":1},{"y":1,"\u0079":1}])", strict) == "repeated at 16: y");
}

TEST_CASE("integer-like keys come first, in number order") {
    CHECK(round_trip(R"({"b":0,"10":1,"2":2,"a":3,"01":4,"0":5,"4294967295":6,"4294967294":7})") ==
          R"({"0":5,"2":2,"10":1,"4294967294":7,"b":0,"a":3,"01":4,"4294967295":6})");
    CHECK(round_trip(R"({"2":0,"1":1,"2":2})") == R"({"1":1,"2":2})");
}

TEST_CASE("what JSON.parse refuses is refused, with a reason and a place") {
    struct Case {
        std::string_view text;
        std::string_view outcome;
    };
    const auto [text, outcome] = GENERATE(values<Case>({
        {"", "malformed at 0: there is no value"},
        {"  ", "malformed at 2: there is no value"},
        {"[1,]", "malformed at 3: not a JSON value"},
        {"[1 2]", "malformed at 3: a comma or ] is missing after an item"},
        {"[1", "malformed at 2: a comma or ] is missing after an item"},
        {R"({"a":1,})", "malformed at 7: a member name in double quotes is missing"},
        {R"({"a" 1})", "malformed at 5: a colon is missing after a member name"},
        {R"({"a":1 "b":2})", "malformed at 7: a comma or } is missing after a member"},
        {"{a:1}", "malformed at 1: a member name in double quotes is missing"},
        {"01", "malformed at 1: something follows the value"},
        {"1.", "malformed at 2: a number has no digit after its point"},
        {"1e", "malformed at 2: a number has no digit in its exponent"},
        {"1e999x", "malformed at 5: something follows the value"},
        {"{} []", "malformed at 3: something follows the value"},
        {R"("\x")", "malformed at 1: an unknown escape in a string"},
        {R"("\u12g4")", "malformed at 1: \\u needs four hexadecimal digits"},
        {"\"a", "malformed at 2: a string has no end"},
        {"\"a\nb\"", "malformed at 2: a control character in a string"},
        {R"("\ud800")", "malformed at 1: a surrogate escape stands alone in a string"},
        {R"(["x","\udc00"])", "malformed at 5: a surrogate escape stands alone in a string"},
        {R"({"\udc00":1})", "malformed at 1: a surrogate escape stands alone in a string"},
        {"\"\xC0\xAF\"", "malformed at 1: a byte that is not UTF-8"},
        {"\"\xED\xA0\x80\"", "malformed at 1: a byte that is not UTF-8"},
        {"\xEF\xBB\xBF\xEF\xBB\xBF{}", "malformed at 3: not a JSON value"},
        {std::string_view("1\0garbage", 9), "malformed at 1: something follows the value"},
        {std::string_view("\"a\0b\"", 5), "malformed at 2: a control character in a string"},
        {std::string_view("\0", 1), "malformed at 0: a value must not begin with this character"},
        {"NaN", "malformed at 0: not a JSON value"},
        {"nul", "malformed at 3: the text ends before the value does"},
        {"\"a\x1A\"", "malformed at 2: a control character in a string"},
        {"\"0123456789\x1F\"", "malformed at 11: a control character in a string"},
        {"\"\\\x01\"", "malformed at 1: an unknown escape in a string"},
        {" ]", "malformed at 1: a value must not begin with this character"},
        {"\xEF\xBB\xBF,", "malformed at 3: a value must not begin with this character"},
        {"[:", "malformed at 1: not a JSON value"},
        {"-]", "malformed at 1: not a JSON value"},
        {R"({"a":})", "malformed at 5: not a JSON value"},
    }));
    CAPTURE(text);
    CHECK(round_trip(text) == outcome);
}

TEST_CASE("a number that is too large is found wherever it stands") {
    CHECK(round_trip(R"({"a":"1e999 \" 1e999","b":[1e999,-1e999,12345678],"c":1E+999})") ==
          R"({"a":"1e999 \" 1e999","b":[null,null,12345678],"c":null})");
    CHECK(round_trip("3.40282e34663852886e+38") == "malformed at 0: something that is not a number follows one");
}

TEST_CASE("long runs of digits are looked at once, whatever they are part of") {
    // Quadratic work on these would take hours.
    const std::string zeros(8U * 1024 * 1024, '0');
    CHECK(round_trip("[1e999," + zeros + "]").substr(0, 15) == "malformed at 8:");
    CHECK(round_trip("[1e999,1." + zeros + "]") == "[null,1]");
    CHECK(round_trip("[1e999,-" + zeros + "e]").substr(0, 12) == "malformed at");
    std::string points = "[1e999,";
    for (int i = 0; i < 1000000; ++i) points += "1.1.";
    CHECK(round_trip(points).substr(0, 12) == "malformed at");
}

TEST_CASE("bounds are kept") {
    ReadOptions options{10, 2, false};
    CHECK(round_trip("[1,2,3,4]", options) == "[1,2,3,4]");
    CHECK(round_trip("[1,2,3,4,5]", options) == "too long");
    CHECK(round_trip("[[1]]", options) == "[[1]]");
    CHECK(round_trip("[[[1]]]", options) == "too deep at 2");
    CHECK(round_trip(R"([{"a":[]}])", options) == "too deep at 6");
    options = {1U << 30U, 1000, false};
    CHECK(round_trip(std::string(1000000, '['), options) == "too deep at 1000");
    const std::string deepest = std::string(1000, '[') + std::string(1000, ']');
    CHECK(round_trip(deepest, options) == deepest);
    options.max_depth = 1U << 30U;
    CHECK(round_trip(deepest, options) == deepest);
    CHECK(round_trip(std::string(1000000, '['), options) == "too deep at 1000");
}

TEST_CASE("values know where they stand in the text") {
    const std::string_view text = R"( { "a" : [ 10 , "x" , {} , [1] ] , "b":true })";
    Document document;
    REQUIRE(document.read(text, ample).status == ReadStatus::ok);
    const Value& root = document.root();
    CHECK(root.offset == text.find('{'));
    const Member* const a = find_member(root, "a");
    REQUIRE(a != nullptr);
    CHECK(a->key_offset == text.find("\"a\""));
    CHECK(a->value.offset == text.find('['));
    CHECK(a->value.items[0].offset == text.find("10"));
    CHECK(a->value.items[1].offset == text.find("\"x\""));
    CHECK(a->value.items[2].offset == text.find("{}"));
    CHECK(a->value.items[3].offset == text.find("[1]"));
    CHECK(find(root, "b")->offset == text.find("true"));
    CHECK(find(root, "c") == nullptr);
}

TEST_CASE("places are told in the text as it was, whatever was unescaped before") {
    const std::string_view text =
        "\xEF\xBB\xBF"
        R"( [ "\n\u00e9\ud83d\ude00" , "" , -1.5e3,0 ,{"\"":false,"":null,"x":[[]]},"z"])";
    Document document;
    REQUIRE(document.read(text, ample).status == ReadStatus::ok);
    const Value& root = document.root();
    CHECK(root.offset == 4);
    REQUIRE(root.size == 6);
    CHECK(root.items[0].string() == "\n\u00e9😀");
    CHECK(root.items[0].offset == text.find("\"\\n"));
    CHECK(root.items[1].offset == text.find("\"\" ,"));
    CHECK(root.items[2].offset == text.find("-1.5"));
    CHECK(root.items[2].number == -1500);
    CHECK(root.items[3].offset == text.find("0 ,{"));
    const Value& object = root.items[4];
    CHECK(object.offset == text.find('{'));
    CHECK(object.members[0].key == "\"");
    CHECK(object.members[0].key_offset == object.offset + 1);
    CHECK(object.members[0].value.offset == text.find("false"));
    CHECK(object.members[1].value.offset == text.find("null"));
    CHECK(object.members[2].value.offset == text.find("[[]]"));
    CHECK(object.members[2].value.items[0].offset == text.find("[[]]") + 1);
    CHECK(root.items[5].offset == text.find("\"z\""));
    // The second attempt, for a number beyond the range of doubles, begins with the text anew.
    REQUIRE(document.read(R"(["\u0041","b",1e400])", ample).status == ReadStatus::ok);
    CHECK(document.root().items[0].string() == "A");
    CHECK(document.root().items[1].string() == "b");
    CHECK(document.root().items[1].offset == 10);
}

TEST_CASE("strings of every length and end are read") {
    for (const std::string_view last : {"", "\\n", "\\\"", "é", "\\u0041"}) {
        for (std::size_t length = 0; length < 40; ++length) {
            const std::string plain(length, 'x');
            std::string text = "[\"";
            text += plain;
            text += last;
            text += "\",\"y\"]";
            CHECK(round_trip(text) == (last == "\\u0041" ? "[\"" + plain + "A\",\"y\"]" : text));
            CHECK(round_trip("\"" + plain) == "malformed at " + std::to_string(length + 1) + ": a string has no end");
        }
    }
}

TEST_CASE("keys that look alike are told apart, and equal ones are found") {
    std::string text = "{";
    for (int i = 0; i < 15; ++i) text += "\"k" + std::string(1, static_cast<char>('a' + i)) + "e\":0,";
    CHECK(round_trip(text + "\"kxe\":1}") == text + "\"kxe\":1}");
    const std::string repeated = "{\"kae\":1" + text.substr(text.find(',')) + "\"z\":2}";
    CHECK(round_trip(text + "\"z\":2,\"kae\":1}") == repeated);
    CHECK(round_trip(R"({"":1,"a":2,"":3})") == R"({"":3,"a":2})");
    CHECK(round_trip(R"({"3":1,"1":2,"a":0,"2":3,"1":4})") == R"({"1":4,"2":3,"3":1,"a":0})");
}

TEST_CASE("members are found in small and in large objects") {
    for (const int count : {0, 1, 16, 17, 1000}) {
        std::string text = "{";
        for (int i = 0; i < count; ++i)
            text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":" + std::to_string(i);
        text += '}';
        Document document;
        REQUIRE(document.read(text, ample).status == ReadStatus::ok);
        for (int i = 0; i < count; ++i) {
            const Value* const value = find(document.root(), std::string("k").append(std::to_string(i)));
            REQUIRE(value != nullptr);
            CHECK(value->number == i);
        }
        CHECK(find(document.root(), "k") == nullptr);
        CHECK(find(document.root(), std::string("k").append(std::to_string(count))) == nullptr);
        CHECK(find(document.root(), "") == nullptr);
    }
}

TEST_CASE("equality is by value, in any order of members") {
    const auto same = [](std::string_view left, std::string_view right) {
        Document a;
        Document b;
        REQUIRE(a.read(left, ample).status == ReadStatus::ok);
        REQUIRE(b.read(right, ample).status == ReadStatus::ok);
        return equal(a.root(), b.root());
    };
    CHECK(same("1", "1.0"));
    CHECK(same("0", "-0"));
    CHECK(same(R"({"a":1,"b":[2,{"c":null}]})", R"({"b":[2.0,{"c":null}],"a":1e0})"));
    CHECK_FALSE(same("1", "\"1\""));
    CHECK_FALSE(same("0", "false"));
    CHECK_FALSE(same("[1,2]", "[2,1]"));
    CHECK_FALSE(same("[1]", "[1,1]"));
    CHECK_FALSE(same(R"({"a":1})", R"({"a":1,"b":1})"));
    CHECK_FALSE(same(R"({"a":1})", R"({"b":1})"));
    CHECK_FALSE(same("null", "{}"));
}

TEST_CASE("lines and columns count from one, columns in code points") {
    const std::string_view text = "ab\ncdé😀x\n";
    const auto at = [&](std::string_view needle) {
        const Position position = position_of(text, text.find(needle));
        return std::to_string(position.line) + ":" + std::to_string(position.column);
    };
    CHECK(at("a") == "1:1");
    CHECK(at("b") == "1:2");
    CHECK(at("c") == "2:1");
    CHECK(at("x") == "2:5");
    CHECK(position_of(text, 1000).line == 3);
    CHECK(position_of("\xEF\xBB\xBF"
                      "a",
                      3)
              .column == 1);
}

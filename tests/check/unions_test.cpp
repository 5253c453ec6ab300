// Schemas that look at one value again and again: what they cost, and that what is remembered of a value changes
// nothing.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace zodgate;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::string nested(std::size_t depth, std::string_view innermost) {
    return repeat(R"({"child":)", depth) + std::string(innermost) + repeat("}", depth);
}

// A tree by a keyword whose two sides both look at the child.
std::string tree_of(std::string_view keyword, std::string_view leaf = R"({"type":"string"})") {
    const std::string side = R"({"type":"object","properties":{"child":{"$ref":"#/$defs/tree"}}})";
    // Sides differ, or one of them would do: as of a union of equal options only the first would matter.
    const std::string other =
        R"({"type":"object","properties":{"child":{"$ref":"#/$defs/tree"},"b":{"type":"boolean"}}})";
    return R"({"$ref":"#/$defs/tree","$defs":{"tree":{"anyOf":[)" + std::string(leaf) + R"(,{")" +
           std::string(keyword) + R"(":[)" + side + "," + other + "]}]}}}";
}

Limits deep(std::size_t work) {
    Limits limits;
    limits.max_depth = 1000;
    limits.max_union_work = work;
    return limits;
}

std::size_t count(const std::vector<Issue>& issues) {
    std::size_t all = 0;
    for (const Issue& issue : issues) {
        ++all;
        if (const auto* const invalid = std::get_if<InvalidUnion>(&issue.parameters)) {
            for (const std::vector<Issue>& option : invalid->errors) all += count(option);
        }
    }
    return all;
}

}  // namespace

TEST_CASE("options are told apart by the member that is of some constants, wherever it stands") {
    // Each option would look for thirty members first.
    std::string members;
    for (int i = 0; i < 30; ++i) members += "\"m" + std::to_string(i) + R"(":{"type":"number"},)";
    std::string options;
    for (int i = 0; i < 20; ++i) {
        const std::string type = R"("type":{"enum":["t)" + std::to_string(i) + R"(","u)" + std::to_string(i) + "\"]}";
        options += (i == 0 ? "" : ",") + std::string(R"({"type":"object","properties":{)") + members + type +
                   R"(},"required":["type"]})";
    }
    const Schema schema = Schema::parse(R"({"anyOf":[)" + options + "]}");
    const std::string event = R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"m0":9,"type":)";
    CHECK(schema.validate(event + "\"u19\"}", deep(50)).valid());
    CHECK(schema.validate(event + "\"u0\"}", deep(50)).valid());
    // One that all options have alike tells nothing, and is not asked for beforehand.
    const auto envelopes = [](const std::string& version) {
        std::string all;
        for (int i = 0; i < 20; ++i) {
            all += std::string(i == 0 ? "" : ",") +
                   R"({"type":"object","properties":{"a":{"type":"string","maxLength":)" + std::to_string(i) +
                   R"(},"version":{"const":)" + (version.empty() ? std::to_string(i) : version) +
                   R"(}},"required":["a","version"]})";
        }
        return Schema::parse(R"({"anyOf":[)" + all + "]}");
    };
    const std::string envelope = R"({"a":"0123456789012345678","version":19})";
    CHECK(envelopes("").validate(envelope, deep(10)).valid());
    CHECK(envelopes("19").validate(envelope, deep(30)).valid());
    CHECK(envelopes("19").validate(envelope, deep(10)).status() == Status::over_limit);
    // What is said of the rest is as in Zod: the only option that says nothing of the type speaks, or all do.
    std::string value;
    CHECK(schema.validate(R"({"m0":9,"type":"t7"})", value).valid());
    CHECK(value == R"({"m0":9,"type":"t7"})");
    const Result wrong = schema.validate(R"({"m0":"","m1":"","type":"t7"})");
    REQUIRE(wrong.issues().size() == 1);
    const auto& errors = std::get<InvalidUnion>(wrong.issues().front().parameters).errors;
    REQUIRE(errors.size() == 20);
    CHECK(errors[7].size() == 2);
    CHECK(errors[8].size() == 3);
}

TEST_CASE("nested unions and intersections take work in proportion to their depth") {
    // Two ways at each level would be 2 to the power of 400.
    for (const std::string_view keyword : {"anyOf", "allOf", "oneOf"}) {
        CAPTURE(keyword);
        const Schema schema = Schema::parse(tree_of(keyword));
        const Limits limits = deep(30000);
        std::string value;
        const Result valid = schema.validate(nested(400, R"("leaf")"), value, limits);
        const Result invalid = schema.validate(nested(400, "1"), limits);
        CHECK(invalid.status() == Status::invalid);
        // Both options of an exclusive union take the tree, all the way up: that is for Zod one fault at each level.
        CHECK(valid.status() == (keyword == "oneOf" ? Status::invalid : Status::valid));
        if (valid.valid()) CHECK(value == nested(400, R"("leaf")"));
    }
}

TEST_CASE("issues of nested unions are cut at the most that is wanted") {
    const Schema schema = Schema::parse(tree_of("anyOf"));
    Limits limits = deep(100000);
    // Beyond that, only the unions on the way to the last issue, two a level.
    const Result result = schema.validate(nested(300, "1"), limits);
    CHECK(result.truncated());
    CHECK(count(result.issues()) <= limits.max_issues + 600);
    limits.max_issues = 7;
    const Result few = schema.validate(nested(300, "1"), limits);
    CHECK(few.truncated());
    CHECK(count(few.issues()) <= 7 + 600);
    REQUIRE(few.issues().size() == 1);
    CHECK(std::holds_alternative<InvalidUnion>(few.issues().front().parameters));
}

TEST_CASE("what is remembered of a value tells nothing of another") {
    // The same group judges many values, right and wrong, in turn.
    const Schema schema = Schema::parse(
        R"({"type":"array","items":{"allOf":[{"$ref":"#/$defs/u"},{"type":"array","items":{"$ref":"#/$defs/u"}}]},
            "$defs":{"u":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/u"}},{"type":"number"}]}}})");
    std::string payload = "[";
    for (int i = 0; i < 3000; ++i)
        payload += (i == 0 ? "" : ",") + std::string(i % 1000 == 999 ? R"([["x"]])" : "[[1]]");
    payload += ']';
    const Result result = schema.validate(payload);
    CHECK(result.status() == Status::invalid);
    std::vector<std::uint64_t> wrong;
    for (const Issue& issue : result.issues()) wrong.push_back(std::get<std::uint64_t>(issue.path.front()));
    CHECK(wrong == std::vector<std::uint64_t>{999, 999, 1999, 1999, 2999, 2999});
}

TEST_CASE("a long list of values of several types is no work to speak of") {
    const Schema schema = Schema::parse(R"({"type":"array","items":{"type":["string","number","boolean"]}})");
    std::string value;
    CHECK(schema.validate("[" + repeat("1,", 999998) + "1]", value).valid());
    CHECK(schema.validate("[" + repeat("true,", 400000) + "{}]").status() == Status::invalid);
}

TEST_CASE("work within unions is bounded, whatever is remembered") {
    // Each item is asked about forty times, and numbers are not remembered.
    std::string options;
    for (int i = 0; i < 40; ++i) options += R"({"type":"number","maximum":)" + std::to_string(i) + "},";
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[)" + options + R"({"type":"null"}]}})");
    Limits limits;
    limits.max_union_work = 1000;
    const std::string payload = "[" + repeat("39,", 5000) + "39]";
    const Result result = schema.validate(payload, limits);
    REQUIRE(result.status() == Status::over_limit);
    CHECK(std::get<LimitExceeded>(result.issues().front().parameters).limit == "max_union_work");
    // With as many issues as are told, there is no more work.
    limits.max_issues = 1;
    const Result invalid = schema.validate("[" + repeat("50,", 5000) + "50]", limits);
    CHECK(invalid.status() == Status::invalid);
    CHECK(invalid.truncated());
    CHECK(invalid.issues().size() == 1);
}

TEST_CASE("keys that sides of an intersection reject are found within unions too") {
    // The inner intersection is judged for its verdict first, then for its issues.
    const Schema schema = Schema::parse(R"({"anyOf":[{"type":"number"},{"allOf":[
        {"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false},
        {"type":"object","propertyNames":{"enum":["b"]},"additionalProperties":{"type":"string"}}]}]})");
    CHECK(schema.validate(R"({"a":"","b":""})").valid());
    CHECK(to_json(schema.validate(R"({"a":"","b":"","c":1})").issues()) ==
          R"([{"code":"unrecognized_keys","keys":["c"],"path":[],"message":"Unrecognized key: \"c\""}])");
}

TEST_CASE("of strings and numbers, unions remember nothing") {
    const Schema schema = Schema::parse(
        R"({"type":"array","items":{"anyOf":[{"type":"number","minimum":5},{"type":"number","maximum":3}]}})");
    Limits limits;
    limits.max_union_work = 0;  // but for one for each byte, so two for an item
    std::string value;
    CHECK(schema.validate("[" + repeat("1,", 2000) + "1]", value, limits).valid());
}

TEST_CASE("an option that alone may take values of a type takes no work of unions") {
    const Schema any_json = Schema::parse(
        R"({"anyOf":[{"type":["string","null"]},{"enum":[1,2,true]},{"type":"array","items":{"$ref":"#"}},
            {"type":"object","properties":{"a":{"default":5}},"additionalProperties":{"$ref":"#"}}]})");
    Limits limits;
    limits.max_depth = 1000;
    limits.max_union_work = 0;  // but for one for each byte
    const std::string nest = repeat("[", 200) + "1" + repeat("]", 200);
    const std::string many = "[" + repeat(nest + ",", 99) + nest + "]";
    std::string value;
    CHECK(any_json.validate(many, value, limits).valid());
    CHECK(value == many);
    CHECK(any_json.validate(R"([{},{"b":[null,"x",2,true,{"a":1}]}])", value, limits).valid());
    CHECK(value == R"([{"a":5},{"a":5,"b":[null,"x",2,true,{"a":1}]}])");
    for (const std::string wrong : {"3", "false", "[[3]]", R"({"b":[3]})"}) {
        CAPTURE(wrong);
        CHECK(any_json.validate(wrong).status() == Status::invalid);
    }
}

TEST_CASE("where such an option refuses a value deep within others, the work is in proportion to its depth") {
    // Of the sides one lets further checks run, the other does not.
    for (const std::string_view leaf : {R"({"type":"number","minimum":1})", R"({"type":"string"})"}) {
        CAPTURE(leaf);
        for (const std::string_view keyword : {"anyOf", "oneOf"}) {
            const Schema schema = Schema::parse(R"({"type":"array","items":{")" + std::string(keyword) +
                                                R"(":[{"$ref":"#"},)" + std::string(leaf) + "]}}");
            const Result result = schema.validate(repeat("[", 600) + "0" + repeat("]", 600), deep(20000));
            CHECK(result.status() == Status::invalid);
            CHECK(schema.validate(repeat("[", 600) + repeat("]", 600), deep(0)).valid());
        }
    }
}

TEST_CASE("what an option says that nobody keeps counts all the same") {
    // The inner union is asked quietly, and its only option says what does not end the intersection around it.
    const std::string within =
        R"({"allOf":[{"anyOf":[{"type":"number","minimum":5},{"type":"string"}]},{"type":["number","string"]}]})";
    CHECK_FALSE(Schema::parse(R"({"anyOf":[)" + within + R"(,{"type":"boolean"}]})").validate("3").valid());
    CHECK(Schema::parse(R"({"anyOf":[)" + within + R"(,{"type":"boolean"}]})").validate("6").valid());
    CHECK_FALSE(Schema::parse(R"({"oneOf":[)" + within + R"(,{"type":"boolean"}]})").validate("3").valid());
    CHECK(Schema::parse(R"({"not":)" + within + "}").validate("3").valid());
    // The same of an intersection that has been asked about the value before.
    const Schema twice =
        Schema::parse(R"({"anyOf":[{"allOf":[{"$ref":"#/$defs/o"},{"$ref":"#/$defs/o"}]},{"type":"null"}],
        "$defs":{"o":{"allOf":[{"type":"object","properties":{"n":{"type":"number","minimum":5}}},{"type":"object"}]}}})");
    CHECK_FALSE(twice.validate(R"({"n":3})").valid());
    CHECK(twice.validate(R"({"n":6})").valid());
}

TEST_CASE("an option is looked at no further than to what aborts it") {
    const auto option = [](const std::string& name) {
        std::string properties;
        std::string required;
        for (int i = 0; i < 20; ++i) {
            const std::string quoted = "\"" + name + std::to_string(i) + "\"";
            properties += (i == 0 ? "" : ",") + quoted + R"(:{"type":"string"})";
            required += (i == 0 ? "" : ",") + quoted;
        }
        return R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + required + "]}";
    };
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[)" + option("a") + "," + option("b") +
                                        R"(,{"type":"object"}]}})");
    Limits limits;
    limits.max_union_work = 0;  // but for one for each byte; all members of an item would be more than 50
    const std::string item = R"({"x":"abcdefghijklmnopqrst"})";
    const std::string payload = "[" + repeat(item + ",", 1000) + item + "]";
    std::string value;
    CHECK(schema.validate(payload, value, limits).valid());
    CHECK(value == payload);
}

TEST_CASE("an option is judged to its end where another side of an intersection may take back what aborts it") {
    // A name that a record does not take aborts, and the other record takes it.
    const Schema names = Schema::parse(R"({"anyOf":[{"allOf":[
        {"type":"object","propertyNames":{"pattern":"^a"},"additionalProperties":{"type":"number"}},
        {"type":"object","propertyNames":{"pattern":"^b"},"additionalProperties":{"type":"number"}}]},
        {"type":"string"}]})");
    // With the value: what one pass over the text accepts is not judged again.
    std::string value;
    CHECK(names.validate(R"({"b":1,"a":2})", value).valid());
    CHECK_FALSE(names.validate(R"({"b":1,"a":"x"})").valid());
    CHECK_FALSE(names.validate(R"({"b":"x","a":1})").valid());
    CHECK_FALSE(names.validate(R"({"c":1})").valid());
    // What is found within a member is never taken back, whatever keys the objects reject.
    const Schema objects = Schema::parse(R"({"anyOf":[{"allOf":[
        {"description":"by itself","type":"object","additionalProperties":false,"properties":{"a":
            {"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}}},
        {"type":"object","properties":{"b":{"type":"string"}},"additionalProperties":false}]},{"type":"string"}]})");
    CHECK(objects.validate(R"({"a":{"n":1},"b":""})", value).valid());
    CHECK_FALSE(objects.validate(R"({"a":{"n":1},"b":1})").valid());
    CHECK_FALSE(objects.validate(R"({"a":{},"b":""})").valid());
    CHECK_FALSE(objects.validate(R"({"a":{"n":1,"b":""},"b":""})").valid());
}

TEST_CASE("objects without members and arrays without items are judged once a schema") {
    std::string options;
    for (int i = 0; i < 40; ++i) {
        const std::string name = "\"a" + std::to_string(i) + "\"";
        options += R"({"type":"object","properties":{)" + name + R"(:{}},"required":[)" + name + "]},";
        options += R"({"type":"array","minItems":1,"maxItems":)" + std::to_string(i + 1) + "},";
    }
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[)" + options +
                                        R"({"type":"object","properties":{"d":{"default":1}}},
                                            {"type":"array","prefixItems":[{"default":2}]}]}})");
    Limits limits;
    limits.max_union_work = 0;  // but for one for each byte
    std::string value;
    CHECK(schema.validate("[" + repeat("{},[],", 2000) + "{}]", value, limits).valid());
    CHECK(value == "[" + repeat(R"({"d":1},[2],)", 2000) + R"({"d":1}])");
}

TEST_CASE("of many keys that both sides of an intersection reject, each is named once, in the payload's order") {
    const auto side = [](int knows) {
        std::string properties;
        for (int i = 0; i < 300; i += knows) {
            properties += (i == 0 ? "" : ",") + std::string("\"key ") + std::to_string(i) + "\":{}";
        }
        return R"({"description":"by itself","type":"object","properties":{)" + properties +
               R"(},"additionalProperties":false})";
    };
    const Schema schema = Schema::parse(R"({"allOf":[)" + side(2) + "," + side(3) + "]}");
    std::string members;
    std::vector<std::string> rejected;
    for (int i = 299; i >= 0; --i) {
        const std::string key = "key " + std::to_string(i);
        members += "\"" + key + "\":0" + (i == 0 ? "" : ",");
        if (i % 2 != 0 && i % 3 != 0) rejected.push_back(key);
    }
    const Result result = schema.validate("{" + members + "}");
    REQUIRE(result.issues().size() == 1);
    CHECK(std::get<UnrecognizedKeys>(result.issues().front().parameters).keys == rejected);
    CHECK(rejected.size() == 100);
}

TEST_CASE("numbers and strings in unions are judged without the options, where their rules decide") {
    std::string value;
    const auto parsed = [&value](const char* document, const std::string& payload) {
        const Result result = Schema::parse(document).validate(payload, value);
        return result.valid() ? value : to_json(result.issues()).substr(0, 61);
    };
    const char* const two_matched = R"([{"code":"invalid_union","errors":[],"inclusive":false,"match)";
    const char* const numbers = R"({"oneOf":[{"anyOf":[{"const":2},{"type":"string","maxLength":2}]},
                                             {"type":"integer","maximum":9},{"enum":["abc","é",true]}]})";
    CHECK(parsed(numbers, "1") == "1");
    CHECK(parsed(numbers, "2") == two_matched);
    CHECK(parsed(numbers, "9.5").substr(0, 24) == R"([{"code":"invalid_union")");
    CHECK(parsed(numbers, "1e400").substr(0, 24) == R"([{"code":"invalid_union")");
    CHECK(parsed(numbers, "true") == "true");
    CHECK(parsed(numbers, "false").substr(0, 24) == R"([{"code":"invalid_union")");
    CHECK(parsed(numbers, R"("abc")") == R"("abc")");
    CHECK(parsed(numbers, R"("ab")") == R"("ab")");
    CHECK(parsed(numbers, R"("é")") == two_matched);
    // Which option takes a string matters where one of them rewrites what it takes.
    const char* const urls = R"({"anyOf":[{"type":"string","format":"uri"},{"type":"string","minLength":1}]})";
    CHECK(parsed(urls, R"(" http://a.b ")") == R"("http://a.b")");
    CHECK(parsed(urls, R"(" a b ")") == R"(" a b ")");
    const char* const other_order = R"({"anyOf":[{"type":"string","minLength":1},{"type":"string","format":"uri"}]})";
    CHECK(parsed(other_order, R"(" http://a.b ")") == R"(" http://a.b ")");
    // For JSON Schema, a number too large for a double is one.
    const Schema specified =
        Schema::parse(R"({"oneOf":[{"type":"number"},{"const":"x"},{"enum":[1]}]})", zodgate::Options::json_schema());
    CHECK(specified.validate("1e400", value).valid());
    CHECK_FALSE(specified.validate("1", value).valid());
    // As in every look at a value within a union, there is work in it.
    Limits limits;
    limits.max_union_work = 50;
    const Schema long_list = Schema::parse(R"({"type":"array","items":{"oneOf":[
        {"type":"integer","maximum":1},{"const":2},{"const":3},{"const":4},{"const":5},{"const":6}]}})");
    CHECK(long_list.validate("[6,6,6]", value, limits).valid());
    CHECK(long_list.validate("[" + repeat("6,", 100) + "6]", value, limits).status() == Status::over_limit);
}

TEST_CASE("a string is searched once, however many unions stand around the pattern") {
    const auto fewest_steps = [](int unions) {
        std::string schema = R"({"type":"string","pattern":"(a+)\\1b"})";
        for (int i = 0; i < unions; ++i)
            schema = R"({"anyOf":[)" + schema + R"(,{"const":)" + std::to_string(i) + R"(},{"enum":[true,null]}]})";
        const Schema loaded = Schema::parse(R"({"not":)" + schema + "}");
        Limits limits;
        limits.max_pattern_steps = 1;
        const std::string payload = '"' + repeat("ab", 60) + '"';
        while (loaded.validate(payload, limits).patterns_stopped()) ++limits.max_pattern_steps;
        return limits.max_pattern_steps;
    };
    CHECK(fewest_steps(0) > 100);
    CHECK(fewest_steps(1) == fewest_steps(0));
    CHECK(fewest_steps(10) == fewest_steps(0));
}

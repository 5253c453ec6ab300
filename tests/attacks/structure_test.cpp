// Attacks by the structure of payloads: depth, breadth, and unions that could be looked at again and again.
#include <zodgate/generate.hpp>
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "attack.hpp"

using namespace zodgate;
using namespace attack;

namespace {

constexpr std::size_t million = 1000000;

// `tree = A{child: tree} | B{child: tree}`, by one of the keywords for it.
std::string exponential(const std::string& keyword) {
    return R"({"$ref":"#/$defs/tree","$defs":{
        "tree":{")" +
           keyword + R"(":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"},{"type":"null"}]},
        "A":{"type":"object","properties":{"child":{"$ref":"#/$defs/tree"},"a":{"type":"string"}},"required":["child"]},
        "B":{"type":"object","properties":{"child":{"$ref":"#/$defs/tree"},"b":{"type":"string"}},"required":["child"]}}})";
}

}  // namespace

TEST_CASE("attack: nesting of a million, whatever the schema and whoever asks") {
    const std::string payloads[] = {
        repeat("[", million),
        repeat("[", million) + repeat("]", million),
        repeat(R"({"child":)", million),
        nested(million, "null"),
        repeat(R"([{"child":)", million),
        R"({"child":)" + repeat("[", million) + repeat("]", million) + "}",
    };
    Options content;
    content.check_content = true;
    const Schema schemas[] = {Schema::parse("true"), Schema::parse(exponential("anyOf")),
                              Schema::parse(exponential("oneOf")),
                              Schema::parse(R"({"type":"object","properties":{"child":{"$ref":"#"}}})"),
                              Schema::parse(R"({"not":{"uniqueItems":true,"contains":{"$ref":"#"}}})")};
    within({}, "nesting of a million", [&] {
        for (const Schema& schema : schemas) {
            for (const std::string& payload : payloads) {
                CHECK(schema.validate(payload).status() == Status::over_limit);
                std::string text = "before";
                CHECK(schema.validate(payload, text).status() == Status::over_limit);
                CHECK(text.empty());
                CHECK(schema.answer(payload, "Bad", text) == Status::over_limit);
                Limits deepest;
                deepest.max_depth = million;
                CHECK(schema.validate(payload, deepest).status() == Status::over_limit);
            }
        }
    });
    // JSON within a string counts from where the string stands.
    const Schema inner = Schema::parse(R"({"type":"string","contentMediaType":"application/json"})", content);
    CHECK(inner.validate("\"" + repeat("[", million) + "\"").status() != Status::valid);
    // What is no payload of its schema becomes one.
    const Generator generator(schemas[1]);
    std::vector<std::uint8_t> data(payloads[2].begin(), payloads[2].end());
    CHECK(generator.mutate(data.data(), data.size(), data.size(), 1) <= data.size());
}

TEST_CASE("attack: exponential unions, a thousand deep") {
    for (const char* const keyword : {"anyOf", "oneOf"}) {
        const Schema schema = Schema::parse(exponential(keyword));
        const bool is_any = std::string(keyword) == "anyOf";
        within({}, std::string("exponential unions by ") + keyword, [&] {
            for (const std::size_t depth : {20U, 100U, 255U}) {
                // The leaf is the only place where the options differ.
                CHECK(schema.validate(nested(depth, "null")).valid() == is_any);
                CHECK(schema.validate(nested(depth, R"({"child":null,"a":1})")).valid() == is_any);
                CHECK_FALSE(schema.validate(nested(depth, "7")).valid());
                CHECK_FALSE(schema.validate(nested(depth, R"({"child":null,"a":1,"b":2})")).valid());
            }
            Limits deepest;
            deepest.max_depth = 1000;
            CHECK(schema.validate(nested(1000, "null"), deepest).valid() == is_any);
            CHECK_FALSE(schema.validate(nested(1000, "7"), deepest).valid());
            std::string value;
            CHECK(schema.validate(nested(250, "null"), value).valid() == is_any);
        });
    }
}

TEST_CASE("attack: exponential intersections, a thousand deep") {
    // Each side leads to both sides of the next level.
    const Schema schema = Schema::parse(R"({"$defs":{"tree":{"anyOf":[{"type":"null"},
        {"allOf":[{"type":"object","properties":{"child":{"$ref":"#/$defs/tree"}}},
                  {"type":"object","properties":{"child":{"$ref":"#/$defs/tree"},"a":{"default":1}}}]}]}},
        "$ref":"#/$defs/tree"})");
    within({}, "exponential intersections", [&] {
        CHECK(schema.validate(nested(255, "null")).valid());
        CHECK_FALSE(schema.validate(nested(255, "7")).valid());
        Limits deepest;
        deepest.max_depth = 1000;
        const Status status = schema.validate(nested(1000, "null"), deepest).status();
        CHECK((status == Status::valid || status == Status::over_limit));
        std::string value;
        const Status with_value = schema.validate(nested(255, "null"), value).status();
        CHECK((with_value == Status::valid || with_value == Status::over_limit));
        // A default in each level, and not one a way that leads there.
        if (with_value == Status::valid) CHECK(value.size() == nested(255, "null").size() + 255 * 6);
    });
}

TEST_CASE("attack: a million members") {
    std::string texts;
    std::string numbers;
    for (std::size_t i = 0; i < million; ++i) {
        texts += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
        numbers += (i == 0 ? "\"" : ",\"") + std::to_string(million - i) + "\":0";
    }
    const std::string payloads[] = {"{" + texts + "}", "{" + numbers + "}"};
    const Schema any = Schema::parse("true");
    const Schema strict = Schema::parse(R"({"type":"object","properties":{"k1":{}},"additionalProperties":false})");
    const Schema record =
        Schema::parse(R"({"type":"object","propertyNames":{"pattern":"^x"},"additionalProperties":true})");
    const Schema either = Schema::parse(R"({"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},
        {"type":"object","minProperties":1000001},{"type":"object","additionalProperties":false}]})");
    const Schema sides = Schema::parse(R"({"allOf":[{"type":"object","properties":{"k1":{}}},
        {"type":"object","properties":{"k2":{}}}],"unevaluatedProperties":false})");
    Limits open;
    open.max_members = million;
    open.max_values = million + 1;
    within({60, 2048}, "a million members", [&] {
        for (const std::string& payload : payloads) {
            CHECK(any.validate(payload).status() == Status::over_limit);
            CHECK(any.validate(payload, open).valid());
            std::string value;
            CHECK(any.validate(payload, value, open).valid());
            CHECK(value.size() == payload.size());
            for (const Schema* const schema : {&strict, &record, &either, &sides}) {
                const Result result = schema->validate(payload, open);
                CHECK_FALSE(result.valid());
                CHECK(result.issues().size() <= Limits().max_issues);
                CHECK(to_json(result.issues()).size() < std::size_t{32} * 1024 * 1024);
            }
        }
    });
}

TEST_CASE("attack: a million issues") {
    const std::string payload = "[" + repeat("0,", million - 1) + "0]";
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]}})");
    CHECK(schema.validate(payload).status() == Status::over_limit);
    Options options;
    options.limits.max_values = million + 1;
    const Schema open =
        Schema::parse(R"({"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]}})", options);
    within({}, "a million issues, of which a thousand are kept", [&] {
        const Result result = open.validate(payload);
        CHECK(result.truncated());
        CHECK(result.issues().size() <= 1000);
        std::string body;
        CHECK(open.answer(payload, "Bad", body) == Status::invalid);
        CHECK(body.size() < million);
    });
    within({60, 4096}, "a million issues, all kept", [&] {
        Limits all = options.limits;
        all.max_issues = 3 * million;
        all.max_issue_bytes = std::size_t{1} << 30U;
        const Result result = schema.validate(payload, all);
        CHECK(result.issues().size() == million);
        CHECK_FALSE(result.truncated());
        CHECK(flatten_to_json(result.issues()).size() > 10 * million);
        CHECK(treeify_to_json(result.issues()).size() > 10 * million);
        CHECK(prettify(result.issues()).size() > 10 * million);
    });
}

TEST_CASE(
    "attack: what options of unions say doubles on each level, and takes work and memory for what is kept alone") {
    // Each level asks twice for the next, the last is an object.
    std::string document = R"({"$ref":"#/$defs/l0","$defs":{)";
    constexpr int levels = 18;
    for (int level = 0; level < levels; ++level) {
        const std::string next = R"({"$ref":"#/$defs/l)" + std::to_string(level + 1) + "\"}";
        document += "\"l" + std::to_string(level) + R"(":{"anyOf":[{"allOf":[)" + next +
                    R"(,{"required":["zz"]}]},{"allOf":[)" + next + R"(,{"type":"object"}]}]},)";
    }
    const Schema schema = Schema::parse(document + "\"l" + std::to_string(levels) + R"(":{"type":"object"}}})");
    // An empty object is asked about no more often than another.
    CHECK(schema.validate("{}").valid());
    CHECK(schema.validate(R"({"a":1})").valid());
    within({60, 64}, "unions of intersections, 18 levels", [&] { CHECK_FALSE(schema.validate("[1]").valid()); });
    Limits wide;
    wide.max_union_work = 100000000;
    within({60, 64}, "the same with a hundred times the work", [&] {
        const Result result = schema.validate("[1]", wide);
        CHECK(result.status() == Status::invalid);
        CHECK(result.truncated());
    });
}

TEST_CASE("attack: values that unions judge, and their choices, take memory in proportion") {
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[{"type":"string"},{"type":"number"}]}})");
    const std::string payload = "[" + repeat("0,", million - 2) + "0]";
    within({60, 170}, "a million choices", [&] {
        std::string value;
        CHECK(schema.validate(payload, value).valid());
    });
}

TEST_CASE("attack: white space buys no memory") {
    const auto padded = [](std::string payload) {
        return payload.append((std::size_t{16} << 20U) - payload.size(), ' ');
    };
    // Several unions judge each of the values.
    const Schema unions = Schema::parse(R"({"$ref":"#/$defs/t","$defs":{
        "t":{"anyOf":[{"allOf":[{"$ref":"#/$defs/u"},{"$ref":"#/$defs/v"}]},{"allOf":[{"$ref":"#/$defs/v"},{"$ref":"#/$defs/w"}]}]},
        "u":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/t"}},{"type":"array","minItems":1,"items":{"$ref":"#/$defs/t"}}]},
        "v":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/t"}},{"type":"array","minItems":2,"items":{"$ref":"#/$defs/t"}}]},
        "w":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/t"}},{"type":"array","minItems":3,"items":{"$ref":"#/$defs/t"}}]}}})");
    const std::string many = padded("[" + repeat("[],", 900'000) + "[]]");
    within({60, 220}, "what several unions think of values", [&] {
        std::string value;
        unions.validate(many, value);
    });
    // At each level all members are copied, for the sake of one below.
    const Schema copies = Schema::parse(R"({"anyOf":[{"type":"null"},{"allOf":[
        {"type":"object","properties":{"child":{"$ref":"#"}},"additionalProperties":true},
        {"type":"object","properties":{"child":{"$ref":"#/$defs/u"}},"additionalProperties":true}]}],
        "$defs":{"u":{"anyOf":[{"type":"null"},{"type":"object","properties":{"child":{"$ref":"#/$defs/u"},
            "b":{"default":1}},"additionalProperties":true}]}}})");
    std::string members;
    for (int i = 0; i < 3000; ++i) members += "\"" + std::to_string(i) + "x\":0,";
    const std::string deep = padded(repeat("{" + members + "\"child\":", 250) + "null" + repeat("}", 250));
    within({60, 330}, "what sides of intersections copy", [&] {
        std::string value;
        CHECK(copies.validate(deep, value).status() == Status::over_limit);
    });
}

// Each level of these asks what stands below for what the level around asks as well, so that it is asked once a level.
TEST_CASE("attack: names and strings that are asked for at every level around") {
    const std::string_view sides[] = {
        R"({"type":"object","patternProperties":{"^child$|b[a-c]+[0-9]q":{"$ref":"#/$defs/side"}}})",
        R"({"type":"object","patternProperties":{"^(.)\\1\\1|child":{"$ref":"#/$defs/side"}}})",
        R"({"type":"object","propertyNames":{"pattern":"^[a-d]*[a-z0-9]*x?$"},"additionalProperties":{"$ref":"#/$defs/side"}})",
        R"({"type":"object","propertyNames":{"minLength":1,"format":"email"},"additionalProperties":{}})",
        R"({"type":["object","string","number"],"pattern":"^[a-c]*[0-9]*x?$","additionalProperties":{"$ref":"#/$defs/side"}})",
        R"({"type":"object","properties":{"child":{"$ref":"#/$defs/side"}},"patternProperties":{"q[0-9]z":{}},"additionalProperties":{}})",
        R"({"type":"object","properties":{"child":{"$ref":"#/$defs/side"}}})",
        R"({"type":"object","properties":{"child":{"$ref":"#/$defs/side"}},"additionalProperties":false})",
        R"({"type":"object","propertyNames":{"enum":["child","s"]},"additionalProperties":{"$ref":"#/$defs/side"}})",
    };
    std::string long_name = "{\"" + repeat("ba", 400'000) + "\":1}";
    std::string long_string = R"({"s":")" + repeat("ba", 400'000) + "\"}";
    std::string names = "{";
    for (int i = 0; i < 80'000; ++i) names += "\"b" + std::to_string(i) + "\":1,";
    names += "\"b\":1}";
    std::size_t over_limit = 0;
    std::size_t asked = 0;
    for (const std::string_view side : sides) {
        const Schema schema = Schema::parse(R"({"$ref":"#/$defs/level","$defs":{"side":)" + std::string(side) +
                                            R"(,"level":{"allOf":[{"$ref":"#/$defs/side"},{"type":"object",)"
                                            R"("properties":{"child":{"$ref":"#/$defs/level"}},)"
                                            R"("additionalProperties":{}}]}}})");
        for (const std::string& leaf : {long_name, long_string, names}) {
            const std::string payload = nested(200, leaf);
            // By far less than a pass over the payload for each of the levels takes.
            within({2, 150}, std::string(side) + " of " + leaf.substr(0, 10), [&] {
                std::string value;
                over_limit += schema.validate(payload, value).status() == Status::over_limit ? 1 : 0;
                over_limit += schema.validate(payload).status() == Status::over_limit ? 1 : 0;
            });
            asked += 2;
        }
    }
    CHECK(asked == 54);
    CHECK(over_limit >= 15);
}

TEST_CASE("attack: arrays within arrays that are asked for among constants at every level") {
    // Where all of a value is looked at on each level before the first difference is, this takes a second and more.
    std::string large = "[0";
    for (int i = 0; i < 5300; ++i) large += ",0";
    std::string list = large + "]";
    for (int i = 0; i < 20; ++i) list += ",[" + std::to_string(i) + "]";
    const Schema schema = Schema::parse(R"({"anyOf":[{"enum":[)" + list +
                                        R"(]},{"type":"array","items":{"$ref":"#"}},{"type":"number"}]})");
    const std::string chain = repeat("[", 250) + large.substr(1, 9999) + repeat("]", 250);
    std::string payload = "[" + chain;
    while (payload.size() < million) payload += "," + chain;
    payload += "]";
    within({0.3, 200}, "arrays within arrays among constants", [&] { CHECK(schema.validate(payload).valid()); });
    // What has much in common with a constant at every level is compared with it as far as work may go.
    const auto levels = [](std::size_t depth, const std::string& end) {
        std::string text = end;
        for (std::size_t i = 0; i < depth; ++i) text = R"({"a":0,"b":0,"c":0,"d":0,"e":0,"f":)" + text + "}";
        return text;
    };
    const std::string const_and_levels = R"([{"const":)" + levels(100, "1") +
                                         R"(},{"type":"object","additionalProperties":{"$ref":"#/$defs/level"}},
        {"type":"array","items":{"$ref":"#/$defs/level"}},{"type":"number"}])";
    payload = "[" + levels(240, "0");
    while (payload.size() < million) payload += "," + levels(240, "0");
    payload += "]";
    for (const std::string_view way : {R"({"anyOf":)", R"({"not":{"not":{"anyOf":)", R"({"oneOf":)"}) {
        const std::string ends(static_cast<std::size_t>(std::count(way.begin(), way.end(), '{')), '}');
        const Schema deep = Schema::parse(R"({"$ref":"#/$defs/level","$defs":{"level":)" + std::string(way) +
                                          const_and_levels + ends + "}}");
        within({0.3, 200}, std::string(way) + " a constant of many levels",
               [&] { CHECK(deep.validate(payload).status() == Status::over_limit); });
    }
}

TEST_CASE("attack: names in the one order that takes longest to sort, at every level of a constant") {
    const auto levels = [](std::size_t depth, const std::string& end) {
        std::string text = end;
        for (std::size_t i = 0; i < depth; ++i) {
            std::string object = "{";
            for (char name = 'p'; name > 'a'; --name) object += std::string("\"") + name + "\":0,";
            text = object + "\"a\":" + text + "}";
        }
        return text;
    };
    const Schema schema =
        Schema::parse(R"({"$ref":"#/$defs/level","$defs":{"level":{"anyOf":[{"const":)" + levels(20, "1") + R"(},
        {"type":"object","additionalProperties":{"$ref":"#/$defs/level"}},
        {"type":"array","items":{"$ref":"#/$defs/level"}},{"type":"number"}]}}})");
    std::string payload = "[" + levels(240, "0");
    while (payload.size() < million) payload += "," + levels(240, "0");
    payload += "]";
    within({0.5, 200}, "constants of names in reversed order",
           [&] { CHECK(schema.validate(payload).status() == Status::over_limit); });
}

TEST_CASE("attack: constants with much in common, by which options are told apart") {
    std::string options;
    for (int i = 0; i < 200; ++i) {
        options += (i == 0 ? "" : ",") + std::string(R"({"type":"object","properties":{"k":{"const":[)") +
                   repeat("0,", 50) + std::to_string(i) + R"(]}},"required":["k"]})";
    }
    const Schema schema = Schema::parse(R"({"type":"array","items":{"oneOf":[)" + options + "]}}");
    const std::string item = R"({"k":[)" + repeat("0,", 50) + "199]}";
    std::string payload = "[" + item;
    while (payload.size() < million) payload += "," + item;
    within({0.1, 200}, "constants of discriminators", [&] { CHECK(schema.validate(payload + "]").valid()); });
}

TEST_CASE("attack: members that every option looks for in many small objects") {
    const auto list_of = [](std::size_t count, const auto& text_of) {
        std::string list;
        for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + text_of(i);
        return list;
    };
    const auto array_of = [](const std::string& item) {
        std::string array = "[" + item;
        while (array.size() < million) array += "," + item;
        return array + "]";
    };
    const auto member = [](std::size_t i) { return "\"k" + std::to_string(i + 10) + "\":0"; };
    const auto letter = [](std::size_t i) { return std::string("\"") + static_cast<char>('a' + i) + "\":0"; };
    const auto attacked = [&](const std::string& name, const auto& option, const std::string& item) {
        const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[)" + list_of(50, option) +
                                            R"(,{"type":"object","propertyNames":{"minLength":1}}]}})");
        const std::string payload = array_of(item);
        within({0.5, 200}, name, [&] { CHECK(schema.validate(payload).status() == Status::over_limit); });
    };
    const auto required = [&](std::size_t i) {
        return R"({"type":"object","required":[)" +
               list_of(30, [](std::size_t name) { return "\"k" + std::to_string(name + 10) + "\""; }) + ",\"z" +
               std::to_string(i) + "\"]}";
    };
    attacked("required members", required, "{" + list_of(30, member) + "}");
    const auto numbers = [&](std::size_t i) {
        return R"({"type":"object","properties":{)" +
               list_of(40, [](std::size_t name) { return "\"k" + std::to_string(name) + R"(":{"type":"number"})"; }) +
               R"(},"required":["k)" + std::to_string(i % 40) + "\"]}";
    };
    attacked("properties", numbers, "{" + list_of(16, letter) + "}");
}

TEST_CASE("attack: records that would have all names, of which no object has any") {
    std::string names;
    for (int i = 0; i < 500; ++i) names += (i == 0 ? "" : ",") + std::string("\"n") + std::to_string(i) + "\"";
    const auto records_of = [&](const std::string& values, const std::string& required) {
        return Schema::parse(R"({"type":"array","items":{"type":"object","propertyNames":{"type":"string","enum":[)" +
                             names + R"(]},"additionalProperties":)" + values + R"(,"required":[)" + required + "]}}");
    };
    std::string payload = "[{}";
    while (payload.size() < million) payload += ",{}";
    payload += "]";
    std::string value;
    const Schema any = records_of("{}", names);
    within({0.5, 200}, "records of any values", [&] {
        CHECK(any.validate(payload).valid());
        CHECK(any.validate(payload, value).valid());
    });
    CHECK(any.validate(R"([{"n7":1,"n0":{},"z":1}])", value).status() == Status::invalid);
    CHECK(any.validate(R"([{"n7":1,"n0":{}}])", value).valid());
    CHECK(value == R"([{"n0":{},"n7":1}])");
    const Schema strings = records_of(R"({"type":"string"})", names);
    CHECK(strings.validate("[{}]").issues().size() == 500);
}

TEST_CASE("attack: words of a schema for each of many names that a side of an intersection refuses, again and again") {
    std::string chain;
    for (int i = 0; i < 20; ++i) {
        chain += "\"d" + std::to_string(i) +
                 R"(":{"errorMessage":{"required":"no","properties":{"z":"q"}},"$ref":"#/$defs/d)" +
                 std::to_string(i + 1) + "\"},";
    }
    const Schema schema = Schema::parse(
        R"({"allOf":[{"$ref":"#/$defs/d0"},{"type":"object","additionalProperties":{}}],
        "$defs":{)" +
        chain +
        R"("d20":{"type":"object","propertyNames":{"type":"string","pattern":"^z"},"additionalProperties":{}}}})");
    std::string names = "{\"x\":1";
    for (int i = 0; i < 90000; ++i) names += ",\"x" + std::to_string(i) + "\":1";
    within({0.2, 200}, "words for each of many names",
           [&] { CHECK(schema.validate(names + "}").status() == Status::over_limit); });
}

TEST_CASE("attack: numbers of a million digits") {
    const std::string nines(million, '9');
    const std::string zeros(million, '0');
    const std::string numbers[] = {nines,
                                   "-" + nines,
                                   "0." + nines,
                                   "0." + zeros + "1",
                                   "1" + zeros + "." + zeros,
                                   "1e" + nines,
                                   "1e-" + nines,
                                   "1." + nines + "e-" + zeros + "1",
                                   "1" + zeros + "e-" + std::to_string(million)};
    const Schema schemas[] = {Schema::parse(R"({"type":"integer"})"),
                              Schema::parse(R"({"type":"number","multipleOf":0.001})"),
                              Schema::parse(R"({"enum":[1,2,3e200]})"),
                              Schema::parse(R"({"type":"number","minimum":5,"maximum":6})"),
                              Schema::parse("true", Options::json_schema()),
                              Schema::parse(R"({"multipleOf":1e-300})", Options::json_schema())};
    within({}, "numbers of a million digits", [&] {
        for (const Schema& schema : schemas) {
            for (const std::string& number : numbers) {
                const Result result = schema.validate(number);
                CHECK((result.status() == Status::valid || result.status() == Status::invalid));
                CHECK(to_json(result.issues()).size() < 500);
                schema.validate("[" + number + "," + number + "]");
            }
        }
    });
    // The last is 1, however it is written, and the last but one nearly 0.2.
    CHECK(schemas[0].validate(numbers[8]).valid());
    CHECK_FALSE(schemas[0].validate(numbers[7]).valid());
    CHECK(schemas[2].validate(numbers[8]).valid());
    // Schemas have them too.
    within({}, "bounds of a million digits", [&] {
        for (const std::string& number : numbers) {
            try {
                Schema::parse(R"({"minimum":)" + number + R"(,"enum":[)" + number + "]}").validate("1");
            } catch (const SchemaError&) {
            }
        }
    });
}

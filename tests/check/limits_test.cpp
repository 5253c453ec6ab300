#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <thread>
#include <vector>

using namespace zodgate;

namespace {

std::string repeat(const std::string& text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

const std::string tree = R"({"anyOf":[{"type":"null"},{"type":"number"},
    {"type":"object","properties":{"child":{"$ref":"#"}},"required":["child"]}]})";

}  // namespace

TEST_CASE("the ways to end have names") {
    const Schema schema = Schema::parse(R"({"type":"null"})");
    CHECK(to_string(schema.validate("null").status()) == "valid");
    CHECK(to_string(schema.validate("1").status()) == "invalid");
    CHECK(to_string(schema.validate("nul").status()) == "malformed");
    Limits limits;
    limits.max_bytes = 3;
    CHECK(to_string(schema.validate("null", limits).status()) == "over_limit");
    CHECK(to_string(Result().status()) == "out_of_memory");
}

TEST_CASE("a payload over a limit gets one issue that names it") {
    const Schema schema = Schema::parse("true");
    Limits limits;
    limits.max_bytes = 4;
    CHECK(schema.validate("1234", limits).valid());
    const Result too_long = schema.validate("12345", limits);
    CHECK(too_long.status() == Status::over_limit);
    CHECK(
        to_json(too_long.issues()) ==
        R"([{"code":"custom","params":{"limit":"max_bytes","maximum":4},"path":[],"message":"Over the limit: max_bytes is 4"}])");

    limits = {};
    limits.max_depth = 2;
    CHECK(schema.validate("[[1]]", limits).valid());
    const Result too_deep = schema.validate("[[[1]]]", limits);
    CHECK(too_deep.status() == Status::over_limit);
    CHECK(
        to_json(too_deep.issues()) ==
        R"([{"code":"custom","params":{"limit":"max_depth","maximum":2},"path":[],"message":"Over the limit: max_depth is 2"}])");
}

TEST_CASE("the default limits hold") {
    const Schema schema = Schema::parse("true");
    CHECK(schema.validate("\"" + std::string(16U * 1024 * 1024 - 2, 'a') + "\"").valid());
    CHECK(schema.validate("\"" + std::string(16U * 1024 * 1024 - 1, 'a') + "\"").status() == Status::over_limit);
    CHECK(schema.validate(repeat("[", 256) + repeat("]", 256)).valid());
    CHECK(schema.validate(repeat("[", 257) + repeat("]", 257)).status() == Status::over_limit);
    CHECK(schema.validate(repeat("[", 1000000)).status() == Status::over_limit);
    CHECK(schema.validate(repeat("{\"a\":", 1000000)).status() == Status::over_limit);
    Limits deepest;
    deepest.max_depth = 1000000;
    CHECK(schema.validate(repeat("[", 1000) + repeat("]", 1000), deepest).valid());
    CHECK(schema.validate(repeat("[", 1001) + repeat("]", 1001), deepest).status() == Status::over_limit);
}

// Both ways to the verdict: in one pass over the text where the schema lets it, and by the walk that gives the value.
Status judged(const Schema& schema, const std::string& payload, const Limits& limits = {}) {
    std::string value;
    const Status walked = schema.validate(payload, value, limits).status();
    CHECK(schema.validate(payload, limits).status() == walked);
    return walked;
}

std::string limit_named(const Schema& schema, const std::string& payload, const Limits& limits) {
    const Result result = schema.validate(payload, limits);
    CHECK(judged(schema, payload, limits) == Status::over_limit);
    REQUIRE(result.issues().size() == 1);
    const auto* const limit = std::get_if<LimitExceeded>(&result.issues().front().parameters);
    REQUIRE(limit != nullptr);
    return limit->limit + " " + std::to_string(limit->maximum);
}

TEST_CASE("values are counted: scalars, arrays and objects") {
    const Schema schema = Schema::parse("true");
    Limits limits;
    limits.max_values = 6;
    CHECK(judged(schema, R"([1,"a",null,true,[]])", limits) == Status::valid);
    CHECK(judged(schema, R"({"a":{"b":[1,2,3]}})", limits) == Status::valid);
    for (const char* more : {R"([1,"a",null,true,[],{}])", R"({"a":{"b":[1,2,3,4]}})", R"([[[[[[[]]]]]]])",
                             R"({"a":1,"a":1,"a":1,"a":1,"a":1,"a":1})"}) {
        CHECK(limit_named(schema, more, limits) == "max_values 6");
    }
    limits.max_values = 0;
    CHECK(limit_named(schema, "1", limits) == "max_values 0");

    const std::string most = "[" + repeat("0,", 999998) + "0]";
    CHECK(judged(schema, most) == Status::valid);
    CHECK(limit_named(schema, "[0," + most.substr(1), {}) == "max_values 1000000");
}

TEST_CASE("members of an object are counted, also those of one name") {
    const Schema schema = Schema::parse(R"({"type":"object","additionalProperties":{}})");
    Limits limits;
    limits.max_members = 2;
    CHECK(judged(schema, R"({"a":1,"b":{"c":1,"d":2}})", limits) == Status::valid);
    CHECK(limit_named(schema, R"({"a":1,"b":{"c":1,"d":2,"e":3}})", limits) == "max_members 2");
    CHECK(limit_named(schema, R"({"a":1,"a":2,"a":3})", limits) == "max_members 2");
    limits.max_members = 0;
    CHECK(judged(schema, "{}", limits) == Status::valid);
    CHECK(limit_named(schema, R"({"a":1})", limits) == "max_members 0");

    std::string most = "{";
    for (int i = 0; i < 100000; ++i) most.append("\"k").append(std::to_string(i)).append("\":0,");
    most.back() = '}';
    CHECK(judged(schema, most) == Status::valid);
    most.back() = ',';
    CHECK(limit_named(schema, most + "\"k\":0}", {}) == "max_members 100000");
}

TEST_CASE("strings and member names have a longest length in bytes, unescaped") {
    const Schema schema =
        Schema::parse(R"({"type":"object","properties":{"long":{"type":"string"}},"additionalProperties":{}})");
    Limits limits;
    limits.max_string_bytes = 4;
    CHECK(judged(schema, R"({"long":"abcd"})", limits) == Status::valid);
    CHECK(judged(schema, R"({"long":"\u00e9\u00e9"})", limits) == Status::valid);
    CHECK(limit_named(schema, R"({"long":"abcde"})", limits) == "max_string_bytes 4");
    CHECK(limit_named(schema, R"({"long":"\u00e9\u00e9a"})", limits) == "max_string_bytes 4");
    CHECK(limit_named(schema, R"({"longer":1})", limits) == "max_string_bytes 4");
    // A name that the schema knows is no exception.
    limits.max_string_bytes = 3;
    CHECK(limit_named(schema, R"({"long":""})", limits) == "max_string_bytes 3");

    Limits longer;
    longer.max_bytes = std::size_t{32} * 1024 * 1024;
    const std::string most(std::size_t{16} * 1024 * 1024, 'a');
    CHECK(judged(schema, R"({"long":")" + most + "\"}", longer) == Status::valid);
    CHECK(limit_named(schema, R"({"long":"a)" + most + "\"}", longer) == "max_string_bytes 16777216");
}

TEST_CASE("JSON within a string is within the same limits") {
    Options options = Options::json_schema();
    options.check_content = true;
    const Schema schema = Schema::parse(R"({"contentMediaType":"application/json"})", options);
    Limits limits;
    limits.max_values = 3;
    CHECK(judged(schema, R"("[1,2]")", limits) == Status::valid);
    CHECK(limit_named(schema, R"("[1,2,3]")", limits) == "max_values 3");
    limits = {};
    limits.max_members = 1;
    CHECK(limit_named(schema, R"("{\"a\":1,\"b\":2}")", limits) == "max_members 1");
}

TEST_CASE("work in unions, and what defaults add, is bounded, at a tiny value and by default") {
    const Schema unions = Schema::parse(
        R"({"type":"array","items":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"array","items":{"type":"number"}}]}})");
    Limits limits;
    limits.max_union_work = 1;
    std::string value;
    const std::string few = "[[1],[2],[3],[4],[5],[6],[7],[8]]";
    CHECK(unions.validate(few, value).valid());
    // Four more are for each byte of the payload, which few options do not need.
    std::string options;
    for (int i = 0; i < 200; ++i) {
        options.append(R"({"type":"object","properties":{"a":{"const":)").append(std::to_string(i)).append("}}},");
    }
    options.back() = ']';
    const Schema many = Schema::parse(R"({"type":"array","items":{"anyOf":[)" + options + "}}");
    const std::string last = "[" + repeat(R"({"a":199},)", 20) + R"({"a":199}])";
    CHECK(many.validate(last, value).valid());
    const Result result = many.validate(last, value, limits);
    CHECK(result.status() == Status::over_limit);
    CHECK(to_json(result.issues()).find("max_union_work is 1") != std::string::npos);

    const Schema defaults =
        Schema::parse(R"({"type":"array","items":{"type":"object","properties":{"a":{"default":"0123456789"}}}})");
    limits = {};
    limits.max_default_bytes = 100;
    CHECK(defaults.validate("[{}]", value, limits).valid());
    CHECK(defaults.validate("[{},{}]", value, limits).status() == Status::over_limit);
    CHECK(defaults.validate("[" + repeat("{},", 100000) + "{}]", value).valid());
    CHECK(defaults.validate("[" + repeat("{},", 999990) + "{}]", value).status() == Status::over_limit);
}

TEST_CASE("the bytes of the payload that issues copy are bounded, at a tiny value and by default") {
    const Schema schema = Schema::parse(R"({"type":"object","additionalProperties":{"type":"string"}})");
    Limits limits;
    limits.max_issue_bytes = 1;
    const Result result = schema.validate(R"({"abc":1,"def":2,"ghi":3})", limits);
    CHECK(result.status() == Status::invalid);
    CHECK(result.truncated());
    CHECK(result.issues().size() == 1);
    std::string long_names = "{";
    for (char c = 'a'; c < 'f'; ++c) long_names.append("\"").append(300000, c).append("\":1,");
    long_names.back() = '}';
    const Result many = schema.validate(long_names);
    CHECK(many.truncated());
    CHECK(many.issues().size() >= 3);
    CHECK(many.issues().size() <= 4);
}

TEST_CASE("issues are capped, and the result says so") {
    const Schema schema = Schema::parse(R"({"type":"array","items":{"type":"string"}})");
    const std::string payload = repeat("[", 1) + repeat("1,", 4999) + "1]";
    const Result capped = schema.validate(payload);
    CHECK(capped.status() == Status::invalid);
    CHECK(capped.issues().size() == 1000);
    CHECK(capped.truncated());

    Limits limits;
    limits.max_issues = 5000;
    const Result all = schema.validate(payload, limits);
    CHECK(all.issues().size() == 5000);
    CHECK_FALSE(all.truncated());
    limits.max_issues = 0;
    CHECK(schema.validate(payload, limits).issues().size() == 1);
}

TEST_CASE("an option whose issues were not kept still fails") {
    // The first item uses the room for issues up; no option of the second may count as accepted for that.
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[{"type":"string"},{"type":"number"}]}})");
    Limits limits;
    limits.max_issues = 1;
    const Result result = schema.validate("[true,true,true]", limits);
    CHECK(result.status() == Status::invalid);
    CHECK(result.truncated());
    CHECK(result.issues().size() == 1);
    // With room for all, one issue an item, and inside each two.
    limits.max_issues = 100;
    CHECK(schema.validate("[true,true,true]", limits).issues().size() == 3);
}

TEST_CASE("the issues of the only option that fits nearly are kept, whatever the others had") {
    const Schema schema = Schema::parse(R"({"anyOf":[{"type":"number"},{"type":"string","minLength":3}]})");
    Limits limits;
    limits.max_issues = 1;
    const Result result = schema.validate("\"a\"", limits);
    CHECK_FALSE(result.truncated());
    REQUIRE(result.issues().size() == 1);
    CHECK(code_of(result.issues().front()) == IssueCode::too_small);
}

TEST_CASE("an intersection knows of every rejected key, however few issues are kept") {
    const Schema schema =
        Schema::parse(R"({"$defs":{"a":{"type":"object","properties":{"a":{}},"additionalProperties":false},
        "b":{"type":"object","properties":{"b":{}},"additionalProperties":false}},
        "allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}]})");
    Limits limits;
    limits.max_issues = 1;
    limits.max_issue_bytes = 1;
    CHECK(schema.validate(R"({"a":1,"b":2})", limits).valid());
    const Result result = schema.validate(R"({"a":1,"b":2,"c":3,"d":4})", limits);
    CHECK(to_json(result.issues()) ==
          R"([{"code":"unrecognized_keys","keys":["c","d"],"path":[],"message":"Unrecognized keys: \"c\", \"d\""}])");
}

TEST_CASE("a key that the other side of an intersection takes back leaves nothing behind") {
    const Schema schema = Schema::parse(R"({"allOf":[
        {"type":"object","propertyNames":{"type":"string","minLength":50},"additionalProperties":{}},
        {"type":"object","propertyNames":{"type":"string"},"additionalProperties":{}}]})");
    std::string payload = "{";
    for (int i = 0; i < 1500; ++i) payload.append("\"k").append(std::to_string(i)).append("\":1,");
    payload.back() = '}';
    CHECK(schema.validate(payload).valid());
    Limits limits;
    limits.max_issues = 1;
    CHECK(schema.validate(R"({"a":1,"b":2})", limits).valid());
}

TEST_CASE("issues about keys take no room from others until both sides of an intersection reject the keys") {
    const Schema schema = Schema::parse(R"({"allOf":[
        {"type":"object","propertyNames":{"type":"string","maxLength":1},"additionalProperties":{"type":"number"}},
        {"type":"object","properties":{},"additionalProperties":{}}]})");
    const std::string z =
        R"({"expected":"number","code":"invalid_type","path":["z"],"message":"Invalid input: expected number, received string"})";
    Limits one;
    one.max_issues = 1;
    Result result = schema.validate(R"({"kk":1,"z":"bad"})", one);
    CHECK(to_json(result.issues()) == "[" + z + "]");
    CHECK_FALSE(result.truncated());
    std::string keys;
    for (int i = 0; i < 1000; ++i) keys += "\"kk" + std::to_string(i) + "\":1,";
    result = schema.validate("{" + keys + R"("z":"bad"})");
    CHECK(to_json(result.issues()) == "[" + z + "]");
    CHECK_FALSE(result.truncated());
    // Where both reject them, they come behind the others, and are cut with them.
    const Schema both = Schema::parse(R"({"allOf":[
        {"type":"object","propertyNames":{"type":"string","maxLength":1},"additionalProperties":{"type":"number"}},
        {"type":"object","propertyNames":{"type":"string","pattern":"^.$"},"additionalProperties":{"type":"number"}}]})");
    result = both.validate("{" + keys + R"("z":"bad"})");
    REQUIRE(result.issues().size() == 1000);
    CHECK(result.truncated());
    CHECK(to_json(result.issues()).rfind("[" + z + "," + z + R"(,{"code":"invalid_key")", 0) == 0);
}

TEST_CASE("issues about keys within a union's options are within the cap, also within an intersection") {
    const Schema schema = Schema::parse(R"({"allOf":[{"anyOf":[
        {"type":"object","propertyNames":{"pattern":"^a"},"additionalProperties":{"type":"number"}},
        {"type":"string"}]},{"type":"object"}]})");
    for (const std::size_t most : {1U, 2U, 3U, 10U, 1000U}) {
        Limits limits;
        limits.max_issues = most;
        std::string payload = "{\"b\":1";
        for (std::size_t i = 0; i < 2 * most; ++i) payload += ",\"b" + std::to_string(i) + "\":1";
        const Result result = schema.validate(payload + "}", limits);
        REQUIRE(result.issues().size() == 1);
        CHECK(result.truncated());
        std::size_t within = 0;
        for (const auto& option : std::get<InvalidUnion>(result.issues()[0].parameters).errors) within += option.size();
        CHECK(1 + within == most);
    }
}

TEST_CASE("that issues about a key were cut is told where both sides of an intersection reject the key") {
    const std::string side = R"({"type":"object","propertyNames":{"type":"string","minLength":3,"pattern":"^c"},
        "additionalProperties":{}})";
    const Schema both = Schema::parse(R"({"allOf":[)" + side + "," + side + "]}");
    Limits limits;
    limits.max_issues = 1;
    const Result result = both.validate(R"({"x":1})", limits);
    REQUIRE(result.issues().size() == 1);
    CHECK(std::get<InvalidKey>(result.issues()[0].parameters).issues.size() == 1);
    CHECK(result.truncated());
    limits.max_issues = 2;
    CHECK_FALSE(both.validate(R"({"x":1})", limits).truncated());
    const Schema one = Schema::parse(R"({"allOf":[)" + side + R"(,{"type":"object","additionalProperties":{}}]})");
    limits.max_issues = 1;
    CHECK(one.validate(R"({"x":1})", limits).valid());
    CHECK_FALSE(one.validate(R"({"x":1})", limits).truncated());
}

TEST_CASE("large objects and long strings against a flat intersection are within the default limits") {
    const Schema records = Schema::parse(R"({"allOf":[
        {"type":"object","propertyNames":{"pattern":"^a"},"additionalProperties":{"type":"number"}},
        {"type":"object","additionalProperties":{"type":"number"}}]})");
    std::string keys = "{\"b\":1";
    for (int i = 0; i < 50000; ++i) keys += ",\"b" + std::to_string(i) + "\":1";
    keys += "}";
    std::string value;
    CHECK(records.validate(keys).valid());
    CHECK(records.validate(keys, value).valid());
    // A string is copied by none of them, and read by none; another member may be one that is rewritten.
    const std::string side = R"({"type":"object","properties":{"s":{"type":"string"},
        "u":{"type":"string","format":"uri"}},"required":["s"]})";
    const Schema strings = Schema::parse(R"({"allOf":[)" + side + "," + side + "," + side + "]}");
    const std::string text = R"({"s":")" + repeat("x", 10000) + "\"}";
    Limits limits;
    limits.max_union_work = 100;
    CHECK(strings.validate(text, limits).valid());
    CHECK(strings.validate(text, value, limits).valid());
    CHECK(value == text);
}

TEST_CASE("names are asked no further than their issues are told") {
    const Schema guarded = Schema::parse(R"({"type":"object","minProperties":1,
        "propertyNames":{"anyOf":[{"const":"a"},{"type":"string","pattern":"^b"}]},"properties":{"a":{}}})");
    std::string keys = "{\"x\":1";
    for (int i = 0; i < 1000; ++i) keys += ",\"x" + std::to_string(i) + "\":1";
    Limits limits;
    limits.max_issues = 3;
    limits.max_union_work = 100;
    const Result result = guarded.validate(keys + "}", limits);
    CHECK(result.status() == Status::invalid);
    CHECK(result.issues().size() == 3);
    CHECK(result.truncated());
}

TEST_CASE("intersections that ask twice a level do so once for each value") {
    const Schema schema =
        Schema::parse(R"({"type":"object","properties":{"a":{"allOf":[{"$ref":"#"},{"$ref":"#"}]}}})");
    CHECK(schema.validate(repeat(R"({"a":)", 10) + "{}" + repeat("}", 10)).valid());
    const std::string deep = repeat(R"({"a":)", 200) + "{}" + repeat("}", 200);
    std::string value;
    CHECK(schema.validate(deep, value).valid());
    CHECK(value == deep);
    const Schema siblings = Schema::parse(
        R"({"type":"object","properties":{"a":{"type":"object","$ref":"#","allOf":[{"$ref":"#"},{"$ref":"#"}]}}})");
    CHECK(siblings.validate(deep, value).valid());
    CHECK(value == deep);
}

TEST_CASE("a union keeps its issue when its options have used up the room") {
    const Schema schema = Schema::parse(
        R"({"anyOf":[{"type":"array","items":{"type":"number"}},{"type":"array","items":{"type":"boolean"}}]})");
    const Result result = schema.validate(repeat("[", 1) + repeat("\"a\",", 600) + "\"a\"]");
    CHECK(result.truncated());
    REQUIRE(result.issues().size() == 1);
    CHECK(code_of(result.issues().front()) == IssueCode::invalid_union);
}

namespace {

std::size_t all_issues(const std::vector<Issue>& issues) {
    std::size_t count = issues.size();
    for (const Issue& issue : issues) {
        if (const auto* const invalid = std::get_if<InvalidUnion>(&issue.parameters)) {
            for (const std::vector<Issue>& option : invalid->errors) count += all_issues(option);
        }
    }
    return count;
}

}  // namespace

TEST_CASE("issues of unions within intersections count, however often they are asked for") {
    const Schema schema = Schema::parse(R"({"$defs":{"n":{"allOf":[
        {"anyOf":[{"type":"object","properties":{"a":{"$ref":"#/$defs/n"}}},{"type":"number"}]},
        {"anyOf":[{"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"b":{}}},{"type":"number"}]}]}},
        "$ref":"#/$defs/n"})");
    Limits limits;
    // All that Zod has, where there is room: two at the bottom of each of 2^depth ways, and one for each union.
    CHECK(all_issues(schema.validate(R"({"a":{"a":{"a":true}}})", limits).issues()) == 76);
    const std::string deep_payload = repeat(R"({"a":)", 30) + "true" + repeat("}", 30);
    for (const std::size_t most : {1U, 2U, 3U, 10U, 100U, 1000U}) {
        CAPTURE(most);
        limits.max_issues = most;
        const Result result = schema.validate(deep_payload, limits);
        REQUIRE(result.status() == Status::invalid);
        CHECK(result.truncated());
        CHECK(all_issues(result.issues()) <= most);
        CHECK(all_issues(result.issues()) >= most / 2);
    }
}

TEST_CASE("answers repeat the schema's text within a bound") {
    std::string values;
    for (int i = 0; i < 5000; ++i) values += (i == 0 ? "\"" : ",\"") + std::to_string(10000000 + i) + "\"";
    const std::string payload = "[" + repeat("0,", 999) + "0]";
    const std::string in_array = R"({"type":"array","items":{"enum":[)" + values + "]}}";
    const std::string in_keys = R"({"type":"object","propertyNames":{"enum":[)" + values +
                                R"(],"minLength":1},"additionalProperties":{"enum":[)" + values + "]}}";
    std::string members = "{\"k\":0";
    for (int i = 0; i < 900; ++i) members += ",\"" + std::to_string(10000000 + i) + "\":0";
    const std::size_t an_issue = 3 * values.size();
    for (const auto& [document, judged] : {std::pair(in_array, payload), std::pair(in_keys, members + "}")}) {
        const Schema schema = Schema::parse(document);
        for (const std::size_t bytes : {std::size_t{1}, std::size_t{20000}, Limits().max_issue_bytes}) {
            CAPTURE(bytes);
            Limits limits;
            limits.max_issue_bytes = bytes;
            const Result result = schema.validate(judged, limits);
            CHECK(result.truncated());
            CHECK_FALSE(result.issues().empty());
            CHECK(to_json(result.issues()).size() <= 16 * bytes + 2 * an_issue);
            std::string body;
            schema.answer(judged, "refused", body, {}, limits);
            CHECK(body == error_body("refused", result.issues()));
        }
    }
}

TEST_CASE("that a pattern was stopped is told also where that refuses the payload") {
    const Schema schema = Schema::parse(R"({"not":{"pattern":"(a+)\\1b"}})");
    Limits limits;
    limits.max_pattern_steps = 1;
    const Result result = schema.validate("\"" + std::string(16, 'a') + "b\"", limits);
    CHECK(result.status() == Status::over_limit);
    CHECK(result.patterns_stopped());
    CHECK_FALSE(schema.validate("1", limits).patterns_stopped());
}

TEST_CASE("the result of no validation is not valid") { CHECK_FALSE(Result().valid()); }

TEST_CASE("long strings count for more within unions") {
    std::string options;
    for (int i = 0; i < 400; ++i) options += R"({"type":"string","maxLength":)" + std::to_string(i) + "},";
    const Schema schema = Schema::parse(R"({"anyOf":[)" + options + R"({"type":"null"}]})");
    Limits limits;
    limits.max_union_work = 12000;
    CHECK(schema.validate("\"" + std::string(10, 'a') + "\"", limits).valid());
    CHECK(schema.validate("\"" + std::string(1000, 'a') + "\"", limits).status() == Status::invalid);
    CHECK(schema.validate("\"" + std::string(100000, 'a') + "\"", limits).status() == Status::over_limit);
}

TEST_CASE("what patterns read of strings and names counts as work within unions, more than the rest of them") {
    const auto work_for = [](const std::string& document, const std::string& payload) {
        const Schema schema = Schema::parse(document);
        Limits limits;
        std::size_t enough = std::size_t{1} << 24U;
        std::size_t too_little = 0;
        while (enough - too_little > 1) {
            limits.max_union_work = (enough + too_little) / 2;
            const bool is_enough = schema.validate(payload, limits).status() != Status::over_limit;
            (is_enough ? enough : too_little) = limits.max_union_work;
        }
        return enough + payload.size();  // one for each byte is added to what is allowed
    };
    // Forty of one kind, so that it is more than there is for the bytes of the payload.
    const auto options = [](const std::string& option) {
        std::string all;
        for (int i = 0; i < 40; ++i) all += option + ",";
        return R"({"anyOf":[)" + all + R"({"type":"boolean"}]})";
    };
    const std::string letters(8'000, 'a');
    const std::string as_name = "{\"" + letters + "\":1}";
    const std::string as_string = "\"" + letters + "\"";
    const std::size_t plain = work_for(options(R"({"type":"string","minLength":9000})"), as_string);
    const std::size_t patterned = work_for(options(R"({"type":"string","pattern":"b"})"), as_string);
    const std::size_t named =
        work_for(options(R"({"type":"object","patternProperties":{"^[ac]*$":{"type":"string"}}})"), as_name);
    const auto many_names = [](const std::string& name) {
        std::string object = "{";
        for (int i = 0; i < 1000; ++i) object += "\"" + std::to_string(10'000 + i) + name + "\":1,";
        return object + "\"" + name + "20000\":1}";
    };
    const std::string guarded = options(
        R"({"type":"object","properties":{"z":{"type":"string"}},"propertyNames":{"minLength":9},"required":["z"]})");
    const std::size_t short_names = work_for(guarded, many_names("b"));
    const std::size_t long_names = work_for(guarded, many_names("long"));
    // Each option is asked whether it takes the value, and once more for its issues.
    constexpr std::size_t asked = 2 * 40;
    const auto is_about = [](std::size_t work, std::size_t wanted) {
        return work >= wanted && work < wanted + 8 * asked;  // a member that is looked for among a thousand is some
    };
    CHECK(is_about(plain, asked * 8'000 / 64));
    CHECK(is_about(patterned, plain + asked * 8'000 / 8));
    CHECK(is_about(named, asked * 8'000 / 8));
    // Names that are long enough are one look each, by the rules of the one pass; the others are judged, and not asked
    // for twice: the first is enough to say that an option does not take the value.
    CHECK(is_about(long_names, asked * 1'001));
    CHECK(is_about(short_names, asked / 2 * 1'001 * 3));
}

TEST_CASE("issues do not multiply long keys") {
    const Schema schema =
        Schema::parse(R"({"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}})");
    const std::string key(200000, 'k');
    const Result result = schema.validate("{\"" + key + "\":[" + repeat("1,", 900) + "1]}");
    CHECK(result.status() == Status::invalid);
    CHECK(result.truncated());
    CHECK(result.issues().size() == 6);
    CHECK(std::get<std::string>(result.issues().front().path.front()) == key);
}

TEST_CASE("nested unions end within the work they are given") {
    const Schema schema = Schema::parse(
        R"({"$defs":{"t":{"anyOf":[{"type":"object","properties":{"c":{"$ref":"#/$defs/t"}},"required":["c"]},
            {"type":"object","properties":{"c":{"$ref":"#/$defs/t"}},"required":["c"]}]}},"$ref":"#/$defs/t"})");
    Limits limits;
    limits.max_union_work = 0;
    const Result result = schema.validate(R"({"c":{"c":{"c":{"c":1}}}})", limits);
    CHECK(result.status() == Status::over_limit);
    CHECK(std::get<LimitExceeded>(result.issues().front().parameters).limit == "max_union_work");
    limits.max_union_work = 1000;
    CHECK(schema.validate(R"({"c":{"c":{"c":{"c":1}}}})", limits).status() == Status::invalid);
}

TEST_CASE("what a thread has judged before is no matter to small limits") {
    const std::string either = R"({"anyOf":[{"type":"string"},{"type":"number"}]})";
    const Schema schema = Schema::parse(either);
    const Schema many = Schema::parse(R"({"type":"array","items":)" + either + "}");
    Limits small;
    small.max_union_work = 1000;
    small.max_issues = 1;
    small.max_issue_bytes = 1024;
    const auto on_its_own_thread = [&](bool is_used) {
        Status status = Status::valid;
        std::thread([&] {
            if (is_used) CHECK(many.validate("[true" + repeat(",true", 3000) + "]").status() == Status::invalid);
            status = schema.validate("true", small).status();
        }).join();
        return status;
    };
    CHECK(on_its_own_thread(false) == Status::invalid);
    CHECK(on_its_own_thread(true) == Status::invalid);
}

TEST_CASE("recursion is as deep as the payload may be") {
    const Schema schema = Schema::parse(tree);
    CHECK(schema.validate(repeat(R"({"child":)", 256) + "1" + repeat("}", 256)).valid());
    const Result wrong = schema.validate(repeat(R"({"child":)", 8) + "\"\"" + repeat("}", 8));
    CHECK(wrong.status() == Status::invalid);
    Limits deepest;
    deepest.max_depth = 1000;
    CHECK(schema.validate(repeat(R"({"child":)", 1000) + "1" + repeat("}", 1000), deepest).valid());
}

TEST_CASE("a schema that needs many steps a level is stopped rather than followed") {
    // Each level of the payload passes through 40 references that narrow the value again.
    std::string definitions;
    for (int i = 0; i < 40; ++i) {
        const std::string next = i == 39 ? R"({"type":"array","items":{"$ref":"#/$defs/s0"}})"
                                         : R"({"$ref":"#/$defs/s)" + std::to_string(i + 1) + "\"}";
        definitions += std::string(i == 0 ? "\"s" : ",\"s").append(std::to_string(i)) + R"(":{"anyOf":[)" + next +
                       R"(,{"type":"null"},{"type":"boolean"}]})";
    }
    const Schema schema = Schema::parse(R"({"$defs":{)" + definitions + R"(},"$ref":"#/$defs/s0"})");
    CHECK(schema.validate("[[null]]").valid());
    CHECK(schema.validate(repeat("[", 256) + "1" + repeat("]", 256)).status() == Status::over_limit);
    // What one pass decides takes no steps.
    CHECK(schema.validate(repeat("[", 256) + repeat("]", 256)).valid());
}

TEST_CASE("one schema serves many threads") {
    const Schema& schema = schemas::invite_request();
    std::vector<std::string> outcomes(4);
    std::vector<std::thread> threads;
    for (std::string& outcome : outcomes) {
        threads.emplace_back([&schema, &outcome] {
            for (int i = 0; i < 1000; ++i) {
                if (!schema.validate(R"({"email":"a@b.co","role":"admin"})")) outcome = "refused";
                outcome = to_json(schema.validate(R"({"email":"a"})").issues());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& outcome : outcomes) CHECK(outcome == outcomes.front());
    CHECK(outcomes.front().find("invalid_format") != std::string::npos);
}

TEST_CASE("defaults add no more than they may") {
    const Schema schema = Schema::parse(
        R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"string","default":"xxxxxxxxxx"}}}})");
    std::string value;
    Limits limits;
    limits.max_default_bytes = 300;
    CHECK(schema.validate("[{},{},{}]", value, limits).valid());
    CHECK(value == R"([{"a":"xxxxxxxxxx"},{"a":"xxxxxxxxxx"},{"a":"xxxxxxxxxx"}])");
    const Result over = schema.validate("[{},{},{},{},{},{}]", value, limits);
    CHECK(over.status() == Status::over_limit);
    CHECK(to_json(over.issues()).find(R"("params":{"limit":"max_default_bytes","maximum":300})") != std::string::npos);
    CHECK(value.empty());
    CHECK(schema.validate("[{},{},{},{},{},{}]", limits).valid());  // no value, no defaults

    // At its default: a schema of large defaults and a payload of many empty objects.
    const std::string large(10000, 'x');
    const Schema wide =
        Schema::parse(R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"string","default":")" +
                      large + "\"}}}}");
    std::string many = "[{}";
    for (int i = 0; i < 100000; ++i) many += ",{}";
    CHECK(wide.validate(many + "]", value).status() == Status::over_limit);
}

TEST_CASE("a string that is not looked at to its end lets no payload pass") {
    const std::string_view pattern = R"(^(?:[a-z]+[a-z0-9]*)*-id(?!$)x?$)";
    const std::string hard = std::string(40, 'a') + "-id";
    Limits few;
    few.max_pattern_steps = 500;
    const auto status = [&few](const std::string& document, const std::string& payload) {
        return Schema::parse(document).validate(payload, few);
    };
    // Where it is to match, it is refused with the pattern's issue.
    const Result refused = status(R"({"type":"string","pattern":")" + std::string(pattern) + "\"}", '"' + hard + '"');
    CHECK(refused.status() == Status::invalid);
    CHECK(refused.patterns_stopped());
    CHECK(to_json(refused.issues()).find(R"("format":"regex")") != std::string::npos);
    // A member's name that may or may not be one that the schema speaks of.
    const Result record =
        status(R"({"type":"object","patternProperties":{")" + std::string(pattern) + R"(":{"type":"integer"}}})",
               "{\"" + hard + R"(":"x"})");
    CHECK(record.status() == Status::over_limit);
    CHECK(to_json(record.issues()).find("max_pattern_steps") != std::string::npos);
    // An option that must not fit beside another.
    const Result exclusive = status(
        R"({"oneOf":[{"type":"string","pattern":")" + std::string(pattern) + R"("},{"type":"string","minLength":1}]})",
        '"' + hard + '"');
    CHECK(exclusive.status() == Status::over_limit);
    // The budget is one for the payload, with something for each of its bytes.
    std::string many = "[\"" + hard + '"';
    for (int i = 0; i < 50; ++i) many += ",\"" + hard + '"';
    const Result list =
        status(R"({"type":"array","items":{"type":"string","pattern":")" + std::string(pattern) + "\"}}", many + "]");
    CHECK(list.patterns_stopped());
    CHECK(Schema::parse(R"({"type":"array","items":{"type":"string","pattern":"^a+-id$"}})")
              .validate(many + "]", few)
              .valid());
}

TEST_CASE("the sides of intersections copy no more than they may") {
    std::string sides;
    for (int i = 0; i < 300; ++i) {
        sides += R"({"type":"object","properties":{"d)" + std::to_string(i) + R"(":{"default":0}}},)";
    }
    Options options;
    options.unknown_keys = UnknownKeys::keep;
    const Schema schema = Schema::parse(R"({"allOf":[)" + sides + R"({"type":"object"}]})", options);
    std::string payload = "{\"last\":0";
    for (int i = 0; i < 5000; ++i) payload += ",\"k" + std::to_string(i) + "\":0";
    payload += "}";
    std::string value;
    CHECK(schema.validate(payload).valid());
    CHECK(schema.validate(payload, value).status() == Status::over_limit);
    CHECK(schema.validate(R"({"a":1,"b":[2]})", value).valid());
    CHECK(value.find(R"("a":1,"b":[2])") != std::string::npos);

    // What stands behind an intersection, and not in it, is no work of it.
    const Schema beside = Schema::parse(R"({"type":"object","properties":{
        "a":{"allOf":[{"type":"object","properties":{"x":{"default":1}}},{"type":"object","properties":{"y":{"default":2}}}]},
        "b":{"type":"array","items":{"type":"object","properties":{"z":{"default":3}}}}}})");
    std::string many = R"({"a":{},"b":[{})";
    for (int i = 1; i < 2000; ++i) many += ",{}";
    Limits few;
    few.max_union_work = 100;
    CHECK(beside.validate(many + "]}", value, few).valid());
    CHECK(value.substr(0, 40) == R"({"a":{"x":1,"y":2},"b":[{"z":3},{"z":3},)");
}

// One pass over a payload may only say yes where the walk finds nothing.
#include "check/check.hpp"
#include "plan/plan.hpp"
#include "schema/schema.hpp"

#include <catch2/catch.hpp>

#include <rapidjson/document.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace zodgate;

namespace {

std::shared_ptr<const plan::Plan> planned(std::string_view document, const Options& options = {}) {
    return plan::compile(schema::load(document, options), options);
}

bool accepts(const plan::Plan& plan, std::string_view payload) {
    const bool accepted = check::accept(plan, payload, plan.options.limits);
    if (accepted) CHECK(check::explain(plan, payload, plan.options.limits).valid());
    return accepted;
}

bool accepts(std::string_view document, std::string_view payload, const Options& options = {}) {
    return accepts(*planned(document, options), payload);
}

struct Counts {
    std::size_t valid = 0;
    std::size_t accepted = 0;
};

void count(const plan::Plan& plan, std::string_view payload, Counts& counts) {
    const bool accepted = check::accept(plan, payload, plan.options.limits);
    const bool valid = check::explain(plan, payload, plan.options.limits).valid();
    if (accepted && !valid) {
        CAPTURE(payload);
        CHECK_FALSE(accepted);
    }
    counts.valid += valid ? 1 : 0;
    counts.accepted += accepted ? 1 : 0;
}

}  // namespace

TEST_CASE("what one pass accepts, the walk accepts, and it accepts most of that") {
    Counts counts;
    for (const char* const file : {"random.ndjson", "formats.ndjson"}) {
        std::ifstream stream(std::filesystem::path(ZODGATE_GOLDEN) / file, std::ios::binary);
        for (std::string line; std::getline(stream, line);) {
            rapidjson::Document entry;
            entry.Parse(line.data(), line.size());
            REQUIRE_FALSE(entry.HasParseError());
            const std::string document = entry["document"].GetString();
            CAPTURE(document);
            const auto plan = planned(document);
            for (const rapidjson::Value& pair : entry["pairs"].GetArray()) {
                count(*plan, {pair[0].GetString(), pair[0].GetStringLength()}, counts);
            }
        }
    }
    // The others: unions and intersections that need a look back, URLs with white space, discriminators that come late.
    CHECK(counts.valid > 3000);
    CHECK(counts.accepted > counts.valid * 7 / 10);
}

TEST_CASE("what one pass decides") {
    CHECK(accepts("true", "[{\"a\":[1,\"x\",null,{}]}]"));
    CHECK_FALSE(accepts("false", "1"));
    CHECK(accepts(R"({"type":["string","null"]})", "null"));
    CHECK(accepts(R"({"enum":["a",1,true,null]})", "true"));
    CHECK_FALSE(accepts(R"({"enum":["a",1,true,null]})", "false"));
    CHECK(accepts(R"({"enum":["a",1,true,null]})", "1.0"));
    CHECK(accepts(R"({"type":"integer","minimum":-3})", "-3"));
    CHECK_FALSE(accepts(R"({"type":"integer","minimum":-3})", "-4"));
    CHECK_FALSE(accepts(R"({"type":"integer"})", "9007199254740992"));
    CHECK_FALSE(accepts(R"({"type":"number"})", "1.7976931348623159e308"));
    CHECK(accepts(R"({"type":"number","exclusiveMaximum":0.5,"multipleOf":0.1})", "4e-1"));
    CHECK(accepts(R"({"type":"string","minLength":2,"maxLength":2})", R"("😀é")"));
    CHECK_FALSE(accepts(R"({"type":"string","minLength":2,"maxLength":2})", R"("😀")"));
    CHECK(accepts(R"({"anyOf":[{"type":"string","maxLength":1},{"type":"string","minLength":3}]})", R"("abc")"));
    CHECK_FALSE(accepts(R"({"anyOf":[{"type":"string","maxLength":1},{"type":"string","minLength":3}]})", R"("ab")"));
    CHECK(accepts(R"({"oneOf":[{"type":"string"},{"type":"integer"}]})", "1"));
    // Two options could fit a string: that takes a look at both.
    CHECK_FALSE(accepts(R"({"oneOf":[{"type":"string"},{"type":"string","minLength":2}]})", R"("a")"));
}

TEST_CASE("arrays and objects in one pass") {
    const std::string_view list =
        R"({"type":"array","items":{"type":"array","items":{"type":"integer"}},"maxItems":2})";
    CHECK(accepts(list, "[[1,2],[3]]"));
    CHECK_FALSE(accepts(list, "[[1],[\"x\"]]"));
    CHECK_FALSE(accepts(list, "[[],[],[]]"));
    CHECK_FALSE(accepts(list, "[1]"));
    const std::string_view tuple =
        R"({"type":"array","prefixItems":[{"type":"string"},{"type":"array"},{"type":"integer"}],"minItems":2,"items":false})";
    CHECK(accepts(tuple, R"(["a",[{}]])"));
    CHECK(accepts(tuple, R"(["a",[[]],1])"));
    CHECK_FALSE(accepts(tuple, R"(["a",[],"x"])"));
    CHECK_FALSE(accepts(tuple, R"(["a"])"));
    CHECK_FALSE(accepts(tuple, R"(["a",[],1,2])"));
    const std::string_view object =
        R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"object","properties":{"c":{"type":"null"}},)"
        R"("required":["c"]}},"required":["a","b"],"additionalProperties":{"type":"integer"}})";
    CHECK(accepts(object, R"({"b":{"c":null},"x":1,"a":"","y":2})"));
    CHECK(accepts(object, R"({"a":"x","a":"y","b":{"d":[],"c":null}})"));
    CHECK_FALSE(accepts(object, R"({"a":"","b":{"d":[]}})"));
    CHECK_FALSE(accepts(object, R"({"a":""})"));
    CHECK_FALSE(accepts(object, R"({"a":"","b":{"c":null},"x":"1"})"));
    CHECK_FALSE(accepts(R"({"type":"object","properties":{"a":{}},"additionalProperties":false})", R"({"b":1})"));
    CHECK(accepts(R"({"type":"object","properties":{"a":{}},"additionalProperties":false})", R"({"a":{"b":1}})"));
}

TEST_CASE("many members and names that look alike in one pass") {
    std::string properties;
    std::string required;
    std::string payload;
    for (int i = 0; i < 300; ++i) {
        // The same length, first eight bytes and last eight.
        const std::string name = "\"prefixed" + std::to_string(1000 + i) + "suffixes\"";
        properties += (i == 0 ? "" : ",") + name + R"(:{"type":"integer"})";
        required += (i == 0 ? "" : ",") + name;
        payload = name + ":1" + (i == 0 ? "" : ",") + payload;
    }
    const auto plan =
        planned(R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + required + "]}");
    CHECK(accepts(*plan, "{" + payload + "}"));
    CHECK_FALSE(accepts(*plan, "{" + payload.substr(payload.find(',') + 1) + "}"));
    CHECK_FALSE(accepts(*plan, "{" + payload.substr(0, payload.rfind(',')) + "}"));
}

TEST_CASE("records and discriminated unions in one pass") {
    const std::string_view record =
        R"({"type":"object","propertyNames":{"type":"string","maxLength":2},"additionalProperties":{"type":"integer"}})";
    CHECK(accepts(record, R"({"a":1,"bc":2})"));
    CHECK_FALSE(accepts(record, R"({"abc":1})"));
    CHECK_FALSE(accepts(record, R"({"a":"x"})"));
    const std::string_view known =
        R"({"type":"object","propertyNames":{"enum":["a","b"]},"additionalProperties":{"type":"integer"},"required":["a","b"]})";
    CHECK(accepts(known, R"({"b":1,"a":2})"));
    CHECK_FALSE(accepts(known, R"({"a":1})"));
    CHECK_FALSE(accepts(known, R"({"a":1,"b":2,"c":3})"));
    CHECK(accepts(R"({"type":"object","patternProperties":{"^x":{"type":"integer"}}})", R"({"x":1,"y":"z"})"));
    CHECK_FALSE(accepts(R"({"type":"object","patternProperties":{"^x":{"type":"integer"}}})", R"({"x":"1"})"));
    const std::string_view choice =
        R"({"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"v":{"type":"integer"}},"required":["k","v"]},)"
        R"({"type":"object","properties":{"k":{"const":"b"},"v":{"type":"string"}},"required":["k"]}]})";
    CHECK(accepts(choice, R"({"k":"a","v":1})"));
    CHECK(accepts(choice, R"({"k":"b"})"));
    CHECK_FALSE(accepts(choice, R"({"k":"a","v":"x"})"));
    CHECK_FALSE(accepts(choice, R"({"k":"c"})"));
    CHECK_FALSE(accepts(choice, R"({"k":["a"],"v":1})"));
    CHECK_FALSE(accepts(choice, R"({})"));
    // A member before the discriminator is not looked back at.
    CHECK_FALSE(accepts(choice, R"({"v":1,"k":"a"})"));
    CHECK(Schema::parse(choice).validate(R"({"v":1,"k":"a"})").valid());
}

TEST_CASE("a union of objects in one pass, as long as its options agree on what is within") {
    const std::string_view shapes =
        R"({"anyOf":[{"type":"object","properties":{"t":{"const":"a"},"v":{"type":"integer"},"in":{"$ref":"#"}},)"
        R"("required":["t"]},{"type":"object","properties":{"t":{"const":"b"},"v":{"type":"string"},)"
        R"("in":{"type":"array","items":{"$ref":"#"}}},"required":["t","v"],"additionalProperties":false},)"
        R"({"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":{"type":"integer"}}]})";
    CHECK(accepts(shapes, R"({"t":"a","v":1})"));
    CHECK(accepts(shapes, R"({"t":"b","v":"x"})"));
    CHECK(accepts(shapes, R"({"v":1,"t":"a","more":[{}]})"));
    CHECK(accepts(shapes, R"({"n":1.5,"t":3})"));
    CHECK(accepts(shapes, R"({"t":"a","in":{"t":"b","v":"x","in":[{"n":1},{"t":"a"}]}})"));
    CHECK_FALSE(accepts(shapes, R"({"t":"b"})"));
    CHECK_FALSE(accepts(shapes, R"({"t":"b","v":1})"));
    CHECK_FALSE(accepts(shapes, R"({"t":"b","v":"x","more":1})"));
    CHECK_FALSE(accepts(shapes, R"({"t":"c","v":1})"));
    CHECK_FALSE(accepts(shapes, R"({"n":"x"})"));
    CHECK_FALSE(accepts(shapes, R"({"t":"a","in":{"t":"b"}})"));
    // Two options would judge the object within by different schemas.
    CHECK_FALSE(accepts(shapes, R"({"in":{"n":1},"t":"a"})"));
    CHECK(Schema::parse(shapes).validate(R"({"in":{"n":1},"t":"a"})").valid());
    // Exactly one must fit: that takes a look at all.
    CHECK_FALSE(accepts(R"({"oneOf":[{"type":"object","properties":{"a":{"type":"string"}}},)"
                        R"({"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}]})",
                        R"({"a":1})"));
}

TEST_CASE("what is not JSON, or over a limit, is not accepted") {
    for (const std::string_view text : {"", " ", "[1,]", "{\"a\":1", "1 2", "\"\\ud800\"", "\"\\udc00\"", "[\"\x80\"]",
                                        "01", "1e999", "nul", "{\"\\udfff\":1}", "\"\t\""}) {
        CAPTURE(text);
        CHECK_FALSE(accepts("true", text));
    }
    CHECK_FALSE(accepts("true", std::string_view("1\0", 2)));
    CHECK_FALSE(accepts("true", std::string_view("1\0garbage", 9)));
    CHECK(accepts("true", "\"\\ud83d\\ude00\\u0000\""));
    CHECK(accepts("true", "\xEF\xBB\xBF 1 "));
    CHECK_FALSE(accepts("true", "\xEF\xBB\xBF\xEF\xBB\xBF 1"));
    Options options;
    options.limits.max_depth = 2;
    CHECK(accepts("true", "[[]]", options));
    CHECK_FALSE(accepts("true", "[[[]]]", options));
    CHECK_FALSE(accepts("true", R"({"a":[{}]})", options));
    options.limits.max_bytes = 4;
    CHECK_FALSE(accepts("true", "[1,2]", options));
    options.refuse_repeated_keys = true;
    CHECK_FALSE(accepts("true", "1", options));
}

TEST_CASE("no control character passes in a string or a name, wherever it stands") {
    const Schema schema = Schema::parse("true");
    for (const bool in_name : {false, true}) {
        for (int control = 0; control < 0x20; ++control) {
            for (std::size_t at = 0; at < 48; ++at) {
                for (const char* const before : {"", "\\n"}) {
                    std::string text = before + std::string(48, 'a');
                    text.insert(text.size() - at, 1, static_cast<char>(control));
                    const std::string payload = in_name ? "{\"" + text + "\":1}" : "\"" + text + "\"";
                    if (schema.validate(payload).status() == Status::malformed) continue;
                    CAPTURE(control, at, in_name);
                    REQUIRE(schema.validate(payload).status() == Status::malformed);
                }
            }
        }
    }
}

namespace {

// Destroyed after what the library keeps for the thread, if it is there before that.
struct Late {
    std::atomic<int>* valid = nullptr;
    ~Late() {
        if (valid == nullptr) return;
        const Schema schema = Schema::parse(R"({"type":"array","items":{"type":"integer"}})");
        std::string value;
        if (schema.validate("[1,2,3]").valid() && schema.validate("[1,2,3]", value).valid()) ++*valid;
    }
};

}  // namespace

TEST_CASE("a schema may be used at the very end of a thread") {
    std::atomic<int> valid{0};
    std::thread([&valid] {
        thread_local Late late;
        late.valid = &valid;
        if (Schema::parse("true").validate("[{}]").valid()) ++valid;
    }).join();
    CHECK(valid == 2);
}

TEST_CASE("one schema accepts on many threads") {
    const Schema schema =
        Schema::parse(R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}})");
    std::string payload = "[";
    for (int i = 0; i < 1000; ++i) payload += std::string(i == 0 ? "" : ",") + R"({"a":"x"})";
    payload += "]";
    std::atomic<int> valid{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 50; ++n) valid += schema.validate(payload).valid() ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(valid == 200);
}

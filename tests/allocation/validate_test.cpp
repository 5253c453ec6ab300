// Payloads judged while memory runs out: Status::out_of_memory, or what is right.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "memory.hpp"

using namespace zodgate;
using namespace zodgate::allocation;

namespace {

std::string repeat(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

// What a schema thinks of a payload with all the memory that it wants.
struct Opinion {
    Status status;
    std::string issues;
    std::string body;
    std::string value;
};

Opinion opinion_of(const Schema& schema, std::string_view payload) {
    Opinion opinion;
    const Result result = schema.validate(payload, opinion.value);
    opinion.status = result.status();
    opinion.issues = to_json(result.issues());
    schema.answer(payload, "Validation error", opinion.body);
    return opinion;
}

struct Tallied {
    std::size_t allocations = 0;
    std::string faults;
};

void add(Tallied& all, const char* what, const Tried& tried) {
    all.allocations += tried.allocations;
    if (const std::string faults = summary(tried); !faults.empty()) all.faults.append(what).append(": ").append(faults);
}

// Takes memory for every string, and keeps it.
class Collector : public ValueHandler {
  public:
    void null() override {}
    void boolean(bool) override {}
    void number(double) override {}
    void string(std::string_view value) override { texts_.emplace_back(value); }
    void start_array(std::size_t) override {}
    void end_array(std::size_t) override {}
    void start_object(std::size_t) override {}
    void key(std::string_view name) override { texts_.emplace_back(name); }
    void end_object(std::size_t) override {}
    const std::vector<std::string>& texts() const { return texts_; }

  private:
    std::vector<std::string> texts_;
};

Tallied judge_each(const Schema& schema, std::string_view payload) {
    const Opinion wanted = opinion_of(schema, payload);
    Tallied all;
    add(all, "validate", fail_each([&] {
            const Result result = [&] {
                const Scarce scarce;
                return schema.validate(payload);
            }();
            if (result.status() == Status::out_of_memory)
                return result.issues().empty() ? Ended::refused : Ended::wrong;
            return result.status() == wanted.status && to_json(result.issues()) == wanted.issues ? Ended::right
                                                                                                 : Ended::wrong;
        }));
    add(all, "answer", fail_each([&] {
            std::string body = "what was there before, which is not to be left";
            const Status status = [&] {
                const Scarce scarce;
                return schema.answer(payload, "Validation error", body);
            }();
            if (status == Status::out_of_memory) return body.empty() ? Ended::refused : Ended::wrong;
            return status == wanted.status && body == wanted.body ? Ended::right : Ended::wrong;
        }));
    add(all, "validate with the value", fail_each([&] {
            std::string value = "what was there before, which is not to be left";
            const Result result = [&] {
                const Scarce scarce;
                return schema.validate(payload, value);
            }();
            if (result.status() == Status::out_of_memory) return value.empty() ? Ended::refused : Ended::wrong;
            return result.status() == wanted.status && value == wanted.value &&
                           to_json(result.issues()) == wanted.issues
                       ? Ended::right
                       : Ended::wrong;
        }));
    std::vector<std::string> texts;
    {
        Collector collector;
        schema.validate(payload, collector);
        texts = collector.texts();
    }
    add(all, "validate with a handler", fail_each([&] {
            Collector collector;
            const Result result = [&] {
                const Scarce scarce;
                return schema.validate(payload, collector);
            }();
            if (result.status() == Status::out_of_memory) return Ended::refused;
            return result.status() == wanted.status && collector.texts() == texts ? Ended::right : Ended::wrong;
        }));
    return all;
}

void check(const Schema& schema, std::string_view payload, Status status, std::size_t least = 4) {
    INFO(payload.substr(0, 200));
    REQUIRE(schema.validate(payload).status() == status);
    const Tallied all = judge_each(schema, payload);
    CHECK(all.faults == "");
    CHECK(all.allocations >= least);
}

}  // namespace

TEST_CASE("memory runs out over an object") {
    const Schema schema = Schema::parse(R"({"type":"object","properties":{
        "email":{"type":"string","format":"email"},"role":{"type":"string","enum":["admin","member"]},
        "tags":{"type":"array","items":{"type":"string"},"default":["a long default text, so that it takes memory"]},
        "limits":{"type":"object","additionalProperties":{"type":"integer"}}},"required":["email","role"],
        "additionalProperties":false})");
    check(schema, R"({"email":"ada@example.com","role":"admin"})", Status::valid);
    check(schema, R"({"role":"admin","email":"ada@example.com","tags":["x","y"],"limits":{"10":1,"9":2,"a":3}})",
          Status::valid);
    check(schema, R"({"email":"no address at all, but a long text","role":"owner","a key that is not known":1})",
          Status::invalid);
    check(schema, R"({"email":"ada@example.com","role")", Status::malformed);
    check(schema, "\"\xFF\"", Status::malformed);
    check(schema, R"({"email":"ada@example.com","role":"admin","role":"member","limits":{"b":1e400,"b":1}})",
          Status::valid);
    check(schema, repeat("[", 400), Status::over_limit);
    check(schema, R"({"email":"ada@example.com","role":"admin","limits":{)" + repeat(R"("k":1,)", 600) + R"("l":2}})",
          Status::valid);
}

TEST_CASE("memory runs out within unions and intersections") {
    const Schema schema = Schema::parse(R"({"anyOf":[
        {"type":"object","properties":{"child":{"$ref":"#"},"kind":{"const":"a"}},"required":["child","kind"]},
        {"allOf":[{"type":"object","properties":{"left":{"$ref":"#"}},"required":["left"]},
                  {"type":"object","properties":{"right":{"$ref":"#","default":7}}}]},
        {"type":"array","items":{"$ref":"#"},"uniqueItems":true},
        {"type":"number"}]})");
    check(schema, R"({"kind":"a","child":{"left":[1,2,{"kind":"a","child":3}]}})", Status::valid);
    check(schema, R"({"kind":"b","child":{"left":[1,2,{"kind":"a","child":"no"}]},"left":null})", Status::invalid);
    const Schema discriminated = Schema::parse(R"({"oneOf":[
        {"type":"object","properties":{"t":{"const":"a"},"x":{"type":"string"}},"required":["t","x"]},
        {"type":"object","properties":{"t":{"const":"b"},"y":{"type":"array","items":{"type":"number"}}},
         "required":["t","y"]}]})");
    check(discriminated, R"({"y":[1,2,3],"t":"b"})", Status::valid);
    check(discriminated, R"({"y":[1,2,3],"t":"c"})", Status::invalid);
    check(discriminated, R"({"t":"b","y":["1"]})", Status::invalid);
}

TEST_CASE("memory runs out while patterns and formats are looked at") {
    Options options;
    options.formats = Formats::all;
    const Schema schema = Schema::parse(R"({"type":"object","properties":{
        "boost":{"type":"string","pattern":"^(a+)b\\1(?!c)$"},
        "wide":{"type":"string","pattern":"^(\\p{Lu}+)-\\1$"},
        "automaton":{"type":"string","pattern":"^(?=.*\\d)[a-z\\d]{3,9}$"},
        "uri":{"type":"string","format":"uri"},"idn":{"type":"string","format":"idn-hostname"},
        "regex":{"type":"string","format":"regex"},"jwt":{"type":"string","format":"jwt"},
        "template":{"type":"string","format":"uri-template"},"mail":{"type":"string","format":"idn-email"},
        "host":{"type":"string","format":"hostname"},"time":{"type":"string","format":"date-time"}}})",
                                        options);
    check(schema, R"({"boost":"aabaa","wide":"ÄÖ-ÄÖ","automaton":"a1b"})", Status::valid);
    check(schema, R"({"boost":"aaba","wide":"ÄÖ-Äö","automaton":"abc"})", Status::invalid);
    check(schema, "{\"boost\":\"" + std::string(3000, 'a') + "b" + std::string(2999, 'a') + "\"}", Status::invalid);
    check(schema,
          R"({"uri":" https://bücher.example/ä?q#f ","idn":"bücher.example","regex":"^(a|b)+\\1$",
              "jwt":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x","template":"/a{?b,c}","mail":"jürgen@bücher.example"})",
          Status::valid);
    check(schema,
          R"({"uri":"https://bü cher.example/","idn":"-bücher-.example","regex":"((","jwt":"eyJ.e30.x","template":"{",
              "mail":"jürgen@-","host":"a..b","time":"2024-02-30T00:00:00Z"})",
          Status::invalid);
}

TEST_CASE("memory runs out in the reading of JSON Schema") {
    Options options = Options::json_schema();
    options.formats = Formats::all;
    options.check_content = true;
    options.schema_locations = true;
    const Schema schema = Schema::parse(R"({"type":"object","patternProperties":{"^x":{"$dynamicRef":"#n"}},
        "properties":{"c":{"type":"string","contentEncoding":"base64","contentMediaType":"application/json"},
            "d":{"type":"array","contains":{"type":"string"},"minContains":2,"unevaluatedItems":{"type":"number"}},
            "e":{"if":{"type":"object"},"then":{"dependentSchemas":{"a":{"required":["b"]}}},"else":{"not":{}}}},
        "unevaluatedProperties":false,"$defs":{"n":{"$dynamicAnchor":"n","type":["string","null"]}}})",
                                        options);
    check(schema, R"({"c":"eyJhIjpbMSwyXX0=","d":["a",1,"b"],"e":{"a":1,"b":2},"x1":null})", Status::valid);
    check(schema, R"({"c":"eyJhIjpbMSwyX","d":["a",true],"e":{"a":1},"x1":1,"other":{}})", Status::invalid);
}

TEST_CASE("memory runs out where payloads are refused for repeated keys") {
    Options options;
    options.refuse_repeated_keys = true;
    const Schema schema = Schema::parse(R"({"type":"object","properties":{"a":{"type":"number"}}})", options);
    check(schema, R"({"a":1,"b":2,"a long key that is repeated":3,"a long key that is repeated":4})",
          Status::malformed);
}

TEST_CASE("memory runs out over large payloads, whose memory is not kept") {
    const Schema schema = Schema::parse(R"({"type":"array","items":{"type":"object","properties":{
        "n":{"type":"integer"},"s":{"type":"string","maxLength":3}},"required":["n"]}})");
    check(schema, "[" + repeat(R"({"n":1,"s":"abc"},)", 4000) + R"({"n":1}])", Status::valid);
    check(schema, "[" + repeat(R"({"n":1,"s":"abc"},)", 4000) + R"({"n":1.5,"s":"abcd"}])", Status::invalid);
}

TEST_CASE("a thread keeps at most two MiB of what a large payload has taken") {
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[
        {"type":"array","items":{"$ref":"#/items"}},{"type":"array","minItems":1},{"type":"string"}]}})");
    const std::string payload = "[" + repeat(R"([[],["abc"]],)", 500000) + "1]";
    Limits limits;
    limits.max_values = 10'000'000;
    limits.max_union_work = 1'000'000'000;
    std::size_t most = 0;
    std::size_t kept = 0;
    std::thread([&] {
        const std::size_t before = bytes();
        {
            std::string text;
            CHECK(schema.validate(payload, limits).status() == Status::invalid);
            CHECK(schema.answer(payload, "Validation error", text, Messages(), limits) == Status::invalid);
            CHECK(schema.validate(payload, text, limits).status() == Status::invalid);
            CHECK(Schema::parse("true").validate(payload, limits).valid());
            most = bytes() - before;
        }
        kept = bytes() - before;
    }).join();
    CAPTURE(kept, most);
    CHECK(most > kept);
    CHECK(kept <= std::size_t{2} << 20U);
}

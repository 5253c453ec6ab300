// Where in the schema issues come from: Issue::schema_location.
#include "located.hpp"

#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;

namespace {

Options with_locations(Options options = Options()) {
    options.schema_locations = true;
    return options;
}

// The location of each issue, those inside others behind them.
std::string locations(std::string_view document, std::string_view payload, const Options& options = with_locations()) {
    std::string out;
    const Result result = Schema::parse(document, options).validate(payload);
    for (const Issue* const issue : located::all_of(result.issues())) {
        if (!out.empty()) out += ' ';
        out += issue->schema_location;
    }
    return out;
}

std::string within(std::string_view keywords) {
    return R"({"type":"object","properties":{"a/~":{)" + std::string(keywords) + "}}}";
}

Options specified() { return with_locations(Options::json_schema()); }

struct Counts {
    std::size_t schemas = 0;
    std::size_t issues = 0;
};

// Judges payloads in both readings, and looks up each location.
class Sweep {
  public:
    void add(const std::string& document, const std::vector<std::string>& payloads) {
        rapidjson::Document parsed;
        parsed.Parse<rapidjson::kParseFullPrecisionFlag>(document.data(), document.size());
        REQUIRE_FALSE(parsed.HasParseError());
        CAPTURE(document);
        judge(parsed, Schema::parse(document, with_locations()), payloads, zods);
        judge(parsed, Schema::parse(document, specified()), payloads, specifications);
    }

    Counts zods;
    Counts specifications;

  private:
    static void judge(const rapidjson::Document& document, const Schema& schema,
                      const std::vector<std::string>& payloads, Counts& counts) {
        ++counts.schemas;
        for (const std::string& payload : payloads) {
            const Result result = schema.validate(payload);
            for (const Issue* const issue : located::all_of(result.issues())) {
                if (result.status() != Status::invalid) {
                    CHECK(issue->schema_location.empty());
                    continue;
                }
                ++counts.issues;
                if (located::is_at_its_place(*issue, document)) continue;
                CAPTURE(payload, to_json(*issue), issue->schema_location);
                CHECK(located::is_at_its_place(*issue, document));
            }
        }
    }
};

rapidjson::Document parse(const std::string& line) {
    rapidjson::Document document;
    document.Parse(line.data(), line.size());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

std::string string_in(const rapidjson::Value& value) { return std::string(located::text_of(value)); }

}  // namespace

TEST_CASE("locations: told only if asked for, and never rendered") {
    const std::string_view document = R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})";
    const Schema silent = Schema::parse(document);
    const Schema telling = Schema::parse(document, with_locations());
    for (const std::string_view payload : {R"({"a":1})", "{}", "[]", "{", ""}) {
        const Result expected = silent.validate(payload);
        const Result result = telling.validate(payload);
        CHECK(to_json(result.issues()) == to_json(expected.issues()));
        REQUIRE(result.issues().size() == 1);
        CHECK(expected.issues().front().schema_location.empty());
        CHECK(result.issues().front().schema_location.empty() == (result.status() == Status::malformed));
        std::string body;
        CHECK(telling.answer(payload, "e", body) == expected.status());
        CHECK(body == error_body("e", expected.issues()));
        std::string value;
        CHECK(telling.validate(payload, value).issues().front().schema_location ==
              result.issues().front().schema_location);
    }
    Limits limits;
    limits.max_depth = 1;
    const Result refused = telling.validate(R"({"a":[1]})", limits);
    REQUIRE(refused.status() == Status::over_limit);
    CHECK(refused.issues().front().schema_location.empty());
}

TEST_CASE("locations: functions of Messages are told them") {
    const Schema schema =
        Schema::parse(R"({"anyOf":[{"type":"string"},{"type":"number","minimum":5}]})", with_locations());
    std::string told;
    Messages messages;
    messages.set([&told](const Issue& issue) {
        told += issue.schema_location + ' ';
        return "no";
    });
    std::string body;
    CHECK(schema.answer("true", "e", body, messages) == Status::invalid);
    CHECK(told == "/anyOf/0/type /anyOf/1/type /anyOf ");
    CHECK(body == error_body("e", schema.validate("true").issues(), messages));
}

TEST_CASE("locations: keywords of one value") {
    const std::string at = "/properties/a~1~0/";
    CHECK(locations(within(R"("type":"string")"), R"({"a/~":1})") == at + "type");
    CHECK(locations(within(R"("type":"string","format":"email")"), R"({"a/~":""})") == at + "format");
    CHECK(locations(within(R"("type":"string","pattern":"^a")"), R"({"a/~":""})") == at + "pattern");
    CHECK(locations(within(R"("type":"string","minLength":2,"maxLength":2)"), R"({"a/~":""})") == at + "minLength");
    CHECK(locations(within(R"("type":"string","minLength":2,"maxLength":2)"), R"({"a/~":"abc"})") == at + "maxLength");
    CHECK(locations(within(R"("type":"integer")"), R"({"a/~":0.5})") == at + "type");
    CHECK(locations(within(R"("type":"integer")"), R"({"a/~":1e300})") == at + "type");
    CHECK(locations(within(R"("type":"integer","minimum":-9007199254740991,"maximum":9007199254740991)"),
                    R"({"a/~":1e300})") == at + "maximum");
    CHECK(locations(within(R"("type":"integer","minimum":-2147483648,"maximum":2147483647)"), R"({"a/~":-1e10})") ==
          at + "minimum");
    CHECK(locations(within(R"("minimum":1,"multipleOf":2)"), R"({"a/~":-1})") == at + "minimum " + at + "multipleOf");
    CHECK(locations(within(R"("exclusiveMaximum":1)"), R"({"a/~":1})") == at + "exclusiveMaximum");
    CHECK(locations(within(R"("enum":["a"],"const":"b")"), R"({"a/~":"a"})") == at + "const");
    CHECK(locations(within(R"("enum":["a"],"const":"b")"), R"({"a/~":"b"})") == at + "enum");
    CHECK(locations(within(R"("enum":[])"), R"({"a/~":1})") == at + "enum");
    CHECK(locations(within(R"("not":{})"), R"({"a/~":1})") == at + "not");
    CHECK(locations(within(R"("not":{"type":"string"},"enum":[])"), R"({"a/~":1})", specified()) == at + "enum");
    CHECK(locations(within(R"("not":{"type":"string"})"), R"({"a/~":""})") == at + "not");
    CHECK(locations(R"({"properties":{"a":false}})", R"({"a":1})") == "/properties/a");
    CHECK(locations("false", "1").empty());
}

TEST_CASE("locations: arrays") {
    CHECK(locations(R"({"type":"array","items":{"type":"null"},"minItems":3})", "[1]") == "/items/type /minItems");
    // Zod measures whatever has a length.
    CHECK(locations(R"({"type":"array","minItems":3})", R"("ab")") == "/type /minItems");
    CHECK(locations(R"({"type":"array","maxItems":0})", "[1]") == "/maxItems");
    CHECK(locations(R"({"type":"array","uniqueItems":true})", "[1,1]") == "/uniqueItems");
    CHECK(locations(R"({"type":"array","contains":{"type":"null"}})", "[1]") == "/contains");
    CHECK(locations(R"({"type":"array","contains":{"type":"null"},"minContains":2,"maxContains":2})", "[null]") ==
          "/minContains");
    CHECK(locations(R"({"type":"array","contains":{"type":"null"},"maxContains":1})", "[null,null]") == "/maxContains");
    const std::string_view tuple = R"({"type":"array","prefixItems":[{"type":"null"},{}],"items":false,"minItems":2})";
    CHECK(locations(tuple, "[1,1]") == "/prefixItems/0/type");
    CHECK(locations(tuple, "[null]") == "/minItems");
    CHECK(locations(tuple, "[null,1,1]") == "/items");
    CHECK(locations(R"({"$schema":"http://json-schema.org/draft-07/schema#","items":[{}],"additionalItems":false})",
                    "[1,1]") == "/additionalItems");
    CHECK(locations(R"({"prefixItems":[{"type":"null"}],"unevaluatedItems":false})", "[null,1]") ==
          "/unevaluatedItems");
    CHECK(locations(R"({"unevaluatedItems":{"type":"null"}})", "[1]") == "/unevaluatedItems/type");
}

TEST_CASE("locations: objects") {
    const std::string_view object =
        R"({"type":"object","properties":{"a":{"type":"string"},"b":{},"c":{"enum":[1]}},"required":["a","b","c","d"],"additionalProperties":false})";
    CHECK(locations(object, "{}") == "/properties/a/type /required /properties/c/enum /required");
    CHECK(locations(object, R"({"a":"","b":1,"c":1,"d":1})") == "/additionalProperties");
    CHECK(locations(R"({"additionalProperties":{"type":"null"}})", R"({"a":1})") == "/additionalProperties/type");
    CHECK(locations(R"({"patternProperties":{"^a":{"type":"null"}},"additionalProperties":false})",
                    R"({"a":1,"b":1})") == "/patternProperties/^a/type");
    CHECK(locations(R"({"patternProperties":{"^a":{"type":"null"}},"additionalProperties":false})", R"({"b":1})") ==
          "/additionalProperties");
    CHECK(locations(R"({"minProperties":1})", "{}") == "/minProperties");
    CHECK(locations(R"({"maxProperties":0})", R"({"a":1})") == "/maxProperties");
    CHECK(locations(R"({"dependentRequired":{"a":["b"]}})", R"({"a":1})") == "/dependentRequired");
    CHECK(locations(R"({"dependentSchemas":{"a":{"required":["b"]}}})", R"({"a":1})") ==
          "/dependentSchemas/a/required");
    CHECK(locations(R"({"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"]}})",
                    R"({"a":1})") == "/dependencies");
    CHECK(locations(R"({"properties":{"a":{}},"unevaluatedProperties":false})", R"({"b":1})") ==
          "/unevaluatedProperties");
    // Behind the members, the object's own keywords again.
    CHECK(locations(R"({"properties":{"a":{"properties":{"b":{"type":"null"}}}},"required":["z"]})",
                    R"({"a":{"b":1}})") == "/properties/a/properties/b/type /required");
}

TEST_CASE("locations: records and names") {
    CHECK(
        locations(
            R"({"type":"object","propertyNames":{"type":"string","minLength":2},"additionalProperties":{"type":"null"}})",
            R"({"a":1,"bc":1})") == "/propertyNames /additionalProperties/type /propertyNames/minLength");
    CHECK(locations(R"({"type":"object","propertyNames":{"enum":["a"]},"additionalProperties":{}})", R"({"b":1})") ==
          "/propertyNames");
    CHECK(locations(
              R"({"type":"object","propertyNames":{"type":"string","pattern":"^-?\\d+$"},"additionalProperties":{}})",
              R"({"b":1})") == "/propertyNames /propertyNames/pattern");
    CHECK(locations(R"({"propertyNames":{"maxLength":1}})", R"({"bc":1})") ==
          "/propertyNames /propertyNames/maxLength");
}

TEST_CASE("locations: schemas of the same value") {
    CHECK(locations(R"({"type":["string","boolean","null"]})", "1") == "/type /type /type /type");
    CHECK(locations(R"({"type":["string","boolean"],"anyOf":[{"type":"null"},{"const":1}],"oneOf":[{},{}]})", "[]") ==
          "/type /anyOf /oneOf /type /type /anyOf/0/type /anyOf/1/const");
    const std::string_view apart =
        R"({"oneOf":[{"type":"object","properties":{"k":{"const":1},"v":{"type":"null"}},"required":["k"]},{"type":"object","properties":{"k":{"const":2}},"required":["k"]}]})";
    CHECK(locations(apart, R"({"k":3})") == "/oneOf");
    CHECK(locations(apart, "1") == "/oneOf");
    CHECK(locations(apart, R"({"k":1,"v":1})") == "/oneOf/0/properties/v/type");
    CHECK(locations(R"({"allOf":[{"type":"number"},{"minimum":3},{"not":{"const":1}}]})", "1", specified()) ==
          "/allOf/1/minimum /allOf/2/not");
    CHECK(locations(R"({"if":{"type":"number"},"then":{"minimum":3},"else":{"type":"string"}})", "1") ==
          "/then/minimum");
    CHECK(locations(R"({"type":"object","properties":{},"errorMessage":"words"})", "1") == "/type");
    // One issue about keys is left of both sides.
    CHECK(
        locations(
            R"({"allOf":[{"type":"object","properties":{"a":{}},"additionalProperties":false,"title":"1"},{"type":"object","properties":{"b":{}},"additionalProperties":false,"title":"2"}]})",
            R"({"a":1,"b":1,"c":1})") == "/allOf/0/additionalProperties");
}

TEST_CASE("locations: references are followed, and checks beside them are where they stand") {
    const std::string definitions =
        R"("$defs":{"s":{"type":"string","minLength":2,"pattern":"^a"},"n":{"type":"number","minimum":0,"multipleOf":2},"t":{"$ref":"#/$defs/s","maxLength":4}})";
    const auto at = [&](std::string_view keywords, std::string_view payload) {
        return locations("{" + std::string(keywords) + "," + definitions + "}", payload);
    };
    CHECK(at(R"("$ref":"#/$defs/s")", "1") == "/$defs/s/type");
    CHECK(at(R"("$ref":"#/$defs/s","minLength":3)", R"("ab")") == "/minLength");
    CHECK(at(R"("$ref":"#/$defs/s","minLength":1)", R"("a")") == "/$defs/s/minLength");
    CHECK(at(R"("$ref":"#/$defs/s","maxLength":3)", R"("bbbb")") == "/maxLength /$defs/s/pattern");
    CHECK(at(R"("$ref":"#/$defs/s","allOf":[{"pattern":"^a"},{"pattern":"b$"}])", R"("ac")") == "/allOf/1/pattern");
    CHECK(at(R"("$ref":"#/$defs/t","maxLength":3)", R"("a")") == "/$defs/s/minLength");
    CHECK(at(R"("$ref":"#/$defs/t","minLength":3)", R"("abcde")") == "/$defs/t/maxLength");
    CHECK(at(R"("$ref":"#/$defs/n","allOf":[{"multipleOf":3}])", "4") == "/allOf/0/multipleOf");
    CHECK(at(R"("$ref":"#/$defs/n","maximum":2)", "3") == "/maximum /$defs/n/multipleOf");
    CHECK(at(R"("$ref":"#/$defs/n","maximum":2)", R"("")") == "/$defs/n/type");
    CHECK(locations(R"({"type":"string","format":"email","allOf":[{"pattern":"^a"},{"pattern":"b$"}]})", R"("c")") ==
          "/format /allOf/0/pattern");
    CHECK(locations(R"({"type":"number","multipleOf":2,"allOf":[{"multipleOf":3}]})", "5") ==
          "/multipleOf /allOf/0/multipleOf");
    // Until draft-07 nothing stands beside a reference, so that Zod writes it into allOf.
    const auto in_draft_07 = [](std::string_view keywords, std::string_view payload) {
        return locations(R"({"$schema":"http://json-schema.org/draft-07/schema#",)" + std::string(keywords) +
                             R"(,"definitions":{"s":{"type":"string","minLength":2,"pattern":"^a"}}})",
                         payload);
    };
    CHECK(in_draft_07(R"("minLength":3,"allOf":[{"$ref":"#/definitions/s"}])", R"("b")") ==
          "/minLength /definitions/s/pattern");
    CHECK(in_draft_07(R"("allOf":[{"pattern":"^a"},{"pattern":"b$"},{"$ref":"#/definitions/s"}])", R"("a")") ==
          "/definitions/s/minLength /allOf/1/pattern");
    // A place has one spelling, whatever the references are like.
    CHECK(locations(R"({"$ref":"#/%24defs/a~b%20","$defs":{"a~b ":{"type":"null"}}})", "1") == "/$defs/a~0b /type");
    CHECK(locations(R"({"$id":"https://example.org/a","$ref":"b","$defs":{"b":{"$id":"b","type":"null"}}})", "1") ==
          "/$defs/b/type");
}

TEST_CASE("locations: in another document, its URI and a fragment") {
    Options options = with_locations();
    options.document_uri = "https://example.org/first.json";
    options.resolver = [](std::string_view uri) -> std::optional<std::string> {
        if (uri == "https://example.org/other.json") return R"({"$defs":{"a \"\u00e9%":{"type":"null"}},"minimum":2})";
        if (uri == "https://example.org/named.json") return R"({"$id":"urn:example:named","type":"object"})";
        return std::nullopt;
    };
    CHECK(locations(R"({"$ref":"other.json"})", "1", options) == "https://example.org/other.json#/minimum");
    CHECK(locations(R"({"$ref":"other.json#/$defs/a%20%22%C3%A9%25"})", "1", options) ==
          "https://example.org/other.json#/$defs/a%20%22%C3%A9%25/type");
    CHECK(locations(R"({"$ref":"named.json"})", "1", options) == "urn:example:named#/type");
    CHECK(locations(R"({"properties":{"a":{"$ref":"other.json"},"b":{"type":"null"}}})", R"({"a":1,"b":1})", options) ==
          "https://example.org/other.json#/minimum /properties/b/type");
    CHECK(locations(R"({"$ref":"http://json-schema.org/draft-07/schema#"})", R"({"minLength":-1})", options) ==
          "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger/minimum");
}

TEST_CASE("locations: of every issue of the golden files") {
    Sweep sweep;
    for (const auto& entry : std::filesystem::directory_iterator(ZODGATE_GOLDEN)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string name = entry.path().filename().string();
        if (name == "random.ndjson" || name == "formats.ndjson") {
            for (std::string line; std::getline(stream, line);) {
                const rapidjson::Document pairs = parse(line);
                std::vector<std::string> payloads;
                for (const rapidjson::Value& pair : pairs["pairs"].GetArray()) payloads.push_back(string_in(pair[0]));
                sweep.add(string_in(pairs["document"]), payloads);
            }
            continue;
        }
        std::string document;
        REQUIRE(std::getline(stream, document));
        std::vector<std::string> payloads;
        for (std::string line; std::getline(stream, line);) payloads.push_back(string_in(parse(line)["payload"]));
        sweep.add(document, payloads);
    }
    CHECK(sweep.zods.schemas == 990);
    CHECK(sweep.zods.issues == 27729);
    CHECK(sweep.specifications.schemas == 990);
    CHECK(sweep.specifications.issues == 26062);
}

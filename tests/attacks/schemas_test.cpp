// Attacks by documents, for who loads those of others: laughs, depth, products, and documents that lead to ever more.
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <optional>
#include <string>
#include <vector>

#include "attack.hpp"

using namespace zodgate;
using namespace attack;

namespace {

// Definitions of which each says the next a number of times, by a keyword that takes a list.
std::string laughs(const std::string& keyword, std::size_t levels, std::size_t times, const std::string& last,
                   const std::string& first = R"("$ref":"#/$defs/l0")") {
    std::string out = "{" + first + R"(,"$defs":{)";
    for (std::size_t level = 0; level < levels; ++level) {
        const std::string next = R"({"$ref":"#/$defs/l)" + std::to_string(level + 1) + "\"}";
        out +=
            "\"l" + std::to_string(level) + R"(":{")" + keyword + "\":[" + repeat(next + ",", times - 1) + next + "]},";
    }
    return out + "\"l" + std::to_string(levels) + "\":" + last + "}}";
}

struct Outcomes {
    int loaded = 0;
    int refused = 0;
};

// Of one test.
Outcomes outcomes;

void check_outcomes(int loaded, int refused) {
    CHECK(outcomes.loaded == loaded);
    CHECK(outcomes.refused == refused);
    outcomes = {};
}

void note_refusal(const SchemaError& error) {
    ++outcomes.refused;
    CHECK_FALSE(error.reason().empty());
    if (std::getenv("ZODGATE_FIGURES") != nullptr) std::printf("  refused: %.120s\n", error.reason().c_str());
}

// Loads, and judges where that is done.
void load(const std::string& name, const std::string& document, const std::vector<std::string>& payloads = {"1", "{}"},
          const Options& options = {}) {
    within({60, 1024}, name, [&] {
        try {
            const Schema schema = Schema::parse(document, options);
            ++outcomes.loaded;
            for (const std::string& payload : payloads) {
                std::string value;
                schema.validate(payload, value);
                std::string body;
                schema.answer(payload, "Bad", body);
                CHECK(body.size() < std::size_t{64} * 1024 * 1024);
            }
        } catch (const SchemaError& error) {
            note_refusal(error);
        }
    });
}

}  // namespace

TEST_CASE("attack: a billion laughs of references") {
    for (const Semantics semantics : {Semantics::zod, Semantics::json_schema}) {
        Options options;
        options.semantics = semantics;
        const std::string which = semantics == Semantics::zod ? " (Zod)" : " (JSON Schema)";
        for (const char* const keyword : {"allOf", "anyOf", "oneOf", "prefixItems"}) {
            const std::string name = std::string("laughs by ") + keyword + which;
            load(name, laughs(keyword, 30, 10, R"({"type":"object","properties":{"a":{"type":"string"}}})"),
                 {"1", "{}", R"({"a":1})", "[[[[[1]]]]]"}, options);
            load(name + ", 100 levels of 2", laughs(keyword, 100, 2, R"({"type":"number","multipleOf":3})"),
                 {"1", "3", "{}"}, options);
        }
        // Objects whose members lead to each next one twice.
        std::string objects = R"({"$ref":"#/$defs/l0","$defs":{)";
        for (int level = 0; level < 60; ++level) {
            const std::string next = R"({"$ref":"#/$defs/l)" + std::to_string(level + 1) + "\"}";
            objects += "\"l" + std::to_string(level) + R"(":{"type":"object","properties":{"a":)" + next +
                       ",\"b\":" + next + R"(},"required":["a","b"]},)";
        }
        load("laughs by properties" + which, objects + R"("l60":{"type":"string","default":"x"}}})",
             {"{}", R"({"a":{"a":{}},"b":{"b":{}}})"}, options);
        // Intersections of objects, each side of which has an intersection for the same member.
        std::string merged = R"({"$ref":"#/$defs/l0","$defs":{)";
        for (int level = 0; level < 60; ++level) {
            const std::string next =
                R"({"type":"object","properties":{"a":{"$ref":"#/$defs/l)" + std::to_string(level + 1) + "\"}}}";
            merged += "\"l" + std::to_string(level) + R"(":{"allOf":[)" + next + "," + next + "]},";
        }
        load("laughs by merging" + which, merged + R"("l60":{"type":"string"}}})",
             {"{}", repeat(R"({"a":)", 59) + "1" + repeat("}", 59)}, options);
        for (const char* const loop :
             {R"({"$ref":"#"})", R"({"allOf":[{"$ref":"#"}]})", R"({"anyOf":[{"$ref":"#"},{"$ref":"#"}]})",
              R"({"not":{"$ref":"#"}})", R"({"if":{"$ref":"#"},"then":{"$ref":"#"}})",
              R"({"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"})",
              R"({"allOf":[{"$ref":"#"},{"$ref":"#"}],"oneOf":[{"$ref":"#"},{"$ref":"#"}]})"}) {
            load(std::string("a loop ") + loop, loop, {"1", "{}", "[]"}, options);
        }
    }
    check_outcomes(14, 20);
}

TEST_CASE("attack: documents that are deep") {
    Options deepest;
    deepest.max_schema_depth = 1000000;
    for (const char* const level :
         {R"({"not":)", R"({"items":)", R"({"properties":{"a":)", R"({"allOf":[)", R"({"anyOf":[{},)", "["}) {
        const std::string open(level);
        load("a million levels of " + open, repeat(open, 1000000), {}, deepest);
        // As deep as may be, and closed.
        std::string close;
        for (const char c : open) {
            if (c == '{') close.insert(0, "}");
            if (c == '}') close.erase(0, 1);
            if (c == '[') close.insert(0, "]");
        }
        const std::size_t levels =
            open.find('{', 1) != std::string::npos || open.find('[', 1) != std::string::npos ? 99 : 199;
        load("199 levels of " + open, repeat(open, levels) + "true" + repeat(close, levels),
             {"1", "{}", "[]", R"({"a":{"a":1}})"}, deepest);
    }
    check_outcomes(2, 10);
}

TEST_CASE("attack: documents that are broad") {
    std::string names;
    std::string properties;
    std::string patterns;
    std::string objects;
    for (int i = 0; i < 100000; ++i) {
        const std::string number = std::to_string(i);
        names += (i == 0 ? "\"n" : ",\"n") + number + "\"";
        properties += (i == 0 ? "\"n" : ",\"n") + number + R"(":{"type":"string"})";
        if (i < 3000) patterns += (i == 0 ? "\"(a" : ",\"(a") + number + R"(+)+\\1$":{"type":"string"})";
        if (i < 20000)
            objects += (i == 0 ? "" : ",") +
                       (R"({"type":"object","properties":{"k":{"const":)" + number + R"(}},"required":["k"]})");
    }
    load("an enum of 100,000", R"({"enum":[)" + names + "]}", {"1", "\"n99999\""});
    load("100,000 required", R"({"type":"object","required":[)" + names + "]}");
    load("100,000 properties, required",
         R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + names + "]}");
    load("3,000 patternProperties", R"({"type":"object","patternProperties":{)" + patterns + "}}",
         {"{}", R"({"aaaaaaaaaaaaaaaaaaaaaaaaa":1,"a1a1":2})"});
    load("20,000 options of a discriminated union", R"({"oneOf":[)" + objects + "]}", {"{}", R"({"k":19999})"});
    load("20,000 options of a union", R"({"anyOf":[)" + objects + "]}", {"{}", R"({"k":19999})", R"({"k":-1})"});
    load("dependencies of all on all",
         R"({"type":"object","dependentRequired":{"n1":[)" + names + R"(],"n2":[)" + names + "]}}",
         {R"({"n1":1,"n2":2})"});
    load("a list of enums in enums",
         laughs("anyOf", 12, 4, R"({"enum":[)" + names.substr(0, names.rfind(',', 7000)) + "]}"), {"1", "\"n1\""});
    load("a pattern of 8 KiB", R"({"pattern":")" + repeat("(a|b)*", 1300) + "\"}", {"\"aaaa\""});
    load("500 large automata", [] {
        std::string all = R"({"type":"object","properties":{)";
        for (int i = 0; i < 500; ++i) {
            all += (i == 0 ? "\"p" : ",\"p") + std::to_string(i) + R"(":{"pattern":"[ab]*a[ab]{)" +
                   std::to_string(i % 60 + 5) + R"(}c"})";
        }
        return all + "}}";
    }());
    load("a default of 4 MB in many places",
         laughs("prefixItems", 3, 20, R"({"type":"string","default":")" + std::string(4000000, 'x') + "\"}"),
         {"[]", "[[],[]]"});
    load("errorMessage of 1 MB", R"({"type":"string","errorMessage":")" + std::string(1000000, 'x') + "\"}", {"1"});
    check_outcomes(12, 0);
}

TEST_CASE("attack: documents that refer to ever new ones") {
    // 200 bytes, whose references grow by what the one before was asked for.
    std::size_t asked = 0;
    std::size_t longest = 0;
    Options options;
    options.document_uri = "https://example.com/";
    options.resolver = [&](std::string_view uri) -> std::optional<std::string> {
        ++asked;
        longest = std::max(longest, uri.size());
        return R"({"properties":{"a":{"$ref":")" + std::string(20, 'x') + "/" + std::to_string(asked) + R"("}}})";
    };
    within({60, 512}, "ever new documents, whose URIs grow by 22 bytes",
           [&] { CHECK_THROWS_AS(Schema::parse(R"({"$ref":"a"})", options), SchemaError); });
    CHECK(asked <= 1000);
    CHECK(longest <= 8192);
    asked = 0;
    options.resolver = [&](std::string_view) -> std::optional<std::string> {
        ++asked;
        return R"({"properties":{"a":{"$ref":")" + repeat("y/", 100) + std::to_string(asked) + R"("}}})";
    };
    within({60, 512}, "ever new documents, whose URIs grow by 200 bytes",
           [&] { CHECK_THROWS_WITH(Schema::parse(R"({"$ref":"a"})", options), Catch::Contains("longer than 8 KiB")); });
    CHECK(asked < 50);
    // Each with a dialect of its own, which has one of its own.
    asked = 0;
    options.resolver = [&](std::string_view) -> std::optional<std::string> {
        return R"({"$schema":"https://example.com/)" + std::to_string(++asked) + "\"}";
    };
    CHECK_THROWS_AS(Schema::parse(R"({"$schema":"https://example.com/0"})", options), SchemaError);
    CHECK(asked < 20);
    // Identifiers grow level by level within one document.
    std::string nested = "true";
    for (int i = 0; i < 60; ++i) nested = R"({"$id":")" + std::string(1000, 'z') + R"(/","not":)" + nested + "}";
    CHECK_THROWS_WITH(Schema::parse(nested), Catch::Contains("longer than 8 KiB"));
    // And 100,000 in a row are as many resources.
    std::string row;
    for (int i = 0; i < 30000; ++i)
        row += (i == 0 ? "" : ",") + (R"({"$id":"r)" + std::to_string(i) + R"(","type":"string"})");
    load("30,000 identifiers", R"({"$id":"https://example.com/x","anyOf":[)" + row + "]}");
    std::string anchors;
    for (int i = 0; i < 20000; ++i) {
        anchors += (i == 0 ? "" : ",") + (R"({"$dynamicAnchor":"a)" + std::to_string(i) +
                                          R"(","items":{"$dynamicRef":"#a)" + std::to_string((i * 7) % 20000) + "\"}}");
    }
    load("20,000 dynamic anchors", R"({"anyOf":[)" + anchors + "]}");
    check_outcomes(2, 0);
}

TEST_CASE("attack: YAML whose aliases laugh") {
    if (!http::has_yaml()) return;
    std::string bomb =
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\nx-a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, "
        "lol]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb +=
            "x-a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeat(before + ", ", 8) + before + "]\n";
    }
    within({60, 512}, "a billion laughs in YAML",
           [&] { CHECK_THROWS_WITH(http::Api::from_openapi(bomb), Catch::Contains("max_schema_bytes")); });
    const std::string texts[] = {repeat("[", 1000000),
                                 repeat("{a: ", 1000000),
                                 repeat("- ", 1000000),
                                 repeat("? ", 1000000),
                                 "a: &x [*x]",
                                 repeat("&a ", 100000),
                                 repeat("!!str ", 100000),
                                 repeat("a: |\n", 100000),
                                 "a: " + std::string(1000000, '"'),
                                 repeat("\n", 1000000) + "a: b",
                                 repeat("#\n", 1000000),
                                 "a: >\n" + repeat(" x\n\n", 300000),
                                 repeat("a: b\n", 1000)};
    for (const std::string& text : texts) {
        within({60, 1024}, "YAML beginning with " + text.substr(0, 6),
               [&] { CHECK_THROWS_AS(http::Api::from_openapi(text), SchemaError); });
    }
}

TEST_CASE("attack: OpenAPI documents whose parts laugh") {
    std::string schemas;
    for (int i = 0; i < 30; ++i) {
        const std::string next = R"({"$ref":"#/components/schemas/s)" + std::to_string(i + 1) + "\"}";
        schemas += "\"s" + std::to_string(i) + R"(":{"allOf":[)" + next + "," + next + "," + next + "]},";
    }
    std::string paths;
    for (int i = 0; i < 2000; ++i) {
        paths +=
            (i == 0 ? "\"/p" : ",\"/p") + std::to_string(i) +
            R"(":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/s0"}}}},"responses":{"200":{"description":"OK"}}}})";
    }
    const std::string document = R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{)" + paths +
                                 R"(},"components":{"schemas":{)" + schemas +
                                 R"("s30":{"type":"object","properties":{"a":{"type":"string"}}}}}})";
    within({120, 2048}, "2,000 operations with a schema that laughs", [&] {
        try {
            http::Api::from_openapi(document);
            ++outcomes.loaded;
        } catch (const SchemaError& error) {
            note_refusal(error);
        }
    });
    check_outcomes(1, 0);
}

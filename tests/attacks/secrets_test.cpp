// What answers may not give away: the values of a payload, the tokens of a request. Zod's issues name members, in paths
// and as unrecognized keys, and never show a value (`reportInput` is off unless asked for, and no message of its
// English has one).
#include <zodgate/forms.hpp>
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "attack.hpp"
#include "json/json.hpp"

using namespace zodgate;
using namespace attack;

namespace {

constexpr std::string_view marker = "hunter2";
constexpr std::string_view number_marker = "48151623";

// A payload's strings become secrets of about the same form, its numbers other numbers; its keys stay.
void append_with_secrets(std::string& out, const json::Value& value) {
    switch (value.type) {
        case json::Type::array: {
            out += '[';
            for (const json::Value& item : json::items_of(value)) {
                if (out.back() != '[') out += ',';
                append_with_secrets(out, item);
            }
            out += ']';
            return;
        }
        case json::Type::object: {
            out += '{';
            for (const json::Member& member : json::members_of(value)) {
                if (out.back() != '{') out += ',';
                json::append_string(out, member.key);
                out += ':';
                append_with_secrets(out, member.value);
            }
            out += '}';
            return;
        }
        case json::Type::string: {
            // Nearly of the form that was asked for, so that what looks into strings comes far.
            std::string secret(value.string());
            secret += marker;
            json::append_string(out, secret);
            return;
        }
        case json::Type::number: out.append(number_marker).append(value.number < 0 ? ".5" : ""); return;
        default: json::append_value(out, value);
    }
}

void check_tells_nothing(const Result& result, const std::string& payload) {
    const std::vector<Issue>& issues = result.issues();
    for (const std::string& text : {to_json(issues), flatten_to_json(issues), treeify_to_json(issues),
                                    format_to_json(issues), prettify(issues), error_body("Validation error", issues)}) {
        const bool tells = text.find(marker) != std::string::npos || text.find(number_marker) != std::string::npos;
        if (tells) {
            CAPTURE(payload, text);
            FAIL_CHECK("an issue shows a value");
        }
    }
}

}  // namespace

TEST_CASE("attack: no issue shows a value, whatever the schema of the golden files") {
    std::size_t schemas = 0;
    std::size_t refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ZODGATE_GOLDEN)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        std::string line;
        if (!std::getline(stream, line)) continue;
        Options options;
        options.schema_locations = true;
        const Schema schema = Schema::parse(line, options);
        ++schemas;
        CAPTURE(entry.path().filename().string());
        while (std::getline(stream, line)) {
            json::Document golden;
            REQUIRE(golden.read(line, {line.size(), 1000, false}).status == json::ReadStatus::ok);
            const json::Value* const found = json::find(golden.root(), "payload");
            if (found == nullptr) break;  // another kind of file
            const std::string_view payload = found->string();
            json::Document given;
            std::string secret;
            if (given.read(payload, {payload.size(), 1000, false}).status == json::ReadStatus::ok) {
                append_with_secrets(secret, given.root());
            } else {
                secret = std::string(payload) + "\"" + std::string(marker);
            }
            const Result result = schema.validate(secret);
            refused += result.valid() ? 0 : 1;
            check_tells_nothing(result, secret);
            std::string body;
            schema.answer(secret, "Validation error", body);
            CHECK(body.find(marker) == std::string::npos);
        }
    }
    CHECK(schemas > 200);
    CHECK(refused > 10'000);
}

TEST_CASE("attack: made-up payloads with secrets in the places that issues are about") {
    const std::pair<const char*, const char*> attacks[] = {
        {R"({"type":"object","properties":{"password":{"type":"string","maxLength":5}}})",
         R"({"password":"hunter2-long"})"},
        {R"({"enum":["a","b"]})", R"("hunter2")"},
        {R"({"const":{"a":1}})", R"({"a":"hunter2"})"},
        {R"({"type":"number","multipleOf":7})", "48151623"},
        {R"({"type":"number","maximum":7})", "48151623"},
        {R"({"type":"integer"})", "48151623.25"},
        {R"({"type":"integer"})", "4815162300000000000000"},
        {R"({"type":"string","format":"uri"})", R"("https://user:hunter2@")"},
        {R"({"type":"string","format":"jwt"})", R"("hunter2.hunter2.hunter2")"},
        {R"({"type":"string","pattern":"^a+$"})", R"("hunter2")"},
        {R"({"oneOf":[{"type":"object","properties":{"t":{"const":"a"}},"required":["t"]},
                      {"type":"object","properties":{"t":{"const":"b"}},"required":["t"]}]})",
         R"({"t":"hunter2"})"},
        {R"({"anyOf":[{"type":"number"},{"type":"array","uniqueItems":true}]})", R"(["hunter2","hunter2"])"},
        {R"({"type":"array","contains":{"type":"number"}})", R"(["hunter2"])"},
        {R"({"not":{"type":"string"}})", R"("hunter2")"},
        {R"({"type":"array","items":{"type":"null"}})", R"(["hunter2",48151623,{"a":"hunter2"}])"},
        {R"(false)", R"("hunter2")"},
        // Not JSON: the reason has the place, and not the text.
        {R"(true)", R"(hunter2)"},
        {R"(true)", R"({"a":hunter2})"},
        {R"(true)", R"({"a":"hunter2)"},
        {R"(true)", R"({"a":"\hunter2"})"},
        {R"(true)", R"([48151623hunter2])"},
        {R"(true)", R"({"a":1} hunter2)"},
        {R"(true)", R"({hunter2:1})"},
        {R"(true)", "\"hunter2\xFF\""},
    };
    for (const auto& [document, payload] : attacks) {
        const Schema schema = Schema::parse(document);
        const Result result = schema.validate(payload);
        CAPTURE(document, payload);
        CHECK_FALSE(result.valid());
        check_tells_nothing(result, payload);
    }
    Options content;
    content.check_content = true;
    const Schema schema = Schema::parse(R"({"type":"string","contentMediaType":"application/json"})", content);
    const Result result = schema.validate(R"("{\"a\":hunter2}")");
    CHECK_FALSE(result.valid());
    check_tells_nothing(result, "content");
}

TEST_CASE("attack: names of members are shown where Zod shows them, and nowhere else") {
    const auto issues = [](const char* document, const char* payload) {
        return to_json(Schema::parse(document).validate(payload).issues());
    };
    CHECK(issues(R"({"type":"object","additionalProperties":false})", R"({"hunter2":"secret"})") ==
          R"([{"code":"unrecognized_keys","keys":["hunter2"],"path":[],"message":"Unrecognized key: \"hunter2\""}])");
    CHECK(
        issues(R"({"type":"object","additionalProperties":{"type":"string"}})", R"({"hunter2":1})") ==
        R"([{"expected":"string","code":"invalid_type","path":["hunter2"],"message":"Invalid input: expected string, received number"}])");
    CHECK(issues(R"({"type":"object","minProperties":3})", R"({"hunter2":1})").find(marker) == std::string::npos);
    CHECK(issues(R"({"type":"object","properties":{"a":{}},"required":["a"]})", R"({"hunter2":1})").find(marker) ==
          std::string::npos);
}

namespace {

constexpr const char* api_document = R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"security":[{"b":[]}],
    "paths":{"/x/{id}":{"post":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}},
        {"name":"n","in":"query","schema":{"type":"integer"}},{"name":"j","in":"query","content":{"application/json":{"schema":
        {"type":"object"}}}},{"name":"X-N","in":"header","schema":{"type":"integer"}},
        {"name":"c","in":"cookie","schema":{"type":"integer"}}],
        "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"integer"}}}},
        "application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{"a":{"type":"integer"}}}}}},
        "responses":{"200":{"description":"OK"}}}}},
    "components":{"securitySchemes":{"b":{"type":"http","scheme":"bearer"}}}})";

}  // namespace

TEST_CASE("attack: no answer of the gate shows a token, a parameter's text, a cookie or a body") {
    struct Attack {
        std::string method;
        std::string target;
        std::string authorization;
        std::string type = "application/json";
        std::string body = "{}";
        std::string cookie{};
        std::string number{};
    };
    const std::string good = "Bearer hunter2";
    const Attack attacks[] = {
        {"POST", "/x/1", "hunter2"},
        {"POST", "/x/1", "Basic hunter2"},
        {"POST", "/x/1", "Bearer hunter2 hunter2"},
        {"POST", "/x/1", "Bearer hunter2\x01"},
        {"POST", "/x/hunter2", good},
        {"POST", "/x/%hunter2", good},
        {"POST", "/x/1?n=hunter2", good},
        {"POST", "/x/1?n=%FFhunter2", good},
        {"POST", "/x/1?j=hunter2", good},
        {"POST", "/x/1?j=%7B%22a%22:hunter2", good},
        {"POST", "/x/1?j=%5B%22hunter2%22%5D", good},
        {"POST", "/hunter2", good},
        {"HUNTER2hunter2", "/x/1", good},
        {"DELETE", "/x/1?hunter2", good},
        {"POST", "hunter2", good},
        {"POST", "/x/1", good, "hunter2/hunter2"},
        {"POST", "/x/1", good, "application/json; charset=hunter2"},
        {"POST", "/x/1", good, "application/json", "hunter2"},
        {"POST", "/x/1", good, "application/json", R"({"a":"hunter2"})"},
        {"POST", "/x/1", good, "application/x-www-form-urlencoded", "a=hunter2"},
        {"POST", "/x/1", good, "application/x-www-form-urlencoded", "a=%ZZhunter2"},
        {"POST", "/x/1", good, "application/json", "{}", "c=hunter2"},
        {"POST", "/x/1", good, "application/json", "{}", "", "hunter2"},
    };
    for (const http::ErrorShape shape : {http::ErrorShape::issues, http::ErrorShape::hono, http::ErrorShape::flatten,
                                         http::ErrorShape::tree, http::ErrorShape::problem}) {
        for (const bool all_parts : {false, true}) {
            http::ApiOptions options;
            options.error_shape = shape;
            options.all_parts = all_parts;
            const http::Api api = http::Api::from_openapi(api_document, options);
            for (const Attack& attack : attacks) {
                const auto headers = [&](std::string_view name, const auto& found) {
                    if (name == "authorization") found(attack.authorization);
                    if (name == "content-type") found(attack.type);
                    if (name == "cookie" && !attack.cookie.empty()) found(attack.cookie);
                    if (name == "x-n" && !attack.number.empty()) found(attack.number);
                };
                const http::Verdict verdict = api.check({attack.method, attack.target, headers, attack.body});
                CAPTURE(attack.method, attack.target, attack.authorization, attack.type, attack.body);
                REQUIRE(verdict.rejected() != nullptr);
                CHECK(verdict.rejected()->body.find(marker) == std::string::npos);
                for (const http::Header& header : verdict.rejected()->headers) {
                    CHECK(header.value.find(marker) == std::string::npos);
                }
            }
        }
    }
}

// Attacks by requests: what the gate echoes never becomes header fields, or more than one answer.
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "attack.hpp"

using namespace zodgate;
using namespace zodgate::http;
using namespace attack;
using namespace std::string_literals;

namespace {

constexpr const char* document =
    R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"security":[{"b":[]},{"k":[]}],
    "paths":{"/x/{id}":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],
        "post":{"parameters":[{"name":"n","in":"query","schema":{"type":"object"},"style":"deepObject"}],
        "requestBody":{"content":{"application/json":{"schema":{"type":"object","additionalProperties":false}}}},
        "responses":{"200":{"description":"OK"},"400":{"description":"Bad\r\nSet-Cookie: a=b"},
                     "401":{"description":"Who\r\nSet-Cookie: a=b\u0000"}}},
        "get":{"responses":{"200":{"description":"OK"}}}}},
    "components":{"securitySchemes":{"b":{"type":"http","scheme":"bearer"},"k":{"type":"apiKey","in":"header","name":"X-Key"}}}})";

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
    });
}

bool is_name(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string_view::npos;
    });
}

struct Sent {
    std::string method = "POST";
    std::string target = "/x/1";
    std::string authorization = "Bearer t";
    std::string type = "application/json";
    std::string languages{};
    std::string body = "{}";
};

Verdict check(const Api& api, const Sent& sent) {
    const auto headers = [&](std::string_view name, const auto& found) {
        if (name == "authorization") found(sent.authorization);
        if (name == "content-type") found(sent.type);
        if (name == "accept-language") found(sent.languages);
    };
    return api.check({sent.method, sent.target, headers, sent.body});
}

std::vector<Sent> all_with(const std::string& evil) {
    std::vector<Sent> all;
    const auto add = [&](auto change) {
        Sent sent;
        change(sent);
        all.push_back(std::move(sent));
    };
    add([&](Sent& sent) { sent.method = "GET" + evil; });
    add([&](Sent& sent) { sent.method = evil; });
    add([&](Sent& sent) { sent.method = "DELETE", sent.target = "/x/1" + evil; });
    add([&](Sent& sent) { sent.target = "/x/" + evil; });
    add([&](Sent& sent) { sent.target = "/x/1?" + evil; });
    add([&](Sent& sent) { sent.target = "/x/1?n[" + evil + "]=1&n[a]=" + evil; });
    add([&](Sent& sent) { sent.target = "/nowhere" + evil; });
    add([&](Sent& sent) { sent.target = evil; });
    add([&](Sent& sent) { sent.target = "http://h" + evil + "/x/1"; });
    add([&](Sent& sent) { sent.authorization = "Bearer" + evil; });
    add([&](Sent& sent) { sent.authorization = "Bearer t" + evil; });
    add([&](Sent& sent) { sent.authorization = evil; });
    add([&](Sent& sent) { sent.type = "application/json" + evil; });
    add([&](Sent& sent) { sent.type = "text/html;" + evil; });
    add([&](Sent& sent) { sent.languages = "de" + evil; });
    add([&](Sent& sent) { sent.body = "{\"" + evil + "\":1}"; });
    add([&](Sent& sent) { sent.body = evil; });
    return all;
}

const std::string evils[] = {"\r\nSet-Cookie: a=b",
                             "\nSet-Cookie: a=b",
                             "\rSet-Cookie: a=b",
                             "\r\n\r\nHTTP/1.1 200 OK",
                             "\0Set-Cookie"s,
                             "%0d%0aSet-Cookie:%20a=b",
                             "\xE5\x98\x8A\xE5\x98\x8DSet-Cookie: a=b",
                             "\xC4\x8D\xC4\x8ASet-Cookie",
                             "\x7F",
                             "\x1B[2J",
                             "\xC0\x8D\xC0\x8ASet-Cookie: a=b"};

}  // namespace

TEST_CASE("attack: nothing of a request splits the header of its answer") {
    std::size_t refused = 0;
    for (const ErrorShape shape :
         {ErrorShape::issues, ErrorShape::hono, ErrorShape::flatten, ErrorShape::tree, ErrorShape::problem}) {
        for (const bool is_mapped : {false, true}) {
            ApiOptions options;
            options.error_shape = shape;
            options.locales.emplace();
            if (is_mapped) {
                // One that echoes whatever it gets.
                options.error_mapper = [](Refusal& refusal) {
                    refusal.headers.push_back({"X-Target", std::string(refusal.request.target)});
                    refusal.headers.push_back({"X-Method", std::string(refusal.request.method)});
                    refusal.headers.push_back({std::string(refusal.request.method), "x"});
                    refusal.headers.push_back({"Location", "/login?next=" + std::string(refusal.request.target)});
                };
            }
            const Api api = Api::from_openapi(document, options);
            for (const std::string& evil : evils) {
                for (const Sent& sent : all_with(evil)) {
                    const Verdict verdict = check(api, sent);
                    if (verdict.rejected() == nullptr) continue;
                    ++refused;
                    CAPTURE(sent.method, sent.target, evil.size());
                    for (const Header& header : verdict.rejected()->headers) {
                        CHECK(is_name(header.name));
                        CHECK_FALSE(has_control(header.value));
                        CHECK(header.name != "Set-Cookie");
                    }
                    // A body of JSON has line breaks as escapes; Hono's texts are bodies, too, and of no request.
                    const std::string& body = verdict.rejected()->body;
                    if (shape != ErrorShape::hono) CHECK(body.find("\nSet-Cookie: a=b\"") == std::string::npos);
                    CHECK(body.find('\0') == std::string::npos);
                }
            }
        }
    }
    CHECK(refused > 1000);
}

TEST_CASE("attack: the document's words do not split the header of an answer") {
    const Api api = Api::from_openapi(document);
    Sent stranger;
    stranger.authorization = "";
    const Verdict verdict = check(api, stranger);
    REQUIRE(verdict.rejected() != nullptr);
    CHECK(verdict.rejected()->status == 401);
    for (const Header& header : verdict.rejected()->headers) CHECK_FALSE(has_control(header.value));
    CHECK(verdict.rejected()->body == R"({"error":"Who\r\nSet-Cookie: a=b\u0000"})");
    // Nor do names that would be fields.
    const auto with = [](const std::string& scheme) {
        return R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"security":[{"b":[]}],"paths":{"/x":{"get":
            {"responses":{"200":{"description":"OK"}}}}},"components":{"securitySchemes":{"b":)" +
               scheme + "}}}";
    };
    for (const char* const scheme :
         {R"({"type":"http","scheme":"bearer\r\nSet-Cookie: a=b"})", R"({"type":"http","scheme":"digest\u0000"})",
          R"({"type":"http","scheme":"a b"})", R"({"type":"apiKey","in":"header","name":"X\r\nSet-Cookie: a=b"})",
          R"({"type":"apiKey","in":"cookie","name":"a; b\r\n"})"}) {
        CAPTURE(scheme);
        try {
            const Verdict answer = check(Api::from_openapi(with(scheme)), {"GET", "/x", "", "", "", ""});
            REQUIRE(answer.rejected() != nullptr);
            for (const Header& header : answer.rejected()->headers) {
                CHECK(is_name(header.name));
                CHECK_FALSE(has_control(header.value));
            }
        } catch (const SchemaError&) {
        }
    }
}

TEST_CASE("attack: requests of a megabyte in each of their parts") {
    const Api api = Api::from_openapi(document);
    const std::size_t many = 1'000'000;
    within({}, "requests of a megabyte in each part", [&] {
        for (const std::string piece :
             {"a", "/", "%41", "[", "&", "a=b&", "n[a]=1&", "\\", "..", "%2e%2e/", "\xC3\xA4", ";", ",", "\""}) {
            for (const Sent& sent : all_with(repeat(piece, many / piece.size()))) {
                const Verdict verdict = check(api, sent);
                if (const Rejected* const rejected = verdict.rejected()) {
                    CHECK(rejected->body.size() < 3 * many);
                    for (const Header& header : rejected->headers) CHECK(header.value.size() < 200);
                }
            }
        }
    });
}

TEST_CASE("attack: a form of more names than there may be") {
    const Api api = Api::from_openapi(
        R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x":{"post":{"requestBody":{"content":{
            "application/x-www-form-urlencoded":{"schema":{"type":"object","additionalProperties":{"type":"string"}}}}},
            "responses":{"200":{"description":"OK"}}}}}})");
    std::string form;
    for (int i = 0; i < 900'000; ++i) form += std::to_string(i) + "=&";
    within({60, 160}, "a form of 900,000 names", [&] {
        Sent sent;
        sent.target = "/x";
        sent.type = "application/x-www-form-urlencoded";
        sent.body = form;
        const Verdict verdict = check(api, sent);
        REQUIRE(verdict.rejected() != nullptr);
        CHECK(verdict.rejected()->body.find("max_members") != std::string::npos);
    });
}

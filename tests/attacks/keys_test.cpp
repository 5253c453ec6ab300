// Attacks by the names of members: many that collide, ones that come twice, and those that JavaScript objects inherit.
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <string>
#include <utility>
#include <vector>

#include "attack.hpp"

using namespace zodgate;
using namespace attack;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Keys of one length that all have one hash where that is a polynomial of 31 or of 33, as in many languages.
std::vector<std::string> colliding_keys(const std::string& one, const std::string& other, std::size_t letters) {
    std::vector<std::string> keys;
    for (std::size_t bits = 0; bits < std::size_t{1} << letters; ++bits) {
        std::string key;
        for (std::size_t i = 0; i < letters; ++i) key += (bits >> i & 1U) != 0 ? one : other;
        keys.push_back(std::move(key));
    }
    return keys;
}

std::string object_of(const std::vector<std::string>& keys, const std::string& value) {
    std::string out = "{";
    for (const std::string& key : keys) out += (out.size() == 1 ? "\"" : ",\"") + key + "\":" + value;
    return out + "}";
}

const char* const invite = R"({"type":"object","properties":{"email":{"type":"string"},
    "role":{"type":"string","enum":["admin","member"]}},"required":["role"]})";

std::string value_of(const Schema& schema, const std::string& payload) {
    std::string value;
    const Result result = schema.validate(payload, value);
    CHECK(schema.validate(payload).status() == result.status());
    return result.valid() ? value : "refused";
}

http::Verdict check(const http::Api& api, const std::string& method, const std::string& target, const Pairs& fields,
                    const std::string& body = {}) {
    const auto headers = [&](std::string_view name, const auto& found) {
        for (const auto& [known, value] : fields) {
            if (http::equals_ignoring_case(known, name)) found(value);
        }
    };
    return api.check({method, target, headers, body});
}

}  // namespace

TEST_CASE("attack: keys that collide") {
    const std::vector<std::string> sets[] = {colliding_keys("Aa", "BB", 16), colliding_keys("Ez", "FY", 16),
                                             colliding_keys("a", "b", 16), colliding_keys("aaaaaaaa", "aaaaaaab", 16)};
    const Schema schemas[] = {
        Schema::parse("true"), Schema::parse(R"({"type":"object","additionalProperties":{"type":"number"}})"),
        Schema::parse(R"({"type":"object","properties":{"AaAaAaAa":{}},"additionalProperties":false})")};
    for (const std::vector<std::string>& keys : sets) {
        const std::string payload = object_of(keys, "1");
        within({}, "65,536 keys such as " + keys.front(), [&] {
            for (const Schema& schema : schemas) {
                const bool is_strict = &schema == &schemas[2];
                CHECK(schema.validate(payload).valid() != is_strict);
                std::string value;
                CHECK(schema.validate(payload, value).valid() != is_strict);
                CHECK(is_strict == value.empty());
            }
            // The same as declared names, and against each other.
            const Schema declared =
                Schema::parse(R"({"type":"object","properties":)" + object_of(keys, "{\"type\":\"number\"}") +
                              R"(,"additionalProperties":false})");
            CHECK(declared.validate(payload).valid());
            CHECK_FALSE(declared.validate(object_of({keys.front(), keys.back() + "a"}, "1")).valid());
        });
    }
    // And in requests.
    std::string query = "/x?";
    std::string cookies;
    for (const std::string& key : sets[0]) {
        query.append(key).append("=1&");
        cookies.append(key).append("=1; ");
    }
    http::ApiOptions options;
    options.max_target_bytes = query.size();
    const http::Api api = http::Api::from_openapi(
        R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x":
        {"get":{"parameters":[{"name":"q","in":"query","style":"deepObject","schema":{"type":"object"}},
        {"name":"c","in":"cookie","schema":{"type":"string"}}],"responses":{"200":{"description":"OK"}}}}}})",
        options);
    within({}, "65,536 fields that collide", [&] {
        CHECK(check(api, "GET", query, {{"Cookie", cookies}}).accepted() != nullptr);
    });
}

TEST_CASE("attack: a key that means one thing to one parser and another to the next") {
    const Schema schema = Schema::parse(invite);
    // One meaning, the last, at the place of the first; and what was judged is what is handed on.
    CHECK(value_of(schema, R"({"role":"admin","email":"a","role":"member"})") == R"({"email":"a","role":"member"})");
    CHECK(value_of(schema, R"({"role":"member","\u0072ole":"admin"})") == R"({"role":"admin"})");
    CHECK(value_of(schema, R"({"\u0072\u006F\u006c\u0065":"member","role":"admin","r\u006fle":"member"})") ==
          R"({"role":"member"})");
    CHECK(value_of(schema, R"({"role":"owner","role":"admin"})") == R"({"role":"admin"})");
    CHECK(value_of(schema, R"({"role":"admin","role":"owner"})") == "refused");
    CHECK(value_of(schema, R"({"role":"admin","role":null})") == "refused");
    // Another case, another form of the same letter, and white space make another key.
    CHECK(value_of(schema, R"({"role":"admin","Role":"owner","role ":"owner","rol\u0435":"owner"})") ==
          R"({"role":"admin"})");
    const Schema kept = Schema::parse("true");
    CHECK(value_of(kept, R"({"a":{"b":1,"b":2},"a":{"c":1,"c":{"d":1,"d":2}}})") == R"({"a":{"c":{"d":2}}})");
    CHECK(value_of(kept, "{" + repeat(R"("a":1,)", 99999) + R"("a":2})") == R"({"a":2})");
    Options options;
    options.refuse_repeated_keys = true;
    const Schema refusing = Schema::parse(invite, options);
    for (const char* const payload :
         {R"({"role":"admin","role":"member"})", R"({"role":"member","\u0072ole":"admin"})",
          R"({"role":"admin","x":{"y":1,"y":1}})", R"({"role":"admin","x":[{"":1,"":1}]})"}) {
        CHECK(refusing.validate(payload).status() == Status::malformed);
        CHECK(value_of(refusing, payload) == "refused");
    }
    CHECK(value_of(refusing, R"({"role":"admin","Role":"owner"})") == R"({"role":"admin"})");
}

TEST_CASE("attack: fields of requests that come twice") {
    const http::Api api =
        http::Api::from_openapi(R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x":
        {"post":{"security":[{"b":[]}],"parameters":[{"name":"role","in":"query","required":true,"schema":{"type":"string"}},
        {"name":"X-Role","in":"header","schema":{"type":"string"}},{"name":"sid","in":"cookie","schema":{"type":"string"}}],
        "requestBody":{"content":{"application/x-www-form-urlencoded":{"schema":{"type":"object","properties":
        {"role":{"type":"string"}}}},"application/json":{"schema":{"type":"object"}}}},
        "responses":{"200":{"description":"OK"}}}}},
        "components":{"securitySchemes":{"b":{"type":"http","scheme":"bearer"}}}})");
    const std::pair<std::string, std::string> bearer = {"Authorization", "Bearer t"};
    const std::pair<std::string, std::string> form = {"Content-Type", "application/x-www-form-urlencoded"};
    const auto status = [&](const std::string& target, const Pairs& fields, const std::string& body) {
        const http::Verdict verdict = check(api, "POST", target, fields, body);
        return verdict.rejected() == nullptr ? 200 : verdict.rejected()->status;
    };
    CHECK(status("/x?role=a", {bearer, form}, "role=a") == 200);
    CHECK(status("/x?role=a&role=b", {bearer, form}, "role=a") == 400);
    CHECK(status("/x?role=a&%72ole=b", {bearer, form}, "role=a") == 400);
    CHECK(status("/x?role=a", {bearer, form}, "role=a&role=b") == 400);
    CHECK(status("/x?role=a", {bearer, form}, "role=a&rol%65=b") == 400);
    CHECK(status("/x?role=a", {bearer, form, {"X-Role", "a"}, {"x-role", "b"}}, "role=a") == 400);
    CHECK(status("/x?role=a", {bearer, form, {"Cookie", "sid=1; sid=2"}}, "role=a") == 400);
    CHECK(status("/x?role=a", {bearer, {"Authorization", "Bearer u"}, form}, "role=a") == 401);
    CHECK(status("/x?role=a", {bearer, form, {"Content-Type", "application/json"}}, "role=a") != 200);
}

TEST_CASE("attack: __proto__ and the others that JavaScript objects inherit") {
    const std::string attack =
        R"({"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"role":"admin"})";
    CHECK(value_of(Schema::parse(invite), attack) == R"({"role":"admin"})");
    Options keep;
    keep.unknown_keys = UnknownKeys::keep;
    for (const std::string document :
         {invite, R"({"type":"object","properties":{"role":{}},"additionalProperties":{}})",
          R"({"type":"object","propertyNames":{"type":"string"},"additionalProperties":{}})",
          R"({"type":"object","properties":{"x":{"default":1}},"additionalProperties":{}})",
          R"({"allOf":[{"type":"object","properties":{"role":{}},"additionalProperties":{}},
                       {"type":"object","properties":{"x":{"default":1}},"additionalProperties":{}}]})"}) {
        const std::string value = value_of(Schema::parse(document, keep), attack);
        CAPTURE(document);
        CHECK(value.find("__proto__") == std::string::npos);
        CHECK(value.find("\"role\":\"admin\"") != std::string::npos);
    }
    // Written otherwise it is the same name, and deep within.
    const Schema nested = Schema::parse(R"({"type":"array","items":{"type":"object","additionalProperties":{}}})");
    CHECK(value_of(nested, R"([{"__pro\u0074o__":1,"a":2}])") == R"([{"a":2}])");
    // An object does not have what it inherits.
    const Schema inherited = Schema::parse(R"({"type":"object","properties":{"toString":{"type":"string"}},
        "required":["toString"],"additionalProperties":false})");
    CHECK_FALSE(inherited.validate("{}").valid());
    CHECK(inherited.validate(R"({"toString":"x"})").valid());
    CHECK_FALSE(inherited.validate(R"({"toString":"x","valueOf":1})").valid());
    // In requests, names are the query's.
    const http::Api api =
        http::Api::from_openapi(R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x":
        {"get":{"parameters":[{"name":"f","in":"query","style":"deepObject","schema":{"type":"object",
        "properties":{"a":{"type":"string"}},"additionalProperties":{"type":"string"}}}],
        "responses":{"200":{"description":"OK"}}}}}})");
    const http::Verdict verdict = check(api, "GET", "/x?f[a]=1&f[__proto__]=2&f[constructor]=3", {});
    REQUIRE(verdict.accepted() != nullptr);
    CHECK(verdict.accepted()->query().to_json().find("__proto__") == std::string::npos);
}

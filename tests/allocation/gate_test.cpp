// APIs loaded, and requests checked, while memory runs out: a 500 without a body, or what is right.
#include <zodgate/http.hpp>

#include <catch2/catch.hpp>

#include <any>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "memory.hpp"

using namespace zodgate;
using namespace zodgate::http;
using namespace zodgate::allocation;

namespace {

constexpr std::string_view document = R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},
    "security":[{"bearer":[]}],
    "paths":{"/v1/{shop}/orders/{id}":{"parameters":[
        {"name":"shop","in":"path","required":true,"schema":{"type":"string","pattern":"^(\\w)\\w*\\1$"}},
        {"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],"post":{"operationId":"order","parameters":[
        {"name":"filter","in":"query","style":"deepObject","schema":{"type":"object","properties":{
            "size":{"type":"array","items":{"type":"number"}},"by":{"type":"string","default":"a default of some length"}}}},
        {"name":"page","in":"query","schema":{"type":"integer","default":1}},
        {"name":"X-Trace","in":"header","schema":{"type":"string","format":"uuid"}},
        {"name":"theme","in":"cookie","schema":{"type":"string","enum":["light","dark"]}}],
        "requestBody":{"required":true,"content":{
            "application/json":{"schema":{"$ref":"#/components/schemas/Order"}},
            "application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{"n":{"type":"integer"},
                "list":{"type":"array","items":{"type":"string"}}},"required":["n"]}},
            "text/plain":{"schema":{"type":"string","maxLength":5}}}},
        "responses":{"200":{"description":"OK"},"400":{"description":"Validation error"}}},
        "get":{"security":[{"basic":[]},{"key":[]}],"responses":{"200":{"description":"OK"}}}}},
    "components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"},
        "basic":{"type":"http","scheme":"basic"},"key":{"type":"apiKey","in":"header","name":"X-Key"}},
        "schemas":{"Order":{"type":"object","properties":{"email":{"type":"string","format":"email"},
            "items":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"number"}]}},
            "note":{"type":"string","default":"nothing is to be noted here"}},"required":["email"]}}}})";

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

struct Call {
    std::string_view method;
    std::string_view target;
    Pairs headers;
    std::string_view body{};
};

Verdict check(const Api& api, const Call& call) {
    const auto headers = [&](std::string_view name, const auto& found) {
        for (const auto& [known, value] : call.headers) {
            if (equals_ignoring_case(known, name)) found(value);
        }
    };
    return api.check({call.method, call.target, headers, call.body});
}

// All that a verdict tells.
std::string told(const Verdict& verdict) {
    if (verdict.not_mine()) return "not mine";
    std::string out;
    if (const Rejected* const rejected = verdict.rejected()) {
        out = std::to_string(rejected->status);
        for (const Header& header : rejected->headers) out += "\n" + header.name + ": " + header.value;
        return out + "\n\n" + rejected->body;
    }
    const Accepted& accepted = *verdict.accepted();
    out = accepted.is_checked() ? "accepted" : "let through";
    for (const ValueView part :
         {accepted.path(), accepted.query(), accepted.headers(), accepted.cookies(), accepted.body()}) {
        out += "\n" + part.to_json();
    }
    return out;
}

bool is_out_of_memory(const Verdict& verdict) {
    const Rejected* const rejected = verdict.rejected();
    return rejected != nullptr && rejected->status == 500 && rejected->headers.empty() && rejected->body.empty();
}

void check_each(const Api& api, const Call& call, std::string_view begin, std::size_t least = 3) {
    INFO(call.method << " " << call.target << " " << call.body);
    const std::string wanted = told(check(api, call));
    CHECK(wanted.substr(0, begin.size()) == begin);
    const Tried tried = fail_each([&] {
        const Verdict verdict = [&] {
            const Scarce scarce;
            return check(api, call);
        }();
        if (is_out_of_memory(verdict)) return Ended::refused;
        return told(verdict) == wanted ? Ended::right : Ended::wrong;
    });
    CHECK(summary(tried) == "");
    CHECK(tried.allocations >= least);
    CHECK(tried.refused > 0);
}

constexpr std::string_view form = "application/x-www-form-urlencoded";
constexpr std::string_view json = "application/json; charset=utf-8";

std::vector<std::pair<Call, std::string_view>> calls() {
    const std::pair<std::string_view, std::string_view> bearer = {"Authorization",
                                                                  "Bearer token_of_some_length_at_all"};
    return {
        {{"POST",
          "/v1/aba/orders/7?filter%5Bsize%5D=1&filter%5Bby%5D=price&page=2",
          {bearer,
           {"Content-Type", json},
           {"X-Trace", "9b2b1ad3-9d53-4b4e-8a5c-2f1f1f9d5d10"},
           {"Cookie", "theme=dark; other=1"}},
          R"({"email":"ada@example.com","items":["a",1]})"},
         "accepted"},
        {{"POST", "/v1/aba/orders/7", {bearer, {"Content-Type", form}}, "n=5&list=a%20long%20text%20in%20a%20list"},
         "accepted"},
        {{"POST", "/v1/aba/orders/7", {bearer, {"Content-Type", "text/plain"}}, "short"}, "accepted"},
        {{"POST", "/v1/abc/orders/x", {bearer, {"Content-Type", json}}, "{}"}, "400"},
        {{"POST", "/v1/aba/orders/7", {bearer, {"Content-Type", json}}, R"({"email":"ada","items":[{}]})"}, "400"},
        {{"POST", "/v1/aba/orders/7", {bearer, {"Content-Type", json}}, R"({"email":)"}, "400"},
        {{"POST", "/v1/aba/orders/7?filter%5Bsize%5D=%ZZ&page=two", {bearer, {"Content-Type", json}}, "{}"}, "400"},
        {{"POST", "/v1/aba/orders/7", {bearer, {"Content-Type", "image/png"}}, "x"}, "415"},
        {{"POST", "/v1/aba/orders/7", {{"Content-Type", json}}, "{}"}, "401"},
        {{"GET", "/v1/aba/orders/7", {{"Authorization", "Basic YTpi"}}}, "accepted"},
        {{"GET", "/v1/aba/orders/7", {}}, "401"},
        {{"DELETE", "/v1/aba/orders/7", {}}, "405"},
        {{"GET", "/v1/nowhere", {}}, "404"},
    };
}

void load_each(std::string_view text, const Call& call, std::size_t least) {
    const Tried tried = fail_each([&] {
        std::optional<Api> api;
        {
            const Scarce scarce;
            api = Api::from_openapi(text);
        }
        return told(check(*api, call)).substr(0, 8) == "accepted" ? Ended::right : Ended::wrong;
    });
    CHECK(summary(tried) == "");
    CHECK(tried.allocations >= least);
    CHECK(tried.refused >= tried.attempts / 2);
}

}  // namespace

TEST_CASE("memory runs out while an API is loaded") { load_each(document, calls().front().first, 1500); }

TEST_CASE("memory runs out while an API is loaded from YAML") {
    if (!has_yaml()) return;
    load_each(R"(# an API
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /x:
    get:
      parameters:
        - &size {name: size, in: query, schema: {type: integer, minimum: 1}}
        - name: text
          in: query
          description: >
            several lines of text, which a parser
            has to fold
          schema:
            type: string
      responses:
        '200': {description: "OK \u263A"}
    post:
      parameters: [*size]
      responses:
        '200': {description: OK}
)",
              {"GET", "/x?size=3", {}}, 500);
}

TEST_CASE("memory runs out while a document in YAML is found to be none") {
    if (!has_yaml()) return;
    for (const std::string_view text : {"openapi: [", "openapi: 3.1.0\n\tinfo: x", "a: *nowhere", "a: b\n--- \nc: d"}) {
        const Tried tried = fail_each([&] {
            try {
                const Scarce scarce;
                Api::from_openapi(text);
                return Ended::wrong;
            } catch (const SchemaError&) {
                return Ended::right;
            }
        });
        INFO(text);
        CHECK(summary(tried) == "");
        CHECK(tried.allocations >= 10);
    }
}

TEST_CASE("memory runs out while requests are checked") {
    const Api api = Api::from_openapi(document);
    for (const auto& [call, begin] : calls()) check_each(api, call, begin);
}

TEST_CASE("memory runs out while all parts of a request are checked, in every shape of answers") {
    for (const ErrorShape shape :
         {ErrorShape::issues, ErrorShape::hono, ErrorShape::flatten, ErrorShape::tree, ErrorShape::problem}) {
        ApiOptions options;
        options.error_shape = shape;
        options.all_parts = true;
        options.schema.schema_locations = true;
        const Api api = Api::from_openapi(document, options);
        for (const std::size_t index : {3U, 6U, 11U}) {
            const auto [call, begin] = calls()[index];
            check_each(api, call, begin);
        }
    }
}

// What hooks take of memory may run out as well.
TEST_CASE("memory runs out in hooks and in the words of a language") {
    ApiOptions options;
    options.authenticator = [](const Credentials& credentials) -> Authentication {
        const std::string name = "the name of whoever has that: " + std::string(credentials.all.at(0).value);
        return {Authentication::Outcome::accepted, name, {}};
    };
    options.error_mapper = [](Refusal& refusal) {
        refusal.headers.push_back({"X-Reference", "a reference of some length " + std::to_string(refusal.status)});
    };
    options.observer = [](const Request& request, const Operation*, const Verdict&) {
        const std::string line = "a line of a log " + std::string(request.target);
        if (line.empty()) throw 1;
    };
    options.locales.emplace();
    options.locales->add("de", Messages().set([](const Issue&) { return "Das ist so nicht in Ordnung, leider"; }));
    const Api api = Api::from_openapi(document, options);
    for (auto [call, begin] : calls()) {
        call.headers.emplace_back("Accept-Language", "de-AT, en;q=0.1");
        check_each(api, call, begin);
    }
}

TEST_CASE("memory runs out where nothing is to be refused: what was not judged does not pass for good") {
    ApiOptions options;
    options.report_only = true;
    const Api api = Api::from_openapi(document, options);
    for (const std::size_t index : {0U, 4U, 8U}) {
        const Call call = calls()[index].first;
        check_each(api, call, index == 0 ? "accepted" : "let through");
    }
}

TEST_CASE("memory runs out while an answer is held against the document") {
    const Api api = Api::from_openapi(document);
    const Tried tried = fail_each([&] {
        const ResponseCheck checked = [&] {
            const Scarce scarce;
            return api.check_response("order", 299, "application/json", "{}");
        }();
        return checked.fault == ResponseCheck::Fault::undeclared_status ? Ended::right : Ended::wrong;
    });
    CHECK(summary(tried) == "");
    CHECK(tried.allocations > 0);
}

#include <zodgate/http.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <any>
#include <atomic>
#include <cctype>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace zodgate;
using namespace zodgate::http;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A request that owns its parts.
struct Call {
    std::string method;
    std::string target;
    Pairs headers{};
    std::string body{};
    bool is_decoded = false;
    bool is_too_long = false;
};

bool equals(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Verdict check(const Api& api, const Call& call) {
    const auto headers = [&](std::string_view name, const HeaderView::Found& found) {
        for (const auto& [known, value] : call.headers) {
            if (equals(known, name)) found(value);
        }
    };
    return api.check({call.method, call.target, headers, call.body, call.is_decoded, call.is_too_long});
}

std::string read_file(const std::string& name) {
    std::ifstream file(std::string(ZODGATE_SCHEMAS) + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Api invite(ApiOptions options = {}) {
    return Api::from_openapi(read_file("kontext_invite.openapi.json"), std::move(options));
}

Call invitation(const std::string& body) {
    return {"POST",
            "/api/v1/organizations/org_1/invite",
            {{"Authorization", "Bearer ktx_key_1"}, {"Content-Type", "application/json"}},
            body};
}

// A document with one operation, "GET /x" or as asked, with these members.
std::string document_of(const std::string& operation, const std::string& path = "/x", const std::string& more = "",
                        const std::string& version = "3.1.0") {
    return R"({"openapi":")" + version + R"(","info":{"title":"t","version":"1"},"paths":{")" + path + R"(":{)" +
           operation + "}}" + more + "}";
}

std::string responses() {
    return R"("responses":{"200":{"description":"OK"},"400":{"description":"Validation error"}})";
}

std::string get_with(const std::string& parameters) {
    return R"("get":{"parameters":[)" + parameters + "]," + responses() + "}";
}

Api api_of(const std::string& parameters, const std::string& path = "/x", ApiOptions options = {}) {
    return Api::from_openapi(document_of(get_with(parameters), path), std::move(options));
}

std::string query_of(const Api& api, const std::string& target) {
    const Verdict verdict = check(api, {"GET", target});
    return verdict.rejected() != nullptr ? verdict.rejected()->body : verdict.accepted()->query().to_json();
}

std::string header(const Rejected& rejected, std::string_view name) {
    for (const Header& one : rejected.headers) {
        if (one.name == name) return one.value;
    }
    return "";
}

}  // namespace

TEST_CASE("an API is read as its options say, with keywords that no Zod schema has") {
    const std::string document = document_of(
        R"("post":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","properties":{"n":{"type":"integer"}},"if":{"required":["a"]},"then":{"required":["b"]}}}}},)" +
        responses() + "}");
    const auto status_of = [&](const std::string& body, const Options& schema) {
        ApiOptions options;
        options.schema = schema;
        const Verdict verdict =
            check(Api::from_openapi(document, options), {"POST", "/x", {{"Content-Type", "application/json"}}, body});
        return verdict.rejected() == nullptr ? 200 : verdict.rejected()->status;
    };
    CHECK(status_of(R"({"n":9007199254740993})", Options()) == 400);
    CHECK(status_of(R"({"n":9007199254740993})", Options::json_schema()) == 200);
    CHECK(status_of(R"({"a":1})", Options()) == 400);
    CHECK(status_of(R"({"a":1,"b":1})", Options()) == 200);
}

TEST_CASE("The invite endpoint: accepted") {
    const Api api = invite();
    Verdict verdict = check(api, invitation(R"({"email":"ada@example.com","role":"admin","extra":1})"));
    REQUIRE(verdict.accepted() != nullptr);
    const Accepted& accepted = *verdict.accepted();
    CHECK(accepted.operation().method == "POST");
    CHECK(accepted.operation().path == "/v1/organizations/{orgId}/invite");
    CHECK(accepted.operation().pointer == "/paths/~1v1~1organizations~1{orgId}~1invite/post");
    CHECK(accepted.path()["orgId"].string() == "org_1");
    CHECK(accepted.body().to_json() == R"({"email":"ada@example.com","role":"admin"})");
    CHECK(accepted.body()["role"].string() == "admin");
    CHECK(accepted.query().to_json() == "{}");
    CHECK(accepted.is_checked());
    CHECK_FALSE(verdict.not_mine());
}

TEST_CASE("The invite endpoint: refused") {
    const Api api = invite();
    const auto refused = [&](const Call& call) {
        const Verdict verdict = check(api, call);
        REQUIRE(verdict.rejected() != nullptr);
        return *verdict.rejected();
    };
    const Rejected faults = refused(invitation(R"({"email":"ada@example","role":"owner"})"));
    CHECK(faults.status == 400);
    CHECK(header(faults, "Content-Type") == "application/json");
    CHECK(faults.body.substr(0, 40) == R"({"error":"Validation error","issues":[{")");
    CHECK(faults.body.find(R"("path":["role"])") != std::string::npos);

    const Rejected malformed = refused(invitation("{"));
    CHECK(malformed.status == 400);
    CHECK(malformed.body.find("json_string") != std::string::npos);
    CHECK(refused(invitation("")).body.find("json_string") != std::string::npos);

    Call bare = invitation("");
    bare.headers.pop_back();
    const Rejected missing = refused(bare);
    CHECK(missing.status == 400);
    CHECK(
        missing.body ==
        R"({"error":"Validation error","issues":[{"expected":"object","code":"invalid_type","path":[],"message":"Invalid input: expected object, received undefined"}]})");

    Call without = invitation("{}");
    without.headers.pop_back();
    CHECK(refused(without).status == 415);
    CHECK(refused(without).body == R"({"error":"Unsupported Media Type"})");

    Call anonymous = invitation("{}");
    anonymous.headers.erase(anonymous.headers.begin());
    const Rejected unauthorized = refused(anonymous);
    CHECK(unauthorized.status == 401);
    CHECK(unauthorized.body == R"({"error":"Unauthorized"})");
    CHECK(header(unauthorized, "WWW-Authenticate") == "Bearer");

    Call elsewhere = invitation("{}");
    elsewhere.target = "/v1/organizations/org_1/invite";
    CHECK(refused(elsewhere).status == 404);
    CHECK(refused(elsewhere).body == R"({"error":"Not Found"})");
    Call method = invitation("{}");
    method.method = "GET";
    CHECK(refused(method).status == 405);
    CHECK(header(refused(method), "Allow") == "POST");
}

TEST_CASE("Media types and charsets") {
    const Api api = invite();
    const auto status = [&](const std::string& type, const Pairs& more = {}, bool is_decoded = false) {
        Call call = invitation(R"({"email":"ada@example.com","role":"admin"})");
        call.headers.back().second = type;
        call.headers.insert(call.headers.end(), more.begin(), more.end());
        call.is_decoded = is_decoded;
        const Verdict verdict = check(api, call);
        return verdict.rejected() == nullptr ? 200 : verdict.rejected()->status;
    };
    CHECK(status("application/json") == 200);
    CHECK(status("Application/JSON; Charset=UTF-8") == 200);
    CHECK(status(R"(application/json;charset="utf-8")") == 200);
    CHECK(status("application/merge-patch+json") == 200);
    CHECK(status("application/json; charset=iso-8859-1") == 415);
    CHECK(status("application/json; charset=utf-16") == 415);
    CHECK(status("text/plain") == 415);
    CHECK(status("application/jsonx") == 415);
    CHECK(status("json") == 415);
    CHECK(status("") == 415);
    CHECK(status("application/json", {{"content-type", "application/json"}}) == 415);
    CHECK(status("application/json", {{"Content-Encoding", "gzip"}}) == 415);
    CHECK(status("application/json", {{"Content-Encoding", "gzip"}}, true) == 200);
    CHECK(status("application/json", {{"Content-Encoding", "identity"}}) == 200);
    CHECK(status("application/json", {{"Transfer-Encoding", "Chunked"}}) == 200);
    CHECK(status("application/json", {{"Transfer-Encoding", "gzip, chunked"}}) == 415);
    CHECK(status("application/json", {{"Transfer-Encoding", "gzip"}, {"Transfer-Encoding", "chunked"}}, true) == 415);
}

TEST_CASE("The limit of a body") {
    ApiOptions options;
    options.schema.limits.max_bytes = 100;
    const Api api = invite(options);
    CHECK(api.max_body_bytes() == 100);
    const std::string good = R"({"email":"ada@example.com","role":"admin"})";
    CHECK(check(api, invitation(good + std::string(100 - good.size(), ' '))).accepted() != nullptr);
    const Verdict over = check(api, invitation(good + std::string(101 - good.size(), ' ')));
    REQUIRE(over.rejected() != nullptr);
    CHECK(over.rejected()->status == 413);
    CHECK(over.rejected()->body == R"({"error":"Content Too Large"})");
}

TEST_CASE("The limit of a target") {
    const std::string path = "/api/v1/organizations/org_1/invite?";
    const auto status = [&](const Api& api, std::size_t length) {
        const Verdict verdict = check(api, {"GET", path + std::string(length - path.size(), 'a')});
        return verdict.rejected() == nullptr ? 0 : verdict.rejected()->status;
    };
    ApiOptions options;
    options.max_target_bytes = 100;
    options.unknown_path = ApiOptions::Unmatched::pass;
    CHECK(status(invite(options), 100) == 405);
    CHECK(status(invite(options), 101) == 414);
    CHECK(status(invite(), 65536) == 405);
    CHECK(status(invite(), 65537) == 414);
    const Verdict verdict = check(invite(options), {"GET", std::string(101, '/')});
    REQUIRE(verdict.rejected() != nullptr);
    CHECK(verdict.rejected()->body == R"({"error":"URI Too Long"})");
}

TEST_CASE("The limits of a payload hold for fields, too") {
    const std::string document = R"json({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{
        "/q":{"get":{"parameters":[
            {"name":"list","in":"query","schema":{"type":"array","items":{"type":"string"}}},
            {"name":"comma","in":"query","explode":false,"schema":{"type":"array","items":{"type":"string"}}},
            {"name":"deep","in":"query","style":"deepObject","schema":{"type":"object","additionalProperties":{"type":"string"}}},
            {"name":"json","in":"query","content":{"application/json":{"schema":{}}}}],
            "responses":{"200":{"description":""}}}},
        "/form":{"post":{"requestBody":{"content":{"application/x-www-form-urlencoded":{"schema":
            {"type":"object","additionalProperties":{"type":"string"}}}}},"responses":{"200":{"description":""}}}},
        "/text":{"post":{"requestBody":{"content":{"text/plain":{"schema":{"type":"string"}}}},
            "responses":{"200":{"description":""}}}}}})json";
    ApiOptions options;
    options.schema.limits.max_values = 3;
    options.schema.limits.max_members = 2;
    options.schema.limits.max_string_bytes = 5;
    const Api api = Api::from_openapi(document, options);
    const auto limit = [&](const Call& call) {
        const Verdict verdict = check(api, call);
        if (verdict.rejected() == nullptr) return std::string("none");
        CHECK(verdict.rejected()->status == 400);
        const std::string& body = verdict.rejected()->body;
        const std::size_t at = body.find("max_");
        return at == std::string::npos ? body : body.substr(at, body.find('"', at) - at);
    };
    const auto query = [&](const std::string& text) { return limit({"GET", "/q?" + text}); };
    CHECK(query("list=a&list=b&list=c") == "none");
    CHECK(query("list=a&list=b&list=c&list=d") == "max_values");
    CHECK(query("comma=a,b") == "none");
    CHECK(query("comma=a,b,c,d") == "max_values");
    CHECK(query("deep[a]=1&deep[b]=2") == "none");
    CHECK(query("deep[a]=1&deep[b]=2&deep[c]=3") == "max_members");
    CHECK(query("list=%61bcde") == "none");
    CHECK(query("list=abcdef") == "max_string_bytes");
    CHECK(query("json=[1,2]") == "none");
    CHECK(query("json=[1,2,3]") == "max_values");
    CHECK(query("json={\"a\":1,\"b\":1,\"c\":1}") == "max_values");
    CHECK(query("json=\"abcdef\"") == "max_string_bytes");
    const auto form = [&](const std::string& body) {
        return limit({"POST", "/form", {{"Content-Type", "application/x-www-form-urlencoded"}}, body});
    };
    CHECK(form("a=1&b=2") == "none");
    CHECK(form("a=1&b=2&c=3") == "max_members");
    CHECK(form("a=1&a=1&a=1&a=1") == "max_values");
    CHECK(form("a=abcdef") == "max_string_bytes");
    const auto text = [&](const std::string& body) {
        return limit({"POST", "/text", {{"Content-Type", "text/plain"}}, body});
    };
    CHECK(text("abcde") == "none");
    CHECK(text("abcdef") == "max_string_bytes");
    // Names are strings, too, and declared fields members.
    CHECK(query("list[abc]=1&deep[abcdef]=1") == "max_string_bytes");
    CHECK(form("abcdef=1") == "max_string_bytes");
    CHECK(form("a=1&a=2&a=3") != "max_members");
    CHECK(query("list=a&comma=a&json=1") == "max_values");
    options.schema.limits.max_values = 10;
    CHECK(check(Api::from_openapi(document, options), {"GET", "/q?list=a&comma=a&json=1"})
              .rejected()
              ->body.find("max_members") != std::string::npos);
    // All JSON of a part counts together.
    const std::string jsons =
        R"json({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/j":{"get":{"parameters":[
            {"name":"a","in":"query","content":{"application/json":{"schema":{}}}},
            {"name":"b","in":"query","content":{"application/json":{"schema":{}}}}],
            "responses":{"200":{"description":""}}}}}})json";
    options.schema.limits.max_bytes = 4;  // of bodies alone
    const Api two = Api::from_openapi(jsons, options);
    CHECK(check(two, {"GET", "/j?a=[1,2,3,4]&b=[1,2,3,4]"}).accepted() != nullptr);
    CHECK(check(two, {"GET", "/j?a=[1,2,3,4,5]&b=[1,2,3,4]"}).rejected() != nullptr);
    options.schema.limits.max_values = std::numeric_limits<std::size_t>::max();
    CHECK(check(Api::from_openapi(jsons, options), {"GET", "/j?a=[1,2]&b=1"}).accepted() != nullptr);
    // By default a form of many fields is read, and one of more than that refused.
    const Api usual = Api::from_openapi(document);
    std::string fields;
    for (int i = 0; i < 100000; ++i) fields.append("k").append(std::to_string(i)).append("=&");
    fields.pop_back();
    Call call{"POST", "/form", {{"Content-Type", "application/x-www-form-urlencoded"}}, fields};
    CHECK(check(usual, call).accepted() != nullptr);
    call.body += "&more=";
    REQUIRE(check(usual, call).rejected() != nullptr);
    CHECK(check(usual, call).rejected()->body.find("max_members") != std::string::npos);
}

TEST_CASE("What is unknown can pass") {
    ApiOptions options;
    options.unknown_path = ApiOptions::Unmatched::pass;
    options.unknown_method = ApiOptions::Unmatched::pass;
    const Api api = invite(options);
    CHECK(check(api, {"GET", "/elsewhere"}).not_mine());
    CHECK(check(api, {"OPTIONS", "/api/v1/organizations/1/invite"}).not_mine());
    CHECK(check(api, {"OPTIONS", "*"}).not_mine());
    CHECK(check(api, {"POST", "/api/v1/organizations/1/invite"}).rejected()->status == 401);
}

TEST_CASE("Base paths of one's own") {
    ApiOptions options;
    options.base_paths = std::vector<std::string>{"/", "/prefix/"};
    const Api api = invite(options);
    Call call = invitation(R"({"email":"ada@example.com","role":"admin"})");
    CHECK(check(api, call).rejected()->status == 404);
    for (const std::string target : {"/v1/organizations/a/invite", "/prefix/v1/organizations/a/invite"}) {
        call.target = target;
        CHECK(check(api, call).accepted() != nullptr);
    }
    options.base_paths = {"v2/"};
    CHECK_THROWS_WITH(api_of("", "/x", options), Catch::Contains("ApiOptions::base_paths: \"v2/\""));
}

TEST_CASE("HEAD goes to GET") {
    const Api api = api_of("");
    CHECK(check(api, {"HEAD", "/x"}).accepted() != nullptr);
    const Verdict verdict = check(api, {"PUT", "/x"});
    CHECK(header(*verdict.rejected(), "Allow") == "GET, HEAD");
}

TEST_CASE("A literal path goes before one with an expression, and every method finds its own") {
    const Api api = Api::from_openapi(
        R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{
            "/users/{id}":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],
                           "get":{},"delete":{}},
            "/users/me":{"get":{"operationId":"me"}}}})");
    CHECK(check(api, {"GET", "/users/me"}).accepted()->operation().id == "me");
    CHECK(check(api, {"GET", "/users/7"}).accepted()->path()["id"].number() == 7);
    CHECK(check(api, {"DELETE", "/users/7"}).accepted()->operation().method == "DELETE");
    const Verdict text = check(api, {"DELETE", "/users/me"});
    REQUIRE(text.rejected() != nullptr);
    CHECK(text.rejected()->body.find(R"("received":"NaN","path":["id"])") != std::string::npos);
}

TEST_CASE("Values of query parameters in every style") {
    const auto form = [](const std::string& schema, const std::string& more = "") {
        return R"({"name":"p","in":"query",)" + more + R"("schema":)" + schema + "}";
    };
    const std::string integers = R"({"type":"array","items":{"type":"integer"}})";
    const std::string color =
        R"({"type":"object","properties":{"R":{"type":"integer"},"G":{"type":"integer"},"tags":{"type":"string"}}})";

    SECTION("scalars") {
        CHECK(query_of(api_of(form(R"({"type":"integer"})")), "/x?p=12") == R"({"p":12})");
        CHECK(query_of(api_of(form(R"({"type":"number"})")), "/x?p=-1.5e3") == R"({"p":-1500})");
        CHECK(query_of(api_of(form(R"({"type":"boolean"})")), "/x?p=true") == R"({"p":true})");
        CHECK(query_of(api_of(form(R"({"type":"string"})")), "/x?p=12") == R"({"p":"12"})");
        CHECK(query_of(api_of(form(R"({"type":"string"})")), "/x?p=a%20b+c%2Bd") == R"({"p":"a b c+d"})");
        CHECK(query_of(api_of(form("{}")), "/x?p=12") == R"({"p":"12"})");
        CHECK(query_of(api_of(form(R"({"type":["integer","string"]})")), "/x?p=12") == R"({"p":12})");
        CHECK(query_of(api_of(form(R"({"type":["integer","string"]})")), "/x?p=012") == R"({"p":"012"})");
        CHECK(query_of(api_of(form(R"({"type":["integer","null"]})")), "/x?p=") == R"({"p":null})");
        CHECK(query_of(api_of(form(R"({"enum":[1,2]})")), "/x?p=2") == R"({"p":2})");
        CHECK(query_of(api_of(form(R"({"type":"integer","default":7})")), "/x") == R"({"p":7})");
        CHECK(query_of(api_of(form(R"({"type":"integer"})")), "/x") == "{}");
        CHECK(query_of(api_of(form(R"({"type":"string"})")), "/x?q=1&p=2&r") == R"({"p":"2"})");
        CHECK(query_of(api_of(form(R"({"type":"string"})")), "/x?%70=2") == R"({"p":"2"})");
    }
    SECTION("scalars that do not fit") {
        for (const std::string text : {"abc", "", "+1", "01", "1.", "0x10", "1%20", "1&p=2"}) {
            CAPTURE(text);
            CHECK(query_of(api_of(form(R"({"type":"number"})")), "/x?p=" + text).find("invalid_type") !=
                  std::string::npos);
        }
        CHECK(
            query_of(api_of(form(R"({"type":"integer"})")), "/x?p=abc") ==
            R"({"error":"Validation error","issues":[{"expected":"number","code":"invalid_type","received":"NaN","path":["p"],"message":"Invalid input: expected number, received NaN"}]})");
        CHECK(query_of(api_of(form(R"({"type":"boolean"})")), "/x?p=1").find("received string") != std::string::npos);
        CHECK(query_of(api_of(form(R"({"type":"string"})")), "/x?p=1&p=2").find("received array") != std::string::npos);
        CHECK(query_of(api_of(form(R"({"type":"string"})", R"("required":true,)")), "/x").find("received undefined") !=
              std::string::npos);
        for (const std::string text : {"%", "%zz", "%ff", "%ed%a0%80"}) {
            CHECK(query_of(api_of(form(R"({"type":"string"})")), "/x?p=" + text).find("uri_component") !=
                  std::string::npos);
        }
    }
    SECTION("arrays") {
        CHECK(query_of(api_of(form(integers)), "/x?p=1&p=2") == R"({"p":[1,2]})");
        CHECK(query_of(api_of(form(integers)), "/x?p=1") == R"({"p":[1]})");
        CHECK(query_of(api_of(form(integers, R"("explode":false,)")), "/x?p=1,2,3") == R"({"p":[1,2,3]})");
        CHECK(query_of(api_of(form(integers, R"("explode":false,)")), "/x?p=1,2&p=3") == R"({"p":[1,2,3]})");
        CHECK(query_of(api_of(form(integers, R"("style":"spaceDelimited",)")), "/x?p=1%202+3") == R"({"p":[1,2,3]})");
        CHECK(query_of(api_of(form(integers, R"("style":"pipeDelimited",)")), "/x?p=1|2%7C3") == R"({"p":[1,2,3]})");
        const std::string strings = R"({"type":"array","items":{"type":"string"}})";
        CHECK(query_of(api_of(form(strings, R"("explode":false,)")), "/x?p=a%2Cb,c") == R"({"p":["a,b","c"]})");
        const std::string either = R"({"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]})";
        CHECK(query_of(api_of(form(either)), "/x?p=1") == R"({"p":"1"})");
        CHECK(query_of(api_of(form(either)), "/x?p=1&p=2") == R"({"p":["1","2"]})");
        CHECK(query_of(api_of(form(integers)), "/x?p=1&p=b").find(R"("path":["p",1])") != std::string::npos);
    }
    SECTION("objects") {
        CHECK(query_of(api_of(form(color)), "/x?R=1&G=2&other=3") == R"({"p":{"R":1,"G":2}})");
        CHECK(query_of(api_of(form(color, R"("explode":false,)")), "/x?p=R,1,G,2") == R"({"p":{"R":1,"G":2}})");
        CHECK(query_of(api_of(form(color, R"("style":"deepObject",)")), "/x?p[R]=1&p%5BG%5D=2&p[x]=3") ==
              R"({"p":{"R":1,"G":2}})");
        CHECK(query_of(api_of(form(color, R"("style":"deepObject",)")), "/x?p[R]=a").find(R"("path":["p","R"])") !=
              std::string::npos);
        CHECK(query_of(api_of(form(color, R"("explode":false,)")), "/x?p=R,1,G").find("received string") !=
              std::string::npos);
        const std::string free = R"({"type":"object","additionalProperties":{"type":"integer"}})";
        CHECK(query_of(api_of(form(free)), "/x?b=1&a=2") == R"({"p":{"b":1,"a":2}})");
        CHECK(query_of(api_of(form(free, R"("style":"deepObject",)")), "/x?p[b]=1&p[2]=2") == R"({"p":{"2":2,"b":1}})");
    }
    SECTION("JSON") {
        const std::string json =
            R"({"name":"p","in":"query","content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"integer"}}}}}})";
        CHECK(query_of(api_of(json), R"(/x?p=%7B%22a%22:1%7D)") == R"({"p":{"a":1}})");
        CHECK(query_of(api_of(json), R"(/x?p={"a":"1"})").find(R"("path":["p","a"])") != std::string::npos);
        CHECK(query_of(api_of(json), "/x?p={").find(R"("format":"json_string","path":["p"])") != std::string::npos);
    }
    SECTION("as z.coerce.number() reads numbers") {
        ApiOptions options;
        options.numbers = ApiOptions::NumberText::javascript;
        const Api api = api_of(form(R"({"type":"number"})"), "/x", options);
        CHECK(query_of(api, "/x?p=") == R"({"p":0})");
        CHECK(query_of(api, "/x?p=0x10") == R"({"p":16})");
        CHECK(query_of(api, "/x?p=x").find("NaN") != std::string::npos);
    }
}

TEST_CASE("Parameters are read as what their schemas say, whatever keywords say it") {
    const auto form = [](const std::string& schema, const std::string& more = "") {
        return R"({"name":"p","in":"query",)" + more + R"("schema":)" + schema + "}";
    };
    const std::string deep = R"("style":"deepObject","explode":true,)";
    CHECK(query_of(api_of(form(R"({"type":"object","additionalProperties":{"type":"integer"}})", deep)),
                   "/x?p[a]=1&p[b]=2") == R"({"p":{"a":1,"b":2}})");
    CHECK(query_of(api_of(form(R"({"type":"array","prefixItems":[{"type":"integer"}],"items":{"type":"integer"}})")),
                   "/x?p=1&p=2") == R"({"p":[1,2]})");
    CHECK_THROWS_WITH(api_of(form(R"({"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}]})")),
                      Catch::Contains("the items of a tuple must be of one type in this style"));
    CHECK_THROWS_WITH(
        api_of(R"({"name":"p","in":"cookie","explode":true,"schema":{"type":"array","items":{"type":"string"}}})"),
        Catch::Contains("a cookie cannot be an array or object"));
    CHECK(query_of(api_of(form(R"({"type":"integer","errorMessage":"no"})")), "/x?p=2") == R"({"p":2})");
    CHECK(query_of(api_of(form(R"({"type":"integer","not":{"const":3}})")), "/x?p=2") == R"({"p":2})");
    CHECK(query_of(api_of(form(R"({"type":"integer","if":{"minimum":2},"then":{"maximum":5}})")), "/x?p=4") ==
          R"({"p":4})");
    CHECK(query_of(api_of(form(R"({"allOf":[{"type":"integer"},{"minimum":2}]})")), "/x?p=4") == R"({"p":4})");
    CHECK(query_of(api_of(form(R"({"type":"null"})")), "/x?p=") == R"({"p":null})");
}

TEST_CASE("Values of path parameters in every style") {
    const auto path_of = [](const std::string& schema, const std::string& more, const std::string& text) {
        const Api api =
            api_of(R"({"name":"p","in":"path","required":true,)" + more + R"("schema":)" + schema + "}", "/x/{p}");
        const Verdict verdict = check(api, {"GET", "/x/" + text});
        return verdict.rejected() != nullptr ? verdict.rejected()->body : verdict.accepted()->path()["p"].to_json();
    };
    const std::string integer = R"({"type":"integer"})";
    const std::string integers = R"({"type":"array","items":{"type":"integer"}})";
    const std::string color = R"({"type":"object","properties":{"R":{"type":"integer"},"G":{"type":"integer"}}})";
    const std::string label = R"("style":"label",)";
    const std::string matrix = R"("style":"matrix",)";
    const std::string explode = R"("explode":true,)";

    CHECK(path_of(integer, "", "5") == "5");
    CHECK(path_of(integers, "", "3,4,5") == "[3,4,5]");
    CHECK(path_of(integers, explode, "3,4,5") == "[3,4,5]");
    CHECK(path_of(color, "", "R,1,G,2") == R"({"R":1,"G":2})");
    CHECK(path_of(color, explode, "R=1,G=2") == R"({"R":1,"G":2})");
    CHECK(path_of(integer, label, ".5") == "5");
    CHECK(path_of(integers, label, ".3,4") == "[3,4]");
    CHECK(path_of(integers, label + explode, ".3.4") == "[3,4]");
    CHECK(path_of(color, label, ".R,1,G,2") == R"({"R":1,"G":2})");
    CHECK(path_of(color, label + explode, ".R=1.G=2") == R"({"R":1,"G":2})");
    CHECK(path_of(integer, label, "5").find(R"("format":"label")") != std::string::npos);
    CHECK(path_of(integer, matrix, ";p=5") == "5");
    CHECK(path_of(integers, matrix, ";p=3,4") == "[3,4]");
    CHECK(path_of(integers, matrix + explode, ";p=3;p=4") == "[3,4]");
    CHECK(path_of(color, matrix, ";p=R,1,G,2") == R"({"R":1,"G":2})");
    CHECK(path_of(color, matrix + explode, ";R=1;G=2") == R"({"R":1,"G":2})");
    CHECK(path_of(integer, matrix, ";q=5").find(R"("format":"matrix")") != std::string::npos);
    CHECK(path_of(R"({"type":"string"})", "", "a%2Fb+c") == R"("a/b+c")");
    CHECK(path_of(R"({"type":"string"})", "", "%E2%82%AC") == "\"\xE2\x82\xAC\"");
    CHECK(path_of(R"({"type":"string"})", "", "%C3").find("uri_component") != std::string::npos);
}

TEST_CASE("Header fields and cookies") {
    const Api api = api_of(
        R"({"name":"X-Ids","in":"header","schema":{"type":"array","items":{"type":"integer"}}},
           {"name":"X-On","in":"header","required":true,"schema":{"type":"boolean"}},
           {"name":"Accept","in":"header","required":true,"schema":{"type":"integer"}},
           {"name":"session","in":"cookie","required":true,"schema":{"type":"string"}},
           {"name":"n","in":"cookie","schema":{"type":"integer"}})");
    const Verdict good = check(
        api, {"GET",
              "/x",
              {{"x-ids", "1, 2"}, {"X-IDS", "3"}, {"X-ON", " true "}, {"Cookie", "a=b; session=\"s%20t\"; n=4"}}});
    REQUIRE(good.accepted() != nullptr);
    CHECK(good.accepted()->headers()["X-Ids"].to_json() == "[1,2,3]");
    CHECK(good.accepted()->headers()["X-On"].boolean());
    CHECK(good.accepted()->cookies().to_json() == R"({"session":"s t","n":4})");
    const Verdict no_header = check(api, {"GET", "/x", {{"Cookie", "session=1"}}});
    CHECK(no_header.rejected()->body.find(R"("path":["X-On"])") != std::string::npos);
    const Verdict no_cookie = check(api, {"GET", "/x", {{"X-On", "false"}}});
    CHECK(no_cookie.rejected()->body.find(R"("path":["session"])") != std::string::npos);
}

TEST_CASE("Forms") {
    const auto form = [](const std::string& schema, const std::string& body, const std::string& encoding = "") {
        const Api api = Api::from_openapi(document_of(
            R"("post":{"requestBody":{"required":true,"content":{"application/x-www-form-urlencoded":{"schema":)" +
            schema + encoding + "}}}," + responses() + "}"));
        const Verdict verdict =
            check(api, {"POST", "/x", {{"Content-Type", "application/x-www-form-urlencoded"}}, body});
        return verdict.rejected() != nullptr ? verdict.rejected()->body : verdict.accepted()->body().to_json();
    };
    const std::string schema =
        R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}}},"required":["name"]})";
    CHECK(form(schema, "name=Ada+L%2e&age=36&tags=a&tags=b&other=1") ==
          R"({"name":"Ada L.","age":36,"tags":["a","b"]})");
    CHECK(form(schema, "age=x").find(R"("path":["name"])") != std::string::npos);
    CHECK(form(schema, "").find(R"("path":["name"])") != std::string::npos);
    CHECK(form(schema, "name=%").find("uri_component") != std::string::npos);
    const std::string strict = R"({"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false})";
    CHECK(form(strict, "a=1&b=2").find(R"("keys":["b"])") != std::string::npos);
    const std::string loose = R"({"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true})";
    CHECK(form(loose, "b=2&a=1&b=3&5=6") == R"({"5":"6","a":"1","b":["2","3"]})");
    const std::string nested =
        R"({"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"integer"}}}}})";
    CHECK(form(nested, "a=%7B%22b%22%3A1%7D", R"(,"encoding":{"a":{"contentType":"application/json"}})") ==
          R"({"a":{"b":1}})");
    CHECK(form(nested, "a[b]=1", R"(,"encoding":{"a":{"style":"deepObject"}})") == R"({"a":{"b":1}})");
    CHECK_THROWS_AS(form(nested, ""), SchemaError);
}

TEST_CASE("Text bodies, optional bodies and ranges of media types") {
    const auto status = [](const std::string& body, const Pairs& headers, const std::string& text) {
        const Api api = Api::from_openapi(document_of(R"("post":{"requestBody":)" + body + "," + responses() + "}"));
        const Verdict verdict = check(api, {"POST", "/x", headers, text});
        if (verdict.rejected() != nullptr) return std::to_string(verdict.rejected()->status);
        return verdict.accepted()->body().to_json();
    };
    const std::string text = R"({"content":{"text/plain":{"schema":{"type":"string","maxLength":3}}}})";
    CHECK(status(text, {{"Content-Type", "text/plain"}}, "abc") == R"("abc")");
    CHECK(status(text, {{"Content-Type", "text/plain"}}, "abcd") == "400");
    CHECK(status(text, {{"Content-Type", "text/plain"}}, "\xff") == "400");
    CHECK(status(text, {}, "") == "");
    CHECK(status(text, {}, "a") == "415");
    const std::string number = R"({"content":{"text/plain":{"schema":{"type":"number"}}}})";
    CHECK(status(number, {{"Content-Type", "text/plain"}}, "1.5") == "1.5");
    const std::string optional =
        R"({"content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"string","default":"x"}}}}}})";
    CHECK(status(optional, {}, "") == "");
    CHECK(status(optional, {{"Content-Type", "application/json"}}, "") == "400");
    CHECK(status(optional, {{"Content-Type", "application/json"}}, "{}") == R"({"a":"x"})");
    const std::string range =
        R"({"content":{"*/*":{"schema":{"type":"object","properties":{"a":{"type":"integer"}}}},"text/*":{"schema":{"type":"string"}}}})";
    CHECK(status(range, {{"Content-Type", "application/json"}}, R"({"a":1})") == R"({"a":1})");
    CHECK(status(range, {{"Content-Type", "application/x-www-form-urlencoded"}}, "a=1") == R"({"a":1})");
    CHECK(status(range, {{"Content-Type", "text/plain"}}, "a=1") == R"("a=1")");
    CHECK(status(range, {{"Content-Type", "image/png"}}, "a=1") == "415");
    CHECK(status(range, {{"Content-Type", "*/*"}}, "a=1") == "415");
    const std::string any = R"({"content":{"application/json":{}}})";
    CHECK(status(any, {{"Content-Type", "application/json"}}, "[1]") == "[1]");
    CHECK(status(any, {{"Content-Type", "application/json"}}, "[1") == "400");
}

TEST_CASE("Media types that are not judged are refused at load, or pass") {
    const std::string document = document_of(
        R"("post":{"requestBody":{"content":{"image/png":{},"application/json":{"schema":{"type":"string"}}}},)" +
        responses() + "}");
    CHECK_THROWS_AS(Api::from_openapi(document), SchemaError);
    ApiOptions options;
    options.other_media = ApiOptions::OtherMedia::pass;
    const Api api = Api::from_openapi(document, options);
    const Verdict verdict = check(api, {"POST", "/x", {{"Content-Type", "image/png"}}, "\x89PNG"});
    REQUIRE(verdict.accepted() != nullptr);
    CHECK(verdict.accepted()->body().is_absent());
    CHECK(check(api, {"POST", "/x", {{"Content-Type", "image/gif"}}, "GIF"}).rejected()->status == 415);
}

TEST_CASE("OpenAPI 3.0's own keywords") {
    const auto body = [](const std::string& schema, const std::string& text, const std::string& more = "") {
        const Api api = Api::from_openapi(
            document_of(R"("post":{"requestBody":{"required":true,"content":{"application/json":{"schema":)" + schema +
                            "}}}," + responses() + "}",
                        "/x", more, "3.0.3"));
        const Verdict verdict = check(api, {"POST", "/x", {{"Content-Type", "application/json"}}, text});
        return verdict.rejected() != nullptr ? verdict.rejected()->body : verdict.accepted()->body().to_json();
    };
    CHECK(body(R"({"type":"string","nullable":true})", "null") == "null");
    CHECK(body(R"({"type":"string"})", "null").find("received null") != std::string::npos);
    CHECK(body(R"({"type":"string","nullable":true,"enum":["a","b",null]})", "null") == "null");
    CHECK(body(R"({"type":"string","nullable":true,"enum":["a","b",null]})", R"("c")").find(R"("values":["a","b"])") !=
          std::string::npos);
    CHECK(body(R"({"type":"number","minimum":3,"exclusiveMinimum":true})", "3").find(R"("inclusive":false)") !=
          std::string::npos);
    CHECK(body(R"({"type":"number","minimum":3,"exclusiveMinimum":false})", "3") == "3");
    const std::string components =
        R"(,"components":{"schemas":{"K":{"type":"object","properties":{"x":{"type":"string"}}}}})";
    CHECK(body(R"({"allOf":[{"$ref":"#/components/schemas/K"}],"nullable":true})", "null", components) == "null");
    CHECK(body(R"({"$ref":"#/components/schemas/K","nullable":true})", "null", components).find("received null") !=
          std::string::npos);
    CHECK_THROWS_WITH(body(R"({"type":["string","null"]})", "1"), Catch::Contains("nullable"));
    CHECK_THROWS_WITH(body(R"({"const":1})", "1"), Catch::Contains("OpenAPI 3.0 has no keyword \"const\""));
    CHECK_THROWS_WITH(body(R"({"type":"number","exclusiveMinimum":3})", "1"), Catch::Contains("true or false"));
}

TEST_CASE("Discriminators select an option by its constant or by its name") {
    const auto body = [](const std::string& schemas, const std::string& schema, const std::string& text) {
        const Api api = Api::from_openapi(
            document_of(R"("post":{"requestBody":{"required":true,"content":{"application/json":{"schema":)" + schema +
                            "}}}," + responses() + "}",
                        "/x", R"(,"components":{"schemas":{)" + schemas + "}}"));
        const Verdict verdict = check(api, {"POST", "/x", {{"Content-Type", "application/json"}}, text});
        return verdict.rejected() != nullptr ? verdict.rejected()->body : verdict.accepted()->body().to_json();
    };
    const std::string named =
        R"("Cat":{"type":"object","properties":{"kind":{"type":"string"},"lives":{"type":"integer"}},"required":["kind","lives"]},
           "Dog":{"type":"object","properties":{"kind":{"type":"string"},"bark":{"type":"string"}},"required":["kind"]})";
    const std::string either =
        R"({"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind")";
    CHECK(body(named, either + "}}", R"({"kind":"Dog","bark":"w","lives":9})") == R"({"kind":"Dog","bark":"w"})");
    CHECK(body(named, either + "}}", R"({"kind":"Cat"})").find(R"("path":["lives"])") != std::string::npos);
    CHECK(body(named, either + "}}", R"({"kind":"Cow"})").find(R"("discriminator":"kind")") != std::string::npos);
    const std::string mapped = either + R"(,"mapping":{"c":"#/components/schemas/Cat","d":"Dog"}}})";
    CHECK(body(named, mapped, R"({"kind":"d"})") == R"({"kind":"d"})");
    CHECK(body(named, mapped, R"({"kind":"Dog"})").find("invalid_union") != std::string::npos);
    const std::string constants =
        R"("A":{"type":"object","properties":{"t":{"type":"string","enum":["a"]}},"required":["t"]},
           "B":{"type":"object","properties":{"t":{"type":"string","enum":["b"]}},"required":["t"]})";
    const std::string by_constants =
        R"({"anyOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B"}],"discriminator":{"propertyName":"t"}})";
    CHECK(body(constants, by_constants, R"({"t":"b"})") == R"({"t":"b"})");
    CHECK(body(constants, by_constants, R"({"t":"B"})").find(R"("discriminator":"t")") != std::string::npos);
    CHECK_THROWS_WITH(body(named, R"({"type":"object","discriminator":{"propertyName":"kind"}})", "{}"),
                      Catch::Contains("oneOf"));
    CHECK_THROWS_WITH(body(named, either + R"(,"mapping":{"c":"#/components/schemas/Cow"}}})", "{}"),
                      Catch::Contains("leads nowhere"));
}

TEST_CASE("readOnly members of requests count for nothing, writeOnly ones must not be in responses") {
    const std::string schema =
        R"({"type":"object","properties":{"id":{"type":"integer","readOnly":true},"name":{"type":"string"},
            "secret":{"$ref":"#/components/schemas/Secret"}},"required":["id","name","secret"],"additionalProperties":)";
    const auto load = [&](const std::string& additional) {
        const std::string content = R"({"content":{"application/json":{"schema":)" + schema + additional + "}}}}";
        std::string described = content;
        described.insert(1, R"("description":"OK",)");
        return Api::from_openapi(document_of(
            R"("post":{"operationId":"make","requestBody":)" + content + R"(,"responses":{"200":)" + described + "}}",
            "/x", R"(,"components":{"schemas":{"Secret":{"type":"string","writeOnly":true}}})"));
    };
    for (const std::string additional : {"true", "false"}) {
        const Api api = load(additional);
        const Verdict verdict = check(api, {"POST",
                                            "/x",
                                            {{"Content-Type", "application/json"}},
                                            R"({"id":"not looked at","name":"n","secret":"s"})"});
        REQUIRE(verdict.accepted() != nullptr);
        CHECK(verdict.accepted()->body().to_json() == R"({"name":"n","secret":"s"})");
        CHECK(api.check_response("make", 200, "application/json", R"({"id":1,"name":"n"})"));
        const ResponseCheck leak =
            api.check_response("POST /x", 200, "application/json", R"({"id":1,"name":"n","secret":"s"})");
        CHECK(leak.fault == ResponseCheck::Fault::body);
        CHECK(to_json(leak.issues).find(R"("expected":"never")") != std::string::npos);
    }
}

TEST_CASE("Answers are held against the document") {
    const Api api = invite();
    const std::string invite_operation = "POST /v1/organizations/{orgId}/invite";
    CHECK(api.check_response(invite_operation, 200, "", ""));
    CHECK(api.check_response(invite_operation, 401, "application/json; charset=utf-8", R"({"error":"Unauthorized"})"));
    CHECK(api.check_response(invite_operation, 401, "application/json", R"({"issues":[]})").fault ==
          ResponseCheck::Fault::body);
    CHECK(api.check_response(invite_operation, 401, "text/plain", "Unauthorized").fault ==
          ResponseCheck::Fault::media_type);
    CHECK(api.check_response(invite_operation, 500, "", "").fault == ResponseCheck::Fault::undeclared_status);
    CHECK(api.check_response("GET /", 200, "", "").fault == ResponseCheck::Fault::unknown_operation);
}

TEST_CASE("Answers in text are held against the document, too") {
    const Api api = Api::from_openapi(document_of(
        R"("get":{"responses":{"200":{"description":"OK","content":{"text/plain":{"schema":{"type":"integer","minimum":3}}}}}})"));
    CHECK(api.check_response("GET /x", 200, "text/plain", "4"));
    const ResponseCheck low = api.check_response("GET /x", 200, "text/plain", "2");
    CHECK(low.fault == ResponseCheck::Fault::body);
    CHECK(low.issues.size() == 1);
    CHECK(api.check_response("GET /x", 200, "text/plain", "four").fault == ResponseCheck::Fault::body);
    CHECK(api.check_response("GET /x", 200, "application/json", "4").fault == ResponseCheck::Fault::media_type);
}

TEST_CASE("A body that must be there is missed, whatever its schema says of nothing") {
    const Api api = Api::from_openapi(document_of(
        R"("post":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"default":{"a":1}}}}},)" +
        responses() + "}"));
    const Verdict missing = check(api, {"POST", "/x"});
    REQUIRE(missing.rejected() != nullptr);
    CHECK(missing.rejected()->status == 400);
    CHECK(missing.rejected()->body.find("expected nonoptional, received undefined") != std::string::npos);
    CHECK(check(api, {"POST", "/x", {{"Content-Type", "application/json"}}, "2"}).accepted() != nullptr);
}

TEST_CASE("Security: alternatives, and all of one") {
    const std::string schemes = R"(,"components":{"securitySchemes":{
        "key":{"type":"apiKey","in":"header","name":"X-Key"},"query":{"type":"apiKey","in":"query","name":"key"},
        "cookie":{"type":"apiKey","in":"cookie","name":"sid"},
        "basic":{"type":"http","scheme":"basic"},"token":{"type":"oauth2","flows":{}}}})";
    const auto status = [&](const std::string& security, const Pairs& headers, const std::string& target = "/x") {
        const Api api =
            Api::from_openapi(document_of(R"("get":{"security":)" + security + "," + responses() + "}", "/x", schemes));
        const Verdict verdict = check(api, {"GET", target, headers});
        return verdict.rejected() == nullptr ? 200 : verdict.rejected()->status;
    };
    CHECK(status("[]", {}) == 200);
    CHECK(status(R"([{}])", {}) == 200);
    CHECK(status(R"([{"key":[]}])", {{"x-key", "k"}}) == 200);
    CHECK(status(R"([{"key":[]}])", {{"x-key", ""}}) == 401);
    CHECK(status(R"([{"key":[]}])", {{"x-key", "a"}, {"X-Key", "b"}}) == 401);
    CHECK(status(R"([{"query":[]}])", {}, "/x?key=1") == 200);
    CHECK(status(R"([{"query":[]}])", {}, "/x?Key=1") == 401);
    CHECK(status(R"([{"cookie":[]}])", {{"Cookie", "a=b; sid=1"}}) == 200);
    CHECK(status(R"([{"basic":[]}])", {{"Authorization", "basic YTpi"}}) == 200);
    CHECK(status(R"([{"basic":[]}])", {{"Authorization", "Basic a"}}) == 401);
    CHECK(status(R"([{"token":["read"]}])", {{"Authorization", "bearer t"}}) == 200);
    CHECK(status(R"([{"token":["read"]}])", {{"Authorization", "Bearer"}}) == 401);
    CHECK(status(R"([{"token":["read"]}])", {{"Authorization", "Bearer a b"}}) == 401);
    CHECK(status(R"([{"token":[]},{"key":[]}])", {{"X-Key", "k"}}) == 200);
    CHECK(status(R"([{"token":[],"key":[]}])", {{"X-Key", "k"}}) == 401);
    CHECK(status(R"([{"token":[],"key":[]}])", {{"X-Key", "k"}, {"Authorization", "Bearer t"}}) == 200);
}

TEST_CASE("An authenticator sees the credentials and decides") {
    ApiOptions options;
    options.authenticator = [](const Credentials& credentials) -> Authentication {
        REQUIRE(credentials.all.size() == 1);
        CHECK(credentials.operation.method == "POST");
        CHECK(credentials.all[0].scheme == "BearerAuth");
        CHECK(credentials.all[0].kind == Credential::Kind::bearer);
        const std::string token(credentials.all[0].value);
        if (token == "bad") return {Authentication::Outcome::unauthorized, {}, {}};
        if (token == "no") return {Authentication::Outcome::forbidden, {}, "Not yours"};
        return {Authentication::Outcome::accepted, token, {}};
    };
    const Api api = invite(options);
    const auto with = [&](const std::string& token) {
        Call call = invitation(R"({"email":"ada@example.com","role":"admin"})");
        call.headers[0].second = "Bearer " + token;
        return check(api, call);
    };
    CHECK(std::any_cast<std::string>(with("good").accepted()->identity()) == "good");
    CHECK(with("bad").rejected()->status == 401);
    CHECK(header(*with("bad").rejected(), "WWW-Authenticate") == "Bearer");
    CHECK(with("no").rejected()->status == 403);
    CHECK(with("no").rejected()->body == R"({"error":"Not yours"})");
}

TEST_CASE("An error mapper may change all that is sent") {
    ApiOptions options;
    options.errors[401] = "Sign in first";
    options.error_mapper = [](Refusal& refusal) {
        if (refusal.status == 415) {
            refusal.body = "no";
            refusal.content_type = "text/plain";
        } else if (!refusal.issues.empty()) {
            refusal.status = 422;
            refusal.issues.resize(1);
            refusal.headers.push_back({"X-Part", std::string(to_string(*refusal.part))});
        }
    };
    const Api api = invite(options);
    const Rejected faults = *check(api, invitation(R"({"email":1,"role":2})")).rejected();
    CHECK(faults.status == 422);
    CHECK(header(faults, "X-Part") == "body");
    CHECK(
        faults.body ==
        R"({"error":"Validation error","issues":[{"expected":"string","code":"invalid_type","path":["email"],"message":"Invalid input: expected string, received number"}]})");
    Call text = invitation("x");
    text.headers[1].second = "text/plain";
    CHECK(check(api, text).rejected()->body == "no");
    CHECK(header(*check(api, text).rejected(), "Content-Type") == "text/plain");
    CHECK(check(api, {"POST", "/api/v1/organizations/1/invite"}).rejected()->body == R"({"error":"Sign in first"})");
}

TEST_CASE("What a mapper takes from a request does not become header fields of its own") {
    ApiOptions options;
    options.error_mapper = [](Refusal& refusal) {
        refusal.headers = {
            {"X-Good", "a\tb"}, {"X-Bad", "1\r\nSet-Cookie: a=b"}, {"X-Nul", std::string("\0", 1)}, {"X Bad", "1"},
            {"", "1"},          {"X-Bad\r\nSet-Cookie", "1"},      {"X-Last", "\xC3\xA9"}};
        refusal.body = "no";
        refusal.content_type = "text/plain\r\nSet-Cookie: a=b";
    };
    const Rejected refused = *check(invite(options), {"POST", "/nowhere"}).rejected();
    REQUIRE(refused.headers.size() == 3);
    CHECK(header(refused, "Content-Type") == "application/json");
    CHECK(header(refused, "X-Good") == "a\tb");
    CHECK(header(refused, "X-Last") == "\xC3\xA9");
}

TEST_CASE("A body that was too long to be read is refused after all that comes before") {
    const Api api = invite();
    Call call = invitation(R"({"email":"ada@example.com","role":"admin"})");
    call.is_too_long = true;
    CHECK(check(api, call).rejected()->status == 413);
    call.body.clear();
    CHECK(check(api, call).rejected()->status == 413);
    call.headers[0].second = "Bearer";
    CHECK(check(api, call).rejected()->status == 401);
    call.target = "/nowhere";
    CHECK(check(api, call).rejected()->status == 404);
}

TEST_CASE("Operations by their names, and the longest body") {
    ApiOptions options;
    options.schema.limits.max_bytes = std::numeric_limits<std::size_t>::max();
    const Api api = invite(options);
    CHECK(api.max_body_bytes() == 2147483647);
    options.schema.limits.max_bytes = 10;
    CHECK(invite(options).max_body_bytes() == 10);
    const Operation* const operation = api.find_operation("POST /v1/organizations/{orgId}/invite");
    REQUIRE(operation == &api.operations().front());
    const Api named = Api::from_openapi(document_of(R"("get":{"operationId":"read x",)" + responses() + "}"));
    CHECK(named.find_operation("read x") == &named.operations().front());
    CHECK(named.find_operation("GET /x") == &named.operations().front());
    CHECK(api.find_operation("POST /api/v1/organizations/{orgId}/invite") == nullptr);
    CHECK(api.find_operation("") == nullptr);
}

TEST_CASE("All parts at once") {
    ApiOptions options;
    options.all_parts = true;
    const Api api = Api::from_openapi(
        document_of(R"("post":{"parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}},
                       {"name":"X","in":"header","required":true,"schema":{"type":"string"}}],
                       "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}}},)" +
                    responses() + "}"),
        options);
    const Verdict verdict = check(api, {"POST", "/x?limit=x", {{"Content-Type", "application/json"}}, "{}"});
    REQUIRE(verdict.rejected() != nullptr);
    for (const std::string path : {R"(["query","limit"])", R"(["header","X"])", R"(["body","a"])"}) {
        CHECK(verdict.rejected()->body.find("\"path\":" + path) != std::string::npos);
    }
    const Verdict missing = check(api, {"POST", "/x", {{"X", "1"}}, ""});
    CHECK(missing.rejected()->body.find(R"("path":["body"])") != std::string::npos);
    const Verdict type = check(api, {"POST", "/x", {{"X", "1"}}, "a"});
    CHECK(type.rejected()->status == 415);
    const Verdict malformed = check(api, {"POST", "/x", {{"X", "1"}, {"Content-Type", "application/json"}}, "{"});
    CHECK(malformed.rejected()->body.find("json_string") != std::string::npos);
    CHECK(check(api, {"POST", "/x", {{"X", "1"}, {"Content-Type", "application/json"}}, R"({"a":""})"}).accepted() !=
          nullptr);
}

TEST_CASE("Report-only lets everything through and tells") {
    ApiOptions options;
    options.report_only = true;
    std::vector<int> seen;
    options.observer = [&](const Request&, const Operation*, const Verdict& verdict) {
        seen.push_back(verdict.rejected() != nullptr ? verdict.rejected()->status : 200);
    };
    const Api api = invite(options);
    const Verdict bad = check(api, invitation("{}"));
    REQUIRE(bad.accepted() != nullptr);
    CHECK_FALSE(bad.accepted()->is_checked());
    CHECK(bad.accepted()->body().is_absent());
    CHECK(bad.accepted()->path().is_absent());
    CHECK(check(api, {"GET", "/"}).not_mine());
    CHECK(check(api, invitation(R"({"email":"ada@example.com","role":"admin"})")).accepted()->is_checked());
    CHECK(seen == std::vector<int>{400, 404, 200});
}

TEST_CASE("Words by language, and other shapes") {
    ApiOptions options;
    Messages german;
    german.set([](const Issue&) { return std::optional<std::string>("falsch"); });
    options.locales.emplace();
    options.locales->add("de", german);
    Call call = invitation("{}");
    call.headers.push_back({"Accept-Language", "de-AT, en;q=0.5"});
    CHECK(check(invite(options), call).rejected()->body.find("falsch") != std::string::npos);
    options.error_shape = ErrorShape::problem;
    const Rejected problem = *check(invite(options), call).rejected();
    CHECK(header(problem, "Content-Type") == "application/problem+json");
    CHECK(problem.body.find(R"("pointer":"#/email")") != std::string::npos);
    options.error_shape = ErrorShape::hono;
    CHECK(check(invite(), invitation("{")).rejected()->status == 400);
    CHECK(check(invite(options), invitation("{")).rejected()->body == "Malformed JSON in request body");
}

TEST_CASE("Optional lists and objects may come once") {
    const auto form = [](const std::string& schema, const std::string& more = "") {
        return R"({"name":"p","in":"query",)" + more + R"("schema":)" + schema + "}";
    };
    const std::string list = R"({"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":"null"}]})";
    CHECK(query_of(api_of(form(list)), "/x?p=1") == R"({"p":[1]})");
    CHECK(query_of(api_of(form(list, R"("explode":false,)")), "/x?p=1") == R"({"p":[1]})");
    const std::string deep =
        R"({"type":"object","properties":{"a":{"type":["array","null"],"items":{"type":"integer"}}}})";
    CHECK(query_of(api_of(form(deep, R"("style":"deepObject",)")), "/x?p[a]=2") == R"({"p":{"a":[2]}})");
    CHECK(query_of(api_of(form(deep, R"("style":"deepObject",)")), "/x?p=2").find("deepObject") != std::string::npos);
}

TEST_CASE("Many fields are neither many faults nor much work") {
    const Api api = Api::from_openapi(document_of(
        R"("post":{"requestBody":{"required":true,"content":{"application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}}}}},)" +
        responses() + "}"));
    std::string body;
    for (int i = 0; i < 100000; ++i) body += "a=%&b" + std::to_string(i) + "=%&";
    const Verdict verdict = check(api, {"POST", "/x", {{"Content-Type", "application/x-www-form-urlencoded"}}, body});
    REQUIRE(verdict.rejected() != nullptr);
    std::size_t count = 0;
    for (std::size_t at = 0;
         (at = verdict.rejected()->body.find(R"("format":"uri_component")", at)) != std::string::npos; ++at)
        ++count;
    CHECK(count == 1000);
}

TEST_CASE("Credentials that come count, also where none are needed") {
    ApiOptions options;
    std::vector<std::size_t> seen;
    options.authenticator = [&](const Credentials& credentials) -> Authentication {
        seen.push_back(credentials.all.size());
        return {};
    };
    const Api api = Api::from_openapi(
        document_of(R"("get":{"security":[{},{"key":[]}],)" + responses() + "}", "/x",
                    R"(,"components":{"securitySchemes":{"key":{"type":"apiKey","in":"header","name":"X-API-Key"}}})"),
        options);
    CHECK(check(api, {"GET", "/x"}).accepted() != nullptr);
    CHECK(check(api, {"GET", "/x", {{"X-API-KEY", "k"}}}).accepted() != nullptr);
    CHECK(seen == std::vector<std::size_t>{0, 1});
    // The gate asks for fields in lower case.
    const auto lower = [](std::string_view name, const HeaderView::Found& found) {
        if (name == "x-api-key") found("k");
    };
    CHECK(api.check({"GET", "/x", lower}).accepted() != nullptr);
    CHECK(seen.back() == 1);
}

TEST_CASE("What is written twice or cannot be told apart is refused") {
    const auto refused = [](const std::string& parameters) {
        try {
            (void)api_of(parameters);
            return std::string();
        } catch (const SchemaError& error) {
            return error.pointer();
        }
    };
    const std::string o =
        R"({"name":"o","in":"query","schema":{"type":"object","properties":{"a":{"type":"integer"}}}})";
    CHECK(refused(o + R"(,{"name":"a","in":"query","schema":{"type":"string"}})") == "/paths/~1x/get/parameters/0");
    const std::string rest = R"("in":"query","schema":{"type":"object","additionalProperties":{"type":"string"}}})";
    CHECK(refused(R"({"name":"r",)" + rest + R"(,{"name":"s",)" + rest) == "/paths/~1x/get/parameters/1");
    CHECK(refused(R"({"name":"p","in":"query","schema":{"minimum":5}})") == "/paths/~1x/get/parameters/0");
    CHECK_THROWS_WITH(
        Api::from_openapi(R"({"openapi":"3.1.0","info":{"title":"","version":""},"paths":{"/a":{},"/a":{}}})"),
        Catch::Contains("stands twice"));
    CHECK_THROWS_AS(
        Api::from_openapi(document_of(
            R"("post":{"requestBody":{"content":{"application/json; v=1":{},"application/json; v=2":{}}},)" +
            responses() + "}")),
        SchemaError);
}

TEST_CASE("Values of one JSON parameter that come twice, header fields, ranges and forms that others meet") {
    const Api api = api_of(
        R"({"name":"p","in":"query","content":{"application/json":{"schema":{"type":"array","items":{"type":"string"}}}}},
           {"name":"X-T","in":"header","schema":{"type":"string","pattern":"^a"}})");
    CHECK(query_of(api, "/x?p=x&p=y").find("json_string") != std::string::npos);
    CHECK(check(api, {"GET", "/x", {{"X-T", "a"}, {"X-T", "evil"}}}).rejected() != nullptr);
    CHECK(check(api, {"GET", "/x", {{"X-T", "a"}}}).accepted() != nullptr);

    const auto body_of = [](const std::string& content, const std::string& type, const std::string& body) {
        const Api with = Api::from_openapi(
            document_of(R"("post":{"requestBody":{"content":{)" + content + "}}," + responses() + "}"));
        const Verdict verdict = check(with, {"POST", "/x", {{"Content-Type", type}}, body});
        return verdict.rejected() != nullptr ? std::to_string(verdict.rejected()->status)
                                             : verdict.accepted()->body().to_json();
    };
    CHECK(body_of(R"("application/vnd.a+json":{"schema":{}},"application/*":{"schema":{"type":"object"}})",
                  "application/json", "[1]") == "400");
    const std::string form = "application/x-www-form-urlencoded";
    CHECK(body_of("\"" + form + R"(":{"schema":{"type":"object","additionalProperties":{"type":"integer"}}})", form,
                  "a=5&b=6") == R"({"a":5,"b":6})");
    CHECK(body_of("\"" + form + R"(":{})", form, "a=5") == R"({"a":"5"})");
    CHECK(body_of("\"" + form + R"(":{"schema":{"type":"object","additionalProperties":false}})", form, "%zz=1") ==
          "400");
    CHECK(body_of("\"" + form + R"(":{"schema":{"type":"object","additionalProperties":false}})", form, "\xe1=1") ==
          "400");
    CHECK(
        body_of(
            R"("application/json":{"schema":{"allOf":[{"type":"object","properties":{"id":{"type":"integer","readOnly":true}}},{"type":"object","additionalProperties":true,"properties":{"n":{"type":"string"}}}]}})",
            "application/json", R"({"id":"evil","n":"x"})") == R"({"n":"x"})");
}

TEST_CASE("YAML documents are the same") {
    if (!has_yaml()) return;
    const std::string yaml =
        "openapi: 3.1.0\ninfo:\n  title: t\n  version: '1'\npaths:\n  /x:\n    get:\n      parameters:\n"
        "        - name: limit\n          in: query\n          schema: {type: integer, default: 5}\n      responses:\n"
        "        200:\n          description: OK\n";
    CHECK(query_of(Api::from_openapi(yaml), "/x") == R"({"limit":5})");
    std::string broken = yaml;
    broken.replace(broken.find("integer"), 7, "intejer");
    try {
        (void)Api::from_openapi(broken);
        FAIL("it has loaded");
    } catch (const SchemaError& error) {
        CHECK(error.pointer() == "/paths/~1x/get/parameters/0/schema/type");
        CHECK(broken.substr(error.offset(), 7) == "intejer");
    }
}

TEST_CASE("One Api serves several threads at once") {
    ApiOptions options;
    Messages german;
    german.set([](const Issue&) { return std::optional<std::string>("falsch"); });
    options.locales.emplace();
    options.locales->add("de", german);
    options.authenticator = [](const Credentials& credentials) -> Authentication {
        return {Authentication::Outcome::accepted, std::string(credentials.all.front().value), {}};
    };
    std::atomic<int> observed = 0;
    options.observer = [&observed](const Request&, const Operation*, const Verdict&) { ++observed; };
    const Api api = invite(options);
    Call wrong = invitation(R"({"email":"ada","role":"admin"})");
    wrong.headers.push_back({"Accept-Language", "de"});
    const Call right = invitation(R"({"email":"ada@example.com","role":"admin"})");
    const std::string refusal = check(api, wrong).rejected()->body;
    REQUIRE(refusal.find("falsch") != std::string::npos);
    constexpr int times = 200;
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < times; ++i) {
                const Verdict refused = check(api, wrong);
                const Verdict taken = check(api, right);
                const bool is_right = refused.rejected() != nullptr && refused.rejected()->body == refusal &&
                                      taken.accepted() != nullptr &&
                                      std::any_cast<std::string>(taken.accepted()->identity()) == "ktx_key_1" &&
                                      check(api, {"GET", "/"}).rejected()->status == 404;
                good += is_right ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(good == 4 * times);
    CHECK(observed == 1 + 4 * times * 3);
}

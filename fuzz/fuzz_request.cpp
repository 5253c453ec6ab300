// Bytes as a request for an API that has parameters of every style, forms, text and JSON: a verdict, and where it
// refuses, an answer that is JSON in its shape, of a status that the gate has, and that the document describes.
//
// Method, target, header fields and body are separated by line feeds: "POST /text\nContent-Type: text/plain\n\nbody".
#include "harness.hpp"

#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using harness::require;
using zodgate::http::Api;
using zodgate::http::ApiOptions;
using zodgate::http::ErrorShape;

constexpr std::string_view document = R"json({
"openapi":"3.1.0","info":{"title":"Every style","version":"1"},"servers":[{"url":"/api"}],
"paths":{
 "/simple/{one}/{many}/{members}":{"get":{"operationId":"simple","parameters":[
  {"name":"one","in":"path","required":true,"schema":{"type":"integer"}},
  {"name":"many","in":"path","required":true,"schema":{"type":"array","items":{"type":"number"}}},
  {"name":"members","in":"path","required":true,"explode":true,"schema":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}}}}],
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/label/{one}/{many}/{members}":{"get":{"operationId":"label","parameters":[
  {"name":"one","in":"path","required":true,"style":"label","schema":{"type":"boolean"}},
  {"name":"many","in":"path","required":true,"style":"label","explode":true,"schema":{"type":"array","items":{"type":"integer"}}},
  {"name":"members","in":"path","required":true,"style":"label","schema":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}}],
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/matrix/{one}/{many}/{members}":{"get":{"operationId":"matrix","parameters":[
  {"name":"one","in":"path","required":true,"style":"matrix","schema":{"type":["integer","null"]}},
  {"name":"many","in":"path","required":true,"style":"matrix","explode":true,"schema":{"type":"array","items":{"type":"string","maxLength":3}}},
  {"name":"members","in":"path","required":true,"style":"matrix","explode":true,"schema":{"type":"object","properties":{"a":{"type":"integer"}}}}],
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/files/{name}.txt":{"get":{"operationId":"file","parameters":[
  {"name":"name","in":"path","required":true,"schema":{"type":"string","pattern":"^[a-z]+$"}}],
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/query":{"get":{"operationId":"query","parameters":[
  {"name":"form","in":"query","schema":{"type":"array","items":{"type":"integer"},"maxItems":4}},
  {"name":"comma","in":"query","explode":false,"schema":{"type":"array","items":{"enum":["a","b"]}}},
  {"name":"space","in":"query","style":"spaceDelimited","explode":false,"schema":{"type":"array","items":{"type":"string"}}},
  {"name":"pipe","in":"query","style":"pipeDelimited","explode":false,"schema":{"type":"array","items":{"type":"boolean"}}},
  {"name":"deep","in":"query","style":"deepObject","schema":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a"],"additionalProperties":false}},
  {"name":"open","in":"query","schema":{"type":"object","properties":{"c":{"type":"integer"},"d":{"type":"string"}}}},
  {"name":"json","in":"query","content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"array","items":{"type":"number"}}}}}}},
  {"name":"page","in":"query","schema":{"type":"integer","default":1,"minimum":1}},
  {"name":"when","in":"query","schema":{"type":"string","format":"date-time"}},
  {"name":"any","in":"query","schema":{"anyOf":[{"type":"integer"},{"type":"boolean"},{"type":"string","maxLength":2}]}}],
  "responses":{"400":{"$ref":"#/components/responses/Refused"}}}},
 "/fields":{"get":{"operationId":"fields","parameters":[
  {"name":"X-Count","in":"header","required":true,"schema":{"type":"integer"}},
  {"name":"X-List","in":"header","schema":{"type":"array","items":{"type":"integer"}}},
  {"name":"X-Object","in":"header","explode":true,"schema":{"type":"object","properties":{"a":{"type":"integer"}}}},
  {"name":"X-Json","in":"header","content":{"application/json":{"schema":{"type":"array","items":{"type":"string"}}}}},
  {"name":"session","in":"cookie","required":true,"schema":{"type":"string","minLength":3}},
  {"name":"ids","in":"cookie","explode":false,"schema":{"type":"array","items":{"type":"integer"}}}],
  "responses":{"4XX":{"$ref":"#/components/responses/Refused"}}}},
 "/json":{"post":{"operationId":"json","requestBody":{"required":true,"content":{
   "application/json":{"schema":{"$ref":"#/components/schemas/Node"}},
   "application/*+json":{"schema":{"type":"object"}}}},
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}},
  "patch":{"operationId":"patch","requestBody":{"content":{"*/*":{"schema":{"$ref":"#/components/schemas/Node"}}}},
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/text":{"post":{"operationId":"text","requestBody":{"content":{"text/plain":{"schema":{"type":"string","minLength":2,"pattern":"^\\S"}}}},
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/form":{"post":{"operationId":"form","requestBody":{"required":true,"content":{"application/x-www-form-urlencoded":{
   "schema":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}},
     "ids":{"type":"array","items":{"type":"integer"}},"deep":{"type":"object","properties":{"a":{"type":"integer"}}},"json":{"type":"object"}},
     "required":["name"],"additionalProperties":false},
   "encoding":{"ids":{"style":"pipeDelimited","explode":false},"deep":{"style":"deepObject"},"json":{"contentType":"application/json"}}}}},
  "responses":{"default":{"$ref":"#/components/responses/Refused"}}}},
 "/secret":{"get":{"operationId":"secret","security":[{"bearer":[]},{"basic":[]},{"header":[],"query":[]},{"cookie":[]},{"digest":[]}],
  "responses":{"401":{"$ref":"#/components/responses/Refused"},"403":{"$ref":"#/components/responses/Refused"},"default":{"$ref":"#/components/responses/Refused"}}}}},
"components":{
 "schemas":{
  "Node":{"type":"object","properties":{"name":{"type":"string","maxLength":8},"next":{"$ref":"#/components/schemas/Node"},
    "of":{"oneOf":[{"type":"integer"},{"type":"array","items":{"type":"boolean"}}]},"size":{"type":"number","default":1}},"required":["name"]},
  "Issue":{"type":"object","properties":{"code":{"type":"string"},"path":{"type":"array","items":{"type":["string","number"]}},"message":{"type":"string"}},"required":["code","path","message"]},
  "Refused":{"type":"object","properties":{"error":{"type":"string","minLength":1},"issues":{"type":"array","items":{"$ref":"#/components/schemas/Issue"}}},"required":["error"],"additionalProperties":false}},
 "responses":{"Refused":{"description":"Refused","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Refused"}}}}},
 "securitySchemes":{"bearer":{"type":"http","scheme":"bearer"},"basic":{"type":"http","scheme":"basic"},"digest":{"type":"http","scheme":"digest"},
  "header":{"type":"apiKey","in":"header","name":"X-Key"},"query":{"type":"apiKey","in":"query","name":"key"},"cookie":{"type":"apiKey","in":"cookie","name":"key"}}}
})json";

zodgate::http::Authentication authenticate(const zodgate::http::Credentials& credentials) {
    using Outcome = zodgate::http::Authentication::Outcome;
    require(!credentials.all.empty());
    const std::string_view value = credentials.all.front().value;
    if (value.size() % 3 == 1) return {Outcome::unauthorized};
    if (value.size() % 3 == 2) return {Outcome::forbidden};
    return {Outcome::accepted, std::string(value)};
}

Api api_of(ErrorShape shape, bool all_parts, ApiOptions::NumberText numbers) {
    ApiOptions options;
    options.error_shape = shape;
    options.all_parts = all_parts;
    options.numbers = numbers;
    options.authenticator = authenticate;
    options.schema.limits.max_bytes = 4096;
    options.schema.limits.max_depth = 64;
    options.schema.limits.max_union_work = 10000;
    options.schema.limits.max_pattern_steps = 100000;
    return Api::from_openapi(document, options);
}

struct Asked {
    std::string_view method;
    std::string_view target;
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    std::string_view body;
};

// What is before the first of a byte; the text goes on behind it.
std::string_view cut(std::string_view& text, char at) {
    const std::size_t end = std::min(text.find(at), text.size());
    const std::string_view before = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return before;
}

Asked read(std::string_view input) {
    Asked asked;
    std::string_view line = cut(input, '\n');
    asked.method = cut(line, ' ');
    asked.target = line;
    while (!input.empty()) {
        std::string_view field = cut(input, '\n');
        if (field.empty()) break;
        const std::string_view name = cut(field, ':');
        if (!field.empty() && field.front() == ' ') field.remove_prefix(1);
        asked.fields.emplace_back(name, field);
    }
    asked.body = input;
    return asked;
}

bool is_name(std::string_view field, std::string_view asked) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(field.begin(), field.end(), asked.begin(), asked.end(),
                      [&](char a, char b) { return lower(a) == b; });
}

std::string_view content_type_of(const zodgate::http::Rejected& rejected) {
    require(!rejected.headers.empty() && rejected.headers.front().name == "Content-Type");
    return rejected.headers.front().value;
}

bool has(const zodgate::http::Rejected& rejected, std::string_view name) {
    return std::any_of(rejected.headers.begin(), rejected.headers.end(),
                       [&](const zodgate::http::Header& header) { return header.name == name; });
}

void must_be_json(std::string_view text) {
    static const zodgate::Schema anything = zodgate::Schema::parse("true");
    zodgate::Limits limits;
    limits.max_depth = 1000;
    require(anything.validate(text, limits).valid());
}

// What every answer has, whatever its shape.
void must_be_an_answer(const zodgate::http::Rejected& rejected) {
    constexpr std::array<int, 7> known{400, 401, 403, 404, 405, 413, 415};
    require(std::find(known.begin(), known.end(), rejected.status) != known.end());
    require((rejected.status == 401) == has(rejected, "WWW-Authenticate"));
    require((rejected.status == 405) == has(rejected, "Allow"));
    for (const zodgate::http::Header& header : rejected.headers) {
        require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
    if (content_type_of(rejected).find("json") != std::string_view::npos) must_be_json(rejected.body);
}

void must_fit_the_document(const zodgate::http::Rejected& rejected) {
    // Its limits are not those of requests: the answer to a short one may be long.
    static const Api described = Api::from_openapi(document);
    for (const zodgate::http::Operation& operation : described.operations()) {
        const auto checked =
            described.check_response(operation.id, rejected.status, content_type_of(rejected), rejected.body);
        require(checked.fault == zodgate::http::ResponseCheck::Fault::none ||
                checked.fault == zodgate::http::ResponseCheck::Fault::undeclared_status);
    }
}

// True if the request is accepted.
bool ask(const Api& api, const Asked& asked, bool is_described) {
    const auto fields = [&](std::string_view name, const zodgate::http::HeaderView::Found& found) {
        for (const auto& [known, value] : asked.fields) {
            if (is_name(known, name)) found(value);
        }
    };
    const zodgate::http::Verdict verdict = api.check({asked.method, asked.target, fields, asked.body});
    require(!verdict.not_mine());
    if (const auto* rejected = verdict.rejected()) {
        must_be_an_answer(*rejected);
        if (is_described) must_fit_the_document(*rejected);
        return false;
    }
    const zodgate::http::Accepted& accepted = *verdict.accepted();
    require(accepted.is_checked());
    for (const zodgate::ValueView& part : {accepted.path(), accepted.query(), accepted.headers(), accepted.cookies()}) {
        must_be_json(part.to_json());
    }
    if (!accepted.body().is_absent()) must_be_json(accepted.body().to_json());
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using NumberText = ApiOptions::NumberText;
    static const Api plain = api_of(ErrorShape::issues, false, NumberText::json);
    static const Api all_parts = api_of(ErrorShape::issues, true, NumberText::json);
    static const Api problem = api_of(ErrorShape::problem, true, NumberText::json);
    static const Api hono = api_of(ErrorShape::hono, false, NumberText::javascript);
    static const Api flatten = api_of(ErrorShape::flatten, false, NumberText::javascript);
    static const Api tree = api_of(ErrorShape::tree, true, NumberText::javascript);

    const Asked asked = read({reinterpret_cast<const char*>(data), size});
    const bool is_good = ask(plain, asked, true);
    // Shapes and the order of judging change the answer, not the verdict.
    require(ask(all_parts, asked, true) == is_good);
    require(ask(problem, asked, false) == is_good);
    const bool is_good_text = ask(hono, asked, false);
    require(ask(flatten, asked, false) == is_good_text);
    require(ask(tree, asked, false) == is_good_text);
    return 0;
}

// The C interface while memory runs out: ZODGATE_OUT_OF_MEMORY and a null handle, or what is right.
#include <zodgate/zodgate.h>

#include <catch2/catch.hpp>

#include <cstring>
#include <string>
#include <string_view>

#include "memory.hpp"

using namespace zodgate::allocation;

namespace {

constexpr std::string_view document = R"({"type":"object","properties":{"email":{"type":"string","format":"email"},
    "note":{"type":"string","default":"nothing is to be noted here"}},"required":["email"]})";

std::string_view view_of(zodgate_text text) { return {text.data, text.length}; }

void check(const Tried& tried, std::size_t least) {
    CHECK(summary(tried) == "");
    CHECK(tried.allocations >= least);
    CHECK(tried.refused > 0);
}

// A schema for as long as this lives.
struct Loaded {
    Loaded() {
        REQUIRE(zodgate_schema_parse(document.data(), document.size(), nullptr, &schema, nullptr) == ZODGATE_OK);
    }
    ~Loaded() { zodgate_schema_free(schema); }
    Loaded(const Loaded&) = delete;
    Loaded& operator=(const Loaded&) = delete;
    zodgate_schema* schema = nullptr;
};

}  // namespace

TEST_CASE("memory runs out while C loads a schema") {
    check(fail_each([] {
              zodgate_schema* schema = nullptr;
              zodgate_error* error = nullptr;
              zodgate_code code = ZODGATE_INTERNAL_ERROR;
              {
                  const Scarce scarce;
                  code = zodgate_schema_parse(document.data(), document.size(), nullptr, &schema, &error);
              }
              const bool is_refused = code == ZODGATE_OUT_OF_MEMORY && schema == nullptr && error == nullptr;
              const bool is_right = code == ZODGATE_OK && schema != nullptr && error == nullptr;
              zodgate_schema_free(schema);
              return is_refused ? Ended::refused : is_right ? Ended::right : Ended::wrong;
          }),
          100);
}

TEST_CASE("memory runs out while C is told that a document is none") {
    check(fail_each([] {
              constexpr std::string_view bad = R"({"properties":{"a":{"type":"strange"}}})";
              zodgate_schema* schema = nullptr;
              zodgate_error* error = nullptr;
              zodgate_code code = ZODGATE_OK;
              {
                  const Scarce scarce;
                  code = zodgate_schema_parse(bad.data(), bad.size(), nullptr, &schema, &error);
              }
              Ended ended = Ended::wrong;
              if (schema == nullptr && code == ZODGATE_OUT_OF_MEMORY) ended = Ended::refused;
              // There may be no memory left to say why.
              if (schema == nullptr && code == ZODGATE_SCHEMA_ERROR)
                  ended = error == nullptr ? Ended::refused : Ended::right;
              zodgate_error_free(error);
              return ended;
          }),
          50);
}

TEST_CASE("memory runs out while C checks payloads") {
    const Loaded loaded;
    for (const std::string_view payload :
         {R"({"email":"ada@example.com"})", R"({"email":"no address, and of some length"})", R"({"email":)"}) {
        for (const int with_value : {ZODGATE_WITHOUT_VALUE, ZODGATE_WITH_JSON, ZODGATE_WITH_TREE}) {
            zodgate_result* wanted = nullptr;
            REQUIRE(zodgate_schema_check(loaded.schema, payload.data(), payload.size(), with_value, &wanted) ==
                    ZODGATE_OK);
            zodgate_text issues;
            REQUIRE(zodgate_result_issues(wanted, &issues) == ZODGATE_OK);
            const Tried tried = fail_each([&] {
                zodgate_result* result = nullptr;
                zodgate_code code = ZODGATE_INTERNAL_ERROR;
                {
                    const Scarce scarce;
                    code = zodgate_schema_check(loaded.schema, payload.data(), payload.size(), with_value, &result);
                }
                zodgate_text text;
                const bool is_refused = code == ZODGATE_OUT_OF_MEMORY && result == nullptr;
                const bool is_right =
                    code == ZODGATE_OK && zodgate_result_status(result) == zodgate_result_status(wanted) &&
                    zodgate_result_issues(result, &text) == ZODGATE_OK && view_of(text) == view_of(issues) &&
                    view_of(zodgate_result_value(result)) == view_of(zodgate_result_value(wanted)) &&
                    (zodgate_result_tree(result) == nullptr) == (zodgate_result_tree(wanted) == nullptr);
                zodgate_result_free(result);
                return is_refused ? Ended::refused : is_right ? Ended::right : Ended::wrong;
            });
            INFO(payload << " " << with_value);
            check(tried, 3);
            zodgate_result_free(wanted);
        }
    }
}

TEST_CASE("memory runs out while C asks for texts of a result") {
    const Loaded loaded;
    constexpr std::string_view payload = R"({"email":7,"other":[]})";
    const auto text_of = [](zodgate_result* result, int which, zodgate_text* text) {
        switch (which) {
            case 0: return zodgate_result_issues(result, text);
            case 1: return zodgate_result_body(result, "Validation error", 16, text);
            default: return zodgate_result_form(result, which - 2, text);
        }
    };
    for (int which = 0; which < 6; ++which) {
        const Tried tried = fail_each([&] {
            zodgate_result* result = nullptr;
            zodgate_schema_check(loaded.schema, payload.data(), payload.size(), ZODGATE_WITHOUT_VALUE, &result);
            zodgate_text text;
            zodgate_code code = ZODGATE_INTERNAL_ERROR;
            {
                const Scarce scarce;
                code = text_of(result, which, &text);
            }
            Ended ended = Ended::wrong;
            if (code == ZODGATE_OK && text.length > 10) ended = Ended::right;
            // What could not be made can be asked for again.
            zodgate_text again;
            if (code == ZODGATE_OUT_OF_MEMORY && text.length == 0 && text_of(result, which, &again) == ZODGATE_OK) {
                ended = Ended::refused;
            }
            zodgate_result_free(result);
            return ended;
        });
        INFO(which);
        check(tried, 1);
    }
}

TEST_CASE("memory runs out while C asks for an answer in a buffer") {
    const Loaded loaded;
    constexpr std::string_view payload = R"({"email":7,"other":[]})";
    check(
        fail_each([&] {
            zodgate_buffer* buffer = nullptr;
            zodgate_status status = ZODGATE_VALID;
            zodgate_code code = ZODGATE_INTERNAL_ERROR;
            {
                const Scarce scarce;
                code = zodgate_buffer_new(&buffer);
                if (code == ZODGATE_OK) {
                    code =
                        zodgate_schema_answer(loaded.schema, payload.data(), payload.size(), "Bad", 3, buffer, &status);
                }
            }
            Ended ended = Ended::wrong;
            const std::string_view text = view_of(zodgate_buffer_text(buffer));
            if (code == ZODGATE_OK && status == ZODGATE_INVALID && text.substr(0, 14) == R"({"error":"Bad")") {
                ended = Ended::right;
            }
            if (code == ZODGATE_OUT_OF_MEMORY && text.empty() && (buffer == nullptr || status == ZODGATE_NOT_JUDGED)) {
                ended = Ended::refused;
            }
            zodgate_buffer_free(buffer);
            return ended;
        }),
        2);
}

namespace {

constexpr std::string_view api_document = R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},
    "security":[{"bearer":[]}],"paths":{"/x":{"post":{"requestBody":{"required":true,"content":{
        "application/json":{"schema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}},
        "responses":{"200":{"description":"OK"}}}}},
    "components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}}}})";

int identities = 0;  // that have not been released

void release(void*) { --identities; }

// Refuses whenever it cannot say who is asking.
int authenticate(void*, const zodgate_credentials* credentials, zodgate_authentication* answer) {
    ++identities;
    if (zodgate_authentication_set_identity(answer, &identities, release) != ZODGATE_OK) return ZODGATE_UNAUTHORIZED;
    bool has_key = false;
    const auto found = [](void* context, const char*, size_t) { *static_cast<bool*>(context) = true; };
    const zodgate_code code =
        zodgate_request_header(zodgate_credentials_request(credentials), "x-key", 5, found, &has_key);
    return code == ZODGATE_OK && has_key ? ZODGATE_AUTHORIZED : ZODGATE_UNAUTHORIZED;
}

void map_error(void*, zodgate_refusal* refusal) {
    zodgate_text issues;
    if (zodgate_refusal_issues(refusal, &issues) != ZODGATE_OK) return;
    zodgate_refusal_add_header(refusal, "X-Reference", "a reference that is of some length");
}

void headers(void*, const char* name, size_t length, zodgate_header_sink* sink) {
    const std::string_view wanted(name, length);
    if (wanted == "authorization") zodgate_header_found(sink, " Bearer token ", 14);
    if (wanted == "content-type") zodgate_header_found(sink, "application/json", 16);
    if (wanted == "x-key") zodgate_header_found(sink, "k", 1);
}

zodgate_code check_request(const zodgate_api* api, std::string_view body, zodgate_verdict** verdict) {
    zodgate_request request = {};
    request.struct_size = sizeof request;
    request.method = {"POST", 4};
    request.target = {"/x", 2};
    request.headers = headers;
    request.body = {body.data(), body.size()};
    return zodgate_api_check(api, &request, verdict);
}

zodgate_code load(zodgate_api** api) {
    zodgate_api_options options;
    zodgate_api_options_init(&options, sizeof options);
    options.authenticator = authenticate;
    options.error_mapper = map_error;
    return zodgate_api_from_openapi(api_document.data(), api_document.size(), &options, api, nullptr);
}

}  // namespace

TEST_CASE("memory runs out while C loads an API") {
    check(fail_each([] {
              zodgate_api* api = nullptr;
              const zodgate_code code = [&] {
                  const Scarce scarce;
                  return load(&api);
              }();
              Ended ended = Ended::wrong;
              if (code == ZODGATE_OUT_OF_MEMORY && api == nullptr) ended = Ended::refused;
              if (code == ZODGATE_OK && zodgate_api_operation_count(api) == 1) ended = Ended::right;
              zodgate_api_free(api);
              return ended;
          }),
          200);
}

TEST_CASE("memory runs out while C checks requests with callbacks") {
    zodgate_api* api = nullptr;
    REQUIRE(load(&api) == ZODGATE_OK);
    for (const std::string_view body : {R"({"n":1})", R"({"n":"no number, but a text"})"}) {
        const bool is_good = body.size() < 10;
        const Tried tried = fail_each([&] {
            zodgate_verdict* verdict = nullptr;
            const zodgate_code code = [&] {
                const Scarce scarce;
                return check_request(api, body, &verdict);
            }();
            const int status = zodgate_verdict_status(verdict);
            Ended ended = Ended::wrong;
            // A callback that has no memory refuses, or says less.
            if (code == ZODGATE_OUT_OF_MEMORY && verdict == nullptr) ended = Ended::refused;
            if (code == ZODGATE_OK && (status == 500 || status == 401)) ended = Ended::refused;
            if (code == ZODGATE_OK && is_good && status == 0) {
                ended = view_of(zodgate_value_string(nullptr)).empty() && zodgate_verdict_is_checked(verdict) == 1 &&
                                zodgate_verdict_identity(verdict) == &identities
                            ? Ended::right
                            : Ended::wrong;
            }
            if (code == ZODGATE_OK && !is_good && status == 400) {
                const bool has_reference = zodgate_verdict_header_count(verdict) == 2;
                ended = has_reference ? Ended::right : Ended::refused;
            }
            zodgate_verdict_free(verdict);
            return identities == 0 ? ended : Ended::wrong;
        });
        INFO(body);
        check(tried, 3);
    }
    zodgate_api_free(api);
}

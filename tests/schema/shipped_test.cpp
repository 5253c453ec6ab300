// The documents of the invite endpoint, and the bodies that this library writes for it, checked by valijson too.
#include <zodgate/zodgate.hpp>

#include "zodgate_tests_schemas.hpp"

#include <catch2/catch.hpp>

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using namespace zodgate;

namespace {

std::string file(const std::string& name) {
    std::ifstream stream(std::string(ZODGATE_SCHEMAS) + "/" + name, std::ios::binary);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), {}};
}

rapidjson::Document parsed(std::string_view text) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

bool valijson_accepts(std::string_view schema_text, std::string_view payload) {
    const rapidjson::Document schema_document = parsed(schema_text);
    const rapidjson::Document payload_document = parsed(payload);
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::RapidJsonAdapter(schema_document), schema);
    valijson::Validator validator;
    return validator.validate(schema, valijson::adapters::RapidJsonAdapter(payload_document), nullptr);
}

}  // namespace

TEST_CASE("the compiled-in documents are the files") {
    CHECK(schemas::invite_request_text() == file("invite_request.schema.json"));
    CHECK(schemas::error_text() == file("error.schema.json"));
    CHECK(schemas::kontext_invite_text() == file("kontext_invite.openapi.json"));
}

TEST_CASE("a project's own documents are embedded the same way") {
    CHECK(own::documents::own_name().validate("\"ab\"").valid());
    CHECK_FALSE(own::documents::own_name().validate("\"abc\"").valid());
    CHECK(own::documents::plain_text() == "{ \"text\": \"ü;|\\\\ \\\"\" }\n");
}

TEST_CASE("the invite endpoint's answers satisfy the error schema, by this library and by valijson") {
    const std::vector<std::string_view> payloads{
        "{}",
        R"({"email":"a","role":"x"})",
        "[]",
        "{",
        "",
        R"({"email":[1],"role":{}})",
        std::string_view("\0\xFF", 2),
        "null",
    };
    std::vector<std::string> bodies{error_body("Unauthorized"), error_body("Forbidden")};
    for (const std::string_view payload : payloads) {
        const Result result = schemas::invite_request().validate(payload);
        REQUIRE_FALSE(result.valid());
        bodies.push_back(error_body("Validation error", result.issues()));
    }
    for (const std::string& body : bodies) {
        CAPTURE(body);
        CHECK(schemas::error().validate(body).valid());
        CHECK(valijson_accepts(schemas::error_text(), body));
    }
    // The check is one that can fail.
    for (const std::string_view body : {R"({})", R"({"error":1})", R"({"error":"x","issues":[{"code":"c"}]})",
                                        R"({"error":"x","issues":[{"code":"c","message":"m","path":[null]}]})"}) {
        CAPTURE(body);
        CHECK_FALSE(schemas::error().validate(body).valid());
        CHECK_FALSE(valijson_accepts(schemas::error_text(), body));
    }
}

TEST_CASE("the exact body for an empty invite") {
    CHECK(
        error_body("Validation error", schemas::invite_request().validate("{}").issues()) ==
        R"({"error":"Validation error","issues":[{"expected":"string","code":"invalid_type","path":["email"],"message":"Invalid input: expected string, received undefined"},{"code":"invalid_value","values":["admin","member"],"path":["role"],"message":"Invalid option: expected one of \"admin\"|\"member\""}]})");
}

TEST_CASE("the OpenAPI document describes the endpoint with the same schemas") {
    const rapidjson::Document api = parsed(schemas::kontext_invite_text());
    const auto text = [&api](const char* pointer) {
        const rapidjson::Value* const value = rapidjson::Pointer(pointer).Get(api);
        return value == nullptr ? std::string("missing") : std::string(value->GetString());
    };
    CHECK(text("/openapi") == "3.1.0");
    CHECK(text("/info/title") == "Kontext API");
    CHECK(text("/info/version") == "1.0.0");
    CHECK(text("/servers/0/url") == "https://getkontext.io/api");
    CHECK(text("/servers/1/url") == "http://localhost:5173/api");
    CHECK(text("/components/securitySchemes/BearerAuth/type") == "http");
    CHECK(text("/components/securitySchemes/BearerAuth/scheme") == "bearer");
    CHECK(text("/components/securitySchemes/BearerAuth/description") == "API key (ktx_key_*) or session Bearer token");
    const std::string post = "/paths/~1v1~1organizations~1{orgId}~1invite/post";
    CHECK(text((post + "/tags/0").c_str()) == "Organizations");
    CHECK(text((post + "/summary").c_str()) == "Invite a member to an organization");
    CHECK(text((post + "/parameters/0/name").c_str()) == "orgId");
    CHECK(text((post + "/responses/200/description").c_str()) == "Invitation sent");
    CHECK(text((post + "/responses/400/description").c_str()) == "Validation error");
    CHECK(text((post + "/responses/401/description").c_str()) == "Unauthorized");
    CHECK(text((post + "/responses/403/description").c_str()) == "Forbidden");

    for (const auto& [component, shipped] :
         {std::pair("InviteRequest", schemas::invite_request_text()), std::pair("Error", schemas::error_text())}) {
        const rapidjson::Value* const schema =
            rapidjson::Pointer((std::string("/components/schemas/") + component).c_str()).Get(api);
        REQUIRE(schema != nullptr);
        rapidjson::Document own = parsed(shipped);
        own.RemoveMember("$schema");
        CHECK(*schema == own);
    }
}

// A program of somebody else's, as C++17.
#include <zodgate/zodgate.hpp>

#ifdef CONSUMER_EMBEDS
#include <consumer_schemas.hpp>
#endif

#include <iostream>

int main() {
    std::cout << zodgate::version() << '\n';
    const zodgate::Schema& schema = zodgate::schemas::invite_request();
    std::cout << (schema.validate(R"({"email":"a@b.co","role":"admin"})") ? "valid" : "invalid") << '\n';
    const zodgate::Result result = schema.validate(R"({"email":1,"role":"admin"})");
    std::cout << zodgate::error_body("Validation error", result.issues()) << '\n';
#ifdef CONSUMER_EMBEDS
    if (!schemas::flag().validate("true") || schemas::flag().validate("1")) return 1;
#endif
    try {
        zodgate::Schema::parse(R"({"type":"strnig"})");
    } catch (const zodgate::SchemaError& error) {
        return error.pointer() == "/type" ? 0 : 1;
    }
    return 1;
}

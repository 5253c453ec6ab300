// Who may call an operation, as an OpenAPI document describes it.
#include "http/document.hpp"

#include "http/fields.hpp"

#include <algorithm>

namespace zodgate::http {
namespace {

void read_http_scheme(SecurityScheme& scheme, const Place& place) {
    place.at("scheme", "a security scheme of the type \"http\"");
    scheme.http_scheme = *place.string_in("scheme");
    if (!is_token(scheme.http_scheme)) place.fail_at("scheme", "\"scheme\" is no token (RFC 9110, 5.6.2)");
    if (equals_ignoring_case(scheme.http_scheme, "bearer")) scheme.kind = Credential::Kind::bearer;
    if (equals_ignoring_case(scheme.http_scheme, "basic")) scheme.kind = Credential::Kind::basic;
}

void read_api_key(SecurityScheme& scheme, const Place& place) {
    scheme.kind = Credential::Kind::api_key;
    place.at("name", "a security scheme of the type \"apiKey\"");
    scheme.parameter = *place.string_in("name");
    if (scheme.parameter.empty()) place.fail_at("name", "\"name\" must not be empty");
    place.at("in", "a security scheme of the type \"apiKey\"");
    const std::string_view in = *place.string_in("in");
    for (const Part part : {Part::query, Part::header, Part::cookie}) {
        if (in == to_string(part)) {
            scheme.part = part;
            scheme.header_name = in_lower_case(scheme.parameter);
            if (part == Part::header && !is_token(scheme.parameter)) {
                place.fail_at("name", "\"name\" is no name of a header field");
            }
            return;
        }
    }
    place.fail_at("in", R"("in" must be "query", "header" or "cookie")");
}

SecurityScheme read_scheme(std::string_view name, const Place& place) {
    place.must_be_object("a security scheme",
                         {"type", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"});
    SecurityScheme scheme;
    scheme.name = name;
    place.at("type", "a security scheme");
    const std::string_view type = *place.string_in("type");
    if (type == "http") {
        read_http_scheme(scheme, place);
    } else if (type == "apiKey") {
        read_api_key(scheme, place);
    } else if (type == "oauth2" || type == "openIdConnect") {
        // Their tokens are sent as Bearer ones (RFC 6750).
        scheme.kind = Credential::Kind::bearer;
        if (type == "oauth2") place.at("flows", "a security scheme of the type \"oauth2\"").must_be_object("\"flows\"");
        if (type == "openIdConnect") place.at("openIdConnectUrl", "a security scheme of the type \"openIdConnect\"");
    } else if (type == "mutualTLS") {
        scheme.is_enforced = false;
    } else {
        place.fail_at("type", R"("type" must be "http", "apiKey", "oauth2" or "openIdConnect")");
    }
    return scheme;
}

}  // namespace

std::vector<SecurityScheme> read_security_schemes(const Place& components) {
    std::vector<SecurityScheme> schemes;
    for (const auto& [name, place] : components.members()) {
        schemes.push_back(read_scheme(name, place.followed("securitySchemes")));
    }
    return schemes;
}

std::vector<std::vector<SecurityUse>> read_security(const Place& place, const std::vector<SecurityScheme>& schemes) {
    std::vector<std::vector<SecurityUse>> alternatives;
    for (const Place& alternative : place.items("\"security\"")) {
        alternative.must_be_object("a security requirement");
        std::vector<SecurityUse> uses;
        for (const json::Member& member : json::members_of(alternative.value())) {
            const auto known = std::find_if(schemes.begin(), schemes.end(),
                                            [&](const SecurityScheme& scheme) { return scheme.name == member.key; });
            if (known == schemes.end()) {
                alternative.fail_at(member.key, "there is no security scheme \"" + std::string(member.key) +
                                                    "\" under /components/securitySchemes");
            }
            if (!known->is_enforced) {
                alternative.fail_at(member.key, "\"mutualTLS\" is not enforced: it is not told in the request");
            }
            SecurityUse use{static_cast<std::size_t>(known - schemes.begin()), {}};
            const Place scopes = *alternative.find(member.key);
            for (const Place& scope : scopes.items("the scopes of a security requirement")) {
                if (scope.value().type != json::Type::string) scope.fail("a scope must be a string");
                use.scopes.push_back(scope.value().string());
            }
            uses.push_back(std::move(use));
        }
        alternatives.push_back(std::move(uses));
    }
    return alternatives;
}

}  // namespace zodgate::http

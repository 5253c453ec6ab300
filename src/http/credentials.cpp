#include "http/credentials.hpp"

#include "http/fields.hpp"
#include "http/target.hpp"

#include <utility>

namespace zodgate::http {

CredentialReader::CredentialReader(const detail::Gate& gate, const Request& request, std::string_view query,
                                   json::Arena& memory)
    : gate_(gate), request_(request), query_(query), memory_(memory) {}

bool CredentialReader::read(const std::vector<SecurityUse>& alternative, std::vector<Credential>* all) {
    for (const SecurityUse& use : alternative) {
        const SecurityScheme& scheme = gate_.schemes[use.scheme];
        Credential credential;
        const bool is_there = scheme.kind == Credential::Kind::api_key ? read_api_key(scheme, credential)
                                                                       : read_authorization(scheme, credential);
        if (!is_there) return false;
        if (all == nullptr) continue;
        credential.kind = scheme.kind;
        credential.scheme = scheme.name;
        credential.scopes = use.scopes;
        all->push_back(std::move(credential));
    }
    return true;
}

// One field, whose scheme is the one asked for. Of several none is known to be the one that is meant.
bool CredentialReader::read_authorization(const SecurityScheme& scheme, Credential& credential) {
    std::string_view field;
    std::size_t count = 0;
    request_.headers.for_each("authorization", [&](std::string_view value) {
        if (++count == 1) field = json::copy_text(value, memory_);
    });
    if (count != 1) return false;
    const std::optional<AuthorizationField> parsed = parse_authorization(field);
    if (!parsed || !equals_ignoring_case(parsed->scheme, scheme.http_scheme.empty() ? "bearer" : scheme.http_scheme)) {
        return false;
    }
    credential.value = parsed->rest;
    if (scheme.kind == Credential::Kind::bearer) return is_token68(parsed->rest);
    if (scheme.kind != Credential::Kind::basic) return true;
    std::string user;
    std::string password;
    if (!decode_basic(parsed->rest, user, password)) return false;
    credential.user = json::copy_text(user, memory_);
    credential.value = json::copy_text(password, memory_);
    return true;
}

// One value that is not empty.
bool CredentialReader::read_api_key(const SecurityScheme& scheme, Credential& credential) {
    std::string_view text;
    std::size_t count = 0;
    const auto take = [&](std::string_view value) {
        if (++count == 1) text = json::copy_text(value, memory_);
    };
    if (scheme.part == Part::header) {
        request_.headers.for_each(scheme.header_name, take);
    } else if (scheme.part == Part::cookie) {
        request_.headers.for_each("cookie", [&](std::string_view field) {
            for_each_cookie(field, [&](std::string_view name, std::string_view value) {
                if (name == scheme.parameter) take(value);
            });
        });
    } else {
        std::string decoded;
        for_each_field(query_, [&](std::string_view name, std::string_view value, bool) {
            if (!percent_decode(name, decoded, true) || decoded != scheme.parameter) return;
            take(percent_decode(value, decoded, true) ? std::string_view(decoded) : std::string_view());
        });
    }
    if (count != 1 || text.empty()) return false;
    credential.value = text;
    return true;
}

}  // namespace zodgate::http

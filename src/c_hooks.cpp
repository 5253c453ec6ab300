// The callbacks of C programs, as hooks of the gate, and the handles that they are given.
#include <any>
#include <memory>

#include "c_handles.hpp"
#include "http/fields.hpp"

namespace zodgate::c {
namespace {

// A credential whose texts end with a NUL.
struct Credential {
    zodgate_credential_kind kind;
    std::string scheme;
    std::string value;
    std::string user;
    std::vector<std::string> scopes;
};

zodgate_credential_kind kind_of(http::Credential::Kind kind) noexcept {
    switch (kind) {
        case http::Credential::Kind::bearer: return ZODGATE_CREDENTIAL_BEARER;
        case http::Credential::Kind::basic: return ZODGATE_CREDENTIAL_BASIC;
        case http::Credential::Kind::api_key: return ZODGATE_CREDENTIAL_API_KEY;
        case http::Credential::Kind::other: break;
    }
    return ZODGATE_CREDENTIAL_OTHER;
}

std::vector<Credential> copies_of(const std::vector<http::Credential>& credentials) {
    std::vector<Credential> copies;
    copies.reserve(credentials.size());
    for (const http::Credential& from : credentials) {
        copies.push_back({kind_of(from.kind), std::string(from.scheme), std::string(from.value), std::string(from.user),
                          std::vector<std::string>(from.scopes.begin(), from.scopes.end())});
    }
    return copies;
}

using Identity = std::shared_ptr<void>;

// Called by C code, for a callback that hands a request's header fields on: nothing may be thrown through that. Without
// `static` it would be a symbol of that name for everybody, whatever its namespace.
extern "C" {
static void headers_of_request(void* context, const char* name, size_t length, zodgate_header_sink* sink) noexcept {
    try {
        const auto* const request = static_cast<const http::Request*>(context);
        request->headers.for_each(view_of(name, length), [sink](std::string_view value) {
            zodgate_header_found(sink, value.data(), value.size());
        });
    } catch (...) {
        if (sink != nullptr && !sink->error) sink->error = std::current_exception();
    }
}
}

static_assert(static_cast<int>(http::Part::query) == ZODGATE_PART_QUERY);
static_assert(static_cast<int>(http::Part::path) == ZODGATE_PART_PATH);
static_assert(static_cast<int>(http::Part::header) == ZODGATE_PART_HEADER);
static_assert(static_cast<int>(http::Part::cookie) == ZODGATE_PART_COOKIE);
static_assert(static_cast<int>(http::Part::body) == ZODGATE_PART_BODY);

std::string_view without_space_around(std::string_view value) noexcept {
    constexpr std::string_view space = " \t";
    const std::size_t first = value.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return value.substr(first, value.find_last_not_of(space) - first + 1);
}

}  // namespace

void Headers::operator()(std::string_view name, const http::HeaderView::Found& found) const {
    if (request_.headers == nullptr) return;
    // Most names are short; the copy is for the NUL behind it.
    std::array<char, 64> room;
    std::string longer;
    const char* text = room.data();
    if (name.size() < room.size()) {
        *std::copy(name.begin(), name.end(), room.begin()) = '\0';
    } else {
        longer = name;
        text = longer.c_str();
    }
    zodgate_header_sink sink{found, nullptr};
    request_.headers(request_.headers_context, text, name.size(), &sink);
    if (sink.error) std::rethrow_exception(sink.error);
}

zodgate_request request_of(const http::Request& request) noexcept {
    zodgate_request made = {};
    made.struct_size = sizeof made;
    made.method = text_of(request.method);
    made.target = text_of(request.target);
    made.headers = headers_of_request;
    // Only ever read.
    made.headers_context = const_cast<http::Request*>(&request);
    made.body = text_of(request.body);
    made.is_decoded = request.is_decoded ? 1 : 0;
    made.is_too_long = request.is_too_long ? 1 : 0;
    return made;
}

void* identity_of(const std::any& identity) noexcept {
    const auto* const held = std::any_cast<Identity>(&identity);
    return held == nullptr ? nullptr : held->get();
}

}  // namespace zodgate::c

using namespace zodgate::c;
namespace http = zodgate::http;

struct zodgate_credentials {
    const http::Operation& operation;
    zodgate_request request;
    std::vector<Credential> all;
};

struct zodgate_authentication {
    http::Authentication answer;
};

struct zodgate_refusal {
    http::Refusal& refusal;
    zodgate_request request;
    Once issues;
};

struct zodgate_issue {
    const zodgate::Issue& issue;
    std::optional<std::string> message;
    Once json;
};

namespace zodgate::c {
namespace {

http::Authenticator authenticator_of(zodgate_authenticator function, void* context) {
    return [function, context](const http::Credentials& credentials) {
        const zodgate_credentials seen{credentials.operation, request_of(credentials.request),
                                       copies_of(credentials.all)};
        zodgate_authentication said;
        const int decision = function(context, &seen, &said);
        using Outcome = http::Authentication::Outcome;
        said.answer.outcome = decision == ZODGATE_AUTHORIZED  ? Outcome::accepted
                              : decision == ZODGATE_FORBIDDEN ? Outcome::forbidden
                                                              : Outcome::unauthorized;
        return std::move(said.answer);
    };
}

http::ErrorMapper error_mapper_of(zodgate_error_mapper function, void* context) {
    return [function, context](http::Refusal& refusal) {
        zodgate_refusal seen{refusal, request_of(refusal.request), {}};
        function(context, &seen);
    };
}

http::Observer observer_of(zodgate_observer function, void* context) {
    return [function, context](const http::Request& request, const http::Operation* operation,
                               const http::Verdict& verdict) {
        const zodgate_request seen_request = request_of(request);
        zodgate_verdict seen(&verdict);
        function(context, &seen_request, handle_of(operation), &seen);
    };
}

Messages messages_of(zodgate_message_function function, void* context) {
    Messages messages;
    if (function == nullptr) return messages;
    messages.set([function, context](const Issue& issue) {
        zodgate_issue seen{issue, std::nullopt, {}};
        function(context, &seen);
        return std::move(seen.message);
    });
    return messages;
}

Locales locales_of(const zodgate_locale* locales, std::size_t count) {
    Locales made;
    for (std::size_t i = 0; i < count; ++i) {
        try {
            made.add(view_of(locales[i].tag), messages_of(locales[i].message, locales[i].context));
        } catch (const std::invalid_argument&) {
            throw InvalidArgument{"a locale whose tag is not a language tag"};
        }
    }
    return made;
}

}  // namespace

void set_hooks(http::ApiOptions& options, const zodgate_api_options& given) {
    if (given.authenticator != nullptr) {
        options.authenticator = authenticator_of(given.authenticator, given.authenticator_context);
    }
    if (given.error_mapper != nullptr) {
        options.error_mapper = error_mapper_of(given.error_mapper, given.error_mapper_context);
    }
    if (given.observer != nullptr) options.observer = observer_of(given.observer, given.observer_context);
    options.messages = messages_of(given.message, given.message_context);
    require(given.locales != nullptr || given.locale_count == 0, "locales is null, and locale_count is not 0");
    if (given.locales != nullptr) options.locales = locales_of(given.locales, given.locale_count);
}

}  // namespace zodgate::c

// --- requests --------------------------------------------------------------------------------------------------------

void zodgate_header_found(zodgate_header_sink* sink, const char* value, size_t length) noexcept {
    if (sink == nullptr || sink->error) return;
    try {
        sink->found(without_space_around(view_of(value, length)));
    } catch (...) {
        sink->error = std::current_exception();
    }
}

zodgate_code zodgate_request_header(const zodgate_request* request, const char* name, size_t length,
                                    zodgate_found_function found, void* context) noexcept {
    return guarded([&] {
        require(request != nullptr && found != nullptr, "no request, or no function");
        const zodgate_request copy = sized_copy(*request, zodgate_request());
        const Headers headers(copy);
        auto hand_on = [found, context](std::string_view value) {
            const zodgate_text text = text_of(value);
            found(context, text.data, text.length);
        };
        http::HeaderView(headers).for_each(view_of(name, length), hand_on);
    });
}

// --- what an authenticator sees and says -----------------------------------------------------------------------------

namespace {

const Credential* credential_at(const zodgate_credentials* credentials, std::size_t index) noexcept {
    return credentials == nullptr || index >= credentials->all.size() ? nullptr : &credentials->all[index];
}

}  // namespace

size_t zodgate_credentials_count(const zodgate_credentials* all) noexcept {
    return all == nullptr ? 0 : all->all.size();
}

zodgate_credential_kind zodgate_credential_kind_of(const zodgate_credentials* all, size_t index) noexcept {
    const Credential* const credential = credential_at(all, index);
    return credential == nullptr ? ZODGATE_CREDENTIAL_OTHER : credential->kind;
}

zodgate_text zodgate_credential_scheme(const zodgate_credentials* all, size_t index) noexcept {
    const Credential* const credential = credential_at(all, index);
    return credential == nullptr ? no_text : text_of(credential->scheme);
}

zodgate_text zodgate_credential_value(const zodgate_credentials* all, size_t index) noexcept {
    const Credential* const credential = credential_at(all, index);
    return credential == nullptr ? no_text : text_of(credential->value);
}

zodgate_text zodgate_credential_user(const zodgate_credentials* all, size_t index) noexcept {
    const Credential* const credential = credential_at(all, index);
    return credential == nullptr ? no_text : text_of(credential->user);
}

size_t zodgate_credential_scope_count(const zodgate_credentials* all, size_t index) noexcept {
    const Credential* const credential = credential_at(all, index);
    return credential == nullptr ? 0 : credential->scopes.size();
}

zodgate_text zodgate_credential_scope(const zodgate_credentials* all, size_t index, size_t scope) noexcept {
    return scope >= zodgate_credential_scope_count(all, index) ? no_text : text_of(all->all[index].scopes[scope]);
}

const zodgate_operation* zodgate_credentials_operation(const zodgate_credentials* all) noexcept {
    return all == nullptr ? nullptr : handle_of(&all->operation);
}

const zodgate_request* zodgate_credentials_request(const zodgate_credentials* all) noexcept {
    return all == nullptr ? nullptr : &all->request;
}

zodgate_code zodgate_authentication_set_identity(zodgate_authentication* answer, void* identity,
                                                 void (*release)(void* identity)) noexcept {
    return guarded([&] {
        const auto let_go = [release](void* held) {
            if (held != nullptr && release != nullptr) release(held);
        };
        // Taken over at once, so that it is released whatever fails.
        Identity held(identity, let_go);
        require(answer != nullptr, "no answer");
        if (identity == nullptr) {
            answer->answer.identity.reset();
        } else {
            answer->answer.identity = std::move(held);
        }
    });
}

zodgate_code zodgate_authentication_set_error(zodgate_authentication* answer, const char* error,
                                              size_t length) noexcept {
    return guarded([&] {
        require(answer != nullptr, "no answer");
        answer->answer.error = view_of(error, length);
    });
}

// --- what an error mapper sees and sets ------------------------------------------------------------------------------

int zodgate_refusal_status(const zodgate_refusal* refusal) noexcept {
    return refusal == nullptr ? 0 : refusal->refusal.status;
}

zodgate_text zodgate_refusal_error(const zodgate_refusal* refusal) noexcept {
    return refusal == nullptr ? no_text : text_of(refusal->refusal.error);
}

zodgate_code zodgate_refusal_issues(zodgate_refusal* refusal, zodgate_text* json) noexcept {
    return give_text(json, [&] {
        require(refusal != nullptr, "no refusal");
        return refusal->issues.get([&] { return zodgate::to_json(refusal->refusal.issues); });
    });
}

int zodgate_refusal_part(const zodgate_refusal* refusal) noexcept {
    if (refusal == nullptr || !refusal->refusal.part) return ZODGATE_PART_NONE;
    return static_cast<int>(*refusal->refusal.part);
}

const zodgate_operation* zodgate_refusal_operation(const zodgate_refusal* refusal) noexcept {
    return refusal == nullptr ? nullptr : handle_of(refusal->refusal.operation);
}

const zodgate_request* zodgate_refusal_request(const zodgate_refusal* refusal) noexcept {
    return refusal == nullptr ? nullptr : &refusal->request;
}

zodgate_code zodgate_refusal_set_status(zodgate_refusal* refusal, int status) noexcept {
    return guarded([&] {
        require(refusal != nullptr, "no refusal");
        require(status >= 100 && status <= 599, "not a status");
        refusal->refusal.status = status;
    });
}

zodgate_code zodgate_refusal_set_error(zodgate_refusal* refusal, const char* error, size_t length) noexcept {
    return guarded([&] {
        require(refusal != nullptr, "no refusal");
        refusal->refusal.error = view_of(error, length);
    });
}

zodgate_code zodgate_refusal_set_body(zodgate_refusal* refusal, const char* body, size_t length,
                                      const char* content_type) noexcept {
    return guarded([&] {
        require(refusal != nullptr, "no refusal");
        const std::string_view type = view_of(content_type);
        require(http::is_field_value(type), "a content type with control characters");
        std::string copy(view_of(body, length));
        refusal->refusal.content_type = type;
        refusal->refusal.body = std::move(copy);
    });
}

zodgate_code zodgate_refusal_add_header(zodgate_refusal* refusal, const char* name, const char* value) noexcept {
    return guarded([&] {
        require(refusal != nullptr && http::is_token(view_of(name)), "no refusal, or no name of a field");
        const std::string_view what = view_of(value);
        require(http::is_field_value(what), "the value of a field with control characters");
        refusal->refusal.headers.push_back({name, std::string(what)});
    });
}

// --- words -----------------------------------------------------------------------------------------------------------

zodgate_text zodgate_issue_code(const zodgate_issue* issue) noexcept {
    return issue == nullptr ? no_text : text_of(zodgate::to_string(zodgate::code_of(issue->issue)));
}

zodgate_code zodgate_issue_json(zodgate_issue* issue, zodgate_text* json) noexcept {
    return give_text(json, [&] {
        require(issue != nullptr, "no issue");
        return issue->json.get([&] { return zodgate::to_json(issue->issue); });
    });
}

zodgate_code zodgate_issue_set_message(zodgate_issue* issue, const char* message, size_t length) noexcept {
    return guarded([&] {
        require(issue != nullptr, "no issue");
        issue->message = std::string(view_of(message, length));
    });
}

// The C interface of OpenAPI documents and verdicts.
#include "c_handles.hpp"

namespace zodgate::c {
namespace {

static_assert(static_cast<int>(http::ApiOptions::Unmatched::refuse) == ZODGATE_UNMATCHED_REFUSE);
static_assert(static_cast<int>(http::ApiOptions::Unmatched::pass) == ZODGATE_UNMATCHED_PASS);
static_assert(static_cast<int>(http::ApiOptions::OtherMedia::refuse) == ZODGATE_OTHER_MEDIA_REFUSE);
static_assert(static_cast<int>(http::ApiOptions::OtherMedia::pass) == ZODGATE_OTHER_MEDIA_PASS);
static_assert(static_cast<int>(http::ApiOptions::NumberText::json) == ZODGATE_NUMBERS_JSON);
static_assert(static_cast<int>(http::ApiOptions::NumberText::javascript) == ZODGATE_NUMBERS_JAVASCRIPT);
static_assert(static_cast<int>(http::ErrorShape::issues) == ZODGATE_SHAPE_ISSUES);
static_assert(static_cast<int>(http::ErrorShape::hono) == ZODGATE_SHAPE_HONO);
static_assert(static_cast<int>(http::ErrorShape::flatten) == ZODGATE_SHAPE_FLATTEN);
static_assert(static_cast<int>(http::ErrorShape::tree) == ZODGATE_SHAPE_TREE);
static_assert(static_cast<int>(http::ErrorShape::problem) == ZODGATE_SHAPE_PROBLEM);

zodgate_api_options default_options() noexcept {
    // Nobody is told where there is no memory, so none is taken: the dialect's URI is too long to do without.
    const http::ApiOptions from{
        .schema = {.limits = {}, .default_dialect = {}, .document_uri = {}, .resolver = {}},
        .base_paths = {},
        .errors = {},
        .messages = {},
        .locales = {},
        .authenticator = {},
        .error_mapper = {},
        .observer = {},
    };
    zodgate_api_options options = {};
    options.struct_size = sizeof options;
    options.unknown_path = static_cast<int>(from.unknown_path);
    options.unknown_method = static_cast<int>(from.unknown_method);
    options.max_target_bytes = from.max_target_bytes;
    options.other_media = static_cast<int>(from.other_media);
    options.all_parts = from.all_parts ? 1 : 0;
    options.numbers = static_cast<int>(from.numbers);
    options.error_shape = static_cast<int>(from.error_shape);
    options.report_only = from.report_only ? 1 : 0;
    return options;
}

void set_lists(http::ApiOptions& options, const zodgate_api_options& from) {
    require(from.base_paths != nullptr || from.base_path_count == 0,
            "base_paths is null, and base_path_count is not 0");
    if (from.base_paths != nullptr) {
        std::vector<std::string>& paths = options.base_paths.emplace();
        for (std::size_t i = 0; i < from.base_path_count; ++i) paths.emplace_back(view_of(from.base_paths[i]));
    }
    require(from.errors != nullptr || from.error_count == 0, "errors is null, and error_count is not 0");
    for (std::size_t i = 0; i < from.error_count; ++i) {
        options.errors[from.errors[i].status] = view_of(from.errors[i].text);
    }
}

http::ApiOptions api_options_of(const zodgate_api_options* given) {
    using Options = http::ApiOptions;
    Options options;
    if (given == nullptr) return options;
    const zodgate_api_options from = sized_copy(*given, default_options());
    require(from.reserved == 0, "a reserved member that is not 0");
    options.schema = options_of(from.schema);
    constexpr auto last = Options::Unmatched::pass;
    options.unknown_path = choice_of(from.unknown_path, last, "unknown_path is none of its choices");
    options.unknown_method = choice_of(from.unknown_method, last, "unknown_method is none of its choices");
    options.max_target_bytes = from.max_target_bytes;
    options.other_media = choice_of(from.other_media, Options::OtherMedia::pass, "other_media is none of its choices");
    options.all_parts = from.all_parts != 0;
    options.numbers = choice_of(from.numbers, Options::NumberText::javascript, "numbers is none of its choices");
    options.error_shape = choice_of(from.error_shape, http::ErrorShape::problem, "error_shape is none of its choices");
    options.report_only = from.report_only != 0;
    set_lists(options, from);
    set_hooks(options, from);
    return options;
}

http::Verdict check(const http::Api& api, const zodgate_request& given) {
    const zodgate_request from = sized_copy(given, zodgate_request());
    const Headers headers(from);
    http::Request request{view_of(from.method), view_of(from.target), headers, view_of(from.body)};
    request.is_decoded = from.is_decoded != 0;
    request.is_too_long = from.is_too_long != 0;
    return api.check(request);
}

zodgate_fault fault_of(http::ResponseCheck::Fault fault) noexcept {
    switch (fault) {
        case http::ResponseCheck::Fault::none: return ZODGATE_FAULT_NONE;
        case http::ResponseCheck::Fault::unknown_operation: return ZODGATE_FAULT_UNKNOWN_OPERATION;
        case http::ResponseCheck::Fault::undeclared_status: return ZODGATE_FAULT_UNDECLARED_STATUS;
        case http::ResponseCheck::Fault::media_type: return ZODGATE_FAULT_MEDIA_TYPE;
        case http::ResponseCheck::Fault::body: break;
    }
    return ZODGATE_FAULT_BODY;
}

zodgate_result result_of(http::ResponseCheck checked) {
    zodgate_result made;
    made.status = checked ? ZODGATE_VALID : ZODGATE_INVALID;
    made.fault = fault_of(checked.fault);
    made.issues = std::move(checked.issues);
    made.reason = std::move(checked.reason);
    return made;
}

ValueView value_of(const http::Accepted& accepted, zodgate_part part) noexcept {
    switch (part) {
        case ZODGATE_PART_QUERY: return accepted.query();
        case ZODGATE_PART_PATH: return accepted.path();
        case ZODGATE_PART_HEADER: return accepted.headers();
        case ZODGATE_PART_COOKIE: return accepted.cookies();
        case ZODGATE_PART_BODY: return accepted.body();
        case ZODGATE_PART_NONE: break;
    }
    return {};
}

const http::Accepted* accepted_of(const zodgate_verdict* verdict) noexcept {
    return verdict == nullptr ? nullptr : verdict->get().accepted();
}

const http::Rejected* rejected_of(const zodgate_verdict* verdict) noexcept {
    return verdict == nullptr ? nullptr : verdict->get().rejected();
}

const http::Header* header_at(const zodgate_verdict* verdict, std::size_t index) noexcept {
    const http::Rejected* const rejected = rejected_of(verdict);
    return rejected == nullptr || index >= rejected->headers.size() ? nullptr : &rejected->headers[index];
}

}  // namespace
}  // namespace zodgate::c

using namespace zodgate::c;
namespace http = zodgate::http;

int zodgate_has_yaml(void) noexcept { return http::has_yaml() ? 1 : 0; }

// --- operations ------------------------------------------------------------------------------------------------------

zodgate_text zodgate_operation_id(const zodgate_operation* operation) noexcept {
    return operation == nullptr ? no_text : text_of(operation_of(operation)->id);
}

zodgate_text zodgate_operation_method(const zodgate_operation* operation) noexcept {
    return operation == nullptr ? no_text : text_of(operation_of(operation)->method);
}

zodgate_text zodgate_operation_path(const zodgate_operation* operation) noexcept {
    return operation == nullptr ? no_text : text_of(operation_of(operation)->path);
}

zodgate_text zodgate_operation_pointer(const zodgate_operation* operation) noexcept {
    return operation == nullptr ? no_text : text_of(operation_of(operation)->pointer);
}

// --- APIs ------------------------------------------------------------------------------------------------------------

void zodgate_api_options_init(zodgate_api_options* options, size_t struct_size) noexcept {
    sized_fill(options, struct_size, default_options());
}

zodgate_code zodgate_api_from_openapi(const char* text, size_t length, const zodgate_api_options* options,
                                      zodgate_api** api, zodgate_error** error) noexcept {
    return give_loaded(api, error, [&] {
        return zodgate_api{http::Api::from_openapi(view_of(text, length), api_options_of(options))};
    });
}

void zodgate_api_free(zodgate_api* api) noexcept { delete api; }

size_t zodgate_api_operation_count(const zodgate_api* api) noexcept {
    return api == nullptr ? 0 : api->api.operations().size();
}

const zodgate_operation* zodgate_api_operation(const zodgate_api* api, size_t index) noexcept {
    return index >= zodgate_api_operation_count(api) ? nullptr : handle_of(&api->api.operations()[index]);
}

size_t zodgate_api_max_body_bytes(const zodgate_api* api) noexcept {
    return api == nullptr ? 0 : api->api.max_body_bytes();
}

zodgate_code zodgate_api_check(const zodgate_api* api, const zodgate_request* request,
                               zodgate_verdict** verdict) noexcept {
    return give_handle(verdict, [&] {
        require(api != nullptr && request != nullptr, "no API, or no request");
        return zodgate_verdict(check(api->api, *request));
    });
}

zodgate_code zodgate_api_check_response(const zodgate_api* api, const char* operation, int status,
                                        const char* content_type, const char* body, size_t length,
                                        zodgate_result** result) noexcept {
    return give_handle(result, [&] {
        require(api != nullptr && operation != nullptr, "no API, or no operation");
        return result_of(api->api.check_response(operation, status, view_of(content_type), view_of(body, length)));
    });
}

// --- verdicts --------------------------------------------------------------------------------------------------------

zodgate_kind zodgate_verdict_kind(const zodgate_verdict* verdict) noexcept {
    if (verdict == nullptr || rejected_of(verdict) != nullptr) return ZODGATE_REJECTED;
    return verdict->get().not_mine() ? ZODGATE_NOT_MINE : ZODGATE_ACCEPTED;
}

int zodgate_verdict_status(const zodgate_verdict* verdict) noexcept {
    if (verdict == nullptr) return 500;
    const http::Rejected* const rejected = rejected_of(verdict);
    return rejected == nullptr ? 0 : rejected->status;
}

size_t zodgate_verdict_header_count(const zodgate_verdict* verdict) noexcept {
    const http::Rejected* const rejected = rejected_of(verdict);
    return rejected == nullptr ? 0 : rejected->headers.size();
}

zodgate_text zodgate_verdict_header_name(const zodgate_verdict* verdict, size_t index) noexcept {
    const http::Header* const header = header_at(verdict, index);
    return header == nullptr ? no_text : text_of(header->name);
}

zodgate_text zodgate_verdict_header_value(const zodgate_verdict* verdict, size_t index) noexcept {
    const http::Header* const header = header_at(verdict, index);
    return header == nullptr ? no_text : text_of(header->value);
}

zodgate_text zodgate_verdict_body(const zodgate_verdict* verdict) noexcept {
    const http::Rejected* const rejected = rejected_of(verdict);
    return rejected == nullptr ? no_text : text_of(rejected->body);
}

const zodgate_operation* zodgate_verdict_operation(const zodgate_verdict* verdict) noexcept {
    const http::Accepted* const accepted = accepted_of(verdict);
    return accepted == nullptr ? nullptr : handle_of(&accepted->operation());
}

int zodgate_verdict_is_checked(const zodgate_verdict* verdict) noexcept {
    const http::Accepted* const accepted = accepted_of(verdict);
    return accepted != nullptr && accepted->is_checked() ? 1 : 0;
}

zodgate_code zodgate_verdict_value(zodgate_verdict* verdict, int part, zodgate_text* json) noexcept {
    return give_text(json, [&] {
        require(verdict != nullptr, "no verdict");
        const zodgate_part chosen = choice_of(part, ZODGATE_PART_BODY, "none of the parts");
        const http::Accepted* const accepted = accepted_of(verdict);
        if (accepted == nullptr) return no_text;
        return verdict->values[static_cast<std::size_t>(chosen)].get(
            [&] { return value_of(*accepted, chosen).to_json(); });
    });
}

const zodgate_value* zodgate_verdict_tree(const zodgate_verdict* verdict, int part) noexcept {
    const http::Accepted* const accepted = accepted_of(verdict);
    if (accepted == nullptr || part < ZODGATE_PART_QUERY || part > ZODGATE_PART_BODY) return nullptr;
    return handle_of(value_of(*accepted, static_cast<zodgate_part>(part)));
}

void* zodgate_verdict_identity(const zodgate_verdict* verdict) noexcept {
    const http::Accepted* const accepted = accepted_of(verdict);
    return accepted == nullptr ? nullptr : identity_of(accepted->identity());
}

void zodgate_verdict_free(zodgate_verdict* verdict) noexcept { delete verdict; }

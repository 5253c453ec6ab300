// The gate, on the OpenAPI document of the invite endpoint.
#include "expect.h"

#include <stdlib.h>
#include <string.h>

#define TARGET "/api/v1/organizations/org_1/invite"
#define OPERATION "/v1/organizations/{orgId}/invite"
#define GOOD "{\"email\":\"ada@example.com\",\"role\":\"admin\",\"x\":1}"
#define BAD "{\"email\":\"ada@example.com\",\"role\":\"owner\"}"
#define ROLE_MESSAGE "Invalid option: expected one of \\\"admin\\\"|\\\"member\\\""
#define ROLE_ISSUE                                                                                                   \
    "[{\"code\":\"invalid_value\",\"values\":[\"admin\",\"member\"],\"path\":[\"role\"],\"message\":\"" ROLE_MESSAGE \
    "\"}]"

// --- requests --------------------------------------------------------------------------------------------------------

typedef struct field {
    const char* name;
    const char* value;
} field;

// The last one has no name.
static const field good_fields[] = {
    {"Authorization", " Bearer ktx_key_1 "}, {"Content-Type", "application/json"}, {NULL, NULL}};
static const field read_only_fields[] = {
    {"authorization", "Bearer ktx_key_readonly"}, {"content-type", "application/json"}, {NULL, NULL}};
static const field expired_fields[] = {
    {"AUTHORIZATION", "Bearer expired_1"}, {"CONTENT-TYPE", "application/json"}, {NULL, NULL}};
static const field german_fields[] = {{"Authorization", "Bearer ktx_key_1"},
                                      {"Content-Type", "application/json"},
                                      {"Accept-Language", "de-AT"},
                                      {NULL, NULL}};
static const field text_fields[] = {
    {"Authorization", "Bearer ktx_key_1"}, {"Content-Type", "text/plain"}, {NULL, NULL}};
static const field no_fields[] = {{NULL, NULL}};

static int is_name(const char* field_name, const char* name) {
    for (; *field_name != '\0' && *name != '\0'; ++field_name, ++name) {
        const int letter = *field_name >= 'A' && *field_name <= 'Z' ? *field_name - 'A' + 'a' : *field_name;
        if (letter != *name) return 0;
    }
    return *field_name == *name;
}

static void find_fields(void* context, const char* name, size_t length, zodgate_header_sink* sink) {
    const field* at = context;
    EXPECT(name[length] == '\0');
    for (; at->name != NULL; ++at) {
        if (is_name(at->name, name)) zodgate_header_found(sink, at->value, strlen(at->value));
    }
}

static zodgate_request request_of(const char* method, const char* target, const field* fields, const char* body) {
    zodgate_request request;
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    request.method = zodgate_text_of(method);
    request.target = zodgate_text_of(target);
    request.headers = find_fields;
    request.headers_context = (void*)fields;
    request.body = zodgate_text_of(body);
    return request;
}

static zodgate_verdict* check(const zodgate_api* api, const char* method, const char* target, const field* fields,
                              const char* body) {
    const zodgate_request request = request_of(method, target, fields, body);
    zodgate_verdict* verdict = NULL;
    EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_OK);
    EXPECT(verdict != NULL);
    return verdict;
}

static zodgate_api* load(zodgate_text document, const zodgate_api_options* options) {
    zodgate_api* api = NULL;
    zodgate_error* error = NULL;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, options, &api, &error) == ZODGATE_OK);
    EXPECT(api != NULL);
    EXPECT_TEXT(zodgate_error_what(error), "");
    zodgate_error_free(error);
    return api;
}

static zodgate_text header_of(const zodgate_verdict* verdict, const char* name) {
    size_t i = 0;
    for (; i < zodgate_verdict_header_count(verdict); ++i) {
        if (strcmp(zodgate_verdict_header_name(verdict, i).data, name) == 0) {
            return zodgate_verdict_header_value(verdict, i);
        }
    }
    return zodgate_text_of(NULL);
}

// Checks a request and says whether it was refused with this status, and a body of JSON that has this error.
static int refuses(const zodgate_api* api, const char* method, const char* target, const field* fields,
                   const char* body, int status, const char* part_of_body) {
    zodgate_verdict* const verdict = check(api, method, target, fields, body);
    const int holds = zodgate_verdict_kind(verdict) == ZODGATE_REJECTED && zodgate_verdict_status(verdict) == status &&
                      has(zodgate_verdict_body(verdict), part_of_body) &&
                      strcmp(header_of(verdict, "Content-Type").data, "application/json") == 0;
    zodgate_verdict_free(verdict);
    return holds;
}

// --- callbacks -------------------------------------------------------------------------------------------------------

typedef struct seen {
    int calls;
    int released;
    int status;
    zodgate_kind kind;
    int has_operation;
} seen;

static void release(void* identity) { ++((seen*)identity)->released; }

static int authenticate(void* context, const zodgate_credentials* credentials, zodgate_authentication* answer) {
    seen* const what = context;
    const zodgate_text token = zodgate_credential_value(credentials, 0);
    ++what->calls;
    EXPECT(zodgate_credentials_count(credentials) == 1);
    EXPECT(zodgate_credential_kind_of(credentials, 0) == ZODGATE_CREDENTIAL_BEARER);
    EXPECT_TEXT(zodgate_credential_scheme(credentials, 0), "BearerAuth");
    EXPECT_TEXT(zodgate_credential_user(credentials, 0), "");
    EXPECT(zodgate_credential_scope_count(credentials, 0) == 0);
    EXPECT_TEXT(zodgate_credential_scope(credentials, 0, 0), "");
    EXPECT_TEXT(zodgate_credential_value(credentials, 1), "");
    EXPECT(zodgate_credential_kind_of(credentials, 1) == ZODGATE_CREDENTIAL_OTHER);
    EXPECT_TEXT(zodgate_operation_path(zodgate_credentials_operation(credentials)), OPERATION);
    EXPECT(strncmp(zodgate_credentials_request(credentials)->target.data, TARGET, strlen(TARGET)) == 0);
    EXPECT(zodgate_authentication_set_identity(answer, what, release) == ZODGATE_OK);
    if (strcmp(token.data, "ktx_key_readonly") == 0) return ZODGATE_FORBIDDEN;
    if (strncmp(token.data, "expired", 7) == 0) {
        EXPECT(zodgate_authentication_set_error(answer, "Expired", 7) == ZODGATE_OK);
        return ZODGATE_UNAUTHORIZED;
    }
    return strcmp(token.data, "ktx_key_1") == 0 ? ZODGATE_AUTHORIZED : 77;
}

static void keep_first(void* context, const char* value, size_t length) {
    zodgate_text* const first = context;
    if (first->data != NULL) return;
    first->data = value;
    first->length = length;
}

// Nothing that would break out of its field.
static void expect_no_odd_fields(zodgate_refusal* refusal) {
    static const char* const names[] = {NULL, "", " ", "X Y", "X-Y:", "X\r\nY", "X\tY", "X\x7F", "X\xC3\xA9", "(X)"};
    static const char* const values[] = {"a\r\nSet-Cookie: evil=1", "a\nb", "a\rb", "\x01", "a\x1F", "\x7F"};
    size_t i = 0;
    for (; i < sizeof names / sizeof *names; ++i) {
        EXPECT(zodgate_refusal_add_header(refusal, names[i], "x") == ZODGATE_INVALID_ARGUMENT);
    }
    for (i = 0; i < sizeof values / sizeof *values; ++i) {
        EXPECT(zodgate_refusal_add_header(refusal, "X-Odd", values[i]) == ZODGATE_INVALID_ARGUMENT);
        EXPECT(zodgate_refusal_set_body(refusal, "x", 1, values[i]) == ZODGATE_INVALID_ARGUMENT);
    }
}

static void map_error(void* context, zodgate_refusal* refusal) {
    zodgate_text json;
    zodgate_text token = {NULL, 0};
    ++*(int*)context;
    EXPECT(zodgate_request_header(zodgate_refusal_request(refusal), "authorization", 13, keep_first, &token) ==
           ZODGATE_OK);
    EXPECT(zodgate_refusal_issues(refusal, &json) == ZODGATE_OK);
    EXPECT(zodgate_refusal_set_status(refusal, 0) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_set_error(refusal, NULL, 1) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_set_body(refusal, NULL, 1, NULL) == ZODGATE_INVALID_ARGUMENT);
    expect_no_odd_fields(refusal);
    if (zodgate_refusal_status(refusal) == 400) {
        EXPECT(token.length == strlen("Bearer ktx_key_1") && memcmp(token.data, "Bearer ktx_key_1", token.length) == 0);
        EXPECT(zodgate_refusal_part(refusal) == ZODGATE_PART_BODY);
        EXPECT_TEXT(zodgate_refusal_error(refusal), "Validation error");
        EXPECT_TEXT(json, ROLE_ISSUE);
        EXPECT_TEXT(zodgate_operation_method(zodgate_refusal_operation(refusal)), "POST");
        EXPECT(zodgate_refusal_set_status(refusal, 422) == ZODGATE_OK);
        EXPECT(zodgate_refusal_set_error(refusal, "Faux", 4) == ZODGATE_OK);
        EXPECT_TEXT(zodgate_refusal_error(refusal), "Faux");
        EXPECT(zodgate_refusal_add_header(refusal, "X-Mapped", "yes") == ZODGATE_OK);
        EXPECT(zodgate_refusal_add_header(refusal, "X-Tab", "a\tb\xC3\xA9") == ZODGATE_OK);
        EXPECT(zodgate_refusal_add_header(refusal, "X-Empty", NULL) == ZODGATE_OK);
    } else {
        EXPECT_TEXT(json, "[]");
        EXPECT(zodgate_refusal_part(refusal) == ZODGATE_PART_NONE);
        EXPECT(zodgate_refusal_operation(refusal) == NULL);
        EXPECT(zodgate_refusal_set_body(refusal, "<p>gone</p>", 11, "text/html") == ZODGATE_OK);
    }
}

static void observe(void* context, const zodgate_request* request, const zodgate_operation* operation,
                    zodgate_verdict* verdict) {
    seen* const what = context;
    zodgate_text json;
    ++what->calls;
    what->kind = zodgate_verdict_kind(verdict);
    what->status = zodgate_verdict_status(verdict);
    what->has_operation = operation != NULL;
    EXPECT(request->method.length > 0);
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_BODY, &json) == ZODGATE_OK);
}

static void say_in_german(void* context, zodgate_issue* issue) {
    zodgate_text json;
    ++*(int*)context;
    EXPECT_TEXT(zodgate_issue_code(issue), "invalid_value");
    EXPECT(zodgate_issue_json(issue, &json) == ZODGATE_OK);
    EXPECT(has(json, "\"path\":[\"role\"]"));
    EXPECT(zodgate_issue_set_message(issue, "Keine der Rollen", 16) == ZODGATE_OK);
}

// --- tests -----------------------------------------------------------------------------------------------------------

static void test_operations(const zodgate_api* api) {
    const zodgate_operation* const operation = zodgate_api_operation(api, 0);
    EXPECT(zodgate_api_operation_count(api) == 1);
    EXPECT_TEXT(zodgate_operation_id(operation), "");
    EXPECT_TEXT(zodgate_operation_method(operation), "POST");
    EXPECT_TEXT(zodgate_operation_path(operation), OPERATION);
    EXPECT_TEXT(zodgate_operation_pointer(operation), "/paths/~1v1~1organizations~1{orgId}~1invite/post");
    EXPECT(zodgate_api_operation(api, 1) == NULL);
}

static void test_accepted(const zodgate_api* api) {
    zodgate_text json, again;
    zodgate_verdict* const verdict = check(api, "POST", TARGET, good_fields, GOOD);
    EXPECT(zodgate_verdict_kind(verdict) == ZODGATE_ACCEPTED);
    EXPECT(zodgate_verdict_status(verdict) == 0);
    EXPECT(zodgate_verdict_is_checked(verdict) == 1);
    EXPECT(zodgate_verdict_operation(verdict) == zodgate_api_operation(api, 0));
    EXPECT(zodgate_verdict_identity(verdict) == NULL);
    EXPECT(zodgate_verdict_header_count(verdict) == 0);
    EXPECT_TEXT(zodgate_verdict_header_name(verdict, 0), "");
    EXPECT_TEXT(zodgate_verdict_body(verdict), "");
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_BODY, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "{\"email\":\"ada@example.com\",\"role\":\"admin\"}");
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_BODY, &again) == ZODGATE_OK);
    EXPECT(again.data == json.data);
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_PATH, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "{\"orgId\":\"org_1\"}");
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_QUERY, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "{}");
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_HEADER, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "{}");
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_COOKIE, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "{}");
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_NONE, &json) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_verdict_value(verdict, 5, &json) == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(json, "");
    zodgate_verdict_free(verdict);
}

static void test_accepted_trees(const zodgate_api* api) {
    zodgate_buffer* json = NULL;
    zodgate_verdict* verdict = check(api, "POST", TARGET, good_fields, GOOD);
    const zodgate_value* const body = zodgate_verdict_tree(verdict, ZODGATE_PART_BODY);
    const zodgate_text email = zodgate_value_string(zodgate_value_member(body, "email", 5));
    const zodgate_text id =
        zodgate_value_string(zodgate_value_member(zodgate_verdict_tree(verdict, ZODGATE_PART_PATH), "orgId", 5));
    EXPECT(zodgate_value_kind_of(body) == ZODGATE_VALUE_OBJECT);
    EXPECT(zodgate_value_size(body) == 2);
    EXPECT(email.length == 15 && memcmp(email.data, "ada@example.com", 15) == 0);
    EXPECT(id.length == 5 && memcmp(id.data, "org_1", 5) == 0);
    EXPECT(zodgate_value_kind_of(zodgate_verdict_tree(verdict, ZODGATE_PART_QUERY)) == ZODGATE_VALUE_OBJECT);
    EXPECT(zodgate_value_size(zodgate_verdict_tree(verdict, ZODGATE_PART_HEADER)) == 0);
    EXPECT(zodgate_value_size(zodgate_verdict_tree(verdict, ZODGATE_PART_COOKIE)) == 0);
    EXPECT(zodgate_verdict_tree(verdict, ZODGATE_PART_NONE) == NULL);
    EXPECT(zodgate_verdict_tree(verdict, 5) == NULL);
    EXPECT(zodgate_buffer_new(&json) == ZODGATE_OK);
    EXPECT(zodgate_value_json(body, json) == ZODGATE_OK);
    EXPECT_TEXT(zodgate_buffer_text(json), "{\"email\":\"ada@example.com\",\"role\":\"admin\"}");
    zodgate_buffer_free(json);
    zodgate_verdict_free(verdict);

    verdict = check(api, "POST", TARGET, good_fields, BAD);
    EXPECT(zodgate_verdict_tree(verdict, ZODGATE_PART_BODY) == NULL);
    zodgate_verdict_free(verdict);
}

static void test_rejected(const zodgate_api* api) {
    zodgate_text json;
    zodgate_verdict* verdict = check(api, "POST", TARGET, good_fields, BAD);
    EXPECT(zodgate_verdict_kind(verdict) == ZODGATE_REJECTED);
    EXPECT(zodgate_verdict_status(verdict) == 400);
    EXPECT_TEXT(zodgate_verdict_header_name(verdict, 0), "Content-Type");
    EXPECT_TEXT(zodgate_verdict_header_value(verdict, 0), "application/json");
    EXPECT_TEXT(zodgate_verdict_body(verdict), "{\"error\":\"Validation error\",\"issues\":" ROLE_ISSUE "}");
    EXPECT(zodgate_verdict_operation(verdict) == NULL);
    EXPECT(zodgate_verdict_is_checked(verdict) == 0);
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_BODY, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "");
    zodgate_verdict_free(verdict);

    EXPECT(refuses(api, "POST", TARGET, good_fields, "{\"email\":", 400, "{\"error\":\"Validation error\""));
    EXPECT(refuses(api, "POST", TARGET, good_fields, NULL, 400, "{\"error\":"));

    verdict = check(api, "POST", TARGET, no_fields, GOOD);
    EXPECT(zodgate_verdict_status(verdict) == 401);
    EXPECT_TEXT(zodgate_verdict_body(verdict), "{\"error\":\"Unauthorized\"}");
    EXPECT(has(header_of(verdict, "WWW-Authenticate"), "Bearer"));
    zodgate_verdict_free(verdict);

    EXPECT(refuses(api, "POST", "/api/v1/elsewhere", good_fields, GOOD, 404, "{\"error\":"));
    verdict = check(api, "DELETE", TARGET, good_fields, NULL);
    EXPECT(zodgate_verdict_status(verdict) == 405);
    EXPECT(has(header_of(verdict, "Allow"), "POST"));
    zodgate_verdict_free(verdict);
    EXPECT(refuses(api, "POST", TARGET, text_fields, GOOD, 415, "{\"error\":"));
}

// A body that the server has not read to its end, however good its beginning is.
static void test_too_long(const zodgate_api* api) {
    zodgate_request request = request_of("POST", TARGET, good_fields, GOOD);
    zodgate_verdict* verdict = NULL;
    request.is_too_long = 1;
    EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_OK);
    EXPECT(zodgate_verdict_status(verdict) == 413);
    zodgate_verdict_free(verdict);
    request.body = zodgate_text_of(NULL);
    EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_OK);
    EXPECT(zodgate_verdict_status(verdict) == 413);
    zodgate_verdict_free(verdict);
    // What comes before the body is refused as ever.
    request.headers = NULL;
    EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_OK);
    EXPECT(zodgate_verdict_status(verdict) == 401);
    zodgate_verdict_free(verdict);
}

static void test_limit_of_bodies(zodgate_text document) {
    zodgate_options schema;
    zodgate_api_options options;
    zodgate_api* api;
    zodgate_options_init(&schema, sizeof schema);
    zodgate_api_options_init(&options, sizeof options);
    EXPECT(options.max_target_bytes == 65536);
    schema.max_bytes = strlen(GOOD) - 1;
    options.schema = &schema;
    api = load(document, &options);
    EXPECT(zodgate_api_max_body_bytes(api) == schema.max_bytes);
    EXPECT(refuses(api, "POST", TARGET, good_fields, GOOD, 413, "{\"error\":"));
    EXPECT(refuses(api, "POST", TARGET, good_fields, "{}", 400, "{\"error\":"));
    zodgate_api_free(api);
}

static void test_authenticator(zodgate_text document) {
    zodgate_api_options options;
    zodgate_api* api;
    zodgate_verdict* verdict;
    seen what = {0, 0, 0, ZODGATE_ACCEPTED, 0};
    zodgate_api_options_init(&options, sizeof options);
    options.authenticator = authenticate;
    options.authenticator_context = &what;
    api = load(document, &options);

    verdict = check(api, "POST", TARGET, good_fields, GOOD);
    EXPECT(zodgate_verdict_kind(verdict) == ZODGATE_ACCEPTED);
    EXPECT(zodgate_verdict_identity(verdict) == &what);
    EXPECT(what.calls == 1 && what.released == 0);
    zodgate_verdict_free(verdict);
    EXPECT(what.released == 1);

    EXPECT(refuses(api, "POST", TARGET, read_only_fields, GOOD, 403, "{\"error\":\"Forbidden\"}"));
    EXPECT(refuses(api, "POST", TARGET, expired_fields, GOOD, 401, "{\"error\":\"Expired\"}"));
    EXPECT(refuses(api, "POST", TARGET, good_fields, BAD, 400, "{\"error\":\"Validation error\""));
    EXPECT(what.calls == what.released);
    zodgate_api_free(api);
}

// What an authenticator should not return lets nobody in.
static void test_senseless_authenticator(zodgate_text document) {
    static const field fields[] = {
        {"authorization", "Bearer other"}, {"content-type", "application/json"}, {NULL, NULL}};
    zodgate_api_options options;
    zodgate_api* api;
    seen what = {0, 0, 0, ZODGATE_ACCEPTED, 0};
    zodgate_api_options_init(&options, sizeof options);
    options.authenticator = authenticate;
    options.authenticator_context = &what;
    api = load(document, &options);
    EXPECT(refuses(api, "POST", TARGET, fields, GOOD, 401, "{\"error\":\"Unauthorized\"}"));
    EXPECT(what.calls == 1 && what.released == 1);
    zodgate_api_free(api);
}

static void test_error_mapper(zodgate_text document) {
    zodgate_api_options options;
    zodgate_api* api;
    zodgate_verdict* verdict;
    int calls = 0;
    zodgate_api_options_init(&options, sizeof options);
    options.error_mapper = map_error;
    options.error_mapper_context = &calls;
    api = load(document, &options);

    verdict = check(api, "POST", TARGET, german_fields, BAD);
    EXPECT(zodgate_verdict_status(verdict) == 422);
    EXPECT_TEXT(zodgate_verdict_body(verdict), "{\"error\":\"Faux\",\"issues\":" ROLE_ISSUE "}");
    EXPECT_TEXT(header_of(verdict, "X-Mapped"), "yes");
    EXPECT_TEXT(header_of(verdict, "X-Tab"), "a\tb\xC3\xA9");
    EXPECT_TEXT(header_of(verdict, "X-Empty"), "");
    EXPECT_TEXT(header_of(verdict, "X-Odd"), "");
    EXPECT(zodgate_verdict_header_count(verdict) == 4);
    zodgate_verdict_free(verdict);

    verdict = check(api, "POST", "/nowhere", good_fields, BAD);
    EXPECT(zodgate_verdict_status(verdict) == 404);
    EXPECT_TEXT(zodgate_verdict_body(verdict), "<p>gone</p>");
    EXPECT_TEXT(header_of(verdict, "Content-Type"), "text/html");
    zodgate_verdict_free(verdict);
    EXPECT(calls == 2);
    zodgate_api_free(api);
}

static void test_report_only(zodgate_text document) {
    zodgate_api_options options;
    zodgate_api* api;
    zodgate_verdict* verdict;
    zodgate_text json;
    seen what = {0, 0, 0, ZODGATE_ACCEPTED, 0};
    zodgate_api_options_init(&options, sizeof options);
    options.report_only = 1;
    options.observer = observe;
    options.observer_context = &what;
    api = load(document, &options);

    verdict = check(api, "POST", TARGET, good_fields, BAD);
    EXPECT(zodgate_verdict_kind(verdict) == ZODGATE_ACCEPTED);
    EXPECT(zodgate_verdict_is_checked(verdict) == 0);
    EXPECT_TEXT(zodgate_operation_path(zodgate_verdict_operation(verdict)), OPERATION);
    EXPECT(zodgate_verdict_value(verdict, ZODGATE_PART_BODY, &json) == ZODGATE_OK);
    EXPECT_TEXT(json, "");
    EXPECT(what.calls == 1 && what.kind == ZODGATE_REJECTED && what.status == 400 && what.has_operation == 1);
    zodgate_verdict_free(verdict);

    verdict = check(api, "POST", "/nowhere", good_fields, BAD);
    EXPECT(zodgate_verdict_kind(verdict) == ZODGATE_NOT_MINE);
    EXPECT(zodgate_verdict_operation(verdict) == NULL);
    EXPECT(what.calls == 2 && what.kind == ZODGATE_REJECTED && what.status == 404 && what.has_operation == 0);
    zodgate_verdict_free(verdict);

    verdict = check(api, "POST", TARGET, good_fields, GOOD);
    EXPECT(zodgate_verdict_is_checked(verdict) == 1);
    EXPECT(what.calls == 3 && what.kind == ZODGATE_ACCEPTED && what.status == 0);
    zodgate_verdict_free(verdict);
    zodgate_api_free(api);
}

static void test_other_options(zodgate_text document) {
    static const char* const base_paths[] = {"/base"};
    static const zodgate_error_text errors[] = {{400, "No good"}, {404, "No such place"}};
    zodgate_api_options options;
    zodgate_api* api;
    zodgate_verdict* verdict;
    zodgate_api_options_init(&options, sizeof options);
    EXPECT(options.struct_size == sizeof options);
    EXPECT(options.schema == NULL && options.base_paths == NULL && options.errors == NULL);
    EXPECT(options.report_only == 0 && options.authenticator == NULL);
    options.base_paths = base_paths;
    options.base_path_count = 1;
    options.errors = errors;
    options.error_count = 2;
    options.unknown_method = ZODGATE_UNMATCHED_PASS;
    options.all_parts = 1;
    options.error_shape = ZODGATE_SHAPE_FLATTEN;
    api = load(document, &options);
    EXPECT(refuses(api, "POST", TARGET, good_fields, GOOD, 404, "{\"error\":\"No such place\""));
    verdict = check(api, "POST", "/base/v1/organizations/org_1/invite", good_fields, BAD);
    EXPECT(zodgate_verdict_status(verdict) == 400);
    EXPECT_TEXT(zodgate_verdict_body(verdict),
                "{\"error\":\"No good\",\"formErrors\":[],\"fieldErrors\":{\"body\":[\"" ROLE_MESSAGE "\"]}}");
    zodgate_verdict_free(verdict);
    verdict = check(api, "DELETE", "/base/v1/organizations/org_1/invite", good_fields, NULL);
    EXPECT(zodgate_verdict_kind(verdict) == ZODGATE_NOT_MINE);
    EXPECT(zodgate_verdict_status(verdict) == 0);
    zodgate_verdict_free(verdict);
    zodgate_api_free(api);
}

static void test_words(zodgate_text document) {
    int calls = 0;
    zodgate_locale locales[1];
    zodgate_api_options options;
    zodgate_api* api = NULL;
    locales[0].tag = "de";
    locales[0].message = say_in_german;
    locales[0].context = &calls;
    zodgate_api_options_init(&options, sizeof options);
    options.locales = locales;
    options.locale_count = 1;
    api = load(document, &options);
    EXPECT(refuses(api, "POST", TARGET, german_fields, BAD, 400, "\"message\":\"Keine der Rollen\""));
    EXPECT(calls == 1);
    EXPECT(refuses(api, "POST", TARGET, good_fields, BAD, 400, "\"message\":\"" ROLE_MESSAGE "\""));
    EXPECT(calls == 1);
    zodgate_api_free(api);

    options.locales = NULL;
    options.locale_count = 0;
    options.message = say_in_german;
    options.message_context = &calls;
    api = load(document, &options);
    EXPECT(refuses(api, "POST", TARGET, good_fields, BAD, 400, "\"message\":\"Keine der Rollen\""));
    EXPECT(calls == 2);
    zodgate_api_free(api);

    locales[0].tag = "no tag";
    options.locales = locales;
    options.locale_count = 1;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(api == NULL);
}

static void test_responses(const zodgate_api* api) {
    const char body[] = "{\"issues\":[]}";
    zodgate_result* result = NULL;
    zodgate_text text;
    EXPECT(zodgate_api_check_response(api, "POST " OPERATION, 401, "application/json", "{\"error\":\"x\"}", 13,
                                      &result) == ZODGATE_OK);
    EXPECT(zodgate_result_valid(result) == 1);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_NONE);
    EXPECT_TEXT(zodgate_result_reason(result), "");
    zodgate_result_free(result);

    EXPECT(zodgate_api_check_response(api, "POST " OPERATION, 401, "application/json", body, strlen(body), &result) ==
           ZODGATE_OK);
    EXPECT(zodgate_result_status(result) == ZODGATE_INVALID);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_BODY);
    EXPECT(zodgate_result_issue_count(result) == 1);
    EXPECT(zodgate_result_issues(result, &text) == ZODGATE_OK);
    EXPECT(has(text, "\"path\":[\"error\"]"));
    EXPECT(zodgate_result_reason(result).length > 0);
    zodgate_result_free(result);

    EXPECT(zodgate_api_check_response(api, "POST " OPERATION, 401, "text/html", "x", 1, &result) == ZODGATE_OK);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_MEDIA_TYPE);
    zodgate_result_free(result);
    EXPECT(zodgate_api_check_response(api, "POST " OPERATION, 418, NULL, NULL, 0, &result) == ZODGATE_OK);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_UNDECLARED_STATUS);
    zodgate_result_free(result);
    EXPECT(zodgate_api_check_response(api, "nothing", 200, NULL, NULL, 0, &result) == ZODGATE_OK);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_UNKNOWN_OPERATION);
    zodgate_result_free(result);
}

static void test_load_errors(zodgate_text document) {
    const char text[] =
        "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{\"/x\":{\"post\":{"
        "\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"type\":\"text\"}}}},"
        "\"responses\":{\"200\":{\"description\":\"ok\"}}}}}}";
    zodgate_options schema;
    zodgate_api_options options;
    zodgate_api* api = NULL;
    zodgate_error* error = NULL;
    zodgate_options_init(&schema, sizeof schema);
    zodgate_api_options_init(&options, sizeof options);
    schema.document_name = "api.json";
    options.schema = &schema;
    EXPECT(zodgate_api_from_openapi(text, strlen(text), &options, &api, &error) == ZODGATE_SCHEMA_ERROR);
    EXPECT(api == NULL);
    EXPECT_TEXT(zodgate_error_document(error), "api.json");
    EXPECT_TEXT(zodgate_error_pointer(error), "/paths/~1x/post/requestBody/content/application~1json/schema/type");
    EXPECT(zodgate_error_reason(error).length > 0);
    zodgate_error_free(error);
    EXPECT(zodgate_api_from_openapi(NULL, 0, &options, &api, &error) == ZODGATE_SCHEMA_ERROR);
    zodgate_error_free(error);

    options.numbers = 2;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, &error) ==
           ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(zodgate_error_what(error), "numbers is none of its choices");
    zodgate_error_free(error);
    options.numbers = ZODGATE_NUMBERS_JSON;
    options.error_count = 1;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, NULL) == ZODGATE_INVALID_ARGUMENT);
    options.error_count = 0;
    options.base_path_count = 1;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, NULL) == ZODGATE_INVALID_ARGUMENT);
    options.base_path_count = 0;
    options.reserved = 1;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, NULL) == ZODGATE_INVALID_ARGUMENT);
    options.reserved = 0;
    options.struct_size = 12;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, NULL) == ZODGATE_INVALID_ARGUMENT);
    options.struct_size = sizeof options;
    options.locale_count = 1;
    EXPECT(zodgate_api_from_openapi(document.data, document.length, &options, &api, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(api == NULL);
}

void test_apis(zodgate_text document) {
    zodgate_api* const api = load(document, NULL);
    test_operations(api);
    test_accepted(api);
    test_accepted_trees(api);
    test_too_long(api);
    test_rejected(api);
    test_responses(api);
    zodgate_api_free(api);
    test_limit_of_bodies(document);
    test_authenticator(document);
    test_senseless_authenticator(document);
    test_error_mapper(document);
    test_report_only(document);
    test_other_options(document);
    test_words(document);
    test_load_errors(document);
}

// --- all of it without handles, and without places for what comes out ------------------------------------------------

static void test_callback_handles_without(void) {
    zodgate_text text;
    seen what = {0, 0, 0, ZODGATE_ACCEPTED, 0};
    EXPECT(zodgate_credentials_count(NULL) == 0);
    EXPECT(zodgate_credential_kind_of(NULL, 0) == ZODGATE_CREDENTIAL_OTHER);
    EXPECT_TEXT(zodgate_credential_scheme(NULL, 0), "");
    EXPECT_TEXT(zodgate_credential_value(NULL, 0), "");
    EXPECT_TEXT(zodgate_credential_user(NULL, 0), "");
    EXPECT(zodgate_credential_scope_count(NULL, 0) == 0);
    EXPECT_TEXT(zodgate_credential_scope(NULL, 0, 0), "");
    EXPECT(zodgate_credentials_operation(NULL) == NULL);
    EXPECT(zodgate_credentials_request(NULL) == NULL);
    EXPECT(zodgate_authentication_set_identity(NULL, &what, release) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(what.released == 1);
    EXPECT(zodgate_authentication_set_error(NULL, "x", 1) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_status(NULL) == 0);
    EXPECT_TEXT(zodgate_refusal_error(NULL), "");
    EXPECT(zodgate_refusal_issues(NULL, &text) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_part(NULL) == ZODGATE_PART_NONE);
    EXPECT(zodgate_refusal_operation(NULL) == NULL);
    EXPECT(zodgate_refusal_request(NULL) == NULL);
    EXPECT(zodgate_refusal_set_status(NULL, 400) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_set_error(NULL, "x", 1) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_set_body(NULL, "x", 1, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_refusal_add_header(NULL, "x", "y") == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(zodgate_issue_code(NULL), "");
    EXPECT(zodgate_issue_json(NULL, &text) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_issue_set_message(NULL, "x", 1) == ZODGATE_INVALID_ARGUMENT);
    zodgate_header_found(NULL, "x", 1);
}

static void test_verdicts_without(void) {
    zodgate_text text;
    EXPECT(zodgate_verdict_kind(NULL) == ZODGATE_REJECTED);
    EXPECT(zodgate_verdict_status(NULL) == 500);
    EXPECT(zodgate_verdict_header_count(NULL) == 0);
    EXPECT_TEXT(zodgate_verdict_header_name(NULL, 0), "");
    EXPECT_TEXT(zodgate_verdict_header_value(NULL, 0), "");
    EXPECT_TEXT(zodgate_verdict_body(NULL), "");
    EXPECT(zodgate_verdict_operation(NULL) == NULL);
    EXPECT(zodgate_verdict_is_checked(NULL) == 0);
    EXPECT(zodgate_verdict_value(NULL, ZODGATE_PART_BODY, &text) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_verdict_tree(NULL, ZODGATE_PART_BODY) == NULL);
    EXPECT(zodgate_verdict_identity(NULL) == NULL);
    EXPECT_TEXT(zodgate_operation_id(NULL), "");
    EXPECT_TEXT(zodgate_operation_method(NULL), "");
    EXPECT_TEXT(zodgate_operation_path(NULL), "");
    EXPECT_TEXT(zodgate_operation_pointer(NULL), "");
    zodgate_verdict_free(NULL);
}

void test_apis_without(zodgate_text document) {
    zodgate_api* const api = load(document, NULL);
    zodgate_request request = request_of("POST", TARGET, good_fields, GOOD);
    zodgate_verdict* verdict = NULL;
    zodgate_result* result = NULL;
    zodgate_text first = {NULL, 0};
    EXPECT(zodgate_has_yaml() == 0 || zodgate_has_yaml() == 1);
    EXPECT(zodgate_api_from_openapi(document.data, document.length, NULL, NULL, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_api_check(NULL, &request, &verdict) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_api_check(api, NULL, &verdict) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_api_check(api, &request, NULL) == ZODGATE_INVALID_ARGUMENT);
    request.body.data = NULL;
    EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_INVALID_ARGUMENT);
    request = request_of("POST", TARGET, good_fields, GOOD);
    // No version ends here.
    for (request.struct_size = 0; request.struct_size < sizeof request; ++request.struct_size) {
        EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_INVALID_ARGUMENT);
    }
    EXPECT(verdict == NULL);

    // A request of nothing but its size.
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    EXPECT(zodgate_api_check(api, &request, &verdict) == ZODGATE_OK);
    EXPECT(zodgate_verdict_status(verdict) == 404);
    zodgate_verdict_free(verdict);
    EXPECT(zodgate_request_header(&request, "host", 4, keep_first, &first) == ZODGATE_OK);
    EXPECT(first.data == NULL);
    EXPECT(zodgate_request_header(NULL, "host", 4, keep_first, &first) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_request_header(&request, "host", 4, NULL, &first) == ZODGATE_INVALID_ARGUMENT);

    EXPECT(zodgate_api_check_response(NULL, "x", 200, NULL, NULL, 0, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_api_check_response(api, NULL, 200, NULL, NULL, 0, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_api_check_response(api, "x", 200, NULL, NULL, 1, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_api_check_response(api, "x", 200, NULL, NULL, 0, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(result == NULL);
    EXPECT(zodgate_api_operation_count(NULL) == 0);
    EXPECT(zodgate_api_operation(NULL, 0) == NULL);
    EXPECT(zodgate_api_max_body_bytes(NULL) == 0);
    zodgate_api_options_init(NULL, sizeof(zodgate_api_options));
    test_callback_handles_without();
    test_verdicts_without();
    zodgate_api_free(api);
    zodgate_api_free(NULL);
}

// Schemas and results.
#include "expect.h"

#include <string.h>

static const char invite[] =
    "{\"type\":\"object\",\"properties\":{\"email\":{\"type\":\"string\",\"format\":\"email\"},"
    "\"role\":{\"type\":\"string\",\"enum\":[\"admin\",\"member\"],\"default\":\"member\"}},\"required\":[\"email\"]}";

static zodgate_schema* parse(const char* text, const zodgate_options* options) {
    zodgate_schema* schema = NULL;
    zodgate_error* error = NULL;
    EXPECT(zodgate_schema_parse(text, strlen(text), options, &schema, &error) == ZODGATE_OK);
    EXPECT(schema != NULL);
    EXPECT(error == NULL);
    return schema;
}

static zodgate_result* check(const zodgate_schema* schema, const char* payload, int with_value) {
    zodgate_result* result = NULL;
    EXPECT(zodgate_schema_check(schema, payload, strlen(payload), with_value, &result) == ZODGATE_OK);
    EXPECT(result != NULL);
    return result;
}

static void test_versions(void) {
    char version[32];
    EXPECT(zodgate_c_abi_version() == ZODGATE_C_ABI_VERSION);
    EXPECT(strlen(zodgate_version()) >= strlen("0.0.0"));
    EXPECT(strlen(zodgate_version()) < sizeof version);
    EXPECT(strcmp(zodgate_zod_version(), "4.6.7") == 0);
    EXPECT_TEXT(zodgate_text_of("abc"), "abc");
    EXPECT_TEXT(zodgate_text_of(NULL), "");
    EXPECT(strcmp(zodgate_code_text(ZODGATE_OK), "ok") == 0);
    EXPECT(strcmp(zodgate_code_text(ZODGATE_OUT_OF_MEMORY), "out of memory") == 0);
    EXPECT(strcmp(zodgate_code_text((zodgate_code)7), "unknown code") == 0);
    EXPECT(strcmp(zodgate_code_text((zodgate_code)99), "unknown code") == 0);
}

static void test_good_payload(const zodgate_schema* schema) {
    zodgate_text text;
    zodgate_result* result = check(schema, "{\"email\":\"ada@example.com\",\"x\":1}", ZODGATE_WITH_JSON);
    EXPECT(zodgate_result_status(result) == ZODGATE_VALID);
    EXPECT(zodgate_result_valid(result) == 1);
    EXPECT(zodgate_result_issue_count(result) == 0);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_NONE);
    EXPECT_TEXT(zodgate_result_value(result), "{\"email\":\"ada@example.com\",\"role\":\"member\"}");
    EXPECT(zodgate_result_issues(result, &text) == ZODGATE_OK);
    EXPECT_TEXT(text, "[]");
    zodgate_result_free(result);

    result = check(schema, "{\"email\":\"ada@example.com\"}", 0);
    EXPECT(zodgate_result_valid(result) == 1);
    EXPECT_TEXT(zodgate_result_value(result), "");
    zodgate_result_free(result);
}

#define ROLE_MESSAGE "Invalid option: expected one of \\\"admin\\\"|\\\"member\\\""
#define ROLE_ISSUE                                                                                                   \
    "[{\"code\":\"invalid_value\",\"values\":[\"admin\",\"member\"],\"path\":[\"role\"],\"message\":\"" ROLE_MESSAGE \
    "\"}]"

static void test_bad_payload(const zodgate_schema* schema) {
    zodgate_text issues, again, body, other, form;
    zodgate_result* const result = check(schema, "{\"email\":\"ada@example.com\",\"role\":\"owner\"}", 1);
    EXPECT(zodgate_result_status(result) == ZODGATE_INVALID);
    EXPECT(zodgate_result_valid(result) == 0);
    EXPECT(zodgate_result_issue_count(result) == 1);
    EXPECT(zodgate_result_truncated(result) == 0);
    EXPECT(zodgate_result_patterns_stopped(result) == 0);
    EXPECT(zodgate_result_fault(result) == ZODGATE_FAULT_BODY);
    EXPECT_TEXT(zodgate_result_reason(result), "");
    EXPECT_TEXT(zodgate_result_value(result), "");
    EXPECT(zodgate_result_issues(result, &issues) == ZODGATE_OK);
    EXPECT_TEXT(issues, ROLE_ISSUE);
    EXPECT(zodgate_result_issues(result, &again) == ZODGATE_OK);
    EXPECT(again.data == issues.data);

    // Earlier bodies stay.
    EXPECT(zodgate_result_body(result, "Validation error", 16, &body) == ZODGATE_OK);
    EXPECT(zodgate_result_body(result, "Faux\xFF", 5, &other) == ZODGATE_OK);
    EXPECT_TEXT(body, "{\"error\":\"Validation error\",\"issues\":" ROLE_ISSUE "}");
    EXPECT_TEXT(other, "{\"error\":\"Faux\xEF\xBF\xBD\",\"issues\":" ROLE_ISSUE "}");

    EXPECT(zodgate_result_form(result, ZODGATE_FORM_FLATTEN, &form) == ZODGATE_OK);
    EXPECT_TEXT(form, "{\"formErrors\":[],\"fieldErrors\":{\"role\":[\"" ROLE_MESSAGE "\"]}}");
    EXPECT(zodgate_result_form(result, ZODGATE_FORM_TREE, &form) == ZODGATE_OK);
    EXPECT_TEXT(form, "{\"errors\":[],\"properties\":{\"role\":{\"errors\":[\"" ROLE_MESSAGE "\"]}}}");
    EXPECT(zodgate_result_form(result, ZODGATE_FORM_FORMAT, &form) == ZODGATE_OK);
    EXPECT_TEXT(form, "{\"_errors\":[],\"role\":{\"_errors\":[\"" ROLE_MESSAGE "\"]}}");
    EXPECT(zodgate_result_form(result, ZODGATE_FORM_PRETTY, &form) == ZODGATE_OK);
    EXPECT_TEXT(form, "\xE2\x9C\x96 Invalid option: expected one of \"admin\"|\"member\"\n  \xE2\x86\x92 at role");
    EXPECT(zodgate_result_form(result, 4, &form) == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(form, "");
    EXPECT(zodgate_result_form(result, -1, &form) == ZODGATE_INVALID_ARGUMENT);
    zodgate_result_free(result);
}

static void test_malformed_payload(const zodgate_schema* schema) {
    const char with_nul[] = "{\"email\":\"ada@example.com\"}\0{}";
    zodgate_result* result = check(schema, "{\"email\":", 1);
    EXPECT(zodgate_result_status(result) == ZODGATE_MALFORMED);
    EXPECT(zodgate_result_issue_count(result) == 1);
    zodgate_result_free(result);

    // No payload is one, of no bytes.
    EXPECT(zodgate_schema_check(schema, NULL, 0, 0, &result) == ZODGATE_OK);
    EXPECT(zodgate_result_status(result) == ZODGATE_MALFORMED);
    zodgate_result_free(result);

    // The length counts, and not a NUL.
    EXPECT(zodgate_schema_check(schema, with_nul, sizeof with_nul - 1, 0, &result) == ZODGATE_OK);
    EXPECT(zodgate_result_status(result) == ZODGATE_MALFORMED);
    zodgate_result_free(result);
}

static void test_limits(void) {
    zodgate_options options;
    zodgate_schema* schema;
    zodgate_result* result;
    zodgate_options_init(&options, sizeof options);
    options.max_bytes = 40;
    options.max_issues = 1;
    schema = parse(invite, &options);
    result = check(schema, "{\"email\":\"ada@example.com\",\"role\":\"admin\" }", 0);
    EXPECT(zodgate_result_status(result) == ZODGATE_OVER_LIMIT);
    EXPECT(zodgate_result_issue_count(result) == 1);
    zodgate_result_free(result);
    result = check(schema, "{\"email\":1,\"role\":2}", 0);
    EXPECT(zodgate_result_status(result) == ZODGATE_INVALID);
    EXPECT(zodgate_result_issue_count(result) == 1);
    EXPECT(zodgate_result_truncated(result) == 1);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
}

static void test_options(void) {
    zodgate_options options;
    zodgate_schema* schema;
    zodgate_result* result;
    zodgate_options_init(&options, sizeof options);
    EXPECT(options.struct_size == sizeof options);
    EXPECT(options.max_bytes == 16777216);
    EXPECT(options.max_depth == 256);
    EXPECT(options.max_values == 1000000);
    EXPECT(options.max_members == 100000);
    EXPECT(options.max_string_bytes == 16777216);
    EXPECT(options.max_references == 100000);
    EXPECT(options.max_documents == 1000);
    EXPECT(options.max_issues == 1000);
    EXPECT(options.max_schema_depth == 128);
    EXPECT(options.document_name == NULL);

    options.unknown_keys = ZODGATE_UNKNOWN_KEYS_KEEP;
    options.refuse_repeated_keys = 1;
    schema = parse(invite, &options);
    result = check(schema, "{\"email\":\"ada@example.com\",\"x\":1}", 1);
    EXPECT_TEXT(zodgate_result_value(result), "{\"email\":\"ada@example.com\",\"role\":\"member\",\"x\":1}");
    zodgate_result_free(result);
    result = check(schema, "{\"email\":\"ada@example.com\",\"email\":\"ada@example.com\"}", 1);
    EXPECT(zodgate_result_valid(result) == 0);
    zodgate_result_free(result);
    zodgate_schema_free(schema);

    zodgate_options_init(&options, sizeof options);
    options.max_values = 2;
    schema = parse("{}", &options);
    result = check(schema, "[1,2]", 0);
    EXPECT(zodgate_result_status(result) == ZODGATE_OVER_LIMIT);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
    zodgate_options_init(&options, sizeof options);
    options.max_references = 0;
    EXPECT(zodgate_schema_parse("{\"$ref\":\"#\"}", 12, &options, &schema, NULL) == ZODGATE_SCHEMA_ERROR);

    zodgate_options_init(&options, sizeof options);
    schema = parse("{\"type\":\"string\",\"format\":\"json-pointer\"}", &options);
    result = check(schema, "\"~\"", 0);
    EXPECT(zodgate_result_valid(result) == 1);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
    options.formats = ZODGATE_FORMATS_ALL;
    schema = parse("{\"type\":\"string\",\"format\":\"json-pointer\"}", &options);
    result = check(schema, "\"~\"", 0);
    EXPECT(zodgate_result_valid(result) == 0);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
}

// Answers one URI, and counts how often it is asked.
static int find_document(void* context, zodgate_text uri, zodgate_text* text) {
    static const char other[] = "{\"$anchor\":\"here\",\"type\":\"string\",\"contentEncoding\":\"base64\"}";
    const char known[] = "https://example.com/other.json";
    ++*(int*)context;
    if (uri.length != sizeof known - 1 || memcmp(uri.data, known, uri.length) != 0) return 0;
    text->data = other;
    text->length = sizeof other - 1;
    return 1;
}

static void test_json_schema(void) {
    zodgate_options options;
    zodgate_schema* schema = NULL;
    zodgate_result* result;
    zodgate_error* error = NULL;
    int asked = 0;
    zodgate_options_init(&options, sizeof options);
    EXPECT(options.semantics == ZODGATE_SEMANTICS_ZOD);
    EXPECT(options.resolver == NULL);
    schema = parse("{\"type\":\"integer\"}", &options);
    result = check(schema, "9007199254740993", 0);
    EXPECT(zodgate_result_valid(result) == 0);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
    options.semantics = ZODGATE_SEMANTICS_JSON_SCHEMA;
    options.formats = ZODGATE_FORMATS_NONE;
    options.default_dialect = "http://json-schema.org/draft-04/schema#";
    schema = parse("{\"type\":\"integer\",\"const\":1}", &options);
    result = check(schema, "9007199254740993", 0);
    EXPECT(zodgate_result_valid(result) == 1);
    zodgate_result_free(result);
    zodgate_schema_free(schema);

    options.default_dialect = NULL;
    options.document_uri = "https://example.com/schemas.json";
    options.check_content = 1;
    options.resolver = find_document;
    options.resolver_context = &asked;
    schema = parse("{\"items\":{\"$ref\":\"other.json#here\"}}", &options);
    EXPECT(asked == 1);
    result = check(schema, "[\"YQ==\"]", 0);
    EXPECT(zodgate_result_valid(result) == 1);
    zodgate_result_free(result);
    result = check(schema, "[\"%\"]", 0);
    EXPECT(zodgate_result_valid(result) == 0);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
    schema = NULL;
    EXPECT(zodgate_schema_parse("{\"$ref\":\"none.json\"}", 20, &options, &schema, &error) == ZODGATE_SCHEMA_ERROR);
    EXPECT(asked == 2);
    EXPECT_TEXT(zodgate_error_pointer(error), "/$ref");
    zodgate_error_free(error);
    options.semantics = 2;
    EXPECT(zodgate_schema_parse("{}", 2, &options, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
}

static void test_wrong_options(void) {
    zodgate_options options;
    zodgate_schema* schema = NULL;
    zodgate_error* error = NULL;
    zodgate_options_init(&options, sizeof options);
    options.formats = 3;
    EXPECT(zodgate_schema_parse("{}", 2, &options, &schema, &error) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(schema == NULL);
    EXPECT_TEXT(zodgate_error_what(error), "formats is none of its choices");
    EXPECT_TEXT(zodgate_error_pointer(error), "");
    zodgate_error_free(error);
    options.formats = 0;
    options.unknown_keys = -1;
    EXPECT(zodgate_schema_parse("{}", 2, &options, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
    options.unknown_keys = 0;
    options.struct_size = 0;
    EXPECT(zodgate_schema_parse("{}", 2, &options, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
    options.struct_size = (size_t)-1;
    EXPECT(zodgate_schema_parse("{}", 2, &options, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(schema == NULL);
}

// Sizes that no version has are refused, and nothing but the size is written.
static void test_struct_sizes(void) {
    const size_t wrong[] = {
        0, sizeof(size_t), 12, offsetof(zodgate_options, max_depth), sizeof(zodgate_options) - sizeof(size_t), 4097};
    struct {
        zodgate_options known;
        size_t later;
    } options;
    zodgate_schema* schema = NULL;
    size_t i = 0;
    for (; i < sizeof wrong / sizeof *wrong; ++i) {
        memset(&options, 0x55, sizeof options);
        zodgate_options_init(&options.known, wrong[i]);
        EXPECT(((const unsigned char*)&options)[sizeof(size_t)] == 0x55);
        EXPECT(options.later != 0);
        EXPECT(zodgate_schema_parse("{}", 2, &options.known, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
        zodgate_options_init(&options.known, sizeof options.known);
        options.known.struct_size = wrong[i];
        EXPECT(zodgate_schema_parse("{}", 2, &options.known, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
        EXPECT(schema == NULL);
    }
    // Nothing is behind the last member where another could come to lie.
    EXPECT(offsetof(zodgate_options, resolver_context) + sizeof(void*) == sizeof(zodgate_options));
    EXPECT(offsetof(zodgate_api_options, locale_count) + sizeof(size_t) == sizeof(zodgate_api_options));
    EXPECT(offsetof(zodgate_request, is_too_long) + sizeof(int) == sizeof(zodgate_request));
}

// A struct of a program compiled with a later version.
static void test_struct_versions(void) {
    struct {
        zodgate_options known;
        size_t later;
    } options;
    zodgate_schema* schema = NULL;
    memset(&options, 0x55, sizeof options);
    zodgate_options_init(&options.known, sizeof options);
    EXPECT(options.known.struct_size == sizeof options);
    EXPECT(options.known.max_bytes == 16777216);
    EXPECT(options.known.reserved == 0);
    EXPECT(options.later == 0);
    schema = parse("{}", &options.known);
    zodgate_schema_free(schema);
    options.later = 1;
    EXPECT(zodgate_schema_parse("{}", 2, &options.known, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(schema == NULL);
    options.later = 0;
    options.known.reserved = 1;
    EXPECT(zodgate_schema_parse("{}", 2, &options.known, &schema, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(schema == NULL);
}

static void test_schema_errors(void) {
    const char text[] = "{\"properties\":{\"a/b\":{\"type\":\"text\"}}}";
    zodgate_options options;
    zodgate_schema* schema = NULL;
    zodgate_error* error = NULL;
    zodgate_options_init(&options, sizeof options);
    options.document_name = "invite.json";
    EXPECT(zodgate_schema_parse(text, strlen(text), &options, &schema, &error) == ZODGATE_SCHEMA_ERROR);
    EXPECT(schema == NULL);
    EXPECT_TEXT(zodgate_error_document(error), "invite.json");
    EXPECT_TEXT(zodgate_error_pointer(error), "/properties/a~1b/type");
    EXPECT(zodgate_error_reason(error).length > 0);
    EXPECT(zodgate_error_offset(error) == (size_t)(strstr(text, "\"text\"") - text));
    EXPECT(has(zodgate_error_what(error), "invite.json at /properties/a~1b/type: "));
    EXPECT(has(zodgate_error_what(error), zodgate_error_reason(error).data));
    zodgate_error_free(error);

    // Without a place for the error; without a document; with half a one.
    EXPECT(zodgate_schema_parse(text, strlen(text), NULL, &schema, NULL) == ZODGATE_SCHEMA_ERROR);
    EXPECT(zodgate_schema_parse(NULL, 0, NULL, &schema, &error) == ZODGATE_SCHEMA_ERROR);
    EXPECT_TEXT(zodgate_error_document(error), "schema");
    zodgate_error_free(error);
    EXPECT(zodgate_schema_parse(text, 10, NULL, &schema, &error) == ZODGATE_SCHEMA_ERROR);
    zodgate_error_free(error);
    EXPECT(schema == NULL);
}

static void test_answers(const zodgate_schema* schema) {
    zodgate_buffer* buffer = NULL;
    zodgate_status status = ZODGATE_NOT_JUDGED;
    const char bad[] = "{\"email\":\"ada@example.com\",\"role\":\"owner\"}";
    const char good[] = "{\"email\":\"ada@example.com\"}";
    EXPECT(zodgate_buffer_new(&buffer) == ZODGATE_OK);
    EXPECT_TEXT(zodgate_buffer_text(buffer), "");
    EXPECT(zodgate_schema_answer(schema, bad, strlen(bad), "Bad", 3, buffer, &status) == ZODGATE_OK);
    EXPECT(status == ZODGATE_INVALID);
    EXPECT_TEXT(zodgate_buffer_text(buffer), "{\"error\":\"Bad\",\"issues\":" ROLE_ISSUE "}");
    EXPECT(zodgate_schema_answer(schema, good, strlen(good), "Bad", 3, buffer, NULL) == ZODGATE_OK);
    EXPECT_TEXT(zodgate_buffer_text(buffer), "");
    EXPECT(zodgate_schema_answer(schema, NULL, 0, NULL, 0, buffer, &status) == ZODGATE_OK);
    EXPECT(status == ZODGATE_MALFORMED);
    EXPECT(has(zodgate_buffer_text(buffer), "{\"error\":\"\",\"issues\":["));
    EXPECT(zodgate_schema_answer(NULL, bad, strlen(bad), "Bad", 3, buffer, &status) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(status == ZODGATE_NOT_JUDGED);
    EXPECT_TEXT(zodgate_buffer_text(buffer), "");
    EXPECT(zodgate_schema_answer(schema, bad, strlen(bad), "Bad", 3, NULL, &status) == ZODGATE_INVALID_ARGUMENT);
    zodgate_buffer_free(buffer);
}

// A buffer's own text, judged: an answer is no invitation. It cannot be what the answer calls the fault.
static void test_answer_of_own_text(const zodgate_schema* schema) {
    zodgate_buffer* buffer = NULL;
    zodgate_status status = ZODGATE_NOT_JUDGED;
    zodgate_text own;
    EXPECT(zodgate_buffer_new(&buffer) == ZODGATE_OK);
    EXPECT(zodgate_schema_answer(schema, "[]", 2, "Bad", 3, buffer, NULL) == ZODGATE_OK);
    own = zodgate_buffer_text(buffer);
    EXPECT(has(own, "expected object, received array"));
    EXPECT(zodgate_schema_answer(schema, own.data, own.length, "Bad", 3, buffer, &status) == ZODGATE_OK);
    EXPECT(status == ZODGATE_INVALID);
    own = zodgate_buffer_text(buffer);
    EXPECT(has(own, "\"path\":[\"email\"]"));
    EXPECT(zodgate_schema_answer(schema, "1", 1, own.data + own.length - 1, 1, buffer, &status) ==
           ZODGATE_INVALID_ARGUMENT);
    EXPECT(status == ZODGATE_NOT_JUDGED);
    EXPECT_TEXT(zodgate_buffer_text(buffer), "");
    zodgate_buffer_free(buffer);
}

// --- values ----------------------------------------------------------------------------------------------------------

static int is_text(zodgate_text text, const char* expected) {
    return text.data != NULL && text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

static const zodgate_value* member(const zodgate_value* value, const char* name) {
    return zodgate_value_member(value, name, strlen(name));
}

static void expect_json(const zodgate_value* value, const char* expected) {
    zodgate_buffer* buffer = NULL;
    EXPECT(zodgate_buffer_new(&buffer) == ZODGATE_OK);
    EXPECT(zodgate_value_json(value, buffer) == ZODGATE_OK);
    EXPECT_TEXT(zodgate_buffer_text(buffer), expected);
    zodgate_buffer_free(buffer);
}

static void test_scalars(const zodgate_value* root) {
    EXPECT(zodgate_value_kind_of(member(root, "n")) == ZODGATE_VALUE_NULL);
    EXPECT(zodgate_value_kind_of(member(root, "t")) == ZODGATE_VALUE_BOOLEAN);
    EXPECT(zodgate_value_boolean(member(root, "t"), 7) == 1);
    EXPECT(zodgate_value_boolean(member(root, "f"), 7) == 0);
    EXPECT(zodgate_value_boolean(member(root, "x"), 7) == 7);
    EXPECT(zodgate_value_kind_of(member(root, "x")) == ZODGATE_VALUE_NUMBER);
    EXPECT(zodgate_value_number(member(root, "x"), 7) == -1.5);
    EXPECT(zodgate_value_number(member(root, "big"), 7) > 1e308);
    EXPECT(zodgate_value_number(member(root, "t"), 7) == 7);
    EXPECT(zodgate_value_kind_of(member(root, "s")) == ZODGATE_VALUE_STRING);
    EXPECT(zodgate_value_string(member(root, "s")).length == 3);
    EXPECT(memcmp(zodgate_value_string(member(root, "s")).data, "a\0b", 3) == 0);
    EXPECT_TEXT(zodgate_value_string(root), "");
    EXPECT(zodgate_value_size(member(root, "s")) == 0);
    EXPECT(zodgate_value_at(member(root, "s"), 0) == NULL);
    EXPECT(member(member(root, "s"), "a") == NULL);
}

static void test_groups(const zodgate_value* root) {
    const zodgate_value* const list = member(root, "list");
    EXPECT(zodgate_value_kind_of(root) == ZODGATE_VALUE_OBJECT);
    EXPECT(zodgate_value_size(root) == 9);
    // As JavaScript has them: first names that are indices, then those that are declared, then the others as they came.
    EXPECT(is_text(zodgate_value_key_at(root, 0), "1"));
    EXPECT(is_text(zodgate_value_key_at(root, 1), "added"));
    EXPECT(zodgate_value_at(root, 2) == list);
    EXPECT_TEXT(zodgate_value_key_at(root, 9), "");
    EXPECT(zodgate_value_at(root, 9) == NULL);
    EXPECT(zodgate_value_kind_of(list) == ZODGATE_VALUE_ARRAY);
    EXPECT(zodgate_value_size(list) == 3);
    EXPECT(zodgate_value_number(zodgate_value_at(list, 0), 7) == 1);
    EXPECT(zodgate_value_size(zodgate_value_at(list, 1)) == 0);
    EXPECT(zodgate_value_kind_of(zodgate_value_at(list, 1)) == ZODGATE_VALUE_ARRAY);
    EXPECT(zodgate_value_number(zodgate_value_at(member(zodgate_value_at(list, 2), "a"), 0), 7) == 2);
    EXPECT(zodgate_value_kind_of(member(zodgate_value_at(list, 2), "b")) == ZODGATE_VALUE_OBJECT);
    EXPECT(zodgate_value_at(list, (size_t)-1) == NULL);
    EXPECT_TEXT(zodgate_value_key_at(list, 0), "");
    expect_json(list, "[1,[],{\"a\":[2],\"b\":{}}]");
}

static void test_trees(void) {
    static const char payload[] =
        "{\"list\":[1,[],{\"a\":[2],\"b\":{}}],\"n\":null,\"t\":true,\"f\":false,\"x\":-1.5,\"big\":1e400,"
        "\"s\":\"a\\u0000b\",\"1\":\"\"}";
    zodgate_schema* const any = parse(
        "{\"type\":\"object\",\"additionalProperties\":{},\"properties\":{\"added\":{\"default\":[true]}}}", NULL);
    zodgate_schema* const text = parse("{\"type\":\"string\"}", NULL);
    zodgate_result* result = check(any, payload, ZODGATE_WITH_TREE);
    const zodgate_value* root = zodgate_result_tree(result);
    EXPECT_TEXT(zodgate_result_value(result), "");
    test_scalars(root);
    test_groups(root);
    expect_json(root,
                "{\"1\":\"\",\"added\":[true],\"list\":[1,[],{\"a\":[2],\"b\":{}}],\"n\":null,\"t\":true,\"f\":false,"
                "\"x\":-1.5,"
                "\"big\":null,\"s\":\"a\\u0000b\"}");
    zodgate_result_free(result);

    result = check(text, "\"ada\"", ZODGATE_WITH_TREE);
    root = zodgate_result_tree(result);
    EXPECT(is_text(zodgate_value_string(root), "ada"));
    expect_json(root, "\"ada\"");
    zodgate_result_free(result);
    result = check(text, "1", ZODGATE_WITH_TREE);
    EXPECT(zodgate_result_tree(result) == NULL);
    zodgate_result_free(result);
    result = check(text, "\"ada\"", ZODGATE_WITH_JSON);
    EXPECT(zodgate_result_tree(result) == NULL);
    zodgate_result_free(result);
    EXPECT(zodgate_schema_check(text, "1", 1, 3, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_schema_check(text, "1", 1, -1, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(result == NULL);
    zodgate_schema_free(any);
    zodgate_schema_free(text);
}

void test_schemas(void) {
    zodgate_schema* const schema = parse(invite, NULL);
    test_versions();
    test_good_payload(schema);
    test_bad_payload(schema);
    test_malformed_payload(schema);
    test_answers(schema);
    test_answer_of_own_text(schema);
    test_trees();
    test_limits();
    test_options();
    test_json_schema();
    test_wrong_options();
    test_struct_sizes();
    test_struct_versions();
    test_schema_errors();
    zodgate_schema_free(schema);
}

// All of it without handles, and without places for what comes out.
void test_schemas_without(void) {
    zodgate_schema* const schema = parse("{}", NULL);
    zodgate_result* result = NULL;
    zodgate_error* error = NULL;
    zodgate_text text = {NULL, 7};
    EXPECT(zodgate_schema_parse("{}", 2, NULL, NULL, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_schema_parse("{}", 2, NULL, NULL, &error) == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(zodgate_error_what(error), "invalid argument");
    zodgate_error_free(error);
    EXPECT(zodgate_schema_check(schema, "1", 1, 0, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_schema_check(schema, NULL, 1, 0, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_schema_check(NULL, "1", 1, 0, &result) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(result == NULL);
    EXPECT(zodgate_result_status(NULL) == ZODGATE_NOT_JUDGED);
    EXPECT(zodgate_result_valid(NULL) == 0);
    EXPECT(zodgate_result_issue_count(NULL) == 0);
    EXPECT(zodgate_result_truncated(NULL) == 0);
    EXPECT(zodgate_result_patterns_stopped(NULL) == 0);
    EXPECT(zodgate_result_fault(NULL) == ZODGATE_FAULT_BODY);
    EXPECT_TEXT(zodgate_result_reason(NULL), "");
    EXPECT_TEXT(zodgate_result_value(NULL), "");
    EXPECT(zodgate_result_issues(NULL, &text) == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(text, "");
    EXPECT(zodgate_result_body(NULL, NULL, 0, &text) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_result_form(NULL, ZODGATE_FORM_TREE, &text) == ZODGATE_INVALID_ARGUMENT);
    result = check(schema, "1", 0);
    EXPECT(zodgate_result_issues(result, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT(zodgate_result_body(result, NULL, 1, &text) == ZODGATE_INVALID_ARGUMENT);
    zodgate_result_free(result);
    zodgate_schema_free(schema);
    EXPECT(zodgate_result_tree(NULL) == NULL);
    EXPECT(zodgate_value_kind_of(NULL) == ZODGATE_VALUE_ABSENT);
    EXPECT(zodgate_value_boolean(NULL, 7) == 7);
    EXPECT(zodgate_value_number(NULL, 7) == 7);
    EXPECT_TEXT(zodgate_value_string(NULL), "");
    EXPECT(zodgate_value_size(NULL) == 0);
    EXPECT(zodgate_value_at(NULL, 0) == NULL);
    EXPECT_TEXT(zodgate_value_key_at(NULL, 0), "");
    EXPECT(zodgate_value_member(NULL, "a", 1) == NULL);
    EXPECT(zodgate_value_member(NULL, NULL, 1) == NULL);
    expect_json(NULL, "");
    EXPECT(zodgate_value_json(NULL, NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(zodgate_error_what(NULL), "");
    EXPECT_TEXT(zodgate_error_document(NULL), "");
    EXPECT_TEXT(zodgate_error_pointer(NULL), "");
    EXPECT_TEXT(zodgate_error_reason(NULL), "");
    EXPECT(zodgate_error_offset(NULL) == 0);
    EXPECT(zodgate_buffer_new(NULL) == ZODGATE_INVALID_ARGUMENT);
    EXPECT_TEXT(zodgate_buffer_text(NULL), "");
    zodgate_options_init(NULL, sizeof(zodgate_options));
    zodgate_schema_free(NULL);
    zodgate_result_free(NULL);
    zodgate_buffer_free(NULL);
    zodgate_error_free(NULL);
}

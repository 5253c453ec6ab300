// A program of somebody else's, in C99: prints what consumer.cpp prints.
#include <stdio.h>
#include <string.h>

#include <zodgate/zodgate.h>

static const char schema_text[] =
    "{\"type\":\"object\",\"properties\":{\"email\":{\"type\":\"string\",\"format\":\"email\"},"
    "\"role\":{\"type\":\"string\",\"enum\":[\"admin\",\"member\"]}},\"required\":[\"email\",\"role\"]}";

static zodgate_result* check(const zodgate_schema* schema, const char* payload) {
    zodgate_result* result = NULL;
    zodgate_schema_check(schema, payload, strlen(payload), ZODGATE_WITHOUT_VALUE, &result);
    return result;
}

int main(void) {
    zodgate_schema* schema = NULL;
    zodgate_error* error = NULL;
    zodgate_result* result = NULL;
    zodgate_text body = {NULL, 0};
    puts(zodgate_version());
    if (zodgate_schema_parse(schema_text, strlen(schema_text), NULL, &schema, &error) != ZODGATE_OK) return 1;

    result = check(schema, "{\"email\":\"a@b.co\",\"role\":\"admin\"}");
    puts(zodgate_result_valid(result) ? "valid" : "invalid");
    zodgate_result_free(result);

    result = check(schema, "{\"email\":1,\"role\":\"admin\"}");
    if (zodgate_result_body(result, "Validation error", 16, &body) != ZODGATE_OK) return 1;
    puts(body.data);
    zodgate_result_free(result);
    zodgate_schema_free(schema);

    if (zodgate_schema_parse("{\"type\":\"strnig\"}", 17, NULL, &schema, &error) != ZODGATE_SCHEMA_ERROR) return 1;
    if (strcmp(zodgate_error_pointer(error).data, "/type") != 0) return 1;
    zodgate_error_free(error);
    return 0;
}

// The C interface, used from C99. Argument: the OpenAPI document of the invite endpoint. Exits with 1 if anything is
// not as it should be, and says what.
#include "expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// So that no test is forgotten.
static const int all_expectations = 929;

static int expectations = 0;
static int failures = 0;

void expect(int holds, const char* what, const char* file, int line) {
    ++expectations;
    if (holds) return;
    ++failures;
    printf("%s:%d: not so: %s\n", file, line, what);
}

void expect_text(zodgate_text text, const char* expected, const char* what, const char* file, int line) {
    ++expectations;
    if (text.data != NULL && text.length == strlen(expected) && memcmp(text.data, expected, text.length + 1) == 0) {
        return;
    }
    ++failures;
    printf("%s:%d: %s\n  is       \"%.*s\"\n  and not  \"%s\"\n", file, line, what, (int)text.length,
           text.data == NULL ? "" : text.data, expected);
}

int has(zodgate_text text, const char* part) { return strstr(text.data, part) != NULL; }

static char* read_file(const char* name, size_t* length) {
    FILE* const file = fopen(name, "rb");
    char* text = NULL;
    size_t room = 0;
    *length = 0;
    if (file == NULL) return NULL;
    do {
        room += 65536;
        text = realloc(text, room);
        if (text == NULL) break;
        *length += fread(text + *length, 1, room - *length, file);
    } while (*length == room);
    fclose(file);
    return text;
}

int main(int count, char** arguments) {
    zodgate_text document = {NULL, 0};
    char* text = NULL;
    if (count != 2) {
        printf("usage: %s OPENAPI_DOCUMENT\n", arguments[0]);
        return 2;
    }
    text = read_file(arguments[1], &document.length);
    if (text == NULL) {
        printf("cannot read %s\n", arguments[1]);
        return 2;
    }
    document.data = text;
    test_schemas();
    test_schemas_without();
    test_apis(document);
    test_apis_without(document);
    free(text);
    printf("%d expectations, %d not met\n", expectations, failures);
    if (expectations != all_expectations) printf("%d expectations were expected\n", all_expectations);
    return failures == 0 && expectations == all_expectations ? 0 : 1;
}

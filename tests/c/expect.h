// What the C tests say what they expect with: a line for what is not so, and a count of these.
#ifndef ZODGATE_TESTS_C_EXPECT_H
#define ZODGATE_TESTS_C_EXPECT_H

#include <zodgate/zodgate.h>

#define EXPECT(condition) expect((condition) ? 1 : 0, #condition, __FILE__, __LINE__)

/// Length, bytes, and the NUL behind them.
#define EXPECT_TEXT(text, expected) expect_text((text), (expected), #text, __FILE__, __LINE__)

void expect(int holds, const char* what, const char* file, int line);
void expect_text(zodgate_text text, const char* expected, const char* what, const char* file, int line);

/// Whether a text has another in it. Both without NULs.
int has(zodgate_text text, const char* part);

void test_schemas(void);
void test_schemas_without(void);

/// The text of the OpenAPI document of the invite endpoint.
void test_apis(zodgate_text document);
void test_apis_without(zodgate_text document);

#endif

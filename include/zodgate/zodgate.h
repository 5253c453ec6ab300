// The lists below stay as they are:
// clang-format off
/// @file
/// The interface for C, and for whatever calls C: schemas, and the gate before a server's handlers. The header is C99
/// and C++17; not C++98.
///
///     zodgate_verdict* verdict = NULL;
///     zodgate_request request = {.struct_size = sizeof request};
///     request.method = zodgate_text_of("POST");
///     request.target = zodgate_text_of("/v1/things?limit=10");
///     if (zodgate_api_check(api, &request, &verdict) != ZODGATE_OK) return send_500();
///     switch (zodgate_verdict_kind(verdict)) {
///         case ZODGATE_ACCEPTED: handle(verdict); break;
///         case ZODGATE_REJECTED: send(zodgate_verdict_status(verdict), …); break;
///         case ZODGATE_NOT_MINE: send_404(); break;  // it has no answer: 404, or what is behind the gate
///     }
///     zodgate_verdict_free(verdict);
///
/// Rules that hold for all of it:
///
/// - Functions that can fail return a zodgate_code. What they give goes through their last pointers, which are null (of
///   texts: empty) after a failure. No C++ exception leaves any of them.
/// - Handles are freed by the function that ends in `_free`, which takes null. All else takes null handles, too: what
///   can fail gives ZODGATE_INVALID_ARGUMENT, what cannot gives nothing, 0 or what is no acceptance.
/// - A text that goes in is a pointer and a length in bytes. It need outlive only the call, and may be null if the
///   length is 0. Where just a `const char*` is asked for, it ends with a NUL.
/// - A text that comes out is a zodgate_text: never null, with a NUL behind it that its length does not count. It
///   belongs to the handle that it was asked of, and is good until that is freed. Functions that have it otherwise say
///   so. It can have NULs in it where it quotes a request. Texts inside a zodgate_request are the caller's own and need
///   have no NUL.
/// - zodgate_schema and zodgate_api are immutable: any number of threads may use one at once, and none takes a lock.
///   They are freed when no thread uses them any more. All other handles are for one thread at a time.
/// - Callbacks are called on the thread that called the library, if they belong to an API from all threads that use it,
///   possibly at once. They must return: no C++ exception, no longjmp() out of them. Handles that they are given are
///   good during the call only and are not freed by them; so are the texts of these handles.
/// - Structs that can grow start with their size, which says what version of them a program was compiled with. Members
///   are added at the end only, and never where there was padding: a struct has none, but reserved members, which must
///   be 0. A size between two versions, or below that of the first, is ZODGATE_INVALID_ARGUMENT. So is a reserved
///   member that is not 0. A struct that is longer than the library knows is taken as long as what it does not know is
///   zero, and else is ZODGATE_INVALID_ARGUMENT.
/// - zodgate_text, zodgate_error_text and zodgate_locale have no size, and stay as they are for good: two of them come
///   in arrays. What they lack would come in another struct.
/// - A choice that goes in is an `int`, so that a wrong one is ZODGATE_INVALID_ARGUMENT and nothing worse. Enumerations
///   that come out may get more values: take one that you do not know for the worst of them.
// clang-format on
#ifndef ZODGATE_ZODGATE_H
#define ZODGATE_ZODGATE_H

#include <stddef.h>
#include <stdint.h>

#include <zodgate/export.hpp>

#ifdef __cplusplus
#define ZODGATE_NOEXCEPT noexcept
// So that values which an older header does not know may come out in C++, too.
#define ZODGATE_AS_INT : int
extern "C" {
#else
#define ZODGATE_NOEXCEPT
#define ZODGATE_AS_INT
#endif

/// Version of this interface: grows with each addition to it. What a program compiled with a lower one uses stays.
#define ZODGATE_C_ABI_VERSION 1

/// ZODGATE_C_ABI_VERSION of the linked library.
ZODGATE_EXPORT uint32_t zodgate_c_abi_version(void) ZODGATE_NOEXCEPT;

/// The linked library's version, for example "0.1.0". Static storage.
ZODGATE_EXPORT const char* zodgate_version(void) ZODGATE_NOEXCEPT;

/// The release of the npm package zod whose issues are reproduced, for example "4.6.7". Static storage.
ZODGATE_EXPORT const char* zodgate_zod_version(void) ZODGATE_NOEXCEPT;

/// 1 if the library can read OpenAPI documents in YAML, else 0.
ZODGATE_EXPORT int zodgate_has_yaml(void) ZODGATE_NOEXCEPT;

// --- texts and codes -------------------------------------------------------------------------------------------------

/// Bytes, mostly UTF-8, that something else owns. Never grows.
typedef struct zodgate_text {
    const char* data;
    size_t length;  ///< in bytes, without the NUL behind them
} zodgate_text;

/// A text of what is before a NUL; empty of null. Points to its argument.
ZODGATE_EXPORT zodgate_text zodgate_text_of(const char* text) ZODGATE_NOEXCEPT;

/// How a call ended.
typedef enum zodgate_code ZODGATE_AS_INT {
    ZODGATE_OK = 0,
    ZODGATE_INVALID_ARGUMENT = 1,  ///< a null handle, a null pointer with a length, a choice that there is not, …
    ZODGATE_SCHEMA_ERROR = 2,      ///< a document cannot be loaded; the zodgate_error has the place
    ZODGATE_OUT_OF_MEMORY = 3,
    ZODGATE_INTERNAL_ERROR = 4  ///< should not be
} zodgate_code;

/// A code in words, for example "out of memory"; "unknown code" of a number that this version has no code for. Static
/// storage, never null.
ZODGATE_EXPORT const char* zodgate_code_text(zodgate_code code) ZODGATE_NOEXCEPT;

/// Why a document could not be loaded. Owned by who asked for it: zodgate_error_free().
typedef struct zodgate_error zodgate_error;

/// All of it in a line. Empty if the error is null, as it is when there is no memory for it.
ZODGATE_EXPORT zodgate_text zodgate_error_what(const zodgate_error* error) ZODGATE_NOEXCEPT;
/// `document_name` of the options. Empty but with ZODGATE_SCHEMA_ERROR, as the next three (or 0).
ZODGATE_EXPORT zodgate_text zodgate_error_document(const zodgate_error* error) ZODGATE_NOEXCEPT;
/// RFC 6901 JSON Pointer to the place in the document; empty is the whole document.
ZODGATE_EXPORT zodgate_text zodgate_error_pointer(const zodgate_error* error) ZODGATE_NOEXCEPT;
/// The reason alone.
ZODGATE_EXPORT zodgate_text zodgate_error_reason(const zodgate_error* error) ZODGATE_NOEXCEPT;
/// Byte offset of the place in the document's text.
ZODGATE_EXPORT size_t zodgate_error_offset(const zodgate_error* error) ZODGATE_NOEXCEPT;
/// Frees it and its texts.
ZODGATE_EXPORT void zodgate_error_free(zodgate_error* error) ZODGATE_NOEXCEPT;

// --- rooms for texts -------------------------------------------------------------------------------------------------

/// Room for answers, used again and again by one thread.
typedef struct zodgate_buffer zodgate_buffer;

/// @param buffer  becomes a handle for zodgate_buffer_free()
ZODGATE_EXPORT zodgate_code zodgate_buffer_new(zodgate_buffer** buffer) ZODGATE_NOEXCEPT;
/// What was written last. Good until the buffer is written to again, or freed.
ZODGATE_EXPORT zodgate_text zodgate_buffer_text(const zodgate_buffer* buffer) ZODGATE_NOEXCEPT;
/// Frees it and its text.
ZODGATE_EXPORT void zodgate_buffer_free(zodgate_buffer* buffer) ZODGATE_NOEXCEPT;

// --- values ----------------------------------------------------------------------------------------------------------

/// A JSON value inside a result or a verdict, which it belongs to: good until that is freed, and not freed itself. Null
/// is the value that there is not, which all functions here take. Asked for what it is not, a value gives what that
/// gives. Any number of threads may read one at once.
///
///     const zodgate_value* const body = zodgate_verdict_tree(verdict, ZODGATE_PART_BODY);
///     const zodgate_text email = zodgate_value_string(zodgate_value_member(body, "email", 5));
typedef struct zodgate_value zodgate_value;

/// What a value is.
typedef enum zodgate_value_kind ZODGATE_AS_INT {
    ZODGATE_VALUE_ABSENT = 0,  ///< of null
    ZODGATE_VALUE_NULL = 1,
    ZODGATE_VALUE_BOOLEAN = 2,
    ZODGATE_VALUE_NUMBER = 3,
    ZODGATE_VALUE_STRING = 4,
    ZODGATE_VALUE_ARRAY = 5,
    ZODGATE_VALUE_OBJECT = 6
} zodgate_value_kind;

ZODGATE_EXPORT zodgate_value_kind zodgate_value_kind_of(const zodgate_value* value) ZODGATE_NOEXCEPT;
/// 1 or 0 of a boolean; of anything else what is asked for instead.
ZODGATE_EXPORT int zodgate_value_boolean(const zodgate_value* value, int otherwise) ZODGATE_NOEXCEPT;
/// JavaScript's only kind of number, infinite for 1e400; of anything else what is asked for instead.
ZODGATE_EXPORT double zodgate_value_number(const zodgate_value* value, double otherwise) ZODGATE_NOEXCEPT;
/// UTF-8, perhaps with NULs in it; empty of anything but a string. No NUL follows it: the length counts.
ZODGATE_EXPORT zodgate_text zodgate_value_string(const zodgate_value* value) ZODGATE_NOEXCEPT;
/// How many items an array or members an object has; 0 of anything else.
ZODGATE_EXPORT size_t zodgate_value_size(const zodgate_value* value) ZODGATE_NOEXCEPT;
/// An item of an array, or the value of a member of an object by its place; null beyond the last.
ZODGATE_EXPORT const zodgate_value* zodgate_value_at(const zodgate_value* value, size_t index) ZODGATE_NOEXCEPT;
/// The name of a member of an object by its place, as zodgate_value_string() gives texts; empty beyond the last.
ZODGATE_EXPORT zodgate_text zodgate_value_key_at(const zodgate_value* value, size_t index) ZODGATE_NOEXCEPT;
/// The value of a member of an object; null if there is none, or of a null pointer with a length. Cost: linear up to 16
/// members, then logarithmic.
ZODGATE_EXPORT const zodgate_value* zodgate_value_member(const zodgate_value* value, const char* name,
                                                         size_t length) ZODGATE_NOEXCEPT;
/// Writes it as JSON.stringify does; nothing of null. Cost: linear in the output.
/// @param json  becomes the text, empty after a failure
ZODGATE_EXPORT zodgate_code zodgate_value_json(const zodgate_value* value, zodgate_buffer* json) ZODGATE_NOEXCEPT;

// --- schemas ---------------------------------------------------------------------------------------------------------

/// Which members the parsed value has: zodgate_options.unknown_keys.
enum zodgate_unknown_keys {
    ZODGATE_UNKNOWN_KEYS_STRIP = 0,  ///< those that a z.object() does not declare are left out
    ZODGATE_UNKNOWN_KEYS_KEEP = 1    ///< they stay
};

/// Which formats of strings are checked: zodgate_options.formats.
enum zodgate_formats {
    ZODGATE_FORMATS_ZOD = 0,  ///< those that Zod knows; any other name is an annotation
    ZODGATE_FORMATS_ALL = 1,  ///< those, and the others that JSON Schema defines
    ZODGATE_FORMATS_NONE = 2  ///< none: all names are annotations
};

/// What keywords mean: zodgate_options.semantics.
enum zodgate_semantics {
    ZODGATE_SEMANTICS_ZOD = 0,         ///< what the Zod schema means that the document was written from
    ZODGATE_SEMANTICS_JSON_SCHEMA = 1  ///< what JSON Schema's specification says; ask for the formats that count, too
};

/// Finds the documents that references lead to. Called while a schema is loaded, once for each URI.
/// @param uri   absolute, without a fragment; good during the call
/// @param text  set to the document's text, UTF-8, which must stay until the load has ended
/// @return not 0 if there is such a document; 0: loading fails, with the place of the reference
typedef int (*zodgate_resolver)(void* context, zodgate_text uri, zodgate_text* text);

/// How a schema document is loaded, and the limits of the checks that follow. Filled in by zodgate_options_init().
/// What the limits mean to the byte: zodgate/options.hpp.
typedef struct zodgate_options {
    size_t struct_size;  ///< set by zodgate_options_init()

    size_t max_bytes;          ///< longest payload, in bytes (16 MiB)
    size_t max_depth;          ///< deepest nesting of arrays and objects (256; at most 1,000)
    size_t max_values;         ///< most values in a payload (1,000,000)
    size_t max_members;        ///< most members of one object (100,000)
    size_t max_string_bytes;   ///< longest string or member name, in bytes (16 MiB)
    size_t max_issues;         ///< most issues of a payload (1,000)
    size_t max_issue_bytes;    ///< most bytes of the payload copied into its issues (1 MiB)
    size_t max_union_work;     ///< most pairs of subschema and value inside unions (1,000,000)
    size_t max_pattern_steps;  ///< most steps of a regular expression over a string (1,000,000)
    size_t max_default_bytes;  ///< most bytes that defaults add to the parsed value (8 MiB)

    int refuse_repeated_keys;  ///< not 0: an object that names a member twice is refused (0)
    int unknown_keys;          ///< one of zodgate_unknown_keys (ZODGATE_UNKNOWN_KEYS_STRIP)
    int formats;               ///< one of zodgate_formats (ZODGATE_FORMATS_ZOD)
    int reserved;              ///< must be 0 (0)

    const char* document_name;  ///< what errors call the document, not opened; null is "schema" (null)
    size_t max_schema_bytes;    ///< longest document, in bytes (16 MiB)
    size_t max_schema_depth;    ///< deepest nesting in a document (128; at most 200)
    size_t max_references;      ///< most references followed while a schema is loaded (100,000)
    size_t max_documents;       ///< most documents that references lead to (1,000)

    int semantics;                ///< one of zodgate_semantics (ZODGATE_SEMANTICS_ZOD)
    int check_content;            ///< not 0: contentEncoding and contentMediaType are checked (0)
    const char* default_dialect;  ///< of documents without `$schema`, by its URI; null is 2020-12 (null)
    const char* document_uri;     ///< where the document comes from, for relative references; null: unknown (null)
    zodgate_resolver resolver;    ///< null: references stay within the document (null)
    void* resolver_context;       ///< handed to the resolver (null)
} zodgate_options;

/// Fills in the defaults, those in brackets above.
/// @param struct_size  sizeof(zodgate_options) of the caller: no more than that is written. Of a size that it never
///                     had only the member `struct_size` is written: 0, which is refused.
ZODGATE_EXPORT void zodgate_options_init(zodgate_options* options, size_t struct_size) ZODGATE_NOEXCEPT;

/// A compiled schema. Immutable, for any number of threads at once.
typedef struct zodgate_schema zodgate_schema;

/// The outcome of a check. Independent of payload and schema. For one thread at a time.
typedef struct zodgate_result zodgate_result;

/// Loads a JSON Schema document, of draft-04 to 2020-12 (the default), as its `$schema` says. Load once, at start.
/// @param text     UTF-8 JSON
/// @param options  null: the defaults
/// @param schema   becomes a handle for zodgate_schema_free()
/// @param error    becomes a handle for zodgate_error_free() after a failure, else null; may itself be null
/// Cost: linear in the document, plus its check against the dialect's meta-schema.
ZODGATE_EXPORT zodgate_code zodgate_schema_parse(const char* text, size_t length, const zodgate_options* options,
                                                 zodgate_schema** schema, zodgate_error** error) ZODGATE_NOEXCEPT;

/// Frees it. Results stay good.
ZODGATE_EXPORT void zodgate_schema_free(zodgate_schema* schema) ZODGATE_NOEXCEPT;

/// What is made of the parsed value of a valid payload: zodgate_schema_check().
enum zodgate_with_value {
    ZODGATE_WITHOUT_VALUE = 0,
    ZODGATE_WITH_JSON = 1,  ///< its text: zodgate_result_value()
    ZODGATE_WITH_TREE = 2   ///< what can be walked: zodgate_result_tree()
};

/// Judges one payload, whatever its bytes. ZODGATE_OK says that there is a result, not that the payload is valid.
/// @param payload     JSON text in UTF-8, a leading byte order mark is passed over
/// @param with_value  one of zodgate_with_value: whether, and as what, the parsed value is made as well
/// @param result      becomes a handle for zodgate_result_free()
/// Cost: linear in the payload for schemas without `anyOf`, `oneOf` and `allOf`.
ZODGATE_EXPORT zodgate_code zodgate_schema_check(const zodgate_schema* schema, const char* payload, size_t length,
                                                 int with_value, zodgate_result** result) ZODGATE_NOEXCEPT;

/// How a check ended.
typedef enum zodgate_status ZODGATE_AS_INT {
    ZODGATE_VALID = 0,
    ZODGATE_INVALID = 1,     ///< JSON, but not what the schema asks for
    ZODGATE_MALFORMED = 2,   ///< not JSON
    ZODGATE_OVER_LIMIT = 3,  ///< refused by one of the limits; the one issue names it
    ZODGATE_NOT_JUDGED = 4   ///< what a null result says, and zodgate_schema_answer() after a failure
} zodgate_status;

/// How it ended. Of zodgate_api_check_response(): ZODGATE_VALID or ZODGATE_INVALID.
ZODGATE_EXPORT zodgate_status zodgate_result_status(const zodgate_result* result) ZODGATE_NOEXCEPT;
/// 1 only if all was judged and found good, else 0.
ZODGATE_EXPORT int zodgate_result_valid(const zodgate_result* result) ZODGATE_NOEXCEPT;
/// How many issues there are.
ZODGATE_EXPORT size_t zodgate_result_issue_count(const zodgate_result* result) ZODGATE_NOEXCEPT;
/// 1 if there were more issues than `max_issues` or `max_issue_bytes` let through, else 0.
ZODGATE_EXPORT int zodgate_result_truncated(const zodgate_result* result) ZODGATE_NOEXCEPT;
/// 1 if `max_pattern_steps` has kept a pattern from looking at a string to its end, else 0.
ZODGATE_EXPORT int zodgate_result_patterns_stopped(const zodgate_result* result) ZODGATE_NOEXCEPT;

/// The issues as a JSON array, as `JSON.stringify` writes Zod's. Made at the first call; linear in the output.
ZODGATE_EXPORT zodgate_code zodgate_result_issues(zodgate_result* result, zodgate_text* json) ZODGATE_NOEXCEPT;

/// The body of an answer that refuses the payload: `{"error":…,"issues":[…]}`. Made at each call, and kept.
/// @param error  what it calls the fault, in UTF-8
ZODGATE_EXPORT zodgate_code zodgate_result_body(zodgate_result* result, const char* error, size_t error_length,
                                                zodgate_text* body) ZODGATE_NOEXCEPT;

/// The parsed value as Zod's safeParse returns it, in JSON. Empty if the payload is not valid, or was not checked with
/// ZODGATE_WITH_JSON. Never empty otherwise.
ZODGATE_EXPORT zodgate_text zodgate_result_value(const zodgate_result* result) ZODGATE_NOEXCEPT;

/// The same to be walked. Null if the payload is not valid, or was not checked with ZODGATE_WITH_TREE. Belongs to the
/// result.
ZODGATE_EXPORT const zodgate_value* zodgate_result_tree(const zodgate_result* result) ZODGATE_NOEXCEPT;

/// Forms of issues: zodgate_result_form().
enum zodgate_form {
    ZODGATE_FORM_FLATTEN = 0,  ///< JSON of z.flattenError()
    ZODGATE_FORM_TREE = 1,     ///< JSON of z.treeifyError()
    ZODGATE_FORM_FORMAT = 2,   ///< JSON of z.formatError()
    ZODGATE_FORM_PRETTY = 3    ///< text of z.prettifyError(), for people
};

/// The issues in another of Zod's forms. Made at the first call; linear in the output.
/// @param form  one of zodgate_form
ZODGATE_EXPORT zodgate_code zodgate_result_form(zodgate_result* result, int form, zodgate_text* text) ZODGATE_NOEXCEPT;

/// Frees it and its texts.
ZODGATE_EXPORT void zodgate_result_free(zodgate_result* result) ZODGATE_NOEXCEPT;

/// Judges one payload and writes the answer that refuses it, without making issues on the way: the fast way from bytes
/// to bytes. Nothing is allocated for the answer once the buffer has room for it.
/// @param payload  as for zodgate_schema_check(); may be the buffer's own text
/// @param error    what the answer calls the fault, in UTF-8; ZODGATE_INVALID_ARGUMENT if it is the buffer's own text
/// @param body     becomes `{"error":…,"issues":[…]}`, or empty if the payload is valid
/// @param status   becomes how the check ended; may be null
ZODGATE_EXPORT zodgate_code zodgate_schema_answer(const zodgate_schema* schema, const char* payload, size_t length,
                                                  const char* error, size_t error_length, zodgate_buffer* body,
                                                  zodgate_status* status) ZODGATE_NOEXCEPT;

// --- requests --------------------------------------------------------------------------------------------------------

/// Takes the values of header fields.
typedef struct zodgate_header_sink zodgate_header_sink;

/// Hands on the value of one field. White space around it is passed over. To be called by a zodgate_headers_function.
ZODGATE_EXPORT void zodgate_header_found(zodgate_header_sink* sink, const char* value, size_t length) ZODGATE_NOEXCEPT;

/// Looks up header fields: calls zodgate_header_found() for each field of that name, in their order.
/// @param name  in lower case; those of fields are compared without regard to case. A NUL follows it.
typedef void (*zodgate_headers_function)(void* context, const char* name, size_t length, zodgate_header_sink* sink);

/// A request as it came in. Zeros are the defaults, but for `struct_size`. What it points to is the caller's, and must
/// outlive the call that it is given to.
typedef struct zodgate_request {
    size_t struct_size;   ///< sizeof(zodgate_request)
    zodgate_text method;  ///< as on the request line, in capitals
    zodgate_text target;  ///< as on the request line, percent-encoded: "/v1/things?limit=10", or an absolute URL
    zodgate_headers_function headers;  ///< null: no fields
    void* headers_context;
    zodgate_text body;  ///< its content: not chunked any more
    int is_decoded;  ///< not 0: the codings that Content-Encoding names are undone; else such a body is refused (415)
    /// Not 0: the server has stopped reading a body that was too long for it: answered with 413, where the request is
    /// not refused for something that comes before. Such a body may be given in part, or not at all. What was not read
    /// must not be taken for the next request: the connection is to be closed.
    int is_too_long;
} zodgate_request;

/// Takes the value of a header field. Good during the call; no NUL need follow it.
typedef void (*zodgate_found_function)(void* context, const char* value, size_t length);

/// Calls a function for each header field of that name, in their order: for callbacks that look at a request.
/// @param name  in lower case
ZODGATE_EXPORT zodgate_code zodgate_request_header(const zodgate_request* request, const char* name, size_t length,
                                                   zodgate_found_function found, void* context) ZODGATE_NOEXCEPT;

/// What of a request is meant. Their names are those of OpenAPI's `in`, and "body".
enum zodgate_part {
    ZODGATE_PART_NONE = -1,
    ZODGATE_PART_QUERY = 0,
    ZODGATE_PART_PATH = 1,
    ZODGATE_PART_HEADER = 2,
    ZODGATE_PART_COOKIE = 3,
    ZODGATE_PART_BODY = 4
};

/// An operation of an OpenAPI document. Belongs to the API, and is good as long as that; so are its texts.
typedef struct zodgate_operation zodgate_operation;

/// `operationId`; empty if it has none.
ZODGATE_EXPORT zodgate_text zodgate_operation_id(const zodgate_operation* operation) ZODGATE_NOEXCEPT;
/// In capitals.
ZODGATE_EXPORT zodgate_text zodgate_operation_method(const zodgate_operation* operation) ZODGATE_NOEXCEPT;
/// As in the document: "/v1/organizations/{orgId}/invite".
ZODGATE_EXPORT zodgate_text zodgate_operation_path(const zodgate_operation* operation) ZODGATE_NOEXCEPT;
/// JSON Pointer to it in the document.
ZODGATE_EXPORT zodgate_text zodgate_operation_pointer(const zodgate_operation* operation) ZODGATE_NOEXCEPT;

// --- verdicts --------------------------------------------------------------------------------------------------------

/// What the gate thinks of a request. Independent of the request; the API must outlive it. For one thread at a time.
typedef struct zodgate_verdict zodgate_verdict;

/// What becomes of a request.
typedef enum zodgate_kind ZODGATE_AS_INT {
    ZODGATE_ACCEPTED = 0,  ///< hand it to its handler
    ZODGATE_REJECTED = 1,  ///< send the answer
    ZODGATE_NOT_MINE = 2   ///< not for this API: let it go where it would go without the gate
} zodgate_kind;

/// Of null: ZODGATE_REJECTED.
ZODGATE_EXPORT zodgate_kind zodgate_verdict_kind(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;

/// Status of the answer: 400, 401, 403, 404, 405, 413, 414 or 415 (or what an error mapper made of it), 500 when memory ran
/// out. 0 if the request is not refused; 500 of null.
ZODGATE_EXPORT int zodgate_verdict_status(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;
/// How many header fields the answer has. 0 if the request is not refused.
ZODGATE_EXPORT size_t zodgate_verdict_header_count(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;
/// Name of a field of the answer, Content-Type first. Empty beyond the last.
ZODGATE_EXPORT zodgate_text zodgate_verdict_header_name(const zodgate_verdict* verdict, size_t index) ZODGATE_NOEXCEPT;
/// Value of a field of the answer. Empty beyond the last.
ZODGATE_EXPORT zodgate_text zodgate_verdict_header_value(const zodgate_verdict* verdict, size_t index) ZODGATE_NOEXCEPT;
/// Body of the answer. Empty if the request is not refused.
ZODGATE_EXPORT zodgate_text zodgate_verdict_body(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;

/// The operation that an accepted request is for; else null. Belongs to the API.
ZODGATE_EXPORT const zodgate_operation* zodgate_verdict_operation(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;
/// 1 if an accepted request was found good; 0 if it was let through all the same (`report_only`), or is not accepted.
ZODGATE_EXPORT int zodgate_verdict_is_checked(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;
/// A part of an accepted request, in JSON: of parameters an object by their names, else the value of the body. Defaults
/// are filled in, text is turned into numbers, booleans and arrays. Empty if there is none, or if the request was not
/// accepted or not checked. Made at the first call; linear in the output.
/// @param part  one of zodgate_part
ZODGATE_EXPORT zodgate_code zodgate_verdict_value(zodgate_verdict* verdict, int part,
                                                  zodgate_text* json) ZODGATE_NOEXCEPT;
/// The same to be walked, without JSON in between: null where that is empty, and of what is no part. Belongs to the
/// verdict. Cost: none.
/// @param part  one of zodgate_part
ZODGATE_EXPORT const zodgate_value* zodgate_verdict_tree(const zodgate_verdict* verdict, int part) ZODGATE_NOEXCEPT;
/// What the authenticator has set. Belongs to the verdict if it has a release function.
ZODGATE_EXPORT void* zodgate_verdict_identity(const zodgate_verdict* verdict) ZODGATE_NOEXCEPT;

/// Frees it and its texts, and releases its identity.
ZODGATE_EXPORT void zodgate_verdict_free(zodgate_verdict* verdict) ZODGATE_NOEXCEPT;

// --- callbacks of an API ---------------------------------------------------------------------------------------------

/// What an authenticator sees: one alternative of the operation's security requirements, all of whose credentials are
/// there and well-formed.
typedef struct zodgate_credentials zodgate_credentials;

/// How a request says who is asking.
typedef enum zodgate_credential_kind ZODGATE_AS_INT {
    ZODGATE_CREDENTIAL_BEARER = 0,
    ZODGATE_CREDENTIAL_BASIC = 1,
    ZODGATE_CREDENTIAL_API_KEY = 2,
    ZODGATE_CREDENTIAL_OTHER = 3
} zodgate_credential_kind;

/// 0 where the operation may be called without any, and none came.
ZODGATE_EXPORT size_t zodgate_credentials_count(const zodgate_credentials* all) ZODGATE_NOEXCEPT;
/// ZODGATE_CREDENTIAL_OTHER beyond the last.
ZODGATE_EXPORT zodgate_credential_kind zodgate_credential_kind_of(const zodgate_credentials* all,
                                                                  size_t index) ZODGATE_NOEXCEPT;
/// Its name under `components/securitySchemes`. Empty beyond the last, as all texts below.
ZODGATE_EXPORT zodgate_text zodgate_credential_scheme(const zodgate_credentials* all, size_t index) ZODGATE_NOEXCEPT;
/// The token, the key, the password; of another HTTP scheme what follows its name.
ZODGATE_EXPORT zodgate_text zodgate_credential_value(const zodgate_credentials* all, size_t index) ZODGATE_NOEXCEPT;
/// With ZODGATE_CREDENTIAL_BASIC.
ZODGATE_EXPORT zodgate_text zodgate_credential_user(const zodgate_credentials* all, size_t index) ZODGATE_NOEXCEPT;
/// How many scopes the operation asks for.
ZODGATE_EXPORT size_t zodgate_credential_scope_count(const zodgate_credentials* all, size_t index) ZODGATE_NOEXCEPT;
/// A scope that the operation asks for.
ZODGATE_EXPORT zodgate_text zodgate_credential_scope(const zodgate_credentials* all, size_t index,
                                                     size_t scope) ZODGATE_NOEXCEPT;
/// The operation that is called. Belongs to the API.
ZODGATE_EXPORT const zodgate_operation* zodgate_credentials_operation(const zodgate_credentials* all) ZODGATE_NOEXCEPT;
/// The request. Good during the callback.
ZODGATE_EXPORT const zodgate_request* zodgate_credentials_request(const zodgate_credentials* all) ZODGATE_NOEXCEPT;

/// What an authenticator says beside its decision.
typedef struct zodgate_authentication zodgate_authentication;

/// Says who is asking, for zodgate_verdict_identity().
/// @param identity  anything; null takes it back
/// @param release   called once when the identity is not needed any more: with its verdict, at once if the request is
///                  refused, or if this fails. Null: the identity stays the caller's.
ZODGATE_EXPORT zodgate_code zodgate_authentication_set_identity(zodgate_authentication* answer, void* identity,
                                                                void (*release)(void* identity)) ZODGATE_NOEXCEPT;
/// What the answer calls the fault, instead of the document's words. UTF-8; copied.
ZODGATE_EXPORT zodgate_code zodgate_authentication_set_error(zodgate_authentication* answer, const char* error,
                                                             size_t length) ZODGATE_NOEXCEPT;

/// What an authenticator decides.
enum zodgate_decision {
    ZODGATE_AUTHORIZED = 0,
    ZODGATE_UNAUTHORIZED = 1,  ///< 401
    ZODGATE_FORBIDDEN = 2      ///< 403
};

/// Decides who may call an operation. Where a request fits several alternatives it is called for each in the document's
/// order until it accepts one; of the refusals, a 403 counts more than a 401.
/// @return one of zodgate_decision; anything else counts as ZODGATE_UNAUTHORIZED
typedef int (*zodgate_authenticator)(void* context, const zodgate_credentials* credentials,
                                     zodgate_authentication* answer);

/// An answer that refuses, before it is written. An error mapper may change all that is sent.
typedef struct zodgate_refusal zodgate_refusal;

/// The status as it is now.
ZODGATE_EXPORT int zodgate_refusal_status(const zodgate_refusal* refusal) ZODGATE_NOEXCEPT;
/// What the body calls the fault, as it is now. Good until that is set.
ZODGATE_EXPORT zodgate_text zodgate_refusal_error(const zodgate_refusal* refusal) ZODGATE_NOEXCEPT;
/// The issues of a status of 400 as a JSON array; "[]" if there are none. With `all_parts` each path starts with its
/// part.
ZODGATE_EXPORT zodgate_code zodgate_refusal_issues(zodgate_refusal* refusal, zodgate_text* json) ZODGATE_NOEXCEPT;
/// One of zodgate_part: what the issues are about; ZODGATE_PART_NONE with `all_parts`.
ZODGATE_EXPORT int zodgate_refusal_part(const zodgate_refusal* refusal) ZODGATE_NOEXCEPT;
/// The operation that the request is for; null if none was found. Belongs to the API.
ZODGATE_EXPORT const zodgate_operation* zodgate_refusal_operation(const zodgate_refusal* refusal) ZODGATE_NOEXCEPT;
/// The request. Good during the callback.
ZODGATE_EXPORT const zodgate_request* zodgate_refusal_request(const zodgate_refusal* refusal) ZODGATE_NOEXCEPT;

/// @param status  100 to 599
ZODGATE_EXPORT zodgate_code zodgate_refusal_set_status(zodgate_refusal* refusal, int status) ZODGATE_NOEXCEPT;
/// UTF-8; copied.
ZODGATE_EXPORT zodgate_code zodgate_refusal_set_error(zodgate_refusal* refusal, const char* error,
                                                      size_t length) ZODGATE_NOEXCEPT;
/// A body that is sent as it is, instead of one that is written. Copied.
/// @param content_type  null or empty: application/json. With control characters other than tabs it is
///                      ZODGATE_INVALID_ARGUMENT, and nothing is set.
ZODGATE_EXPORT zodgate_code zodgate_refusal_set_body(zodgate_refusal* refusal, const char* body, size_t length,
                                                     const char* content_type) ZODGATE_NOEXCEPT;
/// A header field more, beside Content-Type. Copied. A name that is no token (RFC 9110, 5.6.2), and a value that has
/// control characters other than tabs, such as a line break, are ZODGATE_INVALID_ARGUMENT.
ZODGATE_EXPORT zodgate_code zodgate_refusal_add_header(zodgate_refusal* refusal, const char* name,
                                                       const char* value) ZODGATE_NOEXCEPT;

/// Renames, translates, logs.
typedef void (*zodgate_error_mapper)(void* context, zodgate_refusal* refusal);

/// Sees what becomes of a request.
/// @param operation  null if none was found
typedef void (*zodgate_observer)(void* context, const zodgate_request* request, const zodgate_operation* operation,
                                 zodgate_verdict* verdict);

/// An issue that words are asked for.
typedef struct zodgate_issue zodgate_issue;

/// Zod's code, for example "invalid_type". Static storage.
ZODGATE_EXPORT zodgate_text zodgate_issue_code(const zodgate_issue* issue) ZODGATE_NOEXCEPT;
/// The issue as `JSON.stringify` writes Zod's.
ZODGATE_EXPORT zodgate_code zodgate_issue_json(zodgate_issue* issue, zodgate_text* json) ZODGATE_NOEXCEPT;
/// The words for it. UTF-8; copied.
ZODGATE_EXPORT zodgate_code zodgate_issue_set_message(zodgate_issue* issue, const char* message,
                                                      size_t length) ZODGATE_NOEXCEPT;

/// Finds words for an issue that the schema has none for. If it sets none, Zod's English stays.
typedef void (*zodgate_message_function)(void* context, zodgate_issue* issue);

/// Words in a language. Never grows.
typedef struct zodgate_locale {
    const char* tag;                   ///< BCP 47, such as "de" or "de-AT"
    zodgate_message_function message;  ///< null: Zod's English
    void* context;
} zodgate_locale;

// --- APIs ------------------------------------------------------------------------------------------------------------

/// What becomes of requests that the document does not have: zodgate_api_options.unknown_path and unknown_method.
enum zodgate_unmatched {
    ZODGATE_UNMATCHED_REFUSE = 0,  ///< 404, or 405 with Allow
    ZODGATE_UNMATCHED_PASS = 1     ///< ZODGATE_NOT_MINE
};

/// What becomes of bodies that have no values to judge: zodgate_api_options.other_media.
enum zodgate_other_media {
    ZODGATE_OTHER_MEDIA_REFUSE = 0,  ///< at load, with ZODGATE_SCHEMA_ERROR
    ZODGATE_OTHER_MEDIA_PASS = 1     ///< they are let through unjudged
};

/// How text becomes a number: zodgate_api_options.numbers.
enum zodgate_numbers {
    ZODGATE_NUMBERS_JSON = 0,       ///< as JSON writes numbers
    ZODGATE_NUMBERS_JAVASCRIPT = 1  ///< as z.coerce.number() reads them: "", " 12 ", "0x10" too
};

/// The bodies of answers that refuse: zodgate_api_options.error_shape.
enum zodgate_error_shape {
    ZODGATE_SHAPE_ISSUES = 0,   ///< `{"error":…,"issues":[…]}`
    ZODGATE_SHAPE_HONO = 1,     ///< what @hono/zod-validator and @hono/zod-openapi answer by default
    ZODGATE_SHAPE_FLATTEN = 2,  ///< z.flattenError() beside the error
    ZODGATE_SHAPE_TREE = 3,     ///< z.treeifyError() beside the error
    ZODGATE_SHAPE_PROBLEM = 4   ///< RFC 9457, application/problem+json
};

/// What answers of a status call the fault. Never grows.
typedef struct zodgate_error_text {
    int status;
    const char* text;  ///< UTF-8
} zodgate_error_text;

/// How an OpenAPI document is loaded, and what its gate does. Filled in by zodgate_api_options_init(). All that it
/// points to is copied at load, but for the contexts, which must outlive the API.
typedef struct zodgate_api_options {
    size_t struct_size;  ///< set by zodgate_api_options_init()

    const zodgate_options* schema;  ///< limits, `max_bytes` being that of a body (413), and so on; null: the defaults

    int unknown_path;    ///< one of zodgate_unmatched (ZODGATE_UNMATCHED_REFUSE)
    int unknown_method;  ///< one of zodgate_unmatched, of paths that the document has (ZODGATE_UNMATCHED_REFUSE)

    const char* const* base_paths;  ///< what stands before the document's paths; null: the paths of its servers (null)
    size_t base_path_count;

    size_t max_target_bytes;  ///< longest target, in bytes; what is longer is answered with 414 (64 KiB)

    int other_media;  ///< one of zodgate_other_media (ZODGATE_OTHER_MEDIA_REFUSE)
    int all_parts;    ///< not 0: judge all parts of a request, not only up to the first that fails (0)
    int numbers;      ///< one of zodgate_numbers (ZODGATE_NUMBERS_JSON)
    int error_shape;  ///< one of zodgate_error_shape (ZODGATE_SHAPE_ISSUES)

    const zodgate_error_text* errors;  ///< instead of the document's descriptions of its responses (none)
    size_t error_count;

    int report_only;  ///< not 0: refuse nothing; everything is judged and the observer told (0)
    int reserved;     ///< must be 0 (0)

    zodgate_authenticator authenticator;  ///< null: whoever has well-formed credentials may (null)
    void* authenticator_context;
    zodgate_error_mapper error_mapper;  ///< null: none, as all below (null)
    void* error_mapper_context;
    zodgate_observer observer;
    void* observer_context;

    zodgate_message_function message;  ///< the words of issues, unless Accept-Language finds one of the locales
    void* message_context;
    const zodgate_locale* locales;  ///< null: Accept-Language is not looked at; else "en" is one of them
    size_t locale_count;
} zodgate_api_options;

/// Fills in the defaults, those in brackets above.
/// @param struct_size  sizeof(zodgate_api_options) of the caller: no more than that is written. Of a size that it never
///                     had only the member `struct_size` is written: 0, which is refused.
ZODGATE_EXPORT void zodgate_api_options_init(zodgate_api_options* options, size_t struct_size) ZODGATE_NOEXCEPT;

/// The compiled operations of an OpenAPI document. Immutable, for any number of threads at once.
typedef struct zodgate_api zodgate_api;

/// Loads an OpenAPI 3.1 or 3.0 document in JSON, or in YAML where zodgate_has_yaml(). Load once, at start.
/// @param text     UTF-8
/// @param options  null: the defaults
/// @param api      becomes a handle for zodgate_api_free()
/// @param error    becomes a handle for zodgate_error_free() after a failure, else null; may itself be null
ZODGATE_EXPORT zodgate_code zodgate_api_from_openapi(const char* text, size_t length,
                                                     const zodgate_api_options* options, zodgate_api** api,
                                                     zodgate_error** error) ZODGATE_NOEXCEPT;

/// Frees it, its operations with it. Its verdicts must have been freed before.
ZODGATE_EXPORT void zodgate_api_free(zodgate_api* api) ZODGATE_NOEXCEPT;

/// How many operations the document has.
ZODGATE_EXPORT size_t zodgate_api_operation_count(const zodgate_api* api) ZODGATE_NOEXCEPT;
/// An operation, in the document's order; null beyond the last.
ZODGATE_EXPORT const zodgate_operation* zodgate_api_operation(const zodgate_api* api, size_t index) ZODGATE_NOEXCEPT;

/// The longest body that is judged, in bytes (`max_bytes`); 0 of null. A server that stops reading where a body is
/// longer can leave the answer to the gate: zodgate_request.is_too_long.
ZODGATE_EXPORT size_t zodgate_api_max_body_bytes(const zodgate_api* api) ZODGATE_NOEXCEPT;

/// Judges a request. ZODGATE_OK says that there is a verdict, not that the request is accepted.
/// @param verdict  becomes a handle for zodgate_verdict_free()
/// Cost: a look-up of the path; then linear in target, the headers asked for, and body.
ZODGATE_EXPORT zodgate_code zodgate_api_check(const zodgate_api* api, const zodgate_request* request,
                                              zodgate_verdict** verdict) ZODGATE_NOEXCEPT;

/// What is wrong with an answer of one's own.
typedef enum zodgate_fault ZODGATE_AS_INT {
    ZODGATE_FAULT_NONE = 0,
    ZODGATE_FAULT_UNKNOWN_OPERATION = 1,  ///< the document has no such operation
    ZODGATE_FAULT_UNDECLARED_STATUS = 2,  ///< the operation has no such response
    ZODGATE_FAULT_MEDIA_TYPE = 3,         ///< the response has no such content
    ZODGATE_FAULT_BODY = 4                ///< the issues say why
} zodgate_fault;

/// Judges an answer of one's own, for tests and staging.
/// @param operation     its `operationId`, or method and path: "POST /v1/organizations/{orgId}/invite"
/// @param content_type  the field's value; null or empty if there is none
/// @param body          decoded
/// @param result        becomes a handle for zodgate_result_free(), of which also zodgate_result_fault() tells
ZODGATE_EXPORT zodgate_code zodgate_api_check_response(const zodgate_api* api, const char* operation, int status,
                                                       const char* content_type, const char* body, size_t length,
                                                       zodgate_result** result) ZODGATE_NOEXCEPT;

/// Of zodgate_api_check_response(). Of a payload: ZODGATE_FAULT_BODY if it is not valid; of null, too.
ZODGATE_EXPORT zodgate_fault zodgate_result_fault(const zodgate_result* result) ZODGATE_NOEXCEPT;
/// What is wrong with an answer, in a line; empty if nothing is. Empty of a payload.
ZODGATE_EXPORT zodgate_text zodgate_result_reason(const zodgate_result* result) ZODGATE_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif

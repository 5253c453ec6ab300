// A server in C, with libmicrohttpd: whatever an OpenAPI document describes, answered with what the gate makes of it.
//
//     microhttpd_server PORT OPENAPI_DOCUMENT
//
// Port 0 takes any; the one that was taken is told in a line. Ends on SIGTERM and SIGINT.
#define _POSIX_C_SOURCE 200809L

#include <zodgate/zodgate.h>

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/// Bytes that grow, up to a limit.
typedef struct text {
    char* data;
    size_t length;
    size_t room;
} text;

/// A request while it comes in.
typedef struct exchange {
    char* target;  ///< as on the request line
    text body;
    int has_started;
    int is_too_long;  ///< its body
    int has_failed;   ///< memory ran out
} exchange;

static zodgate_api* api = NULL;

// --- texts -----------------------------------------------------------------------------------------------------------

static int append(text* to, const char* data, size_t length) {
    if (length > to->room - to->length) {
        const size_t room = 2 * to->room + length;
        char* const longer = realloc(to->data, room);
        if (longer == NULL) return 0;
        to->data = longer;
        to->room = room;
    }
    if (length > 0) memcpy(to->data + to->length, data, length);
    to->length += length;
    return 1;
}

static int append_text(text* to, zodgate_text what) { return append(to, what.data, what.length); }

// --- what the gate asks ----------------------------------------------------------------------------------------------

static int authenticate(void* context, const zodgate_credentials* credentials, zodgate_authentication* answer) {
    const zodgate_text token = zodgate_credential_value(credentials, 0);
    (void)context;
    (void)answer;
    if (strcmp(token.data, "ktx_key_readonly") == 0) return ZODGATE_FORBIDDEN;
    return strncmp(token.data, "expired", strlen("expired")) == 0 ? ZODGATE_UNAUTHORIZED : ZODGATE_AUTHORIZED;
}

typedef struct look_up {
    const char* name;
    zodgate_header_sink* sink;
} look_up;

static enum MHD_Result look_at_field(void* context, enum MHD_ValueKind kind, const char* name, const char* value) {
    const look_up* const wanted = context;
    (void)kind;
    if (value != NULL && strcasecmp(name, wanted->name) == 0) zodgate_header_found(wanted->sink, value, strlen(value));
    return MHD_YES;
}

static void find_fields(void* connection, const char* name, size_t length, zodgate_header_sink* sink) {
    look_up wanted = {name, sink};
    (void)length;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at_field, &wanted);
}

// --- answers ---------------------------------------------------------------------------------------------------------

// In place of a handler: what the gate hands on. Paths of documents are taken to need no escapes.
static int describe(zodgate_verdict* verdict, text* out) {
    static const struct {
        const char* name;
        int part;
    } parts[] = {{"\",\"path\":", ZODGATE_PART_PATH},
                 {",\"query\":", ZODGATE_PART_QUERY},
                 {",\"headers\":", ZODGATE_PART_HEADER},
                 {",\"cookies\":", ZODGATE_PART_COOKIE},
                 {",\"body\":", ZODGATE_PART_BODY}};
    const zodgate_operation* const operation = zodgate_verdict_operation(verdict);
    size_t i = 0;
    int holds = append_text(out, zodgate_text_of("{\"operation\":\"")) &&
                append_text(out, zodgate_operation_method(operation)) && append(out, " ", 1) &&
                append_text(out, zodgate_operation_path(operation));
    for (; holds && i < sizeof parts / sizeof *parts; ++i) {
        zodgate_text value;
        holds = zodgate_verdict_value(verdict, parts[i].part, &value) == ZODGATE_OK &&
                append_text(out, zodgate_text_of(parts[i].name)) &&
                append_text(out, value.length == 0 ? zodgate_text_of("null") : value);
    }
    return holds && append(out, "}", 1);
}

static enum MHD_Result send_answer(struct MHD_Connection* connection, unsigned int status,
                                   struct MHD_Response* response) {
    enum MHD_Result result = MHD_NO;
    if (response == NULL) return MHD_NO;
    // Without a body where the method is HEAD: the library sees to that.
    result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result handle(struct MHD_Connection* connection, zodgate_verdict* verdict) {
    struct MHD_Response* response = NULL;
    text body = {NULL, 0, 0};
    if (!describe(verdict, &body)) {
        free(body.data);
        return MHD_NO;
    }
    response = MHD_create_response_from_buffer(body.length, body.data, MHD_RESPMEM_MUST_FREE);
    if (response != NULL) MHD_add_response_header(response, "Content-Type", "application/json");
    return send_answer(connection, MHD_HTTP_OK, response);
}

// For what the gate has no answer to: there is nothing behind it here.
static enum MHD_Result send_status(struct MHD_Connection* connection, unsigned int status) {
    return send_answer(connection, status, MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT));
}

static enum MHD_Result refuse(struct MHD_Connection* connection, const zodgate_verdict* verdict) {
    const zodgate_text body = zodgate_verdict_body(verdict);
    struct MHD_Response* const response =
        MHD_create_response_from_buffer(body.length, (void*)body.data, MHD_RESPMEM_MUST_COPY);
    size_t i = 0;
    for (; response != NULL && i < zodgate_verdict_header_count(verdict); ++i) {
        MHD_add_response_header(response, zodgate_verdict_header_name(verdict, i).data,
                                zodgate_verdict_header_value(verdict, i).data);
    }
    return send_answer(connection, (unsigned int)zodgate_verdict_status(verdict), response);
}

// The gate, before the handler. Where it fails there is no verdict, which is a refusal with 500, and without a body.
static enum MHD_Result judge(struct MHD_Connection* connection, const char* method, const exchange* what) {
    enum MHD_Result result = MHD_NO;
    zodgate_verdict* verdict = NULL;
    zodgate_request request = {.struct_size = sizeof request, .headers = find_fields, .headers_context = connection};
    request.method = zodgate_text_of(method);
    request.target = zodgate_text_of(what->target);
    request.body.data = what->body.data;
    request.body.length = what->body.length;
    request.is_too_long = what->is_too_long;
    if (!what->has_failed) zodgate_api_check(api, &request, &verdict);
    switch (zodgate_verdict_kind(verdict)) {
        case ZODGATE_ACCEPTED: result = handle(connection, verdict); break;
        case ZODGATE_REJECTED: result = refuse(connection, verdict); break;
        case ZODGATE_NOT_MINE: result = send_status(connection, MHD_HTTP_NOT_FOUND); break;
    }
    zodgate_verdict_free(verdict);
    return result;
}

// --- the server ------------------------------------------------------------------------------------------------------

// Called with the target as it came in; the handler gets it with the escapes undone, and without the query.
static void* start_exchange(void* context, const char* target, struct MHD_Connection* connection) {
    exchange* const what = calloc(1, sizeof *what);
    (void)context;
    (void)connection;
    if (what == NULL) return NULL;
    what->target = strdup(target);
    what->has_failed = what->target == NULL;
    return what;
}

static void end_exchange(void* context, struct MHD_Connection* connection, void** state,
                         enum MHD_RequestTerminationCode how) {
    exchange* const what = *state;
    (void)context;
    (void)connection;
    (void)how;
    if (what == NULL) return;
    free(what->target);
    free(what->body.data);
    free(what);
    *state = NULL;
}

// Of a body that is too long nothing more is kept, but it is read, so that the next request begins behind it.
static void take(exchange* what, const char* data, size_t length) {
    if (length > zodgate_api_max_body_bytes(api) - what->body.length) what->is_too_long = 1;
    if (!what->is_too_long && !append(&what->body, data, length)) what->has_failed = 1;
}

// --- where a request ends --------------------------------------------------------------------------------------------

typedef struct framing {
    int lengths;   ///< fields of that name
    int codings;   ///< of the transfer
    int is_other;  ///< a coding that the library does not undo, or a name that is none
} framing;

static enum MHD_Result look_at_framing(void* context, enum MHD_ValueKind kind, const char* name, const char* value) {
    framing* const found = context;
    (void)kind;
    if (name[strcspn(name, " \t")] != '\0') found->is_other = 1;
    if (strcasecmp(name, "content-length") == 0) ++found->lengths;
    if (strcasecmp(name, "transfer-encoding") == 0) {
        ++found->codings;
        if (value == NULL || strcasecmp(value, "chunked") != 0) found->is_other = 1;
    }
    return MHD_YES;
}

// The library takes the first of two lengths, any length beside chunks, and waits for the end of the connection where
// it does not know a coding. Whatever stands before this server may see it otherwise (RFC 9112, 6.3).
static int has_doubtful_end(struct MHD_Connection* connection) {
    framing found = {0, 0, 0};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at_framing, &found);
    return found.is_other || found.lengths + found.codings > 1;
}

// Before the body is read, which the library then leaves unread, and closes the connection.
static enum MHD_Result refuse_framing(struct MHD_Connection* connection) {
    struct MHD_Response* const response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (response != NULL) MHD_add_response_header(response, "Connection", "close");
    return send_answer(connection, MHD_HTTP_BAD_REQUEST, response);
}

static enum MHD_Result on_request(void* context, struct MHD_Connection* connection, const char* url, const char* method,
                                  const char* version, const char* data, size_t* length, void** state) {
    exchange* const what = *state;
    (void)context;
    (void)url;
    (void)version;
    if (what == NULL) return MHD_NO;
    if (!what->has_started) {
        what->has_started = 1;
        return has_doubtful_end(connection) ? refuse_framing(connection) : MHD_YES;
    }
    if (*length == 0) return judge(connection, method, what);
    take(what, data, *length);
    *length = 0;
    return MHD_YES;
}

static int load(const char* name) {
    char chunk[4096];
    size_t length = 0;
    text document = {NULL, 0, 0};
    zodgate_options schema;
    zodgate_api_options options;
    zodgate_error* error = NULL;
    zodgate_code code = ZODGATE_OK;
    FILE* const file = fopen(name, "rb");
    if (file == NULL) return perror(name), 0;
    while ((length = fread(chunk, 1, sizeof chunk, file)) > 0 && append(&document, chunk, length)) continue;
    fclose(file);

    zodgate_options_init(&schema, sizeof schema);
    schema.max_bytes = 64 * 1024; /* as the other servers */
    zodgate_api_options_init(&options, sizeof options);
    schema.document_name = name;
    options.schema = &schema;
    options.authenticator = authenticate;
    code = zodgate_api_from_openapi(document.data, document.length, &options, &api, &error);
    if (code != ZODGATE_OK) fprintf(stderr, "%s: %s\n", zodgate_code_text(code), zodgate_error_what(error).data);
    zodgate_error_free(error);
    free(document.data);
    return code == ZODGATE_OK;
}

static struct MHD_Daemon* listen_on(unsigned short port) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // Not with epoll, which the library takes by itself: then it often misses that a client has ended a request
    // halfway, and waits (0.9.75).
    return MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG, port, NULL, NULL, on_request, NULL,
                            MHD_OPTION_SOCK_ADDR, (struct sockaddr*)&address, MHD_OPTION_THREAD_POOL_SIZE, 2U,
                            MHD_OPTION_CONNECTION_TIMEOUT, 10U, MHD_OPTION_URI_LOG_CALLBACK, start_exchange, NULL,
                            MHD_OPTION_NOTIFY_COMPLETED, end_exchange, NULL, MHD_OPTION_END);
}

int main(int count, char** arguments) {
    struct MHD_Daemon* daemon = NULL;
    sigset_t ends;
    int received = 0;
    if (count != 3) {
        fprintf(stderr, "usage: %s PORT OPENAPI_DOCUMENT\n", arguments[0]);
        return 2;
    }
    // Before there are threads, which inherit it.
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    if (!load(arguments[2])) return 2;
    daemon = listen_on((unsigned short)strtoul(arguments[1], NULL, 10));
    if (daemon == NULL) return 2;
    printf("listening on %u\n", (unsigned int)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    sigwait(&ends, &received);
    MHD_stop_daemon(daemon);
    zodgate_api_free(api);
    return 0;
}

// A program for the C interface: each byte chooses a function or an argument, out of handles that are alive, null ones,
// wrong lengths, sizes and choices. The callbacks of APIs go on reading it. Whatever is called in whatever order gives
// the code or the answer that the header documents; what is given out is whole, stays until its owner is freed, and is
// freed in the end.
#include "harness.hpp"
#include "program.hpp"

#include <zodgate/zodgate.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using harness::Given;
using harness::Program;
using harness::require;
using harness::Sized;
using harness::text_for;

// --- what goes in ----------------------------------------------------------------------------------------------------

zodgate_text text_of(const Given& given) { return {given.data(), given.size()}; }

constexpr std::array<std::string_view, 8> payloads{
    R"({"a":1,"b":["x",null,true],"c":{"d":-0.5e3}})",
    R"({"a":"1","b":5})",
    R"({"email":"ada@example.com","role":"admin"})",
    R"([[[[]]]])",
    R"({"a":1,"a":2})",
    "\xEF\xBB\xBF{}",
    R"({"a":1,)",
    "\xFF",
};
constexpr std::array<std::string_view, 6> schemas{
    R"({"type":"object","properties":{"a":{"type":"integer","default":7},"b":{"type":"array","items":{"type":["string","null","boolean"]}}}})",
    R"({"anyOf":[{"type":"string"},{"type":"object","additionalProperties":{"$ref":"#"}},{"type":"array","items":{"$ref":"#"}}]})",
    R"({"$ref":"other"})",
    R"({"type":"string","pattern":"("})",
    "true",
    "{",
};
constexpr std::array<std::string_view, 3> documents{
    R"json({"openapi":"3.1.0","info":{"title":"t","version":"1"},"servers":[{"url":"/v"}],
"security":[{"bearer":[]},{"basic":[],"key":[]},{}],
"paths":{"/a/{id}":{"get":{"operationId":"get","parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}},
  {"name":"q","in":"query","schema":{"type":"array","items":{"type":"string"}}},{"name":"c","in":"cookie","schema":{"type":"boolean"}}],
  "responses":{"200":{"description":"Good","content":{"application/json":{"schema":{"type":"object","required":["a"]}}}}}},
 "post":{"security":[{"oauth":["read","write"]}],"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},
  {"name":"X-N","in":"header","required":true,"schema":{"type":"number"}}],
  "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}},
   "text/plain":{"schema":{"type":"string"}}}},"responses":{"default":{"description":"Other"}}}}},
"components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"},"basic":{"type":"http","scheme":"basic"},
 "key":{"type":"apiKey","in":"header","name":"X-Key"},
 "oauth":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"/t","scopes":{"read":"","write":""}}}}}}})json",
    R"({"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/":{"get":{"responses":{"default":{"description":""}}}}}})",
    R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"a":{}}})",
};
constexpr std::array<std::string_view, 4> words{"Validation error", "", "\xC3\xA9\xF0\x9F\x98\x80", "\xFF\n\"\\"};
constexpr std::array<std::string_view, 5> methods{"GET", "POST", "HEAD", "PUT", ""};
constexpr std::array<std::string_view, 8> targets{"/v/a/1", "/v/a/1?q=x&q=%20&c=1",     "/v/a/%GG", "/v/a", "/v/a/x",
                                                  "/",      "https://host/v/a/2?q=1#f", "*"};
constexpr std::array<std::string_view, 9> names{
    "authorization",    "content-type",      "cookie", "x-key", "x-n", "accept-language",
    "content-encoding", "transfer-encoding", "x-other"};
constexpr std::array<std::string_view, 14> values{"Bearer token",
                                                  "application/json",
                                                  "c=true",
                                                  "key",
                                                  "1.5",
                                                  "de-AT, en;q=0.5",
                                                  "Basic YTpi",
                                                  "Basic ====",
                                                  "text/plain; charset=utf-8",
                                                  "gzip",
                                                  "chunked",
                                                  " \t Bearer  x \t",
                                                  "",
                                                  "\xFF\r\n"};
// With a NUL behind them, as literals have.
constexpr std::array<const char*, 6> strings{nullptr, "", "/base", "application/json", "de", "x y\n"};

// --- what comes out --------------------------------------------------------------------------------------------------

std::string copy_of(zodgate_text text) {
    require(text.data != nullptr);
    return {text.data, text.length};
}

// A text with a NUL behind it.
std::string whole(zodgate_text text) {
    require(text.data != nullptr && text.data[text.length] == '\0');
    return copy_of(text);
}

// A handle, and texts that it has given out.
template <class Handle>
struct Owned {
    Handle* handle = nullptr;
    std::vector<std::pair<zodgate_text, std::string>> texts{};

    void keep(zodgate_text text) { texts.emplace_back(text, whole(text)); }
    void require_kept() const {
        for (const auto& [text, before] : texts) require(whole(text) == before);
    }
};

// How far into a value the program looks.
void walk(const zodgate_value* value, Program& program) {
    constexpr int most_steps = 12;
    for (int step = 0; step < most_steps; ++step) {
        const zodgate_value_kind kind = zodgate_value_kind_of(value);
        require((kind == ZODGATE_VALUE_ABSENT) == (value == nullptr));
        const int boolean = zodgate_value_boolean(value, 5);
        require((boolean == 0 || boolean == 1) == (kind == ZODGATE_VALUE_BOOLEAN));
        require(kind == ZODGATE_VALUE_NUMBER || zodgate_value_number(value, 2.5) == 2.5);
        require(kind == ZODGATE_VALUE_STRING || copy_of(zodgate_value_string(value)).empty());
        copy_of(zodgate_value_string(value));
        const std::size_t size = zodgate_value_size(value);
        const bool has_children = kind == ZODGATE_VALUE_ARRAY || kind == ZODGATE_VALUE_OBJECT;
        require(size == 0 || has_children);
        const std::size_t index = program.below(size + 2);
        const zodgate_value* const child = zodgate_value_at(value, index);
        require((child != nullptr) == (index < size));
        require(zodgate_value_at(value, static_cast<std::size_t>(-1)) == nullptr);
        const zodgate_text key = zodgate_value_key_at(value, index);
        require(kind == ZODGATE_VALUE_OBJECT || copy_of(key).empty());
        require(zodgate_value_member(value, nullptr, 3) == nullptr);
        if (kind == ZODGATE_VALUE_OBJECT && child != nullptr) {
            require(zodgate_value_member(value, Given(copy_of(key)).data(), key.length) == child);
        }
        if (value == nullptr) return;
        value = child;
    }
}

// --- the machine -----------------------------------------------------------------------------------------------------

class Machine {
  public:
    explicit Machine(Program& program) : program_(program) { running = this; }
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    void step();

    // Of callbacks. They are given the address of this, to see that it comes back.
    static inline int context = 0;
    static inline Machine* running = nullptr;
    static Machine& of(const void* given) {
        require(given == &context && running != nullptr);
        return *running;
    }

    int resolve(zodgate_text uri, zodgate_text* text);
    void find_fields(const char* name, std::size_t length, zodgate_header_sink* sink);
    int authenticate(const zodgate_credentials* credentials, zodgate_authentication* answer);
    void map(zodgate_refusal* refusal);
    void observe(const zodgate_request* request, const zodgate_operation* operation, zodgate_verdict* verdict);
    void say(zodgate_issue* issue);

  private:
    static constexpr std::size_t slots = 3;
    template <class Handle>
    using Slots = std::array<Owned<Handle>, slots>;
    struct Verdict {
        Owned<zodgate_verdict> owned{};
        const zodgate_api* api = nullptr;
    };

    // One of the slots; where there is none, null.
    template <class Slot>
    Slot* pick(std::array<Slot, slots>& all) {
        const std::size_t chosen = program_.below(slots + 1);
        return chosen == slots ? nullptr : &all[chosen];
    }
    template <class Handle>
    static Handle* handle_in(Owned<Handle>* slot) {
        return slot == nullptr ? nullptr : slot->handle;
    }
    static zodgate_verdict* handle_in(Verdict* slot) { return slot == nullptr ? nullptr : slot->owned.handle; }

    template <class Handle>
    static void release(Owned<Handle>& slot, void (*free)(Handle*)) {
        slot.require_kept();
        slot.texts.clear();
        free(std::exchange(slot.handle, nullptr));
    }
    void release_api(std::size_t index);

    template <class Handle>
    void take(zodgate_code code, Handle* made, Owned<Handle>* slot, void (*free)(Handle*));
    void take_error(zodgate_code code, zodgate_error* error, bool is_asked);

    const zodgate_schema* schema();
    const zodgate_api* api();
    Given payload();
    zodgate_options options(bool& is_wrong);
    zodgate_api_options api_options(bool& is_wrong);
    void look(const zodgate_operation* operation);
    void look(const zodgate_request* request);
    void look(const zodgate_verdict* verdict);
    void look_at_credential(const zodgate_credentials* credentials, std::size_t index);
    void add_field(zodgate_refusal* refusal);
    void set_identity(zodgate_authentication* answer);

    // What a byte may choose.
    void ask_versions();
    void parse_schema();
    void free_schema();
    void check_payload();
    void answer_payload();
    void ask_result();
    void write_result();
    void walk_result();
    void free_result();
    void renew_buffer();
    void write_value();
    void load_api();
    void free_api();
    void ask_api();
    void check_request();
    void check_response();
    void ask_verdict();
    void walk_verdict();
    void free_verdict();
    void ask_error();
    void init_options();
    void call_with_nothing();

    Program& program_;
    Slots<zodgate_schema> schemas_{};
    Slots<zodgate_result> results_{};
    Slots<zodgate_buffer> buffers_{};
    Slots<zodgate_error> errors_{};
    std::array<zodgate_api*, slots> apis_{};
    std::array<Verdict, slots> verdicts_{};
    int loads_left_ = 3;  // which take long: that of an API counts twice

    std::deque<int> releases_{};  // of each identity that is to be released
    std::vector<std::pair<std::string_view, std::string>> fields_{};
    bool has_wrong_field_ = false;
    bool has_been_wrong_ = false;  // a callback has given what is refused
    int nested_ = 0;               // look-ups of fields by callbacks
    std::vector<Given> resolved_{};
};

extern "C" {
static int resolver(void* context, zodgate_text uri, zodgate_text* text) {
    return Machine::of(context).resolve(uri, text);
}
static void headers(void* context, const char* name, size_t length, zodgate_header_sink* sink) {
    Machine::of(context).find_fields(name, length, sink);
}
static void found(void* context, const char* value, size_t length) {
    ++*static_cast<std::size_t*>(context);
    copy_of({value, length});
}
static int authenticator(void* context, const zodgate_credentials* all, zodgate_authentication* answer) {
    return Machine::of(context).authenticate(all, answer);
}
static void error_mapper(void* context, zodgate_refusal* refusal) { Machine::of(context).map(refusal); }
static void observer(void* context, const zodgate_request* request, const zodgate_operation* operation,
                     zodgate_verdict* verdict) {
    Machine::of(context).observe(request, operation, verdict);
}
static void message(void* context, zodgate_issue* issue) { Machine::of(context).say(issue); }
static void release_identity(void* identity) { ++*static_cast<int*>(identity); }
}

// --- handles that all programs share, as loading them takes long -----------------------------------------------------

const zodgate_schema* shared_schema(std::size_t index) {
    static const auto all = [] {
        std::array<zodgate_schema*, 2> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            require(zodgate_schema_parse(schemas[i].data(), schemas[i].size(), nullptr, &made[i], nullptr) ==
                    ZODGATE_OK);
        }
        return made;
    }();
    return all[index % all.size()];
}

zodgate_api* load_shared(int shape, int all_parts, int report_only) {
    static constexpr std::array<zodgate_locale, 2> locales{
        {{"de", message, &Machine::context}, {"en", nullptr, nullptr}}};
    zodgate_options of_schemas;
    zodgate_options_init(&of_schemas, sizeof of_schemas);
    of_schemas.max_bytes = 1000;
    zodgate_api_options options;
    zodgate_api_options_init(&options, sizeof options);
    options.schema = &of_schemas;
    options.error_shape = shape;
    options.all_parts = all_parts;
    options.report_only = report_only;
    options.unknown_method = all_parts;
    options.authenticator = authenticator;
    options.error_mapper = error_mapper;
    options.observer = observer;
    options.message = message;
    options.authenticator_context = options.error_mapper_context = options.observer_context = options.message_context =
        &Machine::context;
    options.locales = locales.data();
    options.locale_count = locales.size();
    zodgate_api* api = nullptr;
    require(zodgate_api_from_openapi(documents[0].data(), documents[0].size(), &options, &api, nullptr) == ZODGATE_OK);
    return api;
}

const zodgate_api* shared_api(std::size_t index) {
    static const std::array<zodgate_api*, 3> all{load_shared(ZODGATE_SHAPE_ISSUES, 0, 0),
                                                 load_shared(ZODGATE_SHAPE_PROBLEM, 1, 0),
                                                 load_shared(ZODGATE_SHAPE_HONO, 0, 1)};
    return all[index % all.size()];
}

// --- its life --------------------------------------------------------------------------------------------------------

// Schemas go before their results, and verdicts before their API, as the header asks.
Machine::~Machine() {
    for (auto& slot : schemas_) release(slot, zodgate_schema_free);
    for (auto& slot : results_) release(slot, zodgate_result_free);
    for (std::size_t i = 0; i < slots; ++i) release_api(i);
    for (Verdict& slot : verdicts_) release(slot.owned, zodgate_verdict_free);
    for (auto& slot : buffers_) release(slot, zodgate_buffer_free);
    for (auto& slot : errors_) release(slot, zodgate_error_free);
    for (const int times : releases_) require(times == 1);
    running = nullptr;
}

void Machine::release_api(std::size_t index) {
    for (Verdict& slot : verdicts_) {
        if (slot.api == apis_[index]) release(slot.owned, zodgate_verdict_free);
    }
    zodgate_api_free(std::exchange(apis_[index], nullptr));
}

// A call has ended with a handle, or with none.
template <class Handle>
void Machine::take(zodgate_code code, Handle* made, Owned<Handle>* slot, void (*free)(Handle*)) {
    require((code == ZODGATE_OK) == (made != nullptr));
    if (slot == nullptr) {
        free(made);
    } else {
        release(*slot, free);
        slot->handle = made;
    }
}

void Machine::take_error(zodgate_code code, zodgate_error* error, bool is_asked) {
    require((error != nullptr) == (is_asked && code != ZODGATE_OK));
    if (error == nullptr) return;
    require(!whole(zodgate_error_what(error)).empty());
    require(whole(zodgate_error_reason(error)).empty() == (code != ZODGATE_SCHEMA_ERROR));
    Owned<zodgate_error>& slot = errors_[program_.below(slots)];
    release(slot, zodgate_error_free);
    slot.handle = error;
    slot.keep(zodgate_error_what(error));
}

const zodgate_schema* Machine::schema() {
    const std::size_t chosen = program_.below(slots + 3);
    if (chosen < 2) return shared_schema(chosen);
    return chosen == 2 ? nullptr : schemas_[chosen - 3].handle;
}

const zodgate_api* Machine::api() {
    const std::size_t chosen = program_.below(slots + 4);
    if (chosen < 3) return shared_api(chosen);
    return chosen == 3 ? nullptr : apis_[chosen - 4];
}

Given Machine::payload() { return text_for(program_, payloads); }

// --- versions, options, errors, buffers ------------------------------------------------------------------------------

void Machine::ask_versions() {
    require(zodgate_c_abi_version() == ZODGATE_C_ABI_VERSION);
    require(std::strlen(zodgate_version()) > 0 && std::strlen(zodgate_zod_version()) > 0);
    require(zodgate_has_yaml() == 0 || zodgate_has_yaml() == 1);
}

void Machine::init_options() {
    constexpr std::array<std::size_t, 8> sizes{0,
                                               1,
                                               sizeof(std::size_t),
                                               sizeof(zodgate_options),
                                               sizeof(zodgate_options) - 1,
                                               sizeof(zodgate_api_options),
                                               1000,
                                               5000};
    const std::size_t size = program_.one_of(sizes);
    const auto memory = std::make_unique<unsigned char[]>(size);
    // No more is written than the size says: the memory ends there.
    if (program_.below(2) == 0) {
        zodgate_options_init(reinterpret_cast<zodgate_options*>(memory.get()), size);
        zodgate_options_init(nullptr, size);
    } else {
        zodgate_api_options_init(reinterpret_cast<zodgate_api_options*>(memory.get()), size);
        zodgate_api_options_init(nullptr, size);
    }
    if (size < sizeof(std::size_t)) return;
    std::size_t written = 0;
    std::memcpy(&written, memory.get(), sizeof written);
    require(written == size || written == 0);
}

void Machine::ask_error() {
    auto* const slot = pick(errors_);
    const zodgate_error* const error = handle_in(slot);
    for (const zodgate_text text : {zodgate_error_what(error), zodgate_error_document(error),
                                    zodgate_error_pointer(error), zodgate_error_reason(error)}) {
        if (slot != nullptr && error != nullptr) slot->keep(text);
        require(error != nullptr || whole(text).empty());
    }
    require(error != nullptr || zodgate_error_offset(error) == 0);
    if (slot != nullptr && program_.below(2) == 1) release(*slot, zodgate_error_free);
}

void Machine::renew_buffer() {
    zodgate_buffer* made = nullptr;
    const zodgate_code code = zodgate_buffer_new(&made);
    take(code, made, pick(buffers_), zodgate_buffer_free);
    require(zodgate_buffer_new(nullptr) == ZODGATE_INVALID_ARGUMENT);
}

// What wrong choices are among the options.
zodgate_options Machine::options(bool& is_wrong) {
    static constexpr std::array<const char*, 4> dialects{nullptr, "http://json-schema.org/draft-07/schema#", "none",
                                                         ""};
    zodgate_options options;
    zodgate_options_init(&options, sizeof options);
    const unsigned limits = program_.byte();
    if (limits > 0) {
        options.max_bytes = limits * 4;
        options.max_depth = limits % 8;
        options.max_issues = limits % 4;
        options.max_issue_bytes = limits;
        options.max_union_work = limits * 8;
        options.max_pattern_steps = limits * 100;
        options.max_default_bytes = limits;
        options.max_schema_bytes = limits * 16;
        options.max_schema_depth = limits;
    }
    const unsigned switches = program_.byte();
    options.refuse_repeated_keys = static_cast<int>(switches % 2);
    options.check_content = static_cast<int>(switches / 2 % 2);
    options.unknown_keys = static_cast<int>(switches / 4 % 3);
    options.formats = static_cast<int>(switches / 12 % 4);
    options.semantics = static_cast<int>(switches / 48 % 3) - (switches > 250 ? 5 : 0);
    options.reserved = switches / 144 == 1 ? 1 : 0;
    is_wrong = options.unknown_keys > ZODGATE_UNKNOWN_KEYS_KEEP || options.formats > ZODGATE_FORMATS_NONE ||
               options.semantics > ZODGATE_SEMANTICS_JSON_SCHEMA || options.semantics < 0 || options.reserved != 0;
    options.document_name = program_.one_of(strings);
    options.default_dialect = program_.one_of(dialects);
    options.document_uri = program_.one_of(strings);
    if (program_.below(2) == 1) {
        options.resolver = resolver;
        options.resolver_context = &context;
    }
    return options;
}

int Machine::resolve(zodgate_text uri, zodgate_text* text) {
    copy_of(uri);
    const unsigned chosen = program_.byte();
    if (chosen % 3 == 0) return 0;
    // Stays until the load has ended.
    resolved_.push_back(text_for(program_, schemas));
    has_been_wrong_ = has_been_wrong_ || resolved_.back().is_wrong();
    *text = text_of(resolved_.back());
    return static_cast<int>(chosen);
}

// --- schemas ---------------------------------------------------------------------------------------------------------

void Machine::parse_schema() {
    if (loads_left_-- <= 0) return;
    const Given text = text_for(program_, schemas);
    bool is_wrong = false;
    const zodgate_options from = options(is_wrong);
    const Sized<zodgate_options> sized(from, program_);
    const bool has_options = program_.below(4) != 1;
    const bool has_place = program_.below(8) != 1;
    const bool has_error = program_.below(4) != 1;
    has_been_wrong_ = false;
    zodgate_schema* made = nullptr;
    zodgate_error* error = nullptr;
    const zodgate_code code = zodgate_schema_parse(text.data(), text.size(), has_options ? sized.get() : nullptr,
                                                   has_place ? &made : nullptr, has_error ? &error : nullptr);
    is_wrong = !has_place || text.is_wrong() || (has_options && (is_wrong || sized.is_wrong()));
    if (is_wrong) require(code == ZODGATE_INVALID_ARGUMENT);
    require(code == ZODGATE_OK || code == ZODGATE_SCHEMA_ERROR ||
            (code == ZODGATE_INVALID_ARGUMENT && (is_wrong || has_been_wrong_)));
    take(code, made, pick(schemas_), zodgate_schema_free);
    take_error(code, error, has_error);
    resolved_.clear();
}

void Machine::free_schema() {
    if (auto* const slot = pick(schemas_)) release(*slot, zodgate_schema_free);
}

void Machine::check_payload() {
    const zodgate_schema* const chosen = schema();
    const Given text = payload();
    const int with_value = static_cast<int>(program_.below(5)) - 1;
    const bool has_place = program_.below(8) != 1;
    zodgate_result* made = nullptr;
    const zodgate_code code =
        zodgate_schema_check(chosen, text.data(), text.size(), with_value, has_place ? &made : nullptr);
    const bool is_right = chosen != nullptr && !text.is_wrong() && has_place && with_value >= ZODGATE_WITHOUT_VALUE &&
                          with_value <= ZODGATE_WITH_TREE;
    require(code == (is_right ? ZODGATE_OK : ZODGATE_INVALID_ARGUMENT));
    if (is_right) {
        const bool is_valid = zodgate_result_status(made) == ZODGATE_VALID;
        require(whole(zodgate_result_value(made)).empty() == !(is_valid && with_value == ZODGATE_WITH_JSON));
        require((zodgate_result_tree(made) != nullptr) == (is_valid && with_value == ZODGATE_WITH_TREE));
        require(zodgate_result_fault(made) == (is_valid ? ZODGATE_FAULT_NONE : ZODGATE_FAULT_BODY));
    }
    take(code, made, pick(results_), zodgate_result_free);
}

void Machine::answer_payload() {
    const zodgate_schema* const chosen = schema();
    auto* const slot = pick(buffers_);
    zodgate_buffer* const buffer = handle_in(slot);
    const zodgate_text own = zodgate_buffer_text(buffer);
    const std::size_t taken_from_it = program_.below(8);
    const Given given = payload();
    const Given fault = text_for(program_, words);
    const zodgate_text text = taken_from_it == 1 ? own : text_of(given);
    const zodgate_text error = taken_from_it == 2 ? own : text_of(fault);
    zodgate_status status = ZODGATE_VALID;
    const bool has_status = program_.below(4) != 1;
    const zodgate_code code = zodgate_schema_answer(chosen, text.data, text.length, error.data, error.length, buffer,
                                                    has_status ? &status : nullptr);
    const bool is_wrong = chosen == nullptr || buffer == nullptr || (taken_from_it != 1 && given.is_wrong()) ||
                          (taken_from_it == 2 ? own.length > 0 : fault.is_wrong());
    require(code == (is_wrong ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    const std::string body = whole(zodgate_buffer_text(buffer));
    if (has_status) require((status == ZODGATE_NOT_JUDGED) == is_wrong);
    if (has_status) require(body.empty() == (is_wrong || status == ZODGATE_VALID));
}

// --- results and values ----------------------------------------------------------------------------------------------

void Machine::ask_result() {
    auto* const slot = pick(results_);
    const zodgate_result* const result = handle_in(slot);
    const zodgate_status status = zodgate_result_status(result);
    require((status == ZODGATE_NOT_JUDGED) == (result == nullptr));
    require(zodgate_result_valid(result) == (status == ZODGATE_VALID ? 1 : 0));
    require(status != ZODGATE_VALID || zodgate_result_issue_count(result) == 0);
    require(result != nullptr || zodgate_result_issue_count(result) == 0);
    require((zodgate_result_fault(result) == ZODGATE_FAULT_NONE) == (status == ZODGATE_VALID));
    require(zodgate_result_truncated(result) / 2 == 0 && zodgate_result_patterns_stopped(result) / 2 == 0);
    if (result == nullptr) {
        require(whole(zodgate_result_value(result)).empty() && whole(zodgate_result_reason(result)).empty());
        return;
    }
    slot->keep(zodgate_result_value(result));
    slot->keep(zodgate_result_reason(result));
}

void Machine::write_result() {
    auto* const slot = pick(results_);
    zodgate_result* const result = handle_in(slot);
    const Given error = text_for(program_, words);
    const int form = static_cast<int>(program_.below(6)) - 1;
    const bool is_form = form >= ZODGATE_FORM_FLATTEN && form <= ZODGATE_FORM_PRETTY;
    zodgate_text text{};
    zodgate_code code = ZODGATE_OK;
    bool is_right = result != nullptr;
    switch (program_.below(3)) {
        case 0: code = zodgate_result_issues(result, &text); break;
        case 1:
            code = zodgate_result_body(result, error.data(), error.size(), &text);
            is_right = is_right && !error.is_wrong();
            break;
        default: code = zodgate_result_form(result, form, &text); is_right = is_right && is_form;
    }
    require(code == (is_right ? ZODGATE_OK : ZODGATE_INVALID_ARGUMENT));
    if (is_right) {
        slot->keep(text);
    } else {
        require(whole(text).empty());
    }
    require(zodgate_result_issues(result, nullptr) == ZODGATE_INVALID_ARGUMENT);
}

void Machine::walk_result() { walk(zodgate_result_tree(handle_in(pick(results_))), program_); }

void Machine::free_result() {
    if (auto* const slot = pick(results_)) release(*slot, zodgate_result_free);
}

void Machine::write_value() {
    auto* const slot = pick(results_);
    const zodgate_value* const tree = zodgate_result_tree(handle_in(slot));
    const zodgate_value* const value = program_.below(2) == 0 ? tree : zodgate_value_at(tree, program_.below(3));
    zodgate_buffer* const buffer = handle_in(pick(buffers_));
    require(zodgate_value_json(value, buffer) == (buffer == nullptr ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    require(whole(zodgate_buffer_text(buffer)).empty() == (buffer == nullptr || value == nullptr));
}

// --- APIs ------------------------------------------------------------------------------------------------------------

zodgate_api_options Machine::api_options(bool& is_wrong) {
    static constexpr std::array<const char*, 3> bases{"/base", nullptr, "no slash"};
    static constexpr std::array<zodgate_error_text, 2> errors{{{400, "Bad"}, {401, nullptr}}};
    static constexpr std::array<zodgate_locale, 4> locales{{{"de", message, &context},
                                                            {"en-GB", nullptr, nullptr},
                                                            {"not a tag", message, &context},
                                                            {nullptr, nullptr, nullptr}}};
    zodgate_api_options options;
    zodgate_api_options_init(&options, sizeof options);
    const unsigned switches = program_.byte();
    options.unknown_path = static_cast<int>(switches % 3);
    options.unknown_method = static_cast<int>(switches / 3 % 2);
    options.other_media = static_cast<int>(switches / 6 % 3) - (switches > 250 ? 2 : 0);
    options.all_parts = static_cast<int>(switches / 18 % 2);
    options.numbers = static_cast<int>(switches / 36 % 3);
    options.report_only = static_cast<int>(switches / 108 % 2);
    options.error_shape = static_cast<int>(program_.below(6));
    options.reserved = program_.below(20) == 19 ? -1 : 0;
    is_wrong = options.unknown_path > 1 || options.other_media < 0 || options.other_media > 1 || options.numbers > 1 ||
               options.error_shape > ZODGATE_SHAPE_PROBLEM || options.reserved != 0;
    const unsigned lists = program_.byte();
    if (lists % 2 == 1) options.base_paths = bases.data();
    options.base_path_count = lists / 2 % 4;
    if (lists / 8 % 2 == 1) options.errors = errors.data();
    options.error_count = lists / 16 % 3;
    const unsigned languages = program_.byte();
    if (languages % 2 == 1) options.locales = locales.data();
    options.locale_count = languages / 2 % 5;
    is_wrong = is_wrong || (options.base_paths == nullptr && options.base_path_count > 0) ||
               (options.errors == nullptr && options.error_count > 0) ||
               (options.locales == nullptr ? options.locale_count > 0 : options.locale_count > 2);
    const unsigned hooks = program_.byte();
    if (hooks % 2 == 1) options.authenticator = authenticator;
    if (hooks / 2 % 2 == 1) options.error_mapper = error_mapper;
    if (hooks / 4 % 2 == 1) options.observer = observer;
    if (hooks / 8 % 2 == 1) options.message = message;
    options.authenticator_context = options.error_mapper_context = options.observer_context = options.message_context =
        &context;
    return options;
}

void Machine::load_api() {
    if (loads_left_ < 2) return;
    loads_left_ -= 2;
    const Given text = text_for(program_, documents);
    bool is_wrong = false;
    zodgate_api_options from = api_options(is_wrong);
    bool is_schema_wrong = false;
    const zodgate_options of_schemas = options(is_schema_wrong);
    const Sized<zodgate_options> sized_of_schemas(of_schemas, program_);
    if (program_.below(2) == 1) {
        from.schema = sized_of_schemas.get();
        is_wrong = is_wrong || is_schema_wrong || sized_of_schemas.is_wrong();
    }
    const Sized<zodgate_api_options> sized(from, program_);
    const bool has_options = program_.below(8) != 1;
    const bool has_error = program_.below(4) != 1;
    const std::size_t index = program_.below(slots);
    has_been_wrong_ = false;
    zodgate_api* made = nullptr;
    zodgate_error* error = nullptr;
    const zodgate_code code = zodgate_api_from_openapi(text.data(), text.size(), has_options ? sized.get() : nullptr,
                                                       &made, has_error ? &error : nullptr);
    is_wrong = text.is_wrong() || (has_options && (is_wrong || sized.is_wrong()));
    if (is_wrong) require(code == ZODGATE_INVALID_ARGUMENT);
    require(is_wrong || has_been_wrong_ || code == ZODGATE_OK || code == ZODGATE_SCHEMA_ERROR);
    require((code == ZODGATE_OK) == (made != nullptr));
    take_error(code, error, has_error);
    release_api(index);
    apis_[index] = made;
    resolved_.clear();
    require(zodgate_api_from_openapi("", 0, nullptr, nullptr, nullptr) == ZODGATE_INVALID_ARGUMENT);
}

void Machine::free_api() { release_api(program_.below(slots)); }

void Machine::ask_api() {
    const zodgate_api* const chosen = api();
    const std::size_t count = zodgate_api_operation_count(chosen);
    require(chosen != nullptr || (count == 0 && zodgate_api_max_body_bytes(chosen) == 0));
    const std::size_t index = program_.below(count + 2);
    const zodgate_operation* const operation = zodgate_api_operation(chosen, index);
    require((operation != nullptr) == (index < count));
    require(zodgate_api_operation(chosen, static_cast<std::size_t>(-1)) == nullptr);
    look(operation);
}

void Machine::look(const zodgate_operation* operation) {
    whole(zodgate_operation_id(operation));
    require(whole(zodgate_operation_method(operation)).empty() == (operation == nullptr));
    require(whole(zodgate_operation_path(operation)).empty() == (operation == nullptr));
    require(whole(zodgate_operation_pointer(operation)).empty() == (operation == nullptr));
}

void Machine::check_request() {
    const zodgate_api* const chosen = api();
    const Given method = text_for(program_, methods);
    const Given target = text_for(program_, targets);
    const Given body = payload();
    fields_.clear();
    for (std::size_t left = program_.below(6); left > 0; --left) {
        const std::string_view name = program_.one_of(names);
        fields_.emplace_back(name, program_.one_of(values));
    }
    const unsigned switches = program_.byte();
    zodgate_request request = {};
    request.method = text_of(method);
    request.target = text_of(target);
    request.body = text_of(body);
    request.is_decoded = static_cast<int>(switches % 2);
    request.is_too_long = static_cast<int>(switches / 2 % 2);
    has_wrong_field_ = switches / 4 % 8 == 7;
    if (switches / 32 % 4 != 3) request.headers = headers;
    request.headers_context = &context;
    const Sized<zodgate_request> sized(request, program_);
    const bool has_request = program_.below(16) != 1;
    const bool has_place = program_.below(16) != 1;
    has_been_wrong_ = false;
    zodgate_verdict* made = nullptr;
    const zodgate_code code =
        zodgate_api_check(chosen, has_request ? sized.get() : nullptr, has_place ? &made : nullptr);
    const bool is_wrong = chosen == nullptr || !has_request || !has_place || sized.is_wrong() || method.is_wrong() ||
                          target.is_wrong() || body.is_wrong() || has_been_wrong_;
    require(code == (is_wrong ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    if (Verdict* const slot = pick(verdicts_)) {
        take(code, made, &slot->owned, zodgate_verdict_free);
        slot->api = chosen;
    } else {
        take(code, made, static_cast<Owned<zodgate_verdict>*>(nullptr), zodgate_verdict_free);
    }
}

void Machine::find_fields(const char* name, std::size_t length, zodgate_header_sink* sink) {
    require(sink != nullptr && name[length] == '\0');
    for (const auto& [key, value] : fields_) {
        const Given given(value);
        if (key == std::string_view(name, length)) zodgate_header_found(sink, given.data(), given.size());
    }
    zodgate_header_found(nullptr, name, length);
    if (!has_wrong_field_) return;
    zodgate_header_found(sink, nullptr, 1);
    zodgate_header_found(sink, name, length);  // is not told any more
    has_been_wrong_ = has_been_wrong_ || nested_ == 0;
}

void Machine::check_response() {
    static constexpr std::array<const char*, 5> operations{"get", "POST /a/{id}", "none", "", nullptr};
    static constexpr std::array<int, 5> statuses{200, 404, 0, -1, 1000};
    const zodgate_api* const chosen = api();
    const char* const operation = program_.one_of(operations);
    const int status = program_.one_of(statuses);
    const char* const content_type = program_.one_of(strings);
    const Given body = payload();
    zodgate_result* made = nullptr;
    const zodgate_code code =
        zodgate_api_check_response(chosen, operation, status, content_type, body.data(), body.size(), &made);
    const bool is_wrong = chosen == nullptr || operation == nullptr || body.is_wrong();
    require(code == (is_wrong ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    if (!is_wrong) {
        const bool is_valid = zodgate_result_status(made) == ZODGATE_VALID;
        require(is_valid || zodgate_result_status(made) == ZODGATE_INVALID);
        require(whole(zodgate_result_reason(made)).empty() == is_valid && zodgate_result_tree(made) == nullptr);
    }
    take(code, made, pick(results_), zodgate_result_free);
}

// --- verdicts --------------------------------------------------------------------------------------------------------

void Machine::look(const zodgate_verdict* verdict) {
    const zodgate_kind kind = zodgate_verdict_kind(verdict);
    const int status = zodgate_verdict_status(verdict);
    const std::size_t count = zodgate_verdict_header_count(verdict);
    const bool is_answer = verdict != nullptr && kind == ZODGATE_REJECTED;
    require(verdict == nullptr ? kind == ZODGATE_REJECTED && status == 500
                               : is_answer == (status >= 100 && status <= 599) && (is_answer || status == 0));
    require((count > 0) == is_answer && (is_answer || whole(zodgate_verdict_body(verdict)).empty()));
    for (std::size_t i = 0; i < count + 1; ++i) {
        require(whole(zodgate_verdict_header_name(verdict, i)).empty() == (i == count));
        whole(zodgate_verdict_header_value(verdict, i));
    }
    require(!is_answer || whole(zodgate_verdict_header_name(verdict, 0)) == "Content-Type");
    const zodgate_operation* const operation = zodgate_verdict_operation(verdict);
    require((operation != nullptr) == (verdict != nullptr && kind == ZODGATE_ACCEPTED));
    look(operation);
    require(zodgate_verdict_is_checked(verdict) == 0 || operation != nullptr);
    void* const identity = zodgate_verdict_identity(verdict);
    const auto is_it = [identity](const int& each) { return identity == &each && each == 0; };
    require(identity == nullptr || identity == &context || std::any_of(releases_.begin(), releases_.end(), is_it));
}

void Machine::ask_verdict() { look(handle_in(pick(verdicts_))); }

void Machine::walk_verdict() {
    Verdict* const slot = pick(verdicts_);
    zodgate_verdict* const verdict = handle_in(slot);
    const int part = static_cast<int>(program_.below(7)) - 1;
    const bool is_part = part >= ZODGATE_PART_QUERY && part <= ZODGATE_PART_BODY;
    const zodgate_value* const tree = zodgate_verdict_tree(verdict, part);
    require(tree == nullptr || (is_part && zodgate_verdict_is_checked(verdict) == 1));
    zodgate_text json{};
    const zodgate_code code = zodgate_verdict_value(verdict, part, &json);
    require(code == (verdict != nullptr && is_part ? ZODGATE_OK : ZODGATE_INVALID_ARGUMENT));
    require(whole(json).empty() == (tree == nullptr));
    if (verdict != nullptr) slot->owned.keep(json);
    walk(tree, program_);
}

void Machine::free_verdict() {
    if (Verdict* const slot = pick(verdicts_)) release(slot->owned, zodgate_verdict_free);
}

// --- callbacks -------------------------------------------------------------------------------------------------------

void Machine::look(const zodgate_request* request) {
    require(request != nullptr && request->struct_size == sizeof *request);
    copy_of(request->method);
    copy_of(request->target);
    copy_of(request->body);
    const Given name = text_for(program_, names);
    std::size_t times = 0;
    ++nested_;
    const zodgate_code code = zodgate_request_header(request, name.data(), name.size(), found, &times);
    --nested_;
    const bool is_field = std::any_of(fields_.begin(), fields_.end(), [&name](const auto& field) {
        return !name.is_wrong() && name.size() > 0 && field.first == std::string_view(name.data(), name.size());
    });
    require(code == ZODGATE_OK || (code == ZODGATE_INVALID_ARGUMENT && (name.is_wrong() || has_wrong_field_)));
    require(is_field || times == 0);
    require(zodgate_request_header(request, "cookie", 6, nullptr, nullptr) == ZODGATE_INVALID_ARGUMENT);
}

void Machine::look_at_credential(const zodgate_credentials* credentials, std::size_t index) {
    const bool is_there = index < zodgate_credentials_count(credentials);
    require(is_there || zodgate_credential_kind_of(credentials, index) == ZODGATE_CREDENTIAL_OTHER);
    require(whole(zodgate_credential_scheme(credentials, index)).empty() != is_there);
    require(whole(zodgate_credential_value(credentials, index)).empty() || is_there);
    require(whole(zodgate_credential_user(credentials, index)).empty() || is_there);
    const std::size_t scopes = zodgate_credential_scope_count(credentials, index);
    for (std::size_t i = 0; i <= scopes; ++i) {
        require(whole(zodgate_credential_scope(credentials, index, i)).empty() == (i == scopes));
    }
}

int Machine::authenticate(const zodgate_credentials* credentials, zodgate_authentication* answer) {
    const std::size_t count = zodgate_credentials_count(credentials);
    for (std::size_t i = 0; i <= count; ++i) look_at_credential(credentials, i);
    require(zodgate_credentials_operation(credentials) != nullptr);
    look(zodgate_credentials_operation(credentials));
    look(zodgate_credentials_request(credentials));
    for (std::size_t left = program_.below(4); left > 0; --left) set_identity(answer);
    if (program_.below(2) == 1) {
        const Given error = text_for(program_, words);
        require(zodgate_authentication_set_error(answer, error.data(), error.size()) ==
                (error.is_wrong() ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    }
    constexpr std::array decisions{0, 1, 2, 0, 3, -1};
    return program_.one_of(decisions);
}

void Machine::set_identity(zodgate_authentication* answer) {
    const std::size_t chosen = program_.below(5);
    if (chosen == 0) {
        require(zodgate_authentication_set_identity(answer, nullptr, release_identity) == ZODGATE_OK);
    } else if (chosen == 1) {
        require(zodgate_authentication_set_identity(answer, &context, nullptr) == ZODGATE_OK);
    } else if (chosen == 2) {
        int* const identity = &releases_.emplace_back(0);
        require(zodgate_authentication_set_identity(nullptr, identity, release_identity) == ZODGATE_INVALID_ARGUMENT);
        require(*identity == 1);
    } else {
        require(zodgate_authentication_set_identity(answer, &releases_.emplace_back(0), release_identity) ==
                ZODGATE_OK);
    }
}

void Machine::map(zodgate_refusal* refusal) {
    look(zodgate_refusal_operation(refusal));
    look(zodgate_refusal_request(refusal));
    const int part = zodgate_refusal_part(refusal);
    require(part >= ZODGATE_PART_NONE && part <= ZODGATE_PART_BODY);
    zodgate_text issues{};
    require(zodgate_refusal_issues(refusal, &issues) == ZODGATE_OK && whole(issues).front() == '[');
    const int status = zodgate_refusal_status(refusal);
    constexpr std::array statuses{0, 99, 100, 422, 503, 599, 600, -1};
    const int wanted = program_.one_of(statuses);
    const bool is_status = wanted >= 100 && wanted <= 599;
    require(zodgate_refusal_set_status(refusal, wanted) == (is_status ? ZODGATE_OK : ZODGATE_INVALID_ARGUMENT));
    require(zodgate_refusal_status(refusal) == (is_status ? wanted : status));
    const Given error = text_for(program_, words);
    const std::string before = whole(zodgate_refusal_error(refusal));
    require(zodgate_refusal_set_error(refusal, error.data(), error.size()) ==
            (error.is_wrong() ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    const std::string set = error.data() == nullptr ? std::string() : std::string(error.data(), error.size());
    require(whole(zodgate_refusal_error(refusal)) == (error.is_wrong() ? before : set));
    for (std::size_t left = program_.below(4); left > 0; --left) add_field(refusal);
    require(whole(issues).front() == '[');
}

void Machine::add_field(zodgate_refusal* refusal) {
    const char* const value = program_.one_of(strings);
    const bool is_value = value == nullptr || std::strchr(value, '\n') == nullptr;
    if (program_.below(2) == 0) {
        const char* const name = program_.one_of(strings);
        const bool is_name = name != nullptr && std::strcmp(name, "de") == 0;  // the only token among them
        require(zodgate_refusal_add_header(refusal, name, value) ==
                (is_name && is_value ? ZODGATE_OK : ZODGATE_INVALID_ARGUMENT));
    } else {
        const Given body = payload();
        require(zodgate_refusal_set_body(refusal, body.data(), body.size(), value) ==
                (is_value && !body.is_wrong() ? ZODGATE_OK : ZODGATE_INVALID_ARGUMENT));
    }
}

void Machine::observe(const zodgate_request* request, const zodgate_operation* operation, zodgate_verdict* verdict) {
    look(request);
    look(operation);
    require(verdict != nullptr);
    look(verdict);
    zodgate_text json{};
    require(zodgate_verdict_value(verdict, ZODGATE_PART_BODY, &json) == ZODGATE_OK);
    require(whole(json).empty() == (zodgate_verdict_tree(verdict, ZODGATE_PART_BODY) == nullptr));
}

void Machine::say(zodgate_issue* issue) {
    require(!whole(zodgate_issue_code(issue)).empty());
    zodgate_text json{};
    for (std::size_t left = program_.below(3); left > 0; --left) {
        require(zodgate_issue_json(issue, &json) == ZODGATE_OK && whole(json).front() == '{');
        const Given text = text_for(program_, words);
        require(zodgate_issue_set_message(issue, text.data(), text.size()) ==
                (text.is_wrong() ? ZODGATE_INVALID_ARGUMENT : ZODGATE_OK));
    }
}

// --- all of it -------------------------------------------------------------------------------------------------------

// What takes null handles beside those above.
void Machine::call_with_nothing() {
    require(std::strlen(zodgate_code_text(static_cast<zodgate_code>(program_.byte()))) > 0);
    require(whole(zodgate_text_of(program_.one_of(strings))).size() < 100);
    zodgate_error_free(nullptr);
    zodgate_buffer_free(nullptr);
    zodgate_schema_free(nullptr);
    zodgate_result_free(nullptr);
    zodgate_api_free(nullptr);
    zodgate_verdict_free(nullptr);
    zodgate_header_found(nullptr, "x", 1);
    zodgate_text text{"x", 1};
    require(zodgate_request_header(nullptr, "x", 1, found, nullptr) == ZODGATE_INVALID_ARGUMENT);
    look(static_cast<const zodgate_operation*>(nullptr));
    look_at_credential(nullptr, program_.byte());
    require(zodgate_credentials_operation(nullptr) == nullptr && zodgate_credentials_request(nullptr) == nullptr);
    require(zodgate_authentication_set_error(nullptr, "x", 1) == ZODGATE_INVALID_ARGUMENT);
    require(zodgate_refusal_status(nullptr) == 0 && whole(zodgate_refusal_error(nullptr)).empty());
    require(zodgate_refusal_issues(nullptr, &text) == ZODGATE_INVALID_ARGUMENT && whole(text).empty());
    require(zodgate_refusal_part(nullptr) == ZODGATE_PART_NONE && zodgate_refusal_operation(nullptr) == nullptr);
    require(zodgate_refusal_request(nullptr) == nullptr);
    require(zodgate_refusal_set_status(nullptr, 400) == ZODGATE_INVALID_ARGUMENT);
    require(zodgate_refusal_set_error(nullptr, "x", 1) == ZODGATE_INVALID_ARGUMENT);
    require(zodgate_refusal_set_body(nullptr, "x", 1, nullptr) == ZODGATE_INVALID_ARGUMENT);
    require(zodgate_refusal_add_header(nullptr, "x", "y") == ZODGATE_INVALID_ARGUMENT);
    require(whole(zodgate_issue_code(nullptr)).empty());
    text = {"x", 1};
    require(zodgate_issue_json(nullptr, &text) == ZODGATE_INVALID_ARGUMENT && whole(text).empty());
    require(zodgate_issue_set_message(nullptr, "x", 1) == ZODGATE_INVALID_ARGUMENT);
}

// Zeros choose what takes no argument.
void Machine::step() {
    static constexpr std::array all{
        &Machine::ask_versions,   &Machine::parse_schema,     &Machine::free_schema,   &Machine::check_payload,
        &Machine::answer_payload, &Machine::ask_result,       &Machine::write_result,  &Machine::walk_result,
        &Machine::free_result,    &Machine::renew_buffer,     &Machine::write_value,   &Machine::load_api,
        &Machine::free_api,       &Machine::ask_api,          &Machine::check_request, &Machine::check_response,
        &Machine::ask_verdict,    &Machine::walk_verdict,     &Machine::free_verdict,  &Machine::ask_error,
        &Machine::init_options,   &Machine::call_with_nothing};
    (this->*program_.one_of(all))();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr int most_steps = 60;
    Program program(data, size);
    Machine machine(program);
    for (int step = 0; step < most_steps && !program.is_at_end(); ++step) machine.step();
    return 0;
}

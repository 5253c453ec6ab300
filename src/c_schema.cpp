// The C interface of schemas and results.
#include <zodgate/forms.hpp>
#include <zodgate/version.hpp>

#include <cstdint>
#include <functional>

#include "c_handles.hpp"

namespace zodgate::c {

class Tree::Builder final : public ValueHandler {
  public:
    explicit Builder(Tree& tree) : tree_(tree) { tree_.memory_ = std::make_unique<json::Arena>(first_block); }

    void null() override { take({}); }

    void boolean(bool value) override {
        json::Value made;
        made.type = json::Type::boolean;
        made.boolean = value;
        take(made);
    }

    void number(double value) override {
        json::Value made;
        made.type = json::Type::number;
        made.number = value;
        take(made);
    }

    void string(std::string_view value) override {
        const std::string_view copy = json::copy_text(value, *tree_.memory_);
        json::Value made;
        made.type = json::Type::string;
        made.characters = copy.data();
        made.size = static_cast<std::uint32_t>(copy.size());
        take(made);
    }

    void start_array(std::size_t) override { keys_.push_back(key_); }

    void end_array(std::size_t items) override {
        std::vector<json::Value> values;
        values.reserve(items);
        for (auto item = open_.end() - distance(items); item != open_.end(); ++item) values.push_back(item->value);
        close(items, json::make_array(values.data(), items, *tree_.memory_));
    }

    void start_object(std::size_t) override { keys_.push_back(key_); }
    void key(std::string_view name) override { key_ = json::copy_text(name, *tree_.memory_); }

    void end_object(std::size_t members) override {
        const json::Member* const first = open_.data() + (open_.size() - members);
        close(members, json::make_object(first, members, *tree_.memory_));
    }

  private:
    static constexpr std::size_t first_block = 1000;

    static std::ptrdiff_t distance(std::size_t count) noexcept { return static_cast<std::ptrdiff_t>(count); }

    void take(const json::Value& value) {
        if (keys_.empty()) {
            tree_.root_ = value;
        } else {
            open_.push_back({key_, 0, value});
        }
    }

    void close(std::size_t count, const json::Value& value) {
        open_.erase(open_.end() - distance(count), open_.end());
        key_ = keys_.back();
        keys_.pop_back();
        take(value);
    }

    Tree& tree_;
    // Items and members of what is not closed yet; items have a key of no meaning.
    std::vector<json::Member> open_;
    std::string_view key_;                // of the member that comes next
    std::vector<std::string_view> keys_;  // that what is not closed yet comes after
};

namespace {

zodgate_options default_options() noexcept {
    // Nobody is told where there is no memory, so none is taken: the dialect's URI is too long to do without.
    const Options from{.limits = {}, .default_dialect = {}, .document_uri = {}, .resolver = {}};
    zodgate_options options = {};
    options.struct_size = sizeof options;
    options.max_bytes = from.limits.max_bytes;
    options.max_depth = from.limits.max_depth;
    options.max_values = from.limits.max_values;
    options.max_members = from.limits.max_members;
    options.max_string_bytes = from.limits.max_string_bytes;
    options.max_issues = from.limits.max_issues;
    options.max_issue_bytes = from.limits.max_issue_bytes;
    options.max_union_work = from.limits.max_union_work;
    options.max_pattern_steps = from.limits.max_pattern_steps;
    options.max_default_bytes = from.limits.max_default_bytes;
    options.refuse_repeated_keys = from.refuse_repeated_keys ? 1 : 0;
    options.unknown_keys = static_cast<int>(from.unknown_keys);
    options.formats = static_cast<int>(from.formats);
    options.max_schema_bytes = from.max_schema_bytes;
    options.max_schema_depth = from.max_schema_depth;
    options.max_references = from.max_references;
    options.max_documents = from.max_documents;
    return options;
}

zodgate_status status_of(Status status) noexcept {
    switch (status) {
        case Status::valid: return ZODGATE_VALID;
        case Status::invalid: return ZODGATE_INVALID;
        case Status::malformed: return ZODGATE_MALFORMED;
        case Status::over_limit: return ZODGATE_OVER_LIMIT;
        case Status::out_of_memory: break;
    }
    return ZODGATE_NOT_JUDGED;
}

static_assert(static_cast<int>(UnknownKeys::strip) == ZODGATE_UNKNOWN_KEYS_STRIP);
static_assert(static_cast<int>(UnknownKeys::keep) == ZODGATE_UNKNOWN_KEYS_KEEP);
static_assert(static_cast<int>(Formats::zod) == ZODGATE_FORMATS_ZOD);
static_assert(static_cast<int>(Formats::all) == ZODGATE_FORMATS_ALL);
static_assert(static_cast<int>(Formats::none) == ZODGATE_FORMATS_NONE);
static_assert(static_cast<int>(Semantics::zod) == ZODGATE_SEMANTICS_ZOD);
static_assert(static_cast<int>(Semantics::json_schema) == ZODGATE_SEMANTICS_JSON_SCHEMA);

Result validate(const Schema& schema, std::string_view payload, zodgate_with_value with_value, zodgate_result& made) {
    switch (with_value) {
        case ZODGATE_WITH_JSON: return schema.validate(payload, made.value);
        case ZODGATE_WITH_TREE: {
            Tree::Builder builder(made.tree);
            return schema.validate(payload, builder);
        }
        case ZODGATE_WITHOUT_VALUE: break;
    }
    return schema.validate(payload);
}

zodgate_result check(const Schema& schema, std::string_view payload, zodgate_with_value with_value) {
    zodgate_result made;
    Result result = validate(schema, payload, with_value, made);
    if (result.status() == Status::out_of_memory) throw std::bad_alloc();
    made.status = status_of(result.status());
    made.fault = result.valid() ? ZODGATE_FAULT_NONE : ZODGATE_FAULT_BODY;
    made.truncated = result.truncated();
    made.patterns_stopped = result.patterns_stopped();
    made.issues = std::move(result).issues();
    return made;
}

// Whether some of a text lies in another's memory.
bool is_within(std::string_view text, const std::string& other) noexcept {
    const std::less<> is_before;
    return !text.empty() && is_before(text.data(), other.data() + other.size()) &&
           is_before(other.data(), text.data() + text.size());
}

zodgate_value_kind kind_of(ValueView::Kind kind) noexcept {
    switch (kind) {
        case ValueView::Kind::null: return ZODGATE_VALUE_NULL;
        case ValueView::Kind::boolean: return ZODGATE_VALUE_BOOLEAN;
        case ValueView::Kind::number: return ZODGATE_VALUE_NUMBER;
        case ValueView::Kind::string: return ZODGATE_VALUE_STRING;
        case ValueView::Kind::array: return ZODGATE_VALUE_ARRAY;
        case ValueView::Kind::object: return ZODGATE_VALUE_OBJECT;
        case ValueView::Kind::absent: break;
    }
    return ZODGATE_VALUE_ABSENT;
}

std::string form_of(const std::vector<Issue>& issues, zodgate_form form) {
    switch (form) {
        case ZODGATE_FORM_FLATTEN: return flatten_to_json(issues);
        case ZODGATE_FORM_TREE: return treeify_to_json(issues);
        case ZODGATE_FORM_FORMAT: return format_to_json(issues);
        case ZODGATE_FORM_PRETTY: break;
    }
    return prettify(issues);
}

Resolver resolver_of(const zodgate_options& from) {
    return [resolver = from.resolver, context = from.resolver_context](std::string_view uri) {
        zodgate_text text = no_text;
        const bool found = resolver(context, text_of(uri), &text) != 0;
        return found ? std::optional<std::string>(view_of(text)) : std::nullopt;
    };
}

}  // namespace

Options options_of(const zodgate_options* given) {
    Options options;
    if (given == nullptr) return options;
    const zodgate_options from = sized_copy(*given, default_options());
    require(from.reserved == 0, "a reserved member that is not 0");
    options.limits.max_bytes = from.max_bytes;
    options.limits.max_depth = from.max_depth;
    options.limits.max_values = from.max_values;
    options.limits.max_members = from.max_members;
    options.limits.max_string_bytes = from.max_string_bytes;
    options.limits.max_issues = from.max_issues;
    options.limits.max_issue_bytes = from.max_issue_bytes;
    options.limits.max_union_work = from.max_union_work;
    options.limits.max_pattern_steps = from.max_pattern_steps;
    options.limits.max_default_bytes = from.max_default_bytes;
    options.refuse_repeated_keys = from.refuse_repeated_keys != 0;
    options.unknown_keys = choice_of(from.unknown_keys, UnknownKeys::keep, "unknown_keys is none of its choices");
    options.formats = choice_of(from.formats, Formats::none, "formats is none of its choices");
    if (from.document_name != nullptr) options.document_name = from.document_name;
    options.max_schema_bytes = from.max_schema_bytes;
    options.max_schema_depth = from.max_schema_depth;
    options.max_references = from.max_references;
    options.max_documents = from.max_documents;
    options.semantics = choice_of(from.semantics, Semantics::json_schema, "semantics is none of its choices");
    options.check_content = from.check_content != 0;
    if (from.default_dialect != nullptr) options.default_dialect = from.default_dialect;
    if (from.document_uri != nullptr) options.document_uri = from.document_uri;
    if (from.resolver != nullptr) options.resolver = resolver_of(from);
    return options;
}

}  // namespace zodgate::c

using namespace zodgate::c;

// --- versions, texts and errors --------------------------------------------------------------------------------------

uint32_t zodgate_c_abi_version(void) noexcept { return ZODGATE_C_ABI_VERSION; }

// Both are literals, which end with a NUL.
const char* zodgate_version(void) noexcept { return zodgate::version().data(); }
const char* zodgate_zod_version(void) noexcept { return zodgate::zod_version().data(); }

zodgate_text zodgate_text_of(const char* text) noexcept {
    return text == nullptr ? no_text : zodgate_text{text, std::strlen(text)};
}

const char* zodgate_code_text(zodgate_code code) noexcept {
    switch (code) {
        case ZODGATE_OK: return "ok";
        case ZODGATE_INVALID_ARGUMENT: return "invalid argument";
        case ZODGATE_SCHEMA_ERROR: return "schema error";
        case ZODGATE_OUT_OF_MEMORY: return "out of memory";
        case ZODGATE_INTERNAL_ERROR: return "internal error";
        default: return "unknown code";
    }
}

zodgate_text zodgate_error_what(const zodgate_error* error) noexcept {
    return error == nullptr ? no_text : text_of(error->what);
}

zodgate_text zodgate_error_document(const zodgate_error* error) noexcept {
    return error == nullptr ? no_text : text_of(error->document);
}

zodgate_text zodgate_error_pointer(const zodgate_error* error) noexcept {
    return error == nullptr ? no_text : text_of(error->pointer);
}

zodgate_text zodgate_error_reason(const zodgate_error* error) noexcept {
    return error == nullptr ? no_text : text_of(error->reason);
}

size_t zodgate_error_offset(const zodgate_error* error) noexcept { return error == nullptr ? 0 : error->offset; }

void zodgate_error_free(zodgate_error* error) noexcept { delete error; }

// --- rooms for texts -------------------------------------------------------------------------------------------------

zodgate_code zodgate_buffer_new(zodgate_buffer** buffer) noexcept {
    return give_handle(buffer, [] { return zodgate_buffer(); });
}

zodgate_text zodgate_buffer_text(const zodgate_buffer* buffer) noexcept {
    return buffer == nullptr ? no_text : text_of(buffer->text);
}

void zodgate_buffer_free(zodgate_buffer* buffer) noexcept { delete buffer; }

// --- values ----------------------------------------------------------------------------------------------------------

zodgate_value_kind zodgate_value_kind_of(const zodgate_value* value) noexcept { return kind_of(view_of(value).kind()); }

int zodgate_value_boolean(const zodgate_value* value, int otherwise) noexcept {
    const zodgate::ValueView view = view_of(value);
    if (view.kind() != zodgate::ValueView::Kind::boolean) return otherwise;
    return view.boolean() ? 1 : 0;
}

double zodgate_value_number(const zodgate_value* value, double otherwise) noexcept {
    return view_of(value).number(otherwise);
}

zodgate_text zodgate_value_string(const zodgate_value* value) noexcept { return text_of(view_of(value).string()); }

size_t zodgate_value_size(const zodgate_value* value) noexcept { return view_of(value).size(); }

const zodgate_value* zodgate_value_at(const zodgate_value* value, size_t index) noexcept {
    return handle_of(view_of(value).at(index));
}

zodgate_text zodgate_value_key_at(const zodgate_value* value, size_t index) noexcept {
    return text_of(view_of(value).key_at(index));
}

const zodgate_value* zodgate_value_member(const zodgate_value* value, const char* name, size_t length) noexcept {
    if (name == nullptr && length > 0) return nullptr;
    return handle_of(view_of(value)[view_of(name, length)]);
}

zodgate_code zodgate_value_json(const zodgate_value* value, zodgate_buffer* json) noexcept {
    if (json != nullptr) json->text.clear();
    return guarded([&] {
        require(json != nullptr, "no buffer");
        json->text = view_of(value).to_json();
    });
}

// --- schemas ---------------------------------------------------------------------------------------------------------

void zodgate_options_init(zodgate_options* options, size_t struct_size) noexcept {
    sized_fill(options, struct_size, default_options());
}

zodgate_code zodgate_schema_parse(const char* text, size_t length, const zodgate_options* options,
                                  zodgate_schema** schema, zodgate_error** error) noexcept {
    return give_loaded(schema, error, [&] {
        return zodgate_schema{zodgate::Schema::parse(view_of(text, length), options_of(options))};
    });
}

void zodgate_schema_free(zodgate_schema* schema) noexcept { delete schema; }

zodgate_code zodgate_schema_check(const zodgate_schema* schema, const char* payload, size_t length, int with_value,
                                  zodgate_result** result) noexcept {
    return give_handle(result, [&] {
        require(schema != nullptr, "no schema");
        const zodgate_with_value chosen = choice_of(with_value, ZODGATE_WITH_TREE, "with_value is none of its choices");
        return check(schema->schema, view_of(payload, length), chosen);
    });
}

zodgate_code zodgate_schema_answer(const zodgate_schema* schema, const char* payload, size_t length, const char* error,
                                   size_t error_length, zodgate_buffer* body, zodgate_status* status) noexcept {
    if (status != nullptr) *status = ZODGATE_NOT_JUDGED;
    return guarded([&] {
        require(body != nullptr, "no buffer");
        try {
            require(schema != nullptr, "no schema");
            const std::string_view words = view_of(error, error_length);
            require(!is_within(words, body->text), "a fault that is called by the buffer's own text");
            const zodgate::Status ended = schema->schema.answer(view_of(payload, length), words, body->text);
            if (ended == zodgate::Status::out_of_memory) throw std::bad_alloc();
            if (status != nullptr) *status = status_of(ended);
        } catch (...) {
            body->text.clear();
            throw;
        }
    });
}

// --- results ---------------------------------------------------------------------------------------------------------

zodgate_status zodgate_result_status(const zodgate_result* result) noexcept {
    return result == nullptr ? ZODGATE_NOT_JUDGED : result->status;
}

int zodgate_result_valid(const zodgate_result* result) noexcept {
    return zodgate_result_status(result) == ZODGATE_VALID ? 1 : 0;
}

size_t zodgate_result_issue_count(const zodgate_result* result) noexcept {
    return result == nullptr ? 0 : result->issues.size();
}

int zodgate_result_truncated(const zodgate_result* result) noexcept {
    return result != nullptr && result->truncated ? 1 : 0;
}

int zodgate_result_patterns_stopped(const zodgate_result* result) noexcept {
    return result != nullptr && result->patterns_stopped ? 1 : 0;
}

zodgate_code zodgate_result_issues(zodgate_result* result, zodgate_text* json) noexcept {
    return give_text(json, [&] {
        require(result != nullptr, "no result");
        return result->json.get([&] { return zodgate::to_json(result->issues); });
    });
}

zodgate_code zodgate_result_body(zodgate_result* result, const char* error, size_t error_length,
                                 zodgate_text* body) noexcept {
    return give_text(body, [&] {
        require(result != nullptr, "no result");
        result->bodies.push_front(zodgate::error_body(view_of(error, error_length), result->issues));
        return text_of(result->bodies.front());
    });
}

zodgate_text zodgate_result_value(const zodgate_result* result) noexcept {
    return result == nullptr ? no_text : text_of(result->value);
}

const zodgate_value* zodgate_result_tree(const zodgate_result* result) noexcept {
    return result == nullptr ? nullptr : handle_of(result->tree.view());
}

zodgate_code zodgate_result_form(zodgate_result* result, int form, zodgate_text* text) noexcept {
    return give_text(text, [&] {
        require(result != nullptr, "no result");
        const zodgate_form chosen = choice_of(form, ZODGATE_FORM_PRETTY, "none of the forms");
        return result->forms[chosen].get([&] { return form_of(result->issues, chosen); });
    });
}

zodgate_fault zodgate_result_fault(const zodgate_result* result) noexcept {
    return result == nullptr ? ZODGATE_FAULT_BODY : result->fault;
}

zodgate_text zodgate_result_reason(const zodgate_result* result) noexcept {
    return result == nullptr ? no_text : text_of(result->reason);
}

void zodgate_result_free(zodgate_result* result) noexcept { delete result; }

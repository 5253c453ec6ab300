#include "schema/error_message.hpp"
#include "schema/keywords.hpp"
#include "schema/repetition.hpp"
#include "schema/schema.hpp"
#include "text/format.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <memory_resource>
#include <unordered_map>
#include <utility>

namespace zodgate::schema {
namespace {

constexpr std::array<std::pair<std::string_view, Type>, 7> type_names{{
    {"null", Type::null},
    {"boolean", Type::boolean},
    {"integer", Type::integer},
    {"number", Type::number},
    {"string", Type::string},
    {"array", Type::array},
    {"object", Type::object},
}};

// True for pointers to places that the check of the whole document has checked as schemas.
bool is_checked_place(std::string_view pointer, Dialect dialect) {
    if (pointer.empty()) return true;
    const std::size_t second = pointer.find('/', 1);
    const std::string_view first = pointer.substr(0, second);
    return (first == "/definitions" || (first == "/$defs" && dialect == Dialect::draft_2020_12)) &&
           second != std::string_view::npos && pointer.find('/', second + 1) == std::string_view::npos;
}

// Walks the schemas that can be reached from the root. The meta-schema check has said what is wrong with a document
// already; that keywords have values of their kinds is asked once more, as nothing else stands before reading them.
class Loader {
  public:
    explicit Loader(Model& model) : model_(model) {
        model_.copies = std::make_shared<std::pmr::monotonic_buffer_resource>();
    }

    void run() {
        id_of(model_.document.root(), "");
        for (Id id = 0; id < model_.schemas.size(); ++id) {
            if (waiting_[id]->type == json::Type::object) read(id);
        }
    }

  private:
    SchemaError wrong_kind(const Schema& schema, std::string_view keyword) const {
        return model_.error(schema, keyword, "\"" + std::string(keyword) + "\" has a value of the wrong kind");
    }

    // The keyword's value, of the kind that it must be; null if the keyword is absent.
    const json::Value* find(const Schema& schema, const json::Value& value, std::string_view keyword,
                            json::Type type) const {
        const json::Value* const found = json::find(value, keyword);
        if (found != nullptr && found->type != type) throw wrong_kind(schema, keyword);
        return found;
    }

    std::optional<double> number_in(const Schema& schema, const json::Value& value, std::string_view keyword) const {
        const json::Value* const found = find(schema, value, keyword, json::Type::number);
        return found == nullptr ? std::nullopt : std::optional<double>(found->number);
    }

    std::optional<std::string_view> string_in(const Schema& schema, const json::Value& value,
                                              std::string_view keyword) const {
        const json::Value* const found = find(schema, value, keyword, json::Type::string);
        return found == nullptr ? std::nullopt : std::optional<std::string_view>(found->string());
    }

    Type type_named(const Schema& schema, const json::Value& name) const {
        const auto* const found = std::find_if(type_names.begin(), type_names.end(), [&name](const auto& known) {
            return name.type == json::Type::string && known.first == name.string();
        });
        if (found == type_names.end()) throw wrong_kind(schema, "type");
        return found->second;
    }

    Id id_of(const json::Value& value, std::string pointer) {
        const auto [known, is_new] = ids_.try_emplace(&value, static_cast<Id>(model_.schemas.size()));
        if (!is_new) return known->second;
        Schema schema;
        schema.pointer = std::move(pointer);
        schema.offset = value.offset;
        if (value.type == json::Type::boolean) {
            schema.boolean = value.boolean;
        } else if (value.type != json::Type::object) {
            throw SchemaError(model_.document_name, schema.pointer, "a schema must be an object or a boolean",
                              value.offset);
        }
        model_.schemas.push_back(std::move(schema));
        waiting_.push_back(&value);
        return known->second;
    }

    Id child(const Schema& parent, const json::Value& schema, std::string_view keyword) {
        const json::Value* const value = json::find(schema, keyword);
        return value == nullptr ? none : id_of(*value, pointer_to(parent.pointer, keyword));
    }

    std::vector<Id> children(const Schema& parent, const json::Value& schema, std::string_view keyword) {
        std::vector<Id> ids;
        const json::Value* const found = find(parent, schema, keyword, json::Type::array);
        if (found == nullptr) return ids;
        const json::Value& array = *found;
        const std::string base = pointer_to(parent.pointer, keyword);
        for (std::uint32_t i = 0; i < array.size; ++i) {
            ids.push_back(id_of(array.items[i], pointer_to(base, std::to_string(i))));
        }
        return ids;
    }

    void read(Id id) {
        const json::Value& value = simplified(*waiting_[id]);
        // id_of() grows the vector, so the schema is filled aside.
        Schema schema = std::move(model_.schemas[id]);
        for (const json::Member& member : json::members_of(value)) schema.keywords.push_back(member.key);
        const json::Value* const reference = find(schema, value, "$ref", json::Type::string);
        const bool alone = reference != nullptr && model_.dialect == Dialect::draft_07;
        if (!alone) refuse_unenforced(schema, value);
        if (reference != nullptr) schema.reference = target_of(schema, *reference);
        if (!alone) {
            read_values(schema, value);
            read_strings_and_numbers(schema, value);
            read_object(schema, value);
            read_array(schema, value);
            schema.any_of = children(schema, value, "anyOf");
            schema.one_of = children(schema, value, "oneOf");
            schema.all_of = children(schema, value, "allOf");
            drop_repetition(schema, value);
            read_not(schema, value);
            schema.default_value = json::find(value, "default");
            schema.error_message = read_error_message(model_, schema, value);
        }
        model_.schemas[id] = std::move(schema);
    }

    void refuse_unenforced(const Schema& schema, const json::Value& value) const {
        for (const json::Member& member : json::members_of(value)) {
            if (treatment_of(member.key, model_.dialect) == Treatment::refused) {
                throw model_.error(schema, member.key,
                                   "the keyword \"" + std::string(member.key) + "\" is not enforced by this version");
            }
            const bool sets_base = member.key == "$id" || member.key == "$schema";
            if (sets_base && !schema.pointer.empty() && !is_same_dialect(member)) {
                throw model_.error(
                    schema, member.key,
                    "\"" + std::string(member.key) + "\" below the root is not enforced by this version");
            }
        }
    }

    bool is_same_dialect(const json::Member& member) const {
        const json::Value* const root = json::find(model_.document.root(), "$schema");
        return member.key == "$schema" && root != nullptr && json::equal(*root, member.value);
    }

    Id target_of(const Schema& schema, const json::Value& reference) {
        std::string_view written = reference.string();
        const json::Value* const root_id =
            model_.document.root().type == json::Type::object ? json::find(model_.document.root(), "$id") : nullptr;
        const bool has_id = root_id != nullptr && root_id->type == json::Type::string;
        const std::string_view own = has_id ? root_id->string() : std::string_view();
        const std::string_view own_base = own.substr(0, own.find('#'));
        if (!own_base.empty() && written.substr(0, own_base.size()) == own_base) {
            const std::string_view rest = written.substr(own_base.size());
            if (rest.empty() || rest.front() == '#') written = rest;
        }
        const auto fail = [&](const std::string& why) {
            return model_.error(schema, "$ref", "the reference \"" + std::string(reference.string()) + "\" " + why);
        };
        if (!written.empty() && written.front() != '#') throw fail("leads out of the document, which is not followed");
        const std::string pointer = percent_decode(written.empty() ? written : written.substr(1));
        if (!pointer.empty() && pointer.front() != '/')
            throw fail("names an anchor, which this version does not follow");
        const json::Value* const target = resolve_pointer(model_.document.root(), pointer);
        if (target == nullptr) throw fail("leads nowhere");
        if (!is_checked_place(pointer, model_.dialect) && ids_.count(target) == 0) check_target(*target, pointer);
        return id_of(*target, pointer);
    }

    // A reference may lead into a place that holds no schemas by its dialect, such as below an unknown keyword.
    void check_target(const json::Value& target, const std::string& pointer) const {
        try {
            check_against_meta_schema(target, model_.dialect, model_.document_name);
        } catch (const SchemaError& error) {
            throw SchemaError(error.document(), pointer + error.pointer(), error.reason(), error.offset());
        }
    }

    void read_values(Schema& schema, const json::Value& value) const {
        schema.enumeration = find(schema, value, "enum", json::Type::array);
        schema.constant = json::find(value, "const");
        const json::Value* const type = json::find(value, "type");
        if (type == nullptr) return;
        schema.types.emplace();
        if (type->type != json::Type::array) {
            schema.types->push_back(type_named(schema, *type));
            return;
        }
        for (const json::Value& name : json::items_of(*type)) schema.types->push_back(type_named(schema, name));
    }

    void read_strings_and_numbers(Schema& schema, const json::Value& value) const {
        schema.minimum = number_in(schema, value, "minimum");
        schema.maximum = number_in(schema, value, "maximum");
        schema.exclusive_minimum = number_in(schema, value, "exclusiveMinimum");
        schema.exclusive_maximum = number_in(schema, value, "exclusiveMaximum");
        schema.multiple_of = number_in(schema, value, "multipleOf");
        schema.min_length = number_in(schema, value, "minLength");
        schema.max_length = number_in(schema, value, "maxLength");
        schema.pattern = string_in(schema, value, "pattern");
        schema.format = string_in(schema, value, "format");
        if (schema.format && !schema.pattern && !is_asserted(*schema.format)) schema.format.reset();
    }

    // A format that JSON Schema knows and Zod does not is an annotation, unless it is asked for or names a pattern.
    bool is_asserted(std::string_view name) const {
        const text::Format* const format = text::find_format(name);
        return format == nullptr || format->known == text::Format::Known::by_zod || model_.formats == Formats::all;
    }

    void read_object(Schema& schema, const json::Value& value) {
        if (const json::Value* const properties = find(schema, value, "properties", json::Type::object)) {
            const std::string base = pointer_to(schema.pointer, "properties");
            schema.properties.emplace();
            for (const json::Member& member : json::members_of(*properties)) {
                schema.properties->push_back({member.key, id_of(member.value, pointer_to(base, member.key))});
            }
        }
        if (const json::Value* const required = find(schema, value, "required", json::Type::array)) {
            for (const json::Value& name : json::items_of(*required)) {
                if (name.type != json::Type::string) throw wrong_kind(schema, "required");
                schema.required.push_back(name.string());
            }
            std::vector<std::string_view> sorted = schema.required;
            std::sort(sorted.begin(), sorted.end());
            if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
                throw model_.error(schema, "required", "\"required\" must be a list of different strings");
            }
        }
        if (const json::Value* const patterns = find(schema, value, "patternProperties", json::Type::object)) {
            const std::string base = pointer_to(schema.pointer, "patternProperties");
            schema.pattern_properties.emplace();
            for (const json::Member& member : json::members_of(*patterns)) {
                schema.pattern_properties->push_back({member.key, id_of(member.value, pointer_to(base, member.key))});
            }
        }
        schema.additional_properties = child(schema, value, "additionalProperties");
        schema.property_names = child(schema, value, "propertyNames");
    }

    // The schema as it is read. What is copied keeps its place in the document: its pointers are written from that.
    const json::Value& simplified(const json::Value& value) {
        std::vector<json::Member> members = without_repetition(model_.document.root(), model_.dialect, value);
        if (members.size() == value.size) return value;
        json::Value& copy = copies_.emplace_back(json::make_object(members.data(), members.size(), *model_.copies));
        copy.offset = value.offset;
        return copy;
    }

    void drop_repetition(Schema& schema, const json::Value& value) const {
        const std::size_t repeated = repeated_members(model_.document.root(), model_.dialect, value);
        schema.all_of.erase(schema.all_of.begin(), schema.all_of.begin() + static_cast<std::ptrdiff_t>(repeated));
    }

    // What z.never() writes. Of `not` with other schemas nothing is enforced.
    void read_not(Schema& schema, const json::Value& value) const {
        const json::Value* const refused = json::find(value, "not");
        if (refused == nullptr) return;
        const bool anything = refused->type == json::Type::object ? refused->size == 0 : refused->boolean;
        if (!anything) {
            throw model_.error(schema, "not", "the keyword \"not\" is enforced by this version only as \"not\": {}");
        }
        schema.accepts_nothing = true;
    }

    void read_array(Schema& schema, const json::Value& value) {
        schema.min_items = number_in(schema, value, "minItems");
        schema.max_items = number_in(schema, value, "maxItems");
        const json::Value* const items = json::find(value, "items");
        if (model_.dialect == Dialect::draft_07) {
            if (items == nullptr || items->type != json::Type::array) {
                schema.items = child(schema, value, "items");
                return;
            }
            schema.prefix_items = children(schema, value, "items");
            schema.items = child(schema, value, "additionalItems");
            return;
        }
        if (json::find(value, "prefixItems") != nullptr) schema.prefix_items = children(schema, value, "prefixItems");
        schema.items = child(schema, value, "items");
    }

    Model& model_;
    std::unordered_map<const json::Value*, Id> ids_;
    std::vector<const json::Value*> waiting_;  // by id
    std::deque<json::Value> copies_;
};

std::string reason_of(const json::ReadError& error, std::string_view text) {
    const json::Position position = json::position_of(text, error.offset);
    const std::string where =
        " at line " + std::to_string(position.line) + ", column " + std::to_string(position.column);
    switch (error.status) {
        case json::ReadStatus::too_long: return "the document is longer than Options::max_schema_bytes";
        case json::ReadStatus::too_deep: return "the document is nested deeper than Options::max_schema_depth" + where;
        default: return "not JSON: " + error.reason + where;
    }
}

Dialect dialect_of(const json::Value& root, const std::string& document_name) {
    const json::Value* const named = root.type == json::Type::object ? json::find(root, "$schema") : nullptr;
    if (named == nullptr) return Dialect::draft_2020_12;
    if (named->type != json::Type::string) {
        throw SchemaError(document_name, "/$schema", "\"$schema\" must be a string", named->offset);
    }
    std::string_view uri = named->string();
    if (!uri.empty() && uri.back() == '#') uri.remove_suffix(1);
    if (uri == "https://json-schema.org/draft/2020-12/schema") return Dialect::draft_2020_12;
    if (uri == "http://json-schema.org/draft-07/schema") return Dialect::draft_07;
    throw SchemaError(document_name, "/$schema",
                      "the dialect \"" + std::string(named->string()) +
                          "\" is not known; known are https://json-schema.org/draft/2020-12/schema and "
                          "http://json-schema.org/draft-07/schema#",
                      named->offset);
}

}  // namespace

std::string_view name_of(Dialect dialect) noexcept { return dialect == Dialect::draft_07 ? "draft-07" : "2020-12"; }

SchemaError Model::error(const Schema& schema, std::string_view keyword, std::string reason) const {
    const json::Value* const value = resolve_pointer(document.root(), schema.pointer);
    const json::Member* const member =
        value != nullptr && value->type == json::Type::object ? json::find_member(*value, keyword) : nullptr;
    return SchemaError(document_name, pointer_to(schema.pointer, keyword), std::move(reason),
                       member == nullptr ? schema.offset : member->key_offset);
}

namespace {

// To JSON Schema all of its members are unknown keywords, so that it would accept everything.
void refuse_open_api(const json::Value& root, const std::string& document_name) {
    if (root.type != json::Type::object || json::find(root, "$ref") != nullptr) return;
    const json::Member* const version = json::find_member(root, "openapi");
    if (version == nullptr || json::find(root, "info") == nullptr) return;
    throw SchemaError(document_name, "/openapi",
                      "this is an OpenAPI document, not a schema; a member \"$ref\" beside \"openapi\", such as "
                      "\"#/components/schemas/NAME\", says which of its schemas is meant",
                      version->key_offset);
}

}  // namespace

Model load(std::string_view text, const Options& options) {
    constexpr std::size_t deepest = 200;
    Model model;
    model.document_name = options.document_name;
    model.formats = options.formats;
    json::ReadOptions read;
    read.max_bytes = options.max_schema_bytes;
    read.max_depth = std::min(options.max_schema_depth, deepest);
    const json::ReadError error = model.document.read(text, read);
    if (error.status != json::ReadStatus::ok) {
        throw SchemaError(model.document_name, "", reason_of(error, text), error.offset);
    }
    refuse_open_api(model.document.root(), model.document_name);
    model.dialect = dialect_of(model.document.root(), model.document_name);
    check_against_meta_schema(model.document.root(), model.dialect, model.document_name);
    Loader(model).run();
    return model;
}

}  // namespace zodgate::schema

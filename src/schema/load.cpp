#include "schema/error_message.hpp"
#include "schema/keywords.hpp"
#include "schema/open_api.hpp"
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
    if (is_open_api(dialect)) return false;
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

    void run(const std::string& pointer) {
        id_of(target_at(pointer), pointer);
        read_all();
    }

    void check(const std::string& pointer) { target_at(pointer); }

    void run(const std::vector<Member>& members, const std::string& pointer) {
        const json::Value* const place = resolve_pointer(model_.root(), pointer);
        Schema object;
        object.pointer = pointer;
        object.offset = place == nullptr ? 0 : place->offset;
        object.keywords = {"type", "properties", "required"};
        object.types = {Type::object};
        object.properties.emplace();
        add(object);
        for (const Member& member : members) {
            object.properties->push_back({member.name, id_of(target_at(member.pointer), member.pointer)});
            if (member.required) object.required.push_back(member.name);
        }
        model_.schemas.front() = std::move(object);
        read_all();
    }

  private:
    const json::Value& target_at(const std::string& pointer) {
        const json::Value* const value = resolve_pointer(model_.root(), pointer);
        if (value == nullptr) throw SchemaError(model_.source.document_name, pointer, "there is no schema here", 0);
        check_target(*value, pointer);
        return *value;
    }

    void read_all() {
        for (Id id = 0; id < model_.schemas.size(); ++id) {
            if (waiting_[id] != nullptr && waiting_[id]->type == json::Type::object) read(id);
        }
    }

    // One that stands nowhere in the document.
    Id add(Schema schema) {
        model_.schemas.push_back(std::move(schema));
        waiting_.push_back(nullptr);
        return static_cast<Id>(model_.schemas.size() - 1);
    }

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
            throw SchemaError(model_.source.document_name, schema.pointer, "a schema must be an object or a boolean",
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
        const bool alone = reference != nullptr && has_lone_references(model_.source.dialect);
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
            if (is_open_api(model_.source.dialect)) read_open_api(schema, value);
            schema.default_value = json::find(value, "default");
            schema.error_message = read_error_message(model_, schema, value);
        }
        model_.schemas[id] = std::move(schema);
    }

    void refuse_unenforced(const Schema& schema, const json::Value& value) const {
        for (const json::Member& member : json::members_of(value)) {
            if (treatment_of(member.key, model_.source.dialect) == Treatment::refused) {
                throw model_.error(schema, member.key,
                                   "the keyword \"" + std::string(member.key) + "\" is not enforced by this version");
            }
            if (treatment_of(member.key, model_.source.dialect) == Treatment::unknown) {
                throw model_.error(schema, member.key,
                                   "OpenAPI 3.0 has no keyword \"" + std::string(member.key) + "\"");
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
        if (model_.source.dialect == Dialect::openapi_3_1) return is_open_api_dialect(member.value);
        const json::Value* const root = json::find(model_.root(), "$schema");
        return member.key == "$schema" && root != nullptr && json::equal(*root, member.value);
    }

    Id target_of(const Schema& schema, const json::Value& reference) {
        std::string_view written = reference.string();
        const json::Value* const root_id =
            model_.root().type == json::Type::object ? json::find(model_.root(), "$id") : nullptr;
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
        const json::Value* const target = resolve_pointer(model_.root(), pointer);
        if (target == nullptr) throw fail("leads nowhere");
        return target_id(*target, pointer);
    }

    // A reference may lead into a place that holds no schemas by its dialect, such as below an unknown keyword.
    void check_target(const json::Value& target, const std::string& pointer) const {
        const auto& checked = model_.source.checked;
        if (checked != nullptr && !checked->insert(&target).second) return;
        try {
            check_against_meta_schema(target, model_.source.dialect, model_.source.document_name);
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
        if (model_.source.dialect == Dialect::openapi_3_0) {
            make_exclusive(schema, value, "exclusiveMinimum", schema.minimum, schema.exclusive_minimum);
            make_exclusive(schema, value, "exclusiveMaximum", schema.maximum, schema.exclusive_maximum);
        } else {
            schema.exclusive_minimum = number_in(schema, value, "exclusiveMinimum");
            schema.exclusive_maximum = number_in(schema, value, "exclusiveMaximum");
        }
        schema.multiple_of = number_in(schema, value, "multipleOf");
        schema.min_length = number_in(schema, value, "minLength");
        schema.max_length = number_in(schema, value, "maxLength");
        schema.pattern = string_in(schema, value, "pattern");
        schema.format = string_in(schema, value, "format");
        if (schema.format && !schema.pattern && !is_asserted(*schema.format)) schema.format.reset();
    }

    // In OpenAPI 3.0 these are switches of the bounds.
    void make_exclusive(const Schema& schema, const json::Value& value, std::string_view keyword,
                        std::optional<double>& bound, std::optional<double>& exclusive) const {
        const json::Value* const is_exclusive = find(schema, value, keyword, json::Type::boolean);
        if (is_exclusive != nullptr && is_exclusive->boolean) exclusive = std::exchange(bound, std::nullopt);
    }

    // A format that JSON Schema knows and Zod does not is an annotation, unless it is asked for or names a pattern.
    bool is_asserted(std::string_view name) const {
        const text::Format* const format = text::find_format(name);
        return format == nullptr || format->known == text::Format::Known::by_zod ||
               model_.source.formats == Formats::all;
    }

    void read_object(Schema& schema, const json::Value& value) {
        if (const json::Value* const properties = find(schema, value, "properties", json::Type::object)) {
            const std::string base = pointer_to(schema.pointer, "properties");
            schema.properties.emplace();
            for (const json::Member& member : json::members_of(*properties)) {
                schema.properties->push_back({member.key, id_of(member.value, pointer_to(base, member.key))});
            }
        }
        read_required(schema, value);
        if (model_.source.direction != Direction::either && schema.properties) direct_properties(schema, value);
        if (const json::Value* const patterns = find(schema, value, "patternProperties", json::Type::object)) {
            const std::string base = pointer_to(schema.pointer, "patternProperties");
            schema.pattern_properties.emplace();
            for (const json::Member& member : json::members_of(*patterns)) {
                schema.pattern_properties->push_back({member.key, id_of(member.value, pointer_to(base, member.key))});
            }
        }
        schema.additional_properties = child(schema, value, "additionalProperties");
        schema.property_names = child(schema, value, "propertyNames");
        schema.min_properties = number_in(schema, value, "minProperties");
        schema.max_properties = number_in(schema, value, "maxProperties");
    }

    void read_required(Schema& schema, const json::Value& value) const {
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
    }

    // Members that are not for this direction: `readOnly` ones of a request count for nothing, `writeOnly` ones must
    // not be in a response. Neither need be there.
    void direct_properties(Schema& schema, const json::Value& value) {
        const bool is_request = model_.source.direction == Direction::request;
        const json::Value& properties = *json::find(value, "properties");
        for (Property& property : *schema.properties) {
            const json::Value& described = *json::find(properties, property.name);
            if (!has_flag(model_.root(), described, is_request ? "readOnly" : "writeOnly")) continue;
            Schema instead;
            instead.pointer = pointer_to(pointer_to(schema.pointer, "properties"), property.name);
            instead.offset = described.offset;
            instead.boolean = is_request;
            property.schema = add(std::move(instead));
            property.is_ignored = is_request;
            std::erase(schema.required, property.name);
        }
    }

    void read_open_api(Schema& schema, const json::Value& value) {
        read_nullable(model_, schema, value);
        const json::Value* const discriminator = find(schema, value, "discriminator", json::Type::object);
        if (discriminator == nullptr) return;
        const OptionId option = [this](const json::Value& described, const std::string& pointer) {
            return target_id(described, pointer);
        };
        schema.discriminator = read_discriminator(model_, schema, value, *discriminator, option);
    }

    Id target_id(const json::Value& target, const std::string& pointer) {
        if (!is_checked_place(pointer, model_.source.dialect) && ids_.count(&target) == 0)
            check_target(target, pointer);
        return id_of(target, pointer);
    }

    // The schema as it is read. What is copied keeps its place in the document: its pointers are written from that.
    const json::Value& simplified(const json::Value& value) {
        std::vector<json::Member> members = without_repetition(model_.root(), model_.source.dialect, value);
        if (members.size() == value.size) return value;
        json::Value& copy = copies_.emplace_back(json::make_object(members.data(), members.size(), *model_.copies));
        copy.offset = value.offset;
        return copy;
    }

    void drop_repetition(Schema& schema, const json::Value& value) const {
        const std::size_t repeated = repeated_members(model_.root(), model_.source.dialect, value);
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
        const json::Value* const unique = find(schema, value, "uniqueItems", json::Type::boolean);
        schema.unique_items = unique != nullptr && unique->boolean;
        schema.contains = child(schema, value, "contains");
        if (treatment_of("minContains", model_.source.dialect) == Treatment::enforced) {
            schema.min_contains = number_in(schema, value, "minContains");
            schema.max_contains = number_in(schema, value, "maxContains");
        }
        const json::Value* const items = json::find(value, "items");
        if (model_.source.dialect == Dialect::openapi_3_0) {
            schema.items = child(schema, value, "items");
            return;
        }
        if (model_.source.dialect == Dialect::draft_07) {
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
        case json::ReadStatus::repeated_key:
            return "the name \"" + error.reason + "\" stands twice in one object" + where;
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

std::string_view name_of(Dialect dialect) noexcept {
    switch (dialect) {
        case Dialect::draft_07: return "JSON Schema draft-07";
        case Dialect::draft_2020_12: return "JSON Schema 2020-12";
        case Dialect::openapi_3_0: return "OpenAPI 3.0";
        case Dialect::openapi_3_1: break;
    }
    return "OpenAPI 3.1";
}

SchemaError Model::error(const Schema& schema, std::string_view keyword, std::string reason) const {
    const json::Value* const value = resolve_pointer(root(), schema.pointer);
    const json::Member* const member =
        value != nullptr && value->type == json::Type::object ? json::find_member(*value, keyword) : nullptr;
    return SchemaError(source.document_name, pointer_to(schema.pointer, keyword), std::move(reason),
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

std::shared_ptr<const json::Document> read_document(std::string_view text, const Options& options,
                                                    bool refuse_repeated_keys) {
    constexpr std::size_t deepest = 200;
    json::ReadOptions read;
    read.max_bytes = options.max_schema_bytes;
    read.max_depth = std::min(options.max_schema_depth, deepest);
    read.refuse_repeated_keys = refuse_repeated_keys;
    const auto document = std::make_shared<json::Document>();
    const json::ReadError error = document->read(text, read);
    if (error.status != json::ReadStatus::ok) {
        throw SchemaError(options.document_name, "", reason_of(error, text), error.offset);
    }
    return document;
}

Model load(std::string_view text, const Options& options) {
    Model model;
    model.source.document = read_document(text, options);
    model.source.document_name = options.document_name;
    model.source.formats = options.formats;
    refuse_open_api(model.root(), options.document_name);
    model.source.dialect = dialect_of(model.root(), options.document_name);
    Loader(model).run("");
    return model;
}

Model load_at(const Source& source, const std::string& pointer) {
    Model model;
    model.source = source;
    Loader(model).run(pointer);
    return model;
}

void check_at(const Source& source, const std::string& pointer) {
    Model model;
    model.source = source;
    Loader(model).check(pointer);
}

Model load_object(const Source& source, const std::vector<Member>& members, const std::string& pointer) {
    Model model;
    model.source = source;
    Loader(model).run(members, pointer);
    return model;
}

}  // namespace zodgate::schema

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

// Walks the schemas that can be reached from the root. The meta-schema check has said what is wrong with a document
// already; that keywords have values of their kinds is asked once more, as nothing else stands before reading them.
class Loader {
  public:
    explicit Loader(Model& model) : model_(model) {
        model_.copies = std::make_shared<std::pmr::monotonic_buffer_resource>();
        is_whole_ = model_.resources.is_whole(0);
    }

    void run(const std::string& pointer) {
        id_of(target_at(pointer));
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
            object.properties->push_back({member.name, id_of(target_at(member.pointer))});
            if (member.required) object.required.push_back(member.name);
        }
        model_.schemas.front() = std::move(object);
        read_all();
    }

  private:
    Place target_at(const std::string& pointer) {
        Place place = model_.resources.find(model_.root_resource, pointer);
        if (place.value == nullptr) {
            throw SchemaError(model_.source.document_name, pointer, "there is no schema here", 0);
        }
        check_target(place);
        return place;
    }

    void read_all() {
        do {
            for (; read_ < model_.schemas.size(); ++read_) {
                if (waiting_[read_] != nullptr && waiting_[read_]->type == json::Type::object) read(read_);
            }
        } while (add_dynamic_anchors());
    }

    // Whatever has one of the names that references look for on the way. @return whether there are new schemas
    bool add_dynamic_anchors() {
        const std::vector<NamedPlace>& anchors = model_.resources.dynamic_anchors();
        for (; known_anchors_ < anchors.size(); ++known_anchors_) {
            const NamedPlace& anchor = anchors[known_anchors_];
            DynamicName& name = dynamic_names_[anchor.name];
            if (name.is_looked_for) {
                model_.dynamic_anchors.push_back({anchor.place.resource, anchor.name, id_of(anchor.place)});
            } else {
                name.waiting.push_back(known_anchors_);
            }
        }
        for (const std::string_view looked_for : std::exchange(new_names_, {})) {
            for (const std::size_t waiting : std::exchange(dynamic_names_[looked_for].waiting, {})) {
                const NamedPlace& anchor = anchors[waiting];
                model_.dynamic_anchors.push_back({anchor.place.resource, anchor.name, id_of(anchor.place)});
            }
        }
        return read_ != model_.schemas.size();
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

    // The keyword's value; null if it is absent, or if the schema's dialect has no such keyword.
    const json::Value* find(const Schema& schema, const json::Value& value, std::string_view keyword) const {
        const json::Value* const found = json::find(value, keyword);
        if (found == nullptr || treatment_of(keyword, schema.dialect) != Treatment::enforced) return nullptr;
        const Vocabularies vocabularies = model_.resources.at(schema.resource).vocabularies;
        if (vocabularies == all_vocabularies) return found;
        const std::optional<Vocabulary> vocabulary = vocabulary_of(keyword, schema.dialect);
        return !vocabulary || (vocabularies & only(*vocabulary)) != 0 ? found : nullptr;
    }

    // The same, of the kind that it must be.
    const json::Value* find(const Schema& schema, const json::Value& value, std::string_view keyword,
                            json::Type type) const {
        const json::Value* const found = find(schema, value, keyword);
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

    // @param place  of a value below another schema: in the resource of that
    Id id_of(const Place& place) {
        const json::Value& value = *place.value;
        const auto [known, is_new] = ids_.try_emplace(&value, static_cast<Id>(model_.schemas.size()));
        if (!is_new) return known->second;
        Schema schema;
        schema.resource = model_.resources.resource_of(value, place.resource);
        const Resource& resource = model_.resources.at(schema.resource);
        schema.document = resource.document;
        schema.dialect = resource.dialect;
        schema.pointer = place.pointer;
        schema.offset = value.offset;
        if (value.type == json::Type::boolean) {
            schema.boolean = value.boolean;
        } else if (value.type != json::Type::object) {
            throw SchemaError(model_.resources.documents()[schema.document].name, schema.pointer,
                              "a schema must be an object or a boolean", value.offset);
        }
        model_.schemas.push_back(std::move(schema));
        waiting_.push_back(&value);
        return known->second;
    }

    Id id_below(const Schema& parent, const json::Value& value, std::string pointer) {
        return id_of({&value, std::move(pointer), parent.resource});
    }

    Id child(const Schema& parent, const json::Value& schema, std::string_view keyword) {
        const json::Value* const value = find(parent, schema, keyword);
        return value == nullptr ? none : id_below(parent, *value, pointer_to(parent.pointer, keyword));
    }

    std::vector<Id> children(const Schema& parent, const json::Value& schema, std::string_view keyword) {
        std::vector<Id> ids;
        const json::Value* const found = find(parent, schema, keyword, json::Type::array);
        if (found == nullptr) return ids;
        const json::Value& array = *found;
        const std::string base = pointer_to(parent.pointer, keyword);
        for (std::uint32_t i = 0; i < array.size; ++i) {
            ids.push_back(id_below(parent, array.items[i], pointer_to(base, std::to_string(i))));
        }
        return ids;
    }

    std::vector<Property> children_by_name(const Schema& parent, const json::Value& by_name, std::string_view keyword) {
        std::vector<Property> properties;
        const std::string base = pointer_to(parent.pointer, keyword);
        for (const json::Member& member : json::members_of(by_name)) {
            properties.push_back({member.key, id_below(parent, member.value, pointer_to(base, member.key))});
        }
        return properties;
    }

    void read(Id id) {
        // id_of() grows the vector, so the schema is filled aside.
        Schema schema = std::move(model_.schemas[id]);
        const json::Value& value = simplified(schema, *waiting_[id]);
        for (const json::Member& member : json::members_of(value)) schema.keywords.push_back(member.key);
        const json::Value* const reference = find(schema, value, "$ref", json::Type::string);
        const bool alone = reference != nullptr && has_lone_references(schema.dialect);
        if (!alone) refuse_unenforced(schema, value);
        if (reference != nullptr) schema.reference = id_of(target_of(schema, "$ref", *reference).place);
        if (!alone) {
            read_dynamic_reference(schema, value);
            read_values(schema, value);
            read_strings_and_numbers(schema, value);
            read_object(schema, value);
            read_array(schema, value);
            read_composition(schema, value);
            if (is_open_api(schema.dialect)) read_open_api(schema, value);
            schema.default_value = json::find(value, "default");
            schema.error_message = read_error_message(model_, schema, value);
        }
        model_.schemas[id] = std::move(schema);
    }

    void refuse_unenforced(const Schema& schema, const json::Value& value) const {
        for (const json::Member& member : json::members_of(value)) {
            switch (treatment_of(member.key, schema.dialect)) {
                case Treatment::enforced:
                case Treatment::annotation: break;
                case Treatment::refused:
                    throw model_.error(schema, member.key,
                                       "the keyword \"" + std::string(member.key) + "\" is OpenAPI's, and " +
                                           std::string(name_of(schema.dialect)) + " has none of that name");
                case Treatment::unknown:
                    throw model_.error(schema, member.key,
                                       "OpenAPI 3.0 has no keyword \"" + std::string(member.key) + "\"");
            }
            if (is_open_api(schema.dialect)) refuse_identifiers(schema, member);
        }
    }

    // The schemas of an OpenAPI document are all of one resource.
    void refuse_identifiers(const Schema& schema, const json::Member& member) const {
        if (member.key == "$schema" && is_open_api_dialect(member.value)) return;
        constexpr auto refused =
            std::to_array<std::string_view>({"$id", "$schema", "$anchor", "$dynamicAnchor", "$dynamicRef"});
        if (std::find(refused.begin(), refused.end(), member.key) == refused.end()) return;
        throw model_.error(schema, member.key,
                           "\"" + std::string(member.key) + "\" is not enforced by this version in OpenAPI documents");
    }

    Resolution target_of(const Schema& schema, std::string_view keyword, const json::Value& reference) {
        if (++references_ > model_.source.max_references) {
            throw model_.error(schema, keyword, "there are more references to follow than Options::max_references");
        }
        Resolution resolution = model_.resources.resolve(schema.resource, reference.string());
        if (resolution.place.value == nullptr) {
            throw model_.error(schema, keyword,
                               "the reference \"" + std::string(reference.string()) + "\" " + resolution.failure);
        }
        take_in(resolution.place);
        return resolution;
    }

    // A reference may lead into a place that holds no schemas by its dialect, such as below an unknown keyword.
    void take_in(const Place& place) {
        if (ids_.count(place.value) != 0 || model_.resources.is_known(*place.value)) return;
        if (is_open_api(model_.source.dialect)) {
            check_target(place);
        } else {
            model_.resources.explore(place);
        }
    }

    void check_target(const Place& place) const {
        const auto& checked = model_.source.checked;
        if (model_.resources.is_known(*place.value)) return;
        if (checked != nullptr && !checked->insert(place.value).second) return;
        const Resource& resource = model_.resources.at(place.resource);
        check_against_meta_schema(*place.value, resource.dialect, model_.resources.documents()[resource.document].name,
                                  place.pointer, {});
    }

    void read_dynamic_reference(Schema& schema, const json::Value& value) {
        for (const std::string_view keyword : {"$dynamicRef", "$recursiveRef"}) {
            const json::Value* const reference = find(schema, value, keyword, json::Type::string);
            if (reference == nullptr) continue;
            const Resolution resolution = target_of(schema, keyword, *reference);
            DynamicReference dynamic{id_of(resolution.place), std::nullopt};
            if (resolution.is_dynamic) {
                dynamic.anchor = resolution.anchor;
                DynamicName& name = dynamic_names_[*dynamic.anchor];
                if (!std::exchange(name.is_looked_for, true)) new_names_.push_back(*dynamic.anchor);
            }
            schema.dynamic_reference = dynamic;
        }
    }

    void read_values(Schema& schema, const json::Value& value) const {
        schema.enumeration = find(schema, value, "enum", json::Type::array);
        schema.constant = find(schema, value, "const");
        const json::Value* const type = find(schema, value, "type");
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
        if (is_before_draft_06(schema.dialect)) {
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
        if (model_.source.check_content) {
            schema.content_encoding = string_in(schema, value, "contentEncoding");
            schema.content_media_type = string_in(schema, value, "contentMediaType");
        }
        const bool has_own_pattern = schema.pattern && !model_.is_specification();
        if (schema.format && !has_own_pattern && !is_asserted(schema, *schema.format)) schema.format.reset();
    }

    // Until draft-04, and in OpenAPI 3.0, these are switches of the bounds.
    void make_exclusive(const Schema& schema, const json::Value& value, std::string_view keyword,
                        std::optional<double>& bound, std::optional<double>& exclusive) const {
        const json::Value* const is_exclusive = find(schema, value, keyword, json::Type::boolean);
        if (is_exclusive != nullptr && is_exclusive->boolean) exclusive = std::exchange(bound, std::nullopt);
    }

    // A format that JSON Schema knows and Zod does not is an annotation, unless it is asked for or names a pattern.
    // To JSON Schema so is a name of Zod's that its draft does not know.
    bool is_asserted(const Schema& schema, std::string_view name) const {
        const text::Format* const format = text::find_format(name);
        if (model_.is_specification() && text::find_specified_format(name, formats_of(schema.dialect)) == nullptr) {
            return false;
        }
        const bool asks_for_all =
            model_.source.formats == Formats::all || model_.resources.at(schema.resource).asserts_formats;
        if (model_.source.formats == Formats::none && !asks_for_all) return false;
        return format == nullptr || format->known == text::Format::Known::by_zod || asks_for_all;
    }

    void read_object(Schema& schema, const json::Value& value) {
        if (const json::Value* const properties = find(schema, value, "properties", json::Type::object)) {
            schema.properties = children_by_name(schema, *properties, "properties");
        }
        read_required(schema, value);
        if (model_.source.direction != Direction::either && schema.properties) direct_properties(schema, value);
        if (const json::Value* const patterns = find(schema, value, "patternProperties", json::Type::object)) {
            schema.pattern_properties = children_by_name(schema, *patterns, "patternProperties");
        }
        schema.additional_properties = child(schema, value, "additionalProperties");
        schema.property_names = child(schema, value, "propertyNames");
        schema.min_properties = number_in(schema, value, "minProperties");
        schema.max_properties = number_in(schema, value, "maxProperties");
        read_dependencies(schema, value);
        schema.unevaluated_properties = child(schema, value, "unevaluatedProperties");
    }

    void read_required(Schema& schema, const json::Value& value) const {
        if (const json::Value* const required = find(schema, value, "required", json::Type::array)) {
            schema.required = names_in(schema, "required", *required);
        }
    }

    std::vector<std::string_view> names_in(const Schema& schema, std::string_view keyword,
                                           const json::Value& list) const {
        std::vector<std::string_view> names;
        for (const json::Value& name : json::items_of(list)) {
            if (name.type != json::Type::string) throw wrong_kind(schema, keyword);
            names.push_back(name.string());
        }
        std::vector<std::string_view> sorted = names;
        std::sort(sorted.begin(), sorted.end());
        if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
            throw model_.error(schema, keyword, "\"" + std::string(keyword) + "\" must be a list of different strings");
        }
        return names;
    }

    // `dependencies` is both of the others, by what kind its members are.
    void read_dependencies(Schema& schema, const json::Value& value) {
        for (const std::string_view keyword : {"dependentRequired", "dependentSchemas", "dependencies"}) {
            const json::Value* const all = find(schema, value, keyword, json::Type::object);
            if (all == nullptr) continue;
            const std::string base = pointer_to(schema.pointer, keyword);
            for (const json::Member& member : json::members_of(*all)) {
                const bool is_list = member.value.type == json::Type::array && keyword != "dependentSchemas";
                if (keyword == "dependentRequired" && !is_list) throw wrong_kind(schema, keyword);
                if (is_list) {
                    schema.dependent_required.emplace_back(member.key, names_in(schema, keyword, member.value));
                } else {
                    schema.dependent_schemas.push_back(
                        {member.key, id_below(schema, member.value, pointer_to(base, member.key))});
                }
            }
        }
    }

    void read_composition(Schema& schema, const json::Value& value) {
        schema.any_of = children(schema, value, "anyOf");
        schema.one_of = children(schema, value, "oneOf");
        schema.all_of = children(schema, value, "allOf");
        if (may_repeat(schema)) drop_repetition(schema, value);
        read_not(schema, value);
        schema.if_schema = child(schema, value, "if");
        if (schema.if_schema == none) return;
        schema.then_schema = child(schema, value, "then");
        schema.else_schema = child(schema, value, "else");
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
        const OptionId option = [&](const json::Value& described, const std::string& pointer) {
            const Place place{&described, pointer, schema.resource};
            take_in(place);
            return id_of(place);
        };
        schema.discriminator = read_discriminator(model_, schema, value, *discriminator, option);
    }

    // The schema as it is read. What is copied keeps its place in the document: its pointers are written from that.
    const json::Value& simplified(const Schema& schema, const json::Value& value) {
        if (!may_repeat(schema)) return value;
        std::vector<json::Member> members = without_repetition(model_.root(), model_.source.dialect, value);
        if (members.size() == value.size) return value;
        json::Value& copy = copies_.emplace_back(json::make_object(members.data(), members.size(), *model_.copies));
        copy.offset = value.offset;
        return copy;
    }

    // Zod's documents are of one resource; in others copies would have no place in which a resource could be found.
    bool may_repeat(const Schema& schema) const {
        return !model_.is_specification() && schema.resource == model_.root_resource && is_whole_;
    }

    void drop_repetition(Schema& schema, const json::Value& value) const {
        const std::size_t repeated = repeated_members(model_.root(), model_.source.dialect, value);
        schema.all_of.erase(schema.all_of.begin(), schema.all_of.begin() + static_cast<std::ptrdiff_t>(repeated));
    }

    // What z.never() writes, and any other.
    void read_not(Schema& schema, const json::Value& value) {
        const json::Value* const refused = find(schema, value, "not");
        if (refused == nullptr) return;
        const bool anything = refused->type == json::Type::object ? refused->size == 0 : refused->boolean;
        schema.accepts_nothing = anything;
        if (!anything) schema.not_schema = child(schema, value, "not");
    }

    void read_array(Schema& schema, const json::Value& value) {
        schema.min_items = number_in(schema, value, "minItems");
        schema.max_items = number_in(schema, value, "maxItems");
        const json::Value* const unique = find(schema, value, "uniqueItems", json::Type::boolean);
        schema.unique_items = unique != nullptr && unique->boolean;
        schema.contains = child(schema, value, "contains");
        schema.min_contains = number_in(schema, value, "minContains");
        schema.max_contains = number_in(schema, value, "maxContains");
        schema.unevaluated_items = child(schema, value, "unevaluatedItems");
        const json::Value* const items = find(schema, value, "items");
        if (items != nullptr && items->type == json::Type::array) {  // until 2019-09
            schema.prefix_items = children(schema, value, "items");
            schema.items = child(schema, value, "additionalItems");
            return;
        }
        if (find(schema, value, "prefixItems") != nullptr) schema.prefix_items = children(schema, value, "prefixItems");
        schema.items = child(schema, value, "items");
    }

    Model& model_;
    std::unordered_map<const json::Value*, Id> ids_;
    std::vector<const json::Value*> waiting_;  // by id
    std::size_t references_ = 0;
    Id read_ = 0;           // all before it have been read
    bool is_whole_ = true;  // the first document has no resources within
    // Each anchor, and each name, is looked at once.
    struct DynamicName {
        bool is_looked_for = false;
        std::vector<std::size_t> waiting;  // anchors of that name, as long as it is not looked for
    };
    std::unordered_map<std::string_view, DynamicName> dynamic_names_;
    std::vector<std::string_view> new_names_;  // that are looked for
    std::size_t known_anchors_ = 0;
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

Dialect default_dialect(const Options& options) {
    if (const std::optional<Dialect> dialect = dialect_named(options.default_dialect)) return *dialect;
    throw SchemaError(
        options.document_name, "",
        "the default dialect \"" + options.default_dialect + "\" is not known; known are " + known_dialects(), 0);
}

}  // namespace

SchemaError Model::error(const Schema& schema, std::string_view keyword, std::string reason) const {
    const Document& document = resources.documents()[schema.document];
    const json::Value* const value = resolve_pointer(document.json->root(), schema.pointer);
    const json::Member* const member =
        value != nullptr && value->type == json::Type::object ? json::find_member(*value, keyword) : nullptr;
    return SchemaError(document.name, pointer_to(schema.pointer, keyword), std::move(reason),
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

Model::Model(Source from, const Options& options) : source(std::move(from)), resources(options) {}

Model load(std::string_view text, const Options& options) {
    Source source;
    source.document = read_document(text, options);
    source.document_name = options.document_name;
    source.formats = options.formats;
    source.semantics = options.semantics;
    source.check_content = options.check_content;
    source.max_references = options.max_references;
    refuse_open_api(source.document->root(), options.document_name);
    Model model(std::move(source), options);
    model.root_resource = model.resources.add_schema({model.source.document, options.document_name},
                                                     options.document_uri, default_dialect(options));
    model.source.dialect = model.resources.at(model.root_resource).dialect;
    Loader(model).run("");
    return model;
}

namespace {

// Of a document in which schemas are only parts.
Model model_of(const Source& source) {
    Model model(source);
    model.resources.add({source.document, source.document_name}, source.dialect);
    return model;
}

}  // namespace

Model load_at(const Source& source, const std::string& pointer) {
    Model model = model_of(source);
    Loader(model).run(pointer);
    return model;
}

void check_at(const Source& source, const std::string& pointer) {
    Model model = model_of(source);
    Loader(model).check(pointer);
}

Model load_object(const Source& source, const std::vector<Member>& members, const std::string& pointer) {
    Model model = model_of(source);
    Loader(model).run(members, pointer);
    return model;
}

}  // namespace zodgate::schema

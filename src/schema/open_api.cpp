#include "schema/open_api.hpp"

#include <algorithm>
#include <vector>

namespace zodgate::schema {
namespace {

constexpr std::string_view components = "/components/schemas";

bool is_null(const json::Value& value) noexcept { return value.type == json::Type::null; }

// The pointer that a reference within the document has, or nothing.
std::optional<std::string> pointer_in(const json::Value& schema) {
    const json::Value* const reference = schema.type == json::Type::object ? json::find(schema, "$ref") : nullptr;
    if (reference == nullptr || reference->type != json::Type::string) return std::nullopt;
    const std::string_view written = reference->string();
    if (written.substr(0, 2) != "#/") return std::nullopt;
    return percent_decode(written.substr(1));
}

// The name of the component that a pointer leads to, as the document has it; empty if it leads elsewhere.
std::string_view component_name(const json::Value& root, const std::string& pointer) {
    const json::Value* const all = resolve_pointer(root, components);
    const json::Value* const target = resolve_pointer(root, pointer);
    if (all == nullptr || all->type != json::Type::object || target == nullptr) return {};
    for (const json::Member& member : json::members_of(*all)) {
        if (&member.value == target) return member.key;
    }
    return {};
}

class DiscriminatorReader {
  public:
    DiscriminatorReader(const Model& model, const Schema& schema, const json::Value& value,
                        const json::Value& discriminator, const OptionId& option)
        : model_(model), schema_(schema), value_(value), discriminator_(discriminator), option_(option) {}

    Discriminator read() {
        const json::Value* const property = json::find(discriminator_, "propertyName");
        if (property == nullptr) throw error("\"discriminator\" must have \"propertyName\"", "");
        if (property->type != json::Type::string) throw error("\"propertyName\" must be a string", "/propertyName");
        if (schema_.one_of.empty() == schema_.any_of.empty()) {
            throw error("\"discriminator\" is enforced by this version beside a \"oneOf\" or an \"anyOf\"", "");
        }
        Discriminator read;
        read.property = property->string();
        read_mapping(read);
        add_implicit_names(read);
        return read;
    }

  private:
    SchemaError error(const std::string& reason, std::string_view below) const {
        SchemaError plain = model_.error(schema_, "discriminator", reason);
        return SchemaError(plain.document(), plain.pointer() + std::string(below), reason, plain.offset());
    }

    // A value is mapped to a reference, or to the name of a component.
    std::string pointer_of(const json::Value& target, std::string_view below) const {
        const std::string_view written =
            target.type == json::Type::string ? target.string() : throw error("a mapping must lead to a string", below);
        if (written.substr(0, 2) == "#/") return percent_decode(written.substr(1));
        std::string named = pointer_to(components, written);
        if (resolve_pointer(model_.root(), named) != nullptr) return named;
        throw error("the mapping to \"" + std::string(written) + "\" leads to no schema of the document", below);
    }

    void read_mapping(Discriminator& read) {
        const json::Value* const mapping = json::find(discriminator_, "mapping");
        if (mapping == nullptr) return;
        if (mapping->type != json::Type::object) throw error("\"mapping\" must be an object", "/mapping");
        for (const json::Member& member : json::members_of(*mapping)) {
            const std::string below = pointer_to("/mapping", member.key);
            const std::string pointer = pointer_of(member.value, below);
            const json::Value* const target = resolve_pointer(model_.root(), pointer);
            if (target == nullptr) throw error("the mapping \"" + std::string(member.key) + "\" leads nowhere", below);
            const Id id = option_(*target, pointer);
            if (!is_option(pointer)) {
                throw error("the mapping \"" + std::string(member.key) + "\" leads to none of the options", below);
            }
            read.mapping.emplace_back(member.key, id);
        }
    }

    const json::Items options() const {
        return json::items_of(*json::find(value_, schema_.one_of.empty() ? "anyOf" : "oneOf"));
    }

    bool is_option(const std::string& pointer) const {
        const json::Items all = options();
        return std::any_of(all.begin(), all.end(),
                           [&](const json::Value& option) { return pointer_in(option) == pointer; });
    }

    // A component that no mapping leads to is selected by its name.
    void add_implicit_names(Discriminator& read) {
        for (const json::Value& option : options()) {
            const std::optional<std::string> pointer = pointer_in(option);
            if (!pointer) continue;
            const json::Value* const target = resolve_pointer(model_.root(), *pointer);
            const std::string_view name = component_name(model_.root(), *pointer);
            if (target == nullptr || name.empty()) continue;
            const Id id = option_(*target, *pointer);
            const bool known = std::any_of(read.mapping.begin(), read.mapping.end(), [&](const auto& entry) {
                return entry.second == id || entry.first == name;
            });
            if (!known) read.mapping.emplace_back(name, id);
        }
    }

    const Model& model_;
    const Schema& schema_;
    const json::Value& value_;
    const json::Value& discriminator_;
    const OptionId& option_;
};

}  // namespace

bool is_open_api_dialect(const json::Value& named) noexcept {
    if (named.type != json::Type::string) return false;
    return named.string() == "https://spec.openapis.org/oas/3.1/dialect/base" ||
           named.string() == "https://json-schema.org/draft/2020-12/schema";
}

bool has_flag(const json::Value& root, const json::Value& schema, std::string_view flag) {
    // A longer chain is refused elsewhere.
    constexpr std::size_t longest = 100;
    const json::Value* at = &schema;
    for (std::size_t steps = 0; steps < longest && at != nullptr && at->type == json::Type::object; ++steps) {
        const json::Value* const found = json::find(*at, flag);
        if (found != nullptr && found->type == json::Type::boolean) return found->boolean;
        const std::optional<std::string> pointer = pointer_in(*at);
        at = pointer ? resolve_pointer(root, *pointer) : nullptr;
    }
    return false;
}

void read_nullable(Model& model, Schema& schema, const json::Value& value) {
    const json::Value* const nullable =
        model.source.dialect == Dialect::openapi_3_0 ? json::find(value, "nullable") : nullptr;
    if (nullable != nullptr && nullable->type == json::Type::boolean && nullable->boolean) {
        // Beside a type it adds null to that, so that an enum must have null, too. Elsewhere nothing could be meant by
        // it but the schema as a whole.
        if (schema.types) {
            schema.types->push_back(Type::null);
        } else {
            schema.nullable = true;
        }
    }
    if (schema.enumeration == nullptr || !schema.types || schema.types->size() < 2 ||
        schema.types->back() != Type::null) {
        return;
    }
    const json::Items values = json::items_of(*schema.enumeration);
    std::vector<json::Value> others;
    std::remove_copy_if(values.begin(), values.end(), std::back_inserter(others), is_null);
    if (others.size() == values.count || others.empty()) return;
    // z.enum([…]).nullable(), as zod-to-openapi writes it.
    json::Value* const kept =
        static_cast<json::Value*>(model.copies->allocate(sizeof(json::Value), alignof(json::Value)));
    *kept = json::make_array(others.data(), others.size(), *model.copies);
    kept->offset = schema.enumeration->offset;
    schema.enumeration = kept;
    schema.types->pop_back();
    schema.nullable = true;
}

Discriminator read_discriminator(const Model& model, const Schema& schema, const json::Value& value,
                                 const json::Value& discriminator, const OptionId& option) {
    return DiscriminatorReader(model, schema, value, discriminator, option).read();
}

}  // namespace zodgate::schema

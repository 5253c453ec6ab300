#include "plan/shapes.hpp"

#include "plan/content.hpp"
#include "text/format.hpp"

#include <algorithm>
#include <set>

namespace zodgate::plan {

using schema::Model;
using schema::Schema;
using schema::Type;

namespace {

void add_value(Values& values, const json::Value* value) {
    if (!holds(values, value)) values.push_back(value);
}

// An option is an object, or a discriminated union of such.
bool is_object_option(const Schema& schema) {
    return schema.types && *schema.types == std::vector<Type>{Type::object} && schema.properties &&
           schema.reference == schema::none && !has_composition(schema) && schema.enumeration == nullptr &&
           schema.constant == nullptr;
}

bool is_union_option(const Schema& schema) {
    return !schema.one_of.empty() && !has_own_keywords(schema) && schema.reference == schema::none &&
           schema.any_of.empty() && schema.all_of.empty() && !schema.accepts_nothing && !has_refinements(schema) &&
           !schema.dynamic_reference;
}

// Bounds a walk over schemas, which may share parts so that the paths through them are without number. Past its bounds
// a shape is taken for one that is not known.
class Search {
  public:
    explicit Search(std::size_t& steps) : steps_(steps) {}

    Search deeper() const {
        Search search(steps_);
        search.depth_ = depth_ + 1;
        return search;
    }

    bool go_on() { return depth_ <= deepest && ++steps_ <= most_steps; }

  private:
    static constexpr std::size_t deepest = 32;
    static constexpr std::size_t most_steps = 10000;

    std::size_t& steps_;
    std::size_t depth_ = 0;
};

std::optional<Values> literal_values(const Model& model, schema::Id id, Search search) {
    id = skip_references(model, id);
    const Schema& schema = model.at(id);
    if (!search.go_on() || schema.boolean || schema.reference != schema::none || !schema.one_of.empty() ||
        !schema.all_of.empty() || schema.accepts_nothing || has_refinements(schema) || schema.dynamic_reference ||
        has_typed_keywords(schema)) {
        return std::nullopt;
    }
    Values values;
    if (schema.enumeration != nullptr || schema.constant != nullptr) {
        if (!schema.any_of.empty() || (schema.enumeration != nullptr && schema.constant != nullptr))
            return std::nullopt;
        if (schema.constant != nullptr) values.push_back(schema.constant);
        if (schema.enumeration != nullptr) {
            for (const json::Value& value : json::items_of(*schema.enumeration)) values.push_back(&value);
        }
        return values;
    }
    if (schema.types && schema.any_of.empty()) {
        static const json::Value null_value{};
        const bool only_null = *schema.types == std::vector<Type>{Type::null};
        return only_null ? std::optional<Values>(Values{&null_value}) : std::nullopt;
    }
    if (schema.any_of.empty() || schema.types) return std::nullopt;
    for (const schema::Id option : schema.any_of) {
        const std::optional<Values> inner = literal_values(model, option, search.deeper());
        if (!inner) return std::nullopt;
        for (const json::Value* const value : *inner) add_value(values, value);
    }
    return values;
}

std::optional<Values> member_values(const Model& model, schema::Id id, std::string_view name, Search search) {
    const Schema& schema = model.at(skip_references(model, id));
    if (!search.go_on()) return std::nullopt;
    if (is_union_option(schema)) {
        Values values;
        for (const schema::Id option : schema.one_of) {
            const std::optional<Values> inner = member_values(model, option, name, search.deeper());
            if (!inner) return std::nullopt;
            for (const json::Value* const value : *inner) add_value(values, value);
        }
        return values;
    }
    if (!is_object_option(schema)) return std::nullopt;
    const bool required = std::find(schema.required.begin(), schema.required.end(), name) != schema.required.end();
    const auto property = std::find_if(schema.properties->begin(), schema.properties->end(),
                                       [name](const schema::Property& known) { return known.name == name; });
    if (!required || property == schema.properties->end()) return std::nullopt;
    return literal_values(model, property->schema, search.deeper());
}

bool has_default(const Model& model, schema::Id id, Search search) {
    const Schema& schema = model.at(skip_references(model, id));
    if (!search.go_on()) return false;
    if (schema.default_value != nullptr) return true;
    return std::any_of(schema.any_of.begin(), schema.any_of.end(),
                       [&](schema::Id option) { return has_default(model, option, search.deeper()); });
}

}  // namespace

bool has_string_keywords(const Schema& schema) {
    return schema.min_length || schema.max_length || schema.pattern ||
           (schema.format && text::find_format(*schema.format) != nullptr);
}

bool has_number_keywords(const Schema& schema) {
    return schema.minimum || schema.maximum || schema.exclusive_minimum || schema.exclusive_maximum ||
           schema.multiple_of;
}

bool has_object_keywords(const Schema& schema) {
    return schema.properties || !schema.required.empty() || schema.additional_properties != schema::none ||
           schema.property_names != schema::none || schema.pattern_properties || schema.min_properties ||
           schema.max_properties;
}

bool has_array_keywords(const Schema& schema) {
    return schema.prefix_items || schema.items != schema::none || schema.min_items || schema.max_items ||
           schema.unique_items || schema.contains != schema::none;
}

bool has_composition(const Schema& schema) {
    return !schema.any_of.empty() || !schema.one_of.empty() || !schema.all_of.empty() || schema.accepts_nothing ||
           has_refinements(schema) || schema.dynamic_reference;
}

bool has_refinements(const Schema& schema) {
    return schema.not_schema != schema::none || schema.if_schema != schema::none ||
           !schema.dependent_required.empty() || !schema.dependent_schemas.empty() ||
           schema.unevaluated_items != schema::none || schema.unevaluated_properties != schema::none ||
           content_of(schema).has_value();
}

bool has_typed_keywords(const Schema& schema) {
    return has_string_keywords(schema) || has_number_keywords(schema) || has_object_keywords(schema) ||
           has_array_keywords(schema);
}

bool has_only(const Schema& schema, std::initializer_list<std::string_view> keywords) {
    return std::all_of(schema.keywords.begin(), schema.keywords.end(), [keywords](std::string_view keyword) {
        return std::find(keywords.begin(), keywords.end(), keyword) != keywords.end();
    });
}

bool has_own_keywords(const Schema& schema) {
    return schema.types || schema.enumeration != nullptr || schema.constant != nullptr || has_typed_keywords(schema);
}

schema::Id skip_references(const Model& model, schema::Id id) {
    // A longer chain is refused later, as are circles.
    constexpr std::size_t longest = 100;
    for (std::size_t steps = 0; steps < longest; ++steps) {
        const Schema& schema = model.at(id);
        if (schema.reference == schema::none || has_composition(schema) || has_own_keywords(schema)) break;
        if (schema.default_value != nullptr || schema.error_message) break;
        id = schema.reference;
    }
    return id;
}

bool holds(const Values& values, const json::Value* wanted) {
    return std::any_of(values.begin(), values.end(),
                       [wanted](const json::Value* value) { return json::equal(*value, *wanted); });
}

std::vector<std::string_view> candidates(const Model& model, schema::Id id, std::size_t depth) {
    const Schema& schema = model.at(skip_references(model, id));
    std::vector<std::string_view> names;
    if (depth < 8 && is_union_option(schema)) return candidates(model, schema.one_of.front(), depth + 1);
    if (is_object_option(schema)) {
        for (const schema::Property& property : *schema.properties) names.push_back(property.name);
    }
    return names;
}

namespace {

// All schemas that stand below a schema, for its value or for those within.
std::vector<schema::Id> below(const Schema& schema) {
    std::vector<schema::Id> ids{schema.reference,         schema.additional_properties, schema.items,
                                schema.contains,          schema.property_names,        schema.not_schema,
                                schema.if_schema,         schema.then_schema,           schema.else_schema,
                                schema.unevaluated_items, schema.unevaluated_properties};
    const auto add = [&ids](const auto& more) { ids.insert(ids.end(), more.begin(), more.end()); };
    const auto add_named = [&ids](const std::vector<schema::Property>& properties) {
        for (const schema::Property& property : properties) ids.push_back(property.schema);
    };
    add(schema.any_of);
    add(schema.one_of);
    add(schema.all_of);
    if (schema.prefix_items) add(*schema.prefix_items);
    if (schema.properties) add_named(*schema.properties);
    if (schema.pattern_properties) add_named(*schema.pattern_properties);
    add_named(schema.dependent_schemas);
    if (schema.dynamic_reference) ids.push_back(schema.dynamic_reference->target);
    return ids;
}

}  // namespace

bool ignores_members(const Model& model, schema::Id id) {
    std::vector<bool> seen(model.schemas.size());
    std::vector<schema::Id> waiting{id};
    while (!waiting.empty()) {
        const schema::Id next = waiting.back();
        waiting.pop_back();
        if (next == schema::none || seen[next]) continue;
        seen[next] = true;
        const Schema& schema = model.at(next);
        const auto is_ignored = [](const schema::Property& property) { return property.is_ignored; };
        if (schema.properties && std::any_of(schema.properties->begin(), schema.properties->end(), is_ignored)) {
            return true;
        }
        const std::vector<schema::Id> more = below(schema);
        waiting.insert(waiting.end(), more.begin(), more.end());
    }
    return false;
}

bool has_default(const Model& model, schema::Id id) {
    std::size_t steps = 0;
    return has_default(model, id, Search(steps));
}

std::optional<Values> literal_values(const Model& model, schema::Id id) {
    std::size_t steps = 0;
    return literal_values(model, id, Search(steps));
}

std::optional<Values> member_values(const Model& model, schema::Id id, std::string_view name) {
    std::size_t steps = 0;
    return member_values(model, id, name, Search(steps));
}

std::optional<std::vector<Values>> values_apart(const schema::Model& model, const std::vector<schema::Id>& options,
                                                std::string_view name) {
    std::set<std::string_view> strings;
    std::set<double> numbers;
    Values others;
    const auto is_new = [&](const json::Value* value) {
        if (value->type == json::Type::string) return strings.insert(value->string()).second;
        if (value->type == json::Type::number) return numbers.insert(value->number).second;
        if (holds(others, value)) return false;
        others.push_back(value);
        return true;
    };
    std::vector<Values> by_option;
    for (const schema::Id option : options) {
        std::optional<Values> values = member_values(model, option, name);
        if (!values || values->empty()) return std::nullopt;
        if (!std::all_of(values->begin(), values->end(), is_new)) return std::nullopt;
        by_option.push_back(std::move(*values));
    }
    return by_option;
}

}  // namespace zodgate::plan

#include "schema/schemas_apart.hpp"

#include "schema/keywords.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace zodgate::schema {
namespace {

using Allocator = rapidjson::Document::AllocatorType;

rapidjson::Value text_of(std::string_view view) {
    return rapidjson::Value(rapidjson::StringRef(view.data(), static_cast<rapidjson::SizeType>(view.size())));
}

}  // namespace

rapidjson::Value to_rapidjson(const json::Value& value, Allocator& allocator) {
    switch (value.type) {
        case json::Type::function:
        case json::Type::null: return rapidjson::Value();
        case json::Type::boolean: return rapidjson::Value(value.boolean);
        case json::Type::number: {
            // 2.0 and 1e300 are integers in JSON Schema; valijson goes by the type. How large one is, is asked nowhere.
            constexpr double large = 9007199254740992.0;
            const double number = value.number;
            if (!std::isfinite(number) || std::trunc(number) != number) return rapidjson::Value(number);
            return rapidjson::Value(static_cast<std::int64_t>(std::clamp(number, -large, large)));
        }
        case json::Type::string: return text_of(value.string());
        case json::Type::array: {
            rapidjson::Value array(rapidjson::kArrayType);
            for (const json::Value& item : json::items_of(value)) {
                array.PushBack(to_rapidjson(item, allocator), allocator);
            }
            return array;
        }
        case json::Type::object: break;
    }
    rapidjson::Value object(rapidjson::kObjectType);
    for (const json::Member& member : json::members_of(value)) {
        object.AddMember(text_of(member.key), to_rapidjson(member.value, allocator), allocator);
    }
    return object;
}

SchemasApart::SchemasApart(const json::Value& document, Dialect dialect, IsForeign is_foreign)
    : dialect_(dialect), is_foreign_(std::move(is_foreign)) {
    found_.push_back({&document, 0, {}, {}, {}});
}

rapidjson::Value SchemasApart::at(std::size_t index) {
    const json::Value& schema = *found_[index].schema;
    if (schema.type != json::Type::object) return to_rapidjson(schema, allocator_);
    rapidjson::Value object(rapidjson::kObjectType);
    for (const json::Member& member : json::members_of(schema)) {
        object.AddMember(text_of(member.key), value_of(member, index), allocator_);
    }
    return object;
}

std::vector<std::string> SchemasApart::tokens_to(std::size_t index) const {
    std::vector<std::string> tokens;
    for (; index != 0; index = found_[index].parent) {
        const Found& found = found_[index];
        if (found.name) tokens.emplace_back(*found.name);
        if (found.item) tokens.push_back(std::to_string(*found.item));
        tokens.emplace_back(found.keyword);
    }
    std::reverse(tokens.begin(), tokens.end());
    return tokens;
}

rapidjson::Value SchemasApart::value_of(const json::Member& member, std::size_t parent) {
    const Holds held = holds(member.key, dialect_);
    const bool may_be_schema = held == Holds::schema || held == Holds::schema_or_schemas;
    const bool may_be_list = held == Holds::schemas || held == Holds::schema_or_schemas;
    const bool may_be_object = held == Holds::schemas_by_name || held == Holds::dependencies;
    if (may_be_list && member.value.type == json::Type::array) return list_of(member, parent);
    if (may_be_object && member.value.type == json::Type::object) return members_of(member, parent);
    if (may_be_schema) return stand_in_for({&member.value, parent, member.key, {}, {}});
    return to_rapidjson(member.value, allocator_);
}

rapidjson::Value SchemasApart::stand_in_for(const Found& schema) {
    if (schema.schema->type != json::Type::object) return to_rapidjson(*schema.schema, allocator_);
    if (!is_foreign_ || !is_foreign_(*schema.schema)) found_.push_back(schema);
    // Less is asked of a boolean.
    return is_before_draft_06(dialect_) ? rapidjson::Value(rapidjson::kObjectType) : rapidjson::Value(true);
}

rapidjson::Value SchemasApart::list_of(const json::Member& member, std::size_t parent) {
    rapidjson::Value list(rapidjson::kArrayType);
    for (std::size_t i = 0; i < member.value.size; ++i) {
        list.PushBack(stand_in_for({&member.value.items[i], parent, member.key, {}, i}), allocator_);
    }
    return list;
}

rapidjson::Value SchemasApart::members_of(const json::Member& member, std::size_t parent) {
    rapidjson::Value object(rapidjson::kObjectType);
    for (const json::Member& named : json::members_of(member.value)) {
        object.AddMember(text_of(named.key), stand_in_for({&named.value, parent, member.key, named.key, {}}),
                         allocator_);
    }
    return object;
}

}  // namespace zodgate::schema

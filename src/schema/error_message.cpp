#include "schema/error_message.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace zodgate::schema {
namespace {

SchemaError wrong_words(const Model& model, const Schema& schema) {
    return model.error(schema, "errorMessage",
                       "\"errorMessage\" must be a string, or an object of strings, in which \"required\" and "
                       "\"properties\" may be objects of strings");
}

std::string_view words(const Model& model, const Schema& schema, const json::Value& value) {
    if (value.type != json::Type::string) throw wrong_words(model, schema);
    return value.string();
}

ErrorMessage::Words words_by_name(const Model& model, const Schema& schema, const json::Value& value) {
    if (value.type != json::Type::object) throw wrong_words(model, schema);
    ErrorMessage::Words found;
    for (const json::Member& member : json::members_of(value)) {
        found.emplace_back(member.key, words(model, schema, member.value));
    }
    return found;
}

// Keywords and issue codes that words can be for.
bool is_known(std::string_view name) {
    constexpr auto known = std::to_array<std::string_view>({
        "type",
        "enum",
        "const",
        "not",
        "unevaluatedProperties",
        "unevaluatedItems",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "contentEncoding",
        "contentMediaType",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "items",
        "prefixItems",
        "additionalItems",
        "minItems",
        "maxItems",
        "uniqueItems",
        "contains",
        "minContains",
        "maxContains",
        "minProperties",
        "maxProperties",
        "additionalProperties",
        "patternProperties",
        "propertyNames",
        "anyOf",
        "oneOf",
        "allOf",
        "discriminator",
        "$ref",
        "invalid_type",
        "too_big",
        "too_small",
        "invalid_format",
        "not_multiple_of",
        "unrecognized_keys",
        "invalid_union",
        "invalid_key",
        "invalid_value",
        "custom",
    });
    return std::find(known.begin(), known.end(), name) != known.end();
}

}  // namespace

std::optional<ErrorMessage> read_error_message(const Model& model, const Schema& schema, const json::Value& value) {
    const json::Value* const written = json::find(value, "errorMessage");
    if (written == nullptr) return std::nullopt;
    ErrorMessage message;
    if (written->type != json::Type::object) {
        message.any = words(model, schema, *written);
        return message;
    }
    for (const json::Member& member : json::members_of(*written)) {
        if (member.key == "properties") {
            message.properties = words_by_name(model, schema, member.value);
        } else if (member.key == "required" && member.value.type == json::Type::object) {
            message.required_members = words_by_name(model, schema, member.value);
        } else if (member.key == "required") {
            message.required = words(model, schema, member.value);
        } else if (member.key == "_") {
            message.any = words(model, schema, member.value);
        } else if (!is_known(member.key)) {
            throw model.error(schema, "errorMessage",
                              "\"errorMessage\" has words for \"" + std::string(member.key) +
                                  "\", which is neither a keyword with issues nor a code of an issue");
        } else {
            message.by_name.emplace_back(member.key, words(model, schema, member.value));
        }
    }
    return message;
}

}  // namespace zodgate::schema

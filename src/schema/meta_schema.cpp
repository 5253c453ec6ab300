// The only place that includes valijson. It checks documents of bounded depth against fixed schemas, never payloads:
// it recurses without a bound and is not safe on hostile values.
#include "schema/schema.hpp"

#include "zodgate_objects_schemas.hpp"

#include <rapidjson/document.h>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace zodgate::schema {
namespace {

using Adapter = valijson::adapters::RapidJsonAdapter;

rapidjson::Value to_rapidjson(const json::Value& value, rapidjson::Document::AllocatorType& allocator) {
    const auto text = [](std::string_view view) {
        return rapidjson::StringRef(view.data(), static_cast<rapidjson::SizeType>(view.size()));
    };
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
        case json::Type::string: return rapidjson::Value(text(value.string()));
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
        object.AddMember(rapidjson::Value(text(member.key)), to_rapidjson(member.value, allocator), allocator);
    }
    return object;
}

void populate(valijson::Schema& schema, std::string_view text) {
    json::Document document;
    document.read(text, {text.size(), 100, false});
    rapidjson::Document::AllocatorType allocator;
    const rapidjson::Value converted = to_rapidjson(document.root(), allocator);
    valijson::SchemaParser parser;
    parser.populateSchema(Adapter(converted), schema);
}

const valijson::Schema& meta_schema_of(Dialect dialect) {
    struct Loaded {
        valijson::Schema draft_07;
        valijson::Schema draft_2020_12;
        valijson::Schema openapi_3_0;
        Loaded() {
            populate(draft_07, schemas::embedded::draft_07_text());
            populate(draft_2020_12, schemas::embedded::draft_2020_12_text());
            populate(openapi_3_0, schemas::embedded::openapi_3_0_text());
        }
    };
    static const Loaded loaded;
    if (dialect == Dialect::openapi_3_0) return loaded.openapi_3_0;
    return dialect == Dialect::draft_07 ? loaded.draft_07 : loaded.draft_2020_12;
}

// valijson's context is "<root>", then ["name"] or [index] a level.
std::vector<std::string> tokens_of(const std::vector<std::string>& context) {
    std::vector<std::string> tokens;
    for (const std::string& part : context) {
        if (part.size() < 2 || part.front() != '[') continue;
        const bool quoted = part[1] == '"';
        const std::size_t margin = quoted ? 2 : 1;
        tokens.push_back(part.size() >= 2 * margin ? part.substr(margin, part.size() - 2 * margin) : std::string());
    }
    return tokens;
}

// What the meta-schemas ask of a keyword's value, in words.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> expectations{{
    {"$ref", "must be a string"},
    {"additionalItems", "must be a schema"},
    {"additionalProperties", "must be a schema"},
    {"allOf", "must be a list of schemas, not empty"},
    {"anyOf", "must be a list of schemas, not empty"},
    {"enum", "must be a list of values"},
    {"exclusiveMaximum", "must be a number"},
    {"exclusiveMinimum", "must be a number"},
    {"format", "must be a string"},
    {"maxItems", "must be an integer of at least 0"},
    {"maxLength", "must be an integer of at least 0"},
    {"maximum", "must be a number"},
    {"minItems", "must be an integer of at least 0"},
    {"minLength", "must be an integer of at least 0"},
    {"minimum", "must be a number"},
    {"multipleOf", "must be a number above 0"},
    {"not", "must be a schema"},
    {"oneOf", "must be a list of schemas, not empty"},
    {"pattern", "must be a string"},
    {"prefixItems", "must be a list of schemas"},
    {"properties", "must be an object of schemas"},
    {"required", "must be a list of different strings"},
    {"type",
     "must be one of \"array\", \"boolean\", \"integer\", \"null\", \"number\", \"object\", \"string\", or a list of "
     "different ones"},
}};

bool holds_schemas_by_name(std::string_view keyword) {
    constexpr std::array<std::string_view, 6> keywords{"properties",  "patternProperties", "$defs",
                                                       "definitions", "dependentSchemas",  "dependencies"};
    return std::find(keywords.begin(), keywords.end(), keyword) != keywords.end();
}

// Where OpenAPI 3.0 asks for something else; empty if it does not.
std::string rule_of_openapi_3_0(std::string_view keyword) {
    if (keyword == "exclusiveMinimum" || keyword == "exclusiveMaximum") {
        return "\"" + std::string(keyword) + "\" must be true or false, as it says how the bound is meant";
    }
    if (keyword == "type") {
        return "\"type\" must be one of \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"; null "
               "is allowed by \"nullable\"";
    }
    if (keyword == "items") return "\"items\" must be a schema";
    return {};
}

// The nearest keyword at or above the place, and what its value must be.
std::string reason_of(const std::vector<std::string>& tokens, Dialect dialect, const json::Value* value) {
    const std::string schema_rule =
        dialect == Dialect::openapi_3_0 ? "a schema must be an object" : "a schema must be an object or a boolean";
    std::string rule = schema_rule;
    for (std::size_t i = tokens.size(); i-- > 0;) {
        if (i > 0 && holds_schemas_by_name(tokens[i - 1]) && i + 1 == tokens.size()) break;
        if (dialect == Dialect::openapi_3_0) {
            rule = rule_of_openapi_3_0(tokens[i]);
            if (!rule.empty()) break;
            rule = schema_rule;
        } else if (tokens[i] == "items") {
            rule = dialect == Dialect::draft_07
                       ? "\"items\" must be a schema or a list of schemas"
                       : "\"items\" must be a schema (2020-12 calls a list of them \"prefixItems\")";
            break;
        }
        const auto* const known = std::find_if(expectations.begin(), expectations.end(),
                                               [&](const auto& expectation) { return expectation.first == tokens[i]; });
        if (known != expectations.end()) {
            rule = "\"" + tokens[i] + "\" " + std::string(known->second);
            break;
        }
        if (i == 0 && rule == schema_rule) rule = "\"" + tokens[i] + "\" is not what the keyword takes";
    }
    if (value != nullptr && value->type != json::Type::object && value->type != json::Type::array) {
        std::string found;
        json::append_value(found, *value);
        if (found.size() <= 60) rule += ", not " + found;
    }
    return rule + " (" + std::string(name_of(dialect)) + ")";
}

}  // namespace

void check_against_meta_schema(const json::Value& document, Dialect dialect, const std::string& document_name) {
    rapidjson::Document::AllocatorType allocator;
    const rapidjson::Value converted = to_rapidjson(document, allocator);
    const Adapter adapter(converted);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(meta_schema_of(dialect), adapter, &results)) return;
    // The deepest error is the cause of those above it.
    const auto deepest = std::max_element(results.begin(), results.end(), [](const auto& a, const auto& b) {
        return a.context.size() < b.context.size();
    });
    const std::vector<std::string> tokens =
        deepest == results.end() ? std::vector<std::string>() : tokens_of(deepest->context);
    std::string pointer;
    for (const std::string& token : tokens) pointer = pointer_to(pointer, token);
    const json::Value* const value = resolve_pointer(document, pointer);
    throw SchemaError(document_name, pointer, reason_of(tokens, dialect, value),
                      value == nullptr ? document.offset : value->offset);
}

}  // namespace zodgate::schema

// The only place that uses valijson. It checks schemas one by one against fixed ones, never payloads: it recurses
// without a bound, and its errors grow with their depth.
#include "schema/expectations.hpp"
#include "schema/own_valijson.hpp"
#include "schema/schema.hpp"
#include "schema/schemas_apart.hpp"

#include "zodgate_objects_schemas.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

namespace zodgate::schema {
namespace {

using Adapter = valijson::adapters::RapidJsonAdapter;

// valijson matches patterns by recursion and compares each item with each, which a hostile document must not have it
// do. The meta-schemas have both for other readers.
void drop_costly_keywords(rapidjson::Value& schema) {
    if (schema.IsArray()) {
        for (rapidjson::Value& item : schema.GetArray()) drop_costly_keywords(item);
    }
    if (!schema.IsObject()) return;
    const auto has = [&](const char* name) { return schema.HasMember(name); };
    if (has("pattern") && schema.FindMember("pattern")->value.IsString()) schema.RemoveMember("pattern");
    if (has("uniqueItems") && schema.FindMember("uniqueItems")->value.IsBool() && !has("maxItems"))
        schema.RemoveMember("uniqueItems");
    // RapidJSON's iterators compare in ways of which C++20 makes two.
    const auto members = schema.MemberBegin();
    for (rapidjson::SizeType i = 0; i < schema.MemberCount(); ++i) drop_costly_keywords(members[i].value);
}

struct Loaded {
    explicit Loaded(std::string_view text) {
        json::Document document;
        document.read(text, {text.size(), 100, false});
        rapidjson::Document::AllocatorType allocator;
        rapidjson::Value converted = to_rapidjson(document.root(), allocator);
        drop_costly_keywords(converted);
        valijson::SchemaParser parser;
        parser.populateSchema(Adapter(converted), schema);
    }

    valijson::Schema schema;
};

template <Dialect dialect>
const valijson::Schema& loaded() {
    try {
        static const Loaded loaded(meta_schema_text(dialect));
        return loaded.schema;
    } catch (const std::runtime_error& error) {
        // So valijson says of some memory that it did not get it.
        if (std::string_view(error.what()).find("llocate memory") != std::string_view::npos) throw std::bad_alloc();
        throw;
    }
}

const valijson::Schema& meta_schema_of(Dialect dialect) {
    switch (dialect) {
        case Dialect::draft_04: return loaded<Dialect::draft_04>();
        case Dialect::draft_06: return loaded<Dialect::draft_06>();
        case Dialect::draft_07: return loaded<Dialect::draft_07>();
        case Dialect::draft_2019_09: return loaded<Dialect::draft_2019_09>();
        case Dialect::openapi_3_0: return loaded<Dialect::openapi_3_0>();
        case Dialect::draft_2020_12:
        case Dialect::openapi_3_1: break;
    }
    return loaded<Dialect::draft_2020_12>();
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

std::string pointer_of(const std::vector<std::string>& tokens) {
    std::string pointer;
    for (const std::string& token : tokens) pointer = pointer_to(pointer, token);
    return pointer;
}

// What stands there, if it is short.
std::string found_instead(const json::Value& value) {
    if (value.type == json::Type::object || value.type == json::Type::array) return {};
    constexpr std::size_t longest = 60;
    std::string found;
    json::append_value(found, value);
    return found.size() <= longest ? ", not " + found : std::string();
}

// What is checked, and how its errors name it.
struct Checked {
    const json::Value& document;
    Dialect dialect;
    const std::string& document_name;

    SchemaError error(const std::string& pointer, const std::string& reason, std::size_t offset) const {
        return SchemaError(document_name, pointer, reason + " (" + std::string(name_of(dialect)) + ")", offset);
    }
};

// In draft-04 the switch of a bound must have its bound beside it. To valijson the schema is at fault; the switch is
// named. Null if it is about something else.
const json::Member* lone_switch_at(const json::Value& schema, const std::string& description) {
    if (description.rfind("Missing dependency", 0) != 0) return nullptr;
    if (schema.type != json::Type::object) return nullptr;
    for (const auto& [name, bound] :
         {std::pair("exclusiveMaximum", "maximum"), std::pair("exclusiveMinimum", "minimum")}) {
        const json::Member* const found = json::find_member(schema, name);
        if (found != nullptr && json::find(schema, bound) == nullptr) return found;
    }
    return nullptr;
}

// @param tokens  that lead to the schema whose errors these are
SchemaError fault_in(const valijson::ValidationResults& results, std::vector<std::string> tokens,
                     const Checked& place) {
    // The deepest error is the cause of those above it.
    const auto deepest = std::max_element(results.begin(), results.end(), [](const auto& a, const auto& b) {
        return a.context.size() < b.context.size();
    });
    if (deepest != results.end()) {
        for (std::string& token : tokens_of(deepest->context)) tokens.push_back(std::move(token));
    }
    const std::string pointer = pointer_of(tokens);
    const std::string expectation = expectation_at(place.document, tokens, place.dialect);
    const json::Value* const value = resolve_pointer(place.document, pointer);
    if (value == nullptr || deepest == results.end()) return place.error(pointer, expectation, place.document.offset);
    if (const json::Member* const lone = lone_switch_at(*value, deepest->description)) {
        return place.error(pointer_to(pointer, lone->key),
                           "\"" + std::string(lone->key) + "\" must stand beside the bound that it is about",
                           lone->key_offset);
    }
    return place.error(pointer, expectation + found_instead(*value), value->offset);
}

}  // namespace

std::string_view meta_schema_text(Dialect dialect) noexcept {
    switch (dialect) {
        case Dialect::draft_04: return schemas::embedded::draft_04_text();
        case Dialect::draft_06: return schemas::embedded::draft_06_text();
        case Dialect::draft_07: return schemas::embedded::draft_07_text();
        case Dialect::draft_2019_09: return schemas::embedded::draft_2019_09_text();
        case Dialect::openapi_3_0: return schemas::embedded::openapi_3_0_text();
        case Dialect::draft_2020_12:
        case Dialect::openapi_3_1: break;
    }
    return schemas::embedded::draft_2020_12_text();
}

void check_against_meta_schema(const json::Value& schema, Dialect dialect, const std::string& document_name,
                               const std::string& pointer, const IsForeign& is_foreign) {
    const valijson::Schema& meta_schema = meta_schema_of(dialect);
    SchemasApart schemas(schema, dialect, is_foreign);
    valijson::Validator validator;
    valijson::ValidationResults results;
    for (std::size_t i = 0; i < schemas.count(); ++i) {
        const rapidjson::Value alone = schemas.at(i);
        if (validator.validate(meta_schema, Adapter(alone), &results)) continue;
        const SchemaError error = fault_in(results, schemas.tokens_to(i), Checked{schema, dialect, document_name});
        throw SchemaError(error.document(), pointer + error.pointer(), error.reason(), error.offset());
    }
}

}  // namespace zodgate::schema

#include "schema/expectations.hpp"

#include "schema/keywords.hpp"
#include "schema/schema.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zodgate::schema {
namespace {

using Expectation = std::pair<std::string_view, std::string_view>;

constexpr std::string_view a_schema = "must be a schema";
constexpr std::string_view a_schema_or_boolean = "must be a schema, true or false";
constexpr std::string_view schemas = "must be a list of schemas, not empty";
constexpr std::string_view schemas_by_name = "must be an object of schemas";
constexpr std::string_view a_string = "must be a string";
constexpr std::string_view a_flag = "must be true or false";
constexpr std::string_view a_switch = "must be true or false, as it says how the bound is meant";
constexpr std::string_view a_number = "must be a number";
constexpr std::string_view a_count = "must be an integer of at least 0";

// What a keyword takes in all dialects that are not named below.
constexpr std::array expectations{
    Expectation{"$anchor", a_string},
    Expectation{"$comment", a_string},
    Expectation{"$defs", schemas_by_name},
    Expectation{"$dynamicAnchor", a_string},
    Expectation{"$dynamicRef", a_string},
    Expectation{"$id", a_string},
    Expectation{"$recursiveAnchor", a_flag},
    Expectation{"$recursiveRef", a_string},
    Expectation{"$ref", a_string},
    Expectation{"$schema", a_string},
    Expectation{"$vocabulary", "must be an object whose members are true or false"},
    Expectation{"additionalItems", a_schema},
    Expectation{"additionalProperties", a_schema},
    Expectation{"allOf", schemas},
    Expectation{"anyOf", schemas},
    Expectation{"contains", a_schema},
    Expectation{"contentEncoding", a_string},
    Expectation{"contentMediaType", a_string},
    Expectation{"contentSchema", a_schema},
    Expectation{"definitions", schemas_by_name},
    Expectation{"dependencies", "must be an object of schemas and of lists of different strings"},
    Expectation{"dependentRequired", "must be an object of lists of different strings"},
    Expectation{"dependentSchemas", schemas_by_name},
    Expectation{"deprecated", a_flag},
    Expectation{"description", a_string},
    Expectation{"discriminator", "must be an object"},
    Expectation{"else", a_schema},
    Expectation{"enum", "must be a list of values"},
    Expectation{"examples", "must be a list of values"},
    Expectation{"exclusiveMaximum", a_number},
    Expectation{"exclusiveMinimum", a_number},
    Expectation{"format", a_string},
    Expectation{"id", a_string},
    Expectation{"if", a_schema},
    Expectation{"maxContains", a_count},
    Expectation{"maxItems", a_count},
    Expectation{"maxLength", a_count},
    Expectation{"maxProperties", a_count},
    Expectation{"maximum", a_number},
    Expectation{"minContains", a_count},
    Expectation{"minItems", a_count},
    Expectation{"minLength", a_count},
    Expectation{"minProperties", a_count},
    Expectation{"minimum", a_number},
    Expectation{"multipleOf", "must be a number above 0"},
    Expectation{"not", a_schema},
    Expectation{"nullable", a_flag},
    Expectation{"oneOf", schemas},
    Expectation{"pattern", a_string},
    Expectation{"patternProperties", schemas_by_name},
    Expectation{"prefixItems", "must be a list of schemas"},
    Expectation{"properties", schemas_by_name},
    Expectation{"propertyNames", a_schema},
    Expectation{"readOnly", a_flag},
    Expectation{"required", "must be a list of different strings"},
    Expectation{"then", a_schema},
    Expectation{"title", a_string},
    Expectation{"type",
                "must be one of \"array\", \"boolean\", \"integer\", \"null\", \"number\", \"object\", \"string\", or "
                "a list of different ones"},
    Expectation{"unevaluatedItems", a_schema},
    Expectation{"unevaluatedProperties", a_schema},
    Expectation{"uniqueItems", a_flag},
    Expectation{"writeOnly", a_flag},
};

constexpr std::array before_draft_06{
    Expectation{"additionalItems", a_schema_or_boolean},
    Expectation{"additionalProperties", a_schema_or_boolean},
    Expectation{"exclusiveMaximum", a_switch},
    Expectation{"exclusiveMinimum", a_switch},
};

constexpr std::array in_draft_04{
    Expectation{"dependencies", "must be an object of schemas and of lists of different strings, not empty"},
    Expectation{"enum", "must be a list of different values, not empty"},
    Expectation{"required", "must be a list of different strings, not empty"},
};

constexpr std::array in_openapi_3_0{
    Expectation{"type",
                "must be one of \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"; null is "
                "allowed by \"nullable\""},
};

template <std::size_t count>
std::string_view find_in(const std::array<Expectation, count>& table, std::string_view keyword) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Expectation& expectation) { return expectation.first == keyword; });
    return found == table.end() ? std::string_view() : found->second;
}

std::string_view expected_of_items(Dialect dialect) {
    if (holds("items", dialect) == Holds::schema_or_schemas) return "must be a schema or a list of schemas";
    if (dialect == Dialect::openapi_3_0) return a_schema;
    return "must be a schema (2020-12 calls a list of them \"prefixItems\")";
}

std::string_view expected_of(std::string_view keyword, Dialect dialect) {
    std::string_view words;
    if (keyword == "items") words = expected_of_items(dialect);
    if (dialect == Dialect::draft_04) words = words.empty() ? find_in(in_draft_04, keyword) : words;
    if (dialect == Dialect::openapi_3_0) words = words.empty() ? find_in(in_openapi_3_0, keyword) : words;
    if (is_before_draft_06(dialect)) words = words.empty() ? find_in(before_draft_06, keyword) : words;
    if (words.empty()) words = find_in(expectations, keyword);
    return words.empty() ? std::string_view("is not what the keyword takes") : words;
}

std::string expectation_of(std::string_view keyword, Dialect dialect) {
    return "\"" + std::string(keyword) + "\" " + std::string(expected_of(keyword, dialect));
}

std::string expectation_of_schemas(Dialect dialect) {
    return is_before_draft_06(dialect) ? "a schema must be an object" : "a schema must be an object or a boolean";
}

// A way down a document.
class Way {
  public:
    Way(const json::Value& document, const std::vector<std::string>& tokens) : at_(&document), tokens_(tokens) {}

    bool is_at_end() const { return passed_ == tokens_.size(); }
    bool is_at_list() const { return at_ != nullptr && at_->type == json::Type::array; }

    const std::string& descend() {
        const std::string& token = tokens_[passed_++];
        if (at_ != nullptr) at_ = resolve_pointer(*at_, pointer_to("", token));
        return token;
    }

  private:
    const json::Value* at_;
    const std::vector<std::string>& tokens_;
    std::size_t passed_ = 0;
};

}  // namespace

std::string expectation_at(const json::Value& document, const std::vector<std::string>& tokens, Dialect dialect) {
    Way way(document, tokens);
    while (!way.is_at_end()) {
        const std::string& keyword = way.descend();
        const Holds held = holds(keyword, dialect);
        if (held == Holds::nothing || way.is_at_end()) return expectation_of(keyword, dialect);
        if (held == Holds::schema || (held == Holds::schema_or_schemas && !way.is_at_list())) continue;
        way.descend();
        const bool is_list_of_names = held == Holds::dependencies && way.is_at_list();
        if (is_list_of_names || (way.is_at_end() && held != Holds::schemas_by_name)) {
            return expectation_of(keyword, dialect);
        }
    }
    return expectation_of_schemas(dialect);
}

}  // namespace zodgate::schema

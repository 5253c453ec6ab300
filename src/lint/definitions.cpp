#include "lint/subject.hpp"

#include <algorithm>
#include <array>

namespace zodgate::lint {
namespace {

// Where the last value within a value begins. Recursive as deep as the document.
std::size_t last_offset(const json::Value& value) {
    std::size_t last = value.offset;
    if (value.type == json::Type::array) {
        for (const json::Value& item : json::items_of(value)) last = std::max(last, last_offset(item));
    } else if (value.type == json::Type::object) {
        for (const json::Member& member : json::members_of(value)) last = std::max(last, last_offset(member.value));
    }
    return last;
}

bool asks_something(std::string_view keyword, schema::Dialect dialect) {
    constexpr auto names = std::to_array<std::string_view>({"$anchor", "$dynamicAnchor", "$id", "$recursiveAnchor",
                                                            "$schema", "$vocabulary", "default", "errorMessage", "id"});
    return std::find(names.begin(), names.end(), keyword) == names.end() &&
           schema::treatment_of(keyword, dialect) == schema::Treatment::enforced;
}

// A document that asks nothing by itself is there for the references of others.
bool is_library(const Context& context) {
    const json::Value& root = context.model.root();
    return root.type == json::Type::object &&
           std::none_of(root.members, root.members + root.size, [&](const json::Member& member) {
               return asks_something(member.key, context.model.source.dialect);
           });
}

// It may be meant for the references of other documents.
bool has_name(const json::Value& schema) {
    constexpr auto names = std::to_array<std::string_view>({"$anchor", "$dynamicAnchor", "$id", "id"});
    return schema.type == json::Type::object &&
           std::any_of(names.begin(), names.end(),
                       [&schema](std::string_view name) { return json::find(schema, name) != nullptr; });
}

}  // namespace

void check_definitions(const std::vector<Definition>& definitions, const Context& context, Findings& findings) {
    if (definitions.empty() || is_library(context)) return;
    std::vector<std::size_t> reached;
    for (const schema::Schema& schema : context.model.schemas) {
        if (schema.document == 0) reached.push_back(schema.offset);
    }
    std::sort(reached.begin(), reached.end());
    std::size_t told = 0;  // all that begins before it is within a definition that has been told of
    for (const Definition& definition : definitions) {
        const json::Value& value = definition.member->value;
        if (value.offset < told || has_name(value)) continue;
        const std::size_t last = last_offset(value);
        const auto first = std::lower_bound(reached.begin(), reached.end(), value.offset);
        if (first != reached.end() && *first <= last) continue;
        told = last + 1;
        findings.add("unused-definition", definition.pointer, definition.member->key_offset,
                     "no reference leads to the definition " + quoted(definition.member->key));
    }
}

}  // namespace zodgate::lint

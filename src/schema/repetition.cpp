#include "schema/repetition.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zodgate::schema {
namespace {

using json::Value;

// Keywords of which one means something else without the others of its group.
constexpr std::size_t groups = 4;
constexpr auto grouped = std::to_array<std::pair<std::string_view, std::size_t>>({
    {"properties", 0},
    {"patternProperties", 0},
    {"additionalProperties", 0},
    {"unevaluatedProperties", 0},
    {"items", 1},
    {"prefixItems", 1},
    {"additionalItems", 1},
    {"contains", 1},
    {"minContains", 1},
    {"maxContains", 1},
    {"unevaluatedItems", 1},
    {"if", 2},
    {"then", 2},
    {"else", 2},
    {"contentEncoding", 3},
    {"contentMediaType", 3},
});

// `groups` for a keyword that stands alone.
std::size_t group_of(std::string_view keyword) noexcept {
    const auto* const found =
        std::find_if(grouped.begin(), grouped.end(), [&](const auto& known) { return known.first == keyword; });
    return found == grouped.end() ? groups : found->second;
}

const Value* array_in(const Value& schema, std::string_view keyword) {
    const Value* const found = schema.type == json::Type::object ? json::find(schema, keyword) : nullptr;
    return found != nullptr && found->type == json::Type::array ? found : nullptr;
}

// Where a reference within the document leads by JSON Pointer; null if it does not.
const Value* definition_of(const Value& document, const Value& schema) {
    const Value* const reference = schema.type == json::Type::object ? json::find(schema, "$ref") : nullptr;
    if (reference == nullptr || reference->type != json::Type::string) return nullptr;
    const std::string_view written = reference->string();
    if (written != "#" && written.substr(0, 2) != "#/") return nullptr;
    return resolve_pointer(document, percent_decode(written.substr(1)));
}

// The members of an intersection that is nothing else, or of a reference to such; null for any other schema.
const Value* bare_intersection(const Value& document, const Value& schema) {
    if (schema.type != json::Type::object || schema.size != 1) return nullptr;
    if (const Value* const members = array_in(schema, "allOf")) return members;
    const Value* const definition = definition_of(document, schema);
    return definition == nullptr || definition->size != 1 ? nullptr : array_in(*definition, "allOf");
}

// The members of an intersection, those of intersections within it in their place; none if there are too many.
std::vector<const Value*> flattened(const Value& document, const Value& all_of) {
    constexpr std::size_t most = 1000;
    std::vector<const Value*> members;
    std::vector<const Value*> waiting{&all_of};
    for (std::size_t steps = 0; !waiting.empty(); ++steps) {
        if (steps + waiting.size() > most) return {};
        const Value& next = *waiting.back();
        waiting.pop_back();
        if (next.type == json::Type::array) {
            if (next.size > most) return {};
            for (std::uint32_t i = next.size; i > 0; --i) waiting.push_back(next.items + (i - 1));
        } else if (const Value* const inner = bare_intersection(document, next)) {
            waiting.push_back(inner);
        } else {
            members.push_back(&next);
        }
    }
    return members;
}

// In draft-07 the reference is alone in the last member of an allOf.
bool has_reference_inside(Dialect dialect, const Value& schema) {
    const Value* const all_of = array_in(schema, "allOf");
    return dialect == Dialect::draft_07 && all_of != nullptr && all_of->size > 0 &&
           all_of->items[all_of->size - 1].type == json::Type::object && all_of->items[all_of->size - 1].size == 1;
}

const Value* wrapped_definition(const Value& document, Dialect dialect, const Value& schema) {
    if (!has_reference_inside(dialect, schema)) return definition_of(document, schema);
    const Value& all_of = *array_in(schema, "allOf");
    return definition_of(document, all_of.items[all_of.size - 1]);
}

}  // namespace

std::vector<json::Member> without_repetition(const Value& document, Dialect dialect, const Value& schema) {
    const Value* const definition = wrapped_definition(document, dialect, schema);
    const bool has_other = definition != nullptr && definition != &schema && definition->type == json::Type::object;
    const auto is_repeated = [&](const json::Member& member) {
        const Value* const defined = has_other ? json::find(*definition, member.key) : nullptr;
        return defined != nullptr && member.key != "$ref" && json::equal(*defined, member.value);
    };
    // By group of keywords: whether one of it is the schema's own, so that all of it are read.
    std::array<bool, groups> own{};
    for (const json::Member& member : json::members_of(schema)) {
        const std::size_t group = group_of(member.key);
        if (group < groups && !is_repeated(member)) own[group] = true;
    }
    std::vector<json::Member> members;
    members.reserve(schema.size);
    for (const json::Member& member : json::members_of(schema)) {
        const std::size_t group = group_of(member.key);
        if ((group < groups && own[group]) || !is_repeated(member)) members.push_back(member);
    }
    return members;
}

std::size_t repeated_members(const Value& document, Dialect dialect, const Value& schema) {
    const Value* const own = array_in(schema, "allOf");
    if (own == nullptr) return 0;
    const Value* const definition = wrapped_definition(document, dialect, schema);
    const Value* const targets = definition == nullptr ? nullptr : array_in(*definition, "allOf");
    if (targets == nullptr || definition == &schema) return 0;
    Value repeated = *own;
    if (has_reference_inside(dialect, schema)) --repeated.size;
    // What is repeated is an intersection, or several patterns.
    if (repeated.size < 2) return 0;
    const std::vector<const Value*> left = flattened(document, repeated);
    const std::vector<const Value*> right = flattened(document, *targets);
    const auto same = [](const Value* a, const Value* b) { return json::equal(*a, *b); };
    const bool equal = std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
    return equal && !left.empty() ? repeated.size : 0;
}

}  // namespace zodgate::schema

// Questions about the shape of a schema, on whose answers it depends which Zod schema it stands for.
#pragma once

#include "schema/schema.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace zodgate::plan {

/// Keywords that judge values of one type each.
bool has_string_keywords(const schema::Schema& schema);
bool has_number_keywords(const schema::Schema& schema);
bool has_object_keywords(const schema::Schema& schema);
bool has_array_keywords(const schema::Schema& schema);
bool has_typed_keywords(const schema::Schema& schema);

/// Whether a schema has no keywords but these, not even annotations.
bool has_only(const schema::Schema& schema, std::initializer_list<std::string_view> keywords);

/// anyOf, oneOf, allOf, not.
bool has_composition(const schema::Schema& schema);

/// Whether a schema, or one that it leads to, has members that count for nothing in this direction. Cost: linear in the
/// schemas that it leads to.
bool ignores_members(const schema::Model& model, schema::Id id);

/// Keywords that no Zod schema says: what a RefinedNode checks.
bool has_refinements(const schema::Schema& schema);

/// Keywords that z.fromJSONSchema makes a schema of before it looks at composition.
bool has_own_keywords(const schema::Schema& schema);

/// The schema that a schema stands for which is nothing but a reference. One of a circle of them stays one of them.
schema::Id skip_references(const schema::Model& model, schema::Id id);

using Values = std::vector<const json::Value*>;

bool holds(const Values& values, const json::Value* wanted);

/// The values of a schema that accepts just those: Zod's `values` of literals, enums, null and their unions.
std::optional<Values> literal_values(const schema::Model& model, schema::Id id);

/// Whether a schema makes something of a missing value: Zod's `optin: "defaulted"`.
bool has_default(const schema::Model& model, schema::Id id);

/// The members by which an option of a discriminated union might be told apart, in its order.
std::vector<std::string_view> candidates(const schema::Model& model, schema::Id id, std::size_t depth = 0);

/// The values that a required member of such an option can have, if they are known.
std::optional<Values> member_values(const schema::Model& model, schema::Id id, std::string_view name);

/// The values of a member by option, if no two options share one: the options of a union that is discriminated by it.
std::optional<std::vector<Values>> values_apart(const schema::Model& model, const std::vector<schema::Id>& options,
                                                std::string_view name);

}  // namespace zodgate::plan

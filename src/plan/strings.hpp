// Which checks of Zod's the keywords of a string stand for.
#pragma once

#include "plan/plan.hpp"
#include "schema/schema.hpp"

#include <string_view>

namespace zodgate::plan {

/// Zod writes the second and further patterns of one string, and with them the first, into allOf.
bool are_further_patterns(const schema::Model& model, const schema::Schema& schema);

/// Whether Zod's usual check of a format's name has this pattern.
bool is_usual_pattern(std::string_view format, std::string_view pattern);

/// @throws SchemaError for a pattern that cannot be loaded and a format that is not enforced
StringNode compile_string(const schema::Model& model, const schema::Schema& schema);

/// What the names of a record have to be that Zod writes with a pattern for them. @throws SchemaError
StringCheck compile_names(const schema::Model& model, const schema::Schema& schema, std::string_view pattern);

}  // namespace zodgate::plan

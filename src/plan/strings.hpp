// Which checks of Zod's the keywords of a string stand for.
#pragma once

#include "plan/patterns.hpp"
#include "plan/plan.hpp"
#include "schema/schema.hpp"

#include <string_view>

namespace zodgate::plan {

/// Zod writes the second and further patterns of one string, and with them the first, into allOf.
bool are_further_patterns(const schema::Model& model, const schema::Schema& schema);

/// Whether a format is asserted, and Zod takes no pattern of one's own for it, so that one beside it is another check.
bool has_no_other_pattern(const schema::Model& model, const text::Format& format);

/// Whether Zod's usual check of a format's name has this pattern.
bool is_usual_pattern(std::string_view format, std::string_view pattern);

/// @throws SchemaError for a pattern that cannot be loaded
StringNode compile_string(const schema::Model& model, const schema::Schema& schema, Patterns& patterns);

/// What the names of a record have to be that Zod writes with a pattern for them. @throws SchemaError
StringCheck compile_names(const schema::Model& model, const schema::Schema& schema, std::string_view pattern,
                          Patterns& patterns);

}  // namespace zodgate::plan

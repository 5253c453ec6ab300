// Which checks of Zod's the keywords of a number stand for.
#pragma once

#include "plan/plan.hpp"
#include "schema/schema.hpp"

namespace zodgate::plan {

/// Zod writes the second and further divisors of one number into allOf.
bool are_further_divisors(const schema::Model& model, const schema::Schema& schema);

NumberNode compile_number(const schema::Model& model, const schema::Schema& schema, bool integer);

}  // namespace zodgate::plan

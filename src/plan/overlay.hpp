// Further checks on a schema that has been given an id.
#pragma once

#include "schema/schema.hpp"

#include <optional>

namespace zodgate::plan {

/// What a reference and the keywords beside it stand for together, if they are what Zod writes for a schema with an id
/// and further checks, such as `z.string().meta({ id }).min(2)`: one schema with the checks of both (zod
/// core/to-json-schema, flattenRef). In draft-07 the reference stands in an allOf. None for anything else.
std::optional<schema::Schema> overlay(const schema::Model& model, const schema::Schema& schema);

}  // namespace zodgate::plan

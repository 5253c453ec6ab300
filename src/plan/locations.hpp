// Where the schemas of a plan stand, for issues that tell it.
#pragma once

#include "plan/plan.hpp"
#include "schema/schema.hpp"

namespace zodgate::plan {

/// The places of all schemas of a model, by schema::Id; as yet of no nodes. Cost: linear in the schemas, and in the
/// lengths of their pointers.
Locations locate_schemas(const schema::Model& model);

}  // namespace zodgate::plan

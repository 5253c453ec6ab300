// Where in the schema a finding comes from.
#pragma once

#include "issue/issue.hpp"
#include "plan/plan.hpp"

#include <string>

namespace zodgate::check {

/// As Issue::schema_location; empty of a finding that is about no schema.
/// @param plan  the one whose walk made the finding, with locations
std::string location_of(const plan::Plan& plan, const issue::Finding& finding);

}  // namespace zodgate::check

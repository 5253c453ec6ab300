// Members by which options of unions are told apart.
#pragma once

#include "plan/plan.hpp"

namespace zodgate::plan {

/// Sets ObjectNode::tag. To be called when the nodes are complete. Cost: linear in the options and their properties,
/// but for looking names up.
void mark_tags(Plan& plan);

}  // namespace zodgate::plan

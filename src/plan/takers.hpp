// Which members of unions may take which values.
#pragma once

#include "plan/plan.hpp"

namespace zodgate::plan {

/// Sets GroupNode::only. To be called when the nodes are complete and no chain of them is endless.
void mark_only_takers(Plan& plan);

}  // namespace zodgate::plan

// Which schemas may be asked more than once what they think of one value.
#pragma once

#include "plan/plan.hpp"

namespace zodgate::plan {

/// Sets Composite::asked_again, to false where at most one schema asks, and that one is asked but once itself. To be
/// called when the nodes are complete.
void mark_asked_again(Plan& plan);

}  // namespace zodgate::plan

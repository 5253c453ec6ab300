// What Zod's intersections do with issues about keys.
#pragma once

#include <zodgate/issue.hpp>

#include <vector>

namespace zodgate::check {

using Issues = std::vector<Issue>;

/// The issues of both sides of an intersection (zod core/schemas, handleIntersectionResults): a key of the value itself
/// is rejected only if both sides reject it. Paths start at the value.
Issues pool_rejected_keys(Issues left, Issues right);

/// Whether an issue keeps Zod from going on: all do but those of checks, and unrecognized keys.
bool aborts(const Issue& issue);

}  // namespace zodgate::check

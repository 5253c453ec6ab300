// What Zod's intersections do with issues about keys.
#pragma once

#include "issue/issue.hpp"

#include <memory_resource>
#include <vector>

namespace zodgate::check {

/// In the memory of the walk that found them.
using FoundIssues = std::pmr::vector<issue::Finding>;

/// Whether an issue says that a key is not one that a value may have.
bool rejects_key(const issue::FindingParameters& parameters) noexcept;

/// The issues of both sides of an intersection (zod core/schemas, handleIntersectionResults): a key of the value itself
/// is rejected only if both sides reject it. Paths start at the value. What the result needs comes from its own memory,
/// that of the left side.
FoundIssues pool_rejected_keys(FoundIssues left, const FoundIssues& right);

}  // namespace zodgate::check

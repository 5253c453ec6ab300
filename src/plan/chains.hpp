// Nodes in a row that judge one and the same value.
#pragma once

#include "plan/plan.hpp"

#include <optional>
#include <vector>

namespace zodgate::plan {

/// The nodes to which a node hands its own value on. (The items of arrays and members of objects are other values.)
std::vector<NodeId> same_value(const Plan& plan, const Node& node);

/// Sets Plan::rewrites_strings and RecordNode::rewrites_names.
void mark_rewritten_strings(Plan& plan);

struct Chain {
    NodeId node;
    const char* why;
};

/// A schema that leads back to itself without taking a step into the value, and so would never come to an end; or one
/// that takes more steps than the walk over a payload has stack for.
std::optional<Chain> find_endless_chain(const Plan& plan);

}  // namespace zodgate::plan

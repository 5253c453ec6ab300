// What Zod makes of a member or an item that is not there.
#pragma once

#include "plan/plan.hpp"

#include <optional>
#include <string_view>

namespace zodgate::plan {

/// The function that every JavaScript object has by this name, if it has one (ECMA-262, 20.1.3): a declared member that
/// is missing finds it. Its `length` is the value's number.
std::optional<json::Value> inherited_member(std::string_view name) noexcept;

/// Finds the defaults of all members and items that may be absent. The plan's chains must have an end.
void fill_absent(Plan& plan);

}  // namespace zodgate::plan

// An order of values, to look for one among many.
#pragma once

#include "json/json.hpp"

#include <cstddef>

namespace zodgate::json {

/// Below 0 if the left one comes first, 0 for those that equal() finds equal, above 0 otherwise; always the same for
/// the same values, which must have no NaN and no function in them. Ends at the first difference. Recursive: one side
/// must come from a bounded depth. Cost: linear in what both have in common, but for looking at the names of objects
/// in their order.
/// @param looks  what has been looked at is added, which is in proportion to the time that it takes: a value, four
///               comparisons of names, 64 bytes of a string each
int compare(const Value& left, const Value& right, std::size_t& looks) noexcept;

}  // namespace zodgate::json

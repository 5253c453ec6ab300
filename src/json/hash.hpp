// What equal values have in common: to look for a value among many.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace zodgate::json {

/// A number that values share which equal() finds equal, whatever the order of their members. Others may share it, too:
/// whoever chooses values can make them. Recursive as deep as the value is, but for what `most` ends.
/// @param most  what may be looked at: one for each value, and for each eight bytes of strings and keys; what has been
///              looked at is taken off
/// @return nothing of a value that has more; it is then equal to none that has less
std::optional<std::uint64_t> hash_of(const Value& value, std::size_t& most) noexcept;

}  // namespace zodgate::json

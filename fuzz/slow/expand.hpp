// Small programs that expand to large payloads, so that a fuzzer's changes of a few bytes make large ones that differ.
#pragma once

#include "schemas.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace slow {

/// Most bytes stand for themselves. 1 and a byte: a word of the schema; 2 and a byte: a sample payload of it. 3: the
/// begin of a piece, which ends at 4, 5 or 6 and a byte that says how many times it is there: two to the power of it,
/// or half as many more. The pieces stand side by side after 4, have commas between them after 5, and after 6 their
/// numbers in place of each '#', too. What is open at the end is closed.
/// @returns at most that many bytes; what would be longer ends before
std::string expand(std::string_view program, const Subject& subject, std::size_t most_bytes);

}  // namespace slow

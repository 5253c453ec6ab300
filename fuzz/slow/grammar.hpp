// Random schemas that refer to themselves, which the test tree has few of: most ways that one value is judged at many
// levels meet in one of them.
#pragma once

#include <cstdint>
#include <string>

namespace slow {

/// A document of which each level judges a value by several subschemas, and the values within it by a level again. The
/// way down is the member `child`, or an array's item. The same for the same seed, with every compiler.
std::string recursive_document(std::uint64_t seed);

}  // namespace slow

// A number of which every bit depends on every bit of another.
#pragma once

#include <cstdint>

namespace zodgate::json {

/// What SplitMix64 makes of its state (Steele, Lea and Flood, 2014). No two numbers become one.
inline std::uint64_t mixed(std::uint64_t word) noexcept {
    word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9U;
    word = (word ^ (word >> 27U)) * 0x94D049BB133111EBU;
    return word ^ (word >> 31U);
}

}  // namespace zodgate::json

// Doubles as the decimals that they are written as.
#pragma once

#include <cstdint>

namespace zodgate::json {

/// digits × 10^exponent
struct Decimal {
    std::uint64_t digits = 0;
    int exponent = 0;
};

/// The shortest decimal that reads as a number: of up to seventeen digits, the last of which is not 0.
/// @param number  finite, above 0
Decimal shortest_decimal(double number) noexcept;

}  // namespace zodgate::json

#include "check/numbers.hpp"

#include "json/json.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace zodgate::check {

bool is_multiple(double value, double divisor) noexcept {
    // JavaScript's Math.round rounds halves up; either way a half is no multiple.
    const double ratio = value / divisor;
    const double rounded = std::floor(ratio + 0.5);
    const double tolerance = 4 * std::numeric_limits<double>::epsilon() * std::max(std::abs(ratio), 1.0);
    return std::abs(ratio - rounded) < tolerance || ratio - rounded == 0;
}

bool is_number_key(std::string_view key, bool integer) noexcept {
    const auto digits = [&key](std::size_t from) {
        std::size_t end = from;
        while (end < key.size() && key[end] >= '0' && key[end] <= '9') ++end;
        return end;
    };
    const std::size_t first = !key.empty() && key.front() == '-' ? 1 : 0;
    std::size_t end = digits(first);
    if (end == first) return false;
    if (end < key.size() && key[end] == '.' && digits(end + 1) > end + 1) end = digits(end + 1);
    if (end != key.size()) return false;
    const double number = json::parse_number(key);
    if (integer) return std::trunc(number) == number && std::abs(number) <= max_safe_integer;
    return std::isfinite(number);
}

}  // namespace zodgate::check

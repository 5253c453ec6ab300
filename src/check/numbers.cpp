#include "check/numbers.hpp"

#include "check/multiple.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace zodgate::check {

namespace {

// zod core/util, floatSafeRemainder: zero within four epsilons of the quotient.
bool is_safe_multiple(double value, double divisor) noexcept {
    // JavaScript's Math.round rounds halves up; either way a half is no multiple.
    const double ratio = value / divisor;
    const double rounded = std::floor(ratio + 0.5);
    const double tolerance = 4 * std::numeric_limits<double>::epsilon() * std::max(std::abs(ratio), 1.0);
    return std::abs(ratio - rounded) < tolerance || ratio - rounded == 0;
}

}  // namespace

bool is_multiple(const plan::NumberNode& node, double value, double divisor) noexcept {
    return node.is_specification ? is_exact_multiple(value, divisor) : is_safe_multiple(value, divisor);
}

namespace {

bool is_of_format(IntegerFormat format, double number) noexcept {
    switch (format) {
        case IntegerFormat::none: return true;
        case IntegerFormat::int32:
            return std::trunc(number) == number && number >= -2147483648.0 && number <= 2147483647.0;
        case IntegerFormat::uint32: return std::trunc(number) == number && number >= 0 && number <= 4294967295.0;
        case IntegerFormat::safeint: break;
    }
    return std::trunc(number) == number && std::abs(number) <= max_safe_integer;
}

}  // namespace

bool fits(const plan::NumberNode& node, double number) noexcept {
    return is_of_format(node.integer, number) && !(node.is_whole && std::trunc(number) != number) &&
           !(node.minimum && !(number >= *node.minimum)) &&
           !(node.exclusive_minimum && !(number > *node.exclusive_minimum)) &&
           !(node.maximum && !(number <= *node.maximum)) &&
           !(node.exclusive_maximum && !(number < *node.exclusive_maximum)) &&
           std::all_of(node.multiple_of.begin(), node.multiple_of.end(),
                       [&](double divisor) { return is_multiple(node, number, divisor); });
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

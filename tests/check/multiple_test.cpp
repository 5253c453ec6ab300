#include "check/multiple.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

using zodgate::check::is_exact_multiple;

namespace {

// The shortest decimal that reads as a number above 0, found by trying: its digits, and the exponent of the last.
struct Digits {
    std::string text;
    int exponent = 0;
};

Digits shortest_digits(double number) {
    char buffer[40];
    for (int precision = 0;; ++precision) {
        std::snprintf(buffer, sizeof buffer, "%.*e", precision, number);
        if (std::strtod(buffer, nullptr) != number) continue;
        const std::string written(buffer);
        const std::size_t e = written.find('e');
        Digits digits{written.substr(0, 1), std::atoi(written.c_str() + e + 1) - precision};
        if (precision > 0) digits.text += written.substr(2, e - 2);
        return digits;
    }
}

// By long division of all digits, both sides written out to one decimal place.
bool is_multiple_by_long_division(double value, double divisor) {
    if (value == 0) return true;
    Digits dividend = shortest_digits(std::abs(value));
    Digits by = shortest_digits(divisor);
    if (dividend.exponent > by.exponent) {
        dividend.text.append(static_cast<std::size_t>(dividend.exponent - by.exponent), '0');
    } else {
        by.text.append(static_cast<std::size_t>(by.exponent - dividend.exponent), '0');
    }
    if (by.text.size() > 18) return false;  // more than the seventeen digits of the dividend
    const std::uint64_t number = std::stoull(by.text);
    std::uint64_t rest = 0;
    for (const char digit : dividend.text) {
        rest = (rest * 10 + static_cast<std::uint64_t>(digit - '0')) % number;  // of less than twenty digits
    }
    return rest == 0;
}

struct Counts {
    std::size_t pairs = 0;
    std::size_t multiples = 0;
};

void compare(double value, double divisor, Counts& counts) {
    const bool expected = is_multiple_by_long_division(value, divisor);
    ++counts.pairs;
    if (expected) ++counts.multiples;
    if (is_exact_multiple(value, divisor) == expected && is_exact_multiple(-value, divisor) == expected) return;
    CAPTURE(value, divisor);
    CHECK(is_exact_multiple(value, divisor) == expected);
    CHECK(is_exact_multiple(-value, divisor) == expected);
}

// A number as people write them: some digits and an exponent.
double written_number(std::mt19937_64& random, int most_digits, int most_exponent) {
    const int digits = 1 + static_cast<int>(random() % static_cast<unsigned>(most_digits));
    std::uint64_t number = 0;
    for (int i = 0; i < digits; ++i) number = number * 10 + random() % 10;
    if (number == 0) number = 1;
    const int exponent = static_cast<int>(random() % static_cast<unsigned>(2 * most_exponent + 1)) - most_exponent;
    return std::strtod((std::to_string(number) + "e" + std::to_string(exponent)).c_str(), nullptr);
}

double any_number(std::mt19937_64& random) {
    for (;;) {
        const double number = std::abs(std::bit_cast<double>(random()));
        if (std::isfinite(number) && number > 0) return number;
    }
}

}  // namespace

TEST_CASE("multiples are exact in decimals") {
    CHECK(is_exact_multiple(0.0075, 0.0001));
    CHECK_FALSE(is_exact_multiple(0.00751, 0.0001));
    CHECK(is_exact_multiple(4.02, 0.01));
    CHECK(is_exact_multiple(19.99, 0.01));
    CHECK_FALSE(is_exact_multiple(19.995, 0.01));
    CHECK(is_exact_multiple(0.3, 0.1));
    CHECK_FALSE(is_exact_multiple(0.1 + 0.2, 0.1));
    CHECK(is_exact_multiple(1e308, 0.5));
    CHECK(is_exact_multiple(1e308, 0.00128));
    CHECK_FALSE(is_exact_multiple(1e308, 0.00123));
}

TEST_CASE("numbers at the ends of the range are multiples or not") {
    constexpr double greatest = std::numeric_limits<double>::max();
    constexpr double least = std::numeric_limits<double>::denorm_min();
    CHECK_FALSE(is_exact_multiple(1e308, 0.123456789));
    CHECK(is_exact_multiple(12391239123.0, 1e-8));
    CHECK(is_exact_multiple(4.5e-324, 5e-324));
    CHECK(is_exact_multiple(1e308, least));
    CHECK(is_exact_multiple(greatest, 1));
    CHECK(is_exact_multiple(greatest, greatest));
    CHECK_FALSE(is_exact_multiple(greatest, 3));  // 17976931348623157: its digits make 70
    CHECK_FALSE(is_exact_multiple(least, greatest));
    CHECK_FALSE(is_exact_multiple(1, 1e308));
    CHECK(is_exact_multiple(9007199254740993.0, 1e-300));
    CHECK(is_exact_multiple(0, 0.7));
    CHECK(is_exact_multiple(-0.0, 1e-308));
}

TEST_CASE("integers are multiples or not") {
    CHECK(is_exact_multiple(9007199254740991.0, 1));
    CHECK(is_exact_multiple(-9, 3));
    CHECK_FALSE(is_exact_multiple(-9, 2));
    CHECK_FALSE(is_exact_multiple(1, 2));
    CHECK(is_exact_multiple(1e300, 7e-5) == is_multiple_by_long_division(1e300, 7e-5));
    CHECK(is_exact_multiple(3.5, 7) == false);
}

TEST_CASE("what is not finite is no multiple") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    for (const double other : {0.5, 1.0, 1e308}) {
        CHECK_FALSE(is_exact_multiple(infinity, other));
        CHECK_FALSE(is_exact_multiple(-infinity, other));
        CHECK_FALSE(is_exact_multiple(nothing, other));
        CHECK_FALSE(is_exact_multiple(other, infinity));
        CHECK_FALSE(is_exact_multiple(other, nothing));
    }
}

TEST_CASE("multiples are those of long division") {
    std::mt19937_64 random(20240607);
    Counts counts;
    for (int i = 0; i < 100000; ++i) {
        // One after the other: compilers choose the order of arguments.
        const double short_divisor = written_number(random, 2, 4);
        compare(written_number(random, 6, 6), short_divisor, counts);
        const double longer_divisor = written_number(random, 5, 12);
        compare(written_number(random, 17, 20), longer_divisor, counts);
        const double far_divisor = written_number(random, 3, 300);
        compare(written_number(random, 3, 300), far_divisor, counts);
    }
    for (int i = 0; i < 20000; ++i) {
        const double any_divisor = any_number(random);
        compare(any_number(random), any_divisor, counts);
        // Of powers of two and five, which divide powers of ten.
        const double power = std::ldexp(1.0, static_cast<int>(random() % 57));
        compare(written_number(random, 17, 40), power, counts);
        const double power_of_five = std::pow(5.0, static_cast<double>(random() % 22));
        compare(written_number(random, 17, 40), power_of_five, counts);
        // A product, which often is a multiple.
        const double divisor = written_number(random, 8, 20);
        compare(divisor * static_cast<double>(random() % 100000), divisor, counts);
    }
    CHECK(counts.pairs == 380000);
    CHECK(counts.multiples == 75010);
}

#include "json/json.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

using namespace zodgate::json;

namespace {

std::string written(double number) {
    std::string out;
    append_number(out, number);
    return out;
}

}  // namespace

TEST_CASE("numbers are read as JavaScript reads them") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(parse_number("0") == 0);
    CHECK(parse_number("-1.5e3") == -1500);
    CHECK(parse_number("9007199254740993") == 9007199254740992.0);
    CHECK(parse_number("2.2250738585072011e-308") == 2.2250738585072011e-308);
    CHECK(parse_number("1.7976931348623157e308") == std::numeric_limits<double>::max());
    CHECK(parse_number("5e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(parse_number("1e400") == infinity);
    CHECK(parse_number("-1e400") == -infinity);
    CHECK(parse_number("1e999999999999999999999") == infinity);
    CHECK(parse_number("1e-999999999999999999999") == 0);
    CHECK(parse_number("1e1000000000000000000000") == infinity);
    CHECK(parse_number("1e-0000100024843808301424715690") == 0);
    CHECK(parse_number("0e999") == 0);
    CHECK(parse_number("0.0e99999") == 0);
    CHECK(parse_number("1" + std::string(400, '0')) == infinity);
    CHECK(parse_number("0." + std::string(400, '0') + "1") == 0);
    CHECK(parse_number("0." + std::string(400, '0') + "1e401") == 1);
    CHECK(parse_number("1" + std::string(400, '0') + "e-400") == 1);
    CHECK(std::signbit(parse_number("-0")));
    CHECK(std::signbit(parse_number("-1e-400")));
}

TEST_CASE("short numbers are rounded once") {
    CHECK(parse_number("999999999999999") == 999999999999999.0);
    CHECK(parse_number("9999999999999999") == 1e16);
    CHECK(parse_number("-99999999999999.9") == -99999999999999.9);
    CHECK(parse_number("0.000000000000001") == 1e-15);
    CHECK(parse_number("0.00000000000001") == 1e-14);
    CHECK(parse_number("0.3") == 0.3);
    CHECK(parse_number("319.45") == 319.45);
    CHECK(parse_number("007") == 7);
    CHECK(parse_number(".5") == 0.5);
    CHECK(parse_number("5.") == 5);
    CHECK(std::signbit(parse_number("-0.0")));
    CHECK_FALSE(std::signbit(parse_number("-")));
    CHECK(parse_number("") == 0);
    CHECK(parse_number(".") == 0);
    CHECK(parse_number("1.5.3") == 1.5);
}

TEST_CASE("numbers are written as JavaScript writes them") {
    // The right-hand sides are what Node prints for String(number).
    CHECK(written(0.0) == "0");
    CHECK(written(-0.0) == "0");
    CHECK(written(1.0) == "1");
    CHECK(written(-1.5) == "-1.5");
    CHECK(written(0.1) == "0.1");
    CHECK(written(0.1 + 0.2) == "0.30000000000000004");
    CHECK(written(123456789.0) == "123456789");
    CHECK(written(1e20) == "100000000000000000000");
    CHECK(written(1e21) == "1e+21");
    CHECK(written(1.5e21) == "1.5e+21");
    CHECK(written(123456789012345680000.0) == "123456789012345680000");
    CHECK(written(0.000001) == "0.000001");
    CHECK(written(0.0000012345678901234567) == "0.0000012345678901234567");
    CHECK(written(0.00000099999999999999) == "9.9999999999999e-7");
    CHECK(written(0.0000001) == "1e-7");
    CHECK(written(1.25e-7) == "1.25e-7");
    CHECK(written(-4503599627370495.5) == "-4503599627370495.5");
    CHECK(written(9007199254740991.0) == "9007199254740991");
    CHECK(written(9007199254740992.0) == "9007199254740992");
    CHECK(written(-36893488147419103232.0) == "-36893488147419103000");
    CHECK(written(3.4028234663852886e38) == "3.4028234663852886e+38");
    CHECK(written(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
    CHECK(written(std::numeric_limits<double>::denorm_min()) == "5e-324");
    CHECK(written(std::numeric_limits<double>::infinity()) == "Infinity");
    CHECK(written(-std::numeric_limits<double>::infinity()) == "-Infinity");
    CHECK(written(std::numeric_limits<double>::quiet_NaN()) == "NaN");
}

TEST_CASE("written numbers read back the same") {
    for (int exponent = -320; exponent <= 308; ++exponent) {
        const double number = 1.2345678901234567 * std::pow(10.0, exponent);
        CHECK(parse_number(written(number)) == number);
    }
}

TEST_CASE("array indexes are the keys that JavaScript sorts by number") {
    CHECK(array_index("0") == 0U);
    CHECK(array_index("42") == 42U);
    CHECK(array_index("4294967294") == 4294967294U);
    CHECK_FALSE(array_index("4294967295"));
    CHECK_FALSE(array_index("01"));
    CHECK_FALSE(array_index("-1"));
    CHECK_FALSE(array_index("1.0"));
    CHECK_FALSE(array_index(""));
    CHECK_FALSE(array_index("99999999999"));
}

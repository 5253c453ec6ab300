#include "check/check.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>

using zodgate::check::to_javascript_number;

namespace {

double number_of(const std::string& text) {
    zodgate::json::Document document;
    REQUIRE(document.read(text, {1U << 20U, 100, false}).status == zodgate::json::ReadStatus::ok);
    return to_javascript_number(document.root());
}

}  // namespace

TEST_CASE("values turn into numbers as ECMA-262 ToNumber has it") {
    // The right-hand sides are what Node prints for Number(JSON.parse(text)).
    CHECK(number_of("null") == 0);
    CHECK(number_of("true") == 1);
    CHECK(number_of("false") == 0);
    CHECK(number_of("-2.5") == -2.5);
    CHECK(number_of(R"("")") == 0);
    CHECK(number_of(R"("  12 \n")") == 12);
    CHECK(number_of(R"("\u00a0\ufeff\u20287\u3000")") == 7);
    CHECK(number_of(R"("5.")") == 5);
    CHECK(number_of(R"(".5")") == 0.5);
    CHECK(number_of(R"("-1e3")") == -1000);
    CHECK(number_of(R"("1e+3")") == 1000);
    CHECK(number_of(R"("1E-3")") == 0.001);
    CHECK(number_of(R"("0x1F")") == 31);
    CHECK(number_of(R"("0xaf")") == 175);
    CHECK(number_of(R"("0x9F0")") == 2544);
    CHECK(std::isnan(number_of(R"("0xg")")));
    CHECK(std::isnan(number_of(R"("0xG")")));
    CHECK(number_of(R"("0o17")") == 15);
    CHECK(number_of(R"("0b101")") == 5);
    CHECK(number_of(R"("-Infinity")") == -std::numeric_limits<double>::infinity());
    CHECK(number_of("[]") == 0);
    CHECK(number_of("[[\"3\"]]") == 3);
    CHECK(number_of("[null]") == 0);
    CHECK(std::isnan(number_of("[true]")));
    CHECK(std::isnan(number_of("[1,2]")));
    CHECK(std::isnan(number_of("{}")));
    CHECK(std::isnan(number_of(R"("-0x10")")));
    CHECK(std::isnan(number_of(R"("0x")")));
    CHECK(std::isnan(number_of(R"("0b2")")));
    CHECK(std::isnan(number_of(R"(".")")));
    CHECK(std::isnan(number_of(R"("1e")")));
    CHECK(std::isnan(number_of(R"("1 2")")));
    CHECK(std::isnan(number_of(R"("infinity")")));
}

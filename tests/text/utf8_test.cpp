#include "text/text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate::text;

TEST_CASE("well-formed UTF-8 is told from the rest byte by byte") {
    struct Case {
        std::string_view bytes;
        std::size_t invalid;
    };
    const auto [bytes, invalid] = GENERATE(values<Case>({
        {"", npos},
        {"plain ASCII, longer than a word", npos},
        {"\xC2\x80", npos},
        {"\xDF\xBF", npos},
        {"\xE0\xA0\x80", npos},
        {"\xED\x9F\xBF", npos},
        {"\xEE\x80\x80", npos},
        {"\xF0\x90\x80\x80", npos},
        {"\xF4\x8F\xBF\xBF", npos},
        {"\x80", 0},                  // a continuation alone
        {"\xC0\xAF", 0},              // overlong
        {"\xC1\xBF", 0},              // overlong
        {"\xE0\x9F\xBF", 0},          // overlong
        {"\xF0\x8F\xBF\xBF", 0},      // overlong
        {"\xED\xA0\x80", 0},          // surrogate
        {"\xED\xBF\xBF", 0},          // surrogate
        {"\xF4\x90\x80\x80", 0},      // above U+10FFFF
        {"\xF5\x80\x80\x80", 0},      // no such lead
        {"\xFF", 0},                  // no such lead
        {"abcdefgh\xC3", 8},          // cut short
        {"abc\xE2\x82", 3},           // cut short
        {"12345678\xF0\x9F\x98", 8},  // cut short
        {"1234567\xC3(9abcdef", 7},   // a continuation missing
    }));
    CAPTURE(bytes);
    CHECK(find_invalid_utf8(bytes) == invalid);
}

TEST_CASE("a byte that is none is found wherever it stands in a long text") {
    const std::string text(4 * 64 + 7, 'a');
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string wrong = text;
        wrong[at] = '\xFF';
        CAPTURE(at);
        CHECK(find_invalid_utf8(wrong) == at);
        // Behind characters of several bytes, which lead blocks of bytes another way.
        CHECK(find_invalid_utf8("\u00e9" + wrong) == at + 2);
    }
}

TEST_CASE("every code point round trips, and its neighbours in the encoding do not pass") {
    std::size_t valid_three_byte = 0;
    for (unsigned lead = 0xE0; lead <= 0xEF; ++lead) {
        for (unsigned second = 0; second <= 0xFF; ++second) {
            const char bytes[] = {static_cast<char>(lead), static_cast<char>(second), '\x80', '\0'};
            if (find_invalid_utf8(bytes) == npos) ++valid_three_byte;
        }
    }
    // 16 leads of 64 seconds, less 32 overlong ones (E0) and 32 surrogates (ED).
    CHECK(valid_three_byte == 16 * 64 - 32 - 32);
}

TEST_CASE("ill-formed bytes are replaced, well-formed ones kept") {
    CHECK(to_valid_utf8("a\xFF"
                        "b\xE2\x82") ==
          "a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD");
    CHECK(to_valid_utf8("grün 😀") == "grün 😀");
    CHECK(to_valid_utf8("") == "");
    CHECK(find_invalid_utf8(to_valid_utf8("\xED\xA0\x80\xC0\xAF\xF4\x90")) == npos);
}

TEST_CASE("lengths are counted in code points") {
    CHECK(count_code_points("") == 0);
    CHECK(count_code_points("abc") == 3);
    CHECK(count_code_points("é") == 1);
    CHECK(count_code_points("e\u0301") == 2);
    CHECK(count_code_points("😀😀") == 2);
}

TEST_CASE("places are found by UTF-16 code units") {
    const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";  // aé€😀z
    const std::size_t offsets[] = {0, 1, 3, 6, 10, 10, 11, 11};
    for (std::size_t unit = 0; unit < 8; ++unit) {
        CAPTURE(unit);
        CHECK(offset_of_unit(text, unit) == offsets[unit]);
    }
    CHECK(offset_of_unit("", 0) == 0);
    CHECK(offset_of_unit("", 3) == 0);
}

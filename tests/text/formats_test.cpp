#include "text/text.hpp"

#include <catch2/catch.hpp>

#include <boost/regex.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

using namespace zodgate::text;

namespace {

// What Zod's releases before 4.6 wrote.
constexpr std::string_view earlier_pattern =
    R"(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)";

// As Boost.Regex reads it. It matches the whole text, since `$` would also match before a last line break.
bool matches(std::string_view pattern, const std::string& text) {
    static const boost::regex current(std::string(format_info(Format::email).pattern));
    static const boost::regex earlier{std::string(earlier_pattern)};
    return boost::regex_match(text, pattern == earlier_pattern ? earlier : current);
}

bool matches_pattern(const std::string& text) { return matches(format_info(Format::email).pattern, text); }

}  // namespace

TEST_CASE("email addresses are told as Zod's pattern tells them") {
    struct Case {
        std::string_view text;
        bool fits;
    };
    const auto [text, fits] = GENERATE(values<Case>({
        {"ada.lovelace@example.com", true},
        {"a@b.co", true},
        {"A_+-'x@ex-ample.co.uk", true},
        {"x@1.2.io", true},
        {"a'.b@c.de", true},
        {"-@a-.co", true},
        {"", false},
        {"@", false},
        {"@b.co", false},
        {"a@", false},
        {"a@b", false},
        {"a@.co", false},
        {"a@b.c", false},
        {"a@b.c0", false},
        {"a@b.co.", false},
        {"a@-b.co", false},
        {"a@b..co", false},
        {".a@b.co", false},
        {"a.@b.co", false},
        {"a..b@c.de", false},
        {"a'@b.co", false},
        {"a@b.co\n", false},
        {" a@b.co", false},
        {"a@@b.co", false},
        {"a@b@c.de", false},
        {"ä@b.co", false},
        {std::string_view("a\0@b.co", 7), false},
    }));
    CAPTURE(text);
    CHECK(is_email(text) == fits);
    CHECK(matches_pattern(std::string(text)) == fits);
}

TEST_CASE("the email scanner agrees with Zod's pattern on random texts near the mark") {
    constexpr std::string_view alphabet = "aZ0_'+-..@@b1 \xC3";
    std::mt19937 random(20240601);
    std::size_t fitting = 0;
    for (int i = 0; i < 200000; ++i) {
        std::string text;
        for (std::size_t length = random() % 10; length > 0; --length) text += alphabet[random() % alphabet.size()];
        if (random() % 2 == 0) text += random() % 2 == 0 ? "@b.co" : ".de";
        const bool fits = is_email(text);
        fitting += fits ? 1 : 0;
        if (fits != matches_pattern(text) || fits != matches(earlier_pattern, text)) {
            CAPTURE(text);
            REQUIRE(fits == matches_pattern(text));
            REQUIRE(fits == matches(earlier_pattern, text));
        }
    }
    CHECK(fitting > 5000);
    CHECK(fitting < 195000);
}

TEST_CASE("formats are enforced, refused, or known to nobody") {
    CHECK(find_format("email").support == FormatSupport::enforced);
    CHECK(find_format("email").format == Format::email);
    CHECK(find_format("uuid").support == FormatSupport::not_yet);
    CHECK(find_format("uri").support == FormatSupport::not_yet);
    CHECK(find_format("color").support == FormatSupport::annotation);
    CHECK(find_format("").support == FormatSupport::annotation);
    CHECK(find_format("Email").support == FormatSupport::annotation);
}

TEST_CASE("a pattern beside a format is known by its text") {
    CHECK(is_pattern_of(Format::email, format_info(Format::email).pattern));
    CHECK(is_pattern_of(
        Format::email,
        R"(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)"));
    CHECK_FALSE(is_pattern_of(Format::email, ".*"));
    CHECK_FALSE(is_pattern_of(Format::email, ""));
}

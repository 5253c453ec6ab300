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
    static const boost::regex current(std::string(find_format("email")->pattern));
    static const boost::regex earlier{std::string(earlier_pattern)};
    return boost::regex_match(text, pattern == earlier_pattern ? earlier : current);
}

bool matches_pattern(const std::string& text) { return matches(find_format("email")->pattern, text); }

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
    CHECK(find_format("email")->scan == is_email);
    CHECK(find_format("uuid")->zod_name == "uuid");
    CHECK(find_format("date-time")->zod_name == "datetime");
    CHECK_FALSE(find_format("hostname")->shows_pattern);
    CHECK_FALSE(find_format("uri")->enforced);
    CHECK(find_format("color") == nullptr);
    CHECK(find_format("") == nullptr);
    CHECK(find_format("Email") == nullptr);
}

TEST_CASE("a pattern beside a format is known by its text") {
    const Format& email = *find_format("email");
    CHECK(is_pattern_of(email, email.pattern));
    CHECK(is_pattern_of(email, earlier_pattern));
    CHECK_FALSE(is_pattern_of(email, ".*"));
    CHECK_FALSE(is_pattern_of(email, ""));
    // z.uuid() and z.guid() share a name.
    const std::string_view guid = R"(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$)";
    CHECK(find_format("uuid", guid)->zod_name == "guid");
    CHECK(find_format("uuid", "x")->zod_name == "uuid");
}

TEST_CASE("a pattern alone tells a format of Zod's own") {
    const auto name = [](std::string_view pattern) {
        const Format* const format = format_of_pattern(pattern);
        return format == nullptr ? std::string_view() : format->zod_name;
    };
    const auto unnamed = [](std::string_view pattern) {
        const Format* const format = unnamed_format_of_pattern(pattern);
        return format == nullptr ? std::string_view() : format->zod_name;
    };
    CHECK(name(earlier_pattern) == "email");
    CHECK(name(R"(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$)") ==
          "uuid");
    CHECK(name(R"(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-9[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$)").empty());
    CHECK(name("^[a-z]+$").empty());
    // z.iso.time({precision}): none, minutes and seconds, which anybody may have written, three digits.
    const std::string minutes = R"((?:[01]\d|2[0-3]):[0-5]\d)";
    CHECK(unnamed("^" + minutes + R"((?::[0-5]\d(?:\.\d+)?)?$)") == "time");
    CHECK(unnamed("^" + minutes + "$").empty());
    CHECK(unnamed("^" + minutes + R"(:[0-5]\d$)").empty());
    CHECK(unnamed("^" + minutes + R"(:[0-5]\d\.\d{3}$)") == "time");
    CHECK(unnamed("^" + minutes + R"(:[0-5]\d\.\d{}$)").empty());
    CHECK(unnamed("^" + minutes + R"(:[0-5]\d(?:\.\d+)?$)").empty());
    CHECK(unnamed(minutes + "$").empty());
    // z.iso.datetime() is told without a name only where it takes what RFC 3339 does not.
    const std::string_view dated = find_format("date")->pattern;
    const std::string date(dated.substr(0, dated.size() - 1));
    const std::string strict = minutes + R"(:[0-5]\d(?:\.\d+)?(?:Z))";
    CHECK(unnamed(date + "T(?:" + strict + ")$").empty());
    CHECK(name(date + "T(?:" + strict + ")$") == "datetime");
    CHECK(unnamed(date + "T(?:" + strict + "|" + minutes + R"((?::[0-5]\d(?:\.\d+)?)?)$)") == "datetime");
    CHECK(unnamed(date + "T(?:" + minutes + "(?:Z))$") == "datetime");
    CHECK(name(find_format("date-time")->pattern) == "datetime");
    CHECK(name(date + "T(?:" + strict + "x)$").empty());
}

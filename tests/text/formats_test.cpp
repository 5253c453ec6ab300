#include "text/format.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate::text;

namespace {

constexpr std::string_view earlier_pattern =
    R"(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)";

}  // namespace

TEST_CASE("formats are judged by patterns, by code, or known to nobody") {
    using Judge = Format::Judge;
    CHECK(find_format("email")->judge == Judge::pattern);
    CHECK(find_format("uuid")->zod_name == "uuid");
    CHECK(find_format("date-time")->zod_name == "datetime");
    CHECK_FALSE(find_format("hostname")->shows_pattern);
    CHECK(find_format("uri")->judge == Judge::url);
    CHECK(find_format("uri")->zod_name == "url");
    CHECK(find_format("cidr-v6")->zod_name == "cidrv6");
    CHECK(find_format("ipv6")->judge == Judge::code);
    CHECK(find_format("ipv6")->known == Format::Known::by_zod);
    CHECK(find_format("iri")->known == Format::Known::by_json_schema);
    CHECK(find_format("iri")->zod_name == "iri");
    CHECK(find_format("color") == nullptr);
    CHECK(find_format("") == nullptr);
    CHECK(find_format("Email") == nullptr);
}

TEST_CASE("a pattern that a release of Zod writes for a format judged by code is that format's") {
    const Format& ipv6 = *find_format("ipv6");
    const std::string_view earlier =
        R"(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})$)";
    CHECK(is_pattern_of(ipv6, ipv6.pattern));
    CHECK(is_pattern_of(ipv6, earlier));
    CHECK_FALSE(is_pattern_of(*find_format("cidrv6"), earlier));
    CHECK(is_pattern_of(*find_format("base64url"), "^[A-Za-z0-9_-]*$"));
    CHECK_FALSE(is_pattern_of(*find_format("base64"), "^[A-Za-z0-9_-]*$"));
    // Without the name it may be anybody's.
    CHECK(format_of_pattern(earlier) == nullptr);
    CHECK(format_of_pattern("^[A-Za-z0-9_-]*$") == nullptr);
    CHECK(format_of_pattern(ipv6.pattern) == &ipv6);
    CHECK(format_of_pattern(find_format("cidrv6")->pattern)->name == "cidrv6");
    CHECK(format_of_pattern(find_format("cidrv4")->pattern)->name == "cidrv4");
    CHECK(format_of_pattern("") == nullptr);
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

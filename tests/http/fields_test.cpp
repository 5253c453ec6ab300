#include "http/fields.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace zodgate::http;
using namespace std::string_view_literals;

namespace {

using Cookies = std::vector<std::pair<std::string, std::string>>;

Cookies cookies_of(std::string_view value) {
    Cookies cookies;
    for_each_cookie(value,
                    [&cookies](std::string_view name, std::string_view text) { cookies.emplace_back(name, text); });
    return cookies;
}

using UserAndPassword = std::pair<std::string, std::string>;

std::optional<UserAndPassword> basic(std::string_view rest) {
    std::string user = "a user from before";
    std::string password = "a password from before";
    if (!decode_basic(rest, user, password)) return std::nullopt;
    return UserAndPassword(user, password);
}

// With padding.
std::string base64_of(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = i; k < i + 3; ++k) {
            bits = bits * 256 + (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out.push_back(i + k > bytes.size() ? '=' : digits[(bits >> (18 - 6 * k)) & 63U]);
        }
    }
    return out;
}

std::string without_equals(std::string text) {
    while (!text.empty() && text.back() == '=') text.pop_back();
    return text;
}

}  // namespace

TEST_CASE("optional white space is taken off at both ends") {
    CHECK(trim_optional_whitespace("") == "");
    CHECK(trim_optional_whitespace(" \t ") == "");
    CHECK(trim_optional_whitespace("a") == "a");
    CHECK(trim_optional_whitespace("\t a b\t") == "a b");
    CHECK(trim_optional_whitespace("\na\r") == "\na\r");
    CHECK(trim_optional_whitespace("\0 "sv) == "\0"sv);
}

TEST_CASE("only ASCII letters are compared without regard to case") {
    CHECK(equals_ignoring_case("", ""));
    CHECK(equals_ignoring_case("Bearer", "bEARER"));
    CHECK(equals_ignoring_case("az09-", "AZ09-"));
    CHECK_FALSE(equals_ignoring_case("a", "ab"));
    CHECK_FALSE(equals_ignoring_case("ab", "ac"));
    CHECK_FALSE(equals_ignoring_case("@[", "`{"));
    CHECK_FALSE(equals_ignoring_case("\xC3\xA9", "\xC3\x89"));
    CHECK_FALSE(equals_ignoring_case("k", "\xE2\x84\xAA"));
    CHECK_FALSE(equals_ignoring_case("\0a"sv, "\0b"sv));
}

TEST_CASE("tokens are made of the 77 characters of RFC 9110") {
    std::size_t count = 0;
    for (int byte = 0; byte < 256; ++byte) count += is_token_character(static_cast<char>(byte)) ? 1 : 0;
    CHECK(count == 77);
    for (const char c : "()<>@,;:\\\"/[]?={} \t\x7F\x80\xFF"sv) CHECK_FALSE(is_token_character(c));
    CHECK(is_token("a!#$%&'*+-.^_`|~09Zz"));
    CHECK_FALSE(is_token(""));
    CHECK_FALSE(is_token("a b"));
    CHECK_FALSE(is_token("a\0"sv));
}

TEST_CASE("an Authorization field is a scheme and the rest") {
    struct Case {
        std::string_view value;
        std::string_view scheme;
        std::string_view rest;
    };
    const std::vector<Case> cases{
        {"Bearer abc", "Bearer", "abc"},
        {"bearer abc", "bearer", "abc"},
        {" Basic   YQ== \t", "Basic", "YQ=="},
        {"Negotiate", "Negotiate", ""},
        {"Bearer ", "Bearer", ""},
        {"Digest a=\"b\", c=d", "Digest", "a=\"b\", c=d"},
        {"Bearer a b", "Bearer", "a b"},
        {"a \tb", "a", "b"},
        {"Bearer \0"sv, "Bearer", "\0"sv},
    };
    for (const Case& c : cases) {
        CAPTURE(c.value);
        const std::optional<AuthorizationField> field = parse_authorization(c.value);
        REQUIRE(field);
        CHECK(field->scheme == c.scheme);
        CHECK(field->rest == c.rest);
    }
    for (const std::string_view value : {""sv, " "sv, "\t"sv, "Bearer\tabc"sv, "Bearer,abc"sv, "Bearer=abc"sv,
                                         "\"Bearer\" abc"sv, ":a b"sv, "Bear\xC3\xA9r a"sv, "a\0 b"sv, "a\nb"sv}) {
        CAPTURE(value);
        CHECK_FALSE(parse_authorization(value));
    }
}

TEST_CASE("bearer tokens have the characters of RFC 6750") {
    for (const std::string_view token :
         {"a"sv, "a="sv, "a=="sv, "a====="sv, "-._~+/"sv, "azAZ09"sv, "a.b.c"sv, "mF_9.B5f-4.1JqM"sv}) {
        CAPTURE(token);
        CHECK(is_token68(token));
    }
    for (const std::string_view token :
         {""sv,    "="sv,  "=="sv, "=a"sv,       "a=b"sv, "a=b="sv, "a b"sv, " a"sv, "a "sv, "a,b"sv, "a\"b"sv,
          "a\0"sv, "\0"sv, "a!"sv, "\xC3\xA9"sv, "a:b"sv, "a%20"sv, "a\n"sv, "@"sv,  "["sv,  "`"sv,   "{"sv}) {
        CAPTURE(token);
        CHECK_FALSE(is_token68(token));
    }
}

TEST_CASE("Basic is base64 of a user and a password") {
    CHECK(basic("QWxhZGRpbjpvcGVuIHNlc2FtZQ==") == UserAndPassword("Aladdin", "open sesame"));
    CHECK(basic("dGVzdDoxMjPCow==") == UserAndPassword("test", "123\xC2\xA3"));
    CHECK(basic("QWxhZGRpbjpvcGVuIHNlc2FtZQ") == UserAndPassword("Aladdin", "open sesame"));
    CHECK(basic("Og==") == UserAndPassword("", ""));
    CHECK(basic("Og") == UserAndPassword("", ""));
    CHECK(basic("YTo=") == UserAndPassword("a", ""));
    CHECK(basic("YTo") == UserAndPassword("a", ""));
    CHECK(basic("OmI=") == UserAndPassword("", "b"));
    CHECK(basic("YTpi") == UserAndPassword("a", "b"));
    CHECK(basic("YTpiOmM6") == UserAndPassword("a", "b:c:"));
    CHECK(basic(base64_of("a:?>~\xC3\xBF")) == UserAndPassword("a", "?>~\xC3\xBF"));
}

TEST_CASE("other base64, and other content, is refused") {
    for (const std::string_view rest :
         {""sv,       "="sv,        "=="sv,     "===="sv,  "A"sv,           "Y"sv,     "YTpi="sv,
          "YTpi=="sv, "YTpi===="sv, "Og="sv,    "Og==="sv, "Og===="sv,      "YTo=="sv, "YTp=i"sv,
          "=Og="sv,   "Og= ="sv,    " YTpi"sv,  "YTpi "sv, "YTpi\n"sv,      "YTp i"sv, "YTp-"sv,
          "YTp_"sv,   "YTp%69"sv,   "YTpi\0"sv, "YTpi,"sv, "YTp\xC3\xA9"sv, "Og=a"sv,  "YTpi=Og="sv}) {
        CAPTURE(rest);
        CHECK_FALSE(basic(rest));
    }
    // Bits that are left over.
    CHECK_FALSE(basic("Oh=="));
    CHECK_FALSE(basic("Oh"));
    CHECK_FALSE(basic("YTp="));
    CHECK_FALSE(basic("YTp"));
    // No colon, control characters, no UTF-8.
    CHECK_FALSE(basic(base64_of("Aladdin")));
    for (const std::string_view content : {"a\0:b"sv, "a:b\0"sv, "a:\n"sv, "\x7F:"sv, "\t:"sv, "a:\xFF"sv,
                                           "\xC3:\xA9"sv, "\xC3:"sv, "a:\xED\xA0\x80"sv}) {
        CAPTURE(content);
        CHECK_FALSE(basic(base64_of(content)));
    }
}

TEST_CASE("what is written in base64 is read again, with and without its padding") {
    std::mt19937 random(20'261'126);
    std::size_t count = 0;
    for (int round = 0; round < 2'000; ++round) {
        const std::size_t colon = random() % 20;
        std::string text;
        for (std::size_t i = 0; i < 30; ++i) {
            char c = static_cast<char>(' ' + static_cast<int>(random() % 95));
            if (c == ':' && i < colon) c = '.';
            text.push_back(i == colon ? ':' : c);
            if (i < colon) continue;
            const std::string encoded = base64_of(text);
            const UserAndPassword expected(text.substr(0, colon), text.substr(colon + 1));
            REQUIRE(basic(encoded) == expected);
            REQUIRE(basic(without_equals(encoded)) == expected);
            ++count;
        }
    }
    CHECK(count > 2'000 * 10);
}

TEST_CASE("cookies are read as servers read them") {
    CHECK(cookies_of("").empty());
    CHECK(cookies_of("a=b") == Cookies{{"a", "b"}});
    CHECK(cookies_of("a=b; c=d") == Cookies{{"a", "b"}, {"c", "d"}});
    CHECK(cookies_of("a=b;c=d") == Cookies{{"a", "b"}, {"c", "d"}});
    CHECK(cookies_of("a=1; a=2") == Cookies{{"a", "1"}, {"a", "2"}});
    CHECK(cookies_of("a=") == Cookies{{"a", ""}});
    CHECK(cookies_of("a=b=c==") == Cookies{{"a", "b=c=="}});
    CHECK(cookies_of(" \ta = b\t; \t") == Cookies{{"a", "b"}});
    CHECK(cookies_of("a=b c") == Cookies{{"a", "b c"}});
    CHECK(cookies_of("A=b") == Cookies{{"A", "b"}});
    CHECK(cookies_of("a=%20+") == Cookies{{"a", "%20+"}});
    CHECK(cookies_of("a=b,c=d") == Cookies{{"a", "b,c=d"}});
    // Pieces that are no cookies.
    CHECK(cookies_of("a; ; b=c;;d") == Cookies{{"b", "c"}});
    CHECK(cookies_of("=a; =; ==; b=c") == Cookies{{"b", "c"}});
    CHECK(cookies_of(";;;").empty());
    // Quotes.
    CHECK(cookies_of("a=\"b\"") == Cookies{{"a", "b"}});
    CHECK(cookies_of("a=\"\"") == Cookies{{"a", ""}});
    CHECK(cookies_of("a=\"") == Cookies{{"a", "\""}});
    CHECK(cookies_of("a=\"b") == Cookies{{"a", "\"b"}});
    CHECK(cookies_of("a=b\"") == Cookies{{"a", "b\""}});
    CHECK(cookies_of("a=\"\"b\"\"") == Cookies{{"a", "\"b\""}});
    CHECK(cookies_of("a=\" b \"") == Cookies{{"a", " b "}});
    CHECK(cookies_of("a=\"b\\\"c\"") == Cookies{{"a", "b\\\"c"}});
    CHECK(cookies_of("a=\"b;c=d\"") == Cookies{{"a", "\"b"}, {"c", "d\""}});
    CHECK(cookies_of("a=\0;b=\xFF"sv) == Cookies{{"a", std::string(1, '\0')}, {"b", "\xFF"}});
}

TEST_CASE("many cookies, and none in much, are read") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "a=1;";
    CHECK(cookies_of(text).size() == 100'000);
    CHECK(cookies_of(std::string(std::size_t{1} << 20U, ';')).empty());
    CHECK(cookies_of(std::string(std::size_t{1} << 20U, '=')).empty());
    CHECK(cookies_of("a=" + std::string(std::size_t{1} << 20U, ' ')) == Cookies{{"a", ""}});
}

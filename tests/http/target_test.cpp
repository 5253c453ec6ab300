#include "http/target.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace zodgate::http;
using namespace std::string_view_literals;

namespace {

// A field as for_each_field() tells it.
using Field = std::tuple<std::string, std::string, bool>;

std::vector<Field> fields_of(std::string_view text) {
    std::vector<Field> fields;
    for_each_field(text, [&fields](std::string_view name, std::string_view value, bool has_equals) {
        fields.emplace_back(name, value, has_equals);
    });
    return fields;
}

std::optional<std::string> decoded(std::string_view raw, bool plus_is_space = false) {
    std::string out = "what was there before";
    if (!percent_decode(raw, out, plus_is_space)) return std::nullopt;
    return out;
}

}  // namespace

TEST_CASE("a target is taken apart into path and query") {
    struct Case {
        std::string_view target;
        std::string_view path;
        std::string_view query;
        bool has_query;
    };
    const std::vector<Case> cases{
        {"/", "/", "", false},
        {"/a/b", "/a/b", "", false},
        {"/a/b?x=1", "/a/b", "x=1", true},
        {"/a?", "/a", "", true},
        {"/?", "/", "", true},
        {"/a?x?y", "/a", "x?y", true},
        {"/a?x=/b", "/a", "x=/b", true},
        {"/a%2Fb%3F?x%26", "/a%2Fb%3F", "x%26", true},
        {"/a/../b/./c", "/a/../b/./c", "", false},
        {"//host/a", "//host/a", "", false},
        {"/a//b/", "/a//b/", "", false},
        {"/http://host/a", "/http://host/a", "", false},
        // fragments
        {"/a#b", "/a", "", false},
        {"/a#b?c", "/a", "", false},
        {"/a?b#c", "/a", "b", true},
        {"/a?#", "/a", "", true},
        {"/#", "/", "", false},
        // absolute URLs
        {"http://host/a?x", "/a", "x", true},
        {"http://host", "/", "", false},
        {"http://host/", "/", "", false},
        {"http://host?x=1", "/", "x=1", true},
        {"http://host?", "/", "", true},
        {"http://host?/a", "/", "/a", true},
        {"http://host#/a", "/", "", false},
        {"HTTPS://user:pass@[::1]:8080/a//b", "/a//b", "", false},
        {"coap+tcp://h//", "//", "", false},
        {"x-1.2://h/a", "/a", "", false},
        {"http://h/a://b", "/a://b", "", false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.target);
        const std::optional<Target> target = split_target(c.target);
        REQUIRE(target);
        CHECK(target->path == c.path);
        CHECK(target->query == c.query);
        CHECK(target->has_query == c.has_query);
    }
}

TEST_CASE("what is neither a path nor an absolute URL is no target") {
    for (const std::string_view target : {""sv,
                                          "*"sv,
                                          "a"sv,
                                          "a/b"sv,
                                          "?x"sv,
                                          "#"sv,
                                          "#/a"sv,
                                          " /a"sv,
                                          "\\a"sv,
                                          "host:443"sv,
                                          "http:"sv,
                                          "http:/a"sv,
                                          "http:a"sv,
                                          "http//host/a"sv,
                                          "http://"sv,
                                          "http:///a"sv,
                                          "http://?x"sv,
                                          "http://#a"sv,
                                          "://host/a"sv,
                                          "1http://host/a"sv,
                                          "+a://host"sv,
                                          "ht tp://host/a"sv,
                                          "h_t://host/a"sv,
                                          "ht%74p://host/a"sv,
                                          "a/b://host"sv,
                                          "h\xC3\xA9://host/a"sv,
                                          "%2Fa"sv,
                                          "\0/a"sv,
                                          "mailto:a@b.c"sv}) {
        CAPTURE(target);
        CHECK_FALSE(split_target(target));
    }
}

TEST_CASE("the parts of a target are parts of its text") {
    const std::string text = "http://host/a?b#c";
    const std::optional<Target> target = split_target(text);
    REQUIRE(target);
    CHECK(target->path.data() == text.data() + 11);
    CHECK(target->query.data() == text.data() + 14);
}

TEST_CASE("long targets are taken apart") {
    const std::string slashes(std::size_t{1} << 20U, '/');
    REQUIRE(split_target(slashes));
    CHECK(split_target(slashes)->path.size() == slashes.size());
    CHECK_FALSE(split_target(std::string(std::size_t{1} << 20U, 'a')));
    const std::string marks = "/" + std::string(std::size_t{1} << 20U, '?');
    CHECK(split_target(marks)->query.size() == marks.size() - 2);
}

TEST_CASE("escapes are undone") {
    CHECK(decoded("") == "");
    CHECK(decoded("abc") == "abc");
    CHECK(decoded("%61%62c") == "abc");
    CHECK(decoded("%2f%2F") == "//");
    CHECK(decoded("a%2") == std::nullopt);
    CHECK(decoded("%aA%Aa") == std::nullopt);  // no UTF-8
    CHECK(decoded("%C3%a9") == "\xC3\xA9");
    CHECK(decoded("\xC3%A9") == "\xC3\xA9");
    CHECK(decoded("%F0%9F%98%80") == "\xF0\x9F\x98\x80");
    CHECK(decoded("%2541") == "%41");
    CHECK(decoded("%25") == "%");
    CHECK(decoded("%00") == std::string(1, '\0'));
    CHECK(decoded("a\0b"sv) == std::string("a\0b", 3));
    CHECK(decoded("%7F%1f") == "\x7F\x1F");
}

TEST_CASE("a plus is a space only where it is asked for") {
    CHECK(decoded("a+b%2B") == "a+b+");
    CHECK(decoded("a+b%2B", true) == "a b+");
    CHECK(decoded("+", true) == " ");
    CHECK(decoded("%+20", true) == std::nullopt);
}

TEST_CASE("malformed escapes and bytes that are no UTF-8 are refused") {
    for (const std::string_view raw :
         {"%"sv,     "a%"sv,     "%4"sv,    "%g1"sv, "%1g"sv, "%%41"sv, "%4%41"sv, "% 1"sv, "%+1"sv, "%-1"sv,
          "%0x41"sv, "%u0041"sv, "%\0\0"sv, "%zz"sv, "%/1"sv, "%:1"sv,  "%@1"sv,   "%G1"sv, "%`1"sv, "%\xC3\xA9"sv}) {
        CAPTURE(raw);
        CHECK_FALSE(decoded(raw));
    }
    for (const std::string_view raw : {"%FF"sv, "\xFF"sv, "%C3"sv, "%C3a"sv, "%A9"sv, "%C0%80"sv, "%E0%80%AF"sv,
                                       "%ED%A0%80"sv, "%F4%90%80%80"sv, "%F0%9F%98"sv, "abc%80"sv}) {
        CAPTURE(raw);
        CHECK_FALSE(decoded(raw));
    }
}

TEST_CASE("every escape of an ASCII character stands for that character, in any case") {
    for (int byte = 0; byte < 0x80; ++byte) {
        constexpr std::string_view lower = "0123456789abcdef";
        constexpr std::string_view upper = "0123456789ABCDEF";
        const auto high = static_cast<std::size_t>(byte / 16);
        const auto low = static_cast<std::size_t>(byte % 16);
        const std::string expected(1, static_cast<char>(byte));
        CHECK(decoded(std::string("%") + lower[high] + lower[low]) == expected);
        CHECK(decoded(std::string("%") + upper[high] + upper[low]) == expected);
    }
}

TEST_CASE("the fields of a query are told in order, still encoded") {
    CHECK(fields_of("").empty());
    CHECK(fields_of("&").empty());
    CHECK(fields_of("&&&").empty());
    CHECK(fields_of("a") == std::vector<Field>{{"a", "", false}});
    CHECK(fields_of("a=") == std::vector<Field>{{"a", "", true}});
    CHECK(fields_of("=") == std::vector<Field>{{"", "", true}});
    CHECK(fields_of("=b") == std::vector<Field>{{"", "b", true}});
    CHECK(fields_of("a=b=c") == std::vector<Field>{{"a", "b=c", true}});
    CHECK(fields_of("a==") == std::vector<Field>{{"a", "=", true}});
    CHECK(fields_of("a=1&b=2") == std::vector<Field>{{"a", "1", true}, {"b", "2", true}});
    CHECK(fields_of("&a=1&&b&") == std::vector<Field>{{"a", "1", true}, {"b", "", false}});
    CHECK(fields_of("a=1&a=2") == std::vector<Field>{{"a", "1", true}, {"a", "2", true}});
    CHECK(fields_of("a+b=%26+%3D") == std::vector<Field>{{"a+b", "%26+%3D", true}});
    CHECK(fields_of("a=1;b=2") == std::vector<Field>{{"a", "1;b=2", true}});
    CHECK(fields_of("?a#b") == std::vector<Field>{{"?a#b", "", false}});
    CHECK(fields_of("a\0=b"sv) == std::vector<Field>{{std::string("a\0", 2), "b", true}});
}

TEST_CASE("many fields are told one by one") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "&a=1&";
    CHECK(fields_of(text).size() == 100'000);
    CHECK(fields_of(std::string(std::size_t{1} << 20U, '&')).empty());
    CHECK(fields_of(std::string(std::size_t{1} << 20U, '=')).size() == 1);
}

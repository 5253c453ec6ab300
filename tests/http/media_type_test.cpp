#include "http/media_type.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::http;
using namespace std::string_view_literals;

TEST_CASE("media types are read with their charset") {
    struct Case {
        std::string_view value;
        std::string_view type;
        std::string_view subtype;
        std::optional<std::string> charset;
        bool has_other_parameters;
    };
    const std::vector<Case> cases{
        {"application/json", "application", "json", {}, false},
        {"Application/JSON", "Application", "JSON", {}, false},
        {" \tapplication/json \t", "application", "json", {}, false},
        {"application/problem+json", "application", "problem+json", {}, false},
        {"a/b", "a", "b", {}, false},
        {"!#$%&'*+-.^_`|~/0", "!#$%&'*+-.^_`|~", "0", {}, false},
        {"*/*", "*", "*", {}, false},
        {"a/b;charset=utf-8", "a", "b", "utf-8", false},
        {"a/b; charset=UTF-8", "a", "b", "UTF-8", false},
        {"a/b\t;\t charset=utf-8", "a", "b", "utf-8", false},
        {"a/b;ChArSeT=x", "a", "b", "x", false},
        {R"(a/b;charset="utf-8")", "a", "b", "utf-8", false},
        {R"(a/b;charset="u\tf-\8")", "a", "b", "utf-8", false},
        {R"(a/b;charset="\"\\")", "a", "b", R"("\)", false},
        {R"(a/b;charset="")", "a", "b", "", false},
        {"a/b;charset=\" \t;,\xC3\xA9\"", "a", "b", " \t;,\xC3\xA9", false},
        {"a/b;charset=\"\\\t\\ \"", "a", "b", "\t ", false},
        {"a/b;charset='utf-8'", "a", "b", "'utf-8'", false},
        {"a/b;x=y", "a", "b", {}, true},
        {R"(a/b;x="y;charset=z";charset=w)", "a", "b", "w", true},
        {"a/b;x=y;x=y", "a", "b", {}, true},
        {"multipart/form-data; boundary=----a", "multipart", "form-data", {}, true},
        {"a/b;charsets=x", "a", "b", {}, true},
        // empty parameters
        {"a/b;", "a", "b", {}, false},
        {"a/b ; ", "a", "b", {}, false},
        {"a/b;;;charset=x;;", "a", "b", "x", false},
        {"a/b; ; \t;x=y", "a", "b", {}, true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.value);
        const std::optional<MediaType> media_type = parse_media_type(c.value);
        REQUIRE(media_type);
        CHECK(media_type->type == c.type);
        CHECK(media_type->subtype == c.subtype);
        CHECK(media_type->charset == c.charset);
        CHECK(media_type->has_other_parameters == c.has_other_parameters);
    }
}

TEST_CASE("what is no media type is nothing") {
    for (const std::string_view value : {""sv,
                                         " "sv,
                                         "/"sv,
                                         "a"sv,
                                         "a/"sv,
                                         "/b"sv,
                                         "a /b"sv,
                                         "a/ b"sv,
                                         "a/b/c"sv,
                                         "a/b c"sv,
                                         "a/b,c/d"sv,
                                         "a/b,"sv,
                                         ";charset=utf-8"sv,
                                         "a/b;x"sv,
                                         "a/b;x="sv,
                                         "a/b;=y"sv,
                                         "a/b;x =y"sv,
                                         "a/b;x= y"sv,
                                         "a/b;x=y z"sv,
                                         "a/b;x=y/z"sv,
                                         "a/b x=y"sv,
                                         "a/b;x=\""sv,
                                         "a/b;x=\"y"sv,
                                         "a/b;x=\"y\\"sv,
                                         "a/b;x=\"y\\\""sv,
                                         "a/b;x=\"y\"z"sv,
                                         "a/b;x=y\"z\""sv,
                                         "a/b;x=\"\n\""sv,
                                         "a/b;x=\"\\\n\""sv,
                                         "a/b;x=\"\x7F\""sv,
                                         "a/b;x=\"\0\""sv,
                                         "a/b\n"sv,
                                         "a/b;\r\nx=y"sv,
                                         "a\0/b"sv,
                                         "a/b\0"sv,
                                         "\xC3\xA9/b"sv,
                                         "a/b;x=\xC3\xA9"sv,
                                         "a/b;charset=x;charset=x"sv,
                                         "a/b;charset=x;y=z;CHARSET=\"x\""sv,
                                         "a/b;charset=\"\";charset=x"sv,
                                         "\"a\"/b"sv,
                                         "a/b\v;x=y"sv}) {
        CAPTURE(value);
        CHECK_FALSE(parse_media_type(value));
    }
}

TEST_CASE("long media types are read, or not") {
    const std::size_t many = std::size_t{1} << 20U;
    CHECK(parse_media_type("a/b" + std::string(many, ';')));
    CHECK(parse_media_type("a/b" + std::string(many, ' ')));
    CHECK(parse_media_type("a/" + std::string(many, 'b'))->subtype.size() == many);
    CHECK(parse_media_type("a/b;charset=\"" + std::string(many, ' ') + "\"")->charset->size() == many);
    CHECK_FALSE(parse_media_type("a/b;charset=\"" + std::string(many, '\\')));
    CHECK_FALSE(parse_media_type(std::string(many, '/')));
}

TEST_CASE("text is UTF-8 if its charset says so, or if there is none") {
    CHECK(is_utf8(std::nullopt));
    CHECK(is_utf8("utf-8"));
    CHECK(is_utf8("UTF-8"));
    CHECK(is_utf8("uTf-8"));
    for (const char* other : {"", "utf8", "utf-16", "utf-8 ", "utf_8", "us-ascii", "iso-8859-1"}) {
        CAPTURE(other);
        CHECK_FALSE(is_utf8(other));
    }
}

TEST_CASE("JSON is application/json and what ends in +json") {
    CHECK(is_json("application", "json"));
    CHECK(is_json("APPLICATION", "Json"));
    CHECK(is_json("application", "problem+json"));
    CHECK(is_json("application", "vnd.api+JSON"));
    CHECK(is_json("application", "a+b+json"));
    CHECK_FALSE(is_json("application", "+json"));
    CHECK_FALSE(is_json("application", "json5"));
    CHECK_FALSE(is_json("application", "xjson"));
    CHECK_FALSE(is_json("application", "json+xml"));
    CHECK_FALSE(is_json("application", "json-seq"));
    CHECK_FALSE(is_json("application", ""));
    CHECK_FALSE(is_json("application", "*"));
    CHECK_FALSE(is_json("text", "json"));
    CHECK_FALSE(is_json("", "json"));
}

TEST_CASE("a media type is in the ranges that cover it") {
    const MediaType json = *parse_media_type("Application/json;charset=utf-8");
    for (const std::string_view range :
         {"application/json"sv, "APPLICATION/JSON"sv, "application/*"sv, "Application/*"sv, "*/*"sv,
          "application/json;charset=latin1"sv, "application/json ; q=1"sv, " application/* "sv, "*/*;q=0.1"sv}) {
        CAPTURE(range);
        CHECK(matches(json, range));
    }
    for (const std::string_view range :
         {""sv, "*"sv, "/"sv, "application"sv, "application/"sv, "application/jso"sv, "application/jsonx"sv,
          "application/json/x"sv, "text/json"sv, "text/*"sv, "*/json"sv, "app*/json"sv, "application/js*"sv,
          "application /json"sv, ";application/json"sv, "application/problem+json"sv, "*/"sv, "/*"sv, "/json"sv}) {
        CAPTURE(range);
        CHECK_FALSE(matches(json, range));
    }
}

TEST_CASE("a range says the more the less it covers") {
    CHECK(precedence("*/*") == 0);
    CHECK(precedence("*/*;q=1") == 0);
    CHECK(precedence("text/*") == 1);
    CHECK(precedence(" text/* ; a=b") == 1);
    CHECK(precedence("text/plain") == 2);
    CHECK(precedence("text/plain;a=\"/*\"") == 2);
    CHECK(precedence("") == 2);
}

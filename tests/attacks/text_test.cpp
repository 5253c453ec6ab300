// Attacks by the bytes of payloads: length, NULs, and what is not UTF-8.
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "attack.hpp"

using namespace zodgate;
using namespace attack;

namespace {

constexpr std::size_t hundred_megabytes = 100'000'000;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

// Of all names that a format may have.
const std::vector<std::string> formats = {"email",        "uuid",
                                          "guid",         "date-time",
                                          "date",         "time",
                                          "duration",     "hostname",
                                          "ipv4",         "ipv6",
                                          "mac",          "cidrv4",
                                          "cidrv6",       "e164",
                                          "nanoid",       "cuid",
                                          "cuid2",        "ulid",
                                          "xid",          "ksuid",
                                          "emoji",        "uri",
                                          "base64",       "base64url",
                                          "jwt",          "credit_card",
                                          "iban",         "uri-reference",
                                          "iri",          "iri-reference",
                                          "idn-email",    "idn-hostname",
                                          "json-pointer", "relative-json-pointer",
                                          "uri-template", "regex"};

Schema schema_of_format(const std::string& format) {
    Options options;
    options.formats = Formats::all;
    return Schema::parse(R"({"type":"string","format":")" + format + "\"}", options);
}

}  // namespace

TEST_CASE("attack: strings of 100 MB") {
    Options options;
    options.limits.max_bytes = std::size_t{1} << 30U;
    options.limits.max_string_bytes = options.limits.max_bytes;
    options.check_content = true;
    // A pattern that backtracks has 8 steps a byte: seconds. It has a test with less.
    const Schema schemas[] = {
        Schema::parse(R"({"type":"string"})", options),
        Schema::parse(R"({"type":"string","minLength":5,"maxLength":10})", options),
        Schema::parse(R"({"type":"string","pattern":"^(a|b)*c$"})", options),
        Schema::parse(R"({"enum":["a","b"]})", options),
        Schema::parse(R"({"anyOf":[{"type":"string","maxLength":10},{"type":"string","format":"email"}]})", options),
        Schema::parse(R"({"type":"string","contentEncoding":"base64","contentMediaType":"application/json"})",
                      options)};
    const std::string payloads[] = {
        quoted(std::string(hundred_megabytes, 'a')),
        quoted(repeat("\\u0061", hundred_megabytes / 6)),
        quoted(repeat("\xF0\x9F\x98\x80", hundred_megabytes / 4)),
        "\"" + std::string(hundred_megabytes, 'a'),  // without its end
        "{" + quoted(std::string(hundred_megabytes, 'k')) + ":1}",
        std::string(hundred_megabytes, ' ') + "7",
    };
    for (const std::string& payload : payloads) {
        within({120, 1500}, "100 MB, beginning with " + payload.substr(0, 8), [&] {
            for (const Schema& schema : schemas) {
                const Result result = schema.validate(payload);
                CHECK(result.status() != Status::out_of_memory);
                // Nothing of a string is in its issue.
                CHECK(to_json(result.issues()).size() < 2000);
                if (&schema != &schemas[0]) CHECK_FALSE(result.valid());
            }
        });
    }
    CHECK(schemas[0].validate(payloads[0]).valid());
    CHECK(Schema::parse("true").validate(payloads[0]).status() == Status::over_limit);
    Limits usual;
    usual.max_bytes = options.limits.max_bytes;
    CHECK(schemas[0].validate(payloads[0], usual).status() == Status::over_limit);
}

TEST_CASE("attack: strings of 16 MB for every format") {
    const std::size_t length = 16'000'000;
    const std::string payloads[] = {quoted(std::string(length, 'a')),
                                    quoted(repeat("a.", length / 2)),
                                    quoted(repeat("1:", length / 2)),
                                    quoted(repeat("xn--", length / 4)),
                                    quoted("http://" + repeat("%41", length / 3)),
                                    quoted(repeat("{?", length / 2)),
                                    quoted("a@" + repeat("\xC3\xA4.", length / 3)),
                                    quoted(repeat("(", length))};
    for (const std::string& format : formats) {
        const Schema schema = schema_of_format(format);
        within({60, 1024}, "16 MB as " + format, [&] {
            for (const std::string& payload : payloads) {
                const Result result = schema.validate(payload);
                CHECK((result.status() == Status::valid || result.status() == Status::invalid ||
                       result.status() == Status::over_limit));
                CHECK(to_json(result.issues()).size() < 2000);
            }
        });
    }
}

TEST_CASE("attack: NUL bytes end nothing") {
    using namespace std::string_literals;
    const Schema any = Schema::parse("true");
    for (const std::string& payload : {"1\0"s, "1\0garbage"s, "\0"s, "\0001"s, "[1,\0002]"s, "\"a\0b\""s,
                                       "{\"a\0\":1}"s, "{\"a\":1}\0"s, "tru\0e"s, "{\"a\":1}\0{\"a\":2}"s}) {
        CHECK(any.validate(payload).status() == Status::malformed);
        std::string body;
        CHECK(any.answer(payload, "Bad", body) == Status::malformed);
    }
    // Written as an escape it is a character like others.
    const Schema schema = Schema::parse(R"({"type":"object","properties":{"a":{"type":"string","maxLength":3},
        "a\u0000b":{"type":"number"}},"required":["a\u0000b"],"additionalProperties":false})");
    CHECK(schema.validate(R"({"a\u0000b":1,"a":"\u0000\u0000\u0000"})").valid());
    CHECK_FALSE(schema.validate(R"({"a":"xyz"})").valid());
    CHECK_FALSE(schema.validate(R"({"a\u0000b":1,"a\u0000":"x"})").valid());
    CHECK_FALSE(schema.validate(R"({"a\u0000b":1,"a":"a\u0000bc"})").valid());
    CHECK(to_json(schema.validate(R"({"a\u0000b":"x"})").issues()).find(R"(["a\u0000b"])") != std::string::npos);
    CHECK_FALSE(Schema::parse(R"({"enum":["a"]})").validate(R"("a\u0000")").valid());
    CHECK_FALSE(Schema::parse(R"({"const":"a\u0000b"})").validate(R"("a\u0000c")").valid());
    CHECK_FALSE(Schema::parse(R"({"type":"string","pattern":"^a$"})").validate(R"("a\u0000")").valid());
}

TEST_CASE("attack: no format takes a NUL for the end of its text") {
    const std::pair<std::string, std::string> good[] = {
        {"email", "ada@example.com"},
        {"uuid", "9b2b1ad3-9d53-4b4e-8a5c-2f1f1f9d5d10"},
        {"date-time", "2024-02-29T10:00:00Z"},
        {"date", "2024-02-29"},
        {"duration", "P1D"},
        {"hostname", "example.com"},
        {"ipv4", "127.0.0.1"},
        {"ipv6", "::1"},
        {"mac", "00:11:22:33:44:55"},
        {"cidrv4", "10.0.0.0/8"},
        {"cidrv6", "::/8"},
        {"e164", "+491711234567"},
        {"ulid", "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
        {"base64", "YWI="},
        {"base64url", "YWI"},
        {"credit_card", "4111111111111111"},
        {"iban", "DE89370400440532013000"},
        {"uri-reference", "/a"},
        {"iri", "http://a/"},
        {"idn-email", "ada@example.com"},
        {"idn-hostname", "example.com"},
        {"uri-template", "/a"},
    };
    for (const auto& [format, text] : good) {
        const Schema schema = schema_of_format(format);
        CAPTURE(format);
        CHECK(schema.validate(quoted(text)).valid());
        CHECK_FALSE(schema.validate(quoted(text + "\\u0000")).valid());
        CHECK_FALSE(schema.validate(quoted(text + "\\u0000evil")).valid());
        CHECK_FALSE(schema.validate(quoted("\\u0000" + text)).valid());
    }
}

TEST_CASE("attack: bytes that are not UTF-8, overlong ones first of all") {
    const std::string_view sequences[] = {"\xC0\x80",
                                          "\xC0\xAF",
                                          "\xC1\xBF",
                                          "\xE0\x80\x80",
                                          "\xE0\x80\xAF",
                                          "\xE0\x9F\xBF",
                                          "\xF0\x80\x80\x80",
                                          "\xF0\x80\x80\xAF",
                                          "\xF0\x8F\xBF\xBF",
                                          "\xF8\x80\x80\x80\xAF",
                                          "\xFC\x80\x80\x80\x80\xAF",
                                          "\xED\xA0\x80",
                                          "\xED\xBF\xBF",
                                          "\xED\xA0\xBD\xED\xB8\x80",
                                          "\xF4\x90\x80\x80",
                                          "\xFE",
                                          "\xFF",
                                          "\x80",
                                          "\xC3",
                                          "\xE2\x82",
                                          "\xF0\x9F\x98",
                                          "\xC0\xA2"};  // the last is a quotation mark to who does not look
    const Schema any = Schema::parse("true");
    const Schema strict = Schema::parse(R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})");
    for (const std::string_view bytes : sequences) {
        const std::string text(bytes);
        CAPTURE(text.size());
        for (const std::string& payload :
             {quoted(text), quoted("abcdefghijklmnop" + text + "abcdefghijklmnop"), "{\"" + text + "\":1}",
              "{\"a\":\"" + text + "\"}", text + "1", "1" + text, "[1," + text + "]"}) {
            CHECK(any.validate(payload).status() == Status::malformed);
            CHECK(strict.validate(payload).status() == Status::malformed);
            std::string value;
            CHECK(any.validate(payload, value).status() == Status::malformed);
        }
        CHECK_THROWS_AS(Schema::parse("{\"title\":\"" + text + "\"}"), SchemaError);
        // What quotes them is UTF-8 all the same.
        CHECK(error_body(text).find(text) == std::string::npos);
    }
}

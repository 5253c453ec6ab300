// The formats of JSON Schema's specification, by its drafts.
#include "json/json.hpp"
#include "text/format.hpp"
#include "text/pattern.hpp"
#include "text/text.hpp"

#include <catch2/catch.hpp>

#include <boost/regex.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace zodgate;
using namespace zodgate::text;
using namespace std::string_literals;

namespace {

Found search(const Format& format, std::string_view text, std::size_t& steps) {
    if (format.search != nullptr) return format.search(text, steps);
    return format.scan(text) ? Found::yes : Found::no;
}

bool fits(std::string_view name, std::string_view text, Draft draft = Draft::draft_2019_09) {
    const Format* const format = find_specified_format(name, draft);
    REQUIRE(format != nullptr);
    std::size_t steps = default_pattern_steps;
    return search(*format, text, steps) == Found::yes;
}

struct Examples {
    std::vector<std::string> valid;
    std::vector<std::string> invalid;
};

void check(std::string_view name, const Examples& examples, std::size_t valid, std::size_t invalid) {
    CAPTURE(name);
    CHECK(examples.valid.size() == valid);
    CHECK(examples.invalid.size() == invalid);
    for (const std::string& text : examples.valid) {
        CAPTURE(text);
        CHECK(fits(name, text));
    }
    for (const std::string& text : examples.invalid) {
        CAPTURE(text);
        CHECK_FALSE(fits(name, text));
    }
}

std::string repeat(std::string_view part, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += part;
    return out;
}

std::string_view text_of(const json::Value& object, std::string_view name) {
    const json::Value* const value = json::find(object, name);
    REQUIRE(value != nullptr);
    REQUIRE(value->type == json::Type::string);
    return value->string();
}

json::Document read(std::string_view text) {
    json::Document document;
    REQUIRE(document.read(text, {text.size(), 100}).status == json::ReadStatus::ok);
    return document;
}

constexpr std::array<std::pair<std::string_view, Draft>, 5> drafts{{
    {"draft4", Draft::draft_04},
    {"draft6", Draft::draft_06},
    {"draft7", Draft::draft_07},
    {"draft2019-09", Draft::draft_2019_09},
    {"draft2020-12", Draft::draft_2019_09},
}};

}  // namespace

TEST_CASE("formats of JSON Schema: what its Test Suite says of strings") {
    std::map<std::string, std::size_t> strings;  // by draft
    for (const auto& [draft_name, draft] : drafts) {
        std::ifstream stream(std::filesystem::path(ZODGATE_SUITE_TESTS) / (std::string(draft_name) + ".ndjson"));
        for (std::string line; std::getline(stream, line);) {
            const json::Document group = read(line);
            if (text_of(group.root(), "file").substr(0, 16) != "optional/format/") continue;
            const json::Document schema = read(text_of(group.root(), "schema"));
            const std::string_view name = text_of(schema.root(), "format");
            const Format* const format = find_specified_format(name, draft);
            CHECK((format == nullptr) == (name == "unknown"));
            if (format == nullptr) continue;
            CHECK(format->zod_name == name);
            for (const json::Value& test : json::items_of(*json::find(group.root(), "tests"))) {
                const json::Document data = read(text_of(test, "data"));
                if (data.root().type != json::Type::string) continue;
                ++strings[std::string(draft_name)];
                CAPTURE(draft_name, name, data.root().string());
                CHECK(fits(name, data.root().string(), draft) == json::find(test, "valid")->boolean);
            }
        }
    }
    CHECK(strings ==
          std::map<std::string, std::size_t>{
              {"draft4", 176}, {"draft6", 264}, {"draft7", 567}, {"draft2019-09", 636}, {"draft2020-12", 643}});
}

TEST_CASE("formats of JSON Schema: which a draft has") {
    const std::vector<std::vector<std::string_view>> since{
        {"date-time", "email", "hostname", "ipv4", "ipv6", "uri"},
        {"json-pointer", "uri-reference", "uri-template"},
        {"date", "idn-email", "idn-hostname", "iri", "iri-reference", "regex", "relative-json-pointer", "time"},
        {"duration", "uuid"}};
    const std::array all{Draft::draft_04, Draft::draft_06, Draft::draft_07, Draft::draft_2019_09};
    for (std::size_t first = 0; first < since.size(); ++first) {
        for (const std::string_view name : since[first]) {
            for (std::size_t draft = 0; draft < all.size(); ++draft) {
                CAPTURE(name, draft);
                CHECK((find_specified_format(name, all[draft]) != nullptr) == (draft >= first));
            }
        }
    }
    for (const std::string_view name :
         {"",       "unknown", "cuid",  "cuid2",       "ulid",      "xid",    "ksuid",
          "nanoid", "jwt",     "emoji", "base64",      "base64url", "cidrv4", "cidrv6",
          "e164",   "mac",     "guid",  "credit_card", "iban",      "Date",   "date-time "}) {
        CAPTURE(name);
        CHECK(find_specified_format(name, Draft::draft_2019_09) == nullptr);
    }
}

TEST_CASE("formats of JSON Schema: host names have A-labels since draft-07") {
    for (const std::string_view name : {"xn--X", "xn--hello-txk", "a.XN--7A.b"}) {
        CHECK(fits("hostname", name, Draft::draft_06));
        CHECK_FALSE(fits("hostname", name, Draft::draft_07));
    }
    std::size_t steps = 10;
    const Format& format = *find_specified_format("hostname", Draft::draft_07);
    CHECK(search(format, "a.b", steps) == Found::yes);
    CHECK(search(format, "a.xn--nxasmq6b", steps) == Found::over_budget);
    CHECK(steps == 10);
}

TEST_CASE("date-time by RFC 3339") {
    check("date-time",
          {{"1985-04-12T23:20:50.52Z", "1996-12-19T16:39:57-08:00", "1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00",
            "1937-01-01T12:00:27.87+00:20", "2006-01-02t15:04:05z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
            "2000-02-29T00:00:00-00:00", "2012-06-30T23:59:60.999Z", "1999-01-01T00:59:60+01:00",
            "2012-07-01T08:59:60+09:00", "2015-02-28T23:59:60Z", "2016-02-29T23:59:60Z", "2016-12-31T00:29:60-23:30",
            "2020-01-01T00:00:00+23:59", "2020-01-01T00:00:00." + repeat("9", 100) + "Z"},
           {"",
            "2020-01-01",
            "2020-01-01T",
            "2020-01-01T00:00Z",
            "2020-01-01T00:00:00",
            "2020-01-01 00:00:00Z",
            "2020-01-01T00:00:00.Z",
            "2020-01-01T00:00:00,5Z",
            "2020-01-01T00:00:00+0100",
            "2020-01-01T00:00:00+1:00",
            "2020-01-01T00:00:00 Z",
            "2020-01-01T00:00:00ZZ",
            "2020-01-01T00:00:00+24:00",
            "2020-01-01T00:00:00-00:60",
            "2019-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2012-06-29T23:59:60Z",
            "2016-02-28T23:59:60Z",
            "2016-12-31T23:59:60+01:00",
            "1999-01-02T00:59:60+01:00",
            "2020-01-01T23:59:61Z",
            "2020-00-01T00:00:00Z",
            "20-01-01T00:00:00Z",
            "2020-01-01T00:00:00Z\0"s,
            "\xEF\xBC\x92"
            "020-01-01T00:00:00Z"}},
          17, 25);
}

// The last minute of each day in UTC, as clocks of all offsets show it.
TEST_CASE("leap seconds are where a month ends in UTC") {
    using namespace std::chrono;
    std::size_t leap_seconds = 0;
    const auto text_of_time = [](minutes local, int second, minutes offset) {
        const auto day = floor<days>(sys_time<minutes>(local));
        const year_month_day date(day);
        const auto of_day = (sys_time<minutes>(local) - day).count();
        const auto ahead = std::abs(offset.count());
        char text[64];
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d%c%02d:%02d", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(of_day / 60), static_cast<int>(of_day % 60), second,
                      offset.count() < 0 ? '-' : '+', static_cast<int>(ahead / 60), static_cast<int>(ahead % 60));
        return std::string(text);
    };
    for (sys_days day = 2015y / 1 / 1; day < sys_days(2017y / 1 / 1); day += days(1)) {
        const year_month_day date(day);
        const bool ends_month = date.day() == (date.year() / date.month() / last).day();
        for (int offset = -23 * 60 - 59; offset < 24 * 60; offset += 31) {
            const minutes last_minute = duration_cast<minutes>((day + days(1)).time_since_epoch()) - minutes(1);
            const std::string text = text_of_time(last_minute + minutes(offset), 60, minutes(offset));
            CAPTURE(text);
            REQUIRE(fits("date-time", text) == ends_month);
            REQUIRE(fits("time", text.substr(11)));
            if (ends_month) ++leap_seconds;
            const std::string before = text_of_time(last_minute + minutes(offset - 1), 60, minutes(offset));
            REQUIRE_FALSE(fits("date-time", before));
            REQUIRE_FALSE(fits("time", before.substr(11)));
        }
    }
    CHECK(leap_seconds == 24 * 93);
}

TEST_CASE("date by RFC 3339") {
    check("date",
          {{"2020-02-29", "2000-02-29", "0000-02-29", "1985-04-12", "9999-12-31", "0001-01-01", "2021-11-30"},
           {"2100-02-29", "2021-02-30", "2021-04-31", "2021-13-01", "2021-00-10", "2021-10-00", "21-10-10", "2021-1-1",
            "2021/01/01", "20210101", "2021-W01-1", "2021-001", "2021-01-01T", "2021-01-01 ", "-2021-01-01",
            "02021-01-01", "2021-01-0a", ""}},
          7, 18);
}

TEST_CASE("time by RFC 3339") {
    check("time",
          {{"00:00:00Z", "23:59:59Z", "23:59:60Z", "23:59:60.5z", "12:34:56.789+01:00", "12:34:56-23:59",
            "00:59:60+01:00", "15:59:60-08:00", "12:34:56.0000000001Z"},
           {"", "00:00Z", "24:00:00Z", "00:60:00Z", "00:00:61Z", "00:00:60Z", "23:59:60+01:00", "12:34:56",
            "12:34:56.Z", "12:34:56+01", "12:34:56+0100", "12:34:56 Z", "T12:34:56Z", "1:34:56Z", "12-34-56Z",
            "12:34:56+24:00", "12:34:56-00:60", "12:34:56Z\n"}},
          9, 18);
}

TEST_CASE("duration by RFC 3339, appendix A") {
    check("duration",
          {{"P1Y", "P1Y2M", "P1Y2M3D", "P1M", "P1M2D", "P1D", "P1W", "PT1H", "PT1H2M", "PT1H2M3S", "PT1M", "PT1M2S",
            "PT1S", "P1YT1S", "P1Y2MT3H", "P1DT1M", "P000Y", "p1dt2h", "P" + repeat("9", 1000) + "D"},
           {"",       "P",     "T1S",   "PT",     "P1",   "P1S",   "P1H",      "PT1D",   "P1Y1D",
            "PT1H1S", "P1D1M", "P1M1Y", "P1W1D",  "P1YT", "P1Y1W", "P1.5D",    "PT1,5S", "+P1D",
            "P+1D",   "P1D ",  "P1DT",  "P1WT1S", "1D",   "PP1D",  "P1DT1HT1M"}},
          19, 25);
}

TEST_CASE("grammars as regular expressions say the same of random texts") {
    const std::string time = R"(T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))";
    const std::string date = R"((?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?))";
    const boost::regex duration("P(?:" + date + "(?:" + time + ")?|" + time + "|\\d+W)", boost::regex::icase);
    const std::string atom = R"([\w!#$%&'*+/=?^`{|}~-]+)";
    const std::string label = R"([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)";
    const std::string byte = R"((?:25[0-5]|2[0-4]\d|[01]?\d?\d))";
    const boost::regex email("(?:" + atom + "(?:\\." + atom + R"()*|"(?:[ !#-\[\]-~]|\\[ -~])*")@(?:)" + label +
                             "(?:\\." + label + ")*|\\[" + byte + "(?:\\." + byte + "){3}\\]|\\[IPv6:::1\\])");
    constexpr std::array<std::string_view, 18> duration_parts{"P", "T", "1Y", "2M", "3D", "4H", "5M", "6S",  "7W",
                                                              "P", "T", "M",  "1",  "p",  "t",  "8m", ".5S", "-"};
    constexpr std::array<std::string_view, 24> email_parts{"a",   "b1",  ".",  "@", "\"",   "\\",   " ",    "-",
                                                           "a@",  "@b",  "[",  "]", "1.2.", "3.4",  "256.", "IPv6:::1",
                                                           "\"a", "\"@", "@[", "+", "_",    "\\\"", "a.b",  "\xC3\xA9"};
    std::mt19937 random(7);
    const auto text_of_parts = [&random](const auto& parts, std::size_t most) {
        std::string text;
        for (std::size_t count = random() % (most + 1); count > 0; --count) text += parts[random() % parts.size()];
        return text;
    };
    std::size_t valid = 0;
    for (int i = 0; i < 100'000; ++i) {
        const std::string first = "P" + text_of_parts(duration_parts, 6);
        const std::string second = text_of_parts(email_parts, 7);
        CAPTURE(first, second);
        const bool is_duration = boost::regex_match(first, duration);
        const bool is_email = boost::regex_match(second, email);
        REQUIRE(fits("duration", first) == is_duration);
        REQUIRE(fits("email", second) == is_email);
        valid += (is_duration ? 1 : 0) + (is_email ? 1 : 0);
    }
    CHECK(valid > 1'000);
}

TEST_CASE("email by RFC 5321") {
    const std::string local = repeat("a", 64);
    const std::string label = repeat("a", 63);
    check("email",
          {{"a@b",
            "a@b.c",
            "simple@example.com",
            "a.b.c@example.com",
            "user+tag@example.com",
            "!#$%&'*+-/=?^_`{|}~@b",
            "\"\"@b",
            "\"a b\"@c",
            "\"a@b\"@c",
            R"("a\"b"@c)",
            R"("a\\"@c)",
            R"("a\ b"@c)",
            local + "@b",
            "\"" + repeat("a", 62) + "\"@b",
            "a@[1.2.3.4]",
            "a@[001.2.3.4]",
            "a@[IPv6:::1]",
            "a@[ipv6:1:2:3:4:5:6:7:8]",
            "a@1.2.3.4",
            "a@1b",
            "a@b-c.d--e",
            "a@" + label + "." + label,
            "a@xn--x"},
           {"",
            "a",
            "@",
            "@b",
            "a@",
            "a@@b",
            ".a@b",
            "a.@b",
            "a..b@c",
            "a b@c",
            "a@b c",
            "a@-b",
            "a@b-",
            "a@b.",
            "a@.b",
            "a@b..c",
            "a@b_c",
            "\"a@b",
            "\"a\"b@c",
            "\"a\nb\"@c",
            "a\"b\"@c",
            "\"\\\"@a",
            "(a)b@c",
            "a,b@c",
            "a@[1.2.3]",
            "a@[::1]",
            "a@[x:y]",
            "a@[1.2.3.4",
            "<a@b>",
            "a@[IPv6:1:2:3:4:5:6:7::]",
            "\u00E9@b",
            "a@\u00E9",
            "\"\u00E9\"@b",
            local + "a@b",
            "a@" + label + "a",
            "a@" + repeat("a.", 253) + "b",
            "a@b\0"s}},
          23, 37);
}

TEST_CASE("hostname by RFC 1123 with A-labels by IDNA 2008") {
    const std::string label = repeat("a", 63);
    check("hostname",
          {{"a", "A", "1", "a.b", "a-b", "a--b", "ab--cd", "1a.2b", "1.2.3.4", "EXAMPLE.com", label,
            label + "." + label, repeat("a.", 252) + "a", "xn--nxasmq6b", "XN--NXASMQ6B", "a.xn--nxasmq6b.b",
            "xn--4dbc5h.a", "xn--fa-hia", "xn"},
           {"",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-",
            "a.-b",
            "a_b",
            "a b",
            "a/b",
            "a:80",
            "*.a",
            "\u00E9",
            "a\u3002b",
            "a\n",
            "a\0"s,
            label + "a",
            repeat("a.", 252) + "aa",
            "xn--",
            "xn--a",
            "xn--X",
            "xn--7a",
            "xn--0ca24w",
            "xn---9uc",
            "xn--abc-",
            "1a.xn--4dbc5h",
            "a.xn--hello-txk"}},
          19, 28);
}

TEST_CASE("ipv4 by RFC 2673") {
    check("ipv4",
          {{"0.0.0.0", "1.2.3.4", "10.20.30.40", "127.0.0.1", "199.99.9.249", "250.255.254.253"},
           {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "256.0.0.1", "01.2.3.4", "1.2.3.04",
            "1.2.3.4 ", "1.2.3.4/8", "1.2.3.0x4", "a.b.c.d", "1,2,3,4", "1.2.3.-4", "1.2.3.4\n"}},
          6, 17);
}

TEST_CASE("ipv6 by RFC 4291") {
    check("ipv6",
          {{"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::8", "FE80::ABCD",
            "fe80::0001", "::1.2.3.4", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5::1.2.3.4"},
           {"",
            ":",
            ":::",
            "1",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7::8",
            "1::2::3",
            ":1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7:8:",
            "00001::",
            "g::",
            "::1.2.3",
            "::1.2.3.4.5",
            "::1.2.3.256",
            "::01.2.3.4",
            "1.2.3.4::",
            "1:2:3:4:5:6:7:1.2.3.4",
            "::1%lo",
            "::1/64",
            "[::1]",
            " ::1",
            "::1\t",
            "::1\n"}},
          13, 24);
}

TEST_CASE("uri by RFC 3986") {
    check("uri",
          {{"ftp://ftp.is.co.za/rfc/rfc1808.txt", "http://www.ietf.org/rfc/rfc2396.txt",
            "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com",
            "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212", "telnet://192.0.2.16:80/",
            "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", "a:", "a:/", "a://", "a:?", "a:#", "A+1-.:b",
            "http://u:p@h:80/p;q?r#s", "http://[v1.a:b]/", "a:%41", "http://a:/"},
           {"",      "a",      "/a",       "//a",           "?a",      "#a",   ":a",       "1a:b", "a b:c",
            "a:b c", "a:%4",   "a:%zz",    "a:<",           "a:\"",    "a:\\", "a:^",      "a:`",  "a:{b}",
            "a:|",   "a:#b#c", "a://[1::", "a://[1.2.3.4]", "a://b:c", "a:[",  "a:\u00E9", "a:\n"}},
          18, 26);
}

TEST_CASE("uuid by RFC 9562") {
    check("uuid",
          {{"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
            "2489E9AD-2EE2-8E00-8EC9-32D5F69181C0", "c232ab00-9414-f1ec-03c8-9f6bdeced846"},
           {"", "f81d4fae", "f81d4fae7dec11d0a76500a0c91e6bf6", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
            "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf66", "f81d4fae-7dec-11d0-a76500a0c91e-6bf6",
            "g81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae_7dec_11d0_a765_00a0c91e6bf6",
            " f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}},
          6, 11);
}

TEST_CASE("formats of JSON Schema: long texts take no longer than they are") {
    constexpr std::size_t size = 65'536;
    std::size_t judged = 0;
    for (const std::string_view part :
         {"a",           "1",   "-",  ".",   "a.", "1.", "xn--a.", "xn--",    "1:",     ":",
          "::",          "%41", "/",  "@",   "a@", "\"", "\\\"",   "\\",      "0",      "T",
          "2020-01-01T", "P1Y", "1Y", "{a}", "~0", "(",  "\u00E9", "e\u0301", "\u05D0", "\U0001F600"}) {
        for (const std::string_view start :
             {"", "P", "PT", "2020-01-01T00:00:00.", "00:00:00.", "a@", "\"", "a:", "xn--"}) {
            const std::string text = std::string(start) + repeat(part, size);
            for (const std::string_view name :
                 {"date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid",
                  "json-pointer", "uri-reference", "uri-template", "idn-email", "idn-hostname", "iri", "iri-reference",
                  "regex", "relative-json-pointer"}) {
                const Format& format = *find_specified_format(name, Draft::draft_2019_09);
                std::size_t steps = default_pattern_steps;
                static_cast<void>(search(format, text, steps));
                ++judged;
                // What takes more than a look at each byte says so in steps.
                CHECK(default_pattern_steps - steps <= 50 + 50 * text.size());
            }
        }
    }
    CHECK(judged == 30 * 9 * 19);
}

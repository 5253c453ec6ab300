// The formats of JSON Schema that Zod does not know.
#include "json/json.hpp"
#include "text/pattern.hpp"
#include "text/scanners.hpp"

#include <catch2/catch.hpp>

#include <boost/regex.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;
using namespace zodgate::text;
using namespace std::string_literals;

namespace {

using Judge = bool (*)(std::string_view);

const std::map<std::string_view, Judge> judges{
    {"uri", is_uri},
    {"uri-reference", is_uri_reference},
    {"iri", is_iri},
    {"iri-reference", is_iri_reference},
    {"json-pointer", is_json_pointer},
    {"relative-json-pointer", is_relative_json_pointer},
    {"uri-template", is_uri_template},
    {"idn-hostname", is_idn_hostname},
    {"idn-email", is_idn_email},
    {"regex", is_regex},
};

void check(Judge judge, const std::vector<std::string>& valid, const std::vector<std::string>& invalid) {
    for (const std::string& text : valid) {
        CAPTURE(text);
        CHECK(judge(text));
    }
    for (const std::string& text : invalid) {
        CAPTURE(text);
        CHECK_FALSE(judge(text));
    }
}

std::string repeat(std::string_view part, std::size_t count) {
    std::string out;
    for (; count > 0; --count) out += part;
    return out;
}

// --- the grammar of RFC 3986, appendix A, as regular expressions
// ------------------------------------------------------

std::string ipv6_grammar() {
    const std::string h16 = "[0-9A-Fa-f]{1,4}";
    const std::string octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])";
    const std::string last = "(?:" + h16 + ":" + h16 + "|(?:" + octet + "\\.){3}" + octet + ")";
    const auto before = [&](int most) { return "(?:(?:" + h16 + ":){0," + std::to_string(most) + "}" + h16 + ")?::"; };
    const auto groups = [&](int count) { return "(?:" + h16 + ":){" + std::to_string(count) + "}"; };
    return "(?:" + groups(6) + last + "|::" + groups(5) + last + "|(?:" + h16 + ")?::" + groups(4) + last + "|" +
           before(1) + groups(3) + last + "|" + before(2) + groups(2) + last + "|" + before(3) + groups(1) + last +
           "|" + before(4) + last + "|" + before(5) + h16 + "|" + before(6) + ")";
}

std::string relative_part(const std::string& rootless) {
    const std::string character = "[A-Za-z0-9\\-._~!$&'()*+,;=";
    const std::string escape = "|%[0-9A-Fa-f]{2})";
    const std::string pchar = "(?:" + character + ":@]" + escape;
    const std::string host = "(?:\\[(?:" + ipv6_grammar() + "|[vV][0-9A-Fa-f]+\\." + character +
                             ":]+)\\]|(?:" + character + "]" + escape + "*)";
    const std::string authority = "(?:(?:" + character + ":]" + escape + "*@)?" + host + "(?::[0-9]*)?";
    const std::string segments = "(?:/" + pchar + "*)*";
    const std::string first = rootless == "scheme" ? pchar : "(?:" + character + "@]" + escape;
    return "(?://" + authority + segments + "|/(?:" + pchar + "+" + segments + ")?|" + first + "+" + segments + "|)" +
           "(?:\\?(?:" + pchar + "|[/?])*)?(?:#(?:" + pchar + "|[/?])*)?";
}

bool matches_uri(const std::string& text) {
    static const boost::regex uri("[A-Za-z][A-Za-z0-9+\\-.]*:" + relative_part("scheme"));
    return boost::regex_match(text, uri);
}

bool matches_uri_reference(const std::string& text) {
    static const boost::regex relative(relative_part("no scheme"));
    return matches_uri(text) || boost::regex_match(text, relative);
}

template <std::size_t size>
std::string random_text(std::mt19937& random, const std::array<std::string_view, size>& parts, std::size_t most) {
    std::string text;
    for (std::size_t count = random() % (most + 1); count > 0; --count) text += parts[random() % size];
    return text;
}

constexpr std::array<std::string_view, 30> uri_parts{
    "http:", "urn:",   "//",       "/",    "?",   "#",    "@",        ":",  ":80", "[",
    "]",     "[::1]",  "[v1.a:b]", "a",    "b1",  "-._~", "%41",      "%4", "1+",  "=",
    "1.2.",  "[1::2]", "a@b",      "//a/", "a:b", "//",   "\xC3\xA9", " ",  "|",   "%C3%A9"};

constexpr std::array<std::string_view, 10> address_parts{
    ":", ":", "::", "1:", "ffff:", "0A:", "1:2:", "1.2.3.4", "255.01.0.256", "12345"};

}  // namespace

TEST_CASE("formats of RFCs: what the JSON Schema Test Suite says") {
    std::ifstream stream(std::filesystem::path(ZODGATE_TEXT_TESTS) / "rfc_formats.ndjson", std::ios::binary);
    std::map<std::string, int, std::less<>> counts;
    for (std::string line; std::getline(stream, line);) {
        CAPTURE(line);
        json::ReadOptions options;
        options.max_bytes = line.size();
        options.max_depth = 1;
        json::Document document;
        REQUIRE(document.read(line, options).status == json::ReadStatus::ok);
        const json::Value& root = document.root();
        const std::string_view format = json::find(root, "format")->string();
        ++counts[std::string(format)];
        CHECK(judges.at(format)(json::find(root, "input")->string()) == json::find(root, "valid")->boolean);
    }
    CHECK(counts == decltype(counts){{"uri", 40},
                                     {"uri-reference", 22},
                                     {"iri", 18},
                                     {"iri-reference", 7},
                                     {"json-pointer", 34},
                                     {"relative-json-pointer", 19},
                                     {"uri-template", 32},
                                     {"idn-hostname", 84},
                                     {"idn-email", 12},
                                     {"regex", 14}});
}

TEST_CASE("URIs: each rule of the grammar") {
    check(is_uri,
          {"a:",
           "a:b",
           "a+-.1:",
           "A:",
           "a:/",
           "a:/b//c",
           "a:b//c",
           "a:?",
           "a:#",
           "a:?/?:@",
           "a:#/?:@",
           "a:b:c@d",
           "a://",
           "a:///",
           "a://@",
           "a://:",
           "a://:@:",
           "a://b:",
           "a://b:0123456789",
           "a://b:c:d@e",
           "a://%41%ff/",
           "a://[::]",
           "a://[::]:",
           "a://[::]:80/",
           "a://u@[::1]",
           "a://[1:2:3:4:5:6:7:8]",
           "a://[1:2:3:4:5:6:7::]",
           "a://[::2:3:4:5:6:7:8]",
           "a://[1:2:3:4:5:6:1.2.3.4]",
           "a://[::255.255.255.255]",
           "a://[v1.a]",
           "a://[Vf.:!~]",
           "a://1.2.3.4.5",
           "a:%00",
           "a:;=,!$&'()*+-._~"},
          {"",
           ":",
           ":a",
           "1:",
           "+:",
           "a",
           "/",
           "//a",
           "?",
           "#",
           "a/b:c",
           "a?b:c",
           "\xC3\xA9:",
           "a:%",
           "a:%4",
           "a:%4g",
           "a:%g4",
           "a:% 41",
           "a:b%",
           "a:?%",
           "a:#%",
           "a:##",
           "a:#a#",
           "a:[",
           "a:?[",
           "a:#]",
           "a://[",
           "a://]",
           "a://[]",
           "a://[::1",
           "a://::1]",
           "a://[::1]a",
           "a://[::1]]",
           "a://[::1]@",
           "a://[[::1]]",
           "a://a[::1]",
           "a://[1:2:3:4:5:6:7:8:9]",
           "a://[1:2:3:4:5:6:7]",
           "a://[1:2:3:4:5:6:7::8]",
           "a://[1::2::3]",
           "a://[:::]",
           "a://[12345::]",
           "a://[g::]",
           "a://[::1.2.3]",
           "a://[::256.0.0.0]",
           "a://[::00.0.0.0]",
           "a://[1.2.3.4::]",
           "a://[1.2.3.4]",
           "a://[fe80::1%25eth0]",
           "a://[fe80::1%eth0]",
           "a://[v.a]",
           "a://[v1.]",
           "a://[v1a]",
           "a://[vg.a]",
           "a://[v1.a/]",
           "a://[v1.@]",
           "a://[v1.%41]",
           "a://b@c@d",
           "a://b:8o",
           "a://b:8:0",
           "a://b:-1",
           "a: ",
           " a:",
           "a:\n",
           "a:\x7F",
           "a:\""s,
           "a:<",
           "a:>",
           "a:\\",
           "a:^",
           "a:`",
           "a:{",
           "a:|",
           "a:}",
           "a:\0"s,
           "a\0:"s,
           "a:\xC3\xA9",
           "a:\x80"});
    check(is_uri_reference,
          {"", "/", "//", "///", "////", "a", "a/b:c", "./a:b", "?", "?:", "#", "#:", "/:", "@", ";a", "//a:1/b?c#d",
           "%3A"},
          {":", "1:", "a@b:c", "%41:", "a b", "//a:b/c", "//[::1", "\xEF\xBB\xBF", "\0"s});
}

TEST_CASE("IRIs: which characters beyond ASCII") {
    const std::vector<std::string> everywhere{"\u00A0",     "\uD7FF",     "\uF900",     "\uFDCF",
                                              "\uFDF0",     "\uFFEF",     "\U00010000", "\U0001FFFD",
                                              "\U000DFFFD", "\U000E1000", "\U000EFFFD"};
    const std::vector<std::string> in_queries{"\uE000",     "\uF8FF",     "\U000F0000",
                                              "\U000FFFFD", "\U00100000", "\U0010FFFD"};
    const std::vector<std::string> nowhere{"\xC2\x80",   "\xC2\x9F",   "\uFDD0",     "\uFDEF",     "\uFFF0",
                                           "\uFFFD",     "\uFFFF",     "\U0001FFFE", "\U000EFFFF", "\U000E0000",
                                           "\U000E0FFF", "\U000FFFFE", "\U0010FFFF", "\x80",       "\xC3"};
    const std::vector<std::string> starts{"a:", "a:/", "a://", "a://b@", "a://b/", "a:#", "a:?#"};
    for (const std::string& start : starts) {
        CAPTURE(start);
        for (const std::string& c : everywhere) CHECK((is_iri(start + c) && !is_uri(start + c)));
        for (const std::string& c : in_queries) CHECK_FALSE(is_iri(start + c));
        for (const std::string& c : nowhere) CHECK_FALSE(is_iri(start + c));
    }
    for (const std::string& c : everywhere) CHECK(is_iri("a:?" + c));
    for (const std::string& c : in_queries) CHECK((is_iri("a:?" + c) && is_iri_reference("?b" + c + "#")));
    for (const std::string& c : nowhere) CHECK_FALSE(is_iri_reference("?" + c));
    check(is_iri_reference, {"\u00E9", "\u00E9/:", "//\u00E9@\u00E9:1/\u00E9?\u00E9#\u00E9"},
          {"\u00E9:", "//a:\u0661", "//[\u00E9]", "//[v1.\u00E9]", "//[v\u00E9.a]", "a\u2028 b", "\u00E9%", "\u00E9<"});
}

TEST_CASE("URIs: the grammar as a regular expression says the same of random texts") {
    std::mt19937 random(3986);
    int valid = 0;
    for (int i = 0; i < 100000; ++i) {
        std::string text = random_text(random, uri_parts, 8);
        if (i % 4 == 0) text = "a://[" + random_text(random, address_parts, 6) + (i % 8 == 0 ? "]" : "1]:");
        const bool is_absolute = is_uri(text);
        const bool is_any = is_uri_reference(text);
        valid += is_any ? 1 : 0;
        if (is_absolute != matches_uri(text) || is_any != matches_uri_reference(text)) {
            CAPTURE(text);
            CHECK(is_absolute == matches_uri(text));
            CHECK(is_any == matches_uri_reference(text));
        }
        // What one form accepts, the wider ones do; and what is beyond ASCII is to IRIs as "~" is to URIs.
        std::string plain = text;
        for (std::size_t at = 0; (at = plain.find("\xC3\xA9")) != std::string::npos;) plain.replace(at, 2, "~");
        const bool is_consistent = is_iri(text) == is_uri(plain) && is_iri_reference(text) == is_uri_reference(plain) &&
                                   (!is_absolute || (is_any && is_iri(text))) &&
                                   (!(is_any || is_iri(text)) || is_iri_reference(text));
        if (!is_consistent) {
            CAPTURE(text);
            CHECK(is_consistent);
        }
    }
    CHECK(valid > 15000);
    CHECK(valid < 85000);
}

TEST_CASE("JSON pointers") {
    check(is_json_pointer, {"", "/", "//", "/~0", "/~1", "/~01", "/~1~0/~0", "/\0"s, "/\u00E9", "/%", "/#", "/\n"},
          {"\0"s, "a", "~0", "#", " /", "/~", "/~2", "/~ 0", "/a~/", "/~~0", "/~\0"s, "/~\u0660", "\u00E9"});
    check(is_relative_json_pointer,
          {"0", "9", "10", "0#", "0/", "0//", "12/~0", "0+1", "0-1", "0+0", "1-10/a", "0-1#", "99999999999999999999"},
          {"",   "00",   "01", "-0",  "+0",   "0a",    "#",    "/",    "0#/",    "0##", "0/~", "0 ",
           " 0", "0\0"s, "0+", "0-#", "0+01", "0+1+1", "0+/a", "0--1", "\u0661", "0#a", "1.0"});
    std::mt19937 random(6901);
    constexpr std::array<std::string_view, 12> parts{"/", "~", "0", "1", "~0", "~1", "#", "a", "+", "-", "2", "/a"};
    int valid = 0;
    for (int i = 0; i < 50000; ++i) {
        const std::string text = random_text(random, parts, 6);
        static const boost::regex pointer("(?:/(?:[^/~]|~[01])*)*");
        static const boost::regex relative("(?:0|[1-9][0-9]*)(?:[+\\-](?:0|[1-9][0-9]*))?(?:#|(?:/(?:[^/~]|~[01])*)*)");
        valid += is_relative_json_pointer(text) ? 1 : 0;
        if (is_json_pointer(text) != boost::regex_match(text, pointer) ||
            is_relative_json_pointer(text) != boost::regex_match(text, relative)) {
            CAPTURE(text);
            CHECK(is_json_pointer(text) == boost::regex_match(text, pointer));
            CHECK(is_relative_json_pointer(text) == boost::regex_match(text, relative));
        }
        if (is_json_pointer(text) != is_relative_json_pointer("7" + text))
            CHECK(text.find_first_of("0123456789+-#") == 0);
    }
    CHECK(valid > 1000);
}

TEST_CASE("URI templates: each rule of the grammar") {
    check(
        is_uri_template,
        {"",
         "a",
         "{a}",
         "{a}{b}",
         "x{a}y{b}z",
         "{_}",
         "{0}",
         "{A}",
         "{%41}",
         "{a%41b}",
         "{a.b.c}",
         "{a._}",
         "{%41.%42}",
         "{a*}",
         "{a:1}",
         "{a:9999}",
         "{a,b}",
         "{a*,b:3,c}",
         "{=a}",
         "{,a}",
         "{!a}",
         "{@a}",
         "{|a}",
         "{+a,b}",
         "{#a}",
         "{.a}",
         "{/a}",
         "{;a}",
         "{?a,b}",
         "{&a}",
         "!#$&'()*+,-./:;=?@[]_~",
         "%41",
         "\u00A0",
         "\uE000",
         "\uF8FF",
         "\uFFEF",
         "\U00010000",
         "\U000E1000",
         "\U0010FFFD",
         "{,a,b}"},
        {"{",         "}",      "{}",         "{a",         "a}",         "{{a}}",      "{a{b}}",   "{a}}",   "{+}",
         "{++a}",     "{a+}",   "{.}",        "{..a}",      "{.a.}",      "{a.}",       "{a..b}",   "{a-b}",  "{a b}",
         "{ a}",      "{a,}",   "{,}",        "{,,a}",      "{a,,b}",     "{a, b}",     "{a:}",     "{a:0}",  "{a:01}",
         "{a:10000}", "{a:-1}", "{a:1x}",     "{a:1*}",     "{a*:1}",     "{a**}",      "{*}",      "{*a}",   "{:1}",
         "{%}",       "{%4}",   "{%4g}",      "{a%}",       "{\u00E9}",   "{$a}",       "{a\0}"s,   "\0"s,    " ",
         "\t",        "\x1F",   "\x7F",       "\"",         "<",          ">",          "\\",       "^",      "`",
         "|",         "%",      "%4",         "%4g",        "%%41",       "\xC2\x80",   "\xC2\x9F", "\uFDD0", "\uFDEF",
         "\uFFF0",    "\uFFFF", "\U0001FFFE", "\U000E0000", "\U000E0FFF", "\U0010FFFF", "\x80",     "\xC3"});
}

TEST_CASE("URI templates: the grammar as a regular expression says the same of random texts") {
    const std::string character = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})";
    const std::string variable = character + "(?:\\.?" + character + ")*(?::[1-9][0-9]{0,3}|\\*)?";
    const boost::regex grammar("(?:[!#$&'()*+,\\-./0-9:;=?@A-Z\\[\\]_a-z~]|%[0-9A-Fa-f]{2}|\\{[+#./;?&=,!@|]?" +
                               variable + "(?:," + variable + ")*\\})*");
    constexpr std::array<std::string_view, 18> parts{"{", "{", "}",   "}", "a",   "_1", ".",   ",",  "+",
                                                     "*", ":", ":12", "0", "%41", "%",  "{a}", "{?", "|"};
    std::mt19937 random(6570);
    int valid = 0;
    for (int i = 0; i < 100000; ++i) {
        std::string text = random_text(random, parts, 7);
        if (i % 2 == 0) text = "{" + text + "}";
        valid += is_uri_template(text) ? 1 : 0;
        if (is_uri_template(text) != boost::regex_match(text, grammar)) {
            CAPTURE(text);
            CHECK(is_uri_template(text) == boost::regex_match(text, grammar));
        }
    }
    CHECK(valid > 5000);
    CHECK(valid < 60000);
}

TEST_CASE("internationalized host names: labels") {
    check(is_idn_hostname,
          {"a",
           "A",
           "0",
           "a-b",
           "a--b",
           "ab-c",
           "Example.COM",
           "a1.2b",
           "\u00E9",
           "b\u00FCcher.de",
           "xn--bcher-kva",
           "XN--BCHER-KVA",
           "xn--bcher-kva.de",
           "\u00DF",
           "xn--zca",
           "\u03C2",
           "\u3007",
           "\uAC00",
           "\u4E08\u30FB",
           "l\u00B7l",
           "\u0375\u03B1",
           "\u05D0\u05F3",
           "\u05D0\u05F4",
           "\u0628\u0660\u0661",
           "\u06F1\u06F2",
           "\u0915\u094D\u200D\u0937",
           "\u0915\u094D\u200C",
           "\u0628\u200C\u0628",
           "\u0628\u064B\u200C\u064B\u0628",
           "x\u0316",
           "a.b\u3002c\uFF0Ed\uFF61"
           "e"},
          {"",
           "-",
           "-a",
           "a-",
           "-\u00FC",
           "\u00FC-",
           "\u00FCb--c",
           "ab--c",
           "ab--",
           "xn--",
           "xn--a",
           "xn---",
           "xn--a-",
           "xn--\u00E9",
           "xn--BCHER-KVA-",
           "a_b",
           "a b",
           "a\0"s,
           "\0"s,
           "a@b",
           "a:1",
           "[::1]",
           "*.a",
           "\u00C9",
           "B\u00FCcher",
           "\u00E9-",
           "-\u00E9",
           "\u00E9\u00E9--a",
           "e\u0301",
           "\u0301a",
           "\u0903a",
           "\u0488",
           "\u0130",
           "\u212A",
           "\uFF41",
           "\u1100\u1161",
           "\u0640",
           "\u07FA",
           "\u302E",
           "\u3031",
           "\u3035",
           "\u303B",
           "\u20D0",
           "a\u20DD",
           "\U0001D165",
           "a\u200B",
           "\u2028",
           "\uFDD0",
           "\uFFFF",
           "\uE000",
           "\u0378",
           "\U0001F600",
           "\u00B7",
           "l\u00B7",
           "\u00B7l",
           "L\u00B7L",
           "\u0375",
           "\u0375a",
           "\u03B1\u0375",
           "a\u05F3",
           "\u30FB",
           "a\u30FB",
           "\u0628\u0660\u06F0",
           "\u200C",
           "\u200D",
           "a\u200Db",
           "\u0628\u200D\u0628",
           "\u0628\u200C",
           "\u200C\u0628",
           "\u0627\u200C\u0628",
           "\u0628\u200Ca",
           "a.",
           ".a",
           "a..b",
           "a\u3002",
           "a\uFF0E\uFF61"
           "b",
           "\x80",
           "\xC3"});
}

TEST_CASE("internationalized host names: lengths are those of the ASCII form") {
    const std::string label(63, 'a');
    // Each further character of the same label takes one octet more.
    CHECK(is_idn_hostname(repeat("\u00FC", 57)));
    CHECK_FALSE(is_idn_hostname(repeat("\u00FC", 58)));
    check(is_idn_hostname,
          {label, label + "." + label + "." + label + "." + std::string(61, 'b'),
           label + "." + label + "." + label + "." + std::string(59, 'b') + ".c",
           label + "\u3002" + label + "\u3002" + label + "\u3002" + std::string(61, 'b')},
          {label + "a", label + "." + label + "." + label + "." + std::string(62, 'b'),
           label + "." + label + "." + label + "." + std::string(60, 'b') + ".c",
           // 4 octets of UTF-8, but 8 in ASCII.
           label + "." + label + "." + label + "." + std::string(54, 'b') + ".\u00FC\u00FC", repeat("a.", 127),
           repeat("\u4E08", 400), std::string(2000, 'a'), repeat("\U00010A00", 300)});
    CHECK(is_idn_hostname(repeat("a.", 126) + "a"));
}

TEST_CASE("internationalized host names: the Bidi Rule") {
    check(is_idn_hostname,
          {"\u05D0", "a.\u05D0", "\u05D0.a1", "\u05D01", "\u05D0-1", "\u05D0\u05B0", "\u06281\u064B", "\u0628\u0660",
           "x\u0316.\u05D0", "1a.b", "\u06F0", "1\u06F0", "xn--4db.a", "\u05D0.xn--4db"},
          {"1.\u05D0", "\u05D0.1", "1\u05D0", "\u0660\u0628", "\u0660", "a\u05D0", "\u05D0a", "\u05D01\u0660",
           "\u06F0.\u05D0", "1.xn--4db", "1a.xn--4db", "\u05D0.b.1"});
}

TEST_CASE("internationalized mail addresses") {
    const std::string local(64, 'a');
    check(is_idn_email,
          {"a@b",
           "a.b@c",
           "!#$%&'*+-/=?^_`{|}~@b",
           "\u00E9@\u00E9",
           "\u00E9.\U0001F600@b",
           "\"\"@a",
           "\" \"@a",
           "\"a@b\"@c",
           "\"\\\"\"@a",
           "\"\\\\\"@a",
           "\"\\ \"@a",
           "\"\u00E9..\"@a",
           local + "@a",
           "\"" + std::string(62, 'a') + "\"@b",
           repeat("\u00E9", 32) + "@a",
           "a@xn--bcher-kva.de",
           "a@cafe\u0301.fr",
           "a@b\u3002c",
           "a@[1.2.3.4]",
           "a@[255.255.255.255]",
           "a@[001.2.3.4]",
           "a@[IPv6:::1]",
           "a@[ipv6:1:2:3:4:5:6:7:8]",
           "a@[IPv6:1:2:3:4:5:6::]",
           "a@[IPV6:::1.2.3.4]",
           "a@[IPv6:1:2:3::4:1.2.3.4]"},
          {"",
           "@",
           "a",
           "a@",
           "@a",
           "a@@b",
           "a@b@c",
           ".a@b",
           "a.@b",
           "a..b@c",
           "a b@c",
           "a\\b@c",
           "a(b)@c",
           "a,b@c",
           "a\0@b"s,
           "a\n@b",
           "a\x7F@b",
           "\"@a",
           "\"a@b",
           "\"a\"b@c",
           "\"a\".b@c",
           "a\"b\"@c",
           "\"\\\"@a",
           "\"\n\"@a",
           "\"\0\"@a"s,
           "\"\x7F\"@a",
           "\"\\\u00E9\"@a",
           "\"\"\"@a",
           local + "a@b",
           "\"" + std::string(63, 'a') + "\"@b",
           repeat("\u00E9", 32) + "a@b",
           "a@b.",
           "a@.b",
           "a@b..c",
           "a@-b",
           "a@b_c",
           "a@b c",
           "a@b\0"s,
           "a@\u0301"
           "b",
           "a@1.\u05D0",
           "a\uFF20"
           "b",
           "a@[]",
           "a@[",
           "a@]",
           "a@[1.2.3]",
           "a@[1.2.3.4.5]",
           "a@[1.2.3.256]",
           "a@[0001.2.3.4]",
           "a@[1.2.3.]",
           "a@[1.2.3.4]b",
           "a@[1.2.3.4",
           "a@1.2.3.4]",
           "a@[::1]",
           "a@[IPv6:]",
           "a@[IPv6:1]",
           "a@[IPv6::::]",
           "a@[IPv61:2:3:4:5:6:7:8]",
           "a@[IPv6:1:2:3:4:5:6:7::]",
           "a@[IPv6:1:2:3:4::5:1.2.3.4]",
           "a@[IPv6:fe80::1%1]",
           "a@[x:y]",
           "a <a@b>"});
    CHECK(is_idn_email("a@" + repeat("e\u0301", 57)));
    CHECK_FALSE(is_idn_email("a@" + repeat("e\u0301", 58)));
    CHECK(is_idn_email("a@" + repeat("\U00011099\U000110BA", 50)));
    CHECK_FALSE(is_idn_hostname(repeat("\U00011099\U000110BA", 50)));
    CHECK(is_idn_hostname(repeat("\U0001109A", 50)));
    CHECK_FALSE(is_idn_email("a@e" + repeat("\u0301", 100000)));
}

TEST_CASE("regular expressions are those of the flag u") {
    check(is_regex,
          {"",
           "a",
           "^a$",
           "[]",
           "[^]",
           "(?:a|b)*?",
           "(?<a>x)\\k<a>",
           "(?<=a)b(?<!c)",
           "\\p{L}\\P{Lu}",
           "[\\p{Script=Greek}-]",
           "\\p{sc=Grek}\\p{scx=Grek}\\p{Script_Extensions=Greek}",
           "\\p{ASCII}\\p{Any}\\p{Assigned}",
           "\\u{1F600}",
           "\\\\p",
           "[\\\\p{x]",
           "(a)\\1",
           "\\/",
           "a{2,3}",
           "\u00E9",
           "\0"s,
           "\\0",
           "[\\-]",
           "\\cA",
           "(?<\\u0061>x)"},
          {"(",
           ")",
           "[",
           "a**",
           "\\",
           "\\a",
           "\\Z",
           "\\-",
           "\\_",
           "a{",
           "{",
           "}",
           "]",
           "a{2,1}",
           "\\1",
           "\\01",
           "\\k",
           "\\p",
           "\\p{",
           "\\p{}",
           "\\pL",
           "\\p{l}",
           "\\p{Latin}",
           "\\p{sc=}",
           "\\p{=L}",
           "\\p{sc=Latn=x}",
           "\\p{L}{",
           "[\\p{L}-z]",
           "[\\w-z]",
           "[z-a]",
           "\\c",
           "\\c\\p{L}",
           "\\x\\p{L}",
           "(?<a\\p{L}>x)",
           "\\k<\\p{L}>",
           "(?<a>x)(?<a>y)",
           "(?i:a)",
           "(?P<a>x)",
           "(?#a)",
           "(?<=a)*",
           "\\u{110000}",
           "\\p{L\0}"s,
           "^\\S(|(.|\\n)*\\S)\\Z"});
}

TEST_CASE("regular expressions: what is longer or deeper than a pattern may be is none") {
    CHECK(is_regex(std::string(max_pattern_bytes, 'a')));
    CHECK_FALSE(is_regex(std::string(max_pattern_bytes + 1, 'a')));
    CHECK(is_regex(repeat("(", max_regex_depth) + repeat(")", max_regex_depth)));
    CHECK_FALSE(is_regex(repeat("(", max_pattern_depth + 1) + repeat(")", max_pattern_depth + 1)));
    CHECK(is_regex(repeat("(a)", 2000)));
}

TEST_CASE("formats of RFCs: long texts take no longer than they are") {
    constexpr std::size_t count = 300'000;
    for (const std::string_view part : {"a", "/", ":",      "%",      "%41",    "{",  "{a}", "{a,", "~",      "@", "[",
                                        ".", "#", "\u00E9", "\u0301", "\u3002", "\"", "\\",  "(",   "\\p{L}", "0"}) {
        for (const std::string_view start : {"", "a:", "//", "/", "0", "{a", "a@", "\""}) {
            const std::string text = std::string(start) + repeat(part, count);
            for (const auto& [format, judge] : judges) static_cast<void>(judge(text));
        }
    }
    CHECK_FALSE(is_idn_hostname(repeat("a.", count)));
    CHECK(is_uri_reference(repeat("/", count)));
}

TEST_CASE("both characters of a pair in a time are digits, whatever number others would come to") {
    CHECK(is_rfc3339_time("10:30:09Z"));
    CHECK(is_rfc3339_time("10:30:09+01:30"));
    for (const char* time : {"1/:30:09Z", "/1:30:09Z", "10:1/:09Z", "10:/1:09Z", "10:30:1/Z", "10:30:/1Z",
                             "10:30:09+1/:30", "10:30:09+/1:30", "10:30:09+01:3/", "10:30:09+01:/3", "1:30:09Z"}) {
        CAPTURE(time);
        CHECK_FALSE(is_rfc3339_time(time));
    }
}

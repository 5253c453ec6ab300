// URLs as Node 20 judges them: by hand where a rule is easily got wrong, and the inputs of the web-platform-tests,
// whose verdicts tests/zod/urls.mjs writes.
#include "text/url.hpp"

#include "text/scanners.hpp"
#include "text/text.hpp"

#include <catch2/catch.hpp>

#include <rapidjson/document.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::text;

namespace {

constexpr std::size_t default_steps = 1000000;

Found found(std::string_view text, std::size_t steps = default_steps) {
    // On the heap, in no more bytes than there are, for sanitizers to see a read beyond them.
    const std::vector<char> bytes(text.begin(), text.end());
    return is_url({bytes.data(), bytes.size()}, steps);
}

std::size_t steps_taken(std::string_view text) {
    std::size_t steps = default_steps;
    is_url(text, steps);
    return default_steps - steps;
}

struct Case {
    std::string_view text;
    bool fits;
};

template <std::size_t size>
constexpr std::string_view with_nul(const char (&literal)[size]) {  // NOLINT(*-avoid-c-arrays)
    return {literal, size - 1};
}

constexpr std::array structure{
    Case{"https://example.com/a/b?c=d#e", true},
    Case{"", false},
    Case{":", false},
    Case{"example.com", false},
    Case{"//example.com", false},
    Case{"1a:b", false},
    Case{"+a:b", false},
    Case{"a", false},
    Case{"a:", true},
    Case{"a+-.9:", true},
    Case{"a_:", false},
    Case{"\u00E9:", false},
    Case{"a b:", false},
    // The ends are stripped of controls and spaces, the middle of tabs and line breaks only.
    Case{with_nul(" \0\x1F\tx:\n \0"), true},
    Case{"\x7Fx:", false},
    Case{"\u00A0x:", false},
    Case{"h\tt\nt\rp://a", true},
    Case{"http:\t/\n/\r", false},
    Case{"http://a\tb:8\n0\r/", true},
    Case{"http://a b", false},
    Case{with_nul("http://a\0b"), false},
    Case{with_nul("http://a/\0b"), true},
    Case{"http://[::1]\t:80", true},
    Case{"http://[::1\t]\n", true},
    Case{"http://u@\t/", false},
    // Special schemes take any slashes, or none; without a host they fail.
    Case{"http:", false},
    Case{"http:/", false},
    Case{"http://", false},
    Case{"http:////", false},
    Case{"http:a", true},
    Case{"http:/a", true},
    Case{"HTTP:\\\\a", true},
    Case{"ws:/\\/\\a\\@b", true},
    Case{"wss:?", false},
    Case{"ftp:#", false},
    Case{"https://?a", false},
    Case{"https:// a", false},
    Case{"httpss:", true},
    Case{"http-:", true},
    // Others have a host behind two slashes only; it may be empty, and all else is a path.
    Case{"x:/", true},
    Case{"x://", true},
    Case{"x:// ", true},
    Case{"x:// /", false},
    Case{"x:///", true},
    Case{"x: :80", true},
    Case{"x:/a b:c", true},
    Case{"x://a\\b", false},
    Case{"x:\\\\a b", true},
    Case{"javascript:alert(1)", true},
    Case{"mailto:a b", true},
};

constexpr std::array authorities{
    Case{"http://u@a", true},
    Case{"http://u:p@a", true},
    Case{"http://@a", true},
    Case{"http://:@a", true},
    Case{"http://u@v@a", true},
    Case{"http://u b@a", true},
    Case{"http://[@a", true},
    Case{"http://u:99999999@a", true},
    Case{"http://a@", false},
    Case{"http://a@/", false},
    Case{"http://a@?", false},
    Case{"http://a@\\", false},
    Case{"http://a@b@", false},
    Case{"http://u@:80", false},
    Case{"http:@:x", false},
    Case{"http://a/@", true},
    Case{"http://a#@", true},
    Case{"http:@/a", false},
    Case{"x://a@", false},
    Case{"x://@/", false},
    Case{"x://@a", true},
    Case{"x://\\@a", true},
    Case{"http://a:", true},
    Case{"http://a:/", true},
    Case{"http://:", false},
    Case{"http://:80", false},
    Case{"x://:80", false},
    Case{"x://a:", true},
    Case{"http://a:0", true},
    Case{"http://a:65535", true},
    Case{"http://a:65536", false},
    Case{"http://a:4294967296", false},
    Case{"http://a:18446744073709551616", false},
    Case{"http://a:00000000000000000000000080", true},
    Case{"x://a:65535#", true},
    Case{"x://a:65536", false},
    Case{"http://a:8a", false},
    Case{"http://a:-1", false},
    Case{"http://a: 1", false},
    Case{"http://a:80\\b", true},
    Case{"x://a:80\\b", false},
    Case{"http://a:80:80", false},
    Case{"http://a:%38", false},
    // The host of a file is optional, and all that stands before a slash.
    Case{"file:", true},
    Case{"file:a b", true},
    Case{"file:/", true},
    Case{"file:/\\", true},
    Case{"file:///", true},
    Case{"file://a", true},
    Case{"file://?a b", true},
    Case{"FILE:\\\\a b", false},
    Case{"file:/a b", true},
    Case{"file://localhost/", true},
    Case{"file://a:80/", false},
    Case{"file://u@a/", false},
    Case{"file://C:/", true},
    Case{"file://c|", true},
    Case{"file://C|\\a", true},
    Case{"file://c\t:?", true},
    Case{"file://c:d", false},
    Case{"file://cd:", false},
    Case{"file://1:", false},
    Case{"file://%43:", false},
    Case{"file://C%7C", false},
    Case{"file://[::1]/", true},
    Case{"file://1.2.3.256", false},
};

constexpr std::array hosts{
    Case{"http://a-b_c.d~e!$&'()*+,;=`{}\"/", true},
    Case{"http://-a-.-/", true},
    Case{"http://a..b/", true},
    Case{"http://./", true},
    Case{"http://.../", true},
    Case{"http://a^b", false},
    Case{"http://a|b", false},
    Case{"http://a<b", false},
    Case{"http://a>b", false},
    Case{"http://a[b", false},
    Case{"http://a]b", false},
    Case{"http://a\x7F", false},
    Case{"http://a\x01z", false},
    Case{"http://a%", false},
    Case{"http://a%4", false},
    Case{"http://a%4g", false},
    Case{"http://a%41", true},
    Case{"http://%61%2e%4\t1", true},
    Case{"http://a%25", false},
    Case{"http://a%2541", false},
    Case{"http://a%00", false},
    Case{"http://a%09b", false},
    Case{"http://a%0Db", false},
    Case{"http://a%20b", false},
    Case{"http://a%2Fb", false},
    Case{"http://a%3A80", false},
    Case{"http://a%40b", false},
    Case{"http://%5B::1%5D", false},
    Case{"http://%ff", false},
    Case{"http://%C3", false},
    Case{"http://%C3%A9", true},
    Case{"http://%C3\u00E9", false},
    Case{"http://%ED%A0%80", false},
    // Opaque hosts are nearly anything.
    Case{"x://a%", true},
    Case{"x://%00", true},
    Case{"x://\x01\x7F", true},
    Case{"x://\u00E9\uFFFD\u2488", true},
    Case{"x://1.2.3.256", true},
    Case{"x://xn--a", true},
    Case{with_nul("x://a\0b"), false},
    Case{"x://a b", false},
    Case{"x://a<", false},
    Case{"x://a>", false},
    Case{"x://a^", false},
    Case{"x://a|", false},
    Case{"x://a]", false},
    Case{"x://a[b:c]d", false},
    Case{"x://[::1]", true},
    Case{"x://[::g]", false},
    Case{"x://[a", false},
    Case{"x://[]", false},
    Case{"x://[", false},
    // Addresses: a host that ends in a number has to be one.
    Case{"http://0", true},
    Case{"http://1.2.3.4", true},
    Case{"http://1.2.3.4.", true},
    Case{"http://1.2.3.4..", true},
    Case{"http://1.2.3", true},
    Case{"http://1.2.65535", true},
    Case{"http://1.2.65536", false},
    Case{"http://1.16777215", true},
    Case{"http://1.16777216", false},
    Case{"http://4294967295", true},
    Case{"http://4294967296", false},
    Case{"http://18446744073709551617", false},
    Case{"http://256.1", false},
    Case{"http://1.2.3.256", false},
    Case{"http://1.2.3.4.5", false},
    Case{"http://1.2.3.4.0", false},
    Case{"http://1..2", false},
    Case{"http://.1", false},
    Case{"http://a.1", false},
    Case{"http://a.1.", false},
    Case{"http://a.1..", true},
    Case{"http://1.a", true},
    Case{"http://0x", true},
    Case{"http://0X.0x.0", true},
    Case{"http://a.0x", false},
    Case{"http://a.0xg", true},
    Case{"http://a.0xfF", false},
    Case{"http://a.x", true},
    Case{"http://0xffffffff", true},
    Case{"http://0x100000000", false},
    Case{"http://037777777777", true},
    Case{"http://040000000000", false},
    Case{"http://08", false},
    Case{"http://09.1", false},
    Case{"http://1.08", false},
    Case{"http://00000000000000000000000000000000000000377.1", true},
    Case{"http://0x00000000000000000000000000000000000000ff.1", true},
    Case{"http://0b1", true},
    Case{"http://1e9", true},
    Case{"http://1.-1", true},
    Case{"http://%31%2E%30x1", true},
    Case{"http://%31.25\t6.1", false},
    Case{"http://1.2.3.4:80", true},
};

constexpr std::array domains{
    Case{"http://b\u00FCcher.example", true},
    Case{"http://stra\u00DFe.de", true},
    Case{"http://\u6F22\u5B57\u3002\uFF4A\uFF50", true},
    Case{"http://\U0001F600", true},
    Case{"http://\u00AD", false},
    Case{"http://\u00ADa", true},
    Case{"http://%EF%BB%BFa", true},
    Case{"http://\uFFFD", false},
    Case{"http://\u2488", false},
    Case{"http://\u2100", false},
    Case{"http://\u00A0", false},
    Case{"http://\uE000", false},
    Case{"http://\U0010FFFF", false},
    Case{"http://\u2260", true},
    Case{"http://a=\u0338", true},
    Case{"http://a<\u0338", true},
    Case{"http://a<\u0327", false},
    Case{"http://\u0301a", false},
    Case{"http://a\u0301", true},
    Case{"http://\uFF05\uFF14\uFF11", false},
    Case{"http://a%0D\u00E9", false},
    Case{"http://\u00E9%20", false},
    Case{"http://\u00E9-.-", true},
    Case{"http://\uFF11.\uFF12", true},
    Case{"http://\uFF10\uFF58\uFF17f.1", true},
    Case{"http://1.2.3.4\u3002", true},
    Case{"http://1.2.3\uFF0E256", false},
    Case{"http://\u00E9.1", false},
    Case{"http://1.\u00E9", true},
    Case{"http://99\u00AD99999999", false},
    // Punycode.
    Case{"http://xn--bcher-kva", true},
    Case{"http://XN--BCHER-KVA", true},
    Case{"http://a.xn--4db.b", true},
    Case{"http://%78n%2D-4db", true},
    Case{"http://\uFF58n--4db", true},
    Case{"http://x\u00ADn--a", false},
    Case{"http://xn--", false},
    Case{"http://xn---", false},
    Case{"http://xn--a", false},
    Case{"http://xn--a-", true},
    Case{"http://xn--ASCII-", true},
    Case{"http://xn--b\u00FCcher", false},
    Case{"http://xn--\u00E9-bga", false},
    Case{"http://xn--9ca", true},
    Case{"http://xn--l3902716a", false},  // the same and 2 to the power of 32
    Case{"http://xn--ls8h", true},
    Case{"http://xn--ls8h=", false},
    Case{"http://xn--a.1", false},
    Case{"http://a.xn--b", false},
    Case{"http://axn--a", true},
    Case{"http://xn-a", true},
    Case{"http://xn--ab-dg0l", false},
    Case{"http://xn--zzzzzzzzzz", true},
    Case{"http://xn--99999999", false},
    Case{"http://xn--4db.1", false},
    Case{"http://xn--1.1.1.1", false},
    // Joiners: the first decides about the label.
    Case{"http://a\u200Cb", false},
    Case{"http://\u200D", false},
    Case{"http://\u0915\u094D\u200D", true},
    Case{"http://\u0915\u094D\u200D\u0628", true},
    Case{"http://\u0915\u200D", false},
    Case{"http://\u0628\u200C\u0628", true},
    Case{"http://\u0628a\u200Ca\u0628", true},
    Case{"http://a\u200C\u0628", false},
    Case{"http://\u0628\u200Ca", false},
    Case{"http://\u0628\u200C\u0628\u200D", true},
    Case{"http://\u07CA\u200C\u07CA", false},
    // Letters from right to left: each label for itself, and not the rule to the letter.
    Case{"http://\u0628.1a", true},
    Case{"http://\u0628a", false},
    Case{"http://a\u0628", true},
    Case{"http://a\u0628b", false},
    Case{"http://a\u0660", true},
    Case{"http://1\u0628", true},
    Case{"http://-\u0628", true},
    Case{"http://\u0628-", false},
    Case{"http://\u0628\u06F1", true},
    Case{"http://\u0628\u06F1\u0660", false},
    Case{"http://\u0660\u0628", true},
    Case{"http://\u0628\u064B", true},
    Case{"http://\u0628-\u064B", false},
    Case{"http://\u0628\u1734", true},
    Case{"http://\u0628\u0870\u0628", false},
    Case{"http://\u0898", true},
    Case{"http://xn--ngb-a", false},
};

constexpr std::array addresses{
    Case{"::", true},
    Case{"::1", true},
    Case{"1::", true},
    Case{"1:2:3:4:5:6:7:8", true},
    Case{"ABCD:ef01::", true},
    Case{"1:2:3:4:5:6:7::", true},
    Case{"::2:3:4:5:6:7:8", true},
    Case{"::1:2:3:4:5:6:7:8", false},
    Case{"1:2:3:4:5:6:7:8::", false},
    Case{"1:2:3:4::5:6:7:8", false},
    Case{"1:2:3:4:5:6:7", false},
    Case{"1:2:3:4:5:6:7:8:9", false},
    Case{"", false},
    Case{":", false},
    Case{":::", false},
    Case{":1", false},
    Case{"1:", false},
    Case{"1:2:3:4:5:6:7:", false},
    Case{"1::2::3", false},
    Case{"1:::2", false},
    Case{"12345::", false},
    Case{"0000::", true},
    Case{"g::", false},
    Case{"1", false},
    Case{"1.2.3.4", false},
    Case{"::1.2.3.4", true},
    Case{"1:2:3:4:5:6:1.2.3.4", true},
    Case{"1:2:3:4:5:6:7:1.2.3.4", false},
    Case{"1:2:3:4:5::1.2.3.4", true},
    Case{"1:2:3:4:5:6::1.2.3.4", false},
    Case{"::1.2.3", false},
    Case{"::1.2.3.4.5", false},
    Case{"::1.2.3.4.", false},
    Case{"::1.2.3.4:5", false},
    Case{"::1..3.4", false},
    Case{"::.1.2.3", false},
    Case{"::1.2.3.256", false},
    Case{"::1.2.3.1000", false},
    Case{"::01.2.3.4", false},
    Case{"::1.2.3.00", false},
    Case{"::0.0.0.0", true},
    Case{"::a.2.3.4", false},
    Case{"::1.2.3.a", false},
    Case{"::12345.1.1.1", false},
    Case{"::1%25eth0", false},
    Case{"[::1]", false},
    Case{"::1]", false},
    Case{" ::1", false},
    Case{"::\xEF\xBC\x91", false},
    Case{with_nul("::1\0"), false},
};

void check(std::string_view text, bool fits) {
    CAPTURE(text);
    CHECK(found(text) == (fits ? Found::yes : Found::no));
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string out;
    for (; times > 0; --times) out += part;
    return out;
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) out += part;
    return out;
}

}  // namespace

TEST_CASE("URLs: schemes, slashes, and what is skipped") {
    STATIC_REQUIRE(structure.size() == 50);
    for (const Case& url : structure) check(url.text, url.fits);
}

TEST_CASE("URLs: credentials, ports, and files") {
    STATIC_REQUIRE(authorities.size() == 66);
    for (const Case& url : authorities) check(url.text, url.fits);
}

TEST_CASE("URLs: hosts of ASCII, opaque hosts, and IPv4 addresses") {
    STATIC_REQUIRE(hosts.size() == 95);
    for (const Case& url : hosts) {
        check(url.text, url.fits);
        CHECK((steps_taken(url.text) == 0 || url.text.find("\u00E9") != npos || url.text.find("%C3") != npos ||
               url.text.find("%ff") != npos || url.text.find("%ED") != npos));
    }
}

TEST_CASE("URLs: domains with letters beyond ASCII, and Punycode") {
    STATIC_REQUIRE(domains.size() == 84);
    for (const Case& url : domains) check(url.text, url.fits);
}

TEST_CASE("IPv6 addresses, alone and in URLs") {
    STATIC_REQUIRE(addresses.size() == 50);
    for (const auto& [text, fits] : addresses) {
        CAPTURE(text);
        CHECK(is_ipv6(text) == fits);
        check("http://[" + std::string(text) + "]", fits);
        check("x://[" + std::string(text) + "]:1/", fits);
    }
    // A URL loses its tabs and line breaks; an address alone may not have any.
    check("http://[:\t:\r1\n]", true);
    CHECK_FALSE(is_ipv6("::\t1"));
    CHECK_FALSE(is_ipv6("\n::1"));
    CHECK_FALSE(is_ipv6("::1\r"));
}

TEST_CASE("URLs of the web-platform-tests are told as Node tells them") {
    std::ifstream stream(std::filesystem::path(ZODGATE_TEXT_TESTS) / "url_golden.ndjson", std::ios::binary);
    std::size_t inputs = 0;
    std::size_t urls = 0;
    for (std::string line; std::getline(stream, line); ++inputs) {
        rapidjson::Document entry;
        entry.Parse(line.data(), line.size());
        REQUIRE_FALSE(entry.HasParseError());
        const rapidjson::Value& input = entry["input"];
        check({input.GetString(), input.GetStringLength()}, entry["can_parse"].GetBool());
        urls += entry["can_parse"].GetBool() ? 1 : 0;
    }
    CHECK(inputs == 988);
    CHECK(urls == 571);
}

TEST_CASE("URLs: only domains that need IDNA take steps, and none is judged beyond them") {
    const std::string_view domain = "http://b\u00FCcher.example/";
    const std::size_t needed = steps_taken(domain);
    CHECK(needed > 0);
    CHECK(needed < 1000);
    CHECK(found(domain, needed) == Found::yes);
    std::size_t short_by_one = needed - 1;
    CHECK(is_url(domain, short_by_one) == Found::over_budget);
    CHECK(short_by_one == needed - 1);
    CHECK(found("http://xn--a", 0) == Found::over_budget);
    CHECK(found("x://b\u00FCcher.example/", 0) == Found::yes);
    CHECK(found("http://a/b\u00FC", 0) == Found::yes);
    CHECK(found("http://b\u00FC:x/", 0) == Found::no);

    const std::string marks = repeated("\u0344", 100000) + repeated("\u0316", 100000);
    CHECK(found("http://a" + marks) == Found::over_budget);
    CHECK(found("http://a" + marks, static_cast<std::size_t>(-1)) == Found::over_budget);
    CHECK(found("http://xn--" + std::string(1000000, 'a')) == Found::over_budget);
    CHECK(found("http://" + repeated("\u6F22", 900)) == Found::yes);
    CHECK(found("http://" + repeated("\u6F22", 2000)) == Found::over_budget);
    CHECK(found("http://" + repeated("\uFDFA", 500)) == Found::no);
}

TEST_CASE("URLs: long ones of ASCII are judged to the end") {
    constexpr std::size_t length = 1000000;
    const std::string letters(length, 'a');
    CHECK(found("http://" + letters, 0) == Found::yes);
    CHECK(found("http://" + letters + "^", 0) == Found::no);
    CHECK(found("http://" + std::string(length, '0') + "1", 0) == Found::yes);
    CHECK(found("http://" + std::string(length, '1'), 0) == Found::no);
    CHECK(found("http://a:" + std::string(length, '0') + "1", 0) == Found::yes);
    CHECK(found("http:" + std::string(length, '/') + "a", 0) == Found::yes);
    CHECK(found("http://" + std::string(length, '@') + "a", 0) == Found::yes);
    CHECK(found(letters + ":", 0) == Found::yes);
    CHECK(found("http://a" + std::string(length, '\t') + "%" + std::string(length, '\n') + "41", 0) == Found::yes);
    CHECK(found("http://[" + std::string(length, ':') + "]", 0) == Found::no);
}

TEST_CASE("white space is trimmed as by String.prototype.trim") {
    constexpr std::array<std::string_view, 25> spaces{
        "\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u00A0", "\u1680", "\u2000",
        "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
        "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"};
    std::string all;
    for (const std::string_view space : spaces) {
        all += space;
        const std::string text(space);
        CHECK(trim(text).empty());
        CHECK(trim(joined({text, "a", text, "b", text})) == joined({"a", text, "b"}));
    }
    CHECK(trim(all + "a" + all) == "a");
    CHECK(trim(all + all).empty());
    for (const std::string_view other :
         {with_nul("\0"), std::string_view("\x1C"), std::string_view("\u0085"), std::string_view("\u180E"),
          std::string_view("\u200B"), std::string_view("\u2060"), std::string_view("\u00E0")})
        CHECK(trim(other) == other);
    CHECK(trim("").empty());
    CHECK(trim("a b") == "a b");
}

TEST_CASE("tabs and line breaks are taken out of URLs, nothing else") {
    CHECK(without_tabs_and_newlines("\th\nt\r\ntp://a b\v\n") == "http://a b\v");
    CHECK(without_tabs_and_newlines("\t\n\r").empty());
    CHECK(without_tabs_and_newlines(with_nul("a\0\u2028")) == with_nul("a\0\u2028"));
}

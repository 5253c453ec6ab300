// Verdicts are those of zod 4.6.7 on Node 20; known_patterns_test.cpp compares scanners with patterns on random texts.
#include "text/scanners.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

using namespace zodgate::text;

namespace {

using Scan = bool (*)(std::string_view) noexcept;

void accepts(Scan scan, std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
        CAPTURE(text);
        CHECK(scan(text));
    }
}

void refuses(Scan scan, std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
        CAPTURE(text);
        CHECK_FALSE(scan(text));
    }
}

std::string repeat(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

using namespace std::string_view_literals;

}  // namespace

TEST_CASE("email: atoms between dots, no apostrophe before the at sign, a domain with letters at its end") {
    accepts(is_email, {"ada.lovelace@example.com", "a@b.co", "A_+-'x@ex-ample.co.uk", "x@1.2.io", "a'.b@c.de",
                       "-@a-.co", "a@b.CoM", "'a@b.co"});
    refuses(is_email, {"",         "@",          "@b.co",         "a@",        "a@b",
                       "a@.co",    "a@b.c",      "a@b.c0",        "a@b.co.",   "a@-b.co",
                       "a@b..co",  ".a@b.co",    "a.@b.co",       "a..b@c.de", "a'@b.co",
                       "a@b.co\n", " a@b.co",    "a@@b.co",       "a@b@c.de",  "ä@b.co",
                       "a@ä.co",   "a\0@b.co"sv, "a.'@b.co",      "a@b.c-",    "a@b.co-m",
                       "a.",       "a",          "a@b.co\0"sv,    "a b@c.de",  "a@com",
                       "a/b@c.de", "a@b_c.de",   "a@b.co\xC2\xA0"});
}

TEST_CASE("html5Email: labels of 63 characters, any number of them, any dots before the at sign") {
    accepts(is_html5_email, {"a@b", "a.@b", ".@b-c", "!#$%&'*+/=?^_`{|}~-.@1", "a@b.c.d"});
    refuses(is_html5_email, {"", "@", "a@", "@b", "a@b.", "a@.b", "a@b..c", "a@-b", "a@b-", "a@b-.c", "a@b@c", "a@b_c",
                             "a(@b", "\"a\"@b", "ä@b", "a@b\n", "a b@c"});
    const std::string label = repeat("x", 63);
    CHECK(is_html5_email("a@" + label + "." + label));
    CHECK_FALSE(is_html5_email("a@" + label + "x"));
}

TEST_CASE("rfc5322Email: atoms of nearly anything, quoted strings, addresses in brackets") {
    accepts(is_rfc5322_email, {"a@b.co", "ä.漢😀@b.co", "\" \"@b.co", "\"\"\"@b.co", "\"a@b\"@c.de", "a@[1.22.333.999]",
                               "a@-.co", "a\x7F@b.co", "\x01@b.co", "a\xE1\xA0\x8E@b.co" /* U+180E */});
    refuses(is_rfc5322_email, {"",
                               "@b.co",
                               "a@b",
                               "a@b.c",
                               "a@.co",
                               "a@b..co",
                               ".a@b.co",
                               "a.@b.co",
                               "a..b@c.de",
                               "\"\"@b.co",
                               "\"@b.co",
                               "\"a@b.co",
                               "a\"@b.co",
                               "\"\n\"@b.co",
                               "\"\xE2\x80\xA8\"@b.co" /* U+2028 */,
                               "a b@c.de",
                               "a\t@b.co",
                               "a\xC2\xA0@b.co",
                               "a\xEF\xBB\xBF@b.co" /* U+FEFF */,
                               "a\xE3\x80\x80@b.co",
                               "a@[1.2.3]",
                               "a@[1.2.3.]",
                               "a@[1.2.3.4444]",
                               "a@[1.2.3.4",
                               "a@1.2.3.4",
                               "a@b.co\n",
                               "a(b@c.de",
                               "a@b@c.de",
                               "a@ä.co",
                               "a@-.-"});
}

TEST_CASE("unicodeEmail: 64 and 255 code points, no white space, quotes only behind the at sign") {
    accepts(is_unicode_email, {"a@b", "ä@漢", "😀@\"", "a.@.", "\0@\0"sv, "a@b\xE1\xA0\x8E" /* U+180E */});
    refuses(is_unicode_email, {"", "@", "a@", "@b", "a", "a@b@c", "\"a\"@b", "a @b", "a@ b", "a@b\n", "a\xC2\xA0@b",
                               "a@b\xE2\x80\x83", "a@\xEF\xBB\xBF"});
    CHECK(is_unicode_email(repeat("😀", 64) + "@" + repeat("😀", 255)));
    CHECK_FALSE(is_unicode_email(repeat("😀", 65) + "@b"));
    CHECK_FALSE(is_unicode_email("a@" + repeat("b", 256)));
}

TEST_CASE("uuid: versions 1 to 8, the variant, the least, and the greatest in small letters") {
    accepts(is_uuid, {"550e8400-e29b-41d4-a716-446655440000", "550E8400-E29B-81D4-B716-446655440000",
                      "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"});
    refuses(is_uuid, {"", "550e8400-e29b-91d4-a716-446655440000", "550e8400-e29b-01d4-a716-446655440000",
                      "550e8400-e29b-41d4-c716-446655440000", "550e8400-e29b-41d4-a716-44665544000",
                      "550e8400-e29b-41d4-a716-4466554400000", "550e8400e29b-41d4-a716-4466554400000",
                      "g50e8400-e29b-41d4-a716-446655440000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
                      "550e8400-e29b-41d4-a716-44665544000\n", "550e8400-e29b-41d4-a716-4466554400\xC3\xA9",
                      "550e8400-e29b-41d4-a71-6446655440000"});
    CHECK(is_uuid_of_version("550e8400-e29b-41d4-a716-446655440000", '4'));
    CHECK_FALSE(is_uuid_of_version("550e8400-e29b-41d4-a716-446655440000", '7'));
    CHECK_FALSE(is_uuid_of_version("00000000-0000-0000-0000-000000000000", '4'));
    CHECK(is_earlier_uuid("00000000-0000-0000-0000-000000000000"));
    CHECK_FALSE(is_earlier_uuid("ffffffff-ffff-ffff-ffff-ffffffffffff"));
    accepts(is_guid, {"550e8400-e29b-91d4-c716-446655440000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"});
    refuses(is_guid, {"", "550e8400-e29b-91d4-c716-44665544000", "{550e8400-e29b-91d4-c716-446655440000}"});
}

TEST_CASE("identifiers: alphabets and lengths") {
    accepts(is_cuid, {"c123456", "Cabcdefghijk"});
    refuses(is_cuid, {"", "c", "c12345", "cABCDEF", "x1234567", "c12345-", "c12345\n", "c12345\xC3\xA9"});
    accepts(is_earlier_cuid, {"c12345678", "C!\"#$%&/(", "c😀😀😀😀", "c\0\0\0\0\0\0\0\0"sv});
    refuses(is_earlier_cuid, {"", "c1234567", "c😀😀😀a", "c1234-5678", "c12345678 ", "c12345678\xE2\x80\x8A"});
    accepts(is_cuid2, {"a", "0", "tz4a98xxat96iws9zmbrgj3a"});
    refuses(is_cuid2, {"", "A", "a-b", "a\n"});
    accepts(is_ulid, {"01ARZ3NDEKTSV4RRFFQ69G5FAV", "7zzzzzzzzzzzzzzzzzzzzzzzzz"});
    refuses(is_ulid, {"", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAI",
                      "01ARZ3NDEKTSV4RRFFQ69G5FAl", "01ARZ3NDEKTSV4RRFFQ69G5FAu", "01ARZ3NDEKTSV4RRFFQ69G5FAV0"});
    CHECK(is_earlier_ulid("81ARZ3NDEKTSV4RRFFQ69G5FAV"));
    accepts(is_xid, {"9m4e2mr0ui3e8a215n4g", "9M4E2MR0UI3E8A215N4V"});
    refuses(is_xid, {"", "9m4e2mr0ui3e8a215n4", "9m4e2mr0ui3e8a215n4w", "9m4e2mr0ui3e8a215n4gg"});
    accepts(is_ksuid, {"0ujtsYcgvSTl8PAuAdqWYSMnLOv"});
    refuses(is_ksuid,
            {"", "0ujtsYcgvSTl8PAuAdqWYSMnLO", "0ujtsYcgvSTl8PAuAdqWYSMnLO-", "0ujtsYcgvSTl8PAuAdqWYSMnLOvv"});
}

TEST_CASE("date: of the Gregorian calendar") {
    accepts(is_date,
            {"2024-02-29", "2000-02-29", "0000-02-29", "0400-02-29", "9999-12-31", "2023-04-30", "1900-02-28"});
    refuses(is_date, {"", "2023-02-29", "1900-02-29", "0100-02-29", "2024-02-30", "2024-13-01", "2024-00-01",
                      "2024-01-00", "2024-01-32", "2024-04-31", "2024-1-01", "24-01-01", "2024-01-01 ", "2024-01-01T",
                      "2024/01/01", "-2024-01-01", "202\xD9\xA1-01-01"});
}

TEST_CASE("time: with each precision") {
    struct Case {
        std::string_view text;
        bool any, seconds, minutes, zero, three;
    };
    const Case cases[] = {
        {"23:59", true, false, true, false, false},       {"23:59:59", true, true, false, true, false},
        {"23:59:59.123", true, true, false, false, true}, {"23:59:59.1234567890123", true, true, false, false, false},
        {"23:59:59.", false, false, false, false, false}, {"23:59:5", false, false, false, false, false},
        {"23:59:60", false, false, false, false, false},  {"24:00", false, false, false, false, false},
        {"23:60", false, false, false, false, false},     {"23:59:", false, false, false, false, false},
        {"3:59", false, false, false, false, false},      {"23:59Z", false, false, false, false, false},
        {"", false, false, false, false, false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(is_time(c.text, precision::any) == c.any);
        CHECK(is_time(c.text, precision::seconds) == c.seconds);
        CHECK(is_time(c.text, precision::minutes) == c.minutes);
        CHECK(is_time(c.text, 0) == c.zero);
        CHECK(is_time(c.text, 3) == c.three);
    }
}

TEST_CASE("datetime: Z, offset, local, and the precision of each") {
    const auto fits = [](std::string_view text, const DatetimeForm& form) { return is_datetime(text, form); };
    const DatetimeForm plain;
    CHECK(fits("2024-02-29T00:00:00Z", plain));
    CHECK(fits("2024-02-29T00:00:00.5Z", plain));
    for (const std::string_view text : {"2024-02-29T00:00Z", "2024-02-29T00:00:00", "2024-02-29T00:00:00+01:00",
                                        "2024-02-29t00:00:00Z", "2024-02-29T00:00:00z", "2023-02-29T00:00:00Z",
                                        "2024-02-29 00:00:00Z", "2024-02-29T00:00:00ZZ", "2024-02-29T", ""}) {
        CAPTURE(text);
        CHECK_FALSE(fits(text, plain));
    }
    DatetimeForm offset;
    offset.offset = true;
    CHECK(fits("2024-02-29T00:00:00Z", offset));
    CHECK(fits("2024-02-29T00:00:00-23:59", offset));
    CHECK_FALSE(fits("2024-02-29T00:00:00+24:00", offset));
    CHECK_FALSE(fits("2024-02-29T00:00:00+0100", offset));
    CHECK_FALSE(fits("2024-02-29T00:00:00+01:00Z", offset));
    offset.any_offset = true;
    CHECK(fits("2024-02-29T00:00:00+99:99", offset));
    DatetimeForm local;
    local.local = true;
    CHECK(fits("2024-02-29T00:00", local));
    CHECK(fits("2024-02-29T00:00:00.1", local));
    CHECK_FALSE(fits("2024-02-29T00:00Z", local));
    const DatetimeForm minutes{precision::minutes, true, true, precision::minutes};
    CHECK(fits("2024-02-29T00:00+01:00", minutes));
    CHECK(fits("2024-02-29T00:00", minutes));
    CHECK_FALSE(fits("2024-02-29T00:00:00Z", minutes));
    const DatetimeForm milliseconds{3};
    CHECK(fits("2024-02-29T00:00:00.123Z", milliseconds));
    CHECK_FALSE(fits("2024-02-29T00:00:00.12Z", milliseconds));
    CHECK_FALSE(fits("2024-02-29T00:00:00Z", milliseconds));

    accepts(is_full_time, {"00:00:00Z", "23:59:59.9+23:59"});
    refuses(is_full_time, {"", "00:00Z", "00:00:00", "00:00:00z", "00:00:00.Z", "23:59:60Z", "00:00:00+24:00"});
}

TEST_CASE("duration: weeks alone, or the rest in order and not nothing") {
    accepts(is_duration, {"P1W", "P1Y", "P1M", "P1D", "PT1H", "PT1M", "PT1S", "P1Y2M3DT4H5M6S", "PT0.5S", "PT1,25S",
                          "P1YT1S", "P0D", "P00012345678901234567890Y"});
    refuses(is_duration,
            {"",      "P",      "PT",   "P1",   "P1YT",  "P1W1D", "P1D1W", "P1M1Y", "PT1S1M", "P1H",   "PT1D", "PT.5S",
             "PT1.S", "PT1.5M", "-P1D", "P-1D", "P1.5D", "p1d",   "P1D\n", " P1D",  "P1DT1",  "PT1.5", "P1W\n"});
}

TEST_CASE("IPv4 addresses and ranges") {
    accepts(is_ipv4, {"0.0.0.0", "255.255.255.255", "1.22.133.249"});
    refuses(is_ipv4, {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.04", "1.2.3.4 ", "1..3.4", "1.2.3.",
                      "1.2.3.4000", "0x1.2.3.4", "1.2.3.99999999999999999999", "1.2.3.4\n"});
    accepts(is_cidrv4, {"0.0.0.0/0", "10.0.0.0/8", "1.2.3.4/32"});
    refuses(is_cidrv4, {"", "1.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/08", "1.2.3.4/8/", "1.2.3.4/-1", "1.2.3/4"});
}

TEST_CASE("IPv6 ranges: whatever number the prefix is, if it is written as JavaScript would write it") {
    accepts(is_cidrv6,
            {"::/0", "2001:db8::/32", "::1/128", "::/NaN", "::/1.5", "::/0.1", "::/127.99999999999999", "::/1e-7",
             "::/1.5e-7", "::/5e-324", "::/0.000001", "::/0.0000012345678901234567", "::/0.30000000000000004"});
    refuses(is_cidrv6, {"",
                        "::",
                        "::/",
                        "/1",
                        "::/1/1",
                        "::/129",
                        "::/128.00000000000003",
                        "::/-1",
                        "::/-0",
                        "::/01",
                        "::/1.0",
                        "::/1.50",
                        "::/1e2",
                        "::/1E-7",
                        "::/1e-07",
                        "::/10e-8",
                        "::/0.0000001",
                        "::/.5",
                        "::/5.",
                        "::/+1",
                        "::/0x10",
                        "::/ 1",
                        "::/1 ",
                        "::/Infinity",
                        "::/nan",
                        "::/inf",
                        "::/1e-400",
                        "::/1e400",
                        "::/5e-325",
                        "::/0.3000000000000000444",
                        "1.2.3.4/8",
                        ":::/1",
                        "::/1\0"sv,
                        "::/NaN0",
                        "::/0.00000123456789012345678901234567890123456789"});
}

TEST_CASE("MAC addresses with any delimiter") {
    CHECK(is_mac("00:1A:2B:3C:4D:5E", ":"));
    CHECK(is_mac("00:1a:2b:3c:4d:5e", ":"));
    CHECK(is_mac("00:11:22:33:44:55", ":"));
    CHECK(is_mac("00-1a-2b-3c-4d-5e", "-"));
    CHECK(is_mac("001a2b3c4d5e", ""));
    CHECK(is_mac("00😀1a😀2b😀3c😀4d😀5e", "😀"));
    CHECK_FALSE(is_mac("00:1A:2b:3C:4D:5E", ":"));
    CHECK_FALSE(is_mac("00-1a-2b-3c-4d-5e", ":"));
    CHECK_FALSE(is_mac("00:1a:2b:3c:4d", ":"));
    CHECK_FALSE(is_mac("00:1a:2b:3c:4d:5e:", ":"));
    CHECK_FALSE(is_mac("00:1a:2b:3c:4d:5", ":"));
    CHECK_FALSE(is_mac("00:1a:2b:3c:4d:5g", ":"));
    CHECK_FALSE(is_mac("", ""));
}

TEST_CASE("host names and domains: labels of 63, 253 in all") {
    const std::string label = repeat("x", 63);
    const std::string longest = label + "." + label + "." + label + "." + repeat("y", 61);
    REQUIRE(longest.size() == 253);
    accepts(is_hostname, {"a", "a.", "1.2.3.4", "a-b.C", "xn--a"});
    refuses(is_hostname, {"", ".", "a..", "a..b", ".a", "-a", "a-", "a-.b", "a.-b", "a_b", "ä", "a b", "a\n", "a.\n"});
    CHECK(is_hostname(longest));
    CHECK(is_hostname(longest + "."));
    CHECK_FALSE(is_hostname(longest + "y"));
    CHECK_FALSE(is_hostname(longest + ".."));
    CHECK_FALSE(is_hostname(label + "x"));
    accepts(is_earlier_hostname, {"-", "a-", "-.-", "a.b"});
    refuses(is_earlier_hostname, {"", ".", "a.", ".a", "a..b", "a_b"});
    CHECK(is_earlier_hostname(longest + "." + longest));
    accepts(is_domain, {"a.bc", "1.co", "a-b.c.museum"});
    refuses(is_domain, {"", "com", "a.b", "a.b1", "a.co.", ".co", "-a.co", "a-.co", "a..co", "ä.co", "a.co\n"});
    CHECK(is_domain(longest));
    CHECK(is_domain("a." + label));
    CHECK_FALSE(is_domain("a." + label + "x"));
    CHECK_FALSE(is_domain(longest + "y"));
    CHECK(is_earlier_domain("a." + label + "x"));
    CHECK(is_earlier_domain(longest + "y"));
}

TEST_CASE("E.164: seven to fifteen digits") {
    accepts(is_e164, {"+1234567", "+123456789012345"});
    refuses(is_e164, {"", "+", "1234567", "+123456", "+1234567890123456", "+0234567", "+12345 67", "+1234567\n"});
    accepts(is_earlier_e164, {"+0234567"});
    refuses(is_earlier_e164, {"+123456", "", "+"});
}

TEST_CASE("what Zod's patterns for IPv6 accept, which is less than it judges by") {
    accepts(fits_ipv6_pattern, {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
                                "1::3:4:5:6:7:8", "fFfF::0000"});
    refuses(fits_ipv6_pattern,
            {"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "1::2::3",
             "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "12345::", "::g", "::1.2.3.4", ":1::", "1:", "::1:"});
    accepts(fits_earlier_ipv6_pattern,
            {"::", "1::", "::1:", "::1234567812345678", "1::a:b:c:d:e:f:", "1:2:3:4:5:6:7:8"});
    refuses(fits_earlier_ipv6_pattern,
            {"", "1:2::", "::1::", "1::a:b:c:d:e:f:0", "::1234567812345678123456781", "12345::"});
    accepts(fits_cidrv6_pattern, {"::/0", "1::/128", "1:2:3:4:5:6:7:8/99"});
    refuses(fits_cidrv6_pattern, {"", "::", "::/", "::/129", "::/01", "::/1.5", "::/1/1", "/1", "::1:/0"});
    accepts(fits_earlier_cidrv6_pattern, {"::/0", "::1:/128"});
    refuses(fits_earlier_cidrv6_pattern, {"1:2::/0", "::/129"});
}

TEST_CASE("base64 and hexadecimal") {
    accepts(is_base64, {"", "AAAA", "AA==", "AAA=", "/+9z", "AB==", "AAAAAA=="});
    refuses(is_base64, {"A", "AA", "AAA", "A===", "====", "==", "=", "AA=A", "AA==AAAA", "AAAA====", "AA--",
                        "AA AA===", "AAA\n", "AAA\xC3\xA9", "AA\xC3\xA9", "A\0=="sv, "AAAA=AAA"});
    accepts(is_base64url, {"", "AA", "AAA", "AAAA", "-_-_", "AAAAAA"});
    refuses(is_base64url, {"A", "AAAAA", "AA==", "AA+/", "AA\n", "AA\xC3\xA9"});
    accepts(is_hex, {"", "0", "09afAF"});
    refuses(is_hex, {"g", "0x0", "0 ", "0\n", "\xEF\xBC\x90"});
}

TEST_CASE("credit cards: 12 to 19 digits, single separators, the check digit") {
    accepts(is_credit_card, {"4111111111111111", "4111 1111-1111 1111", "4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1",
                             "000000000000", "0000000000000000000"});
    refuses(is_credit_card, {"", "4111111111111112", "4111  111111111111", "4111 -111111111111", " 4111111111111111",
                             "4111111111111111 ", "4111111111111111-", "00000000000", "00000000000000000000",
                             "4111\xC2\xA0"
                             "111111111111",
                             "411111111111111a"});
    accepts(fits_credit_card_pattern, {"4111111111111112", "1 2 3 4 5 6 7 8 9 0-1-2-3-4-5-6-7-8-9"});
}

TEST_CASE("IBANs: the check digits and their range") {
    accepts(is_iban, {"GB82WEST12345698765432", "DE89370400440532013000", "NO9386011117947"});
    refuses(is_iban, {"", "GB83WEST12345698765432", "gb82WEST12345698765432", "GB82 WEST 1234 5698 7654 32",
                      "GB82west12345698765432", "DE893704004405320130000000000000000", "NO938601111794",
                      "8BGBWEST12345698", "GB82WEST1234569876543\n"});
    accepts(fits_iban_pattern, {"GB83WEST12345698765432"});
    refuses(fits_iban_pattern, {"GB00WEST12345698765432", "GB01WEST12345698765432", "GB99WEST12345698765432"});
}

TEST_CASE("currency codes") {
    accepts(is_currency_code, {"AED", "EUR", "USD", "XXX", "ZWG"});
    refuses(is_currency_code, {"", "EU", "EURO", "eur", "AAA", "ZZZ", "EUR\n", "EUR|USD"});
    const auto codes = currency_codes();
    CHECK(std::is_sorted(codes.begin(), codes.end()));
}

TEST_CASE("emoji: pictographs and their parts, not parts alone") {
    accepts(is_emoji, {"😀", "👍🏽", "🇩🇪", "❤️", "👩‍👩‍👧‍👦", "1️⃣", "⃣", "©", "1😀", "🦰"});
    refuses(is_emoji, {"", "1", "#*", "\xEF\xB8\x8F", "🏽", "a", "😀a", "😀 ", "😀\n", "é", "😀\0"sv});
    accepts(is_earlier_emoji, {"1", "#*", "🏽", "😀"});
    refuses(is_earlier_emoji, {"", "a", "1a"});
}

namespace {

std::string base64_of(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = group * 256 + (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0);
        }
        for (unsigned i = 0; i < 4; ++i) text += at + i <= bytes.size() ? digits[(group >> (18 - 6 * i)) & 63U] : '=';
    }
    return text;
}

bool is_jwt_of(std::string_view header) { return is_jwt(base64_of(header) + ".e30.sig"); }

}  // namespace

TEST_CASE("JWT: three parts, of which only the header matters") {
    const std::string header = base64_of(R"({"typ":"JWT","alg":"HS256"})");
    CHECK(is_jwt(header + ".e30.sig"));
    CHECK(is_jwt(header + ".."));
    CHECK(is_jwt(header + ".\xC3\xA9.\0"));
    CHECK_FALSE(is_jwt(""));
    CHECK_FALSE(is_jwt(".."));
    CHECK_FALSE(is_jwt(header));
    CHECK_FALSE(is_jwt(header + ".e30"));
    CHECK_FALSE(is_jwt(header + ".e30.sig."));
    CHECK_FALSE(is_jwt("." + header + "."));
}

TEST_CASE("JWT: the header's base64 is read as atob() reads it") {
    for (const std::string_view header : {R"({"alg":1})", R"({"alg":12})", R"({"alg":123})"}) {
        const std::string padded = base64_of(header);
        const std::string bare = padded.substr(0, padded.find('='));
        CAPTURE(padded);
        CHECK(is_jwt(padded + ".."));
        CHECK(is_jwt(bare + ".."));
        CHECK(is_jwt(" " + padded.substr(0, 3) + "\t\n\f\r" + padded.substr(3) + " .."));
        CHECK_FALSE(is_jwt(bare + "===.."));
        CHECK_FALSE(is_jwt(bare + "A=.."));
        CHECK_FALSE(is_jwt(bare + "\v.."));
        CHECK_FALSE(is_jwt(bare + "-.."));
        CHECK_FALSE(is_jwt(bare + "\xC2\xA0.."));
    }
    CHECK_FALSE(is_jwt(base64_of(R"({"alg":12})") + "=.."));
    CHECK_FALSE(is_jwt("A.."));
    CHECK_FALSE(is_jwt(" .."));
}

TEST_CASE("JWT: typ is JWT if it is there, alg is truthy, the last of a name counts") {
    for (const std::string_view header : {
             R"({"alg":"HS256"})",
             R"({"alg":"HS256","typ":"JWT"})",
             R"( { "alg" : true } )",
             R"({"alg":{}})",
             R"({"alg":[]})",
             R"({"\u0061l\u0067":1})",
             R"({"alg":1,"typ":"\u004aW\u0054"})",
             R"({"alg":0,"alg":1})",
             R"({"typ":"x","alg":1,"typ":"JWT"})",
             R"({"alg":1e999})",
             R"({"alg":1e+5})",
             R"({"alg":1E-05})",
             R"({"alg":-1})",
             R"({"alg":0.1})",
             R"({"alg":3e-324})",
             R"({"alg":1,"x":{"alg":0,"typ":1},"y":[{"typ":0},[]],"z":{}})",
             R"({"alg":" "})",
             R"({"alg":"\ud83d"})",
             R"({"alg":1,"__proto__":{"typ":0}})",
             R"({"alg":"\"\\\/\b\f\n\r\t"})",
             "{\"alg\":\"\xFF\x7F\"}",
             R"({"alg":0.00000000000000000000000000000001e-280})",
             // 2^-1075, half of the least double above 0, as far as it matters here, and more
             R"({"alg":2.4703282292062328e-324})",
         }) {
        CAPTURE(header);
        CHECK(is_jwt_of(header));
    }
    for (const std::string_view header : {
             R"({})",
             R"({"typ":"JWT"})",
             R"({"alg":""})",
             R"({"alg":0})",
             R"({"alg":-0})",
             R"({"alg":0.0e5})",
             R"({"alg":null})",
             R"({"alg":false})",
             R"({"alg":1e-400})",
             R"({"alg":1e-+5})",
             R"({"alg":1e+-5})",
             R"({"alg":2.4703282292062327e-324})",
             R"({"alg":1,"typ":"jwt"})",
             R"({"alg":1,"typ":null})",
             R"({"alg":1,"typ":"JWTT"})",
             R"({"alg":1,"typ":"JW"})",
             R"({"alg":1,"typ":["JWT"]})",
             R"({"alg":1,"alg":0})",
             R"({"alg":1,"typ":"JWT","typ":""})",
             R"({"Alg":1})",
             R"({"x":{"alg":1}})",
             R"({"__proto__":{"alg":1}})",
             R"([])",
             R"(["alg"])",
             R"("alg")",
             R"(1)",
             R"(null)",
             R"({"alg":1e-99999999999999999999999})",
             R"({"alg":0e99999999999999999999999})",
         }) {
        CAPTURE(header);
        CHECK_FALSE(is_jwt_of(header));
    }
}

TEST_CASE("JWT: the header is JSON, all of it") {
    for (const std::string_view header : std::initializer_list<std::string_view>{
             R"({"alg":1,})",
             R"({"alg":1)",
             R"({"alg":1}x)",
             R"({"alg":1}})",
             R"({"alg" 1})",
             R"({alg:1})",
             R"({'alg':1})",
             R"({"alg":01})",
             R"({"alg":1.})",
             R"({"alg":.1})",
             R"({"alg":+1})",
             R"({"alg":1e})",
             R"({"alg":1e+})",
             R"({"alg":-})",
             R"({"alg":NaN})",
             R"({"alg":tru})",
             R"({"alg":truee})",
             R"({"alg":"\x"})",
             R"({"alg":"\u00g0"})",
             R"({"alg":"\u00)",
             R"({"alg":"\)",
             R"({"alg":")",
             R"({"alg":1,"x":[1,]})",
             R"({"alg":1,"x":[,]})",
             R"({"alg":1,"x":[1}})",
             R"({"alg":1,"x":{1]})",
             R"({"alg":1,"x":{"a"}})",
             R"({"alg":1 "x":2})",
             R"({,"alg":1})",
             "{\"alg\":\"\n\"}",
             "\xA0{\"alg\":1}",
             "{\"alg\":1}\0"sv,
             "\xEF\xBB\xBF{\"alg\":1}",
             "{\f\"alg\":1}",
             R"({"alg":1}{})",
             R"({"alg":1,"x":nul})",
             R"({"alg":1,"x":[)",
             R"({"alg")",
             R"({)",
             R"({"alg":1,"x":})",
         }) {
        CAPTURE(header);
        CHECK_FALSE(is_jwt_of(header));
    }
}

TEST_CASE("JWT: numbers that are nearly 0 are told from 0 by all their digits") {
    // 2^-1075 to 40 digits: what is below it by any digit is 0, so is itself.
    const std::string half = "2470328229206232720882843964341106861825";
    const auto is_truthy = [](const std::string& number) { return is_jwt_of("{\"alg\":" + number + "}"); };
    CHECK_FALSE(is_truthy("2." + half.substr(1) + "e-324"));
    CHECK(is_truthy("2." + half.substr(1, 38) + "6e-324"));
    CHECK(is_truthy(half.substr(0, 39) + "6e-363"));
    CHECK_FALSE(is_truthy(half + "e-363"));
    CHECK_FALSE(is_truthy("0." + repeat("0", 323) + half));
    CHECK(is_truthy("0." + repeat("0", 323) + half.substr(0, 39) + "6"));
    CHECK(is_truthy("0." + repeat("0", 322) + "1"));
    CHECK_FALSE(is_truthy("0." + repeat("0", 323) + "1"));
    CHECK(is_truthy("0." + repeat("0", 500) + "1e200"));
    CHECK(is_truthy("1" + repeat("0", 400) + "e-700"));
    CHECK_FALSE(is_truthy("1" + repeat("0", 400) + "e-725"));
}

TEST_CASE("JWT: no header is deep or long enough to do harm") {
    const auto nested = [](std::size_t depth) {
        return is_jwt_of(R"({"alg":1,"x":)" + repeat("[", depth) + repeat("]", depth) + "}");
    };
    CHECK(nested(1));
    CHECK(nested(999));
    CHECK_FALSE(nested(1'000));
    CHECK_FALSE(is_jwt_of(repeat("[", 1'000'000)));
    CHECK_FALSE(is_jwt_of(R"({"alg":1,"x":)" + repeat("{\"a\":", 200'000)));
    CHECK(is_jwt_of(R"({"alg":")" + repeat("x", 1'000'000) + "\"}"));
    CHECK_FALSE(is_jwt_of(R"({"alg":1,"x":)" + repeat("1", 1'000'000)));
}

TEST_CASE("scanners take long texts in one go") {
    for (const std::string_view part : {"a", "1", "a.", "-", "a@", "A", "1:", "\"", "é", "😀", "1 ", "=", "P1", "::"}) {
        const std::string text = repeat(part, 200'000);
        for (const Scan scan : {is_email,
                                is_html5_email,
                                is_rfc5322_email,
                                is_unicode_email,
                                is_uuid,
                                is_cuid,
                                is_earlier_cuid,
                                is_date,
                                is_duration,
                                is_ipv4,
                                is_cidrv4,
                                is_hostname,
                                is_earlier_hostname,
                                is_domain,
                                is_earlier_domain,
                                fits_ipv6_pattern,
                                fits_earlier_ipv6_pattern,
                                is_base64,
                                is_base64url,
                                is_jwt,
                                is_credit_card,
                                is_iban,
                                is_currency_code}) {
            static_cast<void>(scan(text));
            static_cast<void>(scan("P" + text));
        }
        CHECK_FALSE(is_uuid(text));
    }
}

// Scanners against Zod's own patterns, run by text::Pattern.
#include "text/format.hpp"
#include "text/pattern.hpp"
#include "text/scanners.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::text;

namespace {

struct Known {
    std::string source;
    std::vector<std::string> fitting;  // or nearly so; random texts are made of them
    bool unicode = false;
};

// What zod's core/regexes has had from 4.0.0 to 4.6.7, without parameters.
const std::vector<Known> fixed{
    {R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re",
     {"ada.lovelace@example.com", "a'+_-b@c-d.ef", "a@b.co"}},
    {R"re(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re",
     {"ada.lovelace@example.com", "a'+_-b@c-d.ef", "a@b.co"}},
    {R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$)re",
     {"550e8400-e29b-41d4-a716-446655440000", "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff"}},
    {R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000)$)re",
     {"550e8400-e29b-41d4-a716-446655440000", "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff"}},
    {R"re(^[cC][0-9a-z]{6,}$)re", {"cjld2cjxh0000", "Cabcdefg"}},
    {R"re(^[cC][^\s-]{8,}$)re", {"c1234567", "c😀漢😀éa", "Cabcdefg"}},
    {R"re(^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$)re", {"01ARZ3NDEKTSV4RRFFQ69G5FAV", "7zzzzzzzzzzzzzzzzzzzzzzzzz"}},
    {R"re(^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$)re", {"01ARZ3NDEKTSV4RRFFQ69G5FAV", "7zzzzzzzzzzzzzzzzzzzzzzzzz"}},
    {R"re(^\+[1-9]\d{6,14}$)re", {"+1234567", "+123456789012345"}},
    {R"re(^\+(?:[0-9]){6,14}[0-9]$)re", {"+0234567", "+123456789012345"}},
    {R"re(^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$)re",
     {"example.com", "a-b.1.c.", "x"}},
    {R"re(^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$)re", {"example.com", "a-b.1.c.", "x"}},
    {R"re(^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$)re",
     {"example.com", "a-b.1.co"}},
    {R"re(^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$)re", {"example.com", "a-b.1.co"}},
    {R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$)re",
     {"::", "2001:db8::1", "1:2:3:4:5:6:7:8", "1::3:4:5:6:7:8"}},
    {R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})$)re",
     {"::", "1::a:b:c:d:e:f:", "::1234567812345678", "1:2:3:4:5:6:7:8"}},
    {R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$)re",
     {"::/0", "2001:db8::1/128", "1:2:3:4:5:6:7:8/64"}},
    {R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$)re",
     {"::/0", "1::a:b:c:/128", "1:2:3:4:5:6:7:8/64"}},
    {R"re(^(?=[\s\S]*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3])[\p{Extended_Pictographic}\p{Emoji_Component}]+$)re",
     {"😀", "👍🏽", "1⃣", "🇩🇪"},
     true},
    {R"re(^[\p{Extended_Pictographic}\p{Emoji_Component}]+$)re", {"😀", "👍🏽", "1*", "🇩🇪"}, true},
    {R"re(^(\p{Extended_Pictographic}|\p{Emoji_Component})+$)re", {"😀", "👍🏽", "1*", "🇩🇪"}, true},
    {R"re(^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$)re", {"AAAA", "AA", "a-_9AAA"}},
    {R"re(^[A-Za-z0-9_-]*$)re", {"AAAA", "A", "a-_9"}},
    {R"re(^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$)re", {"AAAA", "AA==", "+/9="}},
    {R"re(^[0-9a-zA-Z+/]*={0,2}$)re", {"AAAA", "A==", "+/9="}},
    {R"re(^-?\d+$)re", {"0", "-12", "345"}},
    {R"re(^\d+$)re", {"0", "-12", "345"}},
    {R"re(^-?\d+(?:\.\d+)?$)re", {"0", "-12.5", "345.25"}},
    {R"re(^-?\d+(?:\.\d+)?)re", {"0", "-12.5", "345.25"}},
    {R"re(^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$)re",
     {"ada@example.com", ".!#$%&@a-b.1", "a@b"}},
    {R"re(^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$)re",
     {"ada.x@example.com", R"("a b"@c-d.ef)", "é@[1.22.333.4]"}},
    {R"re(^[^\s@"]{1,64}@[^\s@]{1,255}$)re", {"ada@example.com", R"(é漢😀@"b)", "a@b"}, true},
    {R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$)re",
     {"550e8400-e29b-41d4-a716-446655440000", "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff"}},
    {R"re(^[0-9a-z]+$)re", {"tz4a98xxat96iws9", "a"}},
    {R"re(^[0-9a-vA-V]{20}$)re", {"9m4e2mr0ui3e8a215n4g"}},
    {R"re(^[A-Za-z0-9]{27}$)re", {"0ujtsYcgvSTl8PAuAdqWYSMnLOv"}},
    {R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$)re",
     {"2024-02-29", "2023-12-31", "0000-01-01"}},
    {R"re(^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$)re",
     {"P1Y2M3DT4H5M6.7S", "P12W", "PT1,5S", "P3D"}},
    {R"re(^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$)re",
     {"23:59:59Z", "00:00:00.123+01:30"}},
    {R"re(^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$)re",
     {"1.22.255.0", "249.199.99.9"}},
    {R"re(^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$)re",
     {"1.22.255.0/8", "10.0.0.0/32"}},
    {R"re(^\d(?:[ -]?\d){11,18}$)re", {"4111 1111-1111 1111", "411111111111"}},
    {R"re(^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$)re", {"GB82WEST12345698765432", "NO9386011117947"}},
    {R"re(^[0-9a-fA-F]*$)re", {"09afAF", ""}},
    {R"re(^[^A-Z]*$)re", {"abc é", "-"}},
    {R"re(^[^a-z]*$)re", {"ABC É", "-"}},
    {R"re(^[\s\S]{0,}$)re", {"a\n", "😀"}},
    {R"re(^[\s\S]*$)re", {"a\n", "😀"}},
};

// regexes.uuid(version)
std::string uuid_source(char version) {
    return std::string("^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-") + version +
           "[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$";
}

// What timeSource makes of a precision.
const std::string hours_and_minutes = R"((?:[01]\d|2[0-3]):[0-5]\d)";

std::string time_source(std::int32_t wanted) {
    if (wanted == precision::any) return hours_and_minutes + R"((?::[0-5]\d(?:\.\d+)?)?)";
    if (wanted == precision::seconds) return hours_and_minutes + R"(:[0-5]\d(?:\.\d+)?)";
    if (wanted == precision::minutes) return hours_and_minutes;
    if (wanted == 0) return hours_and_minutes + R"(:[0-5]\d)";
    return hours_and_minutes + R"(:[0-5]\d\.\d{)" + std::to_string(wanted) + "}";
}

enum class Release : unsigned char { first, until_4_4, current };

// regexes.datetime()
std::string datetime_source(std::int32_t wanted, bool offset, bool local, Release release) {
    std::string source =
        R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:)re";
    const bool current = release == Release::current;
    source += time_source(wanted == precision::any && current ? precision::seconds : wanted) + "(?:Z";
    if (local && !current) source += "|";
    if (offset) source += release == Release::first ? R"(|([+-]\d{2}:\d{2}))" : R"(|([+-](?:[01]\d|2[0-3]):[0-5]\d))";
    source += ")";
    if (local && current) source += "|" + time_source(wanted);
    return source + ")$";
}

std::string mac_source(const std::string& delimiter) {
    return "^(?:[0-9A-F]{2}" + delimiter + "){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}" + delimiter + "){5}[0-9a-f]{2}$";
}

std::string currency_source() {
    std::string source = "^(?:";
    for (const std::string_view code : currency_codes()) source.append(code) += '|';
    source.back() = ')';
    return source + '$';
}

std::vector<Known> all_known() {
    std::vector<Known> all = fixed;
    for (char version = '1'; version <= '8'; ++version) {
        const std::string digit(1, version);
        all.push_back({uuid_source(version),
                       {"550e8400-e29b-" + digit + "1d4-a716-446655440000",
                        "550E8400-E29B-" + digit + "1D4-8716-446655440000", "550e8400-e29b-41d4-a716-446655440000"}});
    }
    for (const std::int32_t wanted : {precision::any, precision::minutes, 0, 1, 3}) {
        all.push_back({"^" + time_source(wanted) + "$", {"23:59", "00:00:00", "12:34:56.7", "12:34:56.789"}});
        for (const bool offset : {false, true}) {
            for (const bool local : {false, true}) {
                for (const Release release : {Release::first, Release::until_4_4, Release::current}) {
                    all.push_back(
                        {datetime_source(wanted, offset, local, release),
                         {"2024-02-29T23:59Z", "2023-01-31T00:00", "2000-02-29T00:00+99:99", "2023-01-31T00:00:00",
                          "2023-01-31T00:00:00Z", "1999-12-01T12:34:56.7+01:30", "1999-12-01T12:34:56.7",
                          "1999-12-01T12:34:56.7Z", "1999-12-01T12:34:56.789Z", "1999-12-01T12:34:56.789"}});
                }
            }
        }
    }
    for (const char* const run :
         {"^[a-zA-Z0-9_-]{21}$", "^[A-Za-z0-9_-]{22}$", "^[A-Za-z0-9-_]{22}$", "^[A-Za-z0-9+/]{22}==$",
          "^[A-Za-z0-9+/]{23}=$", "^[0-9a-fA-F]{22}$", "^[A-Za-z0-9+/]{22}$", "^[a-zA-Z0-9_-]{0}$"}) {
        all.push_back({run,
                       {"d41d8cd98f00b204e9800998ecf842", "d41d8cd98f00b204e9800998",
                        "1B2M2Y8AsgTpgAmY7PhCfg==", "1B2M2Y8AsgTpgAmY7PhCfgA=", "1B2M2Y8AsgTpgAmY7PhC_-",
                        "d41d8cd98f00b204e98009", "d41d8cd98f00b204e9800", ""}});
    }
    for (const char* const delimiter : {":", "-", R"(\.)", "", R"(\/)", R"(\n)", R"(\|\()", "😀", "ab"}) {
        all.push_back(
            {mac_source(delimiter),
             {"00:1A:2B:3C:4D:5E", "00-1a-2b-3c-4d-5e", "00.11.22.33.44.55", "001122334455", "00/11/22/33/44/5f",
              "00\n11\n22\n33\n44\n5F", "00|(11|(22|(33|(44|(55", "00😀11😀22😀33😀44😀55", "00ab11ab22ab33ab44ab55"}});
    }
    all.push_back({currency_source(), {"EUR", "AED", "ZWG"}});
    return all;
}

// Code points of well-formed UTF-8.
std::vector<std::string> characters_of(std::string_view text) {
    std::vector<std::string> characters;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) characters.emplace_back();
        characters.back() += c;
    }
    return characters;
}

// Texts near a mark: those that fit, with a few characters changed, of their own and of a few that trouble scanners.
class Texts {
  public:
    Texts(const Known& known, std::uint32_t seed) : random_(seed) {
        for (const std::string_view text : known.fitting) {
            fitting_.push_back(characters_of(text));
            alphabet_.insert(alphabet_.end(), fitting_.back().begin(), fitting_.back().end());
        }
        for (const char* const trouble :
             {"\n", "é", "漢", "😀", "\xC2\xA0", "\xE2\x80\xA8", "\xEF\xBB\xBF", ".", "-", "0", "Z"}) {
            alphabet_.emplace_back(trouble);
        }
        alphabet_.emplace_back(1, '\0');
    }

    std::string next() {
        std::vector<std::string> text = fitting_[below(fitting_.size())];
        for (std::size_t changes = below(4); changes > 0; --changes) change(text);
        std::string joined;
        for (const std::string& character : text) joined += character;
        return joined;
    }

  private:
    std::size_t below(std::size_t bound) { return random_() % bound; }

    void change(std::vector<std::string>& text) {
        const auto at = static_cast<std::ptrdiff_t>(below(text.size() + 1));
        const std::string& character = alphabet_[below(alphabet_.size())];
        if (below(3) == 0 || at == static_cast<std::ptrdiff_t>(text.size())) {
            text.insert(text.begin() + at, character);
        } else if (below(2) == 0) {
            text.erase(text.begin() + at);
        } else {
            text[static_cast<std::size_t>(at)] = character;
        }
    }

    std::mt19937 random_;
    std::vector<std::vector<std::string>> fitting_;
    std::vector<std::string> alphabet_;
};

// With the flag u where Zod has it: an alternative that needs the flag, and that no text here fits.
std::string source_of(const Known& known) { return known.unicode ? known.source + R"(|^\u{10FFFD}$)" : known.source; }

// The lookahead, which asks for nothing, leads to Boost.Regex; without it many patterns become automata.
Pattern matched_by_boost(const Known& known) { return Pattern("(?:" + source_of(known) + ")(?![])", Reading::guessed); }

}  // namespace

TEST_CASE("scanners agree with Zod's patterns on random texts near the mark") {
    std::uint32_t seed = 20'260'101;
    std::size_t all_fitting = 0;
    std::size_t all_others = 0;
    for (const Known& known : all_known()) {
        CAPTURE(known.source);
        const std::optional<KnownPattern> found = known_pattern(known.source);
        REQUIRE(found);
        CHECK(found->unicode == known.unicode);
        const Pattern pattern(source_of(known), Reading::guessed);
        const Pattern by_boost = matched_by_boost(known);
        Texts texts(known, ++seed);
        std::size_t fitting = 0;
        constexpr std::size_t count = 3'000;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string text = texts.next();
            const bool fits = found->scan(text);
            fitting += fits ? 1 : 0;
            const Found expected = pattern.search(text, default_pattern_steps);
            if (expected != (fits ? Found::yes : Found::no)) {
                CAPTURE(text);
                REQUIRE(expected == (fits ? Found::yes : Found::no));
            }
            if (by_boost.search(text, default_pattern_steps) != expected) {
                CAPTURE(text);
                REQUIRE(by_boost.search(text, default_pattern_steps) == expected);
            }
        }
        CHECK(fitting > count / 100);
        all_fitting += fitting;
        all_others += count - fitting;
    }
    CHECK(all_fitting > 30'000);
    CHECK(all_others > 50'000);
}

TEST_CASE("patterns that Zod does not write are not known") {
    for (const std::string& source :
         std::vector<std::string>{"",
                                  "^",
                                  "$",
                                  "^[a-z]+$",
                                  "^[0-9a-z]*$",
                                  "[0-9a-z]+",
                                  uuid_source('0'),
                                  uuid_source('9'),
                                  uuid_source('x'),
                                  uuid_source('4') + "$",
                                  "^[a-zA-Z0-9_-]{}$",
                                  "^[a-zA-Z0-9_-]{021}$",
                                  "^[a-zA-Z0-9_-]{1000001}$",
                                  "^[a-zA-Z0-9_-]{99999999999999999999}$",
                                  "^[a-zA-Z0-9_-]{21,}$",
                                  "^[a-zA-Z0-9_-]{21}",
                                  "^[a-zA-Z0-9_-]{-1}$",
                                  "^[a-zA-Z0-9_-]{1.5}$",
                                  "^[a-zA-Z0-9_-]{21}=$",
                                  "^[A-Za-z0-9+/]{21}===$",
                                  "^[A-Za-z]{21}$",
                                  "^[0-9a-fA-F]{32",
                                  "^" + time_source(precision::seconds) + "$",
                                  time_source(3),
                                  "^" + hours_and_minutes + R"(:[0-5]\d\.\d{0}$)",
                                  "^" + hours_and_minutes + R"(:[0-5]\d\.\d{-2}$)",
                                  "^" + hours_and_minutes + R"(:[0-5]\d\.\d{03}$)",
                                  "^" + hours_and_minutes + R"(:[0-5]\d\.\d$)",
                                  "^" + hours_and_minutes + "Z$",
                                  datetime_source(3, true, true, Release::current) + "x",
                                  datetime_source(3, true, true, Release::current).substr(1),
                                  mac_source(":").substr(1),
                                  mac_source("."),
                                  mac_source("/"),
                                  mac_source("+"),
                                  mac_source("\\d"),
                                  mac_source("("),
                                  mac_source(")"),
                                  mac_source("\\"),
                                  mac_source("1234567890123456"),
                                  "^(?:[0-9A-F]{2}:",
                                  "^(?:[0-9A-F]{2}",
                                  "^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$",
                                  "^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}){5}[0-9a-f]{2}$",
                                  "^(?:[0-9A-F]{2}){5}[0-9a-f]{2}$",
                                  mac_source(":") + "$",
                                  "^(?:EUR|USD)$",
                                  "^(?:",
                                  currency_source() + "$",
                                  "^(?:AED|AFN)$"}) {
        CAPTURE(source);
        CHECK_FALSE(known_pattern(source));
    }
}

TEST_CASE("known patterns keep their parameters") {
    const auto fits = [](const std::string& source, std::string_view text) {
        return known_pattern(source).value().scan(text);
    };
    CHECK(fits("^[a-zA-Z0-9_-]{1000000}$", std::string(1'000'000, '_')));
    CHECK_FALSE(fits("^[a-zA-Z0-9_-]{1000000}$", std::string(999'999, '_')));
    CHECK(fits(mac_source("123456789012345"),
               "001234567890123451112345678901234522123456789012345331234567890123454412345678901"
               "234555"));
    CHECK(fits("^" + time_source(12) + "$", "00:00:00.123456789012"));
    CHECK_FALSE(fits("^" + time_source(12) + "$", "00:00:00.12345678901"));
    CHECK(fits(uuid_source('7'), "550E8400-E29B-71D4-8716-446655440000"));
    CHECK_FALSE(fits(uuid_source('6'), "550E8400-E29B-71D4-8716-446655440000"));
}

// Verdicts and refusals are Node 20's; tests/zod/patterns.mjs compares with Node on random patterns.
#include "text/pattern.hpp"

#include <catch2/catch.hpp>

#include "json/json.hpp"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace zodgate::text;
using Found = Pattern::Found;

namespace {

struct Case {
    std::string_view pattern;
    std::string_view subject;
    bool matches;
};

Found found(std::string_view pattern, std::string_view subject) {
    return Pattern(pattern).search(subject, default_pattern_steps);
}

constexpr std::size_t loads = std::string_view::npos;

// Where the pattern is refused, or `loads`.
std::size_t refused_at(std::string_view pattern) {
    try {
        static_cast<void>(Pattern(pattern));
        return loads;
    } catch (const PatternError& error) {
        return error.offset();
    }
}

std::string repeat(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("patterns as in JavaScript: classes and escapes") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {R"(^\d$)", "5", true},
        {R"(^\d$)", "٣", false},
        {R"(^\w$)", "é", false},
        {R"(^\w+$)", "aZ_9", true},
        {R"(^\s$)", "\357\273\277", true},
        {R"(^\s$)", "\302\205", false},
        {R"(^\s$)", "\342\200\250", true},
        {R"(^\S$)", "\343\200\200", false},
        {R"(^\D\W$)", "é ", true},
        {R"(^\xaa\xAA\xfF$)", "\u00AA\u00AA\u00FF", true},
        {R"(^[\d-z]+$)", "1-z", true},
        {R"(^[\d-z]$)", "a", false},
        {R"(^[\w-]+$)", "a-b", true},
        {R"(^[\w-\d]+$)", "-", true},
        {"[^]", "\012", true},
        {"[]", "", false},
        {"^[^^]$", "^", false},
        {"^[]a]$", "]", false},
        {"^[]a]$", "a]", false},
        {"^[.]$", "x", false},
        {R"(^[\b]$)", "\010", true},
        {R"(^[\B]$)", "B", true},
        {R"(^[\c1]$)", "\021", true},
        {R"(^[\c]$)", "c", true},
        {R"(^[\cA]$)", "\001", true},
        {R"(^\cj$)", "\012", true},
        {R"(^\c1$)", R"(\c1)", true},
        {R"(^\x41\x4$)", "Ax4", true},
        {R"(^\u0041\u004$)", "Au004", true},
        {R"(^\u{3}$)", "uuu", true},
        {R"(^\101\8\9$)", "A89", true},
        {R"(^\400$)", " 0", true},
        {R"(^\377$)", "ÿ", true},
        {R"(^\_\-\é$)", "_-é", true},
        {R"(^\p{L}$)", "p{L}", true},
        {R"(^\pL$)", "pL", true},
        {R"(^[\p{L}]+$)", "p}L{", true},
        {R"(^\k<a>$)", "k<a>", true},
        {R"(^\f\v\t\r$)", "\014\013\011\015", true},
        {R"(\/)", "/", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: what annex B lets stand") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {"^a{,2}$", "a{,2}", true},
        {"^a{,2}$", "aa", false},
        {"^x{$", "x{", true},
        {"^x{1$", "x{1", true},
        {"^]}{$", "]}{", true},
        {"^(?=a)*b$", "b", true},
        {"^(?=a){2}a$", "a", true},
        {"^(?!a)+b", "b", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: ends and line terminators") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {"^[a-z]+$", "abc\012evil", false},
        {"^[a-z]+$", "abc\012", false},
        {"a$\012", "a\012", false},
        {"^b", "a\012b", false},
        {"^.$", "\302\205", true},
        {"^.$", "\012", false},
        {"^.$", "\015", false},
        {"^.$", "\342\200\250", false},
        {"^.$", "\342\200\251", false},
        {"^.$", "\014", true},
        {"$^", "", true},
        {"", "x", true},
        {"(?:)", "", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: word boundaries") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {R"(\bfoo\b)", "a foo.", true},
        {R"(\bé)", "é", false},
        {R"(\B)", "", true},
        {R"(\B)", "a", false},
        {R"(^\B.\B$)", "-", true},
        {R"(\b)", "", false},
        {R"(a\B$)", "a", false},
        {R"(\B😀)", "😀", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: quantifiers") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {"^a{2,3}$", "aaaa", false},
        {"^a{2,3}?$", "aaa", true},
        {"^a*?$", "aaa", true},
        {"^a{0}$", "", true},
        {"^(?:a{2}){2}$", "aaaa", true},
        {"^(?:a{2}){2}$", "aaa", false},
        {"^a{99999999999}$", "a", false},
        {"^a{0,99999999999}$", "aaa", true},
        {"^(a*)*$", "aab", false},
        {"^(a*)+$", "aa", true},
        {"^(?:a?){2,}$", "aaaaa", true},
        {"^(a|b*)*$", "abba", true},
        {"^(?:|a)*b", "aab", true},
        {"^(?:a?b*?)*$", "abba", true},
        {R"(^(?:\b|a){3}$)", "a", true},
        {R"(^(?:\b|a)*?$)", "ab", false},
        {"^(?:(?:ab?)+c?)*$", "abaabca", true},
        {"^(?:[^a]|(?<!)b){3}$", "", false},
        {"^((a?){2,3}b)*c$", "abaabbc", true},
        {R"((?:ab|\w|^){3}$)", "_", true},
        {"^(?:a|$){2,3}$", "a", true},
        {"^(?:^|a){3}$", "aa", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: back references") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {R"(^(a)\1$)", "aa", true},
        {R"(^(a)\1$)", "ab", false},
        {R"(^(.)\1$)", "ab", false},
        {R"(^(.)\1$)", "éé", true},
        {R"(^(.)\1$)", "éè", false},
        {R"(^(..)\1$)", "😀😀", true},
        {R"(^(..)\1$)", "😀😁", false},
        {R"(^(a)?\1b$)", "b", true},
        {R"(^(a)?\1b$)", "aab", true},
        {R"(^(a)?\1b$)", "ab", false},
        {R"(^(?:(a)|b)\1$)", "b", true},
        {R"(^(?:(a)|b\1)$)", "b", true},
        {R"(^\1(a)$)", "a", true},
        {R"(^(a\1)$)", "a", true},
        {R"(^(?:\1a|(b))+$)", "ba", true},
        {R"(^(?<x>a|b)\k<x>$)", "bb", true},
        {R"(^(?<x>a|b)\k<x>$)", "ab", false},
        {R"(^(?<𝒜x>a|b)\k<𝒜x>$)", "bb", true},
        {R"(^(?<𝒜x>a|b)\k<𝒜x>$)", "ab", false},
        {R"(^(?:(a)|b)*\2(c)$)", "abc", true},
        {R"(^(?=(a+))\1$)", "aaa", true},
        {R"(^(?=(a+))\1a)", "aaa", false},
        {R"(^(?!(a))\1b$)", "b", true},
        {R"(^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10$)", "abcdefghijj", true},
        {R"(^(a)\2$)", "a\002", true},
        {R"((["']).*?\1)", R"(say "it's")", true},
        {R"(^(?:(a)b)*\1$)", "ababa", true},
        {R"(^(?:(a)b)*\1$)", "abab", false},
        {R"((a*)\1b\1$)", "aab", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: looking around") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {"(?=a)b", "ab", false},
        {"a(?=b)", "ab", true},
        {"a(?!b)", "ab", false},
        {R"(^(?!\.)(?!.*\.\.)[a-z.]+$)", "a.b", true},
        {R"(^(?!\.)(?!.*\.\.)[a-z.]+$)", "a..b", false},
        {"(?<=a)b", "ab", true},
        {"(?<!a)b", "ab", false},
        {"(?<=ab|c)d", "cd", true},
        {"(?<=ab|c)d", "abd", true},
        {"(?<=ab|c)d", "bd", false},
        {"(?<!ab|c)d", "bd", true},
        {"(?<!ab|c)d", "abd", false},
        {"(?<=a+b)c", "abc", true},
        {"(?<=(?:ab){2})c", "ababc", true},
        {"(?<=^a)b", "ab", true},
        {"(?<=😀)b", "😀b", true},
        {"(?<=.)$", "a", true},
        {"(?<=a*)b", "b", true},
        {R"((?<=\bfoo)\d)", "foo1", true},
        {"^(?<!b)b", "b", true},
        {"^(?<=b)b", "b", false},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: code units and code points") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {"^.{2}$", "😀", true},
        {"^.$", "😀", false},
        {"^[😀]$", "😀", false},
        {"[😀]", "😁", true},
        {"^😀+$", "😀😀", false},
        {"^😀{1}$", "😀", true},
        {"^[^x]{2}$", "😀", true},
        {R"(\ud83d)", "😀", true},
        {R"(^\ud83d\ude00$)", "😀", true},
        {"^[😀-😂]$", "😁", true},
        {"^[😀-😂].$", "😁😁", true},
        {"^[😀-😂]{2}$", "😁😁", true},
        {R"(^[😀-😂]\u{61}$)", "😁a", true},
        {R"(^[😀-😂]\u{1f600}$)", "😁😀", true},
        {R"([😀-😂]?\ude00)", "😀", false},
        {"^[😀-😂][^a]$", "😁😀", true},
        {R"([😀-😂]?\B)", "1😀k", true},
        {"^é$", "é", true},
        {"^[à-ü]$", "é", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: properties") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {R"(^[😀-😂]?\p{L}$)", "ß", true},
        {R"(^[😀-😂]?\p{Lu}$)", "ß", false},
        {R"(^[😀-😂]?\P{Lu}$)", "ß", true},
        {R"(^[😀-😂]?\p{Script=Greek}$)", "Ω", true},
        {R"(^[😀-😂]?\p{sc=Grek}$)", "a", false},
        {R"(^[😀-😂]?\p{scx=Deva}$)", "।", true},
        {R"(^[😀-😂]?\p{sc=Deva}$)", "।", false},
        {R"(^[😀-😂]?\p{gc=Decimal_Number}$)", "٣", true},
        {R"(^[😀-😂]?\p{Emoji}$)", "😀", true},
        {R"(^[😀-😂]?[\p{L}\d]+$)", "aé1", true},
        {R"(^[😀-😂]?[^\p{L}]$)", "é", false},
        {R"(^[😀-😂]?\p{Any}$)", "\012", true},
        {R"(^[😀-😂]?\P{Any}$)", "a", false},
        {R"(^[😀-😂]?\p{ASCII}$)", "é", false},
        {R"(^[😀-😂]?\p{Assigned}$)", "a", true},
        {R"(^[😀-😂]?\p{ASCII_Hex_Digit}+$)", "fF0", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("patterns as in JavaScript: what Boost.Regex alone knows") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {R"(^\Z$)", "Z", true},
        {R"(^a\Z)", "a", false},
        {R"(^\A$)", "A", true},
        {R"(^\z$)", "z", true},
        {R"(^\Qa.c\E$)", "Qa.cE", true},
        {R"(^\Qa.c\E$)", "a.c", false},
        {"^[[:alpha:]]$", "a]", true},
        {"^[[:alpha:]]$", "a", false},
        {"^[[.a.]]$", "a]", true},
        {"^[[=a=]]$", "=]", true},
        {R"(^\<$)", "<", true},
        {R"(^\>$)", ">", true},
        {R"(^\x{61}$)", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", true},
        {R"(^\x{61}$)", "a", false},
        {R"(^\N$)", "N", true},
        {R"(^\R$)", "\012", false},
        {R"(^\R$)", "R", true},
        {R"(^\X$)", "X", true},
        {R"(^\X$)", "é", false},
        {R"(^\h$)", "\011", false},
        {R"(^\h$)", "h", true},
        {R"(^\G$)", "G", true},
        {R"(^\K$)", "K", true},
        {R"(^\l\L\U\e\a\C\y$)", "lLUeaCy", true},
        {R"(^\`\'$)", "`'", true},
        {R"(^\`)", "", false},
        {R"(^\g1$)", "g1", true},
        {R"(^(a)\g{1}$)", "ag", true},
        {R"(^(a)\g1$)", "aa", false},
        {"^[a[:digit:]]+$", "ad]", false},
        {"^.#b$", "a#b", true},
        {"a|b", "b", true},
        {"^[a-b-c]+$", "-c", true},
        {"^ a b$", " a b", true},
        {R"(^\d\.\+$)", "1.+", true},
        {R"(^\u$)", "u", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("characters of the last planes are found as they stand") {
    for (const std::string_view character : {"\U0003FFFD", "\U00040000", "\U000FFFFD", "\U0010FFFD"}) {
        const std::string text(character);
        CAPTURE(text);
        CHECK(found("^" + text, text + "a") == Found::yes);
        CHECK(found(text + "$", "a" + text) == Found::yes);
        CHECK(found(text, "a" + text + "b") == Found::yes);
        CHECK(found("^" + text, "\U0001F600" + text) == Found::no);
    }
    // With the flag u, as code points.
    const auto finds = [](std::string_view pattern, std::string_view subject) {
        return Pattern(pattern, Reading::guessed).search(subject, default_pattern_steps) == Found::yes;
    };
    CHECK(finds("^\\u{3FFFD}$", "\U0003FFFD"));
    CHECK(finds("^\\u{50000}$", "\U00050000"));
    CHECK(finds("^\\u{10FFFD}$", "\U0010FFFD"));
    CHECK_FALSE(finds("^\\u{50000}$", "\U00010000"));
}

TEST_CASE("names of groups may hold what JavaScript's identifiers do") {
    for (const std::string_view name : {"a$", "$", "a\u200C", "a\u200Db", "_9", "\u00e9"}) {
        CAPTURE(name);
        CHECK(found("^(?<" + std::string(name) + ">x)$", "x") == Found::yes);
    }
}

TEST_CASE("a NUL in a pattern or a subject is a character") {
    using namespace std::string_view_literals;
    CHECK(found("^\\0$", "\0"sv) == Found::yes);
    CHECK(found("^a\0b$"sv, "a\0b"sv) == Found::yes);
    CHECK(found("^a[\0-\1]b$"sv, "a\0b"sv) == Found::yes);
    CHECK(found("^a.b$", "a\0b"sv) == Found::yes);
    CHECK(found("^a$", "a\0b"sv) == Found::no);
}

TEST_CASE("what Node refuses is refused, where the mistake is") {
    struct Refusal {
        std::string_view pattern;
        std::size_t offset;
    };
    const auto [pattern, offset] = GENERATE(values<Refusal>({
        {"a++", 2},
        {"a*+", 2},
        {"a?+", 2},
        {"(?i)a", 0},
        {"(?i:a)", 0},
        {"(?#c)", 0},
        {"(?>a)", 0},
        {"(?|a)", 0},
        {"(?R)", 0},
        {"(?1)", 0},
        {"(?&a)", 0},
        {"(?P<n>a)", 0},
        {"(*FAIL)", 1},
        {"(?(1)a)", 0},
        {"(", 0},
        {")", 0},
        {"a(b", 1},
        {"a)b", 1},
        {"[a", 0},
        {"[b-a]", 1},
        {R"(\)", 0},
        {"a**", 2},
        {"*a", 0},
        {"+", 0},
        {"?", 0},
        {"{1}", 0},
        {"^*", 1},
        {R"(\b+)", 2},
        {"(?<=a)*", 6},
        {"(?<!a)?", 6},
        {"a{2,1}", 1},
        {"(?<a>.)(?<a>.)", 10},
        {"(?<1>.)", 3},
        {"(?<a", 3},
        {"(?<>.)", 3},
        {R"((?<a>.)\k<b>)", 12},
        {R"((?<a>.)\k)", 9},
        {R"((?<a>.)[\k])", 8},
        {"(?", 0},
        {"(?<", 3},
        {R"([😀-😂]\p{Foo})", 11},
        {R"([😀-😂]\p{lu})", 11},
        {R"([😀-😂]\p{L)", 11},
        {R"([😀-😂]\p{sc=})", 11},
        {R"([😀-😂]\p{Script})", 11},
        {R"([😀-😂]\u{110000})", 11},
        {R"([😀-😂]\_)", 11},
        {R"([😀-😂]\1)", 11},
        {R"([😀-😂]\01)", 11},
        {"[😀-😂]]", 11},
        {"[😀-😂]a{", 12},
        {R"([😀-😂][\d-z])", 12},
        {"[😀-😂](?=a)*", 16},
        {R"([😀-😂]\c)", 11},
        {R"([😀-😂]\x1)", 11},
        {"😀)", 4},
        {R"((?<=a\b+))", 7},
    }));
    CAPTURE(pattern);
    CHECK(refused_at(pattern) == offset);
}

TEST_CASE("what cannot be matched exactly is refused, with a reason") {
    struct Refusal {
        std::string_view pattern;
        std::size_t offset;
        std::string_view reason;
    };
    const auto [pattern, offset, reason] = GENERATE(values<Refusal>({
        {"(?<=ba+)c", 6, "a repetition without a fixed count within a lookbehind, which is not supported"},
        {"(?<=a(?:b|cd))e", 8, "alternatives of different lengths within a lookbehind, which are not supported"},
        {"(?<=a{2000})b", 5, "a lookbehind that is too long"},
        {"(?<=(a)\\1)", 7, "a back reference in a lookbehind or to a group in one, which is not supported"},
        {"(?:(a)|b)*\\1", 10,
         "a back reference to a group that need not take part in each iteration of a repetition around it, which is "
         "not "
         "supported"},
        {"(?:(a)?\\1b)+", 7,
         "a back reference in a repetition to a group that need not take part in each iteration, which is not "
         "supported"},
        {"(?:(?=(a)))?\\1", 12,
         "a back reference to a group in a lookahead in an iteration that may be empty, which is not supported"},
        {"(?=((?:|a)*))\\1", 13,
         "a back reference to a group in a lookahead with empty iterations, which is not supported"},
        {"(?:(a*))+\\1", 9,
         "a back reference to a group that need not take part in each iteration of a repetition around it, which is "
         "not "
         "supported"},
        {"(?=(?:(a?)b?)?)\\1", 15,
         "a back reference to a group in a lookahead with empty iterations, which is not supported"},
        {"(?:\\b|a){1500}", 8, "a repetition of what may be empty in some places only, which is not supported"},
        {"(?=(a)?)\\1", 8,
         "a back reference to a group in a lookahead that need not take part, which is not supported"},
    }));
    CAPTURE(pattern);
    CHECK(refused_at(pattern) == offset);
    CHECK_THROWS_WITH(Pattern(pattern), Catch::Matchers::Equals(std::string(reason)));
}

TEST_CASE("patterns have bounds") {
    CHECK(refused_at(std::string(max_pattern_bytes, 'a')) == loads);
    CHECK(refused_at(std::string(max_pattern_bytes + 1, 'a')) == max_pattern_bytes);
    CHECK(refused_at("a\xC3(") == 1);
    std::string unlike;  // letters with one more each
    for (int i = 0; i < 200; ++i) unlike += "[\\p{L}\\u{E" + std::to_string(100 + i) + "}]";
    try {
        static_cast<void>(Pattern(unlike, Reading::guessed));
        FAIL("loads");
    } catch (const PatternError& error) {
        CHECK(error.offset() == 0);
        CHECK(std::string(error.what()).find("more different characters") != std::string::npos);
    }

    CHECK(refused_at(repeat("(", max_pattern_depth) + "a" + repeat(")", max_pattern_depth)) == loads);
    CHECK(refused_at(repeat("(", max_pattern_depth + 1) + "a" + repeat(")", max_pattern_depth + 1)) ==
          max_pattern_depth + 1);
    CHECK(refused_at(repeat("(", 10'000)) != loads);
    CHECK(refused_at(repeat("(?:a|", max_pattern_depth) + "b" + repeat(")*", max_pattern_depth)) == loads);
    CHECK(refused_at(repeat("(?=a", max_pattern_depth) + repeat(")", max_pattern_depth)) == loads);

    // Characters that a pattern tells apart: a hundred, but not hundreds.
    std::string letters;
    for (int i = 0; i < 7 * 64; ++i)
        letters += {'\xE4', static_cast<char>(0xB8 + i / 64), static_cast<char>(0x80 + i % 64)};
    CHECK(refused_at("^[" + letters + "]+$") == loads);
    CHECK(refused_at(letters) == loads);  // a text, which is not taken apart
    CHECK(refused_at(letters + "x?") != loads);
    CHECK(refused_at("^(?:" + letters.substr(0, 300) + ")?$") == loads);
    CHECK(refused_at(repeat("(?<=(?:ab){450})", 14)) == loads);
    CHECK(refused_at(repeat("(?<=(?:ab){450})", 15)) != loads);
    CHECK(refused_at(repeat("(?<=(?:ab){450})", 400)) != loads);
}

TEST_CASE("counts may be large") {
    CHECK(found("^a{1000000}$", std::string(1'000'000, 'a')) == Found::yes);
    CHECK(found("^a{1000000}$", std::string(999'999, 'a')) == Found::no);
    CHECK(found("^(?:ab){1000000}", "abab") == Found::no);
    CHECK(found("^(?:(?:ab{1000}){1000}){1000}$", "ab") == Found::no);
    CHECK(found("^(?:(?:a{0,1000}){0,1000}){0,1000}$", "aaa") == Found::yes);
    CHECK(refused_at("a{2147483647,2147483646}") == 1);
    CHECK(refused_at("a{99999999999,99999999998}") == loads);
}

TEST_CASE("no subject makes a pattern slow") {
    const std::string a(65'536, 'a');
    const auto pattern = GENERATE("^(?:(a+)b?)+\\1c$", "(?!.*(.)\\1.*\\1)", "(?<=aaaa)b", "(?:(?=a)a|(?!b)a)*c",
                                  "^(a|aa)+$(?<!b)", "(x+x+)+y(?=z)", "(.*)(.*)(.*)(.*)(.*)z(?!.)", "(?:(?=a*b)a)*z",
                                  "^(?:(?:(?:a{1,50}){1,50}){1,50}){1,50}$", "(a+)+\\1b", "[ab]*a[ab]{100}c");
    CAPTURE(pattern);
    const Pattern compiled(pattern);
    for (const std::string& subject :
         {a + "!", repeat("ab", 32'768), repeat("x", 65'536), repeat(",", 65'536), repeat("aB", 32'768),
          repeat("\xC3\xA9", 32'768), repeat("\xF0\x9F\x98\x80", 16'384), std::string(40, 'a') + "!"}) {
        static_cast<void>(compiled.search(subject, default_pattern_steps));
        CHECK(compiled.search(subject, 10) != Found::yes);
    }
}

TEST_CASE("the budget is spent exactly") {
    const Pattern pattern("(?:a|ab)*c(?!c)");
    const std::string subject = repeat("ab", 20) + "c";
    std::size_t enough = 1;
    while (pattern.search(subject, enough) == Found::over_budget) ++enough;
    CHECK(enough > subject.size());
    CHECK(pattern.search(subject, enough) == Found::yes);
    CHECK(pattern.search(subject, enough - 1) == Found::over_budget);
    const Pattern ahead("(?=a).*b.*c");
    CHECK(ahead.search("ab\xC3\xA9z", 0) == Found::no);  // no c, whatever the lookahead finds
    CHECK(ahead.search("ab\u00E9c", 3) == Found::over_budget);
    CHECK(ahead.search("ab\u00E9c", 1000) == Found::yes);
}

TEST_CASE("where an automaton with references to any characters of a group has no match, nothing is searched") {
    const std::string eight = "^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)(?=.*g)(?=.*h)";
    CHECK(Pattern("^(?=(a)\\1)ab*c$").search("b", 0) == Found::no);
    CHECK(Pattern("^(?!(a)\\1)ab*c$").search("b", 0) == Found::no);
    CHECK(Pattern(eight + "(?:[a-h]+[a-h0-9]*)*(x)\\1$").search(repeat("abcdefgh", 6) + "!", 0) == Found::no);
    CHECK(Pattern("^(a?)(b?)\\2\\1$").search("a0", 0) == Found::no);
    CHECK(Pattern("^(a|[xy]b*)c\\1$").search("acaaa", 0) == Found::over_budget);
    CHECK(Pattern("^(a|[xy]b*)c\\1$").search("acac", 0) == Found::no);
    // It has one wherever the pattern has one.
    CHECK(found("^(?!(?=b)a)a(c)\\1", "acc") == Found::yes);
    CHECK(found("^(?!(x)\\1)(a)\\2", "aa") == Found::yes);
    CHECK(found("^(?!(x)\\1)(a)\\2", "xxaa") == Found::no);
    CHECK(found("(?<!(?!b)a)(c)\\1", "abcc") == Found::yes);
    CHECK(found("^((a|b)\\2)c\\1$", "bbcbb") == Found::yes);
    CHECK(found("^((a|b)c\\2)\\1\\2$", "bcbbcbb") == Found::yes);
    CHECK(found("^(?:(a)|b)\\1$", "b") == Found::yes);
    CHECK(found("\\b(a)\\1\\b(?!-)", "b aa c") == Found::yes);
    CHECK(found("[\U0001F600-\U0001F602]?^(.)\\1$", "\U0001F600\U0001F600") == Found::yes);
    CHECK(found("^(.)\\1$", "\U0001F600") == Found::no);
    CHECK(found("^(.)(.)\\1\\2$", "\U0001F600\U0001F600") == Found::yes);
}

TEST_CASE("what the automata of several patterns take is bounded for all of them together") {
    const AutomatonAllowance usual;
    AutomatonAllowance shared;
    const Pattern large("[ab]*a[ab]{100}c", Reading::plain, shared);
    CHECK(shared.work < usual.work);  // though there is none in the end
    CHECK(shared.cells == usual.cells);
    const Pattern small("^(?:a|ab)+$", Reading::plain, shared);
    CHECK(small.search("aab", 1) == Found::over_budget);  // the work is used up
    AutomatonAllowance more{usual.cells * 2, usual.work * 2};
    const Pattern again("^(?:a|ab)+$", Reading::plain, more);
    CHECK(again.search("aab", 0) == Found::yes);
    CHECK(more.cells < usual.cells * 2);
    CHECK(more.work < usual.work * 2);
}

// What takes no steps has not been searched by backtracking.
TEST_CASE("patterns that need no backtracking take no steps") {
    struct NoSteps {
        std::string pattern;
        std::string matching;
        std::string other;
    };
    const std::string a(65'536, 'a');
    const auto [pattern, matching, other] = GENERATE_COPY(values<NoSteps>({
        {"^a+$", "aaa", "aab"},
        {"^(?:red|green|blue)$", "green", "greenish"},
        {"^(red|green)$", "red", "gree"},
        {"red|green", "evergreen", "gregreex"},
        {"^(?:GET|POST|PUT) ", "PUT /", "PUTS /"},
        {"^(?:a|b)-(?:c|d)$", "b-c", "bc-d"},
        {"^(?:[a-z]{2}|[a-z]{2}-[A-Z]{2})$", "de-AT", "de-A"},
        {"^(a+)+$", a, a + "!"},
        {"^(.*,){11}P", repeat(",", 65'536) + "P", repeat(",", 65'536) + "Q"},
        {"(x+x+)+y", repeat("x", 65'536) + "y", repeat("x", 65'536)},
        {"^(([a-z])+.)+[A-Z]([a-z])+$", a + "Aa", a + "A"},
        {"(?:(?:ab)*c?)*d", repeat("ab", 32'768) + "d", repeat("ab", 32'768) + "e"},
        {"(.*)(.*)(.*)(.*)(.*)z", a + "z", a},
        {"(?:\\b|a)*z", a + "z", a},
        {"\\s*$", repeat(" ", 65'536) + "x", repeat("", 0)},
        {"^(?=.*[A-Z])(?=.*\\d)(?!.*--).{8,}$", "abcdeF-1", "abcdeF--1"},
        {"(?<=\\$)\\d+(?<!0) ", repeat("1", 65'536) + "$12 ", repeat("$10 ", 16'384)},
        {"(?<=a)(a+)+(?<!b)!", a + "!", a + "b!"},
        {"^(?:(?<!-)-|\\w)+$", repeat("a-", 32'768), repeat("a-", 32'768) + "-"},
        {"^[à-ü]+(?:,[à-ü]+)*$", repeat("\xC3\xA9,\xC3\xA9", 3), repeat("\xC3\xA9,", 3)},
    }));
    CAPTURE(pattern);
    const Pattern compiled(pattern);
    CHECK(compiled.search(matching, 0) == Found::yes);
    if (!other.empty()) CHECK(compiled.search(other, 0) == Found::no);
}

TEST_CASE("one of several literals") {
    const auto [pattern, subject, matches] = GENERATE(values<Case>({
        {"^(?:red|green|blue)$", "red", true},
        {"^(?:red|green|blue)$", "blue", true},
        {"^(?:red|green|blue)$", "green", true},
        {"^(?:red|green|blue)$", "", false},
        {"^(?:red|green|blue)$", "re", false},
        {"^(?:red|green|blue)$", "redgreen", false},
        {"^(?:red|green|blue)$", "xred", false},
        {"^(?:red|green|blue)$", "red\n", false},
        {"^(?:red|green|red|)$", "", true},
        {"^(?:red|green|red|)$", "red", true},
        {"^(?:A|B|CD|[x-z])$", "B", true},
        {"^(?:A|B|CD|[x-z])$", "y", true},
        {"^(?:A|B|CD|[x-z])$", "CD", true},
        {"^(?:A|B|CD|[x-z])$", "C", false},
        {"^(?:a|ab|abc)$", "ab", true},
        {"^(?:é|中文|😀|日)$", "é", true},
        {"^(?:é|中文|😀|日)$", "中文", true},
        {"^(?:é|中文|😀|日)$", "😀", true},
        {"^(?:é|中文|😀|日)$", "😁", false},
        {"^(?:é|中文|😀|日)$", "中", false},
        {"^(?:[^]|ab)$", "ab", true},
        {"^(?:[^]|ab)$", "c", true},
        {"^(?:[^]|ab)$", "cd", false},
        {"^red$|^green$", "green", true},
        {"^red$|^green$", "redgreen", false},
        {"^red|green$", "redgreens", true},
        {"^red|green$", "evergreen", true},
        {"^red|green$", "greenred", false},
        {"red|green|reed", "a reed", true},
        {"red|green|reed", "a gred", true},
        {"red|green|reed", "a grn re ed", false},
        {"aab|ab$", "aaab", true},
        {"aabc|b", "aab", true},
        {"abcd|bcx|c$", "abcx", true},
        {"abcd|bcx|c$", "abc", true},
        {"abcd|bcx|c$", "abca", false},
        {"(?:^|,)(?:a|b)(?=,|$)", "c,b", true},
    }));
    CAPTURE(pattern, subject);
    CHECK(found(pattern, subject) == (matches ? Found::yes : Found::no));
}

TEST_CASE("many literals") {
    std::vector<std::string> words;
    for (char32_t i = 0; i < 900; ++i)
        words.push_back({'\xE4', static_cast<char>(0xB8 + i / 64 % 4), static_cast<char>(0x80 + i % 64),
                         static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26 % 26)});
    std::string alternatives;
    for (const std::string& word : words) alternatives += (alternatives.empty() ? "" : "|") + word;
    const Pattern all("^(?:" + alternatives + ")$");
    const Pattern prefixes("^(?:" + alternatives.substr(0, 6 * 64 - 1) + ")");
    const Pattern parts(alternatives.substr(0, 6 * 64 - 1));
    for (std::size_t i = 0; i < words.size(); ++i) {
        CHECK(all.search(words[i], 0) == Found::yes);
        CHECK(all.search(words[i] + "a", 0) == Found::no);
        CHECK(all.search(words[i].substr(0, 4), 0) == Found::no);
        CHECK(prefixes.search(words[i] + "a", 0) == (i < 64 ? Found::yes : Found::no));
        CHECK(parts.search("a" + words[i] + "a", 0) == (i < 64 ? Found::yes : Found::no));
    }
}

TEST_CASE("alternatives of one character are one set") {
    std::string alternatives;
    for (int i = 0; i < 2'000; ++i)
        alternatives +=
            {i == 0 ? '(' : '|', '\xE4', static_cast<char>(0xB8 + i / 64 % 8), static_cast<char>(0x80 + i % 64)};
    const Pattern one_of("^" + alternatives + ")-$");
    CHECK(one_of.search("\xE4\xB8\x80-", 0) == Found::yes);
    CHECK(one_of.search("\xE4\xBF\xBF-", 0) == Found::yes);
    CHECK(one_of.search("\xE5\x80\x80-", 0) == Found::no);
    // In the order that they are written, where that counts.
    CHECK(found("^(?=(c|ab|a))\\1$", "ab") == Found::yes);
    CHECK(found("^(?=(c|a|ab))\\1$", "ab") == Found::no);
    CHECK(found("^(?=(c|a|ab|d|e|da))\\1a$", "da") == Found::yes);
    CHECK(found("^(?=(c|a|da|d|e))\\1$", "da") == Found::yes);
    CHECK(found("^(?=(c|a|da|d|e))\\1$", "e") == Found::yes);
}

// A lookahead that always holds makes of a pattern one with backtracking.
TEST_CASE("with and without backtracking the verdict is the same") {
    const auto pattern = GENERATE(
        "^(?:a|b)$", "^a|b$", "a$|^b", "$^|ab", "(?:^|b)a(?:$|b)", "a^b|$a|b", "^a$^$|bb$", "^^a|b$$", "(?:^a)*b",
        "(?:a$)?b", "(?:a|$)b?$", "(?:^|a|b$){2}", "\\bab\\b", "\\Ba|b\\B", "^\\B|a\\b", "\\b-\\b|\\B-\\B",
        "(?:\\b|-)+a", "(?:\\b-)*\\B$", "\\ba?\\b$", "^\\B-?\\B$", "(?:a|ab)(?:b|ba)*$", "^(?:a?b?){2}-$",
        "(?:aa|bb|ab-)$", "aab|ab$|ba-", "^(?:ab?){2,3}$", "^[^a]{2}$", "^.{2,3}$", "é|-a", "^(?:é|😀)+$", "[^é]é",
        "\\ud83d$", "^[😀-😂]?a", "[😀-😂]?\\B-", "[😀-😂]?\\B$", "(?:[😀-😂]|)\\b", "(?:[😀-😂]|a){2}", "^(?=a)(?!ab).",
        "^(?!.*a-)(?=.*b)", "^(?=\\b)(?!$|a)", "^(?:)(?!a|$)", "^(?=.é)..$", "[]|b", "^[]*$", "(?:a*)*b$",
        "(?:a|b|)*?-$", "(?<=a)b", "(?<!a)b", "(?<=^a)b", "(?<!^a)b$", "(?<=a(?<!ba))b", "(?<!(?<=a)b)-",
        "(?<!(?<!(?<!a)b)a)b", "(?:(?<=a)b|(?<!b)a){2}", "\\b(?<=-)a", "(?<=\\b)a", "(?<!\\Ba)b", "(?<=\\Ba\\b)-",
        "(?<=a$)", "(?<!a$)$", "^(?<!a)b", "(?<!a)^b|-$", "^(?=(?<!a)b)", "^(?!.(?<=a).)", "(?<=é)a", "(?<=\\ud83d)",
        "(?<!\\ude00)$", "(?<![😀-😂])a", "(?<=[^a])(?<=b|-).", "^(?:(?<!a)[^]|b)*$", "(?<=a+b)-", "(?<!)a", "(?<![])a",
        "(?<=)a", "(?<=)", "(?<![^])", "(?<!b)", "(?<=^b|ab)-", "^[^-]+(?<!a)-", "(?:(?<=(?<=a)b)-|a){2}");
    const Pattern plain(pattern);
    const Pattern backtracking("(?:" + std::string(pattern) + ")(?![])");
    const std::vector<std::string> letters{"a", "b", "-", "é", "😀"};
    std::vector<std::string> subjects{""};  // of up to four letters
    for (std::size_t i = 0; i < 1 + 5 + 25 + 125; ++i)
        for (const std::string& letter : letters) subjects.push_back(subjects[i] + letter);
    for (const std::string& subject : subjects) {
        const Found verdict = plain.search(subject, 0);
        const Found expected = backtracking.search(subject, default_pattern_steps);
        if (verdict == expected && verdict != Found::over_budget) continue;
        CAPTURE(pattern, subject);
        CHECK(verdict == expected);
        CHECK(verdict != Found::over_budget);
    }
    CHECK(subjects.size() == 781);
}

TEST_CASE("where an automaton would be too large there is backtracking") {
    const std::string tail(100, 'b');
    CHECK(found("a[ab]{100}$", "ba" + tail) == Found::yes);
    CHECK(found("a[ab]{100}$", "bb" + tail) == Found::no);
    CHECK(found("a[ab]{100}$", "ab" + tail) == Found::no);
    CHECK(found("^(?:ab){20000}$", repeat("ab", 20'000)) == Found::yes);
    CHECK(found("^(?:ab){20000}$", repeat("ab", 19'999)) == Found::no);
    CHECK(found("^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)(?=.*g)(?=.*h)(?=.*i).{9}$", "ihgfedcba") == Found::yes);
    CHECK(found("^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)(?=.*g)(?=.*h)(?=.*i).{9}$", "ihgfedcbb") == Found::no);
    CHECK(Pattern("^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)(?=.*g)(?=.*h)(?=.*i)").search("abcdefghi", 0) ==
          Found::over_budget);
}

TEST_CASE("what is rewritten is quick and the same") {
    const std::string subject = std::string(65'536, 'a');
    for (const std::string_view pattern : {"^(a+)+$", "^(a|a)*$", "^(?:a*)*$", "^(?:(?:a+)+)+$", "^(?:|a)*$"}) {
        CAPTURE(pattern);
        CHECK(found(pattern, subject) == Found::yes);
        CHECK(found(pattern, subject + "!") == Found::no);
    }
}

TEST_CASE("the source is shown as JavaScript shows it") {
    struct Source {
        std::string_view given;
        std::string_view shown;
    };
    const auto [given, shown] = GENERATE(values<Source>({
        {"", "(?:)"},
        {"a/b", R"(a\/b)"},
        {R"(a\/b)", R"(a\/b)"},
        {R"(a\\/b)", R"(a\\\/b)"},
        {"[/]/", R"([/]\/)"},
        {R"([\]/])", R"([\]/])"},
        {R"(\[/])", R"(\[\/])"},
        {"\n\r", R"(\n\r)"},
        {"\\\n", R"(\n)"},
        {"\\\\\n", R"(\\\n)"},
        {"[\n]", R"([\n])"},
        {"\xE2\x80\xA8\\\xE2\x80\xA9", R"(\u2028\u2029)"},
        {"\xC3\xA9", "\xC3\xA9"},
    }));
    CHECK(regexp_source(given) == shown);
    CHECK(Pattern(given).source() == shown);
}

TEST_CASE("one pattern serves many threads") {
    const Pattern pattern("(?:[a-z]+\\.)*[a-z]+@(?:[a-z]+\\.)+\\p{1}|é+(.)\\1");
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&wrong, copy = pattern] {
            for (int round = 0; round < 500; ++round) {
                if (copy.search("a.b@c.d.p", default_pattern_steps) != Found::yes) ++wrong;
                if (copy.search("\xC3\xA9\xF0\x9F\x98\x80", default_pattern_steps) != Found::no) ++wrong;
                if (copy.search("\xC3\xA9zz", default_pattern_steps) != Found::yes) ++wrong;
                if (copy.search("a.b@c.d.p", 6) != Found::over_budget) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
}

TEST_CASE("the patterns of the JSON Schema Test Suite match what they match in Node") {
    namespace json = zodgate::json;
    std::ifstream stream(std::filesystem::path(ZODGATE_TEXT_TESTS) / "suite_patterns.ndjson", std::ios::binary);
    std::size_t count = 0;
    std::size_t matching = 0;
    for (std::string line; std::getline(stream, line); ++count) {
        json::Document entry;
        REQUIRE(entry.read(line, {1U << 20U, 8, false}).status == json::ReadStatus::ok);
        const Pattern pattern(json::find(entry.root(), "pattern")->string(), Reading::guessed);
        const bool matches = json::find(entry.root(), "matches")->boolean;
        matching += matches ? 1 : 0;
        CAPTURE(line);
        CHECK(pattern.search(json::find(entry.root(), "subject")->string(), default_pattern_steps) ==
              (matches ? Found::yes : Found::no));
    }
    CHECK(count == 67);
    CHECK(matching > 20);
}

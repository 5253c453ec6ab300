#include "found.hpp"

#include "json/json.hpp"

#include <catch2/catch.hpp>

using found::in;
using found::Lines;
using found::said_of;

namespace {

// The rules that tell of a pattern, as it is after JSON has read it.
Lines rules_of(std::string_view pattern) {
    std::string text = "{\"pattern\":";
    zodgate::json::append_string(text, pattern);
    Lines rules;
    for (const zodgate::lint::Finding& finding : zodgate::lint::lint(text + "}", zodgate::Options())) {
        CHECK(finding.pointer == "/pattern");
        CHECK(finding.line == 1);
        CHECK(finding.column == 12);
        rules.emplace_back(finding.rule->name);
    }
    return rules;
}

}  // namespace

TEST_CASE("patterns that JavaScript reads otherwise are told") {
    const std::vector<std::pair<std::string_view, std::string_view>> patterns{
        {"\bword\b", "pattern-lost-escape"},
        {"[\b]", "pattern-lost-escape"},
        {R"(\Aabc\z)", "pattern-foreign-escape"},
        {R"(^abc\Z)", "pattern-foreign-escape"},
        {R"(a\hb)", "pattern-foreign-escape"},
        {R"(a\Rb)", "pattern-foreign-escape"},
        {R"(\Qa.b\E)", "pattern-foreign-escape"},
        {R"([\h])", "pattern-foreign-escape"},
        {R"(a\Kb)", "pattern-foreign-escape"},
        {R"(\a)", "pattern-foreign-escape"},
        {"(?i)abc", "pattern-foreign-group"},
        {"(?i:abc)", "pattern-foreign-group"},
        {"(?-i)abc", "pattern-foreign-group"},
        {"(?P<year>a)", "pattern-foreign-group"},
        {"(?>a)", "pattern-foreign-group"},
        {"(?#comment)", "pattern-foreign-group"},
        {"(?|a|b)", "pattern-foreign-group"},
        {"a++", "pattern-possessive-quantifier"},
        {"a*+", "pattern-possessive-quantifier"},
        {"a?+", "pattern-possessive-quantifier"},
        {"(a){2,3}+", "pattern-possessive-quantifier"},
        {"[[:alpha:]]", "pattern-posix-class"},
        {"^[[:digit:]_]+$", "pattern-posix-class"},
        {"[[=a=]]", "pattern-posix-class"},
        {R"(\p{L})", "pattern-property-escape"},
        {R"([\P{Lu}a])", "pattern-property-escape"},
        {"^a|b$", "pattern-partial-anchor"},
        {"^a|b|c$", "pattern-partial-anchor"},
        {"^(a|b)|[|]$", "pattern-partial-anchor"},
    };
    CHECK(patterns.size() == 29);
    for (const auto& [pattern, rule] : patterns) {
        INFO(pattern);
        CHECK(rules_of(pattern) == Lines{std::string(rule)});
    }
}

TEST_CASE("patterns that mean what they say are left alone") {
    const std::vector<std::string_view> patterns{
        "abc",
        R"(\bword\b)",
        R"([\b])",
        R"(\\A\\Z)",
        R"(\\p{L})",
        R"(\d\w\s\S\W\D\t\n\r\v\f\0\x41\u0041\cA\B)",
        R"(\.\-\/\+)",
        "(?:a)(?=b)(?!c)(?<=b)(?<!c)",
        "(?<year>a)",
        "a+?b*?c??d{2,3}?",
        R"(\++)",
        "[+]+",
        "[*+]",
        "a{+",
        "}+",
        "x}+",
        "[:alpha:]",
        "[[a]",
        "^a$",
        "^a|^b$",
        "^a$|^b$",
        "^a$|b$",
        R"(^a|b\$)",
        "^(?:a|b)$",
        "^(a|b)$",
        R"(^a\|b$)",
        "^[a|b]$",
        "a|b",
        "^a|b",
        "|",
        "",
        R"(^(\p{Extended_Pictographic}|\p{Emoji_Component})+$)",  // Zod's own
    };
    CHECK(patterns.size() == 32);
    for (const std::string_view pattern : patterns) {
        INFO(pattern);
        CHECK(rules_of(pattern) == Lines{});
    }
}

TEST_CASE("the keys of patternProperties are patterns") {
    CHECK(in("{\"patternProperties\":{\n  \"\\\\Aa\": {}}}") ==
          Lines{"2:3 pattern-foreign-escape /patternProperties/\\Aa"});
}

TEST_CASE("what is said of a pattern is about what stands there") {
    CHECK(said_of(R"({"pattern":"(?i)a"})") ==
          Lines{"\"(?i)\", flags within a pattern elsewhere, is a mistake in JavaScript"});
    CHECK(said_of(R"({"pattern":"\\Aa"})") == Lines{"JavaScript reads \"\\A\" as the letter \"A\"; elsewhere it is the "
                                                    "start of the text, which is \"^\" here"});
    CHECK(
        said_of(R"({"pattern":"^\\p{L}+$"})") ==
        Lines{
            "\"\\\\p{L}\" needs the flag u, which a document cannot carry: it is read with that flag here, and as the "
            "letters \"p{L}\" by new RegExp(pattern)"});
}

TEST_CASE("a pattern that is refused for another reason keeps the document from being looked at") {
    CHECK_THROWS_AS(in(R"x({"pattern":"("})x"), zodgate::SchemaError);
    CHECK_THROWS_AS(in(R"x({"pattern":"(","properties":{"a":{"pattern":"(?i)"}}})x"), zodgate::SchemaError);
    CHECK_THROWS_AS(in(R"({"type":"strnig"})"), zodgate::SchemaError);
    CHECK_THROWS_AS(in("{"), zodgate::SchemaError);
}

#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

using namespace zodgate;

namespace {

Messages saying(std::string words) {
    Messages messages;
    messages.set([words = std::move(words)](const Issue&) { return words; });
    return messages;
}

const Issue wrong_type{InvalidType{Expected::string, Received::number}, {}, 0};
const Issue wrong_divisor{NotMultipleOf{2}, {}, 0};

/// What a Locales of "de", "de-CH", "fr" and "zh-Hant" answers in.
std::string language_of(std::string_view languages) {
    static const Locales locales = [] {
        Locales all;
        for (const char* const tag : {"de", "de-CH", "fr", "zh-Hant"}) all.add(tag, saying(tag));
        return all;
    }();
    const std::string words = locales.find(languages)(wrong_divisor);
    return words == message_of(wrong_divisor) ? "en" : words;
}

}  // namespace

TEST_CASE("messages: the schema, the code's function, that for any code, Zod") {
    Messages messages;
    CHECK(messages(wrong_type) == "Invalid input: expected string, received number");
    messages.set([](const Issue& issue) { return "any " + std::string(to_string(code_of(issue))); });
    CHECK(messages(wrong_type) == "any invalid_type");
    messages.set(IssueCode::invalid_type, [](const Issue& issue) {
        return "must be " + std::string(to_string(std::get<InvalidType>(issue.parameters).expected));
    });
    CHECK(messages(wrong_type) == "must be string");
    CHECK(messages(wrong_divisor) == "any not_multiple_of");

    Issue own = wrong_type;
    own.message = "the schema's";
    CHECK(messages(own) == "the schema's");
    CHECK(message_of(own) == "the schema's");
    CHECK(to_json(own) == R"({"expected":"string","code":"invalid_type","path":[],"message":"the schema's"})");

    messages.set(IssueCode::invalid_type, nullptr).set(nullptr);
    CHECK(messages(wrong_type) == message_of(wrong_type));
}

TEST_CASE("messages: a function leaves to the next what it has no words for; empty words are words") {
    Messages messages;
    messages.set([](const Issue&) { return "any"; });
    messages.set(IssueCode::invalid_type, [](const Issue&) { return std::nullopt; });
    CHECK(messages(wrong_type) == "any");
    messages.set([](const Issue&) -> std::optional<std::string> { return std::nullopt; });
    CHECK(messages(wrong_type) == message_of(wrong_type));
    messages.set(IssueCode::invalid_type, [](const Issue&) { return ""; });
    CHECK(messages(wrong_type).empty());
}

TEST_CASE("messages: issues inside issues have the same words") {
    InvalidUnion inner;
    inner.errors = {{wrong_type}, {}};
    InvalidKey key;
    key.issues = {Issue{inner, {}, 0}, wrong_divisor};
    const std::string expected =
        R"({"code":"invalid_key","origin":"record","issues":[{"code":"invalid_union","errors":[[{"expected":"string","code":"invalid_type","path":[],"message":"é"}],[]],"path":[],"message":"é"},{"origin":"number","code":"not_multiple_of","divisor":2,"path":[],"message":"é"}],"path":["k"],"message":"é"})";
    const std::vector<Issue> issues{{key, {std::string("k")}, 0}};
    CHECK(to_json(issues.front(), saying("é")) == expected);
    CHECK(to_json(issues, saying("é")) == "[" + expected + "]");
    CHECK(error_body("no", issues, saying("é")) == R"({"error":"no","issues":[)" + expected + "]}");
}

TEST_CASE("messages: what is not UTF-8 is replaced") {
    CHECK(saying("a\xFFz")(wrong_type) == "a\xEF\xBF\xBDz");
    Issue own = wrong_type;
    own.message = "\xC3";
    CHECK(to_json(own) ==
          "{\"expected\":\"string\",\"code\":\"invalid_type\",\"path\":[],\"message\":\"\xEF\xBF\xBD\"}");
}

TEST_CASE("messages: what a function throws passes to the caller") {
    Messages messages;
    messages.set([](const Issue&) -> std::optional<std::string> { throw std::runtime_error("mine"); });
    CHECK_THROWS_WITH(to_json(wrong_type, messages), "mine");
    CHECK_THROWS_WITH(error_body("no", {wrong_type}, messages), "mine");
    CHECK_THROWS_WITH(treeify_to_json({wrong_type}, messages), "mine");
}

TEST_CASE("locales: lookup by RFC 4647") {
    CHECK(language_of("de") == "de");
    CHECK(language_of("DE") == "de");
    CHECK(language_of("de-AT") == "de");
    CHECK(language_of("de-ch") == "de-CH");
    CHECK(language_of("de-CH-1996") == "de-CH");
    CHECK(language_of("zh-Hant-CN-x-private1-private2") == "zh-Hant");
    CHECK(language_of("zh") == "en");
    CHECK(language_of("fr-x-y") == "fr");
    CHECK(language_of("en-GB") == "en");
    CHECK(language_of("it") == "en");
    CHECK(language_of("") == "en");
    CHECK(language_of("*") == "en");
    CHECK(language_of("d") == "en");
    CHECK(language_of("deu") == "en");

    const Locales private_use = Locales().add("fr", saying("fr")).add("fr-x", saying("fr-x"));
    CHECK(private_use.find("fr-x")(wrong_type) == "fr-x");
    CHECK(private_use.find("fr-x-y")(wrong_type) == "fr");
}

TEST_CASE("locales: weights of Accept-Language") {
    CHECK(language_of("it, fr;q=0.5, de;q=0.8") == "de");
    CHECK(language_of("fr , de") == "fr");
    CHECK(language_of("de;q=0.9,fr") == "fr");
    CHECK(language_of("de ; q=0.001\t, *;q=0.5") == "de");
    CHECK(language_of("de;Q=1.000,fr;q=0.999") == "de");
    CHECK(language_of("en-US,en;q=0.9,de;q=0.8") == "en");
    CHECK(language_of("de;q=0") == "en");
    CHECK(language_of("de;q=0.000, fr;q=0.1") == "fr");
    CHECK(language_of("*, fr;q=0.1") == "fr");
    CHECK(language_of("de;q=0., fr;q=1.") == "fr");
}

TEST_CASE("locales: malformed parts are passed over") {
    for (const char* const part :
         {"de;q=2", "de;q=1.001", "de;q=0.1234", "de;q=-1", "de;q=x", "de;q=", "de;q", "de;v=1", "de;q=1;q=1", ";",
          "de_AT", "d e", "\"de\"", "-", "-de", ";q=1", "\xFF", "de;q=.5"}) {
        CAPTURE(part);
        CHECK(language_of(part) == "en");
        CHECK(language_of(std::string(part) + ", fr;q=0.1") == "fr");
    }
    CHECK(language_of(",, ,fr,") == "fr");
    CHECK(language_of("de;") == "de");
    CHECK(language_of(std::string_view("de\0", 3)) == "en");
}

TEST_CASE("locales: hostile headers are cut") {
    std::string many;
    for (std::size_t i = 1; i < Locales::max_ranges; ++i) many += "it,";
    CHECK(language_of(many + "de") == "de");
    CHECK(language_of(many + "it,de") == "en");
    CHECK(language_of("de" + std::string(1000000, 'x')) == "en");
    CHECK(language_of(std::string(1000000, '-')) == "en");
    CHECK(language_of(std::string(1000000, ',')) == "en");
    std::string subtags = "de";
    for (int i = 0; i < 100000; ++i) subtags += "-a1";
    CHECK(language_of(subtags) == "de");
    const std::string longest = "de-" + std::string(Locales::max_tag_bytes - 3, 'a');
    const Locales locales = Locales().add(longest, saying("longest"));
    CHECK(locales.find(longest)(wrong_type) == "longest");
    CHECK(locales.find(longest + "-b")(wrong_type) == "longest");
    CHECK(locales.find(longest + "b")(wrong_type) == message_of(wrong_type));
}

TEST_CASE("locales: adding") {
    Locales locales;
    locales.add("de", saying("one")).add("DE", saying("two")).add("EN", saying("mine"));
    CHECK(locales.find("de")(wrong_type) == "two");
    CHECK(locales.find("it")(wrong_type) == "mine");
    for (const char* const tag : {"", "-", "de-", "-de", "de--AT", "de_AT", "*", "de;q=1", "d\xC3\xA9"}) {
        CAPTURE(tag);
        CHECK_THROWS_AS(locales.add(tag, Messages()), std::invalid_argument);
    }
    CHECK_THROWS_AS(locales.add(std::string(Locales::max_tag_bytes + 1, 'a'), Messages()), std::invalid_argument);
    const Locales copy = locales;
    locales.add("de", saying("three"));
    CHECK(copy.find("de")(wrong_type) == "two");
}

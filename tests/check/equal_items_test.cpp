#include "check/equal_items.hpp"
#include "json/json.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

using namespace zodgate;

namespace {

std::vector<std::uint32_t> first_equals_of(const std::string& text) {
    json::Document document;
    REQUIRE(document.read(text, {1U << 30U, 100}).status == json::ReadStatus::ok);
    return check::first_equals(check::Canonicals(document.root()));
}

// Texts of which equal ones stand for equal values, and different ones for different values.
std::vector<std::uint32_t> first_same(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> first;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::size_t at = 0;
        while (texts[at] != texts[i]) ++at;
        first.push_back(static_cast<std::uint32_t>(at));
    }
    return first;
}

std::string array_of(const std::vector<std::string>& texts) {
    std::string array = "[";
    for (const std::string& text : texts) array.append(array.size() > 1 ? "," : "").append(text);
    return array + "]";
}

}  // namespace

TEST_CASE("the first of equal items is found, in arrays of any length") {
    using Numbers = std::mt19937;
    const std::vector<std::function<std::string(Numbers&)>> kinds{
        [](Numbers& next) { return std::to_string(next() % 2); },
        [](Numbers& next) { return std::to_string(next() % 1000); },
        [](Numbers& next) { return std::to_string(next()) + "." + std::to_string(1 + next() % 9); },
        [](Numbers& next) { return "[[" + std::to_string(next() % 40) + "]]"; },
        [](Numbers& next) { return "[7," + std::to_string(next() % 40) + "]"; },
        [](Numbers& next) { return "\"the same beginning " + std::to_string(next() % 300) + "\""; },
        [](Numbers& next) {
            return "{\"a\":" + std::to_string(next() % 3) + ",\"b\":" + std::to_string(next() % 9) + "}";
        },
        [](Numbers& next) { return next() % 2 == 0 ? "true" : "null"; },
    };
    Numbers next(7);
    for (const std::size_t length : {2U, 3U, 100U, 512U, 513U, 3000U}) {
        for (std::size_t kind = 0; kind <= kinds.size(); ++kind) {
            CAPTURE(length, kind);
            std::vector<std::string> texts;
            while (texts.size() < length) {
                texts.push_back(kinds[kind < kinds.size() ? kind : next() % kinds.size()](next));
            }
            CHECK(first_equals_of(array_of(texts)) == first_same(texts));
        }
    }
}

TEST_CASE("items are equal as JSON values are") {
    CHECK(first_equals_of(R"([1,1.0,10e-1,-0,0,"1","",[],{},null,false])") ==
          std::vector<std::uint32_t>{0, 0, 0, 3, 3, 5, 6, 7, 8, 9, 10});
    CHECK(first_equals_of(R"([{"a":1,"b":2},{"b":2,"a":1},{"a":2,"b":1},["a",1],["a1"]])") ==
          std::vector<std::uint32_t>{0, 0, 2, 3, 4});
    CHECK(first_equals_of("[]").empty());
}

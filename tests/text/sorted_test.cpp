#include "text/sorted.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using zodgate::text::Sorted;

std::vector<std::uint32_t> sorted(const std::vector<std::string>& texts) {
    std::vector<Sorted> items;
    for (std::uint32_t i = 0; i < texts.size(); ++i) items.push_back(zodgate::text::sorted_from(texts[i], 0, i));
    zodgate::text::sort_texts(std::span(items), [&texts](std::uint32_t i) { return std::string_view(texts[i]); });
    std::vector<std::uint32_t> positions;
    for (const Sorted& item : items) positions.push_back(item.position);
    return positions;
}

std::vector<std::uint32_t> sorted_by_comparing(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> positions;
    for (std::uint32_t i = 0; i < texts.size(); ++i) positions.push_back(i);
    std::stable_sort(positions.begin(), positions.end(),
                     [&texts](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
    return positions;
}

}  // namespace

TEST_CASE("texts are sorted by their bytes, what is equal by position") {
    std::mt19937 random(20);
    const auto below = [&random](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
    const std::string alphabet{'a', 'b', '\0', '\x01', '\x7f', '\x80', '\xff'};
    const std::size_t common =
        GENERATE(0U, 3U, 8U, 13U, 16U, 47U, 48U, 100U);  // bytes that all have at their beginning
    const std::size_t letters = GENERATE(1U, 2U, 7U);
    const std::size_t count = GENERATE(0U, 1U, 2U, 16U, 17U, 40U, 512U, 513U, 3000U);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text(common, 'x');
        for (std::size_t length = below(12); length != 0; --length) text += alphabet[below(letters)];
        texts.push_back(below(10) == 0 && i != 0 ? texts[below(i)] : text);
    }
    REQUIRE(sorted(texts) == sorted_by_comparing(texts));
    std::sort(texts.begin(), texts.end(), std::greater<>());
    REQUIRE(sorted(texts) == sorted_by_comparing(texts));
}

TEST_CASE("a text comes before those that it begins, zeros among them") {
    const std::vector<std::string> texts{std::string("a\0\0", 3), std::string("a\0", 2), "a", "", std::string(1, '\0')};
    REQUIRE(sorted(texts) == std::vector<std::uint32_t>{3, 4, 2, 1, 0});
}

TEST_CASE("long texts that are equal for long are sorted without a deep recursion") {
    std::vector<std::string> texts;
    for (char last = 'z'; last >= 'a'; --last) texts.push_back(std::string(1000000, 'x') + last);
    const std::vector<std::uint32_t> positions = sorted(texts);
    REQUIRE(positions.front() == 25);
    REQUIRE(positions.back() == 0);
}

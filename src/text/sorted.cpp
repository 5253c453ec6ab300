#include "text/sorted.hpp"

#include <array>
#include <utility>
#include <vector>

namespace zodgate::text {
namespace {

// Byte by byte, the last first; what is equal keeps its order. A byte that is the same in all is passed over.
void sort_many(std::span<Sorted> texts) {
    constexpr std::size_t values = 256;
    std::array<std::array<std::uint32_t, values>, sizeof(Sorted::begin)> counts{};
    for (const Sorted& text : texts) {
        for (std::size_t byte = 0; byte < counts.size(); ++byte) ++counts[byte][text.begin >> 8 * byte & 0xFFU];
    }
    std::vector<Sorted> other(texts.size());
    std::span<Sorted> from = texts;
    std::span<Sorted> to = other;
    for (std::size_t byte = 0; byte < counts.size(); ++byte) {
        const auto value_of = [byte](const Sorted& text) {
            return static_cast<std::size_t>(text.begin >> 8 * byte & 0xFFU);
        };
        std::array<std::uint32_t, values>& places = counts[byte];
        if (places[value_of(from.front())] == from.size()) continue;
        std::uint32_t before = 0;
        for (std::uint32_t& place : places) before += std::exchange(place, before);
        for (const Sorted& text : from) to[places[value_of(text)]++] = text;
        std::swap(from, to);
    }
    if (from.data() != texts.data()) std::copy(from.begin(), from.end(), texts.begin());
}

}  // namespace

void sort_by_begin(std::span<Sorted> texts) {
    constexpr std::size_t few = 512;
    const auto is_less = [](const Sorted& a, const Sorted& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.position < b.position;
    };
    if (std::is_sorted(texts.begin(), texts.end(), is_less)) return;
    if (texts.size() > few) {
        sort_many(texts);
    } else {
        std::sort(texts.begin(), texts.end(), is_less);
    }
}

}  // namespace zodgate::text

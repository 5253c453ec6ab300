#include "generate/mutation.hpp"

#include "generate/judged.hpp"
#include "generate/maker.hpp"
#include "generate/places.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace zodgate::generate {
namespace {

using json::Type;

constexpr std::size_t longest_input = std::size_t{1} << 20U;
constexpr std::size_t deepest_input = 200;

void swap_two(Draft& draft, Random& random) {
    const auto first = static_cast<std::size_t>(random.below(draft.items.size()));
    const auto second = static_cast<std::size_t>(random.below(draft.items.size()));
    if (first == second) return;
    std::swap(draft.items[first], draft.items[second]);
    if (draft.is(Type::object)) std::swap(draft.keys[first], draft.keys[second]);
}

// What can be done without knowing what is asked for.
bool change_structure(Draft& draft, Random& random) {
    if (draft.items.empty()) return false;
    const auto at = static_cast<std::size_t>(random.below(draft.items.size()));
    switch (random.below(3)) {
        case 0: draft.erase(at); return true;
        case 1: swap_two(draft, random); return true;
        default:
            if (!draft.is(Type::array)) return false;
            Draft copy = draft.items[at];
            draft.items.insert(draft.items.begin() + static_cast<std::ptrdiff_t>(at), std::move(copy));
            return true;
    }
}

}  // namespace

std::optional<std::string> mutated(const Survey& survey, const Schema& schema, const Goal& goal,
                                   std::string_view payload, std::size_t max_bytes, Random& random, Effort& effort) {
    json::Document document;
    const json::ReadOptions options{longest_input, deepest_input, false};
    if (document.read(payload, options).status != json::ReadStatus::ok) return std::nullopt;
    const std::vector<Place> places = places_of(survey, goal, document.root(), payload.size());
    const Draft whole = Draft::of(document.root());
    std::optional<std::string> refused;
    constexpr std::size_t tries = 6;
    for (std::size_t i = 0; i < tries; ++i) {
        const Place& place = random.pick(places);
        Draft draft = whole;
        Draft& value = draft_at(draft, place.way);
        const bool is_made = random.one_in(4) && change_structure(value, random);
        if (!is_made && !Maker(survey, random, effort).make(place.goal, value, random.one_in(4))) continue;
        std::string text = written(draft);
        if (text.size() > max_bytes || text == payload) continue;
        if (judged(schema, text).valid()) return text;
        refused = std::move(text);
    }
    return refused;
}

std::size_t mutate_bytes(std::uint8_t* data, std::size_t size, std::size_t max_size, Random& random) noexcept {
    const auto at = static_cast<std::size_t>(random.below(size + 1));
    const auto byte = static_cast<std::uint8_t>(random.below(256));
    const std::uint64_t way = random.below(3);
    if (way == 0 && size < max_size) {
        std::copy_backward(data + at, data + size, data + size + 1);
        data[at] = byte;
        return size + 1;
    }
    if (at == size) return size;
    if (way == 1 && size > 1) {
        std::copy(data + at + 1, data + size, data + at);
        return size - 1;
    }
    data[at] = byte;
    return size;
}

}  // namespace zodgate::generate

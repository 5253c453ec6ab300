// Arrays and tuples.
#include "generate/maker.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace zodgate::generate {
namespace {

// More items than that are not made.
constexpr double most_items = 20'000;

std::size_t count_of(double bound) noexcept {
    return static_cast<std::size_t>(std::clamp(std::ceil(bound), 0.0, most_items + 1));
}

}  // namespace

struct Maker::Lengths {
    std::size_t least = 0;
    std::size_t most = static_cast<std::size_t>(most_items);
    std::size_t usual = 0;    // that tuples describe
    std::size_t matches = 0;  // that `contains` asks for
    bool is_unique = false;
};

Goal goal_of_item(const Demands& demands, std::size_t index) {
    Goal goal;
    goal.resources = demands.resources;
    for (const plan::ArrayNode* const array : demands.arrays) goal.nodes.push_back(array->item);
    for (const plan::TupleNode* const tuple : demands.tuples) {
        if (index < tuple->items.size()) {
            goal.nodes.push_back(tuple->items[index]);
        } else if (tuple->rest) {
            goal.nodes.push_back(*tuple->rest);
        }
    }
    return goal;
}

std::optional<Maker::Lengths> Maker::lengths_of(const Demands& demands) const {
    Lengths lengths;
    const auto restrict_by = [&lengths](const plan::LengthChecks& checks) {
        if (checks.minimum) lengths.least = std::max(lengths.least, count_of(*checks.minimum));
        if (checks.maximum && *checks.maximum < most_items) {
            lengths.most = std::min(lengths.most, static_cast<std::size_t>(std::max(0.0, std::floor(*checks.maximum))));
        }
    };
    for (const plan::ArrayNode* const array : demands.arrays) {
        restrict_by(array->length);
        if (survey_.height_of(array->item) == Survey::unreachable) lengths.most = 0;
    }
    for (const plan::TupleNode* const tuple : demands.tuples) {
        restrict_by(tuple->length);
        lengths.least = std::max(lengths.least, tuple->required);
        lengths.usual = std::max(lengths.usual, tuple->items.size());
        const bool ends = !tuple->rest || survey_.height_of(*tuple->rest) == Survey::unreachable;
        if (ends) lengths.most = std::min(lengths.most, tuple->items.size());
        for (std::size_t i = 0; i < tuple->items.size(); ++i) {
            if (survey_.height_of(tuple->items[i]) == Survey::unreachable) lengths.most = std::min(lengths.most, i);
        }
    }
    for (const plan::GuardedNode* const guard : demands.guards) {
        lengths.is_unique |= guard->unique_items;
        if (!guard->contains) continue;
        lengths.matches = std::max(lengths.matches, count_of(guard->fewest_matches));
    }
    lengths.least = std::max(lengths.least, lengths.matches);
    if (demands.has_unevaluated && demands.arrays.empty() && lengths.usual > 0) {
        lengths.most = std::min(lengths.most, std::max(lengths.usual, lengths.least));
    }
    if (lengths.least > lengths.most) return std::nullopt;
    return lengths;
}

std::size_t Maker::choose_length(const Lengths& lengths) {
    const std::size_t most = lengths.most;
    if (must_be_small()) return lengths.least;
    constexpr std::size_t few = 3;
    constexpr std::size_t most_of_many = 24;
    if (most <= most_of_many && random_.one_in(6)) return most;
    if (lengths.usual > lengths.least && random_.one_in(2)) return std::min(lengths.usual, most);
    const std::size_t usual_most = std::min(most, std::max(lengths.least, lengths.usual) + few);
    return lengths.least + static_cast<std::size_t>(random_.below(usual_most - lengths.least + 1));
}

// @param texts  of the items before, from which it has to differ; null if it need not
bool Maker::make_item(const Goal& goal, std::size_t index, std::vector<std::string>* texts, Draft& out) {
    constexpr std::size_t tries = 24;
    for (std::size_t i = 0; i < tries; ++i) {
        const bool must_differ = std::exchange(must_differ_, texts != nullptr);
        const bool is_made = make_within(goal, out, {}, index, true);
        must_differ_ = must_differ;
        if (!is_made) return false;
        if (texts == nullptr) return true;
        std::string text = written(out);
        if (std::find(texts->begin(), texts->end(), text) != texts->end()) continue;
        texts->push_back(std::move(text));
        return true;
    }
    return fail("no items were found that differ from each other");
}

bool Maker::make_array(const Demands& demands, Draft& out) {
    const std::optional<Lengths> lengths = lengths_of(demands);
    if (!lengths) return fail("no number of items, of up to 20,000, is between the least and the most asked for");
    const std::size_t count = choose_length(*lengths);
    std::vector<std::string> texts;
    out.items.reserve(count);
    // The items that match what the array is to contain begin anywhere.
    const auto first_match = static_cast<std::size_t>(random_.below(count - lengths->matches + 1));
    for (std::size_t i = 0; i < count; ++i) {
        Goal goal = goal_of_item(demands, i);
        for (const plan::GuardedNode* const guard : demands.guards) {
            const bool is_match = i >= first_match && i < first_match + count_of(guard->fewest_matches);
            if (guard->contains && is_match) goal.nodes.push_back(*guard->contains);
        }
        Draft item;
        if (!make_item(goal, i, lengths->is_unique ? &texts : nullptr, item)) {
            return i >= lengths->least && lengths->matches == 0;
        }
        out.items.push_back(std::move(item));
    }
    return true;
}

}  // namespace zodgate::generate

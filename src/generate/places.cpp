#include "generate/places.hpp"

#include "check/check.hpp"
#include "generate/maker.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::generate {
namespace {

using json::Type;
using plan::NodeId;

constexpr std::size_t most_places = 1000;

// Finds out which options a value fits.
class ValueChooser final : public Chooser {
  public:
    ValueChooser(const Survey& survey, const json::Value& value, std::size_t bytes)
        : survey_(survey), value_(value), bytes_(bytes) {}

    std::optional<NodeId> option(const std::vector<NodeId>& options, Types) override {
        const Types type = bit_of(value_.type);
        const auto is_of_type = [&](NodeId option) { return (survey_.types_of(option) & type) != 0; };
        if (std::count_if(options.begin(), options.end(), is_of_type) == 1) {
            return *std::find_if(options.begin(), options.end(), is_of_type);
        }
        const auto found = std::find_if(options.begin(), options.end(),
                                        [&](NodeId option) { return is_of_type(option) && holds(option); });
        if (found == options.end()) return std::nullopt;
        return *found;
    }
    bool is_null(NodeId, Types) override { return value_.type == Type::null; }
    Type type(Types, Types) override { return value_.type; }
    bool holds(NodeId condition) override {
        return check::fits(survey_.plan(), condition, value_, bytes_, survey_.plan().options.limits);
    }

  private:
    const Survey& survey_;
    const json::Value& value_;
    std::size_t bytes_;
};

void add_within(const plan::Plan& plan, const Place& place, const Demands& demands, std::vector<Place>& places) {
    const json::Value& value = *place.value;
    const bool is_structure = value.type == Type::array || value.type == Type::object;
    const std::size_t count = is_structure ? value.size : 0;
    for (std::size_t i = 0; i < count && places.size() < most_places; ++i) {
        Place within;
        if (value.type == Type::array) {
            within.goal = goal_of_item(demands, i);
            within.value = value.items + i;
        } else {
            std::optional<Goal> goal = goal_of_member(plan, demands, value.members[i].key);
            if (!goal) continue;
            within.goal = std::move(*goal);
            within.value = &value.members[i].value;
        }
        within.way = place.way;
        within.way.push_back(i);
        places.push_back(std::move(within));
    }
}

}  // namespace

std::optional<Demands> demands_at(const Survey& survey, const Place& place, std::size_t bytes) {
    ValueChooser chooser(survey, *place.value, bytes);
    DemandCollector collector(survey, chooser);
    Demands demands;
    if (!collector.collect(place.goal, demands)) return std::nullopt;
    for (std::size_t i = 0; i < demands.dependent.size() && demands.type == Type::object; ++i) {
        for (const plan::Dependency& dependency : demands.dependent[i]->dependencies) {
            if (!dependency.node || json::find(*place.value, dependency.name) == nullptr) continue;
            if (!collector.add(*dependency.node, demands)) return std::nullopt;
        }
    }
    return demands;
}

std::vector<Place> places_of(const Survey& survey, const Goal& goal, const json::Value& root, std::size_t bytes) {
    std::vector<Place> places;
    Place whole;
    whole.goal = goal;
    whole.value = &root;
    places.push_back(std::move(whole));
    for (std::size_t i = 0; i < places.size() && places.size() < most_places; ++i) {
        const Place place = places[i];  // a copy: the list grows
        if (const std::optional<Demands> demands = demands_at(survey, place, bytes)) {
            add_within(survey.plan(), place, *demands, places);
        }
    }
    return places;
}

Draft& draft_at(Draft& root, const std::vector<std::size_t>& way) {
    Draft* draft = &root;
    for (const std::size_t position : way) draft = &draft->items[position];
    return *draft;
}

Path path_to(const Draft& root, const std::vector<std::size_t>& way) {
    Path path;
    const Draft* draft = &root;
    for (const std::size_t position : way) {
        if (draft->is(Type::object)) {
            path.emplace_back(draft->keys[position]);
        } else {
            path.emplace_back(static_cast<std::uint64_t>(position));
        }
        draft = &draft->items[position];
    }
    return path;
}

}  // namespace zodgate::generate

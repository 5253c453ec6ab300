// Objects and records.
#include "check/check.hpp"
#include "check/numbers.hpp"
#include "check/strings.hpp"
#include "generate/maker.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <memory_resource>
#include <optional>
#include <set>
#include <utility>

namespace zodgate::generate {
namespace {

using plan::RecordKeys;
using Unknown = plan::ObjectNode::Unknown;

// More members than that are not made, but for those that have names in the schema.
constexpr double most_unknown = 2'000;

bool fits_name(const plan::StringCheck& check, std::string_view name) {
    return check::StringChecks(Limits(), name.size()).fits(check, name);
}

bool describes(const plan::AdditionalNode& node, std::string_view name) {
    return node.declares(name) || std::any_of(node.patterns.begin(), node.patterns.end(),
                                              [name](const auto& pattern) { return fits_name(pattern, name); });
}

const plan::Property* property_of(const plan::ObjectNode& node, std::string_view name) noexcept {
    const std::optional<std::uint32_t> position = node.position_of(name);
    return position ? &node.properties[*position] : nullptr;
}

// How many sides know a name, and how many refuse it.
struct Sides {
    std::size_t knowing = 0;
    std::size_t refusing = 0;
};

void ask_object(const plan::ObjectNode& node, std::string_view name, Goal& goal, Sides& sides) {
    if (const plan::Property* const property = property_of(node, name)) {
        goal.nodes.push_back(property->node);
        ++sides.knowing;
    } else if (node.unknown == Unknown::refused) {
        ++sides.refusing;
    } else if (node.unknown == Unknown::judged) {
        goal.nodes.push_back(node.catchall);
    }
}

// Whether a node takes the name, as the string that it is.
bool fits_key(const plan::Plan& plan, plan::NodeId node, std::string_view name) {
    std::pmr::monotonic_buffer_resource memory;
    const std::string_view copy = json::copy_text(name, memory);
    json::Value value;
    value.type = json::Type::string;
    value.characters = copy.data();
    value.size = static_cast<std::uint32_t>(copy.size());
    return check::fits(plan, node, value, copy.size(), Limits());
}

// @param is_pooled  what one side does not take as a name, the other may
void ask_record(const plan::Plan& plan, const plan::RecordNode& node, std::string_view name, bool is_pooled, Goal& goal,
                Sides& sides) {
    switch (node.keys) {
        case RecordKeys::matching:
            if (fits_name(node.name_check, name)) goal.nodes.push_back(node.value);
            return;
        case RecordKeys::numbers:
        case RecordKeys::integers:
            if (!check::is_number_key(name, node.keys == RecordKeys::integers)) {
                ++sides.refusing;
                return;
            }
            break;
        case RecordKeys::known:
        case RecordKeys::exhaustive:
            if (!node.knows(name)) {
                ++sides.refusing;
                return;
            }
            break;
        case RecordKeys::judged:
            if (is_pooled && !fits_key(plan, node.key, name)) {
                ++sides.refusing;
                return;
            }
            break;
    }
    ++sides.knowing;
    goal.nodes.push_back(node.value);
}

}  // namespace

std::optional<Goal> goal_of_member(const plan::Plan& plan, const Demands& demands, std::string_view name) {
    Goal goal;
    Sides sides;
    goal.resources = demands.resources;
    for (const plan::ObjectNode* const object : demands.objects) ask_object(*object, name, goal, sides);
    for (const plan::RecordNode* const record : demands.records) {
        ask_record(plan, *record, name, demands.is_pooled, goal, sides);
    }
    for (const plan::AdditionalNode* const additional : demands.additional) {
        if (!describes(*additional, name)) goal.nodes.push_back(additional->node);
    }
    const bool is_taken_back = demands.is_pooled && sides.knowing > 0;
    if (sides.refusing > 0 && !is_taken_back) return std::nullopt;
    return goal;
}

/// Which members the object will have.
struct Maker::Members {
    struct Name {
        std::string_view name;
        bool required = false;
        bool wanted = false;
    };
    std::vector<Name> names;
    std::map<std::string_view, std::size_t> places;  // of the names, where there are several sides
    std::vector<std::string> unknown;                // that the schema has no names for
    std::set<std::string, std::less<>> taken;        // the same, to be found
    bool has_sides = false;
    std::size_t fewest = 0;
    double most = std::numeric_limits<double>::infinity();

    Name& of(std::string_view name) {
        if (has_sides) {
            const auto [place, is_new] = places.try_emplace(name, names.size());
            if (!is_new) return names[place->second];
        }
        names.push_back({name});
        return names.back();
    }
    std::size_t count() const noexcept {
        const auto is_wanted = [](const Name& name) { return name.wanted; };
        return unknown.size() + static_cast<std::size_t>(std::count_if(names.begin(), names.end(), is_wanted));
    }
    bool has(std::string_view name) const noexcept {
        const auto is_it = [name](const Name& known) { return known.name == name; };
        return taken.find(name) != taken.end() || std::any_of(names.begin(), names.end(), is_it);
    }
};

bool Maker::wants_optional(plan::NodeId node) {
    if (survey_.height_of(node) == Survey::unreachable || must_be_small()) return false;
    return !random_.one_in(3);
}

void Maker::choose_members(const Demands& demands, Members& members) {
    for (const plan::ObjectNode* const object : demands.objects) {
        for (const plan::Property& property : object->properties) {
            Members::Name& name = members.of(property.name);
            // What every JavaScript object has by that name would be judged in its place.
            name.required |= property.required || property.inherited.has_value();
            name.wanted |= name.required || wants_optional(property.node);
        }
        for (const std::string& required : object->also_required) {
            Members::Name& name = members.of(required);
            name.required = name.wanted = true;
        }
    }
    for (const plan::RecordNode* const record : demands.records) {
        for (std::size_t i = 0; i < record->names.size(); ++i) {
            if (record->names[i] == "__proto__") continue;
            Members::Name& name = members.of(record->names[i]);
            name.required |= record->keys == RecordKeys::exhaustive && !record->absent;
            name.wanted |= name.required || wants_optional(record->value);
        }
    }
    for (const plan::GuardedNode* const guard : demands.guards) {
        if (guard->fewest_members) {
            const double fewest = std::clamp(std::ceil(*guard->fewest_members), 0.0, most_unknown);
            members.fewest = std::max(members.fewest, static_cast<std::size_t>(fewest));
        }
        if (guard->most_members) members.most = std::min(members.most, *guard->most_members);
    }
}

// What a member asks for by being there may ask for more, and so on.
bool Maker::apply_dependencies(Demands& demands, DemandCollector& collector, Members& members) {
    std::vector<const plan::Dependency*> applied;
    for (bool changed = true; changed;) {
        changed = false;
        // Nodes that are added may have dependencies themselves.
        for (std::size_t i = 0; i < demands.dependent.size(); ++i) {
            for (const plan::Dependency& dependency : demands.dependent[i]->dependencies) {
                if (std::find(applied.begin(), applied.end(), &dependency) != applied.end()) continue;
                Members::Name& trigger = members.of(dependency.name);
                if (!trigger.wanted && !must_be_small() && random_.one_in(8)) trigger.wanted = true;
                if (!trigger.wanted) continue;
                applied.push_back(&dependency);
                changed = true;
                for (const std::string& name : dependency.required) {
                    members.of(name).required = true;
                    members.of(name).wanted = true;
                }
                if (!dependency.node) continue;
                if (!collector.add(*dependency.node, demands)) return false;
                choose_members(demands, members);
            }
        }
    }
    return true;
}

// @param count  how many names are needed in all
std::optional<std::string> Maker::make_name(const Demands& demands, std::size_t count) {
    Goal goal;
    goal.resources = demands.resources;
    for (const plan::GuardedNode* const guard : demands.guards) {
        if (guard->names) goal.nodes.push_back(*guard->names);
    }
    const plan::RecordNode* matching = nullptr;
    for (const plan::RecordNode* const record : demands.records) {
        switch (record->keys) {
            case RecordKeys::judged: goal.nodes.push_back(record->key); break;
            case RecordKeys::numbers:
            case RecordKeys::integers: {
                std::string name = random_.one_in(4) ? "-" : "";
                json::append_integer(name, random_.below(1000 + 4 * count));
                if (record->keys == RecordKeys::numbers && random_.one_in(3)) name += ".5";
                return name;
            }
            case RecordKeys::matching:
                if (matching == nullptr || random_.one_in(2)) matching = record;
                break;
            default: break;
        }
    }
    if (goal.nodes.empty()) {
        if (matching != nullptr && !random_.one_in(6)) return text_for(matching->name_check, 4, usual_string_bytes);
        if (random_.one_in(12)) return random_text(0, 6);
        std::string name = "extra";
        json::append_integer(name, random_.below(100 + 4 * count));
        return name;
    }
    Draft draft;
    const bool made = make_within(goal, draft, "(the name of a member)", 0, false);
    if (!made || !draft.is(json::Type::string)) return std::nullopt;
    return std::move(draft.text);
}

// Members that the schema has no names for: as many as must be, and some where they may be.
void Maker::add_unknown(const Demands& demands, Members& members) {
    const bool has_own_names = std::any_of(demands.records.begin(), demands.records.end(), [](const auto* record) {
        return record->keys != RecordKeys::known && record->keys != RecordKeys::exhaustive;
    });
    std::size_t wanted = 0;
    if (!must_be_small() && !demands.has_unevaluated) {
        if (has_own_names) {
            wanted = static_cast<std::size_t>(random_.below(4));
        } else if (random_.one_in(6)) {
            wanted = 1 + static_cast<std::size_t>(random_.below(2));
        }
    }
    const std::size_t there = members.count();
    if (members.fewest > there) wanted = std::max(wanted, members.fewest - there);
    if (static_cast<double>(there + wanted) > members.most) {
        wanted = static_cast<std::size_t>(std::max(0.0, members.most - static_cast<double>(there)));
    }
    for (std::size_t tries = 4 * wanted + 4; wanted > 0 && tries > 0; --tries) {
        std::optional<std::string> name = make_name(demands, members.fewest);
        if (!name) return;
        if (members.has(*name) || *name == "__proto__" || text::find_invalid_utf8(*name) != text::npos) continue;
        if (!goal_of_member(survey_.plan(), demands, *name)) continue;
        members.taken.insert(*name);
        members.unknown.push_back(std::move(*name));
        --wanted;
    }
}

void Maker::settle_count(const Demands& demands, Members& members) {
    // Wanted members at random, until there are few enough; others, until there are enough.
    for (std::size_t tries = 8 * members.names.size(); tries > 0; --tries) {
        const std::size_t count = members.count();
        const bool has_many = static_cast<double>(count) > members.most;
        if (!has_many && count >= members.fewest) break;
        Members::Name& name = members.names[static_cast<std::size_t>(random_.below(members.names.size()))];
        if (name.required || name.wanted != has_many) continue;
        const std::optional<Goal> goal = goal_of_member(survey_.plan(), demands, name.name);
        const bool can_be = goal && std::none_of(goal->nodes.begin(), goal->nodes.end(), [this](plan::NodeId node) {
                                return survey_.height_of(node) == Survey::unreachable;
                            });
        name.wanted = !has_many && can_be;
    }
}

bool Maker::make_object(Demands& demands, DemandCollector& collector, Draft& out) {
    Members members;
    members.has_sides = demands.objects.size() + demands.records.size() + demands.dependent.size() > 1 ||
                        (demands.objects.size() == 1 && !demands.objects.front()->also_required.empty()) ||
                        !demands.dependent.empty();
    choose_members(demands, members);
    if (!demands.dependent.empty() && !apply_dependencies(demands, collector, members)) {
        return fail("what a member asks for by being there cannot be met");
    }
    if (members.fewest > 0 || members.most < static_cast<double>(members.names.size())) settle_count(demands, members);
    add_unknown(demands, members);
    std::vector<std::pair<std::string_view, bool>> names;  // and whether they are required
    names.reserve(members.names.size() + members.unknown.size());
    for (const Members::Name& name : members.names) {
        if (name.wanted) names.emplace_back(name.name, name.required);
    }
    for (const std::string& name : members.unknown) names.emplace_back(name, false);
    if (random_.one_in(12)) {
        for (std::size_t i = names.size(); i > 1; --i) {
            std::swap(names[i - 1], names[static_cast<std::size_t>(random_.below(i))]);
        }
    }
    out.keys.reserve(names.size());
    out.items.reserve(names.size());
    for (const auto& [name, is_required] : names) {
        const std::optional<Goal> goal = goal_of_member(survey_.plan(), demands, name);
        if (!goal && !is_required) continue;
        if (!goal) return fail("the member \"" + std::string(name) + "\" is asked for, and refused");
        Draft member;
        if (make_within(*goal, member, name, 0, false)) {
            out.add(std::string(name), std::move(member));
        } else if (is_required) {
            return false;
        }
    }
    return true;
}

}  // namespace zodgate::generate

#include "generate/maker.hpp"

#include "check/check.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::generate {
namespace {

using json::Type;
using plan::NodeId;

// Beyond these, values are as small as can be.
constexpr std::size_t usual_depth = 6;
constexpr std::size_t usual_values = 48;
// Beyond these, a value is given up. Frames of a level take some hundred bytes.
constexpr std::size_t deepest = 200;
constexpr std::size_t most_values = 100'000;
constexpr std::size_t tries = 8;

constexpr Limits working_limits() noexcept {
    Limits limits;
    limits.max_bytes = std::size_t{64} * 1024 * 1024;
    limits.max_depth = 1000;
    return limits;
}

}  // namespace

// --- Choices ---

std::optional<NodeId> Maker::RandomChooser::option(const std::vector<NodeId>& options, Types types) {
    const Survey& survey = maker_.survey_;
    const auto is_possible = [&](NodeId option) {
        return (survey.types_of(option) & types) != 0 && survey.height_of(option) != Survey::unreachable;
    };
    std::uint32_t most_height = Survey::unreachable;
    // What is least deep may be what does not go together with other demands.
    if (maker_.must_be_small() && (maker_.depth_ > 4 * usual_depth || !maker_.random_.one_in(8))) {
        for (const NodeId option : options) {
            if (is_possible(option)) most_height = std::min(most_height, survey.height_of(option));
        }
    }
    const auto is_candidate = [&](NodeId option) {
        return is_possible(option) && survey.height_of(option) <= most_height;
    };
    const auto count = static_cast<std::uint64_t>(std::count_if(options.begin(), options.end(), is_candidate));
    if (count == 0) return std::nullopt;
    std::uint64_t chosen = maker_.random_.below(count);
    for (const NodeId option : options) {
        if (is_candidate(option) && chosen-- == 0) return option;
    }
    return std::nullopt;
}

bool Maker::RandomChooser::is_null(NodeId otherwise, Types types) {
    if ((types & bit_of(Type::null)) == 0) return false;
    const Survey& survey = maker_.survey_;
    if (survey.height_of(otherwise) == Survey::unreachable || (survey.types_of(otherwise) & types) == 0) return true;
    if (maker_.must_be_small() && survey.height_of(otherwise) > 0) return true;
    return maker_.random_.one_in(5);
}

Type Maker::RandomChooser::type(Types types, Types telling) {
    // What is asked of one type only is of no use to values of others.
    const bool chooses_telling = (types & telling) != 0 && !maker_.random_.one_in(4);
    if (chooses_telling) types &= telling;
    constexpr Types structures = bit_of(Type::array) | bit_of(Type::object);
    if (!chooses_telling && maker_.must_be_small() && (types & ~structures) != 0)
        types &= static_cast<Types>(~structures);
    std::vector<Type> possible;
    for (unsigned i = 0; i < 6; ++i) {
        if ((types & bit_of(static_cast<Type>(i))) != 0) possible.push_back(static_cast<Type>(i));
    }
    return possible.empty() ? Type::null : maker_.random_.pick(possible);
}

bool Maker::RandomChooser::holds(NodeId condition) {
    return maker_.survey_.height_of(condition) != Survey::unreachable && maker_.random_.one_in(2);
}

// --- Values ---

bool Maker::must_be_small() const noexcept {
    return is_small_ || depth_ > usual_depth || (made_ > usual_values && !must_differ_);
}

bool Maker::fail(std::string reason) {
    std::size_t depth = 0;
    for (const Step* step = step_; step != nullptr; step = step->outer) ++depth;
    if (!failure_.reason.empty() && depth < failure_.path.size()) return false;
    failure_.reason = std::move(reason);
    failure_.path.clear();
    for (const Step* step = step_; step != nullptr; step = step->outer) {
        if (step->is_index) {
            failure_.path.emplace_back(static_cast<std::uint64_t>(step->index));
        } else {
            failure_.path.emplace_back(std::string(step->key));
        }
    }
    std::reverse(failure_.path.begin(), failure_.path.end());
    return false;
}

bool Maker::make(const Goal& goal, Draft& out, bool is_small) {
    is_small_ = is_small;
    return make_goal(goal, out);
}

// The later tries are for small values, where demands meet in fewer places.
bool Maker::make_goal(const Goal& goal, Draft& out) {
    constexpr std::size_t values_of_a_try = 4;
    if (depth_ > deepest) return fail("values would have to be nested deeper than is made");
    const bool was_small = is_small_;
    const std::size_t made = made_;
    for (std::size_t i = 0; i < tries; ++i) {
        // Why the tries before have failed says more than that there are no more.
        if (i > 0 && !may_try()) return false;
        if (made_ > most_values) return fail("more values would have to be made than are");
        is_small_ = was_small || i >= tries / 2;
        const bool is_made = make_once(goal, out);
        is_small_ = was_small;
        if (is_made) return true;
        spend((made_ - made) / values_of_a_try);
        made_ = made;
    }
    return false;
}

bool Maker::make_once(const Goal& goal, Draft& out) {
    ++made_;
    Demands demands;
    RandomChooser chooser(*this);
    DemandCollector collector(survey_, chooser);
    if (!collector.collect(goal, demands))
        return fail("no value is of all the types, or fits all the schemas, asked for");
    out = Draft::of_type(demands.type);
    if (!make_of_type(goal, demands, collector, out)) return false;
    const std::size_t on_members = demands.objects.size() + demands.records.size() + demands.additional.size() +
                                   demands.dependent.size() + demands.guards.size();
    const std::size_t on_items = demands.arrays.size() + demands.tuples.size() + demands.guards.size();
    const bool is_uncertain = demands.is_uncertain || on_members > 1 || on_items > 1;
    // Where dynamic references lead is known to the way here alone; the whole will be judged.
    if (!is_uncertain || !demands.resources.empty() || fits(goal.nodes, out)) return true;
    if (make_against(goal, demands, out)) return true;
    return fail("no value was found that fits all that is asked of it together");
}

// A value that fits one schema, and not another, may have to have what the other speaks of, but not as it wants it.
bool Maker::make_against(const Goal& goal, const Demands& demands, Draft& out) {
    if (demands.opposed.empty()) return false;
    constexpr std::size_t most = 4;
    for (std::size_t i = 0; i < most; ++i) {
        Goal other;
        other.nodes.push_back(random_.pick(demands.opposed));
        Draft draft;
        if (!make_within(other, draft, "(what is not to be)", 0, false)) return false;
        edit(draft);
        Draft both = draft.is(Type::object) && random_.one_in(2) ? out : Draft();
        if (both.is(Type::object)) {
            for (std::size_t at = 0; at < draft.items.size(); ++at) {
                const bool has_it = std::find(both.keys.begin(), both.keys.end(), draft.keys[at]) != both.keys.end();
                if (!has_it) both.add(draft.keys[at], std::move(draft.items[at]));
            }
        } else {
            both = std::move(draft);
        }
        if (!fits(goal.nodes, both)) continue;
        out = std::move(both);
        return true;
    }
    return false;
}

// Changes a value somewhere, or leaves it as it is.
void Maker::edit(Draft& draft) {
    if (random_.one_in(4)) return;
    if (draft.is(Type::object) && random_.one_in(4)) return draft.add("other", Draft::of_boolean(true));
    if (draft.items.empty() || random_.one_in(4)) {
        Draft other;
        if (make_within(Goal(), other, "(anything)", 0, false)) draft = std::move(other);
        return;
    }
    const auto at = static_cast<std::size_t>(random_.below(draft.items.size()));
    if (random_.one_in(4)) {
        draft.erase(at);
    } else {
        edit(draft.items[at]);
    }
}

bool Maker::make_of_type(const Goal& goal, Demands& demands, DemandCollector& collector, Draft& out) {
    if (!demands.values.empty()) return make_value(goal, demands, out);
    switch (demands.type) {
        case Type::boolean: out.boolean = random_.one_in(2); return true;
        case Type::number: return make_number(demands, out);
        case Type::string: return make_string(demands, out);
        case Type::array: return make_array(demands, out);
        case Type::object: return make_object(demands, collector, out);
        default: return true;
    }
}

bool Maker::make_within(const Goal& goal, Draft& out, std::string_view key, std::size_t index, bool is_index) {
    const Step step{step_, key, index, is_index};
    step_ = &step;
    ++depth_;
    const bool made = make_goal(goal, out);
    --depth_;
    step_ = step.outer;
    return made;
}

bool Maker::fits(const std::vector<NodeId>& nodes, const Draft& draft) const {
    const Limits limits = working_limits();
    const std::string text = written(draft);
    json::Document document;
    if (document.read(text, {limits.max_bytes, limits.max_depth, false}).status != json::ReadStatus::ok) return false;
    return std::all_of(nodes.begin(), nodes.end(), [&](NodeId node) {
        return check::fits(survey_.plan(), node, document.root(), text.size(), limits);
    });
}

}  // namespace zodgate::generate

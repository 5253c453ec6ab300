#include "generate/demands.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::generate {

using json::Type;
using plan::Kind;
using plan::NodeId;

bool DemandCollector::collect(const Goal& goal, Demands& demands) {
    type_is_known_ = false;
    seen_.clear();
    taken_ = 0;
    by_type_.clear();
    demands.resources = goal.resources;
    resources_ = goal.resources;
    for (const NodeId node : goal.nodes) {
        if (!take(node, demands, 0)) return false;
    }
    demands.type = chooser_.type(demands.types, telling_types());
    demands.types = bit_of(demands.type);
    type_is_known_ = true;
    // What they lead to may bring further ones; those are taken at once now.
    for (Deferred& deferred : by_type_) {
        resources_.swap(deferred.resources);
        if (!take_by_type(*deferred.node, demands, 0)) return false;
    }
    resources_ = goal.resources;
    return demands.types != 0;
}

bool DemandCollector::add(NodeId node, Demands& demands) { return take(node, demands, 0); }

Types DemandCollector::telling_types() const noexcept {
    Types types = 0;
    for (const Deferred& deferred : by_type_) {
        for (unsigned i = 0; i < 6; ++i) {
            if (survey_.plan().nodes[deferred.node->nodes[i]].kind != Kind::any) types |= bit_of(static_cast<Type>(i));
        }
    }
    return types;
}

bool DemandCollector::restrict_to(Types types, Demands& demands) const noexcept {
    demands.types &= types;
    return demands.types != 0;
}

bool DemandCollector::is_new(NodeId id) { return !survey_.plan().dynamic_anchors.empty() || seen_.insert(id).second; }

bool DemandCollector::take(NodeId id, Demands& demands, std::size_t depth) {
    if (depth > longest_chain || ++taken_ > most_taken) return false;
    if (!is_new(id)) return true;
    const plan::Plan& plan = survey_.plan();
    const plan::Node& node = plan.nodes[id];
    ++depth;
    switch (node.kind) {
        case Kind::any: return true;
        case Kind::never: return false;
        case Kind::null: return restrict_to(bit_of(Type::null), demands);
        case Kind::boolean: return restrict_to(bit_of(Type::boolean), demands);
        case Kind::nullable:
            if (chooser_.is_null(node.index, demands.types)) return restrict_to(bit_of(Type::null), demands);
            return take(node.index, demands, depth);
        case Kind::guarded:
            demands.guards.push_back(&plan.guarded[node.index]);
            return take(plan.guarded[node.index].inner, demands, depth);
        case Kind::defaulted: return take(plan.defaulted[node.index].inner, demands, depth);
        case Kind::worded: return take(plan.worded[node.index].inner, demands, depth);
        case Kind::one_of_several: return take_options(plan.groups[node.index].members, demands, depth);
        case Kind::exactly_one:
            demands.is_uncertain = true;
            for (const NodeId option : plan.groups[node.index].members) demands.opposed.push_back(option);
            return take_options(plan.groups[node.index].members, demands, depth);
        case Kind::discriminated:
            demands.discriminated.push_back(&plan.discriminated[node.index]);
            return take_options(survey_.options_of(node.index), demands, depth);
        case Kind::intersection:
            demands.is_pooled = true;
            return take_all(plan.groups[node.index].members, demands, depth);
        case Kind::all:
        case Kind::sequence: return take_all(plan.groups[node.index].members, demands, depth);
        case Kind::by_type:
            if (type_is_known_) return take_by_type(plan.by_types[node.index], demands, depth);
            by_type_.push_back({&plan.by_types[node.index], resources_});
            return restrict_to(survey_.types_of(id), demands);
        default: return node.kind < Kind::refined ? take_leaf(node, demands) : take_beyond_zod(node, demands, depth);
    }
}

bool DemandCollector::take_leaf(const plan::Node& node, Demands& demands) {
    const plan::Plan& plan = survey_.plan();
    switch (node.kind) {
        case Kind::string:
            demands.strings.push_back(&plan.strings[node.index]);
            return restrict_to(bit_of(Type::string), demands);
        case Kind::number:
            demands.numbers.push_back(&plan.numbers[node.index]);
            return restrict_to(bit_of(Type::number), demands);
        case Kind::array:
            demands.arrays.push_back(&plan.arrays[node.index]);
            return restrict_to(bit_of(Type::array), demands);
        case Kind::tuple:
            demands.tuples.push_back(&plan.tuples[node.index]);
            return restrict_to(bit_of(Type::array), demands);
        case Kind::object:
            demands.objects.push_back(&plan.objects[node.index]);
            return restrict_to(bit_of(Type::object), demands);
        case Kind::record:
            demands.records.push_back(&plan.records[node.index]);
            return restrict_to(bit_of(Type::object), demands);
        default: {  // values
            const plan::ValuesNode& values = plan.values[node.index];
            demands.values.push_back(&values);
            Types types = 0;
            if (!values.sorted_strings.empty()) types |= bit_of(Type::string);
            if (!values.sorted_numbers.empty()) types |= bit_of(Type::number);
            for (const json::Value& value : values.others) types |= bit_of(value.type);
            return restrict_to(types, demands);
        }
    }
}

bool DemandCollector::take_beyond_zod(const plan::Node& node, Demands& demands, std::size_t depth) {
    const plan::Plan& plan = survey_.plan();
    switch (node.kind) {
        case Kind::refined: {
            const plan::RefinedNode& refined = plan.refined[node.index];
            const bool has_unevaluated = refined.unevaluated_items || refined.unevaluated_properties;
            demands.has_unevaluated |= has_unevaluated;
            demands.is_uncertain |= has_unevaluated;
            return take(refined.inner, demands, depth) && take_all(refined.checks, demands, depth);
        }
        case Kind::negated:
            demands.is_uncertain = true;
            demands.opposed.push_back(node.index);
            return true;
        case Kind::conditional: {
            const plan::ConditionalNode& conditional = plan.conditional[node.index];
            demands.is_uncertain = true;
            demands.opposed.push_back(conditional.condition);
            const bool holds = chooser_.holds(conditional.condition);
            if (holds && !take(conditional.condition, demands, depth)) return false;
            const std::optional<NodeId>& branch = holds ? conditional.then_node : conditional.else_node;
            return !branch || take(*branch, demands, depth);
        }
        case Kind::dependent: demands.dependent.push_back(&plan.dependent[node.index]); return true;
        case Kind::additional: demands.additional.push_back(&plan.additional[node.index]); return true;
        case Kind::content: demands.contents.push_back(&plan.contents[node.index]); return true;
        case Kind::dynamic: return take(target_of(plan.dynamic[node.index]), demands, depth);
        default: return take_scoped(plan.scoped[node.index], demands, depth);
    }
}

bool DemandCollector::take_options(const std::vector<NodeId>& options, Demands& demands, std::size_t depth) {
    const std::optional<NodeId> option = chooser_.option(options, demands.types);
    return option && take(*option, demands, depth);
}

bool DemandCollector::take_all(const std::vector<NodeId>& nodes, Demands& demands, std::size_t depth) {
    return std::all_of(nodes.begin(), nodes.end(), [&](NodeId node) { return take(node, demands, depth); });
}

bool DemandCollector::take_by_type(const plan::ByTypeNode& node, Demands& demands, std::size_t depth) {
    return take(node.nodes[static_cast<std::size_t>(demands.type)], demands, depth + 1);
}

bool DemandCollector::take_scoped(const plan::ScopedNode& node, Demands& demands, std::size_t depth) {
    const auto enter = [&node](std::vector<std::uint32_t>& resources) {
        const bool is_new = std::find(resources.begin(), resources.end(), node.resource) == resources.end();
        if (is_new) resources.push_back(node.resource);
        return is_new;
    };
    const bool is_new = enter(resources_);
    enter(demands.resources);
    const bool taken = take(node.inner, demands, depth);
    if (is_new) resources_.pop_back();
    return taken;
}

NodeId DemandCollector::target_of(const plan::DynamicNode& node) const {
    for (const std::uint32_t resource : resources_) {
        const plan::DynamicAnchor* const found = survey_.plan().find_dynamic_anchor(resource, node.anchor);
        if (found != nullptr) return found->node;
    }
    return node.otherwise;
}

}  // namespace zodgate::generate

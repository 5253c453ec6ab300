// What of a value has been evaluated, told by the schemas once more: only where a schema asks for it.
#include "check/evaluated.hpp"

#include "check/walk.hpp"

#include <algorithm>

namespace zodgate::check {

void Walk::collect_within(const plan::RefinedNode& node, const Value& value, Evaluated& evaluated) {
    // Schemas around may ask the same again.
    const Again again(*this);
    charge(value.size);
    collect(node.inner, value, evaluated);
    for (const NodeId check : node.checks) collect(check, value, evaluated);
}

// The value fits the node, of which the caller has made sure.
void Walk::collect(NodeId id, const Value& value, Evaluated& evaluated) {
    const Frame frame(*this);
    if (is_stopped() || evaluated.has_all()) return;
    const plan::Node& node = plan_.nodes[id];
    switch (node.kind) {
        case Kind::array:
            if (plan_.arrays[node.index].has_items) evaluated.add_all();
            break;
        case Kind::tuple: return collect_tuple(plan_.tuples[node.index], value, evaluated);
        case Kind::object: return collect_object(plan_.objects[node.index], value, evaluated);
        case Kind::record: return collect_record(plan_.records[node.index], value, evaluated);
        case Kind::guarded: return collect_guarded(plan_.guarded[node.index], value, evaluated);
        case Kind::refined: return collect_refined(plan_.refined[node.index], value, evaluated);
        case Kind::conditional: return collect_conditional(plan_.conditional[node.index], value, evaluated);
        case Kind::dependent:
            for (const plan::Dependency& dependency : plan_.dependent[node.index].dependencies) {
                const bool applies =
                    dependency.node && is(&value, json::Type::object) && find_member(value, dependency.name) != nullptr;
                if (applies) collect(*dependency.node, value, evaluated);
            }
            break;
        case Kind::additional: evaluated.add_all(); break;
        case Kind::nullable:
            if (!is(&value, json::Type::null)) collect(node.index, value, evaluated);
            break;
        case Kind::worded: return collect(plan_.worded[node.index].inner, value, evaluated);
        case Kind::defaulted: return collect(plan_.defaulted[node.index].inner, value, evaluated);
        case Kind::by_type:
            return collect(plan_.by_types[node.index].nodes[static_cast<std::size_t>(value.type)], value, evaluated);
        case Kind::discriminated:
            if (const auto option = choose(plan_.discriminated[node.index], &value)) collect(*option, value, evaluated);
            break;
        case Kind::dynamic: return collect(target_of(plan_.dynamic[node.index]), value, evaluated);
        case Kind::scoped: {
            const Scope scope(*this, plan_.scoped[node.index].resource);
            return collect(plan_.scoped[node.index].inner, value, evaluated);
        }
        case Kind::one_of_several:
        case Kind::exactly_one:
            for (const NodeId option : plan_.groups[node.index].members) {
                if (!is_stopped() && fits_quietly(option, &value)) collect(option, value, evaluated);
            }
            break;
        case Kind::intersection:
        case Kind::all:
        case Kind::sequence:
            for (const NodeId member : plan_.groups[node.index].members) collect(member, value, evaluated);
            break;
        // They look at no items and no members, or what they see counts for nothing.
        default: break;
    }
}

void Walk::collect_tuple(const plan::TupleNode& node, const Value& value, Evaluated& evaluated) {
    if (!is(&value, json::Type::array)) return;
    if (node.has_items) return evaluated.add_all();
    const std::size_t count = std::min<std::size_t>(node.items.size(), value.size);
    for (std::size_t i = 0; i < count; ++i) evaluated.add(i);
}

void Walk::collect_object(const plan::ObjectNode& node, const Value& value, Evaluated& evaluated) {
    if (!is(&value, json::Type::object)) return;
    if (node.has_additional) return evaluated.add_all();
    charge(value.size);
    for (std::uint32_t i = 0; i < value.size; ++i) {
        if (is_among(node.sorted_names, value.members[i].key)) evaluated.add(i);
    }
}

void Walk::collect_record(const plan::RecordNode& node, const Value& value, Evaluated& evaluated) {
    if (!is(&value, json::Type::object)) return;
    if (node.keys != plan::RecordKeys::matching) return evaluated.add_all();
    charge(value.size);
    for (std::uint32_t i = 0; i < value.size; ++i) {
        if (fits_name(node.name_check, value.members[i].key)) evaluated.add(i);
    }
}

void Walk::collect_guarded(const plan::GuardedNode& node, const Value& value, Evaluated& evaluated) {
    if (node.contains && node.matches_count && is(&value, json::Type::array)) {
        for (std::uint32_t i = 0; i < value.size && !is_stopped(); ++i) {
            if (fits_quietly(*node.contains, value.items + i)) evaluated.add(i);
        }
    }
    collect(node.inner, value, evaluated);
}

void Walk::collect_refined(const plan::RefinedNode& node, const Value& value, Evaluated& evaluated) {
    const bool judges_rest =
        is(&value, json::Type::array) ? node.unevaluated_items.has_value() : node.unevaluated_properties.has_value();
    if (judges_rest) return evaluated.add_all();
    collect(node.inner, value, evaluated);
    for (const NodeId check : node.checks) collect(check, value, evaluated);
}

void Walk::collect_conditional(const plan::ConditionalNode& node, const Value& value, Evaluated& evaluated) {
    const bool fits = fits_quietly(node.condition, &value);
    if (is_stopped()) return;
    if (fits) collect(node.condition, value, evaluated);
    if (const std::optional<NodeId>& branch = fits ? node.then_node : node.else_node) {
        collect(*branch, value, evaluated);
    }
}

}  // namespace zodgate::check

// What no Zod schema says: checks upon a schema, as .superRefine() would have them.
#include "check/evaluated.hpp"
#include "check/walk.hpp"

#include <algorithm>

namespace zodgate::check {

Outcome Walk::judge_beyond_zod(const plan::Node& node, const Value* value) {
    switch (node.kind) {
        case Kind::refined: return judge_refined(plan_.refined[node.index], value);
        case Kind::negated: return judge_negated(node.index, value);
        case Kind::conditional: return judge_conditional(plan_.conditional[node.index], value);
        case Kind::dependent: return judge_dependent(plan_.dependent[node.index], value);
        case Kind::additional: return judge_additional(plan_.additional[node.index], value);
        case Kind::content: return judge_content(plan_.contents[node.index], value);
        case Kind::dynamic: return judge(target_of(plan_.dynamic[node.index]), value);
        default: return judge_scoped(plan_.scoped[node.index], value);
    }
}

// The schema within and the checks may lead to the same schemas of the same values, again and again.
Outcome Walk::judge_refined(const plan::RefinedNode& node, const Value* value) {
    return judge_once(node.composite, value, [&] { return judge_refinements(node, value); });
}

// In Zod's reading checks do not run where the schema within has ended with the value, as refinements do not. What is
// unevaluated can only be told where all else fits.
Outcome Walk::judge_refinements(const plan::RefinedNode& node, const Value* value) {
    Outcome outcome = judge(node.inner, value);
    const bool has_ended = !is_specification() && (outcome.aborted || outcome.has_ended);
    if (value == nullptr || has_ended) return outcome;
    for (const NodeId check : node.checks) {
        if (is_settled(outcome)) break;
        outcome.add(judge(check, value));
    }
    if (outcome.failed || is_stopped()) return outcome;
    if (node.unevaluated_items && is(value, json::Type::array)) judge_unevaluated_items(node, *value, outcome);
    if (node.unevaluated_properties && is(value, json::Type::object)) {
        judge_unevaluated_properties(node, *value, outcome);
    }
    return outcome;
}

bool Walk::fits_quietly(NodeId node, const Value* value) {
    const Quietly quietly(*this);
    const Again again(*this);
    return !judge(node, value).failed;
}

Outcome Walk::fail_keyword(std::string_view keyword, const Value* value) {
    Outcome outcome;
    outcome.add(report(FailedKeyword{keyword}, value, Continue::yes));
    return outcome;
}

Outcome Walk::judge_negated(NodeId node, const Value* value) {
    if (value == nullptr) return {};
    const bool fits = fits_quietly(node, value);
    if (is_stopped()) return failure();
    return fits ? fail_keyword("not", value) : Outcome();
}

Outcome Walk::judge_conditional(const plan::ConditionalNode& node, const Value* value) {
    if (value == nullptr || !(node.then_node || node.else_node)) return {};
    const std::optional<NodeId>& branch = fits_quietly(node.condition, value) ? node.then_node : node.else_node;
    if (is_stopped()) return failure();
    return branch ? judge(*branch, value) : Outcome();
}

Outcome Walk::judge_dependent(const plan::DependentNode& node, const Value* value) {
    if (!is(value, json::Type::object)) return {};
    Outcome outcome;
    const std::size_t outer = where_;
    for (const plan::Dependency& dependency : node.dependencies) {
        if (is_settled(outcome)) break;
        if (find_member(*value, dependency.name) == nullptr) continue;
        where_ = value->offset;
        check_required(dependency.required, *value, outcome);
        where_ = outer;
        if (dependency.node) outcome.add(judge(*dependency.node, value));
    }
    return outcome;
}

Outcome Walk::judge_additional(const plan::AdditionalNode& node, const Value* value) {
    if (!is(value, json::Type::object)) return {};
    const auto is_described = [&](std::string_view key) {
        // Zod looks at what the schemas before it have made of the object.
        const bool is_passed = key == "__proto__" && !node.knows_prototype;
        return is_passed || is_among(node.names, key) ||
               std::any_of(node.patterns.begin(), node.patterns.end(),
                           [&](const plan::StringCheck& pattern) { return fits_name(pattern, key); });
    };
    if (plan_.nodes[node.node].kind != Kind::never) return judge_each(node.node, *value, is_described);
    Outcome outcome;
    refuse_keys(*value, outcome, is_described, Continue::unsaid);
    return outcome;
}

// Members of which nothing else speaks.
Outcome Walk::judge_each(NodeId node, const Value& object, const KnowsKey& knows) {
    Outcome outcome;
    for (const json::Member& member : json::members_of(object)) {
        if (is_settled(outcome)) break;
        if (!knows(member.key)) outcome.add(judge_member(node, member.key, &member.value));
    }
    return outcome;
}

void Walk::judge_unevaluated_properties(const plan::RefinedNode& node, const Value& object, Outcome& outcome) {
    Evaluated evaluated(object.size);
    collect_within(node, object, evaluated);
    if (is_stopped()) return outcome.add(failure());
    const json::Members members = json::members_of(object);
    // Asked for in the order of the members.
    std::size_t next = 0;
    const auto is_evaluated = [&](std::string_view key) {
        while (members.first[next].key != key) ++next;
        return evaluated.has(next);
    };
    if (plan_.nodes[*node.unevaluated_properties].kind == Kind::never) {
        refuse_keys(object, outcome, is_evaluated, Continue::yes, true);
    } else {
        outcome.add(judge_each(*node.unevaluated_properties, object, is_evaluated));
    }
}

void Walk::judge_unevaluated_items(const plan::RefinedNode& node, const Value& array, Outcome& outcome) {
    Evaluated evaluated(array.size);
    collect_within(node, array, evaluated);
    if (is_stopped()) return outcome.add(failure());
    const bool takes_none = plan_.nodes[*node.unevaluated_items].kind == Kind::never;
    for (std::uint32_t i = 0; i < array.size && !is_settled(outcome); ++i) {
        if (evaluated.has(i)) continue;
        if (takes_none) return outcome.add(fail_keyword("unevaluatedItems", &array));
        outcome.add(judge_item(*node.unevaluated_items, i, array.items + i));
    }
}

// JSON Schema 2020-12, 8.2.3.2: the outermost resource on the way that has the anchor counts.
NodeId Walk::target_of(const plan::DynamicNode& node) {
    for (const std::uint32_t resource : scopes_.all()) {
        charge(1);
        const plan::DynamicAnchor* const found = plan_.find_dynamic_anchor(resource, node.anchor);
        if (found != nullptr) return found->node;
    }
    return node.otherwise;
}

Outcome Walk::judge_scoped(const plan::ScopedNode& node, const Value* value) {
    const Scope scope(*this, node.resource);
    return judge(node.inner, value);
}

}  // namespace zodgate::check

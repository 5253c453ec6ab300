#include "plan/questions.hpp"

#include "plan/chains.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

namespace zodgate::plan {
namespace {

using NodeIds = std::vector<NodeId>;

NodeIds those_of(std::initializer_list<std::optional<NodeId>> nodes) {
    NodeIds there;
    for (const std::optional<NodeId>& node : nodes) {
        if (node) there.push_back(*node);
    }
    return there;
}

NodeIds members_of(const ObjectNode& node) {
    NodeIds members;
    for (const Property& property : node.properties) members.push_back(property.node);
    if (node.unknown == ObjectNode::Unknown::judged) members.push_back(node.catchall);
    return members;
}

NodeIds items_of(const TupleNode& node) {
    NodeIds items = node.items;
    if (node.rest) items.push_back(*node.rest);
    return items;
}

NodeIds unevaluated_of(const RefinedNode& node) {
    return those_of({node.unevaluated_items, node.unevaluated_properties});
}

NodeIds members_of(const RecordNode& node) {
    NodeIds members{node.value};
    if (node.keys == RecordKeys::judged) members.push_back(node.key);
    return members;
}

// The nodes that a node asks, but for those of same_value(): about other values, or only one of them about a value.
NodeIds others_asked(const Plan& plan, const Node& node) {
    switch (node.kind) {
        case Kind::array: return {plan.arrays[node.index].item};
        case Kind::tuple: return items_of(plan.tuples[node.index]);
        case Kind::object: return members_of(plan.objects[node.index]);
        case Kind::record: return members_of(plan.records[node.index]);
        case Kind::guarded: return those_of({plan.guarded[node.index].names, plan.guarded[node.index].contains});
        case Kind::refined: return unevaluated_of(plan.refined[node.index]);
        case Kind::additional: return {plan.additional[node.index].node};
        case Kind::by_type: {
            const ByTypeNode& by_type = plan.by_types[node.index];
            return {by_type.nodes.begin(), by_type.nodes.end()};
        }
        default: return {};
    }
}

void sort_unique(NodeIds& nodes) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

// A node as often as it may be asked about one value.
NodeIds asked_by(const Plan& plan, const Node& node) {
    NodeIds others = others_asked(plan, node);
    sort_unique(others);
    NodeIds same = same_value(plan, node);
    if (node.kind == Kind::discriminated) sort_unique(same);
    same.insert(same.end(), others.begin(), others.end());
    return same;
}

// Unions ask for verdicts first and for issues later; what is unevaluated is found by asking once more.
bool asks_again(const Plan& plan, const Node& node) {
    switch (node.kind) {
        case Kind::one_of_several:
        case Kind::exactly_one: return plan.groups[node.index].members.size() > 1;
        case Kind::refined: return !unevaluated_of(plan.refined[node.index]).empty();
        default: return false;
    }
}

class Questions {
  public:
    explicit Questions(Plan& plan) : plan_(plan), askers_(plan.nodes.size()) {}

    void mark() {
        count_askers();
        NodeIds waiting{plan_.root};
        while (!waiting.empty()) {
            const NodeId id = waiting.back();
            waiting.pop_back();
            if (askers_[id] != 1) continue;
            const Node& node = plan_.nodes[id];
            if (Composite* const composite = composite_of(node)) composite->asked_again = false;
            if (asks_again(plan_, node)) continue;
            const NodeIds asked = asked_by(plan_, node);
            waiting.insert(waiting.end(), asked.begin(), asked.end());
        }
    }

  private:
    // Whoever asks for the whole schema is one of them. Where a dynamic anchor is, any reference may lead.
    void count_askers() {
        NodeIds waiting{plan_.root};
        askers_[plan_.root] = 1;
        for (const DynamicAnchor& anchor : plan_.dynamic_anchors) {
            askers_[anchor.node] += 2;
            waiting.push_back(anchor.node);
        }
        while (!waiting.empty()) {
            const NodeId id = waiting.back();
            waiting.pop_back();
            for (const NodeId asked : asked_by(plan_, plan_.nodes[id])) {
                if (askers_[asked]++ == 0) waiting.push_back(asked);
            }
        }
    }

    Composite* composite_of(const Node& node) {
        switch (node.kind) {
            case Kind::one_of_several:
            case Kind::exactly_one:
            case Kind::intersection:
            case Kind::all:
            case Kind::sequence: return &plan_.groups[node.index].composite;
            case Kind::refined: return &plan_.refined[node.index].composite;
            default: return nullptr;
        }
    }

    Plan& plan_;
    std::vector<std::uint32_t> askers_;
};

}  // namespace

void mark_asked_again(Plan& plan) { Questions(plan).mark(); }

}  // namespace zodgate::plan

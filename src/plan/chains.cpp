#include "plan/chains.hpp"

#include <algorithm>
#include <cstdint>

namespace zodgate::plan {
namespace {

// The walk over a payload takes a stack frame for each node in a row.
constexpr std::uint32_t longest_chain = 64;

std::vector<NodeId> options_of(const DiscriminatedNode& node) {
    std::vector<NodeId> options;
    options.reserve(node.by_string.size() + node.by_number.size() + node.by_other.size());
    for (const auto& [value, option] : node.by_string) options.push_back(option);
    for (const auto& [value, option] : node.by_number) options.push_back(option);
    for (const auto& [value, option] : node.by_other) options.push_back(option);
    return options;
}

}  // namespace

namespace {

std::vector<NodeId> judges_of(const RefinedNode& node) {
    std::vector<NodeId> judges{node.inner};
    judges.insert(judges.end(), node.checks.begin(), node.checks.end());
    return judges;
}

std::vector<NodeId> branches_of(const ConditionalNode& node) {
    std::vector<NodeId> branches{node.condition};
    if (node.then_node) branches.push_back(*node.then_node);
    if (node.else_node) branches.push_back(*node.else_node);
    return branches;
}

std::vector<NodeId> dependents_of(const DependentNode& node) {
    std::vector<NodeId> dependents;
    for (const Dependency& dependency : node.dependencies) {
        if (dependency.node) dependents.push_back(*dependency.node);
    }
    return dependents;
}

}  // namespace

std::vector<NodeId> same_value(const Plan& plan, const Node& node) {
    switch (node.kind) {
        case Kind::nullable: return {node.index};
        case Kind::defaulted: return {plan.defaulted[node.index].inner};
        case Kind::worded: return {plan.worded[node.index].inner};
        case Kind::guarded: return {plan.guarded[node.index].inner};
        case Kind::refined: return judges_of(plan.refined[node.index]);
        case Kind::negated: return {node.index};
        case Kind::conditional: return branches_of(plan.conditional[node.index]);
        case Kind::dependent: return dependents_of(plan.dependent[node.index]);
        case Kind::dynamic: return {plan.dynamic[node.index].otherwise};
        case Kind::scoped: return {plan.scoped[node.index].inner};
        case Kind::discriminated: return options_of(plan.discriminated[node.index]);
        case Kind::one_of_several:
        case Kind::exactly_one:
        case Kind::intersection:
        case Kind::all:
        case Kind::sequence: return plan.groups[node.index].members;
        default: return {};
    }
}

namespace {

// Which nodes may hand another string on than they were given. Recursive as deep as chains are long, which is bounded.
class Rewriting {
  public:
    explicit Rewriting(const Plan& plan) : plan_(plan), known_(plan.nodes.size()) {}

    bool of(NodeId id) {
        if (!known_[id]) known_[id] = find(plan_.nodes[id]);
        return *known_[id];
    }

  private:
    bool find(const Node& node) {
        if (node.kind == Kind::string) return plan_.strings[node.index].rewrites;
        if (node.kind == Kind::refined) return of(plan_.refined[node.index].inner);
        const std::vector<NodeId> members = same_value(plan_, node);
        return std::any_of(members.begin(), members.end(), [this](NodeId member) { return of(member); });
    }

    const Plan& plan_;
    std::vector<std::optional<bool>> known_;
};

}  // namespace

void mark_rewritten_strings(Plan& plan) {
    plan.rewrites_strings =
        std::any_of(plan.strings.begin(), plan.strings.end(), [](const StringNode& node) { return node.rewrites; });
    Rewriting rewriting(plan);
    for (RecordNode& record : plan.records) {
        record.rewrites_names = record.keys == RecordKeys::judged && rewriting.of(record.key);
    }
}

// Depth-first over the edges within one value, on a stack of its own.
std::optional<Chain> find_endless_chain(const Plan& plan) {
    struct Visit {
        NodeId id;
        std::vector<NodeId> next;
    };
    constexpr std::uint32_t fresh = 0;
    constexpr std::uint32_t open = ~std::uint32_t{0};
    std::vector<std::uint32_t> lengths(plan.nodes.size(), fresh);  // of the longest chain, once it is known
    for (NodeId start = 0; start < plan.nodes.size(); ++start) {
        if (lengths[start] != fresh) continue;
        std::vector<Visit> stack{{start, same_value(plan, plan.nodes[start])}};
        lengths[start] = open;
        while (!stack.empty()) {
            const NodeId id = stack.back().id;
            if (stack.back().next.empty()) {
                lengths[id] = 1;
                for (const NodeId member : same_value(plan, plan.nodes[id])) {
                    lengths[id] = std::max(lengths[id], lengths[member] + 1);
                }
                if (lengths[id] > longest_chain) return Chain{id, "leads through too many schemas in a row"};
                stack.pop_back();
                continue;
            }
            const NodeId to = stack.back().next.back();
            stack.back().next.pop_back();
            if (lengths[to] == open) return Chain{to, "leads back to itself without end"};
            if (lengths[to] != fresh) continue;
            lengths[to] = open;
            stack.push_back({to, same_value(plan, plan.nodes[to])});
        }
    }
    return std::nullopt;
}

}  // namespace zodgate::plan

#include "plan/takers.hpp"

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace zodgate::plan {
namespace {

using Types = std::uint8_t;  // a bit for each json::Type
constexpr Types all = 0xFF;

constexpr Types only(json::Type type) { return static_cast<Types>(1U << static_cast<unsigned>(type)); }

// Of which types a value may be that a node takes. Of all others it says that they are not, in an issue that does not
// say `continue: true`. Recursive as deep as chains are long, which is bounded.
class Takers {
  public:
    explicit Takers(const Plan& plan) : plan_(plan), known_(plan.nodes.size()) {}

    Types of(NodeId id) {
        if (!known_[id]) known_[id] = find(plan_.nodes[id]);
        return *known_[id];
    }

  private:
    Types find(const Node& node) {
        switch (node.kind) {
            case Kind::never: return 0;
            case Kind::null: return only(json::Type::null);
            case Kind::boolean: return only(json::Type::boolean);
            case Kind::string: return only(json::Type::string);
            case Kind::number: return only(json::Type::number);
            case Kind::array:
            case Kind::tuple: return only(json::Type::array);
            case Kind::object:
            case Kind::record:
            case Kind::discriminated: return only(json::Type::object);
            case Kind::values: return of_values(plan_.values[node.index]);
            case Kind::by_type: return of_each(plan_.by_types[node.index]);
            case Kind::nullable: return of(node.index) | only(json::Type::null);
            case Kind::worded: return of(plan_.worded[node.index].inner);
            // What guards say of these lets sides of an intersection run on.
            case Kind::guarded:
                return of(plan_.guarded[node.index].inner) | only(json::Type::object) | only(json::Type::array);
            case Kind::refined: return of(plan_.refined[node.index].inner);
            case Kind::scoped: return of(plan_.scoped[node.index].inner);
            case Kind::defaulted: return of(plan_.defaulted[node.index].inner);
            case Kind::one_of_several:
            case Kind::exactly_one: return of_options(plan_.groups[node.index]);
            case Kind::intersection:
            case Kind::all: return of_sides(plan_.groups[node.index]);
            case Kind::sequence: return of(plan_.groups[node.index].members.front());
            default: return all;
        }
    }

    static Types of_values(const ValuesNode& node) {
        Types types = 0;
        if (!node.sorted_strings.empty()) types |= only(json::Type::string);
        if (!node.sorted_numbers.empty()) types |= only(json::Type::number);
        for (const json::Value& value : node.others) types |= only(value.type);
        return types;
    }

    Types of_options(const GroupNode& group) {
        Types types = 0;
        for (const NodeId member : group.members) types |= of(member);
        return types;
    }

    Types of_sides(const GroupNode& group) {
        Types types = all;
        for (const NodeId member : group.members) types &= of(member);
        return types;
    }

    Types of_each(const ByTypeNode& node) {
        Types types = only(json::Type::function);
        for (std::size_t type = 0; type < node.nodes.size(); ++type) {
            const Types one = only(static_cast<json::Type>(type));
            if ((of(node.nodes[type]) & one) != 0) types |= one;
        }
        return types;
    }

    const Plan& plan_;
    std::vector<std::optional<Types>> known_;
};

std::uint32_t only_taker(const std::vector<Types>& members, Types type) {
    std::uint32_t found = GroupNode::nobody;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        if ((members[i] & type) == 0) continue;
        if (found != GroupNode::nobody) return GroupNode::several;
        found = i;
    }
    return found;
}

}  // namespace

void mark_only_takers(Plan& plan) {
    Takers takers(plan);
    for (const Node& node : plan.nodes) {
        if (node.kind != Kind::one_of_several && node.kind != Kind::exactly_one) continue;
        GroupNode& group = plan.groups[node.index];
        std::vector<Types> members;
        for (const NodeId member : group.members) members.push_back(takers.of(member));
        for (std::size_t type = 0; type < group.only.size(); ++type)
            group.only[type] = only_taker(members, only(static_cast<json::Type>(type)));
    }
}

}  // namespace zodgate::plan

#include "plan/absent.hpp"

#include "plan/chains.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zodgate::plan {
namespace {

// Members of Object.prototype and the lengths of those functions.
constexpr std::array<std::pair<std::string_view, double>, 11> inherited_members{{
    {"__defineGetter__", 2},
    {"__defineSetter__", 2},
    {"__lookupGetter__", 1},
    {"__lookupSetter__", 1},
    {"constructor", 1},
    {"hasOwnProperty", 1},
    {"isPrototypeOf", 1},
    {"propertyIsEnumerable", 1},
    {"toLocaleString", 0},
    {"toString", 0},
    {"valueOf", 0},
}};

// What a node makes of undefined.
struct Answer {
    bool accepts = false;
    std::optional<Default> value;  // none: undefined
};

class Absent {
  public:
    explicit Absent(Plan& plan) : plan_(plan), known_(plan.nodes.size()) {}

    void run() {
        for (ObjectNode& object : plan_.objects) {
            for (std::uint32_t i = 0; i < object.properties.size(); ++i) {
                Property& property = object.properties[i];
                if (!property.required) property.absent = answer(property.node).value;
                if (property.absent && !property.inherited) object.filled.push_back(i);
            }
        }
        for (TupleNode& tuple : plan_.tuples) {
            tuple.absent.reserve(tuple.items.size());
            for (const NodeId item : tuple.items) {
                tuple.absent.push_back(answer(item).value);
                if (tuple.absent.back()) tuple.filled = tuple.absent.size();
            }
        }
        for (RecordNode& record : plan_.records) {
            if (record.keys == RecordKeys::exhaustive) record.absent = answer(record.value).value;
        }
    }

  private:
    static Default with_size(const json::Value& value) {
        std::string text;
        json::append_value(text, value);
        return {value, text.size()};
    }

    // Recursive as deep as chains are long, which is bounded.
    const Answer& answer(NodeId id) {
        if (!known_[id]) known_[id] = find(plan_.nodes[id]);
        return *known_[id];
    }

    Answer find(const Node& node) {
        switch (node.kind) {
            case Kind::any:
            case Kind::by_type:
            case Kind::negated:
            case Kind::conditional:
            case Kind::dependent:
            case Kind::additional:
            case Kind::content:
            case Kind::dynamic: return {true, std::nullopt};
            case Kind::refined: return answer(plan_.refined[node.index].inner);
            case Kind::scoped: return answer(plan_.scoped[node.index].inner);
            case Kind::defaulted: return {true, with_size(plan_.defaulted[node.index].value)};
            case Kind::nullable:
            case Kind::guarded:
            case Kind::worded: return answer(same_value(plan_, node).front());
            case Kind::one_of_several: return first_of(plan_.groups[node.index].members);
            case Kind::exactly_one: return only_of(plan_.groups[node.index].members);
            case Kind::intersection:
            case Kind::all:
            case Kind::sequence: return all_of(plan_.groups[node.index].members);
            default: return {};
        }
    }

    Answer first_of(const std::vector<NodeId>& options) {
        for (const NodeId option : options) {
            if (answer(option).accepts) return answer(option);
        }
        return {};
    }

    Answer only_of(const std::vector<NodeId>& options) {
        const auto accepts = [this](NodeId option) { return answer(option).accepts; };
        return std::count_if(options.begin(), options.end(), accepts) == 1 ? first_of(options) : Answer();
    }

    Answer all_of(const std::vector<NodeId>& members) {
        Answer together{true, std::nullopt};
        for (const NodeId member : members) {
            const Answer& each = answer(member);
            if (!each.accepts) return {};
            if (each.value) together.value = each.value;
        }
        return together;
    }

    Plan& plan_;
    std::vector<std::optional<Answer>> known_;
};

}  // namespace

std::optional<json::Value> inherited_member(std::string_view name) noexcept {
    const auto* const found = std::find_if(inherited_members.begin(), inherited_members.end(),
                                           [name](const auto& member) { return member.first == name; });
    if (found == inherited_members.end()) return std::nullopt;
    json::Value function;
    function.type = json::Type::function;
    function.number = found->second;
    return function;
}

void fill_absent(Plan& plan) { Absent(plan).run(); }

}  // namespace zodgate::plan

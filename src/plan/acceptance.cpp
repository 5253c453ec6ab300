#include "plan/acceptance.hpp"

#include "plan/plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace zodgate::plan {
namespace {

using Types = Acceptance::Types;

constexpr std::array<Types, 7> each_type{Acceptance::null,   Acceptance::false_value, Acceptance::true_value,
                                         Acceptance::number, Acceptance::string,      Acceptance::array,
                                         Acceptance::object};

constexpr Types containers = Acceptance::array | Acceptance::object;

// Each of several objects has a bit for each, to be cleared for every value; more of them are left to the walk.
constexpr std::uint32_t most_required = 256;

constexpr std::uint32_t word_bits = 64;

// What a node makes of values, while it is put together.
struct Draft {
    Acceptance::Node node;
    std::vector<Acceptance::StringRule> strings;
    std::vector<Acceptance::NumberRule> numbers;
    std::vector<std::uint32_t> objects;  ///< of which a judged object must be one, where they are ObjectKind::object
    std::uint32_t required = 0;          ///< most members that one of them must have

    Types possible() const noexcept { return node.accepted | node.judged | node.undecided; }

    void decide(Types type, Types& list) noexcept {
        forget(type);
        list |= type;
    }
    void forget(Types type) noexcept {
        const auto others = static_cast<Types>(Acceptance::all & ~type);
        node.accepted &= others;
        node.judged &= others;
        node.undecided &= others;
        if (type == Acceptance::string) strings.clear();
        if (type == Acceptance::number) numbers.clear();
        if (type == Acceptance::object) objects.clear();
    }
};

Draft of_types(Types types) {
    Draft draft;
    draft.node.accepted = types;
    return draft;
}

// Takes what a draft says of one type over.
void copy_type(const Draft& from, Types type, Draft& to) {
    to.forget(type);
    if ((from.node.accepted & type) != 0) to.node.accepted |= type;
    if ((from.node.undecided & type) != 0) to.node.undecided |= type;
    if ((from.node.judged & type) == 0) return;
    to.node.judged |= type;
    if (type == Acceptance::string) to.strings = from.strings;
    if (type == Acceptance::number) to.numbers = from.numbers;
    if (type == Acceptance::array) {
        to.node.array_kind = from.node.array_kind;
        to.node.array_index = from.node.array_index;
    }
    if (type == Acceptance::object) {
        to.node.object_kind = from.node.object_kind;
        to.node.object_index = from.node.object_index;
        to.objects = from.objects;
        to.required = from.required;
    }
}

// Unless they become too many.
template <class Rule>
bool append(const std::vector<Rule>& more, std::vector<Rule>& rules) {
    if (rules.size() + more.size() > Acceptance::most_alternatives) return false;
    rules.insert(rules.end(), more.begin(), more.end());
    return true;
}

// z.union(): a value is accepted if any option accepts it.
void add_option(const Draft& option, Draft& all) {
    for (const Types type : each_type) {
        if ((all.node.accepted & type) != 0 || (option.possible() & type) == 0) continue;
        if ((option.node.accepted & type) != 0 || (all.possible() & type) == 0) {
            copy_type(option, type, all);
            continue;
        }
        const bool judged = (all.node.judged & option.node.judged & type) != 0;
        const std::size_t objects = all.objects.size() + option.objects.size();
        if (judged && type == Acceptance::string && append(option.strings, all.strings)) continue;
        if (judged && type == Acceptance::number && append(option.numbers, all.numbers)) continue;
        if (judged && type == Acceptance::object && !all.objects.empty() && !option.objects.empty() &&
            objects <= Acceptance::most_alternatives && all.required <= most_required &&
            option.required <= most_required) {
            all.objects.insert(all.objects.end(), option.objects.begin(), option.objects.end());
            all.required = std::max(all.required, option.required);
        } else {
            all.decide(type, all.node.undecided);
        }
    }
}

// z.xor(): a type of values that just one option may accept is what that option makes of it.
void add_exclusive_option(const Draft& option, Draft& all) {
    for (const Types type : each_type) {
        if ((option.possible() & type) == 0) continue;
        if ((all.possible() & type) == 0) {
            copy_type(option, type, all);
        } else {
            all.decide(type, all.node.undecided);
        }
    }
}

// Every member must accept: what all but one accept whatever it be is what that one makes of it.
void add_member(const Draft& member, Draft& all) {
    for (const Types type : each_type) {
        if ((all.possible() & type) == 0 || (member.node.accepted & type) != 0) continue;
        if ((all.node.accepted & type) != 0 || (member.possible() & type) == 0) {
            copy_type(member, type, all);
        } else {
            all.decide(type, all.node.undecided);
        }
    }
}

class Compiler {
  public:
    explicit Compiler(const Plan& plan) : plan_(plan), drafts_(plan.nodes.size()) {}

    Acceptance run() {
        out_.anything = static_cast<NodeId>(plan_.nodes.size());
        out_.nodes.resize(plan_.nodes.size());
        for (NodeId id = 0; id < plan_.nodes.size(); ++id) finish(of(id), out_.nodes[id]);
        out_.nodes.emplace_back().accepted = Acceptance::all;
        return std::move(out_);
    }

  private:
    void finish(const Draft& draft, Acceptance::Node& node) {
        node = draft.node;
        node.first_string_rule = static_cast<std::uint32_t>(out_.string_rules.size());
        node.string_rules = static_cast<std::uint16_t>(draft.strings.size());
        out_.string_rules.insert(out_.string_rules.end(), draft.strings.begin(), draft.strings.end());
        for (const Acceptance::StringRule& rule : draft.strings) {
            if (!rule.only_length) continue;
            node.fewest_bytes = rule.fewest_bytes;
            node.most_bytes = rule.most_bytes;
        }
        node.first_number_rule = static_cast<std::uint32_t>(out_.number_rules.size());
        node.number_rules = static_cast<std::uint16_t>(draft.numbers.size());
        out_.number_rules.insert(out_.number_rules.end(), draft.numbers.begin(), draft.numbers.end());
        if (draft.objects.size() < 2) return;
        node.object_kind = Acceptance::ObjectKind::alternatives;
        node.object_index = static_cast<std::uint32_t>(out_.alternatives.size());
        node.alternatives = static_cast<std::uint16_t>(draft.objects.size());
        out_.alternatives.insert(out_.alternatives.end(), draft.objects.begin(), draft.objects.end());
    }

    // Recursive as deep as chains of nodes are long that judge one value, which is bounded.
    const Draft& of(NodeId id) {
        if (!drafts_[id]) drafts_[id] = make(plan_.nodes[id]);
        return *drafts_[id];
    }

    Draft make(const Node& node) {
        switch (node.kind) {
            case Kind::any: return of_types(Acceptance::all);
            case Kind::never: return {};
            case Kind::null: return of_types(Acceptance::null);
            case Kind::boolean: return of_types(Acceptance::true_value | Acceptance::false_value);
            case Kind::string: return of_string(node.index);
            case Kind::number: return of_number(node.index);
            case Kind::values: return of_values(node.index);
            case Kind::array: return of_array(Acceptance::ArrayKind::list, node.index);
            case Kind::tuple: return of_array(Acceptance::ArrayKind::tuple, node.index);
            case Kind::object: return of_object(plan_.objects[node.index]);
            case Kind::record: return of_record(plan_.records[node.index], node.index);
            case Kind::discriminated: return of_rule(Acceptance::ObjectKind::discriminated, node.index);
            case Kind::nullable: {
                Draft draft = of(node.index);
                draft.decide(Acceptance::null, draft.node.accepted);
                return draft;
            }
            case Kind::defaulted: return of(plan_.defaulted[node.index].inner);
            case Kind::worded: return of(plan_.worded[node.index].inner);
            case Kind::guarded: return of_guarded(plan_.guarded[node.index]);
            case Kind::scoped: return of(plan_.scoped[node.index].inner);
            case Kind::refined:
            case Kind::negated:
            case Kind::conditional:
            case Kind::dependent:
            case Kind::additional:
            case Kind::content:
            case Kind::dynamic: return left_to_the_walk();
            case Kind::one_of_several: return of_group(plan_.groups[node.index], {}, add_option);
            case Kind::exactly_one: return of_group(plan_.groups[node.index], {}, add_exclusive_option);
            case Kind::intersection:
            case Kind::all:
            case Kind::sequence: return of_group(plan_.groups[node.index], of_types(Acceptance::all), add_member);
            case Kind::by_type: return of_types_apart(plan_.by_types[node.index]);
        }
        return {};
    }

    static Draft left_to_the_walk() {
        Draft draft;
        draft.node.undecided = Acceptance::all;
        return draft;
    }

    // Counting members and comparing items is left to the walk.
    Draft of_guarded(const GuardedNode& node) {
        Draft draft = of(node.inner);
        draft.decide(static_cast<Types>(draft.possible() & containers), draft.node.undecided);
        return draft;
    }

    template <class Add>
    Draft of_group(const GroupNode& group, Draft draft, const Add& add) {
        for (const NodeId member : group.members) add(of(member), draft);
        return draft;
    }

    Draft of_types_apart(const ByTypeNode& node) {
        Draft draft;
        const auto take = [&](json::Type type, Types bits) {
            const Draft& from = of(node.nodes[static_cast<std::size_t>(type)]);
            for (const Types bit : each_type) {
                if ((bits & bit) != 0) copy_type(from, bit, draft);
            }
        };
        take(json::Type::null, Acceptance::null);
        take(json::Type::boolean, Acceptance::true_value | Acceptance::false_value);
        take(json::Type::number, Acceptance::number);
        take(json::Type::string, Acceptance::string);
        take(json::Type::array, Acceptance::array);
        take(json::Type::object, Acceptance::object);
        return draft;
    }

    Draft of_string(std::uint32_t index) const {
        const StringNode& node = plan_.strings[index];
        if (node.formats.empty() && node.patterns.empty() && !node.length.minimum && !node.length.maximum) {
            return of_types(Acceptance::string);
        }
        Draft draft;
        draft.node.judged = Acceptance::string;
        draft.strings.push_back(of_length(node.length, index));
        draft.strings.back().only_length = node.formats.empty() && node.patterns.empty();
        return draft;
    }

    static Names list_of(const std::vector<std::string_view>& sorted) {
        std::vector<Names::Entry> entries;
        for (const std::string_view text : sorted) {
            if (entries.empty() || entries.back().name != text) entries.emplace_back().name = text;
        }
        return Names(std::move(entries));
    }

    // A code point takes one to four bytes, so that the bytes often tell.
    static Acceptance::StringRule of_length(const LengthChecks& length, std::uint32_t index) noexcept {
        constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
        Acceptance::StringRule rule;
        rule.index = index;
        const auto bytes = [](double wanted) {
            return static_cast<std::uint32_t>(std::clamp(wanted, 0.0, static_cast<double>(none)));
        };
        if (length.minimum) rule.fewest_bytes = bytes(std::ceil(*length.minimum) * 4 - 3);
        if (length.maximum) rule.most_bytes = bytes(*length.maximum);
        return rule;
    }

    Draft of_number(std::uint32_t index) const {
        const NumberNode& node = plan_.numbers[index];
        Acceptance::NumberRule rule;
        rule.index = index;
        if (node.multiple_of.empty() && !node.exclusive_minimum && !node.exclusive_maximum) {
            // Of integers of any size those that are safe are told in one look, the others by the node.
            const auto [least, most] = range_of(node.is_whole ? IntegerFormat::safeint : node.integer);
            rule.whole = node.integer != IntegerFormat::none || node.is_whole;
            rule.least = std::max(least, node.minimum.value_or(least));
            rule.most = std::min(most, node.maximum.value_or(most));
        }
        Draft draft;
        draft.node.judged = Acceptance::number;
        draft.numbers.push_back(rule);
        return draft;
    }

    static std::pair<double, double> range_of(IntegerFormat format) noexcept {
        constexpr double largest = std::numeric_limits<double>::max();
        constexpr double largest_safe = 9007199254740991.0;
        switch (format) {
            case IntegerFormat::none: return {-largest, largest};
            case IntegerFormat::int32: return {-2147483648.0, 2147483647.0};
            case IntegerFormat::uint32: return {0, 4294967295.0};
            case IntegerFormat::safeint: break;
        }
        return {-largest_safe, largest_safe};
    }

    Draft of_values(std::uint32_t index) {
        const ValuesNode& node = plan_.values[index];
        Draft draft;
        if (!node.sorted_strings.empty()) {
            draft.node.judged |= Acceptance::string;
            Acceptance::StringRule rule;
            rule.is_list = true;
            rule.index = static_cast<std::uint32_t>(out_.lists.size());
            rule.values = index;
            draft.strings.push_back(rule);
            out_.lists.push_back(list_of(node.sorted_strings));
        }
        if (!node.sorted_numbers.empty()) {
            draft.node.judged |= Acceptance::number;
            Acceptance::NumberRule rule;
            rule.is_list = true;
            rule.index = index;
            draft.numbers.push_back(rule);
        }
        for (const json::Value& value : node.others) {
            switch (value.type) {
                case json::Type::null: draft.node.accepted |= Acceptance::null; break;
                case json::Type::boolean:
                    draft.node.accepted |= value.boolean ? Acceptance::true_value : Acceptance::false_value;
                    break;
                default: draft.node.undecided |= containers; break;
            }
        }
        return draft;
    }

    static Draft of_array(Acceptance::ArrayKind kind, std::uint32_t index) {
        Draft draft;
        draft.node.judged = Acceptance::array;
        draft.node.array_kind = kind;
        draft.node.array_index = index;
        return draft;
    }

    static Draft of_rule(Acceptance::ObjectKind kind, std::uint32_t index) {
        Draft draft;
        draft.node.judged = Acceptance::object;
        draft.node.object_kind = kind;
        draft.node.object_index = index;
        return draft;
    }

    Draft undecided_object() const {
        Draft draft;
        draft.node.undecided = Acceptance::object;
        return draft;
    }

    Draft of_object(const ObjectNode& node) {
        // Required, and judged as unknown ones are: left to the walk.
        if (!node.also_required.empty()) return undecided_object();
        std::vector<Names::Entry> entries;
        std::uint32_t required = 0;
        for (const Property& property : node.properties) {
            // What is missing may be there for JavaScript.
            const bool needed = property.required || property.inherited.has_value();
            Names::Entry& entry = entries.emplace_back();
            entry.name = property.name;
            entry.node = property.node;
            if (needed) entry.required = ++required;
        }
        const bool refuses = node.unknown == ObjectNode::Unknown::refused;
        const NodeId unknown = node.unknown == ObjectNode::Unknown::judged ? node.catchall : out_.anything;
        return of_known(std::move(entries), required, refuses, unknown);
    }

    Draft of_known(std::vector<Names::Entry> entries, std::uint32_t required, bool refuses_unknown, NodeId unknown) {
        const auto index = static_cast<std::uint32_t>(out_.objects.size());
        const std::uint32_t rest = required % word_bits;
        const std::uint32_t words = std::max(required / word_bits + (rest == 0 ? 0 : 1), 1U);
        const std::uint64_t full = ~std::uint64_t{0};
        const std::uint64_t last_word = rest == 0 && required > 0 ? full : (std::uint64_t{1} << rest) - 1;
        out_.objects.push_back({Names(std::move(entries)), words, last_word, refuses_unknown, unknown});
        Draft draft = of_rule(Acceptance::ObjectKind::object, index);
        draft.objects.push_back(index);
        draft.required = required;
        return draft;
    }

    Draft of_record(const RecordNode& node, std::uint32_t index) {
        if (node.keys != RecordKeys::known && node.keys != RecordKeys::exhaustive) {
            return of_rule(Acceptance::ObjectKind::record, index);
        }
        std::vector<Names::Entry> entries;
        for (const std::string_view name : node.sorted_names) {
            // Zod passes over this one.
            if (name == "__proto__") return undecided_object();
            if (!entries.empty() && entries.back().name == name) continue;
            const bool needed = node.keys == RecordKeys::exhaustive;
            Names::Entry& entry = entries.emplace_back();
            entry.name = name;
            entry.node = node.value;
            if (needed) entry.required = static_cast<std::uint32_t>(entries.size());
        }
        const std::uint32_t required =
            node.keys == RecordKeys::exhaustive ? static_cast<std::uint32_t>(entries.size()) : 0;
        return of_known(std::move(entries), required, true, out_.anything);
    }

    const Plan& plan_;
    Acceptance out_;
    std::vector<std::optional<Draft>> drafts_;
};

}  // namespace

Acceptance compile_acceptance(const Plan& plan) { return Compiler(plan).run(); }

}  // namespace zodgate::plan

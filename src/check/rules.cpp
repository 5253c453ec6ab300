// What is said of a value without a walk: of null, booleans and numbers, and of strings that nothing rewrites.
#include "check/rules.hpp"

#include "check/walk.hpp"

#include <algorithm>
#include <cmath>

namespace zodgate::check {
namespace {

using plan::Acceptance;

// No type for what the rules say nothing of.
Acceptance::Types type_of(const Value& value) noexcept {
    switch (value.type) {
        case json::Type::null: return Acceptance::null;
        case json::Type::boolean: return value.boolean ? Acceptance::true_value : Acceptance::false_value;
        case json::Type::number: return std::isfinite(value.number) ? Acceptance::number : Acceptance::Types{0};
        case json::Type::string: return Acceptance::string;
        default: return 0;
    }
}

bool fits_string(const Plan& plan, const Acceptance::Node& node, std::string_view text, StringChecks& strings) {
    const Acceptance::StringRule* const rules = plan.acceptance.string_rules.data() + node.first_string_rule;
    return std::any_of(rules, rules + node.string_rules, [&](const Acceptance::StringRule& rule) {
        if (!rule.is_list) return fits_checks(plan, rule, text, strings);
        const std::vector<std::string_view>& listed = plan.values[rule.values].sorted_strings;
        return std::binary_search(listed.begin(), listed.end(), text);
    });
}

}  // namespace

// Which option of a union takes a string matters where one may rewrite it, and is not said here.
Walk::Said Walk::ask_rules(NodeId id, const Value* value) {
    const Acceptance::Types type = value == nullptr ? Acceptance::Types{0} : type_of(*value);
    if (type == 0 || (type == Acceptance::string && plan_.rewrites_strings)) return Said::nothing;
    const Acceptance::Node& node = plan_.acceptance.nodes[id];
    charge(1);
    if ((node.accepted & type) != 0) return Said::yes;
    if ((node.undecided & type) != 0) return Said::nothing;
    if ((node.judged & type) == 0) return Said::no;
    if (type == Acceptance::number) return fits_number(plan_, node, value->number) ? Said::yes : Said::no;
    charge(node.string_rules * (value->size / 64));
    return fits_string(plan_, node, value->string(), strings_) ? Said::yes : Said::no;
}

}  // namespace zodgate::check

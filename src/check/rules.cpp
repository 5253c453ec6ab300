// What is said of a value without a walk: of null, booleans and numbers, and of strings that nothing rewrites.
#include "check/rules.hpp"

#include "check/walk.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

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

}  // namespace

// Which option of a union takes a string matters where one may rewrite it, and is not said here. Of formats and
// patterns nothing is said, as a string that they refuse is judged once more, for its issues.
Walk::Said Walk::ask_rules(NodeId id, const Value* value) const {
    const Acceptance::Types type = value == nullptr ? Acceptance::Types{0} : type_of(*value);
    if (type == 0 || (type == Acceptance::string && plan_.rewrites_strings)) return Said::nothing;
    const Acceptance::Node& node = plan_.acceptance.nodes[id];
    if ((node.undecided & type) != 0) return Said::nothing;
    const bool is_string = (node.judged & type & Acceptance::string) != 0;
    if ((node.accepted & type) != 0) return Said::yes;
    if ((node.judged & type) == 0) return Said::no;
    if (is_string) return ask_string_rules(node, value->string());
    return fits_number(plan_, node, value->number) ? Said::yes : Said::no;
}

bool Walk::rules_take(NodeId id, const Value* value) {
    if (ask_rules(id, value) != Said::yes) return false;
    charge(1);
    return true;
}

// A list is searched by its sorted strings: Acceptance::lists reads beyond the end of a string, which may be the end of
// what can be read.
Walk::Said Walk::ask_string_rules(const Acceptance::Node& node, std::string_view text) const {
    constexpr std::size_t longest = 64;  // bytes; of longer ones the code points take longer to count than this saves
    if (text.size() > longest) return Said::nothing;
    const Acceptance::StringRule* rule = plan_.acceptance.string_rules.data() + node.first_string_rule;
    const Acceptance::StringRule* const end = rule + node.string_rules;
    Said said = Said::no;
    for (; rule != end; ++rule) {
        if (rule->is_list) {
            const std::vector<std::string_view>& listed = plan_.values[rule->values].sorted_strings;
            if (std::binary_search(listed.begin(), listed.end(), text)) return Said::yes;
        } else if (!rule->only_length) {
            said = Said::nothing;
        } else if (has_length(plan_, *rule, text)) {
            return Said::yes;
        }
    }
    return said;
}

}  // namespace zodgate::check

// Values that a schema lists.
#include "generate/maker.hpp"

namespace zodgate::generate {
namespace {

using json::Type;

std::size_t count_of(const plan::ValuesNode& node) noexcept {
    return node.sorted_strings.size() + node.sorted_numbers.size() + node.others.size();
}

Type type_at(const plan::ValuesNode& node, std::size_t index) noexcept {
    if (index < node.sorted_strings.size()) return Type::string;
    index -= node.sorted_strings.size();
    return index < node.sorted_numbers.size() ? Type::number : node.others[index - node.sorted_numbers.size()].type;
}

Draft value_at(const plan::ValuesNode& node, std::size_t index) {
    if (index < node.sorted_strings.size()) return Draft::of_string(std::string(node.sorted_strings[index]));
    index -= node.sorted_strings.size();
    return index < node.sorted_numbers.size() ? Draft::of_number(node.sorted_numbers[index])
                                              : Draft::of(node.others[index - node.sorted_numbers.size()]);
}

}  // namespace

// From anywhere in the list to just before there, the first that fits what else is asked.
bool Maker::make_value(const Goal& goal, const Demands& demands, Draft& out) {
    const plan::ValuesNode& node = *demands.values.front();
    const std::size_t count = count_of(node);
    const bool is_alone = demands.values.size() == 1 && !demands.is_uncertain && demands.strings.empty() &&
                          demands.numbers.empty() && demands.arrays.empty() && demands.tuples.empty() &&
                          demands.objects.empty() && demands.records.empty() && demands.guards.empty() &&
                          demands.additional.empty() && demands.dependent.empty() && demands.contents.empty();
    constexpr std::size_t most_looked_at = 1000;
    std::size_t looked_at = 0;
    const auto start = static_cast<std::size_t>(random_.below(count));
    for (std::size_t i = 0; i < count && looked_at < most_looked_at; ++i) {
        const std::size_t index = (start + i) % count;
        if (type_at(node, index) != demands.type) continue;
        ++looked_at;
        out = value_at(node, index);
        if (is_alone || !demands.resources.empty() || fits(goal.nodes, out)) return true;
    }
    return fail("no value that is listed fits what else is asked of it");
}

}  // namespace zodgate::generate

// Which patterns have automata, and the search by them.
#include "text/pattern_automaton.hpp"

#include <utility>

namespace zodgate::text::pattern {
namespace {

// Each is a pass over the subject.
constexpr std::size_t max_parts = 8;

using Nodes = std::vector<const Node*>;

Nodes children_of(const Node& root) {
    Nodes nodes;
    if (root.kind != Kind::sequence) return {&root};
    for (const Node& child : root.children) nodes.push_back(&child);
    return nodes;
}

}  // namespace

Columns::Columns(const Alphabet& alphabet) : end_(static_cast<std::uint32_t>(alphabet.kinds().size())) {
    for (std::uint32_t column = 0; column < end_; ++column)
        by_kind_[static_cast<unsigned char>(alphabet.kinds()[column])] = static_cast<std::uint8_t>(column);
}

Automaton::Automaton(const Alphabet& alphabet) : columns_(alphabet) {
    for (std::size_t c = 0; c < ascii_.size(); ++c)
        ascii_[c] = static_cast<std::uint8_t>(columns_.of_kind(alphabet.ascii()[c]));
}

std::optional<Automaton> Automaton::make(const Tree& tree, const Alphabet& alphabet, Fit fit,
                                         AutomatonAllowance& allowance) {
    Automaton automaton(alphabet);
    const auto add = [&](const Nodes& nodes, bool wanted, std::size_t most) {
        if (automaton.parts_.size() == most) return false;
        // A wide negative lookahead would fail where the pattern matches.
        std::optional<Table> table = make_table(nodes, alphabet, wanted ? fit : Fit::exact, allowance);
        if (table) automaton.parts_.push_back({std::move(*table), wanted});
        return table.has_value();
    };
    Nodes nodes = children_of(tree.root);
    while (nodes.size() > 1 && nodes[0]->kind == Kind::start && nodes[1]->kind == Kind::look && !nodes[1]->behind) {
        // A wide automaton may do without a lookahead, but not without the rest.
        const std::size_t most = fit == Fit::exact ? max_parts : max_parts - 1;
        const bool added = add({nodes[0], &nodes[1]->children.front()}, !nodes[1]->negative, most);
        if (!added && fit == Fit::exact) return std::nullopt;
        nodes.erase(nodes.begin() + 1);
    }
    return add(nodes, true, max_parts) ? std::optional(std::move(automaton)) : std::nullopt;
}

bool Automaton::finds(const Table& table, std::string_view subject, const Alphabet& alphabet) const noexcept {
    const Row matched = columns_.count();
    const Row* const rows = table.rows.data();
    Row at = table.first;
    for (std::size_t i = 0; i < subject.size() && at > matched;) {
        const auto byte = static_cast<unsigned char>(subject[i]);
        if (byte < ascii_.size()) {
            at = rows[at + ascii_[byte]];
            ++i;
        } else {
            const Alphabet::KindPair kinds = alphabet.kinds_at(subject, i);
            at = rows[at + columns_.of_kind(kinds.first)];
            if (kinds.has_second) at = rows[at + columns_.of_kind(kinds.second)];
        }
    }
    return rows[at + columns_.end()] == matched;
}

bool Automaton::search(std::string_view subject_utf8, const Alphabet& alphabet) const noexcept {
    for (const Part& part : parts_)
        if (finds(part.table, subject_utf8, alphabet) != part.wanted) return false;
    return true;
}

}  // namespace zodgate::text::pattern

// From a graph to a deterministic automaton (Rabin and Scott, "Finite automata and their decision problems"): a state
// is the set of vertices at which a search can be, of which there may be exponentially many, so there are bounds. The
// bodies of lookbehinds are searched for along with the pattern, so that at each place it is known which of them hold
// (Barrière and Pit-Claudel, "Linear Matching of JavaScript Regular Expressions").
#include "text/pattern_automaton.hpp"
#include "text/pattern_graph.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace zodgate::text::pattern {
namespace {

using Vertices = std::vector<std::uint32_t>;  // ascending

// What a search is next to: on its left the start of the subject or a character, on its right a character or the end.
enum class Side : std::uint8_t { edge, word, other };

struct Place {
    Side left;
    Side right;
};

struct State {
    Side left = Side::other;
    Vertices vertices;
    friend bool operator<(const State& a, const State& b) {
        return a.left != b.left ? a.left < b.left : a.vertices < b.vertices;
    }
};

// The first two states.
constexpr std::uint32_t failed = 0;
constexpr std::uint32_t matched = 1;

class Construction {
  public:
    Construction(const Graph& graph, const Alphabet& alphabet, std::size_t max_work)
        : graph_(graph),
          alphabet_(alphabet),
          columns_(alphabet),
          work_left_(max_work),
          targets_(columns_.end()),
          seen_(graph.size(), 0),
          begins_(graph.size(), false),
          holds_(graph.look_behinds().size(), false) {
        for (const Graph::LookBehind& look : graph.look_behinds()) {
            entries_.push_back(look.entry);
            levels_ = std::max(levels_, look.level + 1);
        }
        entries_.push_back(graph.entry());
        for (std::uint32_t vertex = 0; vertex < graph.size(); ++vertex)
            tells_words_ |=
                graph[vertex].move == Graph::Move::boundary || graph[vertex].move == Graph::Move::not_boundary;
    }

    std::optional<Table> run(AutomatonAllowance& allowance) {
        add_fixed_states();
        Table table;
        table.first = number({Side::edge, sorted(entries_)}) * columns_.count();
        table.matches_anywhere = accepts(entries_, {Side::other, Side::other});
        for (std::uint32_t state = matched + 1; state < states_.size(); ++state) {
            make_row(state);
            allowance.work = work_left_;
            if (states_.size() * columns_.count() > allowance.cells || work_left_ == 0) return std::nullopt;
        }
        allowance.cells -= states_.size() * columns_.count();
        for (const std::vector<std::uint32_t>& row : rows_)
            for (const std::uint32_t state : row) table.rows.push_back(state * columns_.count());
        return table;
    }

  private:
    // Behind `failed` and `matched` come the states, one a side, of a search that has found no more than where a match
    // may begin. That goes without saying for all states behind the first character: these hold what else there is.
    void add_fixed_states() {
        for (const std::uint32_t fixed : {failed, matched}) {
            states_.push_back(&nothing_);
            rows_.emplace_back(columns_.count(), fixed);
        }
        beginning_ = close(entries_, nullptr);
        may_begin_ = has_own(beginning_);
        is_always_matched_ = has_accepting(beginning_);
        for (const std::uint32_t vertex : beginning_) begins_[vertex] = true;
        other_beginning_ = number({Side::other, {}});
        word_beginning_ = tells_words_ ? number({Side::word, {}}) : other_beginning_;
    }

    void spend(std::size_t work) { work_left_ -= std::min(work_left_, work); }

    static Vertices sorted(Vertices vertices) {
        std::sort(vertices.begin(), vertices.end());
        return vertices;
    }

    // Whether any is not of a lookbehind's body: without such a one a match is not under way.
    bool has_own(const Vertices& vertices) const {
        return std::any_of(vertices.begin(), vertices.end(),
                           [&](std::uint32_t vertex) { return !graph_[vertex].looks_behind; });
    }

    // The vertices reached without taking a character that take one, accept or find, at a place. Without a place,
    // behind a character where the next is still to be seen, also those that wait to see it.
    Vertices close(Vertices vertices, const Place* place) {
        ++generation_;
        Vertices reached;
        while (!vertices.empty()) {
            const std::uint32_t vertex = vertices.back();
            vertices.pop_back();
            spend(1);
            if (std::exchange(seen_[vertex], generation_) == generation_) continue;
            const Graph::Vertex& from = graph_[vertex];
            if (passes(from, place)) {
                vertices.insert(vertices.end(), from.next.begin(), from.next.end());
            } else if (from.move == Graph::Move::take || from.move == Graph::Move::accept ||
                       from.move == Graph::Move::found || (place == nullptr && from.move != Graph::Move::start)) {
                reached.push_back(vertex);
            }
        }
        return sorted(std::move(reached));
    }

    bool passes(const Graph::Vertex& vertex, const Place* place) const {
        if (vertex.move == Graph::Move::fork) return true;
        if (place == nullptr) return false;
        const bool is_boundary = (place->left == Side::word) != (place->right == Side::word);
        switch (vertex.move) {
            case Graph::Move::start: return place->left == Side::edge;
            case Graph::Move::end: return place->right == Side::edge;
            case Graph::Move::boundary: return is_boundary;
            case Graph::Move::not_boundary: return !is_boundary;
            case Graph::Move::behind: return is_decided(vertex.index) && holds_[vertex.index];
            case Graph::Move::not_behind: return is_decided(vertex.index) && !holds_[vertex.index];
            default: return false;
        }
    }

    bool has_accepting(const Vertices& vertices) const {
        return std::any_of(vertices.begin(), vertices.end(),
                           [&](std::uint32_t vertex) { return graph_[vertex].move == Graph::Move::accept; });
    }

    bool is_decided(std::uint32_t look) const { return graph_.look_behinds()[look].level < decided_levels_; }

    // What is reached at a place with all lookbehinds decided there: first those that have none within them, then those
    // that have these.
    Vertices close_at(const Vertices& vertices, Place place) {
        std::fill(holds_.begin(), holds_.end(), false);
        for (decided_levels_ = 0; decided_levels_ < levels_; ++decided_levels_) {
            for (const std::uint32_t vertex : close(vertices, &place))
                if (graph_[vertex].move == Graph::Move::found) holds_[graph_[vertex].index] = true;
        }
        return close(vertices, &place);
    }

    bool accepts(const Vertices& vertices, Place place) { return has_accepting(close_at(vertices, place)); }

    // The state's number, a new one if it is not known.
    std::uint32_t number(State state) {
        spend(state.vertices.size() + 1);
        if (is_always_matched_ || has_accepting(state.vertices)) return matched;
        if (!may_begin_ && !has_own(state.vertices)) return failed;
        const auto [place, is_new] = numbers_.try_emplace(std::move(state), static_cast<std::uint32_t>(states_.size()));
        if (is_new) {
            states_.push_back(&place->first);
            rows_.emplace_back();
        }
        return place->second;
    }

    std::uint32_t beginning(Side side) const { return side == Side::word ? word_beginning_ : other_beginning_; }

    Side side_of(std::uint32_t column) const {
        return tells_words_ && is_word_kind(alphabet_.kinds()[column]) ? Side::word : Side::other;
    }

    void make_row(std::uint32_t state) {
        const Side left = states_[state]->left;
        Vertices own = states_[state]->vertices;
        std::vector<std::uint32_t> row(columns_.count(), failed);
        for (std::uint32_t column = 0; column < columns_.end(); ++column) row[column] = beginning(side_of(column));
        if (own.empty()) {
            own = beginning_;
        } else if (left != Side::edge && levels_ != 0) {
            // What one vertex comes to depends on others, so none is left to the row of those that go without saying.
            own.insert(own.end(), beginning_.begin(), beginning_.end());
        } else if (left != Side::edge) {
            row = rows_[beginning(left)];
        }
        for (const Side right : {Side::word, Side::other}) add_characters(row, own, {left, right});
        if (accepts(own, {left, Side::edge})) row[columns_.end()] = matched;
        rows_[state] = std::move(row);
    }

    // What the vertices add to a row where the character on the right is of that side.
    void add_characters(std::vector<std::uint32_t>& row, const Vertices& own, Place place) {
        if (place.right == Side::word && !tells_words_) return;
        const Vertices vertices = close_at(own, place);
        if (has_accepting(vertices)) {
            for (std::uint32_t column = 0; column < columns_.end(); ++column)
                if (side_of(column) == place.right) row[column] = matched;
            return;
        }
        for (Vertices& targets : targets_) targets.clear();
        for (const std::uint32_t vertex : vertices) {
            if (graph_[vertex].move != Graph::Move::take) continue;
            for (const char kind : alphabet_.kinds_in(graph_[vertex].index)) {
                spend(1);
                targets_[columns_.of_kind(static_cast<unsigned char>(kind))].push_back(graph_[vertex].next.front());
            }
        }
        for (std::uint32_t column = 0; column < columns_.end(); ++column)
            if (!targets_[column].empty() && side_of(column) == place.right && work_left_ != 0)
                row[column] = add_targets(row[column], targets_[column], place.right);
    }

    // The state that has another's vertices and those that targets lead to.
    std::uint32_t add_targets(std::uint32_t state, const Vertices& targets, Side side) {
        if (state == matched) return matched;
        const Vertices reached = close(targets, nullptr);
        if (has_accepting(reached)) return matched;
        Vertices added;
        std::copy_if(reached.begin(), reached.end(), std::back_inserter(added),
                     [&](std::uint32_t vertex) { return !begins_[vertex]; });
        Vertices all;
        const Vertices& present = states_[state]->vertices;
        std::set_union(added.begin(), added.end(), present.begin(), present.end(), std::back_inserter(all));
        return number({side, std::move(all)});
    }

    const Graph& graph_;
    const Alphabet& alphabet_;
    const Columns columns_;
    std::size_t work_left_;
    bool tells_words_ = false;

    std::vector<Vertices> targets_;    // by column: what the row being made leads to
    std::vector<std::uint32_t> seen_;  // by vertex: the last closure that saw it
    std::uint32_t generation_ = 0;

    Vertices beginning_;        // where a match may begin, behind the first character
    bool may_begin_ = false;    // whether one may: not where a pattern begins with ^
    std::vector<bool> begins_;  // whether a vertex is one of these
    bool is_always_matched_ = false;
    std::uint32_t word_beginning_ = failed;   // the state of these alone, behind a character of a word
    std::uint32_t other_beginning_ = failed;  // and behind others

    Vertices entries_;          // of the graph and of its lookbehinds
    std::vector<bool> holds_;   // whether a lookbehind does, at the place that is being looked at
    std::uint32_t levels_ = 0;  // of lookbehinds
    std::uint32_t decided_levels_ = 0;

    State nothing_;
    std::map<State, std::uint32_t> numbers_;
    std::vector<const State*> states_;  // by number
    std::vector<std::vector<std::uint32_t>> rows_;
};

}  // namespace

std::optional<Table> make_table(const std::vector<const Node*>& nodes, const Alphabet& alphabet, Fit fit,
                                AutomatonAllowance& allowance) {
    const std::optional<Graph> graph = Graph::make(nodes, fit);
    return graph ? Construction(*graph, alphabet, allowance.work).run(allowance) : std::nullopt;
}

}  // namespace zodgate::text::pattern

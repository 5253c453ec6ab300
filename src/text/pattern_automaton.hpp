// Patterns that one look at each character decides. Private to the patterns of this room.
#pragma once

#include "text/pattern_engine.hpp"
#include "text/pattern_graph.hpp"
#include "text/pattern_tree.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace zodgate::text::pattern {

/// The kinds of an alphabet numbered from 0, as columns of a table; the last column is the end of the subject.
class Columns {
  public:
    explicit Columns(const Alphabet& alphabet);

    std::uint32_t of_kind(unsigned char kind) const { return by_kind_[kind]; }
    std::uint32_t end() const noexcept { return end_; }
    std::uint32_t count() const noexcept { return end_ + 1; }

  private:
    std::array<std::uint8_t, 256> by_kind_{};
    std::uint32_t end_;
};

/// Where a search stands, as the start of a row: what it comes to with each kind of character, or with the end.
using Row = std::uint32_t;

/// A deterministic automaton. Rows behind each other; the first is where nothing can match any more, the second where
/// something has matched.
struct Table {
    std::vector<Row> rows;
    Row first = 0;                  ///< at the start of the subject
    bool matches_anywhere = false;  ///< between any two characters that are in no words, without taking one
};

/// The automaton of nodes after each other. Nothing if they have none (an exact one with a reference or lookahead), or
/// if it would take more than is allowed. What it takes is taken off, the work also where it was in vain.
std::optional<Table> make_table(const std::vector<const Node*>& nodes, const Alphabet& alphabet, Fit fit,
                                AutomatonAllowance& allowance);

/// A pattern that automata decide: one, or where it begins with ^ and lookaheads, one for each of these and for the
/// rest, all from the start.
class Automaton {
  public:
    /// Nothing if the pattern has none, or if they would be too many or too large. A wide one finds a match wherever
    /// the pattern has one, and perhaps elsewhere.
    static std::optional<Automaton> make(const Tree& tree, const Alphabet& alphabet, Fit fit,
                                         AutomatonAllowance& allowance);

    /// The alphabet must be that of the pattern. Cost: linear, no allocation.
    bool search(std::string_view subject_utf8, const Alphabet& alphabet) const noexcept;

    /// Whether it matches between two characters that are in no words, without taking one.
    bool matches_anywhere() const noexcept { return parts_.front().table.matches_anywhere; }

  private:
    struct Part {
        Table table;
        bool wanted = true;  ///< false: of a negative lookahead
    };
    explicit Automaton(const Alphabet& alphabet);
    bool finds(const Table& table, std::string_view subject, const Alphabet& alphabet) const noexcept;

    Columns columns_;
    std::array<std::uint8_t, 128> ascii_{};
    std::vector<Part> parts_;
};

}  // namespace zodgate::text::pattern

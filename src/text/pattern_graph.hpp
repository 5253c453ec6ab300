// A tree as a graph of moves through a subject. Private to the patterns of this room.
#pragma once

#include "text/pattern_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace zodgate::text::pattern {

/// How near a graph must be to nodes with back references or lookaheads, which no graph has.
enum class Fit : std::uint8_t {
    exact,  ///< there is none of such nodes
    wide,   ///< references take what their groups might, and every look holds, behind or ahead: more may match, but
            ///< nothing less
};

/// A nondeterministic automaton (Thompson, "Regular expression search algorithm"): a match is a way from the entry to
/// the accepting vertex. Repetitions are written out, but for those without an end, which lead back.
class Graph {
  public:
    enum class Move : std::uint8_t {
        take,          ///< one of a set
        fork,          ///< nothing
        start,         ///< nothing, at the start of the subject
        end,           ///< nothing, at its end
        boundary,      ///< nothing, at \b
        not_boundary,  ///< nothing, at \B
        behind,        ///< nothing, where a lookbehind holds
        not_behind,    ///< nothing, where it does not
        found,         ///< nowhere: the lookbehind holds here
        accept,
    };
    struct Vertex {
        Move move = Move::fork;
        std::uint32_t index = 0;  ///< take: which of Tree::sets; behind, not_behind, found: which lookbehind
        std::vector<std::uint32_t> next;
        bool looks_behind = false;  ///< of a lookbehind's body
    };

    /// A body that ways enter at each place of the subject, as a search does, and that end at `found`.
    struct LookBehind {
        std::uint32_t entry = 0;
        std::uint32_t level = 0;  ///< above those within it; 0 if there are none
    };

    /// Of nodes after each other. Nothing if one holds what no graph has, or if the graph would be too large. Cost:
    /// bounded, whatever the counts of repetitions.
    static std::optional<Graph> make(const std::vector<const Node*>& nodes, Fit fit);

    const Vertex& operator[](std::uint32_t vertex) const { return vertices_[vertex]; }
    std::size_t size() const noexcept { return vertices_.size(); }
    std::uint32_t entry() const noexcept { return entry_; }
    const std::vector<LookBehind>& look_behinds() const noexcept { return look_behinds_; }

  private:
    class Builder;

    std::vector<Vertex> vertices_;
    std::vector<LookBehind> look_behinds_;
    std::uint32_t entry_ = 0;
};

}  // namespace zodgate::text::pattern

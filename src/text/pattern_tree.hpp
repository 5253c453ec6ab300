// A pattern's syntax tree, and what is done to it between reading and matching. Private to the patterns of this room.
#pragma once

#include "text/pattern.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace zodgate::text::pattern {

/// Characters are UTF-16 code units in a pattern without the u flag, code points in one with it.
inline constexpr char32_t last_unit = 0xFFFF;
inline constexpr char32_t last_code_point = 0x10FFFF;

struct Range {
    char32_t first = 0;
    char32_t last = 0;
    friend bool operator==(const Range& left, const Range& right) noexcept {
        return left.first == right.first && left.last == right.last;
    }
    friend bool operator<(const Range& left, const Range& right) noexcept {
        return left.first != right.first ? left.first < right.first : left.last < right.last;
    }
};

/// The code point at a byte offset of well-formed UTF-8, which moves behind it.
inline char32_t read_code_point(std::string_view utf8, std::size_t& at) {
    const auto byte = static_cast<unsigned char>(utf8[at++]);
    if (byte < 0x80) return byte;
    const std::size_t more = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    char32_t code_point = byte & (0x3FU >> more);
    for (std::size_t i = 0; i < more && at < utf8.size(); ++i)
        code_point = (code_point << 6U) | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
    return code_point;
}

/// The code units of a code point beyond U+FFFF.
inline char32_t high_surrogate(char32_t code_point) noexcept { return 0xD800 + ((code_point - 0x10000) >> 10U); }
inline char32_t low_surrogate(char32_t code_point) noexcept { return 0xDC00 + (code_point & 0x3FFU); }

/// A set of characters. Ascending and neither overlapping nor adjacent, once normalized.
using Ranges = std::vector<Range>;

Ranges normalized(Ranges ranges);
Ranges complement(const Ranges& normalized_ranges, char32_t last_character);

/// ECMA-262 CharacterClassEscape without the i flag.
const Ranges& digits();
const Ranges& word_characters();
const Ranges& white_space();
/// ECMA-262 LineTerminator.
const Ranges& line_terminators();

/// A property escape's set by its name and value as ECMA-262 spells them (`value` is empty in \p{name}); false if there
/// is no such property.
bool find_property(std::string_view name, std::string_view value, Ranges& ranges);

/// Whether there is such a property, without its characters.
bool is_property(std::string_view name, std::string_view value);
/// ECMA-262 IdentifierStartChar and IdentifierPartChar.
bool is_identifier_start(char32_t character) noexcept;
bool is_identifier_part(char32_t character) noexcept;

enum class Kind : std::uint8_t {
    empty,         ///< matches without taking anything
    characters,    ///< one of a set
    sequence,      ///< children after each other
    alternation,   ///< one of the children
    group,         ///< a capture, if it has a number
    look,          ///< lookahead or lookbehind
    repeat,        ///< a quantifier
    reference,     ///< a back reference
    start,         ///< ^
    end,           ///< $
    boundary,      ///< \b
    not_boundary,  ///< \B
};

inline constexpr std::uint32_t unlimited = std::numeric_limits<std::int32_t>::max();  // as V8 reads larger numbers

struct Node {
    Kind kind = Kind::empty;
    bool lazy = false;         ///< repeat
    bool behind = false;       ///< look
    bool negative = false;     ///< look
    bool conditional = false;  ///< reference: its group may not have taken part
    std::uint32_t set = 0;     ///< characters: which of Tree::sets; reference: all that its group may take
    std::uint32_t group = 0;   ///< group: its number, or 0; reference: whose
    std::uint32_t minimum = 0;
    std::uint32_t maximum = 0;  ///< `unlimited` for none
    std::size_t offset = 0;     ///< in the source, in bytes
    std::vector<Node> children;
};

/// The sets of a pattern, each once.
class Sets {
  public:
    Sets() = default;
    Sets(Sets&&) = default;
    Sets& operator=(Sets&&) = default;
    Sets(const Sets&) = delete;
    Sets& operator=(const Sets&) = delete;
    ~Sets() = default;

    /// @param ranges  normalized
    std::uint32_t intern(Ranges ranges);
    const Ranges& operator[](std::uint32_t index) const { return *sets_[index]; }
    std::size_t size() const noexcept { return sets_.size(); }

  private:
    std::map<Ranges, std::uint32_t> indices_;
    std::vector<const Ranges*> sets_;
};

struct Tree {
    Node root;
    Sets sets;
    bool unicode = false;           ///< has the u flag
    std::uint32_t group_count = 0;  ///< captures
};

/// A pattern that is no pattern by ECMA-262.
class SyntaxError final : public PatternError {
  public:
    using PatternError::PatternError;
};

/// Reads a pattern (ECMA-262, Patterns; with annex B where there is no u flag).
/// @throws SyntaxError, PatternError if it goes beyond a limit
Tree parse(std::string_view source, bool unicode);

/// Takes out what can never be reached, and turns references that are always empty into nothing. Afterwards only groups
/// that are referred to have numbers, from 1 in the order of their opening.
/// @throws PatternError at a reference whose meaning would differ in Boost.Regex
void resolve_references(Tree& tree);

/// Rewrites a tree to another with the same verdict on every subject, that Boost.Regex can do, and faster.
/// @throws PatternError at a lookbehind that it cannot do
void simplify(Tree& tree);

/// True if the node can match without taking a character, when its children can of which the predicate says so; when in
/// doubt, true.
template <typename Predicate>
bool may_be_empty(const Node& node, const Predicate& is_child_empty) {
    switch (node.kind) {
        case Kind::characters: return false;
        case Kind::sequence:
        case Kind::group: return std::all_of(node.children.begin(), node.children.end(), is_child_empty);
        case Kind::alternation: return std::any_of(node.children.begin(), node.children.end(), is_child_empty);
        case Kind::repeat: return node.minimum == 0 || is_child_empty(node.children.front());
        default: return true;
    }
}
bool may_be_empty(const Node& node);

/// True if the node takes no character, in whichever way it matches.
bool is_zero_width(const Node& node);

/// Adds the sets that the node and those below it speak of. Recursive as deep as the tree.
void collect_sets(const Node& node, std::set<std::uint32_t>& sets);

/// True if the node, or one below it, is of that kind; a group only if it has a number.
bool contains(const Node& node, Kind kind);

}  // namespace zodgate::text::pattern

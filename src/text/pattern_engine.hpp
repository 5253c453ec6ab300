// From a tree to something that matches. Private to the patterns of this room.
#pragma once

#include "text/pattern_tree.hpp"
#include "text/text.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::text::pattern {

/// Byte that stands for no character at all, and for an end that is none.
inline constexpr unsigned char no_character = 0xFF;

/// A subject's characters, and their kinds.
struct Characters {
    std::string kinds;
    std::u32string characters;
};

/// The characters that a pattern can tell apart, a byte for each kind of them. Whatever a pattern says of characters it
/// says of kinds, so that Boost.Regex sees bytes only, which never mean anything to it, and no locale plays a part.
class Alphabet {
  public:
    /// @throws PatternError if the pattern tells apart more than there are bytes for
    explicit Alphabet(const Tree& tree);

    /// All of them.
    const std::string& kinds() const noexcept { return all_kinds_; }

    /// The kinds in one of the tree's sets.
    const std::string& kinds_in(std::uint32_t set) const { return kinds_[set]; }

    /// By ASCII character.
    const unsigned char* ascii() const noexcept { return ascii_.data(); }

    /// The kinds of a subject's characters: of UTF-16 code units, or with the u flag of code points. And the characters
    /// themselves, if the pattern has back references.
    Characters characters_of(std::string_view utf8) const;

    /// The kinds of a code point: of its two UTF-16 code units, if the pattern tells those apart.
    struct KindPair {
        unsigned char first;
        unsigned char second;
        bool has_second;
    };

    /// At a byte offset of well-formed UTF-8, which moves behind the code point.
    KindPair kinds_at(std::string_view utf8, std::size_t& at) const noexcept;

  private:
    struct Interval {
        char32_t first;
        unsigned char kind;
    };
    void append(Characters& characters, char32_t character) const;
    unsigned char kind_of(char32_t character) const noexcept;

    bool unicode_;
    bool keeps_characters_;
    std::string all_kinds_;
    std::vector<std::string> kinds_;   // by set
    std::vector<Interval> intervals_;  // ascending; each ends where the next begins
    std::array<unsigned char, 256> ascii_{};
};

/// True for the kinds that are ECMA-262 word characters in a pattern with \b or \B.
constexpr bool is_word_kind(char kind) noexcept { return static_cast<unsigned char>(kind) >= 0xC0; }

/// The tree in Boost.Regex's Perl syntax, over kinds.
std::string translate(const Tree& tree, const Alphabet& alphabet);

/// What is searched: bytes that a table turns into kinds. If `characters` is null, bytes are their own characters.
struct Subject {
    std::string_view bytes;
    const unsigned char* table;
    const char32_t* characters = nullptr;
};

/// A translated pattern, ready to search.
class Matcher {
  public:
    /// @throws PatternError if Boost.Regex refuses it
    Matcher(const Tree& tree, const Alphabet& alphabet);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    /// Looks for a match that begins anywhere, or only at one index. Throws std::bad_alloc and nothing else.
    /// Takes the steps off that it took.
    Pattern::Found search(const Subject& subject, std::size_t& steps, std::size_t only_at = npos) const;

  private:
    struct Machine;
    std::unique_ptr<const Machine> machine_;
};

/// Matches what needs no machinery: a literal, one of several literals as the whole subject, or a sequence of
/// characters of a class, each with its count, of which none could go on where the next begins.
class SimpleMatcher {
  public:
    /// Nothing if the pattern is not that simple.
    static std::optional<SimpleMatcher> make(const Tree& tree);

    enum class Answer : unsigned char { no, yes, unsure };

    /// Whether it never answers `unsure`.
    bool is_sure() const noexcept { return !literals_.empty(); }

    /// `unsure` where a character that is not ASCII decides. Cost: linear, no allocation.
    Answer search(std::string_view subject) const noexcept;

  private:
    struct Item {
        std::bitset<128> set;
        std::uint32_t minimum = 1;
        std::uint32_t maximum = 1;
    };
    static bool make_items(const Tree& tree, const std::vector<const Node*>& nodes, std::vector<Item>& items);
    bool is_deterministic() const;
    bool finds_literal(std::string_view subject) const noexcept;
    Answer match_items(std::string_view subject) const noexcept;

    bool at_start_ = false;
    bool at_end_ = false;
    std::vector<std::string> literals_;  // UTF-8, ascending
    std::vector<Item> items_;            // where there are no literals
};

}  // namespace zodgate::text::pattern

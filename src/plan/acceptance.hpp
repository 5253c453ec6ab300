// The plan as one pass over a payload's text can use it, which may only say yes: for each node, what a value of each
// type comes to, without a look back. The walk asks the same of what stands in unions, and takes a no for one as well.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

namespace zodgate::plan {

struct Plan;
using NodeId = std::uint32_t;

/// Names that a schema declares, found by length and bytes. Cost of a look-up: a few compared names, or, where many
/// names begin and end alike, as many as a sorted list takes.
class Names {
  public:
    /// What is known by a name.
    struct Entry {
        std::string_view name{};     ///< in the plan
        NodeId node = 0;             ///< that judges the member
        std::uint32_t required = 0;  ///< its number among the required ones, from 1; 0 if it need not be there
        // Set by Names:
        std::uint32_t word = 0;  ///< of the words that note which required members have been seen
        std::uint64_t bit = 0;   ///< its bit in that word, or 0
        std::uint64_t head = 0;  ///< the first bytes, with zeros behind a shorter name
        std::uint64_t mask = 0;  ///< over the bytes of the head that the name has
        std::size_t plain = 0;   ///< bytes of a short name that JSON has no need to escape; 0 for others
    };

    /// Bytes that must be readable from the start of a name that is looked for, whatever its length.
    static constexpr std::size_t readable = sizeof(std::uint64_t);

    /// Bytes that must be readable where stands_at() looks.
    static constexpr std::size_t readable_quoted = 2 * readable + 1;

    /// Of entries whose names differ.
    explicit Names(std::vector<Entry> entries);

    std::size_t size() const noexcept { return entries_.size() - 1; }

    /// In the order of the schema; at size() and beyond, an entry of no name.
    const Entry* at(std::size_t position) const noexcept { return entries_.data() + std::min(position, size()); }

    /// The entry of a name, or null.
    /// @param guess  the one that is looked at first, as at() gives it
    const Entry* find(std::string_view name, const Entry* guess) const noexcept {
        const std::uint64_t begin = first_bytes(name.data());
        return is(*guess, name, begin) ? guess : look_up(name, begin);
    }
    const Entry* find(std::string_view name) const noexcept { return look_up(name, first_bytes(name.data())); }

    /// The bytes of an entry's name if it stands at a place before a quotation mark; 0 if it does not, or is not short
    /// and plain.
    static std::size_t stands_at(const char* at, const Entry& entry) noexcept {
        if ((first_bytes(at) & entry.mask) != entry.head || at[entry.plain] != '"') return 0;
        return entry.plain <= readable || ends_alike(entry.name, {at, entry.plain}) ? entry.plain : 0;
    }

    /// An entry that stands nowhere and that no name is.
    static const Entry none;

  private:
    static std::uint64_t first_bytes(const char* at) noexcept {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, at, sizeof bytes);
        return std::endian::native == std::endian::big ? swapped(bytes) : bytes;
    }
    static std::uint64_t swapped(std::uint64_t word) noexcept;
    static bool is(const Entry& entry, std::string_view name, std::uint64_t begin) noexcept {
        return (begin & entry.mask) == entry.head && entry.name.size() == name.size() &&
               (name.size() <= readable || ends_alike(entry.name, name));
    }
    // Names of one size, above that of the head, whose heads are equal.
    static bool ends_alike(std::string_view one, std::string_view other) noexcept {
        const std::size_t last = one.size() - readable;
        return std::memcmp(one.data() + last, other.data() + last, readable) == 0 &&
               (last <= readable || std::memcmp(one.data(), other.data(), last) == 0);
    }
    static std::uint64_t hash(std::string_view name, std::uint64_t head) noexcept;
    const Entry* look_up(std::string_view name, std::uint64_t begin) const noexcept;
    bool place_all(unsigned bits);

    std::vector<Entry> entries_;        // and one that no name is found at
    std::vector<std::uint32_t> slots_;  // a hash table: a position and 1, or 0; empty where the names collide too often
    std::vector<std::uint32_t> sorted_;  // positions by name, then
    unsigned shift_ = 0;
};

inline constexpr Names::Entry Names::none{.head = 1};  // which no bytes give under a mask of zero

struct Acceptance {
    /// A bit a type of values; null, true and false are values of their own.
    using Types = std::uint8_t;
    static constexpr Types null = 1;
    static constexpr Types false_value = 2;
    static constexpr Types true_value = 4;
    static constexpr Types number = 8;
    static constexpr Types string = 16;
    static constexpr Types array = 32;
    static constexpr Types object = 64;
    static constexpr Types all = 127;

    enum class ArrayKind : std::uint8_t { list, tuple };
    enum class ObjectKind : std::uint8_t { object, record, discriminated, alternatives };

    /// More objects that one value may be, or rules for one string or number, are not told apart in one pass.
    static constexpr std::size_t most_alternatives = 8;

    /// A value of a type that is in no list is refused.
    struct Node {
        Types accepted = 0;   ///< whatever the value
        Types judged = 0;     ///< by what follows
        Types undecided = 0;  ///< left to the walk: the one pass accepts none of them
        ArrayKind array_kind = ArrayKind::list;
        ObjectKind object_kind = ObjectKind::object;
        std::uint16_t string_rules = 0;  ///< how many of them, of which one must accept
        std::uint16_t number_rules = 0;
        std::uint16_t alternatives = 0;  ///< with ObjectKind::alternatives: how many
        /// A string of so many bytes is accepted, whatever the rules say.
        std::uint32_t fewest_bytes = std::numeric_limits<std::uint32_t>::max();
        std::uint32_t most_bytes = 0;
        std::uint32_t first_string_rule = 0;
        std::uint32_t first_number_rule = 0;
        std::uint32_t array_index = 0;  ///< into the plan's arrays or tuples
        /// Into `objects`, the plan's records or its discriminated unions, or to the first in `alternatives`.
        std::uint32_t object_index = 0;
    };

    struct StringRule {
        bool is_list = false;      ///< one of the strings of a list, or what a StringNode accepts
        bool only_length = false;  ///< which asks for nothing else
        std::uint32_t index = 0;   ///< into `lists`, or of the StringNode in the plan
        std::uint32_t values = 0;  ///< the plan's ValuesNode that a list is made of
        // Of how many bytes it surely has enough code points, and surely not too many.
        std::uint32_t fewest_bytes = 0;
        std::uint32_t most_bytes = std::numeric_limits<std::uint32_t>::max();
    };
    struct NumberRule {
        bool is_list = false;     ///< one of the numbers of a ValuesNode, or what a NumberNode accepts
        bool whole = false;       ///< as the bounds below mean it
        std::uint32_t index = 0;  ///< of either in the plan
        // A number from one to the other is accepted, if it is whole or need not be; of others the node knows more.
        double least = std::numeric_limits<double>::infinity();
        double most = -std::numeric_limits<double>::infinity();
    };

    struct Object {
        Names names;
        std::uint32_t words = 1;      ///< how many note which required members have been seen
        std::uint64_t last_word = 0;  ///< when all have; those before it are full then
        bool refuses_unknown = false;
        NodeId unknown = 0;  ///< judges a member of any other name
    };

    std::vector<Node> nodes;  ///< by NodeId
    NodeId anything = 0;      ///< one that accepts whatever comes
    std::vector<StringRule> string_rules;
    std::vector<NumberRule> number_rules;
    std::vector<Names> lists;
    std::vector<Object> objects;
    std::vector<std::uint32_t> alternatives;  ///< into `objects`
};

/// Made of a plan that is otherwise complete and will not be moved. Cost: linear in the plan, but for sorting names.
Acceptance compile_acceptance(const Plan& plan);

}  // namespace zodgate::plan

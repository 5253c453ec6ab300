// The plan as one pass over a payload's text can use it, which may only say yes: for each node, what a value of each
// type comes to, without a look back.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace zodgate::plan {

struct Plan;
using NodeId = std::uint32_t;

/// Names that a schema declares, found by length and bytes. Cost of a look-up: a few compared names, or, where many
/// names begin and end alike, as many as a sorted list takes.
class Names {
  public:
    struct Entry {
        std::string_view name;       ///< in the plan
        NodeId node = 0;             ///< that judges the member
        std::uint32_t required = 0;  ///< its number among the required ones, from 1; 0 if it need not be there
        std::uint64_t head = 0;      ///< head_of(name), set by Names
    };

    /// Bytes that must be readable from the start of a name that is looked for, whatever its length.
    static constexpr std::size_t readable = sizeof(std::uint64_t);

    /// Of entries whose names differ.
    explicit Names(std::vector<Entry> entries);

    /// In the order of the schema.
    const std::vector<Entry>& entries() const noexcept { return entries_; }

    /// The position of a name, or that of no entry.
    /// @param guess  the position that is looked at first
    std::uint32_t find(std::string_view name, std::uint32_t guess) const noexcept {
        const std::uint64_t head = head_of(name);
        return guess < entries_.size() && is(entries_[guess], name, head) ? guess : look_up(name, head);
    }

  private:
    // The first bytes, with zeros behind a shorter name.
    static std::uint64_t head_of(std::string_view name) noexcept {
        std::uint64_t word = 0;
        std::memcpy(&word, name.data(), sizeof word);
        if constexpr (std::endian::native == std::endian::big) word = swapped(word);
        return name.size() >= sizeof word ? word : word & ((std::uint64_t{1} << (8 * name.size())) - 1);
    }
    static std::uint64_t swapped(std::uint64_t word) noexcept;
    static bool is(const Entry& entry, std::string_view name, std::uint64_t head) noexcept {
        return entry.head == head && entry.name.size() == name.size() &&
               (name.size() <= sizeof head || std::memcmp(entry.name.data(), name.data(), name.size()) == 0);
    }
    static std::uint64_t hash(std::string_view name, std::uint64_t head) noexcept;
    std::uint32_t look_up(std::string_view name, std::uint64_t head) const noexcept;
    bool place_all(unsigned bits);

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // a hash table: a position and 1, or 0; empty where the names collide too often
    std::vector<std::uint32_t> sorted_;  // positions by name, then
    unsigned shift_ = 0;
};

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

    /// A value of a type that is in neither list is not accepted here: it is refused, or not decided.
    struct Node {
        Types accepted = 0;  ///< whatever the value
        Types judged = 0;    ///< by what follows
        ArrayKind array_kind = ArrayKind::list;
        ObjectKind object_kind = ObjectKind::object;
        std::uint16_t string_rules = 0;  ///< how many of them, of which one must accept
        std::uint16_t number_rules = 0;
        std::uint16_t alternatives = 0;  ///< with ObjectKind::alternatives: how many
        std::uint32_t first_string_rule = 0;
        std::uint32_t first_number_rule = 0;
        std::uint32_t array_index = 0;  ///< into the plan's arrays or tuples
        /// Into `objects`, the plan's records or its discriminated unions, or to the first in `alternatives`.
        std::uint32_t object_index = 0;
    };

    /// A StringNode or NumberNode of the plan, or a ValuesNode.
    struct Rule {
        bool is_list = false;  ///< a ValuesNode
        std::uint32_t index = 0;
    };

    enum class Unknown : std::uint8_t { accepted, refused, judged };

    struct Object {
        Names names;
        std::uint32_t required = 0;  ///< how many
        Unknown unknown = Unknown::accepted;
        NodeId catchall = 0;  ///< with Unknown::judged
    };

    std::vector<Node> nodes;  ///< by NodeId
    std::vector<Rule> rules;  ///< of strings and of numbers
    std::vector<Object> objects;
    std::vector<std::uint32_t> alternatives;  ///< into `objects`
};

/// Made of a plan that is otherwise complete and will not be moved. Cost: linear in the plan, but for sorting names.
Acceptance compile_acceptance(const Plan& plan);

}  // namespace zodgate::plan

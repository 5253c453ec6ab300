// What the json room offers: reading bytes as JavaScript's JSON.parse would, and writing as JSON.stringify would.
// Knows only the text room's UTF-8.
#pragma once

#include "json/arena.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate::json {

/// `function` is never read from a text: it stands for what JavaScript objects inherit.
enum class Type : std::uint8_t { null, boolean, number, string, array, object, function };

struct Member;

/// A JSON value. Points into the memory that it was read or made in, and dies with that.
struct Value {
    union {
        double number = 0;
        const char* characters;
        const Value* items;
        const Member* members;
    };
    std::uint32_t size = 0;    ///< bytes of a string, items, or members
    std::uint32_t offset = 0;  ///< of its first byte in the text
    Type type = Type::null;
    bool boolean = false;

    std::string_view string() const noexcept { return {characters, size}; }
};

struct Member {
    std::string_view key;
    std::uint32_t key_offset = 0;
    Value value;
};

/// The items of an array, for range loops.
struct Items {
    const Value* first;
    std::size_t count;
    const Value* begin() const noexcept { return first; }
    const Value* end() const noexcept { return first + count; }
};

/// The members of an object in JavaScript's order: integer-like keys ascending, then the others as first written.
struct Members {
    const Member* first;
    std::size_t count;
    const Member* begin() const noexcept { return first; }
    const Member* end() const noexcept { return first + count; }
};

inline Items items_of(const Value& array) noexcept { return {array.items, array.size}; }
inline Members members_of(const Value& object) noexcept { return {object.members, object.size}; }

/// The member of that name, or null. Cost: linear up to 16 members, then logarithmic.
const Member* find_member(const Value& object, std::string_view key) noexcept;

/// The same for its value.
const Value* find(const Value& object, std::string_view key) noexcept;

/// About how many comparisons of names, one after the other, take as long as find(), whether it finds or not.
std::size_t comparisons_to_find(const Value& object) noexcept;

/// The same for a binary search among names in order, which jumps in memory, the further the more names there are.
inline std::size_t comparisons_to_find_among(std::size_t names) noexcept {
    const std::size_t steps = std::bit_width(names);
    return steps * std::max<std::size_t>(2, steps / 4);
}

/// Puts members in JavaScript's order: integer-like keys first, ascending; the others as they came. Stable.
void order_members(Member* first, Member* last);

/// Of members of one name, moves the last value to the place of the first and drops the others, as JSON.parse does.
/// @return the end of those that are left
Member* drop_repeated(Member* first, Member* last);

/// A copy of a text in the memory. From its start at least eight bytes are readable, as of strings that were read.
std::string_view copy_text(std::string_view text, std::pmr::memory_resource& memory);

/// An object of these members, copied into the memory. Their keys must differ and be in JavaScript's order.
Value make_object(const Member* first, std::size_t count, std::pmr::memory_resource& memory);

/// An array of these items, copied into the memory.
Value make_array(const Value* first, std::size_t count, std::pmr::memory_resource& memory);

/// Equality as JSON Schema's `const` has it: numbers by value, members in any order. Recursive: both sides must come
/// from a bounded depth.
bool equal(const Value& left, const Value& right) noexcept;

struct ReadOptions {
    std::size_t max_bytes = 0;
    std::size_t max_depth = 0;  ///< at most deepest_text counts
    bool refuse_repeated_keys = false;
    std::size_t max_values = SIZE_MAX;        ///< scalars, arrays and objects together
    std::size_t max_members = SIZE_MAX;       ///< of one object, those of one name counted each
    std::size_t max_string_bytes = SIZE_MAX;  ///< of one string or key, unescaped
};

/// Reading recurses: a level takes a few hundred bytes of the stack.
inline constexpr std::size_t deepest_text = 1000;

enum class ReadStatus : std::uint8_t {
    ok,
    malformed,
    too_long,
    too_deep,
    too_many_values,
    too_many_members,
    too_long_string,
    repeated_key,
};

struct ReadError {
    ReadStatus status = ReadStatus::ok;
    std::size_t offset = 0;  ///< where in the text
    std::string reason;      ///< with malformed: a sentence without its full stop; with repeated_key: the key
    std::size_t values = 0;  ///< that were read, also where an error ended it
};

/// What is dropped before a text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whether a string holds half a surrogate pair. Its bytes were valid UTF-8 before it was unescaped, so that one can
/// only come from an escape without its other half.
bool has_lone_surrogate(std::string_view unescaped) noexcept;

/// Reads a text as JSON.parse does (the last of repeated keys counts, at the place of the first; 1e400 is infinite),
/// except that lone surrogate escapes and bytes that are not UTF-8 are refused, and a leading byte order mark is
/// dropped.
/// @param text    UTF-8; need outlive only this call
/// @param memory  where all that the value points to lies until it is released; strings are unescaped, and from the
///                start of each at least eight bytes are readable
/// @param root    the value; null if there is an error
/// @throws std::bad_alloc
/// Cost: linear in the text, but for sorting the keys of objects with many members. Takes memory from the system only
/// where that of the arena, and the calling thread's own, does not suffice, for keys that repeat or are integers out
/// of order, and for numbers beyond the range of a double.
ReadError read(std::string_view text, const ReadOptions& options, Arena& memory, Value& root);

/// A JSON text, read, and its memory. Values live as long as the document.
class Document {
  public:
    /// As json::read() does. What was read before is gone.
    /// @throws std::bad_alloc
    ReadError read(std::string_view text, const ReadOptions& options);

    const Value& root() const noexcept { return root_; }

  private:
    std::unique_ptr<Arena> memory_;  // values point there, also when the document is moved
    Value root_;
};

struct Position {
    std::uint64_t line = 1;
    std::uint64_t column = 1;  ///< in code points
};

/// Line and column of a byte offset, both from 1.
Position position_of(std::string_view text, std::size_t offset) noexcept;

/// A number as ECMA-262 Number::toString writes it (shortest that reads back the same; -0 is 0).
void append_number(std::string& out, double number);

/// The same as JSON.stringify writes it: null when not finite.
void append_json_number(std::string& out, double number);

void append_integer(std::string& out, std::uint64_t number);

/// A string as JSON.stringify writes it. The input must be well-formed UTF-8.
void append_string(std::string& out, std::string_view utf8);

/// The same without the quotes.
void append_escaped(std::string& out, std::string_view utf8);

/// How many bytes append_escaped() would append.
std::size_t escaped_size(std::string_view utf8) noexcept;

/// A value as JSON.stringify writes it; a function as null. Recursive: the value must come from a bounded depth.
void append_value(std::string& out, const Value& value);

/// The number a JSON number token stands for: correctly rounded, infinite when beyond the range of a double.
double parse_number(std::string_view token) noexcept;

/// The number by which a JavaScript object sorts a key (ECMA-262, array index): that of "0" and of "42", none of "042".
std::optional<std::uint32_t> array_index(std::string_view key) noexcept;

}  // namespace zodgate::json

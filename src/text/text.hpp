// What the text room offers: UTF-8, lengths, and string formats. Knows no other room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zodgate::text {

inline constexpr std::size_t npos = std::string_view::npos;

/// Byte offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no
/// surrogates, nothing above U+10FFFF), or npos.
std::size_t find_invalid_utf8(std::string_view bytes) noexcept;

/// The bytes with every maximal ill-formed run replaced by U+FFFD.
std::string to_valid_utf8(std::string_view bytes);

/// Code points in well-formed UTF-8; bytes that are not are counted one each unless they look like continuations.
std::size_t count_code_points(std::string_view utf8) noexcept;

/// Whether no byte is above 0x7F.
bool is_ascii(std::string_view bytes) noexcept;

/// Whether a part stands somewhere in a text. Cost: linear.
bool contains(std::string_view text, std::string_view part) noexcept;

/// Byte offset of a UTF-16 code unit in well-formed UTF-8: of the code point that it begins, or of the next one where
/// it is the second half of a pair; the size if there are not that many.
std::size_t offset_of_unit(std::string_view utf8, std::size_t unit) noexcept;

/// A string format that Zod knows: a line of the table in formats.cpp.
struct Format {
    std::string_view name;      ///< in JSON Schema
    std::string_view zod_name;  ///< in Zod's issue
    std::string_view pattern;   ///< what is meant where a document gives none, as RegExp.prototype.source; may be empty
    bool shows_pattern = true;  ///< in Zod's issue
    bool enforced = true;       ///< false: its meaning is more than a pattern, and not implemented yet
    bool (*scan)(std::string_view) noexcept = nullptr;  ///< accepts what the pattern accepts, faster
};

/// The format of a name; null if Zod does not know it.
const Format* find_format(std::string_view name) noexcept;

/// The format that Zod writes under a name with a pattern, when it is not the first of that name.
const Format* find_format(std::string_view name, std::string_view pattern) noexcept;

/// Which of Zod's formats writes a pattern; null if none does.
const Format* format_of_pattern(std::string_view pattern) noexcept;

/// The same where a document names no format: Zod leaves the name out where its pattern accepts more than the JSON
/// Schema format does.
const Format* unnamed_format_of_pattern(std::string_view pattern) noexcept;

/// True if the pattern accepts the same strings as the format's own pattern. Zod 4 releases have written several
/// sources for one format.
bool is_pattern_of(const Format& format, std::string_view pattern) noexcept;

/// Zod's default email pattern (zod core/regexes, `email`), without backtracking. Cost: linear, no allocation.
bool is_email(std::string_view text) noexcept;

}  // namespace zodgate::text

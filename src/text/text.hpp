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

/// Formats of strings that are enforced. Each has a line in `find_format` and `format_info`.
enum class Format : unsigned char { none, email };

struct FormatInfo {
    std::string_view zod_name;  ///< "format" in Zod's issue
    std::string_view pattern;   ///< "pattern" in Zod's issue, ECMAScript source
    bool (*matches)(std::string_view) noexcept;
};

/// @param format  not Format::none
const FormatInfo& format_info(Format format) noexcept;

/// What a `format` keyword asks for in Zod's reading.
enum class FormatSupport : unsigned char {
    enforced,
    not_yet,     ///< Zod asserts it, this version cannot
    annotation,  ///< Zod does not know it
};

struct FormatLookup {
    FormatSupport support;
    Format format;
};

FormatLookup find_format(std::string_view json_schema_name) noexcept;

/// True if the ECMAScript pattern accepts the same strings as the format's own pattern. Zod 4 releases have written
/// several sources for one format.
bool is_pattern_of(Format format, std::string_view pattern) noexcept;

/// Zod's default email pattern (zod core/regexes, `email`), without backtracking. Cost: linear, no allocation.
bool is_email(std::string_view text) noexcept;

}  // namespace zodgate::text

// What the text room offers: UTF-8 and lengths here, regular expressions in pattern.hpp, string formats in format.hpp,
// URLs in url.hpp, bytes as text in encodings.hpp. Knows no other room.
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

/// What a search came to: over_budget is "not known".
enum class Found : unsigned char { no, yes, over_budget };

/// Whether no byte is above 0x7F.
bool is_ascii(std::string_view bytes) noexcept;

/// Whether a part stands somewhere in a text. Cost: linear.
bool contains(std::string_view text, std::string_view part) noexcept;

/// Byte offset of a UTF-16 code unit in well-formed UTF-8: of the code point that it begins, or of the next one where
/// it is the second half of a pair; the size if there are not that many.
std::size_t offset_of_unit(std::string_view utf8, std::size_t unit) noexcept;

}  // namespace zodgate::text

// Strings of formats that code judges, and not a pattern.
#pragma once

#include "generate/random.hpp"
#include "text/encodings.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate::generate {

/// A text that a format of that name is likely to accept; none if there is nothing to make it from here.
/// @param format  the name of it, as Zod's "url", "jwt", or JSON Schema's "iri"
/// @param more    the more, the longer it may be
std::optional<std::string> text_of_format(std::string_view format, Random& random, std::size_t more);

/// A text as a pattern of the format leads to it, with what the pattern does not say put right: check digits.
std::string with_check_digits(std::string_view format, std::string text);

/// The bytes as the encoding writes them.
std::string encoded(std::string_view bytes, text::Encoding encoding);

}  // namespace zodgate::generate

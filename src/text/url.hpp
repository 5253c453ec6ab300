// URLs as the WHATWG URL standard has them.
#pragma once

#include "text/text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace zodgate::text {

/// `URL.canParse(text)` without a base, as Node 20 answers. Allocates nothing unless the host has letters beyond ASCII
/// or an "xn--" label, which are mapped by ICU.
/// @param text   well-formed UTF-8
/// @param steps  what the search may still take: such a host of n bytes costs n * n / 8 + 8 * n + 64, other hosts
///               nothing; those that it took are taken off. One of more than 8192 bytes is over_budget in any case.
Found is_url(std::string_view text, std::size_t& steps);

/// String.prototype.trim: without the white space and line terminators of ECMA-262 at both ends.
std::string_view trim(std::string_view text) noexcept;

/// What z.url() makes of a string that it has accepted (zod core/schemas, stripTabAndNewline), after trim(): without
/// tabs, line feeds and carriage returns.
std::string without_tabs_and_newlines(std::string_view text);

}  // namespace zodgate::text

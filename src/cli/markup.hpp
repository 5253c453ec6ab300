// Text for XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace zodgate::cli {

/// Any bytes as text between tags or in a quoted attribute, of one line: characters that have a meaning there are
/// escaped; those that XML 1.0 does not allow, other control characters and bytes that are not UTF-8 are replaced.
std::string markup(std::string_view text);

}  // namespace zodgate::cli

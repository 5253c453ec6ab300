// Ways through payloads as people read them.
#pragma once

#include <zodgate/issue.hpp>

#include <string>

namespace zodgate::issue {

/// `items[0].name`, `["a key"].b`; empty for the payload itself. Cost: linear.
/// @param any_index  `[*]` for every index
std::string path_text(const Path& path, bool any_index = false);

}  // namespace zodgate::issue

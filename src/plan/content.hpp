// What `contentEncoding` and `contentMediaType` ask of strings, where they are checked.
#pragma once

#include "plan/plan.hpp"
#include "schema/schema.hpp"

#include <optional>

namespace zodgate::plan {

/// Nothing where they say nothing that is checked: what they name is not known, or is anything.
std::optional<ContentNode> content_of(const schema::Schema& schema) noexcept;

}  // namespace zodgate::plan

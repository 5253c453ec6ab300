// What Zod writes twice: a schema that wraps a definition repeats keywords of it beside the reference.
#pragma once

#include "json/json.hpp"
#include "schema/schema.hpp"

#include <cstddef>
#include <vector>

namespace zodgate::schema {

/// The members of a schema but for the keywords that the definition has just so to which its reference leads. (zod
/// core/to-json-schema, flattenRef; in draft-07 the reference is the last member of an allOf.)
std::vector<json::Member> without_repetition(const json::Value& document, Dialect dialect, const json::Value& schema);

/// How many members of a schema's allOf, from the first on, say together what the definition's allOf says:
/// intersections within it may be references in one and written out in the other.
std::size_t repeated_members(const json::Value& document, Dialect dialect, const json::Value& schema);

}  // namespace zodgate::schema

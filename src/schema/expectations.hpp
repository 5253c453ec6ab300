// What dialects ask of the values of keywords, in words.
#pragma once

#include "json/json.hpp"
#include "schema/dialect.hpp"

#include <string>
#include <vector>

namespace zodgate::schema {

/// What must be at a place of a schema document, for example "\"minLength\" must be an integer of at least 0": what
/// the keyword takes that the place belongs to, or what a schema is. @param tokens  of the place's JSON Pointer
std::string expectation_at(const json::Value& document, const std::vector<std::string>& tokens, Dialect dialect);

}  // namespace zodgate::schema

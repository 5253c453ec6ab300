// The keyword errorMessage.
#pragma once

#include "schema/schema.hpp"

#include <optional>

namespace zodgate::schema {

/// @param value  the schema in the document
/// @throws SchemaError
std::optional<ErrorMessage> read_error_message(const Model& model, const Schema& schema, const json::Value& value);

}  // namespace zodgate::schema

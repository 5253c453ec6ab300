// What OpenAPI's schema objects have beyond JSON Schema's.
#pragma once

#include "schema/schema.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace zodgate::schema {

/// Whether a value names the dialect of OpenAPI 3.1, or the one that it extends.
bool is_open_api_dialect(const json::Value& named) noexcept;

/// Whether a schema, or the one that its reference leads to, has a member that is true.
bool has_flag(const json::Value& root, const json::Value& schema, std::string_view flag);

/// `nullable`, and null as a value of an `enum`: what is left is a schema that null passes by. Its types and its
/// enumeration have been read.
/// @throws SchemaError
void read_nullable(Model& model, Schema& schema, const json::Value& value);

/// The Id of a schema at a place in the document.
using OptionId = std::function<Id(const json::Value& schema, const std::string& pointer)>;

/// @param value  the schema that has the discriminator. @throws SchemaError
Discriminator read_discriminator(const Model& model, const Schema& schema, const json::Value& value,
                                 const json::Value& discriminator, const OptionId& option);

}  // namespace zodgate::schema

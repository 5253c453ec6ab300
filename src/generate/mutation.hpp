// Payloads near another one.
#pragma once

#include "generate/demands.hpp"
#include "generate/effort.hpp"
#include "generate/random.hpp"

#include <zodgate/schema.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace zodgate::generate {

/// A payload that differs from another in one value or its members or items, and which the schema accepts if one of a
/// few tries was. None if the text is no JSON, or too long or too deep to be looked at.
/// @param goal  of the whole payload
std::optional<std::string> mutated(const Survey& survey, const Schema& schema, const Goal& goal,
                                   std::string_view payload, std::size_t max_bytes, Random& random, Effort& effort);

/// Changes some bytes in place. @return how many there are then, at most max_size
std::size_t mutate_bytes(std::uint8_t* data, std::size_t size, std::size_t max_size, Random& random) noexcept;

}  // namespace zodgate::generate

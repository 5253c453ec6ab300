// Which keywords a dialect has, and what becomes of each.
#pragma once

#include "schema/schema.hpp"

#include <string_view>

namespace zodgate::schema {

enum class Treatment : std::uint8_t {
    enforced,
    annotation,  ///< asserts nothing, by its specification or because no specification knows it
    unknown,     ///< no keyword of a dialect that has no others than its own
    refused,     ///< asserts or changes something that this version does not enforce
};

Treatment treatment_of(std::string_view keyword, Dialect dialect) noexcept;

}  // namespace zodgate::schema

// The dialects that a schema can be written in.
#pragma once

#include "text/format.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate::schema {

/// In order of age. OpenAPI 3.0's builds on draft-05; OpenAPI 3.1's is 2020-12 with a few keywords more.
enum class Dialect : std::uint8_t {
    draft_04,
    draft_06,
    draft_07,
    draft_2019_09,
    draft_2020_12,
    openapi_3_0,
    openapi_3_1,
};

inline bool is_open_api(Dialect dialect) noexcept {
    return dialect == Dialect::openapi_3_0 || dialect == Dialect::openapi_3_1;
}

/// Dialects in which schemas are objects and never booleans, and `exclusiveMinimum` and `exclusiveMaximum` are
/// switches of the bounds beside them.
inline bool is_before_draft_06(Dialect dialect) noexcept {
    return dialect == Dialect::draft_04 || dialect == Dialect::openapi_3_0;
}

/// Dialects in which nothing beside `$ref` counts.
inline bool has_lone_references(Dialect dialect) noexcept {
    return dialect <= Dialect::draft_07 || dialect == Dialect::openapi_3_0;
}

/// The draft whose formats a dialect has. OpenAPI 3.0 leaves them open, and knows some that draft-04 does not.
constexpr text::Draft formats_of(Dialect dialect) noexcept {
    switch (dialect) {
        case Dialect::draft_04: return text::Draft::draft_04;
        case Dialect::draft_06: return text::Draft::draft_06;
        case Dialect::draft_07: return text::Draft::draft_07;
        default: return text::Draft::draft_2019_09;
    }
}

/// The name of a dialect for messages, for example "JSON Schema 2020-12".
std::string_view name_of(Dialect dialect) noexcept;

/// The dialect that a `$schema` names, as its specification writes it, with an empty fragment or without one.
std::optional<Dialect> dialect_named(std::string_view uri) noexcept;

/// What dialect_named() knows, in words: "URI, URI and URI".
std::string known_dialects();

}  // namespace zodgate::schema

// Which keywords a dialect has, what becomes of each, and where schemas stand below it.
#pragma once

#include "schema/dialect.hpp"
#include "schema/vocabulary.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace zodgate::schema {

enum class Treatment : std::uint8_t {
    enforced,
    annotation,  ///< asserts nothing, by its specification or because no specification knows it
    unknown,     ///< no keyword of a dialect that has no others than its own
    refused,     ///< OpenAPI's, in a document of JSON Schema: meant, and of no effect
};

Treatment treatment_of(std::string_view keyword, Dialect dialect) noexcept;

/// How schemas stand in the value of a keyword.
enum class Holds : std::uint8_t {
    nothing,
    schema,             ///< one; a boolean is one here in all dialects where the keyword lets it stand
    schemas,            ///< a list of them
    schemas_by_name,    ///< an object of them
    schema_or_schemas,  ///< one, or a list of them: `items` until 2019-09
    dependencies,       ///< an object whose members are schemas or lists of names
};

/// Nothing for a keyword that the dialect does not have.
Holds holds(std::string_view keyword, Dialect dialect) noexcept;

/// Nothing for keywords that belong to none, which no `$vocabulary` takes away: those of older drafts, conventions and
/// names that the dialect does not know.
std::optional<Vocabulary> vocabulary_of(std::string_view keyword, Dialect dialect) noexcept;

bool has_keyword(std::string_view keyword, Dialect dialect) noexcept;

/// The dialects that have a keyword of that name, in their order; none for a name that no dialect knows.
std::vector<Dialect> dialects_with(std::string_view keyword);

/// The names of the keywords of all dialects, each once.
const std::vector<std::string_view>& keyword_names();

}  // namespace zodgate::schema

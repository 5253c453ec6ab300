// The vocabularies that the keywords of 2019-09 and 2020-12 belong to.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zodgate::schema {

enum class Vocabulary : std::uint8_t {
    core,
    applicator,
    unevaluated,  ///< of 2020-12; in 2019-09 a part of the applicator vocabulary
    validation,
    format,            ///< `format` as an annotation: 2019-09's, and 2020-12's format-annotation
    format_assertion,  ///< 2020-12's; its keyword is `format`, too, which must be enforced then
    content,
    meta_data,
    open_api,  ///< what OpenAPI 3.1 has beyond 2020-12
};

/// The vocabulary that a `$vocabulary` names.
std::optional<Vocabulary> vocabulary_named(std::string_view uri) noexcept;

}  // namespace zodgate::schema

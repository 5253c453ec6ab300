// What the lint room offers: what a schema document asks that nothing enforces, or that means something else than its
// author will have expected. Knows the rooms up to plan.
#pragma once

#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::lint {

/// How much a finding weighs.
enum class Level : std::uint8_t {
    note,     ///< the document stands for one of several schemas
    warning,  ///< something has no effect, or another one than expected
    error,    ///< nothing can be valid
};

/// Names of rules are stable.
struct Rule {
    std::string_view name;
    Level level;
    std::string_view description;  ///< a sentence
};

struct Finding {
    const Rule* rule;
    std::string pointer;  ///< RFC 6901 JSON Pointer, in the document
    std::string message;  ///< a sentence without its full stop
    std::size_t offset;   ///< in the document's text, in bytes
    std::uint64_t line;
    std::uint64_t column;  ///< in code points
};

/// All that there are, in the order of the README's table.
const std::vector<Rule>& rules();

/// What there is to say of a document, in the order of its text. References are followed as by Schema::parse(), but
/// what they lead to in other documents is not looked at.
/// @param text  a JSON Schema document, or an OpenAPI document of which the schemas are looked at; JSON in UTF-8, need
/// outlive only this call
/// @throws SchemaError     if the document does not load, and no finding is at that place to say why
/// @throws std::bad_alloc
/// Cost: that of loading it, and n log n in the document beyond.
std::vector<Finding> lint(std::string_view text, const Options& options);

}  // namespace zodgate::lint

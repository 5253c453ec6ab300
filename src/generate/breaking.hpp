// Payloads that a schema refuses, made of such that it accepts.
#pragma once

#include "generate/demands.hpp"
#include "generate/draft.hpp"
#include "generate/effort.hpp"
#include "generate/random.hpp"

#include <zodgate/generate.hpp>
#include <zodgate/schema.hpp>

#include <optional>
#include <string_view>

namespace zodgate::generate {

/// Breaks a payload in one place. None if none of the tries was refused there.
/// @param goal  of the whole payload, which fits it
std::optional<Broken> break_payload(const Survey& survey, const Schema& schema, const Goal& goal,
                                    std::string_view payload, Random& random, Effort& effort);

/// Breaks the text, so that it is no JSON. None if the tries do not suffice.
std::optional<Broken> break_text(const Schema& schema, std::string_view payload, Random& random);

/// A payload that the schema refuses, where none is known that it accepts. None if it is not refused.
std::optional<Broken> break_anything(const Schema& schema, Random& random);

}  // namespace zodgate::generate

// A catalogue of payloads that are meant to be slow: large ones of few kinds of pieces.
#pragma once

#include "schemas.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace slow {

struct Shape {
    std::string name;
    std::string payload;
    bool is_string = false;  ///< one long string, which only what looks into strings can be slow with
};

/// Whether its document has a keyword that looks into strings.
bool looks_into_strings(const Subject& subject);

using Took = std::function<void(const Shape&)>;

/// Payloads for any schema, of about that many bytes, never more.
std::vector<Shape> general_shapes(std::size_t bytes);

/// Payloads blown up from the subject's samples and words, of about that many bytes, never more.
void each_shape_of(const Subject& subject, std::size_t bytes, const Took& took);

/// Unit after unit, as long as all fits: before, units with the text in between, after. Each '#' of a unit becomes the
/// unit's number.
std::string repeated(std::string_view before, std::string_view unit, std::string_view between, std::string_view after,
                     std::size_t bytes);

/// The inner text between so many of both others.
std::string nested(std::string_view open, std::string_view inner, std::string_view close, std::size_t levels);

}  // namespace slow

// The values of a payload, and what a schema asks of each.
#pragma once

#include "generate/demands.hpp"
#include "generate/draft.hpp"
#include "json/json.hpp"

#include <zodgate/issue.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace zodgate::generate {

struct Place {
    std::vector<std::size_t> way;  ///< positions of members and items, from the root on
    Goal goal;
    const json::Value* value = nullptr;
};

/// The values that the schema speaks of, the root first; not all of large payloads. Within what fits no option, or is
/// refused, there are none. The document must outlive them.
std::vector<Place> places_of(const Survey& survey, const Goal& goal, const json::Value& root, std::size_t bytes);

/// What is asked of the value at a place, by the options that it fits; none if it fits none.
std::optional<Demands> demands_at(const Survey& survey, const Place& place, std::size_t bytes);

/// The value at that place of a draft of the same payload.
Draft& draft_at(Draft& root, const std::vector<std::size_t>& way);

/// The place as issues have it.
Path path_to(const Draft& root, const std::vector<std::size_t>& way);

}  // namespace zodgate::generate

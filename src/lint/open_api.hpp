// OpenAPI documents, as far as the lint room needs them: where the schemas are. Inside the lint room.
#pragma once

#include "json/json.hpp"
#include "schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zodgate::lint {

struct OpenApi {
    schema::Dialect dialect;
    std::vector<std::string> schemas;  ///< their JSON Pointers: of components, parameters, bodies, responses
};

/// Nothing if it is none, or of a version that is not known.
std::optional<OpenApi> read_open_api(const json::Value& root);

}  // namespace zodgate::lint

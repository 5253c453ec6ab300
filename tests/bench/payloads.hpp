// The requests that the benchmarks judge: made up, but the same ones on every machine and at every run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zodgate::bench {

struct Case {
    std::string name;
    std::string document;  // whose name node_schemas.mjs knows
    std::string schema;    // the JSON Schema document, as z.toJSONSchema() writes it
    std::string body;
    bool valid;
};

/// All of them, in the order of the tables.
std::vector<Case> make_cases();

/// What answers say of a refused request.
inline constexpr std::string_view error_text = "Validation error";

}  // namespace zodgate::bench

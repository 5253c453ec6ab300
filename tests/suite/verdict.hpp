// zodgate's verdicts on the JSON Schema Test Suite.
#pragma once

#include "suite.hpp"

#include <zodgate/zodgate.hpp>

#include <optional>
#include <string>

namespace suite {

/// How a group's schema is loaded: Zod's reading is the default of the library; JSON Schema's checks formats in the
/// files that are about that.
zodgate::Options options_for(const Draft& draft, const Group& group, zodgate::Semantics semantics);

/// What zodgate says of a case, in both ways of asking.
struct Verdict {
    bool accepted = false;   ///< validate(payload)
    bool explained = false;  ///< validate(payload, value)
    std::string issues;      ///< JSON; of the second way, or of the first where the second finds none

    bool agrees_with(const Case& expected) const noexcept {
        return accepted == expected.valid && explained == expected.valid;
    }
};

Verdict judge(const zodgate::Schema& schema, const Case& example);

/// The group's schema, or none and the reason why it was refused.
struct Loaded {
    std::optional<zodgate::Schema> schema;
    std::string refusal;
};

Loaded load(const Group& group, const zodgate::Options& options);

}  // namespace suite

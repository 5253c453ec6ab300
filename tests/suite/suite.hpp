// The JSON Schema Test Suite, as convert.mjs carries it, and zodgate's verdicts on it.
#pragma once

#include <zodgate/zodgate.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suite {

struct Draft {
    std::string_view name;     ///< as the suite's folder
    std::string_view dialect;  ///< as its `$schema`
};

inline constexpr std::array<Draft, 5> drafts{{
    {"draft4", "http://json-schema.org/draft-04/schema#"},
    {"draft6", "http://json-schema.org/draft-06/schema#"},
    {"draft7", "http://json-schema.org/draft-07/schema#"},
    {"draft2019-09", "https://json-schema.org/draft/2019-09/schema"},
    {"draft2020-12", "https://json-schema.org/draft/2020-12/schema"},
}};

struct Case {
    std::string description;
    std::string data;  ///< JSON text
    bool valid = false;
};

struct Group {
    std::string file;  ///< as in the draft's folder, without ".json"
    bool optional = false;
    std::string description;
    std::string schema;  ///< JSON text
    std::vector<Case> cases;
};

/// All groups of a draft, in the order of their files. @throws std::runtime_error if the file is not there
std::vector<Group> read_groups(const Draft& draft);

/// Answers from the suite's remotes, and with nothing for other URIs. @throws std::runtime_error as above
zodgate::Resolver make_resolver();

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

// The JSON Schema Test Suite, as convert.mjs carries it. Nothing of the library is called here.
#pragma once

#include <zodgate/options.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
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

/// The documents that the suite's schemas refer to: URI and text. @throws std::runtime_error as above
std::vector<std::pair<std::string, std::string>> read_remotes();

/// Answers from the suite's remotes, and with nothing for other URIs. @throws std::runtime_error as above
zodgate::Resolver make_resolver();

}  // namespace suite

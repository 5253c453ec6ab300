// The schemas of the test tree, with what is known of their payloads: what the search for slow payloads goes through.
#pragma once

#include <zodgate/zodgate.hpp>

#include <string>
#include <vector>

namespace slow {

struct Subject {
    std::string name;  ///< file:line under the project's folder, and the reading
    std::string document;
    zodgate::Schema schema;
    std::vector<std::string> words;    ///< strings of the document, as they are written there
    std::vector<std::string> samples;  ///< payloads, most of them valid, of some hundred bytes at most
};

/// All that load, in the same order each time; each document once in a reading. At least one.
/// @throws std::runtime_error if a file is not there
std::vector<Subject> all_subjects();

}  // namespace slow

// The golden files of this folder, which tests/zod/forms.mjs writes.
#pragma once

#include <rapidjson/document.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace golden {

inline std::string_view text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

/// The lines of a file; none if it is missing or one of them is not JSON, so that the tests' counts fail.
inline std::vector<rapidjson::Document> read(const std::string& name) {
    std::vector<rapidjson::Document> lines;
    std::ifstream stream(std::string(ZODGATE_ISSUE_TESTS "/") + name, std::ios::binary);
    for (std::string line; std::getline(stream, line);) {
        lines.emplace_back().Parse(line.data(), line.size());
        if (lines.back().HasParseError()) return {};
    }
    return lines;
}

}  // namespace golden

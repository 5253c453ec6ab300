// Findings in a form that a test can write down.
#pragma once

#include "lint/lint.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace found {

/// "LINE:COLUMN RULE POINTER" of each finding, in their order.
inline std::vector<std::string> in(std::string_view text, const zodgate::Options& options = zodgate::Options()) {
    std::vector<std::string> lines;
    for (const zodgate::lint::Finding& finding : zodgate::lint::lint(text, options)) {
        lines.push_back(std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " +
                        std::string(finding.rule->name) + " " + finding.pointer);
    }
    return lines;
}

/// The messages alone.
inline std::vector<std::string> said_of(std::string_view text, const zodgate::Options& options = zodgate::Options()) {
    std::vector<std::string> messages;
    for (const zodgate::lint::Finding& finding : zodgate::lint::lint(text, options))
        messages.push_back(finding.message);
    return messages;
}

inline zodgate::Options dialect(const std::string& uri) {
    zodgate::Options options;
    options.default_dialect = uri;
    return options;
}

using Lines = std::vector<std::string>;

struct Example {
    std::string_view text;
    Lines lines;
};

}  // namespace found

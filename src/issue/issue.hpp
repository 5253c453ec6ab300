// What the issue room's files share beside the public headers. Another rendering than Zod 4's would be one more file
// here.
#pragma once

#include <zodgate/issue.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace zodgate::zod4 {

/// The lists of issues inside an issue: those of a union's options, or the one of a bad key. Points into the issue.
struct InnerIssues {
    const std::vector<Issue>* lists = nullptr;
    std::size_t count = 0;
};

InnerIssues inner_issues(const Issue& issue) noexcept;

/// Zod's English sentence for the parameters, appended as it is: not escaped.
void append_sentence(std::string& out, const IssueParameters& parameters);

}  // namespace zodgate::zod4

// What the issue room offers beside the public header: writing issues without a string of their own each. Another
// rendering than Zod 4's would be one more file here.
#pragma once

#include <zodgate/issue.hpp>

#include <string>
#include <vector>

namespace zodgate::zod4 {

/// Zod's English message, appended as it is: not escaped.
void append_message(std::string& out, const Issue& issue);

void append_issue(std::string& out, const Issue& issue);

void append_issues(std::string& out, const std::vector<Issue>& issues);

/// Zod's names of the parameters.
std::string_view name_of(Expected expected) noexcept;
std::string_view name_of(Received received) noexcept;
std::string_view name_of(IntegerFormat format) noexcept;
std::string_view name_of(Origin origin) noexcept;

}  // namespace zodgate::zod4

// What `zodgate lint` writes.
#pragma once

#include "lint/lint.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::cli {

/// Writes findings to standard output, some of them as they come.
class LintReport {
  public:
    LintReport() = default;
    virtual ~LintReport() = default;
    LintReport(const LintReport&) = delete;
    LintReport& operator=(const LintReport&) = delete;

    /// @param file  as named on the command line
    virtual void file(const std::string& file, std::string_view text, const std::vector<lint::Finding>& findings) = 0;
    /// A file that could not be looked at. The reason is on standard error, too.
    virtual void failure(const std::string& file, const std::string& reason) = 0;
    virtual void finish() = 0;
};

std::unique_ptr<LintReport> make_text_lint_report(bool colored);
std::unique_ptr<LintReport> make_json_lint_report();
std::unique_ptr<LintReport> make_sarif_lint_report();

}  // namespace zodgate::cli

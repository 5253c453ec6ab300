#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/lint_report.hpp"
#include "lint/lint.hpp"

#include <algorithm>

namespace zodgate::cli {
namespace {

std::unique_ptr<LintReport> make_report(const LintArguments& arguments) {
    switch (arguments.output) {
        case Output::json: return make_json_lint_report();
        case Output::sarif: return make_sarif_lint_report();
        default: break;
    }
    return make_text_lint_report(is_colored(arguments.color));
}

// @return whether there is anything to say of the file. @throws InputError
bool lint_file(const std::string& file, const LintArguments& arguments, LintReport& report) {
    SchemaFiles files(arguments.reading.maps);
    const std::string text = read_file(file);
    try {
        std::vector<lint::Finding> findings = lint::lint(text, files.options_for(file, arguments.reading));
        std::erase_if(findings, [&](const lint::Finding& finding) {
            const auto& ignored = arguments.ignored;
            return std::find(ignored.begin(), ignored.end(), finding.rule->name) != ignored.end();
        });
        report.file(file, text, findings);
        return !findings.empty();
    } catch (const SchemaError& error) {
        throw InputError(files.describe(error, file, text));
    }
}

}  // namespace

int lint(const LintArguments& arguments) {
    const std::unique_ptr<LintReport> report = make_report(arguments);
    bool has_findings = false;
    bool has_failures = false;
    for (const std::string& file : arguments.files) {
        try {
            has_findings |= lint_file(file, arguments, *report);
        } catch (const InputError& error) {
            has_failures = true;
            complain(error.what());
            report->failure(file, error.what());
        }
    }
    report->finish();
    return end_with(has_failures ? exit_could_not_run : has_findings ? exit_some_invalid : exit_all_valid);
}

}  // namespace zodgate::cli

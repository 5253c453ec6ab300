// Findings for programs: zodgate's own form, and SARIF 2.1.0, which code hosts and editors show.
#include "cli/json_members.hpp"
#include "cli/lint_report.hpp"
#include "cli/sarif.hpp"
#include "cli/terminal.hpp"

namespace zodgate::cli {
namespace {

std::string_view name_of(lint::Level level) noexcept {
    switch (level) {
        case lint::Level::note: return "note";
        case lint::Level::warning: return "warning";
        case lint::Level::error: break;
    }
    return "error";
}

class JsonReport : public LintReport {
  public:
    void file(const std::string& file, std::string_view, const std::vector<lint::Finding>& findings) override {
        ++files_;
        for (const lint::Finding& finding : findings) {
            write_out(findings_++ == 0 ? "{\"findings\":[\n" : ",\n");
            write_out(Members()
                          .text("file", file)
                          .number("line", finding.line)
                          .number("column", finding.column)
                          .text("level", name_of(finding.rule->level))
                          .text("rule", finding.rule->name)
                          .text("pointer", finding.pointer)
                          .text("message", finding.message)
                          .take());
        }
    }
    void failure(const std::string&, const std::string&) override { ++failures_; }
    void finish() override {
        write_out(findings_ == 0 ? "{\"findings\":[" : "\n");
        const std::string summary =
            Members().number("documents", files_).number("findings", findings_).number("failures", failures_).take();
        write_out("],\"summary\":" + summary + "}\n");
    }

  private:
    std::uint64_t files_ = 0;
    std::uint64_t findings_ = 0;
    std::uint64_t failures_ = 0;
};

std::vector<SarifRule> sarif_rules() {
    std::vector<SarifRule> rules;
    for (const lint::Rule& rule : lint::rules()) rules.push_back({rule.name, rule.description, name_of(rule.level)});
    return rules;
}

class SarifReport : public LintReport {
  public:
    SarifReport() : log_(sarif_rules()) {}

    void file(const std::string& file, std::string_view, const std::vector<lint::Finding>& findings) override {
        for (const lint::Finding& finding : findings) {
            log_.write(std::string(SarifLog::before_result) + result(file, finding));
        }
    }
    void failure(const std::string& file, const std::string& reason) override { log_.notify(reason, file); }
    void finish() override { log_.finish(); }

  private:
    static std::string result(const std::string& file, const lint::Finding& finding) {
        const std::string region = Members()
                                       .number("startLine", finding.line)
                                       .number("startColumn", finding.column)
                                       .number("byteOffset", finding.offset)
                                       .take();
        const std::string logical = Members().text("fullyQualifiedName", finding.pointer).text("kind", "member").take();
        const auto index = static_cast<std::uint64_t>(finding.rule - lint::rules().data());
        return Members()
            .text("ruleId", finding.rule->name)
            .number("ruleIndex", index)
            .text("level", name_of(finding.rule->level))
            .raw("message", sarif_message(finding.message))
            .raw("locations", sarif_locations(file, region, logical))
            .take();
    }

    SarifLog log_;
};

}  // namespace

std::unique_ptr<LintReport> make_json_lint_report() { return std::make_unique<JsonReport>(); }
std::unique_ptr<LintReport> make_sarif_lint_report() { return std::make_unique<SarifReport>(); }

}  // namespace zodgate::cli

// Findings for programs: zodgate's own form, and SARIF 2.1.0, which code hosts and editors show.
#include "cli/json_members.hpp"
#include "cli/lint_report.hpp"
#include "cli/schema_files.hpp"
#include "cli/terminal.hpp"

#include <zodgate/version.hpp>

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

std::string message_object(std::string_view text) { return Members().text("text", text).take(); }

class SarifReport : public LintReport {
  public:
    void file(const std::string& file, std::string_view, const std::vector<lint::Finding>& findings) override {
        for (const lint::Finding& finding : findings) {
            write_out(is_first_ ? head() : ",\n");
            is_first_ = false;
            write_out(result(file, finding));
        }
    }

    void failure(const std::string& file, const std::string& reason) override {
        if (!failures_.empty()) failures_ += ',';
        failures_ += Members()
                         .text("level", "error")
                         .raw("message", message_object(reason))
                         .raw("locations", "[{\"physicalLocation\":{" + artifact(file) + "}}]")
                         .take();
    }

    void finish() override {
        if (is_first_) write_out(head());
        write_out("\n],\"invocations\":[{\"executionSuccessful\":");
        write_out(failures_.empty() ? "true" : "false,\"toolExecutionNotifications\":[" + failures_ + "]");
        write_out("}],\"columnKind\":\"unicodeCodePoints\"}]}\n");
    }

  private:
    static std::string head() {
        std::string rules;
        for (const lint::Rule& rule : lint::rules()) {
            if (!rules.empty()) rules += ",\n";
            rules += Members()
                         .text("id", rule.name)
                         .raw("shortDescription", message_object(rule.description))
                         .raw("defaultConfiguration", Members().text("level", name_of(rule.level)).take())
                         .take();
        }
        const std::string driver =
            Members().text("name", "zodgate").text("version", version()).raw("rules", "[\n" + rules + "]").take();
        return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
               "\"tool\":{\"driver\":" +
               driver + "},\"results\":[\n";
    }

    // SARIF names files by relative or absolute URIs.
    static std::string artifact(const std::string& file) {
        return "\"artifactLocation\":" + Members().text("uri", reference_to(file)).take();
    }

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
            .raw("message", message_object(finding.message))
            .raw("locations", "[{\"physicalLocation\":{" + artifact(file) + ",\"region\":" + region +
                                  "},\"logicalLocations\":[" + logical + "]}]")
            .take();
    }

    bool is_first_ = true;
    std::string failures_;
};

}  // namespace

std::unique_ptr<LintReport> make_json_lint_report() { return std::make_unique<JsonReport>(); }
std::unique_ptr<LintReport> make_sarif_lint_report() { return std::make_unique<SarifReport>(); }

}  // namespace zodgate::cli

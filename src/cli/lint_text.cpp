#include "cli/lint_report.hpp"
#include "cli/terminal.hpp"

namespace zodgate::cli {
namespace {

class TextReport : public LintReport {
  public:
    explicit TextReport(bool colored) : colored_(colored) {}

    void file(const std::string& file, std::string_view text, const std::vector<lint::Finding>& findings) override {
        ++files_;
        findings_ += findings.size();
        for (const lint::Finding& finding : findings) write_out(lines_of(file, text, finding));
    }

    void failure(const std::string&, const std::string&) override { ++failures_; }

    void finish() override {
        std::string out = counted(files_, "document") + ": " + counted(findings_, "finding");
        if (failures_ > 0) out += "; " + counted(failures_, "document") + " not looked at";
        write_out(paint(colored_, findings_ == 0 && failures_ == 0 ? "32" : "31", out) + "\n");
    }

  private:
    static std::string_view style_of(lint::Level level) noexcept {
        switch (level) {
            case lint::Level::note: return "36";
            case lint::Level::warning: return "33";
            case lint::Level::error: break;
        }
        return "31";
    }

    std::string lines_of(const std::string& file, std::string_view text, const lint::Finding& finding) const {
        const std::string place = file + ":" + std::to_string(finding.line) + ":" + std::to_string(finding.column);
        const std::string where = finding.pointer.empty() ? std::string() : " at " + printable(finding.pointer);
        std::string out = paint(colored_, "1", printable(place)) + ": ";
        out += paint(colored_, style_of(finding.rule->level), std::string(finding.rule->name));
        out += where + ": " + printable(finding.message) + "\n";
        const Excerpt excerpt = excerpt_at(text, finding.offset);
        return out + "    " + excerpt.line + "\n    " + std::string(excerpt.indent, ' ') + paint(colored_, "32", "^") +
               "\n";
    }

    bool colored_;
    std::size_t files_ = 0;
    std::size_t findings_ = 0;
    std::size_t failures_ = 0;
};

}  // namespace

std::unique_ptr<LintReport> make_text_lint_report(bool colored) { return std::make_unique<TextReport>(colored); }

}  // namespace zodgate::cli

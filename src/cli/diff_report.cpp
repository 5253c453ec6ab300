#include "cli/diff_report.hpp"

#include "cli/interrupt.hpp"
#include "cli/json_members.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "issue/path_text.hpp"

namespace zodgate::cli {
namespace {

using issue::path_text;

std::string_view name_of(Difference::Kind kind) noexcept {
    switch (kind) {
        case Difference::Kind::now_invalid: return "now_invalid";
        case Difference::Kind::now_valid: return "now_valid";
        case Difference::Kind::other_issues: break;
    }
    return "other_issues";
}

class TextReport : public DiffReport {
  public:
    explicit TextReport(bool colored) : colored_(colored) {}

    void append(std::string& out, const Payload& payload, const Result&, const Result&,
                const Difference& difference) const override {
        std::string place = printable(payload.file.name);
        if (payload.line) place += ":" + std::to_string(*payload.line);
        out += paint(colored_, "1", place) + ": ";
        switch (difference.kind) {
            case Difference::Kind::now_invalid: out += paint(colored_, "31", "now invalid"); break;
            case Difference::Kind::now_valid: out += paint(colored_, "32", "now valid"); break;
            case Difference::Kind::other_issues: out += paint(colored_, "33", "other issues"); break;
        }
        out += '\n';
        for (const Issue* const issue : difference.vanishing) append_issue(out, "-", *issue);
        for (const Issue* const issue : difference.appearing) append_issue(out, "+", *issue);
    }

    void write(std::string_view records) override { write_out(records); }
    void finish(const Tally& tally) override { write_out(diff_summary_text(tally, colored_)); }

  private:
    void append_issue(std::string& out, const std::string& sign, const Issue& issue) const {
        const std::string where = issue.path.empty() ? std::string() : " at " + printable(path_text(issue.path));
        out += "  " + paint(colored_, sign == "+" ? "31" : "32", sign) + " " + std::string(to_string(code_of(issue))) +
               where + ": " + printable(message_of(issue)) + "\n";
    }

    const bool colored_;
};

std::string record(const Payload& payload, const Result& before, const Result& after, Difference::Kind kind) {
    Members members;
    members.raw("file", payload.file.quoted);
    if (payload.line) members.number("line", *payload.line);
    return members.text("change", name_of(kind))
        .raw("before", to_json(before.issues()))
        .raw("after", to_json(after.issues()))
        .take();
}

class NdjsonReport : public DiffReport {
  public:
    void append(std::string& out, const Payload& payload, const Result& before, const Result& after,
                const Difference& difference) const override {
        out += record(payload, before, after, difference.kind) + "\n";
    }
    void write(std::string_view records) override { write_out(records); }
    void finish(const Tally&) override {}
};

class JsonReport : public DiffReport {
  public:
    void append(std::string& out, const Payload& payload, const Result& before, const Result& after,
                const Difference& difference) const override {
        out += ",\n" + record(payload, before, after, difference.kind);
    }
    void write(std::string_view records) override { results_.write(records); }
    bool ends_lines() const override { return false; }
    void finish(const Tally& tally) override {
        Members summary;
        summary.number("payloads", tally.payloads)
            .number("unchanged", tally.payloads - tally.changed())
            .number("now_invalid", tally.now_invalid)
            .number("now_valid", tally.now_valid)
            .number("other_issues", tally.other_issues);
        results_.finish(std::move(summary), tally);
    }

  private:
    ResultsDocument results_;
};

}  // namespace

std::string diff_summary_text(const Tally& tally, bool colored) {
    std::string counts = counted(tally.payloads, "payload") + ": " + grouped(tally.payloads - tally.changed()) +
                         " judged as before, " + grouped(tally.now_invalid) + " now invalid, " +
                         grouped(tally.now_valid) + " now valid, " + grouped(tally.other_issues) + " with other issues";
    if (tally.unreadable > 0) counts += "; " + counted(tally.unreadable, "input") + " unreadable";
    if (interrupt() != 0) counts += "; interrupted";
    const bool is_clean = tally.changed() == 0 && tally.unreadable == 0 && interrupt() == 0;
    return paint(colored, is_clean ? "32" : "31", counts) + "\n" + faults_text(tally, colored);
}

std::unique_ptr<DiffReport> make_text_diff_report(bool colored) { return std::make_unique<TextReport>(colored); }
std::unique_ptr<DiffReport> make_ndjson_diff_report() { return std::make_unique<NdjsonReport>(); }
std::unique_ptr<DiffReport> make_json_diff_report() { return std::make_unique<JsonReport>(); }

}  // namespace zodgate::cli

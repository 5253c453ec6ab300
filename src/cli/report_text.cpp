#include "cli/interrupt.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "issue/path_text.hpp"
#include "text/text.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace zodgate::cli {
namespace {

using issue::path_text;

constexpr std::size_t most_faults_shown = 30;

class TextReport : public Report {
  public:
    TextReport(bool colored, bool is_listed) : colored_(colored), is_listed_(is_listed) {}

    void append(std::string& out, const Payload& payload, const Result& result) const override {
        if (result.valid()) {
            out += bold(place_text(payload)) + ": " + paint(colored_, "32", "valid") + "\n";
            return;
        }
        PlaceFinder places(payload);
        for (const Issue& issue : result.issues()) out += issue_text(payload, places.at(issue.offset), issue);
        if (result.patterns_stopped()) {
            out += bold(place_text(payload)) +
                   ": a pattern took more than --max-pattern-steps, and counts as not matched\n";
        }
        if (result.truncated()) {
            out += bold(place_text(payload)) + ": further issues left out after " +
                   std::to_string(result.issues().size()) + "\n";
        }
    }

    void write(std::string_view records) override { write_out(records); }
    void finish(const Tally& tally) override { write_out(summary_text(tally, colored_, is_listed_)); }

  private:
    std::string bold(const std::string& text) const { return paint(colored_, "1", text); }

    static std::string place_text(const Payload& payload) {
        return printable(payload.file.name) + (payload.line ? ":" + std::to_string(*payload.line) : std::string());
    }

    std::string issue_text(const Payload& payload, const Place& place, const Issue& issue) const {
        const std::string where = issue.path.empty() ? std::string() : " at " + printable(path_text(issue.path));
        const Excerpt excerpt = excerpt_at(payload.text, issue.offset);
        std::string out = bold(printable(describe(payload.file.name, place))) + ": ";
        out += paint(colored_, "31", std::string(to_string(code_of(issue)))) + where + ": ";
        out += printable(message_of(issue)) + "\n";
        if (excerpt.line.empty()) return out;
        return out + "    " + excerpt.line + "\n    " + std::string(excerpt.indent, ' ') + paint(colored_, "32", "^") +
               "\n";
    }

    bool colored_;
    bool is_listed_;
};

std::string counts_text(const Tally& tally) {
    std::string out = counted(tally.payloads, "payload") + ": " + grouped(tally.valid) + " valid, " +
                      grouped(tally.invalid) + " invalid, " + grouped(tally.malformed) + " malformed";
    if (tally.unreadable > 0) out += "; " + counted(tally.unreadable, "input") + " unreadable";
    if (interrupt() != 0) out += "; interrupted";
    return out;
}

// A table's cells of one fault.
struct Row {
    std::string sign;  ///< of two schemas: whether it appears or vanishes
    std::string count;
    std::string code;
    std::string path;
    std::string first;  ///< what the first one says, and where

    explicit Row(const Fault& fault)
        : sign(fault.change == Change::none      ? ""
               : fault.change == Change::appears ? "+ "
                                                 : "- "),
          count(grouped(fault.count)),
          code(to_string(fault.code)),
          path(fault.path.empty() ? "(payload)" : printable(fault.path)),
          first(printable(fault.message) + " (" + printable(describe(fault.file, fault.place)) + ")") {}
};

std::string padded(std::size_t width, const std::string& text) {
    return text + std::string(width - std::min(width, text::count_code_points(text)), ' ');
}

std::string table(const std::vector<Row>& rows, bool colored) {
    constexpr std::size_t widest_path = 40;
    std::size_t counts = 0;
    std::size_t codes = 0;
    std::size_t paths = 0;
    for (const Row& row : rows) {
        counts = std::max(counts, row.count.size());
        codes = std::max(codes, row.code.size());
        paths = std::max(paths, std::min(text::count_code_points(row.path), widest_path));
    }
    std::string out;
    for (const Row& row : rows) {
        out += "  " + row.sign + std::string(counts - row.count.size(), ' ') + paint(colored, "1", row.count) + "  " +
               paint(colored, "31", row.code) + std::string(codes - row.code.size(), ' ') + "  " +
               padded(paths, row.path) + "  " + row.first + "\n";
    }
    return out;
}

}  // namespace

std::string faults_text(const Tally& tally, bool colored) {
    const std::vector<Fault> faults = tally.faults();
    const std::size_t shown = std::min(faults.size(), most_faults_shown);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < shown; ++i) rows.emplace_back(faults[i]);
    std::string out = table(rows, colored);
    if (faults.size() > shown) out += "  and " + counted(faults.size() - shown, "further kind") + " of faults\n";
    if (tally.other_faults > 0) {
        out += "  and " + counted(tally.other_faults, "issue") + " beyond " + grouped(Tally::most_faults) +
               " kinds of faults\n";
    }
    return out;
}

std::string summary_text(const Tally& tally, bool colored, bool is_listed) {
    const bool is_clean = tally.refused() == 0 && tally.unreadable == 0 && interrupt() == 0;
    const std::string counts = paint(colored, is_clean ? "32" : "31", counts_text(tally)) + "\n";
    return is_listed && tally.refused() < 2 ? counts : counts + faults_text(tally, colored);
}

void tell_summary(const std::string& summary, bool quiet) {
    const bool is_watched = !quiet && isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1;
    if (is_watched || interrupt() != 0) std::fputs(summary.c_str(), stderr);
}

std::unique_ptr<Report> make_text_report(bool colored, bool is_listed) {
    return std::make_unique<TextReport>(colored, is_listed);
}

}  // namespace zodgate::cli

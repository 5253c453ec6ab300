#include "cli/cli.hpp"

namespace zodgate::cli {
namespace {

std::string describe(const Path& path) {
    std::string out;
    for (const PathSegment& segment : path) {
        if (const auto* const key = std::get_if<std::string>(&segment)) {
            if (!out.empty()) out += '.';
            out += *key;
        } else {
            out.append(1, '[').append(std::to_string(std::get<std::uint64_t>(segment))).append(1, ']');
        }
    }
    return out;
}

class TextReport : public Report {
  public:
    explicit TextReport(bool colored) : colored_(colored) {}

    void payload(const Payload& payload, const Result& result) override {
        if (result.valid()) {
            const std::string line =
                payload.line ? std::string(":").append(std::to_string(*payload.line)) : std::string();
            write_out(bold(printable(payload.file) + line) + ": " + paint("32", "valid") + "\n");
            return;
        }
        for (const Issue& issue : result.issues()) write_out(issue_text(payload, issue));
        if (result.truncated()) {
            write_out(bold(printable(payload.file)) + ": further issues left out after " +
                      std::to_string(result.issues().size()) + "\n");
        }
    }

    void finish(const Summary& summary) override {
        const std::uint64_t refused = summary.invalid + summary.malformed;
        std::string out = std::to_string(summary.payloads) + (summary.payloads == 1 ? " payload: " : " payloads: ");
        out += std::to_string(summary.valid) + " valid, " + std::to_string(summary.invalid) + " invalid, " +
               std::to_string(summary.malformed) + " malformed";
        if (summary.unreadable > 0) {
            out += "; " + std::to_string(summary.unreadable) + (summary.unreadable == 1 ? " input" : " inputs") +
                   " unreadable";
        }
        write_out(paint(refused == 0 && summary.unreadable == 0 ? "32" : "31", out) + "\n");
    }

  private:
    std::string paint(std::string_view style, const std::string& text) const {
        return colored_ ? "\x1b[" + std::string(style) + "m" + text + "\x1b[0m" : text;
    }
    std::string bold(const std::string& text) const { return paint("1", text); }

    std::string issue_text(const Payload& payload, const Issue& issue) const {
        const std::string where = issue.path.empty() ? std::string() : " at " + printable(describe(issue.path));
        const Excerpt excerpt = excerpt_at(payload.text, issue.offset);
        std::string out = bold(printable(place(payload, issue.offset))) + ": ";
        out += paint("31", std::string(to_string(code_of(issue)))) + where + ": " + printable(message_of(issue)) + "\n";
        if (excerpt.line.empty()) return out;
        return out + "    " + excerpt.line + "\n    " + std::string(excerpt.indent, ' ') + paint("32", "^") + "\n";
    }

    bool colored_;
};

}  // namespace

std::unique_ptr<Report> make_text_report(bool colored) { return std::make_unique<TextReport>(colored); }

}  // namespace zodgate::cli

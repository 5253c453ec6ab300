#include "cli/cli.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

#include <algorithm>

namespace zodgate::cli {
namespace {

// Code points of a source line that are shown before and after the place of an issue.
constexpr std::size_t shown_before = 60;
constexpr std::size_t shown_after = 40;

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Moves a position by a number of code points, not beyond the bounds.
std::size_t step_back(std::string_view text, std::size_t at, std::size_t first, std::size_t count) {
    while (at > first && count-- > 0) {
        do {
            --at;
        } while (at > first && is_continuation(text[at]));
    }
    return at;
}

std::size_t step_on(std::string_view text, std::size_t at, std::size_t last, std::size_t count) {
    while (at < last && count-- > 0) {
        do {
            ++at;
        } while (at < last && is_continuation(text[at]));
    }
    return at;
}

struct Excerpt {
    std::string line;    // the part of the line around the place, safe to show
    std::size_t indent;  // code points before the place
};

Excerpt excerpt_at(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    const std::size_t line_start = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t after = text.find_first_of("\r\n", offset);
    const std::size_t line_end = after == std::string_view::npos ? text.size() : after;
    const std::size_t first = step_back(text, offset, line_start, shown_before);
    const std::size_t last = step_on(text, offset, line_end, shown_after);
    const std::string left = (first > line_start ? "…" : "") + printable(text.substr(first, offset - first));
    const std::string right = printable(text.substr(offset, last - offset)) + (last < line_end ? "…" : "");
    return {left + right, text::count_code_points(left)};
}

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

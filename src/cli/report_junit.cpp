// JUnit's XML, as build servers read it: a test suite an input, a test case a payload.
#include "cli/interrupt.hpp"
#include "cli/markup.hpp"
#include "cli/report.hpp"
#include "cli/spool.hpp"
#include "cli/terminal.hpp"
#include "issue/path_text.hpp"

#include <algorithm>
#include <optional>

namespace zodgate::cli {
namespace {

using issue::path_text;

// What parsers take as one text has limits (10 MB in libxml2), and names and keys of payloads have none.
constexpr std::size_t longest_message = 500;  // bytes, of an attribute
constexpr std::size_t longest_line = 10000;
constexpr std::size_t longest_body = std::size_t{1} << 20U;

std::string attribute(std::string_view name, std::string_view value) {
    return std::string(1, ' ').append(name).append("=\"").append(markup(value)).append(1, '"');
}

std::string attribute(std::string_view name, std::uint64_t value) { return attribute(name, std::to_string(value)); }

std::string message_with_path(const Issue& issue) {
    const std::string path = path_text(issue.path);
    return path.empty() ? message_of(issue) : path + ": " + message_of(issue);
}

std::string issue_line(const Payload& payload, const Place& place, const Issue& issue) {
    std::string line = describe(payload.file.name, place) + ": ";
    line += to_string(code_of(issue));
    line += issue.path.empty() ? ": " : " at ";
    return markup(shortened(line + message_with_path(issue), longest_line)) + "\n";
}

std::string failure_element(const Payload& payload, const Result& result) {
    const std::vector<Issue>& issues = result.issues();
    std::string message = "refused";
    std::string type = "refused";
    if (!issues.empty()) {
        message = shortened(message_with_path(issues.front()), longest_message);
        type = to_string(code_of(issues.front()));
    }
    if (issues.size() > 1) message += " (and " + counted(issues.size() - 1, "more issue") + ")";
    std::string body;
    std::size_t told = 0;
    PlaceFinder places(payload);
    for (; told < issues.size() && body.size() < longest_body; ++told) {
        body += issue_line(payload, places.at(issues[told].offset), issues[told]);
    }
    if (result.patterns_stopped()) body += "a pattern took more than --max-pattern-steps, and counts as not matched\n";
    if (result.truncated() || told < issues.size()) {
        body += "further issues left out after " + std::to_string(told) + "\n";
    }
    return "<failure" + attribute("message", message) + attribute("type", type) + ">" + body + "</failure>";
}

// No text of ours or of payloads has a "<" that does not begin a tag, so the tags can be counted.
std::uint64_t count(std::string_view records, std::string_view tag) {
    std::uint64_t found = 0;
    for (std::size_t at = records.find(tag); at != std::string_view::npos; at = records.find(tag, at + tag.size())) {
        ++found;
    }
    return found;
}

// A test suite begins with the number of its test cases, and there may be millions of them: they are put aside in a
// temporary file until the input has ended, so that memory stays flat.
struct Suite {
    std::string name;
    Spool cases;
    std::uint64_t tests = 0;
    std::uint64_t failures = 0;
    std::uint64_t errors = 0;

    explicit Suite(std::string input) : name(std::move(input)) {}

    void add(std::string_view records) {
        tests += count(records, "<testcase ");
        failures += count(records, "<failure ");
        cases.write(records);
        if (!cases.failure().empty()) fail_out(cases.failure());
    }

    void add_error(std::string_view message, std::string_view type) {
        ++errors;
        add("<testcase" + attribute("classname", name) + attribute("name", name) + "><error" +
            attribute("message", message) + attribute("type", type) + "/></testcase>\n");
    }

    void write() {
        write_out("<testsuite" + attribute("name", name) + attribute("tests", tests) + attribute("failures", failures) +
                  attribute("errors", errors) + attribute("skipped", std::uint64_t{0}) + ">\n");
        cases.copy(write_out);
        write_out("</testsuite>\n");
        if (!cases.failure().empty()) fail_out(cases.failure());
    }
};

// Counts are those of the test cases told, of which --only leaves some out.
class JunitReport : public Report {
  public:
    void append(std::string& out, const Payload& payload, const Result& result) const override {
        const std::string name = payload.line ? "line " + std::to_string(*payload.line) : payload.file.name;
        out += "<testcase" + attribute("classname", payload.file.name) + attribute("name", name);
        out += result.valid() ? "/>\n" : ">" + failure_element(payload, result) + "</testcase>\n";
    }

    void begin_input(const std::string& input) override {
        begin();
        suite_.emplace(input);
        if (!suite_->cases.failure().empty()) fail_out(suite_->cases.failure());
    }
    void write(std::string_view records) override { suite_->add(records); }
    void failure(const std::string& reason) override { suite_->add_error(reason, "unreadable"); }
    void end_input() override {
        suite_->write();
        suite_.reset();
    }

    // What was judged until an interrupt must not be taken for all.
    void finish(const Tally&) override {
        begin();
        if (interrupt() != 0) {
            Suite suite("zodgate");
            suite.add_error("interrupted: not all payloads were judged", "interrupted");
            suite.write();
        }
        write_out("</testsuites>\n");
    }

  private:
    void begin() {
        if (!has_begun_) write_out("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"zodgate\">\n");
        has_begun_ = true;
    }

    bool has_begun_ = false;
    std::optional<Suite> suite_;
};

}  // namespace

std::unique_ptr<Report> make_junit_report() { return std::make_unique<JunitReport>(); }

}  // namespace zodgate::cli

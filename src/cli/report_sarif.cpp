#include "cli/interrupt.hpp"
#include "cli/json_members.hpp"
#include "cli/report.hpp"
#include "cli/sarif.hpp"
#include "issue/path_text.hpp"

namespace zodgate::cli {
namespace {

using issue::path_text;

std::string_view description_of(IssueCode code) noexcept {
    switch (code) {
        case IssueCode::invalid_type: return "A value is not of the type asked for, or is missing";
        case IssueCode::too_big: return "A number, or the size of a string, array or object, is above its maximum";
        case IssueCode::too_small: return "A number, or the size of a string, array or object, is below its minimum";
        case IssueCode::invalid_format:
            return "A string is not of the form asked for, or the payload is not JSON (format json_string)";
        case IssueCode::not_multiple_of: return "A number is no multiple of the divisor asked for";
        case IssueCode::unrecognized_keys: return "An object has members that the schema does not allow";
        case IssueCode::invalid_union: return "A value fits none of several schemas, or more of them than it may";
        case IssueCode::invalid_key: return "The name of a member is not of the form asked for";
        case IssueCode::invalid_value: return "A value is none of those that are allowed";
        case IssueCode::custom: break;
    }
    return "Something else that the schema asks for is not so, or the payload is over one of the limits set for it";
}

std::vector<SarifRule> rules() {
    std::vector<SarifRule> rules;
    for (auto code = std::uint8_t{0}; code <= static_cast<std::uint8_t>(IssueCode::custom); ++code) {
        const auto issue_code = static_cast<IssueCode>(code);
        rules.push_back({to_string(issue_code), description_of(issue_code), "error"});
    }
    return rules;
}

// SARIF's kinds of places in JSON. Of the payload as a whole there is nothing to name.
std::string logical_location(const Path& path) {
    if (path.empty()) return {};
    const bool is_member = std::holds_alternative<std::string>(path.back());
    return Members().text("fullyQualifiedName", path_text(path)).text("kind", is_member ? "property" : "value").take();
}

std::string result_object(const Payload& payload, const Place& place, const Issue& issue, bool is_last_of_more) {
    const IssueCode code = code_of(issue);
    const std::string region = Members().number("startLine", place.line).number("startColumn", place.column).take();
    // Viewers show little but the message, which in Zod's words does not say where.
    const std::string path = path_text(issue.path);
    Members members;
    members.text("ruleId", to_string(code))
        .number("ruleIndex", static_cast<std::uint8_t>(code))
        .text("level", "error")
        .raw("message", sarif_message(path.empty() ? message_of(issue) : path + ": " + message_of(issue)))
        .raw("locations", sarif_locations(payload.file.name, region, logical_location(issue.path)));
    if (is_last_of_more) members.raw("properties", "{\"furtherIssuesLeftOut\":true}");
    return members.take();
}

// Valid payloads have no results.
class SarifReport : public Report {
  public:
    SarifReport() : log_(rules()) {}

    void append(std::string& out, const Payload& payload, const Result& result) const override {
        PlaceFinder places(payload);
        for (const Issue& issue : result.issues()) {
            const bool is_last_of_more = result.truncated() && &issue == &result.issues().back();
            out.append(SarifLog::before_result)
                .append(result_object(payload, places.at(issue.offset), issue, is_last_of_more));
        }
    }
    void write(std::string_view records) override { log_.write(records); }
    bool ends_lines() const override { return false; }
    void failure(const std::string& reason) override { log_.notify(reason); }
    void finish(const Tally&) override {
        if (interrupt() != 0) log_.notify("interrupted: not all payloads were judged");
        log_.finish();
    }

  private:
    SarifLog log_;
};

}  // namespace

std::unique_ptr<Report> make_sarif_report() { return std::make_unique<SarifReport>(); }

}  // namespace zodgate::cli

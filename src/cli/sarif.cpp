#include "cli/sarif.hpp"

#include "cli/inputs.hpp"
#include "cli/json_members.hpp"
#include "cli/schema_files.hpp"
#include "cli/terminal.hpp"

#include <zodgate/version.hpp>

namespace zodgate::cli {
namespace {

// They are written behind the results, and an input may be a folder with any number of files that cannot be read.
constexpr std::size_t most_notifications = 1000;

// Braces are doubled (SARIF, 3.11.5). A link's text ends with "]" before "(", unless a backslash escapes it (3.11.6).
std::string plain_text(std::string_view text) {
    std::string out;
    bool is_escaped = false;  // by an odd number of backslashes
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ']' && !is_escaped && text.substr(i + 1, 1) == "(") out += '\\';
        is_escaped = c == '\\' && !is_escaped;
        out.append(c == '{' || c == '}' ? 2 : 1, c);
    }
    return out;
}

std::string notification(std::string_view reason, const std::string& file) {
    Members members;
    members.text("level", "error").raw("message", sarif_message(reason));
    if (!file.empty()) members.raw("locations", sarif_locations(file, {}, {}));
    return members.take();
}

}  // namespace

std::string sarif_message(std::string_view text) { return Members().text("text", plain_text(text)).take(); }

std::string sarif_artifact(const std::string& file) {
    const std::string uri = file == standard_input ? "file:///dev/stdin" : reference_to(file);
    return "\"artifactLocation\":" + Members().text("uri", uri).take();
}

std::string sarif_locations(const std::string& file, std::string_view region, std::string_view logical) {
    std::string out = "[{\"physicalLocation\":{" + sarif_artifact(file);
    if (!region.empty()) out.append(",\"region\":").append(region);
    out += '}';
    if (!logical.empty()) out.append(",\"logicalLocations\":[").append(logical).append(1, ']');
    return out + "}]";
}

void SarifLog::begin() {
    if (has_begun_) return;
    has_begun_ = true;
    std::string rules;
    for (const SarifRule& rule : rules_) {
        if (!rules.empty()) rules += ",\n";
        rules += Members()
                     .text("id", rule.id)
                     .raw("shortDescription", sarif_message(rule.description))
                     .raw("defaultConfiguration", Members().text("level", rule.level).take())
                     .take();
    }
    const std::string driver =
        Members().text("name", "zodgate").text("version", version()).raw("rules", "[\n" + rules + "]").take();
    write_out(
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
        "\"tool\":{\"driver\":" +
        driver + "},\"results\":[\n");
}

void SarifLog::write(std::string_view results) {
    if (!has_begun_) results.remove_prefix(before_result.size());
    begin();
    write_out(results);
}

void SarifLog::notify(std::string_view reason, const std::string& file) {
    if (notified_++ >= most_notifications) return;
    if (!notifications_.empty()) notifications_ += ',';
    notifications_ += notification(reason, file);
}

void SarifLog::finish() {
    begin();
    write_out("\n],\"invocations\":[{\"executionSuccessful\":");
    if (notified_ > most_notifications) {
        notifications_ +=
            "," + notification(grouped(notified_ - most_notifications) + " further failures left out", {});
    }
    write_out(notified_ == 0 ? "true" : "false,\"toolExecutionNotifications\":[" + notifications_ + "]");
    write_out("}],\"columnKind\":\"unicodeCodePoints\"}]}\n");
}

}  // namespace zodgate::cli

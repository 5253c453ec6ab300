#include "cli/markup.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"

#include <zodgate/version.hpp>

#include <zodgate_program_objects_schemas.hpp>

#include <algorithm>
#include <map>

namespace zodgate::cli {
namespace {

constexpr std::size_t most_bars = 12;
constexpr std::size_t most_inputs_named = 10;

// What is in quotes here is the only markup: whatever comes from payloads, files and schemas goes through markup().

std::string element(std::string_view tag, std::string_view name, const std::string& inner) {
    return std::string("<").append(tag).append(" class=\"").append(name).append("\">") + inner + "</" +
           std::string(tag) + ">";
}

std::string path_text(const Fault& fault) { return fault.path.empty() ? "(payload)" : fault.path; }

std::string_view name_of(Change change) noexcept { return change == Change::appears ? "appears" : "vanishes"; }

std::string headline(const PageSubject& subject, const Tally& tally) {
    const std::uint64_t refused = tally.refused();
    if (tally.payloads == 0) return "No payloads";
    if (!subject.old_schema.empty()) {
        if (tally.changed() == 0) return "All " + counted(tally.payloads, "payload") + " are judged as before";
        return grouped(tally.changed()) + " of " + counted(tally.payloads, "payload") +
               (tally.changed() == 1 ? " is" : " are") + " judged otherwise";
    }
    if (tally.payloads == 1) return refused == 0 ? "The payload is valid" : "The payload is not valid";
    if (refused == 0) return "All " + counted(tally.payloads, "payload") + " are valid";
    return grouped(refused) + " of " + counted(tally.payloads, "payload") + (refused == 1 ? " is" : " are") +
           " not valid";
}

// In percent with one decimal, never rounded to all or nothing.
std::string share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "";
    const auto tenths =
        static_cast<std::uint64_t>(static_cast<long double>(part) * 1000 / static_cast<long double>(whole));
    if (part > 0 && tenths == 0) return "under 0.1%";
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

// Of a length, for style sheets.
std::string percent(std::uint64_t part, std::uint64_t whole) {
    const auto hundredths =
        static_cast<std::uint64_t>(static_cast<long double>(part) * 10000 / static_cast<long double>(whole));
    const std::string digits = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "." + (digits.size() == 1 ? "0" : "") + digits + "%";
}

std::string head(const std::string& title) {
    // Should anything of a payload ever get where it does not belong, browsers still run and load nothing.
    const std::string policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" ZODGATE_PAGE_SCRIPT_HASH
        "'; base-uri 'none'; form-action 'none'";
    return std::string(page_beginning) +
           "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
           "content=\"" +
           policy +
           "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
           "content=\"light dark\">\n<title>" +
           title + "</title>\n<style>\n" + std::string(embedded::page_css_text()) + "</style>\n</head>\n";
}

std::string inputs_text(const std::vector<std::string>& inputs) {
    if (inputs.empty()) return "standard input";
    std::string out;
    for (std::size_t i = 0; i < std::min(inputs.size(), most_inputs_named); ++i) {
        out += i == 0 ? "" : ", ";
        out += inputs[i] == standard_input ? "standard input" : "<code>" + markup(inputs[i]) + "</code>";
    }
    if (inputs.size() > most_inputs_named) out += " and " + grouped(inputs.size() - most_inputs_named) + " more";
    return out;
}

std::string header(const PageSubject& subject, const Tally& tally) {
    std::string out =
        "<header>\n<p class=\"by\">zodgate</p>\n<h1>" + headline(subject, tally) + "</h1>\n<dl class=\"subject\">\n";
    const bool is_schema = subject.operation.empty();
    const std::string kind = is_schema ? "Schema" : "OpenAPI document";
    if (!subject.old_schema.empty()) {
        out += "<dt>" + kind + " as it was</dt><dd><code>" + markup(subject.old_schema) + "</code></dd>\n";
    }
    out += "<dt>" + kind + "</dt><dd><code>" + markup(subject.schema) + "</code></dd>\n";
    if (!is_schema) out += "<dt>Operation</dt><dd><code>" + markup(subject.operation) + "</code></dd>\n";
    out += "<dt>" + std::string(subject.inputs.size() > 1 ? "Inputs" : "Input") + "</dt><dd>" +
           inputs_text(subject.inputs) + "</dd>\n</dl>\n";
    if (subject.is_interrupted) {
        out += element("p", "note",
                       "Interrupted: not all payloads were judged, and these counts are of those that were.") +
               "\n";
    }
    return out + "</header>\n";
}

std::string tile(std::string_view name, std::string_view label, std::uint64_t value, const std::string& below = {}) {
    return element("li", std::string(name) + (value == 0 ? " zero" : ""),
                   element("span", "name", std::string(label)) + " " + element("span", "value", grouped(value)) + " " +
                       element("span", "share", below)) +
           "\n";
}

// What payloads are told apart by: each is of one part.
struct Part {
    std::string_view name;
    std::string_view label;
    std::uint64_t count;
};

std::vector<Part> parts_of(const PageSubject& subject, const Tally& tally) {
    if (subject.old_schema.empty()) {
        return {{"valid", "Valid", tally.valid},
                {"invalid", "Invalid", tally.invalid},
                {"malformed", "Malformed", tally.malformed}};
    }
    return {{"as-before", "Judged as before", tally.payloads - tally.changed()},
            {"now-invalid", "Now invalid", tally.now_invalid},
            {"now-valid", "Now valid", tally.now_valid},
            {"other-issues", "With other issues", tally.other_issues}};
}

std::string tiles(const PageSubject& subject, const Tally& tally) {
    const std::vector<Part> parts = parts_of(subject, tally);
    std::string out = "<ul class=\"tiles\">\n" + tile("payloads", "Payloads", tally.payloads);
    for (const Part& part : parts) out += tile(part.name, part.label, part.count, share(part.count, tally.payloads));
    if (tally.unreadable > 0) out += tile("unreadable", "Inputs not readable", tally.unreadable);
    out += "</ul>\n";
    if (tally.payloads == 0) return out;
    out += "<div class=\"parts\" aria-hidden=\"true\">";
    for (const Part& part : parts) {
        if (part.count == 0) continue;
        out.append("<span class=\"").append(part.name).append("\" style=\"flex-grow:");
        out += percent(part.count, tally.payloads);
        out.back() = '"';  // a number without its sign
        out += "></span>";
    }
    return out + "</div>\n";
}

std::string bar(const Fault& fault, std::size_t number, std::uint64_t most) {
    std::string label = element("span", "path", markup(path_text(fault))) + " " +
                        element("code", "code", std::string(to_string(fault.code)));
    if (fault.change != Change::none) {
        label += " " + element("span", name_of(fault.change), std::string(name_of(fault.change)));
    }
    return "<li><a href=\"#fault-" + std::to_string(number) + "\">" + element("span", "label", label) + " " +
           element("span", "count", grouped(fault.count)) +
           "<span class=\"track\" aria-hidden=\"true\"><span class=\"bar\" style=\"width:" +
           percent(fault.count, most) + "\"></span></span></a></li>\n";
}

std::string chart(const std::vector<Fault>& faults) {
    const std::size_t count = std::min(faults.size(), most_bars);
    std::string out = "<section>\n<h2>" +
                      std::string(count < faults.size() ? "The most frequent faults" : "Faults by frequency") +
                      "</h2>\n<ol class=\"bars\">\n";
    for (std::size_t i = 0; i < count; ++i) out += bar(faults[i], i + 1, faults.front().count);
    return out + "</ol>\n</section>\n";
}

// The table's columns: those that no fault has anything in are left out.
class Table {
  public:
    explicit Table(const std::vector<Fault>& faults) : faults_(faults) {
        const auto any = [&](auto has) { return std::any_of(faults.begin(), faults.end(), has); };
        has_change_ = any([](const Fault& fault) { return fault.change != Change::none; });
        has_schema_ = any([](const Fault& fault) { return !fault.schema_location.empty(); });
    }

    std::string text() const {
        std::string out = "<div class=\"scroll\">\n<table id=\"faults\">\n<thead>\n<tr>";
        if (has_change_) out += column("change", "Change");
        out += column("number count", "Count") + column("number payloads", "Payloads") + column("code", "Code") +
               column("path", "Path") + column("message", "First message") + column("place", "First found");
        if (has_schema_) out += column("schema", "Schema path");
        out += "</tr>\n</thead>\n<tbody>\n";
        for (std::size_t i = 0; i < faults_.size(); ++i) out += row(faults_[i], i + 1);
        return out + "</tbody>\n</table>\n</div>\n";
    }

  private:
    static std::string column(std::string_view name, std::string_view label) {
        const std::string_view last = name.substr(name.rfind(' ') + 1);
        return std::string("<th scope=\"col\" class=\"")
                   .append(name)
                   .append("\" data-name=\"")
                   .append(last)
                   .append("\">") +
               std::string(label) + "</th>";
    }

    static std::string cell(std::string_view name, std::string_view label, const std::string& value) {
        return std::string("<td class=\"").append(name).append("\" data-name=\"").append(label).append("\">") +
               "<span>" + value + "</span></td>";
    }

    static std::string number(std::string_view name, std::string_view label, std::uint64_t value) {
        return std::string("<td class=\"number ").append(name).append("\" data-name=\"").append(label) +
               "\" data-number=\"" + std::to_string(value) + "\">" + grouped(value) + "</td>";
    }

    std::string row(const Fault& fault, std::size_t index) const {
        std::string out = "<tr id=\"fault-" + std::to_string(index) + "\">";
        if (has_change_) {
            const std::string change(fault.change == Change::none ? "" : name_of(fault.change));
            out += cell("change " + change, "Change", change);
        }
        out += number("count", "Count", fault.count) + number("payloads", "Payloads", fault.payloads) +
               cell("code", "Code", "<code>" + std::string(to_string(fault.code)) + "</code>") +
               cell("path", "Path", markup(path_text(fault))) +
               cell("message", "First message", markup(fault.message)) +
               cell("place", "First found", markup(describe(fault.file, fault.place)));
        if (has_schema_) out += cell("schema", "Schema path", markup(fault.schema_location));
        return out + "</tr>\n";
    }

    const std::vector<Fault>& faults_;
    bool has_change_ = false;
    bool has_schema_ = false;
};

std::string filters(const std::vector<Fault>& faults) {
    std::map<std::string_view, std::size_t> codes;
    for (const Fault& fault : faults) ++codes[to_string(fault.code)];
    std::string options;
    for (const auto& [code, count] : codes) {
        options += std::string("<option value=\"").append(code).append("\">").append(code) + " (" + grouped(count) +
                   ")</option>";
    }
    return "<form id=\"filters\" hidden>\n<label>Search <input id=\"search\" type=\"search\" autocomplete=\"off\" "
           "spellcheck=\"false\"></label>\n<label>Code <select id=\"code\"><option value=\"\">All codes</option>" +
           options + "</select></label>\n<p id=\"shown\" role=\"status\"></p>\n</form>\n";
}

std::string faults_section(const std::vector<Fault>& faults, const Tally& tally) {
    std::string out = "<section>\n<h2>" + counted(faults.size(), "kind") + " of faults</h2>\n" + filters(faults) +
                      Table(faults).text();
    if (tally.other_faults > 0) {
        out += element("p", "note",
                       "No more than " + grouped(Tally::most_faults) + " kinds of faults are told apart. " +
                           counted(tally.other_faults, "issue") + " of further kinds " +
                           (tally.other_faults == 1 ? "is" : "are") + " not in this table.") +
               "\n";
    }
    return out + "</section>\n";
}

std::string no_faults(const PageSubject& subject, const Tally& tally) {
    const bool is_difference = !subject.old_schema.empty();
    std::string reason = is_difference ? "No issue appears or vanishes." : "Nothing is wrong with any of the payloads.";
    if (tally.payloads == 0) reason = "There was nothing to judge.";
    return "<section>\n<h2>" + std::string(is_difference ? "No differences" : "No faults") + "</h2>\n<p>" + reason +
           "</p>\n</section>\n";
}

}  // namespace

std::string make_page(const PageSubject& subject, const Tally& tally) {
    const std::vector<Fault> faults = tally.faults();
    std::string out = head("zodgate: " + headline(subject, tally)) + "<body>\n" + header(subject, tally) + "<main>\n" +
                      tiles(subject, tally);
    out += faults.empty() ? no_faults(subject, tally) : chart(faults) + faults_section(faults, tally);
    out += "</main>\n<footer>Written by zodgate " + markup(version()) + ", in the words of Zod " +
           markup(zod_version()) + ".</footer>\n";
    // Behind what it works on.
    out.append("<script>").append(embedded::page_js_text()).append("</script>\n</body>\n</html>\n");
    return out;
}

}  // namespace zodgate::cli

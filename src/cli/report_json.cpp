// Results for programs, in forms of our own.
#include "cli/interrupt.hpp"
#include "cli/json_members.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"

namespace zodgate::cli {
namespace {

// {"file":…,"line":…,"valid":…,"issues":…}: `line` if files hold a payload a line, `issues` when not valid, `truncated`
// when there were more of them. Written piece by piece, as there may be millions of them.
void append_record(std::string& out, const Payload& payload, const Result& result, bool places) {
    out += '{';
    if (places) {
        out.append("\"file\":").append(payload.file.quoted);
        if (payload.line) {
            out += ",\"line\":";
            json::append_integer(out, *payload.line);
        }
        out += ',';
    }
    out += result.valid() ? "\"valid\":true" : "\"valid\":false,\"issues\":";
    if (!result.valid()) out += to_json(result.issues());
    if (result.truncated()) out += ",\"truncated\":true";
    if (result.patterns_stopped()) out += ",\"patterns_stopped\":true";
    out += '}';
}

class NdjsonReport : public Report {
  public:
    explicit NdjsonReport(bool places) : places_(places) {}

    void append(std::string& out, const Payload& payload, const Result& result) const override {
        append_record(out, payload, result, places_);
        out += '\n';
    }
    void write(std::string_view records) override { write_out(records); }
    void finish(const Tally&) override {}

  private:
    const bool places_;
};

class JsonReport : public Report {
  public:
    void append(std::string& out, const Payload& payload, const Result& result) const override {
        out += ",\n";
        append_record(out, payload, result, true);
    }
    void write(std::string_view records) override { results_.write(records); }
    bool ends_lines() const override { return false; }
    void finish(const Tally& tally) override {
        Members summary;
        summary.number("payloads", tally.payloads)
            .number("valid", tally.valid)
            .number("invalid", tally.invalid)
            .number("malformed", tally.malformed);
        results_.finish(std::move(summary), tally);
    }

  private:
    ResultsDocument results_;
};

// Lines as they came, so that what passes can go on to whoever wanted them; of whole files, line ends would break them.
class PayloadReport : public Report {
  public:
    void append(std::string& out, const Payload& payload, const Result&) const override {
        const std::size_t before = out.size();
        const bool has_mark = payload.text.substr(0, json::byte_order_mark.size()) == json::byte_order_mark;
        out += payload.text.substr(has_mark ? json::byte_order_mark.size() : 0);
        if (!payload.line) {
            for (std::size_t i = before; i < out.size(); ++i) {
                if (out[i] == '\n' || out[i] == '\r') out[i] = ' ';
            }
        }
        out += '\n';
    }
    void write(std::string_view records) override { write_out(records); }
    void finish(const Tally&) override {}
};

std::string fault_object(const Fault& fault) {
    Members members;
    members.text("path", fault.path).text("code", to_string(fault.code));
    if (fault.change != Change::none) members.text("change", fault.change == Change::appears ? "appears" : "vanishes");
    members.number("count", fault.count).number("payloads", fault.payloads).text("message", fault.message);
    if (!fault.schema_location.empty()) members.text("schema", fault.schema_location);
    members.text("file", fault.file).number("line", fault.place.line).number("column", fault.place.column);
    return members.take();
}

}  // namespace

namespace {

std::string faults_array(const Tally& tally) {
    std::string faults;
    for (const Fault& fault : tally.faults()) faults.append(faults.empty() ? "\n" : ",\n").append(fault_object(fault));
    return "[" + faults + "]";
}

}  // namespace

void ResultsDocument::write(std::string_view records) {
    if (is_first_) {
        write_out("{\"results\":[");
        records.remove_prefix(1);  // the comma
    }
    is_first_ = false;
    write_out(records);
}

void ResultsDocument::finish(Members summary, const Tally& tally) {
    summary.number("unreadable", tally.unreadable).raw("faults", faults_array(tally));
    if (interrupt() != 0) summary.raw("interrupted", "true");
    if (tally.other_faults > 0) summary.number("other_faults", tally.other_faults);
    write_out(is_first_ ? "{\"results\":[" : "\n");
    write_out("],\"summary\":" + summary.take() + "}\n");
}

std::unique_ptr<Report> make_ndjson_report(bool places) { return std::make_unique<NdjsonReport>(places); }
std::unique_ptr<Report> make_json_report() { return std::make_unique<JsonReport>(); }
std::unique_ptr<Report> make_payload_report() { return std::make_unique<PayloadReport>(); }

}  // namespace zodgate::cli

#include "cli/cli.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

namespace zodgate::cli {
namespace {

// {"file":…,"line":…,"valid":…,"issues":…}: `line` if files hold a payload a line, `issues` when not valid, `truncated`
// when there were more of them.
std::string record(const Payload& payload, const Result& result) {
    std::string out = "{\"file\":";
    json::append_string(out, text::to_valid_utf8(payload.file));
    if (payload.line) out.append(",\"line\":").append(std::to_string(*payload.line));
    out += result.valid() ? ",\"valid\":true" : ",\"valid\":false";
    if (!result.valid()) out.append(",\"issues\":").append(to_json(result.issues()));
    if (result.truncated()) out += ",\"truncated\":true";
    if (result.patterns_stopped()) out += ",\"patterns_stopped\":true";
    out += '}';
    return out;
}

class NdjsonReport : public Report {
  public:
    void payload(const Payload& payload, const Result& result) override { write_out(record(payload, result) + "\n"); }
    void finish(const Summary&) override {}
};

class JsonReport : public Report {
  public:
    void payload(const Payload& payload, const Result& result) override {
        write_out(first_ ? "{\"results\":[\n" : ",\n");
        first_ = false;
        write_out(record(payload, result));
    }
    void finish(const Summary& summary) override {
        write_out(first_ ? "{\"results\":[" : "\n");
        std::string out = "],\"summary\":{";
        const auto add = [&out](std::string_view name, std::uint64_t count) {
            out.append(1, '"').append(name).append("\":").append(std::to_string(count)).append(1, ',');
        };
        add("payloads", summary.payloads);
        add("valid", summary.valid);
        add("invalid", summary.invalid);
        add("malformed", summary.malformed);
        add("unreadable", summary.unreadable);
        out.back() = '}';
        write_out(out + "}\n");
    }

  private:
    bool first_ = true;
};

}  // namespace

std::unique_ptr<Report> make_ndjson_report() { return std::make_unique<NdjsonReport>(); }
std::unique_ptr<Report> make_json_report() { return std::make_unique<JsonReport>(); }

}  // namespace zodgate::cli

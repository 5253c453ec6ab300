// The oracle's peer: judges many payloads against many schemas in one process, for the comparison with real Zod.
//
// Reads a line of JSON for each schema, {"schema": TEXT, "payloads": [TEXT, …], "keep": BOOL, "specification": BOOL},
// the last of which may be left out and asks for JSON Schema's own reading, and answers with a line:
// {"error": {"pointer": …, "reason": …}} if the schema does not load, else {"results": [{"status": …, "issues": TEXT,
// "value": TEXT}, …]}, one result a payload; "value" of valid ones only.
#include <zodgate/zodgate.hpp>

#include "json/json.hpp"
#include "peer_lines.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using peer::give_up;
using peer::member;

namespace json = zodgate::json;

/// The options under which Zod's answer is wanted: nothing of it may be cut off. Only what takes Zod itself too long to
/// say, as exponentially many options do, is left unsaid.
zodgate::Options options(bool keep, bool specification) {
    zodgate::Options options = specification ? zodgate::Options::json_schema() : zodgate::Options();
    options.limits.max_issues = std::numeric_limits<std::size_t>::max();
    options.limits.max_issue_bytes = std::numeric_limits<std::size_t>::max();
    options.limits.max_union_work = 300000;
    options.limits.max_default_bytes = std::numeric_limits<std::size_t>::max();
    if (keep) options.unknown_keys = zodgate::UnknownKeys::keep;
    return options;
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
    json::append_string(out, name);
    out += ':';
    json::append_string(out, text);
}

void append_result(std::string& out, const zodgate::Schema& schema, std::string_view payload) {
    std::string value;
    const zodgate::Result result = schema.validate(payload, value);
    // Without the value, most payloads are judged another way.
    const zodgate::Result quick = schema.validate(payload);
    // So is the answer written, which makes no issues.
    std::string body;
    const bool same_answer = schema.answer(payload, "", body) == result.status() &&
                             body == (result.valid() ? "" : zodgate::error_body("", result.issues()));
    const bool agree =
        quick.status() == result.status() && same_answer && to_json(quick.issues()) == to_json(result.issues());
    out += '{';
    append_member(out, "status", agree ? to_string(result.status()) : "two verdicts");
    out += ',';
    append_member(out, "issues", zodgate::to_json(result.issues()));
    if (result.valid()) {
        out += ',';
        append_member(out, "value", value);
    }
    out += '}';
}

std::string answer(const json::Value& request) {
    std::string out;
    const json::Value* const asked = json::find(request, "specification");
    const bool specification = asked != nullptr && asked->type == json::Type::boolean && asked->boolean;
    try {
        const zodgate::Schema schema =
            zodgate::Schema::parse(member(request, "schema", json::Type::string).string(),
                                   options(member(request, "keep", json::Type::boolean).boolean, specification));
        out += "{\"results\":[";
        const char* separator = "";
        for (const json::Value& payload : json::items_of(member(request, "payloads", json::Type::array))) {
            if (payload.type != json::Type::string) give_up("a payload that is not a text");
            out += separator;
            separator = ",";
            append_result(out, schema, payload.string());
        }
        out += "]}";
    } catch (const zodgate::SchemaError& error) {
        out = "{\"error\":{";
        append_member(out, "pointer", error.pointer());
        out += ',';
        append_member(out, "reason", error.reason());
        out += "}}";
    }
    return out;
}

}  // namespace

int main() { return peer::serve(answer); }

// The peer of tests/zod/patterns.mjs: judges subjects against patterns.
//
// Reads a line of JSON for each pattern, {"pattern": TEXT, "subjects": [TEXT, …]}, and answers with a line:
// {"offset": N, "reason": TEXT} if the pattern does not load, else {"source": TEXT, "found": "…"} with a letter a
// subject: n (no), y (yes) or o (over budget).
#include "../zod/peer_lines.hpp"
#include "json/json.hpp"
#include "text/pattern.hpp"

#include <string>
#include <string_view>

namespace {

using peer::member;

namespace json = zodgate::json;
namespace text = zodgate::text;

std::string answer(const json::Value& request) {
    std::string out;
    try {
        const text::Pattern pattern(member(request, "pattern", json::Type::string).string());
        out += "{\"source\":";
        json::append_string(out, pattern.source());
        out += ",\"found\":\"";
        for (const json::Value& subject : json::items_of(member(request, "subjects", json::Type::array)))
            out += "nyo"[static_cast<unsigned>(pattern.search(subject.string(), text::default_pattern_steps))];
        out += "\"}";
    } catch (const text::PatternError& error) {
        out = "{\"offset\":" + std::to_string(error.offset()) + ",\"reason\":";
        json::append_string(out, error.what());
        out += '}';
    }
    return out;
}

}  // namespace

int main() { return peer::serve(answer); }

// The peer of tests/zod/patterns.mjs: judges subjects against patterns.
//
// Reads a line of JSON for each pattern, {"pattern": TEXT, "subjects": [TEXT, …]}, and answers with a line:
// {"offset": N, "reason": TEXT} if the pattern does not load, else {"source": TEXT, "found": "…"} with a letter a
// subject: n (no), y (yes) or o (over budget).
#include "json/json.hpp"
#include "text/pattern.hpp"

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace {

namespace json = zodgate::json;
namespace text = zodgate::text;

[[noreturn]] void give_up(std::string_view why) {
    std::cerr << "zodgate_pattern_peer: " << why << "\n";
    std::exit(2);  // NOLINT(concurrency-mt-unsafe)
}

const json::Value& member(const json::Value& object, std::string_view name, json::Type type) {
    const json::Value* const value = object.type == json::Type::object ? json::find(object, name) : nullptr;
    if (value == nullptr || value->type != type) give_up("no " + std::string(name) + " in a line");
    return *value;
}

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

int main() {
    std::ios::sync_with_stdio(false);
    constexpr std::size_t most_bytes = std::size_t{1} << 31U;
    for (std::string line; std::getline(std::cin, line);) {
        json::Document request;
        const json::ReadError error = request.read(line, {most_bytes, 16, false});
        if (error.status != json::ReadStatus::ok) give_up("a line that is not JSON: " + error.reason);
        std::cout << answer(request.root()) << '\n';
    }
    return std::cout.flush() ? 0 : 2;
}

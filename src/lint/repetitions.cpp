// What changes nothing.
#include "lint/subject.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace zodgate::lint {
namespace {

// A text that is the same for values that are equal to JSON Schema. Recursive as deep as the document.
void append_canonical(std::string& out, const json::Value& value) {
    if (value.type == json::Type::array) {
        out += '[';
        for (const json::Value& item : json::items_of(value)) {
            append_canonical(out, item);
            out += ',';
        }
        out += ']';
        return;
    }
    if (value.type != json::Type::object) return json::append_value(out, value);
    const json::Members all = json::members_of(value);
    std::vector<const json::Member*> members;
    for (const json::Member& member : all) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* left, const auto* right) { return left->key < right->key; });
    out += '{';
    for (const json::Member* const member : members) {
        json::append_string(out, member->key);
        out += ':';
        append_canonical(out, member->value);
        out += ',';
    }
    out += '}';
}

void check_enumeration(const Subject& subject, const json::Value& values, Findings& findings) {
    std::unordered_map<std::string, std::uint32_t> seen;
    const std::string base = schema::pointer_to(subject.pointer, "enum");
    for (std::uint32_t i = 0; i < values.size; ++i) {
        std::string text;
        append_canonical(text, values.items[i]);
        const auto [first, is_new] = seen.try_emplace(std::move(text), i);
        if (is_new) continue;
        findings.add("always-same", schema::pointer_to(base, std::to_string(i)), values.items[i].offset,
                     "this value of \"enum\" is there already, at index " + std::to_string(first->second));
    }
}

}  // namespace

void check_repetitions(const Subject& subject, Findings& findings) {
    if (const json::Value* const values = subject.find("enum", json::Type::array)) {
        check_enumeration(subject, *values, findings);
    }
    if (subject.has("if") && !subject.has("then") && !subject.has("else")) {
        findings.at(subject, "always-same", "if", "\"if\" decides nothing without \"then\" or \"else\"");
    }
}

}  // namespace zodgate::lint

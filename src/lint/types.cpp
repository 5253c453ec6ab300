#include "lint/subject.hpp"

#include "text/format.hpp"

#include <algorithm>
#include <array>

namespace zodgate::lint {
namespace {

struct Judged {
    std::string_view keyword;
    std::string_view type;  ///< of the values that it judges
};

constexpr auto judged = std::to_array<Judged>({
    {"minLength", "string"},
    {"maxLength", "string"},
    {"pattern", "string"},
    {"minimum", "number"},
    {"maximum", "number"},
    {"exclusiveMinimum", "number"},
    {"exclusiveMaximum", "number"},
    {"multipleOf", "number"},
    {"items", "array"},
    {"prefixItems", "array"},
    {"additionalItems", "array"},
    {"minItems", "array"},
    {"maxItems", "array"},
    {"uniqueItems", "array"},
    {"contains", "array"},
    {"minContains", "array"},
    {"maxContains", "array"},
    {"unevaluatedItems", "array"},
    {"properties", "object"},
    {"required", "object"},
    {"additionalProperties", "object"},
    {"patternProperties", "object"},
    {"propertyNames", "object"},
    {"minProperties", "object"},
    {"maxProperties", "object"},
    {"dependencies", "object"},
    {"dependentRequired", "object"},
    {"dependentSchemas", "object"},
    {"unevaluatedProperties", "object"},
});

// Keywords that count only beside another one.
struct Pair {
    std::string_view keyword;
    std::string_view partner;
};

constexpr auto pairs = std::to_array<Pair>({
    {"then", "if"},
    {"else", "if"},
    {"minContains", "contains"},
    {"maxContains", "contains"},
});

bool admits(const std::vector<std::string_view>& types, std::string_view type) {
    return std::any_of(types.begin(), types.end(), [type](std::string_view name) {
        return name == type || (type == "number" && name == "integer");
    });
}

std::string listed(const std::vector<std::string_view>& types) {
    std::string list;
    for (const std::string_view type : types) list += (list.empty() ? "" : " or ") + quoted(type);
    return list;
}

void check_excluded(const Subject& subject, Findings& findings) {
    const std::vector<std::string_view> types = subject.types();
    if (types.empty()) return;
    for (const auto& [keyword, type] : judged) {
        if (admits(types, type) || !subject.has(keyword)) continue;
        findings.at(subject, "keyword-without-type", keyword,
                    quoted(keyword) + " judges values of type " + quoted(type) + ", and \"type\" allows none but " +
                        listed(types));
    }
    const json::Value* const format = subject.find("format", json::Type::string);
    if (format == nullptr || admits(types, "string") || text::find_format(format->string()) == nullptr) return;
    findings.at(
        subject, "keyword-without-type", "format",
        "the format " + quoted(format->string()) + " judges strings, and \"type\" allows none but " + listed(types));
}

}  // namespace

void check_types(const Subject& subject, Findings& findings) {
    check_excluded(subject, findings);
    for (const auto& [keyword, partner] : pairs) {
        if (!subject.has(keyword) || subject.has(partner)) continue;
        findings.at(subject, "keyword-without-type", keyword,
                    quoted(keyword) + " has no effect without " + quoted(partner));
    }
    if (subject.has("additionalItems") && subject.find("items", json::Type::array) == nullptr) {
        findings.at(subject, "keyword-without-type", "additionalItems",
                    "\"additionalItems\" has no effect where \"items\" is not a list");
    }
}

}  // namespace zodgate::lint

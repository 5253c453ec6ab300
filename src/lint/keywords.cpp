#include "lint/subject.hpp"

#include <algorithm>
#include <array>

namespace zodgate::lint {
namespace {

using schema::Dialect;
using schema::Treatment;

constexpr std::size_t longest_name = 32;

// Optimal string alignment: insertions, deletions, replacements, and neighbours that have changed places. Counts no
// further than a bound.
std::size_t distance(std::string_view left, std::string_view right, std::size_t bound) {
    if (left.size() > right.size() + bound || right.size() > left.size() + bound) return bound + 1;
    using Row = std::array<std::size_t, longest_name + 1>;
    std::array<Row, 3> rows;  // of the last three letters
    for (std::size_t j = 0; j <= right.size(); ++j) rows[0][j] = j;
    std::size_t least_before = 0;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        Row& row = rows[i % 3];
        const Row& before = rows[(i + 2) % 3];
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = before[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, replaced});
            const bool are_swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (are_swapped) row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
            least = std::min(least, row[j]);
        }
        // A swap reaches two rows back.
        if (std::min(least, least_before) > bound) return bound + 1;
        least_before = least;
    }
    return rows[left.size() % 3][right.size()];
}

// The keyword that was meant, if one is near enough: of short names half would be near each other. Empty if none is.
std::string_view nearest(std::string_view name) {
    std::size_t bound = name.size() <= 5 ? 1 : 2;
    std::string_view found;
    if (name.size() > longest_name) return found;
    for (const std::string_view keyword : schema::keyword_names()) {
        const std::size_t apart = distance(name, keyword, bound);
        if (apart > bound) continue;
        found = keyword;
        if (apart <= 1) break;
        bound = apart - 1;
    }
    return found;
}

// Annotations of editors and generators, by which nobody expects anything to be judged.
bool is_convention(std::string_view name) {
    constexpr auto conventions = std::to_array<std::string_view>(
        {"$comment", "allowTrailingCommas", "defaultSnippets", "deprecationMessage", "doNotSuggest", "enumDescriptions",
         "enumNames", "id", "javaType", "markdownDescription", "markdownEnumDescriptions", "propertyOrder",
         "suggestSortText", "tsEnumNames", "tsType"});
    return name.substr(0, 2) == "x-" || std::find(conventions.begin(), conventions.end(), name) != conventions.end();
}

// By JSON Schema: what OpenAPI alone makes of an annotation, such as `readOnly`, is about messages.
bool is_enforced(std::string_view keyword, const std::vector<Dialect>& dialects) {
    return std::any_of(dialects.begin(), dialects.end(), [keyword](Dialect dialect) {
        return !schema::is_open_api(dialect) && schema::treatment_of(keyword, dialect) == Treatment::enforced;
    });
}

// Until draft-04 this names the resource; later it is a name like any other, such as Zod's .meta() leaves.
bool is_identifier(const json::Member& member) {
    if (member.key != "id" || member.value.type != json::Type::string) return false;
    const std::string_view value = member.value.string();
    return !value.empty() && (value.front() == '#' || value.find("://") != std::string_view::npos);
}

std::string names_of(const std::vector<Dialect>& dialects) {
    std::string names(schema::name_of(dialects.front()));
    for (std::size_t i = 1; i < dialects.size(); ++i) {
        names += i + 1 == dialects.size() ? " and " : ", ";
        names += schema::name_of(dialects[i]);
    }
    return names;
}

void unknown(const Subject& subject, std::string_view name, Findings& findings) {
    const std::string_view meant = nearest(name);
    findings.at(subject, "unknown-keyword", name,
                meant.empty() ? quoted(name) + " is a keyword of no dialect, and has no effect"
                              : quoted(name) + ": did you mean " + quoted(meant) + "?");
}

}  // namespace

void check_keywords(const Subject& subject, Findings& findings) {
    for (const json::Member& member : json::members_of(subject.schema)) {
        if (schema::has_keyword(member.key, subject.dialect)) continue;
        const std::vector<Dialect> dialects = schema::dialects_with(member.key);
        if (dialects.empty()) {
            if (!is_convention(member.key)) unknown(subject, member.key, findings);
            continue;
        }
        const bool is_name = member.key == "id" && !is_identifier(member);
        if (is_name || !is_enforced(member.key, dialects)) continue;
        findings.at(subject, "other-dialect", member.key,
                    quoted(member.key) + " has no effect in " + std::string(schema::name_of(subject.dialect)) +
                        "; it is a keyword of " + names_of(dialects));
    }
}

void check_beside_reference(const Subject& subject, Findings& findings) {
    for (const json::Member& member : json::members_of(subject.schema)) {
        if (member.key == "$ref" || member.key == "$schema") continue;
        if (schema::treatment_of(member.key, subject.dialect) != Treatment::enforced) continue;
        findings.at(subject, "ignored-beside-ref", member.key,
                    quoted(member.key) + " has no effect beside \"$ref\" in " +
                        std::string(schema::name_of(subject.dialect)) +
                        "; \"allOf\" around the reference lets both count");
    }
}

}  // namespace zodgate::lint

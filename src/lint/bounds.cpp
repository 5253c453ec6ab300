// Bounds between which there is nothing.
#include "lint/subject.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace zodgate::lint {
namespace {

constexpr std::string_view rule = "never-valid";

struct Range {
    std::string_view least;
    std::string_view most;
};

constexpr auto ranges = std::to_array<Range>({
    {"minLength", "maxLength"},
    {"minItems", "maxItems"},
    {"minProperties", "maxProperties"},
    {"minContains", "maxContains"},
});

struct Bound {
    std::string_view keyword;
    double value;
    bool is_exclusive;
};

// Of the two keywords for an end of the range the tighter one. Until draft-04 one is a switch of the other.
std::optional<Bound> bound(const Subject& subject, std::string_view inclusive, std::string_view exclusive, int sign) {
    std::optional<Bound> found;
    if (const std::optional<double> value = subject.number(inclusive)) {
        found = {inclusive, *value, subject.is_true(exclusive)};
    }
    const std::optional<double> value = subject.number(exclusive);
    if (value && (!found || sign * *value >= sign * found->value)) found = {exclusive, *value, true};
    return found;
}

bool is_integral(const Subject& subject) {
    const std::vector<std::string_view> types = subject.types();
    return types.size() == 1 && types.front() == "integer";
}

// The first multiple of a step that a bound lets through, in steps; the other way round for an upper one.
double first_step(const Bound& bound, double step, int sign) {
    const double steps = sign * bound.value / step;
    const double nearest = std::round(steps);
    constexpr double tolerance = 1e-9;
    const bool is_multiple = std::fabs(steps - nearest) <= tolerance * std::max(1.0, std::fabs(steps));
    const double first = is_multiple ? nearest + (bound.is_exclusive ? 1 : 0) : std::ceil(steps);
    return sign * first;
}

std::string between(const Bound& lower, const Bound& upper) {
    return quoted(lower.keyword) + " of " + shown(lower.value) + " and " + quoted(upper.keyword) + " of " +
           shown(upper.value);
}

void check_numbers(const Subject& subject, Findings& findings) {
    const std::optional<Bound> lower = bound(subject, "minimum", "exclusiveMinimum", 1);
    const std::optional<Bound> upper = bound(subject, "maximum", "exclusiveMaximum", -1);
    if (!lower || !upper) return;
    const bool is_open = lower->is_exclusive || upper->is_exclusive;
    if (lower->value > upper->value || (is_open && lower->value == upper->value)) {
        findings.at(subject, rule, lower->keyword, "no number lies between " + between(*lower, *upper));
        return;
    }
    constexpr double exact = 9007199254740992.0;
    const auto is_empty = [&](double step) {
        const double first = first_step(*lower, step, 1);
        return std::fabs(first) < exact && first > first_step(*upper, step, -1);
    };
    const std::optional<double> step = subject.number("multipleOf");
    if (step && *step > 0 && is_empty(*step)) {
        findings.at(subject, rule, "multipleOf",
                    "no multiple of " + shown(*step) + " lies between " + between(*lower, *upper));
    } else if (is_integral(subject) && is_empty(1)) {
        findings.at(subject, rule, lower->keyword, "no integer lies between " + between(*lower, *upper));
    }
}

// The number of items, if the schema lets none follow those that it lists.
std::optional<double> most_listed(const Subject& subject) {
    const json::Value* const items = subject.find("items");
    if (items != nullptr && items->type == json::Type::array) {
        if (!subject.is_false("additionalItems")) return std::nullopt;
        return items->size;
    }
    if (!subject.is_false("items")) return std::nullopt;
    const json::Value* const listed = subject.find("prefixItems", json::Type::array);
    return listed == nullptr ? 0 : listed->size;
}

void check_items(const Subject& subject, Findings& findings) {
    const std::optional<double> least = subject.number("minItems");
    const std::optional<double> listed = most_listed(subject);
    if (least && listed && *least > *listed) {
        findings.at(
            subject, rule, "minItems",
            "\"minItems\" is " + shown(*least) + ", and no more than " + shown(*listed) + " items may be there");
    }
    if (!subject.has("contains")) return;
    const double wanted = subject.number("minContains").value_or(1);
    const double most = std::min(subject.number("maxItems").value_or(std::numeric_limits<double>::infinity()),
                                 listed.value_or(std::numeric_limits<double>::infinity()));
    if (wanted <= most) return;
    findings.at(
        subject, rule, subject.has("minContains") ? "minContains" : "contains",
        shown(wanted) + " of the items must fit \"contains\", and no more than " + shown(most) + " may be there");
}

}  // namespace

void check_bounds(const Subject& subject, Findings& findings) {
    for (const auto& [least, most] : ranges) {
        const std::optional<double> lower = subject.number(least);
        const std::optional<double> upper = subject.number(most);
        const bool counts = least != "minContains" || subject.has("contains");
        if (!lower || !upper || !counts || *lower <= *upper) continue;
        findings.at(subject, rule, least,
                    quoted(least) + " of " + shown(*lower) + " is above " + quoted(most) + " of " + shown(*upper));
    }
    check_numbers(subject, findings);
    check_items(subject, findings);
}

}  // namespace zodgate::lint

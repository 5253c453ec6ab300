// What the walk found, kept as issues within the limits.
#include "check/stored.hpp"
#include "check/walk.hpp"

#include <algorithm>
#include <memory>

namespace zodgate::check {

using issue::Finding;
using issue::FindingParameters;
using issue::Segment;

// The options' issues may have used up the room for the one that holds them, which is kept if there was any before.
Continue Walk::report_union(const issue::UnionFinding& invalid, const Kept& before, const Value* value) {
    const Kept within = std::exchange(kept_, before);
    report(invalid, value, Continue::unsaid);
    kept_.issues += within.issues - before.issues;
    kept_.bytes += within.bytes - before.bytes;
    return Continue::unsaid;
}

// Takes the issues of an intersection over, whose paths begin at its value.
void Walk::adopt(const FoundIssues& findings) {
    for (Finding finding : findings) {
        if (has_place_for(finding.parameters)) {
            finding.path = path_from(base_, finding.path);
            keep(finding);
        } else {
            lose(finding.aborts ? Continue::unsaid : Continue::yes);
        }
    }
}

Outcome Walk::wrong_type(Expected expected, const Value* value) {
    Outcome outcome;
    outcome.add(report(InvalidType{expected, received_of(value)}, value, Continue::unsaid));
    return outcome;
}

Continue Walk::report(const FindingParameters& parameters, const Value* value, Continue next,
                      const issue::Prepared* prepared) {
    if (has_place_for(parameters)) {
        const std::size_t offset = value == nullptr ? where_ : value->offset;
        keep(Finding{parameters, path_from(base_), offset, prepared, {}, next != Continue::yes, node_});
    } else {
        lose(next);
    }
    return next;
}

bool Walk::has_place_for(const FindingParameters& parameters) {
    if (has_place()) return true;
    if (!is_pooled() || !rejects_key(parameters)) return false;
    charge(issue_beyond_cap);
    return true;
}

void Walk::lose(Continue next) noexcept {
    truncated_ = true;
    lost_.add(next);
}

void Walk::lose(const Outcome& outcome) noexcept {
    truncated_ = true;
    lost_.add(outcome);
}

void Walk::keep(const Finding& finding) {
    constexpr std::size_t usual = 4;
    if (sink_->capacity() == 0) sink_->reserve(usual);
    ++kept_.issues;
    for (const Segment& segment : finding.path) {
        kept_.bytes += segment.is_index() ? sizeof(std::uint64_t) : segment.key.size() + sizeof(std::string);
    }
    if (const auto* const unrecognized = std::get_if<issue::KeysFinding>(&finding.parameters)) {
        for (const std::string_view key : unrecognized->keys) kept_.bytes += key.size() + sizeof(std::string);
    }
    sink_->push_back(finding);
}

bool Walk::has_room() const noexcept {
    return !quiet_ && kept_.issues < std::max<std::size_t>(limits_.max_issues, 1) &&
           kept_.bytes < std::max<std::size_t>(limits_.max_issue_bytes, 1);
}

// The first issue is kept whatever its size.
bool Walk::has_place() const noexcept { return has_room() || (!quiet_ && kept_.issues == 0); }

// The way from a depth to where the walk is, and on from there.
std::span<const Segment> Walk::path_from(std::size_t base, std::span<const Segment> rest) {
    const std::span<const Segment> here = std::span(path_).subspan(base);
    if (here.empty() && rest.empty()) return {};
    Segment* const first = room_for<Segment>(here.size() + rest.size(), memory_.issues);
    std::uninitialized_copy(rest.begin(), rest.end(), std::uninitialized_copy(here.begin(), here.end(), first));
    return {first, here.size() + rest.size()};
}

}  // namespace zodgate::check

// What the walk found, kept as issues within the limits.
#include "check/stored.hpp"
#include "check/walk.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

namespace zodgate::check {

using issue::Finding;
using issue::FindingParameters;
using issue::Segment;

namespace {

// What is written of a schema again and again, where its issues are: long lists of values, long patterns.
std::size_t schema_text_of(const Finding& finding) noexcept {
    std::size_t bytes = finding.message.size();
    if (finding.prepared != nullptr) bytes += finding.prepared->members.size() + finding.prepared->message.size();
    if (const auto* const key = std::get_if<issue::KeyFinding>(&finding.parameters)) {
        for (const Finding& inner : key->issues) bytes += schema_text_of(inner);
    } else if (const auto* const invalid = std::get_if<issue::UnionFinding>(&finding.parameters)) {
        if (invalid->within != nullptr) bytes += invalid->within->text;
    }
    return bytes;
}

}  // namespace

// The options' issues may have used up the room for the one that holds them, which is kept if there was any before.
Continue Walk::report_union(std::span<const issue::Findings> errors, const issue::Weight& before, const Value* value) {
    const issue::Weight all = std::exchange(kept_, before);
    issue::Weight* const within = room_for<issue::Weight>(1, memory_.issues);
    ::new (within) issue::Weight{all.issues - before.issues, all.bytes - before.bytes, all.text - before.text};
    return report(issue::UnionFinding{errors, within}, value, Continue::unsaid);
}

// Takes the issues of an intersection over, whose paths begin at its value.
void Walk::adopt(const FoundIssues& findings) {
    if (is_stopped()) return;  // nobody asks for findings any more, and these would be copied at every depth
    const std::size_t depth = path_.size() - base_;
    for (Finding finding : findings) {
        const bool is_pooled = may_be_taken_back(finding.parameters, depth + finding.path.size());
        if (!is_pooled && !has_place()) {
            lose(finding.aborts ? Continue::unsaid : Continue::yes);
            continue;
        }
        finding.path = path_from(base_, finding.path);
        is_pooled ? keep_in_pool(finding) : keep(finding);
    }
}

Outcome Walk::wrong_type(Expected expected, const Value* value) {
    Outcome outcome;
    outcome.add(report(InvalidType{expected, received_of(value)}, value, Continue::unsaid));
    return outcome;
}

Continue Walk::report(const FindingParameters& parameters, const Value* value, Continue next,
                      const issue::Prepared* prepared) {
    const bool is_pooled = may_be_taken_back(parameters, path_.size() - base_);
    if (!is_pooled && !has_place()) {
        lose(next);
        return next;
    }
    const std::size_t offset = value == nullptr ? where_ : value->offset;
    const Finding finding{parameters, path_from(base_), offset, prepared, {}, next != Continue::yes, node_};
    is_pooled ? keep_in_pool(finding) : keep(finding);
    return next;
}

// What is said of the keys of an intersection's own value; no more issues for each side than there are members.
bool Walk::may_be_taken_back(const FindingParameters& parameters, std::size_t depth) const noexcept {
    const std::size_t own_depth = std::holds_alternative<issue::KeyFinding>(parameters) ? 1 : 0;
    return pool_ == base_ && depth == own_depth && rejects_key(parameters);
}

void Walk::keep_in_pool(const Finding& finding) {
    charge(looks_a_pooled_issue);
    sink_->push_back(finding);
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
    if (const auto* const invalid = std::get_if<issue::KeyFinding>(&finding.parameters)) {
        truncated_ = truncated_ || invalid->is_cut;
    }
    if (const auto* const invalid = std::get_if<issue::UnionFinding>(&finding.parameters); invalid && invalid->within) {
        kept_.issues += invalid->within->issues;
        kept_.bytes += invalid->within->bytes;
    }
    kept_.text += schema_text_of(finding);
    sink_->push_back(finding);
}

bool Walk::has_room() const noexcept {
    constexpr std::size_t times = 16;  // as much of the schema's text
    const std::size_t bytes = std::max<std::size_t>(limits_.max_issue_bytes, 1);
    return !quiet_ && kept_.issues < std::max<std::size_t>(limits_.max_issues, 1) && kept_.bytes < bytes &&
           kept_.text / times < bytes;
}

// The first issue is kept whatever its size.
bool Walk::has_place() const noexcept { return !quiet_ && (kept_.issues == 0 || has_room()); }

// The way from a depth to where the walk is, and on from there.
std::span<const Segment> Walk::path_from(std::size_t base, std::span<const Segment> rest) {
    const std::span<const Segment> here = std::span(path_).subspan(base);
    if (here.empty() && rest.empty()) return {};
    Segment* const first = room_for<Segment>(here.size() + rest.size(), memory_.issues);
    std::uninitialized_copy(rest.begin(), rest.end(), std::uninitialized_copy(here.begin(), here.end(), first));
    return {first, here.size() + rest.size()};
}

}  // namespace zodgate::check

// What the walk found, kept as issues within the limits.
#include "check/walk.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::check {

bool Walk::rejects_key(const IssueParameters& parameters) {
    return std::holds_alternative<UnrecognizedKeys>(parameters) || std::holds_alternative<InvalidKey>(parameters);
}

// The options' issues may have used up the room for the one that holds them, which is kept if there was any before.
Continue Walk::report_union(InvalidUnion invalid, const Kept& before, const Value* value) {
    const Kept within = std::exchange(kept_, before);
    report(std::move(invalid), value, Continue::unsaid);
    kept_.issues += within.issues - before.issues;
    kept_.bytes += within.bytes - before.bytes;
    return Continue::unsaid;
}

// Takes the issues of an option over, whose paths begin at the union's value.
void Walk::adopt(Issues issues) {
    const Path prefix = path_from(base_);
    for (Issue& issue : issues) {
        if (!has_room() && kept_.issues > 0) {
            truncated_ = true;
            return;
        }
        issue.path.insert(issue.path.begin(), prefix.begin(), prefix.end());
        keep(std::move(issue));
    }
}

Outcome Walk::wrong_type(Expected expected, const Value* value) {
    Outcome outcome;
    outcome.add(report(InvalidType{expected, received_of(value)}, value, Continue::unsaid));
    return outcome;
}

Continue Walk::too_small(const TooSmall& bound, const Value* value, Continue next) {
    return report(bound, value, next);
}

Continue Walk::too_big(const TooBig& bound, const Value* value, Continue next) { return report(bound, value, next); }

Continue Walk::report(IssueParameters parameters, const Value* value, Continue next) {
    // The first issue is kept whatever its size.
    const bool has_place = has_room() || kept_.issues == 0;
    if (has_place || (is_pooled() && rejects_key(parameters))) {
        if (!has_place) charge(issue_beyond_cap);
        keep({std::move(parameters), path_from(base_), value == nullptr ? where_ : value->offset});
    } else {
        truncated_ = true;
    }
    return next;
}

void Walk::keep(Issue issue) {
    ++kept_.issues;
    for (const PathSegment& segment : issue.path) {
        const auto* const key = std::get_if<std::string>(&segment);
        kept_.bytes += key == nullptr ? sizeof(std::uint64_t) : key->size() + sizeof(std::string);
    }
    if (const auto* const unrecognized = std::get_if<UnrecognizedKeys>(&issue.parameters)) {
        for (const std::string& key : unrecognized->keys) kept_.bytes += key.size() + sizeof(std::string);
    }
    constexpr std::size_t usual = 4;
    if (sink_ == &issues_ && issues_.empty()) issues_.reserve(usual);
    sink_->push_back(std::move(issue));
}

bool Walk::has_room() const noexcept {
    return kept_.issues < std::max<std::size_t>(limits_.max_issues, 1) &&
           kept_.bytes < std::max<std::size_t>(limits_.max_issue_bytes, 1);
}

Path Walk::path_from(std::size_t base) const {
    Path path;
    path.reserve(path_.size() - base);
    for (std::size_t i = base; i < path_.size(); ++i) {
        if (path_[i].key == nullptr) {
            path.emplace_back(static_cast<std::uint64_t>(path_[i].index));
        } else {
            path.emplace_back(std::string(*path_[i].key));
        }
    }
    return path;
}

}  // namespace zodgate::check

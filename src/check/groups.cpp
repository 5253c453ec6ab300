// Schemas made of schemas that all judge the same value: intersections and the like.
#include "check/walk.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::check {

// Judges with the issues going elsewhere, their paths starting at the value.
Outcome Walk::judge_aside(FoundIssues& sink, NodeId id, const Value* value) {
    FoundIssues* const outer_sink = std::exchange(sink_, &sink);
    const std::size_t outer_base = std::exchange(base_, path_.size());
    const Outcome outcome = judge(id, value);
    sink_ = outer_sink;
    base_ = outer_base;
    // What is kept aside may be dropped, and its memory comes back at the end alone.
    if (memory_.issues.handed_out() > max_memory_) stop({"max_union_work", limits_.max_union_work});
    return outcome;
}

// Only what holds other values is worth remembering, and only where somebody may ask again: of what holds nothing,
// every other such value does.
bool Walk::is_remembered(const plan::Composite& judge, const Value* value) const noexcept {
    if (!is(value, json::Type::object) && !is(value, json::Type::array)) return false;
    return value->size == 0 || (judge.asked_again && union_depth_ != 0);
}

const Verdict* Walk::known_verdict(const plan::Composite& judge, const Value* value) const noexcept {
    return is_remembered(judge, value) ? memory_.verdicts.find(&judge, *value, scopes_.state()) : nullptr;
}

void Walk::remember(const plan::Composite& judge, const Value* value, const Verdict& verdict) {
    // What is noted down and looked up again takes longer than a look at a value: its place is far from the last one's.
    constexpr std::size_t looks = 24;
    if (!is_remembered(judge, value) || is_stopped()) return;
    charge(looks);
    memory_.verdicts.remember(&judge, *value, scopes_.state(), verdict);
}

Outcome Walk::judge_group(Kind kind, const plan::GroupNode& node, const Value* value) {
    may_change_ = true;
    return judge_once(node.composite, value, [&] {
        if (kind == Kind::sequence) return judge_sequence(node, value);
        return kind == Kind::intersection ? judge_intersection(node, value) : judge_all(node, value);
    });
}

// zod core/schemas, handleIntersectionResults: a key is rejected only if both sides reject it.
Outcome Walk::judge_intersection(const plan::GroupNode& node, const Value* value) {
    const issue::Weight before = kept_;
    const Outcome outer_lost = std::exchange(lost_, Outcome());
    const std::size_t outer_pool = std::exchange(pool_, path_.size());
    FoundIssues merged(&memory_.issues);
    Outcome outcome = judge_aside(merged, node.members.front(), value);
    for (std::size_t i = 1; i < node.members.size() && !is_settled(outcome); ++i) {
        FoundIssues right(&memory_.issues);
        outcome.add(judge_aside(right, node.members[i], value));
        pool(merged, right);
    }
    pool_ = outer_pool;
    kept_ = before;
    settle_intersection(merged, std::exchange(lost_, outer_lost), outcome);
    return outcome;
}

void Walk::pool(FoundIssues& merged, const FoundIssues& right) {
    if (!is_stopped()) merged = pool_rejected_keys(std::move(merged), right);
}

// Issues that were not kept may abort too.
void Walk::settle_intersection(const FoundIssues& merged, const Outcome& lost, Outcome& outcome) {
    outcome.failed = lost.failed || !merged.empty();
    outcome.aborted =
        outcome.explicitly_aborted || lost.aborted ||
        std::any_of(merged.begin(), merged.end(), [](const issue::Finding& finding) { return finding.aborts; });
    lost_.add(lost);
    adopt(merged);
}

Outcome Walk::judge_all(const plan::GroupNode& node, const Value* value) {
    Outcome outcome;
    for (const NodeId member : node.members) {
        if (is_settled(outcome)) break;
        outcome.add(judge(member, value));
    }
    return outcome;
}

Outcome Walk::judge_sequence(const plan::GroupNode& node, const Value* value) {
    for (const NodeId member : node.members) {
        const Outcome outcome = judge(member, value);
        if (outcome.failed) return outcome;
    }
    return {};
}

}  // namespace zodgate::check

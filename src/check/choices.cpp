// Schemas made of schemas that judge the same value: unions, intersections and the like.
#include "check/walk.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::check {

// Judges with the issues going elsewhere, their paths starting at the value.
Outcome Walk::judge_aside(Issues& sink, NodeId id, const Value* value) {
    Issues* const outer_sink = std::exchange(sink_, &sink);
    const std::size_t outer_base = std::exchange(base_, path_.size());
    const Outcome outcome = judge(id, value);
    sink_ = outer_sink;
    base_ = outer_base;
    return outcome;
}

std::optional<NodeId> Walk::choose(const plan::DiscriminatedNode& node, const Value* value) {
    if (!is(value, json::Type::object)) return std::nullopt;
    const Value* const member = json::find(*value, node.discriminator);
    return member == nullptr ? std::nullopt : node.option_for(*member);
}

// zod core/schemas, $ZodDiscriminatedUnion.
Outcome Walk::refuse_discriminator(const plan::DiscriminatedNode& node, const Value* value) {
    Outcome outcome;
    if (!is(value, json::Type::object)) {
        const InvalidType type{Expected::object, received_of(value), IntegerFormat::none, true};
        outcome.add(report(type, value, Continue::unsaid));
        return outcome;
    }
    const std::string_view key = node.discriminator;
    const Value* const member = json::find(*value, key);
    path_.push_back({&key, 0});
    outcome.add(report(UnknownDiscriminator{node.discriminator, node.constants}, member == nullptr ? value : member,
                       Continue::unsaid));
    path_.pop_back();
    return outcome;
}

// zod core/schemas, handleExclusiveUnionResults.
Outcome Walk::judge_exclusive(const plan::GroupNode& node, const Value* value) {
    const Kept before = kept_;
    const bool outer_truncated = truncated_;
    std::vector<Issues> errors(node.members.size());
    AmbiguousUnion ambiguous;
    ++union_depth_;
    for (std::size_t i = 0; i < errors.size() && stopped_by_ == nullptr; ++i) {
        if (!judge_aside(errors[i], node.members[i], value).failed) ambiguous.matches.push_back(i);
    }
    --union_depth_;
    if (stopped_by_ != nullptr) return failure();
    Outcome outcome;
    if (ambiguous.matches.empty()) {
        outcome.add(report_union({std::move(errors)}, before, value));
        return outcome;
    }
    kept_ = before;
    truncated_ = outer_truncated;
    if (choices_ != nullptr) choices_->take(node, value, ambiguous.matches.front());
    if (ambiguous.matches.size() > 1) outcome.add(report(std::move(ambiguous), value, Continue::unsaid));
    return outcome;
}

// zod core/schemas, handleIntersectionResults: a key is rejected only if both sides reject it.
Outcome Walk::judge_intersection(const plan::GroupNode& node, const Value* value) {
    const Kept before = kept_;
    const bool outer_truncated = std::exchange(truncated_, false);
    const std::size_t outer_pool = std::exchange(pool_, path_.size());
    ++union_depth_;
    Issues merged;
    Outcome outcome = judge_aside(merged, node.members.front(), value);
    for (std::size_t i = 1; i < node.members.size() && stopped_by_ == nullptr; ++i) {
        Issues right;
        outcome.add(judge_aside(right, node.members[i], value));
        merged = pool_rejected_keys(std::move(merged), std::move(right));
    }
    --union_depth_;
    pool_ = outer_pool;
    kept_ = before;
    // Issues that were not kept may abort too.
    const bool lost = std::exchange(truncated_, outer_truncated || truncated_);
    outcome.failed = lost || !merged.empty();
    outcome.aborted =
        outcome.explicitly_aborted || (lost && outcome.aborted) || std::any_of(merged.begin(), merged.end(), aborts);
    adopt(std::move(merged));
    return outcome;
}

// zod core/schemas, handleUnionResults: the first option without an issue; else the issues of the only option whose
// issues all say `continue: true`; else all options' issues in one.
Outcome Walk::judge_union(const plan::GroupNode& node, const Value* value) {
    Issues* const outer_sink = sink_;
    const std::size_t outer_base = base_;
    const Kept outer_kept = kept_;
    const bool outer_truncated = truncated_;
    std::vector<Issues> errors(node.members.size());
    std::vector<std::size_t> not_aborted;
    Outcome not_aborted_outcome;
    bool accepted = false;
    base_ = path_.size();
    ++union_depth_;
    for (std::size_t i = 0; i < errors.size() && !accepted && stopped_by_ == nullptr; ++i) {
        sink_ = &errors[i];
        const Outcome outcome = judge(node.members[i], value);
        accepted = !outcome.failed;
        if (accepted && choices_ != nullptr) choices_->take(node, value, i);
        if (outcome.aborted) continue;
        not_aborted.push_back(i);
        not_aborted_outcome = outcome;
    }
    --union_depth_;
    sink_ = outer_sink;
    base_ = outer_base;
    if (accepted) {
        kept_ = outer_kept;
        truncated_ = outer_truncated;
        return {};
    }
    if (stopped_by_ != nullptr) return failure();
    if (not_aborted.size() == 1) {
        kept_ = outer_kept;
        const std::size_t only = not_aborted.front();
        // An intersection around may take its issues back.
        if (choices_ != nullptr) choices_->take(node, value, only);
        // Other options may have used up the room for this one's issues; then they are found once more.
        if (truncated_ && !outer_truncated) {
            truncated_ = false;
            return judge(node.members[only], value);
        }
        adopt(std::move(errors[only]));
        return not_aborted_outcome;
    }
    Outcome outcome;
    outcome.add(report_union({std::move(errors)}, outer_kept, value));
    return outcome;
}

Outcome Walk::judge_all(const plan::GroupNode& node, const Value* value) {
    Outcome outcome;
    ++union_depth_;
    for (const NodeId member : node.members) {
        if (stopped_by_ == nullptr) outcome.add(judge(member, value));
    }
    --union_depth_;
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

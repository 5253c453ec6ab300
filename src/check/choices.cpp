// Unions of all kinds. Whether an option takes a value is asked quietly; issues are collected only where none does.
#include "check/stored.hpp"
#include "check/walk.hpp"

#include <memory>

namespace zodgate::check {

std::optional<NodeId> Walk::choose(const plan::DiscriminatedNode& node, const Value* value) {
    if (!is(value, json::Type::object)) return std::nullopt;
    const Value* const member = find_member(*value, node.discriminator);
    if (member == nullptr) return std::nullopt;
    std::size_t looks = 0;
    const std::optional<NodeId> option = node.option_for(*member, looks);
    charge_compared(looks);
    return option;
}

// zod core/schemas, $ZodDiscriminatedUnion.
Outcome Walk::refuse_discriminator(const plan::DiscriminatedNode& node, const Value* value) {
    Outcome outcome;
    if (!is(value, json::Type::object)) {
        const InvalidType type{Expected::object, received_of(value), IntegerFormat::none, true};
        outcome.add(report(type, value, Continue::unsaid));
        return outcome;
    }
    const Value* const member = json::find(*value, node.discriminator);
    path_.push_back({node.discriminator});
    outcome.add(report(&node.issue, member == nullptr ? value : member, Continue::unsaid, &node.prepared));
    path_.pop_back();
    return outcome;
}

// zod core/schemas, handleExclusiveUnionResults.
Outcome Walk::judge_exclusive(const plan::GroupNode& node, const Value* value) {
    if (rules_take(node_, value)) return {};  // where one option alone may take it
    const Verdict verdict = exclusive_verdict(node, value);
    if (is_stopped()) return failure();
    if (verdict.option == Verdict::none) return report_options(node, value);
    if (choices_ != nullptr) choices_->take(node, value, verdict.option);
    return verdict.outcome.failed ? report_matches(node, value) : verdict.outcome;
}

Verdict Walk::exclusive_verdict(const plan::GroupNode& node, const Value* value) {
    if (const Verdict* const known = known_verdict(node.composite, value)) return *known;
    const std::uint32_t only = node.only_for(value);
    if (only != plan::GroupNode::several) return only_verdict(node, only, value, true);
    Verdict verdict;
    verdict.outcome = failure();
    {
        const Quietly quietly(*this);
        const Again again(*this);
        for (std::uint32_t i = 0; i < node.members.size() && !is_stopped(); ++i) {
            const Said said = ask_rules(node.members[i], value);
            charge(said == Said::nothing ? 0 : 1);
            if (said == Said::no || (said == Said::nothing && judge(node.members[i], value).failed)) continue;
            verdict.outcome.failed = verdict.option != Verdict::none;
            if (verdict.outcome.failed) break;
            verdict.option = i;
        }
    }
    if (!verdict.outcome.failed) verdict.outcome = {};
    remember(node.composite, value, verdict);
    return verdict;
}

// Where more options than one take the value.
Outcome Walk::report_matches(const plan::GroupNode& node, const Value* value) {
    std::pmr::vector<std::uint64_t> matches(&memory_.issues);
    if (!quiet_) {
        const Quietly quietly(*this);
        const Again again(*this);
        for (std::size_t i = 0; i < node.members.size() && !is_stopped(); ++i) {
            if (!judge(node.members[i], value).failed) matches.push_back(i);
        }
    }
    Outcome outcome;
    outcome.add(report(issue::MatchesFinding{stored<std::uint64_t>(matches, memory_.issues)}, value, Continue::unsaid));
    return outcome;
}

// zod core/schemas, handleUnionResults: the first option without an issue; else the issues of the only option whose
// issues all say `continue: true`; else all options' issues in one.
Outcome Walk::judge_union(const plan::GroupNode& node, const Value* value) {
    if (rules_take(node_, value)) return {};  // it does not matter by which option
    const Verdict verdict = union_verdict(node, value);
    if (is_stopped()) return failure();
    if (verdict.option == Verdict::none) return report_options(node, value);
    // Of an option that does not take the value: an intersection around may take its issues back.
    if (choices_ != nullptr) choices_->take(node, value, verdict.option);
    if (!verdict.outcome.failed) return {};
    if (keeps_issues()) {
        const Again again(*this);
        return judge(node.members[verdict.option], value);
    }
    lose(verdict.outcome);
    return verdict.outcome;
}

// Nobody else looks into the value, so that nothing in it is asked for again, unless issues are wanted.
Verdict Walk::only_verdict(const plan::GroupNode& node, std::uint32_t only, const Value* value, bool exclusive) {
    if (only == plan::GroupNode::nobody) return {failure(), Verdict::none};
    Verdict verdict;
    verdict.option = only;
    {
        const Quietly quietly(*this);
        verdict.outcome = judge(node.members[only], value);
    }
    const bool has_ended = exclusive || verdict.outcome.aborted || verdict.outcome.has_ended;
    if (verdict.outcome.failed && has_ended) verdict = {failure(), Verdict::none};
    remember(node.composite, value, verdict);
    return verdict;
}

Verdict Walk::union_verdict(const plan::GroupNode& node, const Value* value) {
    if (const Verdict* const known = known_verdict(node.composite, value)) return *known;
    const std::uint32_t only = node.only_for(value);
    if (only != plan::GroupNode::several) return only_verdict(node, only, value, false);
    Verdict verdict;
    verdict.outcome = failure();
    std::size_t not_aborted = 0;
    {
        const Quietly quietly(*this);
        const Again again(*this);
        for (std::uint32_t i = 0; i < node.members.size() && verdict.outcome.failed && !is_stopped(); ++i) {
            const Outcome outcome = judge(node.members[i], value);
            if (outcome.aborted || outcome.has_ended) continue;
            ++not_aborted;
            verdict = {outcome, i};
        }
    }
    if (verdict.outcome.failed && not_aborted != 1) verdict = {failure(), Verdict::none};
    remember(node.composite, value, verdict);
    return verdict;
}

// Where no option takes the value.
Outcome Walk::report_options(const plan::GroupNode& node, const Value* value) {
    Outcome outcome;
    if (!has_place()) {
        outcome.add(report(issue::UnionFinding{}, value, Continue::unsaid));
        return outcome;
    }
    const issue::Weight before = kept_;
    std::span<const issue::Findings> errors;
    if (has_room()) {
        issue::Findings* const first = room_for<issue::Findings>(node.members.size(), memory_.issues);
        const Again again(*this);
        const std::size_t outer_pool = std::exchange(pool_, no_pool);  // no side takes back what is in it
        ++kept_.issues;                                                // the one that holds them
        for (std::size_t i = 0; i < node.members.size(); ++i) {
            FoundIssues found(&memory_.issues);
            if (!is_stopped()) judge_aside(found, node.members[i], value);
            std::construct_at(first + i, stored<issue::Finding>(found, memory_.issues));
        }
        errors = {first, node.members.size()};
        --kept_.issues;
        pool_ = outer_pool;
    }
    outcome.add(report_union(errors, before, value));
    return outcome;
}

}  // namespace zodgate::check

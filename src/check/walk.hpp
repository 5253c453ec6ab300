// The walk of a value against a plan, which collects issues in Zod's order. Private to the check room: one class, its
// members in a file a family of schemas.
#pragma once

#include "check/check.hpp"
#include "check/choices.hpp"
#include "check/outcome.hpp"
#include "check/rejected_keys.hpp"
#include "check/scopes.hpp"
#include "check/strings.hpp"
#include "check/verdicts.hpp"
#include "issue/issue.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

// Keeps what does not lead further down out of the frames of the recursion.
#if defined(__GNUC__)
#define ZODGATE_OUT_OF_LINE [[gnu::noinline]]
#else
#define ZODGATE_OUT_OF_LINE
#endif

namespace zodgate::check {

class Evaluated;

using json::Value;
using plan::Kind;
using plan::NodeId;
using plan::Plan;

inline bool is(const Value* value, json::Type type) noexcept { return value != nullptr && value->type == type; }

Received received_of(const Value* value) noexcept;

/// What a walk uses, and leaves behind for the next one on the same thread.
struct WalkMemory {
    json::Arena issues;                ///< all that findings point into, but for plan and payload
    std::vector<issue::Segment> path;  ///< from the root to where the walk is
    Verdicts verdicts;
};

/// One walk over one payload. A null value is a missing one: JavaScript's undefined.
class Walk {
  public:
    /// @param choices  where to note which options were taken, for the parsed value; may be null
    /// @param bytes    of the payload's text
    Walk(const Plan& plan, const Limits& limits, std::size_t bytes, Choices* choices, WalkMemory& memory);

    /// To be called once. Findings are good until the memory is used otherwise.
    void run(const Value* root);

    /// Whether a value fits a node; instead of run(). Undecided is no.
    bool fits(NodeId node, const Value& value);

    /// The limit that ended the walk, if one did; then there are no findings.
    const ReachedLimit& stopped() const noexcept { return stopped_; }

    /// Whether something is wrong.
    bool failed() const noexcept { return failed_; }
    issue::Findings findings() const noexcept { return {findings_.data(), findings_.size()}; }
    bool truncated() const noexcept { return truncated_; }
    bool patterns_stopped() const noexcept { return strings_.stopped(); }

    /// Whether what Zod returns for a valid value may differ from it, if only in the order of members.
    bool may_change() const noexcept { return may_change_; }

  private:
    // Frames that one level of a payload may take, on average; keeps the stack within what Limits::max_depth promises.
    static constexpr std::size_t frames_per_level = 8;

    // Counts the frames of the walk, and the work within unions. Behind it the node of the frame around counts again.
    class Frame {
      public:
        explicit Frame(Walk& walk) : walk_(walk), node_(walk.node_) {
            ++walk_.frames_;
            if (walk_.frames_ > walk_.max_frames_) walk_.stop({"max_depth", walk_.limits_.max_depth});
            walk_.charge(1);
        }
        ~Frame() {
            --walk_.frames_;
            walk_.node_ = node_;
        }
        Frame(const Frame&) = delete;
        Frame& operator=(const Frame&) = delete;

      private:
        Walk& walk_;
        NodeId node_;
    };

    // Within this, composition may ask for the same again, so that work is counted.
    class Again {
      public:
        explicit Again(Walk& walk) : walk_(walk) { ++walk_.union_depth_; }
        ~Again() { --walk_.union_depth_; }
        Again(const Again&) = delete;
        Again& operator=(const Again&) = delete;

      private:
        Walk& walk_;
    };

    // Within this, only verdicts are asked for: no issue is kept, and none counts as lost.
    class Quietly {
      public:
        explicit Quietly(Walk& walk)
            : walk_(walk),
              quiet_(std::exchange(walk.quiet_, true)),
              truncated_(walk.truncated_),
              lost_(walk.lost_),
              pool_(std::exchange(walk.pool_, no_pool)) {}
        ~Quietly() {
            walk_.quiet_ = quiet_;
            walk_.truncated_ = truncated_;
            walk_.lost_ = lost_;
            walk_.pool_ = pool_;
        }
        Quietly(const Quietly&) = delete;
        Quietly& operator=(const Quietly&) = delete;

      private:
        Walk& walk_;
        bool quiet_;
        bool truncated_;
        Outcome lost_;
        std::size_t pool_;
    };

    // Within this, dynamic references ask a resource as well.
    class Scope {
      public:
        Scope(Walk& walk, std::uint32_t resource) : scopes_(walk.scopes_), is_new_(walk.scopes_.enter(resource)) {}
        ~Scope() {
            if (is_new_) scopes_.leave();
        }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        Scopes& scopes_;
        bool is_new_;
    };

    struct Length {
        Origin origin;
        double length;
        bool is_number = true;  // not a "length" member of another type
    };

    // Work that an issue counts for which is kept whatever the cap, as it takes memory.
    static constexpr std::size_t looks_a_pooled_issue = 8;

    // Counts work that composition may ask for again and again, in units of about one look at a value.
    void charge(std::size_t units) noexcept {
        if (union_depth_ == 0) return;
        union_work_ += units;
        if (union_work_ > max_union_work_) stop({"max_union_work", limits_.max_union_work});
    }
    // Counts comparisons of names, of which sixteen take about as long as a look.
    void charge_comparisons(std::size_t count) noexcept {
        if (union_depth_ == 0) return;
        constexpr std::size_t comparisons_a_look = 16;
        comparisons_ += count;
        charge(comparisons_ / comparisons_a_look);
        comparisons_ %= comparisons_a_look;
    }
    // Counts what json::compare() has looked at, outside of unions too: what is around may ask the same of it again, in
    // part, as each level of a payload is compared with constants of many.
    void charge_compared(std::size_t looks) noexcept {
        constexpr std::size_t quicker = 4;
        const Again again(*this);
        charge(looks / quicker);
    }
    const Value* find_member(const Value& object, std::string_view name) noexcept {
        if (union_depth_ != 0) charge_comparisons(json::comparisons_to_find(object));
        return json::find(object, name);
    }
    template <class Names>
    bool is_among(const Names& sorted_names, std::string_view name) noexcept {
        charge_comparisons(json::comparisons_to_find_among(sorted_names.size()));
        return std::binary_search(sorted_names.begin(), sorted_names.end(), name);
    }
    void charge_text(std::size_t bytes) noexcept { charge(1 + bytes / bytes_a_look); }
    void stop(const ReachedLimit& reached) noexcept {
        if (!is_stopped()) stopped_ = reached;
    }
    bool is_stopped() const noexcept { return stopped_.limit != nullptr; }
    // Whether nothing that the rest of a value may say changes its verdict: where only that is asked for, what has
    // aborted stays so. Within an intersection, what a side says of keys may be taken back; what counts as lost is not.
    // The same where no further issue can be kept.
    bool is_settled(const Outcome& outcome) const noexcept {
        if (is_stopped()) return true;
        if (quiet_) return outcome.aborted && (pool_ == no_pool || lost_.aborted);
        return truncated_ && is_full();
    }
    // Whether there are as many issues as may be told: no union and no intersection around drops any of them.
    bool is_full() const noexcept { return sink_ == &findings_ && pool_ == no_pool && !has_place(); }
    bool is_specification() const noexcept { return plan_.options.semantics == Semantics::json_schema; }
    static Outcome failure() noexcept { return {true, true, true}; }

    // What is reported from now on is this node's.
    const plan::Node& enter(NodeId id) noexcept {
        node_ = id;
        return plan_.nodes[id];
    }
    Outcome judge(NodeId id, const Value* value);
    // Judges with the issues going elsewhere, their paths starting at the value.
    Outcome judge_aside(FoundIssues& sink, NodeId id, const Value* value);

    // rules.cpp
    // Whether a node takes a value, by the rules of the one pass, or that these do not tell.
    enum class Said : std::uint8_t { no, yes, nothing };
    ZODGATE_OUT_OF_LINE Said ask_rules(NodeId id, const Value* value) const;
    // Whether they say that it takes it, which counts as a look then.
    bool rules_take(NodeId id, const Value* value);
    Said ask_string_rules(const plan::Acceptance::Node& node, std::string_view text) const;

    // scalars.cpp
    Outcome judge_scalar(const plan::Node& node, const Value* value);
    ZODGATE_OUT_OF_LINE Outcome judge_string(const plan::StringNode& node, const Value* value);
    bool check_string(const plan::StringCheck& check, const Value* value, Outcome& outcome);
    Outcome judge_number(const plan::NumberNode& node, const Value* value);
    Outcome judge_values(const plan::ValuesNode& node, const Value* value);
    void check_length(const plan::LengthChecks& checks, const Value* value, Outcome& outcome);
    void compare_length(const plan::LengthChecks& checks, const Length& measured, const Value* value, Outcome& outcome);
    void check_integer(IntegerFormat format, const Value* value, Outcome& outcome);
    void check_bounds(const plan::NumberNode& node, const Value* value, Outcome& outcome);
    void check_lower(const std::optional<double>& bound, bool inclusive, const Value* value, Outcome& outcome);
    void check_upper(const std::optional<double>& bound, bool inclusive, const Value* value, Outcome& outcome);

    // arrays.cpp
    Outcome judge_array(const plan::ArrayNode& node, const Value* value);
    Outcome judge_tuple(const plan::TupleNode& node, const Value* value);
    void judge_tuple_items(const plan::TupleNode& node, const Value* value, Outcome& outcome);
    Outcome judge_item(NodeId node, std::size_t index, const Value* value);
    ZODGATE_OUT_OF_LINE Continue missing_item(std::size_t index, const Value& array);

    // objects.cpp
    Outcome judge_object(const plan::ObjectNode& node, const Value* value);
    Outcome judge_record(const plan::RecordNode& node, const Value* value);
    Outcome judge_member(NodeId node, std::string_view key, const Value* value);
    ZODGATE_OUT_OF_LINE bool has_tag(const plan::Property& tag, const Value& object);
    void check_required(const std::vector<std::string>& names, const Value& object, Outcome& outcome);
    ZODGATE_OUT_OF_LINE Continue missing(std::string_view key);
    void judge_members(const plan::ObjectNode& node, const Value& object, Outcome& outcome);
    void judge_exhaustive(const plan::RecordNode& node, const Value& object, Outcome& outcome);
    void judge_unknown(const plan::ObjectNode& node, const Value& object, Outcome& outcome);
    using KnowsKey = std::function<bool(std::string_view key)>;
    ZODGATE_OUT_OF_LINE void refuse_keys(const Value& object, Outcome& outcome, const KnowsKey& knows,
                                         Continue next = Continue::yes, bool is_final = false);
    bool fits_name(const plan::StringCheck& check, std::string_view name);
    std::optional<issue::KeyFinding> refuse_name(NodeId node, const Value& name);
    ZODGATE_OUT_OF_LINE bool judge_key(const plan::RecordNode& node, const json::Member& member, Outcome& outcome);

    // choices.cpp
    std::optional<NodeId> choose(const plan::DiscriminatedNode& node, const Value* value);
    ZODGATE_OUT_OF_LINE Outcome refuse_discriminator(const plan::DiscriminatedNode& node, const Value* value);
    Outcome judge_exclusive(const plan::GroupNode& node, const Value* value);
    Outcome judge_union(const plan::GroupNode& node, const Value* value);
    Verdict exclusive_verdict(const plan::GroupNode& node, const Value* value);
    Verdict union_verdict(const plan::GroupNode& node, const Value* value);
    Verdict only_verdict(const plan::GroupNode& node, std::uint32_t only, const Value* value, bool exclusive);
    ZODGATE_OUT_OF_LINE Outcome report_matches(const plan::GroupNode& node, const Value* value);
    Outcome report_options(const plan::GroupNode& node, const Value* value);

    // groups.cpp
    Outcome judge_group(plan::Kind kind, const plan::GroupNode& node, const Value* value);
    Outcome judge_intersection(const plan::GroupNode& node, const Value* value);
    ZODGATE_OUT_OF_LINE void pool(FoundIssues& merged, const FoundIssues& right);
    ZODGATE_OUT_OF_LINE void settle_intersection(const FoundIssues& merged, const Outcome& lost, Outcome& outcome);
    Outcome judge_all(const plan::GroupNode& node, const Value* value);
    Outcome judge_sequence(const plan::GroupNode& node, const Value* value);
    bool is_remembered(const plan::Composite& judge, const Value* value) const noexcept;
    const Verdict* known_verdict(const plan::Composite& judge, const Value* value) const noexcept;
    void remember(const plan::Composite& judge, const Value* value, const Verdict& verdict);
    template <class Ask>
    Outcome judge_once(const plan::Composite& judge, const Value* value, const Ask& ask);

    // guards.cpp
    ZODGATE_OUT_OF_LINE Outcome judge_guards(const plan::GuardedNode& node, const Value* value);
    void check_members(const plan::GuardedNode& node, const Value* value, Outcome& outcome);
    void check_unique(const Value& array, Outcome& outcome);
    ZODGATE_OUT_OF_LINE void check_matches(const plan::GuardedNode& node, const Value* value, Outcome& outcome);

    void check_names(NodeId names, const Value& object, Outcome& outcome);

    // refinements.cpp
    Outcome judge_beyond_zod(const plan::Node& node, const Value* value);
    Outcome judge_refined(const plan::RefinedNode& node, const Value* value);
    Outcome judge_refinements(const plan::RefinedNode& node, const Value* value);
    ZODGATE_OUT_OF_LINE bool fits_quietly(NodeId node, const Value* value);
    ZODGATE_OUT_OF_LINE Outcome fail_keyword(std::string_view keyword, const Value* value);
    Outcome judge_negated(NodeId node, const Value* value);
    Outcome judge_conditional(const plan::ConditionalNode& node, const Value* value);
    Outcome judge_dependent(const plan::DependentNode& node, const Value* value);
    Outcome judge_additional(const plan::AdditionalNode& node, const Value* value);
    Outcome judge_each(NodeId node, const Value& object, const KnowsKey& knows);
    ZODGATE_OUT_OF_LINE void judge_unevaluated_properties(const plan::RefinedNode& node, const Value& object,
                                                          Outcome& outcome);
    ZODGATE_OUT_OF_LINE void judge_unevaluated_items(const plan::RefinedNode& node, const Value& array,
                                                     Outcome& outcome);
    ZODGATE_OUT_OF_LINE Outcome judge_content(const plan::ContentNode& node, const Value* value);
    bool is_json_within(std::string_view text);
    NodeId target_of(const plan::DynamicNode& node);
    Outcome judge_scoped(const plan::ScopedNode& node, const Value* value);

    // evaluated.cpp
    void collect_within(const plan::RefinedNode& node, const Value& value, Evaluated& evaluated);
    void collect(NodeId id, const Value& value, Evaluated& evaluated);
    void collect_tuple(const plan::TupleNode& node, const Value& value, Evaluated& evaluated);
    void collect_object(const plan::ObjectNode& node, const Value& value, Evaluated& evaluated);
    void collect_record(const plan::RecordNode& node, const Value& value, Evaluated& evaluated);
    void collect_guarded(const plan::GuardedNode& node, const Value& value, Evaluated& evaluated);
    void collect_refined(const plan::RefinedNode& node, const Value& value, Evaluated& evaluated);
    void collect_conditional(const plan::ConditionalNode& node, const Value& value, Evaluated& evaluated);

    // wording.cpp
    Outcome judge_worded(const plan::WordedNode& node, const Value* value);

    // reports.cpp
    Continue report(const issue::FindingParameters& parameters, const Value* value, Continue next,
                    const issue::Prepared* prepared = nullptr);
    Continue report_union(std::span<const issue::Findings> errors, const issue::Weight& before, const Value* value);
    Outcome wrong_type(Expected expected, const Value* value);
    void adopt(const FoundIssues& findings);
    bool may_be_taken_back(const issue::FindingParameters& parameters, std::size_t depth) const noexcept;
    void keep(const issue::Finding& finding);
    void keep_in_pool(const issue::Finding& finding);
    void lose(Continue next) noexcept;
    void lose(const Outcome& outcome) noexcept;
    std::span<const issue::Segment> path_from(std::size_t base, std::span<const issue::Segment> rest = {});
    bool has_room() const noexcept;
    bool has_place() const noexcept;
    bool keeps_issues() const noexcept { return has_place() || is_pooled(); }
    // Whether the value is an intersection's own: what is said of its keys is kept whatever the cap, and counts when
    // all sides have spoken, since another side may take it back.
    bool is_pooled() const noexcept { return pool_ == base_ && path_.size() == base_; }

    static constexpr std::size_t no_pool = std::numeric_limits<std::size_t>::max();

    const Plan& plan_;
    const Limits& limits_;
    WalkMemory& memory_;
    const std::size_t max_frames_;
    const std::size_t max_union_work_;
    const std::size_t max_memory_;  // of findings, in bytes
    std::size_t frames_ = 0;
    std::size_t union_depth_ = 0;
    std::size_t union_work_ = 0;
    std::size_t comparisons_ = 0;  // of names, that are no look yet
    StringChecks strings_;
    Scopes scopes_;
    Choices* const choices_;
    ReachedLimit stopped_;

    std::vector<issue::Segment>& path_;
    std::size_t base_ = 0;          // where the paths of the current issues begin: the value of the innermost union
    std::size_t pool_ = no_pool;    // depth of the innermost intersection's value
    NodeId node_ = issue::no_node;  // the innermost that judges, to which issues belong
    std::size_t where_ = 0;         // offset of the innermost object, for members that are missing
    FoundIssues findings_;
    FoundIssues name_issues_;         // those of one name, until they are told
    FoundIssues* sink_ = &findings_;  // where issues go: into findings_, or into those of a union's option
    issue::Weight kept_;              // what has been kept so far
    Outcome lost_;                    // what the issues said that were not kept, of the innermost intersection
    bool failed_ = false;
    bool truncated_ = false;
    bool quiet_ = false;  // see Quietly
    bool may_change_ = false;
};

// What schemas of the same value think is asked once, and once more where their issues are wanted.
template <class Ask>
Outcome Walk::judge_once(const plan::Composite& judge, const Value* value, const Ask& ask) {
    if (const Verdict* const known = known_verdict(judge, value)) {
        if (!known->outcome.failed) return {};
        if (!keeps_issues()) {
            lose(known->outcome);
            return known->outcome;
        }
    }
    Verdict verdict;
    {
        const Again again(*this);
        verdict.outcome = ask();
    }
    remember(judge, value, verdict);
    return verdict.outcome;
}

}  // namespace zodgate::check

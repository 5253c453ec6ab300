// The walk of a value against a plan, which collects issues in Zod's order. Private to the check room: one class, its
// members in a file a family of schemas.
#pragma once

#include "check/check.hpp"
#include "check/choices.hpp"
#include "check/rejected_keys.hpp"
#include "check/strings.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

// Keeps what does not lead further down out of the frames of the recursion.
#if defined(__GNUC__)
#define ZODGATE_OUT_OF_LINE [[gnu::noinline]]
#else
#define ZODGATE_OUT_OF_LINE
#endif

namespace zodgate::check {

using json::Value;
using plan::Kind;
using plan::NodeId;
using plan::Plan;

/// Whether an issue lets the checks that follow run: Zod's `continue` member, which may be true, false or absent.
enum class Continue : std::uint8_t { yes, no, unsaid };

/// What a judgement left behind: Zod's `aborted` and `explicitlyAborted` of its issues.
struct Outcome {
    bool failed = false;
    bool aborted = false;             ///< an issue that does not say `continue: true`
    bool explicitly_aborted = false;  ///< an issue that says `continue: false`

    void add(Continue next) noexcept {
        failed = true;
        aborted |= next != Continue::yes;
        explicitly_aborted |= next == Continue::no;
    }
    void add(const Outcome& other) noexcept {
        failed |= other.failed;
        aborted |= other.aborted;
        explicitly_aborted |= other.explicitly_aborted;
    }
};

inline bool is(const Value* value, json::Type type) noexcept { return value != nullptr && value->type == type; }

Received received_of(const Value* value) noexcept;

/// A result that one of the limits refuses.
Result over_limit(const char* limit, std::size_t maximum, std::size_t offset = 0);

/// One walk over one payload. A null value is a missing one: JavaScript's undefined.
class Walk {
  public:
    /// @param choices  where to note which options were taken, for the parsed value; may be null
    /// @param bytes    of the payload's text
    Walk(const Plan& plan, const Limits& limits, std::size_t bytes, Choices* choices)
        : plan_(plan),
          limits_(limits),
          max_frames_(frames_per_level * limits.max_depth + frames_per_level),
          strings_(limits, bytes),
          choices_(choices) {}

    Result run(const Value& root);

  private:
    // Frames that one level of a payload may take, on average; keeps the stack within what Limits::max_depth promises.
    static constexpr std::size_t frames_per_level = 8;

    // Counts the frames of the walk, and the work within unions.
    class Frame {
      public:
        explicit Frame(Walk& walk) : walk_(walk) {
            ++walk_.frames_;
            if (walk_.frames_ > walk_.max_frames_) walk_.stop("max_depth", walk_.limits_.max_depth);
            walk_.charge(1);
        }
        ~Frame() { --walk_.frames_; }
        Frame(const Frame&) = delete;
        Frame& operator=(const Frame&) = delete;

      private:
        Walk& walk_;
    };

    // Where the walk is: a member or an item. Copied into an issue only when there is one.
    struct Step {
        const std::string_view* key;  // null for an item
        std::size_t index;
    };

    // What has been copied into issues so far, those inside unions included.
    struct Kept {
        std::size_t issues = 0;
        std::size_t bytes = 0;
    };

    struct Length {
        Origin origin;
        double length;
        bool is_number = true;  // not a "length" member of another type
    };

    // Work that an issue counts for which is kept beyond the cap, as it takes memory.
    static constexpr std::size_t issue_beyond_cap = 64;

    // Counts work that composition may ask for again and again, in units of about one look at a value.
    void charge(std::size_t units) noexcept {
        if (union_depth_ == 0) return;
        union_work_ += units;
        if (union_work_ > limits_.max_union_work) stop("max_union_work", limits_.max_union_work);
    }
    void stop(const char* limit, std::size_t maximum) noexcept {
        if (stopped_by_ != nullptr) return;
        stopped_by_ = limit;
        stopped_at_ = maximum;
    }
    static Outcome failure() noexcept { return {true, true, true}; }

    Outcome judge(NodeId id, const Value* value);
    // Judges with the issues going elsewhere, their paths starting at the value.
    Outcome judge_aside(Issues& sink, NodeId id, const Value* value);

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

    // objects.cpp
    Outcome judge_object(const plan::ObjectNode& node, const Value* value);
    Outcome judge_record(const plan::RecordNode& node, const Value* value);
    Outcome judge_member(NodeId node, const std::string_view& key, const Value* value);
    ZODGATE_OUT_OF_LINE Continue missing(std::string_view key);
    void judge_unknown(const plan::ObjectNode& node, const Value& object, Outcome& outcome);
    template <class Knows>
    ZODGATE_OUT_OF_LINE void refuse_keys(const Value& object, Outcome& outcome, const Knows& knows);
    ZODGATE_OUT_OF_LINE bool judge_key(const plan::RecordNode& node, const json::Member& member, Outcome& outcome);

    // choices.cpp
    static std::optional<NodeId> choose(const plan::DiscriminatedNode& node, const Value* value);
    ZODGATE_OUT_OF_LINE Outcome refuse_discriminator(const plan::DiscriminatedNode& node, const Value* value);
    Outcome judge_exclusive(const plan::GroupNode& node, const Value* value);
    Outcome judge_union(const plan::GroupNode& node, const Value* value);
    Outcome judge_intersection(const plan::GroupNode& node, const Value* value);
    Outcome judge_all(const plan::GroupNode& node, const Value* value);
    Outcome judge_sequence(const plan::GroupNode& node, const Value* value);
    Outcome judge_worded(const plan::WordedNode& node, const Value* value);

    // reports.cpp
    Continue report(IssueParameters parameters, const Value* value, Continue next);
    Continue report_union(InvalidUnion invalid, const Kept& before, const Value* value);
    Continue too_small(const TooSmall& bound, const Value* value, Continue next);
    Continue too_big(const TooBig& bound, const Value* value, Continue next);
    Outcome wrong_type(Expected expected, const Value* value);
    void adopt(Issues issues);
    void keep(Issue issue);
    Path path_from(std::size_t base) const;
    static bool rejects_key(const IssueParameters& parameters);
    bool has_room() const noexcept;
    // Within an intersection, what is said of the keys of its own value is kept whatever the cap, since another side
    // may take it back. There are at most as many such issues as members.
    bool is_pooled() const noexcept { return pool_ == base_ && path_.size() <= base_ + 1; }

    const Plan& plan_;
    const Limits& limits_;
    const std::size_t max_frames_;
    std::size_t frames_ = 0;
    std::size_t union_depth_ = 0;
    std::size_t union_work_ = 0;
    StringChecks strings_;
    Choices* const choices_;
    const char* stopped_by_ = nullptr;
    std::size_t stopped_at_ = 0;

    std::vector<Step> path_;
    std::size_t base_ = 0;  // where the paths of the current issues begin: the value of the innermost union
    std::size_t pool_ = std::numeric_limits<std::size_t>::max();  // depth of the innermost intersection's value
    std::size_t where_ = 0;  // offset of the innermost object, for members that are missing
    Issues issues_;
    Issues* sink_ = &issues_;  // where issues go: into issues_, or into those of a union's option
    Kept kept_;
    bool truncated_ = false;
};

}  // namespace zodgate::check

#include "check/check.hpp"
#include "check/numbers.hpp"
#include "check/rejected_keys.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace zodgate::check {
namespace {

using json::Value;
using plan::Kind;
using plan::NodeId;
using plan::Plan;

Received received_of(const Value* value) noexcept {
    if (value == nullptr) return Received::undefined;
    switch (value->type) {
        case json::Type::null: return Received::null;
        case json::Type::boolean: return Received::boolean;
        case json::Type::number:
            if (std::isfinite(value->number)) return Received::number;
            return value->number > 0 ? Received::infinity : Received::negative_infinity;
        case json::Type::string: return Received::string;
        case json::Type::array: return Received::array;
        case json::Type::object: break;
    }
    return Received::object;
}

bool is(const Value* value, json::Type type) noexcept { return value != nullptr && value->type == type; }

// Whether an issue lets the checks that follow run: Zod's `continue` member, which may be true, false or absent.
enum class Continue : std::uint8_t { yes, no, unsaid };

// What a judgement left behind: Zod's `aborted` and `explicitlyAborted` of its issues.
struct Outcome {
    bool failed = false;
    bool aborted = false;             // an issue that does not say `continue: true`
    bool explicitly_aborted = false;  // an issue that says `continue: false`

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

// Where the walk is: a member or an item. Copied into an issue only when there is one.
struct Step {
    const std::string_view* key;  // null for an item
    std::size_t index;
};

#if defined(__GNUC__)
#define ZODGATE_OUT_OF_LINE [[gnu::noinline]]
#else
#define ZODGATE_OUT_OF_LINE
#endif

class Walk {
  public:
    Walk(const Plan& plan, const Limits& limits)
        : plan_(plan), limits_(limits), max_frames_(frames_per_level * limits.max_depth + frames_per_level) {}

    Result run(const Value& root) {
        const Outcome outcome = judge(plan_.root, &root);
        if (stopped_by_ != nullptr) return over_limit(stopped_by_, stopped_at_);
        if (!outcome.failed) return {Status::valid, {}, false};
        return {Status::invalid, std::move(issues_), truncated_};
    }

    static Result over_limit(const char* limit, std::size_t maximum, std::size_t offset = 0) {
        Issues issues;
        issues.push_back({LimitExceeded{limit, maximum}, {}, offset});
        return {Status::over_limit, std::move(issues), false};
    }

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

    // What has been copied into issues so far, those inside unions included.
    struct Kept {
        std::size_t issues = 0;
        std::size_t bytes = 0;
    };

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

    // A null value is a missing one: JavaScript's undefined. What does not lead further down is kept out of line, here
    // and below, so that the frames of the recursion stay small.
    Outcome judge(NodeId id, const Value* value) {
        const Frame frame(*this);
        while (stopped_by_ == nullptr) {
            const plan::Node& node = plan_.nodes[id];
            switch (node.kind) {
                case Kind::any: return {};
                case Kind::array: return judge_array(plan_.arrays[node.index], value);
                case Kind::tuple: return judge_tuple(plan_.tuples[node.index], value);
                case Kind::object: return judge_object(plan_.objects[node.index], value);
                case Kind::record: return judge_record(plan_.records[node.index], value);
                case Kind::discriminated: {
                    const plan::DiscriminatedNode& options = plan_.discriminated[node.index];
                    const std::optional<NodeId> option = choose(options, value);
                    if (!option) return refuse_discriminator(options, value);
                    id = *option;
                    break;
                }
                case Kind::exactly_one: {
                    const plan::GroupNode& options = plan_.groups[node.index];
                    if (options.members.size() > 1) return judge_exclusive(options, value);
                    id = options.members.front();
                    break;
                }
                case Kind::intersection: return judge_intersection(plan_.groups[node.index], value);
                case Kind::all: return judge_all(plan_.groups[node.index], value);
                case Kind::sequence: return judge_sequence(plan_.groups[node.index], value);
                case Kind::one_of_several: {
                    const plan::GroupNode& options = plan_.groups[node.index];
                    if (options.members.size() > 1) return judge_union(options, value);
                    id = options.members.front();
                    break;
                }
                case Kind::nullable:
                    if (is(value, json::Type::null)) return {};
                    id = node.index;
                    break;
                case Kind::by_type:
                    if (value == nullptr) return {};
                    id = plan_.by_types[node.index].nodes[static_cast<std::size_t>(value->type)];
                    break;
                default: return judge_scalar(node, value);
            }
        }
        return failure();
    }

    ZODGATE_OUT_OF_LINE Outcome judge_scalar(const plan::Node& node, const Value* value) {
        switch (node.kind) {
            case Kind::null: return is(value, json::Type::null) ? Outcome() : wrong_type(Expected::null, value);
            case Kind::boolean:
                return is(value, json::Type::boolean) ? Outcome() : wrong_type(Expected::boolean, value);
            case Kind::string: return judge_string(plan_.strings[node.index], value);
            case Kind::number: return judge_number(plan_.numbers[node.index], value);
            case Kind::values: return judge_values(plan_.values[node.index], value);
            default: return wrong_type(Expected::never, value);
        }
    }

    static Outcome failure() noexcept { return {true, true, true}; }

    // zod core/schemas, $ZodString. The format's check comes first, then the lengths.
    Outcome judge_string(const plan::StringNode& node, const Value* value) {
        Outcome outcome;
        if (is(value, json::Type::string)) charge(value->size / 64);
        if (!is(value, json::Type::string)) {
            outcome = wrong_type(Expected::string, value);
        } else if (node.format != text::Format::none) {
            const text::FormatInfo& format = text::format_info(node.format);
            if (!format.matches(value->string())) {
                outcome.add(report(InvalidFormat{std::string(format.zod_name), node.pattern}, value, Continue::yes));
            }
        }
        check_length(node.length, value, outcome);
        return outcome;
    }

    // zod core/checks: the length checks run on whatever has a `length`, even after the type was found wrong, unless an
    // issue said `continue: false`.
    ZODGATE_OUT_OF_LINE void check_length(const plan::LengthChecks& checks, const Value* value, Outcome& outcome) {
        if (value == nullptr || outcome.explicitly_aborted || !(checks.minimum || checks.maximum)) return;
        Origin origin = Origin::unknown;
        double length = 0;
        bool is_number = true;
        switch (value->type) {
            case json::Type::string:
                origin = Origin::string;
                length = static_cast<double>(text::count_code_points(value->string()));
                break;
            case json::Type::array:
                origin = Origin::array;
                length = value->size;
                break;
            case json::Type::object: {
                const Value* const member = json::find(*value, "length");
                if (member == nullptr) return;
                is_number = member->type == json::Type::number;
                length = to_javascript_number(*member);
                break;
            }
            default: return;
        }
        compare_length(checks, {origin, length, is_number}, value, outcome);
    }

    struct Length {
        Origin origin;
        double length;
        bool is_number = true;  // not a "length" member of another type
    };

    ZODGATE_OUT_OF_LINE void compare_length(const plan::LengthChecks& checks, const Length& measured,
                                            const Value* value, Outcome& outcome) {
        const auto [origin, length, is_number] = measured;
        if (checks.exact()) {
            if (is_number && length == *checks.minimum) return;
            const bool longer = length > *checks.minimum;
            outcome.add(longer ? too_big({origin, *checks.minimum, true, true}, value, Continue::yes)
                               : too_small({origin, *checks.minimum, true, true}, value, Continue::yes));
            return;
        }
        // Written so that NaN fails, as it does in JavaScript.
        if (checks.minimum && !(length >= *checks.minimum)) {
            outcome.add(too_small({origin, *checks.minimum}, value, Continue::yes));
        }
        if (checks.maximum && !(length <= *checks.maximum)) {
            outcome.add(too_big({origin, *checks.maximum}, value, Continue::yes));
        }
    }

    // zod core/schemas, $ZodNumber; core/checks, $ZodCheckNumberFormat.
    Outcome judge_number(const plan::NumberNode& node, const Value* value) {
        if (!is(value, json::Type::number) || !std::isfinite(value->number)) return wrong_type(Expected::number, value);
        Outcome outcome;
        if (node.integer != IntegerFormat::none) check_integer(node.integer, value, outcome);
        if (!outcome.aborted) check_bounds(node, value, outcome);
        return outcome;
    }

    void check_integer(IntegerFormat format, const Value* value, Outcome& outcome) {
        const double number = value->number;
        if (std::trunc(number) != number) {
            outcome.add(report(InvalidType{Expected::integer, Received::number, format}, value, Continue::no));
        } else if (number > max_safe_integer) {
            outcome.add(too_big({Origin::integer, max_safe_integer, true, false, BoundKind::safe_integer}, value,
                                Continue::yes));
        } else if (number < -max_safe_integer) {
            outcome.add(too_small({Origin::integer, -max_safe_integer, true, false, BoundKind::safe_integer}, value,
                                  Continue::yes));
        } else if (format != IntegerFormat::safeint) {
            const double minimum = format == IntegerFormat::int32 ? -2147483648.0 : 0.0;
            const double maximum = format == IntegerFormat::int32 ? 2147483647.0 : 4294967295.0;
            if (number < minimum) outcome.add(too_small({Origin::number, minimum}, value, Continue::yes));
            if (number > maximum) outcome.add(too_big({Origin::number, maximum}, value, Continue::yes));
        }
    }

    void check_bounds(const plan::NumberNode& node, const Value* value, Outcome& outcome) {
        const double number = value->number;
        if (node.minimum && number < *node.minimum) {
            outcome.add(too_small({Origin::number, *node.minimum}, value, Continue::yes));
        }
        if (node.maximum && number > *node.maximum) {
            outcome.add(too_big({Origin::number, *node.maximum}, value, Continue::yes));
        }
        if (node.exclusive_minimum && number <= *node.exclusive_minimum) {
            outcome.add(too_small({Origin::number, *node.exclusive_minimum, false}, value, Continue::yes));
        }
        if (node.exclusive_maximum && number >= *node.exclusive_maximum) {
            outcome.add(too_big({Origin::number, *node.exclusive_maximum, false}, value, Continue::yes));
        }
        for (const double divisor : node.multiple_of) {
            if (!is_multiple(number, divisor)) outcome.add(report(NotMultipleOf{divisor}, value, Continue::yes));
        }
    }

    // zod core/schemas, $ZodArray and capSize: an array over its maximum is not looked into.
    ZODGATE_OUT_OF_LINE Outcome judge_array(const plan::ArrayNode& node, const Value* value) {
        Outcome outcome;
        if (!is(value, json::Type::array)) {
            outcome = wrong_type(Expected::array, value);
        } else if (node.length.maximum && value->size > *node.length.maximum) {
            outcome.add(too_big({Origin::array, *node.length.maximum, true, node.length.exact()}, value, Continue::no));
            return outcome;
        } else if (plan_.nodes[node.item].kind != Kind::any) {
            for (std::uint32_t i = 0; i < value->size && stopped_by_ == nullptr; ++i) {
                outcome.add(judge_item(node.item, i, value->items + i));
            }
        }
        check_length(node.length, value, outcome);
        return outcome;
    }

    // zod core/schemas, $ZodTuple. Length checks see the array that Zod has built by then: required items that are
    // missing are in it, items too many are not.
    ZODGATE_OUT_OF_LINE Outcome judge_tuple(const plan::TupleNode& node, const Value* value) {
        if (!is(value, json::Type::array)) {
            Outcome outcome = wrong_type(Expected::tuple, value);
            check_length(node.length, value, outcome);
            return outcome;
        }
        Outcome outcome;
        std::size_t built = 0;
        if (!node.rest && value->size < node.required) {
            outcome.add(too_small({Origin::array, static_cast<double>(node.required), true, false, BoundKind::tuple},
                                  value, Continue::unsaid));
        } else {
            judge_tuple_items(node, value, outcome);
            built = std::max<std::size_t>(
                node.rest ? value->size : std::min<std::size_t>(value->size, node.items.size()), node.required);
        }
        if (!outcome.explicitly_aborted) {
            compare_length(node.length, {Origin::array, static_cast<double>(built)}, value, outcome);
        }
        return outcome;
    }

    // The issues of the rest come before those of the items.
    void judge_tuple_items(const plan::TupleNode& node, const Value* value, Outcome& outcome) {
        const std::size_t count = node.items.size();
        if (!node.rest && value->size > count) {
            outcome.add(too_big({Origin::array, static_cast<double>(count), true, false, BoundKind::tuple}, value,
                                Continue::unsaid));
        }
        for (std::size_t i = count; node.rest && i < value->size && stopped_by_ == nullptr; ++i) {
            outcome.add(judge_item(*node.rest, i, value->items + i));
        }
        for (std::size_t i = 0; i < count && stopped_by_ == nullptr; ++i) {
            const bool present = i < value->size;
            if (!present && i >= node.required) break;
            outcome.add(judge_item(node.items[i], i, present ? value->items + i : nullptr));
        }
    }

    Outcome judge_item(NodeId node, std::size_t index, const Value* value) {
        path_.push_back({nullptr, index});
        const Outcome outcome = judge(node, value);
        path_.pop_back();
        return outcome;
    }

    Outcome judge_member(NodeId node, const std::string_view& key, const Value* value) {
        path_.push_back({&key, 0});
        const Outcome outcome = judge(node, value);
        path_.pop_back();
        return outcome;
    }

    // zod core/schemas, $ZodObject and handleCatchall.
    ZODGATE_OUT_OF_LINE Outcome judge_object(const plan::ObjectNode& node, const Value* value) {
        if (!is(value, json::Type::object)) return wrong_type(Expected::object, value);
        charge(node.properties.size() / 4);
        Outcome outcome;
        const std::size_t outer = where_;
        where_ = value->offset;
        for (const plan::Property& property : node.properties) {
            if (stopped_by_ != nullptr) break;
            const Value* const member = json::find(*value, property.name);
            if (member == nullptr && !property.required) continue;
            const std::string_view key = property.name;
            const Outcome judged = judge_member(property.node, key, member);
            if (member == nullptr && !judged.failed) outcome.add(missing(key));
            outcome.add(judged);
        }
        for (const std::string& name : node.also_required) {
            if (json::find(*value, name) == nullptr) outcome.add(missing(name));
        }
        if (node.unknown != plan::ObjectNode::Unknown::allowed) judge_unknown(node, *value, outcome);
        where_ = outer;
        return outcome;
    }

    ZODGATE_OUT_OF_LINE Continue missing(std::string_view key) {
        path_.push_back({&key, 0});
        const Continue next =
            report(InvalidType{Expected::nonoptional, Received::undefined}, nullptr, Continue::unsaid);
        path_.pop_back();
        return next;
    }

    void judge_unknown(const plan::ObjectNode& node, const Value& object, Outcome& outcome) {
        if (node.unknown == plan::ObjectNode::Unknown::refused) {
            return refuse_keys(object, outcome, [&node](std::string_view key) { return node.declares(key); });
        }
        for (const json::Member& member : json::members_of(object)) {
            // Zod passes over this key, which it could not copy into its result.
            if (stopped_by_ != nullptr || node.declares(member.key) || member.key == "__proto__") continue;
            outcome.add(judge_member(node.catchall, member.key, &member.value));
        }
    }

    template <class Knows>
    ZODGATE_OUT_OF_LINE void refuse_keys(const Value& object, Outcome& outcome, const Knows& knows) {
        charge(object.size / 4);
        UnrecognizedKeys unrecognized;
        const json::Member* first = nullptr;
        for (const json::Member& member : json::members_of(object)) {
            if (knows(member.key)) continue;
            if (first == nullptr) first = &member;
            if (has_room() || is_pooled()) unrecognized.keys.emplace_back(member.key);
        }
        if (first == nullptr) return;
        const std::size_t outer = where_;
        where_ = first->key_offset;
        outcome.add(report(std::move(unrecognized), nullptr, Continue::yes));
        where_ = outer;
    }

    // zod core/schemas, $ZodRecord.
    ZODGATE_OUT_OF_LINE Outcome judge_record(const plan::RecordNode& node, const Value* value) {
        if (!is(value, json::Type::object)) return wrong_type(Expected::record, value);
        Outcome outcome;
        const std::size_t outer = where_;
        where_ = value->offset;
        if (node.keys == plan::RecordKeys::exhaustive) {
            for (const std::string& name : node.names) {
                if (stopped_by_ != nullptr) break;
                if (name != "__proto__") outcome.add(judge_member(node.value, name, json::find(*value, name)));
            }
        } else {
            for (const json::Member& member : json::members_of(*value)) {
                if (stopped_by_ != nullptr) break;
                if (member.key == "__proto__" || !judge_key(node, member, outcome)) continue;
                outcome.add(judge_member(node.value, member.key, &member.value));
            }
        }
        if (node.keys == plan::RecordKeys::known || node.keys == plan::RecordKeys::exhaustive) {
            const bool strict = node.keys == plan::RecordKeys::exhaustive;
            refuse_keys(*value, outcome, [&node, strict](std::string_view key) {
                return node.knows(key) || (!strict && key == "__proto__");
            });
        }
        where_ = outer;
        return outcome;
    }

    // Whether the member's value is to be judged. Keys that an enum does not know are reported in one issue, later.
    ZODGATE_OUT_OF_LINE bool judge_key(const plan::RecordNode& node, const json::Member& member, Outcome& outcome) {
        if (node.keys == plan::RecordKeys::known) return node.knows(member.key);
        Issues issues;
        Value key;
        key.type = json::Type::string;
        key.characters = member.key.data();
        key.size = static_cast<std::uint32_t>(member.key.size());
        key.offset = member.key_offset;
        // A key is one string, so that what is said of it is bounded by the schema: it has room of its own.
        const Kept before = std::exchange(kept_, Kept());
        const bool outer_truncated = std::exchange(truncated_, false);
        Outcome judged;
        if (node.keys == plan::RecordKeys::judged) {
            judged = judge_aside(issues, node.key, &key);
        } else if (!is_number_key(member.key, node.keys == plan::RecordKeys::integers)) {
            issues.push_back({InvalidType{Expected::number, Received::string}, {}, key.offset});
            judged.add(Continue::unsaid);
        }
        kept_ = before;
        // In an intersection, the other side may take the key back, and what was lost of it with it.
        truncated_ = outer_truncated || (truncated_ && judged.failed && !is_pooled());
        if (!judged.failed) return true;
        path_.push_back({&member.key, 0});
        outcome.add(report(InvalidKey{std::move(issues)}, &key, Continue::unsaid));
        path_.pop_back();
        return false;
    }

    // Judges with the issues going elsewhere, their paths starting at the value.
    Outcome judge_aside(Issues& sink, NodeId id, const Value* value) {
        Issues* const outer_sink = std::exchange(sink_, &sink);
        const std::size_t outer_base = std::exchange(base_, path_.size());
        const Outcome outcome = judge(id, value);
        sink_ = outer_sink;
        base_ = outer_base;
        return outcome;
    }

    static std::optional<NodeId> choose(const plan::DiscriminatedNode& node, const Value* value) {
        if (!is(value, json::Type::object)) return std::nullopt;
        const Value* const member = json::find(*value, node.discriminator);
        return member == nullptr ? std::nullopt : node.option_for(*member);
    }

    // zod core/schemas, $ZodDiscriminatedUnion.
    ZODGATE_OUT_OF_LINE Outcome refuse_discriminator(const plan::DiscriminatedNode& node, const Value* value) {
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
    ZODGATE_OUT_OF_LINE Outcome judge_exclusive(const plan::GroupNode& node, const Value* value) {
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
        if (ambiguous.matches.size() > 1) outcome.add(report(std::move(ambiguous), value, Continue::unsaid));
        return outcome;
    }

    // zod core/schemas, handleIntersectionResults: a key is rejected only if both sides reject it.
    ZODGATE_OUT_OF_LINE Outcome judge_intersection(const plan::GroupNode& node, const Value* value) {
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
        outcome.aborted = outcome.explicitly_aborted || (lost && outcome.aborted) ||
                          std::any_of(merged.begin(), merged.end(), aborts);
        adopt(std::move(merged));
        return outcome;
    }

    static bool rejects_key(const IssueParameters& parameters) {
        return std::holds_alternative<UnrecognizedKeys>(parameters) || std::holds_alternative<InvalidKey>(parameters);
    }

    // Within an intersection, what is said of the keys of its own value is kept whatever the cap, since another side
    // may take it back. There are at most as many such issues as members.
    bool is_pooled() const noexcept { return pool_ == base_ && path_.size() <= base_ + 1; }

    Outcome judge_values(const plan::ValuesNode& node, const Value* value) {
        if (value != nullptr && node.holds(*value)) return {};
        Outcome outcome;
        outcome.add(report(InvalidValue{node.constants}, value, Continue::unsaid));
        return outcome;
    }

    // zod core/schemas, handleUnionResults: the first option without an issue; else the issues of the only option whose
    // issues all say `continue: true`; else all options' issues in one.
    ZODGATE_OUT_OF_LINE Outcome judge_union(const plan::GroupNode& node, const Value* value) {
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

    // The options' issues may have used up the room for the one that holds them, which is kept if there was any before.
    ZODGATE_OUT_OF_LINE Continue report_union(InvalidUnion invalid, const Kept& before, const Value* value) {
        const Kept within = std::exchange(kept_, before);
        report(std::move(invalid), value, Continue::unsaid);
        kept_.issues += within.issues - before.issues;
        kept_.bytes += within.bytes - before.bytes;
        return Continue::unsaid;
    }

    // Takes the issues of an option over, whose paths begin at the union's value.
    ZODGATE_OUT_OF_LINE void adopt(Issues issues) {
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

    ZODGATE_OUT_OF_LINE Outcome judge_all(const plan::GroupNode& node, const Value* value) {
        Outcome outcome;
        ++union_depth_;
        for (const NodeId member : node.members) {
            if (stopped_by_ == nullptr) outcome.add(judge(member, value));
        }
        --union_depth_;
        return outcome;
    }

    ZODGATE_OUT_OF_LINE Outcome judge_sequence(const plan::GroupNode& node, const Value* value) {
        for (const NodeId member : node.members) {
            const Outcome outcome = judge(member, value);
            if (outcome.failed) return outcome;
        }
        return {};
    }

    ZODGATE_OUT_OF_LINE Outcome wrong_type(Expected expected, const Value* value) {
        Outcome outcome;
        outcome.add(report(InvalidType{expected, received_of(value)}, value, Continue::unsaid));
        return outcome;
    }

    ZODGATE_OUT_OF_LINE Continue too_small(const TooSmall& bound, const Value* value, Continue next) {
        return report(bound, value, next);
    }

    ZODGATE_OUT_OF_LINE Continue too_big(const TooBig& bound, const Value* value, Continue next) {
        return report(bound, value, next);
    }

    bool has_room() const noexcept {
        return kept_.issues < std::max<std::size_t>(limits_.max_issues, 1) &&
               kept_.bytes < std::max<std::size_t>(limits_.max_issue_bytes, 1);
    }

    ZODGATE_OUT_OF_LINE Continue report(IssueParameters parameters, const Value* value, Continue next) {
        // The first issue is kept whatever its size.
        if (has_room() || kept_.issues == 0 || (is_pooled() && rejects_key(parameters))) {
            keep({std::move(parameters), path_from(base_), value == nullptr ? where_ : value->offset});
        } else {
            truncated_ = true;
        }
        return next;
    }

    void keep(Issue issue) {
        ++kept_.issues;
        for (const PathSegment& segment : issue.path) {
            const auto* const key = std::get_if<std::string>(&segment);
            kept_.bytes += key == nullptr ? sizeof(std::uint64_t) : key->size() + sizeof(std::string);
        }
        if (const auto* const unrecognized = std::get_if<UnrecognizedKeys>(&issue.parameters)) {
            for (const std::string& key : unrecognized->keys) kept_.bytes += key.size() + sizeof(std::string);
        }
        sink_->push_back(std::move(issue));
    }

    Path path_from(std::size_t base) const {
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

    const Plan& plan_;
    const Limits& limits_;
    const std::size_t max_frames_;
    std::size_t frames_ = 0;
    std::size_t union_depth_ = 0;
    std::size_t union_work_ = 0;
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

Result unreadable(const json::ReadError& error, std::string_view payload, const Limits& limits) {
    switch (error.status) {
        case json::ReadStatus::too_long: return Walk::over_limit("max_bytes", limits.max_bytes);
        case json::ReadStatus::too_deep: return Walk::over_limit("max_depth", limits.max_depth, error.offset);
        case json::ReadStatus::repeated_key: {
            std::vector<Issue> issues;
            issues.push_back({RepeatedKey{error.reason}, {}, error.offset});
            return {Status::malformed, std::move(issues), false};
        }
        default: break;
    }
    const json::Position position = json::position_of(payload, error.offset);
    std::vector<Issue> issues;
    issues.push_back({NotJson{error.reason, position.line, position.column}, {}, error.offset});
    return {Status::malformed, std::move(issues), false};
}

}  // namespace

Result explain(const Plan& plan, std::string_view payload, const Limits& asked) {
    constexpr std::size_t deepest = 1000;
    constexpr std::size_t longest = std::numeric_limits<std::uint32_t>::max() - 1;
    Limits limits = asked;
    limits.max_depth = std::min(limits.max_depth, deepest);
    limits.max_bytes = std::min(limits.max_bytes, longest);
    json::Document document;
    const json::ReadError error =
        document.read(payload, {limits.max_bytes, limits.max_depth, plan.options.refuse_repeated_keys});
    if (error.status != json::ReadStatus::ok) return unreadable(error, payload, limits);
    return Walk(plan, limits).run(document.root());
}

}  // namespace zodgate::check

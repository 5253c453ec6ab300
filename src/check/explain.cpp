#include "check/check.hpp"
#include "check/output.hpp"
#include "check/walk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory_resource>
#include <optional>
#include <utility>

namespace zodgate::check {

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
        case json::Type::function: return Received::function;
        case json::Type::object: break;
    }
    return Received::object;
}

Result over_limit(const char* limit, std::size_t maximum, std::size_t offset) {
    Issues issues;
    issues.push_back({LimitExceeded{limit, maximum}, {}, offset});
    return {Status::over_limit, std::move(issues), false};
}

Result Walk::run(const Value& root) {
    const Outcome outcome = judge(plan_.root, &root);
    if (stopped_by_ != nullptr) return over_limit(stopped_by_, stopped_at_);
    // A string that was not looked at to its end may have been taken for one that does not match where that lets a
    // payload pass: as a member's name that a pattern does not speak of, or in an option of which just one may fit.
    if (!outcome.failed && strings_.stopped()) return over_limit("max_pattern_steps", limits_.max_pattern_steps);
    if (!outcome.failed) return {Status::valid, {}, false};
    return {Status::invalid, std::move(issues_), truncated_, strings_.stopped()};
}

// What does not lead further down is in functions of its own, here and in the other files, so that the frames of the
// recursion stay small.
Outcome Walk::judge(NodeId id, const Value* value) {
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
            case Kind::worded: return judge_worded(plan_.worded[node.index], value);
            case Kind::defaulted:
                if (value == nullptr) return {};
                id = plan_.defaulted[node.index].inner;
                break;
            case Kind::nullable:
                if (is(value, json::Type::null)) return {};
                id = node.index;
                break;
            case Kind::by_type:
                if (value == nullptr || value->type == json::Type::function) return {};
                id = plan_.by_types[node.index].nodes[static_cast<std::size_t>(value->type)];
                break;
            default: return judge_scalar(node, value);
        }
    }
    return failure();
}

namespace {

Result unreadable(const json::ReadError& error, std::string_view payload, const Limits& limits) {
    switch (error.status) {
        case json::ReadStatus::too_long: return over_limit("max_bytes", limits.max_bytes);
        case json::ReadStatus::too_deep: return over_limit("max_depth", limits.max_depth, error.offset);
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

// A payload, read, and what has to live as long as its values.
struct Payload {
    json::Document document;
    Limits limits;
    std::optional<Result> refused;  // not JSON, or over a limit
};

Payload read(const Plan& plan, std::string_view text, const Limits& asked) {
    Payload payload;
    payload.limits = asked;
    payload.limits.max_depth = std::min(asked.max_depth, deepest_payload);
    payload.limits.max_bytes = std::min(asked.max_bytes, longest_payload);
    const json::ReadError error = payload.document.read(
        text, {payload.limits.max_bytes, payload.limits.max_depth, plan.options.refuse_repeated_keys});
    if (error.status != json::ReadStatus::ok) payload.refused = unreadable(error, text, payload.limits);
    return payload;
}

}  // namespace

Result explain(const Plan& plan, std::string_view text, const Limits& limits) {
    Payload payload = read(plan, text, limits);
    if (payload.refused) return std::move(*payload.refused);
    return Walk(plan, payload.limits, text.size(), nullptr).run(payload.document.root());
}

Result explain(const Plan& plan, std::string_view text, const Limits& limits, const UseValue& use) {
    Payload payload = read(plan, text, limits);
    if (payload.refused) return std::move(*payload.refused);
    Choices choices;
    Result result = Walk(plan, payload.limits, text.size(), &choices).run(payload.document.root());
    if (result.valid()) {
        std::pmr::monotonic_buffer_resource memory;
        Output output(plan, choices, payload.limits, text.size(), memory);
        const Value value = output.of(plan.root, payload.document.root());
        if (output.over() == Output::Over::defaults) {
            return over_limit("max_default_bytes", payload.limits.max_default_bytes);
        }
        if (output.over() == Output::Over::work) return over_limit("max_union_work", payload.limits.max_union_work);
        use(value);
    }
    return result;
}

}  // namespace zodgate::check

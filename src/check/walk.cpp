#include "check/walk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory_resource>
#include <optional>
#include <utility>

namespace zodgate::check {
namespace {

// What a large payload of small values asks of a union of several options.
constexpr std::size_t union_work_a_byte = 1;

std::size_t more(std::size_t limit, std::size_t by) noexcept {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    return limit > most - by ? most : limit + by;
}

// What findings may take, in bytes: several times what those can that are told in the end.
std::size_t memory_for(const Limits& limits, std::size_t bytes) noexcept {
    constexpr std::size_t a_look = 16;  // whoever raises max_union_work gets further with this, too
    constexpr std::size_t an_issue = std::size_t{8} << 10U;
    constexpr std::size_t times = 8;
    constexpr std::size_t a_byte = 32;  // of the payload, whose keys each side of an intersection may reject
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    const auto product = [](std::size_t count, std::size_t size) { return count > most / size ? most : count * size; };
    return more(more(more(product(limits.max_issue_bytes, times), product(limits.max_issues, an_issue)),
                     product(bytes, a_byte)),
                product(limits.max_union_work, a_look));
}

}  // namespace

Received received_of(const Value* value) noexcept {
    if (value == nullptr) return Received::undefined;
    switch (value->type) {
        case json::Type::null: return Received::null;
        case json::Type::boolean: return Received::boolean;
        case json::Type::number:
            if (std::isfinite(value->number)) return Received::number;
            if (std::isnan(value->number)) return Received::nan;
            return value->number > 0 ? Received::infinity : Received::negative_infinity;
        case json::Type::string: return Received::string;
        case json::Type::array: return Received::array;
        case json::Type::function: return Received::function;
        case json::Type::object: break;
    }
    return Received::object;
}

Walk::Walk(const Plan& plan, const Limits& limits, std::size_t bytes, Choices* choices, WalkMemory& memory)
    : plan_(plan),
      limits_(limits),
      memory_(memory),
      max_frames_(frames_per_level * limits.max_depth + frames_per_level),
      max_union_work_(more(limits.max_union_work, union_work_a_byte * bytes)),
      max_memory_(memory_for(limits, bytes)),
      strings_(limits, bytes),
      choices_(choices),
      path_(memory.path),
      findings_(&memory.issues),
      name_issues_(&memory.issues) {
    path_.clear();
    memory.verdicts.clear(bytes, limits.max_values);
}

void Walk::run(const Value* root) {
    failed_ = judge(plan_.root, root).failed;
    // A string that was not looked at to its end may have been taken for one that does not match where that lets a
    // payload pass: as a member's name that a pattern does not speak of, or in an option of which just one may fit.
    if (!failed_ && strings_.stopped()) stop({"max_pattern_steps", limits_.max_pattern_steps});
}

bool Walk::fits(NodeId node, const Value& value) {
    const bool fits = fits_quietly(node, &value);
    return fits && !is_stopped() && !strings_.stopped();
}

// What does not lead further down is in functions of its own, here and in the other files, so that the frames of the
// recursion stay small.
Outcome Walk::judge(NodeId id, const Value* value) {
    const Frame frame(*this);
    while (!is_stopped()) {
        const plan::Node& node = enter(id);
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
            case Kind::intersection:
            case Kind::all:
            case Kind::sequence: return judge_group(node.kind, plan_.groups[node.index], value);
            case Kind::one_of_several: {
                const plan::GroupNode& options = plan_.groups[node.index];
                if (options.members.size() > 1) return judge_union(options, value);
                id = options.members.front();
                break;
            }
            case Kind::worded: return judge_worded(plan_.worded[node.index], value);
            case Kind::guarded: {
                const plan::GuardedNode& guarded = plan_.guarded[node.index];
                const Outcome outcome = judge_guards(guarded, value);
                if (outcome.failed) return outcome;
                id = guarded.inner;
                break;
            }
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
            default: return node.kind < Kind::refined ? judge_scalar(node, value) : judge_beyond_zod(node, value);
        }
    }
    return failure();
}

}  // namespace zodgate::check

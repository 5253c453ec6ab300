// A payload, read and walked: the only meaning of a schema.
#include "check/check.hpp"
#include "check/locations.hpp"
#include "check/output.hpp"
#include "check/walk.hpp"
#include "json/per_thread.hpp"

#include <algorithm>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace zodgate::check {
namespace {

using issue::Finding;
using issue::Findings;

// What one thread uses again and again.
struct Workspace {
    json::Arena values;
    WalkMemory walk;

    void trim() {
        constexpr std::size_t most_steps = 4096;
        values.release();
        walk.issues.release();
        walk.verdicts.trim();
        if (walk.path.capacity() > most_steps) std::vector<issue::Segment>().swap(walk.path);
    }
};

Limits within_what_can_be(const Limits& asked) {
    Limits limits = asked;
    limits.max_depth = std::min(asked.max_depth, deepest_payload);
    limits.max_bytes = std::min(asked.max_bytes, longest_payload);
    return limits;
}

// What is thought of one payload. Findings are good as long as this lives.
class Explanation {
  public:
    Explanation(const Plan& plan, std::size_t bytes, const Limits& asked, Choices* choices)
        : plan_(plan),
          limits_(within_what_can_be(asked)),
          walk_(plan, limits_, bytes, choices, workspace_.get().walk) {}

    /// Reads the text into the memory, or into this thread's own, and judges it. Either this or judge(), once.
    void read(std::string_view text, json::Arena& memory) {
        const json::ReadError error =
            json::read(text, reading_within(limits_, plan_.options.refuse_repeated_keys), memory, root_);
        if (error.status == json::ReadStatus::ok) {
            judge(&root_);
        } else {
            refuse_unread(error, text);
        }
    }
    void read(std::string_view text) { read(text, workspace_.get().values); }

    /// @param root  null: a missing value
    void judge(const Value* root) {
        walk_.run(root);
        if (walk_.stopped().limit != nullptr) {
            refuse(walk_.stopped());
        } else {
            status_ = walk_.failed() ? Status::invalid : Status::valid;
        }
    }

    /// What Zod makes of a value that has been found valid; or it is refused after all, as too much.
    Value parsed(const Value& root, const Choices& choices, std::size_t bytes, std::pmr::memory_resource& memory) {
        if (!walk_.may_change()) return root;
        Output output(plan_, choices, limits_, bytes, memory);
        const Value value = output.of(plan_.root, root);
        switch (output.over()) {
            case Output::Over::nothing: break;
            case Output::Over::defaults: refuse({"max_default_bytes", limits_.max_default_bytes}); break;
            case Output::Over::work: refuse({"max_union_work", limits_.max_union_work}); break;
        }
        return value;
    }

    Explanation(const Explanation&) = delete;
    Explanation& operator=(const Explanation&) = delete;

    Status status() const noexcept { return status_; }
    const Value& root() const noexcept { return root_; }

    Findings findings() const noexcept {
        return status_ == Status::malformed || status_ == Status::over_limit ? Findings(&refusal_, 1)
                                                                             : walk_.findings();
    }

    std::vector<Issue> issues() const {
        if (!plan_.locations) return issue::to_issues(findings());
        const issue::Locate locate = [this](const Finding& finding) { return location_of(plan_, finding); };
        return issue::to_issues(findings(), &locate);
    }

    Result result() const {
        return {status_, issues(), status_ == Status::invalid && walk_.truncated(), walk_.patterns_stopped()};
    }

  private:
    void refuse(const ReachedLimit& reached, std::size_t offset = 0) {
        refuse(Status::over_limit, LimitExceeded{reached.limit, reached.maximum}, offset);
    }

    void refuse_unread(const json::ReadError& error, std::string_view text) {
        const ReachedLimit reached = limit_of(error.status, limits_);
        if (reached.limit != nullptr) return refuse(reached, error.offset);
        if (error.status == json::ReadStatus::repeated_key) {
            return refuse(Status::malformed, RepeatedKey{error.reason}, error.offset);
        }
        const json::Position position = json::position_of(text, error.offset);
        refuse(Status::malformed, NotJson{error.reason, position.line, position.column}, error.offset);
    }

    template <class Reason>
    void refuse(Status status, Reason reason, std::size_t offset) {
        status_ = status;
        const Reason* const kept = &reason_.emplace<Reason>(std::move(reason));
        refusal_ = {kept, {}, offset};
    }

    json::PerThread<Workspace> workspace_;
    const Plan& plan_;
    Limits limits_;
    Value root_;
    Walk walk_;
    Status status_ = Status::valid;
    std::variant<std::monostate, NotJson, LimitExceeded, RepeatedKey> reason_;
    Finding refusal_;  // if the payload is not JSON, or over a limit
};

}  // namespace

ReachedLimit limit_of(json::ReadStatus status, const Limits& limits) noexcept {
    switch (status) {
        case json::ReadStatus::too_long: return {"max_bytes", limits.max_bytes};
        case json::ReadStatus::too_deep: return {"max_depth", limits.max_depth};
        case json::ReadStatus::too_many_values: return {"max_values", limits.max_values};
        case json::ReadStatus::too_many_members: return {"max_members", limits.max_members};
        case json::ReadStatus::too_long_string: return {"max_string_bytes", limits.max_string_bytes};
        default: return {};
    }
}

Result explain(const Plan& plan, std::string_view text, const Limits& limits) {
    Explanation explanation(plan, text.size(), limits, nullptr);
    explanation.read(text);
    return explanation.result();
}

Result explain(const Plan& plan, std::string_view text, const Limits& limits, const UseValue& use) {
    Choices choices(plan);
    Explanation explanation(plan, text.size(), limits, &choices);
    explanation.read(text);
    if (explanation.status() == Status::valid) {
        std::pmr::monotonic_buffer_resource memory;
        const Value value = explanation.parsed(explanation.root(), choices, text.size(), memory);
        if (explanation.status() == Status::valid) use(value);
    }
    return explanation.result();
}

Status answer(const Plan& plan, std::string_view text, const Limits& limits, std::string_view error,
              const Messages& messages, std::string& body) {
    Explanation explanation(plan, text.size(), limits, nullptr);
    explanation.read(text);
    body.clear();
    if (explanation.status() == Status::valid) return Status::valid;
    if (plan.locations) {
        body = error_body(error, explanation.issues(), messages);  // whose functions are told where issues come from
    } else {
        zod4::append_error_body(body, error, explanation.findings(), messages);
    }
    return explanation.status();
}

Status judge(const Plan& plan, std::string_view text, const Limits& limits, json::Arena& memory, Value& parsed,
             const UseFindings& refused) {
    Choices choices(plan);
    Explanation explanation(plan, text.size(), limits, &choices);
    explanation.read(text, memory);
    if (explanation.status() == Status::valid) {
        parsed = explanation.parsed(explanation.root(), choices, text.size(), memory);
    }
    if (explanation.status() != Status::valid) refused(explanation.findings());
    return explanation.status();
}

Status judge(const Plan& plan, const Value* root, std::size_t bytes, const Limits& limits, json::Arena& memory,
             Value& parsed, const UseFindings& refused) {
    Choices choices(plan);
    Explanation explanation(plan, bytes, limits, &choices);
    explanation.judge(root);
    if (explanation.status() == Status::valid && root != nullptr) {
        parsed = explanation.parsed(*root, choices, bytes, memory);
    }
    if (explanation.status() != Status::valid) refused(explanation.findings());
    return explanation.status();
}

bool fits(const Plan& plan, NodeId node, const Value& value, std::size_t bytes, const Limits& asked) {
    json::PerThread<Workspace> workspace;
    const Limits limits = within_what_can_be(asked);
    Walk walk(plan, limits, bytes, nullptr, workspace.get().walk);
    return walk.fits(node, value);
}

}  // namespace zodgate::check

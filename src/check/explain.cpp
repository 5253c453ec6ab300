// A payload, read and walked: the only meaning of a schema.
#include "check/check.hpp"
#include "check/output.hpp"
#include "check/walk.hpp"
#include "json/per_thread.hpp"

#include <algorithm>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>
#include <variant>

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
        if (walk.path.capacity() > most_steps) walk.path = {};
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
    Explanation(const Plan& plan, std::string_view text, const Limits& asked, Choices* choices)
        : limits_(within_what_can_be(asked)), walk_(plan, limits_, text.size(), choices, workspace_.get().walk) {
        const json::ReadError error =
            json::read(text, {limits_.max_bytes, limits_.max_depth, plan.options.refuse_repeated_keys},
                       workspace_.get().values, root_);
        if (error.status == json::ReadStatus::ok) {
            judge();
        } else {
            refuse_unread(error, text);
        }
    }

    Explanation(const Explanation&) = delete;
    Explanation& operator=(const Explanation&) = delete;

    Status status() const noexcept { return status_; }
    const Limits& limits() const noexcept { return limits_; }
    const Value& root() const noexcept { return root_; }

    Findings findings() const noexcept {
        return status_ == Status::malformed || status_ == Status::over_limit ? Findings(&refusal_, 1)
                                                                             : walk_.findings();
    }

    Result result() const {
        const bool walked = status_ == Status::invalid;
        return {status_, issue::to_issues(findings()), walked && walk_.truncated(), walked && walk_.patterns_stopped()};
    }

    void refuse(const char* limit, std::size_t maximum, std::size_t offset = 0) {
        refuse(Status::over_limit, LimitExceeded{limit, maximum}, offset);
    }

  private:
    void judge() {
        walk_.run(root_);
        if (walk_.stopped().limit != nullptr) {
            refuse(walk_.stopped().limit, walk_.stopped().maximum);
        } else {
            status_ = walk_.failed() ? Status::invalid : Status::valid;
        }
    }

    void refuse_unread(const json::ReadError& error, std::string_view text) {
        switch (error.status) {
            case json::ReadStatus::too_long: return refuse("max_bytes", limits_.max_bytes);
            case json::ReadStatus::too_deep: return refuse("max_depth", limits_.max_depth, error.offset);
            case json::ReadStatus::repeated_key:
                return refuse(Status::malformed, RepeatedKey{error.reason}, error.offset);
            default: break;
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
    Limits limits_;
    Value root_;
    Walk walk_;
    Status status_ = Status::valid;
    std::variant<std::monostate, NotJson, LimitExceeded, RepeatedKey> reason_;
    Finding refusal_;  // if the payload is not JSON, or over a limit
};

}  // namespace

Result explain(const Plan& plan, std::string_view text, const Limits& limits) {
    return Explanation(plan, text, limits, nullptr).result();
}

Result explain(const Plan& plan, std::string_view text, const Limits& limits, const UseValue& use) {
    Choices choices;
    Explanation explanation(plan, text, limits, &choices);
    if (explanation.status() == Status::valid) {
        std::pmr::monotonic_buffer_resource memory;
        Output output(plan, choices, explanation.limits(), text.size(), memory);
        const Value value = output.of(plan.root, explanation.root());
        switch (output.over()) {
            case Output::Over::nothing: use(value); break;
            case Output::Over::defaults:
                explanation.refuse("max_default_bytes", explanation.limits().max_default_bytes);
                break;
            case Output::Over::work: explanation.refuse("max_union_work", explanation.limits().max_union_work); break;
        }
    }
    return explanation.result();
}

Status answer(const Plan& plan, std::string_view text, const Limits& limits, std::string_view error,
              const Messages& messages, std::string& body) {
    const Explanation explanation(plan, text, limits, nullptr);
    body.clear();
    if (explanation.status() != Status::valid) {
        zod4::append_error_body(body, error, explanation.findings(), messages);
    }
    return explanation.status();
}

}  // namespace zodgate::check

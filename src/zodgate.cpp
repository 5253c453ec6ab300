// The public classes, put together from the rooms.
#include "check/check.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"
#include "schema/schema.hpp"

#include <zodgate/messages.hpp>
#include <zodgate/schema.hpp>
#include <zodgate/version.hpp>

#include <new>
#include <utility>

#define ZODGATE_TEXT_OF(x) #x
#define ZODGATE_TEXT(x) ZODGATE_TEXT_OF(x)

namespace zodgate {
namespace {

std::string describe(const std::string& document, const std::string& pointer, const std::string& reason) {
    return document + (pointer.empty() ? std::string() : " at " + pointer) + ": " + reason;
}

// Nothing but memory can run out in a judgement.
template <class Judge>
Result guarded(const Judge& judge) noexcept {
    try {
        return judge();
    } catch (...) {
        return {Status::out_of_memory, {}, false};
    }
}

}  // namespace

std::string_view to_string(Status status) noexcept {
    switch (status) {
        case Status::valid: return "valid";
        case Status::invalid: return "invalid";
        case Status::malformed: return "malformed";
        case Status::over_limit: return "over_limit";
        case Status::out_of_memory: break;
    }
    return "out_of_memory";
}

SchemaError::SchemaError(std::string document, std::string pointer, std::string reason, std::size_t offset)
    : std::runtime_error(describe(document, pointer, reason)),
      document_(std::move(document)),
      pointer_(std::move(pointer)),
      reason_(std::move(reason)),
      offset_(offset) {}

Schema::Schema(std::shared_ptr<const plan::Plan> plan) noexcept : plan_(std::move(plan)) {}

Schema Schema::parse(std::string_view text, const Options& options) {
    return Schema(plan::compile(schema::load(text, options), options));
}

Result Schema::validate(std::string_view payload) const noexcept { return validate(payload, plan_->options.limits); }

Result Schema::validate(std::string_view payload, const Limits& limits) const noexcept {
    return guarded([&] {
        return check::accept(*plan_, payload, limits) ? Result(Status::valid, {}, false)
                                                      : check::explain(*plan_, payload, limits);
    });
}

Status Schema::answer(std::string_view payload, std::string_view error, std::string& body) const noexcept {
    static const Messages of_zod;
    return answer(payload, error, body, of_zod, plan_->options.limits);
}

Status Schema::answer(std::string_view payload, std::string_view error, std::string& body,
                      const Messages& messages) const {
    return answer(payload, error, body, messages, plan_->options.limits);
}

Status Schema::answer(std::string_view payload, std::string_view error, std::string& body, const Messages& messages,
                      const Limits& limits) const {
    try {
        if (!check::accept(*plan_, payload, limits)) {
            return check::answer(*plan_, payload, limits, error, messages, body);
        }
        body.clear();
        return Status::valid;
    } catch (const std::bad_alloc&) {
        body.clear();
        return Status::out_of_memory;
    }
}

Result Schema::validate(std::string_view payload, std::string& value) const noexcept {
    return validate(payload, value, plan_->options.limits);
}

Result Schema::validate(std::string_view payload, std::string& value, const Limits& limits) const noexcept {
    // Not cleared before: the payload may be a view of the string.
    const auto write = [&value](const json::Value& parsed) {
        value.clear();
        json::append_value(value, parsed);
    };
    Result result = guarded([&] { return check::explain(*plan_, payload, limits, write); });
    if (!result.valid()) value.clear();
    return result;
}

Result Schema::validate(std::string_view payload, ValueHandler& value) const noexcept {
    return validate(payload, value, plan_->options.limits);
}

Result Schema::validate(std::string_view payload, ValueHandler& value, const Limits& limits) const noexcept {
    const auto hand_on = [&value](const json::Value& parsed) { ValueView(&parsed).tell(value); };
    return guarded([&] { return check::explain(*plan_, payload, limits, hand_on); });
}

std::string_view version() noexcept {
    return ZODGATE_TEXT(ZODGATE_VERSION_MAJOR) "." ZODGATE_TEXT(ZODGATE_VERSION_MINOR) "." ZODGATE_TEXT(
        ZODGATE_VERSION_PATCH);
}

std::string_view zod_version() noexcept { return "4.6.7"; }

}  // namespace zodgate

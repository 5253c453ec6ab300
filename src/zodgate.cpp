// The public classes, put together from the rooms.
#include "check/check.hpp"
#include "plan/plan.hpp"
#include "schema/schema.hpp"

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

}  // namespace

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
    try {
        return check::explain(*plan_, payload, limits);
    } catch (...) {
        // Nothing but memory can run out below.
        return {Status::out_of_memory, {}, false};
    }
}

std::string_view version() noexcept {
    return ZODGATE_TEXT(ZODGATE_VERSION_MAJOR) "." ZODGATE_TEXT(ZODGATE_VERSION_MINOR) "." ZODGATE_TEXT(
        ZODGATE_VERSION_PATCH);
}

std::string_view zod_version() noexcept { return "4.6.7"; }

}  // namespace zodgate

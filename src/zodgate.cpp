// The public classes, put together from the rooms.
#include "check/check.hpp"
#include "json/json.hpp"
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

// Writes a value as JSON.stringify does.
class ValueWriter final : public ValueHandler {
  public:
    explicit ValueWriter(std::string& out) : out_(out) {}

    void null() override {
        separate();
        out_ += "null";
    }
    void boolean(bool value) override {
        separate();
        out_ += value ? "true" : "false";
    }
    void number(double value) override {
        separate();
        json::append_json_number(out_, value);
    }
    void string(std::string_view value) override {
        separate();
        json::append_string(out_, value);
    }
    void start_array(std::size_t) override { open('['); }
    void end_array(std::size_t) override { close(']'); }
    void start_object(std::size_t) override { open('{'); }
    void key(std::string_view name) override {
        separate();
        json::append_string(out_, name);
        out_ += ':';
        first_ = true;
    }
    void end_object(std::size_t) override { close('}'); }

  private:
    // No comma before the first item or member, nor after a key.
    void separate() {
        // Not before: the payload may be a view of the string.
        if (!begun_) out_.clear();
        begun_ = true;
        if (!first_) out_ += ',';
        first_ = false;
    }
    void open(char bracket) {
        separate();
        out_ += bracket;
        first_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        first_ = false;
    }

    std::string& out_;
    bool begun_ = false;
    bool first_ = true;
};

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

Result Schema::validate(std::string_view payload, std::string& value) const noexcept {
    return validate(payload, value, plan_->options.limits);
}

Result Schema::validate(std::string_view payload, std::string& value, const Limits& limits) const noexcept {
    try {
        ValueWriter writer(value);
        Result result = check::explain(*plan_, payload, limits, writer);
        if (!result.valid()) value.clear();
        return result;
    } catch (...) {
        value.clear();
        return {Status::out_of_memory, {}, false};
    }
}

Result Schema::validate(std::string_view payload, ValueHandler& value) const noexcept {
    return validate(payload, value, plan_->options.limits);
}

Result Schema::validate(std::string_view payload, ValueHandler& value, const Limits& limits) const noexcept {
    try {
        return check::explain(*plan_, payload, limits, value);
    } catch (...) {
        return {Status::out_of_memory, {}, false};
    }
}

ValueHandler::~ValueHandler() = default;

std::string_view version() noexcept {
    return ZODGATE_TEXT(ZODGATE_VERSION_MAJOR) "." ZODGATE_TEXT(ZODGATE_VERSION_MINOR) "." ZODGATE_TEXT(
        ZODGATE_VERSION_PATCH);
}

std::string_view zod_version() noexcept { return "4.6.7"; }

}  // namespace zodgate

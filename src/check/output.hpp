// The parsed value: what Zod returns for a valid payload.
#pragma once

#include "check/choices.hpp"
#include "check/rebuilt.hpp"
#include "check/strings.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <zodgate/options.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <vector>

namespace zodgate::check {

/// Builds the parsed value of a payload that a walk has found valid: defaults filled in, unknown members stripped where
/// the schema is a z.object(), members in Zod's order. What does not change is shared with the payload's document,
/// which must outlive the value, as must the plan and the memory.
class Output {
  public:
    /// @param bytes  of the payload's text
    Output(const plan::Plan& plan, const Choices& choices, const Limits& limits, std::size_t bytes,
           std::pmr::memory_resource& memory)
        : plan_(plan),
          choices_(choices),
          strings_(limits, bytes),
          bytes_left_(limits.max_default_bytes),
          work_left_(members_within(limits, bytes)),
          memory_(memory) {}

    /// Recursive as deep as the walk was. @throws std::bad_alloc
    json::Value of(plan::NodeId id, const json::Value& value);

    /// What would have become too much; the value is of no use then.
    enum class Over : std::uint8_t { nothing, defaults, work };
    Over over() const noexcept { return over_; }

  private:
    json::Value of_array(const plan::ArrayNode& node, const json::Value& value);
    json::Value of_tuple(const plan::TupleNode& node, const json::Value& value);
    plan::NodeId option_of(const plan::DiscriminatedNode& options, const json::Value& value);
    json::Value of_object(const plan::ObjectNode& node, const json::Value& value);
    json::Value of_record(const plan::RecordNode& node, const json::Value& value);
    json::Value of_all(const plan::GroupNode& node, const json::Value& value);
    json::Value without(const json::Value& object, const std::vector<std::string_view>& names);
    json::Value merge(const json::Value& left, const json::Value& right);
    void add_default(const std::optional<plan::Default>& absent, std::string_view key, Rebuilt<json::Member>& members);
    bool pay_for(const plan::Default& absent, std::string_view key);
    json::Value of_string(const plan::StringNode& node, const json::Value& value);
    std::string_view key_of(const plan::RecordNode& node, const json::Member& member);
    bool rejects(const plan::RecordNode& node, const json::Member& member);
    std::string_view number_key(std::string_view key);
    void charge(std::size_t members);
    void charge_text(std::size_t bytes);
    static std::size_t members_within(const Limits& limits, std::size_t bytes) noexcept;
    json::Value object_of(Rebuilt<json::Member>& members, const json::Value& like);
    json::Value array_of(Rebuilt<json::Value>& items, const json::Value& like);

    const plan::Plan& plan_;
    const Choices& choices_;
    StringChecks strings_;
    LookedTable<json::Value> made_;  // by the groups of intersections
    std::size_t bytes_left_;         // that defaults may add
    std::size_t work_left_;          // members that the sides of intersections may copy
    std::size_t sides_ = 0;          // intersections around
    Over over_ = Over::nothing;
    std::pmr::memory_resource& memory_;
};

}  // namespace zodgate::check

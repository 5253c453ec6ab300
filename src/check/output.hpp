// The parsed value: what Zod returns for a valid payload.
#pragma once

#include "check/choices.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

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
    /// @param default_bytes  most bytes that defaults may add
    Output(const plan::Plan& plan, const Choices& choices, std::size_t default_bytes, std::pmr::memory_resource& memory)
        : plan_(plan), choices_(choices), left_(default_bytes), memory_(memory) {}

    /// Recursive as deep as the walk was. @throws std::bad_alloc
    json::Value of(plan::NodeId id, const json::Value& value);

    /// The defaults would have added too much; the value is of no use then.
    bool is_over() const noexcept { return over_; }

  private:
    json::Value of_array(const plan::ArrayNode& node, const json::Value& value);
    json::Value of_tuple(const plan::TupleNode& node, const json::Value& value);
    json::Value of_object(const plan::ObjectNode& node, const json::Value& value);
    json::Value of_record(const plan::RecordNode& node, const json::Value& value);
    json::Value of_all(const plan::GroupNode& node, const json::Value& value);
    json::Value merge(const json::Value& left, const json::Value& right);
    void add_default(const std::optional<plan::Default>& absent, std::string_view key,
                     std::vector<json::Member>& members);
    bool pay_for(const plan::Default& absent, std::string_view key);
    std::string_view number_key(std::string_view key);
    json::Value object_of(std::vector<json::Member>& members);

    const plan::Plan& plan_;
    const Choices& choices_;
    std::size_t left_;
    bool over_ = false;
    std::pmr::memory_resource& memory_;
};

}  // namespace zodgate::check

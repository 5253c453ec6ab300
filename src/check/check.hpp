// What the check room offers: the judgement of payloads against a plan.
#pragma once

#include "issue/issue.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <zodgate/messages.hpp>
#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

namespace zodgate::check {

/// Longest payload that is judged, in bytes.
inline constexpr std::size_t longest_payload = std::numeric_limits<std::int32_t>::max();

/// Deepest nesting that is judged.
inline constexpr std::size_t deepest_payload = 1000;

/// How a payload, or JSON within one, is read within the limits.
inline json::ReadOptions reading_within(const Limits& limits, bool refuse_repeated_keys) noexcept {
    return {std::min(limits.max_bytes, longest_payload),
            std::min(limits.max_depth, deepest_payload),
            refuse_repeated_keys,
            limits.max_values,
            limits.max_members,
            limits.max_string_bytes};
}

/// A limit that has ended a judgement.
struct ReachedLimit {
    const char* limit = nullptr;  ///< the member of Limits; static storage; null: none
    std::size_t maximum = 0;
};

/// The limit that has ended the reading of a payload: none if it was read, is no JSON, or repeats a key.
ReachedLimit limit_of(json::ReadStatus status, const Limits& limits) noexcept;

/// Looks at a payload once, as it is read, and says yes only if explain() would find it valid, or would find it valid
/// within larger limits on work that is not needed here. What it cannot decide without a look back it does not accept.
/// Allocates nothing once a thread has judged payloads of that size, up to 1 MiB, but where patterns are matched step
/// by step or a URL's host goes beyond ASCII. @throws std::bad_alloc and nothing else
bool accept(const plan::Plan& plan, std::string_view payload, const Limits& limits);

/// Reads the payload and walks it against the plan, collecting issues in Zod's order. This is the only meaning of a
/// schema. @throws std::bad_alloc and nothing else
Result explain(const plan::Plan& plan, std::string_view payload, const Limits& limits);

using UseValue = std::function<void(const json::Value& parsed)>;

/// The same, and the parsed value of a valid payload, which is good during the call of `use` only. The payload's text
/// is not looked at any more by then.
Result explain(const plan::Plan& plan, std::string_view payload, const Limits& limits, const UseValue& use);

/// As explain(), with the answer that refuses the payload written instead of the issues: `body` becomes what
/// error_body() gives, or empty. The payload may be a view of the body.
/// @throws std::bad_alloc, and whatever a function of the messages throws
Status answer(const plan::Plan& plan, std::string_view payload, const Limits& limits, std::string_view error,
              const Messages& messages, std::string& body);

using UseFindings = std::function<void(issue::Findings findings)>;

/// Reads a payload and judges it, in memory of the caller's.
/// @param memory   where the parsed value lies until it is released
/// @param parsed   becomes the parsed value of a valid payload; what else it had stays
/// @param refused  called with what is wrong, which is good during the call, unless the payload is valid
/// @throws std::bad_alloc, and whatever `refused` throws
Status judge(const plan::Plan& plan, std::string_view payload, const Limits& limits, json::Arena& memory,
             json::Value& parsed, const UseFindings& refused);

/// The same of a value that is there already, or of a missing one (null). A missing value that is valid leaves `parsed`
/// as it is. @param bytes  of the text that the value came from
Status judge(const plan::Plan& plan, const json::Value* root, std::size_t bytes, const Limits& limits,
             json::Arena& memory, json::Value& parsed, const UseFindings& refused);

/// Whether what a node of the plan asks for holds of a value alone. Dynamic references lead where they do from no other
/// resource. What cannot be decided within the limits does not fit.
/// @param bytes  of the text that the value came from
bool fits(const plan::Plan& plan, plan::NodeId node, const json::Value& value, std::size_t bytes, const Limits& limits);

/// What JavaScript's ToNumber (ECMA-262, 7.1.4) makes of a value that JSON.parse gave; NaN for objects. Recursive only
/// through arrays of one item: the value must come from a bounded depth.
double to_javascript_number(const json::Value& value);

}  // namespace zodgate::check

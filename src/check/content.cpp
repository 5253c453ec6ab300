// What strings hold: `contentEncoding` and `contentMediaType`.
#include "check/walk.hpp"

#include <algorithm>
#include <string>

namespace zodgate::check {

Outcome Walk::judge_content(const plan::ContentNode& node, const Value* value) {
    if (!is(value, json::Type::string)) return {};
    charge_text(value->size);
    if (is_stopped()) return failure();
    if (node.encoding && !text::is_encoded(value->string(), *node.encoding)) {
        return fail_keyword("contentEncoding", value);
    }
    if (!node.is_json) return {};
    const bool is_json = node.encoding ? is_json_within(text::decoded(value->string(), *node.encoding))
                                       : is_json_within(value->string());
    if (is_stopped()) return failure();
    return is_json ? Outcome() : fail_keyword("contentMediaType", value);
}

// As deep as a payload may be that had it in the place of the string: what a payload may take of the stack is for both.
bool Walk::is_json_within(std::string_view text) {
    json::ReadOptions options = reading_within(limits_, plan_.options.refuse_repeated_keys);
    options.max_bytes = text.size();
    options.max_depth = limits_.max_depth - std::min(limits_.max_depth, path_.size());
    json::Arena memory;
    Value root;
    const json::ReadError error = json::read(text, options, memory, root);
    const ReachedLimit reached = limit_of(error.status, limits_);
    if (reached.limit != nullptr) stop(reached);
    return error.status == json::ReadStatus::ok;
}

}  // namespace zodgate::check

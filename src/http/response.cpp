// An answer of the server's own held against the document.
#include "http/gate.hpp"

#include "check/check.hpp"
#include "http/fields.hpp"
#include "http/media_type.hpp"

#include <utility>

namespace zodgate::http {
namespace {

ResponseCheck fault(ResponseCheck::Fault fault, std::string reason) { return {fault, {}, std::move(reason)}; }

ResponseCheck judge(const CompiledContent& content, const MediaType& type, std::string_view body,
                    const Limits& limits) {
    const bool is_json_body = is_json(type.type, type.subtype);
    const bool is_text_body = matches(type, "text/plain");
    if (content.plan == nullptr || (!is_json_body && !is_text_body)) return {};
    Result result;
    if (is_json_body) {
        result = check::explain(*content.plan, body, limits);
    } else {
        json::Arena memory;
        json::Value parsed;
        const json::Value text = value_of_text(content.shape, body, ApiOptions::NumberText::json, memory);
        std::vector<Issue> issues;
        const Status status = check::judge(*content.plan, &text, body.size(), limits, memory, parsed,
                                           [&](issue::Findings found) { issues = issue::to_issues(found); });
        result = Result(status, std::move(issues), false);
    }
    if (result.valid()) return {};
    return {ResponseCheck::Fault::body, std::move(result).issues(), "the body is not what the document describes"};
}

}  // namespace

ResponseCheck Api::check_response(std::string_view operation, int status, std::string_view content_type,
                                  std::string_view body) const {
    using Fault = ResponseCheck::Fault;
    const auto known = gate_->by_name.find(operation);
    if (known == gate_->by_name.end()) {
        return fault(Fault::unknown_operation, "the document has no operation \"" + std::string(operation) + "\"");
    }
    const CompiledResponse* const response = find_response(gate_->compiled[known->second], status);
    if (response == nullptr) {
        return fault(Fault::undeclared_status, "the operation has no response " + std::to_string(status));
    }
    // Where no content is described, nothing is said of it.
    if (response->content.empty()) return {};
    const std::optional<MediaType> type = parse_media_type(trim_optional_whitespace(content_type));
    const CompiledContent* const content = type ? find_content(response->content, type->type, type->subtype) : nullptr;
    if (content == nullptr || !is_utf8(type->charset)) {
        return fault(Fault::media_type, "the response " + response->status + " has no content of the type \"" +
                                            std::string(content_type) + "\"");
    }
    return judge(*content, *type, body, gate_->options.schema.limits);
}

}  // namespace zodgate::http

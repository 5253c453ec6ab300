// A byte that chooses what is judged, and a payload: a request's body before the gate of the shipped OpenAPI document,
// or an answer with a status. The document says of both what the shipped schemas say, and each answer that refuses is
// one that it describes.
#include "harness.hpp"

#include <zodgate/generate.hpp>
#include <zodgate/zodgate.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using harness::require;
using zodgate::http::Api;
using zodgate::http::ResponseCheck;

constexpr std::string_view operation = "POST /v1/organizations/{orgId}/invite";

// Requests are as often as all answers together.
constexpr std::size_t kinds = 8;
bool is_request(std::uint8_t choice) { return choice % kinds < kinds / 2; }

const Api& api() {
    static const Api loaded = Api::from_openapi(zodgate::schemas::kontext_invite_text());
    return loaded;
}

void ask(std::string_view body) {
    const auto fields = [](std::string_view name, const auto& found) {
        if (name == "authorization") found("Bearer ktx_key_1");
        if (name == "content-type") found("application/json");
    };
    const zodgate::http::Verdict verdict = api().check({"POST", "/api/v1/organizations/org_1/invite", fields, body});
    std::string value;
    const zodgate::Result result = zodgate::schemas::invite_request().validate(body, value);
    if (const auto* const accepted = verdict.accepted()) {
        require(result.valid() && accepted->is_checked() && accepted->body().to_json() == value);
        require(accepted->path()["orgId"].string() == "org_1");
        return;
    }
    const auto* const rejected = verdict.rejected();
    require(rejected != nullptr && !result.valid() && rejected->status == 400);
    require(zodgate::schemas::error().validate(rejected->body).valid());
    require(api().check_response(operation, 400, rejected->headers.at(0).value, rejected->body).fault ==
            ResponseCheck::Fault::none);
    if (result.status() == zodgate::Status::invalid) {
        require(rejected->body == zodgate::error_body("Validation error", result.issues()));
    }
}

void answer(std::uint8_t choice, std::string_view body) {
    constexpr std::array statuses{400, 401, 403};
    const int status = statuses[choice / kinds % statuses.size()];
    const ResponseCheck checked = api().check_response(operation, status, "application/json; charset=utf-8", body);
    const zodgate::Result result = zodgate::schemas::error().validate(body);
    require(checked.fault == (result.valid() ? ResponseCheck::Fault::none : ResponseCheck::Fault::body));
    require(checked.issues.size() == result.issues().size() && checked.reason.empty() == result.valid());
    if (result.status() == zodgate::Status::invalid) {
        require(zodgate::to_json(checked.issues) == zodgate::to_json(result.issues()));
    }
    require(result.valid() == result.issues().empty());
    require(zodgate::schemas::error().validate(zodgate::error_body("Refused", result.issues())).valid());
    // An answer that has no content in the document, and one that is not in it.
    require(!api().check_response(operation, 500, "application/json", body));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view payload(reinterpret_cast<const char*>(data + 1), size - 1);
    if (is_request(data[0])) {
        ask(payload);
    } else {
        answer(data[0], payload);
    }
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
// Half of the mutants are payloads of the schema that they are judged by, behind the byte that chooses it.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
    static const zodgate::Generator requests(zodgate::schemas::invite_request());
    static const zodgate::Generator answers(zodgate::schemas::error());
    if (seed % 2 == 0 || size == 0 || max_size < 2) return LLVMFuzzerMutate(data, size, max_size);
    const zodgate::Generator& generator = is_request(data[0]) ? requests : answers;
    return 1 + generator.mutate(data + 1, size - 1, max_size - 1, seed, LLVMFuzzerMutate);
}
#endif

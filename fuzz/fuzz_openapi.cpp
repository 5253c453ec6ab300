// Bytes as an OpenAPI document, in JSON or YAML: loading gives an API or a SchemaError, and the API of a document
// judges requests for its operations.
#include "harness.hpp"
#include "json_mutator.hpp"

#include <zodgate/http.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace {

using harness::require;
using zodgate::http::Api;

std::optional<Api> load(std::string_view text) {
    zodgate::http::ApiOptions options;
    options.schema.max_schema_bytes = std::size_t{64} * 1024;
    options.schema.limits.max_bytes = std::size_t{64} * 1024;
    options.schema.limits.max_union_work = 10000;
    options.schema.limits.max_pattern_steps = 100000;
    options.schema.limits.max_default_bytes = std::size_t{64} * 1024;
    try {
        return Api::from_openapi(text, options);
    } catch (const zodgate::SchemaError& error) {
        require(!error.reason().empty());
        require(error.pointer().empty() || error.pointer().front() == '/');
        return std::nullopt;
    }
}

void ask(const Api& api, const zodgate::http::Operation& operation) {
    const std::string target = operation.path + "?a=1&b=x,y&c[d]=%7b%7d";
    const auto fields = [](std::string_view name, const zodgate::http::HeaderView::Found& found) {
        found(name == "content-type" ? "application/json" : "1");
    };
    const zodgate::http::Verdict verdict = api.check({operation.method, target, fields, R"({"a":[1,"x",null]})"});
    require(verdict.not_mine() || (verdict.accepted() != nullptr) != (verdict.rejected() != nullptr));
    const std::string name = operation.id.empty() ? operation.method + " " + operation.path : operation.id;
    const auto checked = api.check_response(name, 200, "application/json", "{}");
    require(checked.fault != zodgate::http::ResponseCheck::Fault::unknown_operation);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::optional<Api> api = load({reinterpret_cast<const char*>(data), size});
    if (!api) return 0;
    std::size_t asked = 0;
    for (const zodgate::http::Operation& operation : api->operations()) {
        require(operation.pointer.compare(0, 7, "/paths/") == 0 ||
                operation.pointer.compare(0, 12, "/components/") == 0);
        if (++asked <= 20) ask(*api, operation);
    }
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most_bytes,
                                               unsigned seed) {
    return json_mutator::mutate(
        data, size, most_bytes, seed, [](std::string_view input, std::size_t room, unsigned chance) {
            const std::size_t begin = input.find_first_not_of(" \t\r\n");
            // YAML is left to changes of bytes.
            if (begin == std::string_view::npos || input[begin] != '{') return std::string(input);
            const bool about_schemas = chance % 2 == 0;
            return about_schemas ? json_mutator::changed(input, json_mutator::schema_keywords, {}, room, chance / 2)
                                 : json_mutator::changed(input, json_mutator::open_api_keywords, {}, room, chance / 2);
        });
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size, const std::uint8_t* two,
                                                 std::size_t two_size, std::uint8_t* out, std::size_t most_bytes,
                                                 unsigned seed) {
    return json_mutator::cross(one, one_size, two, two_size, out, most_bytes, seed, json_mutator::crossed);
}
#endif

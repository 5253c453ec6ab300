// A schema document and a payload, separated by the first NUL: loading gives a schema or a SchemaError, and a loaded
// schema judges any payload within its limits.
#include <zodgate/zodgate.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void judge(const zodgate::Schema& schema, std::string_view payload) {
    zodgate::Limits limits;
    limits.max_union_work = 10000;
    const zodgate::Result result = schema.validate(payload, limits);
    require(result.valid() == result.issues().empty());
    const std::string body = zodgate::error_body("Validation error", result.issues());
    // Unions within unions nest their issues, at most as deep as a schema may ask for.
    zodgate::Limits ample;
    ample.max_depth = 1000;
    ample.max_bytes = std::size_t{1} << 31U;
    const zodgate::Status status = zodgate::schemas::error().validate(body, ample).status();
    require(status == zodgate::Status::valid || status == zodgate::Status::over_limit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\0');
    const std::string_view document = input.substr(0, end);
    const std::string_view payload = end == std::string_view::npos ? std::string_view("{}") : input.substr(end + 1);
    try {
        const zodgate::Schema schema = zodgate::Schema::parse(document);
        judge(schema, payload);
        // A schema document is a payload like any other, and often a telling one.
        judge(schema, document);
    } catch (const zodgate::SchemaError& error) {
        require(error.offset() <= document.size());
        require(!error.reason().empty());
    }
    return 0;
}

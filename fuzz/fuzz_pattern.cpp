// A regular expression and a string, separated by the first NUL: loading gives a schema or a SchemaError, and a search
// ends within its steps, with the same answer each time, and with one that more steps do not change.
#include "harness.hpp"

#include <zodgate/zodgate.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using harness::quoted;
using harness::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\0');
    const std::string document = R"({"type":"string","pattern":)" + quoted(input.substr(0, end)) + "}";
    const std::string payload = quoted(end == std::string_view::npos ? std::string_view() : input.substr(end + 1));
    try {
        const zodgate::Schema schema = zodgate::Schema::parse(document);
        zodgate::Limits few;
        few.max_pattern_steps = 2000;
        zodgate::Limits many;
        many.max_pattern_steps = 200000;
        const zodgate::Result first = schema.validate(payload, few);
        const zodgate::Result again = schema.validate(payload, few);
        require(first.status() == again.status() && first.patterns_stopped() == again.patterns_stopped());
        require(!(first.valid() && first.patterns_stopped()));
        const zodgate::Result ample = schema.validate(payload, many);
        require(first.patterns_stopped() || first.status() == ample.status());
    } catch (const zodgate::SchemaError& error) {
        require(error.offset() <= document.size());
        require(!error.reason().empty());
    }
    return 0;
}

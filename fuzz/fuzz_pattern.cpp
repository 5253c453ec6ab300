// A regular expression and a string, separated by the first NUL: loading gives a schema or a SchemaError, and a search
// ends within its steps, with the same answer each time, and with one that more steps do not change.
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

// A string as JSON, every byte of it escaped that need be. What is not UTF-8 is left as it is, and refused.
std::string quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\') {
            out.append("\\u00").append(1, hex[byte >> 4U]).append(1, hex[byte & 0xFU]);
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace

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

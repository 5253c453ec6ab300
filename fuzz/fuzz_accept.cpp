// A payload judged in one pass and by the walk: the first byte chooses a schema, the rest is the payload. Asked for the
// verdict alone, the library may say yes after one pass; asked for the parsed value, it walks. Both must say the same,
// and of the parsed value that it stays as it is.
#include "harness.hpp"

#include <zodgate/zodgate.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using harness::require;

std::vector<zodgate::Schema> load() {
    // New ones go to the end: the corpus names them by position.
    constexpr std::string_view documents[] = {
        R"(true)",
        R"({"type":["string","number","null"],"minLength":1,"maxLength":3,"minimum":-2,"multipleOf":0.5})",
        R"({"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":4})",
        R"({"type":"array","prefixItems":[{"type":"string"},{"type":"array","items":{"enum":["a",1,null]}}],"items":{"type":"boolean"},"minItems":1})",
        R"({"type":"object","properties":{"a":{"type":"string"},"b":{"$ref":"#"},"toString":{"type":"string"}},"required":["a"],"additionalProperties":false})",
        R"({"type":"object","properties":{"a":{"type":"integer"},"prefix_a":{},"prefix_b":{"default":1}},"additionalProperties":{"type":"array","items":{"type":"string"}}})",
        R"({"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"n":{"$ref":"#"}},"required":["k"]},{"type":"object","properties":{"k":{"enum":["b","c"]},"v":{"type":"string"}},"required":["k","v"]}]})",
        R"({"type":"object","propertyNames":{"type":"string","maxLength":2},"additionalProperties":{"type":"integer"}})",
        R"({"type":"object","propertyNames":{"enum":["a","b"]},"additionalProperties":{"type":["null","string"]},"required":["a","b"]})",
        R"({"type":"object","patternProperties":{"^x":{"type":"integer"}}})",
        R"({"anyOf":[{"type":"string","format":"email"},{"type":"string","pattern":"^[a-f]{2,}$"},{"type":"array","items":{"$ref":"#"}},{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}]})",
        R"({"oneOf":[{"type":"string"},{"type":"integer"},{"type":"number","minimum":3},{"type":"array","items":{"type":"string","format":"uri"}}]})",
        R"({"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":{}},{"$ref":"#/$defs/r"}],"$defs":{"r":{"type":"object","propertyNames":{"type":"string"},"additionalProperties":{}}}})",
        R"({"type":"object","propertyNames":{"type":"string","pattern":"^-?\\d+(?:\\.\\d+)?$"},"additionalProperties":{"type":"string","minLength":2}})",
        R"({"anyOf":[{"type":"object","properties":{"t":{"const":"a"},"v":{"type":"integer"},"in":{"$ref":"#"}},"required":["t"]},{"type":"object","properties":{"t":{"const":"b"},"v":{"type":"string"},"in":{"type":"array","items":{"$ref":"#"}}},"required":["t","v"],"additionalProperties":false},{"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":{"type":"integer"}},{"type":["null","boolean"]}]})",
    };
    std::vector<zodgate::Schema> schemas{zodgate::schemas::invite_request()};
    for (const std::string_view document : documents) schemas.push_back(zodgate::Schema::parse(document));
    return schemas;
}

/// Whether a parsed value may be refused when it is judged in its turn: z.record(z.number(), …) writes its keys as
/// numbers are written, and "-25555555555555555555555" becomes "-2.5555555555555555e+22", which its pattern refuses.
bool may_rename_keys(std::size_t position) {
    constexpr std::size_t record_of_numbers = 14;
    return position == record_of_numbers;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<zodgate::Schema> schemas = load();
    if (size == 0) return 0;
    const std::size_t position = data[0] % schemas.size();
    const zodgate::Schema& schema = schemas[position];
    const std::string_view payload(reinterpret_cast<const char*>(data + 1), size - 1);
    std::string value;
    const zodgate::Result walked = schema.validate(payload, value);
    const zodgate::Result quick = schema.validate(payload);
    // What takes the walk too much work may be decided without.
    if (walked.status() == zodgate::Status::over_limit && quick.valid()) return 0;
    require(quick.status() == walked.status());
    require(zodgate::to_json(quick.issues()) == zodgate::to_json(walked.issues()));
    std::string body(payload);
    require(schema.answer(body, "no", body) == quick.status());
    require(body == (quick.valid() ? std::string() : zodgate::error_body("no", quick.issues())));
    if (walked.valid() && !may_rename_keys(position)) {
        std::string same;
        const zodgate::Status again = schema.validate(value, same).status();
        require(again == zodgate::Status::valid || again == zodgate::Status::over_limit);
        require(again != zodgate::Status::valid || same == value);
    }
    return 0;
}

// A seed in eight bytes, then a schema document: loading gives a schema or a SchemaError, and what is made up from a
// schema, in both readings, is judged by it as announced; mutants keep to their size.
#include "harness.hpp"
#include "json_mutator.hpp"

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

constexpr std::size_t seed_bytes = 8;

zodgate::Options options_for(zodgate::Semantics semantics) {
    zodgate::Options options;
    options.semantics = semantics;
    options.formats = zodgate::Formats::all;
    options.check_content = semantics == zodgate::Semantics::json_schema;
    options.limits.max_union_work = 10000;
    options.limits.max_pattern_steps = 100000;
    return options;
}

bool has_issue(const zodgate::Result& result, const zodgate::Broken& broken) {
    const auto& issues = result.issues();
    return std::any_of(issues.begin(), issues.end(), [&broken](const zodgate::Issue& issue) {
        return issue.path == broken.path && zodgate::code_of(issue) == broken.code;
    });
}

// Whether anything satisfies the schema, as far as is known.
bool make(const zodgate::Schema& schema, const zodgate::Generator& generator, std::uint64_t seed) {
    try {
        const std::string payload = generator.valid(seed);
        require(schema.validate(payload).valid());
        require(payload == generator.valid(seed));
        const zodgate::Broken broken = generator.invalid(seed);
        const zodgate::Result result = schema.validate(broken.payload);
        require(result.status() == (broken.malformed ? zodgate::Status::malformed : zodgate::Status::invalid));
        require(broken.malformed || has_issue(result, broken));
        return true;
    } catch (const zodgate::GenerateError& error) {
        require(!error.reason().empty());
        return false;
    }
}

void mutate(const zodgate::Generator& generator, std::string_view input, std::uint64_t seed) {
    std::array<std::uint8_t, 257> data{};
    data.back() = 0xA5;
    const std::size_t most = data.size() - 1;
    std::size_t size = std::min(input.size(), most);
    std::copy_n(input.begin(), size, data.begin());
    size = generator.mutate(data.data(), size, most, static_cast<unsigned>(seed));
    require(size <= most && data.back() == 0xA5);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < seed_bytes) return 0;
    std::uint64_t seed = 0;
    for (std::size_t i = 0; i < seed_bytes; ++i) seed = seed << 8U | data[i];
    const std::string_view document(reinterpret_cast<const char*>(data + seed_bytes), size - seed_bytes);
    for (const zodgate::Semantics semantics : {zodgate::Semantics::zod, zodgate::Semantics::json_schema}) {
        try {
            const zodgate::Schema schema = zodgate::Schema::parse(document, options_for(semantics));
            const zodgate::Generator generator(schema);
            if (make(schema, generator, seed)) mutate(generator, document, seed);
        } catch (const zodgate::SchemaError& error) {
            require(!error.reason().empty());
        }
    }
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
static std::string crossed_documents(std::string_view first, std::string_view second, std::size_t most_bytes,
                                     unsigned seed) {
    if (std::min({first.size(), second.size(), most_bytes}) < seed_bytes) return std::string(first);
    return std::string(first.substr(0, seed_bytes)) +
           json_mutator::crossed(first.substr(seed_bytes), second.substr(seed_bytes), most_bytes - seed_bytes, seed);
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most_bytes,
                                               unsigned seed) {
    return json_mutator::mutate(
        data, size, most_bytes, seed, [](std::string_view input, std::size_t room, unsigned chance) {
            if (input.size() < seed_bytes || room < seed_bytes) return std::string(input);
            return std::string(input.substr(0, seed_bytes)) + json_mutator::changed(input.substr(seed_bytes),
                                                                                    json_mutator::schema_keywords, {},
                                                                                    room - seed_bytes, chance);
        });
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size, const std::uint8_t* two,
                                                 std::size_t two_size, std::uint8_t* out, std::size_t most_bytes,
                                                 unsigned seed) {
    return json_mutator::cross(one, one_size, two, two_size, out, most_bytes, seed, crossed_documents);
}
#endif

// A schema document and a payload, separated by the first NUL, read by draft-07 alone: valijson, an independent
// validator, gives the same verdict. What it is known to do otherwise is left out (verdict_filter.hpp).
#include "harness.hpp"
#include "json_mutator.hpp"
#include "verdict_filter.hpp"

#include <zodgate/zodgate.hpp>

// The library has valijson in a namespace of its own. Another keeps this one, as it is, apart from that.
#define VALIJSON_USE_EXCEPTIONS 1
#define valijson valijson_with_exceptions
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#undef valijson

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using harness::require;
namespace peer = valijson_with_exceptions;

std::optional<rapidjson::Document> read(std::string_view text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
    if (document.HasParseError()) return std::nullopt;
    return document;
}

// "valid", "invalid", or why there is no verdict.
std::string opinion_on(std::string_view document, std::string_view payload) {
    using Adapter = peer::adapters::RapidJsonAdapter;
    const std::optional<rapidjson::Document> schema_json = read(document);
    const std::optional<rapidjson::Document> payload_json = read(payload);
    if (!schema_json || !payload_json) return "not read";
    try {
        peer::Schema schema;
        peer::SchemaParser(peer::SchemaParser::kDraft7).populateSchema(Adapter(*schema_json), schema);
        peer::Validator validator;
        return validator.validate(schema, Adapter(*payload_json), nullptr) ? "valid" : "invalid";
    } catch (const std::exception& error) {
        return error.what();
    }
}

std::optional<zodgate::Schema> load(std::string_view document) {
    zodgate::Options options = zodgate::Options::json_schema();
    options.default_dialect = "http://json-schema.org/draft-07/schema#";
    try {
        return zodgate::Schema::parse(document, options);
    } catch (const zodgate::SchemaError&) {
        return std::nullopt;
    }
}

bool both_read_alike(const json_text::Node& document, const json_text::Node& payload) {
    constexpr std::size_t deepest = 30;
    // A schema that refers to itself asks as many subschemas a level as there are references.
    constexpr std::size_t deepest_with_references = 6;
    verdict::Document filter(document);
    if (!filter.is_plain()) return false;
    if (!verdict::is_plain_value(payload, filter.has_reference() ? deepest_with_references : deepest)) return false;
    return !filter.has_multiple_of() || verdict::has_only_integers(payload);
}

void compare(std::string_view document, std::string_view payload) {
    const std::optional<zodgate::Schema> schema = load(document);
    if (!schema) return;
    const zodgate::Result result = schema->validate(payload);
    if (result.status() != zodgate::Status::valid && result.status() != zodgate::Status::invalid) return;
    if (!both_read_alike(json_text::read(document), json_text::read(payload))) return;
    const std::string ours = result.valid() ? "valid" : "invalid";
    const std::string theirs = opinion_on(document, payload);
    if (ours == theirs) return;
    std::fprintf(stderr, "schema %.*s\npayload %.*s\nzodgate: %s, valijson: %s\n", static_cast<int>(document.size()),
                 document.data(), static_cast<int>(payload.size()), payload.data(), ours.c_str(), theirs.c_str());
    require(false);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most_bytes = 4096;
    if (size > most_bytes) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\0');
    if (end != std::string_view::npos) compare(input.substr(0, end), input.substr(end + 1));
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
static const std::vector<json_mutator::Keyword>& supported_keywords() {
    static const std::vector<json_mutator::Keyword> supported = [] {
        std::vector<json_mutator::Keyword> keywords;
        for (const json_mutator::Keyword& keyword : json_mutator::schema_keywords) {
            if (verdict::is_supported(keyword.key)) keywords.push_back(keyword);
        }
        return keywords;
    }();
    return supported;
}
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most_bytes,
                                               unsigned seed) {
    return json_mutator::mutate(data, size, most_bytes, seed,
                                [](std::string_view input, std::size_t room, unsigned chance) {
                                    return json_mutator::changed_parts(input, supported_keywords(), room, chance);
                                });
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size, const std::uint8_t* two,
                                                 std::size_t two_size, std::uint8_t* out, std::size_t most_bytes,
                                                 unsigned seed) {
    return json_mutator::cross(one, one_size, two, two_size, out, most_bytes, seed, json_mutator::crossed_parts);
}
#endif

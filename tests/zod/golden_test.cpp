// Every payload of the golden files, as real Zod judged it. tests/zod/generate.mjs writes them.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;

namespace {

// Files of a schema a line.
constexpr std::string_view random_pairs = "random.ndjson";
constexpr std::string_view format_pairs = "formats.ndjson";

std::string_view text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::optional<std::string_view> member_text(const rapidjson::Value& object, const char* name) {
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd()) return std::nullopt;
    return text_of(found->value);
}

rapidjson::Document parse(const std::string& line) {
    rapidjson::Document document;
    document.Parse(line.data(), line.size());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

std::vector<std::filesystem::path> golden_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(ZODGATE_GOLDEN)) {
        const std::filesystem::path name = entry.path().filename();
        if (name != random_pairs && name != format_pairs) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

Schema schema_that_keeps(const std::string& document) {
    Options options;
    options.unknown_keys = UnknownKeys::keep;
    return Schema::parse(document, options);
}

/// What Zod says of a payload. Of issues and value one is there, or none with a payload that is not JSON.
struct Answer {
    std::string_view payload;
    std::string_view verdict;
    std::optional<std::string_view> issues{};
    std::optional<std::string_view> value{};
};

void check(const Schema& schema, const Answer& expected) {
    CAPTURE(expected.payload);
    std::string value;
    const Result result = schema.validate(expected.payload, value);
    CHECK(result.valid() == (expected.verdict == "valid"));
    CHECK((result.status() == Status::malformed) == (expected.verdict == "malformed"));
    if (expected.issues) CHECK(to_json(result.issues()) == *expected.issues);
    if (expected.value) CHECK(value == *expected.value);
    std::string body;
    CHECK(schema.answer(expected.payload, "Validation error", body) == result.status());
    CHECK(body == (result.valid() ? std::string() : error_body("Validation error", result.issues())));
    if (expected.verdict == "malformed") {
        REQUIRE(result.issues().size() == 1);
        CHECK(
            to_json(result.issues()).find(R"([{"code":"invalid_format","format":"json_string","path":[],"message":)") ==
            0);
    }
}

// Checks a file of a schema a line, and counts.
struct Counts {
    std::size_t schemas = 0;
    std::size_t payloads = 0;
};

Counts check_pairs(std::string_view file) {
    Counts counts;
    std::ifstream stream(std::filesystem::path(ZODGATE_GOLDEN) / file, std::ios::binary);
    for (std::string line; std::getline(stream, line); ++counts.schemas) {
        const rapidjson::Document entry = parse(line);
        const std::string document(text_of(entry["document"]));
        CAPTURE(document);
        const Schema schema = entry.HasMember("keep") ? schema_that_keeps(document) : Schema::parse(document);
        for (const rapidjson::Value& pair : entry["pairs"].GetArray()) {
            ++counts.payloads;
            Answer expected{text_of(pair[0]), text_of(pair[1])};
            if (expected.verdict == "invalid") expected.issues = text_of(pair[2]);
            if (expected.verdict == "valid") expected.value = text_of(pair[2]);
            check(schema, expected);
        }
    }
    return counts;
}

}  // namespace

TEST_CASE("golden files: issues and values are Zod's, byte for byte") {
    std::size_t payloads = 0;
    const std::vector<std::filesystem::path> files = golden_files();
    for (const std::filesystem::path& path : files) {
        CAPTURE(path.filename().string());
        std::ifstream stream(path, std::ios::binary);
        std::string line;
        REQUIRE(std::getline(stream, line));
        const Schema schema = Schema::parse(line);
        const Schema keeping = schema_that_keeps(line);
        for (; std::getline(stream, line); ++payloads) {
            const rapidjson::Document expected = parse(line);
            const std::optional<std::string_view> kept = member_text(expected, "kept");
            check(kept ? keeping : schema,
                  {text_of(expected["payload"]), text_of(expected["verdict"]), member_text(expected, "issues"),
                   kept ? kept : member_text(expected, "value")});
        }
    }
    CHECK(files.size() == 202);
    CHECK(payloads == 14647);
}

TEST_CASE("golden random pairs: issues and values are Zod's, byte for byte") {
    const Counts counts = check_pairs(random_pairs);
    CHECK(counts.schemas == 652);
    CHECK(counts.payloads == 6003);
}

TEST_CASE("golden strings of formats: issues and values are Zod's, byte for byte") {
    const Counts counts = check_pairs(format_pairs);
    CHECK(counts.schemas == 136);
    CHECK(counts.payloads == 2720);
}

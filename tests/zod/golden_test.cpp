// Every payload of the golden files, as real Zod judged it. tests/zod/generate.mjs writes them.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;

namespace {

std::string_view text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::vector<std::filesystem::path> golden_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(ZODGATE_GOLDEN)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

void check_line(const Schema& schema, const std::string& line) {
    rapidjson::Document expected;
    expected.Parse(line.data(), line.size());
    REQUIRE_FALSE(expected.HasParseError());
    const std::string_view payload = text_of(expected["payload"]);
    const std::string_view verdict = text_of(expected["verdict"]);
    CAPTURE(payload);
    const Result result = schema.validate(payload);
    CHECK(result.valid() == (verdict == "valid"));
    CHECK((result.status() == Status::malformed) == (verdict == "malformed"));
    if (verdict == "invalid") CHECK(to_json(result.issues()) == text_of(expected["issues"]));
    if (verdict == "malformed") {
        REQUIRE(result.issues().size() == 1);
        CHECK(
            to_json(result.issues()).find(R"([{"code":"invalid_format","format":"json_string","path":[],"message":)") ==
            0);
    }
}

}  // namespace

TEST_CASE("golden files: the issues are Zod's, byte for byte") {
    std::size_t payloads = 0;
    const std::vector<std::filesystem::path> files = golden_files();
    for (const std::filesystem::path& path : files) {
        CAPTURE(path.filename().string());
        std::ifstream stream(path, std::ios::binary);
        std::string line;
        REQUIRE(std::getline(stream, line));
        const Schema schema = Schema::parse(line);
        for (; std::getline(stream, line); ++payloads) check_line(schema, line);
    }
    CHECK(files.size() == 123);
    CHECK(payloads == 8367);
}

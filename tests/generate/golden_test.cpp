// Payloads made up for all schemas of the golden files (tests/zod/generate.mjs), as many as there are.
#include <zodgate/generate.hpp>
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;

namespace {

std::vector<std::filesystem::path> golden_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(ZODGATE_GOLDEN)) {
        const std::string name = entry.path().filename().string();
        if (name != "random.ndjson" && name != "formats.ndjson") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool has_issue(const Result& result, const Broken& broken) {
    const std::vector<Issue>& issues = result.issues();
    return std::any_of(issues.begin(), issues.end(), [&broken](const Issue& issue) {
        return issue.path == broken.path && code_of(issue) == broken.code;
    });
}

struct Made {
    std::size_t valid = 0;
    std::size_t invalid = 0;
    std::size_t malformed = 0;
};

void check(const Schema& schema, const Broken& broken) {
    CAPTURE(broken.payload, broken.manner, broken.explanation);
    const Result result = schema.validate(broken.payload);
    CHECK(result.status() == (broken.malformed ? Status::malformed : Status::invalid));
    CHECK((broken.malformed || has_issue(result, broken)));
    CHECK(broken.malformed == (broken.manner == "malformed"));
    CHECK_FALSE(broken.explanation.empty());
    CHECK(broken.payload.find('\n') == std::string::npos);
}

void check(const Schema& schema, const std::string& payload) {
    CAPTURE(payload);
    CHECK(schema.validate(payload).valid());
    CHECK(payload.find('\n') == std::string::npos);
    CHECK(payload.size() < 65536);
}

/// Whether all that was asked for was made; whatever was made is checked.
bool make(const Schema& schema, std::uint64_t count, Made& made) {
    const Generator generator(schema);
    for (std::uint64_t seed = 0; seed < count; ++seed) {
        const Broken broken = generator.invalid(seed);
        check(schema, broken);
        ++(broken.malformed ? made.malformed : made.invalid);
    }
    try {
        for (std::uint64_t seed = 0; seed < count; ++seed, ++made.valid) check(schema, generator.valid(seed));
        return true;
    } catch (const GenerateError&) {
        return false;
    }
}

}  // namespace

TEST_CASE("made up for every golden schema: what is announced holds") {
    // Nothing satisfies these.
    const std::set<std::string> unsatisfiable{"document_false.ndjson", "never.ndjson", "never_required.ndjson"};
    std::set<std::string> not_made;
    std::set<std::string> only_malformed;
    Made all;
    for (const std::filesystem::path& path : golden_files()) {
        const std::string name = path.filename().string();
        CAPTURE(name);
        std::ifstream stream(path, std::ios::binary);
        std::string line;
        REQUIRE(std::getline(stream, line));
        const std::size_t broken_before = all.invalid;
        if (!make(Schema::parse(line), 50, all)) not_made.insert(name);
        if (all.invalid == broken_before) only_malformed.insert(name);
    }
    CHECK(not_made == unsatisfiable);
    // These take whatever is JSON.
    CHECK(only_malformed == std::set<std::string>{"any.ndjson", "document_true.ndjson", "json.ndjson"});
    CHECK(all.valid == std::size_t{199} * 50);
    CHECK(all.invalid + all.malformed == std::size_t{202} * 50);
}

TEST_CASE("made up for random schemas: none is given up of which Zod accepts a golden payload") {
    Made all;
    std::size_t satisfied = 0;
    std::size_t made = 0;
    for (const std::string_view file : {"random.ndjson", "formats.ndjson"}) {
        std::ifstream stream(std::filesystem::path(ZODGATE_GOLDEN) / file, std::ios::binary);
        for (std::string line; std::getline(stream, line);) {
            rapidjson::Document entry;
            entry.Parse(line.data(), line.size());
            REQUIRE_FALSE(entry.HasParseError());
            // What nothing satisfies takes all the tries there are.
            const std::string document = entry["document"].GetString();
            CAPTURE(document);
            const auto pairs = entry["pairs"].GetArray();
            const bool is_satisfied = std::any_of(pairs.Begin(), pairs.End(), [](const rapidjson::Value& pair) {
                return std::string_view(pair[1].GetString()) == "valid";
            });
            const bool is_made = make(Schema::parse(document), is_satisfied ? 10 : 1, all);
            if (is_satisfied) CHECK(is_made);
            satisfied += is_satisfied ? 1U : 0U;
            made += is_made ? 1U : 0U;
        }
    }
    CHECK(satisfied == 592);
    CHECK(made == 692);
}

// Whole documents: those that Zod writes, those of this repository, and large ones.
#include "found.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;

// All but those of shapes that stand for several Zod schemas.
found::Lines without_shapes(const std::string& text) {
    found::Lines lines = found::in(text);
    lines.erase(
        std::remove_if(lines.begin(), lines.end(),
                       [](const std::string& line) { return line.find(" ambiguous-shape ") != std::string::npos; }),
        lines.end());
    return lines;
}

// Bounds what a text of twice the size takes: a quadratic way through a megabyte would be a thousand times over it.
double seconds_for(const std::string& text, std::size_t findings) {
    zodgate::Options options = zodgate::Options::json_schema();
    options.max_schema_bytes = text.size();
    const auto start = std::chrono::steady_clock::now();
    CHECK(zodgate::lint::lint(text, options).size() == findings);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("documents that Zod writes have nothing but ambiguous shapes") {
    std::size_t documents = 0;
    for (const auto& entry : fs::directory_iterator(ZODGATE_GOLDEN)) {
        const std::string name = entry.path().filename().string();
        // Those are written by hand, and these two hold many documents.
        if (name.rfind("document_", 0) == 0 || name == "random.ndjson" || name == "formats.ndjson") continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        std::string document;
        std::getline(stream, document);
        INFO(name);
        CHECK(without_shapes(document) == found::Lines{});
        ++documents;
    }
    CHECK(documents == 188);
}

TEST_CASE("the documents of this repository have nothing but ambiguous shapes") {
    std::size_t documents = 0;
    for (const auto& entry : fs::recursive_directory_iterator(ZODGATE_SCHEMAS)) {
        const std::string name = entry.path().filename().string();
        const bool is_schema = name.find(".schema.json") != std::string::npos ||
                               name.find(".openapi.json") != std::string::npos ||
                               entry.path().parent_path().filename() == "meta";
        if (!is_schema || !entry.is_regular_file()) continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string document(std::istreambuf_iterator<char>(stream), {});
        INFO(name);
        CHECK(without_shapes(document) == found::Lines{});
        ++documents;
    }
    CHECK(documents == 9);
}

TEST_CASE("large documents take no more than their size") {
    std::string values = R"({"enum":[0)";
    for (int i = 1; i < 100'000; ++i) values += "," + std::to_string(i % 50'000);
    CHECK(seconds_for(values + "]}", 50'000) < 20);

    std::string keywords = "{\"type\":\"object\"";
    for (int i = 0; i < 20'000; ++i) keywords += ",\"keyword" + std::to_string(i) + "\":0";
    CHECK(seconds_for(keywords + "}", 20'000) < 20);

    std::string definitions = R"({"type":"object","$defs":{"first":{})";
    for (int i = 0; i < 20'000; ++i) definitions += ",\"d" + std::to_string(i) + "\":{\"minimum\":2,\"maximum\":1}";
    CHECK(seconds_for(definitions + "}}", 40'001) < 20);
}

TEST_CASE("a document as deep as may be is looked at to its end") {
    std::string text;
    for (int i = 0; i < 60; ++i) text += R"({"items":)";
    text += R"({"patern":1})" + std::string(60, '}');
    const found::Lines lines = found::in(text, zodgate::Options::json_schema());
    CHECK(lines.size() == 1);
    CHECK_THROWS_AS(found::in(std::string(1'000, '[') + std::string(1'000, ']')), zodgate::SchemaError);
}

TEST_CASE("rules have names of their own") {
    const std::vector<zodgate::lint::Rule>& rules = zodgate::lint::rules();
    CHECK(rules.size() == 16);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CHECK(rules[i].description.back() == '.');
        for (std::size_t j = 0; j < i; ++j) CHECK(rules[i].name != rules[j].name);
    }
}

#include "suite.hpp"

#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>

namespace suite {
namespace {

std::string text_of(const rapidjson::Value& object, const char* name) {
    const rapidjson::Value& value = object[name];
    return {value.GetString(), value.GetStringLength()};
}

std::vector<rapidjson::Document> read_lines(const std::string& name) {
    const std::filesystem::path path = std::filesystem::path(ZODGATE_SUITE_TESTS) / (name + ".ndjson");
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    std::vector<rapidjson::Document> lines;
    for (std::string line; std::getline(stream, line);) {
        rapidjson::Document& document = lines.emplace_back();
        document.Parse(line.data(), line.size());
        if (document.HasParseError()) throw std::runtime_error("not a line of JSON in " + path.string());
    }
    return lines;
}

}  // namespace

std::vector<Group> read_groups(const Draft& draft) {
    std::vector<Group> groups;
    for (const rapidjson::Document& line : read_lines(std::string(draft.name))) {
        Group& group = groups.emplace_back();
        group.file = text_of(line, "file");
        group.optional = line.HasMember("optional");
        group.description = text_of(line, "description");
        group.schema = text_of(line, "schema");
        for (const rapidjson::Value& test : line["tests"].GetArray()) {
            group.cases.push_back({text_of(test, "description"), text_of(test, "data"), test["valid"].GetBool()});
        }
    }
    return groups;
}

std::vector<std::pair<std::string, std::string>> read_remotes() {
    std::vector<std::pair<std::string, std::string>> remotes;
    for (const rapidjson::Document& line : read_lines("remotes")) {
        remotes.emplace_back(text_of(line, "uri"), text_of(line, "text"));
    }
    return remotes;
}

zodgate::Resolver make_resolver() {
    const auto texts = std::make_shared<std::map<std::string, std::string, std::less<>>>();
    for (auto& [uri, text] : read_remotes()) texts->emplace(uri, text);
    return [texts](std::string_view uri) -> std::optional<std::string> {
        const auto found = texts->find(uri);
        if (found == texts->end()) return std::nullopt;
        return found->second;
    };
}

}  // namespace suite

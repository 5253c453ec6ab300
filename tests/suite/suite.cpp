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

zodgate::Resolver make_resolver() {
    const auto texts = std::make_shared<std::map<std::string, std::string, std::less<>>>();
    for (const rapidjson::Document& line : read_lines("remotes")) {
        texts->emplace(text_of(line, "uri"), text_of(line, "text"));
    }
    return [texts](std::string_view uri) -> std::optional<std::string> {
        const auto found = texts->find(uri);
        if (found == texts->end()) return std::nullopt;
        return found->second;
    };
}

zodgate::Options options_for(const Draft& draft, const Group& group, zodgate::Semantics semantics) {
    static const zodgate::Resolver resolver = make_resolver();
    const bool by_zod = semantics == zodgate::Semantics::zod;
    zodgate::Options options = by_zod ? zodgate::Options() : zodgate::Options::json_schema();
    options.default_dialect = draft.dialect;
    options.resolver = resolver;
    if (!by_zod && group.file.compare(0, 16, "optional/format/") == 0) options.formats = zodgate::Formats::all;
    return options;
}

Verdict judge(const zodgate::Schema& schema, const Case& example) {
    const zodgate::Result accepted = schema.validate(example.data);
    std::string value;
    const zodgate::Result explained = schema.validate(example.data, value);
    const zodgate::Result& told = explained.valid() ? accepted : explained;
    return {accepted.valid(), explained.valid(), zodgate::to_json(told.issues())};
}

Loaded load(const Group& group, const zodgate::Options& options) {
    try {
        return {zodgate::Schema::parse(group.schema, options), {}};
    } catch (const zodgate::SchemaError& error) {
        return {std::nullopt, error.pointer() + ": " + error.reason()};
    }
}

}  // namespace suite

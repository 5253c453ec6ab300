// A second opinion on draft-07: valijson's verdicts on the suite, and who is right where they differ.
// valijson_differences.ndjson has a line for each such case, which this test holds to be all of them.
#include "suite.hpp"

#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <catch2/catch.hpp>

#include <exception>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using valijson::adapters::RapidJsonAdapter;

// Throws what cannot be read: RapidJSON refuses numbers beyond the range of a double.
rapidjson::Document parse(const std::string& text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
    if (document.HasParseError()) throw std::runtime_error("not read by RapidJSON");
    return document;
}

// The schema has pointers into the documents.
struct Opinion {
    rapidjson::Document document;
    std::vector<std::unique_ptr<rapidjson::Document>> fetched;
    valijson::Schema schema;
};

std::unique_ptr<Opinion> load(const suite::Group& group, const zodgate::Resolver& resolver) {
    auto opinion = std::make_unique<Opinion>();
    opinion->document = parse(group.schema);
    const auto fetch = [&](const std::string& uri) -> const rapidjson::Document* {
        const std::optional<std::string> text = resolver(uri);
        if (!text) return nullptr;
        return opinion->fetched.emplace_back(std::make_unique<rapidjson::Document>(parse(*text))).get();
    };
    const auto release = [](const rapidjson::Document*) {};
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(RapidJsonAdapter(opinion->document), opinion->schema, fetch, release);
    return opinion;
}

std::string opinion_of(const valijson::Schema& schema, const suite::Case& example) {
    try {
        const rapidjson::Document data = parse(example.data);
        valijson::Validator validator;
        return validator.validate(schema, RapidJsonAdapter(data), nullptr) ? "valid" : "invalid";
    } catch (const std::exception&) {
        return "refused";
    }
}

struct Differences {
    std::set<std::string> cases;  ///< FILE | GROUP | CASE: what valijson says, or that it refuses
    std::map<std::string, std::size_t> right;
};

std::string line_of(std::string_view file, std::string_view group, std::string_view example, std::string_view opinion) {
    std::string line;
    line.append(file).append(" | ").append(group).append(" | ").append(example).append(": ").append(opinion);
    return line;
}

void add_differences(const suite::Group& group, const zodgate::Resolver& resolver, std::set<std::string>& cases) {
    std::unique_ptr<Opinion> opinion;
    try {
        opinion = load(group, resolver);
    } catch (const std::exception&) {  // all of its cases are refused then
    }
    for (const suite::Case& example : group.cases) {
        const std::string said = opinion ? opinion_of(opinion->schema, example) : "refused";
        if (said == (example.valid ? "valid" : "invalid")) continue;
        cases.insert(line_of(group.file, group.description, example.description, said));
    }
}

Differences read_table() {
    Differences table;
    std::ifstream stream(ZODGATE_SUITE_TESTS "/valijson_differences.ndjson", std::ios::binary);
    for (std::string line; std::getline(stream, line);) {
        const rapidjson::Document entry = parse(line);
        for (const rapidjson::Value& example : entry["cases"].GetArray()) {
            table.cases.insert(line_of(entry["file"].GetString(), entry["group"].GetString(), example.GetString(),
                                       entry["valijson"].GetString()));
            ++table.right[entry["right"].GetString()];
        }
    }
    return table;
}

}  // namespace

TEST_CASE("valijson's second opinion on draft-07") {
    const Differences table = read_table();
    const zodgate::Resolver resolver = suite::make_resolver();
    std::set<std::string> cases;
    std::size_t asked = 0;
    for (const suite::Group& group : suite::read_groups(suite::drafts[2])) {
        add_differences(group, resolver, cases);
        asked += group.cases.size();
    }
    for (const std::string& example : cases) {
        if (table.cases.count(example) == 0) FAIL_CHECK("not in the table: " << example);
    }
    for (const std::string& example : table.cases) {
        if (cases.count(example) == 0) FAIL_CHECK("in the table, and not so: " << example);
    }
    CHECK(asked == 1721);
    CHECK(cases.size() == 408);
    CHECK(table.right.at("suite") == 161);
    CHECK(table.right.at("either") == 247);
}

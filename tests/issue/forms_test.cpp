#include <zodgate/zodgate.hpp>

#include "golden.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

using namespace zodgate;
using golden::text_of;

namespace {

Issue at(Path path, std::string message = "x") {
    return Issue{InvalidType{Expected::string, Received::null}, std::move(path), 0, std::move(message)};
}

PathSegment name(std::string text) { return PathSegment(std::move(text)); }

PathSegment index(std::uint64_t number) { return PathSegment(number); }

void check_forms(const std::vector<Issue>& issues, const rapidjson::Value& expected) {
    CHECK(flatten_to_json(issues) == text_of(expected["flatten"]));
    CHECK(treeify_to_json(issues) == text_of(expected["tree"]));
    CHECK(format_to_json(issues) == text_of(expected["format"]));
    CHECK(prettify(issues) == text_of(expected["pretty"]));
}

std::vector<Issue> made_issues(const rapidjson::Value& list);

IssueParameters made_parameters(const rapidjson::Value& made) {
    if (made.HasMember("errors")) {
        InvalidUnion invalid;
        for (const rapidjson::Value& issues : made["errors"].GetArray()) invalid.errors.push_back(made_issues(issues));
        return invalid;
    }
    if (made.HasMember("issues")) return InvalidKey{made_issues(made["issues"])};
    return LimitExceeded{};
}

std::vector<Issue> made_issues(const rapidjson::Value& list) {
    std::vector<Issue> issues;
    for (const rapidjson::Value& made : list.GetArray()) {
        Path path;
        for (const rapidjson::Value& segment : made["path"].GetArray()) {
            path.push_back(segment.IsString() ? name(std::string(text_of(segment))) : index(segment.GetUint64()));
        }
        issues.push_back({made_parameters(made), std::move(path), 0, std::string(text_of(made["message"]))});
    }
    return issues;
}

}  // namespace

TEST_CASE("forms: of payloads, they are Zod's byte for byte") {
    std::map<std::string_view, Schema> schemas;
    const auto lines = golden::read("forms_golden.ndjson");
    for (const rapidjson::Document& line : lines) {
        const std::string_view document = text_of(line["document"]);
        const std::string_view payload = text_of(line["payload"]);
        CAPTURE(document, payload);
        const Schema& schema = schemas.try_emplace(document, Schema::parse(document)).first->second;
        check_forms(schema.validate(payload).issues(), line);
    }
    CHECK(lines.size() == 151);
}

TEST_CASE("forms: of issues made up, they are Zod's byte for byte") {
    const auto lines = golden::read("forms_golden_made.ndjson");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CAPTURE(i);
        check_forms(made_issues(lines[i]["issues"]), lines[i]);
    }
    CHECK(lines.size() == 300);
}

TEST_CASE("forms: no issues") {
    CHECK(flatten_to_json({}) == R"({"formErrors":[],"fieldErrors":{}})");
    CHECK(treeify_to_json({}) == R"({"errors":[]})");
    CHECK(format_to_json({}) == R"({"_errors":[]})");
    CHECK(prettify({}).empty());
}

TEST_CASE("forms: the words are those of the messages") {
    Messages messages;
    messages.set([](const Issue& issue) { return "<" + message_of(issue) + "\xFF>"; });
    const std::vector<Issue> issues{{NotMultipleOf{2}, {name("a")}, 0}, at({}, "own")};
    const std::string words = "<Invalid number: must be a multiple of 2\xEF\xBF\xBD>";
    CHECK(flatten_to_json(issues, messages) == R"({"formErrors":["own"],"fieldErrors":{"a":[")" + words + "\"]}}");
    CHECK(treeify_to_json(issues, messages) ==
          R"({"errors":["own"],"properties":{"a":{"errors":[")" + words + "\"]}}}");
    CHECK(format_to_json(issues, messages) == R"({"_errors":["own"],"a":{"_errors":[")" + words + "\"]}}");
    CHECK(prettify(issues, messages) == "✖ own\n✖ " + words + "\n  → at a");
}

TEST_CASE("forms: names of ASCII letters, digits, _ and $ need no quotes") {
    const auto path_of = [](std::string_view member) { return prettify({at({name(std::string(member))})}); };
    for (const std::string plain : {"a", "z", "A", "Z", "0", "9", "_", "$", "a0Z_$9"}) {
        CHECK(path_of(plain) == "✖ x\n  → at " + plain);
    }
    for (const std::string quoted : {"`", "{", "@", "[", "/", ":", "a b", "é"}) {
        CHECK(path_of(quoted) == "✖ x\n  → at [\"" + quoted + "\"]");
    }
}

TEST_CASE("forms: an index far out is written as a property, not after gigabytes of null") {
    CHECK(treeify_to_json({at({index(4000000000)})}) ==
          R"({"errors":[],"properties":{"4000000000":{"errors":["x"]}}})");
    CHECK(treeify_to_json({at({index(UINT64_MAX), index(1)})}) ==
          R"({"errors":[],"properties":{"18446744073709551615":{"errors":[],"items":[null,{"errors":["x"]}]}}})");
    CHECK(treeify_to_json({at({index(1)}), at({index(UINT64_MAX)})}) ==
          R"({"errors":[],"items":[null,{"errors":["x"]}],"properties":{"18446744073709551615":{"errors":["x"]}}})");
    CHECK(flatten_to_json({at({index(UINT64_MAX)}), at({name("18446744073709551615")})}) ==
          R"({"formErrors":[],"fieldErrors":{"18446744073709551615":["x","x"]}})");
    CHECK(prettify({at({index(UINT64_MAX)})}) == "✖ x\n  → at [18446744073709551615]");

    const std::string just = treeify_to_json({at({index(max_tree_gaps)})});
    CHECK(just.size() == std::string(R"({"errors":[],"items":[{"errors":["x"]}]})").size() + 5 * max_tree_gaps);
    CHECK(treeify_to_json({at({index(max_tree_gaps + 1)})}).size() < 100);
}

TEST_CASE("forms: the bound on gaps is one for all arrays") {
    std::vector<Issue> issues;
    for (std::uint64_t i = 0; i < 1000; ++i) issues.push_back(at({index(i), index(1000000)}));
    const std::string tree = treeify_to_json(issues);
    CHECK(tree.size() > 40000000);
    CHECK(tree.size() < 5 * max_tree_gaps + 100 * issues.size());
}

TEST_CASE("forms: many issues at one place, many places, out of order") {
    const std::vector<Issue> same(10000, at({name("a"), index(0)}));
    std::string messages = "\"x\"";
    for (std::size_t i = 1; i < same.size(); ++i) messages += ",\"x\"";
    CHECK(flatten_to_json(same) == R"({"formErrors":[],"fieldErrors":{"a":[)" + messages + "]}}");
    CHECK(format_to_json(same) == R"({"_errors":[],"a":{"0":{"_errors":[)" + messages + R"(]},"_errors":[]}})");
    CHECK(treeify_to_json(same) ==
          R"({"errors":[],"properties":{"a":{"errors":[],"items":[{"errors":[)" + messages + "]}]}}}");

    std::vector<Issue> siblings;
    std::string items;
    for (std::uint64_t i = 0; i < 200000; ++i) {
        siblings.push_back(at({index(199999 - i)}));
        items += i == 0 ? R"({"errors":["x"]})" : R"(,{"errors":["x"]})";
    }
    CHECK(treeify_to_json(siblings) == R"({"errors":[],"items":[)" + items + "]}");
}

TEST_CASE("forms: deep paths and deep nesting need no stack") {
    constexpr std::size_t depth = 1000;
    std::string opened;
    std::string closed;
    for (std::size_t i = 0; i < depth; ++i) {
        opened += R"({"errors":[],"properties":{"a":)";
        closed += "}}";
    }
    const std::string expected = opened + R"({"errors":["x"]})" + closed;
    CHECK(treeify_to_json({at(Path(depth, name("a")))}) == expected);

    Issue nested = at({});
    for (std::size_t i = 0; i < depth; ++i) {
        InvalidUnion around;
        around.errors.emplace_back().push_back(std::move(nested));
        nested = Issue{std::move(around), {name("a")}, 0};
    }
    const std::vector<Issue> issues{std::move(nested)};
    CHECK(treeify_to_json(issues) == expected);
    CHECK(format_to_json(issues).size() > 10 * depth);
    CHECK(flatten_to_json(issues) == R"({"formErrors":[],"fieldErrors":{"a":["Invalid input"]}})");
    CHECK(to_json(issues).size() > 50 * depth);

    CHECK(format_to_json({at(Path(200000, name("a")))}).size() > 2000000);
}

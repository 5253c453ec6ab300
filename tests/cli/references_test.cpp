// What the program makes of references to other documents, and of the two semantics.
#include "../suite/suite.hpp"
#include "program.hpp"

#include <fstream>
#include <set>
#include <string_view>

namespace {

namespace fs = std::filesystem;
using program::Folder;
using program::Run;
using program::run;

constexpr std::string_view suite_base = "http://localhost:1234/";

std::string check(const std::string& schema, const std::string& rest) {
    return "check --schema " + schema + " " + rest;
}

// How often a line says so.
std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// The verdicts of a group's cases, in their order: one payload a line, as the suite writes none in several.
std::string verdicts_of(const Folder& folder, const suite::Group& group) {
    const std::string schema = folder.write("schema.json", group.schema);
    std::string lines;
    for (const suite::Case& example : group.cases) lines += example.data + "\n";
    const std::string payloads = folder.write("payloads.ndjson", lines);
    const Run judged =
        run(folder, check(schema, "--semantics json-schema --output ndjson --map http://localhost:1234=" +
                                      (folder / "remotes") + " " + payloads));
    INFO(group.file << " | " << group.description << ": " << judged.err);
    CHECK(judged.err.empty());
    std::string verdicts;
    for (std::size_t at = judged.out.find("\"valid\":"); at != std::string::npos;
         at = judged.out.find("\n{\"file\"", at),
                     at = at == std::string::npos ? at : judged.out.find("\"valid\":", at)) {
        verdicts += judged.out[at + 8] == 't' ? 'y' : 'n';
    }
    return verdicts;
}

std::string expected_of(const suite::Group& group) {
    std::string verdicts;
    for (const suite::Case& example : group.cases) verdicts += example.valid ? 'y' : 'n';
    return verdicts;
}

}  // namespace

TEST_CASE("the program judges the official suite, remotes in files") {
    const Folder folder;
    for (const auto& [uri, text] : suite::read_remotes()) {
        REQUIRE(uri.compare(0, suite_base.size(), suite_base) == 0);
        folder.write("remotes/" + uri.substr(suite_base.size()), text);
    }
    const std::set<std::string> files{"anchor",     "defs", "dynamicRef", "infinite-loop-detection", "ref", "refRemote",
                                      "vocabulary", "not",  "multipleOf", "unevaluatedProperties"};
    std::size_t groups = 0;
    std::size_t with_remotes = 0;
    for (const suite::Group& group : suite::read_groups(suite::drafts.back())) {
        if (files.count(group.file) == 0) continue;
        ++groups;
        if (count(group.schema, suite_base) > 0) ++with_remotes;
        INFO(group.file << " | " << group.description);
        CHECK(verdicts_of(folder, group) == expected_of(group));
    }
    CHECK(groups == 138);
    CHECK(with_remotes == 26);
}

TEST_CASE("the semantics decide what integers and formats are") {
    const Folder folder;
    const std::string schema =
        folder.write("s.json", R"({"properties":{"n":{"type":"integer"},"e":{"format":"email"}}})");
    const std::string huge = folder.write("huge.json", R"({"n":1e300})");
    const std::string no_email = folder.write("email.json", R"({"e":"nobody"})");
    CHECK(run(folder, check(schema, huge)).status == 1);
    CHECK(run(folder, check(schema, no_email)).status == 1);
    CHECK(run(folder, check(schema, "--formats none " + no_email)).status == 0);
    CHECK(run(folder, check(schema, "--semantics zod " + huge)).status == 1);
    CHECK(run(folder, check(schema, "--semantics json-schema " + huge)).status == 0);
    CHECK(run(folder, check(schema, "--semantics json-schema " + no_email)).status == 0);
    CHECK(run(folder, check(schema, "--semantics json-schema --formats zod " + no_email)).status == 1);
    CHECK(run(folder, check(schema, "--semantics ajv " + no_email)).status == 2);

    const std::string encoded = folder.write("encoded.schema.json", R"({"contentEncoding":"base64"})");
    const std::string percent = folder.write("percent.json", R"("%")");
    CHECK(run(folder, check(encoded, percent)).status == 0);
    CHECK(run(folder, check(encoded, "--check-content " + percent)).status == 1);
}

TEST_CASE("the dialect is that of the document, or the one that is named") {
    const Folder folder;
    const std::string schema = folder.write("s.json", R"({"items":[{"type":"string"}]})");
    const std::string numbers = folder.write("p.json", "[1]");
    const Run refused = run(folder, check(schema, numbers));
    CHECK(refused.status == 2);
    CHECK(refused.err.find("zodgate: " + schema + ":1:10: at /items: ") == 0);
    CHECK(run(folder, check(schema, "--dialect http://json-schema.org/draft-07/schema# " + numbers)).status == 1);
    const Run unknown = run(folder, check(schema, "--dialect http://example.com/mine " + numbers));
    CHECK(unknown.status == 2);
    CHECK(unknown.err.find("http://example.com/mine") != std::string::npos);
}

TEST_CASE("references are answered from mapped folders") {
    const Folder folder;
    const std::string payload = folder.write("p.json", "1");
    folder.write("api/string.json", R"({"type":"string"})");
    folder.write("api/a b/number.json", R"({"type":"number"})");
    folder.write("own/string.json", R"({"type":"number"})");
    const std::string map = "--map http://example.com/api=" + (folder / "api") + " ";
    const auto judge = [&](const std::string& reference, const std::string& maps) {
        return run(folder, check(folder.write("s.json", R"({"$ref":")" + reference + "\"}"), maps + payload)).status;
    };
    CHECK(judge("http://example.com/api/string.json", map) == 1);
    CHECK(judge("http://example.com/api/string", map) == 1);  // .json appended
    CHECK(judge("http://example.com/api/a%20b/number.json", map) == 0);
    CHECK(judge("http://example.com/api/number.json", map) == 2);
    CHECK(judge("http://example.com/apis/string.json", map) == 2);
    CHECK(judge("http://example.com/api/string.json", "") == 2);
    // The longest URI answers.
    folder.write("inner/string.json", R"({"type":"number"})");
    CHECK(judge("http://example.com/api/v2/string",
                map + "--map http://example.com/api/v2/=" + (folder / "inner") + " ") == 0);
    CHECK(judge("urn:example:string", "--map urn:example:=" + (folder / "own") + " ") == 0);
}

TEST_CASE("a schema in a mapped folder has a URI there, any other one that of its file") {
    const Folder folder;
    const std::string payload = folder.write("p.json", "1");
    folder.write("api/parts/string.json", R"({"type":"string"})");
    const std::string schema = folder.write("api/schema.json", R"({"$ref":"parts/string.json"})");
    CHECK(run(folder, check(schema, "--map http://example.com=" + (folder / "api") + " " + payload)).status == 1);
    CHECK(run(folder, check(schema, "--map file://" + (folder / "api") + "=" + (folder / "api") + " " + payload))
              .status == 1);
    const Run unmapped = run(folder, check(schema, payload));
    CHECK(unmapped.status == 2);
    CHECK(unmapped.err == "zodgate: " + schema +
                              ":1:2: at /$ref: the reference \"parts/string.json\" leads to \"file://" +
                              (folder / "api/parts/string.json") +
                              "\", which the resolver does not know: no --map says where that is\n");
    // Two files may refer to each other.
    folder.write("api/even.json", R"({"items":{"$ref":"odd.json"}})");
    const std::string odd = folder.write("api/odd.json", R"({"items":{"$ref":"even.json"}})");
    CHECK(run(folder, check(odd, "--map http://example.com=" + (folder / "api") + " " + payload)).status == 0);
}

TEST_CASE("an error in a document that a reference leads to is shown in its file") {
    const Folder folder;
    const std::string payload = folder.write("p.json", "1");
    const std::string schema = folder.write("s.json", R"({"$ref":"http://example.com/part.json"})");
    const std::string map = "--map http://example.com=" + (folder / "parts") + " ";
    const std::string part = folder.write("parts/part.json", "{\n  \"type\": \"strnig\"\n}");
    const Run misspelt = run(folder, check(schema, map + payload));
    CHECK(misspelt.status == 2);
    CHECK(misspelt.err.find("zodgate: " + part + ":2:11: at /type: \"type\" must be one of") == 0);
    folder.write("parts/part.json", "{\n  \"type\":\n}");
    CHECK(run(folder, check(schema, map + payload)).err.find("zodgate: " + part + ":3:1: not JSON: ") == 0);
    folder.write("parts/part.json", "{\n  \"$ref\": \"#/nowhere\"\n}");
    CHECK(run(folder, check(schema, map + payload)).err ==
          "zodgate: " + part + ":2:3: at /$ref: the reference \"#/nowhere\" leads nowhere\n");
}

TEST_CASE("no reference leads out of a mapped folder") {
    const Folder folder;
    const std::string payload = folder.write("p.json", "1");
    const std::string secret = folder.write("secret.json", "{}");
    folder.write("api/inner.json", "{}");
    fs::create_symlink(secret, folder / "api/link.json");
    fs::create_symlink(folder / "", folder / "api/up");
    fs::create_symlink("inner.json", folder / "api/alias.json");
    const auto judge = [&](const std::string& reference) {
        const std::string schema = folder.write("s.json", R"({"$ref":")" + reference + "\"}");
        return run(folder, check(schema, "--map http://example.com/api=" + (folder / "api") + " " + payload));
    };
    CHECK(judge("http://example.com/api/inner.json").status == 0);
    CHECK(judge("http://example.com/api/alias.json").status == 0);
    CHECK(judge("http://example.com/api/x/../inner.json").status == 0);  // dots are resolved in the URI first

    const std::string path = "that is no path within " + fs::canonical(folder / "api").string();
    for (const std::string& reference :
         std::vector<std::string>{"%2e%2e/secret.json", "..%2fsecret.json", "%2Fetc/passwd", "/etc/passwd",
                                  "x//inner.json", "inner.json%00", std::string(), "a/%2e%2E/%2e./secret"}) {
        const Run refused = judge("http://example.com/api/" + reference);
        INFO(reference << ": " << refused.err);
        CHECK(refused.status == 2);
        CHECK(refused.err.find(path) != std::string::npos);
    }
    CHECK(judge("http://example.com/api/../secret.json").err.find("no --map says where that is") != std::string::npos);
    CHECK(judge("http://example.com/api/link.json").err.find("link.json leads out of the folder") != std::string::npos);
    CHECK(judge("http://example.com/api/link").err.find("link.json leads out of the folder") != std::string::npos);
    CHECK(judge("http://example.com/api/up/secret.json").err.find("leads out of the folder") != std::string::npos);
    fs::create_directory(folder / "api/sub");
    CHECK(judge("http://example.com/api/sub").err.find("/sub is no file") != std::string::npos);
}

TEST_CASE("maps that are none are refused") {
    const Folder folder;
    const std::string schema = folder.write("s.json", "{}");
    for (const std::string& map : std::vector<std::string>{
             "http://example.com", "api=" + (folder / ""), "http://example.com=" + schema,
             "http://example.com=" + (folder / "missing"), "http://example.com#a=" + (folder / "")}) {
        const Run refused = run(folder, check(schema, "--map '" + map + "' /dev/null"));
        INFO(map);
        CHECK(refused.status == 2);
        CHECK(refused.err.find("zodgate: --map " + map + ": ") == 0);
    }
}

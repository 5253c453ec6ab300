// zodgate lint: what it writes, and how it ends.
#include "program.hpp"
#include "sarif_log.hpp"

using program::Folder;
using program::Run;
using program::run;

namespace {

namespace fs = std::filesystem;

const std::string misspelt = "{\n  \"type\": \"string\",\n  \"minLenght\": 2\n}\n";

}  // namespace

TEST_CASE("the exit code of lint tells clean, found, could not run") {
    const Folder folder;
    const std::string clean = folder.write("clean.json", R"({"type":"string"})");
    const std::string found = folder.write("found.json", misspelt);
    const std::string broken = folder.write("broken.json", "{\n  \"type\":\n}");
    CHECK(run(folder, "lint " + clean).status == 0);
    CHECK(run(folder, "lint " + clean).out == "1 document: 0 findings\n");
    CHECK(run(folder, "lint " + found).status == 1);
    CHECK(run(folder, "lint " + clean + " " + found).status == 1);
    CHECK(run(folder, "lint - <" + found).out.find("-:3:3: unknown-keyword at /minLenght: ") == 0);
    CHECK(run(folder, "lint").status == 2);
    CHECK(run(folder, "lint --output ndjson " + clean).status == 2);
    CHECK(run(folder, "lint --help").status == 0);

    const Run no_json = run(folder, "lint " + broken + " " + found);
    CHECK(no_json.status == 2);
    CHECK(no_json.err.find("zodgate: " + broken + ":3:1: not JSON: ") == 0);
    CHECK(no_json.out.find("1 document: 1 finding; 1 document not looked at\n") != std::string::npos);
    const std::string no_schema = folder.write("type.json", "{\n  \"type\": \"strnig\"\n}");
    CHECK(run(folder, "lint " + no_schema).err.find("zodgate: " + no_schema + ":2:11: at /type: ") == 0);
    CHECK(run(folder, "lint missing.json").err == "zodgate: cannot read missing.json: No such file or directory\n");
    CHECK(run(folder, "lint " + (folder / "")).status == 2);
    CHECK(WEXITSTATUS(std::system(
              (std::string(ZODGATE_PROGRAM_FILE) + " lint " + clean + " >/dev/full 2>/dev/null").c_str())) == 2);
}

TEST_CASE("rules can be left out") {
    const Folder folder;
    const std::string file = folder.write("s.json", R"({"type":["string","null"],"patern":1})");
    CHECK(run(folder, "lint " + file).out.find("1 document: 2 findings\n") != std::string::npos);
    CHECK(run(folder, "lint --ignore ambiguous-shape " + file).out.find("1 document: 1 finding\n") !=
          std::string::npos);
    CHECK(run(folder, "lint --ignore ambiguous-shape --ignore unknown-keyword " + file).status == 0);
    CHECK(run(folder, "lint --ignore nonsense " + file).status == 2);
}

TEST_CASE("lint's text points into the document") {
    const Folder folder;
    const std::string file = folder.write("s.json", misspelt);
    CHECK(run(folder, "lint " + file).out == file +
                                                 ":3:3: unknown-keyword at /minLenght: \"minLenght\": did you mean "
                                                 "\"minLength\"?\n      \"minLenght\": 2\n      ^\n"
                                                 "1 document: 1 finding\n");
    CHECK(run(folder, "lint --color always " + file).out.find("\x1b[33munknown-keyword\x1b[0m") != std::string::npos);
    const std::string hostile = folder.write("h.json", "{\"\\u001b[31m\\u009b\x7f\": 1}");
    const std::string out = run(folder, "lint " + hostile).out;
    CHECK(out.find("unknown-keyword") != std::string::npos);
    CHECK(out.find('\x1b') == std::string::npos);
    CHECK(out.find("\xC2\x9B") == std::string::npos);
}

TEST_CASE("lint reads documents as check does") {
    const Folder folder;
    const std::string email = folder.write("email.json", R"({"format":"email"})");
    CHECK(run(folder, "lint " + email).status == 0);
    CHECK(run(folder, "lint --formats none " + email).status == 1);
    CHECK(run(folder, "lint --semantics json-schema " + email).status == 1);
    CHECK(run(folder, "lint --semantics json-schema --formats all " + email).status == 0);
    const std::string tuple = folder.write("tuple.json", R"({"items":[{}]})");
    CHECK(run(folder, "lint " + tuple).status == 2);
    CHECK(run(folder, "lint --dialect http://json-schema.org/draft-07/schema# " + tuple).status == 0);
    folder.write("parts/part.json", R"({"type":"number"})");
    const std::string user =
        folder.write("user.json", R"({"allOf":[{"$ref":"http://example.com/part"},{"type":"string"}]})");
    CHECK(run(folder, "lint " + user).status == 2);
    const Run mapped = run(folder, "lint --map http://example.com=" + (folder / "parts") + " " + user);
    CHECK(mapped.status == 1);
    CHECK(mapped.out.find(user + ":1:2: never-valid at /allOf: ") == 0);
}

TEST_CASE("lint's JSON is one document") {
    const Folder folder;
    const std::string file = folder.write("s.json", misspelt);
    CHECK(
        run(folder, "lint --output json " + file + " missing.json").out ==
        "{\"findings\":[\n{\"file\":\"" + file +
            "\",\"line\":3,\"column\":3,\"level\":\"warning\",\"rule\":\"unknown-keyword\",\"pointer\":\"/minLenght\","
            "\"message\":\"\\\"minLenght\\\": did you mean \\\"minLength\\\"?\"}\n"
            "],\"summary\":{\"documents\":1,\"findings\":1,\"failures\":1}}\n");
    const std::string clean = folder.write("clean.json", "{}");
    CHECK(run(folder, "lint --output json " + clean).out ==
          "{\"findings\":[],\"summary\":{\"documents\":1,\"findings\":0,\"failures\":0}}\n");
}

TEST_CASE("SARIF has the rules, and the places of the findings") {
    const Folder folder;
    const std::string file = folder.write("a b.json", misspelt);
    const Run judged = run(folder, "lint --output sarif '" + file + "' missing.json");
    CHECK(judged.status == 2);
    CHECK(program::faults_of_sarif(judged.out).empty());
    CHECK(judged.out.find("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",") ==
          0);
    std::string uri = "file://" + file;
    uri.replace(uri.find(' '), 1, "%20");
    CHECK(
        judged.out.find("{\"ruleId\":\"unknown-keyword\",\"ruleIndex\":0,\"level\":\"warning\",\"message\":{\"text\":"
                        "\"\\\"minLenght\\\": did you mean \\\"minLength\\\"?\"},\"locations\":[{\"physicalLocation\":{"
                        "\"artifactLocation\":{\"uri\":\"" +
                        uri +
                        "\"},\"region\":{\"startLine\":3,\"startColumn\":3,\"byteOffset\":24}},\"logicalLocations\":[{"
                        "\"fullyQualifiedName\":\"/minLenght\",\"kind\":\"member\"}]}]}") != std::string::npos);
    CHECK(judged.out.find(
              "\"executionSuccessful\":false,\"toolExecutionNotifications\":[{\"level\":\"error\",\"message\":{"
              "\"text\":\"cannot read missing.json: No such file or directory\"}") != std::string::npos);
    const std::string clean = folder.write("clean.json", "{}");
    const Run none = run(folder, "lint --output sarif " + clean);
    CHECK(none.status == 0);
    CHECK(program::faults_of_sarif(none.out).empty());
    CHECK(none.out.find("\"results\":[\n\n],\"invocations\":[{\"executionSuccessful\":true}]") != std::string::npos);
}

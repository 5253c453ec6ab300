// zodgate check --output sarif: valid by SARIF's own schema, and where what is told.
#include "process.hpp"
#include "program.hpp"
#include "sarif_log.hpp"

#include <array>

namespace {

using program::bad;
using program::faults_of_sarif;
using program::Folder;
using program::good;
using program::invite;
using program::Process;
using program::run;
using program::Run;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("SARIF of payloads has a result an issue, and nothing of valid ones") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", good + "\n" + bad + "\n{}\n{\n");
    const Run judged = run(folder, invite + "--output sarif " + file);
    CHECK(judged.status == 1);
    CHECK(judged.err.empty());
    CHECK(faults_of_sarif(judged.out).empty());
    CHECK(count(judged.out, "{\"ruleId\":") == 4);
    CHECK(judged.out.find(
              "\"results\":[\n{\"ruleId\":\"invalid_value\",\"ruleIndex\":8,\"level\":\"error\",\"message\":{"
              "\"text\":\"role: Invalid option: expected one of \\\"admin\\\"|\\\"member\\\"\"},\"locations\":[{"
              "\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"file://" +
              file +
              "\"},\"region\":{\"startLine\":2,\"startColumn\":26}},\"logicalLocations\":[{"
              "\"fullyQualifiedName\":\"role\",\"kind\":\"property\"}]}]},\n") != std::string::npos);
    // Of a payload that is no JSON, there is nothing to name in it.
    CHECK(judged.out.find("{\"ruleId\":\"invalid_format\",\"ruleIndex\":3,\"level\":\"error\",\"message\":{\"text\":"
                          "\"Invalid JSON string: a member name in double quotes is missing at line 1, column 2\"},"
                          "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"file://" +
                          file +
                          "\"},\"region\":{\"startLine\":4,\"startColumn\":2}}}]}\n],\"invocations\":[{"
                          "\"executionSuccessful\":true}]") != std::string::npos);

    // The checker would see it.
    std::string broken = judged.out;
    broken.replace(broken.find("\"startLine\":2"), 13, "\"startLine\":0");
    CHECK_FALSE(faults_of_sarif(broken).empty());
}

TEST_CASE("SARIF's rules are all of Zod's codes, in the order of the indexes") {
    const Folder folder;
    const std::string out = run(folder, invite + "--output sarif " + folder.write("p.json", good)).out;
    CHECK(faults_of_sarif(out).empty());
    CHECK(out.find("]}},\"results\":[\n\n],\"invocations\":[{\"executionSuccessful\":true}]") != std::string::npos);
    const std::array codes{"invalid_type",      "too_big",       "too_small",   "invalid_format", "not_multiple_of",
                           "unrecognized_keys", "invalid_union", "invalid_key", "invalid_value",  "custom"};
    std::size_t at = 0;
    for (const std::string code : codes) {
        const std::size_t found = out.find("{\"id\":\"" + code + "\",\"shortDescription\":{\"text\":\"", at);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    CHECK(count(out, "{\"id\":") == codes.size());
}

TEST_CASE("SARIF tells of the payloads that --only chooses") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", good + "\n" + bad + "\n");
    CHECK(count(run(folder, invite + "--output sarif --only valid " + file).out, "{\"ruleId\":") == 0);
    CHECK(count(run(folder, invite + "--output sarif --only invalid " + file).out, "{\"ruleId\":") == 1);
}

TEST_CASE("SARIF names files by URIs, whatever they are called") {
    const Folder folder;
    const std::string file = folder.write("a b%41\"<\xC3\xA9\xFF{0}.json", "{}");
    const Run named = run(folder, invite + "--output sarif '" + file + "'");
    CHECK(faults_of_sarif(named.out).empty());
    CHECK(named.out.find("/a%20b%2541%22%3C%C3%A9%FF%7B0%7D.json\"}") != std::string::npos);

    const Run piped = run(folder, invite + "--output sarif - <'" + file + "'");
    CHECK(faults_of_sarif(piped.out).empty());
    CHECK(count(piped.out, "{\"uri\":\"file:///dev/stdin\"}") == 2);
    folder.write("x:y.json", "{}");
    const std::string relative = std::string("cd ") + (folder / "") + " && " + ZODGATE_PROGRAM_FILE + " " + invite +
                                 "--output sarif x:y.json >out.sarif";
    CHECK(WEXITSTATUS(std::system(relative.c_str())) == 1);
    const std::string out = program::read(folder / "out.sarif");
    CHECK(faults_of_sarif(out).empty());
    CHECK(count(out, "{\"uri\":\"./x") == 2);
}

TEST_CASE("nothing in a payload is a placeholder or a link in SARIF") {
    const Folder folder;
    const std::string schema = folder.write("s.json", R"({"type":"object","additionalProperties":false})");
    const std::string file = folder.write("p.json", R"({"{0} [click](http://example.com) \\](x": 1, "\u0000": 2})");
    const Run judged = run(folder, "check --schema " + schema + " --output sarif " + file);
    CHECK(faults_of_sarif(judged.out).empty());
    CHECK(judged.out.find(R"(\"{{0}} [click\\](http://example.com) \\](x\")") != std::string::npos);
}

TEST_CASE("SARIF says when issues were left out") {
    const Folder folder;
    const std::string schema = folder.write("s.json", R"({"items":{"type":"string"}})");
    const std::string file = folder.write("p.json", "[1,2,3]");
    const Run judged = run(folder, "check --schema " + schema + " --max-issues 2 --output sarif " + file);
    CHECK(faults_of_sarif(judged.out).empty());
    CHECK(count(judged.out, "\"properties\":{\"furtherIssuesLeftOut\":true}}") == 1);
    CHECK(judged.out.find("\"fullyQualifiedName\":\"[1]\",\"kind\":\"value\"}]}],\"properties\":") !=
          std::string::npos);
}

TEST_CASE("SARIF tells of what could not be read") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const Run judged = run(folder, invite + "--output sarif missing.json " + file);
    CHECK(judged.status == 2);
    CHECK(faults_of_sarif(judged.out).empty());
    CHECK(judged.out.find(
              "\"executionSuccessful\":false,\"toolExecutionNotifications\":[{\"level\":\"error\",\"message\":{"
              "\"text\":\"cannot read missing.json: No such file or directory\"}}]}]") != std::string::npos);

    // Of a thousand failures, all are told; of more, how many there were.
    std::string words;
    for (int i = 0; i < 1002; ++i) words += " m" + std::to_string(i);
    const Run many = run(folder, invite + "--output sarif" + words);
    CHECK(faults_of_sarif(many.out).empty());
    CHECK(count(many.out, "\"cannot read m") == 1000);
    CHECK(count(many.out, "{\"text\":\"2 further failures left out\"}") == 1);
}

TEST_CASE("SARIF tells of an interrupt") {
    const Folder folder;
    Process process({"check", "--schema", std::string(ZODGATE_SCHEMAS) + "/invite_request.schema.json", "--lines",
                     "--output", "sarif", "-"});
    process.send(bad + "\n");
    const std::string begin = process.read_out(2000);  // the first result has come
    process.signal(SIGINT);
    const std::string out = begin + process.read_out();
    CHECK(process.wait() == 130);
    CHECK(faults_of_sarif(out).empty());
    CHECK(count(out, "{\"ruleId\":") == 1);
    CHECK(out.find("\"executionSuccessful\":false,\"toolExecutionNotifications\":[{\"level\":\"error\",\"message\":{"
                   "\"text\":\"interrupted: not all payloads were judged\"}}]") != std::string::npos);
}

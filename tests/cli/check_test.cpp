// The program as its users meet it: arguments, files, standard streams, exit codes.
#include "program.hpp"

#include <sys/stat.h>

#include <algorithm>

namespace {

namespace fs = std::filesystem;
using program::Folder;
using program::good;
using program::invite;
using program::read;
using program::run;
using program::Run;

const std::string role_issue =
    R"({"code":"invalid_value","values":["admin","member"],"path":["role"],"message":"Invalid option: expected one of \"admin\"|\"member\""})";

std::ptrdiff_t count_of_lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

}  // namespace

TEST_CASE("exit codes tell all valid, some not, could not run") {
    const Folder folder;
    const std::string valid = folder.write("valid.json", good);
    const std::string invalid = folder.write("invalid.json", "{}");
    CHECK(run(folder, invite + valid).status == 0);
    CHECK(run(folder, invite + invalid).status == 1);
    CHECK(run(folder, invite + valid + " " + invalid).status == 1);
    CHECK(run(folder, invite + valid + " missing.json").status == 2);
    CHECK(run(folder, "check " + valid).status == 2);
    CHECK(run(folder, "").status == 2);
    CHECK(run(folder, "nonsense").status == 2);
    CHECK(run(folder, invite + "--nonsense").status == 2);
    CHECK(run(folder, invite + "--output yaml " + valid).status == 2);
    CHECK(run(folder, invite + "--zod 3 " + valid).status == 2);
    CHECK(run(folder, "--help").status == 0);
    CHECK(run(folder, "check --help").status == 0);
    CHECK(run(folder, "--version").out.find("zodgate 0.1.0 (Zod 4.6.7)") == 0);
}

TEST_CASE("ndjson has a line a payload, its members in the contract's order") {
    const Folder folder;
    const std::string lines = folder.write("p.ndjson", good + "\r\n\n  \n{\"email\":\"a@b.co\"}\n[");
    const Run by_name = run(folder, invite + "--output ndjson " + lines);
    CHECK(by_name.status == 1);
    CHECK(by_name.out ==
          "{\"file\":\"" + lines + "\",\"line\":1,\"valid\":true}\n" + "{\"file\":\"" + lines +
              "\",\"line\":4,\"valid\":false,\"issues\":[" + role_issue + "]}\n" + "{\"file\":\"" + lines +
              "\",\"line\":5,\"valid\":false,\"issues\":[{\"code\":\"invalid_format\",\"format\":\"json_string\","
              "\"path\":[]," +
              "\"message\":\"Invalid JSON string: the text ends before the value does at line 1, column 2\"}]}\n");
    CHECK(by_name.err.empty());

    const std::string whole = folder.write("p.json", good + "\n");
    CHECK(run(folder, invite + "--output ndjson " + whole).out == "{\"file\":\"" + whole + "\",\"valid\":true}\n");
    CHECK(run(folder, invite + "--output ndjson --lines " + whole).out ==
          "{\"file\":\"" + whole + "\",\"line\":1,\"valid\":true}\n");
}

TEST_CASE("standard input is read when there is no input, or for -") {
    const Folder folder;
    const std::string file = folder.write("p", good);
    CHECK(run(folder, invite + "--output ndjson <" + file).out == "{\"file\":\"-\",\"valid\":true}\n");
    CHECK(run(folder, invite + "--output ndjson - <" + file).out == "{\"file\":\"-\",\"valid\":true}\n");
    CHECK(run(folder, invite + "--output ndjson --lines - <" + file).out ==
          "{\"file\":\"-\",\"line\":1,\"valid\":true}\n");
    CHECK(run(folder, invite + "--output ndjson </dev/null").status == 1);          // an empty text is not JSON
    CHECK(run(folder, invite + "--output ndjson --lines </dev/null").status == 0);  // no lines, no payloads
}

TEST_CASE("a folder stands for its payload files, by name") {
    const Folder folder;
    fs::create_directory(folder / "in");
    fs::create_directory(folder / "in/sub.json");
    folder.write("in/b.json", good);
    folder.write("in/a.jsonl", good + "\n" + good);
    folder.write("in/c.ndjson", "{}");
    folder.write("in/notes.txt", "not a payload");
    const std::string in = folder / "in";
    CHECK(
        run(folder, invite + "--output ndjson " + in).out ==
        "{\"file\":\"" + in + "/a.jsonl\",\"line\":1,\"valid\":true}\n{\"file\":\"" + in +
            "/a.jsonl\",\"line\":2,\"valid\":true}\n" + "{\"file\":\"" + in +
            "/b.json\",\"valid\":true}\n{\"file\":\"" + in + "/c.ndjson\",\"line\":1,\"valid\":false,\"issues\":[" +
            R"({"expected":"string","code":"invalid_type","path":["email"],"message":"Invalid input: expected string, received undefined"},)" +
            role_issue + "]}\n");

    fs::create_directory(folder / "empty");
    const Run empty = run(folder, invite + (folder / "empty"));
    CHECK(empty.status == 2);
    CHECK(empty.err == "zodgate: the folder " + (folder / "empty") + " holds no *.json, *.ndjson or *.jsonl file\n");
}

TEST_CASE("json is one document with a summary") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", good + "\n{}\n{\n");
    const Run judged = run(folder, invite + "--output json " + file + " missing.json");
    CHECK(judged.status == 2);
    CHECK(judged.out.find("{\"results\":[\n{\"file\":\"" + file + "\",\"line\":1,\"valid\":true},\n") == 0);
    const std::string summary =
        "\n],\"summary\":{\"payloads\":3,\"valid\":1,\"invalid\":1,\"malformed\":1,\"unreadable\":1,\"faults\":[\n"
        R"({"path":"email","code":"invalid_type","count":1,"payloads":1,)"
        R"("message":"Invalid input: expected string, received undefined","schema":"/properties/email/type","file":")" +
        file + "\",\"line\":2,\"column\":1},\n" + R"({"path":"role","code":"invalid_value","count":1,"payloads":1,)" +
        R"("message":"Invalid option: expected one of \"admin\"|\"member\"","schema":"/properties/role/enum","file":")" +
        file + "\",\"line\":2,\"column\":1},\n" +
        R"({"path":"","code":"invalid_format","count":1,"payloads":1,"message":"Invalid JSON string: )" +
        R"(a member name in double quotes is missing at line 1, column 2","file":")" + file +
        "\",\"line\":3,\"column\":2}]}}\n";
    CHECK(judged.out.substr(judged.out.find("\n],\"summary\"")) == summary);
    CHECK(run(folder, invite + "--output json missing.json").out ==
          "{\"results\":[],\"summary\":{\"payloads\":0,\"valid\":0,\"invalid\":0,\"malformed\":0,\"unreadable\":1,"
          "\"faults\":[]}}\n");
}

TEST_CASE("text points into the payload") {
    const Folder folder;
    const std::string file = folder.write("p.json", "{\n\t\"email\": \"é@b.co\",\n  \"role\": \"x\" }\n");
    const Run judged = run(folder, invite + file);
    CHECK(judged.status == 1);
    CHECK(judged.out == file + ":2:11: invalid_format at email: Invalid email address\n" +
                            "     \"email\": \"é@b.co\",\n              ^\n" + file +
                            ":3:11: invalid_value at role: Invalid option: expected one of \"admin\"|\"member\"\n" +
                            "      \"role\": \"x\" }\n              ^\n" +
                            "1 payload: 0 valid, 1 invalid, 0 malformed\n");
    const std::string lines = folder.write("p.ndjson", good + "\n{\"email\":\"a@b.co\",\"role\":1}\n");
    CHECK(run(folder, invite + lines).out.find(lines + ":2:26: invalid_value at role") != std::string::npos);
}

TEST_CASE("text shows a long line around the place only") {
    const Folder folder;
    const std::string file =
        folder.write("p.json", "{\"pad\":\"" + std::string(500, 'x') + "\",\"email\":1,\"role\":\"admin\",\"more\":\"" +
                                   std::string(500, 'y') + "\"}");
    const std::string out = run(folder, invite + file).out;
    CHECK(out.find("…xxxx") != std::string::npos);
    CHECK(out.find("yyy…") != std::string::npos);
    CHECK(out.size() < 600);
}

TEST_CASE("colours are for terminals, unless asked for") {
    const Folder folder;
    const std::string file = folder.write("p.json", "{}");
    CHECK(run(folder, invite + file).out.find('\x1b') == std::string::npos);
    CHECK(run(folder, invite + "--color always " + file).out.find("\x1b[31m") != std::string::npos);
    CHECK(run(folder, invite + "--color never " + file).out.find('\x1b') == std::string::npos);
}

TEST_CASE("nothing from a payload reaches a terminal as a command") {
    const Folder folder;
    const std::string schema = folder.write("s.json", R"({"type":"object","additionalProperties":false})");
    const std::string file = folder.write("p.json", "{\"\\u001b[31m\\u009b\x7f\": 1}");
    const std::string broken = folder.write("q.json", "{\"\x1b]0;title\x07");
    const std::string out = run(folder, "check --schema " + schema + " " + file + " " + broken).out;
    CHECK(out.find("unrecognized_keys") != std::string::npos);
    CHECK(out.find('\x1b') == std::string::npos);
    CHECK(out.find('\x07') == std::string::npos);
    CHECK(out.find('\x7f') == std::string::npos);
    CHECK(out.find("\xC2\x9B") == std::string::npos);
}

TEST_CASE("what cannot be read is said, and nothing is judged in its place") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const Run missing = run(folder, invite + "--output ndjson missing.json " + file);
    CHECK(missing.status == 2);
    CHECK(missing.err == "zodgate: cannot read missing.json: No such file or directory\n");
    CHECK(missing.out == "{\"file\":\"" + file + "\",\"valid\":true}\n");

    const Run no_schema = run(folder, "check --schema missing.json " + file);
    CHECK(no_schema.status == 2);
    CHECK(no_schema.err == "zodgate: cannot read missing.json: No such file or directory\n");
    CHECK(no_schema.out.empty());

    fs::create_directory(folder / "schema.json");
    CHECK(run(folder, "check --schema " + (folder / "schema.json") + " " + file).err ==
          "zodgate: cannot read " + (folder / "schema.json") + ": it is a folder\n");

    // One link that leads nowhere does not keep the rest of a folder from being judged; a pipe is passed over.
    fs::create_directory(folder / "in");
    folder.write("in/z.json", good);
    fs::create_symlink("nowhere", folder / "in/a.json");
    REQUIRE(mkfifo((folder / "in/b.json").c_str(), 0600) == 0);
    const Run rest = run(folder, invite + "--output ndjson " + (folder / "in"));
    CHECK(rest.status == 2);
    CHECK(rest.out == "{\"file\":\"" + (folder / "in/z.json") + "\",\"valid\":true}\n");
    CHECK(rest.err == "zodgate: cannot read " + (folder / "in/a.json") + ": No such file or directory\n");

    if (geteuid() != 0) {  // root reads everything
        fs::permissions(file, fs::perms::none);
        CHECK(run(folder, invite + file).status == 2);
    }
}

TEST_CASE("payloads are judged as the bodies of an operation, too") {
    const Folder folder;
    const std::string document = std::string(ZODGATE_SCHEMAS) + "/kontext_invite.openapi.json";
    const std::string api = "check --openapi " + document + " --output ndjson ";
    const std::string file = folder.write("p.json", R"({"email":"a@b.co","role":"owner"})");
    const std::string refused = "{\"file\":\"" + file + "\",\"valid\":false,\"issues\":[" + role_issue + "]}\n";
    CHECK(run(folder, api + "--operation 'POST /v1/organizations/{orgId}/invite' " + file).out == refused);
    const Run unknown = run(folder, api + "--operation 'GET /v1' " + file);
    CHECK(unknown.status == 2);
    CHECK(unknown.err ==
          "zodgate: " + document + " has no operation \"GET /v1\"; it has POST /v1/organizations/{orgId}/invite\n");
    CHECK(run(folder, api + file).status == 2);
    CHECK(run(folder, invite + "--operation x " + file).status == 2);
    CHECK(run(folder, invite + "--openapi " + document + " --operation x " + file).status == 2);
    const Run neither = run(folder, "check " + file);
    CHECK(neither.status == 2);
    CHECK(neither.err.find("one of --schema FILE and --openapi FILE") != std::string::npos);

    // In YAML, by its operationId, with an error in its own place.
    const std::string paths = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n";
    const std::string yaml = folder.write(
        "api.yaml", paths + "  /a:\n    put:\n      operationId: put_a\n      requestBody:\n        content:\n" +
                        "          application/json:\n            schema: {type: string, maxLength: 2}\n" +
                        "      responses: {'200': {description: fine}}\n" +
                        "    get:\n      responses: {'200': {description: fine}}\n");
    const std::string text = folder.write("t.json", "\"abc\"");
    const std::string by_id = "check --openapi " + yaml + " --operation ";
    CHECK(run(folder, by_id + "put_a " + text).out.find("too_big: Too big: expected string to have <=2 characters") !=
          std::string::npos);
    CHECK(run(folder, by_id + "'GET /a' " + text).err ==
          "zodgate: " + yaml + ": the operation \"GET /a\" describes no JSON body\n");
    const std::string broken = folder.write("broken.yaml", paths + "  /a:\n    put:\n      responses: 7\n");
    CHECK(run(folder, "check --openapi " + broken + " --operation 'PUT /a' " + text)
              .err.find("zodgate: " + broken + ":6:18: at /paths/~1a/put/responses: ") == 0);
}

TEST_CASE("an operation beside it may take what is not judged") {
    const Folder folder;
    const std::string api = folder.write(
        "api.json",
        R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"put":{"requestBody":{"content":{"application/json":{"schema":{"type":"string"}}}},"responses":{"200":{"description":"fine"}}}},"/b":{"put":{"requestBody":{"content":{"multipart/form-data":{"schema":{"type":"object"}}}},"responses":{"200":{"description":"fine"}}}}}})");
    const std::string file = folder.write("p.json", "\"text\"");
    CHECK(run(folder, "check --openapi " + api + " --operation 'PUT /a' " + file).status == 0);
    CHECK(run(folder, "check --openapi " + api + " --operation 'PUT /b' " + file).err.find("describes no JSON body") !=
          std::string::npos);
}

TEST_CASE("mistakes on the command line are told in its words") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const std::string help = "\nRun with --help for more information.\n";
    const auto refused = [&](const std::string& words, const std::string& message) {
        const Run judged = run(folder, words);
        CHECK(judged.status == 2);
        CHECK(judged.out.empty());
        CHECK(judged.err == "zodgate: " + message + help);
    };
    refused("chek " + file, "there is no command \"chek\"; there are check, diff, generate and lint");
    refused("check --schema= " + file, "--schema: there is no value behind \"=\"");
    refused(invite + "--sample 0 " + file, "--sample: 0 is no whole number of at least 1, or too large");
    refused(invite + "--sample 1e3 " + file, "--sample: 1e3 is no whole number of at least 1, or too large");
    refused(invite + "--max-depth 0x10 " + file, "--max-depth: 0x10 is no whole number from 1 to 1000");
    refused(invite + "--max-bytes 2147483648 " + file,
            "--max-bytes: 2147483648 is no whole number from 1 to 2147483647");
    refused(invite + "--seed 3 " + file, "--seed requires --sample");
    refused("generate --schema " + program::schema_file + " --count 99999999999999999999",
            "--count: 99999999999999999999 is no whole number of at least 0, or too large");
    CHECK(count_of_lines(run(folder, "generate --schema " + program::schema_file + " --count 010").out) == 10);
    CHECK(run(folder, invite + "--no-place " + file).err == "zodgate: --no-place is for --output ndjson\n");
    CHECK(run(folder, invite + "- -").err == "zodgate: standard input can be read once, and is wanted twice\n");
    CHECK(run(folder, "check --schema - </dev/null").err ==
          "zodgate: standard input can be read once, and is wanted twice\n");
}

TEST_CASE("what a mistake looks like is said") {
    const Folder folder;
    const std::string log = folder.write("requests.log", good + "\n" + good + "\n");
    CHECK(run(folder, invite + log).err == "zodgate: " + log + ": a payload a line is read with --lines\n");
    CHECK(run(folder, invite + "--lines " + log).err.empty());
    const std::string swapped = folder.write("p.json", good);
    CHECK(run(folder, "check --schema " + swapped + " " + swapped).err ==
          "zodgate: " + swapped + " has no keyword of a schema: every payload is valid\n");
    CHECK(run(folder, "check --schema " + folder.write("any.json", "{}") + " " + swapped).err.empty());
    const std::string yaml = folder.write("api.yaml", "openapi: 3.1.0\n");
    CHECK(run(folder, "check --schema " + yaml + " " + swapped)
              .err.find("; YAML is read of OpenAPI documents, by --operation\n") != std::string::npos);
    // A pattern that took too many steps.
    const std::string slow = folder.write("slow.json", R"({"pattern":"^.*(?=.*\\d).*$"})");
    const std::string digits = folder.write("d.json", "\"1" + std::string(1500, 'a') + "\"");
    CHECK(run(folder, "check --schema " + slow + " " + digits)
              .out.find(": a pattern took more than --max-pattern-steps, and counts as not matched\n") !=
          std::string::npos);
    // With --quiet the one fault there is stands in the summary.
    const std::string bad = folder.write("bad.json", program::bad);
    CHECK(run(folder, invite + "--quiet " + bad).out.find("  1  invalid_value  role  ") != std::string::npos);
    // What turns the direction of text does not reach a terminal, nor a byte order mark whoever reads payloads.
    const std::string strict = folder.write("s.json", R"({"additionalProperties":false})");
    const std::string turned = folder.write("t.json",
                                            "{\"\xE2\x80\xAE"
                                            "abc\":1}");
    CHECK(run(folder, "check --schema " + strict + " " + turned).out.find("\xE2\x80\xAE") == std::string::npos);
    const std::string marked = folder.write("m.json", "\xEF\xBB\xBF" + good);
    CHECK(run(folder, invite + "--output payloads " + marked).out == good + "\n");
}

TEST_CASE("a schema that is not one is refused with its place") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const std::string typo = folder.write("typo.json", "{\n  \"type\": \"strnig\"\n}");
    const Run judged = run(folder, "check --schema " + typo + " " + file);
    CHECK(judged.status == 2);
    CHECK(judged.out.empty());
    CHECK(judged.err.find("zodgate: " + typo + ":2:11: at /type: \"type\" must be one of") == 0);
    const std::string broken = folder.write("broken.json", "{\n  \"type\":\n}");
    CHECK(run(folder, "check --schema " + broken + " " + file).err.find("zodgate: " + broken + ":3:1: not JSON: ") ==
          0);
    const std::string unenforced = folder.write("nullable.json", "{ \"nullable\": true }");
    CHECK(run(folder, "check --schema " + unenforced + " " + file).err ==
          "zodgate: " + unenforced +
              ":1:3: at /nullable: the keyword \"nullable\" is OpenAPI's, and JSON Schema 2020-12 has none of that "
              "name\n");
}

TEST_CASE("huge and deep payloads get a clear answer") {
    const Folder folder;
    const std::string deep = folder.write("deep.json", std::string(1000000, '['));
    const Run too_deep = run(folder, invite + "--output ndjson " + deep);
    CHECK(too_deep.status == 1);
    CHECK(too_deep.out == "{\"file\":\"" + deep +
                              "\",\"valid\":false,\"issues\":[{\"code\":\"custom\",\"params\":{\"limit\":\"max_depth\","
                              "\"maximum\":256},\"path\":[]," +
                              "\"message\":\"Over the limit: max_depth is 256\"}]}\n");
    const std::string big =
        folder.write("big.json", "{\"email\":\"a@b.co\",\"role\":\"" + std::string(100U * 1024 * 1024, 'x') + "\"}");
    const Run too_big = run(folder, invite + "--output ndjson " + big);
    CHECK(too_big.status == 1);
    CHECK(too_big.out == "{\"file\":\"" + big + "\",\"valid\":false,\"issues\":[" + role_issue + "]}\n");
    const Run refused = run(folder, invite + "--output ndjson --max-bytes 1000000 " + big);
    CHECK(refused.status == 1);
    CHECK(refused.out.find("Over the limit: max_bytes is 1000000") != std::string::npos);
    CHECK(run(folder, invite + "--max-depth 0 " + big).status == 2);
}

TEST_CASE("issues left out are said to be") {
    const Folder folder;
    const std::string schema = folder.write("s.json", R"({"items":{"type":"string"}})");
    const std::string file = folder.write("p.json", "[1,2,3]");
    const std::string words = "check --schema " + schema + " --max-issues 2 ";
    CHECK(run(folder, words + "--output ndjson " + file).out.find("}],\"truncated\":true}\n") != std::string::npos);
    CHECK(run(folder, words + file).out.find("further issues left out after 2") != std::string::npos);
}

TEST_CASE("results that cannot be written are an error") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const std::string command =
        std::string(ZODGATE_PROGRAM_FILE) + " " + invite + file + " >/dev/full 2>" + (folder / "err");
    const int status = std::system(command.c_str());
    CHECK(WEXITSTATUS(status) == 2);
    CHECK(read(folder / "err") == "zodgate: cannot write the results: No space left on device\n");
}

// What a change of schema breaks, by the program.
#include "program.hpp"

#include <algorithm>

namespace {

using program::Folder;
using program::Run;
using program::run;

// The old schema asks for two members; the new one allows another role, and shorter names alone.
struct Schemas {
    explicit Schemas(const Folder& folder)
        : old_schema(folder.write(
              "old.json",
              R"({"type":"object","properties":{"role":{"enum":["a","b"]},"names":{"type":"array","items":{"type":"string"}}},"required":["role"]})")),
          new_schema(folder.write(
              "new.json",
              R"({"type":"object","properties":{"role":{"enum":["b","c"]},"names":{"type":"array","items":{"type":"string","maxLength":3}}},"required":["role"]})")),
          words("diff " + old_schema + " " + new_schema + " ") {}

    std::string old_schema;
    std::string new_schema;
    std::string words;
};

const std::string lines =
    "{\"role\":\"b\"}\n"
    "{\"role\":\"a\"}\n"
    "{\"role\":\"c\"}\n"
    "{\"role\":\"x\"}\n"
    "{\"role\":\"b\",\"names\":[\"long\",\"abc\",\"longer\"]}\n"
    "{\"names\":7}\n"
    "{\n";

}  // namespace

TEST_CASE("payloads that two schemas judge otherwise are listed, and grouped") {
    const Folder folder;
    const Schemas schemas(folder);
    const std::string file = folder.write("p.ndjson", lines);
    const std::string was = R"(Invalid option: expected one of "a"|"b")";
    const std::string is = R"(Invalid option: expected one of "b"|"c")";
    const Run text = run(folder, schemas.words + file);
    CHECK(text.status == 1);
    CHECK(text.err.empty());
    CHECK(text.out ==
          file + ":2: now invalid\n  + invalid_value at role: " + is + "\n" + file +
              ":3: now valid\n  - invalid_value at role: " + was + "\n" + file +
              ":4: other issues\n  - invalid_value at role: " + was + "\n  + invalid_value at role: " + is + "\n" +
              file + ":5: now invalid\n  + too_big at names[0]: Too big: expected string to have " +
              "<=3 characters\n  + too_big at names[2]: Too big: expected string to have <=3 characters\n" + file +
              ":6: other issues\n  - invalid_value at role: " + was + "\n  + invalid_value at role: " + is + "\n" +
              "7 payloads: 2 judged as before, 2 now invalid, 1 now valid, 2 with other issues\n" +
              "  + 3  invalid_value  role      " + is + " (" + file + ":2:9)\n" + "  - 3  invalid_value  role      " +
              was + " (" + file + ":3:9)\n" +
              "  + 2  too_big        names[*]  Too big: expected string to have <=3 characters (" + file + ":5:22)\n");
    const std::string quiet = run(folder, schemas.words + "--quiet " + file).out;
    CHECK(quiet.find("7 payloads: 2 judged") == 0);
}

TEST_CASE("differences for programs have both lists of issues") {
    const Folder folder;
    const Schemas schemas(folder);
    const std::string file = folder.write("p.ndjson", lines);
    const std::string first =
        "{\"file\":\"" + file +
        R"(","line":2,"change":"now_invalid","before":[],"after":[{"code":"invalid_value","values":["b","c"],"path":["role"],"message":"Invalid option: expected one of \"b\"|\"c\""}]})";
    const Run ndjson = run(folder, schemas.words + "--output ndjson " + file);
    CHECK(ndjson.status == 1);
    CHECK(ndjson.out.find(first + "\n") == 0);
    CHECK(std::count(ndjson.out.begin(), ndjson.out.end(), '\n') == 5);
    CHECK(ndjson.out == run(folder, schemas.words + "--jobs 1 --output ndjson " + file).out);
    const Run json = run(folder, schemas.words + "--output json " + file);
    CHECK(json.out.find("{\"results\":[\n" + first + ",\n") == 0);
    CHECK(json.out.find(R"("summary":{"payloads":7,"unchanged":2,"now_invalid":2,"now_valid":1,"other_issues":2,)"
                        R"("unreadable":0,"faults":[)") != std::string::npos);
    CHECK(json.out.find(R"({"path":"names[*]","code":"too_big","change":"appears","count":2,"payloads":1,)") !=
          std::string::npos);
}

TEST_CASE("differences are summed up as a web page, too") {
    const Folder folder;
    const Schemas schemas(folder);
    const std::string file = folder.write("p.ndjson", lines);
    const std::string page = folder / "page.html";
    const Run judged = run(folder, schemas.words + "--output ndjson --output html " + page + " " + file);
    CHECK(judged.status == 1);
    CHECK(judged.out == run(folder, schemas.words + "--output ndjson " + file).out);
    const std::string text = program::read(page);
    CHECK(text.find("<h1>5 of 7 payloads are judged otherwise</h1>") != std::string::npos);
    CHECK(text.find("<dt>Schema as it was</dt><dd><code>" + schemas.old_schema + "</code>") != std::string::npos);
    CHECK(text.find("vanishes") != std::string::npos);
    run(folder, schemas.words + "--output html " + page + " " + folder.write("q.ndjson", "{\"role\":\"b\"}\n"));
    CHECK(program::read(page).find("<h2>No differences</h2>") != std::string::npos);
    CHECK(run(folder, schemas.words + "--output html /dev/full " + file).status == 2);
}

TEST_CASE("the exit status tells whether anything changes") {
    const Folder folder;
    const Schemas schemas(folder);
    const std::string same = folder.write("p.ndjson", "{\"role\":\"b\"}\n{\n[]\n");
    const Run unchanged = run(folder, schemas.words + same);
    CHECK(unchanged.status == 0);
    CHECK(unchanged.out == "3 payloads: 3 judged as before, 0 now invalid, 0 now valid, 0 with other issues\n");
    const std::string file = folder.write("q.ndjson", lines);
    CHECK(run(folder, schemas.words + "--exit-zero " + file).status == 0);
    CHECK(run(folder, schemas.words + "missing.json").status == 2);
    CHECK(run(folder, "diff " + schemas.old_schema).status == 2);
    const Run no_schema = run(folder, "diff " + schemas.old_schema + " missing.json " + file);
    CHECK(no_schema.status == 2);
    CHECK(no_schema.err == "zodgate: cannot read missing.json: No such file or directory\n");
    const Run fast = run(folder, schemas.words + "--fail-fast --output ndjson " + file);
    CHECK(fast.status == 1);
    CHECK(std::count(fast.out.begin(), fast.out.end(), '\n') == 1);
    // Standard input, when there is no input.
    CHECK(run(folder, schemas.words + "--lines <" + same).status == 0);
}

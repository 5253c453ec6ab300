// `zodgate generate`: lines, seeds, shares, and what cannot be done.
#include "program.hpp"

#include <zodgate/zodgate.hpp>

#include <cstdint>
#include <sstream>
#include <vector>

namespace {

using program::Folder;
using program::read;
using program::Run;
using program::run;

const std::string invite = std::string("generate --schema ") + ZODGATE_SCHEMAS + "/invite_request.schema.json ";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

struct Counts {
    std::size_t valid = 0;
    std::size_t invalid = 0;
};

Counts count(const std::string& text) {
    Counts counts;
    for (const std::string& line : lines_of(text)) {
        ++(zodgate::schemas::invite_request().validate(line).valid() ? counts.valid : counts.invalid);
    }
    return counts;
}

}  // namespace

TEST_CASE("generate writes a payload a line, the same for the same seed") {
    const Folder folder;
    const Run usual = run(folder, invite);
    CHECK(usual.status == 0);
    CHECK(usual.err.empty());
    CHECK(count(usual.out).valid == 10);
    CHECK(count(usual.out).invalid == 0);
    CHECK(run(folder, invite + "--seed 0").out == usual.out);
    const Run other = run(folder, invite + "--seed 18446744073709551615");
    CHECK(other.status == 0);
    CHECK(other.out != usual.out);
    const Run many = run(folder, invite + "--count 3000");
    CHECK(count(many.out).valid == 3000);
    CHECK(many.out.find(usual.out) == 0);
    CHECK(run(folder, invite + "--count 0").out.empty());
}

TEST_CASE("generate breaks the share that is asked for") {
    const Folder folder;
    const Counts half = count(run(folder, invite + "--count 2000 --invalid 0.5").out);
    CHECK(half.valid + half.invalid == 2000);
    CHECK(half.invalid > 900);
    CHECK(half.invalid < 1100);
    CHECK(run(folder, invite + "--count 200 --invalid 50%").out ==
          run(folder, invite + "--count 200 --invalid 0.5").out);
    CHECK(count(run(folder, invite + "--count 200 --invalid 100%").out).invalid == 200);
    CHECK(count(run(folder, invite + "--count 200 --invalid 1").out).invalid == 200);
    CHECK(count(run(folder, invite + "--count 200 --invalid 0").out).invalid == 0);
    for (const std::string rate : {"2", "-0.1", "101%", "nan", "half", "", "%", "0.5x", "1e"}) {
        CAPTURE(rate);
        const Run refused = run(folder, invite + "'--invalid=" + rate + "'");
        CHECK(refused.status == 2);
        CHECK(refused.out.empty());
    }
}

TEST_CASE("generate explains what it wrote") {
    const Folder folder;
    const zodgate::Schema explained = zodgate::Schema::parse(R"({"oneOf":[
        {"type":"object","properties":{"payload":{},"valid":{"const":true}},"required":["payload","valid"],"additionalProperties":false},
        {"type":"object","properties":{"payload":{},"valid":{"const":false},"manner":{"type":"string"},"explanation":{"type":"string","minLength":10},"path":{"type":"array","items":{"type":["string","integer"]}},"code":{"type":"string"}},"required":["payload","valid","manner","explanation","path","code"],"additionalProperties":false},
        {"type":"object","properties":{"text":{"type":"string"},"valid":{"const":false},"manner":{"const":"malformed"},"explanation":{"type":"string","minLength":10},"path":{"type":"array","maxItems":0},"code":{"const":"invalid_format"}},"required":["text","valid","manner","explanation","path","code"],"additionalProperties":false}]})");
    const Run plain = run(folder, invite + "--count 600 --invalid 40%");
    const Run told = run(folder, invite + "--count 600 --invalid 40% --explain");
    CHECK(told.status == 0);
    const std::vector<std::string> payloads = lines_of(plain.out);
    const std::vector<std::string> lines = lines_of(told.out);
    REQUIRE(payloads.size() == 600);
    REQUIRE(lines.size() == 600);
    std::size_t malformed = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CAPTURE(lines[i]);
        CHECK(explained.validate(lines[i]).valid());
        const zodgate::Result result = zodgate::schemas::invite_request().validate(payloads[i]);
        CHECK((lines[i].find(R"(,"valid":true})") != std::string::npos) == result.valid());
        CHECK((lines[i].find(R"({"text":)") == 0) == (result.status() == zodgate::Status::malformed));
        if (result.status() == zodgate::Status::malformed) {
            ++malformed;
        } else {
            CHECK(lines[i].find(R"({"payload":)" + payloads[i] + R"(,"valid":)") == 0);
        }
    }
    CHECK(malformed > 2);
    CHECK(malformed < 60);
}

TEST_CASE("generate says what it cannot do") {
    const Folder folder;
    CHECK(run(folder, "generate").status == 2);
    CHECK(run(folder, "generate --help").status == 0);
    CHECK(run(folder, invite + "--count -1").status == 2);
    CHECK(run(folder, invite + "--seed x").status == 2);
    const Run missing = run(folder, "generate --schema nowhere.json");
    CHECK(missing.status == 2);
    CHECK(missing.err.find("nowhere.json") != std::string::npos);

    const std::string bad = folder.write("bad.json", R"({"type":"strin"})");
    CHECK(run(folder, "generate --schema " + bad).status == 2);
    CHECK(run(folder, "generate --schema " + bad).err.find(bad + ":1:9: at /type") != std::string::npos);

    const std::string nothing =
        folder.write("nothing.json", R"({"type":"object","properties":{"a":{"not":{}}},"required":["a"]})");
    const Run none = run(folder, "generate --schema " + nothing);
    CHECK(none.status == 2);
    CHECK(none.out.empty());
    CHECK(none.err == "zodgate: " + nothing + ": no payload was made: nothing satisfies the schema\n");
    CHECK(run(folder, "generate --invalid 1 --count 5 --schema " + nothing).status == 0);

    const std::string full = std::string(ZODGATE_PROGRAM_FILE) + " " + invite + ">/dev/full 2>" + (folder / "err");
    CHECK(WEXITSTATUS(std::system(full.c_str())) == 2);
    CHECK(read(folder / "err").find("zodgate: cannot write the results: ") == 0);
    // More than anybody would wait for: it ends when nobody reads.
    const std::string endless =
        std::string(ZODGATE_PROGRAM_FILE) + " " + invite + "--count 18446744073709551615 >/dev/full 2>&1";
    CHECK(WEXITSTATUS(std::system(endless.c_str())) == 2);
}

TEST_CASE("generate reads schemas as check does") {
    const Folder folder;
    folder.write("lib/name.json", R"({"type":"string","enum":["ada"]})");
    const std::string schema = folder.write("s.json", R"({"$ref":"https://example.com/name"})");
    CHECK(run(folder, "generate --schema " + schema).status == 2);
    CHECK(run(folder, "generate --count 2 --schema " + schema + " --map https://example.com=" + (folder / "lib")).out ==
          "\"ada\"\n\"ada\"\n");
    const std::string tuple =
        folder.write("t.json", R"({"type":"array","items":[{"const":1},{"const":2}],"minItems":2,"maxItems":2})");
    CHECK(run(folder, "generate --count 1 --schema " + tuple).status == 2);
    CHECK(run(folder, "generate --count 1 --dialect http://json-schema.org/draft-07/schema# --schema " + tuple).out ==
          "[1,2]\n");
    const std::string email = folder.write("e.json", R"({"type":"string","format":"email","const":"nobody"})");
    CHECK(run(folder, "generate --count 1 --schema " + email).status == 2);
    CHECK(run(folder, "generate --count 1 --semantics json-schema --schema " + email).out == "\"nobody\"\n");
    CHECK(run(folder, "generate --count 1 --formats none --schema " + email).out == "\"nobody\"\n");
    const std::string encoded = folder.write("c.json", R"({"type":"string","contentEncoding":"base64","minLength":5})");
    const Run looked_into = run(folder, "generate --count 50 --check-content --schema " + encoded);
    CHECK(looked_into.status == 0);
    const std::string written = folder.write("written.ndjson", looked_into.out);
    CHECK(run(folder, "check --check-content --schema " + encoded + " " + written).status == 0);
}

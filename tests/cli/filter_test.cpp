// The program between others: with nothing to read, no one to read from or to write to, and lines that wait.
#include "process.hpp"
#include "program.hpp"

#include <cstdlib>
#include <string>

namespace {

using program::Folder;
using program::good;
using program::invite;
using program::Process;
using program::read;
using program::run;
using program::Run;
using program::schema_file;

}  // namespace

TEST_CASE("an input without a line is judged without a word, and none is malformed") {
    const Folder folder;
    const std::string blank = folder.write("blank", " \n\r\n\t\n");
    for (const std::string form : {"ndjson --no-place", "ndjson", "payloads --only valid", "payloads"}) {
        for (const std::string& input : {std::string("/dev/null"), blank}) {
            const Run judged = run(folder, invite + "--lines --output " + form + " <" + input);
            CHECK(judged.status == 0);
            CHECK(judged.out.empty());
            CHECK(judged.err.empty());
        }
    }
    CHECK(run(folder, "diff " + schema_file + " " + schema_file + " --lines --output ndjson </dev/null").status == 0);
    // Without --lines it is one payload, which is missing.
    const Run whole = run(folder, invite + "--output ndjson </dev/null");
    CHECK(whole.status == 1);
    CHECK(whole.out.find(R"({"file":"-","valid":false,"issues":[{"code":"invalid_format","format":"json_string")") ==
          0);
}

TEST_CASE("standard streams that are closed are errors, and no file takes their place") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", good + "\n");
    const std::string lines = invite + "--lines --output ndjson ";

    // The schema's file would be standard input, at its end.
    const Run no_input = run(folder, lines + "<&-");
    CHECK(no_input.status == 2);
    CHECK(no_input.out.empty());
    CHECK(no_input.err == "zodgate: cannot read standard input: Bad file descriptor\n");

    // Standard output may be closed last only, behind where run() leads it.
    for (const std::string closed : {" >&-", " <&- >&-", " <&- >&- 2>&-", " >&- 2>&-"}) {
        const std::string command = std::string(ZODGATE_PROGRAM_FILE) + " " + lines + file + closed;
        CHECK(WEXITSTATUS(std::system(("(" + command + ") 2>" + (folder / "err")).c_str())) == 2);
        const bool is_heard = closed.find("2>") == std::string::npos;
        CHECK(read(folder / "err") == (is_heard ? "zodgate: cannot write the results: Bad file descriptor\n" : ""));
    }
    CHECK(read(file) == good + "\n");
    const Run unheard = run(folder, lines + file + " 2>&-");
    CHECK(unheard.status == 0);
}

TEST_CASE("who passes lines on gets each before the next one is there") {
    Process process({"check", "--schema", schema_file, "--lines", "--output", "payloads", "--only", "valid",
                     "--exit-zero", "--jobs", "4"});
    for (int i = 0; i < 20; ++i) {
        const std::string line = R"({"email":"user.)" + std::to_string(i) + R"(@example.com","role":"admin"})" + "\n";
        process.send("{}\n" + line);
        CHECK(process.read_out(line.size()) == line);
    }
    process.close_input();
    CHECK(process.read_out().empty());
    CHECK(process.read_err().empty());
    CHECK(process.wait() == 0);
}

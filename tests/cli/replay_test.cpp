// Many payloads: several threads, other ways to choose and to tell of them, and whatever may go wrong meanwhile.
#include "compressed.hpp"
#include "process.hpp"
#include "program.hpp"

#include <zodgate/zodgate.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using program::bad;
using program::Folder;
using program::good;
using program::invite;
using program::Process;
using program::read;
using program::run;
using program::Run;
using program::schema_file;

std::string numbered(int number, bool valid) {
    return "{\"email\":\"user." + std::to_string(number) + "@example.com\",\"role\":\"" + (valid ? "admin" : "owner") +
           "\"}";
}

// Some lines are refused, broken, blank or end in CRLF.
std::string traffic(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        if (i % 97 == 5)
            text += numbered(i, true).substr(0, 20);
        else
            text += numbered(i, i % 13 != 3);
        text += i % 31 == 7 ? "\r\n\n" : "\n";
    }
    return text;
}

// One line after the other, with nothing but the library.
std::string line_by_line(const std::string& file, std::string_view text) {
    std::string out;
    for (std::uint64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const zodgate::Result result = zodgate::schemas::invite_request().validate(line);
        out += "{\"file\":\"" + file + "\",\"line\":" + std::to_string(number);
        out += result.valid() ? ",\"valid\":true}\n"
                              : ",\"valid\":false,\"issues\":" + zodgate::to_json(result.issues()) + "}\n";
    }
    return out;
}

std::size_t count_lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("any number of threads writes what a run line by line writes") {
    const Folder folder;
    const std::string text = traffic(60000);
    const std::string plain = folder.write("t.ndjson", text);
    const std::string expected = line_by_line(plain, text);
    for (const std::string jobs : {"", "--jobs 1 ", "--jobs 2 ", "--jobs 7 "}) {
        const Run judged = run(folder, invite + jobs + "--output ndjson " + plain);
        CHECK(judged.status == 1);
        CHECK((judged.out == expected));
        CHECK(judged.err.empty());
    }
    const std::string gzip = folder.write("t.ndjson.gz", compressed::gzip(text));
    CHECK((run(folder, invite + "--output ndjson " + gzip).out == line_by_line(gzip, text)));
    const std::string zstd = folder.write("t.jsonl.zst", compressed::zstandard(text));
    CHECK((run(folder, invite + "--output ndjson " + zstd).out == line_by_line(zstd, text)));
    // By content, not by name.
    const std::string misnamed = folder.write("other.ndjson", compressed::zstandard(text));
    CHECK((run(folder, invite + "--output ndjson " + misnamed).out == line_by_line(misnamed, text)));
    CHECK((run(folder, invite + "--lines --output ndjson <" + gzip).out == line_by_line("-", text)));
    CHECK((run(folder, "check --schema " + schema_file + " --lines --output ndjson - <" + plain).out ==
           line_by_line("-", text)));
}

TEST_CASE("text sums up what is wrong, most frequent first, and lists no valid lines") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", good + "\n" + bad + "\n" + bad + "\n{}\n[\n");
    const Run judged = run(folder, invite + file);
    CHECK(judged.status == 1);
    CHECK(judged.out.find(": valid") == std::string::npos);
    const std::string summary =
        "5 payloads: 1 valid, 3 invalid, 1 malformed\n"
        "  3  invalid_value   role       Invalid option: expected one of \"admin\"|\"member\" (" +
        file + ":2:26)\n" + "  1  invalid_type    email      Invalid input: expected string, received undefined (" +
        file + ":4:1)\n" +
        "  1  invalid_format  (payload)  Invalid JSON string: the text ends before the value does at line 1, column 2 "
        "(" +
        file + ":5:2)\n";
    REQUIRE(judged.out.size() > summary.size());
    CHECK(judged.out.substr(judged.out.size() - summary.size()) == summary);
    CHECK(run(folder, invite + "--quiet " + file).out == summary);
    CHECK(run(folder, invite + "--only all " + file).out.find(file + ":1: valid\n") == 0);
    CHECK(run(folder, invite + "--only valid " + file).out == file + ":1: valid\n" + summary);
}

TEST_CASE("only some payloads are told of, and all are judged") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", good + "\n" + bad + "\n" + good + "\n{\n");
    const Run invalid = run(folder, invite + "--output ndjson --only invalid " + file);
    CHECK(invalid.status == 1);
    CHECK(count_lines(invalid.out) == 2);
    CHECK(invalid.out.find("\"line\":2,\"valid\":false") != std::string::npos);
    CHECK(invalid.out.find("\"line\":4,\"valid\":false") != std::string::npos);
    const Run valid = run(folder, invite + "--output ndjson --only valid " + file);
    CHECK(valid.status == 1);
    CHECK(valid.out == "{\"file\":\"" + file + "\",\"line\":1,\"valid\":true}\n{\"file\":\"" + file +
                           "\",\"line\":3,\"valid\":true}\n");
    CHECK(run(folder, invite + "--output json --only valid " + file).out.find("\"invalid\":1,\"malformed\":1") !=
          std::string::npos);
    CHECK(run(folder, invite + "--only some " + file).status == 2);
}

TEST_CASE("as a filter it takes lines and gives lines, with nothing of where they were") {
    const Folder folder;
    const std::string file = folder.write("lines", good + "\r\n" + bad + "\n\n" + good);
    const std::string as_filter = invite + "--lines --exit-zero --output ";
    const Run verdicts = run(folder, as_filter + "ndjson --no-place <" + file);
    CHECK(verdicts.status == 0);
    CHECK(verdicts.out.find("{\"valid\":true}\n{\"valid\":false,\"issues\":[{\"code\":\"invalid_value\"") == 0);
    CHECK(count_lines(verdicts.out) == 3);
    CHECK(verdicts.err.empty());
    CHECK(run(folder, as_filter + "payloads --only valid <" + file).out == good + "\r\n" + good + "\n");
    CHECK(run(folder, as_filter + "payloads --only invalid <" + file).out == bad + "\n");
    // A payload over several lines becomes one.
    const std::string whole = folder.write("p.json", "{\"email\":\"a@b.co\",\n\r\"role\":\"admin\"}\n");
    CHECK(run(folder, invite + "--output payloads " + whole).out == "{\"email\":\"a@b.co\",  \"role\":\"admin\"} \n");
    CHECK(run(folder, invite + "--exit-zero missing.json").status == 2);
}

TEST_CASE("with --fail-fast nothing behind the first payload that is not valid is told of") {
    const Folder folder;
    std::string text;
    for (int i = 0; i < 50000; ++i) text += numbered(i, i != 40000 && i != 40001) + "\n";
    const std::string file = folder.write("p.ndjson", text);
    for (const std::string jobs : {"1", "4"}) {
        const Run judged =
            run(folder, invite + "--fail-fast --output ndjson --jobs " + jobs + " " + file + " missing.json");
        CHECK(judged.status == 1);
        CHECK(count_lines(judged.out) == 40001);
        CHECK(judged.out.find("\"line\":40001,\"valid\":false") != std::string::npos);
        CHECK(judged.err.empty());
    }
    const std::string valid = folder.write("v.ndjson", good + "\n" + good + "\n");
    CHECK(run(folder, invite + "--fail-fast " + valid).status == 0);
    const std::string wholes = folder.write("a.json", bad) + " " + folder.write("b.json", bad);
    CHECK(count_lines(run(folder, invite + "--fail-fast --output ndjson " + wholes).out) == 1);
}

TEST_CASE("a sample is judged in place of all, the same one each time") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", traffic(5000));
    const Run sampled = run(folder, invite + "--sample 50 --output ndjson " + file);
    CHECK(count_lines(sampled.out) == 50);
    CHECK(sampled.out == run(folder, invite + "--sample 50 --jobs 3 --output ndjson " + file).out);
    CHECK(sampled.out != run(folder, invite + "--sample 50 --seed 1 --output ndjson " + file).out);
    const Run all = run(folder, invite + "--output ndjson " + file);
    std::istringstream lines(sampled.out);
    std::size_t from = 0;
    for (std::string line; std::getline(lines, line);) {
        from = all.out.find(line, from);
        REQUIRE(from != std::string::npos);
    }
    CHECK(run(folder, invite + "--sample 100000 --output ndjson " + file).out == all.out);
    CHECK(run(folder, invite + "--sample 0 " + file).status == 2);
}

TEST_CASE("a sample says what cannot be read, chosen or not") {
    const Folder folder;
    const std::string lines = folder.write("p.ndjson", traffic(1000));
    const std::string words = invite + "--sample 3 --only valid --output ndjson ";
    const Run judged = run(folder, words + "missing.json " + lines);
    CHECK(judged.status == 2);
    CHECK(judged.err == "zodgate: cannot read missing.json: No such file or directory\n");
    CHECK(judged.out == run(folder, words + lines).out);
}

TEST_CASE("what is written is not read") {
    const Folder folder;
    fs::create_directory(folder / "in");
    folder.write("in/a.ndjson", good + "\n");
    const std::string program = std::string(ZODGATE_PROGRAM_FILE) + " " + invite + "--output ndjson ";
    const std::string out = folder / "in/out.ndjson";
    const std::string error = folder / "err";
    CHECK(std::system((program + (folder / "in") + " >" + out + " 2>" + error).c_str()) == 0);
    CHECK(count_lines(read(out)) == 1);
    CHECK(read(error).empty());
    const std::string both = folder.write("both.ndjson", good + "\n");
    const int status = std::system((program + both + " >>" + both + " 2>" + error).c_str());
    CHECK(WEXITSTATUS(status) == 2);
    CHECK(read(both) == good + "\n");
    CHECK(read(error) == "zodgate: cannot read " + both + ": the results are written into it\n");
}

TEST_CASE("compressed data from a pipe is answered as it comes, the end of a member too") {
    Process process({"check", "--schema", schema_file, "--lines", "--output", "ndjson"});
    const std::string member = compressed::gzip("1\n");
    process.send(member.substr(0, 16));  // what is looked at first; the rest gives no bytes
    process.send(member.substr(16));
    const std::string first = process.read_out(30);
    CHECK(first == R"({"file":"-","line":1,"valid":f)");
    process.send(member);
    process.close_input();
    CHECK(process.read_out().find("\"line\":2,") != std::string::npos);
    CHECK(process.wait() == 1);
}

TEST_CASE("each kind of broken input has its exit status and a message, and the rest is judged") {
    const Folder folder;
    const std::string text = traffic(20000);
    std::string broken = compressed::gzip(text);
    broken.resize(broken.size() / 2);
    const std::string cut = folder.write("cut.ndjson.gz", broken);
    const std::string after = folder.write("after.ndjson", good + "\n");
    const Run truncated = run(folder, invite + "--output ndjson " + cut + " " + after);
    CHECK(truncated.status == 2);
    CHECK(truncated.err.find("zodgate: cannot read " + cut + ": gzip data that breaks off after " +
                             std::to_string(broken.size()) + " bytes; line ") == 0);
    const std::string of_after = "{\"file\":\"" + after + "\",\"line\":1,\"valid\":true}\n";
    REQUIRE(truncated.out.size() > 500000);
    const std::string before = truncated.out.substr(0, truncated.out.size() - of_after.size());
    CHECK(truncated.out.substr(before.size()) == of_after);
    CHECK((line_by_line(cut, text).substr(0, before.size()) == before));

    const std::string bytes =
        folder.write("bytes.ndjson", good + "\n{\"email\":\"\xFF\xFE\"}\n\xC0\x80\n" + good + "\n");
    const Run invalid_utf8 = run(folder, invite + "--output ndjson " + bytes);
    CHECK(invalid_utf8.status == 1);
    CHECK(count_lines(invalid_utf8.out) == 4);
    CHECK(invalid_utf8.out.find(
              "\"line\":2,\"valid\":false,\"issues\":[{\"code\":\"invalid_format\",\"format\":\"json_string\"") !=
          std::string::npos);
    CHECK(invalid_utf8.out.find("\"line\":4,\"valid\":true") != std::string::npos);

    const std::string ends = folder.write("ends.ndjson", good + "\r\n" + good + "\r\n\r\n" + good);
    CHECK(count_lines(run(folder, invite + "--output ndjson " + ends).out) == 3);

    const std::string empty = folder.write("empty.ndjson", "");
    const Run nothing = run(folder, invite + empty);
    CHECK(nothing.status == 0);
    CHECK(nothing.out == "0 payloads: 0 valid, 0 invalid, 0 malformed\n");
    CHECK(nothing.err == "zodgate: " + empty + " holds no payload\n");
    const std::string compressed_empty = folder.write("empty.ndjson.gz", compressed::gzip(""));
    CHECK(run(folder, invite + compressed_empty).err == "zodgate: " + compressed_empty + " holds no payload\n");
    const std::string whole_empty = folder.write("empty.json", "");
    CHECK(run(folder, invite + whole_empty).status == 1);
}

TEST_CASE("a line of 200 MB is judged, or refused as too long, and so are those around it") {
    const Folder folder;
    const std::string longest = "{\"email\":\"a@b.co\",\"role\":\"" + std::string(200U * 1000 * 1000, 'x') + "\"}";
    const std::string file = folder.write("p.ndjson", good + "\n" + longest + "\n" + good + "\n");
    const Run judged = run(folder, invite + "--output ndjson " + file);
    CHECK(judged.status == 1);
    CHECK(count_lines(judged.out) == 3);
    CHECK(judged.out.size() < 1000);
    CHECK(judged.out.find("\"line\":2,\"valid\":false,\"issues\":[{\"code\":\"invalid_value\"") != std::string::npos);
    CHECK(judged.out.find("\"line\":3,\"valid\":true") != std::string::npos);
    const Run refused = run(folder, invite + "--max-bytes 1000000 --output ndjson " + file);
    CHECK(refused.out.find("\"params\":{\"limit\":\"max_bytes\",\"maximum\":1000000}") != std::string::npos);
    CHECK(refused.out.find("\"line\":3,\"valid\":true") != std::string::npos);
}

TEST_CASE("a file that shrinks while it is read is said to") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", traffic(400000));
    const auto size = fs::file_size(file);
    // Nobody reads the results, so that not much of the file is read either.
    Process process({"check", "--schema", schema_file, "--output", "ndjson", "--jobs", "2", file});
    const std::string first = process.read_out(100);
    fs::resize_file(file, size * 3 / 4 + 11);
    const std::string out = first + process.read_out();
    const std::string error = process.read_err();
    CHECK(process.wait() == 2);
    CHECK(error.find("zodgate: cannot read " + file + ": it became shorter while it was read, and ended after " +
                     std::to_string(size * 3 / 4 + 11) + " of " + std::to_string(size) + " bytes; line ") == 0);
    CHECK(count_lines(out) > 250000);
    CHECK((line_by_line(file, traffic(400000)).substr(0, out.size()) == out));
}

TEST_CASE("a full disk and a closed pipe end the work with their reason") {
    const Folder folder;
    const std::string file = folder.write("p.ndjson", traffic(200000));
    const std::string command = std::string(ZODGATE_PROGRAM_FILE) + " " + invite + "--output ndjson " + file;
    const int full = std::system((command + " >/dev/full 2>" + (folder / "err")).c_str());
    CHECK(WEXITSTATUS(full) == 2);
    CHECK(read(folder / "err") == "zodgate: cannot write the results: No space left on device\n");

    Process process({"check", "--schema", schema_file, "--output", "ndjson", file});
    process.read_out(10);
    process.close_output();
    const std::string error = process.read_err();
    CHECK(process.wait() == 2);
    CHECK(error == "zodgate: cannot write the results: Broken pipe\n");
}

TEST_CASE("standard input streams: each answer comes when its line is there") {
    Process process({"check", "--schema", schema_file, "--lines", "--output", "ndjson"});
    const std::string valid = R"({"file":"-","line":1,"valid":true})";
    process.send(good + "\n");
    CHECK(process.read_out(valid.size() + 1) == valid + "\n");
    process.send("1\n");
    CHECK(process.read_out(30) == R"({"file":"-","line":2,"valid":f)");
    process.send(good.substr(0, 10));
    process.send(good.substr(10));
    process.close_input();
    CHECK(process.read_out().find("\"line\":3,\"valid\":true}\n") != std::string::npos);
    CHECK(process.wait() == 1);
}

TEST_CASE("Ctrl-C ends with what has been found so far, and 130") {
    for (const int signal : {SIGINT, SIGTERM}) {
        Process process({"check", "--schema", schema_file, "--lines", "--output", "ndjson"});
        process.send(good + "\n" + bad + "\n" + good.substr(0, 9));
        const std::string first = R"({"file":"-","line":1,"valid":true})";
        CHECK(process.read_out(first.size() + 2) == first + "\n{");
        process.signal(signal);
        const std::string out = process.read_out();
        const std::string error = process.read_err();
        CHECK(process.wait() == 128 + signal);
        CHECK(count_lines(out) == 1);
        CHECK(error ==
              "2 payloads: 1 valid, 1 invalid, 0 malformed; interrupted\n"
              "  1  invalid_value  role  Invalid option: expected one of \"admin\"|\"member\" (-:2:26)\n");
    }
    Process text({"check", "--schema", schema_file, "--lines"});
    text.send(good + "\n" + bad + "\n");
    text.read_out(5);
    text.signal(SIGINT);
    CHECK(text.read_out().find("2 payloads: 1 valid, 1 invalid, 0 malformed; interrupted\n") != std::string::npos);
    CHECK(text.wait() == 130);
    CHECK(text.read_err().empty());
}

TEST_CASE("long work shows its progress on a terminal, and nowhere else") {
    const auto replay = [](std::vector<std::string> words, Process::ErrorStream error_stream, bool is_awaited = false) {
        words.insert(words.begin(), {"check", "--schema", schema_file, "--lines", "--output", "ndjson"});
        Process process(std::move(words), error_stream);
        process.send(good + "\n" + bad + "\n");
        std::string error;
        if (is_awaited) {
            error = process.read_err_until("2 payloads");
        } else {
            usleep(1300 * 1000);
        }
        process.close_input();
        process.read_out();
        error += process.read_err();
        CHECK(process.wait() == 1);
        return error;
    };
    const std::string shown = replay({}, Process::ErrorStream::terminal, true);
    CHECK(shown.find("\r\x1b[K1 invalid  2 payloads") != std::string::npos);
    // In the end the line is gone, and the summary is there.
    const std::string last =
        "\r\x1b[K2 payloads: 1 valid, 1 invalid, 0 malformed\r\n"
        "  1  invalid_value  role  Invalid option: expected one of \"admin\"|\"member\" (-:2:26)\r\n";
    REQUIRE(shown.size() > last.size());
    CHECK(shown.substr(shown.size() - last.size()) == last);
    CHECK(replay({"--quiet"}, Process::ErrorStream::terminal).empty());
    CHECK(replay({}, Process::ErrorStream::pipe).empty());
}

TEST_CASE("results on the terminal of the line of progress are not wiped away") {
    Process process({"check", "--schema", schema_file, "--lines", "--output", "json"},
                    Process::ErrorStream::terminal_with_output);
    process.send("1\n");
    usleep(1300 * 1000);
    process.send("2\n");
    process.close_input();
    const std::string shown = process.read_err();
    CHECK(process.wait() == 1);
    CHECK(shown.find("\x1b[K") == std::string::npos);
    CHECK(shown.find("\"line\":2,\"valid\":false") != std::string::npos);
}

TEST_CASE("with --fail-fast the work ends though the pipe stays open") {
    Process process({"check", "--schema", schema_file, "--lines", "--output", "ndjson", "--fail-fast", "--jobs", "3"});
    const std::string valid = R"({"file":"-","line":1,"valid":true})";
    for (int i = 0; i < 3; ++i) {
        process.send(good + "\n");
        process.read_out(valid.size() + 1);
    }
    process.send("1\n");
    CHECK(count_lines(process.read_out()) == 1);
    CHECK(process.wait() == 1);
}

TEST_CASE("an interrupt leaves no gap in the results, and no record half written") {
    const Folder folder;
    for (int i = 0; i < 2000; ++i) folder.write("in/" + std::to_string(10000 + i) + ".json", numbered(i, i % 2 == 0));
    Process process({"check", "--schema", schema_file, "--output", "json", "--jobs", "4", folder / "in"});
    std::string out = process.read_out(3000);
    process.signal(SIGINT);
    usleep(100 * 1000);  // it waits for whoever reads its results
    out += process.read_out();
    const std::string error = process.read_err();
    CHECK(process.wait() == 130);
    CHECK(error.find("; interrupted\n") != std::string::npos);
    CHECK(error.find("cannot write") == std::string::npos);
    const std::string end = ",\"interrupted\":true}}\n";
    REQUIRE(out.size() > end.size());
    CHECK(out.substr(out.size() - end.size()) == end);
    int number = 10000;
    for (std::size_t at = out.find("{\"file\""); at != std::string::npos && at < out.find("\"summary\"");
         at = out.find("{\"file\"", at + 1)) {
        const std::size_t name = out.find(".json\"", at);
        CHECK(out.substr(name - 5, 5) == std::to_string(number++));
    }
    CHECK(number > 10010);
    CHECK(number < 12000);
}

TEST_CASE("little input of which much comes takes little memory") {
    const Folder folder;
    std::string options;
    for (int i = 0; i < 100; ++i) {
        options += (i == 0 ? "" : ",") + std::string(R"({"type":"object","required":["k)") + std::to_string(i) +
                   R"("],"properties":{"k)" + std::to_string(i) + R"(":{"type":"string"}}})";
    }
    const std::string schema = folder.write("s.json", R"({"items":{"anyOf":[)" + options + "]}}");
    std::string lines;
    for (int i = 0; i < 4000; ++i) lines += "[{},{},{}]\n";
    const std::string file = folder.write("p.ndjson", lines);
    // Some 130 MB of results, in an address space of 400 MB with two threads and their libraries.
    const std::string limited = "bash -c 'ulimit -v 400000; " + std::string(ZODGATE_PROGRAM_FILE) +
                                " check --jobs 2 --output ndjson --schema " + schema + " " + file + " | wc -lc >" +
                                (folder / "count") + "; exit ${PIPESTATUS[0]}'";
#ifndef ZODGATE_SANITIZED  // sanitizers take addresses without end
    const int status = std::system(limited.c_str());
    CHECK(WEXITSTATUS(status) == 1);
    std::istringstream counts(read(folder / "count"));
    std::size_t lines_written = 0;
    std::size_t bytes = 0;
    counts >> lines_written >> bytes;
    CHECK(lines_written == 4000);
    CHECK(bytes > 100U * 1000 * 1000);
#endif
}

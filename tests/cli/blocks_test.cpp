// Files cut into blocks of lines: no byte lost, each line with its number, whatever the size of blocks and reads.
#include "cli/blocks.hpp"
#include "compressed.hpp"
#include "folder.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace {

using program::Folder;
using zodgate::cli::Block;
using zodgate::cli::BlockOptions;
using zodgate::cli::Blocks;

constexpr std::size_t any_length = 1000000;

struct Line {
    std::uint64_t number;
    std::string text;
    bool operator==(const Line&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Line& line) { return out << line.number << ": " << line.text; }

// The plain way: one line after the other.
std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    for (std::uint64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        lines.push_back({number, std::string(text.substr(0, end))});
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

struct Read {
    std::vector<Line> lines;
    std::vector<std::string> failures;
    std::size_t blocks = 0;
};

Read read_all(Blocks& blocks) {
    Read read;
    Block block;
    while (blocks.next(block)) {
        ++read.blocks;
        for (Line& line : lines_of(block.lines)) {
            line.number += block.first_line - 1;
            read.lines.push_back(std::move(line));
        }
        if (!block.failure.empty()) read.failures.push_back(block.failure);
    }
    return read;
}

Read read_lines(const std::string& file, std::size_t block_bytes, std::size_t max_bytes = any_length) {
    BlockOptions options;
    options.all_lines = true;
    options.max_bytes = max_bytes;
    options.block_bytes = block_bytes;
    return read_all(*zodgate::cli::read_blocks({file}, options));
}

std::size_t below(std::mt19937& random, std::size_t bound) { return random() % bound; }

// Lines of many lengths, empty ones and an unfinished last one among them.
std::string random_text(std::mt19937& random) {
    std::string text;
    const std::size_t lines = below(random, 200);
    for (std::size_t i = 0; i < lines; ++i) {
        const std::size_t length = below(random, below(random, 10) == 0 ? 3000 : 40);
        text.append(length, static_cast<char>('a' + below(random, 26)));
        text += below(random, 5) == 0 ? "\r\n" : "\n";
    }
    if (below(random, 2) == 0) text += "the end";
    return text;
}

}  // namespace

TEST_CASE("blocks hold every line once, with its number") {
    const Folder folder;
    std::mt19937 random(8);
    std::size_t of_several_blocks = 0;
    for (int round = 0; round < 300; ++round) {
        const std::string text = random_text(random);
        const std::vector<Line> expected = lines_of(text);
        const std::size_t block_bytes = 1 + below(random, 5000);
        for (const std::string& file : {folder.write("plain", text), folder.write("gzip", compressed::gzip(text)),
                                        folder.write("zstd", compressed::zstandard(text))}) {
            const Read read = read_lines(file, block_bytes);
            CHECK((read.lines == expected));
            CHECK(read.failures.empty());
            of_several_blocks += read.blocks > 1 ? 1 : 0;
        }
    }
    CHECK(of_several_blocks > 0);
}

TEST_CASE("large files are cut into several blocks of about the size asked for") {
    const Folder folder;
    std::string text;
    for (int i = 0; i < 100000; ++i) text += "{\"number\":" + std::to_string(i) + "}\n";
    const std::string file = folder.write("plain", text);
    const Read read = read_lines(file, 100000);
    CHECK((read.lines == lines_of(text)));
    CHECK(read.blocks >= text.size() / 200000);
    CHECK(read.blocks <= text.size() / 50000);
}

TEST_CASE("of a line that is too long no more is kept than shows it") {
    const Folder folder;
    constexpr std::size_t max_bytes = 1000;
    for (const std::size_t length : {std::size_t{1001}, std::size_t{70000}, std::size_t{300000}}) {
        for (const std::string end : {"\n", "\n\nafter\nthat\n", ""}) {
            const std::string file = folder.write("long", "before\n" + std::string(length, 'x') + end);
            const Read read = read_lines(file, 4096, max_bytes);
            std::vector<Line> expected = lines_of("before\n" + std::string(length, 'x') + end);
            REQUIRE(read.lines.size() == expected.size());
            CHECK(read.lines[1].text.size() > max_bytes);
            CHECK(read.lines[1].text.size() <= std::max(std::size_t{2 * 65536 + 4096}, max_bytes + 64));
            CHECK(read.lines[1].text.find_first_not_of('x') == std::string::npos);
            expected[1].text = read.lines[1].text;
            CHECK((read.lines == expected));
        }
    }
}

TEST_CASE("a line that is too long is no blank one, unless all of it is") {
    const Folder folder;
    for (const std::size_t blanks : {std::size_t{300}, std::size_t{70000}}) {
        const std::string text = std::string(blanks, ' ') + "{}" + std::string(300000, ' ') + "\n1\n";
        const Read read = read_lines(folder.write("text", text), 4096, 100);
        REQUIRE(read.lines.size() == 2);
        CHECK_FALSE(zodgate::cli::is_blank(read.lines[0].text));
        CHECK(read.lines[0].text.size() > 100);
    }
    const Read blank = read_lines(folder.write("blank", std::string(400000, ' ') + "\n1\n"), 4096, 100);
    REQUIRE(blank.lines.size() == 2);
    CHECK(zodgate::cli::is_blank(blank.lines[0].text));
}

TEST_CASE("gzip members and Zstandard frames follow each other") {
    const Folder folder;
    const std::string first = "1\n2";
    const std::string second = "3\n4\n";
    const std::vector<Line> expected = lines_of(first + second);
    using compressed::gzip;
    using compressed::zstandard;
    CHECK(read_lines(folder.write("a", gzip(first) + gzip("") + gzip(second)), 100).lines == expected);
    CHECK(read_lines(folder.write("b", gzip(first + second) + std::string(600, '\0')), 100).lines == expected);
    CHECK(read_lines(folder.write("c", zstandard(first) + zstandard(second)), 100).lines == expected);
    // A frame that is skipped (RFC 8878, 3.1.2), as pzstd writes at the start.
    const std::string skipped("\x5E\x2A\x4D\x18\x03\x00\x00\x00xyz", 11);
    CHECK(read_lines(folder.write("d", skipped + zstandard(first + second)), 100).lines == expected);
    CHECK(read_lines(folder.write("e", gzip("")), 100).lines.empty());
}

TEST_CASE("what is compressed may end where a read does") {
    const Folder folder;
    constexpr std::size_t room = 65536;  // of a read for small blocks
    for (const std::size_t size : {room - 1, room, room + 1, 2 * room}) {
        std::string text;
        while (text.size() < size) text += std::to_string(text.size()) + "\n";
        text.resize(size);
        const std::vector<Line> expected = lines_of(text);
        for (const std::string& file :
             {folder.write("gzip", compressed::gzip(text)), folder.write("zstd", compressed::zstandard(text)),
              folder.write("empty frame", compressed::zstandard(text) + compressed::zstandard(""))}) {
            CAPTURE(size, file);
            const Read read = read_lines(file, 100);
            CHECK((read.lines == expected));
            CHECK(read.failures.empty());
        }
    }
}

TEST_CASE("what is broken or breaks off is an error behind the whole lines before it") {
    const Folder folder;
    std::string text;
    for (int i = 0; i < 20000; ++i) text += std::to_string(i * 7919) + "\n";
    const auto check = [&](const std::string& bytes, const std::string& reason) {
        const std::string file = folder.write("file", bytes);
        const Read read = read_lines(file, 10000);
        REQUIRE(read.failures.size() == 1);
        CHECK(read.failures[0].find("cannot read " + file + ": " + reason) == 0);
        std::vector<Line> expected = lines_of(text);
        REQUIRE(read.lines.size() <= expected.size());
        expected.resize(read.lines.size());
        CHECK((read.lines == expected));
        const std::string next = "line " + std::to_string(read.lines.size() + 1) + ", in which it ends, is not judged";
        if (read.failures[0].find("in which") != std::string::npos) {
            CHECK(read.failures[0].find(next) != std::string::npos);
        }
        return read.lines.size();
    };
    std::string gzip = compressed::gzip(text);
    CHECK(check(gzip.substr(0, gzip.size() / 2), "gzip data that breaks off after") > 5000);
    CHECK(check(gzip.substr(0, gzip.size() - 1), "gzip data that breaks off after") == 20000);
    CHECK(check(gzip.substr(0, 5), "gzip data that breaks off after 5 bytes") == 0);
    CHECK(check(gzip + "more", "gzip data that is followed by something else") == 20000);
    std::string zstd = compressed::zstandard(text);
    check(zstd.substr(0, zstd.size() / 2), "Zstandard data that breaks off after");
    check(zstd + "more", "Zstandard data that is broken: ");
    // The checksum stands at the end, after all lines have been judged: then it is said that something is wrong.
    gzip[gzip.size() - 6] = static_cast<char>(gzip[gzip.size() - 6] ^ 0x55);
    CHECK(check(gzip, "gzip data that is broken: incorrect data check") == 20000);
    CHECK(read_lines(folder.write("x", std::string("\xFD") + "7zXZ\x00..."), 100)
              .failures.at(0)
              .find("compressed by xz") != std::string::npos);
    CHECK(read_lines(folder.write("y", "BZh91AY"), 100).failures.at(0).find("compressed by bzip2") !=
          std::string::npos);
}

TEST_CASE("files of a payload each come by name, and folders say what they lack") {
    const Folder folder;
    for (int i = 0; i < 40; ++i) folder.write("in/" + std::to_string(100 + i) + ".json", "1");
    folder.write("in/120.jsonl.gz", compressed::gzip("1\n2\n"));
    BlockOptions options;
    options.max_bytes = any_length;
    const auto blocks = zodgate::cli::read_blocks({folder / "in", folder / "missing.ndjson"}, options);
    Block block;
    std::vector<std::string> files;
    std::vector<std::string> failures;
    while (blocks->next(block)) {
        files.insert(files.end(), block.files.begin(), block.files.end());
        if (!block.lines.empty()) files.push_back(block.file->name);
        if (!block.failure.empty()) failures.push_back(block.failure);
        CHECK(block.input == (block.failure.empty() ? 0U : 1U));
    }
    REQUIRE(files.size() == 41);
    CHECK(std::is_sorted(files.begin(), files.end()));
    CHECK(failures ==
          std::vector<std::string>{"cannot read " + (folder / "missing.ndjson") + ": No such file or directory"});
}

TEST_CASE("a sample has as many payloads as asked for, in their order, the same ones each time") {
    const Folder folder;
    std::string text;
    for (int i = 1; i <= 1000; ++i) text += std::to_string(i) + (i % 3 == 0 ? "\n\n" : "\n");
    const std::string file = folder.write("p.ndjson", text);
    const auto sample = [&](std::size_t count, std::uint64_t seed) {
        BlockOptions options;
        options.max_bytes = any_length;
        options.block_bytes = 500;
        return read_all(*zodgate::cli::sample_blocks(
            zodgate::cli::read_blocks({file, folder / "missing.jsonl"}, options), count, seed));
    };
    const std::vector<Line> all = lines_of(text);
    const Read ten = sample(10, 1);
    CHECK(ten.lines.size() == 10);
    CHECK(ten.failures.size() == 1);
    CHECK(ten.lines == sample(10, 1).lines);
    CHECK(ten.lines != sample(10, 2).lines);
    for (std::size_t i = 0; i < ten.lines.size(); ++i) {
        CHECK(all.at(ten.lines[i].number - 1) == ten.lines[i]);
        if (i > 0) CHECK(ten.lines[i - 1].number < ten.lines[i].number);
    }
    CHECK(sample(1000, 1).lines.size() == 1000);
    CHECK(sample(5000, 1).lines.size() == 1000);
    // Each is as likely as any other: 400 samples of 10 have 4 times each line on average.
    std::vector<int> times(1001, 0);
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        for (const Line& line : sample(10, seed).lines) ++times.at(std::stoul(line.text));
    }
    CHECK(std::accumulate(times.begin(), times.end(), 0) == 4000);
    CHECK(std::accumulate(times.begin() + 1, times.begin() + 501, 0) > 1800);
    CHECK(std::accumulate(times.begin() + 1, times.begin() + 501, 0) < 2200);
    CHECK(*std::max_element(times.begin(), times.end()) < 20);
}

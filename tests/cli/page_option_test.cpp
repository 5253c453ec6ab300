// zodgate check --output html FILE, on the command line. What is on the page is looked at by page_test.mjs.
#include "program.hpp"

#include <sys/stat.h>

namespace {

namespace fs = std::filesystem;
using program::Folder;
using program::good;
using program::invite;
using program::read;
using program::run;
using program::Run;

const std::string beginning = "<!doctype html><!-- written by zodgate -->\n";

bool is_page(const std::string& text) {
    const std::string end = "</html>\n";
    return text.find(beginning) == 0 && text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

TEST_CASE("the page is written beside the results") {
    const Folder folder;
    const std::string file = folder.write("p.json", "{}");
    const std::string page = folder / "page.html";
    const std::string text = run(folder, invite + file).out;
    for (const std::string& words : {"--output html " + page + " " + file, "--output=html " + page + " " + file,
                                     file + " --output html " + page, "--output html " + page + " -- " + file}) {
        fs::remove(page);
        const Run judged = run(folder, invite + words);
        CHECK(judged.status == 1);
        CHECK(judged.out == text);
        CHECK(judged.err.empty());
        CHECK(is_page(read(page)));
    }
    for (const std::string& words :
         {"--output ndjson --output html " + page, "--output html " + page + " --output ndjson"}) {
        fs::remove(page);
        CHECK(run(folder, invite + words + " " + file).out == run(folder, invite + "--output ndjson " + file).out);
        CHECK(is_page(read(page)));
    }
    // Whatever the page was before; and it need not be a file.
    CHECK(run(folder, invite + "--output html " + page + " " + folder.write("q.json", good)).status == 0);
    CHECK(read(page).find("The payload is valid") != std::string::npos);
    CHECK(
        is_page(run(folder, invite + "--output html /dev/stdout --quiet --output payloads --only valid " + file).out));
}

TEST_CASE("a page without its file is an error of usage") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    for (const char* const words :
         {"--output html", "--output=html", "--output html --quiet", "--output html -", "--output html ''"}) {
        const Run judged = run(folder, invite + file + " " + words);
        CHECK(judged.status == 2);
        CHECK(judged.out.empty());
        CHECK(judged.err.find("zodgate: --output html: the page's file is missing: --output html FILE\n") == 0);
    }
    const Run twice =
        run(folder, invite + "--output html " + (folder / "a") + " --output html " + (folder / "b") + " " + file);
    CHECK(twice.status == 2);
    CHECK(twice.err.find("zodgate: --output html: there can be one page only\n") == 0);
    CHECK_FALSE(fs::exists(folder / "a"));
    // Behind "--" there are inputs alone, and lint has no page.
    CHECK(run(folder, invite + "-- --output=html").err ==
          "zodgate: cannot read --output=html: No such file or directory\n");
    CHECK(run(folder, "lint --output html " + file).status == 2);
    CHECK(run(folder, "check --help").out.find("--page") == std::string::npos);
}

TEST_CASE("a page that cannot be written is said before anything is judged") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const Run nowhere = run(folder, invite + "--output html " + (folder / "no/page.html") + " " + file);
    CHECK(nowhere.status == 2);
    CHECK(nowhere.out.empty());
    CHECK(nowhere.err == "zodgate: cannot write " + (folder / "no/page.html") + ": No such file or directory\n");
    fs::create_directory(folder / "in");
    CHECK(run(folder, invite + "--output html " + (folder / "in") + " " + file).status == 2);

    // The page's file was forgotten, and the payloads stand in its place.
    const Run forgotten = run(folder, invite + "--output html " + file);
    CHECK(forgotten.status == 2);
    CHECK(forgotten.out.empty());
    CHECK(forgotten.err == "zodgate: cannot write " + file + ": it is there already, and no page of this program's\n");
    CHECK(read(file) == good);
}

TEST_CASE("a page that cannot be written to its end is an error") {
    const Folder folder;
    const std::string file = folder.write("p.json", good);
    const Run full = run(folder, invite + "--output html /dev/full " + file);
    CHECK(full.status == 2);
    CHECK(full.out.find("1 payload: 1 valid") != std::string::npos);
    CHECK(full.err == "zodgate: cannot write /dev/full: No space left on device\n");
}

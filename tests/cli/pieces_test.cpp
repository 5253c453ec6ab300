// What the reports are made of: markup, messages of SARIF, temporary files, and the page without a browser.
#include "cli/markup.hpp"
#include "cli/report.hpp"
#include "cli/sarif.hpp"
#include "cli/spool.hpp"

#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <string>

namespace {

using namespace zodgate;
using namespace zodgate::cli;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// A tally of one payload with issues at those paths.
Tally tally_of(const InputFile& file, const std::vector<Path>& paths, Change change = Change::none) {
    std::vector<Issue> issues;
    for (const Path& path : paths) issues.push_back({FailedKeyword{"not"}, path});
    std::vector<const Issue*> pointers;
    for (const Issue& issue : issues) pointers.push_back(&issue);
    Tally tally;
    tally.add_status(issues.empty() ? Status::valid : Status::invalid);
    tally.add_faults({file, std::nullopt, "{}"}, pointers, change);
    return tally;
}

}  // namespace

TEST_CASE("markup leaves nothing that XML or HTML would take for its own") {
    CHECK(markup("a<b>&\"c'") == "a&lt;b&gt;&amp;&quot;c&#39;");
    CHECK(markup("]]>") == "]]&gt;");
    const std::string replaced = "\xEF\xBF\xBD";
    CHECK(markup(std::string("\0x", 2)) == replaced + "x");
    CHECK(markup("\x1b\r\n\x7f") == replaced + replaced + replaced + replaced);
    CHECK(markup("a\tb") == "a b");
    CHECK(markup("\xC2\x85") == replaced);                                    // U+0085
    CHECK(markup("\xEF\xBF\xBE\xEF\xBF\xBF!") == replaced + replaced + "!");  // U+FFFE, U+FFFF
    CHECK(markup("\xEF\xBF\xBD\xEF\xBF") == replaced + replaced);             // U+FFFD, and one cut short
    CHECK(markup("\xED\xA0\x80").find('\xED') == std::string::npos);          // a surrogate
    CHECK(markup("\xFF\xC3\xA9") == replaced + "\xC3\xA9");
}

TEST_CASE("a text is a text in SARIF") {
    CHECK(sarif_message("a {0} b") == R"t({"text":"a {{0}} b"})t");
    CHECK(sarif_message("[a](b)") == R"t({"text":"[a\\](b)"})t");
    CHECK(sarif_message("[a\\](b)") == R"t({"text":"[a\\](b)"})t");        // escaped already
    CHECK(sarif_message("[a\\\\](b)") == R"t({"text":"[a\\\\\\](b)"})t");  // a backslash that is escaped, and a bracket
    CHECK(sarif_message("[0] (b)") == R"t({"text":"[0] (b)"})t");
    CHECK(sarif_message("\xFF") == "{\"text\":\"\xEF\xBF\xBD\"}");
}

TEST_CASE("what is put aside comes back, piece by piece") {
    Spool spool;
    const std::string part(10007, 'x');
    for (int i = 0; i < 50; ++i) spool.write(part + std::to_string(i));
    std::string all;
    std::size_t largest = 0;
    spool.copy([&](std::string_view piece) {
        all += piece;
        largest = std::max(largest, piece.size());
    });
    CHECK(spool.failure().empty());
    CHECK(all.size() == 50 * part.size() + 90);
    CHECK(all.substr(all.size() - 3) == "x49");
    CHECK(largest <= 65536);
}

TEST_CASE("a temporary file that cannot be had is told, and nothing is done") {
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    rlimit none = before;
    none.rlim_cur = 0;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
    Spool spool;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(spool.failure() == "no temporary file for them: Too many open files");
    spool.write("x");
    bool is_called = false;
    spool.copy([&](std::string_view) { is_called = true; });
    CHECK_FALSE(is_called);
}

TEST_CASE("the page has columns for what there is to tell") {
    const InputFile file("p.json");
    const Tally plain = tally_of(file, {{"a"}, {"b", std::uint64_t{1}}});
    const std::string page = make_page({"s.json", {"p.json"}}, plain);
    CHECK(page.find(page_beginning) == 0);
    CHECK(count(page, "<tr id=\"fault-") == 2);
    CHECK(page.find("<span>b[*]</span>") != std::string::npos);
    CHECK(page.find(">Change<") == std::string::npos);
    CHECK(page.find(">Schema path<") == std::string::npos);
    CHECK(page.find("Interrupted") == std::string::npos);
    CHECK(make_page({"s.json", {"p.json"}}, plain) == page);
    CHECK(page.find("<dt>Operation</dt>") == std::string::npos);
    CHECK(make_page({"api.json", {"p.json"}, false, "POST /<b>"}, plain)
              .find("<dt>Operation</dt><dd><code>POST /&lt;b&gt;</code></dd>") != std::string::npos);

    Tally changed = tally_of(file, {{"a"}}, Change::appears);
    Tally vanished = tally_of(file, {{"a"}}, Change::vanishes);
    changed.merge(vanished);
    changed.now_invalid = 1;
    changed.now_valid = 1;
    const std::string compared = make_page({"s.json", {"p.json"}, true, "", "old.json"}, changed);
    CHECK(count(compared, "<tr id=\"fault-") == 2);
    CHECK(compared.find(">Change</th>") != std::string::npos);
    CHECK(compared.find("<td class=\"change appears\" data-name=\"Change\"><span>appears</span></td>") !=
          std::string::npos);
    CHECK(compared.find("<td class=\"change vanishes\"") != std::string::npos);
    CHECK(compared.find(">Now invalid</span> <span class=\"value\">1</span>") != std::string::npos);
    CHECK(compared.find("Interrupted: not all payloads were judged") != std::string::npos);
}

TEST_CASE("the page says what is not in its table") {
    const InputFile file("p.json");
    std::vector<Path> paths;
    for (std::size_t i = 0; i < Tally::most_faults + 3; ++i) paths.push_back({"a" + std::to_string(i)});
    const std::string page = make_page({"s.json", {}}, tally_of(file, paths));
    CHECK(count(page, "<tr id=\"fault-") == Tally::most_faults);
    CHECK(count(page, "<li><a href=\"#fault-") == 12);
    CHECK(page.find("3 issues of further kinds are not in this table") != std::string::npos);
    CHECK(page.find("<dd>standard input</dd>") != std::string::npos);
}

TEST_CASE("the page is sound without faults and without payloads") {
    const std::string clean = make_page({"s.json", {"p.json"}}, tally_of(InputFile("p.json"), {}));
    CHECK(clean.find("<h1>The payload is valid</h1>") != std::string::npos);
    CHECK(clean.find("<h2>No faults</h2>") != std::string::npos);
    CHECK(clean.find("<table") == std::string::npos);
    CHECK(make_page({"s.json", {"p.json"}}, Tally()).find("<h1>No payloads</h1>") != std::string::npos);
}

TEST_CASE("shares are never rounded to all or nothing") {
    Tally tally;
    tally.payloads = 1000000;
    tally.valid = 999999;
    tally.invalid = 1;
    const std::string page = make_page({"s.json", {"p.json"}}, tally);
    CHECK(page.find(">99.9%<") != std::string::npos);
    CHECK(page.find(">under 0.1%<") != std::string::npos);
    CHECK(page.find("<h1>1 of 1,000,000 payloads is not valid</h1>") != std::string::npos);
}

TEST_CASE("nothing on the page is of a payload's making") {
    const std::string hostile = "</script></style><img src=x onerror=\"a()\"><script>b()</script>";
    const InputFile file(hostile + ".json");
    Tally tally = tally_of(file, {{hostile}});
    tally.unreadable = 1;
    const std::string page = make_page({hostile, {hostile, "-"}}, tally);
    CHECK(count(page, "<script") == 1);
    CHECK(count(page, "</script") == 1);
    CHECK(count(page, "</style") == 1);
    CHECK(count(page, "<img") == 0);
    CHECK(count(page, "&lt;img src=x onerror=&quot;a()&quot;&gt;") == 3);      // schema, input and place
    CHECK(count(page, "&lt;img src=x onerror=\\&quot;a()\\&quot;&gt;") == 2);  // path, in bars and table
    CHECK(count(page, "&lt;/script&gt;&lt;/style&gt;") == 5);                  // and the place
}

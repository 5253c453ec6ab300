// zodgate check --output junit: XML that parsers take, and counts that are those of its elements.
#include "process.hpp"
#include "program.hpp"

namespace {

using program::bad;
using program::Folder;
using program::good;
using program::Process;
using program::read;
using program::run;
using program::Run;
using program::schema_file;

const std::string invite = program::invite + "--output junit ";
const std::string xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"zodgate\">\n";

/// What XPath says of a document. Where there is no xmllint, nothing is asked.
class Xml {
  public:
    Xml(const Folder& folder, const std::string& text)
        : file_(folder.write("junit.xml", text)), out_(folder / "xpath") {}

    static bool can_be_asked() { return !std::string(ZODGATE_XMLLINT).empty(); }

    bool fits_schema() const { return !can_be_asked() || system("--schema " ZODGATE_CLI_TESTS "/junit.xsd") == 0; }
    std::string value(const std::string& xpath) const {
        REQUIRE(can_be_asked());
        REQUIRE(system("--xpath \"" + xpath + "\"") == 0);
        const std::string found = read(out_);
        return found.substr(0, found.find_last_not_of('\n') + 1);
    }
    /// Suites whose counts are not those of their elements.
    std::string wrong_counts() const {
        return value(
            "count(/testsuites/testsuite[@tests != count(testcase) or @failures != count(testcase/failure) or "
            "@errors != count(testcase/error)])");
    }

  private:
    int system(const std::string& words) const {
        return std::system((std::string(ZODGATE_XMLLINT) + " " + words + " " + file_ + " >" + out_ + " 2>&1").c_str());
    }

    std::string file_;
    std::string out_;
};

}  // namespace

TEST_CASE("JUnit has a suite an input and a case a payload") {
    const Folder folder;
    const std::string lines = folder.write("p.ndjson", good + "\n\n{}\n");
    const std::string file = folder.write("q.json", good);
    const Run judged = run(folder, invite + lines + " " + file + " missing.json");
    CHECK(judged.status == 2);
    const std::string suite = "<testsuite name=\"";
    CHECK(
        judged.out ==
        xml_head + suite + lines + "\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n<testcase classname=\"" +
            lines + "\" name=\"line 1\"/>\n<testcase classname=\"" + lines +
            "\" name=\"line 3\"><failure message=\"email: Invalid input: expected string, received undefined (and 1 "
            "more issue)\" type=\"invalid_type\">" +
            lines + ":3:1: invalid_type at email: Invalid input: expected string, received undefined\n" + lines +
            ":3:1: invalid_value at role: Invalid option: expected one of &quot;admin&quot;|&quot;member&quot;\n" +
            "</failure></testcase>\n</testsuite>\n" + suite + file +
            "\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n<testcase classname=\"" + file + "\" name=\"" +
            file + "\"/>\n</testsuite>\n" + suite +
            "missing.json\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n<testcase "
            "classname=\"missing.json\" name=\"missing.json\"><error message=\"cannot read missing.json: No such file "
            "or directory\" type=\"unreadable\"/></testcase>\n</testsuite>\n</testsuites>\n");
    CHECK(Xml(folder, judged.out).fits_schema());
    if (Xml::can_be_asked()) CHECK_FALSE(Xml(folder, xml_head + suite + "x\"/></testsuites>").fits_schema());
}

TEST_CASE("JUnit's counts are those of the cases told") {
    const Folder folder;
    std::string text;
    for (int i = 0; i < 3000; ++i) text += i % 7 == 0 ? bad + "\n" : i % 11 == 0 ? "[\n" : good + "\n";
    const std::string file = folder.write("p.ndjson", text);
    const std::string one = folder.write("in/a.json", "{}");
    folder.write("in/b.json", good);
    const std::string inputs = file + " " + (folder / "in");
    if (!Xml::can_be_asked()) return;
    const Xml all(folder, run(folder, invite + inputs).out);
    CHECK(all.fits_schema());
    CHECK(all.wrong_counts() == "0");
    CHECK(all.value("string(/testsuites/testsuite[1]/@tests)") == "3000");
    CHECK(all.value("string(/testsuites/testsuite[1]/@failures)") == "663");
    CHECK(all.value("string(/testsuites/testsuite[2]/@tests)") == "2");
    CHECK(all.value("string(/testsuites/testsuite[2]/@failures)") == "1");
    CHECK(all.value("count(//failure[@type = 'invalid_format'])") == "234");

    const Xml invalid(folder, run(folder, invite + "--only invalid " + inputs).out);
    CHECK(invalid.wrong_counts() == "0");
    CHECK(invalid.value("count(//testcase)") == "664");
    const Xml valid(folder, run(folder, invite + "--only valid " + inputs).out);
    CHECK(valid.wrong_counts() == "0");
    CHECK(valid.value("count(//testcase)") == "2338");
    CHECK(valid.value("count(//failure)") == "0");
}

TEST_CASE("whatever payloads and files are called, JUnit's XML is well-formed") {
    const Folder folder;
    const std::string schema = folder.write("s.json", R"({"type":"object","additionalProperties":false})");
    std::string name = "<testcase & \"'>\x01\xFF]]>.json";
    const std::string file = folder.write(name, R"({"<failure ]]> &lt; \u0000\u001b\ufffe\uffff\u0085\n\t\rend": 1})");
    std::string quoted = file;
    quoted.replace(quoted.find('\''), 1, "'\\''");
    const Run judged = run(folder, "check --schema " + schema + " --output junit '" + quoted + "'");
    CHECK(judged.status == 1);
    for (const char* const part : {"\x01", "\xFF", "\x1b", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "]]>", "<failure ]"}) {
        CHECK(judged.out.find(part) == std::string::npos);
    }
    if (!Xml::can_be_asked()) return;
    const Xml xml(folder, judged.out);
    CHECK(xml.fits_schema());
    CHECK(xml.wrong_counts() == "0");
    CHECK(xml.value("count(//testcase)") == "1");
    const std::string message = xml.value("string(//failure/@message)");
    CHECK(message.find("Unrecognized key: \"<failure ]]> &lt; ") == 0);
    CHECK(message.find("end\"") != std::string::npos);
    CHECK(xml.value("string(//testcase/@classname)").find("/<testcase & \"'>\xEF\xBF\xBD\xEF\xBF\xBD]]>.json") !=
          std::string::npos);
}

TEST_CASE("JUnit's texts are no longer than parsers take") {
    const Folder folder;
    const std::string schema =
        folder.write("s.json", R"({"additionalProperties":false,"patternProperties":{"^a":{"type":"string"}}})");
    std::string payload = "{\"" + std::string(20000000, 'x') + "\":1";
    for (int i = 0; i < 900; ++i) payload += ",\"a" + std::to_string(i) + std::string(5000, 'y') + "\":1";
    const std::string file = folder.write("p.json", payload + "}");
    const Run judged = run(folder, "check --schema " + schema + " --output junit " + file);
    CHECK(judged.status == 1);
    CHECK(judged.out.size() < 2000000);
    CHECK(judged.out.find("\nfurther issues left out after ") != std::string::npos);
    CHECK(Xml(folder, judged.out).fits_schema());
}

TEST_CASE("without payloads JUnit has no cases") {
    const Folder folder;
    const Run none = run(folder, invite + "--lines </dev/null");
    CHECK(none.status == 0);
    CHECK(none.out.find(xml_head) == 0);
    CHECK(none.out.find("<testcase ") == std::string::npos);
    CHECK(Xml(folder, none.out).fits_schema());
}

TEST_CASE("JUnit tells of an interrupt as an error") {
    const Folder folder;
    Process process({"check", "--schema", schema_file, "--lines", "--output", "junit", "-"});
    process.send(bad + "\n");
    const std::string begin = process.read_out(1);  // the head is written when the first results have come
    process.signal(SIGINT);
    const std::string out = begin + process.read_out();
    CHECK(process.wait() == 130);
    CHECK(out.find("<testsuite name=\"-\" tests=\"1\" failures=\"1\"") != std::string::npos);
    CHECK(out.find("<error message=\"interrupted: not all payloads were judged\" type=\"interrupted\"/>") !=
          std::string::npos);
    CHECK(Xml(folder, out).fits_schema());
}

TEST_CASE("where no temporary file can hold JUnit's cases, that is an error") {
    const Folder folder;
    std::string text;
    for (int i = 0; i < 30000; ++i) text += bad + "\n";
    const std::string file = folder.write("p.ndjson", text);
    // Counts of coverage have no room, either.
    const std::string command = "export LLVM_PROFILE_FILE=/dev/null; trap '' XFSZ; { ulimit -f 64; " +
                                std::string(ZODGATE_PROGRAM_FILE) + " " + invite + file + " 2>" + (folder / "err") +
                                "; echo $? >" + (folder / "status") + "; } | wc -c >" + (folder / "size");
    std::system(command.c_str());
    CHECK(read(folder / "status") == "2\n");
    CHECK(read(folder / "err") == "zodgate: cannot write the results: no temporary file for them: File too large\n");
}

#include "schema/uri.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::schema;

namespace {

struct Example {
    std::string_view reference;
    std::string_view target;
};

void check(std::string_view base, const std::vector<Example>& examples) {
    for (const auto& [reference, target] : examples) {
        CAPTURE(base, reference);
        CHECK(resolve_uri(base, reference) == target);
    }
}

// RFC 3986, section 5.4.
constexpr std::string_view base = "http://a/b/c/d;p?q";

std::string repeat(std::string_view part, std::size_t count) {
    std::string out;
    for (; count > 0; --count) out += part;
    return out;
}

// RFC 3986, section 5.2.4, step by step as it is written there.
std::string without_dot_segments(std::string input) {
    std::string output;
    const auto begins = [&input](std::string_view prefix) { return input.compare(0, prefix.size(), prefix) == 0; };
    while (!input.empty()) {
        if (begins("../")) {
            input.erase(0, 3);
        } else if (begins("./") || begins("/./")) {
            input.erase(0, 2);
        } else if (input == "/.") {
            input = "/";
        } else if (begins("/../") || input == "/..") {
            input = input.size() == 3 ? "/" : input.substr(3);
            output.erase(output.find('/') == std::string::npos ? 0 : output.rfind('/'));
        } else if (input == "." || input == "..") {
            input.clear();
        } else {
            const std::size_t end = input.find('/', 1);
            output += input.substr(0, end);
            input.erase(0, end);
        }
    }
    return output;
}

}  // namespace

TEST_CASE("normal references (RFC 3986, section 5.4.1)") {
    const std::vector<Example> examples{
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
    };
    check(base, examples);
    CHECK(examples.size() == 23);
}

TEST_CASE("abnormal references (RFC 3986, section 5.4.2, strict)") {
    const std::vector<Example> examples{
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g#s/./x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"},
        {"http:g", "http:g"},
    };
    check(base, examples);
    CHECK(examples.size() == 19);
}

TEST_CASE("dot segments are removed as by the steps of RFC 3986, section 5.2.4") {
    std::mt19937 random(3986);
    const std::vector<std::string> segments{".", "..", "a", "b.", "..c", "", "d"};
    std::size_t with_dots = 0;
    for (int round = 0; round < 100000; ++round) {
        std::string path = random() % 2 == 0 ? "/" : "";
        for (auto count = random() % 8; count > 0; --count) {
            path += segments[random() % segments.size()];
            if (count > 1 || random() % 2 == 0) path += '/';
        }
        const std::string expected = without_dot_segments(path);
        if (expected != path) ++with_dots;
        // With a scheme alone, what begins like an authority would be one, or is kept from becoming one.
        if (path.compare(0, 2, "//") == 0 || expected.compare(0, 2, "//") == 0) continue;
        CAPTURE(path);
        if (resolve_uri("", "x:" + path) != "x:" + expected) CHECK(resolve_uri("", "x:" + path) == "x:" + expected);
    }
    CHECK(with_dots == 59294);
}

TEST_CASE("references from a URN") {
    constexpr std::string_view urn = "urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed";
    const std::string text(urn);
    check(urn,
          {
              {"#foo", text + "#foo"},
              {"#", text + "#"},
              {"", urn},
              {"#/$defs/bar", text + "#/$defs/bar"},
              {"urn:uuid:feedbeef-0000-ffff-ffff-123456789abc", "urn:uuid:feedbeef-0000-ffff-ffff-123456789abc"},
              {"urn:uuid:feedbeef-0000-ffff-ffff-123456789abc#x", "urn:uuid:feedbeef-0000-ffff-ffff-123456789abc#x"},
              {"http://a/b/../c", "http://a/c"},
              {"other", "urn:other"},
          });
    check("urn:example:weather?=op=map&lat=39.56",
          {{"#foo", "urn:example:weather?=op=map&lat=39.56#foo"}, {"", "urn:example:weather?=op=map&lat=39.56"}});
    check("urn:example:foo#anchor", {{"#other", "urn:example:foo#other"}, {"", "urn:example:foo"}});
    check("tag:example.com,2024:schema", {{"#/a", "tag:example.com,2024:schema#/a"}});
}

TEST_CASE("references from an absolute base that is not quite an example's") {
    check("http://a", {{"g", "http://a/g"}, {"?y", "http://a?y"}, {"../g", "http://a/g"}, {"#s", "http://a#s"}});
    check("file:///c:/x.json", {{"y.json", "file:///c:/y.json"}, {"/y.json", "file:///y.json"}});
    check("http://[::1]:8080/a", {{"b", "http://[::1]:8080/b"}});
    check("http://a/b#old", {{"", "http://a/b"}, {"#new", "http://a/b#new"}, {"c", "http://a/c"}});
    check("HTTP://A/b", {{"c", "HTTP://A/c"}});
    check("http://a/%7e/b", {{"%2e%2e/c", "http://a/%7e/%2e%2e/c"}});
    check("http://a/b//c/d", {{"..", "http://a/b//"}, {"../..", "http://a/b/"}, {"../../..", "http://a/"}});
    check("x:a/b", {{"../c", "x:/c"}, {"c:d", "c:d"}, {"./c:d", "x:a/c:d"}, {"..", "x:/"}});
    // What was a path does not become an authority.
    check("x:/a", {{"/.//b", "x:/.//b"}, {"//b", "x://b"}});
}

TEST_CASE("references without an absolute base") {
    check("", {
                  {"", ""},
                  {"#s", "#s"},
                  {"g", "g"},
                  {"./g", "g"},
                  {"../g", "../g"},
                  {"../../g", "../../g"},
                  {"g/../..", "../"},
                  {"g/..", "./"},
                  {".", "./"},
                  {"..", "../"},
                  {"/g/../h", "/h"},
                  {"/../h", "/h"},
                  {"//h/g/../i", "//h/i"},
                  {"./g:h", "./g:h"},
                  {".//g", ".//g"},
                  {"g?y#s", "g?y#s"},
                  {"http://a/./b", "http://a/b"},
              });
    check("folder/schema.json", {
                                    {"other.json", "folder/other.json"},
                                    {"../other.json", "other.json"},
                                    {"../../other.json", "../other.json"},
                                    {"#s", "folder/schema.json#s"},
                                    {"/root.json", "/root.json"},
                                    {"?y", "folder/schema.json?y"},
                                });
    check("../schema.json", {{"other.json", "../other.json"}, {"../other.json", "../../other.json"}});
    check("/folder/schema.json", {{"other.json", "/folder/other.json"}, {"../../other.json", "/other.json"}});
    check("//host/folder/schema.json", {{"other.json", "//host/folder/other.json"}});
}

TEST_CASE("a fragment is split off") {
    const auto split = [](std::string_view text) {
        const SplitUri parts = split_fragment(text);
        return std::string(parts.uri) + " | " + (parts.fragment ? std::string(*parts.fragment) : "none");
    };
    CHECK(split("http://a/b#c") == "http://a/b | c");
    CHECK(split("http://a/b#") == "http://a/b | ");
    CHECK(split("http://a/b") == "http://a/b | none");
    CHECK(split("#/a#b") == " | /a#b");
    CHECK(split("#") == " | ");
    CHECK(split("") == " | none");
}

TEST_CASE("absolute references have a scheme") {
    for (const std::string_view text : {"http://a", "urn:x", "x:", "a+b-c.1:d", "HTTP:g", "x:#y"}) {
        CAPTURE(text);
        CHECK(is_absolute_uri(text));
    }
    for (const std::string_view text :
         {"", "a", "//a", "/a:b", "./a:b", "#a:b", "?a:b", "1a:b", "+a:b", ":a", "a_b:c"}) {
        CAPTURE(text);
        CHECK_FALSE(is_absolute_uri(text));
    }
}

// What is not linear here would take hours.
TEST_CASE("long references are resolved") {
    constexpr std::size_t count = 1 << 18;
    CHECK(resolve_uri("http://a/b", repeat("x/", count) + repeat("../", count) + "g") == "http://a/g");
    CHECK(resolve_uri("http://a/b", repeat("x/../", count) + "g") == "http://a/g");
    CHECK(resolve_uri("", repeat("x/", count) + repeat("../", 2 * count)) == repeat("../", count));
    CHECK(resolve_uri("", repeat("../", count)) == repeat("../", count));
    const std::string long_name(count, 'x');
    CHECK(resolve_uri("", long_name + "/" + repeat("y/../", count)) == long_name + "/");
    CHECK(resolve_uri("x:", long_name + repeat("/y/..", count)) == "x:" + long_name + "/");
    CHECK(resolve_uri("x:y", repeat("./", count) + "g") == "x:g");
}

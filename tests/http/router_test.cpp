#include "http/router.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ostream>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace zodgate::http;
using namespace std::string_view_literals;

namespace {

using Values = std::vector<std::string>;

struct Found {
    std::size_t route;
    Values values;
    bool operator==(const Found&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Found& found) {
    out << found.route << " (";
    for (const std::string& value : found.values) out << " '" << value << "'";
    return out << " )";
}

std::vector<Found> all_matches(const Router& router, std::string_view path) {
    std::vector<Found> found;
    const bool stopped = router.match(path, [&found](std::size_t route, std::span<const PathValue> values) {
        Found& last = found.emplace_back(Found{route, {}});
        for (const PathValue& value : values) last.values.emplace_back(value.text());
        return false;
    });
    CHECK_FALSE(stopped);
    return found;
}

// The templates are numbered from 0.
Router router_of(const std::vector<std::string>& templates) {
    Router router;
    for (std::size_t i = 0; i < templates.size(); ++i) {
        CAPTURE(templates[i]);
        REQUIRE_FALSE(router.add(templates[i], i));
    }
    return router;
}

std::vector<std::size_t> routes_for(const Router& router, std::string_view path) {
    std::vector<std::size_t> routes;
    for (const Found& found : all_matches(router, path)) routes.push_back(found.route);
    return routes;
}

// What one template captures of a path; nothing if it does not match.
std::optional<Values> capture(const std::string& path_template, std::string_view path) {
    const std::vector<Found> found = all_matches(router_of({path_template}), path);
    if (found.empty()) return std::nullopt;
    CHECK(found.size() == 1);
    return found.front().values;
}

}  // namespace

TEST_CASE("paths of literals are for themselves alone") {
    CHECK(capture("/", "/") == Values{});
    CHECK(capture("/a", "/a") == Values{});
    CHECK(capture("/a/", "/a/") == Values{});
    CHECK(capture("/a//b", "/a//b") == Values{});
    CHECK(capture("//", "//") == Values{});
    CHECK(capture("/a/../b", "/a/../b") == Values{});
    CHECK(capture("/caf\xC3\xA9", "/caf%C3%A9") == Values{});
    for (const auto& [path_template, path] : std::vector<std::pair<std::string, std::string>>{
             {"/", ""},          {"/", "//"},       {"/", "/a"},        {"/a", "/"},       {"/a", "/A"},
             {"/a", "/a/"},      {"/a/", "/a"},     {"/a", "a"},        {"/a", "//a"},     {"/a", "/ab"},
             {"/ab", "/a"},      {"/a/b", "/a"},    {"/a/b", "/a/b/c"}, {"/a//b", "/a/b"}, {"/a/b", "/a//b"},
             {"/a/b", "/a/./b"}, {"/b", "/a/../b"}, {"/a/b", "/a%2Fb"}, {"/a", "/a?x"},    {"/a", "/a%00"},
             {"/a", "/a%"}}) {
        CAPTURE(path_template, path);
        CHECK(capture(path_template, path) == std::nullopt);
    }
}

TEST_CASE("expressions take a segment, as it came") {
    CHECK(capture("/{a}", "/x") == Values{"x"});
    CHECK(capture("/v1/organizations/{orgId}/invite", "/v1/organizations/42/invite") == Values{"42"});
    CHECK(capture("/{a}/{b}", "/x/y") == Values{"x", "y"});
    CHECK(capture("/{b}/{a}", "/x/y") == Values{"x", "y"});
    CHECK(capture("/{a}/", "/x/") == Values{"x"});
    CHECK(capture("/{a}", "/%78%2Fy") == Values{"%78%2Fy"});
    CHECK(capture("/{a}", "/..") == Values{".."});
    CHECK(capture("/{a}", "/%") == Values{"%"});
    CHECK(capture("/{a}", "/%zz\xFF") == Values{"%zz\xFF"});
    CHECK(capture("/{a}", "/{a}") == Values{"{a}"});
    CHECK(capture("/{a}", "/") == std::nullopt);
    CHECK(capture("/{a}", "//") == std::nullopt);
    CHECK(capture("/{a}", "/x/") == std::nullopt);
    CHECK(capture("/{a}/b", "//b") == std::nullopt);
    CHECK(capture("/{a}/{b}", "/x/") == std::nullopt);
    CHECK(capture("/{a}/{b}", "/x") == std::nullopt);
    CHECK(capture("/{a}", "") == std::nullopt);
    CHECK(capture("/{a}", "x") == std::nullopt);
}

TEST_CASE("a segment may have literals and several expressions") {
    CHECK(capture("/files/{name}.{ext}", "/files/a.b") == Values{"a", "b"});
    CHECK(capture("/files/{name}.{ext}", "/files/a.b.c") == Values{"a", "b.c"});
    CHECK(capture("/files/{name}.{ext}", "/files/..b") == Values{".", "b"});
    CHECK(capture("/files/{name}.{ext}", "/files/...") == Values{".", "."});
    CHECK(capture("/files/{name}.{ext}", "/files/.b") == std::nullopt);
    CHECK(capture("/files/{name}.{ext}", "/files/a.") == std::nullopt);
    CHECK(capture("/files/{name}.{ext}", "/files/..") == std::nullopt);
    CHECK(capture("/files/{name}.{ext}", "/files/ab") == std::nullopt);
    CHECK(capture("/files/{name}.{ext}", "/files/a/b.c") == std::nullopt);
    CHECK(capture("/{a}-{b}", "/x--") == Values{"x", "-"});
    CHECK(capture("/{a}-{b}", "/--x") == Values{"-", "x"});
    CHECK(capture("/v{n}", "/v1") == Values{"1"});
    CHECK(capture("/v{n}", "/v") == std::nullopt);
    CHECK(capture("/v{n}", "/w1") == std::nullopt);
    CHECK(capture("/{n}.json", "/a.json.json") == Values{"a.json"});
    CHECK(capture("/{n}.json", "/.json") == std::nullopt);
    CHECK(capture("/{n}.json", "/a.jso") == std::nullopt);
    CHECK(capture("/aa{n}aa", "/aaa") == std::nullopt);
    CHECK(capture("/aa{n}aa", "/aaaa") == std::nullopt);
    CHECK(capture("/aa{n}aa", "/aaaaa") == Values{"a"});
    CHECK(capture("/{a}-{b}.x", "/p-q.x") == Values{"p", "q"});
    CHECK(capture("/{a}-{b}-x", "/p-x-x") == Values{"p", "x"});
    CHECK(capture("/{a}-{b}-x", "/p-x") == std::nullopt);
    CHECK(capture("/{a}aab{b}", "/xaaaaby") == Values{"xaa", "y"});
    CHECK(capture("/{a}abab{b}abac{c}", "/xababababacy") == Values{"x", "ab", "y"});
    CHECK(capture("/{a}abab{b}abac{c}", "/xabababacy") == std::nullopt);
    CHECK(capture("/{a}abab{b}abac{c}", "/xababzababacy") == Values{"x", "zab", "y"});
    CHECK(capture("/x{a},{b},{c}y", "/x1,,2,3y") == Values{"1", ",2", "3"});
}

TEST_CASE("literals are compared with what escapes stand for") {
    CHECK(capture("/ab", "/a%62") == Values{});
    CHECK(capture("/ab", "/%61%62") == Values{});
    CHECK(capture("/a%62", "/ab") == Values{});
    CHECK(capture("/a%2Fb", "/a%2fb") == Values{});
    CHECK(capture("/a%2Fb", "/a/b") == std::nullopt);
    CHECK(capture("/a%2Fb/c", "/a/b/c") == std::nullopt);
    CHECK(capture("/%7Bx%7D", "/{x}") == Values{});
    CHECK(capture("/a b", "/a%20b") == Values{});
    CHECK(capture("/a b", "/a+b") == std::nullopt);
    CHECK(capture("/100%25", "/100%25") == Values{});
    CHECK(capture("/100%25", "/100%") == std::nullopt);
    CHECK(capture("/a%2541", "/aA") == std::nullopt);
    CHECK(capture("/a%2541", "/a%2541") == Values{});
    CHECK(capture("/{n}.json", "/a%2Ejson") == Values{"a"});
    CHECK(capture("/{n}.json", "/%2E.jso%6e") == Values{"%2E"});
    CHECK(capture("/{n}.json", "/%2Ejson") == std::nullopt);
    CHECK(capture("/{a}-{b}", "/x%2dy") == Values{"x", "y"});
    CHECK(capture("/{a}2{b}", "/%262%3") == Values{"%26", "%3"});
    CHECK(capture("/{a}2{b}", "/%20%32x") == Values{"%20", "x"});
    CHECK(capture("/{a}0{b}", "/%20x") == std::nullopt);
    CHECK(capture("/{a}0", "/%20") == std::nullopt);
    CHECK(capture("/{a}%25{b}", "/x%y") == std::nullopt);
    CHECK(capture("/{a}%25{b}", "/x%25y") == Values{"x", "y"});
    CHECK(capture("/{a}/b", "/x%2Fb") == std::nullopt);
    CHECK(capture("/a%00b", "/a%00b") == Values{});
}

TEST_CASE("the most concrete path comes first") {
    const Router router =
        router_of({"/{x}/{y}", "/a/{y}", "/{x}/b", "/a/b", "/a/{y}.json", "/a/{y}.{z}", "/a/{y}-{z}", "/a/p{y}"});
    CHECK(routes_for(router, "/a/b") == std::vector<std::size_t>{3, 1, 2, 0});
    CHECK(routes_for(router, "/a/c") == std::vector<std::size_t>{1, 0});
    CHECK(routes_for(router, "/c/b") == std::vector<std::size_t>{2, 0});
    CHECK(routes_for(router, "/c/d") == std::vector<std::size_t>{0});
    CHECK(routes_for(router, "/a/p-q.json") == std::vector<std::size_t>{4, 5, 6, 7, 1, 0});
    CHECK(routes_for(router, "/%61/%62") == std::vector<std::size_t>{3, 1, 2, 0});
    CHECK(routes_for(router, "/a").empty());
    CHECK(routes_for(router, "/a/b/").empty());
    CHECK(all_matches(router, "/a/b") == std::vector<Found>{{3, {}}, {1, {"b"}}, {2, {"a"}}, {0, {"a", "b"}}});
}

TEST_CASE("a way that leads nowhere is left for the next") {
    const Router router = router_of({"/a/b/c/d", "/a/{x}/c/e", "/{y}/b/{z}/f", "/{p}/{q}/{r}/{s}"});
    CHECK(all_matches(router, "/a/b/c/d") == std::vector<Found>{{0, {}}, {3, {"a", "b", "c", "d"}}});
    CHECK(all_matches(router, "/a/b/c/e") == std::vector<Found>{{1, {"b"}}, {3, {"a", "b", "c", "e"}}});
    CHECK(all_matches(router, "/a/b/c/f") == std::vector<Found>{{2, {"a", "c"}}, {3, {"a", "b", "c", "f"}}});
    CHECK(all_matches(router, "/a/b/c/g") == std::vector<Found>{{3, {"a", "b", "c", "g"}}});
    CHECK(all_matches(router, "/a/b/c").empty());
}

TEST_CASE("a match ends when it is told to") {
    const Router router = router_of({"/{x}", "/a"});
    std::size_t calls = 0;
    CHECK(router.match("/a", [&calls](std::size_t route, std::span<const PathValue> values) {
        ++calls;
        return route == 1 && values.empty();
    }));
    CHECK(calls == 1);
    const std::string path = "/abc";
    CHECK(router.match(path, [&path](std::size_t, std::span<const PathValue> values) {
        return values.size() == 1 && values[0].data == path.data() + 1;
    }));
    CHECK_FALSE(Router().match("/", [](std::size_t, std::span<const PathValue>) { return true; }));
}

TEST_CASE("one path may have several routes, and one route several paths") {
    Router router;
    CHECK_FALSE(router.add("/a/{x}", 7));
    CHECK_FALSE(router.add("/a/{x}", 3));
    CHECK_FALSE(router.add("/b/{x}", 7));
    CHECK(routes_for(router, "/a/1") == std::vector<std::size_t>{7, 3});
    CHECK(routes_for(router, "/b/1") == std::vector<std::size_t>{7});
    CHECK(router.add("/c/{y}", 7));
    CHECK(router.add("/c", 7));
    CHECK(routes_for(router, "/c/1").empty());
    CHECK(routes_for(router, "/c").empty());
    CHECK(router.names_of(7) == Values{"x"});
}

TEST_CASE("names are told in the order of their values") {
    const Router router = router_of({"/", "/{b}/{a}-{c}/x{d}"});
    CHECK(router.names_of(0).empty());
    CHECK(router.names_of(1) == Values{"b", "a", "c", "d"});
    CHECK(router.names_of(2).empty());
    CHECK(all_matches(router, "/1/2-3/x4") == std::vector<Found>{{1, {"1", "2", "3", "4"}}});
}

TEST_CASE("what is no path template is refused, and changes nothing") {
    Router router;
    for (const std::string_view wrong :
         {""sv,         "a"sv,        "{a}"sv, " /a"sv,   "/a?b"sv,    "/a#b"sv,      "/{a?}"sv,
          "/{"sv,       "/}"sv,       "/{a"sv, "/a}"sv,   "/{a}}"sv,   "/{{a}}"sv,    "/{{a}"sv,
          "/{a{b}}"sv,  "/}{"sv,      "/{}"sv, "/x/{}"sv, "/{a}{b}"sv, "/x{a}{b}y"sv, "/{a/b}"sv,
          "/{a}/{a}"sv, "/{a}.{a}"sv, "/a%"sv, "/a%2"sv,  "/a%zz"sv,   "/{a}%g1"sv,   "/%{a}"sv}) {
        CAPTURE(wrong);
        const std::optional<TemplateError> error = router.add(wrong, 1);
        REQUIRE(error);
        CHECK_FALSE(error->reason.empty());
    }
    CHECK(router.names_of(1).empty());
    CHECK(routes_for(router, "/").empty());
    CHECK(routes_for(router, "/a").empty());
    CHECK(router.add("/{a}}", 1)->reason == "a '}' has no '{' before it");
    CHECK(router.add("/{a}{b}", 1)->reason == "expressions stand side by side");
    CHECK(router.add("/{a}/{a}", 1)->reason == "the name 'a' comes twice");
}

TEST_CASE("paths that differ only in names are refused") {
    Router router = router_of({"/a/{x}", "/{x}/{y}", "/f/{x}.{y}", "/ab", "/{x}"});
    for (const char* other : {"/a/{y}", "/{y}/{x}", "/{a}/{y}", "/f/{y}.{x}", "/f/{x}%2E{y}", "/a%62", "/{y}"}) {
        CAPTURE(other);
        const std::optional<TemplateError> error = router.add(other, 9);
        REQUIRE(error);
        CHECK(error->reason.find("matches the same paths as '/") != std::string::npos);
    }
    CHECK(router.names_of(9).empty());
    // These do not match the same paths, or are a part of one only.
    for (const char* other : {"/a/{y}/b", "/a/{y}/", "/{z}/{w}/", "/f/{a}-{b}", "/A/{x}", "/f/{y}.", "/f/.{y}"}) {
        CAPTURE(other);
        CHECK_FALSE(router.add(other, 100 + std::string_view(other).size() * 10 + static_cast<unsigned>(other[1])));
    }
    CHECK(routes_for(router, "/a/1") == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a path has at most 32 expressions") {
    std::string in_segments;
    std::string in_one = "/";
    std::string path;
    std::string segment = "/";
    for (std::size_t i = 0; i < most_expressions; ++i) {
        in_segments += "/{n" + std::to_string(i) + "}";
        in_one += "{n" + std::to_string(i) + "},";
        path += "/v" + std::to_string(i);
        segment += "v" + std::to_string(i) + ",";
    }
    Values expected;
    for (std::size_t i = 0; i < most_expressions; ++i) expected.push_back("v" + std::to_string(i));
    CHECK(capture(in_segments, path) == expected);
    CHECK(capture(in_one, segment) == expected);
    Router router;
    CHECK(router.add(in_segments + "/{more}", 0)->reason == "there are more than 32 expressions");
    CHECK(router.add(in_one + "{more}", 0));
}

TEST_CASE("long paths and deep templates are no burden") {
    const std::size_t many = std::size_t{1} << 20U;
    const std::string slashes(many, '/');
    const Router router = router_of({"/", "//", "/{a}", "/{a}/{b}", "/a/{b}-{c}", "/{a}aaaaaaab{b}"});
    CHECK(all_matches(router, slashes).empty());
    CHECK(all_matches(router, "/" + std::string(many, 'a')) == std::vector<Found>{{2, {std::string(many, 'a')}}});
    CHECK(all_matches(router, "/a/" + std::string(many, '-')).size() == 2);
    CHECK(routes_for(router, "/" + std::string(many, '%')) == std::vector<std::size_t>{2});

    CHECK(capture(slashes, slashes) == Values{});
    CHECK(capture(slashes, slashes + "/") == std::nullopt);
    std::string deep;
    for (std::size_t i = 0; i < 100'000; ++i) deep += "/a";
    CHECK(capture(deep + "/{x}", deep + "/y") == Values{"y"});
    CHECK(capture("/{x}" + deep, "/y" + deep) == Values{"y"});
}

TEST_CASE("alternatives at each of many places are each tried once") {
    // 2 to the power of 14 paths, all of which match.
    Router router;
    constexpr std::size_t depth = 14;
    constexpr std::size_t count = std::size_t{1} << depth;
    for (std::size_t i = 0; i < count; ++i) {
        std::string path_template;
        for (std::size_t bit = 0; bit < depth; ++bit) {
            const bool is_literal = ((i >> (depth - 1 - bit)) & 1U) == 0;
            path_template += is_literal ? "/a" : "/{n" + std::to_string(bit) + "}";
        }
        REQUIRE_FALSE(router.add(path_template, i));
    }
    std::string path;
    for (std::size_t bit = 0; bit < depth; ++bit) path += "/a";
    const std::vector<std::size_t> routes = routes_for(router, path);
    CHECK(routes.size() == count);
    CHECK(std::is_sorted(routes.begin(), routes.end()));
    CHECK(routes_for(router, path + "/a").empty());
}

TEST_CASE("many literals at one place are told apart") {
    Router router;
    for (std::size_t i = 0; i < 2'000; ++i) REQUIRE_FALSE(router.add("/p" + std::to_string(i * 7919 % 2000), i));
    for (std::size_t i = 0; i < 2'000; ++i) {
        const std::string digits = std::to_string(i * 7919 % 2000);
        REQUIRE(routes_for(router, "/p" + digits) == std::vector<std::size_t>{i});
        REQUIRE(routes_for(router, "/%70" + digits) == std::vector<std::size_t>{i});
    }
    CHECK(routes_for(router, "/p2000").empty());
    CHECK(routes_for(router, "/%7").empty());
}

namespace {

// What a router should do, done slowly: each template by itself, each split of a segment.

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    for (const char c : text) {
        if (c == '/') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

// The characters of a segment of a path: as they came, and what they stand for.
struct Character {
    std::string raw;
    std::string meant;
};

std::vector<Character> characters_of(const std::string& segment) {
    constexpr std::string_view hexadecimal = "0123456789abcdefABCDEF";
    std::vector<Character> characters;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        std::string raw = segment.substr(i, 1);
        if (raw != "%") {
            characters.push_back({raw, raw});
        } else if (i + 2 < segment.size() && hexadecimal.find(segment[i + 1]) != std::string_view::npos &&
                   hexadecimal.find(segment[i + 2]) != std::string_view::npos) {
            raw = segment.substr(i, 3);
            characters.push_back({raw, std::string(1, static_cast<char>(std::stoi(raw.substr(1), nullptr, 16)))});
            i += 2;
        } else {
            characters.push_back({raw, "malformed"});
        }
    }
    return characters;
}

// Whether the rest of a template's segment fits the rest of a path's; shortest values first.
bool fits(std::string_view of_template, const std::vector<Character>& of_path, std::size_t at, Values& values) {
    if (of_template.empty()) return at == of_path.size();
    if (of_template.front() != '{') {
        return at < of_path.size() && of_path[at].meant == of_template.substr(0, 1) &&
               fits(of_template.substr(1), of_path, at + 1, values);
    }
    const std::string_view rest = of_template.substr(of_template.find('}') + 1);
    const std::size_t place = values.size();
    std::string value;
    while (at < of_path.size()) {
        value += of_path[at++].raw;
        values.resize(place);
        values.push_back(value);
        if (fits(rest, of_path, at, values)) return true;
    }
    return false;
}

std::optional<Values> slow_match(const std::string& path_template, const std::string& path) {
    const std::vector<std::string> wanted = split(path_template);
    const std::vector<std::string> given = split(path);
    if (wanted.size() != given.size()) return std::nullopt;
    Values values;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!fits(wanted[i], characters_of(given[i]), 0, values)) return std::nullopt;
    }
    return values;
}

std::string nameless(const std::string& path_template) {
    std::string out;
    bool is_name = false;
    for (const char c : path_template) {
        if (c == '}') is_name = false;
        if (!is_name) out += c;
        if (c == '{') is_name = true;
    }
    return out;
}

// What the order of a template goes by: for each segment whether it has expressions, how many bytes it has beside them,
// and which template was the first to begin like that.
using Rank = std::vector<std::tuple<bool, long, std::size_t>>;

Rank rank_of(const std::vector<std::string>& templates, const std::string& path_template) {
    Rank rank;
    std::string prefix;
    for (const std::string& segment : split(nameless(path_template))) {
        prefix += "/" + segment;
        const auto first = std::find_if(templates.begin(), templates.end(), [&prefix](const std::string& other) {
            return (nameless(other) + "/").substr(0, prefix.size() + 1) == prefix + "/";
        });
        const auto expressions = std::count(segment.begin(), segment.end(), '{');
        const bool is_pattern = expressions > 0;
        rank.emplace_back(is_pattern, is_pattern ? 2 * expressions - static_cast<long>(segment.size()) : 0,
                          static_cast<std::size_t>(first - templates.begin()));
    }
    return rank;
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& pieces, std::size_t most) {
    std::string text;
    for (std::size_t n = random() % (most + 1); n > 0; --n) text += pieces[random() % pieces.size()];
    return text;
}

std::string random_template(std::mt19937& random, char name) {
    std::string out;
    int names = 0;
    for (std::size_t segments = 1 + random() % 3; segments > 0; --segments) {
        out += "/";
        if (random() % 2 == 0) {
            out += random_text(random, {"a", "b"}, 2);
            continue;
        }
        out += random_text(random, {"a", "b", "2"}, 1);
        for (std::size_t expressions = 1 + random() % 3; expressions > 0; --expressions) {
            out += std::string("{") + name + std::to_string(names++) + "}";
            const std::string literal = random_text(random, {"a", "b", "ab", "2"}, 2);
            out += literal.empty() && expressions > 1 ? "a" : literal;
        }
    }
    return out;
}

std::string random_path(std::mt19937& random) {
    std::string out;
    for (std::size_t segments = 1 + random() % 3; segments > 0; --segments) {
        out += "/" + random_text(random, {"a", "a", "b", "b", "ab", "2", "%61", "%62", "%2F", "%", "%32", "%2"}, 6);
    }
    return out;
}

// One that a template may match: with something in the place of its expressions.
std::string random_path(std::mt19937& random, const std::string& path_template) {
    std::string out;
    for (const char c : nameless(path_template)) {
        if (c == '{') out += random_text(random, {"a", "b", "ab", "2", "%61", "%2F", "%"}, 3);
        if (c == 'a' && random() % 4 == 0) {
            out += "%61";
        } else if (c != '{' && c != '}') {
            out += c;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("random paths find what a slow and simple matcher finds") {
    std::mt19937 random(6);
    std::size_t compared = 0;
    std::size_t matched = 0;
    std::size_t refused = 0;
    for (int round = 0; round < 400; ++round) {
        Router router;
        std::vector<std::string> templates;
        for (int i = 0; i < 12; ++i) {
            const std::string path_template = random_template(random, i % 2 == 0 ? 'n' : 'm');
            const auto known = std::find_if(templates.begin(), templates.end(), [&](const std::string& other) {
                return nameless(other) == nameless(path_template);
            });
            const bool is_bad = known != templates.end() && *known != path_template;
            CAPTURE(path_template);
            REQUIRE(router.add(path_template, templates.size()).has_value() == is_bad);
            if (!is_bad) templates.push_back(path_template);
            // With other names it is the same to a router, whatever else is there.
            if (path_template.find('{') == std::string::npos) continue;
            std::string renamed = path_template;
            std::replace(renamed.begin(), renamed.end(), 'n', 'x');
            std::replace(renamed.begin(), renamed.end(), 'm', 'x');
            REQUIRE(router.add(renamed, 99));
            ++refused;
        }
        for (int i = 0; i < 50; ++i) {
            const std::string path =
                i % 2 == 0 ? random_path(random) : random_path(random, templates[random() % templates.size()]);
            std::vector<std::pair<Rank, Found>> expected;
            for (std::size_t route = 0; route < templates.size(); ++route) {
                const std::optional<Values> values = slow_match(templates[route], path);
                if (values) expected.emplace_back(rank_of(templates, templates[route]), Found{route, *values});
            }
            std::stable_sort(expected.begin(), expected.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            std::vector<Found> in_order;
            for (const auto& [rank, found] : expected) in_order.push_back(found);
            CAPTURE(path, templates);
            REQUIRE(all_matches(router, path) == in_order);
            ++compared;
            matched += in_order.size();
        }
    }
    CHECK(compared == 20'000);
    CHECK(matched == 8'883);
    CHECK(refused > 2'000);
}

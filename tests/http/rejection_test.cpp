// The answers that refuse, in all shapes. tests/zod/hono.mjs writes the golden files.
#include "http/rejection.hpp"

#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <rapidjson/document.h>

#include "text/text.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace zodgate;
using namespace zodgate::http;

namespace {

using Kind = Fault::Kind;

constexpr ErrorShape all_shapes[] = {ErrorShape::issues, ErrorShape::hono, ErrorShape::flatten, ErrorShape::tree,
                                     ErrorShape::problem};

std::string_view text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

// None if the file is missing or a line is not JSON, so that the counts fail.
std::vector<rapidjson::Document> golden(const std::string& name) {
    std::vector<rapidjson::Document> lines;
    std::ifstream stream(std::string(ZODGATE_HTTP_TESTS "/") + name, std::ios::binary);
    for (std::string line; std::getline(stream, line);) {
        lines.emplace_back().Parse(line.data(), line.size());
        if (lines.back().HasParseError()) return {};
    }
    return lines;
}

Rejected written(const Fault& fault, ErrorShape shape, const Messages& messages = Messages()) {
    Rejected rejected;
    write_rejection(fault, shape, messages, rejected);
    return rejected;
}

Fault fault_of(const std::vector<Issue>& issues, Kind kind = Kind::invalid) {
    return {400, "Validation error", &issues, Part::body, kind};
}

Fault fault_without_issues(int status, std::string_view error, Kind kind) {
    return {status, error, nullptr, std::nullopt, kind};
}

void check_as_golden(const Rejected& rejected, const rapidjson::Document& line) {
    CHECK(rejected.status == line["status"].GetInt());
    REQUIRE(rejected.headers.size() == 1);
    CHECK(rejected.headers[0].name == "Content-Type");
    CHECK(rejected.headers[0].value == text_of(line["content_type"]));
    CHECK(rejected.body == text_of(line["body"]));
}

Issue at(Path path, std::string message = "x") {
    return Issue{InvalidType{Expected::string, Received::null}, std::move(path), 0, std::move(message)};
}

PathSegment name(std::string text) { return PathSegment(std::move(text)); }

PathSegment index(std::uint64_t number) { return PathSegment(number); }

// A union in a union and so on, an issue in the innermost.
Issue nested(std::size_t depth) {
    Issue issue = at({name("a")});
    for (std::size_t i = 0; i < depth; ++i) {
        InvalidUnion outer;
        outer.errors.emplace_back().push_back(std::move(issue));
        issue = Issue{std::move(outer), {name("a")}, 0, "u"};
    }
    return issue;
}

rapidjson::Document parse(std::string_view text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(text.data(), text.size());
    return document;
}

std::string message_of_hono(const std::vector<Issue>& issues) {
    const rapidjson::Document body = parse(written(fault_of(issues), ErrorShape::hono).body);
    REQUIRE(body.IsObject());
    return std::string(text_of(body["error"]["message"]));
}

std::string pointer_of(Path path) {
    const std::vector<Issue> issues{at(std::move(path))};
    const rapidjson::Document body = parse(written(fault_of(issues), ErrorShape::problem).body);
    REQUIRE(body.IsObject());
    return std::string(text_of(body["errors"][0]["pointer"]));
}

const std::map<std::string_view, Kind> kinds{
    {"malformed_json", Kind::malformed_json},
    {"missing_body", Kind::missing_body},
    {"bad_form", Kind::bad_form},
    {"unauthorized", Kind::unauthorized},
    {"forbidden", Kind::forbidden},
    {"not_found", Kind::not_found},
    {"method_not_allowed", Kind::method_not_allowed},
    {"too_large", Kind::too_large},
    {"unsupported_media_type", Kind::unsupported_media_type},
    {"internal", Kind::internal},
};

}  // namespace

TEST_CASE("rejection: of payloads, it is Hono's byte for byte, and Zod's forms beside the error") {
    std::map<std::string_view, Schema> schemas;
    const auto lines = golden("hono_golden.ndjson");
    std::size_t malformed = 0;
    for (const rapidjson::Document& line : lines) {
        const std::string_view document = text_of(line["schema"]);
        const std::string_view payload = text_of(line["payload"]);
        CAPTURE(document, payload);
        const Schema& schema = schemas.try_emplace(document, Schema::parse(document)).first->second;
        const std::vector<Issue> issues = schema.validate(payload).issues();
        REQUIRE_FALSE(issues.empty());
        const bool is_json = !std::holds_alternative<NotJson>(issues[0].parameters);
        const Fault fault = fault_of(issues, is_json ? Kind::invalid : Kind::malformed_json);
        check_as_golden(written(fault, ErrorShape::hono), line);
        if (is_json) {
            CHECK(written(fault, ErrorShape::flatten).body == text_of(line["flatten"]));
            CHECK(written(fault, ErrorShape::tree).body == text_of(line["tree"]));
        } else {
            ++malformed;
        }
    }
    CHECK(lines.size() == 180);
    CHECK(malformed == 12);
}

TEST_CASE("rejection: of text that is no number, it is Hono's byte for byte") {
    const std::vector<Issue> issues{{InvalidType{Expected::number, Received::nan}, {name("n")}}};
    const auto lines = golden("hono_query_golden.ndjson");
    for (const rapidjson::Document& line : lines) {
        check_as_golden(written({400, "Validation error", &issues, Part::query}, ErrorShape::hono), line);
    }
    CHECK(lines.size() == 3);
}

TEST_CASE("rejection: of what is not about a value, it is Hono's byte for byte") {
    const auto lines = golden("hono_text_golden.ndjson");
    for (const rapidjson::Document& line : lines) {
        const std::string_view kind = text_of(line["kind"]);
        CAPTURE(kind);
        REQUIRE(kinds.count(kind) == 1);
        const Fault fault = fault_without_issues(line["status"].GetInt(), "Our error", kinds.at(kind));
        check_as_golden(written(fault, ErrorShape::hono), line);
    }
    CHECK(lines.size() == kinds.size());
}

TEST_CASE("rejection: in Hono's shape, what is judged decides whether the answer is text") {
    const std::vector<Issue> none;
    const std::vector<Issue> one{at({})};
    const std::string zod_error = written(fault_of(one), ErrorShape::hono).body;
    CHECK(written(fault_of(none), ErrorShape::hono).body ==
          R"({"success":false,"error":{"name":"ZodError","message":"[]"}})");
    CHECK(written(fault_of(one, Kind::missing_body), ErrorShape::hono).body == zod_error);
    CHECK(written(fault_of(one, Kind::malformed_json), ErrorShape::hono).body == "Malformed JSON in request body");
    const Rejected text = written(fault_without_issues(400, "Bad \"path\" \xFF", Kind::invalid), ErrorShape::hono);
    CHECK(text.body == "Bad \"path\" \xEF\xBF\xBD");
    CHECK(text.headers[0].value == "text/plain;charset=UTF-8");
}

TEST_CASE("rejection: in Hono's shape, braces and quotes in strings are left alone") {
    Issue issue{
        UnrecognizedKeys{{R"({"a":[1,{}],"b\)", "\\\"", "", "[", "\n", "\\"}}, {name("{"), index(0)}, 0, "[{,:}]"};
    CHECK(message_of_hono({issue}) == R"([
  {
    "code": "unrecognized_keys",
    "keys": [
      "{\"a\":[1,{}],\"b\\",
      "\\\"",
      "",
      "[",
      "\n",
      "\\"
    ],
    "path": [
      "{",
      0
    ],
    "message": "[{,:}]"
  }
])");
}

TEST_CASE("rejection: in Hono's shape, what is nested too deep is on a line, and the same") {
    const std::vector<Issue> issues{nested(60)};
    const std::string message = message_of_hono(issues);
    CHECK(parse(message) == parse(to_json(issues)));
    std::size_t widest = 0;
    for (std::size_t line = 0; (line = message.find('\n', line)) != std::string::npos;) {
        const std::size_t text = message.find_first_not_of(' ', ++line);
        widest = std::max(widest, text - line);
    }
    CHECK(widest == 2 * deepest_indentation);
}

TEST_CASE("rejection: in Hono's shape, the answer to deep issues stays linear in them") {
    const auto size_of = [](std::size_t depth) {
        const std::vector<Issue> issues{nested(depth)};
        return written(fault_of(issues), ErrorShape::hono).body.size();
    };
    CHECK(size_of(3000) - size_of(2000) == size_of(2000) - size_of(1000));
}

TEST_CASE("rejection: issues") {
    const std::vector<Issue> issues{at({name("a"), index(1)}, "Say \"a\"")};
    const Rejected rejected = written(fault_of(issues), ErrorShape::issues);
    CHECK(rejected.status == 400);
    CHECK(rejected.headers[0].value == "application/json");
    CHECK(rejected.body == R"({"error":"Validation error","issues":[{"expected":"string","code":"invalid_type",)"
                           R"("path":["a",1],"message":"Say \"a\""}]})");
    const std::vector<Issue> none;
    CHECK(written(fault_of(none), ErrorShape::issues).body == R"({"error":"Validation error","issues":[]})");
}

TEST_CASE("rejection: without issues, the body is the error alone") {
    const Fault fault = fault_without_issues(404, "Not \"found\"", Kind::not_found);
    for (const ErrorShape shape : {ErrorShape::issues, ErrorShape::flatten, ErrorShape::tree}) {
        const Rejected rejected = written(fault, shape);
        CHECK(rejected.status == 404);
        CHECK(rejected.headers[0].value == "application/json");
        CHECK(rejected.body == R"({"error":"Not \"found\""})");
    }
    const Rejected problem = written(fault, ErrorShape::problem);
    CHECK(problem.headers[0].value == "application/problem+json");
    CHECK(problem.body == R"({"type":"about:blank","title":"Not Found","status":404,"detail":"Not \"found\""})");
}

TEST_CASE("rejection: with no issue, forms are as Zod's of none") {
    const std::vector<Issue> none;
    CHECK(written(fault_of(none), ErrorShape::flatten).body ==
          R"({"error":"Validation error","formErrors":[],"fieldErrors":{}})");
    CHECK(written(fault_of(none), ErrorShape::tree).body == R"({"error":"Validation error","errors":[]})");
}

TEST_CASE("rejection: problem") {
    InvalidUnion inner;
    inner.errors.push_back({at({name("z")})});
    const std::vector<Issue> issues{at({name("email")}, "No \"mail\""),
                                    {UnrecognizedKeys{{"b", "c"}}, {}},
                                    {std::move(inner), {name("a"), index(3)}}};
    CHECK(written(fault_of(issues), ErrorShape::problem).body ==
          R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"Validation error","errors":[)"
          R"({"detail":"No \"mail\"","pointer":"#/email","code":"invalid_type","in":"body"},)"
          R"({"detail":"Unrecognized keys: \"b\", \"c\"","pointer":"#","code":"unrecognized_keys","in":"body"},)"
          R"({"detail":"Invalid input","pointer":"#/a/3","code":"invalid_union","in":"body"}]})");
}

TEST_CASE("rejection: problem, where all parts were judged") {
    const std::vector<Issue> issues{at({name("query"), name("limit")}), at({name("body")}), at({}), at({index(1)})};
    Fault fault{400, "e", &issues, std::nullopt, Kind::invalid, true};
    CHECK(written(fault, ErrorShape::problem).body ==
          R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"e","errors":[)"
          R"({"detail":"x","pointer":"#/limit","code":"invalid_type","in":"query"},)"
          R"({"detail":"x","pointer":"#","code":"invalid_type","in":"body"},)"
          R"({"detail":"x","pointer":"#","code":"invalid_type"},)"
          R"({"detail":"x","pointer":"#/1","code":"invalid_type"}]})");
    fault.all_parts = false;
    fault.part = Part::header;
    CHECK(written(fault, ErrorShape::problem)
              .body.find(R"("pointer":"#/query/limit","code":"invalid_type","in":"header")") != std::string::npos);
}

// The examples of RFC 6901, section 6, and what they leave out.
TEST_CASE("rejection: pointers are those of RFC 6901 in a fragment") {
    CHECK(pointer_of({}) == "#");
    CHECK(pointer_of({name("foo"), index(0)}) == "#/foo/0");
    CHECK(pointer_of({name("")}) == "#/");
    CHECK(pointer_of({name("a/b")}) == "#/a~1b");
    CHECK(pointer_of({name("c%d")}) == "#/c%25d");
    CHECK(pointer_of({name("e^f")}) == "#/e%5Ef");
    CHECK(pointer_of({name("g|h")}) == "#/g%7Ch");
    CHECK(pointer_of({name("i\\j")}) == "#/i%5Cj");
    CHECK(pointer_of({name("k\"l")}) == "#/k%22l");
    CHECK(pointer_of({name(" ")}) == "#/%20");
    CHECK(pointer_of({name("m~n")}) == "#/m~0n");
    CHECK(pointer_of({name("~1"), index(18446744073709551615U)}) == "#/~01/18446744073709551615");
    CHECK(pointer_of({name("AZaz09-._~!$&'()*+,;=:@?")}) == "#/AZaz09-._~0!$&'()*+,;=:@?");
    CHECK(pointer_of({name("#[]{}<>`")}) == "#/%23%5B%5D%7B%7D%3C%3E%60");
    CHECK(pointer_of({name(std::string("\0\x1F\x7F", 3))}) == "#/%00%1F%7F");
    CHECK(pointer_of({name("ü😀")}) == "#/%C3%BC%F0%9F%98%80");
    CHECK(pointer_of({name("a\xFF\xC3")}) == "#/a%EF%BF%BD%EF%BF%BD");
}

TEST_CASE("rejection: whatever the bytes, the body is well-formed JSON in UTF-8") {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    for (const std::string& text :
         {bytes, std::string("\xF0\x9F\""), std::string("\xE2\n\xC3\\"), std::string("\xC3")}) {
        const std::vector<Issue> issues{at({name(text), name("a")}, text),
                                        {UnrecognizedKeys{{text, text}}, {}},
                                        {RepeatedKey{text}, {name(text)}},
                                        {InvalidUnion{{{at({name(text)}, text)}}}, {name(text)}}};
        for (const ErrorShape shape : all_shapes) {
            for (const bool all_parts : {false, true}) {
                const Fault fault{400, text, &issues, Part::query, Kind::invalid, all_parts};
                const std::string body = written(fault, shape).body;
                CHECK(text::find_invalid_utf8(body) == text::npos);
                CHECK(parse(body).IsObject());
            }
        }
    }
}

TEST_CASE("rejection: the words are those of the messages") {
    Messages messages;
    messages.set([](const Issue&) { return "Nein \"ä\""; });
    const std::vector<Issue> issues{{InvalidType{Expected::string, Received::null}, {name("a")}}};
    for (const ErrorShape shape : all_shapes) {
        const std::string body = written(fault_of(issues), shape, messages).body;
        CHECK(body.find("Nein") != std::string::npos);
        CHECK(body.find("Invalid input") == std::string::npos);
    }
}

TEST_CASE("rejection: Content-Type comes before the fields that are there, and once") {
    Rejected rejected{0, {{"WWW-Authenticate", "Bearer"}, {"content-TYPE", "text/html"}, {"Allow", "GET"}}, "old"};
    write_rejection(fault_without_issues(401, "e", Kind::unauthorized), ErrorShape::issues, Messages(), rejected);
    REQUIRE(rejected.headers.size() == 3);
    CHECK(rejected.headers[0].name == "Content-Type");
    CHECK(rejected.headers[0].value == "application/json");
    CHECK(rejected.headers[1].name == "WWW-Authenticate");
    CHECK(rejected.headers[1].value == "Bearer");
    CHECK(rejected.headers[2].name == "Allow");
    CHECK(rejected.status == 401);
    CHECK(rejected.body == R"({"error":"e"})");
}

TEST_CASE("rejection: a function that throws leaves the answer as it was") {
    struct Thrown {};
    Messages messages;
    messages.set([](const Issue&) -> std::optional<std::string> { throw Thrown(); });
    const std::vector<Issue> issues{{InvalidType{Expected::string, Received::null}, {}}};
    for (const ErrorShape shape : all_shapes) {
        Rejected rejected{7, {{"Allow", "GET"}}, "old"};
        CHECK_THROWS_AS(write_rejection(fault_of(issues), shape, messages, rejected), Thrown);
        CHECK(rejected.status == 7);
        REQUIRE(rejected.headers.size() == 1);
        CHECK(rejected.headers[0].name == "Allow");
        CHECK(rejected.body == "old");
    }
}

TEST_CASE("rejection: reason phrases") {
    CHECK(reason_phrase(400) == "Bad Request");
    CHECK(reason_phrase(401) == "Unauthorized");
    CHECK(reason_phrase(403) == "Forbidden");
    CHECK(reason_phrase(404) == "Not Found");
    CHECK(reason_phrase(405) == "Method Not Allowed");
    CHECK(reason_phrase(413) == "Content Too Large");
    CHECK(reason_phrase(415) == "Unsupported Media Type");
    CHECK(reason_phrase(422) == "Unprocessable Content");
    CHECK(reason_phrase(500) == "Internal Server Error");
    CHECK(reason_phrase(503) == "Service Unavailable");
    CHECK(reason_phrase(418) == "Client Error");
    CHECK(reason_phrase(499) == "Client Error");
    CHECK(reason_phrase(599) == "Server Error");
    CHECK(reason_phrase(299) == "Successful");
    CHECK(reason_phrase(0) == "Unknown");
    CHECK(reason_phrase(-400) == "Unknown");
    CHECK(reason_phrase(1000) == "Unknown");
}

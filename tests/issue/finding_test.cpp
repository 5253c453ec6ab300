#include "issue/issue.hpp"

#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace zodgate;
using issue::Finding;
using issue::FindingParameters;
using issue::Findings;
using issue::Prepared;
using issue::Segment;

namespace {

std::string body_of(Findings findings, const Messages& messages = {}) {
    std::string out;
    zod4::append_error_body(out, "Validation error", findings, messages);
    return out;
}

std::shared_ptr<const std::vector<Constant>> constants(std::vector<Constant> list) {
    return std::make_shared<const std::vector<Constant>>(std::move(list));
}

Constant word(std::string text) { return {Constant::Kind::string, false, 0, std::move(text)}; }

const InvalidFormat email{"email", R"(^[^\s"]+@[a-z]+$)"};
const InvalidFormat url{"url", "^https?$", {}, "Invalid protocol"};
const InvalidFormat prefix{"starts_with", "", "say \"\\\n"};
const InvalidFormat regex{"regex", R"(^"\d\/)", {}, {}, "iu"};
const NotJson not_json{"Unexpected \"\x01", 3, std::numeric_limits<std::uint64_t>::max()};
const UnknownDiscriminator unknown{
    "k\"ind",
    constants({word("a\"b"), {Constant::Kind::null, false, 0, ""}, {Constant::Kind::number, false, 0.5, ""}})};
const InvalidValue roles{constants({word("owner"), word("admin"), word("member")})};
const InvalidValue odd{constants(
    {{Constant::Kind::structure, false, 0, R"({"a":["\n"]})"}, {Constant::Kind::boolean, true, 0, ""}, word("\t")})};
const InvalidValue single{constants({word("x")})};
const LimitExceeded limit{"max_depth", 256};
const RepeatedKey repeated{"a\"\x1F"};

/// Of every kind that no finding lies in, with what depends on the schema alone first.
const std::vector<FindingParameters> leaves{
    &email,
    &url,
    &prefix,
    &regex,
    &not_json,
    &unknown,
    &roles,
    &odd,
    &single,
    &limit,
    &repeated,
    NotMultipleOf{0.1},
    TooSmall{Origin::string, 3},
    TooSmall{Origin::array, 2, true, true},
    TooSmall{Origin::array, 2, true, false, BoundKind::tuple},
    TooSmall{Origin::integer, -9007199254740991, true, false, BoundKind::safe_integer},
    TooBig{Origin::number, 1e21, false},
    TooBig{Origin::unknown, 5},
    TooBig{Origin::string, 5, true, true},
    InvalidType{Expected::string, Received::number},
    InvalidType{Expected::integer, Received::number, IntegerFormat::int32},
    InvalidType{Expected::number, Received::infinity},
    InvalidType{Expected::nonoptional, Received::undefined},
    InvalidType{Expected::object, Received::null, IntegerFormat::none, true}};

const std::array<std::string_view, 2> keys{"a\"b", "c\n"};
const std::array<std::uint64_t, 2> matches{0, std::numeric_limits<std::uint64_t>::max()};
const std::array<Segment, 4> path{Segment{"p\\"}, Segment{{}, 0}, Segment{""},
                                  Segment{{}, std::numeric_limits<std::uint64_t>::max()}};

/// A finding as it is, prepared, and as an issue.
void check_same(const Finding& finding) {
    const Issue issue = issue::to_issue(finding);
    CAPTURE(to_json(issue));
    CHECK(issue.parameters.index() == finding.parameters.index());
    CHECK(code_of(issue) == code_of(finding));
    CHECK(issue.path.size() == finding.path.size());
    CHECK(issue.offset == finding.offset);
    CHECK(body_of({&finding, 1}) == error_body("Validation error", {issue}));
}

Messages saying(std::string words) {
    Messages messages;
    messages.set([words = std::move(words)](const Issue&) { return words; });
    return messages;
}

}  // namespace

TEST_CASE("findings: rendered as the issues they become, prepared or not") {
    for (const FindingParameters& parameters : leaves) {
        const Prepared prepared = zod4::prepare(parameters);
        for (const std::string_view own : {"", "the schema's \"own\"", "\xFF"}) {
            for (const std::size_t length : {0U, 1U, 4U}) {
                const std::span<const Segment> start(path.data(), length);
                check_same({parameters, start, 7, nullptr, own});
                check_same({parameters, start, 7, &prepared, own});
            }
        }
        const std::array twice{Finding{parameters, path, 0, &prepared}, Finding{parameters, path}};
        const std::vector<Issue> issues = issue::to_issues(twice);
        for (const Messages& messages : {Messages(), saying("w\"\xC3"), saying("")}) {
            CHECK(body_of(twice, messages) == error_body("Validation error", issues, messages));
        }
    }
    check_same({issue::KeysFinding{keys}, path});
    check_same({issue::KeysFinding{{keys.data(), 1}}, path});
    check_same({issue::MatchesFinding{matches}, path});
}

TEST_CASE("findings: what an issue of them owns") {
    const Issue keys_issue = issue::to_issue({issue::KeysFinding{keys}, path, 5, nullptr, "own"});
    CHECK(std::get<UnrecognizedKeys>(keys_issue.parameters).keys == std::vector<std::string>{"a\"b", "c\n"});
    const Path expected{std::string("p\\"), std::uint64_t{0}, std::string(), std::numeric_limits<std::uint64_t>::max()};
    CHECK(keys_issue.path == expected);
    CHECK(keys_issue.offset == 5);
    CHECK(keys_issue.message == "own");
    const Issue matches_issue = issue::to_issue({issue::MatchesFinding{matches}});
    CHECK(std::get<AmbiguousUnion>(matches_issue.parameters).matches ==
          std::vector<std::uint64_t>{0, std::numeric_limits<std::uint64_t>::max()});
    CHECK(std::get<InvalidValue>(issue::to_issue({&roles}).parameters).values == roles.values);
    CHECK(issue::to_issues({}).empty());
}

TEST_CASE("findings: their locations are asked for one by one, those inside others too") {
    const auto from = [](FindingParameters parameters, std::uint32_t node) {
        return Finding{parameters, {}, 0, nullptr, {}, true, node};
    };
    const std::array inner{from(&email, 1), from(NotMultipleOf{2}, 2)};
    const std::array<Findings, 2> lists{Findings(inner), Findings()};
    const std::array all{from(issue::UnionFinding{lists}, 3), from(issue::KeyFinding{inner}, 4), from(&url, 5)};
    const issue::Locate locate = [](const Finding& finding) { return '/' + std::to_string(finding.node); };
    const std::vector<Issue> issues = issue::to_issues(all, &locate);
    REQUIRE(issues.size() == all.size());
    const auto check_inner = [](const std::vector<Issue>& seen) {
        REQUIRE(seen.size() == 2);
        CHECK(seen[0].schema_location == "/1");
        CHECK(seen[1].schema_location == "/2");
    };
    CHECK(issues[0].schema_location == "/3");
    check_inner(std::get<InvalidUnion>(issues[0].parameters).errors.front());
    CHECK(issues[1].schema_location == "/4");
    check_inner(std::get<InvalidKey>(issues[1].parameters).issues);
    CHECK(issues[2].schema_location == "/5");
    CHECK(issue::to_issues(all)[2].schema_location.empty());
    CHECK(Finding{&email}.node == issue::no_node);
}

TEST_CASE("findings: those inside others keep their order") {
    const Prepared prepared = zod4::prepare(&email);
    const std::array first{Finding{&email, path, 1, &prepared}, Finding{NotMultipleOf{2}, {}, 2}};
    const std::array second{Finding{issue::KeyFinding{first}, {path.data(), 1}, 3}};
    const std::array<Findings, 3> lists{Findings(first), Findings(), Findings(second)};
    const std::array all{Finding{issue::UnionFinding{lists}, path, 4}, Finding{issue::UnionFinding{}},
                         Finding{issue::KeyFinding{}}, first[1]};
    for (const Finding& finding : all) check_same(finding);
    const std::vector<Issue> issues = issue::to_issues(all);
    CHECK(body_of(all) == error_body("Validation error", issues));
    CHECK(body_of(all, saying("w")) == error_body("Validation error", issues, saying("w")));

    REQUIRE(issues.size() == 4);
    const auto& errors = std::get<InvalidUnion>(issues[0].parameters).errors;
    REQUIRE(errors.size() == 3);
    CHECK(errors[0].size() == 2);
    CHECK(errors[0][1].offset == 2);
    CHECK(errors[1].empty());
    CHECK(std::get<InvalidKey>(errors[2].at(0).parameters).issues.at(0).offset == 1);
}

TEST_CASE("findings: a function is given the issue, and only of its own code") {
    const Prepared prepared = zod4::prepare(&email);
    const std::array all{Finding{&email, path, 9, &prepared}, Finding{NotMultipleOf{2}}};
    Messages messages;
    std::size_t calls = 0;
    messages.set(IssueCode::invalid_format, [&](const Issue& issue) {
        ++calls;
        CHECK(issue.path.size() == path.size());
        CHECK(issue.offset == 9);
        return "not an " + std::get<InvalidFormat>(issue.parameters).format;
    });
    CHECK(body_of(all, messages) == error_body("Validation error", issue::to_issues(all), messages));
    CHECK(calls == 2);
    messages.set(IssueCode::invalid_format, [](const Issue&) -> std::optional<std::string> { return std::nullopt; });
    CHECK(body_of(all, messages) == body_of(all));
    messages.set(IssueCode::invalid_format, nullptr);
    CHECK(body_of(all, messages) == body_of(all));
}

TEST_CASE("findings: nesting needs no stack") {
    const auto body_at = [](std::size_t depth, const Messages& messages) {
        std::vector<Finding> nested(depth + 1, Finding{NotMultipleOf{2}});
        std::vector<Findings> lists(depth);
        for (std::size_t i = 0; i < depth; ++i) {
            lists[i] = {&nested[i], 1};
            nested[i + 1].parameters = issue::UnionFinding{{&lists[i], 1}};
        }
        return body_of({&nested.back(), 1}, messages);
    };
    const auto expected_at = [](std::size_t depth, const std::string& words) {
        std::string body = R"({"error":"Validation error","issues":[)";
        for (std::size_t i = 0; i < depth; ++i) body += R"({"code":"invalid_union","errors":[[)";
        body += R"({"origin":"number","code":"not_multiple_of","divisor":2,"path":[],"message":")" + words + "\"}";
        for (std::size_t i = 0; i < depth; ++i) body += R"(]],"path":[],"message":"Invalid input"})";
        return body + "]}";
    };
    CHECK(body_at(10000, {}) == expected_at(10000, "Invalid number: must be a multiple of 2"));

    // A tenth of it where functions have to be asked, since an Issue is destroyed by recursion.
    Messages messages;
    messages.set(IssueCode::not_multiple_of, [](const Issue&) { return "w"; });
    CHECK(body_at(1000, messages) == expected_at(1000, "w"));
}

TEST_CASE("findings: the body is appended, with one growth at most") {
    const Prepared of_email = zod4::prepare(&email);
    const Prepared of_roles = zod4::prepare(&roles);
    const std::array<Segment, 2> names{Segment{"em\"ail\x01"}, Segment{"role"}};
    const std::array all{Finding{&email, {names.data(), 2}, 0, &of_email},
                         Finding{&roles, {&names[1], 1}, 0, &of_roles, "the schema's \"own\" words"}};
    const std::string body = error_body("no", issue::to_issues(all));
    const Messages messages;
    constexpr std::size_t slack = 256;  // for bytes that might have had to be escaped; less than a second growth adds

    std::string out = "before ";
    zod4::append_error_body(out, "no", all, messages);
    CHECK(out == "before " + body);
    CHECK(out.capacity() < out.size() + slack);

    std::string roomy;
    roomy.reserve(body.size() + slack);
    const char* const place = roomy.data();
    zod4::append_error_body(roomy, "no", all, messages);
    CHECK(roomy == body);
    CHECK(roomy.data() == place);

    std::string replaced;
    zod4::append_error_body(replaced, "not \xFF UTF-8", {}, messages);
    CHECK(replaced == "{\"error\":\"not \xEF\xBF\xBD UTF-8\",\"issues\":[]}");
}

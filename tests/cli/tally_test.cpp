// Faults of a kind together, and the line of progress.
#include "cli/tally.hpp"
#include "cli/progress.hpp"
#include "text/text.hpp"

#include <catch2/catch.hpp>

namespace {

using zodgate::Schema;
using zodgate::cli::Fault;
using zodgate::cli::InputFile;
using zodgate::cli::progress_line;
using zodgate::cli::Tally;

zodgate::Options with_locations() {
    zodgate::Options options;
    options.schema_locations = true;
    return options;
}

const Schema schema = Schema::parse(
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"a b":{"type":"string"},"n":{"type":"number"}}}}},"additionalProperties":{"type":"boolean"}})",
    with_locations());

void add(Tally& tally, const InputFile& file, std::uint64_t line, const std::string& text) {
    tally.add({file, line, text}, schema.validate(text));
}

}  // namespace

TEST_CASE("faults are told apart by path and code, indexes left out") {
    const InputFile file("p.ndjson");
    Tally tally;
    add(tally, file, 1, R"({"items":[{"a b":1},{"n":""},{"a b":2}]})");
    add(tally, file, 2, R"({"items":[{},{},{"a b":null}],"x":true})");
    add(tally, file, 3, R"({"x":1)");
    add(tally, file, 4, R"({"x":1,"y":2,"x.y":3})");
    add(tally, file, 5, R"({})");
    CHECK(tally.payloads == 5);
    CHECK(tally.valid == 1);
    CHECK(tally.invalid == 3);
    CHECK(tally.malformed == 1);
    const std::vector<Fault> faults = tally.faults();
    REQUIRE(faults.size() == 6);
    CHECK(faults[0].path == R"(items[*]["a b"])");
    CHECK(faults[0].count == 3);
    CHECK(faults[0].payloads == 2);
    CHECK(faults[0].file == "p.ndjson");
    CHECK(faults[0].place.line == 1);
    CHECK(faults[0].place.column == 18);
    CHECK(faults[0].message == "Invalid input: expected string, received number");
    CHECK(faults[0].schema_location == "/properties/items/items/properties/a b/type");
    CHECK(faults[1].path == "items[*].n");
    CHECK(faults[2].path.empty());
    CHECK(faults[2].code == zodgate::IssueCode::invalid_format);
    CHECK(faults[3].path == "x");
    CHECK(faults[5].path == R"(["x.y"])");
}

TEST_CASE("tallies of parts are the tally of the whole") {
    const InputFile file("p.ndjson");
    Tally whole;
    Tally sum;
    for (std::uint64_t part = 0; part < 7; ++part) {
        Tally tally;
        for (std::uint64_t i = 0; i < 5; ++i) {
            const std::string text =
                "{\"k" + std::to_string((part * 3 + i) % 4) + "\":" + (i % 2 == 0 ? "1}" : "true}");
            add(tally, file, part * 5 + i, text);
            add(whole, file, part * 5 + i, text);
        }
        sum.merge(tally);
        CHECK(tally.payloads == 0);
    }
    CHECK(sum.payloads == whole.payloads);
    CHECK(sum.invalid == whole.invalid);
    const std::vector<Fault> left = sum.faults();
    const std::vector<Fault> right = whole.faults();
    REQUIRE(left.size() == right.size());
    for (std::size_t i = 0; i < left.size(); ++i) {
        CHECK(left[i].path == right[i].path);
        CHECK(left[i].count == right[i].count);
        CHECK(left[i].payloads == right[i].payloads);
        CHECK(left[i].place.line == right[i].place.line);
    }
}

TEST_CASE("members of any name make no more kinds of faults than fit") {
    const InputFile file("p.ndjson");
    Tally tally;
    std::string text = "{";
    for (std::size_t i = 0; i < Tally::most_faults + 50; ++i) {
        text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
    }
    text += ",\"" + std::string(5000, 'x') + "\":1}";
    zodgate::Limits limits;
    limits.max_issues = 100000;
    const zodgate::Result result = schema.validate(text, limits);
    tally.add({file, 1, text}, result);
    CHECK(tally.faults().size() == Tally::most_faults);
    CHECK(tally.other_faults == 51);

    Tally other;
    add(other, file, 1, "{\"" + std::string(5000, 'x') + "\":1}");
    CHECK(other.faults().at(0).path == std::string(200, 'x') + "…");
}

TEST_CASE("the line of progress says what is most wanted first, and fits") {
    const std::string whole = " 25 % ██░░░░░░░░  4,389 invalid  1.23M payloads  6 s left  617k/s  0.25/1.00 GB";
    CHECK(zodgate::text::count_code_points(whole) == 79);
    CHECK(progress_line({1234567, 4389, 250000000}, 1000000000, 2.0, 80) == whole);
    CHECK(progress_line({1234567, 4389, 250000000}, 1000000000, 2.0, 40) == " 25 % ██░░░░░░░░  4,389 invalid");
    CHECK(progress_line({1, 0, 999}, std::nullopt, 10.0, 80) == "0 invalid  1 payload  0/s  999 B");
    CHECK(progress_line({12345, 0, 12345678}, std::nullopt, 10.0, 80) == "0 invalid  12.3k payloads  1.23k/s  12.3 MB");
    CHECK(progress_line({5, 0, 10}, 5, 1.0, 80).find("100 %") == 0);
    CHECK(progress_line({0, 0, 0}, 0, 1.0, 80).find("0 invalid") == 0);
    CHECK(progress_line({10, 0, 1000}, 5000000, 2.0, 80).find("2 h 46 min left") != std::string::npos);
}

// Payloads made up for the schemas of the JSON Schema Test Suite, which has all keywords, in JSON Schema's reading.
#include "../suite/verdict.hpp"

#include <zodgate/generate.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

using namespace zodgate;

namespace {

struct Counts {
    std::size_t satisfied = 0;  // schemas that the suite knows a valid payload for
    std::size_t made = 0;
    std::size_t broken = 0;  // those, where the suite also has an invalid payload
    std::size_t made_broken = 0;
};

bool has_case(const suite::Group& group, bool valid) {
    return std::any_of(group.cases.begin(), group.cases.end(),
                       [valid](const suite::Case& example) { return example.valid == valid; });
}

constexpr std::uint64_t seeds = 12;

bool makes_valid(const Generator& generator, const Schema& schema) {
    try {
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            const std::string payload = generator.valid(seed);
            CHECK(schema.validate(payload).valid());
        }
        return true;
    } catch (const GenerateError& error) {
        UNSCOPED_INFO(error.what());
        return false;
    }
}

bool makes_invalid(const Generator& generator, const Schema& schema) {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        const Broken broken = generator.invalid(seed);
        const Result result = schema.validate(broken.payload);
        CHECK(result.status() == (broken.malformed ? Status::malformed : Status::invalid));
        if (!broken.malformed) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("made up for the schemas of the JSON Schema Test Suite") {
    Counts counts;
    std::set<std::string> not_made;
    std::set<std::string> not_broken;
    for (const suite::Draft& draft : suite::drafts) {
        for (const suite::Group& group : suite::read_groups(draft)) {
            const std::string name = std::string(draft.name) + " " + group.file + ": " + group.description;
            std::optional<Schema> schema;
            try {
                schema = Schema::parse(group.schema, suite::options_for(draft, group, Semantics::json_schema));
            } catch (const SchemaError&) {
                continue;
            }
            if (!has_case(group, true)) continue;
            CAPTURE(name, group.schema);
            const Generator generator(*schema);
            ++counts.satisfied;
            if (!makes_valid(generator, *schema)) {
                not_made.insert(name);
                continue;
            }
            ++counts.made;
            if (!has_case(group, false)) continue;
            ++counts.broken;
            if (makes_invalid(generator, *schema)) {
                ++counts.made_broken;
            } else {
                not_broken.insert(name);
            }
        }
    }
    CHECK(not_made == std::set<std::string>{});
    CHECK(not_broken == std::set<std::string>{});
    CHECK(counts.satisfied == 1599);
    CHECK(counts.made == 1599);
    CHECK(counts.broken == 1272);
    CHECK(counts.made_broken == 1272);
}

// Issues rendered, and payloads made up, while memory runs out: std::bad_alloc, or what is right.
#include <zodgate/forms.hpp>
#include <zodgate/generate.hpp>
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "memory.hpp"

using namespace zodgate;
using namespace zodgate::allocation;

namespace {

const char* const document = R"({"type":"object","properties":{
    "list":{"type":"array","items":{"anyOf":[{"type":"string","format":"email"},{"type":"number","minimum":3},
        {"type":"object","properties":{"n":{"type":"null"}},"required":["n"],"additionalProperties":false}]}},
    "record":{"type":"object","propertyNames":{"pattern":"^[a-z]+$"},"additionalProperties":{"type":"boolean"}},
    "text":{"type":"string","pattern":"^(?:ab|c)+d{2,5}$","minLength":4}},
    "required":["text"],"additionalProperties":false})";

std::vector<Issue> issues() {
    const Result result = Schema::parse(document).validate(
        R"({"list":[1,{"n":1,"a key that is not known":2},"no address"],"record":{"A long name of a member":1},"x":0})");
    return result.issues();
}

void check(const std::function<std::string()>& make, std::size_t least) {
    const std::string wanted = make();
    const Tried tried = fail_each([&] {
        const std::string made = [&] {
            const Scarce scarce;
            return make();
        }();
        return made == wanted ? Ended::right : Ended::wrong;
    });
    CHECK(summary(tried) == "");
    CHECK(tried.allocations >= least);
    CHECK(tried.refused >= tried.attempts / 2);
}

}  // namespace

TEST_CASE("memory runs out while issues are written in each of Zod's forms") {
    const std::vector<Issue> all = issues();
    REQUIRE(all.size() >= 4);
    check([&] { return to_json(all); }, 3);
    check([&] { return error_body("Validation error", all); }, 3);
    check([&] { return flatten_to_json(all); }, 5);
    check([&] { return treeify_to_json(all); }, 10);
    check([&] { return format_to_json(all); }, 10);
    check([&] { return prettify(all); }, 5);
    check([&] { return message_of(all.front()); }, 1);
    Messages messages;
    messages.set([](const Issue&) { return "words that are longer than what a string has room for"; });
    check([&] { return treeify_to_json(all, messages); }, 10);
}

TEST_CASE("memory runs out while payloads are made up") {
    const Schema schema = Schema::parse(document);
    const Generator generator(schema);
    check([&] { return Generator(schema).valid(1); }, 50);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        check([&] { return generator.valid(seed); }, 10);
        check([&] { return generator.invalid(seed).payload; }, 10);
    }
}

TEST_CASE("memory runs out while a payload is mutated: it stays as it was, or becomes what it would") {
    const Schema schema = Schema::parse(document);
    const Generator generator(schema);
    const std::string payload = R"({"text":"abcdd","list":[4,"ada@example.com"]})";
    for (unsigned seed = 1; seed <= 8; ++seed) {
        const auto mutated = [&](bool is_scarce) {
            std::vector<std::uint8_t> data(payload.begin(), payload.end());
            data.resize(256);
            std::size_t size = payload.size();
            if (is_scarce) {
                const Scarce scarce;
                size = generator.mutate(data.data(), size, data.size(), seed);
            } else {
                size = generator.mutate(data.data(), size, data.size(), seed);
            }
            return std::string(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(size));
        };
        const std::string wanted = mutated(false);
        const Tried tried = fail_each([&] {
            const std::string mutant = mutated(true);
            if (mutant == wanted) return Ended::right;
            return mutant == payload ? Ended::refused : Ended::wrong;
        });
        INFO(seed);
        CHECK(summary(tried) == "");
    }
}

// Threads with little stack: what Limits::max_depth promises of it, and what must need none.
#include <zodgate/forms.hpp>
#include <zodgate/http.hpp>
#include <zodgate/zodgate.hpp>

#include <pthread.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attack.hpp"

using namespace zodgate;
using namespace attack;

namespace {

// Frames that sanitizers watch are several times as large, and take many times as long.
#ifdef ZODGATE_SANITIZED
constexpr std::size_t times = 16;
constexpr std::size_t how_many_looks[] = {0, 2, 9};
#else
constexpr std::size_t times = 1;
constexpr std::size_t how_many_looks[] = {0, 1, 2, 4, 9};
#endif

// What is promised is promised of builds that are optimized.
#if defined(NDEBUG) && !defined(ZODGATE_SANITIZED)
constexpr bool is_optimized = true;
#else
constexpr bool is_optimized = false;
#endif

// Runs on a thread with so much stack, in bytes; a test that overflows it ends the process, as a rule.
// @return how much of it was used
std::size_t on_a_stack_of(std::size_t bytes, const std::function<void()>& run) {
    constexpr std::byte untouched{0xA5};
    constexpr std::size_t page = 4096;
    std::vector<std::byte> memory(bytes * times + page, untouched);
    void* begin = memory.data();
    std::size_t space = memory.size();
    REQUIRE(std::align(page, bytes * times, begin, space) != nullptr);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    REQUIRE(pthread_attr_setstack(&attributes, begin, bytes * times) == 0);
    pthread_t thread{};
    const auto start = [](void* function) -> void* {
        (*static_cast<const std::function<void()>*>(function))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, &attributes, start, const_cast<std::function<void()>*>(&run)) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    const auto used = std::find_if(memory.begin(), memory.end(), [](std::byte byte) { return byte != untouched; });
    return static_cast<std::size_t>(memory.end() - used);
}

void on_a_small_stack(const std::function<void()>& run) { on_a_stack_of(std::size_t{256} * 1024, run); }

// Ways from a value to one within it, `@` being the schema of the latter; and ways to look at a value by a schema.
constexpr std::string_view steps[] = {
    R"({"type":"object","properties":{"child":@},"required":["child"]})",
    R"({"type":"object","properties":{"child":@},"additionalProperties":false})",
    R"({"type":"object","additionalProperties":@})",
    R"({"type":"object","propertyNames":{"minLength":1},"additionalProperties":@})",
    R"({"type":"object","patternProperties":{"^c":@},"additionalProperties":false})",
    R"({"type":"object","properties":{"a":{"default":1}},"patternProperties":{"d$":@}})",
    R"({"type":"object","unevaluatedProperties":@})",
    R"({"properties":{"child":@},"unevaluatedProperties":false})",
    R"({"type":"array","items":@})",
    R"({"type":"array","prefixItems":[@]})",
    R"({"type":"array","contains":@})",
    R"({"unevaluatedItems":@})",
};
constexpr std::string_view looks[] = {
    R"({"anyOf":[{"type":"string"},@]})",
    R"({"oneOf":[{"type":"string"},@]})",
    R"({"oneOf":[{"type":"object","properties":{"kind":{"const":"b"}},"required":["kind"]},@]})",
    R"({"allOf":[@,{"type":"object","additionalProperties":{}}]})",
    R"({"allOf":[{"type":["object","null"]},@]})",
    R"({"not":{"not":@}})",
    R"({"if":{"type":"object"},"then":@})",
    R"({"if":@,"else":false})",
    R"({"dependentSchemas":{"child":@}})",
    R"({"errorMessage":"no","anyOf":[{"type":"null"},@]})",
    R"({"default":{},"anyOf":[@,{"type":"null"}]})",
    R"({"$dynamicRef":"#any","allOf":[@]})",
};

std::string filled(std::string_view around, const std::string& schema) {
    const std::size_t hole = around.find('@');
    return std::string(around.substr(0, hole)) + schema + std::string(around.substr(hole + 1));
}

// A schema that refers to itself: a step, behind several looks.
std::string recursive(std::string_view step, std::string_view look, std::size_t looks_a_level) {
    std::string schema = filled(step, R"({"$ref":"#/$defs/level"})");
    for (std::size_t i = 0; i < looks_a_level; ++i) schema = filled(look, schema);
    return R"({"$ref":"#/$defs/level","$defs":{"any":{"$dynamicAnchor":"any"},"level":)" + schema + "}}";
}

struct Answers {
    std::size_t valid = 0;
    std::size_t invalid = 0;
    std::size_t over_limit = 0;
};

void judge_deepest(const Schema& schema, const Limits& limits, Answers& answers) {
    std::string text;
    const std::size_t depth = limits.max_depth;
    for (const std::string& payload :
         {nested(depth, "7"), nested(depth - 1, "{}"), nested(depth - 1, R"({"x":1})"),
          repeat("[", depth) + "7" + repeat("]", depth), repeat("[", depth) + repeat("]", depth)}) {
        const Status status = schema.validate(payload, text, limits).status();
        schema.validate(payload, limits);
        schema.answer(payload, "invalid", text, Messages(), limits);
        answers.valid += status == Status::valid ? 1 : 0;
        answers.invalid += status == Status::invalid ? 1 : 0;
        answers.over_limit += status == Status::over_limit ? 1 : 0;
    }
}

}  // namespace

// ThreadSanitizer, which has nothing to see here, keeps several times the memory of each of the stacks until the end.
#ifndef __SANITIZE_THREAD__
TEST_CASE("attack: what the deepest payloads take of the stack is what max_depth says") {
    constexpr std::size_t bytes_a_level = 3072;
    constexpr std::size_t bytes_beside = std::size_t{64} * 1024;
    Limits deepest;
    deepest.max_depth = 1000;
    const std::size_t promised = bytes_a_level * deepest.max_depth + bytes_beside;
    Answers answers;
    for (const std::string_view step : steps) {
        for (const std::string_view look : looks) {
            const std::size_t used = on_a_stack_of(2 * promised, [&] {
                for (const std::size_t looks_a_level : how_many_looks) {
                    const std::string document = recursive(step, look, looks_a_level);
                    judge_deepest(Schema::parse(document), deepest, answers);
                    judge_deepest(Schema::parse(document, Options::json_schema()), deepest, answers);
                }
            });
            if (std::getenv("ZODGATE_FIGURES") != nullptr) {
                std::printf("%8zu bytes of stack: %s %s\n", used, std::string(step).c_str(), std::string(look).c_str());
            }
            CAPTURE(step, look);
            CHECK((used <= promised || !is_optimized));
        }
    }
    CHECK(answers.valid > 100);
    CHECK(answers.invalid > 100);
    CHECK(answers.over_limit > 100);
}
#endif

TEST_CASE("attack: what a thread with little stack has to destroy and to write") {
    Limits deepest;
    deepest.max_depth = 1000;
    deepest.max_issues = 100000;
    const Schema either =
        Schema::parse(R"({"anyOf":[{"type":"null"},{"type":"object","properties":{"child":{"$ref":"#"}},
        "required":["child"]}]})");
    std::optional<Result> result = either.validate(nested(1000, "7"), deepest);
    if (result->status() == Status::over_limit) result = either.validate(nested(600, "7"), deepest);
    CHECK(result->status() == Status::invalid);
    const std::string wanted = to_json(result->issues());
    CHECK(wanted.size() > 10000);
    std::string written;
    on_a_small_stack([&] {
        const std::vector<Issue> copy = result->issues();
        written = to_json(copy);
        flatten_to_json(copy);
        treeify_to_json(copy);
        format_to_json(copy);
        prettify(copy);
        result.reset();
    });
    CHECK(written == wanted);
    // What the gate hands on, as deep as may be.
    http::ApiOptions options;
    options.schema.limits = deepest;
    const http::Api api =
        http::Api::from_openapi(R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x":
        {"post":{"requestBody":{"content":{"application/json":{"schema":{}}}},"responses":{"200":{"description":"OK"}}}}}})",
                                options);
    const std::string body = nested(1000, "1");
    const auto headers = [](std::string_view name, const auto& found) {
        if (name == "content-type") found("application/json");
    };
    std::optional<http::Verdict> verdict = api.check({"POST", "/x", headers, body});
    REQUIRE(verdict->accepted() != nullptr);
    on_a_small_stack([&] {
        written = verdict->accepted()->body().to_json();
        verdict.reset();
    });
    CHECK(written == body);
}

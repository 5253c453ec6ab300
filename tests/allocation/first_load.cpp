// The first load of a process, and its first payload, while memory runs out: what is made once, such as the
// meta-schemas in valijson's form or ICU's tables, is either there afterwards or made by the next who needs it. Each
// attempt is a process of its own.
//
// zodgate_first_load_test                        makes each allocation fail in turn
// zodgate_first_load_test load|judge -|+ NUMBER  makes that one fail (+: and all after it), in this process
#include <zodgate/schema.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <new>

#include "memory.hpp"

using namespace zodgate;
using namespace zodgate::allocation;

namespace {

constexpr const char* document = R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
    "properties":{"a":{"type":"string","pattern":"^(a+)b\\1$","format":"uri"},
                  "b":{"$ref":"http://json-schema.org/draft-06/schema#"}}})";

// How a process ends.
enum Exit { all_there = 0, refused = 1, wrong = 2, broken_afterwards = 3 };

Exit load(std::size_t fails_at, bool from_there) {
    try {
        const Scarce scarce(fails_at, from_there);
        Schema::parse(document);
        if (scarce.failed() == 0) return all_there;
    } catch (const std::bad_alloc&) {
    } catch (...) {
        return wrong;
    }
    try {
        const Schema schema = Schema::parse(document);
        const bool is_right = schema.validate(R"({"b":{"type":"object"}})").valid() &&
                              !schema.validate(R"({"b":{"type":"strange"}})").valid();
        if (!is_right) return broken_afterwards;
        Schema::parse(R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"strange"})");
        return broken_afterwards;
    } catch (const SchemaError&) {
        return refused;
    } catch (...) {
        return broken_afterwards;
    }
}

// Hosts and names beyond ASCII, for which ICU's tables are read.
Exit judge(std::size_t fails_at, bool from_there) {
    const char* const good = R"(["https://b\u00fccher.example/","b\u00fccher.example","\u0391\u0301"])";
    const char* const bad = R"(["https://b\u00fccher.example/","b\u00fccher-.example","\u0391"])";
    Options options;
    options.formats = Formats::all;
    const Schema schema = Schema::parse(R"({"type":"array","prefixItems":[{"type":"string","format":"uri"},
        {"type":"string","format":"idn-hostname"},{"type":"string","pattern":"^\\p{Lu}\\p{M}$"}]})",
                                        options);
    Status status = Status::valid;
    std::size_t failed = 0;
    {
        const Scarce scarce(fails_at, from_there);
        status = schema.validate(good).status();
        failed = scarce.failed();
    }
    if (failed == 0) return status == Status::valid ? all_there : wrong;
    if (status != Status::valid && status != Status::out_of_memory) return wrong;
    // ICU remembers that it had no memory for a table; then there is no verdict, and never a wrong one.
    const Status afterwards = schema.validate(good).status();
    if (afterwards != Status::valid && afterwards != Status::out_of_memory) return broken_afterwards;
    return schema.validate(bad).valid() ? broken_afterwards : refused;
}

using Attempt = Exit (*)(std::size_t fails_at, bool from_there);

int in_a_process(Attempt attempt, std::size_t fails_at, bool from_there) {
    const pid_t child = fork();
    if (child == 0) _exit(attempt(fails_at, from_there));
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// @return how many faults there were
int try_each(const char* name, Attempt attempt, std::size_t least) {
    int faults = 0;
    for (const bool from_there : {false, true}) {
        std::size_t number = 0;
        for (int ended = refused; ended != all_there; ++number) {
            ended = in_a_process(attempt, number, from_there);
            if (ended == all_there || ended == refused) continue;
            std::printf("%s: allocation %zu%s: %d\n", name, number, from_there ? " and all after it" : "", ended);
            if (++faults == 20) return faults;
        }
        std::printf("%s: %zu allocations%s\n", name, number, from_there ? " and all after them" : "");
        if (number < least) ++faults;
    }
    return faults;
}

}  // namespace

int main(int count, char** arguments) {
    if (count > 3) {
        const Attempt attempt = *arguments[1] == 'l' ? load : judge;
        return attempt(std::strtoul(arguments[3], nullptr, 10), *arguments[2] == '+');
    }
    return try_each("load", load, 1000) + try_each("judge", judge, 10) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

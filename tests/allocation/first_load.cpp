// The first load of a process while memory runs out: what is made once, such as the meta-schemas in valijson's form, is
// either there afterwards or made by the next load. Each attempt is a process of its own.
//
// zodgate_first_load_test [STEP]    makes each STEP-th allocation fail; 1 by default
// zodgate_first_load_test - NUMBER  makes that one fail, in this process; with + all after it, too
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

Exit attempt(std::size_t fails_at, bool from_there) {
    Exit ended = all_there;
    try {
        const Scarce scarce(fails_at, from_there);
        Schema::parse(document);
        if (scarce.failed() == 0) return all_there;
        ended = refused;  // it could do without
    } catch (const std::bad_alloc&) {
        ended = refused;
    } catch (...) {
        return wrong;
    }
    try {
        const Schema schema = Schema::parse(document);
        const bool is_right = schema.validate(R"({"b":{"type":"object"}})").valid() &&
                              !schema.validate(R"({"b":{"type":"strange"}})").valid();
        bool is_checked = false;
        try {
            Schema::parse(R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"strange"})");
        } catch (const SchemaError&) {
            is_checked = true;
        }
        return is_right && is_checked ? ended : broken_afterwards;
    } catch (...) {
        return broken_afterwards;
    }
}

int in_a_process(std::size_t fails_at, bool from_there) {
    const pid_t child = fork();
    if (child == 0) _exit(attempt(fails_at, from_there));
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

int main(int count, char** arguments) {
    // For a debugger: one attempt in this process.
    if (count > 2) return attempt(std::strtoul(arguments[2], nullptr, 10), *arguments[1] == '+');
    const std::size_t step = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1;
    int faults = 0;
    for (const bool from_there : {false, true}) {
        std::size_t number = 0;
        for (int ended = refused; ended != all_there; number += step) {
            ended = in_a_process(number, from_there);
            if (ended == all_there || ended == refused) continue;
            std::printf("allocation %zu%s: %d\n", number, from_there ? " and all after it" : "", ended);
            if (++faults == 20) return EXIT_FAILURE;
        }
        std::printf("%zu allocations%s\n", number, from_there ? " and all after them" : "");
        if (number < 1000) return EXIT_FAILURE;
    }
    return faults == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

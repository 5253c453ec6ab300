// What an attack costs: shared by the tests of this folder, a file each subject.
//
//     attack                                            file
//     nesting of a million, exponential unions          structure_test.cpp
//     a million members, issues, digits                 structure_test.cpp
//     100 MB strings, NUL bytes, overlong UTF-8         text_test.cpp
//     colliding keys, repeated keys, __proto__          keys_test.cpp
//     patterns that backtrack                           patterns_test.cpp
//     payloads' values in answers                       secrets_test.cpp
//     header splitting, odd request lines               requests_test.cpp
//     documents: laughs, depth, products, long URIs     schemas_test.cpp
//     threads with little stack                         stack_test.cpp
//
// ZODGATE_FIGURES=1 in the environment has them print what each attack took.
#pragma once

#include "../peak_of_memory.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

namespace attack {

inline std::string repeat(std::string_view text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

/// An object within objects, each the member `child` of the one around.
inline std::string nested(std::size_t depth, const std::string& leaf) {
    return repeat(R"({"child":)", depth) + leaf + repeat("}", depth);
}

/// Bounds that no machine makes tight, and that an attack which succeeds is far beyond.
struct Bounds {
    double seconds = 60;
    std::size_t mebibytes = 1024;
};

inline double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Runs an attack, and checks what it took.
template <class Attack>
void within(Bounds bounds, const std::string& name, const Attack& run) {
    forget_peak_of_memory();
    const std::size_t memory_before = peak_of_memory();
    const double before = processor_seconds();
    run();
    const double seconds = processor_seconds() - before;
    const std::size_t peak = peak_of_memory();
    const std::size_t mebibytes = peak > memory_before ? peak - memory_before : 0;
    if (std::getenv("ZODGATE_FIGURES") != nullptr) {
        std::printf("%-70s %9.3f s %6zu MiB\n", name.c_str(), seconds, mebibytes);
    }
    INFO(name);
#ifdef ZODGATE_SANITIZED
    constexpr double times = 10;  // what a sanitizer may take, which needs more memory as well
    CHECK(seconds < times * bounds.seconds);
#else
    CHECK(seconds < bounds.seconds);
    CHECK(mebibytes < bounds.mebibytes);
#endif
}

}  // namespace attack

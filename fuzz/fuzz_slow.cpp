// A search for slow payloads: two bytes choose a schema of the test tree, one how it is asked, the rest is a program
// that expands to a payload of up to 1 MiB. No payload keeps a core for longer than 100 ms; that is asked where time
// means something: built with libFuzzer, optimized, without sanitizers (CMake preset `slow`). Elsewhere what the ways
// of asking say is the same.
#include "harness.hpp"
#include "slow/ask.hpp"
#include "slow/clock.hpp"
#include "slow/expand.hpp"
#include "slow/schemas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using harness::require;
using slow::Subject;

#ifdef ZODGATE_SLOW
constexpr std::size_t most_bytes = std::size_t{1} << 20U;
constexpr double most_milliseconds = 100;

// libFuzzer takes each of these for a place in the program: an input that takes longer than any before, of a schema,
// is one of more coverage, and is kept.
constexpr std::size_t buckets = 32;
constexpr std::size_t rows = 4096;
__attribute__((section("__libfuzzer_extra_counters"))) std::array<std::uint8_t, rows * buckets> counters;

void tell_fuzzer(std::size_t subject, double milliseconds) {
    const double eighths = 6 * std::log2(std::max(milliseconds, 2.0) / 2.0);
    const std::size_t bucket = std::min(static_cast<std::size_t>(eighths), buckets - 1);
    counters.at(subject % rows * buckets + bucket) = 1;
}
#else
constexpr std::size_t most_bytes = std::size_t{1} << 14U;
#endif

// FNV-1a, folded.
std::size_t key_of(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return (hash ^ hash >> 16U) & 0xFFFFU;
}

// In the order of keys that do not depend on the others, so that an input keeps its schema when schemas come and go.
std::vector<std::pair<std::size_t, Subject>> sorted_subjects() {
    std::vector<std::pair<std::size_t, Subject>> sorted;
    for (const Subject& subject : slow::all_subjects()) sorted.emplace_back(key_of(subject.name), subject);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return sorted;
}

const std::vector<std::pair<std::size_t, Subject>>& subjects() {
    static const std::vector<std::pair<std::size_t, Subject>> all = sorted_subjects();
    return all;
}

std::size_t index_of(std::size_t key) {
    const auto& all = subjects();
    const auto found = std::lower_bound(all.begin(), all.end(), key,
                                        [](const auto& entry, std::size_t sought) { return entry.first < sought; });
    return static_cast<std::size_t>(found - all.begin()) % all.size();
}

#ifdef ZODGATE_SLOW
void judge(std::size_t index, std::size_t way, std::string_view payload) {
    const Subject& subject = subjects()[index].second;
    const auto work = [&] {
        std::string text;
        slow::ask(subject.schema, payload, way, text);
    };
    const double least = slow::least_milliseconds_of(work, most_milliseconds);
    tell_fuzzer(index, least);
    if (least <= most_milliseconds) return;
    std::fprintf(stderr, "%.1f ms, three times: %s, %s, a payload of %zu bytes that begins %.200s\n", least,
                 subject.name.c_str(), slow::ways.at(way).data(), payload.size(),
                 std::string(payload.substr(0, 200)).c_str());
    require(false);
}
#else
void judge(std::size_t index, std::size_t, std::string_view payload) {
    const zodgate::Schema& schema = subjects()[index].second.schema;
    std::array<zodgate::Status, slow::ways.size()> said{};
    for (std::size_t way = 0; way < said.size(); ++way) {
        std::string text;
        said.at(way) = slow::ask(schema, payload, way, text);
    }
    require(said[1] == said[0] || said[1] == zodgate::Status::over_limit);
    require(said[2] == said[0]);
}
#endif

}  // namespace

// The schemas are loaded before there are inputs that this would be counted for.
extern "C" int LLVMFuzzerInitialize(int*, char***) { return subjects().empty() ? 1 : 0; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t header = 3;
    if (size < header) return 0;
    const std::size_t index = index_of(std::size_t{data[0]} << 8U | data[1]);
    const std::string_view program(reinterpret_cast<const char*>(data + header), size - header);
    judge(index, data[2] % slow::ways.size(), slow::expand(program, subjects()[index].second, most_bytes));
    return 0;
}

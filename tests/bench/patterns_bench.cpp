// The worst that patterns do: at load, over the longest that load; and over 64 KiB of text made to make them slow, with
// the default budget. Each search benchmark goes through all subjects; worst_ms is the slowest of them.
#include "text/pattern.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace text = zodgate::text;

std::string repeat(std::string_view part, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += part;
    return all;
}

std::string references(std::size_t count) {
    std::string all;
    for (std::size_t group = 1; group <= count; ++group) all += "\\" + std::to_string(group);
    return all;
}

// Of this thread: other programs take none of it.
double milliseconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// --- searches -----------------------------------------------------------------------------------------------

const std::vector<std::string> searched{
    // no backtracking
    "^(a+)+$", "^(a|a)*$", "^(.*,){11}P", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a|b|ab)*c",
    "(.*)(.*)(.*)(.*)(.*)z", "(?:\\b|a)*z", "\\s*$", "^(?=.*[A-Z])(?=.*\\d).{8,}$", "aab|abab|bbb", "^[à-ü]+$",
    "(?<=aaaa)b", "(?:(?<=a{1,1000})a)*z",
    // backtracking
    "[ab]*a[ab]{100}c", "^(?:(a+)b?)+\\1c$", "(?!.*(.)\\1.*\\1)", "((a{0,50}){0,50}){0,50}[b](?!c)",
    "(?:(?=a)a|(?!b)a)*c", "(?:a*b*){1,30}c(?!d)", "(a+)+\\1b", "(.+)+(.+)+\\1\\2z", "(.{0,1000}){0,1000}z(?!y)",
    "(?:(?=a*b)a)*z", "(?:(a)|(b)|(ab))*z(?!y)", repeat("(a?)", 100) + references(100) + "z"};

const std::vector<std::string> subjects{std::string(65'536, 'a'),
                                        std::string(65'535, 'a') + "!",
                                        std::string(65'535, '1') + "a",
                                        repeat("ab", 32'768),
                                        repeat("aB", 32'768),
                                        repeat("aab", 21'845),
                                        repeat("x", 65'536),
                                        repeat(",", 65'536),
                                        repeat(" ", 65'535) + "x",
                                        repeat("a", 32'768) + repeat("b", 32'768),
                                        repeat("\xC3\xA9", 32'768),
                                        repeat("\xF0\x9F\x98\x80", 16'384)};

void search(benchmark::State& state, const text::Pattern& pattern) {
    double worst = 0;
    for (auto _ : state) {
        for (const std::string& subject : subjects) {
            const double start = milliseconds();
            benchmark::DoNotOptimize(pattern.search(subject, text::default_pattern_steps));
            worst = std::max(worst, milliseconds() - start);
        }
    }
    state.counters["worst_ms"] = worst;
}

// --- loads --------------------------------------------------------------------------------------------------

struct Source {
    std::string name;
    std::string pattern;
};

// As many repetitions as make a pattern that still loads.
Source longest(const std::string& name, const std::function<std::string(std::size_t)>& make) {
    std::size_t count = 1;
    while (make(count + 1).size() <= text::max_pattern_bytes) ++count;
    return {name, make(count)};
}

std::string characters(std::size_t count, const std::string& separator) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += (i == 0 ? "" : separator) + '\xE4' + static_cast<char>(0xB8 + i / 32 % 8) +
               static_cast<char>(0x80 + i % 32 * 2);
    return all;
}

std::string words(std::size_t count, std::size_t length) {
    std::string all;
    unsigned state = 7;
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0) all += '|';
        for (std::size_t letter = 0; letter < length; ++letter) {
            state = state * 1'103'515'245U + 12'345U;
            all += static_cast<char>('a' + (state >> 16U) % 26);
        }
    }
    return all;
}

std::vector<Source> loaded() {
    using text::max_pattern_depth;
    const std::size_t deep = max_pattern_depth - 10;
    return {
        longest("optional parts in nested lookaheads, references",
                [=](std::size_t n) {
                    return repeat("(?=", deep) + repeat("b?", n) + "(x)" + repeat(")", deep) + repeat("\\1", n);
                }),
        longest("optional parts in nested groups, references",
                [=](std::size_t n) {
                    return repeat("(?:", deep) + repeat("b?", n) + "(x)" + repeat("){1}", deep) + repeat("\\1", n);
                }),
        longest("nested loops",
                [=](std::size_t n) { return repeat("(?:", deep) + repeat("a", n) + repeat(")*x", deep); }),
        longest("nested lookaheads",
                [=](std::size_t n) { return repeat("(?=a", deep) + repeat("a?", n) + repeat(")", deep); }),
        longest("boundaries in a group, references",
                [](std::size_t n) { return "(" + repeat("\\b", n) + "a)" + repeat("\\1", n); }),
        longest("alternatives of a character", [](std::size_t n) { return "(?:" + characters(n, "|") + ")*"; }),
        longest("alternatives of a property", [](std::size_t n) { return "[😀-😂]|" + repeat("\\p{L}|", n); }),
        longest("words, anchored", [](std::size_t n) { return "^(?:" + words(n, 6) + ")$"; }),
        longest("words", [](std::size_t n) { return words(n, 6); }),
        longest("words between anything", [](std::size_t n) { return "^.*(?:" + words(n, 6) + ").*$"; }),
        longest("repetitions in lookbehinds", [](std::size_t n) { return repeat("(?<=(?:ab){7})", n); }),
        {"too many states", "[ab]*a[ab]{100}"},
        {"too many states, with counts", "^(?:ab?c?d?e?f?g?h?){2000}b$"},
        {"seven lookaheads", "^" + repeat("(?=[ab]*a[ab]{10}$)", 7) + "[ab]*a[ab]{15}"},
        {"an ordinary one",
         R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re"},
    };
}

void load(benchmark::State& state, const std::string& source) {
    for (auto _ : state) {
        try {
            benchmark::DoNotOptimize(text::Pattern(source));
        } catch (const text::PatternError& error) {
            state.SetLabel(error.what());
        }
    }
}

const bool added = [] {
    for (const Source& source : loaded())
        benchmark::RegisterBenchmark(("load/" + source.name).c_str(), [pattern =
                                                                           source.pattern](benchmark::State& state) {
            load(state, pattern);
        })->Unit(benchmark::kMillisecond);
    for (const std::string& source : searched)
        benchmark::RegisterBenchmark(("search/" + source.substr(0, 40)).c_str(), [pattern = text::Pattern(source)](
                                                                                     benchmark::State& state) {
            search(state, pattern);
        })->Unit(benchmark::kMillisecond);
    return true;
}();

}  // namespace

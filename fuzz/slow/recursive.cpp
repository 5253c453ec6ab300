// Random schemas that refer to themselves against large payloads at many depths: tells what takes longest and what
// takes most memory, and fails if any takes more than it may.
//     slow_recursive [--seconds N] [--seed N] [--count N] [--bytes N] [--whole 1]
//         [--most-milliseconds N] [--most-mebibytes N]
// Unless it is the whole, payloads of a quarter of the size are tried first. What takes time in proportion to the
// square of the size takes sixteen times as long for the whole, so what takes less than half of that part is passed
// over.
#include "../../tests/peak_of_memory.hpp"
#include "ask.hpp"
#include "clock.hpp"
#include "grammar.hpp"
#include "options.hpp"
#include "payloads.hpp"

#include <zodgate/zodgate.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t smaller = 4;        // are the payloads that are tried first
constexpr std::size_t for_levels = 4096;  // bytes of a payload that lead to what it holds at its bottom

struct Choices {
    double seconds = 600;
    std::uint64_t seed = 1;
    std::uint64_t count = std::numeric_limits<std::uint64_t>::max();
    std::size_t bytes = std::size_t{1} << 20U;
    double most_milliseconds = 200;
    std::size_t most_mebibytes = 300;
    bool whole = false;
};

constexpr std::string_view usage = R"(slow_recursive [OPTION VALUE]...
Judges large payloads, at many depths, by random schemas that refer to themselves; tells those that keep a core longest
and those that take most memory, and fails if one takes too much.
  --seconds N              that it takes (600)
  --seed N                 of the first schema; the next has the next (1)
  --count N                of schemas; with 1, prints what the schema is
  --bytes N                of the large payloads (1048576)
  --most-milliseconds N    that a payload may take (200)
  --most-mebibytes N       of memory that a payload may take at its peak (300)
  --whole 1                looks at all large payloads, not at smaller ones first; much longer
)";

bool take(Choices& choices, const std::string& name, const std::string& value) {
    if (name == "--seconds") {
        choices.seconds = std::stod(value);
    } else if (name == "--seed") {
        choices.seed = std::stoull(value);
    } else if (name == "--count") {
        choices.count = std::stoull(value);
    } else if (name == "--bytes") {
        choices.bytes = std::stoul(value);
        if (choices.bytes < smaller * 2 * for_levels) throw std::invalid_argument("--bytes is 32768 at least");
    } else if (name == "--most-milliseconds") {
        choices.most_milliseconds = std::stod(value);
    } else if (name == "--most-mebibytes") {
        choices.most_mebibytes = std::stoul(value);
    } else if (name == "--whole") {
        choices.whole = value == "1";
    } else {
        return false;
    }
    return true;
}

struct Cost {
    double milliseconds = 0;
    std::size_t mebibytes = 0;
    std::string what;
};

class Search {
  public:
    explicit Search(const Choices& choices)
        : choices_(choices), small_(leaves(choices.bytes / smaller)), large_(leaves(choices.bytes)) {}

    void judge(std::uint64_t seed) {
        const std::string document = slow::recursive_document(seed);
        if (choices_.count == 1) std::printf("%s\n", document.c_str());
        for (const bool by_zod : {true, false}) {
            try {
                const zodgate::Schema schema =
                    zodgate::Schema::parse(document, by_zod ? zodgate::Options() : zodgate::Options::json_schema());
                ++schemas_;
                judge(schema, std::to_string(seed) + (by_zod ? "" : " (json-schema)"), seed);
            } catch (const zodgate::SchemaError&) {  // some are not to load by Zod's rules
                ++refused_;
            }
        }
    }

    int tell() {
        std::printf("%zu schemas, %zu more that do not load; %zu payloads of %zu bytes, %zu of %zu bytes\n", schemas_,
                    refused_, looked_at_, choices_.bytes / smaller, payloads_, choices_.bytes);
        std::printf("%zu accepted, %zu refused, %zu over a limit; %zu took more than they may\n", accepted_,
                    payloads_ - accepted_ - over_limit_, over_limit_, over_);
        tell("most time", [](const Cost& a, const Cost& b) { return a.milliseconds > b.milliseconds; });
        tell("most memory", [](const Cost& a, const Cost& b) { return a.mebibytes > b.mebibytes; });
        return over_ != 0 ? 1 : 0;
    }

  private:
    static constexpr std::array<std::size_t, 5> depths{0, 2, 12, 60, 200};

    static std::vector<slow::Shape> leaves(std::size_t bytes) {
        std::vector<slow::Shape> shapes = slow::general_shapes(bytes - for_levels);
        shapes.erase(std::remove_if(shapes.begin(), shapes.end(), [](const slow::Shape& it) { return it.is_string; }),
                     shapes.end());
        return shapes;
    }

    static std::string nested(std::size_t depth, bool in_arrays, const std::string& leaf) {
        return slow::nested(in_arrays ? "[" : R"({"child":)", leaf, in_arrays ? "]" : "}", depth);
    }

    void judge(const zodgate::Schema& schema, const std::string& name, std::uint64_t seed) {
        std::mt19937_64 random(seed);
        for (std::size_t i = 0; i < large_.size(); ++i) {
            const std::size_t depth = depths[random() % depths.size()];
            const bool in_arrays = random() % 4 == 0;
            const std::size_t way = random() % slow::ways.size();
            const auto small = [&] { slow::ask(schema, nested(depth, in_arrays, small_[i].payload), way, text_); };
            if (!choices_.whole && !stands_out(small)) continue;
            const std::string what = name + " | " + std::to_string(depth) + (in_arrays ? " arrays | " : " objects | ") +
                                     large_[i].name + " | " + std::string(slow::ways.at(way));
            judge_large(schema, nested(depth, in_arrays, large_[i].payload), way, what);
        }
    }

    template <typename Work>
    bool stands_out(const Work& work) {
        ++looked_at_;
        return slow::milliseconds_of(work) > choices_.most_milliseconds / 32;
    }

    void judge_large(const zodgate::Schema& schema, const std::string& payload, std::size_t way,
                     const std::string& what) {
        ++payloads_;
        forget_peak_of_memory();
        const std::size_t before = peak_of_memory();
        zodgate::Status status = zodgate::Status::valid;
        Cost cost;
        const auto judge = [&] { status = slow::ask(schema, payload, way, text_); };
        cost.milliseconds = slow::least_milliseconds_of(judge, choices_.most_milliseconds / 2);
        const std::size_t peak = peak_of_memory();
        cost.mebibytes = peak > before ? peak - before : 0;
        cost.what = what + " | " + std::string(zodgate::to_string(status));
        accepted_ += status == zodgate::Status::valid ? 1 : 0;
        over_limit_ += status == zodgate::Status::over_limit ? 1 : 0;
        if (cost.milliseconds > choices_.most_milliseconds || cost.mebibytes > choices_.most_mebibytes) {
            ++over_;
            print(stderr, cost);
        }
        costs_.push_back(cost);
    }

    template <typename Order>
    void tell(const char* of, const Order& order) {
        std::printf("%s:\n", of);
        std::sort(costs_.begin(), costs_.end(), order);
        for (std::size_t i = 0; i < std::min<std::size_t>(10, costs_.size()); ++i) print(stdout, costs_[i]);
    }

    static void print(std::FILE* file, const Cost& cost) {
        std::fprintf(file, "%8.1f ms %5zu MiB  %s\n", cost.milliseconds, cost.mebibytes, cost.what.c_str());
    }

    const Choices choices_;
    const std::vector<slow::Shape> small_;
    const std::vector<slow::Shape> large_;
    std::string text_;
    std::vector<Cost> costs_;
    std::size_t schemas_ = 0;
    std::size_t refused_ = 0;
    std::size_t looked_at_ = 0;
    std::size_t payloads_ = 0;
    std::size_t accepted_ = 0;
    std::size_t over_limit_ = 0;
    std::size_t over_ = 0;
};

}  // namespace

int main(int count, char** words) {
    Choices choices;
    return slow::run_with_options(count, words, usage, choices, take, [&] {
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(choices.seconds);
        Search search(choices);
        for (std::uint64_t i = 0; i < choices.count && std::chrono::steady_clock::now() < end; ++i) {
            search.judge(choices.seed + i);
        }
        return search.tell();
    });
}

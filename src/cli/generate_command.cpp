#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"
#include "generate/random.hpp"
#include "json/json.hpp"

#include <zodgate/generate.hpp>

#include <charconv>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace zodgate::cli {
namespace {

void append_path(std::string& out, const Path& path) {
    out += '[';
    const char* separator = "";
    for (const PathSegment& segment : path) {
        out += separator;
        separator = ",";
        if (const auto* const name = std::get_if<std::string>(&segment)) {
            json::append_string(out, *name);
        } else {
            json::append_integer(out, std::get<std::uint64_t>(segment));
        }
    }
    out += ']';
}

std::string explained(const std::string& payload) { return R"({"payload":)" + payload + R"(,"valid":true})"; }

std::string explained(const Broken& broken) {
    std::string out = broken.malformed ? R"({"text":)" : R"({"payload":)";
    if (broken.malformed) {
        json::append_string(out, broken.payload);
    } else {
        out += broken.payload;
    }
    json::append_string(out += R"(,"valid":false,"manner":)", broken.manner);
    json::append_string(out += R"(,"explanation":)", broken.explanation);
    append_path(out += R"(,"path":)", broken.path);
    json::append_string(out += R"(,"code":)", to_string(broken.code));
    return out + "}";
}

// One line. The seeds of a run follow upon each other from where its own leads.
std::string line(const Generator& generator, std::uint64_t seed, const GenerateArguments& arguments) {
    constexpr double range = 4294967296.0;
    zodgate::generate::Random random(seed);
    const bool is_valid = static_cast<double>(random.next() >> 32U) >= arguments.invalid_rate * range;
    const std::uint64_t own_seed = random.next();
    if (is_valid) {
        std::string payload = generator.valid(own_seed);
        return arguments.explains ? explained(payload) : payload;
    }
    const Broken broken = generator.invalid(own_seed);
    return arguments.explains ? explained(broken) : broken.payload;
}

void write_payloads(const Generator& generator, const GenerateArguments& arguments) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds longest_wait{100};  // of who reads them
    Clock::time_point flushed = Clock::now();
    zodgate::generate::Random seeds(arguments.seed);
    for (std::uint64_t i = 0; i < arguments.count && interrupt() == 0; ++i) {
        write_out(line(generator, seeds.next(), arguments) + "\n");
        if (Clock::now() - flushed < longest_wait) continue;
        if (!flush_out()) break;
        flushed = Clock::now();
    }
}

}  // namespace

double read_rate(const std::string& typed) {
    std::string_view text = typed;
    const bool is_percentage = !text.empty() && text.back() == '%';
    if (is_percentage) text.remove_suffix(1);
    double rate = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
    if (is_percentage) rate /= 100;
    const bool is_read = error == std::errc() && end == text.data() + text.size();
    if (!is_read || !(rate >= 0 && rate <= 1))
        throw std::invalid_argument(typed + " is no share from 0 to 1, or 0% to 100%");
    return rate;
}

int generate(const GenerateArguments& arguments) {
    watch_interrupts();
    try {
        const Generator generator(load_schema(arguments.schema, arguments.reading));
        write_payloads(generator, arguments);
        return end_with(exit_all_valid);
    } catch (const InputError& error) {
        complain(error.what());
    } catch (const GenerateError& error) {
        flush_out();
        complain(arguments.schema + ": " + error.what());
    }
    return exit_could_not_run;
}

}  // namespace zodgate::cli

#include "cli/run.hpp"

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <new>
#include <optional>

namespace zodgate::cli {
namespace {

std::unique_ptr<Blocks> make_blocks(const InputArguments& arguments, const std::vector<std::string>& inputs) {
    BlockOptions options;
    options.all_lines = arguments.lines;
    options.max_bytes = arguments.limits.max_bytes;
    std::unique_ptr<Blocks> blocks = read_blocks(inputs, options);
    if (arguments.sample) blocks = sample_blocks(std::move(blocks), *arguments.sample, arguments.seed);
    return blocks;
}

// What comes of blocks, added up and handed on.
class Results {
  public:
    Results(const std::vector<std::string>& inputs, Taker& taker, Progress& progress)
        : inputs_(inputs), taker_(taker), progress_(progress) {}

    bool take(Outcome& outcome) {
        enter(outcome.input);
        // Whoever reads a pipe may wait for the answer to what it sent, and what is said is said behind it.
        if (!outcome.records.empty()) {
            progress_.without_line(STDOUT_FILENO, [&] {
                taker_.write(outcome.records);
                flush_out();
            });
        }
        for (const std::string& failure : outcome.failures) {
            say(failure);
            taker_.failure(failure);
        }
        for (const std::string& warning : outcome.warnings) say(warning);
        file_bytes_ += outcome.file_bytes;
        tally_.merge(outcome.tally);
        progress_.tell({tally_.payloads, tally_.refused(), file_bytes_});
        return flush_out();
    }

    void finish() {
        if (input_) taker_.end_input();
    }

    const Tally& tally() const noexcept { return tally_; }

  private:
    void enter(std::size_t input) {
        if (input_ == input) return;
        if (input_) taker_.end_input();
        input_ = input;
        taker_.begin_input(inputs_[input]);
    }

    void say(const std::string& message) {
        progress_.without_line(STDERR_FILENO, [&] { complain(message); });
    }

    const std::vector<std::string>& inputs_;
    Taker& taker_;
    Progress& progress_;
    std::optional<std::size_t> input_;
    Tally tally_;
    std::uint64_t file_bytes_ = 0;
};

}  // namespace

Tally judge_all(const InputArguments& arguments, const Pipeline::Judge& judge, Taker& taker) {
    watch_interrupts();
    const std::vector<std::string> inputs =
        arguments.inputs.empty() ? std::vector<std::string>{std::string(standard_input)} : arguments.inputs;
    const bool is_typed =
        std::find(inputs.begin(), inputs.end(), standard_input) != inputs.end() && isatty(STDIN_FILENO) == 1;
    if (is_typed && !arguments.quiet) complain("reading payloads from standard input, until Ctrl-D");
    const std::unique_ptr<Blocks> blocks = make_blocks(arguments, inputs);
    const bool has_lines = taker.ends_lines() || isatty(STDOUT_FILENO) != 1;
    Progress progress(*blocks, inputs, !arguments.quiet && !is_typed && has_lines);
    Results results(inputs, taker, progress);
    Pipeline pipeline(*blocks, arguments.limits.max_bytes, judge,
                      [&results](Outcome& outcome) { return results.take(outcome); });
    pipeline.run(arguments.jobs == 0 ? usable_cores() : arguments.jobs);
    progress.finish();
    results.finish();
    return results.tally();
}

Result judged(const Schema& schema, const Payload& payload, const Limits& limits) {
    Result result = schema.validate(payload.text, limits);
    if (result.status() == Status::out_of_memory) throw std::bad_alloc();
    return result;
}

int exit_code(const Tally& tally, int otherwise) {
    return end_with(tally.unreadable > 0 ? exit_could_not_run : otherwise);
}

}  // namespace zodgate::cli

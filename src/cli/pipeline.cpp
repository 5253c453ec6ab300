#include "cli/pipeline.hpp"

#include "cli/interrupt.hpp"

#include <sched.h>

#include <algorithm>
#include <cstring>
#include <system_error>
#include <utility>

namespace zodgate::cli {
namespace {

void clear(Outcome& outcome) {
    constexpr std::size_t largest_kept = std::size_t{4} * 1024 * 1024;
    if (outcome.records.capacity() > largest_kept) outcome.records = {};
    outcome.records.clear();
    outcome.tally = Tally();
    outcome.failures.clear();
    outcome.warnings.clear();
    outcome.file_bytes = 0;
    outcome.is_last = false;
}

}  // namespace

Pipeline::Pipeline(Blocks& blocks, std::size_t max_bytes, Judge judge, Take take)
    : blocks_(blocks), max_bytes_(max_bytes), judge_(std::move(judge)), take_(std::move(take)) {}

void Pipeline::run(unsigned jobs) {
    constexpr std::uint64_t ahead_per_thread = 4;
    jobs_ = jobs;
    most_ahead_ = ahead_per_thread * jobs;
    work();
    {
        // Who is reading a last block starts nobody for it any more.
        const std::lock_guard reading(reading_);
        jobs_ = 0;
    }
    for (std::thread& other : others_) other.join();
    if (error_) std::rethrow_exception(error_);
}

// Reading, judging and handing on are done by each thread in turn, so that none has to wait for another's kind of work.
void Pipeline::work() {
    try {
        Block block;
        Outcome outcome;
        std::uint64_t number = 0;
        while (next(block, number)) {
            clear(outcome);
            judge_block(block, number, outcome);
            hand_on(number, outcome);
        }
    } catch (...) {
        stop(std::current_exception());
    }
}

bool Pipeline::next(Block& block, std::uint64_t& number) {
    const std::lock_guard reading(reading_);
    {
        std::unique_lock lock(taking_);
        taken_.wait(lock, [this] { return is_stopped_ || read_ < next_ + most_ahead_; });
    }
    if (is_stopped_ || !blocks_.next(block)) return false;
    number = read_++;
    if (read_ > others_.size() + 1 && others_.size() + 1 < jobs_) start_another();
    return true;
}

// Threads come with the blocks: most runs have one.
void Pipeline::start_another() {
    try {
        others_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
        jobs_ = static_cast<unsigned>(others_.size()) + 1;  // fewer do the same work
    }
}

// What was judged up to an interrupt is handed on, and nothing behind it, so that there is no gap.
void Pipeline::judge_block(const Block& block, std::uint64_t number, Outcome& outcome) {
    outcome.input = block.input;
    if (!block.lines.empty()) judge_lines(block, number, outcome);
    std::string text;
    for (const std::string& path : block.files) {
        if (outcome.is_last) return;
        judge_file(path, outcome, text);
        hand_on_part(number, outcome);
    }
    if (outcome.is_last) return;
    if (!block.failure.empty()) {
        outcome.failures.push_back(block.failure);
        ++outcome.tally.unreadable;
    }
    if (!block.warning.empty()) outcome.warnings.push_back(block.warning);
}

void Pipeline::judge_lines(const Block& block, std::uint64_t number, Outcome& outcome) {
    const char* at = block.lines.data();
    const char* const end = at + block.lines.size();
    for (std::uint64_t line_number = block.first_line; at < end && !outcome.is_last; ++line_number) {
        const void* const found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        const char* const line_end = found == nullptr ? end : static_cast<const char*>(found);
        const std::string_view line(at, static_cast<std::size_t>(line_end - at));
        at = line_end + 1;
        if (is_blank(line)) continue;
        outcome.is_last = !judge_({*block.file, line_number, line}, outcome) || is_stopped_ || interrupt() != 0;
        hand_on_part(number, outcome);
    }
}

void Pipeline::judge_file(const std::string& path, Outcome& outcome, std::string& text) const {
    const InputFile file(path);
    text.clear();
    try {
        read_file(path, text, max_bytes_);
    } catch (const InputError& error) {
        outcome.failures.emplace_back(error.what());
        ++outcome.tally.unreadable;
        return;
    }
    outcome.is_last = is_stopped_ || interrupt() != 0;
    if (outcome.is_last) return;  // it may have been cut
    outcome.file_bytes += text.size();
    outcome.is_last = !judge_({file, std::nullopt, text}, outcome);
}

// Called by who has the next block. The others go on judging meanwhile.
bool Pipeline::take(Outcome& outcome, std::unique_lock<std::mutex>& lock) {
    if (is_stopped_) return false;
    lock.unlock();
    const bool is_more_wanted = take_(outcome) && !outcome.is_last;
    lock.lock();
    if (is_more_wanted) return true;
    is_stopped_ = true;
    end_reading();
    return false;
}

void Pipeline::hand_on(std::uint64_t number, Outcome& outcome) {
    std::unique_lock lock(taking_);
    if (number != next_) {
        std::swap(finished_[number], outcome);
        if (!spare_.empty()) {
            outcome = std::move(spare_.back());
            spare_.pop_back();
        }
        return;
    }
    // Those that wait behind it are handed on, too.
    for (;;) {
        take(outcome, lock);
        ++next_;
        taken_.notify_all();
        const auto waiting = finished_.find(next_);
        if (waiting == finished_.end()) return;
        std::swap(outcome, waiting->second);
        clear(waiting->second);
        spare_.push_back(std::move(waiting->second));
        finished_.erase(waiting);
    }
}

// What comes of a few bytes may be much. It is handed on before the block is at its end, when its turn has come.
void Pipeline::hand_on_part(std::uint64_t number, Outcome& outcome) {
    constexpr std::size_t most_records = std::size_t{2} * 1024 * 1024;
    if (outcome.records.size() < most_records || outcome.is_last) return;
    std::unique_lock lock(taking_);
    taken_.wait(lock, [this, number] { return is_stopped_ || number == next_; });
    const bool is_more_wanted = take(outcome, lock);
    const std::size_t input = outcome.input;
    clear(outcome);
    outcome.input = input;
    outcome.is_last = !is_more_wanted;
}

void Pipeline::stop(std::exception_ptr error) {
    {
        const std::lock_guard lock(taking_);
        is_stopped_ = true;
        if (!error_) error_ = std::move(error);
    }
    end_reading();
    taken_.notify_all();
}

unsigned usable_cores() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (sched_getaffinity(0, sizeof cores, &cores) == 0) return static_cast<unsigned>(std::max(CPU_COUNT(&cores), 1));
    return std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace zodgate::cli

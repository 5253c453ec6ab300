// Payloads judged by several threads, and what comes of it in the order of the inputs.
#pragma once

#include "cli/blocks.hpp"
#include "cli/tally.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace zodgate::cli {

/// What comes of a block.
struct Outcome {
    std::size_t input = 0;
    std::string records;
    Tally tally;
    std::vector<std::string> failures;  ///< of files
    std::vector<std::string> warnings;
    std::uint64_t file_bytes = 0;  ///< read of files that are a payload each
    bool is_last = false;          ///< nothing behind this block is wanted
};

/// Judges the payloads of blocks, each once. Memory holds a few blocks for each thread, and a few MiB of what comes of
/// each, or what comes of one payload, however slow who takes them is.
class Pipeline {
  public:
    /// Called by many threads at once. @return false: nothing behind this payload is wanted
    using Judge = std::function<bool(const Payload& payload, Outcome& outcome)>;
    /// Called by one thread at a time, in the order of the blocks. @return false: no more is wanted
    using Take = std::function<bool(Outcome& outcome)>;

    Pipeline(Blocks& blocks, std::size_t max_bytes, Judge judge, Take take);

    /// To be called once. @param jobs  most threads, the calling one among them
    /// @throws what a judge or a taker throws, once all threads have ended
    void run(unsigned jobs);

  private:
    void work();
    bool next(Block& block, std::uint64_t& number);
    void start_another();
    void judge_block(const Block& block, std::uint64_t number, Outcome& outcome);
    void judge_lines(const Block& block, std::uint64_t number, Outcome& outcome);
    void judge_file(const std::string& path, Outcome& outcome, std::string& text) const;
    void hand_on(std::uint64_t number, Outcome& outcome);
    void hand_on_part(std::uint64_t number, Outcome& outcome);
    bool take(Outcome& outcome, std::unique_lock<std::mutex>& lock);
    void stop(std::exception_ptr error = nullptr);

    Blocks& blocks_;
    const std::size_t max_bytes_;
    const Judge judge_;
    const Take take_;

    std::mutex reading_;
    std::uint64_t read_ = 0;  // blocks
    unsigned jobs_ = 1;
    std::vector<std::thread> others_;

    std::mutex taking_;
    std::condition_variable taken_;
    std::uint64_t next_ = 0;                     // the block that is taken next
    std::map<std::uint64_t, Outcome> finished_;  // those that have to wait for their turn
    std::vector<Outcome> spare_;                 // their memory, to be used again
    std::uint64_t most_ahead_ = 0;
    std::atomic<bool> is_stopped_{false};
    std::exception_ptr error_;
};

/// Cores that this process may use; at least 1.
unsigned usable_cores();

}  // namespace zodgate::cli

// A line on a terminal that says how far the work is.
#pragma once

#include "cli/blocks.hpp"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace zodgate::cli {

struct ProgressCounts {
    std::uint64_t payloads = 0;
    std::uint64_t refused = 0;
    std::uint64_t bytes = 0;
};

/// The line, no wider than so many columns. @param seconds  since the start  @param total  bytes, if known
std::string progress_line(const ProgressCounts& counts, const std::optional<std::uint64_t>& total, double seconds,
                          std::size_t columns);

/// Shows the line on standard error from one second on, ten times a second, and takes it away at the end. Where
/// standard error is no terminal, nothing is shown.
class Progress {
  public:
    /// @param is_wanted  false: nothing is shown
    Progress(const Blocks& blocks, const std::vector<std::string>& inputs, bool is_wanted);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Whether there is or may be a line.
    bool is_shown() const noexcept { return thread_.joinable(); }

    /// Counts, told by who takes the results; the bytes are those of files that are a payload each.
    void tell(const ProgressCounts& counts);

    /// Writes while the line is not there.
    /// @param to  STDOUT_FILENO or STDERR_FILENO: standard output may be elsewhere
    template <class Write>
    void without_line(int to, const Write& write) {
        if (!is_shown() || (to != STDERR_FILENO && !shares_terminal_)) {
            write();
            return;
        }
        const std::lock_guard lock(mutex_);
        take_away();
        write();
    }

    /// The line is gone and does not come again.
    void finish();

  private:
    using Clock = std::chrono::steady_clock;

    void show_until_finished();
    void show();
    void take_away();

    const Blocks& blocks_;
    std::optional<std::uint64_t> total_;
    Clock::time_point start_ = Clock::now();
    std::mutex mutex_;
    std::condition_variable finished_;
    bool is_finished_ = false;
    bool is_visible_ = false;
    bool shares_terminal_ = false;  // with standard output
    ProgressCounts counts_;
    std::thread thread_;
};

}  // namespace zodgate::cli

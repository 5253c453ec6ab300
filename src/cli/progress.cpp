#include "cli/progress.hpp"

#include "cli/terminal.hpp"
#include "text/text.hpp"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace zodgate::cli {
namespace {

std::size_t columns_of_terminal() {
    constexpr std::size_t usual = 80;
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

constexpr double step = 1000;
constexpr std::array units{"", "k", "M", "G", "T"};

// How many steps of a thousand a number is shown in.
std::size_t unit_of(double number) {
    std::size_t unit = 0;
    for (; number >= step && unit + 1 < units.size(); number /= step) ++unit;
    return unit;
}

// Three digits of a number, in that unit.
std::string digits_of(double number, std::size_t unit) {
    for (std::size_t i = 0; i < unit; ++i) number /= step;
    std::array<char, 32> text{};
    const int digits = unit == 0 || number >= 100 ? 0 : number >= 10 ? 1 : 2;
    std::snprintf(text.data(), text.size(), "%.*f", digits, number);
    return text.data();
}

// "12.3M"
std::string scaled(double number) {
    const std::size_t unit = unit_of(number);
    return digits_of(number, unit) + units[unit];
}

// "115/538 MB"
std::string bytes_text(std::uint64_t bytes, const std::optional<std::uint64_t>& total) {
    const auto done = static_cast<double>(bytes);
    const std::size_t unit = unit_of(total ? static_cast<double>(*total) : done);
    const std::string of_total = total ? "/" + digits_of(static_cast<double>(*total), unit) : "";
    return digits_of(done, unit) + of_total + " " + units[unit] + "B";
}

std::string duration_text(double seconds) {
    const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return grouped(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string bar_text(double part) {
    constexpr std::size_t width = 10;
    const auto full = static_cast<std::size_t>(std::floor(part * width));
    std::string bar;
    for (std::size_t i = 0; i < width; ++i) bar += i < full ? "█" : "░";
    return bar;
}

// UTF-8 on terminals that do not read it would be noise.
bool is_utf8_locale() {
    for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view locale = value;
        return locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
    }
    return false;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

void write_error_stream(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace

std::string progress_line(const ProgressCounts& counts, const std::optional<std::uint64_t>& total, double seconds,
                          std::size_t columns) {
    // The least important parts stand last, and go first where the terminal is narrow.
    std::vector<std::string> parts;
    const bool is_known = total && *total > 0;
    const double part = is_known ? std::min(static_cast<double>(counts.bytes) / static_cast<double>(*total), 1.0) : 0.0;
    if (is_known) {
        std::string percent = std::to_string(static_cast<int>(part * 100)) + " %";
        parts.push_back(std::string(5 - std::min<std::size_t>(percent.size(), 5), ' ') + percent + " " +
                        bar_text(part));
    }
    parts.push_back(grouped(counts.refused) + " invalid");
    parts.push_back(scaled(static_cast<double>(counts.payloads)) + (counts.payloads == 1 ? " payload" : " payloads"));
    if (is_known && part > 0) parts.push_back(duration_text(seconds / part * (1 - part)) + " left");
    parts.push_back(scaled(static_cast<double>(counts.payloads) / seconds) + "/s");
    parts.push_back(bytes_text(counts.bytes, is_known ? total : std::nullopt));
    std::string line;
    for (const std::string& each : parts) {
        std::string longer = line;
        longer.append(line.empty() ? "" : "  ").append(each);
        if (!line.empty() && text::count_code_points(longer) >= columns) break;
        line = longer;
    }
    return line;
}

Progress::Progress(const Blocks& blocks, const std::vector<std::string>& inputs, bool is_wanted) : blocks_(blocks) {
    const char* const terminal = std::getenv("TERM");
    const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    if (!is_wanted || is_dumb || isatty(STDERR_FILENO) != 1) return;
    shares_terminal_ = isatty(STDOUT_FILENO) == 1;
    try {
        thread_ = std::thread([this, inputs] {
            // A million files take a while to look at.
            total_ = bytes_of(inputs);
            show_until_finished();
        });
    } catch (const std::system_error&) {
        // Without a thread to spare there is no line.
    }
}

Progress::~Progress() { finish(); }

void Progress::tell(const ProgressCounts& counts) {
    if (!is_shown()) return;
    const std::lock_guard lock(mutex_);
    counts_ = counts;
}

void Progress::finish() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        is_finished_ = true;
    }
    finished_.notify_all();
    thread_.join();
    take_away();
}

void Progress::show_until_finished() {
    constexpr std::chrono::seconds first{1};
    constexpr std::chrono::milliseconds between{100};
    std::unique_lock lock(mutex_);
    if (finished_.wait_until(lock, start_ + first, [this] { return is_finished_; })) return;
    do {
        show();
    } while (!finished_.wait_for(lock, between, [this] { return is_finished_; }));
}

void Progress::show() {
    const std::chrono::duration<double> seconds = Clock::now() - start_;
    ProgressCounts counts = counts_;
    counts.bytes += blocks_.bytes_read();
    std::string line = progress_line(counts, total_, seconds.count(), columns_of_terminal());
    if (!is_utf8_locale()) {
        replace_all(line, "█", "#");
        replace_all(line, "░", ".");
    }
    write_error_stream("\r\x1b[K" + line);
    is_visible_ = true;
}

void Progress::take_away() {
    if (!is_visible_) return;
    write_error_stream("\r\x1b[K");
    is_visible_ = false;
}

std::optional<std::uint64_t> bytes_of(const std::vector<std::string>& inputs) {
    std::uint64_t total = 0;
    const auto add = [&total](const struct stat& status) {
        if (!S_ISREG(status.st_mode)) return false;
        total += static_cast<std::uint64_t>(status.st_size);
        return true;
    };
    for (const std::string& input : inputs) {
        struct stat status {};
        if (input == standard_input) {
            if (fstat(STDIN_FILENO, &status) != 0 || !add(status)) return std::nullopt;
            continue;
        }
        try {
            for (const std::string& file : files_of(input)) {
                if (stat(file.c_str(), &status) == 0 && !add(status)) return std::nullopt;
            }
        } catch (const InputError&) {
            // Whoever reads it says so.
        }
    }
    return total;
}

}  // namespace zodgate::cli

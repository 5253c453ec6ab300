#include "cli/blocks.hpp"

#include "cli/interrupt.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace zodgate::cli {
namespace {

constexpr std::size_t files_per_block = 16;
constexpr std::size_t largest_kept = std::size_t{4} * 1024 * 1024;  // of a buffer that is used again

class InputBlocks : public Blocks {
  public:
    InputBlocks(std::vector<std::string> inputs, const BlockOptions& options)
        : inputs_(std::move(inputs)), options_(options) {}

    bool next(Block& block) override {
        block.clear();
        while (!has_reading_ended()) {
            if (source_) {
                next_lines(block);
            } else if (next_file_ < files_.size()) {
                next_files(block);
            } else if (next_input_ < inputs_.size()) {
                next_input(block);
            } else {
                return false;
            }
            const bool is_empty =
                block.lines.empty() && block.files.empty() && block.failure.empty() && block.warning.empty();
            if (!is_empty) return !has_reading_ended() || !block.lines.empty() || !block.files.empty();
        }
        return false;
    }

    std::uint64_t bytes_read() const noexcept override { return bytes_.load(std::memory_order_relaxed); }

  private:
    void next_input(Block& block) {
        input_ = next_input_++;
        block.input = input_;
        next_file_ = 0;
        files_.clear();
        try {
            files_ = files_of(inputs_[input_]);
        } catch (const InputError& error) {
            block.failure = error.what();
        }
    }

    void next_files(Block& block) {
        block.input = input_;
        while (next_file_ < files_.size() && block.files.size() < files_per_block) {
            const std::string& path = files_[next_file_];
            if (options_.all_lines || holds_lines(path)) {
                if (block.files.empty()) open(path, block);
                return;
            }
            block.files.push_back(path);
            ++next_file_;
        }
    }

    void open(const std::string& path, Block& block) {
        ++next_file_;
        file_ = std::make_shared<const InputFile>(path);
        line_ = 1;
        has_payload_ = false;
        rest_.clear();
        try {
            source_.emplace(path);
        } catch (const InputError& error) {
            block.failure = error.what();
        }
    }

    // Whole lines, as many as fit; less if who writes them waits.
    void next_lines(Block& block) {
        block.input = input_;
        block.file = file_;
        block.first_line = line_;
        block.lines.swap(rest_);
        rest_.clear();
        std::size_t end = last_line_end(block.lines, 0);  // behind it; lines may be left behind one that was too long
        try {
            while (end == 0 || (block.lines.size() < options_.block_bytes && !source_->would_wait())) {
                const std::size_t before = block.lines.size();
                if (!read_on(block.lines)) {
                    finish_file(block);
                    return;
                }
                if (const std::size_t found = last_line_end(block.lines, before)) end = found;
                if (end == 0 && block.lines.size() > too_long()) end = skip_line(block);
            }
        } catch (const InputError& error) {
            fail(block, end, error.what());
            return;
        }
        rest_.assign(block.lines, end, std::string::npos);
        block.lines.resize(end);
        count_lines(block);
    }

    // Of a line that is refused whatever comes, no more is kept.
    std::size_t too_long() const noexcept {
        constexpr std::size_t room = 64;  // for line ends and a byte order mark
        return std::min(options_.max_bytes, std::size_t{1} << 31U) + room;
    }

    // @return where the line ends in the block, or 0 with the file at its end
    std::size_t skip_line(Block& block) {
        const std::size_t kept = too_long();
        if (is_blank(std::string_view(block.lines).substr(0, kept))) {
            const std::size_t text = block.lines.find_first_not_of(" \t\r\n", kept);
            if (text != std::string::npos) block.lines[kept - 1] = block.lines[text];
        }
        block.lines.resize(kept);
        for (;;) {
            const std::size_t before = block.lines.size();
            if (!read_on(block.lines)) return 0;
            const std::size_t found = block.lines.find('\n', before);
            // What is kept must not look like a blank line, if it is none.
            const std::size_t text = block.lines.find_first_not_of(" \t\r\n", before);
            if (text < found) block.lines[kept - 1] = block.lines[text];
            if (found != std::string::npos) {
                block.lines.erase(kept, found - kept);
                return kept + 1;
            }
            block.lines.resize(kept);
        }
    }

    bool read_on(std::string& text) {
        const std::size_t before = text.size();
        const std::size_t room = std::max(options_.block_bytes - std::min(before, options_.block_bytes), least_read);
        text.resize(before + room);
        std::size_t count = 0;
        try {
            count = source_->read(text.data() + before, room);
        } catch (...) {
            text.resize(before);
            throw;
        }
        text.resize(before + count);
        bytes_.store(finished_bytes_ + source_->position(), std::memory_order_relaxed);
        return count > 0;
    }

    static std::size_t last_line_end(const std::string& text, std::size_t from) {
        const void* const found = memrchr(text.data() + from, '\n', text.size() - from);
        return found == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1;
    }

    void count_lines(const Block& block) {
        line_ += static_cast<std::uint64_t>(std::count(block.lines.begin(), block.lines.end(), '\n'));
        has_payload_ = has_payload_ || !is_blank(block.lines);
    }

    // The last line may lack its end. After an interrupt it may have been cut, and is not judged.
    void finish_file(Block& block) {
        if (has_reading_ended()) block.lines.resize(last_line_end(block.lines, 0));
        count_lines(block);
        if (!has_payload_ && !has_reading_ended() && file_->name != standard_input) {
            block.warning = file_->name + " holds no payload";
        }
        close();
    }

    void fail(Block& block, std::size_t end, const std::string& reason) {
        const bool is_cut = block.lines.size() > end;
        block.lines.resize(end);
        count_lines(block);
        block.failure = reason;
        if (is_cut) block.failure += "; line " + std::to_string(line_) + ", in which it ends, is not judged";
        close();
    }

    void close() {
        finished_bytes_ += source_->position();
        bytes_.store(finished_bytes_, std::memory_order_relaxed);
        source_.reset();
        if (rest_.capacity() > largest_kept) rest_ = {};
    }

    static constexpr std::size_t least_read = std::size_t{64} * 1024;

    const std::vector<std::string> inputs_;
    const BlockOptions options_;
    std::size_t next_input_ = 0;
    std::size_t input_ = 0;
    std::vector<std::string> files_;  // of the input
    std::size_t next_file_ = 0;

    std::optional<Source> source_;  // of lines
    std::shared_ptr<const InputFile> file_;
    std::uint64_t line_ = 1;
    bool has_payload_ = false;
    std::string rest_;  // the begin of a line
    std::uint64_t finished_bytes_ = 0;
    std::atomic<std::uint64_t> bytes_{0};
};

}  // namespace

void Block::clear() {
    if (lines.capacity() > largest_kept) lines = {};
    lines.clear();
    files.clear();
    failure.clear();
    warning.clear();
}

std::unique_ptr<Blocks> read_blocks(std::vector<std::string> inputs, const BlockOptions& options) {
    return std::make_unique<InputBlocks>(std::move(inputs), options);
}

bool is_blank(std::string_view line) noexcept { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace zodgate::cli

// The payloads of all inputs, some at a time, in order.
#pragma once

#include "cli/inputs.hpp"
#include "cli/source.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zodgate::cli {

/// Payloads that follow each other: lines of one file, or whole files that are still to be read.
struct Block {
    std::size_t input = 0;  ///< of the command line, by number

    std::shared_ptr<const InputFile> file;  ///< of the lines
    std::uint64_t first_line = 1;
    std::string lines;

    std::vector<std::string> files;  ///< a payload each

    std::string failure;  ///< what could not be read behind these; empty: nothing
    std::string warning;  ///< what is to be said behind these, too

    void clear();
};

/// Not for several threads at once, but for bytes_read().
class Blocks {
  public:
    Blocks() = default;
    virtual ~Blocks() = default;
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    /// @return false if there are no more, or once has_reading_ended()
    virtual bool next(Block& block) = 0;

    /// Of files of lines, as they lie there.
    virtual std::uint64_t bytes_read() const noexcept = 0;
};

struct BlockOptions {
    bool all_lines = false;  ///< every file holds a payload a line, whatever its name
    /// Of a longer line no more is kept than it takes to see that it is too long.
    std::size_t max_bytes = 0;
    std::size_t block_bytes = std::size_t{256} * 1024;  ///< of lines; a longer line is a block of its own
};

/// @param inputs  files, folders, "-"
std::unique_ptr<Blocks> read_blocks(std::vector<std::string> inputs, const BlockOptions& options);

/// Payloads chosen by chance, each as likely as any other, in their order; the same ones for the same seed and inputs.
/// All is read, and the chosen lines are held in memory, before the first block comes.
std::unique_ptr<Blocks> sample_blocks(std::unique_ptr<Blocks> blocks, std::size_t count, std::uint64_t seed);

/// What the inputs amount to: their files' bytes, of standard input only where it is a file. Nothing if that cannot be
/// known beforehand.
std::optional<std::uint64_t> bytes_of(const std::vector<std::string>& inputs);

/// True if a line holds no payload.
bool is_blank(std::string_view line) noexcept;

}  // namespace zodgate::cli

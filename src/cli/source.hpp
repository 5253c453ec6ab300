// The bytes of an input: a file or standard input, decompressed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace zodgate::cli {

/// Reads a file from its begin to its end. What is gzip or Zstandard by its first bytes is decompressed, all members or
/// frames of it. A file that ends before its size at the start is an error, one that grows is read on.
class Source {
  public:
    /// @param path  "-" is standard input
    /// @throws InputError
    explicit Source(const std::string& path);
    ~Source();
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    /// @return how many bytes were put into the room: 0 at the end, or once has_reading_ended(). @throws InputError
    std::size_t read(char* room, std::size_t size);

    /// Whether a read now would wait for who writes to a pipe or terminal.
    bool would_wait() const;

    /// Bytes of the file that have been read, before decompression.
    std::uint64_t position() const noexcept;

    // The bytes as they come, or through one of the decompressors.
    class Bytes;

  private:
    std::unique_ptr<Bytes> bytes_;
};

}  // namespace zodgate::cli

// A stream of bytes, and what it is made of: private to source.cpp, decompression.cpp and inputs.cpp.
#pragma once

#include "cli/source.hpp"

#include <sys/stat.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace zodgate::cli {

class Source::Bytes {
  public:
    Bytes() = default;
    virtual ~Bytes() = default;
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;

    virtual std::size_t read(char* room, std::size_t size) = 0;
    virtual bool would_wait() const = 0;
    virtual std::uint64_t position() const noexcept = 0;
};

/// A file's own bytes, the first of which can be looked at before they are read.
class FileBytes : public Source::Bytes {
  public:
    explicit FileBytes(const std::string& path);
    ~FileBytes() override;

    /// As many of the first bytes as are asked for, if there are so many. Before the first read only.
    std::string_view peek(std::size_t count);

    std::size_t read(char* room, std::size_t size) override;
    bool would_wait() const override;
    std::uint64_t position() const noexcept override { return position_; }

    /// Whether all of it is there already, as of no pipe or terminal.
    bool is_regular() const noexcept { return is_regular_; }

    /// What to call the file where something is wrong with it.
    const std::string& name() const noexcept { return name_; }

  private:
    std::size_t read_on(char* room, std::size_t size);
    bool wait() const;
    [[noreturn]] void fail(int error) const;

    std::string name_;
    int descriptor_ = -1;
    bool is_regular_ = false;
    std::uint64_t size_ = 0;  // of a regular file, when it was opened
    std::uint64_t position_ = 0;
    std::array<char, 16> head_{};
    std::size_t head_size_ = 0;
    std::size_t head_taken_ = 0;
};

/// Whether standard output goes into that file.
bool is_output(const struct stat& file);

/// The file's own bytes, or what they are the compressed form of. @throws InputError
std::unique_ptr<Source::Bytes> decompressed(std::unique_ptr<FileBytes> bytes);

}  // namespace zodgate::cli

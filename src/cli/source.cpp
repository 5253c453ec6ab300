#include "cli/source.hpp"

#include "cli/bytes.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace zodgate::cli {

// What is written would be read again, without end.
bool is_output(const struct stat& file) {
    struct stat output {};
    if (fstat(STDOUT_FILENO, &output) != 0 || !S_ISREG(output.st_mode)) return false;
    return output.st_dev == file.st_dev && output.st_ino == file.st_ino;
}

FileBytes::FileBytes(const std::string& path) : name_(path == standard_input ? "standard input" : path) {
    descriptor_ = path == standard_input ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(errno);
    struct stat status {};
    if (fstat(descriptor_, &status) != 0) return;
    if (S_ISDIR(status.st_mode)) {
        if (descriptor_ != STDIN_FILENO) close(descriptor_);
        throw InputError("cannot read " + name_ + ": it is a folder");
    }
    is_regular_ = S_ISREG(status.st_mode);
    if (is_regular_ && is_output(status)) {
        if (descriptor_ != STDIN_FILENO) close(descriptor_);
        throw InputError("cannot read " + name_ + ": the results are written into it");
    }
    // Standard input may have been read up to somewhere.
    const off_t start = is_regular_ ? lseek(descriptor_, 0, SEEK_CUR) : 0;
    if (is_regular_ && start >= 0) size_ = static_cast<std::uint64_t>(std::max<off_t>(status.st_size - start, 0));
}

FileBytes::~FileBytes() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

void FileBytes::fail(int error) const { throw InputError("cannot read " + name_ + ": " + std::strerror(error)); }

std::string_view FileBytes::peek(std::size_t count) {
    while (head_size_ < std::min(count, head_.size())) {
        const std::size_t found = read_on(head_.data() + head_size_, head_.size() - head_size_);
        if (found == 0) break;
        head_size_ += found;
    }
    return {head_.data(), head_size_};
}

std::size_t FileBytes::read(char* room, std::size_t size) {
    if (head_taken_ < head_size_) {
        const std::size_t count = std::min(size, head_size_ - head_taken_);
        std::memcpy(room, head_.data() + head_taken_, count);
        head_taken_ += count;
        return count;
    }
    return read_on(room, size);
}

std::size_t FileBytes::read_on(char* room, std::size_t size) {
    while (!has_reading_ended() && wait()) {
        const ssize_t count = ::read(descriptor_, room, size);
        if (count > 0) {
            position_ += static_cast<std::uint64_t>(count);
            return static_cast<std::size_t>(count);
        }
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(errno);
        if (position_ < size_) {
            throw InputError("cannot read " + name_ + ": it became shorter while it was read, and ended after " +
                             std::to_string(position_) + " of " + std::to_string(size_) + " bytes");
        }
        return 0;
    }
    return 0;
}

// Until there is something to read, or a signal has come.
bool FileBytes::wait() const {
    if (is_regular_) return true;
    pollfd waited[2] = {{descriptor_, POLLIN, 0}, {end_descriptor(), POLLIN, 0}};
    while (poll(waited, end_descriptor() < 0 ? 1 : 2, -1) < 0 && errno == EINTR && !has_reading_ended()) {
    }
    return !has_reading_ended();
}

bool FileBytes::would_wait() const {
    if (is_regular_ || head_taken_ < head_size_) return false;
    pollfd waited{descriptor_, POLLIN, 0};
    return poll(&waited, 1, 0) == 0;
}

Source::Source(const std::string& path) : bytes_(decompressed(std::make_unique<FileBytes>(path))) {}
Source::~Source() = default;

std::size_t Source::read(char* room, std::size_t size) { return bytes_->read(room, size); }
bool Source::would_wait() const { return bytes_->would_wait(); }
std::uint64_t Source::position() const noexcept { return bytes_->position(); }

}  // namespace zodgate::cli

// Bytes as the program gets them: through a pipe, piece by piece, or in a file.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <string>
#include <string_view>

namespace harness {

/// Something that can be opened and read, once or more.
class Stream {
  public:
    /// A pipe that holds the bytes and has been closed, so that nobody waits for it. Each read gives a piece; what does
    /// not fit into its room is lost. So the first bytes, which are looked at with little room, come in pieces of their
    /// own, one by one or at once. Others are longer than asked for where there would be too many of them.
    static Stream pipe(std::string_view bytes, std::size_t piece) {
        constexpr int room = 64 * 4096;  // for that many pieces
        constexpr std::size_t most_pieces = 47;
        constexpr std::size_t head = 16;
        Stream stream;
        int ends[2] = {-1, -1};
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK | O_DIRECT) != 0) return stream;
        stream.descriptor_ = ends[0];
        const std::string_view rest = bytes.substr(std::min(bytes.size(), head));
        stream.is_whole_ =
            fcntl(ends[1], F_SETPIPE_SZ, room) >= room &&
            write_all(ends[1], bytes.substr(0, head), piece % 2 == 0 ? head : 1) &&
            write_all(ends[1], rest,
                      std::clamp<std::size_t>(piece, std::min(rest.size() / most_pieces + 1, most_of_a_piece),
                                              most_of_a_piece));
        close(ends[1]);
        return stream;
    }

    static Stream file(std::string_view bytes) {
        Stream stream;
        stream.descriptor_ = memfd_create("harness", MFD_CLOEXEC);
        stream.is_whole_ = stream.descriptor_ >= 0 && write_all(stream.descriptor_, bytes, bytes.size());
        return stream;
    }

    Stream(Stream&& other) noexcept : descriptor_(other.descriptor_), is_whole_(other.is_whole_) {
        other.descriptor_ = -1;
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() {
        if (descriptor_ >= 0) close(descriptor_);
    }

    /// False if the system has no room for it.
    bool is_whole() const noexcept { return is_whole_; }

    /// What to open.
    std::string path() const { return "/dev/fd/" + std::to_string(descriptor_); }

  private:
    Stream() = default;

    static constexpr std::size_t most_of_a_piece = PIPE_BUF;

    static bool write_all(int descriptor, std::string_view bytes, std::size_t piece) {
        while (!bytes.empty()) {
            const ssize_t written = write(descriptor, bytes.data(), std::min(bytes.size(), piece));
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    int descriptor_ = -1;
    bool is_whole_ = false;
};

}  // namespace harness

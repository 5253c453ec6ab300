#include "cli/spool.hpp"

#include <array>
#include <cerrno>
#include <cstring>

namespace zodgate::cli {

void Spool::Close::operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }

Spool::Spool() {
    errno = 0;
    file_.reset(std::tmpfile());
    if (!file_) fail();
}

void Spool::write(std::string_view text) {
    if (!failure_.empty()) return;
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) fail();
}

void Spool::copy(const std::function<void(std::string_view)>& take) {
    if (!failure_.empty()) return;
    errno = 0;
    // What is still in the stream's buffer is written first, which can fail, too.
    if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) return fail();
    std::array<char, 65536> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get())) {
        take({buffer.data(), count});
    }
    if (std::ferror(file_.get()) != 0) fail();
}

void Spool::fail() { failure_ = std::string("no temporary file for them: ") + std::strerror(errno == 0 ? EIO : errno); }

}  // namespace zodgate::cli

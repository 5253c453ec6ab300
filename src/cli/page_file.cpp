#include "cli/report.hpp"
#include "cli/terminal.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace zodgate::cli {
namespace {

// `--output html payloads.json` would else be the end of the payloads.
bool holds_something_else(int descriptor) {
    struct stat status {};
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return false;
    std::array<char, page_beginning.size()> found{};
    const ssize_t count = pread(descriptor, found.data(), found.size(), 0);
    return count != static_cast<ssize_t>(found.size()) ||
           page_beginning != std::string_view(found.data(), found.size());
}

}  // namespace

PageFile::PageFile(std::string path) : path_(std::move(path)) {
    constexpr mode_t readable_by_all = 0666;  // less what the umask takes away
    const int flags = O_CREAT | O_CLOEXEC;
    descriptor_ = open(path_.c_str(), O_RDWR | flags, readable_by_all);
    // A pipe, perhaps.
    if (descriptor_ < 0 && errno == EACCES) descriptor_ = open(path_.c_str(), O_WRONLY | flags, readable_by_all);
    if (descriptor_ < 0) fail();
    if (!holds_something_else(descriptor_)) return;
    close(descriptor_);
    throw InputError("cannot write " + path_ + ": it is there already, and no page of this program's");
}

PageFile::~PageFile() {
    if (descriptor_ >= 0) close(descriptor_);
}

bool PageFile::write(const PageSubject& subject, const Tally& tally) {
    try {
        write(make_page(subject, tally));
        return true;
    } catch (const InputError& error) {
        complain(error.what());
        return false;
    }
}

void PageFile::write(std::string_view page) {
    // Only files can be cut.
    if (ftruncate(descriptor_, 0) != 0 && errno != EINVAL) fail();
    while (!page.empty()) {
        const ssize_t count = ::write(descriptor_, page.data(), page.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail();
        page.remove_prefix(static_cast<std::size_t>(count));
    }
    const int closed = close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail();
}

void PageFile::fail() const { throw InputError("cannot write " + path_ + ": " + std::strerror(errno)); }

}  // namespace zodgate::cli

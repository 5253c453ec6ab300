// gzip (RFC 1952, by zlib) and Zstandard (RFC 8878, by libzstd), told by their first bytes.
#include "cli/bytes.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zodgate::cli {
namespace {

constexpr std::size_t piece = 65536;

// What both have: pieces of the file, and the end of it.
class Decompressed : public Source::Bytes {
  public:
    explicit Decompressed(std::unique_ptr<FileBytes> file) : file_(std::move(file)), compressed_(piece) {}

    std::uint64_t position() const noexcept override { return file_->position(); }
    // What is left of a pipe may be the end of a member or a frame, which gives no bytes.
    bool would_wait() const override { return !has_output_left_ && !file_->is_regular(); }

  protected:
    // @return false at the end of the file
    bool fill() {
        if (begin_ < end_) return true;
        begin_ = 0;
        end_ = file_->read(compressed_.data(), compressed_.size());
        return end_ > 0;
    }
    // What came before it is handed on first.
    void fail_after(bool has_output, std::string_view form, const std::string& reason) {
        if (!has_output) fail(form, reason);
        failure_ = reason;
    }
    void fail_if_due(std::string_view form) const {
        if (!failure_.empty()) fail(form, failure_);
    }
    [[noreturn]] void fail(std::string_view form, const std::string& reason) const {
        throw InputError("cannot read " + file_->name() + ": " + std::string(form) + " data that " + reason);
    }
    [[noreturn]] void fail_at_end(std::string_view form) const {
        fail(form, "breaks off after " + std::to_string(file_->position()) + " bytes");
    }

    std::unique_ptr<FileBytes> file_;
    bool has_output_left_ = false;  // the room was filled, and more may come without further input
    std::vector<char> compressed_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;

  private:
    std::string failure_;
};

class Gzip : public Decompressed {
  public:
    explicit Gzip(std::unique_ptr<FileBytes> file) : Decompressed(std::move(file)) {
        constexpr int window = 15;
        constexpr int gzip_alone = 16;
        if (inflateInit2(&stream_, window + gzip_alone) != Z_OK) throw std::bad_alloc();
    }
    ~Gzip() override { inflateEnd(&stream_); }

    std::size_t read(char* room, std::size_t size) override {
        fail_if_due("gzip");
        stream_.next_out = reinterpret_cast<Bytef*>(room);
        const auto asked = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
        stream_.avail_out = asked;
        while (stream_.avail_out == asked) {
            const bool is_pending = std::exchange(has_output_left_, false) && is_within_;
            if (!is_pending && !fill()) {
                if (!has_reading_ended() && is_within_) fail_at_end("gzip");
                return 0;
            }
            if (!is_within_ && !begin_member()) continue;
            inflate_on();
        }
        has_output_left_ = stream_.avail_out == 0;
        return asked - stream_.avail_out;
    }

  private:
    // Zeros may follow a member, as tapes have them. @return whether another member begins
    bool begin_member() {
        while (begin_ < end_ && is_padded_ && compressed_[begin_] == '\0') ++begin_;
        if (begin_ == end_) return false;
        if (static_cast<unsigned char>(compressed_[begin_]) != 0x1F) fail("gzip", "is followed by something else");
        inflateReset(&stream_);
        is_within_ = true;
        return true;
    }

    void inflate_on() {
        const uInt room = stream_.avail_out;
        stream_.next_in = reinterpret_cast<Bytef*>(compressed_.data() + begin_);
        stream_.avail_in = static_cast<uInt>(end_ - begin_);
        const int status = inflate(&stream_, Z_NO_FLUSH);
        begin_ = end_ - stream_.avail_in;
        const bool has_output = stream_.avail_out < room;
        if (status == Z_STREAM_END) {
            is_within_ = false;
            is_padded_ = true;
        } else if (status == Z_MEM_ERROR) {
            throw std::bad_alloc();
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            const char* const reason = stream_.msg == nullptr ? "unknown reason" : stream_.msg;
            fail_after(has_output, "gzip", std::string("is broken: ") + reason);
        }
    }

    z_stream stream_{};
    bool is_within_ = false;  // a member
    bool is_padded_ = false;
};

class Zstandard : public Decompressed {
  public:
    explicit Zstandard(std::unique_ptr<FileBytes> file)
        : Decompressed(std::move(file)), stream_(ZSTD_createDStream(), ZSTD_freeDStream) {
        if (stream_ == nullptr) throw std::bad_alloc();
    }

    std::size_t read(char* room, std::size_t size) override {
        fail_if_due("Zstandard");
        ZSTD_outBuffer out{room, size, 0};
        while (out.pos == 0) {
            // What the decompressor holds back comes without further input.
            const bool has_more = std::exchange(has_output_left_, false) || fill();
            ZSTD_inBuffer in{compressed_.data(), end_, begin_};
            const std::size_t status = ZSTD_decompressStream(stream_.get(), &out, &in);
            if (ZSTD_isError(status) != 0) {
                fail_after(out.pos > 0, "Zstandard", std::string("is broken: ") + ZSTD_getErrorName(status));
                break;
            }
            // Called with nothing behind a frame, it asks for the next one, of which there may be none.
            if (in.pos > begin_ || out.pos > 0) is_within_ = status != 0;
            begin_ = in.pos;
            if (!has_more && out.pos == 0) {
                if (is_within_ && !has_reading_ended()) fail_at_end("Zstandard");
                return 0;
            }
        }
        has_output_left_ = out.pos == out.size;
        return out.pos;
    }

  private:
    std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream_;
    bool is_within_ = false;  // a frame
};

enum class Form { gzip, zstandard, xz, bzip2 };

// Which of a form's first bytes are known. A Zstandard file may begin with a frame that is skipped (RFC 8878, 3.1.2),
// whose first byte counts in its high half alone.
struct Mark {
    Form form;
    std::string_view bytes;
    bool is_half_first = false;
};
constexpr std::array marks{
    Mark{Form::gzip, "\x1F\x8B"},
    Mark{Form::zstandard, "\x28\xB5\x2F\xFD"},
    Mark{Form::zstandard, "P\x2A\x4D\x18", true},
    Mark{Form::xz, "\xFD\x37\x7A\x58\x5A"},
    Mark{Form::bzip2, "BZh"},
};

bool agree(std::string_view head, const Mark& mark, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned mask = mark.is_half_first && i == 0 ? 0xF0U : 0xFFU;
        if (((static_cast<unsigned char>(head[i]) ^ static_cast<unsigned char>(mark.bytes[i])) & mask) != 0)
            return false;
    }
    return true;
}

// No more is asked for than it takes to tell: who writes to a pipe may wait for an answer to its first line.
std::optional<Form> form_of(FileBytes& bytes) {
    for (std::size_t count = 1;; ++count) {
        const std::string_view head = bytes.peek(count);
        if (head.size() < count) return std::nullopt;
        bool may_become = false;
        for (const Mark& mark : marks) {
            if (!agree(head, mark, std::min(count, mark.bytes.size()))) continue;
            if (count >= mark.bytes.size()) return mark.form;
            may_become = true;
        }
        if (!may_become) return std::nullopt;
    }
}

}  // namespace

std::unique_ptr<Source::Bytes> decompressed(std::unique_ptr<FileBytes> bytes) {
    const std::optional<Form> form = form_of(*bytes);
    if (!form) return bytes;
    switch (*form) {
        case Form::gzip: return std::make_unique<Gzip>(std::move(bytes));
        case Form::zstandard: return std::make_unique<Zstandard>(std::move(bytes));
        case Form::xz:
        case Form::bzip2: break;
    }
    throw InputError("cannot read " + bytes->name() + ": it is compressed by " + (*form == Form::xz ? "xz" : "bzip2") +
                     "; gzip and Zstandard are read");
}

}  // namespace zodgate::cli

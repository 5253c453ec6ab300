// Three bytes that choose what is read and how, and a text. The text is a file as it is, or what a gzip or Zstandard
// file of several parts holds, which may break off. Read in small pieces, it gives what the libraries behind the
// decompressors give of it as a whole, or an error; what was compressed is what comes out again.
#include "harness.hpp"
#include "stream.hpp"

#include "cli/inputs.hpp"
#include "cli/source.hpp"

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using harness::require;

constexpr std::size_t most_bytes = std::size_t{1} << 20U;  // that are looked at of what comes out

struct Output {
    std::string bytes;
    bool has_failed = false;
    bool is_cut = false;
    std::string reason{};

    bool take(const char* piece, std::size_t size) {
        bytes.append(piece, size);
        is_cut = bytes.size() >= most_bytes;
        return !is_cut;
    }
};

Output read(const harness::Stream& stream, std::size_t room) {
    Output out;
    try {
        zodgate::cli::Source source(stream.path());
        const auto piece = std::make_unique<char[]>(room);
        std::size_t size = 0;
        do {
            size = source.read(piece.get(), room);
            require(size <= room);
        } while (size > 0 && out.take(piece.get(), size));
        if (size == 0) require(source.read(piece.get(), room) == 0);
    } catch (const zodgate::cli::InputError& error) {
        out.has_failed = true;
        out.reason = error.what();
        require(out.reason.find("cannot read ") == 0);
    }
    return out;
}

// --- the plain way: all of it at once --------------------------------------------------------------------------------

// What is left of the file behind a member; the output has failed where the member is broken.
std::string_view inflate_member(std::string_view file, Output& out) {
    z_stream stream{};
    require(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(file.data()));
    stream.avail_in = static_cast<uInt>(file.size());
    std::vector<char> piece(65536);
    int status = Z_OK;
    bool goes_on = true;
    while (goes_on) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        status = inflate(&stream, Z_NO_FLUSH);
        goes_on = out.take(piece.data(), piece.size() - stream.avail_out) && status == Z_OK;
    }
    if (!out.is_cut) out.has_failed = status != Z_STREAM_END;
    file.remove_prefix(file.size() - stream.avail_in);
    inflateEnd(&stream);
    return file;
}

Output inflate_all(std::string_view file) {
    Output out;
    while (!file.empty() && !out.has_failed && !out.is_cut) {
        if (file.front() != '\x1F') {
            out.has_failed = true;
            break;
        }
        file = inflate_member(file, out);
        file.remove_prefix(std::min(file.find_first_not_of('\0'), file.size()));
    }
    return out;
}

Output unpack_all(std::string_view file) {
    Output out;
    const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
    require(stream != nullptr);
    ZSTD_inBuffer in{file.data(), file.size(), 0};
    std::vector<char> piece(ZSTD_DStreamOutSize());
    for (;;) {
        ZSTD_outBuffer to{piece.data(), piece.size(), 0};
        const std::size_t status = ZSTD_decompressStream(stream.get(), &to, &in);
        if (!out.take(piece.data(), to.pos)) return out;
        if (ZSTD_isError(status) != 0) {
            out.has_failed = true;
            out.reason = ZSTD_getErrorName(status);
            return out;
        }
        if (in.pos == in.size && to.pos < to.size) {
            out.has_failed = status != 0;
            return out;
        }
    }
}

bool begins_with(std::string_view file, std::string_view begin) { return file.substr(0, begin.size()) == begin; }

// RFC 8878: a frame, or one that is skipped, of which there are sixteen.
bool is_zstandard(std::string_view file) {
    if (begins_with(file, "\x28\xB5\x2F\xFD")) return true;
    return file.size() >= 4 && file[0] >= '\x50' && file[0] <= '\x5F' && begins_with(file.substr(1), "\x2A\x4D\x18");
}

bool is_compressed(std::string_view file) { return begins_with(file, "\x1F\x8B") || is_zstandard(file); }

void compare(const Output& out, std::string_view file) {
    if (begins_with(file, "\x1F\x8B")) {
        const Output plain = inflate_all(file);
        require(out.has_failed == plain.has_failed && out.is_cut == plain.is_cut);
        if (!out.is_cut) require(out.bytes == plain.bytes);
    } else if (is_zstandard(file)) {
        // All at once, windows may be larger, and a block that is broken may have come out in part.
        if (out.reason.find("requires too much memory") != std::string::npos) return;
        const Output plain = unpack_all(file);
        // In pieces, libzstd does not hold an empty last block against the size that its frame says it has.
        const bool is_overlooked = plain.reason == ZSTD_getErrorString(ZSTD_error_corruption_detected);
        require(out.is_cut || plain.is_cut || out.has_failed == plain.has_failed || (is_overlooked && !out.has_failed));
        const std::size_t both = std::min(out.bytes.size(), plain.bytes.size());
        require(out.bytes.compare(0, both, plain.bytes, 0, both) == 0);
        if (!out.has_failed && !out.is_cut && !plain.has_failed) require(out.bytes == plain.bytes);
    } else if (begins_with(file, "\xFD\x37\x7A\x58\x5A") || begins_with(file, "BZh")) {
        require(out.has_failed && out.bytes.empty());
    } else {
        require(!out.has_failed && (out.is_cut || out.bytes == file));
    }
}

// --- what has been compressed ----------------------------------------------------------------------------------------

std::string gzip(std::string_view text, int level) {
    z_stream stream{};
    require(deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 1, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstandard(std::string_view text, int level) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    const std::size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), level);
    require(ZSTD_isError(size) == 0);
    out.resize(size);
    return out;
}

enum class Form : std::uint8_t { as_it_is, gzip, zstandard };

std::string pack(std::string_view text, Form form, bool is_in_two, int level) {
    const auto packed = [&](std::string_view part) {
        return form == Form::gzip ? gzip(part, level) : zstandard(part, level);
    };
    if (!is_in_two) return packed(text);
    const std::size_t half = text.size() / 2;
    return packed(text.substr(0, half)) + packed(text.substr(half));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t header = 3;
    if (size < header) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + header), size - header);
    const auto form = static_cast<Form>(data[0] % 3);
    const std::size_t lost = form == Form::as_it_is ? 0 : data[0] / 6 % 5;  // bytes at the end
    constexpr int levels = 4;
    const std::size_t room = data[1] + std::size_t{1};

    std::string file(text);
    if (form != Form::as_it_is) file = pack(text, form, data[2] % 2 != 0, data[2] % levels);
    file.resize(file.size() - lost);
    // Others are read with as much room as is asked for here, which a pipe's pieces do not fit in.
    const bool is_piped = data[0] / 3 % 2 == 0 && is_compressed(file);
    const harness::Stream stream = is_piped ? harness::Stream::pipe(file, data[2]) : harness::Stream::file(file);
    if (!stream.is_whole()) return 0;
    const Output out = read(stream, room);
    if (form == Form::as_it_is) {
        compare(out, text);
    } else if (lost > 0) {
        require(out.is_cut || out.has_failed);
        require(text.substr(0, out.bytes.size()) == out.bytes);
    } else {
        require(!out.has_failed && (out.is_cut || out.bytes == text));
    }
    return 0;
}

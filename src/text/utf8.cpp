#include "text/text.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace zodgate::text {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

std::size_t skip_ascii(std::string_view bytes, std::size_t at) noexcept {
    // Blocks that compilers turn into vectors.
    constexpr std::size_t words = 8;
    while (at + words * sizeof(std::uint64_t) <= bytes.size()) {
        std::array<std::uint64_t, words> block{};
        std::memcpy(block.data(), bytes.data() + at, sizeof block);
        std::uint64_t any = 0;
        for (const std::uint64_t word : block) any |= word;
        if ((any & high_bits) != 0) break;
        at += sizeof block;
    }
    while (at + sizeof(std::uint64_t) <= bytes.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if ((word & high_bits) != 0) break;
        at += sizeof word;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
}

struct Sequence {
    std::size_t length;  // bytes of the well-formed prefix looked at
    bool complete;       // it is a whole code point
};

// One multi-byte sequence at `at`, by table 3-7 of the Unicode standard.
Sequence read_sequence(std::string_view bytes, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(at);
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return {1, false};
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= bytes.size() || byte(at + i) < low || byte(at + i) > high) return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {length, true};
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) noexcept {
    std::size_t at = 0;
    while ((at = skip_ascii(bytes, at)) < bytes.size()) {
        const Sequence sequence = read_sequence(bytes, at);
        if (!sequence.complete) return at;
        at += sequence.length;
    }
    return npos;
}

std::string to_valid_utf8(std::string_view bytes) {
    std::string out;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t invalid = find_invalid_utf8(bytes.substr(at));
        if (invalid == npos) break;
        out.append(bytes.substr(at, invalid)).append("\xEF\xBF\xBD");
        at += invalid;
        at += read_sequence(bytes, at).length;
    }
    out.append(bytes.substr(at));
    return out;
}

std::size_t count_code_points(std::string_view utf8) noexcept {
    std::size_t count = 0;
    for (const char c : utf8) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
    }
    return count;
}

bool is_ascii(std::string_view bytes) noexcept { return skip_ascii(bytes, 0) == bytes.size(); }

// std::string_view::find takes the product of the sizes where the part's beginnings abound; glibc's memmem does not.
bool contains(std::string_view text, std::string_view part) noexcept {
#if defined(__GLIBC__)
    return part.empty() || memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
#else
    return text.find(part) != std::string_view::npos;
#endif
}

std::size_t offset_of_unit(std::string_view utf8, std::size_t unit) noexcept {
    std::size_t at = 0;
    for (std::size_t units = 0; units < unit && at < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[at]);
        at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        units += lead < 0xF0 ? 1 : 2;
    }
    return at < utf8.size() ? at : utf8.size();
}

}  // namespace zodgate::text

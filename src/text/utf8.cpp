#include "text/text.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

#if defined(__SSE2__)

// Sixty-four bytes; a set of them is a bit for each, the first the lowest.
class Block {
  public:
    static constexpr std::size_t size = 64;

    explicit Block(const char* at) noexcept
        : first_(load(at)), second_(load(at + 16)), third_(load(at + 32)), fourth_(load(at + 48)) {}

    bool is_ascii() const noexcept {
        return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(first_, second_), _mm_or_si128(third_, fourth_))) == 0;
    }
    std::uint64_t beyond_ascii() const noexcept {
        return set_of([](__m128i part) { return part; });
    }
    std::uint64_t from(unsigned char least) const noexcept {
        const __m128i bound = _mm_set1_epi8(static_cast<char>(least));
        return set_of([bound](__m128i part) { return _mm_cmpeq_epi8(_mm_max_epu8(part, bound), part); });
    }
    std::uint64_t equal_to(unsigned char byte) const noexcept {
        const __m128i wanted = _mm_set1_epi8(static_cast<char>(byte));
        return set_of([wanted](__m128i part) { return _mm_cmpeq_epi8(part, wanted); });
    }

  private:
    static __m128i load(const char* at) noexcept { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }

    // Of the bytes whose highest bit a function sets.
    template <class Choose>
    std::uint64_t set_of(const Choose& choose) const noexcept {
        const auto bits = [&choose](__m128i part) {
            return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(choose(part)))};
        };
        return bits(first_) | bits(second_) << 16U | bits(third_) << 32U | bits(fourth_) << 48U;
    }

    __m128i first_;
    __m128i second_;
    __m128i third_;
    __m128i fourth_;
};

// Whether the second bytes are in the narrower ranges of table 3-7 that some first bytes ask for.
bool has_narrow_seconds(const Block& block) noexcept {
    const std::uint64_t from_a0 = block.from(0xA0);
    const std::uint64_t from_90 = block.from(0x90);
    const std::uint64_t too_low = ((block.equal_to(0xE0) << 1U) & ~from_a0) | ((block.equal_to(0xF0) << 1U) & ~from_90);
    const std::uint64_t too_high = ((block.equal_to(0xED) << 1U) & from_a0) | ((block.equal_to(0xF4) << 1U) & from_90);
    return (too_low | too_high) == 0;
}

// How many bytes of a block are whole code points; 0 if not all are well-formed but for those that the end cuts off.
std::size_t whole_code_points(const Block& block) noexcept {
    if (block.is_ascii()) return Block::size;
    const std::uint64_t high = block.beyond_ascii();
    const std::uint64_t lead = block.from(0xC2);
    const std::uint64_t of_three = block.from(0xE0);
    const std::uint64_t of_four = block.from(0xF0);
    const std::uint64_t following = high & ~lead;
    if (((lead << 1U) | (of_three << 2U) | (of_four << 3U)) != following) return 0;
    // A following byte above 0xBF is 0xC0 or 0xC1.
    if ((block.from(0xC0) & following) != 0 || block.from(0xF5) != 0) return 0;
    if (of_three != 0 && !has_narrow_seconds(block)) return 0;
    constexpr std::uint64_t last = std::uint64_t{1} << (Block::size - 1);
    const std::uint64_t cut_off = (lead & last) | (of_three & (last >> 1U)) | (of_four & (last >> 2U));
    // A branch, so that the next block is looked at before this is known.
    if (cut_off != 0) [[unlikely]]
        return static_cast<std::size_t>(std::countr_zero(cut_off));
    return Block::size;
}

// Past blocks that are well-formed.
std::size_t skip_blocks(std::string_view bytes) noexcept {
    std::size_t at = 0;
    while (bytes.size() - at >= Block::size) {
        const std::size_t whole = whole_code_points(Block(bytes.data() + at));
        if (whole == 0) break;
        at += whole;
    }
    return at;
}

#else

std::size_t skip_blocks(std::string_view) noexcept { return 0; }

#endif

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) noexcept {
    std::size_t at = skip_blocks(bytes);
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

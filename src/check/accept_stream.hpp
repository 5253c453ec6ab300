// How RapidJSON's reader reads a payload for accept.cpp: in situ, strings sixteen bytes at a time. Included behind
// <rapidjson/reader.h> and the name of its namespace.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zodgate::check {

/// Bytes behind the text, all zero, that find_special() may look at.
inline constexpr std::size_t readable_behind = 16;

/// The first quotation mark, backslash or control character, of which the zero behind the text is one.
inline const char* find_special(const char* at) noexcept {
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i last_control = _mm_set1_epi8(0x1F);
    for (;; at += sizeof(__m128i)) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, last_control), block);
        const __m128i end = _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(end, control)));
        if (found != 0) return at + std::countr_zero(found);
    }
#else
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t each = 0x0101010101010101U;
        // Exact up to the first byte that is found, from which a borrow may spread to the next.
        const auto below = [](std::uint64_t word, std::uint64_t bound) { return (word - each * bound) & ~word; };
        for (;; at += sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof word);
            const std::uint64_t found =
                below(word, 0x20) | below(word ^ (each * '"'), 1) | below(word ^ (each * '\\'), 1);
            if ((found & (each * 0x80)) != 0) return at + std::countr_zero(found & (each * 0x80)) / 8;
        }
    }
    while (*at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20) ++at;
    return at;
#endif
}

/// A stream of RapidJSON's that is read and written in one place: what it writes is never longer than what it has read.
class AcceptStream {
  public:
    using Ch = char;

    explicit AcceptStream(char* text) noexcept : begin_(text), from_(text), to_(text) {}
    Ch Peek() const noexcept { return *from_; }
    Ch Take() noexcept { return *from_++; }
    std::size_t Tell() const noexcept { return static_cast<std::size_t>(from_ - begin_); }
    Ch* PutBegin() noexcept { return to_ = from_; }
    void Put(Ch c) noexcept { *to_++ = c; }
    std::size_t PutEnd(const Ch* begin) const noexcept { return static_cast<std::size_t>(to_ - begin); }
    static void Flush() noexcept {}

    /// What comes next.
    const char* position() const noexcept { return from_; }

    /// Goes on by so many bytes.
    void skip(std::size_t bytes) noexcept { from_ += bytes; }

    void skip_whitespace() noexcept {
        while (*from_ == ' ' || *from_ == '\n' || *from_ == '\r' || *from_ == '\t') ++from_;
    }

  private:
    char* begin_;
    char* from_;
    char* to_;
};

}  // namespace zodgate::check

RAPIDJSON_NAMESPACE_BEGIN

template <>
struct StreamTraits<zodgate::check::AcceptStream> {
    enum { copyOptimization = 0 };
};

template <>
inline void SkipWhitespace(zodgate::check::AcceptStream& stream) {
    // Nearly always there is none.
    if (static_cast<unsigned char>(stream.Peek()) <= ' ') stream.skip_whitespace();
}

RAPIDJSON_NAMESPACE_END

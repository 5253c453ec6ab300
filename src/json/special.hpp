// Where the plain part of a JSON string ends.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zodgate::json {

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

}  // namespace zodgate::json

#include "text/characters.hpp"
#include "text/scanners.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zodgate::text {
namespace {

using namespace characters;

// Hexadecimal digits in groups of 8, 4, 4, 4, 12 between hyphens.
constexpr std::size_t version_at = 14;
constexpr std::size_t variant_at = 19;

constexpr std::size_t guid_size = 36;

#if defined(__SSE2__)

// Which of sixteen bytes are hexadecimal digits: a bit for each, the first the lowest.
unsigned find_hex_digits(const char* at) noexcept {
    const auto is_among = [](__m128i bytes, char first, char count) {
        const __m128i distance = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
        return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8(static_cast<char>(count - 1))), distance);
    };
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i lower_case = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    return static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(is_among(bytes, '0', 10), is_among(lower_case, 'a', 6))));
}

// All but the hyphens at 8, 13, 18 and 23.
bool has_guid_digits(const char* text) noexcept {
    constexpr std::size_t part = 16;
    return find_hex_digits(text) == 0xDEFF && find_hex_digits(text + part) == 0xFF7B &&
           find_hex_digits(text + guid_size - part) == 0xFFF7;
}

#else

bool has_guid_digits(const char* text) noexcept {
    return all({text, 8}, hex) && all({text + 9, 4}, hex) && all({text + 14, 4}, hex) && all({text + 19, 4}, hex) &&
           all({text + 24, 12}, hex);
}

#endif

bool is_guid_shape(std::string_view text) noexcept {
    return text.size() == guid_size && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
           has_guid_digits(text.data());
}

// [89abAB]
bool is_variant(char c) noexcept { return c == '8' || c == '9' || c == 'a' || c == 'b' || c == 'A' || c == 'B'; }

}  // namespace

bool is_guid(std::string_view text) noexcept { return is_guid_shape(text); }

bool is_uuid(std::string_view text) noexcept {
    return is_earlier_uuid(text) || text == "ffffffff-ffff-ffff-ffff-ffffffffffff";
}

bool is_earlier_uuid(std::string_view text) noexcept {
    if (!is_guid_shape(text)) return false;
    const char version = text[version_at];
    return (version >= '1' && version <= '8' && is_variant(text[variant_at])) ||
           text == "00000000-0000-0000-0000-000000000000";
}

bool is_uuid_of_version(std::string_view text, char version) noexcept {
    return is_guid_shape(text) && text[version_at] == version && is_variant(text[variant_at]);
}

bool is_cuid(std::string_view text) noexcept {
    return text.size() >= 7 && (text[0] == 'c' || text[0] == 'C') && all(text.substr(1), digit | lower);
}

bool is_earlier_cuid(std::string_view text) noexcept {
    if (!take(text, 'c') && !take(text, 'C')) return false;
    std::size_t units = 0;
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (c == U'-' || is_space(c)) return false;
        units += units_of(c);
    }
    return units >= 8;
}

bool is_cuid2(std::string_view text) noexcept { return !text.empty() && all(text, digit | lower); }

bool is_ulid(std::string_view text) noexcept { return is_earlier_ulid(text) && text[0] >= '0' && text[0] <= '7'; }

bool is_earlier_ulid(std::string_view text) noexcept { return all(text, crockford, 26); }

bool is_xid(std::string_view text) noexcept { return all(text, base32hex, 20); }

bool is_ksuid(std::string_view text) noexcept { return all(text, alphanumeric, 27); }

}  // namespace zodgate::text

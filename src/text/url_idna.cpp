// Domains with letters beyond ASCII, as Node 20 judges them (ada 2.9.2): Unicode Technical Standard 46,
// nontransitional, with CheckBidi and CheckJoiners, without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength. Where
// Node's rules are not the standard's, they are Node's. Tables are those of the ICU that the library is built with:
// with ICU 72 (Unicode 15) every character is judged as by Node, a younger ICU maps some that Node does not know.
#include "text/url_host.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <string_view>

namespace zodgate::text {
namespace {

using Label = std::u32string_view;

// Longer ones are not judged. So Punycode of a label never overflows, which would be a failure: that takes a label of
// more than 10,000 characters; and no length here overflows an int32_t. Names of the DNS have up to 253 characters.
constexpr std::size_t longest_domain = 8192;

constexpr char32_t replacement = 0xFFFD;
constexpr std::u32string_view punycode_prefix = U"xn--";

// No verdict without memory.
bool has_failed(UErrorCode error) {
    if (error == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    return U_FAILURE(error) != 0;
}

// Mapping and normalization of UTS 46 in one: what is disallowed becomes U+FFFD. Null if ICU has no such data.
const UNormalizer2* mapping() {
    static const UNormalizer2* const found = [] {
        UErrorCode status = U_ZERO_ERROR;
        const UNormalizer2* const instance = unorm2_getInstance(nullptr, "uts46", UNORM2_COMPOSE, &status);
        return has_failed(status) ? nullptr : instance;
    }();
    return found;
}

std::u16string to_utf16(Label text) {
    std::u16string out;
    out.reserve(text.size() * 2);
    for (const char32_t c : text) {
        if (c > 0xFFFF) {
            out += static_cast<char16_t>(U16_LEAD(c));
            out += static_cast<char16_t>(U16_TRAIL(c));
        } else {
            out += static_cast<char16_t>(c);
        }
    }
    return out;
}

std::u32string to_utf32(std::u16string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        UChar32 c = 0;
        U16_NEXT(text.data(), i, text.size(), c);
        out += static_cast<char32_t>(c);
    }
    return out;
}

// Of well-formed UTF-8.
std::u16string to_utf16(std::string_view text) {
    std::u16string out(text.size(), u'\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    out.resize(has_failed(status) ? 0 : static_cast<std::size_t>(length));
    return out;
}

// @return false if a character is disallowed, or ICU fails
bool map(const std::u16string& source, std::u32string& mapped) {
    constexpr std::size_t most_units_of_unit = 18;  // U+FDFA becomes so many
    std::u16string target(source.size() * most_units_of_unit, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = unorm2_normalize(mapping(), source.data(), static_cast<std::int32_t>(source.size()),
                                                 target.data(), static_cast<std::int32_t>(target.size()), &status);
    if (has_failed(status)) return false;
    mapped = to_utf32(std::u16string_view(target).substr(0, static_cast<std::size_t>(length)));
    return mapped.find(replacement) == std::u32string::npos;
}

// --- Punycode (RFC 3492) ---

// 6.1, bias adaptation.
std::uint32_t adapted_bias(std::uint32_t delta, std::uint32_t characters, bool first) noexcept {
    constexpr std::uint32_t base = 36;
    constexpr std::uint32_t first_threshold = 1;
    constexpr std::uint32_t last_threshold = 26;
    delta /= first ? 700 : 2;
    delta += delta / characters;
    std::uint32_t bias = 0;
    for (; delta > ((base - first_threshold) * last_threshold) / 2; bias += base) delta /= base - first_threshold;
    return bias + (base - first_threshold + 1) * delta / (delta + 38);
}

// Of a lower case letter or a digit; 36 for other characters.
constexpr std::uint32_t punycode_digit(char32_t c) noexcept {
    if (c >= U'a' && c <= U'z') return c - U'a';
    return c >= U'0' && c <= U'9' ? c - U'0' + 26 : 36;
}

// 6.2: adds one variable-length integer to a state. False if it is not one, or the state too large.
bool add_delta(Label& text, std::uint32_t bias, std::uint32_t& state) noexcept {
    constexpr std::uint64_t largest = 0x7FFFFFFF;
    std::uint64_t value = state;
    std::uint64_t weight = 1;
    for (std::uint32_t position = 36; !text.empty(); position += 36) {
        const std::uint32_t digit = punycode_digit(text.front());
        if (digit > 35) return false;
        text.remove_prefix(1);
        value += digit * weight;
        const std::uint32_t threshold = position <= bias ? 1 : std::min<std::uint32_t>(position - bias, 26);
        if (value > largest) return false;
        if (digit < threshold) {
            state = static_cast<std::uint32_t>(value);
            return true;
        }
        weight *= 36 - threshold;
        if (weight > largest) return false;
    }
    return false;
}

// 6.2, the decoding procedure, of what stands behind xn--. Cost: the square of the length.
bool decode_punycode(Label text, std::u32string& out) {
    constexpr std::uint32_t last_character = 0x10FFFF;
    const std::size_t hyphen = text.rfind(U'-');
    if (hyphen != Label::npos) {
        out.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(hyphen));
        text.remove_prefix(hyphen + 1);
    }
    std::uint32_t bias = 72;
    std::uint32_t character = 0x80;
    std::uint32_t place = 0;
    while (!text.empty()) {
        std::uint32_t state = place;
        if (!add_delta(text, bias, state)) return false;
        const auto length = static_cast<std::uint32_t>(out.size()) + 1;
        bias = adapted_bias(state - place, length, place == 0);
        character += state / length;
        place = state % length;
        if (character > last_character || U_IS_SURROGATE(character)) return false;
        out.insert(out.begin() + place, static_cast<char32_t>(character));
        ++place;
    }
    return true;
}

// --- labels ---

// Node tells marks, viramas and directions by tables of Unicode 13: what is younger is nothing of that.
bool is_known(char32_t c) noexcept {
    constexpr std::uint8_t version = 13;
    UVersionInfo age{};
    u_charAge(static_cast<UChar32>(c), age);
    return age[0] <= version;
}

bool is_mark(char32_t c) noexcept { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0 && is_known(c); }

struct Range {
    char32_t first;
    char32_t last;
};

// Of whose letters Node knows how they join: most of Arabic, Syriac, Mongolian and Phags-pa, a few of Mandaic.
constexpr std::array<Range, 7> joining{{{0x620, 0x766},
                                        {0x850, 0x855},
                                        {0x8A0, 0x8A0},
                                        {0x8A2, 0x8AC},
                                        {0x1807, 0x1877},
                                        {0x1879, 0x18AA},
                                        {0xA840, 0xA872}}};

// Whether a letter joins on both sides, or as the type says.
bool joins(char32_t c, UJoiningType type) noexcept {
    if (std::none_of(joining.begin(), joining.end(), [c](Range range) { return c >= range.first && c <= range.last; }))
        return false;
    const std::int32_t found = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_JOINING_TYPE);
    return found == type || found == U_JT_DUAL_JOINING;
}

bool has_joining(Label label, UJoiningType type) noexcept {
    return std::any_of(label.begin(), label.end(), [type](char32_t c) { return joins(c, type); });
}

bool is_virama(char32_t c) noexcept {
    constexpr std::uint8_t virama = 9;
    return u_getCombiningClass(static_cast<UChar32>(c)) == virama && is_known(c);
}

constexpr char32_t non_joiner = 0x200C;

// RFC 5892, appendix A.1 and A.2, as Node reads them: the characters that join need not be next to a non-joiner.
bool is_joiner_in_context(Label label, std::size_t place) noexcept {
    const Label before = label.substr(0, place);
    if (!before.empty() && is_virama(before.back())) return true;
    return label[place] == non_joiner && has_joining(before, U_JT_LEFT_JOINING) &&
           has_joining(label.substr(place + 1), U_JT_RIGHT_JOINING);
}

using Directions = std::uint32_t;

constexpr Directions mask_of(UCharDirection direction) noexcept { return Directions{1} << direction; }

constexpr Directions right_to_left = mask_of(U_RIGHT_TO_LEFT) | mask_of(U_RIGHT_TO_LEFT_ARABIC);
constexpr Directions european = mask_of(U_EUROPEAN_NUMBER);
constexpr Directions arabic = mask_of(U_ARABIC_NUMBER);
constexpr Directions non_spacing = mask_of(U_DIR_NON_SPACING_MARK);
constexpr Directions neutral = european | mask_of(U_EUROPEAN_NUMBER_SEPARATOR) | mask_of(U_COMMON_NUMBER_SEPARATOR) |
                               mask_of(U_EUROPEAN_NUMBER_TERMINATOR) | mask_of(U_OTHER_NEUTRAL) |
                               mask_of(U_BOUNDARY_NEUTRAL) | non_spacing;

constexpr Directions unknown = Directions{1} << 31U;

Directions direction_of(char32_t c) noexcept {
    constexpr char32_t changed = 0x1734;  // to U_LEFT_TO_RIGHT, in Unicode 14
    if (!is_known(c)) return unknown;
    return c == changed ? non_spacing : mask_of(u_charDirection(static_cast<UChar32>(c)));
}

Directions directions_of(Label label) noexcept {
    Directions all = 0;
    for (const char32_t c : label) all |= direction_of(c);
    return all;
}

constexpr bool only(Directions found, Directions allowed) noexcept { return (found & ~allowed) == 0; }

// RFC 5893, 2, the Bidi rule, as Node applies it: to a label that itself has letters from right to left, whatever the
// other labels have. Unlike there, a label that begins with L may end with anything, and others may begin with
// anything.
bool fits_bidi_rule(Label label) noexcept {
    while (!label.empty() && direction_of(label.back()) == non_spacing) label.remove_suffix(1);
    if (label.empty()) return false;
    const Directions found = directions_of(label);
    if (only(found, ~(right_to_left | arabic))) return true;
    if (direction_of(label.front()) == mask_of(U_LEFT_TO_RIGHT))
        return only(directions_of(label.substr(0, label.size() - 1)), mask_of(U_LEFT_TO_RIGHT) | neutral);
    const bool has_both_numbers = (found & european) != 0 && (found & arabic) != 0;
    return !has_both_numbers && only(found, right_to_left | arabic | neutral) &&
           only(direction_of(label.back()), right_to_left | arabic | european);
}

// UTS 46, 4.1, validity criteria, of a mapped label. The first joiner decides about all that is left: so does Node.
bool is_valid_label(Label label) noexcept {
    if (is_mark(label.front())) return false;
    const std::size_t place = label.find_first_of(std::u32string_view(U"\u200C\u200D"));
    return place != Label::npos ? is_joiner_in_context(label, place) : fits_bidi_rule(label);
}

bool is_ascii_label(Label label) noexcept {
    return std::all_of(label.begin(), label.end(), [](char32_t c) { return c < 0x80; });
}

// UTS 46, 4, processing, of a label that begins with xn--: it has to be what its meaning would become. Node lets pass
// those that mean ASCII.
bool is_valid_punycode(Label label) {
    std::u32string meaning;
    std::u32string mapped;
    return decode_punycode(label.substr(punycode_prefix.size()), meaning) && !meaning.empty() &&
           map(to_utf16(meaning), mapped) && mapped == meaning && is_valid_label(mapped);
}

bool is_valid(Label label) {
    if (label.starts_with(punycode_prefix)) return is_ascii_label(label) && is_valid_punycode(label);
    return is_ascii_label(label) || is_valid_label(label);
}

}  // namespace

// ICU orders marks by their classes, and a Punycode label is put together, in the square of the length; most domains
// take far less.
bool pay_for_domain(std::size_t bytes, std::size_t& steps) {
    if (bytes > longest_domain || mapping() == nullptr) return false;
    const std::size_t cost = bytes * bytes / 8 + bytes * 8 + 64;
    if (cost > steps) return false;
    steps -= cost;
    return true;
}

bool map_domain(std::string_view domain, std::string& mapped) {
    if (find_invalid_utf8(domain) != npos) return false;  // it would have U+FFFD, which is disallowed
    std::u32string name;
    if (!map(to_utf16(domain), name)) return false;
    for (Label rest = name;;) {
        const Label label = rest.substr(0, rest.find(U'.'));
        if (!is_valid(label)) return false;
        for (const char32_t c : label) mapped += c < 0x80 ? static_cast<char>(c) : '-';
        if (label.size() == rest.size()) return true;
        mapped += '.';
        rest.remove_prefix(label.size() + 1);
    }
}

}  // namespace zodgate::text

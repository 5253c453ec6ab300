// Host names and mail addresses with letters beyond ASCII: IDNA2008 (RFC 5890 to 5893) and RFC 6531.
#include "text/ascii.hpp"
#include "text/characters.hpp"
#include "text/mailbox.hpp"
#include "text/scanners.hpp"
#include "text/text.hpp"

#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <initializer_list>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zodgate::text {
namespace {

using characters::is;

constexpr std::size_t max_label_octets = 63;
constexpr std::size_t max_name_octets = 253;

// A character takes at least one octet of a name in ASCII, and at most four bytes in UTF-8.
constexpr std::size_t max_name_bytes = max_name_octets * 4;
// A text that is not in normalization form C can be three times as long (UAX #15, table 10).
constexpr std::size_t max_name_bytes_uncomposed = max_name_bytes * 3;
// Of no character that a label may have has another form more than four units.
constexpr std::size_t max_label_units_uncomposed = max_label_octets * 4;

constexpr bool is_within(char32_t c, char32_t first, char32_t last) noexcept { return c >= first && c <= last; }

// --- ICU -------------------------------------------------------------------------------------------------------------

constexpr UChar32 icu(char32_t c) noexcept { return static_cast<UChar32>(c); }
using Characters = std::u32string_view;  // of a label

int32_t size_of(std::u16string_view text) noexcept { return static_cast<int32_t>(text.size()); }

bool has_failed(UErrorCode error) {
    if (error == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    return U_FAILURE(error) != 0;
}

// What is not UTF-8 becomes U+FFFD, which no name may have. For short texts.
std::u16string to_utf16(std::string_view utf8) {
    std::u16string out(utf8.size(), u'\0');
    int32_t size = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out.data(), size_of(out), &size, utf8.data(), static_cast<int32_t>(utf8.size()), 0xFFFD,
                         nullptr, &error);
    out.resize(has_failed(error) ? 0 : static_cast<std::size_t>(size));
    return out;
}

std::u32string characters_of(std::u16string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        UChar32 c = 0;
        U16_NEXT(text.data(), at, text.size(), c);
        out += static_cast<char32_t>(c);
    }
    return out;
}

bool is_composed(std::u16string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* const composer = unorm2_getNFCInstance(&error);
    const bool is_normalized = unorm2_isNormalized(composer, text.data(), size_of(text), &error) != 0;
    return !has_failed(error) && is_normalized;
}

// Normalization form C of a label. Empty if there is none, or the label would be too long: marks without end take ICU
// the square of their number.
std::u16string composed(std::u16string_view label) {
    if (label.size() > max_label_units_uncomposed) return {};
    std::u16string out(label.size() * 3, u'\0');  // at most (UAX #15, table 10)
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* const composer = unorm2_getNFCInstance(&error);
    const int32_t size = unorm2_normalize(composer, label.data(), size_of(label), out.data(), size_of(out), &error);
    out.resize(has_failed(error) ? 0 : static_cast<std::size_t>(size));
    return out;
}

// Of ICU's conversions only Punycode is wanted: what they map and check beyond that, IDNA2008 does not have either.
using Convert = int32_t (*)(const UIDNA*, const UChar*, int32_t, UChar*, int32_t, UIDNAInfo*, UErrorCode*);

// Empty if the label cannot be converted.
std::u16string converted(std::u16string_view label, Convert convert) {
    static const UIDNA* const idna = [] {
        UErrorCode error = U_ZERO_ERROR;
        const UIDNA* const opened =
            uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, &error);
        if (U_FAILURE(error)) throw std::bad_alloc();
        return opened;
    }();
    std::u16string out(max_label_octets * 2, u'\0');  // two units a character at most
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode error = U_ZERO_ERROR;
    const int32_t size = convert(idna, label.data(), size_of(label), out.data(), size_of(out), &info, &error);
    out.resize(has_failed(error) || info.errors != 0 ? 0 : static_cast<std::size_t>(size));
    return out;
}

// --- RFC 5892: which characters a U-label may have -------------------------------------------------------------------

enum class Derived : unsigned char { valid, disallowed, joiner, contextual };

// RFC 5892, 2.6, Exceptions, which have a value of their own. (2.7, BackwardCompatible, is empty.)
std::optional<Derived> exception_of(char32_t c) noexcept {
    switch (c) {
        case 0xDF:
        case 0x3C2:
        case 0x6FD:
        case 0x6FE:
        case 0xF0B:
        case 0x3007: return Derived::valid;
        case 0xB7:
        case 0x375:
        case 0x5F3:
        case 0x5F4:
        case 0x30FB: return Derived::contextual;
        case 0x640:
        case 0x7FA:
        case 0x302E:
        case 0x302F:
        case 0x303B: return Derived::disallowed;
        default: break;
    }
    if (is_within(c, 0x660, 0x669) || is_within(c, 0x6F0, 0x6F9)) return Derived::contextual;
    if (is_within(c, 0x3031, 0x3035)) return Derived::disallowed;
    return std::nullopt;
}

// 2.4, IgnorableBlocks: combining marks for symbols, musical symbols, ancient Greek musical notation.
bool is_in_ignorable_block(char32_t c) noexcept {
    return is_within(c, 0x20D0, 0x20FF) || is_within(c, 0x1D100, 0x1D1FF) || is_within(c, 0x1D200, 0x1D24F);
}

// 2.9, OldHangulJamo.
bool is_old_hangul(char32_t c) noexcept {
    const int32_t type = u_getIntPropertyValue(icu(c), UCHAR_HANGUL_SYLLABLE_TYPE);
    return type == U_HST_LEADING_JAMO || type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

// 2.1, LetterDigits.
bool is_letter_or_digit(char32_t c) noexcept {
    return (U_GET_GC_MASK(icu(c)) & (U_GC_LL_MASK | U_GC_LU_MASK | U_GC_LO_MASK | U_GC_ND_MASK | U_GC_LM_MASK |
                                     U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

// RFC 5892, 3. Unstable (2.2) is what NFKC_Casefold changes, but for characters that 2.3 disallows anyway.
Derived derived_property(char32_t c) noexcept {
    if (const auto exception = exception_of(c)) return *exception;
    if (c == '-' || is_within(c, '0', '9') || is_within(c, 'a', 'z')) return Derived::valid;
    if (u_hasBinaryProperty(icu(c), UCHAR_JOIN_CONTROL) != 0) return Derived::joiner;
    const bool is_ignorable = u_hasBinaryProperty(icu(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
                              u_hasBinaryProperty(icu(c), UCHAR_WHITE_SPACE) != 0 ||
                              u_hasBinaryProperty(icu(c), UCHAR_NONCHARACTER_CODE_POINT) != 0;
    if (is_ignorable || u_hasBinaryProperty(icu(c), UCHAR_CHANGES_WHEN_NFKC_CASEFOLDED) != 0)
        return Derived::disallowed;
    if (is_in_ignorable_block(c) || is_old_hangul(c)) return Derived::disallowed;
    return is_letter_or_digit(c) ? Derived::valid : Derived::disallowed;
}

// --- RFC 5892, appendix A: where the others may stand ----------------------------------------------------------------

bool has_script(char32_t c, std::initializer_list<UScriptCode> scripts) noexcept {
    UErrorCode error = U_ZERO_ERROR;
    return std::find(scripts.begin(), scripts.end(), uscript_getScript(icu(c), &error)) != scripts.end();
}

bool has_any_of(Characters label, char32_t first, char32_t last) noexcept {
    return std::any_of(label.begin(), label.end(), [=](char32_t c) { return is_within(c, first, last); });
}

// The joining type of the next character, in steps of one forwards or backwards, that is not transparent.
int32_t joining_type_beside(Characters label, std::size_t at, bool forwards) noexcept {
    while (forwards ? ++at < label.size() : at-- > 0) {
        const int32_t type = u_getIntPropertyValue(icu(label[at]), UCHAR_JOINING_TYPE);
        if (type != U_JT_TRANSPARENT) return type;
    }
    return U_JT_NON_JOINING;
}

// A.1 and A.2.
bool may_join(Characters label, std::size_t at) noexcept {
    constexpr std::uint8_t virama = 9;
    constexpr char32_t non_joiner = 0x200C;
    if (at > 0 && u_getCombiningClass(icu(label[at - 1])) == virama) return true;
    if (label[at] != non_joiner) return false;
    const int32_t before = joining_type_beside(label, at, false);
    const int32_t after = joining_type_beside(label, at, true);
    return (before == U_JT_LEFT_JOINING || before == U_JT_DUAL_JOINING) &&
           (after == U_JT_RIGHT_JOINING || after == U_JT_DUAL_JOINING);
}

// A.3 to A.9.
bool fits_context(Characters label, std::size_t at) noexcept {
    const char32_t before = at > 0 ? label[at - 1] : U'\0';
    const char32_t after = at + 1 < label.size() ? label[at + 1] : U'\0';
    switch (label[at]) {
        case 0xB7: return before == 'l' && after == 'l';
        case 0x375: return has_script(after, {USCRIPT_GREEK});
        case 0x5F3:
        case 0x5F4: return has_script(before, {USCRIPT_HEBREW});
        case 0x30FB:
            return std::any_of(label.begin(), label.end(), [](char32_t c) {
                return has_script(c, {USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HAN});
            });
        default: break;
    }
    return is_within(label[at], 0x660, 0x669) ? !has_any_of(label, 0x6F0, 0x6F9) : !has_any_of(label, 0x660, 0x669);
}

bool may_stand_at(Characters label, std::size_t at) noexcept {
    switch (derived_property(label[at])) {
        case Derived::valid: return true;
        case Derived::joiner: return may_join(label, at);
        case Derived::contextual: return fits_context(label, at);
        case Derived::disallowed: break;
    }
    return false;
}

// --- RFC 5893: labels from right to left -----------------------------------------------------------------------------

using Directions = std::uint32_t;  // a bit for each

constexpr Directions bit(UCharDirection direction) noexcept { return Directions{1} << direction; }

constexpr Directions right_to_left = bit(U_RIGHT_TO_LEFT) | bit(U_RIGHT_TO_LEFT_ARABIC);
constexpr Directions neutral = bit(U_EUROPEAN_NUMBER) | bit(U_EUROPEAN_NUMBER_SEPARATOR) |
                               bit(U_COMMON_NUMBER_SEPARATOR) | bit(U_EUROPEAN_NUMBER_TERMINATOR) |
                               bit(U_OTHER_NEUTRAL) | bit(U_BOUNDARY_NEUTRAL) | bit(U_DIR_NON_SPACING_MARK);

Directions direction_of(char32_t c) noexcept { return bit(u_charDirection(icu(c))); }

Directions directions_of(Characters label) noexcept {
    Directions directions = 0;
    for (const char32_t c : label) directions |= direction_of(c);
    return directions;
}

bool is_right_to_left(Characters label) noexcept {
    return (directions_of(label) & (right_to_left | bit(U_ARABIC_NUMBER))) != 0;
}

// RFC 5893, 2: the Bidi Rule, for a label of a name that has one from right to left.
bool follows_bidi_rule(Characters label) noexcept {
    const bool from_right = (direction_of(label.front()) & right_to_left) != 0;
    if (!from_right && direction_of(label.front()) != bit(U_LEFT_TO_RIGHT)) return false;
    const Directions directions = directions_of(label);
    const Directions numbers = bit(U_EUROPEAN_NUMBER) | bit(U_ARABIC_NUMBER);
    const Directions allowed = neutral | (from_right ? right_to_left | bit(U_ARABIC_NUMBER) : bit(U_LEFT_TO_RIGHT));
    if ((directions & ~allowed) != 0 || (directions & numbers) == numbers) return false;
    const auto last = std::find_if(label.rbegin(), label.rend(),
                                   [](char32_t c) { return direction_of(c) != bit(U_DIR_NON_SPACING_MARK); });
    const Directions ends = from_right ? right_to_left | numbers : bit(U_LEFT_TO_RIGHT) | bit(U_EUROPEAN_NUMBER);
    return last != label.rend() && (direction_of(*last) & ends) != 0;
}

// --- labels and names ------------------------------------------------------------------------------------------------

struct Label {
    std::u32string characters;  // of the U-label, if there is one
    std::size_t octets = 0;     // in ASCII
};

// RFC 5891, 4.2.3.1, for labels that are no A-label.
bool has_hyphens_in_place(Characters label) noexcept {
    return label.front() != '-' && label.back() != '-' && (label.size() < 4 || label.substr(2, 2) != U"--");
}

// RFC 5890, 2.3.2.1, but for what concerns the A-label, and with 4.2.3.2 of RFC 5891.
bool is_u_label(std::u16string_view text, Characters label) {
    constexpr std::uint32_t marks = U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK;
    if (label.empty() || !has_hyphens_in_place(label) || (U_GET_GC_MASK(icu(label.front())) & marks) != 0) return false;
    for (std::size_t at = 0; at < label.size(); ++at) {
        if (!may_stand_at(label, at)) return false;
    }
    return is_composed(text);
}

// RFC 5890, 2.3.1: a label of letters, digits and hyphens that is not reserved.
bool is_ascii_label(Characters label) noexcept {
    return has_hyphens_in_place(label) && std::all_of(label.begin(), label.end(), [](char32_t c) {
               return c < 0x80 && is(static_cast<char>(c), characters::label);
           });
}

// An A-label stands for a U-label, from which it can be had again (RFC 5891, 5.4). Upper case is as good as lower case.
std::optional<Label> read_a_label(std::u16string_view a_label) {
    const std::u16string u_label = converted(a_label, uidna_labelToUnicode);
    Label label{characters_of(u_label), a_label.size()};
    if (!is_u_label(u_label, label.characters) || converted(u_label, uidna_labelToASCII) != a_label)
        return std::nullopt;
    return label;
}

// What a name is read as.
enum class NameKind : unsigned char {
    international,  ///< its labels must be in normalization form C
    looked_up,      ///< they are brought into it (RFC 5891, 5.2)
    ascii,          ///< of letters, digits and hyphens; those that are no A-labels need not be of any use to IDNA
};

std::optional<Label> read_label(std::u16string_view text, NameKind kind) {
    Label label{characters_of(text), text.size()};
    if (label.characters.empty() || label.characters.size() > max_label_octets) return std::nullopt;
    if (std::any_of(text.begin(), text.end(), [](char16_t c) { return c >= 0x80; })) {
        if (!is_u_label(text, label.characters)) return std::nullopt;
        label.octets = converted(text, uidna_labelToASCII).size();
        return label.octets == 0 || label.octets > max_label_octets ? std::nullopt : std::optional(std::move(label));
    }
    std::u16string lower(text);
    for (char16_t& c : lower) c = is_within(c, 'A', 'Z') ? static_cast<char16_t>(c | 0x20U) : c;
    if (lower.substr(0, 4) == u"xn--") return read_a_label(lower);
    const bool is_label = kind == NameKind::ascii || is_ascii_label(label.characters);
    return is_label ? std::optional(std::move(label)) : std::nullopt;
}

// RFC 3490, 3.1: what separates labels.
constexpr std::u16string_view separators = u".\u3002\uFF0E\uFF61";

// The labels of a name; nothing if one is none, or the name is too long.
std::optional<std::vector<Label>> read_name(std::u16string_view text, NameKind kind) {
    std::vector<Label> labels;
    std::size_t octets = 0;
    for (;;) {
        const std::size_t end = text.find_first_of(separators);
        const std::u16string_view part = text.substr(0, end);
        auto label = read_label(kind == NameKind::looked_up ? composed(part) : std::u16string(part), kind);
        if (!label) return std::nullopt;
        octets += label->octets;
        labels.push_back(std::move(*label));
        if (octets > max_name_octets) return std::nullopt;
        if (end == npos) return labels;
        ++octets;
        text.remove_prefix(end + 1);
    }
}

bool is_name(std::u16string_view text, NameKind kind) {
    const std::optional<std::vector<Label>> labels = read_name(text, kind);
    if (!labels) return false;
    const auto is_from_right = [](const Label& label) { return is_right_to_left(label.characters); };
    const auto is_in_order = [](const Label& label) { return follows_bidi_rule(label.characters); };
    return std::none_of(labels->begin(), labels->end(), is_from_right) ||
           std::all_of(labels->begin(), labels->end(), is_in_order);
}

// --- mail addresses --------------------------------------------------------------------------------------------------

bool is_mail_domain(std::string_view text) {
    if (is_address_literal(text)) return true;
    return text.size() <= max_name_bytes_uncomposed && is_name(to_utf16(text), NameKind::looked_up);
}

}  // namespace

bool is_idn_hostname(std::string_view text) {
    return text.size() <= max_name_bytes && is_name(to_utf16(text), NameKind::international);
}

bool is_idn_email(std::string_view text) {
    const std::size_t size = local_part_size(text, MailCharacters::international);
    return size > 0 && is_mail_domain(text.substr(size + 1));
}

namespace {

// Measured: the costliest letters and marks. What is longer than any name is refused at once.
std::size_t steps_for(std::string_view text) noexcept {
    constexpr std::size_t at_all = 50;
    constexpr std::size_t a_byte = 30;
    return at_all + a_byte * std::min(text.size(), max_name_bytes_uncomposed);
}

// Whether a label begins as A-labels do.
bool has_a_label(std::string_view name) noexcept {
    constexpr std::string_view prefix = "xn--";
    for (;;) {
        if (equals_in_ascii(name.substr(0, prefix.size()), prefix)) return true;
        const std::size_t dot = name.find('.');
        if (dot == npos) return false;
        name.remove_prefix(dot + 1);
    }
}

}  // namespace

Found search_idn_hostname(std::string_view text, std::size_t& steps) {
    if (!pay(steps_for(text), steps)) return Found::over_budget;
    return is_idn_hostname(text) ? Found::yes : Found::no;
}

Found search_rfc1123_hostname(std::string_view text, std::size_t& steps) {
    if (!is_ldh_name(text)) return Found::no;
    if (!has_a_label(text)) return Found::yes;
    if (!pay(steps_for(text), steps)) return Found::over_budget;
    return is_name(to_utf16(text), NameKind::ascii) ? Found::yes : Found::no;
}

Found search_idn_email(std::string_view text, std::size_t& steps) {
    if (!pay(steps_for(text), steps)) return Found::over_budget;
    return is_idn_email(text) ? Found::yes : Found::no;
}

}  // namespace zodgate::text

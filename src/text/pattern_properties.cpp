// Unicode properties by the names that ECMA-262 allows (its tables of non-binary and binary Unicode properties), with
// ICU's data. ICU itself matches names loosely; ECMA-262 wants them exact.
#include "text/pattern_tree.hpp"

#include <unicode/uchar.h>
#include <unicode/uset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <string>

namespace zodgate::text::pattern {
namespace {

constexpr std::array binary_properties{
    UCHAR_ALPHABETIC,
    UCHAR_ASCII_HEX_DIGIT,
    UCHAR_BIDI_CONTROL,
    UCHAR_BIDI_MIRRORED,
    UCHAR_CASE_IGNORABLE,
    UCHAR_CASED,
    UCHAR_CHANGES_WHEN_CASEFOLDED,
    UCHAR_CHANGES_WHEN_CASEMAPPED,
    UCHAR_CHANGES_WHEN_LOWERCASED,
    UCHAR_CHANGES_WHEN_NFKC_CASEFOLDED,
    UCHAR_CHANGES_WHEN_TITLECASED,
    UCHAR_CHANGES_WHEN_UPPERCASED,
    UCHAR_DASH,
    UCHAR_DEFAULT_IGNORABLE_CODE_POINT,
    UCHAR_DEPRECATED,
    UCHAR_DIACRITIC,
    UCHAR_EMOJI,
    UCHAR_EMOJI_COMPONENT,
    UCHAR_EMOJI_MODIFIER,
    UCHAR_EMOJI_MODIFIER_BASE,
    UCHAR_EMOJI_PRESENTATION,
    UCHAR_EXTENDED_PICTOGRAPHIC,
    UCHAR_EXTENDER,
    UCHAR_GRAPHEME_BASE,
    UCHAR_GRAPHEME_EXTEND,
    UCHAR_HEX_DIGIT,
    UCHAR_ID_CONTINUE,
    UCHAR_ID_START,
    UCHAR_IDEOGRAPHIC,
    UCHAR_IDS_BINARY_OPERATOR,
    UCHAR_IDS_TRINARY_OPERATOR,
    UCHAR_JOIN_CONTROL,
    UCHAR_LOGICAL_ORDER_EXCEPTION,
    UCHAR_LOWERCASE,
    UCHAR_MATH,
    UCHAR_NONCHARACTER_CODE_POINT,
    UCHAR_PATTERN_SYNTAX,
    UCHAR_PATTERN_WHITE_SPACE,
    UCHAR_QUOTATION_MARK,
    UCHAR_RADICAL,
    UCHAR_REGIONAL_INDICATOR,
    UCHAR_S_TERM,
    UCHAR_SOFT_DOTTED,
    UCHAR_TERMINAL_PUNCTUATION,
    UCHAR_UNIFIED_IDEOGRAPH,
    UCHAR_UPPERCASE,
    UCHAR_VARIATION_SELECTOR,
    UCHAR_WHITE_SPACE,
    UCHAR_XID_CONTINUE,
    UCHAR_XID_START,
};

// True if `name_of(choice)` gives exactly that name for one of its choices: the short one, the long one, and others.
template <typename NameOf>
bool is_exactly(std::string_view name, NameOf name_of) {
    for (int choice = U_SHORT_PROPERTY_NAME;; ++choice) {
        const char* const known = name_of(static_cast<UPropertyNameChoice>(choice));
        if (known != nullptr && name == known) return true;
        // A property without a short name has a long one.
        if (known == nullptr && choice > U_LONG_PROPERTY_NAME) return false;
    }
}

// The property's value of exactly that name, or UCHAR_INVALID_CODE.
int32_t find_value(UProperty property, std::string_view name) {
    const int32_t value = u_getPropertyValueEnum(property, std::string(name).c_str());
    const auto name_of = [&](UPropertyNameChoice choice) { return u_getPropertyValueName(property, value, choice); };
    return value != UCHAR_INVALID_CODE && is_exactly(name, name_of) ? value : static_cast<int32_t>(UCHAR_INVALID_CODE);
}

bool find_set(UProperty property, int32_t value, Ranges& ranges) {
    const std::unique_ptr<USet, decltype(&uset_close)> set(uset_openEmpty(), &uset_close);
    if (set == nullptr) throw std::bad_alloc();
    UErrorCode error = U_ZERO_ERROR;
    uset_applyIntPropertyValue(set.get(), property, value, &error);
    if (U_FAILURE(error)) return false;
    const int32_t count = uset_getItemCount(set.get());
    for (int32_t i = 0; i < count; ++i) {
        UChar32 first = 0;
        UChar32 last = 0;
        if (uset_getItem(set.get(), i, &first, &last, nullptr, 0, &error) != 0) break;  // strings come last
        ranges.push_back({static_cast<char32_t>(first), static_cast<char32_t>(last)});
    }
    return U_SUCCESS(error);
}

bool find_valued(UProperty property, std::string_view name, Ranges& ranges) {
    const int32_t value = find_value(property, name);
    return value != UCHAR_INVALID_CODE && find_set(property, value, ranges);
}

bool find_lone(std::string_view name, Ranges& ranges) {
    if (find_valued(UCHAR_GENERAL_CATEGORY_MASK, name, ranges)) return true;
    if (name == "Any") {
        ranges.push_back({0, last_code_point});
        return true;
    }
    if (name == "ASCII") {
        ranges.push_back({0, 0x7F});
        return true;
    }
    if (name == "Assigned") {
        Ranges unassigned;
        if (!find_valued(UCHAR_GENERAL_CATEGORY_MASK, "Cn", unassigned)) return false;
        ranges = complement(normalized(unassigned), last_code_point);
        return true;
    }
    const UProperty property = u_getPropertyEnum(std::string(name).c_str());
    const auto name_of = [&](UPropertyNameChoice choice) { return u_getPropertyName(property, choice); };
    const bool known =
        std::find(binary_properties.begin(), binary_properties.end(), property) != binary_properties.end();
    return known && is_exactly(name, name_of) && find_set(property, 1, ranges);
}

}  // namespace

bool find_property(std::string_view name, std::string_view value, Ranges& ranges) {
    if (value.empty()) return find_lone(name, ranges);
    if (name == "General_Category" || name == "gc") return find_valued(UCHAR_GENERAL_CATEGORY_MASK, value, ranges);
    if (name == "Script" || name == "sc") return find_valued(UCHAR_SCRIPT, value, ranges);
    if (name != "Script_Extensions" && name != "scx") return false;
    const int32_t script = find_value(UCHAR_SCRIPT, value);
    return script != UCHAR_INVALID_CODE && find_set(UCHAR_SCRIPT_EXTENSIONS, script, ranges);
}

bool is_identifier_start(char32_t character) noexcept {
    return character == '$' || character == '_' ||
           u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_ID_START) != 0;
}

bool is_identifier_part(char32_t character) noexcept {
    constexpr char32_t zero_width_non_joiner = 0x200C;
    constexpr char32_t zero_width_joiner = 0x200D;
    return character == '$' || character == zero_width_non_joiner || character == zero_width_joiner ||
           u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_ID_CONTINUE) != 0;
}

}  // namespace zodgate::text::pattern

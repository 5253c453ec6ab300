// Unicode properties by the names that ECMA-262 allows (its tables of non-binary and binary Unicode properties), with
// ICU's data. ICU itself matches names loosely; ECMA-262 wants them exact.
#include "text/emoji_characters.hpp"
#include "text/pattern_tree.hpp"

#include <unicode/uchar.h>
#include <unicode/uset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <optional>
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

// What a name stands for.
struct Property {
    enum class Kind : unsigned char { of_icu, any, ascii, assigned };
    Kind kind = Kind::of_icu;
    UProperty property = UCHAR_INVALID_CODE;
    int32_t value = 1;
};

std::optional<Property> with_value(UProperty property, std::string_view name) {
    const int32_t value = find_value(property, name);
    if (value == UCHAR_INVALID_CODE) return std::nullopt;
    return Property{Property::Kind::of_icu, property, value};
}

std::optional<Property> lone(std::string_view name) {
    if (std::optional<Property> category = with_value(UCHAR_GENERAL_CATEGORY_MASK, name)) return category;
    if (name == "Any") return Property{Property::Kind::any};
    if (name == "ASCII") return Property{Property::Kind::ascii};
    if (name == "Assigned") return Property{Property::Kind::assigned};
    const UProperty property = u_getPropertyEnum(std::string(name).c_str());
    const auto name_of = [&](UPropertyNameChoice choice) { return u_getPropertyName(property, choice); };
    const bool known =
        std::find(binary_properties.begin(), binary_properties.end(), property) != binary_properties.end();
    if (!known || !is_exactly(name, name_of)) return std::nullopt;
    return Property{Property::Kind::of_icu, property};
}

std::optional<Property> named(std::string_view name, std::string_view value) {
    if (value.empty()) return lone(name);
    if (name == "General_Category" || name == "gc") return with_value(UCHAR_GENERAL_CATEGORY_MASK, value);
    if (name == "Script" || name == "sc") return with_value(UCHAR_SCRIPT, value);
    if (name != "Script_Extensions" && name != "scx") return std::nullopt;
    std::optional<Property> script = with_value(UCHAR_SCRIPT, value);
    if (script) script->property = UCHAR_SCRIPT_EXTENSIONS;
    return script;
}

bool append_ranges(UProperty property, int32_t value, Ranges& ranges) {
    const std::unique_ptr<USet, decltype(&uset_close)> set(uset_openEmpty(), &uset_close);
    if (set == nullptr) throw std::bad_alloc();
    UErrorCode error = U_ZERO_ERROR;
    uset_applyIntPropertyValue(set.get(), property, value, &error);
    if (error == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
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

}  // namespace

bool is_property(std::string_view name, std::string_view value) { return named(name, value).has_value(); }

bool find_property(std::string_view name, std::string_view value, Ranges& ranges) {
    const std::optional<Property> property = named(name, value);
    if (!property) return false;
    switch (property->kind) {
        case Property::Kind::any: ranges.push_back({0, last_code_point}); return true;
        case Property::Kind::ascii: ranges.push_back({0, 0x7F}); return true;
        case Property::Kind::assigned: {
            Ranges unassigned;
            if (!append_ranges(UCHAR_GENERAL_CATEGORY_MASK, U_GC_CN_MASK, unassigned)) return false;
            ranges = complement(normalized(unassigned), last_code_point);
            return true;
        }
        case Property::Kind::of_icu: break;
    }
    if (property->property == UCHAR_EXTENDED_PICTOGRAPHIC) {
        for (const auto& [first, last] : extended_pictographic) ranges.push_back({first, last});
        return true;
    }
    return append_ranges(property->property, property->value, ranges);
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

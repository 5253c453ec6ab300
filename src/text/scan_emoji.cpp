#include "text/characters.hpp"
#include "text/emoji_characters.hpp"
#include "text/scanners.hpp"

#include <algorithm>

namespace zodgate::text {
namespace {

bool is_pictograph(char32_t c) noexcept {
    const auto* const next = std::upper_bound(extended_pictographic.begin(), extended_pictographic.end(), c,
                                              [](char32_t wanted, CodePoints range) { return wanted < range.first; });
    return next != extended_pictographic.begin() && c <= std::prev(next)->last;
}

// Regional_Indicator, two of which are a flag.
bool is_regional_indicator(char32_t c) noexcept { return c >= 0x1F1E6 && c <= 0x1F1FF; }

constexpr char32_t keycap = 0x20E3;

// Emoji_Component but for regional indicators: number sign, asterisk, digits, zero width joiner, keycap, variation
// selector 16, skin tones, hair components, tags.
bool is_component(char32_t c) noexcept {
    return c == '#' || c == '*' || (c >= '0' && c <= '9') || c == 0x200D || c == keycap || c == 0xFE0F ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0x1F9B0 && c <= 0x1F9B3) || (c >= 0xE0020 && c <= 0xE007F);
}

// What is an emoji by itself, or makes one of what stands before it.
bool is_base(char32_t c) noexcept { return c == keycap || is_regional_indicator(c) || is_pictograph(c); }

// Whether all are pictographs or parts of emoji, and one may be no mere part if that is asked for.
bool is_emoji_text(std::string_view text, bool needs_base) noexcept {
    bool based = !needs_base;
    if (text.empty()) return false;
    while (!text.empty()) {
        const char32_t c = characters::take_code_point(text);
        if (is_base(c)) {
            based = true;
        } else if (!is_component(c)) {
            return false;
        }
    }
    return based;
}

}  // namespace

bool is_emoji(std::string_view text) noexcept { return is_emoji_text(text, true); }

bool is_earlier_emoji(std::string_view text) noexcept { return is_emoji_text(text, false); }

}  // namespace zodgate::text

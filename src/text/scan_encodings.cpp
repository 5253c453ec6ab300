#include "text/characters.hpp"
#include "text/scanners.hpp"

namespace zodgate::text {

bool is_hex(std::string_view text) noexcept { return characters::all(text, characters::hex); }

// What is left of atob() (WHATWG Infra, forgiving-base64 decode) where the length is a multiple of four and there is no
// white space: bits that the padding drops may be set. A character beyond ASCII fails whatever the length.
bool is_base64(std::string_view text) noexcept {
    if (text.size() % 4 != 0) return false;
    for (int padding = 0; padding < 2 && !text.empty() && text.back() == '='; ++padding) text.remove_suffix(1);
    return characters::all(text, characters::base64);
}

// What is_base64() makes of it once padded: a length of one above a multiple of four needs three signs, which are one
// too many.
bool is_base64url(std::string_view text) noexcept {
    return text.size() % 4 != 1 && characters::all(text, characters::base64url);
}

}  // namespace zodgate::text

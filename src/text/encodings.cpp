#include "text/encodings.hpp"

#include "text/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace zodgate::text {
namespace {

constexpr std::uint8_t no_digit = 0xFF;

using Digits = std::array<std::uint8_t, 256>;  // what each character stands for

constexpr Digits digits_of(std::string_view alphabet, bool either_case) noexcept {
    Digits digits{};
    digits.fill(no_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        const char c = alphabet[i];
        digits[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(i);
        if (either_case) digits[static_cast<unsigned char>(to_ascii_lower(c))] = static_cast<std::uint8_t>(i);
    }
    return digits;
}

// How an encoding writes: so many characters, of so many bits each, stand for a whole number of bytes.
struct Form {
    std::size_t bits = 0;
    std::size_t group = 0;
    bool must_be_padded = true;
    Digits digits{};
};

constexpr Form base64_form{6, 4, true,
                           digits_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", false)};
constexpr Form base64url_form{6, 4, false,
                              digits_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", false)};
constexpr Form base32_form{5, 8, true, digits_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", true)};
constexpr Form base32hex_form{5, 8, true, digits_of("0123456789ABCDEFGHIJKLMNOPQRSTUV", true)};
constexpr Form base16_form{4, 2, true, digits_of("0123456789ABCDEF", true)};

const Form& form_of(Encoding encoding) noexcept {
    switch (encoding) {
        case Encoding::base64: return base64_form;
        case Encoding::base64url: return base64url_form;
        case Encoding::base32: return base32_form;
        case Encoding::base32hex: return base32hex_form;
        case Encoding::base16: break;
    }
    return base16_form;
}

std::string_view without_padding(std::string_view text) noexcept {
    const std::size_t last = text.find_last_not_of('=');
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Whether so many characters end with a byte: none of them is there for dropped bits alone.
bool is_whole(std::size_t characters, const Form& form) noexcept {
    return characters % form.group * form.bits % 8 < form.bits;
}

constexpr std::array<std::pair<std::string_view, Encoding>, 5> names{{
    {"base64", Encoding::base64},
    {"base64url", Encoding::base64url},
    {"base32", Encoding::base32},
    {"base32hex", Encoding::base32hex},
    {"base16", Encoding::base16},
}};

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) noexcept {
    const auto* const found = std::find_if(names.begin(), names.end(),
                                           [name](const auto& known) { return equals_in_ascii(known.first, name); });
    return found == names.end() ? std::nullopt : std::optional<Encoding>(found->second);
}

bool is_encoded(std::string_view text, Encoding encoding) noexcept {
    const Form& form = form_of(encoding);
    const std::string_view digits = without_padding(text);
    const std::size_t padding = text.size() - digits.size();
    const bool is_padded = text.size() % form.group == 0 && padding < form.group;
    if (!is_padded && (form.must_be_padded || padding > 0)) return false;
    return is_whole(digits.size(), form) && std::all_of(digits.begin(), digits.end(), [&form](char c) {
               return form.digits[static_cast<unsigned char>(c)] != no_digit;
           });
}

std::string decoded(std::string_view text, Encoding encoding) {
    const Form& form = form_of(encoding);
    const std::string_view digits = without_padding(text);
    std::string out;
    out.reserve(digits.size() / form.group * (form.group * form.bits / 8) + form.bits);
    std::uint32_t bits = 0;
    std::size_t count = 0;  // of bits that no byte has yet
    for (const char c : digits) {
        bits = (bits << form.bits) | form.digits[static_cast<unsigned char>(c)];
        count += form.bits;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>((bits >> count) & 0xFFU);
    }
    return out;
}

}  // namespace zodgate::text

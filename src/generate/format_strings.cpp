#include "generate/format_strings.hpp"

#include "generate/pattern_strings.hpp"
#include "json/json.hpp"

#include <array>
#include <cctype>
#include <cstdint>
#include <utility>

namespace zodgate::generate {
namespace {

// The order in which operands are evaluated is the compiler's choice: no expression below asks for chance twice but
// where the order is given.
constexpr std::string_view lower_and_digits = "abcdefghijklmnopqrstuvwxyz0123456789";

std::string word(Random& random, std::size_t least, std::size_t more) {
    std::string out;
    const std::size_t count = least + static_cast<std::size_t>(random.below(more + 1));
    for (std::size_t i = 0; i < count; ++i) {
        out += i == 0 ? lower_and_digits[static_cast<std::size_t>(random.below(26))] : random.pick(lower_and_digits);
    }
    return out;
}

std::string number_up_to(Random& random, std::uint64_t most) {
    std::string out;
    json::append_integer(out, random.between(0, most));
    return out;
}

std::string host(Random& random, std::size_t more) {
    constexpr std::array<std::string_view, 4> suffixes{"example", "test", "com", "org"};
    switch (random.below(8)) {
        case 0: {
            std::string out = number_up_to(random, 255);
            for (int i = 0; i < 3; ++i) out += "." + number_up_to(random, 255);
            return out;
        }
        case 1: return "[2001:db8::" + number_up_to(random, 9999) + "]";
        case 2: return "localhost";
        default: break;
    }
    std::string out = word(random, 1, more + 4);
    if (random.one_in(3)) out += "." + word(random, 1, more + 2);
    return out.append(".").append(random.pick(suffixes));
}

std::string path(Random& random, std::size_t more) {
    std::string out;
    const std::uint64_t segments = random.below(4);
    for (std::uint64_t i = 0; i < segments; ++i) {
        out += "/" + word(random, 1, more + 3);
        if (random.one_in(8)) out += "%20" + word(random, 1, 2);
    }
    if (random.one_in(3)) out += "/";
    return out;
}

std::string url(Random& random, std::size_t more) {
    constexpr std::array<std::string_view, 5> schemes{"https", "http", "ftp", "wss", "mailto"};
    const std::string_view scheme = random.pick(schemes);
    std::string out(scheme);
    if (scheme == "mailto") {
        out += ":" + word(random, 1, more);
        out += "@" + word(random, 1, more) + ".example";
        return out;
    }
    out += "://";
    if (random.one_in(8)) out += word(random, 1, 3) + "@";
    out += host(random, more);
    if (random.one_in(4)) out += ":" + number_up_to(random, 65535);
    out += path(random, more);
    if (random.one_in(3)) {
        out += "?" + word(random, 1, more);
        out += "=" + word(random, 1, more);
    }
    if (random.one_in(5)) out += "#" + word(random, 1, more);
    return out;
}

std::string base64url(std::string_view bytes) {
    std::string out = encoded(bytes, text::Encoding::base64url);
    while (!out.empty() && out.back() == '=') out.pop_back();
    return out;
}

std::string jwt(Random& random, std::size_t more) {
    constexpr std::array<std::string_view, 4> algorithms{"HS256", "RS256", "ES256", "EdDSA"};
    const std::string algorithm(random.pick(algorithms));
    const std::string header =
        random.one_in(3) ? R"({"alg":")" + algorithm + R"("})" : R"({"alg":")" + algorithm + R"(","typ":"JWT"})";
    std::string claims = "{}";
    if (more > 1) {
        claims = R"({"sub":")" + word(random, 1, more);
        claims += R"(","iat":)" + number_up_to(random, 2000000000) + "}";
    }
    const std::string signature = word(random, more > 1 ? 32 : 2, 0);
    return base64url(header) + "." + base64url(claims) + "." + base64url(signature);
}

std::string json_pointer(Random& random, std::size_t more) {
    constexpr std::array<std::string_view, 4> escapes{"~0", "~1", "0", ""};
    std::string out;
    const std::uint64_t count = random.below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
        out += "/" + word(random, 0, more);
        out += random.pick(escapes);
    }
    return out;
}

std::string uri_template(Random& random, std::size_t more) {
    constexpr std::array<std::string_view, 4> operators{"", "+", "?", "/"};
    std::string out = "/" + word(random, 1, more);
    const std::uint64_t count = random.below(3);
    for (std::uint64_t i = 0; i < count; ++i) {
        out += "/{";
        out += random.pick(operators);
        out += word(random, 1, more) + "}";
    }
    return out;
}

std::string regex(Random& random, std::size_t more) {
    constexpr std::array<std::string_view, 6> pieces{"[a-z]+", "\\d{2,4}", "(?:ab|c)*", ".", "\\w?", "(x)"};
    std::string out = random.one_in(2) ? "^" : "";
    const std::uint64_t count = random.below(more + 2);
    for (std::uint64_t i = 0; i < count; ++i) out += random.pick(pieces);
    return out + (random.one_in(2) ? "$" : "");
}

std::string international(std::string text, Random& random) {
    constexpr std::array<std::string_view, 3> letters{"\xC3\xA4", "\xC3\xA9", "\xE6\x97\xA5"};
    if (random.one_in(2)) text += random.pick(letters);
    return text;
}

constexpr std::string_view decimal_digits = "0123456789";

// Luhn's, over the digits alone.
void set_card_digit(std::string& text) {
    unsigned sum = 0;
    bool doubled = true;
    std::size_t last = std::string::npos;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (decimal_digits.find(text[i]) == std::string_view::npos) continue;
        if (last == std::string::npos) {
            last = i;
            continue;
        }
        unsigned digit = static_cast<unsigned>(text[i] - '0') * (doubled ? 2U : 1U);
        if (digit > 9) digit -= 9;
        sum += digit;
        doubled = !doubled;
    }
    if (last != std::string::npos) text[last] = static_cast<char>('0' + (10U - sum % 10U) % 10U);
}

// ISO 13616: the number with its country and "00" behind, modulo 97, is what the check digits lack to 98.
void set_iban_digits(std::string& text) {
    if (text.size() < 5) return;
    unsigned rest = 0;
    const auto append = [&rest](char c) {
        const bool is_letter = c >= 'A' && c <= 'Z';
        const auto value = static_cast<unsigned>(is_letter ? c - 'A' + 10 : c - '0');
        rest = (rest * (is_letter ? 100U : 10U) + value) % 97U;
    };
    for (std::size_t i = 4; i < text.size(); ++i) append(text[i]);
    append(text[0]);
    append(text[1]);
    append('0');
    append('0');
    const unsigned check = 98U - rest;
    text[2] = static_cast<char>('0' + check / 10U);
    text[3] = static_cast<char>('0' + check % 10U);
}

struct Alphabet {
    std::string_view characters;
    unsigned bits;   // of one character
    unsigned group;  // characters that padding fills
};

Alphabet alphabet_of(text::Encoding encoding) {
    switch (encoding) {
        case text::Encoding::base64: return {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4};
        case text::Encoding::base64url:
            return {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 4};
        case text::Encoding::base32: return {"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8};
        case text::Encoding::base32hex: return {"0123456789ABCDEFGHIJKLMNOPQRSTUV", 5, 8};
        case text::Encoding::base16: break;
    }
    return {"0123456789ABCDEF", 4, 1};
}

}  // namespace

std::optional<std::string> text_of_format(std::string_view format, Random& random, std::size_t more) {
    if (format == "url" || format == "uri") return url(random, more);
    if (format == "jwt") return jwt(random, more);
    if (format == "iri") return international(url(random, more), random);
    if (format == "uri-reference" || format == "iri-reference") {
        std::string text = random.one_in(2) ? url(random, more) : path(random, more);
        return format == "iri-reference" ? international(std::move(text), random) : std::move(text);
    }
    if (format == "hostname") {
        std::string name = word(random, 1, more);
        if (random.one_in(2)) name += ".example";
        return name;
    }
    if (format == "idn-hostname") return international(word(random, 1, more), random) + ".example";
    if (format == "idn-email") {
        std::string local = international(word(random, 1, more), random);
        return std::move(local) + "@" + word(random, 1, more) + ".example";
    }
    if (format == "json-pointer") return json_pointer(random, more);
    if (format == "relative-json-pointer") {
        const std::string up = number_up_to(random, 12);
        return up + (random.one_in(4) ? "#" : json_pointer(random, more));
    }
    if (format == "uri-template") return uri_template(random, more);
    if (format == "regex") return regex(random, more);
    return std::nullopt;
}

std::string with_check_digits(std::string_view format, std::string text) {
    if (format == "credit_card") set_card_digit(text);
    if (format == "iban") set_iban_digits(text);
    return text;
}

std::string encoded(std::string_view bytes, text::Encoding encoding) {
    const Alphabet alphabet = alphabet_of(encoding);
    const unsigned mask = (1U << alphabet.bits) - 1U;
    std::string out;
    std::uint32_t pending = 0;
    unsigned count = 0;  // of bits pending
    for (const char c : bytes) {
        pending = (pending << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= alphabet.bits; count -= alphabet.bits) {
            out += alphabet.characters[(pending >> (count - alphabet.bits)) & mask];
        }
        pending &= 0xFFU;
    }
    if (count > 0) out += alphabet.characters[(pending << (alphabet.bits - count)) & mask];
    while (out.size() % alphabet.group != 0) out += '=';
    return out;
}

}  // namespace zodgate::generate

#include "text/encodings.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::text;
using namespace std::string_literals;

namespace {

constexpr std::array all{Encoding::base64, Encoding::base64url, Encoding::base32, Encoding::base32hex,
                         Encoding::base16};

struct Example {
    std::string_view bytes;
    std::array<std::string_view, 5> encoded;  // in the order of the encodings
};

// RFC 4648, 10.
constexpr std::array<Example, 7> vectors{{
    {"", {"", "", "", "", ""}},
    {"f", {"Zg==", "Zg==", "MY======", "CO======", "66"}},
    {"fo", {"Zm8=", "Zm8=", "MZXQ====", "CPNG====", "666F"}},
    {"foo", {"Zm9v", "Zm9v", "MZXW6===", "CPNMU===", "666F6F"}},
    {"foob", {"Zm9vYg==", "Zm9vYg==", "MZXW6YQ=", "CPNMUOG=", "666F6F62"}},
    {"fooba", {"Zm9vYmE=", "Zm9vYmE=", "MZXW6YTB", "CPNMUOJ1", "666F6F6261"}},
    {"foobar", {"Zm9vYmFy", "Zm9vYmFy", "MZXW6YTBOI======", "CPNMUOJ1E8======", "666F6F626172"}},
}};

void refuses(Encoding encoding, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        CAPTURE(static_cast<int>(encoding), text);
        CHECK_FALSE(is_encoded(text, encoding));
    }
}

// Written bit by bit.
std::string encoded(std::string_view bytes, std::string_view alphabet, std::size_t bits, std::size_t group) {
    std::string digits;
    for (const char c : bytes) {
        for (int bit = 7; bit >= 0; --bit) digits += ((static_cast<unsigned char>(c) >> bit) & 1) != 0 ? '1' : '0';
    }
    std::string out;
    for (std::size_t at = 0; at < digits.size(); at += bits) {
        std::size_t value = 0;
        for (std::size_t i = at; i < at + bits; ++i)
            value = value * 2 + (i < digits.size() && digits[i] == '1' ? 1 : 0);
        out += alphabet[value];
    }
    while (out.size() % group != 0) out += '=';
    return out;
}

}  // namespace

TEST_CASE("encodings of RFC 4648: its vectors") {
    for (const Example& example : vectors) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            CAPTURE(example.bytes, i);
            CHECK(is_encoded(example.encoded[i], all[i]));
            CHECK(decoded(example.encoded[i], all[i]) == example.bytes);
        }
    }
    CHECK(decoded("-_-_", Encoding::base64url) == "\xFB\xFF\xBF");
    CHECK(decoded("+/+/", Encoding::base64) == "\xFB\xFF\xBF");
}

TEST_CASE("encodings of RFC 4648: what they are not") {
    refuses(Encoding::base64, {"Z", "Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zg==Zg==", "Zm9vY",
                               "Zm9v=", "Zm9v====", "Zm9v\n", "Zm9 v", "-_-_", "Zm9%", "Zm8=\0"s, "\u00E9\u00E9"});
    refuses(Encoding::base64url, {"Z", "Zm9vY", "Zg=", "Zg===", "+/+/", "Zm9v=", "=", "Zm 9", "Zm9vYg=", "Z\u00E9"});
    CHECK(is_encoded("Zg", Encoding::base64url));
    CHECK(is_encoded("Zm8", Encoding::base64url));
    refuses(Encoding::base32, {"M", "MY", "MY=====", "MY=======", "MYA=====", "M=======", "MZXW6Y==", "MZXQ===",
                               "01======", "MZXW6YT8", "MZXW6YTB========", "========"});
    CHECK(is_encoded("mzxw6ytb", Encoding::base32));
    refuses(Encoding::base32hex, {"C", "CO", "W0======", "CPNMUOJZ", "C======="});
    CHECK(decoded("cpnmuoj1", Encoding::base32hex) == "fooba");
    refuses(Encoding::base16, {"6", "666", "6G", "66=", "6=", "0x66", "6 6", "66\n"});
    CHECK(decoded("6f6F", Encoding::base16) == "oo");
    // Bits that the padding drops.
    CHECK(decoded("Zh==", Encoding::base64) == "f");
}

TEST_CASE("encodings of RFC 4648: random bytes come back") {
    constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::string_view base32hex = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    constexpr std::string_view base16 = "0123456789ABCDEF";
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(random() % 40, '\0');
        for (char& c : bytes) c = static_cast<char>(random() & 0xFFU);
        const std::array texts{encoded(bytes, base64, 6, 4), encoded(bytes, base64url, 6, 4),
                               encoded(bytes, base32, 5, 8), encoded(bytes, base32hex, 5, 8),
                               encoded(bytes, base16, 4, 2)};
        for (std::size_t encoding = 0; encoding < all.size(); ++encoding) {
            CAPTURE(texts[encoding]);
            REQUIRE(is_encoded(texts[encoding], all[encoding]));
            REQUIRE(decoded(texts[encoding], all[encoding]) == bytes);
        }
    }
}

TEST_CASE("encodings are found by their names in either case") {
    CHECK(encoding_named("base64") == Encoding::base64);
    CHECK(encoding_named("bAsE64") == Encoding::base64);
    CHECK(encoding_named("base64url") == Encoding::base64url);
    CHECK(encoding_named("Base32") == Encoding::base32);
    CHECK(encoding_named("base32hex") == Encoding::base32hex);
    CHECK(encoding_named("BASE16") == Encoding::base16);
    for (const std::string_view name : {"", "base", "base64 ", "base85", "7bit", "quoted-printable", "hex"}) {
        CHECK_FALSE(encoding_named(name).has_value());
    }
}

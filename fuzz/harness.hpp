// What the harnesses share.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

namespace harness {

inline void require(bool holds) {
    if (!holds) std::abort();
}

/// A string as JSON, every byte of it escaped that need be. What is not UTF-8 is left as it is, and refused.
inline std::string quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\') {
            out.append("\\u00").append(1, hex[byte >> 4U]).append(1, hex[byte & 0xFU]);
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace harness

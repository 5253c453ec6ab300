#include <zodgate/framing.hpp>

#include "text/ascii.hpp"

namespace zodgate::http {

namespace {

// As many digits fit into 64 bits, whatever they are.
constexpr std::size_t most_digits = 18;
constexpr std::size_t most_hex_digits = 15;

std::optional<std::uint64_t> read_length(std::string_view digits) noexcept {
    if (digits.empty() || digits.size() > most_digits) return std::nullopt;
    std::uint64_t length = 0;
    for (const char c : digits) {
        if (!text::is_ascii_digit(c)) return std::nullopt;
        length = length * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return length;
}

}  // namespace

void FramingReader::add(std::string_view name, std::string_view value) noexcept {
    if (equals_ignoring_case(name, "content-length")) {
        const std::optional<std::uint64_t> length = read_length(value);
        is_unclear_ = is_unclear_ || !length || ++lengths_ > 1;
        length_ = length.value_or(0);
    } else if (equals_ignoring_case(name, "transfer-encoding")) {
        is_unclear_ = is_unclear_ || !equals_ignoring_case(value, "chunked") || ++codings_ > 1;
    } else {
        is_unclear_ = is_unclear_ || !is_token(name);
    }
}

Framing FramingReader::framing(bool has_chunks) const noexcept {
    if (is_unclear_ || lengths_ + codings_ > 1) return Framing::unclear;
    if (codings_ > 0) return has_chunks ? Framing::chunked : Framing::unclear;
    return length_ > 0 ? Framing::length : Framing::none;
}

std::optional<std::uint64_t> read_chunk_size(std::string_view digits) noexcept {
    if (digits.empty() || digits.size() > most_hex_digits) return std::nullopt;
    std::uint64_t size = 0;
    for (const char c : digits) {
        const unsigned digit = text::hex_digit_value(c);
        if (digit > 15) return std::nullopt;
        size = size * 16 + digit;
    }
    return size;
}

}  // namespace zodgate::http

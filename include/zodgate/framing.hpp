/// @file
/// Where a request ends: what the adapters of servers share, for those who write another.
///
/// A server that reads the head of a request in another way than the proxy before it takes for a request what the proxy
/// took for a body. So all that is in doubt is refused here (RFC 9112, 11.2).
#pragma once

#include <zodgate/export.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zodgate::http {

/// Whether two texts are the same but for the case of ASCII letters, as the names of header fields are compared (RFC
/// 9110, 5.1). For any thread. Cost: linear, where they are of one length.
constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

/// Whether a text may be the name of a header field, or anything else that is a token (RFC 9110, 5.6.2): at least one
/// of the letters, digits and "!#$%&'*+-.^_`|~", and no other character. For any thread. Cost: linear.
ZODGATE_EXPORT bool is_token(std::string_view text) noexcept;

/// Whether a text may be the value of a header field (RFC 9110, 5.5): it has no control characters but tabs. For any
/// thread. Cost: linear.
ZODGATE_EXPORT bool is_field_value(std::string_view text) noexcept;

/// How the head of a request says where its body ends (RFC 9112, 6.3).
enum class Framing : unsigned char {
    none,     ///< no body: neither field, or a length of 0
    length,   ///< Content-Length: one field, a number of at most 18 digits
    chunked,  ///< Transfer-Encoding: one field, "chunked" alone, in HTTP/1.1
    /// Anything else: both fields, several of them, other codings, lengths that are no numbers, and any field whose
    /// name is no token, such as "Content-Length ". To be answered with 400, and to be the last request of its
    /// connection.
    unclear,
};

/// Tells the framing of a request from the fields of its head. For one thread at a time.
class ZODGATE_EXPORT FramingReader {
  public:
    /// Takes the next field. Its value is without the white space around. Neither is looked at after the call. Cost:
    /// linear in the name, and in the value of the two fields that count.
    void add(std::string_view name, std::string_view value) noexcept;

    /// After all fields. @param has_chunks  false for HTTP/1.0, which has none (RFC 9112, 6.1)
    Framing framing(bool has_chunks) const noexcept;

    /// Of the body, in bytes; 0 unless the framing is a length.
    std::uint64_t length() const noexcept { return length_; }

  private:
    std::uint64_t length_ = 0;
    unsigned char lengths_ = 0;  // fields, up to two
    unsigned char codings_ = 0;
    bool is_unclear_ = false;
};

/// Reads the size of a chunk (RFC 9112, 7.1): 1 to 15 hexadecimal digits and nothing else. Nothing for any other text.
ZODGATE_EXPORT std::optional<std::uint64_t> read_chunk_size(std::string_view digits) noexcept;

}  // namespace zodgate::http

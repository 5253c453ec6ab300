// Bytes as text: what `contentEncoding` names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zodgate::text {

/// RFC 4648. Letters of the last three may be of either case.
enum class Encoding : unsigned char { base64, base64url, base32, base32hex, base16 };

/// The encoding of a name, in letters of either case (RFC 2045, 6.1).
std::optional<Encoding> encoding_named(std::string_view name) noexcept;

/// Whether a text is bytes so encoded, with the padding that the encoding asks for, which `base64url` may do without.
/// Bits that the padding drops may be set (RFC 4648, 3.5). Cost: linear; takes no memory.
bool is_encoded(std::string_view text, Encoding encoding) noexcept;

/// The bytes that a text stands for, of which is_encoded() is true. @throws std::bad_alloc
std::string decoded(std::string_view text, Encoding encoding);

}  // namespace zodgate::text

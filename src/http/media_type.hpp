// Media types: the value of a Content-Type field, and the ranges that a document names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zodgate::http {

/// A media type (RFC 9110, 8.3.1). Type and subtype point into the text that it was read from.
struct MediaType {
    std::string_view type;               ///< in the case that it came in
    std::string_view subtype;            ///< the same
    std::optional<std::string> charset;  ///< in the case that it came in, without quotes and the escapes in them
    bool has_other_parameters = false;
};

/// Reads the value of a Content-Type field: `type/subtype`, then parameters `; name=token` or `; name="text"`, with
/// optional white space around each semicolon, and perhaps nothing after it. Nothing for any other text, or if there
/// are two charsets. Throws only std::bad_alloc. Cost: linear.
std::optional<MediaType> parse_media_type(std::string_view value);

/// Whether text under this charset is UTF-8: none, or "utf-8" in any case.
bool is_utf8(const std::optional<std::string>& charset) noexcept;

/// Whether it is application/json, or application/ and something that ends in +json. In any case.
bool is_json(std::string_view type, std::string_view subtype) noexcept;

/// Whether a media type is in a range: the same type, `type/*`, or `*/*`, in any case. Parameters of either do not
/// count. A text that is no range has nothing in it.
bool matches(const MediaType& media_type, std::string_view range) noexcept;

/// How much a range says: 0 for `*/*`, 1 for `type/*`, 2 for all else. Of the ranges that a type is in, that with the
/// greatest counts (OpenAPI 3.1, `content`).
int precedence(std::string_view range) noexcept;

}  // namespace zodgate::http

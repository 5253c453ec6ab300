// Values of header fields: Authorization and Cookie, and what such values are made of.
#pragma once

#include <zodgate/framing.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate::http {

/// Without the spaces and tabs at both ends (RFC 9110, 5.6.3).
std::string_view trim_optional_whitespace(std::string_view text) noexcept;

/// With ASCII letters in lower case. @throws std::bad_alloc
std::string in_lower_case(std::string_view text);

/// Whether a character may stand in a token (RFC 9110, 5.6.2).
bool is_token_character(char c) noexcept;

/// The value of an Authorization field, which both point into.
struct AuthorizationField {
    std::string_view scheme;  ///< a token, in the case that it came in
    std::string_view rest;    ///< what follows it, without the white space around; perhaps empty
};

/// Takes an Authorization field apart (RFC 9110, 11.4). Nothing if it does not begin with a token that ends with the
/// value or at a space. Cost: linear.
std::optional<AuthorizationField> parse_authorization(std::string_view value) noexcept;

/// Whether it may be a bearer token (RFC 6750, b64token; RFC 9110, token68): letters, digits and "-._~+/", at least
/// one, then any number of '='.
bool is_token68(std::string_view text) noexcept;

/// Reads what follows "Basic" in an Authorization field (RFC 7617): base64 of user, ':' and password, in UTF-8 and
/// without control characters. The password may have more colons in it; both may be empty. Base64 is taken strictly:
/// with all of its padding or none, no other character, and no bits left over that are not zero.
/// @param user, password  are replaced; of no use if the answer is false
/// Throws only std::bad_alloc. Cost: linear.
bool decode_basic(std::string_view rest, std::string& user, std::string& password);

namespace detail {

/// Takes the first cookie off the value of a Cookie field: the next piece that is one.
struct Cookie {
    std::string_view name;
    std::string_view value;
};
std::optional<Cookie> take_cookie(std::string_view& field) noexcept;

}  // namespace detail

/// Calls f(std::string_view name, std::string_view value) for each cookie of a Cookie field, in their order, as servers
/// read it (RFC 6265, 4.2 and 5.4): pieces between semicolons, also within quotes; a name ends at the first '='. Spaces
/// and tabs around names and values are dropped, then a pair of quotes around the value. Pieces that have no '=', or
/// no name, are none. Values are not percent-decoded. Throws only what f throws. Cost: linear.
template <class Function>
void for_each_cookie(std::string_view value, Function&& f) {
    while (const std::optional<detail::Cookie> cookie = detail::take_cookie(value)) f(cookie->name, cookie->value);
}

}  // namespace zodgate::http

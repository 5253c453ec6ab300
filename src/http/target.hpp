// What a request asks for: its target taken apart, the escapes in it, and the fields of a query or of a form.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate::http {

/// A request's target, taken apart. Points into it, but for the path "/" of an URL that has none, which is static.
struct Target {
    std::string_view path;   ///< begins with '/'; still percent-encoded, dot segments and all
    std::string_view query;  ///< what follows the first '?', still encoded
    bool has_query;          ///< true for "/a?" too
};

/// Takes apart a target of origin-form ("/a/b?x=1") or of absolute-form ("http://host/a?x", of which scheme and
/// authority are dropped; RFC 9112, 3.2). A '#' and what follows is dropped. Nothing for any other: "*",
/// "host:443", "a/b", an URL without a host. Cost: linear.
std::optional<Target> split_target(std::string_view target) noexcept;

/// Undoes percent-encoding (RFC 3986, 2.1), and with plus_is_space what forms add to it. A NUL byte is a byte as any.
/// @param out  is replaced; of no use if the answer is false. Must not be what `raw` points into.
/// @return false if a '%' is not followed by two hexadecimal digits, or if the result is not well-formed UTF-8
/// Throws only std::bad_alloc. Cost: linear.
bool percent_decode(std::string_view raw, std::string& out, bool plus_is_space = false);

/// Calls f(std::string_view raw_name, std::string_view raw_value, bool has_equals) for each field of a query or of a
/// body of application/x-www-form-urlencoded, in their order (URL Standard, 5.1). Fields are what stands between '&',
/// but for empty ones; a name ends at the first '=' and may be empty. Names and values are still encoded, with '+' for
/// a space. Throws only what f throws. Cost: linear.
template <class Function>
void for_each_field(std::string_view text, Function&& f) {
    while (!text.empty()) {
        const std::string_view field = text.substr(0, text.find('&'));
        text.remove_prefix(field.size() < text.size() ? field.size() + 1 : field.size());
        if (field.empty()) continue;
        const std::size_t equals = field.find('=');
        const bool has_equals = equals != std::string_view::npos;
        f(field.substr(0, equals), has_equals ? field.substr(equals + 1) : std::string_view(), has_equals);
    }
}

}  // namespace zodgate::http

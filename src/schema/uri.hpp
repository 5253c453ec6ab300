// References between documents (RFC 3986).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate::schema {

/// Longest URI that a document or a part of it has, in bytes. Documents that refer to ever new ones would else have
/// ever longer ones.
inline constexpr std::size_t longest_uri = std::size_t{8} * 1024;

struct SplitUri {
    std::string_view uri;                      ///< all before the first `#`
    std::optional<std::string_view> fragment;  ///< all behind it, still percent-encoded; none if there is no `#`
};

/// Views of the text.
SplitUri split_fragment(std::string_view uri) noexcept;

/// Whether a reference begins with a scheme, so that it needs no base. A fragment does no harm.
bool is_absolute_uri(std::string_view reference) noexcept;

/// What stands for itself in a path, its slashes among it, and in a fragment (RFC 3986, sections 3.3 and 3.5), beside
/// letters and digits.
inline constexpr std::string_view others_in_paths = "-._~!$&'()*+,;=:@/";
inline constexpr std::string_view others_in_fragments = "-._~!$&'()*+,;=:@/?";

/// A text in which every byte but ASCII letters, digits and those others is percent-encoded (RFC 3986, section 2.1).
/// Cost: linear.
std::string percent_encode(std::string_view text, std::string_view others);

/// The target of a reference (RFC 3986, section 5.2, strict), dot segments removed; the fragment is the reference's.
/// Any text is taken as a reference, and nothing is normalized beyond that.
/// @param base  absolute, or else what can be said without an absolute one: the path of the reference is joined with
///              that of the base, and `..` segments that lead out of it stay in front
/// Cost: linear in both.
std::string resolve_uri(std::string_view base, std::string_view reference);

}  // namespace zodgate::schema

// References between documents (RFC 3986).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zodgate::schema {

struct SplitUri {
    std::string_view uri;                      ///< all before the first `#`
    std::optional<std::string_view> fragment;  ///< all behind it, still percent-encoded; none if there is no `#`
};

/// Views of the text.
SplitUri split_fragment(std::string_view uri) noexcept;

/// Whether a reference begins with a scheme, so that it needs no base. A fragment does no harm.
bool is_absolute_uri(std::string_view reference) noexcept;

/// The target of a reference (RFC 3986, section 5.2, strict), dot segments removed; the fragment is the reference's.
/// Any text is taken as a reference, and nothing is normalized beyond that.
/// @param base  absolute, or else what can be said without an absolute one: the path of the reference is joined with
///              that of the base, and `..` segments that lead out of it stay in front
/// Cost: linear in both.
std::string resolve_uri(std::string_view base, std::string_view reference);

}  // namespace zodgate::schema

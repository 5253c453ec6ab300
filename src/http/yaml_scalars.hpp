// What a YAML scalar stands for, by the core schema of YAML 1.2 (section 10.3), as JSON text.
#pragma once

#include <string>
#include <string_view>

namespace zodgate::http {

/// What every tag of YAML's own begins with; `!!str` is short for it and "str".
inline constexpr std::string_view yaml_tag_prefix = "tag:yaml.org,2002:";

/// Whether the text of a plain scalar is one of those that stand for null: the empty one, `~`, `null`, `Null`, `NULL`.
bool is_yaml_null(std::string_view text) noexcept;

/// Whether a scalar may have the tag: `?` (a plain one without), `!` (any other without), or one of the core schema's.
bool is_scalar_tag(std::string_view tag) noexcept;

/// A tag as it is written, for messages.
std::string shown_tag(std::string_view tag);

/// Appends a scalar as JSON. Numbers keep their value, whatever their size.
/// @param tag   one that is_scalar_tag()
/// @param text  well-formed UTF-8, quotes and escapes undone
/// @return why it has no JSON, or an empty string
/// Cost: linear in the text.
std::string append_scalar(std::string& out, std::string_view tag, std::string_view text);

}  // namespace zodgate::http

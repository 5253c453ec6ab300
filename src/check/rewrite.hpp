// What Zod makes of a string while it judges it.
#pragma once

#include "json/json.hpp"
#include "plan/plan.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zodgate::check {

/// A string value of some text, at the place of another.
inline json::Value string_value(std::string_view text, std::uint32_t offset) noexcept {
    json::Value value;
    value.type = json::Type::string;
    value.characters = text.data();
    value.size = static_cast<std::uint32_t>(text.size());
    value.offset = offset;
    return value;
}

/// Whether z.url() hands another string on than one that it accepts.
bool rewrites_url(std::string_view text) noexcept;

/// What z.url() hands on of a string that it accepts; none if that is the string itself.
std::optional<std::string> rewritten_url(std::string_view text);

/// The same of all the checks of a string that they accept.
std::optional<std::string> rewritten(const plan::StringNode& node, std::string_view text);

}  // namespace zodgate::check

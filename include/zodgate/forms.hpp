/// @file
/// Lists of issues in the forms that Zod offers for showing them: flat, as a tree, as nested objects, as text.
///
/// All functions here are safe to call from any thread. They throw std::bad_alloc, and whatever a function of the
/// messages throws, and nothing else. Time and memory are linear in the issues (times the logarithm of how many there
/// are) and in the text that comes out, however deep issues are nested. The issues need outlive only the call.
#pragma once

#include <zodgate/export.hpp>
#include <zodgate/issue.hpp>
#include <zodgate/messages.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace zodgate {

/// `JSON.stringify(z.flattenError(error))`, for forms of one level: `{"formErrors":[…],"fieldErrors":{"name":[…]}}`.
/// The messages of issues at the root, and those of the others by the first segment of their path. Issues inside
/// issues are not looked at.
ZODGATE_EXPORT std::string flatten_to_json(const std::vector<Issue>& issues, const Messages& messages = Messages());

/// Most items without issues that treeify_to_json() writes as `null`, in all: what a payload of 16 MiB, the default
/// of Limits::max_bytes, has room for.
inline constexpr std::size_t max_tree_gaps = std::size_t{8} * 1024 * 1024;

/// `JSON.stringify(z.treeifyError(error))`: `{"errors":[…],"properties":{"name":{"errors":[…]}},"items":[null,{…}]}`.
/// In place of an `invalid_union` that has issues inside, and of an `invalid_key`, those inside count.
///
/// JavaScript writes an item without issues as `null`, up to the last one with. Were that more than max_tree_gaps
/// in all, which needs a payload of more than 16 MiB or issues made by hand, then the items concerned are written
/// under `properties` by their index instead.
ZODGATE_EXPORT std::string treeify_to_json(const std::vector<Issue>& issues, const Messages& messages = Messages());

/// `JSON.stringify(z.formatError(error))`: `{"_errors":[…],"name":{"_errors":[…]}}`. Zod calls it deprecated.
/// In place of an `invalid_union` that has issues inside, and of an `invalid_key`, those inside count. A path segment
/// "_errors" is left out of the path.
ZODGATE_EXPORT std::string format_to_json(const std::vector<Issue>& issues, const Messages& messages = Messages());

/// `z.prettifyError(error)`, for people: a line for the message and one for the path, shorter paths first.
///
///     ✖ Invalid email address
///       → at users[3].email
///
/// UTF-8, lines separated by "\n", none at the end. Issues inside issues are not looked at. Messages are written as
/// they are, so one that quotes the payload may have line breaks and control characters in it.
ZODGATE_EXPORT std::string prettify(const std::vector<Issue>& issues, const Messages& messages = Messages());

}  // namespace zodgate

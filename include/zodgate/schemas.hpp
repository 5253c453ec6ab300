/// @file
/// The documents of the invite endpoint, compiled into the library: nothing is read from disk.
#pragma once

#include <zodgate/export.hpp>
#include <zodgate/schema.hpp>

#include <string_view>

namespace zodgate::schemas {

/// The body of `POST /v1/organizations/{orgId}/invite`: `email` and `role`. Loaded at the first call, once; that call
/// may throw std::bad_alloc. The reference stays valid until the program ends. Safe to call from any thread.
ZODGATE_EXPORT const Schema& invite_request();

/// The body of every error answer: `error`, and `issues` when a payload was refused. As invite_request().
ZODGATE_EXPORT const Schema& error();

/// The JSON Schema document behind invite_request(). Static storage.
ZODGATE_EXPORT std::string_view invite_request_text() noexcept;

/// The JSON Schema document behind error(). Static storage.
ZODGATE_EXPORT std::string_view error_text() noexcept;

/// The OpenAPI 3.1 document of the endpoint. Static storage.
ZODGATE_EXPORT std::string_view kontext_invite_text() noexcept;

}  // namespace zodgate::schemas

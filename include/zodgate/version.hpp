/// @file
/// The version of these headers, and of the library that is linked.
#pragma once

#include <zodgate/export.hpp>

#include <string_view>

/// Semantic version of the headers, read by the build as the project's version.
#define ZODGATE_VERSION_MAJOR 0
#define ZODGATE_VERSION_MINOR 1
#define ZODGATE_VERSION_PATCH 0

namespace zodgate {

/// The linked library's version, for example "0.1.0". Static storage.
ZODGATE_EXPORT std::string_view version() noexcept;

/// The release of the npm package zod whose issues are reproduced, for example "4.6.7". Static storage.
ZODGATE_EXPORT std::string_view zod_version() noexcept;

}  // namespace zodgate

/// @file
/// The whole interface: load a JSON Schema or OpenAPI document, judge payloads and requests, answer with Zod 4's
/// issues.
#pragma once

#include <zodgate/forms.hpp>
#include <zodgate/http.hpp>
#include <zodgate/issue.hpp>
#include <zodgate/messages.hpp>
#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>
#include <zodgate/schemas.hpp>
#include <zodgate/version.hpp>

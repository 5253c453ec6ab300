/// @file
/// The whole interface: load a JSON Schema document, judge payloads, answer with Zod 4's issues.
#pragma once

#include <zodgate/forms.hpp>
#include <zodgate/issue.hpp>
#include <zodgate/messages.hpp>
#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>
#include <zodgate/schemas.hpp>
#include <zodgate/version.hpp>

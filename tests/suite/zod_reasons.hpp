// Why verdicts under Zod's semantics are not those of the JSON Schema Test Suite.
#pragma once

#include "suite.hpp"

#include <array>
#include <string_view>

namespace suite {

struct ZodReason {
    std::string_view file;   ///< the beginning of its name
    std::string_view group;  ///< its description; empty for all of the file
    std::string_view reason;
};

inline constexpr std::string_view formats_are_zods =
    "formats are checked, each as Zod does; those that Zod does not know are annotations";
inline constexpr std::string_view integers_are_safe = "z.int() takes safe integers only";
inline constexpr std::string_view numbers_overflow =
    "z.int() takes safe integers only, and multipleOf() divides doubles";
inline constexpr std::string_view patterns_see_units = "patterns are JavaScript's without the flag u";
inline constexpr std::string_view content_is_told = "contentMediaType and contentEncoding are annotations";
inline constexpr std::string_view numbers_have_values = "1.0 is the integer 1, as JSON.parse has it";
inline constexpr std::string_view objects_inherit = "every JavaScript object has a constructor and a toString";

inline constexpr std::array<ZodReason, 8> zod_reasons{{
    {"format", "", formats_are_zods},
    {"optional/format/", "", formats_are_zods},
    {"optional/bignum", "integer", integers_are_safe},
    {"optional/float-overflow", "", numbers_overflow},
    {"optional/non-bmp-regex", "", patterns_see_units},
    {"optional/content", "", content_is_told},
    {"optional/zeroTerminatedFloats", "", numbers_have_values},
    {"properties", "properties whose names are Javascript object property names", objects_inherit},
}};

/// The reason why a case of a group may be judged otherwise, or null.
inline const ZodReason* find_zod_reason(const Group& group) noexcept {
    for (const ZodReason& reason : zod_reasons) {
        if (group.file.compare(0, reason.file.size(), reason.file) == 0 &&
            (reason.group.empty() || reason.group == group.description)) {
            return &reason;
        }
    }
    return nullptr;
}

}  // namespace suite

// The ways to have a payload judged, of which each does what the others do not.
#pragma once

#include <zodgate/zodgate.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace slow {

inline constexpr std::array<std::string_view, 3> ways{"validate", "value", "answer"};

/// @param way   of ways
/// @param text  takes what is written, if anything is
inline zodgate::Status ask(const zodgate::Schema& schema, std::string_view payload, std::size_t way,
                           std::string& text) {
    switch (way) {
        case 0: return schema.validate(payload).status();
        case 1: return schema.validate(payload, text).status();
        default: return schema.answer(payload, "Validation error", text);
    }
}

}  // namespace slow

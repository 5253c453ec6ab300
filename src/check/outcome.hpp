// What a judgement left behind.
#pragma once

#include <cstdint>

namespace zodgate::check {

/// Whether an issue lets the checks that follow run: Zod's `continue` member, which may be true, false or absent.
enum class Continue : std::uint8_t { yes, no, unsaid };

/// Zod's `aborted` and `explicitlyAborted` of a value's issues.
struct Outcome {
    bool failed = false;
    bool aborted = false;             ///< an issue that does not say `continue: true`
    bool explicitly_aborted = false;  ///< an issue that says `continue: false`
    bool has_ended = false;  ///< a pipe has stopped, which counts for this value alone and not for those around

    void add(Continue next) noexcept {
        failed = true;
        aborted |= next != Continue::yes;
        explicitly_aborted |= next == Continue::no;
    }
    void add(const Outcome& other) noexcept {
        failed |= other.failed;
        aborted |= other.aborted;
        explicitly_aborted |= other.explicitly_aborted;
    }
};

}  // namespace zodgate::check

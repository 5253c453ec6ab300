// Ctrl-C and SIGTERM end the work between two payloads, not the program in the middle of a line.
#pragma once

namespace zodgate::cli {

/// From here on the signals are noted. A second one, of either kind, ends the program at once. A closed pipe is an
/// error of writing.
void watch_interrupts();

/// The signal that came, or 0. Safe from any thread.
int interrupt() noexcept;

/// Nothing more is wanted: who waits for input ends. Safe from any thread.
void end_reading() noexcept;

/// Whether nothing more is to be read: after an interrupt, or end_reading(). Safe from any thread.
bool has_reading_ended() noexcept;

/// A descriptor that can be read once that is so, to wait for beside another one; -1 if none is watched for.
int end_descriptor() noexcept;

}  // namespace zodgate::cli

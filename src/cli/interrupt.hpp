// Ctrl-C and SIGTERM end the work between two payloads, not the program in the middle of a line.
#pragma once

namespace zodgate::cli {

/// From here on the signals are noted. A second one ends the program at once. A closed pipe is an error of writing.
void watch_interrupts();

/// The signal that came, or 0. Safe from any thread.
int interrupt() noexcept;

/// A descriptor that can be read once a signal has come, to wait for beside another one; -1 if none is watched for.
int interrupt_descriptor() noexcept;

}  // namespace zodgate::cli

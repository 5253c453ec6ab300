#include "cli/interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace zodgate::cli {
namespace {

volatile std::sig_atomic_t came = 0;
std::array<int, 2> wake{-1, -1};

// Nothing but what a signal handler may call.
void note(int signal) {
    const int before = errno;
    came = signal;
    const char byte = 0;
    const ssize_t ignored = write(wake[1], &byte, 1);
    static_cast<void>(ignored);
    errno = before;
}

}  // namespace

void watch_interrupts() {
    std::signal(SIGPIPE, SIG_IGN);
    if (pipe2(wake.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
    struct sigaction action {};
    action.sa_handler = note;
    // The handler is gone after the first signal.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM}) {
        struct sigaction before {};
        // Jobs in the background of a shell without job control are started with the signal ignored.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(signal, &action, nullptr);
        }
    }
}

int interrupt() noexcept { return came; }

int interrupt_descriptor() noexcept { return wake[0]; }

}  // namespace zodgate::cli

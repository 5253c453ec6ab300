#include "cli/interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace zodgate::cli {
namespace {

constexpr std::array watched{SIGINT, SIGTERM};

std::atomic<int> came{0};
std::atomic<bool> has_ended{false};
std::array<int, 2> wake{-1, -1};
static_assert(std::atomic<int>::is_always_lock_free);

void wake_reader() noexcept {
    const char byte = 0;
    const ssize_t ignored = write(wake[1], &byte, 1);
    static_cast<void>(ignored);
}

// Nothing but what a signal handler may call.
void note(int signal) {
    const int before = errno;
    came = signal;
    for (const int each : watched) std::signal(each, SIG_DFL);
    wake_reader();
    errno = before;
}

}  // namespace

void watch_interrupts() {
    std::signal(SIGPIPE, SIG_IGN);
    if (pipe2(wake.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
    struct sigaction action {};
    action.sa_handler = note;
    for (const int signal : watched) {
        struct sigaction before {};
        // Jobs in the background of a shell without job control are started with the signal ignored.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(signal, &action, nullptr);
        }
    }
}

int interrupt() noexcept { return came; }

void end_reading() noexcept {
    has_ended = true;
    wake_reader();
}

bool has_reading_ended() noexcept { return has_ended || came != 0; }

int end_descriptor() noexcept { return wake[0]; }

}  // namespace zodgate::cli

// How long a thread has kept a core.
#pragma once

#include <algorithm>
#include <ctime>

namespace slow {

/// Of the calling thread, in milliseconds, whatever else the machine does.
inline double thread_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <typename Work>
double milliseconds_of(const Work& work) {
    const double begin = thread_milliseconds();
    work();
    return thread_milliseconds() - begin;
}

/// The least of three, where the first is longer than what matters.
template <typename Work>
double least_milliseconds_of(const Work& work, double matters) {
    double milliseconds = milliseconds_of(work);
    for (int again = 0; again < 2 && milliseconds > matters; ++again) {
        milliseconds = std::min(milliseconds, milliseconds_of(work));
    }
    return milliseconds;
}

}  // namespace slow

// How much memory a part of a program takes at its peak, where Linux tells.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <string>

#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Most memory that the process has had since it was last told to forget, in MiB; 0 where that is not known.
inline std::size_t peak_of_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.compare(0, 6, "VmHWM:") == 0) return std::strtoul(line.c_str() + 6, nullptr, 10) / 1024;
    }
    return 0;
}

/// What has been freed goes back first: it would hide as much of what is taken next.
inline void forget_peak_of_memory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
    std::ofstream("/proc/self/clear_refs") << "5";
}

// The command line of the programs that look for slow payloads.
#pragma once

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

namespace slow {

/// Reads options, each of which has a value, and runs; or prints the usage.
/// @param choices  what the options set
/// @param take     is given these, the name and the value of each option, and says whether there is such a one
/// @param run      what is then to be done
/// @return the status to exit with: 2, and a line of what is wrong, where either throws
template <typename Choices, typename Take, typename Run>
int run_with_options(int count, char** words, std::string_view usage, Choices& choices, const Take& take,
                     const Run& run) {
    try {
        if (count > 1 && std::string_view(words[1]) == "--help") return std::fputs(usage.data(), stdout) < 0 ? 1 : 0;
        for (int i = 1; i < count; i += 2) {
            const std::string name = words[i];
            if (i + 1 == count) throw std::invalid_argument("no value of " + name);
            if (!take(choices, name, std::string(words[i + 1]))) throw std::invalid_argument("no option " + name);
        }
        return run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}

}  // namespace slow

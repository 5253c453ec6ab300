#include "cli/arguments.hpp"
#include "cli/terminal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

// A standard stream that is closed would be the next file that is opened: results would go into it, or its end would
// pass for that of the input. One that can only be used the other way round fails as a closed one does.
void hold_closed_streams() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(descriptor, F_GETFD) >= 0) continue;
        const int opened = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (opened >= 0 && opened != descriptor) close(opened);
    }
}

}  // namespace

int main(int count, char** words) {
    hold_closed_streams();
    try {
        zodgate::cli::Arguments arguments;
        return arguments.run(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
    } catch (const std::exception& error) {
        zodgate::cli::complain(error.what());
    } catch (...) {
        std::fputs("zodgate: unknown error\n", stderr);
    }
    return zodgate::cli::exit_could_not_run;
}

#include "cli/arguments.hpp"
#include "cli/terminal.hpp"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int count, char** words) {
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

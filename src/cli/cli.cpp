#include "cli/cli.hpp"

namespace zodgate::cli {

int end_with(int otherwise) {
    const std::string failure = finish_out();
    if (failure.empty()) return otherwise;
    complain("cannot write the results: " + failure);
    return exit_could_not_run;
}

}  // namespace zodgate::cli

#include "cli/cli.hpp"

#include "cli/interrupt.hpp"

namespace zodgate::cli {

int end_with(int otherwise) {
    const std::string failure = finish_out();
    if (!failure.empty()) complain("cannot write the results: " + failure);
    if (interrupt() != 0) return exit_by_signal + interrupt();
    return failure.empty() ? otherwise : exit_could_not_run;
}

}  // namespace zodgate::cli

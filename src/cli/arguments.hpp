// What the program is told on its command line.
#pragma once

#include "cli/cli.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace zodgate::cli {

/// The commands and their options, and the words that were typed for them.
class Arguments {
  public:
    Arguments();
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    /// Reads the words of the command line, the program's name left out, and does what they ask for.
    /// @return the exit code
    int run(const std::vector<std::string>& words);

  private:
    // Words as typed, before they are turned into values.
    struct Words {
        std::string output = "text";
        std::string only;
        std::string color = "auto";
        std::string zod = "4";
        std::string semantics = "zod";
        std::string formats;
        std::string invalid_rate;
    };

    void describe_check(CLI::App& command);
    void describe_diff(CLI::App& command);
    void describe_generate(CLI::App& command);
    void describe_lint(CLI::App& command);
    static void describe_schema(CLI::App& command, std::string& file, SchemaArguments& reading);
    static CLI::Option* describe_operation(CLI::App& command, SchemaArguments& reading);
    static void describe_inputs(CLI::App& command, InputArguments& arguments);
    static void describe_limits(CLI::App& command, Limits& limits);
    void describe_color(CLI::App& command);
    void describe_reading(CLI::App& command, SchemaArguments& arguments);
    void take_reading(SchemaArguments& arguments) const;
    int run_parsed();
    int end_with_usage(const CLI::ParseError& error, const std::vector<std::string>& words) const;

    CLI::App app_;
    CLI::App& check_command_;
    CLI::App& diff_command_;
    CLI::App& generate_command_;
    CLI::App& lint_command_;
    CheckArguments check_;
    DiffArguments diff_;
    GenerateArguments generate_;
    LintArguments lint_;
    Words typed_;
};

}  // namespace zodgate::cli

#include "cli/cli.hpp"
#include "lint/lint.hpp"

#include <zodgate/version.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <map>

namespace {

using zodgate::cli::CheckArguments;
using zodgate::cli::Color;
using zodgate::cli::LintArguments;
using zodgate::cli::Output;
using zodgate::cli::SchemaArguments;

// Words as typed, before they are turned into values.
struct Words {
    std::string output = "text";
    std::string color = "auto";
    std::string zod = "4";
    std::string semantics = "zod";
    std::string formats;
};

void describe_color(CLI::App& command, Words& words) {
    command.add_option("--color", words.color, "Colours in text (default: auto, on a terminal only)")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->option_text("auto|always|never");
}

void describe_reading(CLI::App& command, SchemaArguments& arguments, Words& words) {
    command
        .add_option("--semantics", words.semantics,
                    "What keywords mean: what the Zod schema does, or JSON Schema's specification (default: zod)")
        ->check(CLI::IsMember({"zod", "json-schema"}))
        ->option_text("zod|json-schema");
    command
        .add_option("--formats", words.formats,
                    "Formats checked: those Zod knows, also JSON Schema's others such as iri, or none (default: zod; "
                    "with --semantics json-schema: none)")
        ->check(CLI::IsMember({"zod", "all", "none"}))
        ->option_text("zod|all|none");
    command.add_flag("--check-content", arguments.check_content,
                     "Check contentEncoding and contentMediaType of strings, too");
    command
        .add_option("--dialect", arguments.dialect,
                    "Dialect of documents without $schema (default: https://json-schema.org/draft/2020-12/schema)")
        ->option_text("URI");
    command
        .add_option("--map", arguments.maps,
                    "Answer references to URIs under URI from files in FOLDER; may be given several times")
        ->option_text("URI=FOLDER")
        ->allow_extra_args(false);
}

void describe_lint(CLI::App& command, LintArguments& arguments, Words& words) {
    command.add_option("FILE", arguments.files, "JSON Schema documents, of draft-04 to 2020-12; - is standard input")
        ->required()
        ->option_text("...");
    command.add_option("--output", words.output, "Form of the findings (default: text)")
        ->check(CLI::IsMember({"text", "json", "sarif"}))
        ->option_text("text|json|sarif");
    std::vector<std::string> rules;
    for (const zodgate::lint::Rule& rule : zodgate::lint::rules()) rules.emplace_back(rule.name);
    command.add_option("--ignore", arguments.ignored, "Leave out what that rule finds; may be given several times")
        ->check(CLI::IsMember(rules))
        ->option_text("RULE")
        ->allow_extra_args(false);
    describe_color(command, words);
    describe_reading(command, arguments.reading, words);
    command.footer("Exit status: 0 nothing found, 1 something found, 2 a document could not be looked at.\n");
}

void take_reading(const Words& words, SchemaArguments& arguments) {
    using zodgate::Formats;
    static const std::map<std::string, Formats> formats{
        {"zod", Formats::zod}, {"all", Formats::all}, {"none", Formats::none}};
    const bool by_zod = words.semantics == "zod";
    arguments.semantics = by_zod ? zodgate::Semantics::zod : zodgate::Semantics::json_schema;
    if (!words.formats.empty()) arguments.formats = formats.at(words.formats);
}

void describe_check(CLI::App& command, CheckArguments& arguments, Words& words) {
    command.add_option("--schema", arguments.schema, "JSON Schema document, of draft-04 to 2020-12")
        ->required()
        ->option_text("FILE (required)");
    command
        .add_option("INPUT", arguments.inputs,
                    "Payload files, folders (their *.json, *.ndjson, *.jsonl), or - for standard input, the default")
        ->option_text("...");
    command.add_flag("--lines", arguments.lines, "Read one payload a line (always so for .ndjson and .jsonl)");
    command.add_option("--output", words.output, "Form of the results (default: text)")
        ->check(CLI::IsMember({"text", "json", "ndjson"}))
        ->option_text("text|json|ndjson");
    describe_color(command, words);
    command.add_option("--zod", words.zod, "Major version of Zod whose issues are reported (default: 4)")
        ->check(CLI::IsMember({"4"}))
        ->option_text("4");
    describe_reading(command, arguments.reading, words);
    command.add_option("--max-issues", arguments.limits.max_issues, "Most issues reported a payload (default: 1000)")
        ->check(CLI::PositiveNumber)
        ->option_text("N");
    command
        .add_option("--max-bytes", arguments.limits.max_bytes, "Longest payload judged, in bytes (default: 2147483647)")
        ->check(CLI::PositiveNumber)
        ->option_text("N");
    command
        .add_option("--max-pattern-steps", arguments.limits.max_pattern_steps,
                    "Most steps of a regular expression over one string (default: 1000000)")
        ->check(CLI::PositiveNumber)
        ->option_text("N");
    command
        .add_option("--max-depth", arguments.limits.max_depth, "Deepest nesting judged, at most 1000 (default: 256)")
        ->check(CLI::Range(1, 1000))
        ->option_text("N");
    command.footer("Exit status: 0 all payloads valid, 1 some not, 2 could not run or could not read an input.\n");
}

int run(int count, char** words) {
    CLI::App app("Checks JSON payloads against a JSON Schema and reports Zod's issues.", "zodgate");
    app.set_version_flag("--version", "zodgate " + std::string(zodgate::version()) + " (Zod " +
                                          std::string(zodgate::zod_version()) + ")");
    app.require_subcommand(1);
    CheckArguments arguments;
    // Files are read by whoever may wait; servers keep the library's own defaults.
    arguments.limits.max_bytes = 2147483647U;
    arguments.limits.max_issue_bytes = std::size_t{64} * 1024 * 1024;
    arguments.limits.max_union_work = 100000000;
    Words typed;
    LintArguments lint_arguments;
    describe_check(*app.add_subcommand("check", "Judge payloads"), arguments, typed);
    CLI::App& lint = *app.add_subcommand("lint", "Tell what schemas ask that nothing enforces, or that misleads");
    describe_lint(lint, lint_arguments, typed);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        // Help and version are errors to CLI11, with exit code 0.
        return app.exit(error) == 0 ? zodgate::cli::exit_all_valid : zodgate::cli::exit_could_not_run;
    }
    static const std::map<std::string, Output> outputs{
        {"text", Output::text}, {"json", Output::json}, {"ndjson", Output::ndjson}, {"sarif", Output::sarif}};
    static const std::map<std::string, Color> colors{
        {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
    if (lint.parsed()) {
        lint_arguments.output = outputs.at(typed.output);
        lint_arguments.color = colors.at(typed.color);
        take_reading(typed, lint_arguments.reading);
        return zodgate::cli::lint(lint_arguments);
    }
    arguments.output = outputs.at(typed.output);
    arguments.color = colors.at(typed.color);
    take_reading(typed, arguments.reading);
    return zodgate::cli::check(arguments);
}

}  // namespace

int main(int count, char** words) {
    try {
        return run(count, words);
    } catch (const std::exception& error) {
        zodgate::cli::complain(error.what());
    } catch (...) {
        std::fputs("zodgate: unknown error\n", stderr);
    }
    return zodgate::cli::exit_could_not_run;
}

#include "cli/arguments.hpp"

#include "lint/lint.hpp"

#include <zodgate/version.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

namespace zodgate::cli {
namespace {

// The page is the one form that needs a file of its own: `--output html FILE` becomes `--page=FILE`.
constexpr const char* page_option = "--page";

// Said in the words that were typed; CLI11 would speak of the option behind them.
std::string page_file(const std::vector<std::string>& words, std::size_t at) {
    const bool is_there = at < words.size() && !words[at].empty() && words[at].front() != '-';
    if (!is_there) throw CLI::ValidationError("--output html", "the page's file is missing: --output html FILE");
    return words[at];
}

std::vector<std::string> with_page_option(const std::vector<std::string>& words) {
    const bool has_pages = !words.empty() && (words.front() == "check" || words.front() == "diff");
    if (!has_pages) return words;
    std::vector<std::string> out;
    bool has_page = false;
    bool is_over = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        is_over = is_over || words[i] == "--";  // inputs alone come behind it
        const bool is_apart = words[i] == "--output" && i + 1 < words.size() && words[i + 1] == "html";
        if (is_over || (!is_apart && words[i] != "--output=html")) {
            out.push_back(words[i]);
            continue;
        }
        if (has_page) throw CLI::ValidationError("--output html", "there can be one page only");
        has_page = true;
        i += is_apart ? 2 : 1;
        out.push_back(page_option + ("=" + page_file(words, i)));
    }
    return out;
}

// Digits alone: neither octal nor hexadecimal, and nothing that would be taken for the largest number there is.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
    const auto read = [least, most](std::string& typed) {
        std::uint64_t number = 0;
        const char* const end = typed.data() + typed.size();
        const auto [stop, error] = std::from_chars(typed.data(), end, number);
        if (error != std::errc() || stop != end || number < least || number > most) {
            const bool is_open = most == std::numeric_limits<std::uint64_t>::max();
            return typed + " is no whole number " +
                   (is_open ? "of at least " + std::to_string(least) + ", or too large"
                            : "from " + std::to_string(least) + " to " + std::to_string(most));
        }
        typed = std::to_string(number);
        return std::string();
    };
    return CLI::Validator(read, "");
}

// CLI11 would take the next word.
void refuse_missing_values(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word == "--") return;
        if (word.size() > 3 && word.compare(0, 2, "--") == 0 && word.back() == '=' &&
            word.find('=') == word.size() - 1) {
            throw CLI::ValidationError(word.substr(0, word.size() - 1), "there is no value behind \"=\"");
        }
    }
}

}  // namespace

Arguments::Arguments()
    : app_("Checks JSON payloads against a JSON Schema and reports Zod's issues.", "zodgate"),
      check_command_(*app_.add_subcommand("check", "Judge payloads")),
      diff_command_(*app_.add_subcommand("diff", "Tell which payloads a new schema judges otherwise than the old one")),
      generate_command_(*app_.add_subcommand("generate", "Make payloads up that a schema accepts, or refuses")),
      lint_command_(*app_.add_subcommand("lint", "Tell what schemas ask that nothing enforces, or that misleads")) {
    app_.set_version_flag("--version", "zodgate " + std::string(zodgate::version()) + " (Zod " +
                                           std::string(zodgate::zod_version()) + ")");
    app_.require_subcommand(1);
    describe_check(check_command_);
    describe_diff(diff_command_);
    describe_generate(generate_command_);
    describe_lint(lint_command_);
}

void Arguments::describe_check(CLI::App& command) {
    describe_schema(command, check_.schema, check_.reading);
    describe_inputs(command, check_.input);
    command
        .add_option("--output", typed_.output,
                    "Form of the results (default: text); html writes a summary as a web page to FILE, beside the "
                    "results")
        ->check(CLI::IsMember({"text", "json", "ndjson", "payloads", "sarif", "junit"}))
        ->option_text("text|json|ndjson|payloads|sarif|junit|html FILE");
    command.add_option(page_option, check_.page)->group("");
    command
        .add_option("--only", typed_.only,
                    "Payloads that are told of; all are counted (default: all; as text no valid lines)")
        ->check(CLI::IsMember({"all", "valid", "invalid"}))
        ->option_text("all|valid|invalid");
    command.add_flag("--no-place", check_.no_place, "Leave file and line out of ndjson");
    command.add_flag("--fail-fast", check_.fail_fast, "Stop at the first payload that is not valid");
    command.add_flag("--exit-zero", check_.exit_zero, "End with status 0 also when payloads are not valid");
    command.add_flag("--quiet", check_.input.quiet, "No progress on a terminal; as text nothing but the summary");
    describe_color(command);
    command.add_option("--zod", typed_.zod, "Major version of Zod whose issues are reported (default: 4)")
        ->check(CLI::IsMember({"4"}))
        ->option_text("4");
    describe_reading(command, check_.reading);
    describe_limits(command, check_.input.limits);
    command.footer(
        "Exit status: 0 all payloads valid, 1 some not, 2 could not run, read an input or write the "
        "results, 130 interrupted.\n");
}

void Arguments::describe_diff(CLI::App& command) {
    command.add_option("OLD", diff_.old_schema, "JSON Schema document as it was; with --operation an OpenAPI document")
        ->required()
        ->option_text("(required)");
    command.add_option("NEW", diff_.new_schema, "The one that is to come")->required()->option_text("(required)");
    describe_operation(command, diff_.reading);
    describe_inputs(command, diff_.input);
    command
        .add_option("--output", typed_.output,
                    "Form of the differences (default: text); html writes a summary as a web page to FILE, beside them")
        ->check(CLI::IsMember({"text", "json", "ndjson"}))
        ->option_text("text|json|ndjson|html FILE");
    command.add_option(page_option, diff_.page)->group("");
    command.add_flag("--fail-fast", diff_.fail_fast, "Stop at the first payload that is judged otherwise");
    command.add_flag("--exit-zero", diff_.exit_zero, "End with status 0 also when payloads are judged otherwise");
    command.add_flag("--quiet", diff_.input.quiet, "No progress on a terminal; as text nothing but the summary");
    describe_color(command);
    describe_reading(command, diff_.reading);
    describe_limits(command, diff_.input.limits);
    command.footer(
        "Exit status: 0 all payloads judged as before, 1 some not, 2 could not run, read an input or write the "
        "results, 130 interrupted.\n");
}

// Either a schema, or a document and an operation in it.
void Arguments::describe_schema(CLI::App& command, std::string& file, SchemaArguments& reading) {
    CLI::Option* const schema =
        command.add_option("--schema", file, "JSON Schema document, of draft-04 to 2020-12")->option_text("FILE");
    CLI::Option* const openapi =
        command.add_option("--openapi", file, "OpenAPI document, 3.1 or 3.0: payloads are JSON bodies of --operation")
            ->option_text("FILE");
    CLI::Option* const operation = describe_operation(command, reading);
    schema->excludes(openapi);
    openapi->needs(operation);
    operation->needs(openapi);
    command.final_callback([&file] {
        if (!file.empty()) return;
        throw CLI::RequiredError("one of --schema FILE and --openapi FILE");
    });
}

CLI::Option* Arguments::describe_operation(CLI::App& command, SchemaArguments& reading) {
    return command
        .add_option("--operation", reading.operation,
                    "Operation of the OpenAPI document: its method and path as in the document, or its operationId")
        ->option_text("'METHOD /path'");
}

void Arguments::describe_inputs(CLI::App& command, InputArguments& arguments) {
    // Files are read by whoever may wait; servers keep the library's own defaults.
    arguments.limits.max_bytes = 2147483647U;
    arguments.limits.max_issue_bytes = std::size_t{64} * 1024 * 1024;
    arguments.limits.max_union_work = 100000000;
    arguments.limits.max_values = SIZE_MAX;
    arguments.limits.max_members = SIZE_MAX;
    arguments.limits.max_string_bytes = arguments.limits.max_bytes;
    command
        .add_option("INPUT", arguments.inputs,
                    "Payload files, folders (their *.json, *.ndjson, *.jsonl, also .gz and .zst), or - for standard "
                    "input, the default; gzip and Zstandard are decompressed")
        ->option_text("...");
    command.add_flag("--lines", arguments.lines, "Read one payload a line (always so for .ndjson and .jsonl)");
    command.add_option("--jobs", arguments.jobs, "Threads (default: one for each core)")
        ->transform(whole_number(1, 1024))
        ->option_text("N");
    CLI::Option* const sample =
        command.add_option("--sample", arguments.sample, "Judge N payloads only, chosen by chance")
            ->transform(whole_number(1))
            ->option_text("N");
    command.add_option("--seed", arguments.seed, "Choose others (default: 0)")
        ->transform(whole_number(0))
        ->option_text("N")
        ->needs(sample);
}

void Arguments::describe_limits(CLI::App& command, Limits& limits) {
    command.add_option("--max-issues", limits.max_issues, "Most issues reported a payload (default: 1000)")
        ->transform(whole_number(1))
        ->option_text("N");
    command.add_option("--max-bytes", limits.max_bytes, "Longest payload judged, in bytes (default: 2147483647)")
        ->transform(whole_number(1, 2147483647))
        ->option_text("N");
    command
        .add_option("--max-pattern-steps", limits.max_pattern_steps,
                    "Most steps of a regular expression over one string (default: 1000000)")
        ->transform(whole_number(1))
        ->option_text("N");
    command.add_option("--max-depth", limits.max_depth, "Deepest nesting judged, at most 1000 (default: 256)")
        ->transform(whole_number(1, 1000))
        ->option_text("N");
}

void Arguments::describe_color(CLI::App& command) {
    command.add_option("--color", typed_.color, "Colours in text (default: auto, on a terminal only)")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->option_text("auto|always|never");
}

void Arguments::describe_reading(CLI::App& command, SchemaArguments& arguments) {
    command
        .add_option("--semantics", typed_.semantics,
                    "What keywords mean: what the Zod schema does, or JSON Schema's specification (default: zod)")
        ->check(CLI::IsMember({"zod", "json-schema"}))
        ->option_text("zod|json-schema");
    command
        .add_option("--formats", typed_.formats,
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

void Arguments::describe_generate(CLI::App& command) {
    describe_schema(command, generate_.schema, generate_.reading);
    command.add_option("--count", generate_.count, "How many payloads, one a line (default: 10)")
        ->transform(whole_number(0))
        ->option_text("N");
    command.add_option("--seed", generate_.seed, "The same payloads for the same seed and schema (default: 0)")
        ->transform(whole_number(0))
        ->option_text("N");
    command
        .add_option("--invalid", typed_.invalid_rate,
                    "Share of payloads that the schema refuses, as 0.1 or 10% (default: 0)")
        ->check([](const std::string& typed) {
            try {
                read_rate(typed);
                return std::string();
            } catch (const std::invalid_argument& error) {
                return std::string(error.what());
            }
        })
        ->option_text("RATE");
    command.add_flag("--explain", generate_.explains,
                     "Write objects with the payload, whether it is valid, and how it is broken");
    describe_reading(command, generate_.reading);
    command.footer(
        "Exit status: 0 all written, 2 could not: usage, the schema, or nothing satisfies it, 130 interrupted.\n");
}

void Arguments::describe_lint(CLI::App& command) {
    command.add_option("FILE", lint_.files, "JSON Schema documents, of draft-04 to 2020-12; - is standard input")
        ->required()
        ->option_text("...");
    command.add_option("--output", typed_.output, "Form of the findings (default: text)")
        ->check(CLI::IsMember({"text", "json", "sarif"}))
        ->option_text("text|json|sarif");
    std::vector<std::string> rules;
    for (const lint::Rule& rule : lint::rules()) rules.emplace_back(rule.name);
    command.add_option("--ignore", lint_.ignored, "Leave out what that rule finds; may be given several times")
        ->check(CLI::IsMember(rules))
        ->option_text("RULE")
        ->allow_extra_args(false);
    describe_color(command);
    describe_reading(command, lint_.reading);
    command.footer("Exit status: 0 nothing found, 1 something found, 2 a document could not be looked at.\n");
}

void Arguments::take_reading(SchemaArguments& arguments) const {
    static const std::map<std::string, Formats> formats{
        {"zod", Formats::zod}, {"all", Formats::all}, {"none", Formats::none}};
    const bool by_zod = typed_.semantics == "zod";
    arguments.semantics = by_zod ? Semantics::zod : Semantics::json_schema;
    if (!typed_.formats.empty()) arguments.formats = formats.at(typed_.formats);
}

int Arguments::run_parsed() {
    static const std::map<std::string, Output> outputs{{"text", Output::text},         {"json", Output::json},
                                                       {"ndjson", Output::ndjson},     {"sarif", Output::sarif},
                                                       {"payloads", Output::payloads}, {"junit", Output::junit}};
    static const std::map<std::string, Color> colors{
        {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
    static const std::map<std::string, Only> only{
        {"", Only::automatic}, {"all", Only::all}, {"valid", Only::valid}, {"invalid", Only::invalid}};
    if (lint_command_.parsed()) {
        lint_.output = outputs.at(typed_.output);
        lint_.color = colors.at(typed_.color);
        take_reading(lint_.reading);
        return lint(lint_);
    }
    if (generate_command_.parsed()) {
        take_reading(generate_.reading);
        if (!typed_.invalid_rate.empty()) generate_.invalid_rate = read_rate(typed_.invalid_rate);
        return generate(generate_);
    }
    if (diff_command_.parsed()) {
        diff_.output = outputs.at(typed_.output);
        diff_.color = colors.at(typed_.color);
        take_reading(diff_.reading);
        return diff(diff_);
    }
    check_.output = outputs.at(typed_.output);
    check_.color = colors.at(typed_.color);
    check_.only = only.at(typed_.only);
    if (check_.no_place && check_.output != Output::ndjson) {
        complain("--no-place is for --output ndjson");
        return exit_could_not_run;
    }
    take_reading(check_.reading);
    return check(check_);
}

// Help and version are errors to CLI11, with exit code 0.
int Arguments::end_with_usage(const CLI::ParseError& error, const std::vector<std::string>& words) const {
    if (error.get_exit_code() == 0) return end_with(app_.exit(error));
    const bool is_command = !words.empty() && !words.front().empty() && words.front().front() != '-';
    const std::vector<const CLI::App*> commands = app_.get_subcommands({});
    const auto is_named = [&words](const CLI::App* command) { return command->get_name() == words.front(); };
    if (is_command && std::none_of(commands.begin(), commands.end(), is_named)) {
        complain("there is no command \"" + words.front() + "\"; there are check, diff, generate and lint");
    } else {
        complain(error.what());
    }
    std::fputs("Run with --help for more information.\n", stderr);
    return exit_could_not_run;
}

int Arguments::run(const std::vector<std::string>& words) {
    try {
        refuse_missing_values(words);
        std::vector<std::string> reversed = with_page_option(words);
        std::reverse(reversed.begin(), reversed.end());
        app_.parse(std::move(reversed));
    } catch (const CLI::ParseError& error) {
        return end_with_usage(error, words);
    }
    return run_parsed();
}

}  // namespace zodgate::cli

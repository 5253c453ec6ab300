#include "cli/cli.hpp"
#include "cli/interrupt.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"

#include <optional>
#include <variant>

namespace zodgate::cli {
namespace {

std::unique_ptr<Report> make_report(const CheckArguments& arguments) {
    switch (arguments.output) {
        case Output::json: return make_json_report();
        case Output::ndjson: return make_ndjson_report(!arguments.no_place);
        case Output::payloads: return make_payload_report();
        case Output::sarif: return make_sarif_report();
        case Output::junit: return make_junit_report();
        case Output::text: break;
    }
    return make_text_report(is_colored(arguments.color), !arguments.input.quiet);
}

bool is_told(const CheckArguments& arguments, const Payload& payload, bool valid) {
    if (arguments.output == Output::text && arguments.input.quiet) return false;
    switch (arguments.only) {
        case Only::all: return true;
        case Only::valid: return valid;
        case Only::invalid: return !valid;
        case Only::automatic: break;
    }
    // Millions of lines that say nothing but "valid" would hide the others.
    const bool is_wanted = arguments.output != Output::text || !payload.line;
    return !valid || is_wanted;
}

// What a file of lines looks like to who takes it for one payload.
bool has_further_value(const Result& result) {
    if (result.status() != Status::malformed || result.issues().empty()) return false;
    const auto* const fault = std::get_if<NotJson>(&result.issues().front().parameters);
    return fault != nullptr && fault->reason == "something follows the value";
}

}  // namespace

int check(const CheckArguments& arguments) {
    std::optional<Schema> schema;
    std::optional<PageFile> page;
    try {
        refuse_standard_input_twice({arguments.schema}, arguments.input.inputs);
        schema = load_schema(arguments.schema, arguments.reading);
        if (!arguments.page.empty()) page.emplace(arguments.page);
    } catch (const InputError& error) {
        complain(error.what());
        return exit_could_not_run;
    }
    const std::unique_ptr<Report> report = make_report(arguments);
    const auto judge = [&](const Payload& payload, Outcome& outcome) {
        const Result result = judged(*schema, payload, arguments.input.limits);
        outcome.tally.add(payload, result);
        if (!payload.line && has_further_value(result)) {
            outcome.warnings.push_back(payload.file.name + ": a payload a line is read with --lines");
        }
        if (is_told(arguments, payload, result.valid())) report->append(outcome.records, payload, result);
        return result.valid() || !arguments.fail_fast;
    };
    const Tally tally = judge_all(arguments.input, judge, *report);
    report->finish(tally);
    if (arguments.output != Output::text) tell_summary(summary_text(tally, false, false), arguments.input.quiet);
    const PageSubject subject{arguments.schema, arguments.input.inputs, interrupt() != 0, arguments.reading.operation};
    const bool has_page = !page || page->write(subject, tally);
    const bool is_fine = tally.refused() == 0 || arguments.exit_zero;
    return exit_code(tally, !has_page ? exit_could_not_run : is_fine ? exit_all_valid : exit_some_invalid);
}

}  // namespace zodgate::cli

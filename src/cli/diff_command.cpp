// Two schemas over the same payloads: what a change of schema will break.
#include "cli/cli.hpp"
#include "cli/diff_report.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace zodgate::cli {
namespace {

std::unique_ptr<DiffReport> make_report(const DiffArguments& arguments) {
    switch (arguments.output) {
        case Output::json: return make_json_diff_report();
        case Output::ndjson: return make_ndjson_diff_report();
        default: break;
    }
    return make_text_diff_report(is_colored(arguments.color));
}

// The issues of one list that the other one has not, as often as they stand there, told by their text.
std::vector<const Issue*> without(const std::vector<Issue>& issues, const std::vector<Issue>& others) {
    std::map<std::string, std::size_t> left;
    for (const Issue& issue : others) ++left[to_json(issue)];
    std::vector<const Issue*> out;
    for (const Issue& issue : issues) {
        std::size_t& count = left[to_json(issue)];
        if (count > 0) {
            --count;
        } else {
            out.push_back(&issue);
        }
    }
    return out;
}

std::optional<Difference> difference_of(const Result& before, const Result& after) {
    if (before.valid() && after.valid()) return std::nullopt;
    Difference difference;
    difference.appearing = without(after.issues(), before.issues());
    difference.vanishing = without(before.issues(), after.issues());
    if (before.valid() != after.valid()) {
        difference.kind = before.valid() ? Difference::Kind::now_invalid : Difference::Kind::now_valid;
        return difference;
    }
    // The same issues in another order are another answer, too.
    const bool is_same = difference.appearing.empty() && difference.vanishing.empty() &&
                         to_json(before.issues()) == to_json(after.issues());
    if (is_same) return std::nullopt;
    return difference;
}

void count(Tally& tally, const Payload& payload, const Difference& difference) {
    switch (difference.kind) {
        case Difference::Kind::now_invalid: ++tally.now_invalid; break;
        case Difference::Kind::now_valid: ++tally.now_valid; break;
        case Difference::Kind::other_issues: ++tally.other_issues; break;
    }
    tally.add_faults(payload, difference.appearing, Change::appears);
    tally.add_faults(payload, difference.vanishing, Change::vanishes);
}

}  // namespace

int diff(const DiffArguments& arguments) {
    std::vector<Schema> schemas;
    std::optional<PageFile> page;
    try {
        refuse_standard_input_twice({arguments.old_schema, arguments.new_schema}, arguments.input.inputs);
        schemas.push_back(load_schema(arguments.old_schema, arguments.reading));
        schemas.push_back(load_schema(arguments.new_schema, arguments.reading));
        if (!arguments.page.empty()) page.emplace(arguments.page);
    } catch (const InputError& error) {
        complain(error.what());
        return exit_could_not_run;
    }
    const std::unique_ptr<DiffReport> report = make_report(arguments);
    const bool is_listed = arguments.output != Output::text || !arguments.input.quiet;
    const auto judge = [&](const Payload& payload, Outcome& outcome) {
        const Result before = judged(schemas[0], payload, arguments.input.limits);
        const Result after = judged(schemas[1], payload, arguments.input.limits);
        outcome.tally.add_status(after.status());
        const std::optional<Difference> difference = difference_of(before, after);
        if (!difference) return true;
        count(outcome.tally, payload, *difference);
        if (is_listed) report->append(outcome.records, payload, before, after, *difference);
        return !arguments.fail_fast;
    };
    const Tally tally = judge_all(arguments.input, judge, *report);
    report->finish(tally);
    if (arguments.output != Output::text) tell_summary(diff_summary_text(tally, false), arguments.input.quiet);
    const PageSubject subject{arguments.new_schema, arguments.input.inputs, interrupt() != 0,
                              arguments.reading.operation, arguments.old_schema};
    const bool has_page = !page || page->write(subject, tally);
    const bool is_fine = tally.changed() == 0 || arguments.exit_zero;
    return exit_code(tally, !has_page ? exit_could_not_run : is_fine ? exit_all_valid : exit_some_invalid);
}

}  // namespace zodgate::cli

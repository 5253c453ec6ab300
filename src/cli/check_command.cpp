#include "cli/cli.hpp"

#include <new>

namespace zodgate::cli {
namespace {

Schema load_schema(const CheckArguments& arguments) {
    SchemaFiles files(arguments.reading.maps);
    const std::string text = read_file(arguments.schema);
    try {
        return Schema::parse(text, files.options_for(arguments.schema, arguments.reading));
    } catch (const SchemaError& error) {
        throw InputError(files.describe(error, arguments.schema, text));
    }
}

void count(Summary& summary, const Result& result) {
    ++summary.payloads;
    if (result.valid()) {
        ++summary.valid;
    } else if (result.status() == Status::malformed) {
        ++summary.malformed;
    } else {
        ++summary.invalid;
    }
}

std::unique_ptr<Report> make_report(const CheckArguments& arguments) {
    switch (arguments.output) {
        case Output::json: return make_json_report();
        case Output::ndjson: return make_ndjson_report();
        case Output::sarif:
        case Output::text: break;
    }
    return make_text_report(is_colored(arguments.color));
}

}  // namespace

int check(const CheckArguments& arguments) {
    std::optional<Schema> schema;
    try {
        schema = load_schema(arguments);
    } catch (const InputError& error) {
        complain(error.what());
        return exit_could_not_run;
    }

    Summary summary;
    const std::unique_ptr<Report> report = make_report(arguments);
    const auto judge = [&](const Payload& payload) {
        const Result result = schema->validate(payload.text, arguments.limits);
        if (result.status() == Status::out_of_memory) throw std::bad_alloc();
        count(summary, result);
        report->payload(payload, result);
    };
    // What cannot be read is said, and counted; the rest is judged all the same.
    const auto attempt = [&summary](const auto& read) {
        try {
            read();
        } catch (const InputError& error) {
            ++summary.unreadable;
            complain(error.what());
        }
    };
    const std::vector<std::string> standard_input{"-"};
    for (const std::string& input : arguments.inputs.empty() ? standard_input : arguments.inputs) {
        attempt([&] {
            for (const std::string& file : files_of(input)) {
                attempt([&] { for_each_payload(file, arguments.lines || holds_lines(file), judge); });
            }
        });
    }
    report->finish(summary);

    if (const std::string failure = finish_out(); !failure.empty()) {
        complain("cannot write the results: " + failure);
        return exit_could_not_run;
    }
    if (summary.unreadable > 0) return exit_could_not_run;
    return summary.valid == summary.payloads ? exit_all_valid : exit_some_invalid;
}

}  // namespace zodgate::cli

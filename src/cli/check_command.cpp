#include "cli/cli.hpp"

#include <new>

namespace zodgate::cli {
namespace {

Schema load_schema(const std::string& path, Formats formats) {
    const std::string text = read_file(path);
    Options options;
    options.document_name = path;
    options.formats = formats;
    try {
        return Schema::parse(text, options);
    } catch (const SchemaError& error) {
        const Payload document{path, std::nullopt, text};
        const std::string pointer = error.pointer().empty() ? std::string() : "at " + error.pointer() + ": ";
        throw InputError(place(document, error.offset()) + ": " + pointer + error.reason());
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
        case Output::text: break;
    }
    const bool colored = arguments.color == Color::always || (arguments.color == Color::automatic && wants_color());
    return make_text_report(colored);
}

}  // namespace

int check(const CheckArguments& arguments) {
    std::optional<Schema> schema;
    try {
        schema = load_schema(arguments.schema, arguments.formats);
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

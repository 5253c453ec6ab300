// The schema that payloads are judged with: a document of its own, or a body of an OpenAPI document.
#include "cli/cli.hpp"
#include "cli/inputs.hpp"

#include <zodgate/http.hpp>

#include <optional>

namespace zodgate::cli {
namespace {

std::string names_of(const http::Api& api) {
    constexpr std::size_t most_named = 20;
    std::string names;
    std::size_t count = 0;
    for (const http::Operation& operation : api.operations()) {
        if (count++ == most_named) return names + ", …";
        names += (names.empty() ? "" : ", ") + operation.method + " " + operation.path;
    }
    return names;
}

Schema body_of(const std::string& file, const http::Api& api, const std::string& operation) {
    if (api.find_operation(operation) == nullptr) {
        throw InputError(file + " has no operation \"" + operation + "\"; it has " + names_of(api));
    }
    const std::optional<Schema> schema = api.body_schema(operation);
    if (!schema) throw InputError(file + ": the operation \"" + operation + "\" describes no JSON body");
    return *schema;
}

}  // namespace

Schema load_schema(const std::string& file, const SchemaArguments& reading) {
    SchemaFiles files(reading.maps);
    const std::string text = read_file(file);
    Options options = files.options_for(file, reading);
    options.schema_locations = true;
    try {
        if (reading.operation.empty()) return Schema::parse(text, options);
        http::ApiOptions api_options;
        api_options.schema = options;
        return body_of(file, http::Api::from_openapi(text, api_options), reading.operation);
    } catch (const SchemaError& error) {
        throw InputError(files.describe(error, file, text));
    }
}

}  // namespace zodgate::cli

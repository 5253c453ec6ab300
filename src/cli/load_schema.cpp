// The schema that payloads are judged with: a document of its own, or a body of an OpenAPI document.
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "http/yaml.hpp"
#include "json/json.hpp"
#include "schema/keywords.hpp"

#include <zodgate/http.hpp>

#include <algorithm>
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

// A payload in the schema's place would let everything pass.
void warn_of_no_keywords(const std::string& file, const std::string& text) {
    json::Document document;
    const json::ReadError error = document.read(text, {text.size(), json::deepest_text, false});
    if (error.status != json::ReadStatus::ok || document.root().type != json::Type::object) return;
    const json::Members members = json::members_of(document.root());
    const auto is_known = [](const json::Member& member) { return !schema::dialects_with(member.key).empty(); };
    if (members.begin() == members.end() || std::any_of(members.begin(), members.end(), is_known)) return;
    complain(file + " has no keyword of a schema: every payload is valid");
}

}  // namespace

void refuse_standard_input_twice(const std::vector<std::string>& schemas, const std::vector<std::string>& inputs) {
    const auto count = [](const std::vector<std::string>& names) {
        return std::count(names.begin(), names.end(), standard_input);
    };
    const bool is_default = inputs.empty() && count(schemas) > 0;
    if (is_default || count(schemas) + count(inputs) > 1) {
        throw InputError("standard input can be read once, and is wanted twice");
    }
}

Schema load_schema(const std::string& file, const SchemaArguments& reading) {
    SchemaFiles files(reading.maps);
    const std::string text = read_file(file);
    Options options = files.options_for(file, reading);
    options.schema_locations = true;
    try {
        if (reading.operation.empty()) {
            Schema schema = Schema::parse(text, options);
            warn_of_no_keywords(file, text);
            return schema;
        }
        http::ApiOptions api_options;
        api_options.schema = options;
        // Another operation may take what is not judged here.
        api_options.other_media = http::ApiOptions::OtherMedia::pass;
        return body_of(file, http::Api::from_openapi(text, api_options), reading.operation);
    } catch (const SchemaError& error) {
        const bool is_yaml = reading.operation.empty() && http::looks_like_yaml(text);
        const std::string hint = is_yaml ? "; YAML is read of OpenAPI documents, by --operation" : "";
        throw InputError(files.describe(error, file, text) + hint);
    }
}

}  // namespace zodgate::cli

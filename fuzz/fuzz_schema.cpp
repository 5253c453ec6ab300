// A schema document and a payload, separated by the first NUL, in Zod's reading and in JSON Schema's: loading gives a
// schema or a SchemaError, and a loaded schema judges any payload within its limits, and gives the parsed value of a
// valid one.
#include "harness.hpp"
#include "json_mutator.hpp"

#include <zodgate/zodgate.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using harness::require;

const zodgate::Schema& anything() {
    static const zodgate::Schema schema = zodgate::Schema::parse("true");
    return schema;
}

zodgate::Limits deep() {
    zodgate::Limits limits;
    limits.max_depth = 1000;
    limits.max_bytes = std::size_t{1} << 31U;
    return limits;
}

// As max_issues has it.
std::size_t count_of(const std::vector<zodgate::Issue>& issues) {
    std::size_t count = issues.size();
    for (const zodgate::Issue& issue : issues) {
        const auto* const invalid = std::get_if<zodgate::InvalidUnion>(&issue.parameters);
        if (invalid == nullptr) continue;
        for (const std::vector<zodgate::Issue>& option : invalid->errors) count += count_of(option);
    }
    return count;
}

// Where few issues are wanted, they are the first ones.
void judge_for_few_issues(const zodgate::Schema& schema, std::string_view payload, zodgate::Limits limits,
                          const zodgate::Result& all) {
    limits.max_issues = 1 + payload.size() % 5;
    const zodgate::Result few = schema.validate(payload, limits);
    require(few.status() == all.status() || all.status() == zodgate::Status::over_limit);
    require(few.valid() == few.issues().empty());
    require(count_of(few.issues()) <= limits.max_issues);
    if (few.status() != all.status()) return;
    require(few.issues().size() <= all.issues().size());
    const bool are_all = zodgate::to_json(few.issues()) == zodgate::to_json(all.issues());
    require(few.truncated() == (all.truncated() || !are_all));
    for (std::size_t i = 0; i < few.issues().size(); ++i) {
        const zodgate::Issue& issue = few.issues()[i];
        const zodgate::Issue& same = all.issues()[i];
        require(code_of(issue) == code_of(same) && issue.path == same.path);
    }
}

// A default is handed on as it stands in the document, and so may be what its schema makes something else of: an object
// without further defaults, or with members that are stripped. Names may be written with escapes.
bool has_composite_default(std::string_view document) {
    if (document.find("\\u") != std::string_view::npos) return true;
    constexpr std::string_view keyword = "\"default\"";
    for (std::size_t at = document.find(keyword); at != std::string_view::npos; at = document.find(keyword, at)) {
        at = std::min(document.find_first_not_of(" \t\r\n:", at + keyword.size()), document.size());
        if (at != document.size() && (document[at] == '{' || document[at] == '[')) return true;
    }
    return false;
}

void judge(const zodgate::Schema& schema, std::string_view payload, bool stays) {
    zodgate::Limits limits;
    limits.max_union_work = 10000;
    limits.max_pattern_steps = 100000;
    const zodgate::Result result = schema.validate(payload, limits);
    require(result.valid() == result.issues().empty());
    judge_for_few_issues(schema, payload, limits, result);
    std::string value;
    const zodgate::Result again = schema.validate(payload, value, limits);
    // What takes the walk too much work may be decided without.
    const bool too_much = result.valid() && again.status() == zodgate::Status::over_limit;
    require((again.status() == result.status() || too_much) && again.valid() != value.empty());
    // A value is JSON text, and mostly stays as it is where it is judged in its turn.
    require(value.empty() || anything().validate(value, deep()).valid());
    std::string same;
    if (stays && again.valid() && schema.validate(value, same, limits).valid()) require(same == value);
    const std::string body = zodgate::error_body("Validation error", result.issues());
    // Zod's forms, of any list of issues.
    const zodgate::Limits limits_of_forms = deep();
    for (const std::string& form :
         {zodgate::flatten_to_json(result.issues()), zodgate::treeify_to_json(result.issues()),
          zodgate::format_to_json(result.issues())}) {
        const zodgate::Status said = anything().validate(form, limits_of_forms).status();
        require(said == zodgate::Status::valid || said == zodgate::Status::over_limit);
    }
    require(result.valid() == zodgate::prettify(result.issues()).empty());
    // Unions within unions nest their issues, at most as deep as a schema may ask for.
    const zodgate::Status status = zodgate::schemas::error().validate(body, deep()).status();
    require(status == zodgate::Status::valid || status == zodgate::Status::over_limit);
}

zodgate::Options options_for(zodgate::Semantics semantics, std::string_view document) {
    zodgate::Options options;
    options.semantics = semantics;
    options.formats = zodgate::Formats::all;
    options.check_content = semantics == zodgate::Semantics::json_schema;
    // Any document refers to itself under other names, to one that leads back to it, and to none.
    options.resolver = [document](std::string_view uri) -> std::optional<std::string> {
        if (uri.find("none") != std::string_view::npos) return std::nullopt;
        if (uri.size() % 2 == 0) return std::string(document);
        return R"({"$dynamicAnchor":"a","$anchor":"b","items":{"$dynamicRef":"#a"},"$ref":"even"})";
    };
    return options;
}

void load_and_judge(std::string_view document, std::string_view payload, zodgate::Semantics semantics) {
    try {
        const zodgate::Schema schema = zodgate::Schema::parse(document, options_for(semantics, document));
        const bool stays = !has_composite_default(document);
        judge(schema, payload, stays);
        // A schema document is a payload like any other, and often a telling one.
        judge(schema, document, stays);
    } catch (const zodgate::SchemaError& error) {
        require(!error.reason().empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\0');
    const std::string_view document = input.substr(0, end);
    const std::string_view payload = end == std::string_view::npos ? std::string_view("{}") : input.substr(end + 1);
    for (const zodgate::Semantics semantics : {zodgate::Semantics::zod, zodgate::Semantics::json_schema}) {
        load_and_judge(document, payload, semantics);
    }
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most_bytes,
                                               unsigned seed) {
    return json_mutator::mutate(
        data, size, most_bytes, seed, [](std::string_view input, std::size_t room, unsigned chance) {
            return json_mutator::changed_parts(input, json_mutator::schema_keywords, room, chance);
        });
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size, const std::uint8_t* two,
                                                 std::size_t two_size, std::uint8_t* out, std::size_t most_bytes,
                                                 unsigned seed) {
    return json_mutator::cross(one, one_size, two, two_size, out, most_bytes, seed, json_mutator::crossed_parts);
}
#endif

#include "verdict.hpp"

namespace suite {

zodgate::Options options_for(const Draft& draft, const Group& group, zodgate::Semantics semantics) {
    static const zodgate::Resolver resolver = make_resolver();
    const bool by_zod = semantics == zodgate::Semantics::zod;
    zodgate::Options options = by_zod ? zodgate::Options() : zodgate::Options::json_schema();
    options.default_dialect = draft.dialect;
    options.resolver = resolver;
    if (!by_zod && group.file.compare(0, 16, "optional/format/") == 0) options.formats = zodgate::Formats::all;
    options.check_content = !by_zod && group.file == "optional/content";
    return options;
}

Verdict judge(const zodgate::Schema& schema, const Case& example) {
    const zodgate::Result accepted = schema.validate(example.data);
    std::string value;
    const zodgate::Result explained = schema.validate(example.data, value);
    const zodgate::Result& told = explained.valid() ? accepted : explained;
    return {accepted.valid(), explained.valid(), zodgate::to_json(told.issues())};
}

Loaded load(const Group& group, const zodgate::Options& options) {
    try {
        return {zodgate::Schema::parse(group.schema, options), {}};
    } catch (const zodgate::SchemaError& error) {
        return {std::nullopt, error.pointer() + ": " + error.reason()};
    }
}

}  // namespace suite

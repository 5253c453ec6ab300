#include "lint/subject.hpp"

#include "text/format.hpp"

#include <algorithm>

namespace zodgate::lint {
namespace {

// In JSON Schema's reading a name is one of its dialect.
bool is_known(const Subject& subject, const Context& context, std::string_view name) {
    if (context.is_zod()) return text::find_format(name) != nullptr;
    const schema::Dialect dialect = context.model.resources.at(subject.resource).dialect;
    return text::find_specified_format(name, schema::formats_of(dialect)) != nullptr;
}

bool is_asserted(const Subject& subject, const Context& context, const text::Format& format) {
    const bool by_meta_schema = context.model.resources.at(subject.resource).asserts_formats;
    switch (context.options.formats) {
        case Formats::all: return true;
        case Formats::none: return by_meta_schema;
        case Formats::zod: break;
    }
    return by_meta_schema || format.known == text::Format::Known::by_zod;
}

bool excludes_strings(const Subject& subject) {
    const std::vector<std::string_view> types = subject.types();
    return !types.empty() && std::find(types.begin(), types.end(), "string") == types.end();
}

// As z.stringFormat() writes it, a name is that of the pattern beside it, or of the last one under allOf.
bool is_name_of_pattern(const Subject& subject) {
    if (subject.has("pattern")) return true;
    const json::Value* const parts = subject.find("allOf", json::Type::array);
    if (parts == nullptr || parts->size == 0) return false;
    const json::Value& last = parts->items[parts->size - 1];
    return last.type == json::Type::object && json::find(last, "pattern") != nullptr;
}

}  // namespace

void check_formats(const Subject& subject, const Context& context, Findings& findings) {
    const json::Value* const name = subject.find("format", json::Type::string);
    if (name == nullptr) return;
    if (context.is_zod() && is_name_of_pattern(subject)) return;
    const text::Format* const format = text::find_format(name->string());
    if (format == nullptr || !is_known(subject, context, name->string())) {
        const char* const instead = excludes_strings(subject) ? "" : "; \"pattern\" could";
        findings.at_value(subject, "format-not-checked", "format",
                          "nothing checks the format " + quoted(name->string()) + instead);
        return;
    }
    if (excludes_strings(subject) || is_asserted(subject, context, *format)) return;
    findings.at_value(subject, "format-not-checked", "format",
                      "the format " + quoted(name->string()) + " is not checked unless formats are asked for");
}

}  // namespace zodgate::lint

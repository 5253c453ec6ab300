// Parameters of operations, as an OpenAPI document describes them.
#include "http/document.hpp"
#include "http/fields.hpp"

#include <algorithm>
#include <array>

namespace zodgate::http {
namespace {

constexpr std::array<std::pair<std::string_view, Style>, 7> styles{{
    {"simple", Style::simple},
    {"label", Style::label},
    {"matrix", Style::matrix},
    {"form", Style::form},
    {"spaceDelimited", Style::space_delimited},
    {"pipeDelimited", Style::pipe_delimited},
    {"deepObject", Style::deep_object},
}};

bool is_same(const Parameter& one, const Parameter& other) {
    if (one.part != other.part) return false;
    return one.part == Part::header ? equals_ignoring_case(one.name, other.name) : one.name == other.name;
}

Part read_part(const Place& place) {
    const std::string_view in =
        place.at("in", "a parameter").value().type == json::Type::string ? *place.string_in("in") : std::string_view();
    for (const Part part : {Part::query, Part::path, Part::header, Part::cookie}) {
        if (in == to_string(part)) return part;
    }
    place.fail_at("in", R"("in" must be "query", "path", "header" or "cookie")");
}

bool has_style(Part part, Style style) {
    switch (part) {
        case Part::path: return style == Style::simple || style == Style::label || style == Style::matrix;
        case Part::header: return style == Style::simple;
        case Part::cookie: return style == Style::form;
        case Part::query:
        case Part::body: break;
    }
    return style != Style::simple && style != Style::label && style != Style::matrix;
}

// What describes the values: `schema`, or the one media type of `content`.
void read_value(Parameter& parameter, const Place& place) {
    const std::optional<Place> schema = place.find("schema");
    const std::optional<Place> content = place.find("content");
    if (schema && content) place.fail_at("content", "a parameter must not have both \"schema\" and \"content\"");
    if (schema) {
        parameter.schema_pointer = schema->pointer();
        return;
    }
    if (!content) place.fail("a parameter must have \"schema\" or \"content\"");
    content->must_be_object("\"content\"");
    const auto all = content->members();
    if (all.size() != 1) content->fail("the \"content\" of a parameter must have one media type");
    const auto& [media_type, described] = all.front();
    if (media_type != "application/json") {
        described.fail("parameters are judged as application/json only, not as " + std::string(media_type));
    }
    described.must_be_object("a media type", {"schema", "example", "examples", "encoding"});
    parameter.is_json = true;
    parameter.schema_pointer = described.at("schema", "the media type of a parameter").pointer();
}

void read_style_of(Parameter& parameter, const Place& place) {
    const bool is_form = parameter.part == Part::query || parameter.part == Part::cookie;
    parameter.style = read_style(place, is_form ? Style::form : Style::simple);
    if (!has_style(parameter.part, parameter.style)) {
        place.fail_at("style", "there is no such style in \"" + std::string(to_string(parameter.part)) + "\"");
    }
    parameter.explode = place.flag_in("explode", parameter.style == Style::form);
    if (parameter.is_json && (place.find("style") || place.find("explode"))) {
        place.fail_at(place.find("style") ? "style" : "explode", "a parameter with \"content\" has no style");
    }
}

// OpenAPI has these described elsewhere: such parameters are to be ignored (Parameter Object, name).
bool is_passed_over(const Parameter& parameter) {
    if (parameter.part != Part::header) return false;
    return equals_ignoring_case(parameter.name, "accept") || equals_ignoring_case(parameter.name, "content-type") ||
           equals_ignoring_case(parameter.name, "authorization");
}

std::vector<Parameter> read_list(const std::optional<Place>& place) {
    std::vector<Parameter> parameters;
    if (!place) return parameters;
    for (const Place& item : place->items("\"parameters\"")) {
        Parameter parameter = read_parameter(item.followed("parameters"));
        if (is_passed_over(parameter)) continue;
        if (std::any_of(parameters.begin(), parameters.end(),
                        [&](const Parameter& known) { return is_same(known, parameter); })) {
            item.fail("there are two parameters \"" + std::string(parameter.name) + "\" in \"" +
                      std::string(to_string(parameter.part)) + "\"");
        }
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

}  // namespace

Parameter read_parameter(const Place& place) {
    place.must_be_object("a parameter",
                         {"name", "in", "description", "required", "deprecated", "allowEmptyValue", "style", "explode",
                          "allowReserved", "schema", "example", "examples", "content"});
    Parameter parameter;
    parameter.pointer = place.pointer();
    place.at("name", "a parameter");
    parameter.name = *place.string_in("name");
    if (parameter.name.empty()) place.fail_at("name", "a parameter must have a name");
    parameter.part = read_part(place);
    parameter.required = place.flag_in("required", false);
    if (parameter.part == Part::path && !parameter.required) {
        const std::string reason = "a parameter in the path must have \"required\": true";
        if (place.find("required")) place.fail_at("required", reason);
        place.fail(reason);
    }
    place.flag_in("allowReserved", false);
    if (place.flag_in("allowEmptyValue", false)) {
        place.fail_at("allowEmptyValue", "\"allowEmptyValue\" is not enforced by this version");
    }
    read_value(parameter, place);
    read_style_of(parameter, place);
    return parameter;
}

Style read_style(const Place& place, Style otherwise) {
    const std::optional<std::string_view> named = place.string_in("style");
    if (!named) return otherwise;
    const auto* const found =
        std::find_if(styles.begin(), styles.end(), [&](const auto& known) { return known.first == *named; });
    if (found == styles.end()) place.fail_at("style", "there is no style \"" + std::string(*named) + "\"");
    return found->second;
}

std::vector<Parameter> read_parameters(const std::optional<Place>& of_path, const std::optional<Place>& of_operation) {
    std::vector<Parameter> parameters = read_list(of_path);
    for (Parameter& own : read_list(of_operation)) {
        const auto known = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const Parameter& parameter) { return is_same(parameter, own); });
        if (known == parameters.end()) {
            parameters.push_back(std::move(own));
        } else {
            *known = std::move(own);
        }
    }
    return parameters;
}

}  // namespace zodgate::http

// Bodies of requests and responses, as an OpenAPI document describes them.
#include "http/document.hpp"

#include "http/fields.hpp"
#include "http/media_type.hpp"

#include <algorithm>

namespace zodgate::http {
namespace {

Encoding read_encoding(std::string_view field, const Place& place) {
    place.must_be_object("an encoding", {"contentType", "headers", "style", "explode", "allowReserved"});
    Encoding encoding;
    encoding.field = field;
    encoding.pointer = place.pointer();
    if (place.find("headers")) place.fail_at("headers", "\"headers\" have no meaning for a form");
    const bool has_style = place.find("style") || place.find("explode") || place.find("allowReserved");
    encoding.style = read_style(place, Style::form);
    if (encoding.style == Style::simple || encoding.style == Style::label || encoding.style == Style::matrix) {
        place.fail_at("style", "there is no such style in a form");
    }
    encoding.explode = place.flag_in("explode", encoding.style == Style::form);
    place.flag_in("allowReserved", false);
    // OpenAPI 3.1, Encoding Object: where there is a style, the media type counts for nothing.
    const std::optional<std::string_view> media_type = place.string_in("contentType");
    if (!media_type || has_style) return encoding;
    encoding.is_json = *media_type == "application/json";
    if (!encoding.is_json && *media_type != "text/plain") {
        place.fail_at("contentType", "fields of forms are judged as text/plain or application/json only, not as " +
                                         std::string(*media_type));
    }
    return encoding;
}

Content read_content(std::string_view name, const Place& place) {
    Content content;
    content.media_type = name;
    content.pointer = place.pointer();
    const std::optional<MediaType> type = parse_media_type(name);
    if (!type || (type->type == "*" && type->subtype != "*")) {
        place.fail("\"" + std::string(name) + "\" is not a media type");
    }
    content.kind = kind_of(*type);
    if (!is_utf8(type->charset)) place.fail("bodies are judged in UTF-8 alone, not as " + std::string(name));
    place.must_be_object("a media type", {"schema", "example", "examples", "encoding"});
    if (const std::optional<Place> schema = place.find("schema")) content.schema_pointer = schema->pointer();
    const std::optional<Place> encodings = place.find("encoding");
    if (encodings && content.kind == MediaKind::range) {
        encodings->fail("\"encoding\" is enforced by this version for application/x-www-form-urlencoded alone");
    }
    if (!encodings || content.kind != MediaKind::form) return content;
    encodings->must_be_object("\"encoding\"");
    for (const auto& [field, encoding] : encodings->members()) {
        content.encodings.push_back(read_encoding(field, encoding));
    }
    return content;
}

// Without parameters, in lower case.
std::string essence_of(std::string_view media_type) {
    return in_lower_case(trim_optional_whitespace(media_type.substr(0, media_type.find(';'))));
}

std::vector<Content> read_all(const Place& place) {
    place.must_be_object("\"content\"");
    std::vector<Content> all;
    for (const auto& [name, described] : place.members()) {
        Content content = read_content(name, described);
        const std::string range = essence_of(name);
        const auto is_same = [&](const Content& known) { return essence_of(known.media_type) == range; };
        if (std::any_of(all.begin(), all.end(), is_same)) {
            described.fail("\"" + range + "\" stands here twice; parameters of media types make no difference");
        }
        all.push_back(std::move(content));
    }
    return all;
}

bool is_status(std::string_view key) {
    if (key == "default") return true;
    if (key.size() != 3 || key[0] < '1' || key[0] > '5') return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return key.substr(1) == "XX" || (is_digit(key[1]) && is_digit(key[2]));
}

}  // namespace

MediaKind kind_of(const MediaType& type) {
    if (type.type == "*" || type.subtype == "*") return MediaKind::range;
    if (is_json(type.type, type.subtype)) return MediaKind::json;
    if (matches(type, "application/x-www-form-urlencoded")) return MediaKind::form;
    return matches(type, "text/plain") ? MediaKind::text : MediaKind::other;
}

RequestBody read_body(const Place& place, const ApiOptions& options) {
    place.must_be_object("a request body", {"description", "content", "required"});
    RequestBody body;
    body.pointer = place.pointer();
    body.required = place.flag_in("required", false);
    const Place content = place.at("content", "a request body");
    body.content = read_all(content);
    if (body.content.empty()) content.fail("a request body must have a media type");
    for (const Content& one : body.content) {
        if (one.kind == MediaKind::other && options.other_media == ApiOptions::OtherMedia::refuse) {
            content.fail_at(one.media_type, "bodies of " + std::string(one.media_type) +
                                                " are not judged; ApiOptions::other_media can let them through");
        }
    }
    return body;
}

Response read_response(std::string_view status, const Place& described) {
    const Place place = described.followed("responses");
    place.must_be_object("a response", {"description", "headers", "content", "links"});
    place.at("description", "a response");
    Response response;
    response.status = status;
    response.description = *place.string_in("description");
    if (const std::optional<Place> content = place.find("content")) response.content = read_all(*content);
    return response;
}

std::vector<Response> read_responses(const Place& place) {
    place.must_be_object("\"responses\"");
    std::vector<Response> responses;
    for (const auto& [status, described] : place.members()) {
        if (!is_status(status)) {
            place.fail_at(status, "a response must be named by its status, such as \"200\" or \"4XX\", or \"default\"");
        }
        responses.push_back(read_response(status, described));
    }
    if (responses.empty()) place.fail("there must be at least one response");
    return responses;
}

}  // namespace zodgate::http

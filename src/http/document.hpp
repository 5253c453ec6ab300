// An OpenAPI document, read: what its operations ask of requests and responses, with all references followed but those
// of schemas, which the schema room follows.
#pragma once

#include "http/media_type.hpp"
#include "http/places.hpp"
#include "json/json.hpp"
#include "schema/schema.hpp"

#include <zodgate/http.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::http {

/// How the value of a parameter is written (OpenAPI 3.1, Style Values).
enum class Style : std::uint8_t { simple, label, matrix, form, space_delimited, pipe_delimited, deep_object };

/// A parameter, or a field of a form.
struct Parameter {
    std::string_view name;
    Part part = Part::query;
    bool required = false;
    Style style = Style::form;
    bool explode = true;
    bool is_json = false;        ///< its text is JSON: described by `content`
    std::string schema_pointer;  ///< of its schema
    std::string pointer;         ///< of itself
};

enum class MediaKind : std::uint8_t {
    json,
    form,   ///< application/x-www-form-urlencoded
    text,   ///< text/plain
    range,  ///< any of these: `*/*` and the like
    other,
};

/// How a field of a form is written (OpenAPI 3.1, Encoding Object).
struct Encoding {
    std::string_view field;
    Style style = Style::form;
    bool explode = true;
    bool is_json = false;
    std::string pointer;
};

struct Content {
    std::string_view media_type;  ///< as the document has it, perhaps with `*`
    MediaKind kind = MediaKind::json;
    std::string schema_pointer;  ///< empty: it has none
    std::vector<Encoding> encodings;
    std::string pointer;
};

struct RequestBody {
    bool required = false;
    std::vector<Content> content;
    std::string pointer;
};

struct Response {
    std::string_view status;  ///< "200", "4XX", "default"
    std::string_view description;
    std::vector<Content> content;
};

struct SecurityScheme {
    std::string_view name;
    Credential::Kind kind = Credential::Kind::other;
    std::string_view http_scheme;  ///< with other ways of the Authorization field: "digest"
    Part part = Part::header;      ///< with api_key
    std::string_view parameter;    ///< with api_key
    std::string header_name;       ///< with api_key in a header: its name in lower case
    bool is_enforced = true;       ///< else no operation may ask for it
};

/// One scheme of a Security Requirement Object.
struct SecurityUse {
    std::size_t scheme;  ///< into Description::schemes
    std::vector<std::string_view> scopes;
};

struct OperationDescription {
    Operation operation;
    std::vector<Parameter> parameters;
    std::optional<RequestBody> body;
    std::vector<Response> responses;
    std::vector<std::vector<SecurityUse>> security;  ///< alternatives; none: open to all
    std::vector<std::string> base_paths;
};

/// All of a document. Views point into it.
struct Description {
    schema::Source source;
    std::vector<OperationDescription> operations;
    std::vector<SecurityScheme> schemes;
};

/// @param document  is kept
/// @throws SchemaError
Description read_description(std::shared_ptr<const json::Document> document, const ApiOptions& options);

// The parts of it.

struct Version {
    schema::Dialect dialect;
    bool is_3_1() const noexcept { return dialect == schema::Dialect::openapi_3_1; }
};

/// The parameters of a path item and of an operation in it, which take the place of those of the same name.
std::vector<Parameter> read_parameters(const std::optional<Place>& of_path, const std::optional<Place>& of_operation);
/// What a media type, or a range of such, is to be read as.
MediaKind kind_of(const MediaType& type);

Parameter read_parameter(const Place& place);
RequestBody read_body(const Place& place, const ApiOptions& options);
Response read_response(std::string_view status, const Place& place);
std::vector<Response> read_responses(const Place& place);
std::vector<SecurityScheme> read_security_schemes(const Place& components);
std::vector<std::vector<SecurityUse>> read_security(const Place& place, const std::vector<SecurityScheme>& schemes);
/// What stands before paths, without a slash at the end: "" or "/api".
std::vector<std::string> read_base_paths(const Place& servers);

/// The style that a name stands for. @throws SchemaError
Style read_style(const Place& place, Style otherwise);

}  // namespace zodgate::http

// The whole of an OpenAPI document: its version, its paths and their operations.
#include "http/document.hpp"

#include "schema/open_api.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace zodgate::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> methods{{
    {"get", "GET"},
    {"put", "PUT"},
    {"post", "POST"},
    {"delete", "DELETE"},
    {"options", "OPTIONS"},
    {"head", "HEAD"},
    {"patch", "PATCH"},
    {"trace", "TRACE"},
}};

Version version_of(const Place& root) {
    const std::optional<std::string_view> named = root.string_in("openapi");
    if (!named) {
        if (root.find("swagger")) {
            root.fail_at("swagger", "this is a Swagger 2.0 document; OpenAPI 3.0 and 3.1 are known");
        }
        root.fail("an OpenAPI document must have \"openapi\", its version");
    }
    const std::string_view line = named->substr(0, 4);
    const bool has_patch = named->size() > 4 && (*named)[4] >= '0' && (*named)[4] <= '9';
    if ((line == "3.1." && has_patch) || *named == "3.1") return {schema::Dialect::openapi_3_1};
    if ((line == "3.0." && has_patch) || *named == "3.0") return {schema::Dialect::openapi_3_0};
    root.fail_at("openapi", "the version \"" + std::string(*named) + "\" is not known; known are 3.0 and 3.1");
}

class DescriptionReader {
  public:
    DescriptionReader(std::shared_ptr<const json::Document> document, const ApiOptions& options)
        : options_(options), root_(document->root(), options.schema.document_name) {
        description_.source.document = std::move(document);
        description_.source.document_name = options.schema.document_name;
        description_.source.formats = options.schema.formats;
        description_.source.check_content = options.schema.check_content;
        description_.source.semantics = options.schema.semantics;
        description_.source.max_references = options.schema.max_references;
        description_.source.checked = std::make_shared<std::unordered_set<const json::Value*>>();
    }

    Description read() {
        root_.must_be_object("an OpenAPI document");
        const Version version = version_of(root_);
        description_.source.dialect = dialect_of(version);
        root_.must_be_object("an OpenAPI document", {"openapi", "info", "jsonSchemaDialect", "servers", "paths",
                                                     "webhooks", "components", "security", "tags", "externalDocs"});
        read_info();
        read_components(version);
        if (const std::optional<Place> security = root_.find("security")) {
            security_ = read_security(*security, description_.schemes);
        }
        base_paths_ = options_.base_paths ? own_base_paths() : base_paths_of(root_, std::vector<std::string>{""});
        const std::optional<Place> paths = root_.find("paths");
        if (!paths && !(version.is_3_1() && (root_.find("webhooks") || root_.find("components")))) {
            root_.fail("an OpenAPI document must have \"paths\"");
        }
        if (paths) {
            paths->must_be_object("\"paths\"");
            for (const auto& [path, item] : paths->members()) read_path(path, item);
        }
        return std::move(description_);
    }

  private:
    schema::Dialect dialect_of(const Version& version) const {
        const std::optional<Place> named = root_.find("jsonSchemaDialect");
        if (!named) return version.dialect;
        if (!version.is_3_1()) root_.fail_at("jsonSchemaDialect", "OpenAPI 3.0 has no member \"jsonSchemaDialect\"");
        if (!schema::is_open_api_dialect(named->value())) {
            named->fail(
                "the dialect must be https://spec.openapis.org/oas/3.1/dialect/base or "
                "https://json-schema.org/draft/2020-12/schema");
        }
        return version.dialect;
    }

    void read_info() const {
        const Place info = root_.at("info", "an OpenAPI document");
        info.must_be_object("\"info\"",
                            {"title", "summary", "description", "termsOfService", "contact", "license", "version"});
        for (const std::string_view member : {"title", "version"}) {
            info.at(member, "\"info\"");
            info.string_in(member);
        }
    }

    void read_components(const Version& version) {
        const std::optional<Place> components = root_.find("components");
        if (!components) return;
        components->must_be_object("\"components\"", {"schemas", "responses", "parameters", "examples", "requestBodies",
                                                      "headers", "securitySchemes", "links", "callbacks", "pathItems"});
        if (!version.is_3_1() && components->find("pathItems")) {
            components->fail_at("pathItems", "OpenAPI 3.0 has no \"pathItems\"");
        }
        for (const auto& [kind, all] : components->members()) {
            all.must_be_object("\"" + std::string(kind) + "\"");
        }
        if (const std::optional<Place> schemes = components->find("securitySchemes")) {
            description_.schemes = read_security_schemes(*schemes);
        }
        read_unused(*components);
    }

    // What no operation uses is read all the same, so that a fault in it is told.
    void read_unused(const Place& components) const {
        const auto each = [&components](std::string_view kind, const auto& read) {
            const std::optional<Place> all = components.find(kind);
            if (!all) return;
            for (const auto& [name, place] : all->members()) read(place);
        };
        each("schemas", [this](const Place& place) { schema::check_at(description_.source, place.pointer()); });
        each("parameters", [](const Place& place) { read_parameter(place.followed("parameters")); });
        ApiOptions tolerant;
        tolerant.other_media = ApiOptions::OtherMedia::pass;
        each("requestBodies", [&](const Place& place) { read_body(place.followed("requestBodies"), tolerant); });
        each("responses", [](const Place& place) { read_response("default", place); });
    }

    std::vector<std::string> own_base_paths() const {
        for (const std::string& path : *options_.base_paths) {
            if (path.empty() || path.front() == '/') continue;
            root_.fail("ApiOptions::base_paths: \"" + path + "\" does not begin with \"/\"");
        }
        return without_slashes(*options_.base_paths);
    }

    static std::vector<std::string> without_slashes(std::vector<std::string> paths) {
        for (std::string& path : paths) {
            while (!path.empty() && path.back() == '/') path.pop_back();
        }
        std::sort(paths.begin(), paths.end());
        paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
        return paths;
    }

    // Those of the servers at a place, or the ones that are known already.
    std::vector<std::string> base_paths_of(const Place& place, const std::vector<std::string>& otherwise) const {
        const std::optional<Place> servers = options_.base_paths ? std::nullopt : place.find("servers");
        if (!servers || (servers->value().type == json::Type::array && servers->value().size == 0)) return otherwise;
        return without_slashes(read_base_paths(*servers));
    }

    void read_path(std::string_view path, const Place& at) {
        if (path.empty() || path.front() != '/') at.fail("a path must begin with \"/\"");
        const Place item = at.followed("pathItems");
        item.must_be_object("a path item", {"$ref", "summary", "description", "get", "put", "post", "delete", "options",
                                            "head", "patch", "trace", "servers", "parameters"});
        const std::vector<std::string> base_paths = base_paths_of(item, base_paths_);
        for (const auto& [name, method] : methods) {
            if (const std::optional<Place> operation = item.find(name)) {
                read_operation({{}, std::string(method), std::string(path), operation->pointer()}, item, *operation,
                               base_paths);
            }
        }
    }

    void read_operation(Operation operation, const Place& item, const Place& place,
                        const std::vector<std::string>& base_paths) {
        place.must_be_object("an operation",
                             {"tags", "summary", "description", "externalDocs", "operationId", "parameters",
                              "requestBody", "responses", "callbacks", "deprecated", "security", "servers"});
        operation.id = place.string_in("operationId").value_or("");
        if (!operation.id.empty() && !ids_.insert(operation.id).second) {
            place.fail_at("operationId", "another operation has the id \"" + operation.id + "\", too");
        }
        OperationDescription described;
        described.operation = std::move(operation);
        described.parameters = read_parameters(item.find("parameters"), place.find("parameters"));
        if (const std::optional<Place> body = place.find("requestBody")) {
            described.body = read_body(body->followed("requestBodies"), options_);
            refuse_body_without_meaning(described.operation.method, *body);
        }
        described.responses = read_responses_of(place);
        const std::optional<Place> security = place.find("security");
        described.security = security ? read_security(*security, description_.schemes) : security_;
        described.base_paths = base_paths_of(place, base_paths);
        description_.operations.push_back(std::move(described));
    }

    std::vector<Response> read_responses_of(const Place& operation) const {
        const std::optional<Place> responses = operation.find("responses");
        if (!responses) {
            if (description_.source.dialect == schema::Dialect::openapi_3_1) return {};
            operation.fail("an operation must have \"responses\"");
        }
        return read_responses(*responses);
    }

    // RFC 9110, 9.3.8: a client must not send content with TRACE.
    static void refuse_body_without_meaning(std::string_view method, const Place& body) {
        if (method == "TRACE") body.fail("a TRACE request has no body");
    }

    const ApiOptions& options_;
    Description description_;
    Place root_;
    std::vector<std::vector<SecurityUse>> security_;
    std::vector<std::string> base_paths_;
    std::set<std::string> ids_;
};

}  // namespace

Description read_description(std::shared_ptr<const json::Document> document, const ApiOptions& options) {
    return DescriptionReader(std::move(document), options).read();
}

}  // namespace zodgate::http

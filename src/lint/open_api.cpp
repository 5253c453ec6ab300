#include "lint/open_api.hpp"

#include <array>

namespace zodgate::lint {
namespace {

// Goes where OpenAPI has schemas. What is of another kind than it should be is passed over, and so are references to
// other parts of the document: those are met where they stand.
class Search {
  public:
    explicit Search(std::vector<std::string>& found) : found_(found) {}

    void document(const json::Value& root) {
        for_each(json::find(root, "paths"), "/paths", [this](const auto& item, const auto& at) { path(item, at); });
        for_each(json::find(root, "webhooks"), "/webhooks",
                 [this](const auto& item, const auto& at) { path(item, at); });
        const json::Value* const components = json::find(root, "components");
        if (components == nullptr || components->type != json::Type::object) return;
        const auto each = [&](std::string_view name, const auto& take) {
            for_each(json::find(*components, name), schema::pointer_to("/components", name), take);
        };
        each("schemas", [this](const auto&, const auto& at) { found_.push_back(at); });
        each("parameters", [this](const auto& part, const auto& at) { described(part, at); });
        each("headers", [this](const auto& part, const auto& at) { described(part, at); });
        each("requestBodies", [this](const auto& part, const auto& at) { described(part, at); });
        each("responses", [this](const auto& part, const auto& at) { response(part, at); });
        each("pathItems", [this](const auto& item, const auto& at) { path(item, at); });
    }

  private:
    // The members of an object, or the items of a list.
    template <typename Take>
    static void for_each(const json::Value* all, const std::string& pointer, const Take& take) {
        if (all == nullptr) return;
        if (all->type == json::Type::object) {
            for (const json::Member& member : json::members_of(*all)) {
                take(member.value, schema::pointer_to(pointer, member.key));
            }
        } else if (all->type == json::Type::array) {
            for (std::uint32_t i = 0; i < all->size; ++i) {
                take(all->items[i], schema::pointer_to(pointer, std::to_string(i)));
            }
        }
    }

    template <typename Take>
    static void for_each_in(const json::Value& object, std::string_view name, const std::string& pointer,
                            const Take& take) {
        if (object.type == json::Type::object) {
            for_each(json::find(object, name), schema::pointer_to(pointer, name), take);
        }
    }

    void path(const json::Value& item, const std::string& pointer) {
        constexpr auto methods =
            std::to_array<std::string_view>({"get", "put", "post", "delete", "options", "head", "patch", "trace"});
        operation(item, pointer);  // its parameters are those of all its operations
        if (item.type != json::Type::object) return;
        for (const std::string_view method : methods) {
            const json::Value* const described = json::find(item, method);
            if (described != nullptr) operation(*described, schema::pointer_to(pointer, method));
        }
    }

    void operation(const json::Value& operation, const std::string& pointer) {
        const auto parameter = [this](const auto& part, const auto& at) { described(part, at); };
        for_each_in(operation, "parameters", pointer, parameter);
        for_each_in(operation, "responses", pointer, [this](const auto& part, const auto& at) { response(part, at); });
        if (operation.type != json::Type::object) return;
        const json::Value* const body = json::find(operation, "requestBody");
        if (body != nullptr) described(*body, schema::pointer_to(pointer, "requestBody"));
    }

    void response(const json::Value& response, const std::string& pointer) {
        described(response, pointer);
        for_each_in(response, "headers", pointer, [this](const auto& part, const auto& at) { described(part, at); });
    }

    // What has a schema, or schemas by media type.
    void described(const json::Value& part, const std::string& pointer) {
        const auto schema_in = [this](const json::Value& holder, const std::string& at) {
            const json::Value* const schema =
                holder.type == json::Type::object ? json::find(holder, "schema") : nullptr;
            if (schema != nullptr) found_.push_back(schema::pointer_to(at, "schema"));
        };
        schema_in(part, pointer);
        for_each_in(part, "content", pointer, schema_in);
    }

    std::vector<std::string>& found_;
};

std::optional<schema::Dialect> dialect_of(const json::Value& root) {
    if (root.type != json::Type::object || json::find(root, "$ref") != nullptr) return std::nullopt;
    const json::Value* const version = json::find(root, "openapi");
    if (version == nullptr || version->type != json::Type::string || json::find(root, "info") == nullptr) {
        return std::nullopt;
    }
    const std::string_view line = version->string().substr(0, 3);
    if (line == "3.0") return schema::Dialect::openapi_3_0;
    return line == "3.1" ? std::optional(schema::Dialect::openapi_3_1) : std::nullopt;
}

}  // namespace

std::optional<OpenApi> read_open_api(const json::Value& root) {
    const std::optional<schema::Dialect> dialect = dialect_of(root);
    if (!dialect) return std::nullopt;
    OpenApi document{*dialect, {}};
    Search(document.schemas).document(root);
    return document;
}

}  // namespace zodgate::lint

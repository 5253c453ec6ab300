// The compiled form of an OpenAPI document: what requests and responses are held against.
#pragma once

#include "http/document.hpp"
#include "http/parameters.hpp"
#include "http/router.hpp"
#include "http/shape.hpp"
#include "json/arena.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <zodgate/http.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace zodgate::http {

/// The parameters of one part of a request.
struct CompiledPart {
    Part part = Part::query;
    Fields fields;
    std::shared_ptr<const plan::Plan> plan;  ///< of the object of them all
    bool takes_all_texts = false;            ///< any texts will do, if all are there
};

/// What is judged of a body of one media type.
struct CompiledContent {
    std::string media_type;  ///< or a range of them, as in the document
    int precedence = 0;
    MediaKind kind = MediaKind::json;
    std::shared_ptr<const plan::Plan> plan;  ///< null: no schema
    Fields fields;                           ///< of a form
    bool reads_forms = false;
    Shape shape;  ///< of a text
};

struct CompiledResponse {
    std::string status;
    std::string description;
    std::vector<CompiledContent> content;
};

struct CompiledOperation {
    std::array<std::optional<CompiledPart>, 4> parts;  ///< by Part; none: no parameters there
    std::vector<std::size_t> captures;                 ///< by expression of the path: which of the path's fields it is
    bool body_required = false;
    std::vector<CompiledContent> content;  ///< none: no body is described
    std::vector<CompiledResponse> responses;
    std::vector<std::vector<SecurityUse>> security;
    std::vector<Header> challenges;  ///< WWW-Authenticate
    std::string invalid;             ///< error_text() of 400
};

/// The media type that says most of those that a content is in, or null.
const CompiledContent* find_content(const std::vector<CompiledContent>& all, std::string_view type,
                                    std::string_view subtype);

/// The response to a status: its own, that of its class, or the default one; or null.
const CompiledResponse* find_response(const CompiledOperation& operation, int status);

/// What answers of a status call the fault: the user's words, or the document's, or the status's own phrase. Good as
/// long as the options and the operation.
/// @param operation  null: none was found
std::string_view error_text(const ApiOptions& options, const CompiledOperation* operation, int status);

namespace detail {

struct Gate {
    ApiOptions options;
    std::shared_ptr<const json::Document> document;  ///< what views point into
    std::vector<Operation> operations;
    std::vector<CompiledOperation> compiled;  ///< by operation
    std::vector<SecurityScheme> schemes;
    Router router;
    std::map<std::string, std::size_t, std::less<>> by_name;  ///< operationId, and method and path
};

/// @throws SchemaError
std::shared_ptr<const Gate> compile_gate(Description description, ApiOptions options);

}  // namespace detail

/// What a request holds.
struct Accepted::State {
    // What the first texts and values are put into has no value before that.
    State() noexcept : memory(first_memory_of(*this)) {  // NOLINT(cppcoreguidelines-pro-type-member-init)
        for (json::Value& part : parts) {
            part.type = json::Type::object;
            part.members = nullptr;
        }
    }

    static std::span<std::byte> first_memory_of(State& state) noexcept { return state.first_memory; }

    const Operation* operation = nullptr;
    bool is_checked = true;
    std::array<json::Value, 4> parts;  ///< by Part; without parameters there, objects without members
    std::optional<json::Value> body;
    std::any identity;
    json::Arena memory;
    alignas(std::max_align_t) std::array<std::byte, 768> first_memory;
};

// Little enough for the allocator's fast lists, and room for a small request.
static_assert(sizeof(Accepted::State) <= 1024);

}  // namespace zodgate::http

/// @file
/// The gate before a server's handlers: an OpenAPI document, compiled, that turns a request into the values a handler
/// works with, or into the answer that refuses it.
///
///     const auto api = zodgate::http::Api::from_openapi(text);
///     const auto verdict = api.check({method, target, headers, body});
///     if (const auto* refused = verdict.rejected()) return send(refused->status, refused->headers, refused->body);
#pragma once

#include <zodgate/export.hpp>
#include <zodgate/framing.hpp>
#include <zodgate/issue.hpp>
#include <zodgate/messages.hpp>
#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>
#include <zodgate/value.hpp>

#include <any>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace zodgate::http {

class Accepted;
class Verdict;

/// What of a request an issue is about. Their names, as to_string() gives them, are those of OpenAPI's `in`, and
/// "body".
enum class Part : unsigned char { query, path, header, cookie, body };

/// "query", "path", "header", "cookie" or "body". Static storage.
ZODGATE_EXPORT std::string_view to_string(Part part) noexcept;

/// A view of a request's header fields: anything that can be called with a name and a function to call for each value
/// that a field of that name has, in the order of the fields. Names are compared with equals_ignoring_case(), or with
/// what the framework has for that; the gate asks in lower case. Values come without the white space around them. A
/// value need be good only while the function is called with it.
///
///     const auto headers = [&](std::string_view name, const auto& found) {
///         for (const auto& [key, value] : request.headers) {
///             if (zodgate::http::equals_ignoring_case(key, name)) found(value);
///         }
///     };
///
/// Does not own the callable, which must outlive the view; what it throws passes to the caller of the gate.
class HeaderView {
  public:
    /// What is called with a value.
    class Found {
      public:
        template <class Function>
        explicit Found(Function& function) noexcept
            : context_(const_cast<void*>(static_cast<const void*>(&function))),
              call_([](void* context, std::string_view value) { (*static_cast<Function*>(context))(value); }) {}
        void operator()(std::string_view value) const { call_(context_, value); }

      private:
        void* context_;
        void (*call_)(void* context, std::string_view value);
    };

    /// No fields at all.
    HeaderView() noexcept = default;

    template <class Lookup>
    HeaderView(const Lookup& lookup) noexcept  // NOLINT(google-explicit-constructor): a view, as string_view is one
        : context_(&lookup), call_([](const void* context, std::string_view name, const Found& found) {
              (*static_cast<const Lookup*>(context))(name, found);
          }) {
        static_assert(std::is_invocable_v<const Lookup&, std::string_view, const Found&>,
                      "header fields are looked up by a function that can be called as a const one, with a "
                      "std::string_view and a const auto&");
    }

    /// Calls found(std::string_view value) for each field of that name.
    template <class Function>
    void for_each(std::string_view name, Function&& found) const {
        if (call_ != nullptr) call_(context_, name, Found(found));
    }

  private:
    const void* context_ = nullptr;
    void (*call_)(const void* context, std::string_view name, const Found& found) = nullptr;
};

/// A request as it came in. Owns nothing: what it points to must outlive the call that it is given to.
struct Request {
    std::string_view method;  ///< as on the request line, in capitals
    std::string_view target;  ///< as on the request line, percent-encoded: "/v1/things?limit=10", or an absolute URL
    HeaderView headers{};
    std::string_view body{};  ///< its content: not chunked any more
    /// True if the server has undone the codings that a Content-Encoding field names (gzip and the like). A body that
    /// is still encoded is refused with 415, and so is one with a Transfer-Encoding other than "chunked".
    bool is_decoded = false;
    /// True if the server has stopped reading a body that was too long for it: it is answered with 413, where the
    /// request is not refused for something that comes before. Such a body may be given in part, or not at all. What
    /// was not read must not be taken for the next request: the connection is to be closed.
    bool is_too_long = false;
};

/// An operation of the document.
struct Operation {
    std::string id;       ///< `operationId`; empty if it has none
    std::string method;   ///< in capitals
    std::string path;     ///< as in the document: "/v1/organizations/{orgId}/invite"
    std::string pointer;  ///< JSON Pointer to it in the document
};

/// A header field of an answer.
struct Header {
    std::string name;
    std::string value;
};

/// The answer that refuses a request, ready to be sent.
struct Rejected {
    int status = 0;  ///< 400, 401, 403, 404, 405, 413, 414 or 415; 500 when memory ran out
    /// Content-Type first, unless memory ran out; WWW-Authenticate with 401, Allow with 405.
    std::vector<Header> headers;
    std::string body;
};

/// A request that may go to its handler, with what it holds as the document describes it: text turned into numbers,
/// booleans and arrays, defaults filled in, members that a z.object() does not declare left out. Owns all of that; the
/// operation belongs to the Api, which must outlive this. For one thread at a time.
class ZODGATE_EXPORT Accepted {
  public:
    Accepted(Accepted&&) noexcept;
    Accepted& operator=(Accepted&&) noexcept;
    ~Accepted();

    /// The operation that the request is for.
    const Operation& operation() const noexcept;

    /// False if the request was not found good, and let through all the same: ApiOptions::report_only. There are no
    /// values then.
    bool is_checked() const noexcept;

    /// Objects of the parameters by their names in the document. Parameters that are not declared are not in them;
    /// those that are missing, and have no default, neither.
    ValueView path() const noexcept;
    ValueView query() const noexcept;
    ValueView headers() const noexcept;
    ValueView cookies() const noexcept;

    /// The value of the body: absent if there is none, or if it is of a media type that is not judged. A body of
    /// `text/plain` is a string.
    ValueView body() const noexcept;

    /// What the authenticator has said about who is asking.
    const std::any& identity() const noexcept;

    struct State;
    explicit Accepted(std::unique_ptr<State> state) noexcept;

  private:
    std::unique_ptr<State> state_;
};

/// A request for which the document has no operation, and which the options let pass.
struct NotMine {};

/// What the gate thinks of a request.
class Verdict {
  public:
    Verdict(Accepted accepted) noexcept : what_(std::move(accepted)) {}  // NOLINT(google-explicit-constructor)
    Verdict(Rejected rejected) noexcept : what_(std::move(rejected)) {}  // NOLINT(google-explicit-constructor)
    Verdict(NotMine) noexcept : what_(NotMine()) {}                      // NOLINT(google-explicit-constructor)

    /// What to hand to the handler; null if the request was refused or is not for this API.
    const Accepted* accepted() const noexcept { return std::get_if<Accepted>(&what_); }
    Accepted* accepted() noexcept { return std::get_if<Accepted>(&what_); }

    /// What to answer; null if the request was not refused.
    const Rejected* rejected() const noexcept { return std::get_if<Rejected>(&what_); }
    Rejected* rejected() noexcept { return std::get_if<Rejected>(&what_); }

    /// True if the request is not for this API and should go where it would go without the gate.
    bool not_mine() const noexcept { return std::holds_alternative<NotMine>(what_); }

  private:
    std::variant<Accepted, Rejected, NotMine> what_;
};

/// The bodies of answers that refuse. In all of them the texts of issues are those of the messages.
enum class ErrorShape : unsigned char {
    /// `{"error":"Validation error","issues":[…]}`; `issues` where a part of the request was judged.
    issues,
    /// What @hono/zod-validator and @hono/zod-openapi answer by default with Zod 4: `{"success":false,"error":{"name":
    /// "ZodError","message":"…"}}`, and Hono's own plain text for what is not about a value, in place of the error.
    /// Issues nested deeper than 128 levels of JSON are not indented further.
    hono,
    /// `{"error":…,"formErrors":[…],"fieldErrors":{…}}`: z.flattenError() beside the error.
    flatten,
    /// `{"error":…,"errors":[…],"properties":{…}}`: z.treeifyError() beside the error.
    tree,
    /// RFC 9457, as `application/problem+json`: `{"type":"about:blank","title":"Bad Request","status":400,"detail":
    /// "Validation error","errors":[{"detail":…,"pointer":"#/email","code":…,"in":"body"}]}`.
    problem,
};

/// How a request says who is asking, in one of the ways that an operation's security requirements name.
struct Credential {
    enum class Kind : unsigned char { bearer, basic, api_key, other };
    Kind kind = Kind::other;
    std::string_view scheme;               ///< its name under `components/securitySchemes`
    std::vector<std::string_view> scopes;  ///< that the operation asks for
    std::string_view value;   ///< the token, the key, the password; of another HTTP scheme what follows its name
    std::string_view user{};  ///< with basic
};

/// What an authenticator sees: one alternative of the operation's security requirements, all of whose credentials are
/// there and well-formed. Good during the call.
struct Credentials {
    const Request& request;
    const Operation& operation;
    std::vector<Credential> all;  ///< empty where the operation may be called without any, and none came
};

/// What an authenticator answers.
struct Authentication {
    enum class Outcome : unsigned char { accepted, unauthorized, forbidden };
    Outcome outcome = Outcome::accepted;
    std::any identity{};  ///< handed on in Accepted::identity()
    std::string error{};  ///< what the answer calls the fault, instead of the document's words; empty: those
};

/// Decides who may call an operation. Called from every thread that checks requests, possibly at once; what it throws
/// passes to the caller of Api::check(). Without one, whoever brings credentials of the right form may call: any bearer
/// token, any key. Where a request fits several alternatives it is called for each in the
/// document's order until it accepts one; of the refusals, a 403 counts more than a 401.
using Authenticator = std::function<Authentication(const Credentials& credentials)>;

/// An answer that refuses, before it is written.
struct Refusal {
    int status;
    std::string error;          ///< what the body calls the fault
    std::vector<Issue> issues;  ///< of a status of 400; with ApiOptions::all_parts each path starts with its part
    std::optional<Part> part;   ///< that the issues are about; nothing with ApiOptions::all_parts
    /// Beside Content-Type. Those that cannot be sent are left out: a name that is no token, control characters in the
    /// value (RFC 9110, 5.1 and 5.5), which would let a request write header fields of the answer.
    std::vector<Header> headers;
    const Operation* operation;  ///< null if none was found
    const Request& request;
    std::optional<std::string> body{};  ///< set: sent as it is, instead of one that is written
    std::string content_type{};         ///< of that body; empty: application/json
};

/// Renames, translates, logs: may change all that is sent. Called as an Authenticator is.
using ErrorMapper = std::function<void(Refusal& refusal)>;

/// Sees what becomes of a request. Called as an Authenticator is.
using Observer = std::function<void(const Request& request, const Operation* operation, const Verdict& verdict)>;

/// How an OpenAPI document is loaded, and what its gate does.
struct ApiOptions {
    /// Limits (Limits::max_bytes is that of a body, decoded: 413), formats, semantics, unknown keys, the document's
    /// name and size. Its resolver, default dialect and URI are for other documents. The other limits are for each part
    /// of a request: Limits::max_values, max_members and max_string_bytes count the fields of a query, a form, or a
    /// Cookie field, too. What Options::max_references bounds is each schema of the document with all that it uses.
    Options schema;

    enum class Unmatched : unsigned char {
        refuse,  ///< 404, or 405 with Allow
        pass,    ///< Verdict::not_mine()
    };
    Unmatched unknown_path = Unmatched::refuse;
    /// Of paths that the document has. OPTIONS is such a method, where it has no operation of its own. HEAD goes to
    /// GET.
    Unmatched unknown_method = Unmatched::refuse;

    /// What stands before the document's paths, for example "/api"; instead of the paths of its `servers`. Each is
    /// empty or begins with '/'.
    std::optional<std::vector<std::string>> base_paths;

    enum class OtherMedia : unsigned char {
        refuse,  ///< at load, with SchemaError
        pass,    ///< bodies of such a type are let through unjudged, and are absent from Accepted::body()
    };
    /// Bodies of media types that have no values to judge: all but JSON, forms (application/x-www-form-urlencoded) and
    /// text/plain.
    OtherMedia other_media = OtherMedia::refuse;

    /// Longest target of a request, path and query, in bytes; what is longer is answered with 414, whether or not it is
    /// for this API. Servers have a bound of their own, mostly of 8 KiB.
    std::size_t max_target_bytes = std::size_t{64} * 1024;

    /// Judge all parts of a request, not only up to the first that fails. The path of an issue then starts with the
    /// name of its part, as in z.object({ query, body }).
    bool all_parts = false;

    /// How text becomes a number.
    enum class NumberText : unsigned char {
        json,        ///< as JSON writes numbers; all else is z.coerce.number()'s NaN
        javascript,  ///< as z.coerce.number() reads them: "", " 12 ", "0x10" too
    };
    NumberText numbers = NumberText::json;

    ErrorShape error_shape = ErrorShape::issues;

    /// What answers call the fault, by status; instead of the document's own descriptions of its responses.
    std::map<int, std::string> errors;

    /// The words of issues, unless a language is found that the request's Accept-Language asks for.
    Messages messages;
    std::optional<Locales> locales;

    /// Refuse nothing, to see what the gate would do in a running service. Everything is judged and the observer told,
    /// but what would be refused is let through, as an Accepted without values (Accepted::is_checked() is false), or as
    /// not mine. That goes for 401 and 403 too: a service that leaves authentication to the gate is open to all. Only
    /// where memory runs out the request is refused, with 500, and the observer not told: it has not been judged.
    bool report_only = false;

    /// Who may call; without one, all who bring credentials of the right form.
    Authenticator authenticator;
    ErrorMapper error_mapper;
    Observer observer;
};

/// What is wrong with an answer.
struct ResponseCheck {
    enum class Fault : unsigned char {
        none,
        unknown_operation,  ///< the document has no such operation
        undeclared_status,  ///< the operation has no such response
        media_type,         ///< the response has no such content
        body,               ///< the issues say why
    };
    Fault fault = Fault::none;
    std::vector<Issue> issues;
    std::string reason;  ///< in a line

    explicit operator bool() const noexcept { return fault == Fault::none; }
};

namespace detail {
struct Gate;
}

/// The compiled operations of an OpenAPI document. Copies are cheap and share them. All const members may be called
/// from any number of threads at once; none takes a lock.
class ZODGATE_EXPORT Api {
  public:
    /// Loads an OpenAPI 3.1 or 3.0 document in JSON, or in YAML where the library was built with that (has_yaml()).
    /// @param text  UTF-8; need outlive only this call. Options::max_schema_bytes also bounds what YAML's aliases come
    /// to.
    /// @throws SchemaError     for a fault in the document, and for what it asks that is not enforced, with the place
    /// @throws std::bad_alloc
    /// Cost: as of loading all of its schemas, once for each part of an operation that uses them.
    static Api from_openapi(std::string_view text, ApiOptions options = ApiOptions());

    /// Judges a request. Throws only what a hook throws, or the callable of its headers.
    /// Cost: a look-up of the path; then linear in target, the headers asked for, and body, as Schema::validate().
    Verdict check(const Request& request) const;

    /// All operations, in the document's order. Good as long as any copy of this.
    const std::vector<Operation>& operations() const noexcept;

    /// The operation of that `operationId`, or of that method and path, as in the document:
    /// "POST /v1/organizations/{orgId}/invite"; null if there is none. Good as long as any copy of this. Cost:
    /// logarithmic.
    const Operation* find_operation(std::string_view name) const noexcept;

    /// The schema of the JSON bodies that an operation takes, to judge payloads with that come in another way: from
    /// files, or a queue. Of several media types the first that is JSON.
    /// @param operation  as find_operation() takes it
    /// @return nothing if there is no such operation, or it takes no JSON, or any. Cost: none; the schema shares what
    /// has been compiled.
    std::optional<Schema> body_schema(std::string_view operation) const;

    /// The longest body that is judged, in bytes: Limits::max_bytes, and at most 2,147,483,647. A server that reads one
    /// byte more of a body, or says that it was longer (Request::is_too_long), can leave the answer to the gate.
    std::size_t max_body_bytes() const noexcept;

    /// Judges an answer of one's own, for tests and staging.
    /// @param operation     as find_operation() takes it
    /// @param content_type  the field's value; empty if there is none
    /// @param body          decoded
    /// Never throws but std::bad_alloc.
    ResponseCheck check_response(std::string_view operation, int status, std::string_view content_type,
                                 std::string_view body) const;

  private:
    explicit Api(std::shared_ptr<const detail::Gate> gate) noexcept;
    std::shared_ptr<const detail::Gate> gate_;
};

/// Whether the library can read YAML.
ZODGATE_EXPORT bool has_yaml() noexcept;

}  // namespace zodgate::http

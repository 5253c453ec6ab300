#include "http/rejection.hpp"

#include <zodgate/forms.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "json/json.hpp"
#include "text/text.hpp"

namespace zodgate::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view problem_type = "application/problem+json";
// Hono's HTTPException leaves it to the runtime to name the type of a text; its c.text() names it itself.
constexpr std::string_view exception_type = "text/plain;charset=UTF-8";
constexpr std::string_view text_type = "text/plain; charset=UTF-8";

/// What goes into the answer beside the status.
struct Content {
    std::string_view type;
    std::string body;
};

void append_json_text(std::string& out, std::string_view text) {
    if (text::find_invalid_utf8(text) == text::npos) {
        json::append_string(out, text);
    } else {
        json::append_string(out, text::to_valid_utf8(text));
    }
}

// --- issues, flatten, tree
// --------------------------------------------------------------------------------------------

Content as_issues(const Fault& fault, const Messages& messages) {
    if (fault.issues == nullptr) return {json_type, error_body(fault.error)};
    return {json_type, error_body(fault.error, *fault.issues, messages)};
}

/// A form of the issues: a JSON object that is never empty.
using Form = std::string (*)(const std::vector<Issue>& issues, const Messages& messages);

// {"error":…, and then the form's own members.
Content as_form(const Fault& fault, Form form, const Messages& messages) {
    std::string body = error_body(fault.error);
    if (fault.issues != nullptr) {
        const std::string members = form(*fault.issues, messages);
        body.back() = ',';
        body.append(members, 1, std::string::npos);
    }
    return {json_type, std::move(body)};
}

// --- hono
// -------------------------------------------------------------------------------------------------------------

/// Writes compact JSON as JSON.stringify(value, null, 2) does.
class Indentation {
  public:
    /// @param compact  well-formed JSON without white space between tokens; its strings may hold any bytes
    explicit Indentation(std::string_view compact) : rest_(compact) { out_.reserve(2 * compact.size()); }

    std::string write() && {
        while (!rest_.empty()) {
            const char next = rest_.front();
            switch (next) {
                case '"': take(string_size()); break;
                case '[':
                case '{': open(); break;
                case ']':
                case '}':
                    --depth_;
                    if (depth_ < deepest_indentation) break_line();
                    take(1);
                    break;
                case ',':
                    take(1);
                    if (depth_ <= deepest_indentation) break_line();
                    break;
                case ':':
                    take(1);
                    if (depth_ <= deepest_indentation) out_ += ' ';
                    break;
                default: take(std::min(rest_.find_first_of(",]}"), rest_.size()));
            }
        }
        return std::move(out_);
    }

  private:
    void take(std::size_t size) {
        out_.append(rest_.substr(0, size));
        rest_.remove_prefix(size);
    }

    // Empty arrays and objects stay on their line.
    void open() {
        if (rest_.substr(0, 2) == "[]" || rest_.substr(0, 2) == "{}") return take(2);
        take(1);
        ++depth_;
        if (depth_ <= deepest_indentation) break_line();
    }

    void break_line() { out_.append(1, '\n').append(2 * depth_, ' '); }

    // Of the string that comes next, with its quotes.
    std::size_t string_size() const noexcept {
        std::size_t end = 1;
        while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
        return std::min(end + 1, rest_.size());
    }

    std::string_view rest_;
    std::string out_;
    std::size_t depth_ = 0;
};

// Zod 4's ZodError as JSON.stringify writes it: its message is the issues, written too.
Content as_zod_error(const std::vector<Issue>& issues, const Messages& messages) {
    std::string body = R"({"success":false,"error":{"name":"ZodError","message":)";
    append_json_text(body, Indentation(to_json(issues, messages)).write());
    body += "}}";
    return {json_type, std::move(body)};
}

/// What Hono says by default.
struct Saying {
    Fault::Kind kind;
    std::string_view text;
    std::string_view type;
};

// hono/validator, @hono/zod-openapi, hono/bearer-auth, hono/csrf, hono/method-not-allowed, hono/body-limit and the
// Hono class, in that order. What is said of a form behind the first sentence is Node's.
constexpr auto sayings = std::to_array<Saying>({
    {Fault::Kind::malformed_json, "Malformed JSON in request body", exception_type},
    {Fault::Kind::missing_body, "Malformed JSON in request body", exception_type},
    {Fault::Kind::bad_form, "Malformed FormData request. Failed to parse body as FormData.", exception_type},
    {Fault::Kind::unsupported_media_type, "Unsupported Media Type", exception_type},
    {Fault::Kind::unauthorized, "Unauthorized", exception_type},
    {Fault::Kind::forbidden, "Forbidden", exception_type},
    {Fault::Kind::method_not_allowed, "Method Not Allowed", text_type},
    {Fault::Kind::too_large, "Payload Too Large", exception_type},
    {Fault::Kind::not_found, "404 Not Found", text_type},
    {Fault::Kind::internal, "Internal Server Error", text_type},
});

Content as_hono(const Fault& fault, const Messages& messages) {
    const bool is_about_value = fault.kind == Fault::Kind::invalid || fault.kind == Fault::Kind::missing_body;
    if (is_about_value && fault.issues != nullptr) return as_zod_error(*fault.issues, messages);
    for (const Saying& saying : sayings) {
        if (saying.kind == fault.kind) return {saying.type, std::string(saying.text)};
    }
    return {exception_type, std::string(fault.error)};
}

// --- problem
// ----------------------------------------------------------------------------------------------------------

// RFC 3986, section 3.5: what a fragment may hold as it is.
bool is_fragment_character(unsigned char byte) noexcept {
    constexpr std::string_view marks = "-._~!$&'()*+,;=:@/?";
    const auto letter = static_cast<unsigned char>(byte | 0x20U);
    return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') ||
           marks.find(static_cast<char>(byte)) != std::string_view::npos;
}

// A member name as a reference token of a JSON Pointer in a fragment (RFC 6901, sections 3 and 6).
void append_token(std::string& out, std::string_view utf8) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else if (is_fragment_character(byte)) {
            out += c;
        } else {
            out.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 0xFU]);
        }
    }
}

// Needs no escapes in a JSON string.
void append_pointer(std::string& out, std::span<const PathSegment> path) {
    out += '#';
    for (const PathSegment& segment : path) {
        out += '/';
        if (const auto* const index = std::get_if<std::uint64_t>(&segment)) {
            json::append_integer(out, *index);
        } else {
            append_token(out, text::to_valid_utf8(std::get<std::string>(segment)));
        }
    }
}

void append_problem(std::string& out, const Fault& fault, const Issue& issue, const Messages& messages) {
    std::span<const PathSegment> path = issue.path;
    std::string_view part = fault.part ? to_string(*fault.part) : std::string_view();
    if (fault.all_parts && !path.empty()) {
        const auto* const name = std::get_if<std::string>(&path.front());
        if (name != nullptr) {
            part = *name;
            path = path.subspan(1);
        }
    }
    out += R"({"detail":)";
    append_json_text(out, messages(issue));
    out += R"(,"pointer":")";
    append_pointer(out, path);
    out.append(R"(","code":")").append(to_string(code_of(issue))).append(1, '"');
    if (!part.empty()) {
        out += R"(,"in":)";
        append_json_text(out, part);
    }
    out += '}';
}

// RFC 9457. Issues inside issues are not told.
Content as_problem(const Fault& fault, const Messages& messages) {
    std::string body = R"({"type":"about:blank","title":)";
    append_json_text(body, reason_phrase(fault.status));
    body.append(R"(,"status":)").append(std::to_string(fault.status)).append(R"(,"detail":)");
    append_json_text(body, fault.error);
    if (fault.issues != nullptr) {
        body += R"(,"errors":[)";
        for (const Issue& issue : *fault.issues) {
            if (&issue != fault.issues->data()) body += ',';
            append_problem(body, fault, issue, messages);
        }
        body += ']';
    }
    body += '}';
    return {problem_type, std::move(body)};
}

// --- all
// --------------------------------------------------------------------------------------------------------------

Content content_of(const Fault& fault, ErrorShape shape, const Messages& messages) {
    switch (shape) {
        case ErrorShape::issues: return as_issues(fault, messages);
        case ErrorShape::hono: return as_hono(fault, messages);
        case ErrorShape::flatten: return as_form(fault, flatten_to_json, messages);
        case ErrorShape::tree: return as_form(fault, treeify_to_json, messages);
        case ErrorShape::problem: return as_problem(fault, messages);
    }
    return as_issues(fault, messages);
}

// In ASCII, as the names of fields are.
bool is_content_type(const Header& header) noexcept {
    constexpr std::string_view name = "content-type";
    return std::equal(header.name.begin(), header.name.end(), name.begin(), name.end(), [](char left, char right) {
        return left == right || (left >= 'A' && left <= 'Z' && left + ('a' - 'A') == right);
    });
}

struct Phrase {
    int status;
    std::string_view text;
};

constexpr auto phrases = std::to_array<Phrase>({
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {511, "Network Authentication Required"},
});

}  // namespace

void write_rejection(const Fault& fault, ErrorShape shape, const Messages& messages, Rejected& rejected) {
    Content content = content_of(fault, shape, messages);
    // Names in paths and keys in issues can come from a request as they are. Ill-formed bytes stand in strings only,
    // and what surrounds those is ASCII, which is left as it is.
    if (text::find_invalid_utf8(content.body) != text::npos) content.body = text::to_valid_utf8(content.body);
    std::vector<Header> headers;
    headers.reserve(rejected.headers.size() + 1);
    headers.push_back({"Content-Type", std::string(content.type)});
    for (Header& header : rejected.headers) {
        if (!is_content_type(header)) headers.push_back(std::move(header));
    }
    rejected.status = fault.status;
    rejected.headers = std::move(headers);
    rejected.body = std::move(content.body);
}

std::string_view reason_phrase(int status) noexcept {
    for (const Phrase& phrase : phrases) {
        if (phrase.status == status) return phrase.text;
    }
    switch (status / 100) {
        case 1: return "Informational";
        case 2: return "Successful";
        case 3: return "Redirection";
        case 4: return "Client Error";
        case 5: return "Server Error";
        default: return "Unknown";
    }
}

}  // namespace zodgate::http

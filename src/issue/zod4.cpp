// Issues as JSON.stringify writes those of zod 4.6.7. The order of the members is the order in which Zod's own object
// literals name them, then `path`, then `message` (zod core/util, finalizeIssue).
#include <zodgate/messages.hpp>

#include "issue/issue.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

#include <algorithm>

namespace zodgate {
namespace {

void append_text(std::string& out, std::string_view name, std::string_view text) {
    out.append(1, '"').append(name).append("\":");
    json::append_string(out, text);
    out += ',';
}

void append_number(std::string& out, std::string_view name, double number) {
    out.append(1, '"').append(name).append("\":");
    json::append_json_number(out, number);
    out += ',';
}

void append_constant(std::string& out, const Constant& constant) {
    switch (constant.kind) {
        case Constant::Kind::null: out += "null"; break;
        case Constant::Kind::boolean: out += constant.boolean ? "true" : "false"; break;
        case Constant::Kind::string: json::append_string(out, constant.text); break;
        case Constant::Kind::structure: out += constant.text; break;
        case Constant::Kind::number: json::append_json_number(out, constant.number); break;
    }
}

void append_constants(std::string& out, std::string_view name, const std::vector<Constant>& constants) {
    out.append(1, '"').append(name).append("\":[");
    for (const Constant& constant : constants) {
        if (&constant != constants.data()) out += ',';
        append_constant(out, constant);
    }
    out += "],";
}

void append_bound(std::string& out, std::string_view code, std::string_view bound_name, double bound, Origin origin,
                  bool inclusive, bool exact, BoundKind kind) {
    const std::string_view inclusion = inclusive ? "\"inclusive\":true," : "\"inclusive\":false,";
    switch (kind) {
        case BoundKind::check:
            append_text(out, "origin", to_string(origin));
            append_text(out, "code", code);
            append_number(out, bound_name, bound);
            out += inclusion;
            if (exact) out += "\"exact\":true,";
            break;
        case BoundKind::tuple:
            append_text(out, "code", code);
            append_number(out, bound_name, bound);
            out += inclusion;
            append_text(out, "origin", to_string(origin));
            break;
        case BoundKind::safe_integer:
            append_text(out, "code", code);
            append_number(out, bound_name, bound);
            append_text(out, "note", "Integers must be within the safe integer range.");
            append_text(out, "origin", to_string(origin));
            out += inclusion;
            break;
    }
}

// Which members an InvalidFormat has: see its declaration.
void append_format(std::string& out, const InvalidFormat& format) {
    const std::string& name = format.format;
    const std::string_view affix = name == "starts_with" ? "prefix"
                                   : name == "ends_with" ? "suffix"
                                   : name == "includes"  ? "includes"
                                                         : "";
    const bool bare = name == "url" || name == "template_literal";
    const bool has_origin = !affix.empty() || (!format.pattern.empty() && !bare);
    if (has_origin) append_text(out, "origin", "string");
    append_text(out, "code", "invalid_format");
    append_text(out, "format", name);
    if (!affix.empty()) {
        append_text(out, affix, format.affix);
        return;
    }
    if (!format.note.empty()) append_text(out, "note", format.note);
    if (format.pattern.empty()) return;
    if (bare) return append_text(out, "pattern", format.pattern);
    out += "\"pattern\":\"/";
    json::append_escaped(out, format.pattern);
    out.append(1, '/').append(format.flags).append("\",");
}

// The members before `path`, each with a comma behind it; of issues that have others inside, those before them.
struct Members {
    std::string& out;

    void operator()(const InvalidType& type) const {
        if (type.expected == Expected::nonoptional || type.by_discriminator) {
            append_text(out, "code", "invalid_type");
            append_text(out, "expected", to_string(type.expected));
            return;
        }
        append_text(out, "expected", to_string(type.expected));
        if (type.expected == Expected::integer) append_text(out, "format", to_string(type.format));
        append_text(out, "code", "invalid_type");
        const bool infinite = type.received == Received::infinity || type.received == Received::negative_infinity;
        if (infinite && type.expected == Expected::number) append_text(out, "received", to_string(type.received));
    }
    void operator()(const TooSmall& small) const {
        append_bound(out, "too_small", "minimum", small.minimum, small.origin, small.inclusive, small.exact,
                     small.kind);
    }
    void operator()(const TooBig& big) const {
        append_bound(out, "too_big", "maximum", big.maximum, big.origin, big.inclusive, big.exact, big.kind);
    }
    void operator()(const InvalidFormat& format) const { append_format(out, format); }
    void operator()(const NotJson&) const {
        append_text(out, "code", "invalid_format");
        append_text(out, "format", "json_string");
    }
    void operator()(const NotMultipleOf& multiple) const {
        append_text(out, "origin", "number");
        append_text(out, "code", "not_multiple_of");
        append_number(out, "divisor", multiple.divisor);
    }
    void operator()(const UnrecognizedKeys& unrecognized) const {
        append_text(out, "code", "unrecognized_keys");
        out += "\"keys\":[";
        for (const std::string& key : unrecognized.keys) {
            if (&key != unrecognized.keys.data()) out += ',';
            json::append_string(out, key);
        }
        out += "],";
    }
    void operator()(const InvalidUnion& invalid) const {
        append_text(out, "code", "invalid_union");
        out += invalid.errors.empty() ? "\"errors\":[]," : "\"errors\":[";
    }
    void operator()(const AmbiguousUnion& ambiguous) const {
        append_text(out, "code", "invalid_union");
        out += "\"errors\":[],\"inclusive\":false,\"matches\":[";
        for (const std::uint64_t& match : ambiguous.matches) {
            if (&match != ambiguous.matches.data()) out += ',';
            out += std::to_string(match);
        }
        out += "],";
    }
    void operator()(const UnknownDiscriminator& unknown) const {
        append_text(out, "code", "invalid_union");
        out += "\"errors\":[],";
        append_text(out, "note", "No matching discriminator");
        append_text(out, "discriminator", unknown.discriminator);
        append_constants(out, "options", *unknown.options);
    }
    void operator()(const InvalidKey&) const {
        append_text(out, "code", "invalid_key");
        append_text(out, "origin", "record");
        out += "\"issues\":";
    }
    void operator()(const InvalidValue& invalid) const {
        append_text(out, "code", "invalid_value");
        append_constants(out, "values", *invalid.values);
    }
    void operator()(const LimitExceeded& limit) const {
        append_text(out, "code", "custom");
        out += "\"params\":{";
        append_text(out, "limit", limit.limit);
        out.append("\"maximum\":").append(std::to_string(limit.maximum)).append("},");
    }
    void operator()(const RepeatedKey& repeated) const {
        append_text(out, "code", "custom");
        out += "\"params\":{\"repeated\":";
        json::append_string(out, repeated.key);
        out += "},";
    }
};

void append_path(std::string& out, const Path& path) {
    out += "\"path\":[";
    for (const PathSegment& segment : path) {
        if (&segment != path.data()) out += ',';
        if (const auto* const key = std::get_if<std::string>(&segment)) {
            json::append_string(out, *key);
        } else {
            out += std::to_string(std::get<std::uint64_t>(segment));
        }
    }
    out += "],";
}

// Unions inside unions nest as deep as the payload, so the way back is kept in a list, not on the stack.
class Writer {
  public:
    Writer(std::string& out, const Messages& messages) : out_(out), messages_(messages) {}

    void write(const Issue& issue) {
        open(issue);
        finish();
    }

    void write(const std::vector<Issue>& issues) {
        open_.push_back({nullptr, {&issues, 1}});
        finish();
    }

  private:
    struct Open {
        const Issue* issue;  ///< null for the outermost list
        zod4::InnerIssues inner;
        std::size_t list = 0;
        std::size_t item = 0;
    };

    void open(const Issue& issue) {
        out_ += '{';
        std::visit(Members{out_}, issue.parameters);
        const zod4::InnerIssues inner = zod4::inner_issues(issue);
        if (inner.count > 0) {
            open_.push_back({&issue, inner});
        } else {
            close(issue);
        }
    }

    void close(const Issue& issue) {
        append_path(out_, issue.path);
        out_ += "\"message\":";
        words_.clear();
        messages_.append(words_, issue);
        json::append_string(out_, words_);
        out_ += '}';
    }

    void finish() {
        while (!open_.empty()) {
            Open& top = open_.back();
            if (top.list == top.inner.count) {
                const Issue* const issue = top.issue;
                open_.pop_back();
                if (issue == nullptr) continue;
                out_ += std::holds_alternative<InvalidUnion>(issue->parameters) ? "]," : ",";
                close(*issue);
                continue;
            }
            const std::vector<Issue>& issues = top.inner.lists[top.list];
            if (top.item == 0) out_ += top.list == 0 ? "[" : ",[";
            if (top.item == issues.size()) {
                out_ += ']';
                ++top.list;
                top.item = 0;
                continue;
            }
            if (top.item > 0) out_ += ',';
            open(issues[top.item++]);
        }
    }

    std::string& out_;
    const Messages& messages_;
    std::vector<Open> open_;
    std::string words_;
};

template <class Written>
std::string write(const Written& written, const Messages& messages) {
    std::string out;
    Writer(out, messages).write(written);
    return out;
}

}  // namespace

zod4::InnerIssues zod4::inner_issues(const Issue& issue) noexcept {
    if (const auto* const invalid = std::get_if<InvalidUnion>(&issue.parameters)) {
        return {invalid->errors.data(), invalid->errors.size()};
    }
    if (const auto* const invalid = std::get_if<InvalidKey>(&issue.parameters)) return {&invalid->issues, 1};
    return {};
}

std::string to_json(const Issue& issue) { return write(issue, Messages()); }

std::string to_json(const std::vector<Issue>& issues) { return write(issues, Messages()); }

std::string to_json(const Issue& issue, const Messages& messages) { return write(issue, messages); }

std::string to_json(const std::vector<Issue>& issues, const Messages& messages) { return write(issues, messages); }

namespace {

// The body's beginning, up to its first comma.
void append_error(std::string& out, std::string_view error) {
    out += "{\"error\":";
    if (text::find_invalid_utf8(error) == text::npos) {
        json::append_string(out, error);
    } else {
        json::append_string(out, text::to_valid_utf8(error));
    }
}

}  // namespace

std::string error_body(std::string_view error) {
    std::string out;
    append_error(out, error);
    out += '}';
    return out;
}

std::string error_body(std::string_view error, const std::vector<Issue>& issues) {
    return error_body(error, issues, Messages());
}

std::string error_body(std::string_view error, const std::vector<Issue>& issues, const Messages& messages) {
    constexpr std::size_t bytes_an_issue = 320;  // or so, which spares copies while it grows
    std::string out;
    out.reserve(error.size() + bytes_an_issue * (std::min<std::size_t>(issues.size(), 16) + 1));
    append_error(out, error);
    out += ",\"issues\":";
    Writer(out, messages).write(issues);
    out += '}';
    return out;
}

}  // namespace zodgate

// Issues as JSON.stringify writes those of zod 4.6.7. The order of the members is the order in which Zod's own object
// literals name them, then `path`, then `message` (zod core/util, finalizeIssue).
#include "issue/issue.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

namespace zodgate {
namespace zod4 {
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
            append_text(out, "origin", name_of(origin));
            append_text(out, "code", code);
            append_number(out, bound_name, bound);
            out += inclusion;
            if (exact) out += "\"exact\":true,";
            break;
        case BoundKind::tuple:
            append_text(out, "code", code);
            append_number(out, bound_name, bound);
            out += inclusion;
            append_text(out, "origin", name_of(origin));
            break;
        case BoundKind::safe_integer:
            append_text(out, "code", code);
            append_number(out, bound_name, bound);
            append_text(out, "note", "Integers must be within the safe integer range.");
            append_text(out, "origin", name_of(origin));
            out += inclusion;
            break;
    }
}

// The members before `path`, each with a comma behind it.
struct Members {
    std::string& out;

    void operator()(const InvalidType& type) const {
        if (type.expected == Expected::nonoptional || type.by_discriminator) {
            append_text(out, "code", "invalid_type");
            append_text(out, "expected", name_of(type.expected));
            return;
        }
        append_text(out, "expected", name_of(type.expected));
        if (type.expected == Expected::integer) append_text(out, "format", name_of(type.format));
        append_text(out, "code", "invalid_type");
        const bool infinite = type.received == Received::infinity || type.received == Received::negative_infinity;
        if (infinite && type.expected == Expected::number) append_text(out, "received", name_of(type.received));
    }
    void operator()(const TooSmall& small) const {
        append_bound(out, "too_small", "minimum", small.minimum, small.origin, small.inclusive, small.exact,
                     small.kind);
    }
    void operator()(const TooBig& big) const {
        append_bound(out, "too_big", "maximum", big.maximum, big.origin, big.inclusive, big.exact, big.kind);
    }
    void operator()(const InvalidFormat& format) const {
        append_text(out, "origin", "string");
        append_text(out, "code", "invalid_format");
        append_text(out, "format", format.format);
        append_text(out, "pattern", "/" + format.pattern + "/");
    }
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
        out += "\"errors\":[";
        for (const std::vector<Issue>& issues : invalid.errors) {
            if (&issues != invalid.errors.data()) out += ',';
            append_issues(out, issues);
        }
        out += "],";
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
    void operator()(const InvalidKey& invalid) const {
        append_text(out, "code", "invalid_key");
        append_text(out, "origin", "record");
        out += "\"issues\":";
        append_issues(out, invalid.issues);
        out += ',';
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

}  // namespace

void append_issue(std::string& out, const Issue& issue) {
    out += '{';
    std::visit(Members{out}, issue.parameters);
    append_path(out, issue.path);
    out += "\"message\":";
    json::append_string(out, message_of(issue));
    out += '}';
}

void append_issues(std::string& out, const std::vector<Issue>& issues) {
    out += '[';
    for (const Issue& issue : issues) {
        if (&issue != issues.data()) out += ',';
        append_issue(out, issue);
    }
    out += ']';
}

}  // namespace zod4

std::string to_json(const Issue& issue) {
    std::string out;
    zod4::append_issue(out, issue);
    return out;
}

std::string to_json(const std::vector<Issue>& issues) {
    std::string out;
    zod4::append_issues(out, issues);
    return out;
}

std::string error_body(std::string_view error) {
    std::string out = "{\"error\":";
    json::append_string(out, text::to_valid_utf8(error));
    out += '}';
    return out;
}

std::string error_body(std::string_view error, const std::vector<Issue>& issues) {
    std::string out = error_body(error);
    out.back() = ',';
    out += "\"issues\":";
    zod4::append_issues(out, issues);
    out += '}';
    return out;
}

}  // namespace zodgate

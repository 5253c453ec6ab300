// The sentences of zod 4.6.7's locales/en, and this library's own for what Zod cannot meet.
#include <array>

#include "issue/issue.hpp"
#include "json/json.hpp"

namespace zodgate::zod4 {
namespace {

struct FormatName {
    std::string_view format;
    std::string_view name;
};

// zod locales/en, FormatDictionary. Formats that are not here go by their own name; "regex" has a sentence of its own.
constexpr std::array format_names{
    FormatName{"email", "email address"},
    FormatName{"url", "URL"},
    FormatName{"uuid", "UUID"},
    FormatName{"uuidv4", "UUIDv4"},
    FormatName{"uuidv6", "UUIDv6"},
    FormatName{"guid", "GUID"},
    FormatName{"ulid", "ULID"},
    FormatName{"xid", "XID"},
    FormatName{"ksuid", "KSUID"},
    FormatName{"datetime", "ISO datetime"},
    FormatName{"date", "ISO date"},
    FormatName{"time", "ISO time"},
    FormatName{"duration", "ISO duration"},
    FormatName{"ipv4", "IPv4 address"},
    FormatName{"ipv6", "IPv6 address"},
    FormatName{"mac", "MAC address"},
    FormatName{"cidrv4", "IPv4 range"},
    FormatName{"cidrv6", "IPv6 range"},
    FormatName{"base64", "base64-encoded string"},
    FormatName{"base64url", "base64url-encoded string"},
    FormatName{"json_string", "JSON string"},
    FormatName{"e164", "E.164 number"},
    FormatName{"currency_code", "currency code"},
    FormatName{"credit_card", "credit card number"},
    FormatName{"iban", "IBAN"},
    FormatName{"jwt", "JWT"},
    FormatName{"template_literal", "input"},
};

std::string_view format_name(std::string_view format) noexcept {
    for (const FormatName& entry : format_names) {
        if (entry.format == format) return entry.name;
    }
    return format;
}

// zod core/util, stringifyPrimitive: strings in quotes, but not escaped.
void append_constant(std::string& out, const Constant& constant) {
    switch (constant.kind) {
        case Constant::Kind::null: out += "null"; break;
        case Constant::Kind::boolean: out += constant.boolean ? "true" : "false"; break;
        case Constant::Kind::number: json::append_number(out, constant.number); break;
        case Constant::Kind::string: out.append(1, '"').append(constant.text).append(1, '"'); break;
        case Constant::Kind::structure: out += constant.text; break;
    }
}

std::string_view unit_of(Origin origin) noexcept {
    switch (origin) {
        case Origin::string: return "characters";
        case Origin::array: return "items";
        default: return {};
    }
}

void append_bound(std::string& out, Origin origin, std::string_view comparison, double bound) {
    const std::string_view unit = unit_of(origin);
    out.append(to_string(origin)).append(unit.empty() ? " to be " : " to have ").append(comparison);
    json::append_number(out, bound);
    if (!unit.empty()) out.append(1, ' ').append(unit);
}

struct Sentence {
    std::string& out;

    void operator()(const InvalidType& type) const {
        out.append("Invalid input: expected ").append(to_string(type.expected));
        out.append(", received ").append(to_string(type.received));
    }
    void operator()(const TooSmall& bound) const {
        out += "Too small: expected ";
        append_bound(out, bound.origin, bound.exact ? "exactly " : bound.inclusive ? ">=" : ">", bound.minimum);
    }
    void operator()(const TooBig& bound) const {
        out += "Too big: expected ";
        append_bound(out, bound.origin, bound.exact ? "exactly " : bound.inclusive ? "<=" : "<", bound.maximum);
    }
    void operator()(const InvalidFormat& format) const {
        const std::string& name = format.format;
        if (name == "starts_with") {
            out.append("Invalid string: must start with \"").append(format.affix).append(1, '"');
        } else if (name == "ends_with") {
            out.append("Invalid string: must end with \"").append(format.affix).append(1, '"');
        } else if (name == "includes") {
            out.append("Invalid string: must include \"").append(format.affix).append(1, '"');
        } else if (name == "regex" && !format.pattern.empty()) {
            out.append("Invalid string: must match pattern /").append(format.pattern).append(1, '/');
            out.append(format.flags);
        } else {
            out.append("Invalid ").append(format_name(name));
        }
    }
    void operator()(const NotJson& malformed) const {
        out.append("Invalid JSON string: ").append(malformed.reason);
        out.append(" at line ").append(std::to_string(malformed.line));
        out.append(", column ").append(std::to_string(malformed.column));
    }
    void operator()(const NotMultipleOf& multiple) const {
        out += "Invalid number: must be a multiple of ";
        json::append_number(out, multiple.divisor);
    }
    void operator()(const UnrecognizedKeys& unrecognized) const {
        out += unrecognized.keys.size() > 1 ? "Unrecognized keys: " : "Unrecognized key: ";
        for (const std::string& key : unrecognized.keys) {
            if (&key != unrecognized.keys.data()) out += ", ";
            out.append(1, '"').append(key).append(1, '"');
        }
    }
    void operator()(const InvalidUnion&) const { out += "Invalid input"; }
    void operator()(const AmbiguousUnion&) const { out += "Invalid input: more than one option matched"; }
    void operator()(const UnknownDiscriminator& unknown) const {
        out += "Invalid discriminator value. Expected ";
        for (const Constant& option : *unknown.options) {
            if (&option != unknown.options->data()) out += " | ";
            out += '\'';
            if (option.kind == Constant::Kind::string) {
                out += option.text;
            } else {
                append_constant(out, option);
            }
            out += '\'';
        }
    }
    void operator()(const InvalidKey&) const { out += "Invalid key in record"; }
    void operator()(const InvalidValue& invalid) const {
        const std::vector<Constant>& values = *invalid.values;
        out += values.size() == 1 ? "Invalid input: expected " : "Invalid option: expected one of ";
        for (const Constant& value : values) {
            if (&value != values.data()) out += '|';
            append_constant(out, value);
        }
    }
    void operator()(const LimitExceeded& limit) const {
        out.append("Over the limit: ").append(limit.limit).append(" is ").append(std::to_string(limit.maximum));
    }
    void operator()(const RepeatedKey& repeated) const { out.append("Repeated key: \"").append(repeated.key) += '"'; }
};

}  // namespace

void append_sentence(std::string& out, const IssueParameters& parameters) { std::visit(Sentence{out}, parameters); }

}  // namespace zodgate::zod4

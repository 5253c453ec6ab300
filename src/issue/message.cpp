// The sentences of zod 4.6.7's locales/en, and this library's own for what Zod cannot meet.
#include <array>

#include "issue/parts.hpp"
#include "json/json.hpp"

namespace zodgate::zod4 {
namespace {

using issue::KeyFinding;
using issue::KeysFinding;
using issue::MatchesFinding;
using issue::UnionFinding;

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

std::string_view unit_of(Origin origin) noexcept {
    switch (origin) {
        case Origin::string: return "characters";
        case Origin::array: return "items";
        case Origin::object: return "properties";
        default: return {};
    }
}

// Writes sentences as they are or inside a JSON string.
class Sentence {
  public:
    Sentence(std::string& out, bool is_json) : out_(out), is_json_(is_json) {}

    void operator()(const InvalidType& type) const {
        add("Invalid input: expected ", to_string(type.expected), ", received ", to_string(type.received));
    }
    void operator()(const TooSmall& bound) const {
        const std::string_view comparison = bound.exact ? "exactly " : bound.inclusive ? ">=" : ">";
        add_bound("Too small: expected ", bound.origin, comparison, bound.minimum);
    }
    void operator()(const TooBig& bound) const {
        const std::string_view comparison = bound.exact ? "exactly " : bound.inclusive ? "<=" : "<";
        add_bound("Too big: expected ", bound.origin, comparison, bound.maximum);
    }
    void operator()(const InvalidFormat* format) const {
        const std::string& name = format->format;
        if (name == "starts_with") {
            add("Invalid string: must start with ");
            add_quoted(format->affix);
        } else if (name == "ends_with") {
            add("Invalid string: must end with ");
            add_quoted(format->affix);
        } else if (name == "includes") {
            add("Invalid string: must include ");
            add_quoted(format->affix);
        } else if (name == "regex" && !format->pattern.empty()) {
            add("Invalid string: must match pattern /");
            add_text(format->pattern);
            add("/");
            add_text(format->flags);
        } else {
            add("Invalid ");
            add_text(format_name(name));
        }
    }
    void operator()(const NotJson* malformed) const {
        add("Invalid JSON string: ");
        add_text(malformed->reason);
        add(" at line ");
        json::append_integer(out_, malformed->line);
        add(", column ");
        json::append_integer(out_, malformed->column);
    }
    void operator()(const NotMultipleOf& multiple) const {
        add("Invalid number: must be a multiple of ");
        json::append_number(out_, multiple.divisor);
    }
    void operator()(const KeysFinding& unrecognized) const {
        add(unrecognized.keys.size() > 1 ? "Unrecognized keys: " : "Unrecognized key: ");
        for (const std::string_view& key : unrecognized.keys) {
            if (&key != unrecognized.keys.data()) add(", ");
            add_quoted(key);
        }
    }
    void operator()(const UnionFinding&) const { add("Invalid input"); }
    void operator()(const MatchesFinding&) const { add("Invalid input: more than one option matched"); }
    void operator()(const UnknownDiscriminator* unknown) const {
        add("Invalid discriminator value. Expected ");
        for (const Constant& option : *unknown->options) {
            if (&option != unknown->options->data()) add(" | ");
            add("'");
            if (option.kind == Constant::Kind::string) {
                add_text(option.text);
            } else {
                add_constant(option);
            }
            add("'");
        }
    }
    void operator()(const KeyFinding&) const { add("Invalid key in record"); }
    void operator()(const InvalidValue* invalid) const {
        const std::vector<Constant>& values = *invalid->values;
        add(values.size() == 1 ? "Invalid input: expected " : "Invalid option: expected one of ");
        for (const Constant& value : values) {
            if (&value != values.data()) add("|");
            add_constant(value);
        }
    }
    void operator()(const LimitExceeded* limit) const {
        add("Over the limit: ");
        add_text(limit->limit);
        add(" is ");
        json::append_integer(out_, limit->maximum);
    }
    void operator()(const RepeatedKey* repeated) const {
        add("Repeated key: ");
        add_quoted(repeated->key);
    }
    void operator()(const RepeatedItem& repeated) const {
        add("Array items must be unique: element at index ");
        json::append_integer(out_, repeated.index);
        add(" duplicates the one at index ");
        json::append_integer(out_, repeated.first);
    }
    void operator()(const TooFewMatches& few) const {
        add("Array must contain at least ");
        add_matching(few.minimum);
        add("; found ");
        json::append_integer(out_, few.found);
    }
    void operator()(const TooManyMatches& many) const {
        add("Array must contain at most ");
        add_matching(many.maximum);
    }
    void operator()(const FailedKeyword& failed) const {
        add("Invalid input: fails ");
        add_quoted(failed.keyword);
    }

  private:
    // Words of this file and of Zod's names, in which nothing has to be escaped.
    template <class... Words>
    void add(const Words&... words) const {
        (out_.append(std::string_view(words)), ...);
    }

    void add_text(std::string_view text) const {
        if (is_json_) {
            json::append_escaped(out_, text);
        } else {
            out_ += text;
        }
    }

    // Zod does not escape what it quotes.
    void add_quoted(std::string_view text) const {
        const std::string_view quote = is_json_ ? "\\\"" : "\"";
        out_ += quote;
        add_text(text);
        out_ += quote;
    }

    // zod core/util, stringifyPrimitive.
    void add_constant(const Constant& constant) const {
        switch (constant.kind) {
            case Constant::Kind::null: add("null"); break;
            case Constant::Kind::boolean: add(constant.boolean ? "true" : "false"); break;
            case Constant::Kind::number: json::append_number(out_, constant.number); break;
            case Constant::Kind::string: add_quoted(constant.text); break;
            case Constant::Kind::structure: add_text(constant.text); break;
        }
    }

    void add_matching(double count) const {
        json::append_number(out_, count);
        add(count == 1 ? " matching element" : " matching elements");
    }

    void add_bound(std::string_view beginning, Origin origin, std::string_view comparison, double bound) const {
        const std::string_view unit = unit_of(origin);
        add(beginning, to_string(origin), unit.empty() ? " to be " : " to have ", comparison);
        json::append_number(out_, bound);
        if (!unit.empty()) add(" ", unit);
    }

    std::string& out_;
    bool is_json_;
};

}  // namespace

void append_sentence(std::string& out, const issue::FindingParameters& parameters) {
    std::visit(Sentence(out, false), parameters);
}

void append_json_sentence(std::string& out, const issue::FindingParameters& parameters) {
    out += '"';
    std::visit(Sentence(out, true), parameters);
    out += '"';
}

}  // namespace zodgate::zod4

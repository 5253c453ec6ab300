// The members before `path` of zod 4.6.7's issues, in the order in which its own object literals name them, and what of
// an issue can be written at load.
#include "issue/parts.hpp"
#include "json/json.hpp"

namespace zodgate::zod4 {
namespace {

using issue::KeyFinding;
using issue::KeysFinding;
using issue::MatchesFinding;
using issue::UnionFinding;

/// Members are named as they are written, quotes and colon included.
class Members {
  public:
    explicit Members(std::string& out) : out_(out) {}

    void operator()(const InvalidType& type) const {
        if (type.expected == Expected::nonoptional || type.by_discriminator) {
            add(R"("code":"invalid_type",)");
            add_word(R"("expected":)", to_string(type.expected));
            return;
        }
        add_word(R"("expected":)", to_string(type.expected));
        if (type.expected == Expected::integer) add_word(R"("format":)", to_string(type.format));
        add(R"("code":"invalid_type",)");
        const bool told = type.received == Received::infinity || type.received == Received::negative_infinity ||
                          type.received == Received::nan;
        if (told && type.expected == Expected::number) add_word(R"("received":)", to_string(type.received));
    }
    void operator()(const TooSmall& small) const {
        add_bound(R"("code":"too_small","minimum":)", small.minimum, small);
    }
    void operator()(const TooBig& big) const { add_bound(R"("code":"too_big","maximum":)", big.maximum, big); }
    void operator()(const InvalidFormat* format) const { add_format(*format); }
    void operator()(const NotJson* /*malformed*/) const { add(R"("code":"invalid_format","format":"json_string",)"); }
    void operator()(const NotMultipleOf& multiple) const {
        add(R"("origin":"number","code":"not_multiple_of","divisor":)");
        json::append_json_number(out_, multiple.divisor);
        add(",");
    }
    void operator()(const KeysFinding& unrecognized) const {
        add(R"("code":"unrecognized_keys","keys":[)");
        for (const std::string_view& key : unrecognized.keys) {
            if (&key != unrecognized.keys.data()) add(",");
            json::append_string(out_, key);
        }
        add("],");
    }
    void operator()(const UnionFinding& /*invalid*/) const { add(R"("code":"invalid_union","errors":[)"); }
    void operator()(const MatchesFinding& ambiguous) const {
        add(R"("code":"invalid_union","errors":[],"inclusive":false,"matches":[)");
        for (const std::uint64_t& match : ambiguous.matches) {
            if (&match != ambiguous.matches.data()) add(",");
            json::append_integer(out_, match);
        }
        add("],");
    }
    void operator()(const UnknownDiscriminator* unknown) const {
        add(R"("code":"invalid_union","errors":[],"note":"No matching discriminator",)");
        add_text(R"("discriminator":)", unknown->discriminator);
        add_constants(R"("options":[)", *unknown->options);
    }
    void operator()(const KeyFinding& /*invalid*/) const { add(R"("code":"invalid_key","origin":"record","issues":)"); }
    void operator()(const InvalidValue* invalid) const {
        add_constants(R"("code":"invalid_value","values":[)", *invalid->values);
    }
    void operator()(const LimitExceeded* limit) const {
        add_text(R"("code":"custom","params":{"limit":)", limit->limit);
        add(R"("maximum":)");
        json::append_integer(out_, limit->maximum);
        add("},");
    }
    void operator()(const RepeatedKey* repeated) const {
        add(R"("code":"custom","params":{"repeated":)");
        json::append_string(out_, repeated->key);
        add("},");
    }
    void operator()(const RepeatedItem& /*repeated*/) const { add(R"("code":"custom",)"); }
    void operator()(const TooFewMatches& /*few*/) const { add(R"("code":"custom",)"); }
    void operator()(const TooManyMatches& /*many*/) const { add(R"("code":"custom",)"); }
    void operator()(const FailedKeyword& failed) const {
        add(R"("code":"custom","params":{"keyword":)");
        json::append_string(out_, failed.keyword);
        add("},");
    }

  private:
    void add(std::string_view written) const { out_ += written; }

    void add_text(std::string_view name, std::string_view text) const {
        add(name);
        json::append_string(out_, text);
        add(",");
    }

    // One of Zod's names, in which nothing has to be escaped.
    void add_word(std::string_view name, std::string_view word) const {
        out_.append(name).append(1, '"').append(word).append("\",");
    }

    void add_constants(std::string_view beginning, const std::vector<Constant>& constants) const {
        add(beginning);
        for (const Constant& constant : constants) {
            if (&constant != constants.data()) add(",");
            add_constant(constant);
        }
        add("],");
    }

    void add_constant(const Constant& constant) const {
        switch (constant.kind) {
            case Constant::Kind::null: add("null"); break;
            case Constant::Kind::boolean: add(constant.boolean ? "true" : "false"); break;
            case Constant::Kind::string: json::append_string(out_, constant.text); break;
            case Constant::Kind::structure: add(constant.text); break;
            case Constant::Kind::number: json::append_json_number(out_, constant.number); break;
        }
    }

    template <class Bound>
    void add_bound(std::string_view code, double number, const Bound& bound) const {
        const std::string_view origin = to_string(bound.origin);
        const std::string_view inclusion = bound.inclusive ? R"("inclusive":true,)" : R"("inclusive":false,)";
        if (bound.kind == BoundKind::check) add_word(R"("origin":)", origin);
        add(code);
        json::append_json_number(out_, number);
        add(",");
        switch (bound.kind) {
            case BoundKind::check:
                add(inclusion);
                if (bound.exact) add(R"("exact":true,)");
                break;
            case BoundKind::tuple:
                add(inclusion);
                add_word(R"("origin":)", origin);
                break;
            case BoundKind::safe_integer:
                add(R"("note":"Integers must be within the safe integer range.",)");
                add_word(R"("origin":)", origin);
                add(inclusion);
                break;
        }
    }

    // Which members an InvalidFormat has: see its declaration.
    void add_format(const InvalidFormat& format) const {
        const std::string& name = format.format;
        const std::string_view affix = name == "starts_with" ? R"("prefix":)"
                                       : name == "ends_with" ? R"("suffix":)"
                                       : name == "includes"  ? R"("includes":)"
                                                             : "";
        const bool bare = name == "url" || name == "template_literal";
        const bool has_origin = !affix.empty() || (!format.pattern.empty() && !bare);
        if (has_origin) add(R"("origin":"string",)");
        add_text(R"("code":"invalid_format","format":)", name);
        if (!affix.empty()) return add_text(affix, format.affix);
        if (!format.note.empty()) add_text(R"("note":)", format.note);
        if (format.pattern.empty()) return;
        if (bare) return add_text(R"("pattern":)", format.pattern);
        add(R"("pattern":"/)");
        json::append_escaped(out_, format.pattern);
        out_.append(1, '/').append(format.flags).append("\",");
    }

    std::string& out_;
};

}  // namespace

void append_members(std::string& out, const issue::FindingParameters& parameters) {
    std::visit(Members(out), parameters);
}

issue::Prepared prepare(const issue::FindingParameters& parameters) {
    issue::Prepared prepared;
    append_members(prepared.members, parameters);
    append_json_sentence(prepared.message, parameters);
    return prepared;
}

}  // namespace zodgate::zod4

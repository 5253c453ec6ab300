// Keywords that contradict each other.
#include "lint/subject.hpp"

#include "plan/shapes.hpp"
#include "text/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace zodgate::lint {
namespace {

constexpr std::string_view rule = "never-valid";

// --- types ---

using Types = unsigned;  // a set of them, integers and other numbers apart

constexpr Types only(schema::Type type) noexcept {
    const Types integers = 1U << static_cast<unsigned>(schema::Type::integer);
    const Types self = 1U << static_cast<unsigned>(type);
    return type == schema::Type::number ? self | integers : self;
}

constexpr Types any_type = ~Types{0};

// Those of a schema, and of what it refers to.
Types types_of(const schema::Model& model, schema::Id id) {
    const schema::Schema& schema = model.at(plan::skip_references(model, id));
    if (!schema.types) return any_type;
    Types types = 0;
    for (const schema::Type type : *schema.types) types |= only(type);
    return schema.nullable ? types | only(schema::Type::null) : types;
}

void check_all_of(const Subject& subject, const Context& context, Findings& findings) {
    const json::Value* const written = subject.find("allOf", json::Type::array);
    if (subject.model == nullptr || written == nullptr) return;
    Types left = any_type;
    if (subject.model->types) {
        left = 0;
        for (const schema::Type type : *subject.model->types) left |= only(type);
    }
    for (const schema::Id id : subject.model->all_of) left &= types_of(context.model, id);
    if (left != 0) return;
    findings.at(subject, rule, "allOf", "no value is of all the types that the members of \"allOf\" ask for");
}

bool is_of(const json::Value& value, std::string_view type) noexcept {
    switch (value.type) {
        case json::Type::null: return type == "null";
        case json::Type::boolean: return type == "boolean";
        case json::Type::number:
            return type == "number" || (type == "integer" && std::trunc(value.number) == value.number);
        case json::Type::string: return type == "string";
        case json::Type::array: return type == "array";
        case json::Type::object: return type == "object";
        case json::Type::function: break;
    }
    return false;
}

bool is_of_one(const json::Value& value, const std::vector<std::string_view>& types) {
    return types.empty() ||
           std::any_of(types.begin(), types.end(), [&value](std::string_view type) { return is_of(value, type); });
}

// --- values ---

std::string text_of(const json::Value& value) {
    constexpr std::size_t longest = 60;
    if (value.type == json::Type::string) return quoted(value.string());
    if (value.type == json::Type::object) return "the object";
    if (value.type == json::Type::array) return "the array";
    std::string text;
    json::append_value(text, value);
    return text.substr(0, longest);
}

void check_enumeration(const Subject& subject, const json::Value& values, Findings& findings) {
    const std::vector<std::string_view> types = subject.types();
    if (values.size == 0) return findings.at(subject, rule, "enum", "\"enum\" has no values");
    const auto fits = [&types](const json::Value& value) { return is_of_one(value, types); };
    const auto fitting = std::count_if(values.items, values.items + values.size, fits);
    if (fitting == 0 && !subject.is_true("nullable")) {
        return findings.at(subject, rule, "enum",
                           "none of the values of \"enum\" is of the type that \"type\" asks for");
    }
    const std::string base = schema::pointer_to(subject.pointer, "enum");
    for (std::uint32_t i = 0; i < values.size; ++i) {
        const json::Value& value = values.items[i];
        const bool may_be_null = value.type == json::Type::null && subject.is_true("nullable");
        if (fits(value) || may_be_null) continue;
        findings.add(rule, schema::pointer_to(base, std::to_string(i)), value.offset,
                     text_of(value) + " is not of the type that \"type\" asks for");
    }
}

void check_values(const Subject& subject, Findings& findings) {
    const json::Value* const values = subject.find("enum", json::Type::array);
    if (values != nullptr) check_enumeration(subject, *values, findings);
    const json::Value* const constant = subject.find("const");
    if (constant == nullptr) return;
    if (!is_of_one(*constant, subject.types())) {
        findings.at_value(subject, rule, "const", text_of(*constant) + " is not of the type that \"type\" asks for");
    }
    if (values == nullptr) return;
    const bool is_listed = std::any_of(values->items, values->items + values->size,
                                       [constant](const json::Value& value) { return json::equal(value, *constant); });
    if (!is_listed) {
        findings.at_value(subject, rule, "const", text_of(*constant) + " is not among the values of \"enum\"");
    }
}

// --- members ---

// The names that patternProperties lets through.
class NamePatterns {
  public:
    explicit NamePatterns(const Subject& subject) {
        const json::Value* const by_pattern = subject.find("patternProperties", json::Type::object);
        if (by_pattern == nullptr) return;
        for (const json::Member& member : json::members_of(*by_pattern)) {
            try {
                patterns_.emplace_back(member.key, text::Reading::guessed, allowance_);
            } catch (const text::PatternError&) {
                is_unknown_ = true;
            }
        }
    }

    /// Also where it is not known, or would take too long to find out.
    bool may_match(std::string_view name) {
        if (is_unknown_) return true;
        return std::any_of(patterns_.begin(), patterns_.end(), [&](const text::Pattern& pattern) {
            if (left_ <= name.size()) return true;
            left_ -= name.size() + 1;
            return pattern.search(name, 10'000) != text::Found::no;
        });
    }

  private:
    text::AutomatonAllowance allowance_;
    std::vector<text::Pattern> patterns_;
    bool is_unknown_ = false;
    std::size_t left_ = 1'000'000;  // bytes of names
};

void check_required(const Subject& subject, Findings& findings) {
    const json::Value* const required = subject.find("required", json::Type::array);
    if (required == nullptr) return;
    const json::Value* const properties = subject.find("properties", json::Type::object);
    const bool is_closed = subject.is_false("additionalProperties");
    NamePatterns patterns(subject);
    const std::string base = schema::pointer_to(subject.pointer, "required");
    for (std::uint32_t i = 0; i < required->size; ++i) {
        const json::Value& name = required->items[i];
        if (name.type != json::Type::string) continue;
        const json::Value* const described = properties == nullptr ? nullptr : json::find(*properties, name.string());
        const auto say = [&](const std::string& reason) {
            findings.add(rule, schema::pointer_to(base, std::to_string(i)), name.offset,
                         "the member " + quoted(name.string()) + " is required, and " + reason);
        };
        if (described != nullptr && described->type == json::Type::boolean && !described->boolean) {
            say("its schema is false");
        } else if (described == nullptr && is_closed && !patterns.may_match(name.string())) {
            say("\"additionalProperties\" refuses it: it is not in \"properties\"");
        }
    }
}

void check_members(const Subject& subject, Findings& findings) {
    const json::Value* const required = subject.find("required", json::Type::array);
    const std::optional<double> most = subject.number("maxProperties");
    if (required != nullptr && most && required->size > *most) {
        findings.at(subject, rule, "maxProperties",
                    std::to_string(required->size) + " members are required, and \"maxProperties\" is " + shown(*most));
    }
    const std::optional<double> least = subject.number("minProperties");
    if (!least || !subject.is_false("additionalProperties") || subject.has("patternProperties")) return;
    const json::Value* const properties = subject.find("properties", json::Type::object);
    const std::uint32_t declared = properties == nullptr ? 0 : properties->size;
    if (*least <= declared) return;
    findings.at(subject, rule, "minProperties",
                "\"minProperties\" is " + shown(*least) + ", and no more than " + std::to_string(declared) +
                    " members may be there");
}

}  // namespace

void check_contradictions(const Subject& subject, const Context& context, Findings& findings) {
    check_values(subject, findings);
    check_required(subject, findings);
    check_members(subject, findings);
    check_all_of(subject, context, findings);
}

}  // namespace zodgate::lint

// What may stand where an issue says that it comes from. Asks the document with a JSON Pointer that is not ours.
#pragma once

#include <zodgate/issue.hpp>

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace located {

inline std::string_view text_of(const rapidjson::Value& value) {
    return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view();
}

/// Whether a keyword and its value may be what an issue is about.
class Fits {
  public:
    Fits(std::string_view keyword, const rapidjson::Value& value) : keyword_(keyword), value_(value) {}

    bool operator()(const zodgate::InvalidType& type) const {
        using zodgate::Expected;
        if (type.expected == Expected::nonoptional) {
            return is_one_of({"required", "dependentRequired", "dependencies", "minItems"});
        }
        if (type.expected == Expected::never) return value_.IsFalse() || is_one_of({"not", "enum"});
        if (type.by_discriminator) return is_one_of({"oneOf", "anyOf"});
        // The name of a member that should read as a number.
        if (keyword_ == "pattern") return type.expected == Expected::number;
        return keyword_ == "type" && has_type(name_of(type.expected), type.expected == Expected::number);
    }
    bool operator()(const zodgate::TooSmall& bound) const {
        if (is_safe_integer(bound.kind)) return true;
        if (keyword_ == "exclusiveMinimum") return !bound.inclusive && (value_.IsTrue() || is_number(bound.minimum));
        return is_one_of({"minLength", "minItems", "minProperties", "minimum"}) && bound.inclusive &&
               is_number(bound.minimum);
    }
    bool operator()(const zodgate::TooBig& bound) const {
        if (is_safe_integer(bound.kind)) return true;
        if (keyword_ == "exclusiveMaximum") return !bound.inclusive && (value_.IsTrue() || is_number(bound.maximum));
        if (is_one_of({"items", "additionalItems"})) return value_.IsFalse();
        return is_one_of({"maxLength", "maxItems", "maxProperties", "maximum"}) && bound.inclusive &&
               is_number(bound.maximum);
    }
    bool operator()(const zodgate::InvalidFormat& format) const {
        if (!value_.IsString()) return false;
        // z.fromJSONSchema() makes "time" a z.regex(); JSON Schema has a format of that name.
        return keyword_ == "pattern" ||
               (keyword_ == "format" &&
                (format.format != "regex" || text_of(value_) == "time" || text_of(value_) == "regex"));
    }
    bool operator()(const zodgate::NotMultipleOf& multiple) const {
        return keyword_ == "multipleOf" && is_number(multiple.divisor);
    }
    bool operator()(const zodgate::UnrecognizedKeys&) const {
        return is_one_of({"additionalProperties", "unevaluatedProperties", "propertyNames"});
    }
    bool operator()(const zodgate::InvalidUnion& invalid) const {
        return is_one_of({"anyOf", "oneOf", "type"}) && value_.IsArray() && value_.Size() == invalid.errors.size();
    }
    bool operator()(const zodgate::AmbiguousUnion& ambiguous) const {
        return keyword_ == "oneOf" && value_.IsArray() && ambiguous.matches.size() > 1 &&
               value_.Size() > ambiguous.matches.back();
    }
    bool operator()(const zodgate::UnknownDiscriminator& unknown) const {
        return is_one_of({"oneOf", "anyOf"}) && value_.IsArray() && value_.Size() <= unknown.options->size();
    }
    bool operator()(const zodgate::InvalidKey&) const { return keyword_ == "propertyNames"; }
    bool operator()(const zodgate::InvalidValue& invalid) const {
        if (keyword_ == "const") return invalid.values->size() == 1;
        return keyword_ == "enum" && value_.IsArray() && value_.Size() == invalid.values->size();
    }
    bool operator()(const zodgate::RepeatedItem&) const { return keyword_ == "uniqueItems" && value_.IsTrue(); }
    bool operator()(const zodgate::TooFewMatches& few) const {
        return keyword_ == "contains" || (keyword_ == "minContains" && is_number(few.minimum));
    }
    bool operator()(const zodgate::TooManyMatches& many) const {
        return keyword_ == "maxContains" && is_number(many.maximum);
    }
    bool operator()(const zodgate::FailedKeyword& failed) const { return keyword_ == failed.keyword; }
    bool operator()(const zodgate::NotJson&) const { return false; }
    bool operator()(const zodgate::LimitExceeded&) const { return false; }
    bool operator()(const zodgate::RepeatedKey&) const { return false; }

  private:
    static std::string_view name_of(zodgate::Expected expected) {
        using zodgate::Expected;
        switch (expected) {
            case Expected::integer: return "integer";
            case Expected::tuple: return "array";
            case Expected::record: return "object";
            default: return zodgate::to_string(expected);
        }
    }

    bool is_one_of(std::initializer_list<std::string_view> keywords) const {
        return std::find(keywords.begin(), keywords.end(), keyword_) != keywords.end();
    }
    bool is_number(double number) const { return value_.IsNumber() && value_.GetDouble() == number; }
    bool is_safe_integer(zodgate::BoundKind kind) const {
        return kind == zodgate::BoundKind::safe_integer && is_one_of({"type", "minimum", "maximum"});
    }
    bool has_type(std::string_view name, bool or_integer) const {
        const auto is_it = [&](const rapidjson::Value& type) {
            return text_of(type) == name || (or_integer && text_of(type) == "integer");
        };
        if (!value_.IsArray()) return is_it(value_);
        return std::any_of(value_.Begin(), value_.End(), is_it);
    }

    std::string_view keyword_;
    const rapidjson::Value& value_;
};

/// The URI of another document in a location; empty if there is none.
inline std::string_view uri_in(std::string_view location) {
    return location.substr(0, 1) == "/" || location.empty() ? std::string_view()
                                                            : location.substr(0, location.find('#'));
}

/// Of a pointer, or of one as a URI's fragment has it.
inline std::string pointer_in(std::string_view location) {
    const std::string_view uri = uri_in(location);
    if (uri.empty()) return std::string(location);
    std::string pointer;
    for (std::size_t i = uri.size() + 1; i < location.size(); ++i) {
        const bool is_escape = location[i] == '%' && i + 2 < location.size();
        pointer +=
            is_escape ? static_cast<char>(std::stoi(std::string(location.substr(i + 1, 2)), nullptr, 16)) : location[i];
        if (is_escape) i += 2;
    }
    return pointer;
}

/// Whether something stands at an issue's location in the document that it names, and it may be what the issue is
/// about.
inline bool is_at_its_place(const zodgate::Issue& issue, const rapidjson::Document& document) {
    const std::string location = pointer_in(issue.schema_location);
    const rapidjson::Pointer pointer(location.data(), location.size());
    if (!pointer.IsValid()) return false;
    const rapidjson::Value* const value = pointer.Get(document);
    const std::string_view last = std::string_view(location).substr(location.rfind('/') + 1);  // npos + 1 is 0
    return value != nullptr && std::visit(Fits(last, *value), issue.parameters);
}

/// All issues, those inside others included.
inline std::vector<const zodgate::Issue*> all_of(const std::vector<zodgate::Issue>& issues) {
    std::vector<const zodgate::Issue*> all;
    const auto add = [&all](const std::vector<zodgate::Issue>& more) {
        for (const zodgate::Issue& issue : more) all.push_back(&issue);
    };
    add(issues);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (const auto* const invalid = std::get_if<zodgate::InvalidUnion>(&all[i]->parameters)) {
            for (const std::vector<zodgate::Issue>& errors : invalid->errors) add(errors);
        } else if (const auto* const key = std::get_if<zodgate::InvalidKey>(&all[i]->parameters)) {
            add(key->issues);
        }
    }
    return all;
}

}  // namespace located

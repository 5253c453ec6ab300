// Which schemas and payloads valijson 1.0 reads by draft-07: what it does otherwise is left out, by rules, each with
// its reason. tests/suite/valijson_differences.ndjson has the cases that these rules stand for.
#pragma once

#include "json_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace verdict {

using json_text::Member;
using json_text::Node;

/// Keywords of which a subschema is the value, of which a map of them is, and of which a list is.
inline constexpr std::array<std::string_view, 9> with_schema{
    "additionalItems", "additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"};
inline constexpr std::array<std::string_view, 4> with_map{"definitions", "dependencies", "patternProperties",
                                                          "properties"};
inline constexpr std::array<std::string_view, 3> with_list{"allOf", "anyOf", "oneOf"};

/// valijson knows draft-07's, and these are not among them: `format`, which it asks of values that are no strings, of
/// leap seconds at any hour and of dates of any number of digits; `$id`, by which it does not find documents, and with
/// it names of places; `contentEncoding` and `contentMediaType`, annotations to it; `$schema`, as no document of
/// another dialect is read as its own.
inline constexpr std::array<std::string_view, 22> plain{"$comment",
                                                        "$ref",
                                                        "const",
                                                        "default",
                                                        "description",
                                                        "enum",
                                                        "examples",
                                                        "exclusiveMaximum",
                                                        "exclusiveMinimum",
                                                        "maxItems",
                                                        "maxLength",
                                                        "maxProperties",
                                                        "maximum",
                                                        "minItems",
                                                        "minLength",
                                                        "minProperties",
                                                        "minimum",
                                                        "multipleOf",
                                                        "pattern",
                                                        "required",
                                                        "title",
                                                        "type"};

template <typename List>
bool has(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

inline bool is_supported(std::string_view keyword) {
    return keyword == "uniqueItems" || has(plain, keyword) || has(with_schema, keyword) || has(with_map, keyword) ||
           has(with_list, keyword);
}

inline std::string_view inside(std::string_view token) { return token.substr(1, token.size() - 2); }

inline bool is_number(const Node& node) {
    return node.kind == Node::Kind::leaf &&
           (node.token.front() == '-' || (node.token.front() >= '0' && node.token.front() <= '9'));
}

inline bool is_written_as_integer(std::string_view token) {
    return token.find_first_of(".eE") == std::string_view::npos;
}

// valijson goes by how a number is written: 1.0 and 1e2 are no integers to it; it holds as doubles what goes beyond 64
// bits, and compares doubles.
inline bool is_plain_number(std::string_view token) {
    constexpr std::size_t most_digits = 15;
    if (token.size() > most_digits || token == "-0" || token.find_first_of("eE") != std::string_view::npos)
        return false;
    return is_written_as_integer(token) || token.back() != '0';
}

// valijson's adapter for RapidJSON reads names up to a NUL, and RapidJSON takes lone surrogates; neither is so with
// escapes of other characters, but that two names are the same is seen here by how they are written.
inline bool is_plain_string(std::string_view token) { return token.find('\\') == std::string_view::npos; }

// Of a name that is there twice, valijson asks the first value, or each.
inline bool has_plain_names(const Node& object) {
    std::set<std::string_view> names;
    return std::all_of(object.members.begin(), object.members.end(), [&names](const Member& member) {
        return is_plain_string(member.key) && names.insert(member.key).second;
    });
}

/// Of a payload, and of values within a schema. valijson recurses.
inline bool is_plain_value(const Node& value, std::size_t depth) {
    if (value.kind == Node::Kind::leaf) {
        if (json_text::is_string(value)) return is_plain_string(value.token);
        return !is_number(value) || is_plain_number(value.token);
    }
    if (depth == 0 || (value.kind == Node::Kind::object && !has_plain_names(value))) return false;
    return std::all_of(value.members.begin(), value.members.end(),
                       [depth](const Member& member) { return is_plain_value(member.value, depth - 1); });
}

// For a multipleOf, valijson divides doubles, takes the integer part of others where the divisor is an integer, and
// takes strings that read as numbers for these.
inline bool has_only_integers(const Node& value) {
    if (json_text::is_string(value)) return false;
    if (is_number(value)) return is_written_as_integer(value.token);
    return std::all_of(value.members.begin(), value.members.end(),
                       [](const Member& member) { return has_only_integers(member.value); });
}

/// A schema that valijson reads as draft-07 does.
class Document {
  public:
    explicit Document(const Node& root) : root_(root) {}

    bool is_plain() {
        constexpr std::size_t deepest = 30;
        if (!is_plain_value(root_, deepest) || !is_plain_schema(root_)) return false;
        if (has_property_names_ && has_reference()) return false;
        return std::all_of(schemas_.begin(), schemas_.end(), [this](const Node* schema) {
            steps_ = 0;
            return ends_in_place(*schema, 0);
        });
    }

    bool has_multiple_of() const { return has_multiple_of_; }
    bool has_reference() const { return references_ != 0; }

  private:
    bool is_plain_schema(const Node& schema) {
        if (schema.kind == Node::Kind::leaf) return schema.token == "true" || schema.token == "false";
        if (schema.kind != Node::Kind::object) return false;
        schemas_.push_back(&schema);
        return std::all_of(schema.members.begin(), schema.members.end(),
                           [this](const Member& member) { return is_plain_keyword(inside(member.key), member.value); });
    }

    bool are_plain_schemas(const Node& values, std::string_view keyword) {
        return std::all_of(values.members.begin(), values.members.end(), [this, keyword](const Member& member) {
            if (keyword == "patternProperties" && !is_literal(inside(member.key))) return false;
            if (keyword == "dependencies" && member.value.kind == Node::Kind::array) return true;
            return is_plain_schema(member.value);
        });
    }

    bool is_plain_keyword(std::string_view keyword, const Node& value) {
        if (has(with_map, keyword) || has(with_list, keyword)) return are_plain_schemas(value, keyword);
        if (keyword == "items" && value.kind == Node::Kind::array) return are_plain_schemas(value, keyword);
        if (keyword == "pattern") return json_text::is_string(value) && is_literal(inside(value.token));
        if (keyword == "$ref") return is_plain_reference(value);
        // valijson keeps the subschema at the path of the schema around it, and takes the one for the other where a
        // reference leads to that.
        if (keyword == "propertyNames") has_property_names_ = true;
        if (has(with_schema, keyword)) return is_plain_schema(value);
        if (keyword == "multipleOf") {
            has_multiple_of_ = true;
            return is_written_as_integer(value.token);
        }
        return is_supported(keyword);
    }

    // std::regex, which valijson uses, goes by bytes, recurses, and knows neither \p nor \c.
    static bool is_literal(std::string_view pattern) {
        if (!pattern.empty() && pattern.front() == '^') pattern.remove_prefix(1);
        if (!pattern.empty() && pattern.back() == '$') pattern.remove_suffix(1);
        return !pattern.empty() && std::all_of(pattern.begin(), pattern.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    }

    // valijson drops empty tokens of pointers, and goes wherever a pointer leads; here it leads to schemas alone.
    bool is_plain_reference(const Node& value) {
        constexpr std::size_t most = 6;
        return ++references_ <= most && target_of(value) != nullptr;
    }

    const Node* target_of(const Node& reference) const {
        constexpr std::string_view folder = "\"#/definitions/";
        if (reference.token == "\"#\"") return &root_;
        if (!json_text::is_string(reference) || reference.token.rfind(folder, 0) != 0) return nullptr;
        const std::string_view name = std::string_view(reference.token).substr(folder.size());
        const bool is_letter = name.size() == 2 && name.front() >= 'a' && name.front() <= 'z';
        const Node* const definitions = is_letter ? find(root_, "\"definitions\"") : nullptr;
        return definitions == nullptr ? nullptr : find(*definitions, '"' + std::string(name));
    }

    static const Node* find(const Node& object, std::string_view key) {
        for (const Member& member : object.members) {
            if (member.key == key) return &member.value;
        }
        return nullptr;
    }

    // What is asked of one value without going into it: valijson has no bound on that.
    bool ends_in_place(const Node& schema, std::size_t depth) {
        constexpr std::size_t most_steps = 200;
        constexpr std::size_t deepest = 60;
        if (++steps_ > most_steps || depth > deepest) return false;
        return std::all_of(schema.members.begin(), schema.members.end(), [this, depth](const Member& member) {
            constexpr std::array<std::string_view, 4> in_place{"else", "if", "not", "then"};
            const std::string_view keyword = inside(member.key);
            if (keyword == "$ref") return ends_in_place(*target_of(member.value), depth + 1);
            if (has(in_place, keyword)) return ends_in_place(member.value, depth + 1);
            if (!has(with_list, keyword) && keyword != "dependencies") return true;
            return std::all_of(
                member.value.members.begin(), member.value.members.end(), [this, depth](const Member& option) {
                    return option.value.kind != Node::Kind::object || ends_in_place(option.value, depth + 1);
                });
        });
    }

    const Node& root_;
    std::vector<const Node*> schemas_;
    std::size_t references_ = 0;
    std::size_t steps_ = 0;
    bool has_multiple_of_ = false;
    bool has_property_names_ = false;
};

}  // namespace verdict

// What rules are given, and where they put what they find. Inside the lint room.
#pragma once

#include "json/json.hpp"
#include "lint/lint.hpp"
#include "schema/keywords.hpp"
#include "schema/schema.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::lint {

/// The document as a whole.
struct Context {
    const schema::Model& model;
    const Options& options;

    bool is_zod() const noexcept { return options.semantics == Semantics::zod; }
};

/// Where a schema is a member of an object.
enum class Membership : std::uint8_t { none, optional, required };

/// A schema that is an object, and not one in which nothing but a reference counts.
struct Subject {
    const json::Value& schema;
    const std::string& pointer;
    schema::Dialect dialect;
    schema::ResourceId resource;
    Membership membership;
    /// The schema as it is read; null where nothing leads to it from the root.
    const schema::Schema* model;

    /// The value of a keyword; null if it is absent, or if the dialect has none of that name.
    const json::Value* find(std::string_view keyword) const;
    const json::Value* find(std::string_view keyword, json::Type type) const;
    std::optional<double> number(std::string_view keyword) const;
    bool has(std::string_view keyword) const { return find(keyword) != nullptr; }
    bool is_true(std::string_view keyword) const;
    bool is_false(std::string_view keyword) const;

    /// The names in `type`; empty if there is none.
    std::vector<std::string_view> types() const;
};

class Findings {
  public:
    void add(std::string_view rule, std::string pointer, std::size_t offset, std::string message);

    /// At a keyword that the schema has.
    void at(const Subject& subject, std::string_view rule, std::string_view keyword, std::string message);

    /// At the value of a keyword that the schema has.
    void at_value(const Subject& subject, std::string_view rule, std::string_view keyword, std::string message);

    bool has(std::string_view pointer) const noexcept;

    /// In the order of the text, with lines and columns.
    std::vector<Finding> take(std::string_view text);

  private:
    std::vector<Finding> found_;
};

/// A member of `$defs` or `definitions`.
struct Definition {
    const json::Member* member;
    std::string pointer;
};

/// A text as it stands in messages: as JSON writes it, cut where it is long.
std::string quoted(std::string_view text);
std::string shown(double number);

// A family of rules each. They look at one schema and its keywords.
void check_keywords(const Subject& subject, Findings& findings);
void check_types(const Subject& subject, Findings& findings);
void check_formats(const Subject& subject, const Context& context, Findings& findings);
void check_patterns(const Subject& subject, Findings& findings);
void check_shapes(const Subject& subject, const Context& context, Findings& findings);
void check_bounds(const Subject& subject, Findings& findings);
void check_contradictions(const Subject& subject, const Context& context, Findings& findings);
void check_repetitions(const Subject& subject, Findings& findings);

/// In place of them, of a schema in which nothing but its reference counts.
void check_beside_reference(const Subject& subject, Findings& findings);

/// Of the whole document. @param definitions  in the order in which they were met, outer ones before those within them
void check_definitions(const std::vector<Definition>& definitions, const Context& context, Findings& findings);

}  // namespace zodgate::lint

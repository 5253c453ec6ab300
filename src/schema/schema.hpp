// What the schema room offers: a JSON Schema document read, checked against its dialect's meta-schema, and turned into
// a model in which references are resolved and every keyword is typed. Knows the json room.
#pragma once

#include "json/json.hpp"

#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace zodgate::schema {

/// OpenAPI 3.1's is 2020-12 with a few keywords more.
enum class Dialect : std::uint8_t { draft_07, draft_2020_12, openapi_3_0, openapi_3_1 };

inline bool is_open_api(Dialect dialect) noexcept {
    return dialect == Dialect::openapi_3_0 || dialect == Dialect::openapi_3_1;
}

/// Dialects in which nothing beside `$ref` counts.
inline bool has_lone_references(Dialect dialect) noexcept {
    return dialect == Dialect::draft_07 || dialect == Dialect::openapi_3_0;
}

/// The name of a dialect for messages, for example "2020-12".
std::string_view name_of(Dialect dialect) noexcept;

/// A schema in a Model; stable.
using Id = std::uint32_t;
inline constexpr Id none = ~Id{0};

/// The values of `type`.
enum class Type : std::uint8_t { null, boolean, integer, number, string, array, object };

struct Property {
    std::string_view name;  ///< of `patternProperties`: the pattern
    Id schema;
    bool is_ignored = false;  ///< `readOnly` in a request: what comes by that name counts for nothing
};

/// OpenAPI's `discriminator`.
struct Discriminator {
    std::string_view property;
    std::vector<std::pair<std::string_view, Id>> mapping;  ///< by value, what it selects; implicit names among them
};

/// `errorMessage`, by ajv-errors' convention: the schema's own words for its issues.
struct ErrorMessage {
    using Words = std::vector<std::pair<std::string_view, std::string_view>>;
    std::string_view any;       ///< for any issue; a string alone, or the member `_`
    Words by_name;              ///< by keyword or by issue code
    std::string_view required;  ///< for any missing member
    Words required_members;     ///< by the name of the missing member
    Words properties;           ///< by the name of the member that an issue is about
};

/// One schema, its keywords typed. Absent keywords are empty; views and values live as long as the Model.
struct Schema {
    std::string pointer;  ///< JSON Pointer in the document
    std::size_t offset = 0;

    std::vector<std::string_view> keywords;  ///< all that the document has, annotations among them

    std::optional<bool> boolean;             ///< a boolean schema; all else is empty then
    Id reference = none;                     ///< the target of `$ref`
    std::optional<std::vector<Type>> types;  ///< in the document's order

    const json::Value* enumeration = nullptr;  ///< `enum`, an array
    const json::Value* constant = nullptr;     ///< `const`

    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<double> exclusive_minimum;
    std::optional<double> exclusive_maximum;
    std::optional<double> multiple_of;

    std::optional<double> min_length;
    std::optional<double> max_length;
    std::optional<std::string_view> format;
    std::optional<std::string_view> first_format;  ///< of a definition, on which `format` and patterns were stacked
    std::optional<std::string_view> pattern;

    std::optional<std::vector<Property>> properties;  ///< in JavaScript's order
    std::vector<std::string_view> required;
    Id additional_properties = none;

    std::optional<std::vector<Id>> prefix_items;  ///< `prefixItems`, or draft-07's array form of `items`
    Id items = none;                              ///< of the items after those
    std::optional<double> min_items;
    std::optional<double> max_items;

    bool unique_items = false;
    Id contains = none;
    std::optional<double> min_contains;
    std::optional<double> max_contains;

    std::optional<double> min_properties;
    std::optional<double> max_properties;
    Id property_names = none;
    std::optional<std::vector<Property>> pattern_properties;  ///< in the document's order

    std::vector<Id> any_of;
    std::vector<Id> one_of;
    std::vector<Id> all_of;
    bool accepts_nothing = false;  ///< `"not": {}`

    bool nullable = false;  ///< null passes, and all else is judged
    std::optional<Discriminator> discriminator;

    const json::Value* default_value = nullptr;  ///< `default`
    std::optional<ErrorMessage> error_message;   ///< `errorMessage`
};

/// What a schema of an OpenAPI document describes, on which `readOnly` and `writeOnly` depend.
enum class Direction : std::uint8_t { either, request, response };

/// A document and how the schemas in it are read.
struct Source {
    std::shared_ptr<const json::Document> document;
    std::string document_name;
    Dialect dialect = Dialect::draft_2020_12;
    Formats formats = Formats::zod;
    Direction direction = Direction::either;

    /// Values that have been checked as schemas, of several loads from one document; may be null.
    std::shared_ptr<std::unordered_set<const json::Value*>> checked;
};

/// A document and the schemas reachable from the one that was asked for.
struct Model {
    Source source;
    std::shared_ptr<std::pmr::memory_resource> copies;  ///< of members of schemas that are read without others
    std::vector<Schema> schemas;                        ///< the first is the root

    const Schema& at(Id id) const { return schemas[id]; }
    const json::Value& root() const noexcept { return source.document->root(); }

    /// A SchemaError at a keyword of a schema.
    SchemaError error(const Schema& schema, std::string_view keyword, std::string reason) const;
};

/// Reads a text as a document: not yet what is in it.
/// @throws SchemaError
std::shared_ptr<const json::Document> read_document(std::string_view text, const Options& options,
                                                    bool refuse_repeated_keys = false);

/// A JSON Schema document.
/// @throws SchemaError
Model load(std::string_view text, const Options& options);

/// A schema within a document. @throws SchemaError
Model load_at(const Source& source, const std::string& pointer);

/// Whether there is a schema at a place in a document: its own keywords are checked, and not where references lead.
/// @throws SchemaError
void check_at(const Source& source, const std::string& pointer);

/// A member of an object that no schema of the document describes as a whole.
struct Member {
    std::string_view name;  ///< in the document
    std::string pointer;    ///< of its schema
    bool required = false;
};

/// An object of such members: a z.object(). @param pointer  what is named where the object as a whole is at fault
/// @throws SchemaError
Model load_object(const Source& source, const std::vector<Member>& members, const std::string& pointer);

/// Checks a document against the meta-schema of a dialect.
/// @throws SchemaError naming the place that does not fit
void check_against_meta_schema(const json::Value& document, Dialect dialect, const std::string& document_name);

/// A token appended to a JSON Pointer, escaped (RFC 6901, section 3).
std::string pointer_to(std::string_view parent, std::string_view token);

/// A JSON Pointer as it stands in a URI's fragment, decoded (RFC 3986, section 2.1).
std::string percent_decode(std::string_view text);

/// The value a JSON Pointer leads to, or null.
const json::Value* resolve_pointer(const json::Value& root, std::string_view pointer);

}  // namespace zodgate::schema

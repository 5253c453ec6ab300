// What the schema room offers: a JSON Schema document read, checked against its dialect's meta-schema, and turned into
// a model in which references are resolved and every keyword is typed. Knows the json room.
#pragma once

#include "json/json.hpp"
#include "schema/dialect.hpp"
#include "schema/resources.hpp"

#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace zodgate::schema {

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

/// `$dynamicRef`, or `$recursiveRef` of 2019-09.
struct DynamicReference {
    Id target = none;  ///< where it leads if nothing on the way says otherwise
    /// The dynamic anchor of which the outermost one on the way counts; empty: the roots with `$recursiveAnchor`.
    /// Nothing: it is a reference like any other.
    std::optional<std::string_view> anchor;
};

/// A dynamic anchor that a reference may lead to.
struct DynamicAnchor {
    ResourceId resource = 0;
    std::string_view name;
    Id schema = none;
};

/// One schema, its keywords typed. Absent keywords are empty; views and values live as long as the Model.
struct Schema {
    std::string pointer;  ///< JSON Pointer in its document
    std::size_t offset = 0;
    std::uint32_t document = 0;
    ResourceId resource = 0;
    Dialect dialect = Dialect::draft_2020_12;

    std::vector<std::string_view> keywords;  ///< all that the document has, annotations among them

    std::optional<bool> boolean;  ///< a boolean schema; all else is empty then
    Id reference = none;          ///< the target of `$ref`
    std::optional<DynamicReference> dynamic_reference;
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
    std::optional<std::string_view> content_encoding;  ///< if it is checked, as is the next
    std::optional<std::string_view> content_media_type;

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
    /// By the name of a member, those that must be there with it: `dependentRequired`, or draft-07's `dependencies`.
    std::vector<std::pair<std::string_view, std::vector<std::string_view>>> dependent_required;
    std::vector<Property> dependent_schemas;  ///< `dependentSchemas`, or draft-07's `dependencies`

    std::vector<Id> any_of;
    std::vector<Id> one_of;
    std::vector<Id> all_of;
    std::vector<Id> definitions;  ///< on which this one was stacked, the nearest first

    bool accepts_nothing = false;  ///< `"not": {}`
    Id not_schema = none;          ///< any other `not`
    Id if_schema = none;
    Id then_schema = none;
    Id else_schema = none;

    Id unevaluated_items = none;
    Id unevaluated_properties = none;

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
    Semantics semantics = Semantics::zod;
    bool check_content = false;
    Direction direction = Direction::either;
    std::size_t max_references = Options().max_references;  ///< that one load follows

    /// Values that have been checked as schemas, of several loads from one document; may be null.
    std::shared_ptr<std::unordered_set<const json::Value*>> checked;
};

/// The schemas reachable from the one that was asked for, and the documents in which they stand.
struct Model {
    explicit Model(Source source, const Options& options = Options());

    Source source;
    Resources resources;
    ResourceId root_resource = 0;
    std::shared_ptr<std::pmr::memory_resource> copies;  ///< of members of schemas that are read without others
    std::vector<Schema> schemas;                        ///< the first is the root
    std::vector<DynamicAnchor> dynamic_anchors;         ///< none where no reference is dynamic

    const Schema& at(Id id) const { return schemas[id]; }
    bool is_specification() const noexcept { return source.semantics == Semantics::json_schema; }
    /// Of the first document.
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

/// Checks a schema against the meta-schema of a dialect.
/// @param pointer     of the schema in its document
/// @param is_foreign  which schemas in it are not looked at, as they are of another dialect; may be empty
/// @throws SchemaError naming the place that does not fit
void check_against_meta_schema(const json::Value& schema, Dialect dialect, const std::string& document_name,
                               const std::string& pointer = {},
                               const std::function<bool(const json::Value&)>& is_foreign = {});

/// The meta-schema of a dialect, in draft-07's keywords whatever the dialect, with references to itself alone. Static
/// storage.
std::string_view meta_schema_text(Dialect dialect) noexcept;

/// A token appended to a JSON Pointer, escaped (RFC 6901, section 3).
std::string pointer_to(std::string_view parent, std::string_view token);

/// A JSON Pointer as it stands in a URI's fragment, decoded (RFC 3986, section 2.1).
std::string percent_decode(std::string_view text);

/// The value a JSON Pointer leads to, or null.
const json::Value* resolve_pointer(const json::Value& root, std::string_view pointer);

}  // namespace zodgate::schema

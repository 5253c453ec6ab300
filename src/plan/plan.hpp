// What the plan room offers: the model compiled into an immutable Plan, and with it the choice of the Zod schema that a
// JSON Schema shape stands for. Nothing of it is interpreted from JSON when payloads are judged.
#pragma once

#include "issue/issue.hpp"
#include "json/json.hpp"
#include "plan/acceptance.hpp"
#include "text/encodings.hpp"
#include "text/format.hpp"
#include "text/pattern.hpp"

#include <zodgate/issue.hpp>
#include <zodgate/options.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zodgate::schema {
struct Model;
}

namespace zodgate::plan {

/// What a node does with a value. The comment names the Zod schema it stands for.
enum class Kind : std::uint8_t {
    any,             // z.any()
    never,           // z.never()
    null,            // z.null()
    boolean,         // z.boolean()
    string,          // z.string() with its checks
    number,          // z.number(), z.int(), z.int32(), z.uint32() with their checks
    array,           // z.array() with its checks
    tuple,           // z.tuple()
    object,          // z.object(), z.strictObject(), .catchall()
    values,          // z.enum(), z.literal()
    nullable,        // z.nullable()
    record,          // z.record(), z.partialRecord(), z.looseRecord()
    guarded,         // a schema that sees only what z.fromJSONSchema's guards let through
    defaulted,       // .default()
    worded,          // a schema with an errorMessage
    one_of_several,  // z.union()
    exactly_one,     // z.xor()
    discriminated,   // z.discriminatedUnion()
    intersection,    // z.intersection(), which lets a key pass that either side knows
    all,             // every member judges the value: z.intersection() but for its leniency on keys
    sequence,        // a schema and checks upon it: a member judges only what those before it accept
    by_type,         // no Zod schema: keywords that apply to values of one type each, any other value passes
    // From here on what no Zod schema stands for; the walk goes by that order.
    refined,      // a schema with checks upon it, as .superRefine() would have them
    negated,      // no Zod schema: `not`
    conditional,  // no Zod schema: `if`, `then` and `else`
    dependent,    // no Zod schema: `dependentRequired` and `dependentSchemas`
    additional,   // no Zod schema: `additionalProperties` beside `patternProperties`
    content,      // no Zod schema: `contentEncoding` and `contentMediaType`
    dynamic,      // no Zod schema: a reference of which the way to it decides where it leads
    scoped,       // a schema that begins or continues a resource, in documents with dynamic references
};

/// Which keyword a node is made from, where the kind does not tell.
enum class Keyword : std::uint8_t { of_kind, type, enumeration, constant, negation, any_of, one_of };

/// Nodes are small; what a kind needs lies in its own table.
struct Node {
    constexpr Node() noexcept = default;
    constexpr Node(Kind its_kind, std::uint32_t its_index, Keyword its_keyword = Keyword::of_kind) noexcept
        : kind(its_kind), keyword(its_keyword), index(its_index) {}

    Kind kind = Kind::any;
    Keyword keyword = Keyword::of_kind;
    std::uint32_t index = 0;  ///< into the kind's table; of nullable and negated, the node within
};

/// min and max, or one exact length (z's .length()).
struct LengthChecks {
    std::optional<double> minimum;
    std::optional<double> maximum;
    bool exact() const noexcept { return minimum.has_value() && minimum == maximum; }
};

/// A check of a string other than its length.
struct StringCheck {
    enum class Test : std::uint8_t {
        scanner,
        pattern,
        search,  // a scanner that takes steps
        url,     // z.url(), which hands another string on: check/rewrite.hpp
        prefix,
        suffix,
        part,
    };
    Test test = Test::scanner;
    text::Scanner scan;
    text::Search search = nullptr;
    std::optional<text::Pattern> pattern;
    std::size_t position = 0;  ///< with part: the UTF-16 code unit from which on it is looked for
    std::string known_source;  ///< of a pattern that a scanner or a format's code stands for; may be empty
    InvalidFormat issue;       ///< of a string that fails; its `affix` is the prefix, suffix or part
    issue::Prepared prepared;  ///< of that
    std::string_view source;   ///< what the document has: a pattern, or the name of a format; it lives there
    bool is_format = false;    ///< the source is that
};

struct StringNode {
    std::vector<StringCheck> formats;  ///< run before those of the length; each judges what the one before hands on
    LengthChecks length;               ///< in code points
    std::vector<StringCheck> patterns;
    bool rewrites = false;  ///< another string may be handed on than was judged
};

struct NumberNode {
    IntegerFormat integer = IntegerFormat::none;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<double> exclusive_minimum;
    std::optional<double> exclusive_maximum;
    std::vector<double> multiple_of;
    bool is_specification = false;  ///< infinite numbers are numbers, and multiples are exact
    bool is_whole = false;          ///< with is_specification: of any size
};

struct ArrayNode {
    NodeId item = 0;
    LengthChecks length;
    bool has_items = false;  ///< the document speaks of them
};

/// What Zod makes of a member or an item that is not there.
struct Default {
    json::Value value;
    std::size_t bytes = 0;  ///< of its JSON text
};

struct TupleNode {
    std::vector<NodeId> items;
    std::vector<std::optional<Default>> absent;  ///< by item
    std::size_t required = 0;                    ///< the items from here on are optional
    std::size_t filled = 0;                      ///< no item from here on has a default
    std::optional<NodeId> rest;                  ///< none: no further items
    bool has_items = false;                      ///< the document speaks of those
    LengthChecks length;                         ///< beyond what the items ask for
};

struct Property {
    std::string name;
    NodeId node = 0;
    bool required = false;
    std::optional<json::Value> inherited;  ///< what every JavaScript object has by that name
    std::optional<Default> absent;
    bool is_ignored = false;  ///< whatever it is, it is left out of the parsed value
};

struct ObjectNode {
    std::vector<Property> properties;        ///< in JavaScript's order
    std::vector<std::string> also_required;  ///< required, but not in properties
    enum class Unknown : std::uint8_t { allowed, refused, judged };
    Unknown unknown = Unknown::allowed;
    NodeId catchall = 0;                         ///< with Unknown::judged
    bool has_additional = false;                 ///< the document speaks of other members
    bool knows_prototype = false;                ///< `__proto__` is a name like any other
    bool strips = false;                         ///< z.object(), whose result has no unknown members
    std::vector<std::string_view> sorted_names;  ///< of properties
    std::vector<std::uint32_t> by_name;          ///< positions of properties, in the order of sorted_names
    std::vector<std::uint32_t> missed;           ///< positions of those that are judged where there are none, too
    std::vector<std::uint32_t> filled;           ///< positions of those that have a default
    std::optional<std::uint32_t> tag;            ///< position of one by which options of a union around are told apart

    /// Of the property of that name in properties, if there is one.
    std::optional<std::uint32_t> position_of(std::string_view name) const noexcept;
    bool declares(std::string_view name) const noexcept { return position_of(name).has_value(); }
};

struct ValuesNode {
    InvalidValue issue;                            ///< with the constants as the schema lists them
    issue::Prepared prepared;                      ///< of that
    std::vector<std::string_view> sorted_strings;  ///< those that are strings; they live in the plan's document
    std::vector<double> sorted_numbers;
    std::vector<json::Value> others;
    std::vector<std::uint32_t> others_in_order;  ///< positions of others, as json::compare() has them

    /// @param looks  what json::compare() has looked at is added
    bool holds(const json::Value& value, std::size_t& looks) const noexcept;
};

/// The names that a record may have.
enum class RecordKeys : std::uint8_t {
    judged,     // each name is judged by a schema
    matching,   // z.looseRecord() with a pattern: members of other names pass
    numbers,    // z.number(): a name must read as a number
    integers,   // z.int()
    known,      // z.partialRecord() with an enum: others are unrecognized
    exhaustive  // z.record() with an enum: all of them must be there, others are unrecognized
};

struct RecordNode {
    RecordKeys keys = RecordKeys::judged;
    NodeId key = 0;                  ///< with RecordKeys::judged
    std::vector<std::string> names;  ///< with known and exhaustive, in the schema's order
    std::vector<std::string_view> sorted_names;
    std::vector<std::optional<json::Value>> inherited;  ///< by name: what every JavaScript object has by it
    NodeId value = 0;
    StringCheck name_check;         ///< with matching
    bool rewrites_names = false;    ///< with judged: other names may be handed on than were judged
    bool knows_prototype = false;   ///< `__proto__` is a name like any other
    std::optional<Default> absent;  ///< with exhaustive

    bool knows(std::string_view name) const noexcept;
};

struct DiscriminatedNode {
    std::string discriminator;
    UnknownDiscriminator issue;                                  ///< with the constants of all options, in order
    issue::Prepared prepared;                                    ///< of that
    std::vector<std::pair<std::string_view, NodeId>> by_string;  ///< sorted; in the plan's document
    std::vector<std::pair<double, NodeId>> by_number;            ///< sorted
    std::vector<std::pair<json::Value, NodeId>> by_other;        ///< in the order of json::compare()

    /// @param looks  what json::compare() has looked at is added
    std::optional<NodeId> option_for(const json::Value& value, std::size_t& looks) const noexcept;
};

/// Of a schema made of schemas that judge the same value.
struct Composite {
    bool asked_again = true;  ///< about a value that it has judged before
};

struct GroupNode {
    static constexpr std::uint32_t several = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t nobody = several - 1;

    std::vector<NodeId> members;
    std::vector<std::string_view> ignored;  ///< of an intersection: members that one of its sides leaves out; sorted
    /// Of a union, by json::Type: the only member that may take a value of that type, or `several`, or `nobody`. To the
    /// others it is of a wrong type.
    std::array<std::uint32_t, 7> only{several, several, several, several, several, several, several};
    Composite composite{};

    std::uint32_t only_for(const json::Value* value) const noexcept {
        return value == nullptr ? several : only[static_cast<std::size_t>(value->type)];
    }
};

/// What is asked of an object or array before its schema looks at it; a value that fails is looked at no further (zod
/// classic/from-json-schema, checkObjectGuards and checkArrayGuards). Other values pass.
struct GuardedNode {
    NodeId inner = 0;
    std::optional<double> fewest_members;
    std::optional<double> most_members;
    std::optional<NodeId> names;  ///< judges the name of each member
    bool unique_items = false;
    std::optional<NodeId> contains;
    double fewest_matches = 1;
    std::optional<double> most_matches;
    bool matches_count = false;  ///< as evaluated: since 2020-12
};

struct ByTypeNode {
    std::array<NodeId, 7> nodes{};  ///< by json::Type
};

/// Checks run where the schema within finds nothing that ends it; what is unevaluated, where all else is well.
struct RefinedNode {
    NodeId inner = 0;
    std::vector<NodeId> checks;
    std::optional<NodeId> unevaluated_items;
    std::optional<NodeId> unevaluated_properties;
    Composite composite{};
};

struct ConditionalNode {
    NodeId condition = 0;
    std::optional<NodeId> then_node;
    std::optional<NodeId> else_node;
};

/// What a member asks for by being there.
struct Dependency {
    std::string name;
    std::vector<std::string> required;  ///< other members
    std::optional<NodeId> node;         ///< judges the whole object
};

struct DependentNode {
    std::vector<Dependency> dependencies;
};

/// Members that neither `properties` nor `patternProperties` speaks of.
struct AdditionalNode {
    std::vector<std::string> names;  ///< sorted
    std::vector<StringCheck> patterns;
    NodeId node = 0;
    bool knows_prototype = false;  ///< `__proto__` is a name like any other

    bool declares(std::string_view name) const noexcept;
};

/// What a string holds.
struct ContentNode {
    std::optional<text::Encoding> encoding;  ///< none: it stands as it is
    bool is_json = false;                    ///< once decoded
};

struct DynamicNode {
    std::string anchor;  ///< the outermost resource on the way that has it counts
    NodeId otherwise = 0;
};

struct ScopedNode {
    std::uint32_t resource = 0;
    NodeId inner = 0;
};

/// Where a resource has a dynamic anchor.
struct DynamicAnchor {
    std::uint32_t resource = 0;
    std::string name;
    NodeId node = 0;
};

struct DefaultedNode {
    NodeId inner = 0;
    json::Value value;
};

/// The schema's own words (errorMessage) for the issues at its value, and at its value's members.
struct WordedNode {
    using Words = std::vector<std::pair<std::string, std::string>>;  ///< sorted by name
    NodeId inner = 0;
    std::string any;
    Words by_name;  ///< by keyword or by issue code
    std::string required;
    Words required_members;
    Words properties;
};

/// Where schemas stand, for issues that tell it.
struct Locations {
    struct Place {
        std::string text;                    ///< as Issue::schema_location has it, without a keyword
        const json::Value* value = nullptr;  ///< what stands there, in one of the plan's documents; null: nothing
        std::vector<std::uint32_t> merged;   ///< other schemas, of which keywords are judged with its own
    };
    std::vector<Place> schemas;
    std::vector<std::uint32_t> by_node;  ///< the schema that a node is made for
};

struct Plan {
    Options options;
    std::vector<std::shared_ptr<const json::Document>> documents;  ///< what the values of ValuesNodes point into
    std::shared_ptr<std::pmr::memory_resource>
        copies;  ///< the same, of lists that are read without some of their values
    NodeId root = 0;

    std::vector<Node> nodes;
    std::vector<StringNode> strings;
    bool rewrites_strings = false;  ///< one of them may
    std::vector<NumberNode> numbers;
    std::vector<ArrayNode> arrays;
    std::vector<TupleNode> tuples;
    std::vector<ObjectNode> objects;
    std::vector<ValuesNode> values;
    std::vector<RecordNode> records;
    std::vector<DiscriminatedNode> discriminated;
    std::vector<GroupNode> groups;
    std::vector<ByTypeNode> by_types;
    std::vector<GuardedNode> guarded;
    std::vector<RefinedNode> refined;
    std::vector<ConditionalNode> conditional;
    std::vector<DependentNode> dependent;
    std::vector<AdditionalNode> additional;
    std::vector<ContentNode> contents;
    std::vector<DynamicNode> dynamic;
    std::vector<ScopedNode> scoped;
    std::vector<DynamicAnchor> dynamic_anchors;  // by resource and name

    std::vector<DefaultedNode> defaulted;
    std::vector<WordedNode> worded;

    Acceptance acceptance;
    std::optional<Locations> locations;  ///< with Options::schema_locations

    /// What has an anchor in a resource; null if nothing has. Cost: logarithmic.
    const DynamicAnchor* find_dynamic_anchor(std::uint32_t resource, std::string_view anchor) const noexcept {
        const auto found = std::lower_bound(dynamic_anchors.begin(), dynamic_anchors.end(), std::pair(resource, anchor),
                                            [](const DynamicAnchor& known, const auto& wanted) {
                                                return std::pair(known.resource, std::string_view(known.name)) < wanted;
                                            });
        const bool is_it = found != dynamic_anchors.end() && found->resource == resource && found->name == anchor;
        return is_it ? &*found : nullptr;
    }
};

/// The document is shared with the model.
/// @throws SchemaError for what a schema asks and no node can enforce
std::shared_ptr<const Plan> compile(const schema::Model& model, const Options& options);

}  // namespace zodgate::plan

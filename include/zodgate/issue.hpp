/// @file
/// What is wrong with a payload, as typed parameters; and its rendering in Zod 4's words.
#pragma once

#include <zodgate/export.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zodgate {

/// Zod 4's issue codes (`$ZodIssue` in zod's core/errors) that this library reports.
enum class IssueCode : std::uint8_t {
    invalid_type,
    too_big,
    too_small,
    invalid_format,
    not_multiple_of,
    unrecognized_keys,
    invalid_union,
    invalid_key,
    invalid_value,
    custom,
};

/// The code as Zod spells it, for example "invalid_type". Static storage. Never throws.
ZODGATE_EXPORT std::string_view to_string(IssueCode code) noexcept;

/// A member name (UTF-8) or an array index.
using PathSegment = std::variant<std::string, std::uint64_t>;

/// From the root of the payload to the value concerned; empty is the root.
using Path = std::vector<PathSegment>;

/// What a schema asked for.
enum class Expected : std::uint8_t {
    string,
    number,
    integer,  ///< Zod's "int": a number was there, but not an integer
    boolean,
    null,
    array,
    tuple,
    object,
    record,
    never,
    nonoptional,  ///< a required member whose schema would take anything is missing
};

/// What was there. `undefined` is a missing member or item.
enum class Received : std::uint8_t {
    undefined,
    null,
    boolean,
    number,
    infinity,           ///< a number beyond the range of a double, as JSON.parse reads 1e400
    negative_infinity,  ///< the same below zero
    nan,                ///< text of a parameter that should be a number and is none, as z.coerce.number() reads it
    string,
    array,
    object,
    function,  ///< a missing member whose name every JavaScript object inherits a function by, such as "toString"
};

/// Zod's integer formats.
enum class IntegerFormat : std::uint8_t { none, safeint, int32, uint32 };

/// What a size or a bound was measured on.
enum class Origin : std::uint8_t {
    string,   ///< length in code points
    array,    ///< number of items
    number,   ///< the value itself
    integer,  ///< the value itself, against the safe integer range
    object,   ///< number of members
    unknown,  ///< an object's own "length" member, which Zod's length checks read when the type was already wrong
};

/// Zod's names of the parameters, for messages of one's own. Static storage. Never throw.
/// IntegerFormat::none counts as safeint.
ZODGATE_EXPORT std::string_view to_string(Expected expected) noexcept;
ZODGATE_EXPORT std::string_view to_string(Received received) noexcept;
ZODGATE_EXPORT std::string_view to_string(IntegerFormat format) noexcept;
ZODGATE_EXPORT std::string_view to_string(Origin origin) noexcept;

/// What measured it; Zod's issue has other members, or other orders of them, for each.
enum class BoundKind : std::uint8_t { check, tuple, safe_integer };

/// A JSON value named by the schema (`enum`, `const`).
struct Constant {
    enum class Kind : std::uint8_t { null, boolean, number, string, structure };
    Kind kind = Kind::null;
    bool boolean = false;
    double number = 0;
    std::string text;  ///< the string, or the JSON text of an array or object
};

struct InvalidType {
    Expected expected;
    Received received;
    IntegerFormat format = IntegerFormat::none;  ///< with Expected::integer
    bool by_discriminator = false;               ///< a discriminated union found no object to look into
};

struct TooSmall {
    Origin origin;
    double minimum;
    bool inclusive = true;
    bool exact = false;  ///< the size must be just this
    BoundKind kind = BoundKind::check;
};

struct TooBig {
    Origin origin;
    double maximum;
    bool inclusive = true;
    bool exact = false;
    BoundKind kind = BoundKind::check;
};

/// A string is not of the form asked for. Which members Zod's issue has depends on the format (zod core/checks and
/// core/schemas): those judged by a pattern have `origin` and `pattern`; "starts_with", "ends_with" and "includes" have
/// `origin` and `prefix`, `suffix` or `includes`; those judged by code, such as "ipv6", have neither; "url" and
/// "template_literal" have no `origin`, and their `pattern` is without the slashes.
struct InvalidFormat {
    std::string format;   ///< Zod's name, for example "email"
    std::string pattern;  ///< ECMAScript source without the slashes; empty: no such member
    std::string affix{};  ///< with "starts_with", "ends_with", "includes": the text that had to be there
    std::string note{};   ///< with "url": Zod's remark, for example "Invalid hostname"; empty: no such member
    std::string flags{};  ///< of the pattern, for example "u" with Zod's "emoji"
};

/// The payload is not JSON text. Line and column start at 1; the column counts code points, and bytes that are not
/// UTF-8 one by one.
struct NotJson {
    std::string reason;
    std::uint64_t line = 1;
    std::uint64_t column = 1;
};

struct NotMultipleOf {
    double divisor;
};

struct UnrecognizedKeys {
    std::vector<std::string> keys;
};

struct Issue;

/// None of several schemas fits; one list an option, their paths starting at this issue's value.
struct InvalidUnion {
    std::vector<std::vector<Issue>> errors;
};

/// Several schemas fit where just one may (`oneOf`).
struct AmbiguousUnion {
    std::vector<std::uint64_t> matches;  ///< positions of those that fit
};

/// No option of a discriminated union has the discriminator's value; the path leads to the discriminator.
struct UnknownDiscriminator {
    std::string discriminator;
    std::shared_ptr<const std::vector<Constant>> options;  ///< never null; shared with the schema
};

/// The name of a member, judged by `propertyNames`, does not fit; the path ends with the name.
struct InvalidKey {
    std::vector<Issue> issues;  ///< their paths start at the name
};

struct InvalidValue {
    std::shared_ptr<const std::vector<Constant>> values;  ///< never null; shared with the schema
};

/// The payload needs more than one of the Limits allows. Not Zod's: rendered as `custom` with `params`.
struct LimitExceeded {
    std::string limit;  ///< the member of Limits, for example "max_depth"
    std::uint64_t maximum = 0;
};

/// A member named twice, with Options::refuse_repeated_keys. Not Zod's: rendered as `custom` with `params`.
struct RepeatedKey {
    std::string key;
};

/// An item that equals one before it (`uniqueItems`); the path ends with its index.
struct RepeatedItem {
    std::uint64_t index = 0;
    std::uint64_t first = 0;  ///< of the items that are equal
};

/// How many items fit `contains`: fewer than `minContains`, or more than `maxContains`.
struct TooFewMatches {
    double minimum = 1;
    std::uint64_t found = 0;
};
struct TooManyMatches {
    double maximum = 0;
};

/// What a keyword of JSON Schema asks that Zod has no issue for, such as `not`. Rendered as `custom` with `params`.
struct FailedKeyword {
    std::string_view keyword;  ///< static storage
};

using IssueParameters =
    std::variant<InvalidType, TooSmall, TooBig, InvalidFormat, NotJson, NotMultipleOf, UnrecognizedKeys, InvalidUnion,
                 AmbiguousUnion, UnknownDiscriminator, InvalidKey, InvalidValue, LimitExceeded, RepeatedKey,
                 RepeatedItem, TooFewMatches, TooManyMatches, FailedKeyword>;

/// One defect. Owns all it holds and outlives payload and schema.
struct Issue {
    IssueParameters parameters;
    Path path;
    std::size_t offset = 0;  ///< byte offset into the payload of the value, or of the object that lacks a member
    std::string message{};   ///< the schema's own words (`errorMessage`), in UTF-8; empty: those of the renderer

    /// With Options::schema_locations: the place in the schema document that asks for what is not so, as an RFC 6901
    /// JSON Pointer, for example "/properties/email/format". There always is something at that place. It is a keyword
    /// of the schema that judged the value, or that schema where it has none that says it, such as `false`. References
    /// are followed: the schema is the one that they lead to. In another document than the one that was loaded, the URI
    /// of that document, `#`, and the pointer as a fragment has it; meta-schemas of known dialects are documents of
    /// this library's, in which not all stands where it was published.
    ///
    /// Of a missing member it is `type` of the member's schema, or whatever of it a missing value fails first, as the
    /// issue itself tells what was expected; and `required` where that schema would take anything, or there is none.
    /// A format that Zod writes as `format` and `pattern` is at `format`. Names of members that a record does not know
    /// are at `propertyNames`, all others at `additionalProperties` or `unevaluatedProperties`. An InvalidUnion is at
    /// `anyOf`, `oneOf` or a list of `type`, and what is in it has places of its own; so have the issues in an
    /// InvalidKey, itself at `propertyNames`.
    ///
    /// Empty: not asked for, or no schema said it (a payload that is not JSON, or is over a limit), or it is the
    /// document as a whole, a `false`. Never rendered.
    std::string schema_location{};
};

/// Zod's code for the issue. Never throws.
ZODGATE_EXPORT IssueCode code_of(const Issue& issue) noexcept;

/// The schema's own words if the issue has them, else Zod 4.6.7's English message (zod's locales/en). Other words and
/// languages: zodgate/messages.hpp. @throws std::bad_alloc
ZODGATE_EXPORT std::string message_of(const Issue& issue);

/// The issue as `JSON.stringify` writes Zod 4.6.7's: same members, same order, same bytes. Issues inside issues may be
/// nested to any depth. Strings made by hand must be UTF-8. @throws std::bad_alloc
ZODGATE_EXPORT std::string to_json(const Issue& issue);

/// A JSON array of the issues, each as to_json(const Issue&) gives it. Cost: linear in the output. @throws
/// std::bad_alloc
ZODGATE_EXPORT std::string to_json(const std::vector<Issue>& issues);

/// The body of an error answer: `{"error":…}`.
/// @param error  UTF-8; bytes that are not are replaced by U+FFFD.
/// @throws std::bad_alloc
ZODGATE_EXPORT std::string error_body(std::string_view error);

/// The body of an answer that refuses a payload: `{"error":…,"issues":[…]}`. Schema::answer() writes the same, and
/// where memory runs out tells so instead of throwing. @throws std::bad_alloc
ZODGATE_EXPORT std::string error_body(std::string_view error, const std::vector<Issue>& issues);

}  // namespace zodgate

/// @file
/// What a caller may choose: limits on the work one payload can cause, and how a schema document is loaded.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace zodgate {

/// Bounds on one validation. Whatever the payload holds, none of them is exceeded. A payload that would need more is
/// refused, never accepted: with one issue that names the limit, or, of max_issues, max_issue_bytes and
/// max_pattern_steps, with those issues that there is room for, and Result tells that there is more to say.
struct Limits {
    /// Longest payload, in bytes. At most 2,147,483,647; larger values are taken as that.
    std::size_t max_bytes = std::size_t{16} * 1024 * 1024;

    /// Deepest nesting of arrays and objects: `[]` is 1 deep. At most 1,000; larger values are taken as that. A level
    /// takes up to half a KiB of the calling thread's stack, and each union, `allOf` or `not` that a schema leads
    /// through on its way there up to 450 bytes more, each `$dynamicRef` up to 1.5 KiB; all of it up to 3 KiB, in an
    /// optimized build. A payload that would need more on average is refused as too deep.
    std::size_t max_depth = 256;

    /// Most values in one payload: scalars, arrays and objects together. What is walked takes up to 60 bytes of memory
    /// for each, beside the payload itself, up to 100 for each of these for what unions think, and up to 60 for each
    /// member that sides of `allOf` copy (see max_union_work): many times the length of a payload of small values.
    std::size_t max_values = 1000000;

    /// Most members that one object may have, those of one name counted each.
    std::size_t max_members = 100000;

    /// Longest string or member name, in bytes of UTF-8, unescaped. What a schema says of lengths, in code points, is
    /// asked beside it.
    std::size_t max_string_bytes = std::size_t{16} * 1024 * 1024;

    /// Most issues in one result, those inside `invalid_union` included; those inside one `invalid_key` have a count of
    /// their own. Further ones are dropped: Result::truncated() tells. At least 1; 0 is taken as 1.
    std::size_t max_issues = 1000;

    /// Most bytes of the payload (member names in paths, unrecognized keys) copied into one result's issues, give or
    /// take one issue. Further issues are dropped as with max_issues, and so are they once the schema's own text in
    /// them (values of `enum`s, patterns), which an answer repeats for each issue, is 16 times as much: with the
    /// default 16 MiB.
    std::size_t max_issue_bytes = std::size_t{1024} * 1024;

    /// Most work that `anyOf`, `oneOf`, `allOf`, `not` and type lists may ask for, in looks of one subschema at one
    /// value within them; for each byte of the payload there may be 1 more. More than one look count: large objects;
    /// members that are looked for by name, and names and strings that are looked for among those of a schema, 1 for
    /// each 16 comparisons of names, which count several times among many; long strings, 1 more for each 64 bytes; what
    /// a pattern or a format reads of a string or of a member's name, 1 for each 8 bytes; what such a schema thinks of
    /// an array or object, which is remembered so that nested ones are not asked again, 24; what one side of `allOf`
    /// has against a name, which another side may take back, 8. So do, also outside of these, arrays and objects that
    /// are compared with the constants of an `enum`, a `const` or a discriminator: 1 for each 4 values, 16 comparisons
    /// of names, or 256 bytes of strings.
    ///
    /// Bounds also the objects, arrays and members that sides of `allOf` copy or compare for the parsed value, with 1
    /// more for each 4 bytes of the payload, up to max_values more; and the memory that issues of options and sides
    /// take while these are compared, most of which are dropped: 16 bytes for each look, 8 times max_issue_bytes, 8 KiB
    /// for each of max_issues, and 32 bytes for each of the payload. What is accepted in one pass over the text takes
    /// none of this: Schema::validate() without the value may accept a payload that, with the value, is over this
    /// limit.
    ///
    /// Only a schema of many options comes near this, a large payload against nested ones or against constants that are
    /// nested themselves, or one of tens of thousands of names that several sides of an `allOf` have something against.
    std::size_t max_union_work = 1000000;

    /// Most steps that a regular expression may take over one string, with 8 more for each byte of it beyond 64 KiB;
    /// and most that all of them may take over one payload, with 8 more for each of its bytes. A step looks at one
    /// character once and takes about ten nanoseconds. Patterns that become automata or lists take none (README,
    /// Patterns). The formats `regex`, `idn-hostname` and `idn-email` take some for each byte, and so do hosts of URLs
    /// with letters beyond ASCII or "xn--": about an eighth of the square of their bytes; hosts of more than 8 KiB of
    /// these are over any limit. A string for which the steps do not suffice is refused as not matching, and
    /// Result::patterns_stopped() tells; where that would let a payload pass, the payload is refused as over this
    /// limit.
    std::size_t max_pattern_steps = 1000000;

    /// Most bytes that defaults may add to the parsed value: of each its JSON text, its key, and 64 bytes or so. A
    /// payload of many small objects could else become a huge value. Asked only where the value is asked for.
    std::size_t max_default_bytes = std::size_t{8} * 1024 * 1024;
};

/// What becomes of members that a z.object() does not declare, in the parsed value.
enum class UnknownKeys : unsigned char {
    strip,  ///< they are left out, as z.object() does; those of z.looseObject() and catchall() stay
    keep,   ///< they stay
};

/// What the keywords of a schema mean.
enum class Semantics : unsigned char {
    /// What the Zod schema means that the document was written from: safe integers, formats checked, positional items
    /// and records as Zod has them. Where Zod has no such schema, what JSON Schema says.
    zod,
    /// What the document's dialect of JSON Schema says, and nothing else: integers of any size, formats as
    /// Options::formats says, each by the RFC that the dialect refers to, patterns with the flag u where they can be
    /// read so, every keyword on its own.
    json_schema,
};

/// Which formats of strings are checked; with Semantics::json_schema none but those that the dialect has.
enum class Formats : unsigned char {
    zod,  ///< those that Zod knows; any other name is an annotation, as JSON Schema has it
    /// Those, and the others that JSON Schema defines: `uri-reference`, `iri`, `iri-reference`, `idn-email`,
    /// `idn-hostname`, `json-pointer`, `relative-json-pointer`, `uri-template`, `regex`.
    all,
    none,  ///< all names are annotations, as JSON Schema has it unless asked otherwise
};

/// Finds the documents that references lead to. The library itself opens no file and no connection.
/// @param uri  absolute, without a fragment; at most 8 KiB
/// @return the document's text, UTF-8, or nothing: then loading fails, with the place of the reference
/// Called while a schema is loaded, on that thread, once for each URI. What it throws passes to the caller.
using Resolver = std::function<std::optional<std::string>(std::string_view uri)>;

/// How a schema document is loaded, and the limits of the validations that follow.
struct Options {
    /// The reading of JSON Schema's specification: Semantics::json_schema, and Formats::none.
    static Options json_schema() {
        Options options;
        options.semantics = Semantics::json_schema;
        options.formats = Formats::none;
        return options;
    }

    /// Defaults for Schema::validate(); each call may bring its own.
    Limits limits;

    /// Refuse a payload in which an object names a member twice. By default the last value counts, at the place of
    /// the first, as JSON.parse has it.
    bool refuse_repeated_keys = false;

    /// Which members the parsed value has. A schema document that does not say (no `additionalProperties`, as
    /// z.object() writes it) means z.object().
    UnknownKeys unknown_keys = UnknownKeys::strip;

    /// What keywords mean.
    Semantics semantics = Semantics::zod;

    /// Which formats are checked.
    Formats formats = Formats::zod;

    /// Whether `contentEncoding` and `contentMediaType` are checked (draft-07 and later), whatever the semantics. By
    /// default they are annotations, which is all that JSON Schema has made of them since 2019-09. Checked are the
    /// encodings of RFC 4648 (`base64`, `base64url`, `base32`, `base32hex`, `base16`) and JSON (`application/json`, and
    /// what ends in `+json`) in one of them, or in `7bit`, `8bit`, `binary` or none; others stay annotations, and so
    /// does `contentSchema`. JSON within a string counts for Limits::max_depth from where the string stands, and is
    /// refused as a payload would be. Cost: linear in the string; JSON takes memory as a payload of its size does.
    bool check_content = false;

    /// Whether issues tell where in the schema they come from: Issue::schema_location. Costs memory in proportion to
    /// the document, and for an issue a look into it and a text, which Limits::max_issue_bytes does not count.
    bool schema_locations = false;

    /// The dialect of a document without `$schema`, by the URI that `$schema` would have.
    std::string default_dialect = "https://json-schema.org/draft/2020-12/schema";

    /// Where the document comes from, as an absolute URI: relative references are resolved against it. Its own `$id`
    /// counts more. Empty: unknown.
    std::string document_uri;

    /// Finds the documents that references lead to; without one, references stay within the document, and the
    /// meta-schemas of the known dialects. Not asked for OpenAPI documents, whose references stay within them.
    Resolver resolver;

    /// What SchemaError calls the document: a file name, a URL. Not opened, not fetched.
    std::string document_name = "schema";

    /// Longest schema document, in bytes, and most that references lead to together.
    std::size_t max_schema_bytes = std::size_t{16} * 1024 * 1024;

    /// Deepest nesting of arrays and objects in a schema document. At most 200; larger values are taken as that.
    std::size_t max_schema_depth = 128;

    /// Most references (`$ref`, `$dynamicRef`, `$recursiveRef`) that are followed while a document is loaded, each
    /// counted once wherever it stands.
    std::size_t max_references = 100000;

    /// Most documents that references lead to.
    std::size_t max_documents = 1000;
};

}  // namespace zodgate

// String formats: what Zod calls them, and how they are judged.
#pragma once

#include "text/text.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace zodgate::text {

/// Judges the bytes of a string, which is well-formed UTF-8: true if it is accepted. May be used by any number of
/// threads at once. Linear, allocates nothing, throws nothing.
using Scanner = std::function<bool(std::string_view)>;

/// The same for what takes more: steps that the search may take, those that it took are taken off. May throw
/// std::bad_alloc.
using Search = Found (*)(std::string_view, std::size_t& steps);

/// A regular expression that Zod writes.
struct KnownPattern {
    /// What writes it, of those that write more than one.
    enum class Kind : unsigned char {
        other,
        uuid,          ///< z.uuid() of a version
        time,          ///< z.iso.time()
        usual_time,    ///< the same to the minute or the second, which anybody would write so
        datetime,      ///< z.iso.datetime()
        lax_datetime,  ///< one that accepts what RFC 3339 does not
    };

    Scanner scan;  ///< accepts what the pattern accepts
    Kind kind = Kind::other;
    bool unicode = false;  ///< the pattern has the flag u, which a document does not say
};

/// The scanner for a pattern that Zod 4 writes, of any of its releases; none for other patterns.
/// @param source  as RegExp.prototype.source gives it
std::optional<KnownPattern> known_pattern(std::string_view source);

/// A string format that Zod or JSON Schema knows: a line of the table in formats.cpp.
struct Format {
    enum class Judge : unsigned char {
        pattern,  ///< the pattern
        code,     ///< more than a pattern can say: `scan`, or `search`
        url,      ///< is_url(), which changes the value, too
    };
    enum class Known : unsigned char { by_zod, by_json_schema };

    std::string_view name;      ///< in JSON Schema
    std::string_view zod_name;  ///< in Zod's issue
    std::string_view pattern;   ///< what Zod writes beside the name, as RegExp.prototype.source; may be empty
    bool shows_pattern = true;  ///< in Zod's issue
    Judge judge = Judge::pattern;
    bool (*scan)(std::string_view) noexcept = nullptr;  ///< with Judge::code
    Search search = nullptr;                            ///< the same
    Known known = Known::by_zod;
};

/// Drafts of JSON Schema, as far as their formats differ.
enum class Draft : unsigned char { draft_04, draft_06, draft_07, draft_2019_09 };

/// The format that JSON Schema's specification has under a name, judged by what that refers to and not as Zod judges
/// it; null if the draft has none.
const Format* find_specified_format(std::string_view name, Draft draft) noexcept;

/// The format of a name; null if neither Zod nor JSON Schema knows it.
const Format* find_format(std::string_view name) noexcept;

/// The format that Zod writes under a name with a pattern, when it is not the first of that name.
const Format* find_format(std::string_view name, std::string_view pattern) noexcept;

/// Which of Zod's formats writes a pattern; null if none does.
const Format* format_of_pattern(std::string_view pattern);

/// The same where a document names no format: Zod leaves the name out where its pattern accepts more than the JSON
/// Schema format does.
const Format* unnamed_format_of_pattern(std::string_view pattern);

/// True if a release of Zod 4 writes the pattern beside the format's name.
bool is_pattern_of(const Format& format, std::string_view pattern) noexcept;

}  // namespace zodgate::text

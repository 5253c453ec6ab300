#include "plan/strings.hpp"

#include "plan/shapes.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::plan {
namespace {

using schema::Model;
using schema::Schema;
using schema::Type;
using Test = StringCheck::Test;

constexpr std::string_view lowercase_pattern = "^[^A-Z]*$";
constexpr std::string_view uppercase_pattern = "^[^a-z]*$";

// zod core/util, escapeRegex.
std::string escape(std::string_view literal) {
    std::string out;
    for (const char c : literal) {
        if (std::string_view(".*+?^${}()|[]\\").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

// The text that a source without operators matches; none if there are operators in it.
std::optional<std::string> unescape(std::string_view source) {
    std::string out;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] != '\\') {
            out += source[i];
            continue;
        }
        if (++i == source.size()) return std::nullopt;
        const std::string_view rest = source.substr(i);
        if (rest.front() == 'n') {
            out += '\n';
        } else if (rest.front() == 'r') {
            out += '\r';
        } else if (rest.substr(0, 5) == "u2028" || rest.substr(0, 5) == "u2029") {
            out += rest[4] == '8' ? "\xE2\x80\xA8" : "\xE2\x80\xA9";
            i += 4;
        } else {
            out += rest.front();
        }
    }
    return out;
}

// What stands between a prefix and a suffix, if it is a literal as Zod escapes it: writing it again gives the source.
std::optional<std::string> literal_between(std::string_view source, std::string_view prefix, std::string_view suffix) {
    if (source.size() < prefix.size() + suffix.size() || source.substr(0, prefix.size()) != prefix ||
        source.substr(source.size() - suffix.size()) != suffix) {
        return std::nullopt;
    }
    std::optional<std::string> literal =
        unescape(source.substr(prefix.size(), source.size() - prefix.size() - suffix.size()));
    if (!literal) return std::nullopt;
    const std::string again = std::string(prefix) + escape(*literal) + std::string(suffix);
    if (text::regexp_source(again) != source) return std::nullopt;
    return literal;
}

StringCheck affix_check(Test test, std::string_view format, std::string affix) {
    StringCheck check;
    check.test = test;
    check.issue.format = format;
    check.issue.affix = std::move(affix);
    return check;
}

// zod core/checks: $ZodCheckStartsWith, $ZodCheckEndsWith, $ZodCheckIncludes.
std::optional<StringCheck> starts_with(std::string_view source) {
    std::optional<std::string> literal = literal_between(source, "^", ".*");
    if (!literal) return std::nullopt;
    return affix_check(Test::prefix, "starts_with", std::move(*literal));
}

std::optional<StringCheck> ends_with(std::string_view source) {
    std::optional<std::string> literal = literal_between(source, ".*", "$");
    if (!literal) return std::nullopt;
    return affix_check(Test::suffix, "ends_with", std::move(*literal));
}

std::optional<StringCheck> includes(std::string_view source) {
    if (std::optional<std::string> literal = literal_between(source, "", "")) {
        return affix_check(Test::part, "includes", std::move(*literal));
    }
    // An empty literal has a source of its own.
    if (source == "(?:)") return affix_check(Test::part, "includes", "");
    if (source.substr(0, 3) != "^.{") return std::nullopt;
    const std::size_t comma = source.find_first_not_of("0123456789", 3);
    constexpr std::size_t most_digits = 9;
    if (comma == std::string_view::npos || comma == 3 || comma > 3 + most_digits) return std::nullopt;
    std::optional<std::string> literal = literal_between(source, std::string(source.substr(0, comma)) + ",}", "");
    if (!literal) return std::nullopt;
    StringCheck check = affix_check(Test::part, "includes", std::move(*literal));
    check.position = std::stoul(std::string(source.substr(3, comma - 3)));
    return check;
}

text::Pattern compile_pattern(const Model& model, const Schema& schema, std::string_view keyword,
                              std::string_view source, Patterns& patterns) {
    try {
        return patterns.of(source);
    } catch (const text::PatternError& error) {
        throw model.error(schema, keyword,
                          "the pattern cannot be used: " + std::string(error.what()) + ", at offset " +
                              std::to_string(error.offset()) + " of it");
    }
}

// A pattern of Zod's. To JSON Schema it means what it says, which with the flag u is not always the same.
std::optional<text::KnownPattern> known_pattern(const Model& model, std::string_view source) {
    return model.is_specification() ? std::nullopt : text::known_pattern(source);
}

// A name that only JSON Schema knows, and that is not asserted.
bool is_annotation(const Model& model, const text::Format& format) {
    return format.known == text::Format::Known::by_json_schema && model.source.formats != Formats::all &&
           !model.is_specification();
}

class StringCompiler {
  public:
    StringCompiler(const Model& model, const Schema& schema, Patterns& patterns)
        : model_(model), schema_(schema), patterns_(patterns) {}

    StringNode run() {
        node_.length = {schema_.min_length, schema_.max_length};
        if (model_.is_specification()) {
            add_as_specified();
            return std::move(node_);
        }
        if (schema_.first_format) {
            add(default_check(*text::find_format(*schema_.first_format), *schema_.first_format));
        }
        if (schema_.pattern) {
            add_pattern();
        } else if (are_further_patterns(model_, schema_)) {
            add_further_patterns();
        } else if (schema_.format) {
            if (const text::Format* const format = text::find_format(*schema_.format)) add(default_check(*format));
        }
        node_.rewrites = std::any_of(node_.formats.begin(), node_.formats.end(),
                                     [](const StringCheck& check) { return check.test == Test::url; });
        return std::move(node_);
    }

  private:
    // Each keyword on its own.
    void add_as_specified() {
        if (schema_.format) {
            const text::Draft draft = schema::formats_of(schema_.dialect);
            const text::Format* const format = text::find_specified_format(*schema_.format, draft);
            if (format != nullptr) add(default_check(*format));
        }
        if (schema_.pattern) add(pattern_check(*schema_.pattern, schema_));
    }

    void add_pattern() {
        const text::Format* const format = judged_apart({*schema_.pattern});
        if (format == nullptr) return add(named_check(*schema_.pattern, schema_));
        // z.url() and z.jwt() write no pattern, so that this one was there before them.
        if (format->pattern.empty()) return add_before(*format, known_check(*schema_.pattern, schema_));
        add(default_check(*format));
        add(pattern_check(*schema_.pattern, schema_));
    }

    void add_further_patterns() {
        std::vector<std::string_view> sources;
        for (const schema::Id id : schema_.all_of) sources.push_back(*model_.at(id).pattern);
        const text::Format* const format = judged_apart(sources);
        for (const schema::Id id : schema_.all_of) {
            const Schema& part = model_.at(id);
            const bool is_named = format == nullptr && id == schema_.all_of.back();
            StringCheck check = is_named ? last_check(*part.pattern, part) : known_check(*part.pattern, part);
            if (format != nullptr) {
                node_.formats.push_back(std::move(check));
            } else {
                add(std::move(check));
            }
        }
        if (format != nullptr) node_.formats.push_back(default_check(*format));
    }

    void add_before(const text::Format& format, StringCheck check) {
        node_.formats.push_back(std::move(check));
        node_.formats.push_back(default_check(format));
    }

    // Zod's checks with a name of their own come first; z.regex() comes last.
    void add(StringCheck check) {
        const bool is_plain_pattern = check.issue.format == "regex";
        (is_plain_pattern ? node_.patterns : node_.formats).push_back(std::move(check));
    }

    StringCheck pattern_check(std::string_view source, const Schema& where, std::string_view format = "regex",
                              bool shown = true) const {
        const std::string normal = text::regexp_source(source);
        StringCheck check;
        bool unicode = false;
        if (std::optional<text::KnownPattern> known = known_pattern(model_, normal)) {
            check.scan = std::move(known->scan);
            check.known_source = normal;
            unicode = known->unicode;
        } else {
            check.test = Test::pattern;
            check.pattern = compile_pattern(model_, where, "pattern", source, patterns_);
            unicode = check.pattern->unicode();
        }
        check.source = source;
        check.issue.format = format;
        if (shown) check.issue.pattern = normal;
        if (shown && unicode) check.issue.flags = "u";
        return check;
    }

    // The format, if none of the patterns beside it is its own, and it has no other.
    const text::Format* judged_apart(const std::vector<std::string_view>& sources) const {
        const text::Format* const format = schema_.format ? text::find_format(*schema_.format) : nullptr;
        if (format == nullptr || !has_no_other_pattern(model_, *format)) return nullptr;
        const bool has_own = std::any_of(sources.begin(), sources.end(), [format](std::string_view source) {
            return text::is_pattern_of(*format, text::regexp_source(source));
        });
        return has_own ? nullptr : format;
    }

    // What the document has of a check.
    static StringCheck of_pattern(StringCheck check, std::string_view pattern) {
        check.source = pattern;
        return check;
    }
    static StringCheck of_format(StringCheck check, std::string_view name) {
        check.source = name;
        check.is_format = true;
        return check;
    }

    StringCheck default_check(const text::Format& format) const { return default_check(format, *schema_.format); }

    StringCheck default_check(const text::Format& format, std::string_view name) const {
        return of_format(format_check(format, format.pattern, schema_), name);
    }

    StringCheck format_check(const text::Format& format, std::string_view pattern, const Schema& where) const {
        if (format.judge == text::Format::Judge::pattern) {
            return pattern_check(pattern, where, format.zod_name, format.shows_pattern);
        }
        StringCheck check;
        check.test = format.judge == text::Format::Judge::url ? Test::url : Test::scanner;
        if (format.scan != nullptr) check.scan = format.scan;
        if (format.search != nullptr) check.test = Test::search;
        check.search = format.search;
        check.known_source = format.pattern;
        check.issue.format = format.zod_name;
        return check;
    }

    // The check that Zod writes with this format's name and this pattern.
    std::optional<StringCheck> check_by_name(std::string_view name, std::string_view pattern,
                                             const Schema& where) const {
        const std::string source = text::regexp_source(pattern);
        if (name == "starts_with") return starts_with(source);
        if (name == "ends_with") return ends_with(source);
        if (name == "includes") return includes(source);
        if (name == "lowercase" && source != lowercase_pattern) return std::nullopt;
        if (name == "uppercase" && source != uppercase_pattern) return std::nullopt;
        if (name == "lowercase" || name == "uppercase") return pattern_check(pattern, where, name);
        const text::Format* const format = text::find_format(name, source);
        if (format == nullptr || is_annotation(model_, *format)) {
            // z.stringFormat(), whose issues name the format alone.
            return pattern_check(pattern, where, name, false);
        }
        return format_check(*format, pattern, where);
    }

    // A pattern alone, or beside a format, which it belongs to.
    StringCheck named_check(std::string_view pattern, const Schema& where) const {
        if (schema_.format) {
            std::optional<StringCheck> check = check_by_name(*schema_.format, pattern, where);
            return check ? of_format(std::move(*check), *schema_.format) : pattern_check(pattern, where);
        }
        if (const text::Format* const format = text::unnamed_format_of_pattern(text::regexp_source(pattern))) {
            return pattern_check(pattern, where, format->zod_name);
        }
        return pattern_check(pattern, where);
    }

    // Zod names no format where one of the checks is a z.iso.datetime() that takes more than RFC 3339.
    bool hides_format() const {
        return std::any_of(schema_.all_of.begin(), schema_.all_of.end(), [this](schema::Id id) {
            const text::Format* const format =
                text::unnamed_format_of_pattern(text::regexp_source(*model_.at(id).pattern));
            return format != nullptr && format->zod_name == "datetime";
        });
    }

    // Of several patterns, the format's name belongs to the last, unless it is that of an earlier one, on which the
    // others were stacked.
    StringCheck last_check(std::string_view pattern, const Schema& where) const {
        if (!schema_.format) return hides_format() ? known_check(pattern, where) : named_check(pattern, where);
        std::optional<StringCheck> check = check_by_name(*schema_.format, pattern, where);
        return check ? of_format(std::move(*check), *schema_.format) : known_check(pattern, where);
    }

    // A pattern whose check has lost its name in the document: told by its shape.
    StringCheck known_check(std::string_view pattern, const Schema& where) const {
        const std::string source = text::regexp_source(pattern);
        for (const auto& shape : {starts_with, ends_with, includes}) {
            if (std::optional<StringCheck> check = shape(source)) return of_pattern(std::move(*check), pattern);
        }
        if (source == lowercase_pattern) return pattern_check(pattern, where, "lowercase");
        if (source == uppercase_pattern) return pattern_check(pattern, where, "uppercase");
        if (const text::Format* const format = text::format_of_pattern(source)) {
            return of_pattern(format_check(*format, pattern, where), pattern);
        }
        return pattern_check(pattern, where);
    }

    const Model& model_;
    const Schema& schema_;
    Patterns& patterns_;
    StringNode node_;
};

}  // namespace

bool are_further_patterns(const Model& model, const Schema& schema) {
    const bool is_string = schema.types && *schema.types == std::vector<Type>{Type::string} && !schema.pattern;
    return is_string && !schema.all_of.empty() &&
           std::all_of(schema.all_of.begin(), schema.all_of.end(), [&model](schema::Id id) {
               const Schema& part = model.at(id);
               const bool typed = part.types && *part.types != std::vector<Type>{Type::string};
               return part.pattern && !typed && !part.min_length && !part.max_length && !part.format &&
                      part.reference == schema::none && part.enumeration == nullptr && part.constant == nullptr &&
                      part.default_value == nullptr && !part.error_message && !has_composition(part) &&
                      !has_number_keywords(part) && !has_object_keywords(part) && !has_array_keywords(part);
           });
}

bool has_no_other_pattern(const Model& model, const text::Format& format) {
    return !format.shows_pattern && !is_annotation(model, format);
}

bool is_usual_pattern(std::string_view format, std::string_view pattern) {
    const std::string source = text::regexp_source(pattern);
    if (format == "starts_with") return starts_with(source).has_value();
    if (format == "ends_with") return ends_with(source).has_value();
    if (format == "includes") return includes(source).has_value();
    if (format == "lowercase") return source == lowercase_pattern;
    if (format == "uppercase") return source == uppercase_pattern;
    const text::Format* const known = text::format_of_pattern(source);
    return known != nullptr && known->name == format;
}

StringNode compile_string(const Model& model, const Schema& schema, Patterns& patterns) {
    return StringCompiler(model, schema, patterns).run();
}

// Which check wrote the pattern matters only where the check accepts something else than the pattern: includes() passes
// over line breaks, which `.` does not.
StringCheck compile_names(const Model& model, const Schema& schema, std::string_view pattern, Patterns& patterns) {
    std::optional<StringCheck> literal = includes(text::regexp_source(pattern));
    if (literal && !model.is_specification()) return std::move(*literal);
    StringCheck check;
    if (std::optional<text::KnownPattern> known = known_pattern(model, text::regexp_source(pattern))) {
        check.scan = std::move(known->scan);
        check.known_source = text::regexp_source(pattern);
    } else {
        check.test = Test::pattern;
        check.pattern = compile_pattern(model, schema, "patternProperties", pattern, patterns);
    }
    return check;
}

}  // namespace zodgate::plan

// Shapes that several Zod schemas write: tests/zod/ambiguities.mjs has the schemas, this those signs of them that a
// document shows.
#include "lint/subject.hpp"

#include "plan/plan.hpp"
#include "plan/shapes.hpp"
#include "plan/strings.hpp"
#include "text/format.hpp"
#include "text/pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace zodgate::lint {
namespace {

constexpr std::string_view rule = "ambiguous-shape";

class Shapes {
  public:
    Shapes(const Subject& subject, const Context& context, Findings& findings)
        : subject_(subject), context_(context), model_(*subject.model), findings_(findings) {}

    void run() {
        check_order();
        check_equal_bounds();
        check_format();
        check_pattern();
        check_further_patterns();
        check_union();
        check_types();
        check_never();
        check_one_of();
        check_default();
        check_membership();
        check_record();
        check_tuple();
    }

  private:
    void say(std::string_view keyword, const std::string& taken, const std::string& other) {
        findings_.at(subject_, rule, keyword, "taken for " + taken + "; " + other + " writes the same");
    }

    // The first of these keywords that the schema has; empty if it has none.
    std::string_view first_of(std::initializer_list<std::string_view> keywords) const {
        const auto* const found = std::find_if(keywords.begin(), keywords.end(),
                                               [this](std::string_view keyword) { return subject_.has(keyword); });
        return found == keywords.end() ? std::string_view() : *found;
    }

    static bool is_safe_bound(const std::optional<double>& bound) {
        return !bound || std::fabs(*bound) >= 9007199254740991.0;
    }

    void check_order() {
        const std::string_view length = first_of({"minLength", "maxLength"});
        const bool has_check = model_.pattern || (model_.format && text::find_format(*model_.format) != nullptr);
        if (!length.empty() && has_check) {
            say(length, "checks in the order format, minimum, maximum, .regex()", "another order");
        }
        const bool is_bounded = !is_safe_bound(model_.minimum) || !is_safe_bound(model_.maximum) ||
                                model_.exclusive_minimum || model_.exclusive_maximum;
        if (is_bounded && model_.multiple_of) {
            say("multipleOf", "the last check, after the bounds", "another order");
        }
    }

    void check_equal_bounds() {
        if (model_.min_length && model_.min_length == model_.max_length) {
            say("minLength", ".length(" + shown(*model_.min_length) + ")", ".min() and .max()");
        }
        if (model_.min_items && model_.min_items == model_.max_items && !model_.prefix_items) {
            say("minItems", ".length(" + shown(*model_.min_items) + ")", ".min() and .max()");
        }
    }

    void check_format() {
        if (!model_.format) return;
        if (*model_.format == "uri") say("format", "z.url() of any host and protocol", "z.httpUrl()");
        if (*model_.format == "jwt") say("format", "z.jwt() of any algorithm", "z.jwt({ alg })");
        const text::Format* const format = text::find_format(*model_.format);
        if (format == nullptr || !model_.pattern || format->known != text::Format::Known::by_zod) return;
        const std::string source = text::regexp_source(*model_.pattern);
        if (text::is_pattern_of(*format, source) || text::known_pattern(source)) return;
        const std::string name(format->zod_name);
        if (plan::has_no_other_pattern(context_.model, *format)) {
            say("pattern", "a check of its own beside the format",
                "a pattern of the format's own, which Zod passes over,");
        } else {
            say("pattern", "the pattern of the format " + quoted(name), "z.stringFormat(\"" + name + "\", …)");
        }
    }

    void check_pattern() {
        if (!model_.pattern || model_.format) return;
        const std::string source = text::regexp_source(*model_.pattern);
        using Kind = text::KnownPattern::Kind;
        const std::optional<text::KnownPattern> known = text::known_pattern(source);
        if (known && known->kind == Kind::usual_time) say("pattern", ".regex()", "z.iso.time() with a precision");
        if (text::unnamed_format_of_pattern(source) != nullptr) {
            say("pattern", known && known->kind == Kind::time ? "z.iso.time()" : "z.iso.datetime()",
                ".regex() with that pattern");
        }
        if (!known && is_template(source)) say("pattern", ".regex()", "z.templateLiteral()");
    }

    // With the parts that z.number(), z.int() and z.string() write into a template.
    static bool is_template(std::string_view source) {
        if (source.size() < 2 || source.front() != '^' || source.back() != '$') return false;
        constexpr auto parts =
            std::to_array<std::string_view>({R"(-?\d+(?:\.\d+)?)", R"(-?\d+)", R"([\s\S]{0,})", R"((true|false))"});
        return std::any_of(parts.begin(), parts.end(),
                           [source](std::string_view part) { return source.find(part) != std::string_view::npos; });
    }

    // Of several patterns only the last keeps its name.
    void check_further_patterns() {
        if (model_.all_of.empty() || !plan::are_further_patterns(context_.model, model_)) return;
        for (const schema::Id id : model_.all_of) {
            const schema::Schema& part = context_.model.at(id);
            if (id == model_.all_of.back() && model_.format) continue;
            const std::string source = text::regexp_source(*part.pattern);
            const text::Format* const format = text::format_of_pattern(source);
            const std::string taken = format != nullptr ? "the format " + quoted(format->zod_name) : affix(source);
            const json::Value* const written =
                schema::resolve_pointer(context_.model.root(), part.pointer + "/pattern");
            if (written == nullptr) continue;
            findings_.add(rule, part.pointer + "/pattern", written->offset,
                          taken.empty() ? "taken for .regex(); a format with a pattern of its own writes the same"
                                        : "taken for " + taken + "; .regex() with that pattern writes the same");
        }
    }

    // What a pattern is told to be that Zod writes for a part of a string.
    static std::string affix(std::string_view source) {
        if (plan::is_usual_pattern("starts_with", source)) return ".startsWith()";
        if (plan::is_usual_pattern("ends_with", source)) return ".endsWith()";
        if (plan::is_usual_pattern("includes", source)) return ".includes()";
        return {};
    }

    void check_union() {
        if (model_.any_of.size() != 2) return;
        const schema::Schema& last = context_.model.at(model_.any_of.back());
        const bool is_null = last.types && *last.types == std::vector{schema::Type::null};
        if (is_null && plan::has_only(last, {"type"})) say("anyOf", ".nullable()", "z.union([…, z.null()])");
    }

    void check_types() {
        if (!model_.types || model_.types->size() < 2) return;
        const bool is_nullable = model_.types->size() == 2 && model_.types->back() == schema::Type::null;
        say("type", is_nullable ? ".nullable()" : "a union of these types",
            is_nullable ? "z.union([…, z.null()])" : "a union with unions in it, or .nullable() of one,");
    }

    void check_never() {
        if (model_.accepts_nothing) say("not", "z.never()", "an empty z.enum()");
    }

    void check_one_of() {
        if (model_.one_of.empty() || model_.discriminator) return;
        std::vector<std::string_view> names;
        for (const std::string_view name : plan::candidates(context_.model, model_.one_of.front())) {
            if (plan::values_apart(context_.model, model_.one_of, name)) names.push_back(name);
        }
        if (names.empty()) return;
        say("oneOf", "z.discriminatedUnion(" + quoted(names.front()) + ", …)",
            names.size() > 1 ? "that by " + quoted(names[1]) : "z.xor(), and one with unionFallback,");
    }

    void check_default() {
        if (model_.default_value == nullptr) return;
        if (subject_.membership == Membership::optional) say("default", ".default()", ".prefault()");
        if (subject_.membership == Membership::required) {
            say("default", "z.nonoptional() around .default()", ".catch(), which lets everything through,");
        }
    }

    void check_membership() {
        if (subject_.membership != Membership::required || model_.all_of.empty()) return;
        if (plan::are_further_patterns(context_.model, model_)) return;
        say("allOf", "an intersection that must be there", "one of optional sides");
    }

    void check_record() {
        if (model_.property_names == schema::none || model_.properties) return;
        const schema::Schema& names = context_.model.at(plan::skip_references(context_.model, model_.property_names));
        const bool lists_names = names.enumeration != nullptr || names.constant != nullptr;
        if (lists_names && model_.required.empty()) {
            const bool has_default = model_.additional_properties != schema::none &&
                                     plan::has_default(context_.model, model_.additional_properties);
            say("propertyNames", has_default ? "z.record()" : "z.partialRecord()",
                has_default ? "z.partialRecord()" : "z.record() of optional values");
        } else if (names.pattern) {
            say("propertyNames", "a record by names that fit the pattern", "one by numbers, with checks or without,");
        } else if (!plan::has_only(names, {"type"})) {
            say("propertyNames", "z.record()", "z.looseRecord()");
        }
    }

    void check_tuple() {
        if (!model_.prefix_items || !model_.min_items) return;
        const std::vector<schema::Id>& items = *model_.prefix_items;
        const auto required = std::min(items.size(), static_cast<std::size_t>(*model_.min_items));
        const bool has_default = std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(required),
                                             [this](schema::Id id) { return plan::has_default(context_.model, id); });
        if (has_default) {
            say("minItems", "a tuple whose first " + std::to_string(required) + " items must be there",
                "one with an optional item before others");
        }
        const bool has_rest = model_.items != schema::none && context_.model.at(model_.items).boolean != false;
        if (has_rest) {
            say("minItems", "the number of items that must be there", "a check on the length of a tuple");
        }
    }

    const Subject& subject_;
    const Context& context_;
    const schema::Schema& model_;
    Findings& findings_;
};

}  // namespace

void check_shapes(const Subject& subject, const Context& context, Findings& findings) {
    if (subject.model == nullptr || schema::is_open_api(subject.dialect)) return;
    Shapes(subject, context, findings).run();
}

}  // namespace zodgate::lint

#include "lint/subject.hpp"

#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zodgate::lint {
namespace {

const Rule& rule_named(std::string_view name) {
    return *std::find_if(rules().begin(), rules().end(), [name](const Rule& rule) { return rule.name == name; });
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {"unknown-keyword", Level::warning, "A keyword that no dialect has, so that nothing comes of it."},
        {"other-dialect", Level::warning, "A keyword of another dialect, which has no effect in this one."},
        {"ignored-beside-ref", Level::warning,
         "A keyword beside $ref in a dialect in which nothing counts beside it (until draft-07, and OpenAPI 3.0)."},
        {"keyword-without-type", Level::warning,
         "A keyword with nothing to act on: type excludes the values that it judges, or the keyword is missing that it "
         "goes with."},
        {"format-not-checked", Level::warning, "A format that nothing checks."},
        {"pattern-lost-escape", Level::warning,
         "A control character in a pattern that was an escape before JSON read it, such as \\b."},
        {"pattern-foreign-escape", Level::warning,
         "An escape of other regular expressions, which JavaScript takes for a letter, such as \\A and \\Z."},
        {"pattern-foreign-group", Level::warning,
         "A group of other regular expressions, such as (?i) and (?P<name>…), which JavaScript refuses."},
        {"pattern-possessive-quantifier", Level::warning,
         "A possessive quantifier such as a++, which JavaScript refuses."},
        {"pattern-posix-class", Level::warning,
         "A class such as [[:alpha:]], which is a list of characters to JavaScript."},
        {"pattern-property-escape", Level::warning,
         "An escape such as \\p{L}, which means something with the flag u alone, and a document carries no flags."},
        {"pattern-partial-anchor", Level::warning,
         "An alternation such as ^a|b$, in which each anchor belongs to one alternative alone."},
        {"ambiguous-shape", Level::note, "A shape that several Zod schemas write, and which of them is taken."},
        {"never-valid", Level::error, "Keywords that no value can satisfy."},
        {"always-same", Level::warning, "What changes nothing: an if without then and else, a value given twice."},
        {"unused-definition", Level::warning, "A definition to which no reference leads from the root."},
    };
    return all;
}

const json::Value* Subject::find(std::string_view keyword) const {
    const json::Value* const found = json::find(schema, keyword);
    return found != nullptr && schema::has_keyword(keyword, dialect) ? found : nullptr;
}

const json::Value* Subject::find(std::string_view keyword, json::Type type) const {
    const json::Value* const found = find(keyword);
    return found != nullptr && found->type == type ? found : nullptr;
}

std::optional<double> Subject::number(std::string_view keyword) const {
    const json::Value* const found = find(keyword, json::Type::number);
    return found == nullptr ? std::nullopt : std::optional<double>(found->number);
}

bool Subject::is_true(std::string_view keyword) const {
    const json::Value* const found = find(keyword, json::Type::boolean);
    return found != nullptr && found->boolean;
}

bool Subject::is_false(std::string_view keyword) const {
    const json::Value* const found = find(keyword, json::Type::boolean);
    return found != nullptr && !found->boolean;
}

std::vector<std::string_view> Subject::types() const {
    const json::Value* const type = find("type");
    std::vector<std::string_view> names;
    if (type == nullptr) return names;
    if (type->type == json::Type::string) names.push_back(type->string());
    if (type->type != json::Type::array) return names;
    for (const json::Value& name : json::items_of(*type)) {
        if (name.type == json::Type::string) names.push_back(name.string());
    }
    return names;
}

void Findings::add(std::string_view rule, std::string pointer, std::size_t offset, std::string message) {
    found_.push_back({&rule_named(rule), std::move(pointer), std::move(message), offset, 0, 0});
}

void Findings::at(const Subject& subject, std::string_view rule, std::string_view keyword, std::string message) {
    const json::Member* const member = json::find_member(subject.schema, keyword);
    add(rule, schema::pointer_to(subject.pointer, keyword), member->key_offset, std::move(message));
}

void Findings::at_value(const Subject& subject, std::string_view rule, std::string_view keyword, std::string message) {
    const json::Member* const member = json::find_member(subject.schema, keyword);
    add(rule, schema::pointer_to(subject.pointer, keyword), member->value.offset, std::move(message));
}

bool Findings::has(std::string_view pointer) const noexcept {
    return std::any_of(found_.begin(), found_.end(),
                       [pointer](const Finding& finding) { return finding.pointer == pointer; });
}

// In one pass over the text: each place is found from the one before.
std::vector<Finding> Findings::take(std::string_view text) {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Finding& left, const Finding& right) { return left.offset < right.offset; });
    json::Position here;
    std::size_t at = 0;
    for (Finding& finding : found_) {
        const json::Position step = json::position_of(text.substr(at), finding.offset - at);
        here.column = step.line == 1 ? here.column + step.column - 1 : step.column;
        here.line += step.line - 1;
        at = finding.offset;
        finding.line = here.line;
        finding.column = here.column;
    }
    return std::move(found_);
}

std::string quoted(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string out = "\"";
    json::append_escaped(out, text.substr(0, text::offset_of_unit(text.substr(0, 4 * longest), longest)));
    return out + (text::count_code_points(text) > longest ? "…\"" : "\"");
}

std::string shown(double number) {
    std::string out;
    json::append_number(out, number);
    return out;
}

}  // namespace zodgate::lint

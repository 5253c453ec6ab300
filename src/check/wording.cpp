// The schema's own words for issues: errorMessage, by the convention of ajv-errors.
#include "check/walk.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace zodgate::check {
namespace {

using issue::Finding;
using Words = plan::WordedNode::Words;

const std::string* find(const Words& words, std::string_view name) {
    const auto found =
        std::lower_bound(words.begin(), words.end(), name,
                         [](const auto& known, std::string_view wanted) { return known.first < wanted; });
    return found == words.end() || found->first != name ? nullptr : &found->second;
}

// The keywords that an issue may come from, the likeliest first.
using Keywords = std::array<std::string_view, 3>;

struct KeywordsOf {
    Keywords operator()(const InvalidType& type) const {
        if (type.by_discriminator) return {"type", "oneOf", "discriminator"};
        if (type.expected == Expected::never) return {"not"};
        return {"type"};
    }
    Keywords operator()(const TooSmall& bound) const {
        if (bound.origin == Origin::string) return {"minLength"};
        if (bound.origin == Origin::array) return {"minItems"};
        if (bound.origin == Origin::object) return {"minProperties"};
        return bound.inclusive ? Keywords{"minimum"} : Keywords{"exclusiveMinimum"};
    }
    Keywords operator()(const TooBig& bound) const {
        if (bound.origin == Origin::string) return {"maxLength"};
        if (bound.origin == Origin::array) return {"maxItems", "items", "additionalItems"};
        if (bound.origin == Origin::object) return {"maxProperties"};
        return bound.inclusive ? Keywords{"maximum"} : Keywords{"exclusiveMaximum"};
    }
    Keywords operator()(const InvalidFormat* format) const {
        return format->format == "regex" ? Keywords{"pattern"} : Keywords{"format", "pattern"};
    }
    Keywords operator()(const NotMultipleOf&) const { return {"multipleOf"}; }
    Keywords operator()(const issue::KeysFinding&) const {
        return {"additionalProperties", "propertyNames", "unevaluatedProperties"};
    }
    Keywords operator()(const issue::UnionFinding&) const { return {"anyOf", "oneOf", "type"}; }
    Keywords operator()(const issue::MatchesFinding&) const { return {"oneOf"}; }
    Keywords operator()(const UnknownDiscriminator*) const { return {"oneOf", "discriminator"}; }
    Keywords operator()(const issue::KeyFinding&) const { return {"propertyNames"}; }
    Keywords operator()(const InvalidValue*) const { return {"enum", "const"}; }
    Keywords operator()(const RepeatedItem&) const { return {"uniqueItems"}; }
    Keywords operator()(const TooFewMatches&) const { return {"minContains", "contains"}; }
    Keywords operator()(const TooManyMatches&) const { return {"maxContains", "contains"}; }
    Keywords operator()(const FailedKeyword& failed) const { return {failed.keyword}; }
    template <class Other>
    Keywords operator()(const Other&) const {
        return {};
    }
};

const std::string* own_words(const plan::WordedNode& node, const Finding& finding) {
    for (const std::string_view keyword : std::visit(KeywordsOf(), finding.parameters)) {
        if (const std::string* const found = find(node.by_name, keyword)) return found;
    }
    const std::string* const by_code = find(node.by_name, to_string(code_of(finding)));
    return by_code != nullptr ? by_code : &node.any;
}

const std::string* member_words(const plan::WordedNode& node, const Value& object, std::string_view name) {
    if (json::find(object, name) == nullptr) {
        if (const std::string* const found = find(node.required_members, name)) return found;
        if (!node.required.empty()) return &node.required;
    }
    return find(node.properties, name);
}

// Words for an issue at the value, or at a member of it; null if there are none.
const std::string* words_for(const plan::WordedNode& node, const Finding& finding, std::size_t depth,
                             const Value* value) {
    if (finding.path.size() == depth) return own_words(node, finding);
    if (finding.path.size() != depth + 1) return nullptr;
    // An issue about the names of the value's members, about a discriminator or about equal items is the value's own.
    const bool is_own = std::holds_alternative<issue::KeyFinding>(finding.parameters) ||
                        std::holds_alternative<const UnknownDiscriminator*>(finding.parameters) ||
                        std::holds_alternative<RepeatedItem>(finding.parameters);
    const issue::Segment& last = finding.path.back();
    const bool is_at_member = is(value, json::Type::object) && !last.is_index();
    const std::string* const found = is_at_member ? member_words(node, *value, last.key) : nullptr;
    return found == nullptr && is_own ? own_words(node, finding) : found;
}

}  // namespace

// The innermost schema's words win, as the error of the innermost Zod schema does.
Outcome Walk::judge_worded(const plan::WordedNode& node, const Value* value) {
    const std::size_t before = sink_->size();
    const Outcome outcome = judge(node.inner, value);
    const std::size_t depth = path_.size() - base_;
    constexpr std::size_t looks = 8;  // for a member of that name, where the value is an object
    charge(looks * (sink_->size() - before));
    if (is_stopped()) return outcome;
    for (std::size_t i = before; i < sink_->size(); ++i) {
        Finding& finding = (*sink_)[i];
        if (!finding.message.empty()) continue;
        if (const std::string* const words = words_for(node, finding, depth, value)) finding.message = *words;
    }
    return outcome;
}

}  // namespace zodgate::check

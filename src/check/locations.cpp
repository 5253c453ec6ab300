#include "check/locations.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace zodgate::check {
namespace {

using plan::Keyword;
using plan::Kind;

// A keyword that a finding may be about, and what it then says if that is known.
struct Candidate {
    std::string_view keyword;
    std::variant<std::monostate, bool, double, std::string_view> says{};
    std::string_view below{};  // a keyword of the schema that the keyword holds
};

using Candidates = std::vector<Candidate>;

std::string_view name_of(Keyword keyword) noexcept {
    switch (keyword) {
        case Keyword::of_kind: break;
        case Keyword::type: return "type";
        case Keyword::enumeration: return "enum";
        case Keyword::constant: return "const";
        case Keyword::negation: return "not";
        case Keyword::any_of: return "anyOf";
        case Keyword::one_of: return "oneOf";
    }
    return {};
}

// The likeliest first.
class CandidatesOf {
  public:
    CandidatesOf(const plan::Plan& plan, const plan::Node& node) : plan_(plan), node_(node) {}

    Candidates operator()(const InvalidType& type) const {
        if (type.expected == Expected::nonoptional) return of_missing();
        if (type.expected == Expected::never || type.by_discriminator) return of_node();
        // The name of a member, where it must read as a number.
        if (node_.kind == Kind::record && type.expected == Expected::number) return {{"propertyNames", {}, "pattern"}};
        return {{"type"}};
    }
    Candidates operator()(const TooSmall& bound) const {
        switch (node_.kind) {
            case Kind::string: return equal("minLength", bound.minimum);
            case Kind::array:
            case Kind::tuple: return equal("minItems", bound.minimum);
            case Kind::guarded: return equal("minProperties", bound.minimum);
            default: break;
        }
        if (bound.kind == BoundKind::safe_integer) return {{"minimum", bound.minimum}, {"type"}};
        return equal(bound.inclusive ? "minimum" : "exclusiveMinimum", bound.minimum);
    }
    Candidates operator()(const TooBig& bound) const {
        switch (node_.kind) {
            case Kind::string: return equal("maxLength", bound.maximum);
            case Kind::tuple:
                if (bound.kind != BoundKind::tuple) break;
                return {{"maxItems", bound.maximum}, {"items", false}, {"additionalItems", false}};
            case Kind::guarded: return equal("maxProperties", bound.maximum);
            default: break;
        }
        if (node_.kind == Kind::array || node_.kind == Kind::tuple) return equal("maxItems", bound.maximum);
        if (bound.kind == BoundKind::safe_integer) return {{"maximum", bound.maximum}, {"type"}};
        return equal(bound.inclusive ? "maximum" : "exclusiveMaximum", bound.maximum);
    }
    Candidates operator()(const InvalidFormat* format) const {
        if (node_.kind != Kind::string) return {};
        const plan::StringNode& string = plan_.strings[node_.index];
        for (const std::vector<plan::StringCheck>* const checks : {&string.formats, &string.patterns}) {
            for (const plan::StringCheck& check : *checks) {
                if (&check.issue == format) return {{check.is_format ? "format" : "pattern", check.source}};
            }
        }
        return {};
    }
    Candidates operator()(const NotMultipleOf& multiple) const { return equal("multipleOf", multiple.divisor); }
    Candidates operator()(const issue::KeysFinding&) const {
        if (node_.kind == Kind::record) return {{"propertyNames"}};
        return {{node_.kind == Kind::refined ? "unevaluatedProperties" : "additionalProperties"}};
    }
    Candidates operator()(const issue::UnionFinding&) const { return of_node(); }
    Candidates operator()(const issue::MatchesFinding&) const { return of_node(); }
    Candidates operator()(const UnknownDiscriminator*) const { return of_node(); }
    Candidates operator()(const issue::KeyFinding&) const { return {{"propertyNames"}}; }
    Candidates operator()(const InvalidValue*) const { return of_node(); }
    Candidates operator()(const RepeatedItem&) const { return {{"uniqueItems"}}; }
    Candidates operator()(const TooFewMatches&) const { return {{"minContains"}, {"contains"}}; }
    Candidates operator()(const TooManyMatches&) const { return {{"maxContains"}}; }
    Candidates operator()(const FailedKeyword& failed) const { return {{failed.keyword}}; }
    // Not of schemas.
    Candidates operator()(const NotJson*) const { return {}; }
    Candidates operator()(const LimitExceeded*) const { return {}; }
    Candidates operator()(const RepeatedKey*) const { return {}; }

  private:
    // Of several schemas that are judged as one, the one counts that has this bound.
    static Candidates equal(std::string_view keyword, double bound) { return {{keyword, bound}, {keyword}}; }

    Candidates of_node() const {
        if (node_.keyword == Keyword::of_kind) return {};
        return {{name_of(node_.keyword)}};
    }

    Candidates of_missing() const {
        switch (node_.kind) {
            case Kind::dependent: return {{"dependentRequired"}, {"dependencies"}};
            case Kind::tuple: return {{"minItems"}};
            default: return {{"required"}};
        }
    }

    const plan::Plan& plan_;
    const plan::Node& node_;
};

bool says(const json::Value& value, const Candidate& candidate) {
    if (const auto* const number = std::get_if<double>(&candidate.says)) {
        return value.type == json::Type::number && value.number == *number;
    }
    if (const auto* const text = std::get_if<std::string_view>(&candidate.says)) {
        return value.type == json::Type::string && value.string() == *text;
    }
    if (const auto* const boolean = std::get_if<bool>(&candidate.says)) {
        return value.type == json::Type::boolean && value.boolean == *boolean;
    }
    return true;
}

bool has(const json::Value* schema, const Candidate& candidate) {
    const auto find = [](const json::Value* value, std::string_view keyword) {
        const bool is_object = value != nullptr && value->type == json::Type::object;
        return is_object ? json::find(*value, keyword) : nullptr;
    };
    const json::Value* value = find(schema, candidate.keyword);
    if (!candidate.below.empty()) value = find(value, candidate.below);
    return value != nullptr && says(*value, candidate);
}

std::string location(const plan::Locations::Place& place, const Candidate& candidate) {
    std::string text = place.text;
    text.append(1, '/').append(candidate.keyword);
    if (!candidate.below.empty()) text.append(1, '/').append(candidate.below);
    return text;
}

}  // namespace

std::string location_of(const plan::Plan& plan, const issue::Finding& finding) {
    const plan::Locations& locations = *plan.locations;
    if (finding.node >= locations.by_node.size()) return {};
    const plan::Locations::Place& own = locations.schemas[locations.by_node[finding.node]];
    if (own.value == nullptr) return {};
    for (const Candidate& candidate : std::visit(CandidatesOf(plan, plan.nodes[finding.node]), finding.parameters)) {
        if (has(own.value, candidate)) return location(own, candidate);
        for (const std::uint32_t other : own.merged) {
            const plan::Locations::Place& place = locations.schemas[other];
            if (has(place.value, candidate)) return location(place, candidate);
        }
    }
    return own.text;
}

}  // namespace zodgate::check

// Findings become issues that own what they hold, and issues are seen as findings.
#include <array>
#include <utility>

#include "issue/parts.hpp"

namespace zodgate {
namespace {

// By the place of the kind in IssueParameters and in FindingParameters.
constexpr std::array codes{
    IssueCode::invalid_type,       // InvalidType
    IssueCode::too_small,          // TooSmall
    IssueCode::too_big,            // TooBig
    IssueCode::invalid_format,     // InvalidFormat
    IssueCode::invalid_format,     // NotJson
    IssueCode::not_multiple_of,    // NotMultipleOf
    IssueCode::unrecognized_keys,  // UnrecognizedKeys
    IssueCode::invalid_union,      // InvalidUnion
    IssueCode::invalid_union,      // AmbiguousUnion
    IssueCode::invalid_union,      // UnknownDiscriminator
    IssueCode::invalid_key,        // InvalidKey
    IssueCode::invalid_value,      // InvalidValue
    IssueCode::custom,             // LimitExceeded
    IssueCode::custom,             // RepeatedKey
    IssueCode::custom,             // RepeatedItem
    IssueCode::custom,             // TooFewMatches
    IssueCode::custom,             // TooManyMatches
    IssueCode::custom,             // FailedKeyword
};
static_assert(codes.size() == std::variant_size_v<IssueParameters>);
static_assert(codes.size() == std::variant_size_v<issue::FindingParameters>);

IssueCode code_at(std::size_t index) noexcept { return index < codes.size() ? codes[index] : IssueCode::custom; }

}  // namespace

IssueCode code_of(const Issue& issue) noexcept { return code_at(issue.parameters.index()); }

namespace issue {

IssueCode code_of(const Finding& finding) noexcept { return code_at(finding.parameters.index()); }

namespace {

// Findings whose issues are made, but not yet filled. Kept in a list, since unions nest as deep as the payload.
struct Ahead {
    const Finding* finding;
    Issue* issue;
};

struct Owned {
    std::vector<Ahead>& ahead;

    template <class Kind>
    IssueParameters operator()(const Kind& kind) const {
        return kind;
    }
    template <class Kind>
    IssueParameters operator()(const Kind* kind) const {
        return *kind;
    }
    IssueParameters operator()(const KeysFinding& found) const {
        return UnrecognizedKeys{{found.keys.begin(), found.keys.end()}};
    }
    IssueParameters operator()(const MatchesFinding& found) const {
        return AmbiguousUnion{{found.matches.begin(), found.matches.end()}};
    }
    IssueParameters operator()(const UnionFinding& found) const {
        InvalidUnion owned;
        owned.errors.reserve(found.errors.size());
        for (const Findings errors : found.errors) owned.errors.push_back(empty_issues(errors));
        return IssueParameters(std::move(owned));
    }
    IssueParameters operator()(const KeyFinding& found) const { return InvalidKey{empty_issues(found.issues)}; }

    // What is made of the lists is moved, never copied, so that the issues stay where they are.
    std::vector<Issue> empty_issues(Findings findings) const {
        std::vector<Issue> issues(findings.size());
        for (std::size_t i = 0; i < findings.size(); ++i) ahead.push_back({&findings[i], &issues[i]});
        return issues;
    }
};

void fill(std::vector<Ahead>& ahead, const Locate* locate) {
    while (!ahead.empty()) {
        const auto [finding, issue] = ahead.back();
        ahead.pop_back();
        issue->path.reserve(finding->path.size());
        for (const Segment& segment : finding->path) {
            if (segment.is_index()) {
                issue->path.emplace_back(segment.index);
            } else {
                issue->path.emplace_back(std::in_place_type<std::string>, segment.key);
            }
        }
        issue->offset = finding->offset;
        issue->message = finding->message;
        if (locate != nullptr) issue->schema_location = (*locate)(*finding);
        issue->parameters = std::visit(Owned{ahead}, finding->parameters);
    }
}

}  // namespace

Issue to_issue(const Finding& finding) { return std::move(to_issues({&finding, 1}).front()); }

std::vector<Issue> to_issues(Findings findings, const Locate* locate) {
    std::vector<Ahead> ahead;
    ahead.reserve(findings.size());
    std::vector<Issue> issues = Owned{ahead}.empty_issues(findings);
    fill(ahead, locate);
    return issues;
}

FindingParameters View::parameters_of(const IssueParameters& parameters) {
    struct Seen {
        std::vector<std::string_view>& keys;

        FindingParameters operator()(const InvalidType& type) const { return type; }
        FindingParameters operator()(const TooSmall& small) const { return small; }
        FindingParameters operator()(const TooBig& big) const { return big; }
        FindingParameters operator()(const NotMultipleOf& multiple) const { return multiple; }
        FindingParameters operator()(const UnrecognizedKeys& unrecognized) const {
            keys.assign(unrecognized.keys.begin(), unrecognized.keys.end());
            return KeysFinding{keys};
        }
        FindingParameters operator()(const InvalidUnion&) const { return UnionFinding{}; }
        FindingParameters operator()(const AmbiguousUnion& ambiguous) const {
            return MatchesFinding{ambiguous.matches};
        }
        FindingParameters operator()(const InvalidKey&) const { return KeyFinding{}; }
        FindingParameters operator()(const InvalidFormat& kind) const { return &kind; }
        FindingParameters operator()(const NotJson& kind) const { return &kind; }
        FindingParameters operator()(const UnknownDiscriminator& kind) const { return &kind; }
        FindingParameters operator()(const InvalidValue& kind) const { return &kind; }
        FindingParameters operator()(const LimitExceeded& kind) const { return &kind; }
        FindingParameters operator()(const RepeatedKey& kind) const { return &kind; }
        FindingParameters operator()(const RepeatedItem& repeated) const { return repeated; }
        FindingParameters operator()(const TooFewMatches& few) const { return few; }
        FindingParameters operator()(const TooManyMatches& many) const { return many; }
        FindingParameters operator()(const FailedKeyword& failed) const { return failed; }
    };
    return std::visit(Seen{keys_}, parameters);
}

Finding View::operator()(const Issue& issue) {
    path_.clear();
    for (const PathSegment& segment : issue.path) {
        if (const auto* const key = std::get_if<std::string>(&segment)) {
            path_.push_back({*key});
        } else {
            path_.push_back({{}, std::get<std::uint64_t>(segment)});
        }
    }
    return {parameters_of(issue.parameters), path_, issue.offset, nullptr, issue.message};
}

}  // namespace issue
}  // namespace zodgate

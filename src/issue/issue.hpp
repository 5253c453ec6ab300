// What the issue room offers beside the public headers: the issue as the walk finds it, and its rendering in Zod 4's
// words. Another rendering would be one more file here. Knows only the json and text rooms.
#pragma once

#include <zodgate/issue.hpp>
#include <zodgate/messages.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zodgate::issue {

/// A member name or an array index on the way to a value.
struct Segment {
    std::string_view key;  ///< without a place in memory (data() is null): an index
    std::uint64_t index = 0;

    bool is_index() const noexcept { return key.data() == nullptr; }
};

struct Finding;
using Findings = std::span<const Finding>;

/// What findings take of the limits of a result, with those inside them.
struct Weight {
    std::size_t issues = 0;
    std::size_t bytes = 0;  ///< of the payload's text
    std::size_t text = 0;   ///< bytes of the schema's text, in an answer
};

/// None of several schemas fits; one list an option.
struct UnionFinding {
    std::span<const Findings> errors;
    const Weight* within = nullptr;  ///< what these take; null for nothing
};

/// Several schemas fit where just one may.
struct MatchesFinding {
    std::span<const std::uint64_t> matches;
};

struct KeysFinding {
    std::span<const std::string_view> keys;
    bool is_final = false;  ///< another side of an intersection that knows the keys does not take them back
};

struct KeyFinding {
    Findings issues;
    bool is_final = false;  ///< as of KeysFinding
    bool is_cut = false;    ///< there were more issues
};

/// The same kinds as those of IssueParameters, in the same order. Pointers are never null.
using FindingParameters =
    std::variant<InvalidType, TooSmall, TooBig, const InvalidFormat*, const NotJson*, NotMultipleOf, KeysFinding,
                 UnionFinding, MatchesFinding, const UnknownDiscriminator*, KeyFinding, const InvalidValue*,
                 const LimitExceeded*, const RepeatedKey*, RepeatedItem, TooFewMatches, TooManyMatches, FailedKeyword>;

/// What of an issue the schema alone tells, as Zod 4 writes it. Made at load.
struct Prepared {
    std::string members;  ///< the JSON members before `path`, each with a comma behind it
    std::string message;  ///< the sentence as JSON.stringify writes it, quotes included
};

/// Of a finding that no node has made.
inline constexpr std::uint32_t no_node = ~std::uint32_t{0};

/// One defect as it is found: small, and nothing in it is its own. Points into the plan, the payload's values and the
/// memory of the walk; becomes an Issue for whoever wants to keep it.
struct Finding {
    FindingParameters parameters;
    std::span<const Segment> path{};     ///< as Issue::path
    std::size_t offset = 0;              ///< as Issue::offset
    const Prepared* prepared = nullptr;  ///< its rendering without the path, if known; of no use with findings inside
    std::string_view message{};          ///< as Issue::message
    bool aborts = true;                  ///< Zod's `continue` is not true
    std::uint32_t node = no_node;        ///< which of a plan's nodes found it, for whoever knows the plan
};

IssueCode code_of(const Finding& finding) noexcept;

/// An Issue that owns all it holds. Cost: linear in what the finding holds; no recursion. @throws std::bad_alloc
Issue to_issue(const Finding& finding);

/// Tells Issue::schema_location.
using Locate = std::function<std::string(const Finding& finding)>;
/// @param locate  null: it is not asked for
std::vector<Issue> to_issues(Findings findings, const Locate* locate = nullptr);

}  // namespace zodgate::issue

namespace zodgate::zod4 {

/// The lists of issues inside an issue: those of a union's options, or the one of a bad key. Points into the issue.
struct InnerIssues {
    const std::vector<Issue>* lists = nullptr;
    std::size_t count = 0;
};

InnerIssues inner_issues(const Issue& issue) noexcept;

/// Zod's English sentence for the parameters, appended as it is: not escaped.
void append_sentence(std::string& out, const issue::FindingParameters& parameters);

/// What of an issue with these parameters can be rendered at load: all but its path. Not for parameters that depend on
/// the payload, nor for findings inside a finding. @throws std::bad_alloc
issue::Prepared prepare(const issue::FindingParameters& parameters);

/// Appends the body of an answer that refuses a payload, as error_body() gives it. Where all findings are prepared and
/// the words are Zod's or, in UTF-8, the schema's: one growth of `out` at most, and no other allocation.
/// @param error  as that of error_body()
/// @throws whatever a function of the messages throws; std::bad_alloc. `out` then holds a part of the body.
/// Cost: linear in the output. An Issue is made only of findings that a function of the messages is asked about.
void append_error_body(std::string& out, std::string_view error, issue::Findings findings, const Messages& messages);

}  // namespace zodgate::zod4

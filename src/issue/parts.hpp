// What the files of the issue room share.
#pragma once

#include "issue/issue.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::issue {

/// Issues seen as findings, so that what is written of either is written once. A view of a union or a bad key is
/// without the issues inside.
class View {
  public:
    /// Good until the next call, and as long as the issue. Allocates only where there are more segments or keys than in
    /// all issues before.
    Finding operator()(const Issue& issue);

    /// The same of the parameters alone.
    FindingParameters parameters_of(const IssueParameters& parameters);

  private:
    std::vector<Segment> path_;
    std::vector<std::string_view> keys_;
};

/// The functions of Messages, for those who write issues.
class HostWords {
  public:
    static bool any(const Messages& messages) noexcept { return messages.has_functions_; }

    /// Whether a function would be asked about issues of this code.
    static bool any(const Messages& messages, IssueCode code) noexcept {
        return messages.has_functions_ && (messages.for_any_ || messages.by_code_[static_cast<std::size_t>(code)]);
    }

    /// What the functions say, as they say it: need not be UTF-8. @throws whatever a function throws
    static std::optional<std::string> find(const Messages& messages, const Issue& issue);
};

}  // namespace zodgate::issue

namespace zodgate::zod4 {

/// As append_sentence(), but as JSON.stringify writes it, with the quotes.
void append_json_sentence(std::string& out, const issue::FindingParameters& parameters);

/// The JSON members before `path`, each with a comma behind it. Of a union or a bad key they end where the lists of
/// those inside begin.
void append_members(std::string& out, const issue::FindingParameters& parameters);

}  // namespace zodgate::zod4

// What has come out so far: counts, and faults of a kind together.
#pragma once

#include "cli/inputs.hpp"

#include <zodgate/issue.hpp>
#include <zodgate/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zodgate::cli {

/// With two schemas: whether an issue is one that only the new one finds, or only the old one.
enum class Change : std::uint8_t { none, appears, vanishes };

/// All issues of one code at one path, indexes apart.
struct Fault {
    Change change = Change::none;
    std::string path;  ///< `items[*].name`; empty is the payload itself
    IssueCode code = IssueCode::custom;
    std::uint64_t count = 0;
    std::uint64_t payloads = 0;  ///< that have at least one

    // The first of them.
    std::string message;
    std::string schema_location;  ///< where in the schema document; may be empty
    std::string file;
    Place place;
};

/// Not longer than that many bytes and an ellipsis; cut between two characters.
std::string shortened(std::string text, std::size_t longest);

/// Counts, and faults. Not for several threads at once.
class Tally {
  public:
    /// Kinds of faults that are told apart. Further ones are counted together.
    static constexpr std::size_t most_faults = 10000;

    std::uint64_t payloads = 0;
    std::uint64_t valid = 0;
    std::uint64_t invalid = 0;     ///< refused, for whatever reason but the next
    std::uint64_t malformed = 0;   ///< not JSON
    std::uint64_t unreadable = 0;  ///< inputs, not payloads
    std::uint64_t other_faults = 0;

    // With two schemas, judged otherwise by the new one; the counts above are its own.
    std::uint64_t now_invalid = 0;
    std::uint64_t now_valid = 0;
    std::uint64_t other_issues = 0;

    /// Counts a payload by its status, and its issues as faults.
    void add(const Payload& payload, const Result& result);

    void add_status(Status status);
    /// @param issues  of one payload
    void add_faults(const Payload& payload, const std::vector<const Issue*>& issues, Change change);

    /// What came later, in the order of the inputs. It is empty then.
    void merge(Tally& later);

    /// Most frequent first; those as frequent in the order of their first.
    std::vector<Fault> faults() const;

    std::uint64_t refused() const noexcept { return invalid + malformed; }
    std::uint64_t changed() const noexcept { return now_invalid + now_valid + other_issues; }

  private:
    Fault* fault_of(Change change, const std::string& path, IssueCode code);

    std::vector<Fault> faults_;  // in the order of their first
    std::unordered_map<std::string, std::size_t> by_key_;
    std::uint64_t payload_ = 0;                 // whose issues are being added
    std::vector<std::uint64_t> last_payloads_;  // by fault: the last payload that has it
};

}  // namespace zodgate::cli

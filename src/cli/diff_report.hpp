// What `zodgate diff` writes.
#pragma once

#include "cli/run.hpp"

#include <zodgate/schema.hpp>

#include <memory>
#include <string>
#include <vector>

namespace zodgate::cli {

/// How a new schema judges a payload otherwise than the old one.
struct Difference {
    enum class Kind : std::uint8_t { now_invalid, now_valid, other_issues };
    Kind kind = Kind::other_issues;
    std::vector<const Issue*> appearing;  ///< issues of the new one alone, in its order
    std::vector<const Issue*> vanishing;
};

/// As Report, of two results.
class DiffReport : public Taker {
  public:
    /// Called by many threads at once.
    virtual void append(std::string& out, const Payload& payload, const Result& before, const Result& after,
                        const Difference& difference) const = 0;
    virtual void finish(const Tally& tally) = 0;
};

std::unique_ptr<DiffReport> make_text_diff_report(bool colored);
std::unique_ptr<DiffReport> make_ndjson_diff_report();
std::unique_ptr<DiffReport> make_json_diff_report();

/// Counts, and a table of the issues that appear and vanish.
std::string diff_summary_text(const Tally& tally, bool colored);

}  // namespace zodgate::cli

// SARIF 2.1.0, which code hosts and editors show: what findings in schemas and issues of payloads have in common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::cli {

struct SarifRule {
    std::string_view id;
    std::string_view description;
    std::string_view level;
};

/// A message object. SARIF's plain text has placeholders and links: whatever the text holds is none of them.
std::string sarif_message(std::string_view text);

/// The member `artifactLocation`. @param file  as named on the command line
std::string sarif_artifact(const std::string& file);

/// The result's places, as a JSON array. @param region, logical  objects; an empty one is left out
std::string sarif_locations(const std::string& file, std::string_view region, std::string_view logical);

/// A log of one run, written to standard output as results come.
class SarifLog {
  public:
    explicit SarifLog(std::vector<SarifRule> rules) : rules_(std::move(rules)) {}

    /// What stands before a result in what write() is given.
    static constexpr std::string_view before_result = ",\n";

    /// @param results  one or more objects, each behind before_result
    void write(std::string_view results);

    /// Something went wrong, and not with what was looked at. @param file  empty: none of them
    void notify(std::string_view reason, const std::string& file = {});

    void finish();

  private:
    void begin();

    std::vector<SarifRule> rules_;
    bool has_begun_ = false;
    std::string notifications_;
    std::size_t notified_ = 0;
};

}  // namespace zodgate::cli

// What `zodgate check` writes: a form a file.
#pragma once

#include "cli/inputs.hpp"
#include "cli/run.hpp"
#include "cli/tally.hpp"

#include <zodgate/schema.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::cli {

/// The results of a run, written to standard output as they come.
class Report : public Taker {
  public:
    /// Adds what is to be said of one payload. Called by many threads at once: depends on nothing but what it is given.
    virtual void append(std::string& out, const Payload& payload, const Result& result) const = 0;

    /// Writes what append() made of one or more payloads, one behind the other.
    void write(std::string_view records) override = 0;

    virtual void finish(const Tally& tally) = 0;
};

std::unique_ptr<Report> make_text_report(bool colored);
/// @param places  whether records say where a payload is
std::unique_ptr<Report> make_ndjson_report(bool places);
std::unique_ptr<Report> make_json_report();
/// The payloads themselves, a line each.
std::unique_ptr<Report> make_payload_report();

/// Counts, and a table of the most frequent faults.
std::string summary_text(const Tally& tally, bool colored);

/// The same as members of a JSON object: `"payloads":…,"faults":[…]`.
std::string summary_members(const Tally& tally);

}  // namespace zodgate::cli

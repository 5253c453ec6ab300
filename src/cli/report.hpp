// What `zodgate check` writes: a form a file.
#pragma once

#include "cli/inputs.hpp"
#include "cli/json_members.hpp"
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

/// @param is_listed  whether payloads are told of, and not summed up alone
std::unique_ptr<Report> make_text_report(bool colored, bool is_listed);
/// @param places  whether records say where a payload is
std::unique_ptr<Report> make_ndjson_report(bool places);
std::unique_ptr<Report> make_json_report();
/// The payloads themselves, a line each.
std::unique_ptr<Report> make_payload_report();
std::unique_ptr<Report> make_sarif_report();
std::unique_ptr<Report> make_junit_report();

/// Counts, and a table of the most frequent faults.
/// @param is_listed  whether the faults of a single payload have been told already
std::string summary_text(const Tally& tally, bool colored, bool is_listed);

/// A line for each of the most frequent faults, and how many there are beside.
std::string faults_text(const Tally& tally, bool colored);

/// One JSON document of results and a summary, written as they come.
class ResultsDocument {
  public:
    /// @param records  each behind a comma and a line end
    void write(std::string_view records);
    /// @param summary  the counts that come first in it
    void finish(Members summary, const Tally& tally);

  private:
    bool is_first_ = true;
};

/// Says a summary on standard error where results go elsewhere: to who watches, or wants to know how far it came.
void tell_summary(const std::string& summary, bool quiet);

/// What the page tells beside the tally.
struct PageSubject {
    std::string schema;               ///< its file
    std::vector<std::string> inputs;  ///< as named on the command line
    bool is_interrupted = false;
    std::string operation{};   ///< of the OpenAPI document that the file then is; empty: it is a schema
    std::string old_schema{};  ///< with two schemas: the file of the first
};

/// Of every page; a file that begins otherwise is not one.
inline constexpr std::string_view page_beginning = "<!doctype html><!-- written by zodgate -->\n";

/// The tally as a web page that needs nothing from elsewhere.
std::string make_page(const PageSubject& subject, const Tally& tally);

/// The file that a page goes to. It is opened before the work starts, which may take hours.
class PageFile {
  public:
    /// What is there already stays until write(). @throws InputError if it cannot be written, or holds something else
    explicit PageFile(std::string path);
    ~PageFile();
    PageFile(const PageFile&) = delete;
    PageFile& operator=(const PageFile&) = delete;

    /// Once. What goes wrong is said on standard error. @return whether the page is there
    bool write(const PageSubject& subject, const Tally& tally);

  private:
    void write(std::string_view page);
    [[noreturn]] void fail() const;

    std::string path_;
    int descriptor_ = -1;
};

}  // namespace zodgate::cli

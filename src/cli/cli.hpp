// The `zodgate` program: reads schema and payload files, judges, reports.
#pragma once

#include "cli/schema_files.hpp"

#include <zodgate/issue.hpp>
#include <zodgate/schema.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::cli {

inline constexpr int exit_all_valid = 0;
inline constexpr int exit_some_invalid = 1;
inline constexpr int exit_could_not_run = 2;

enum class Output : std::uint8_t { text, json, ndjson, sarif };
enum class Color : std::uint8_t { automatic, always, never };

struct CheckArguments {
    std::string schema;  ///< a file
    SchemaArguments reading;
    std::vector<std::string> inputs;  ///< files, folders, "-"; none is standard input
    bool lines = false;
    Output output = Output::text;
    Color color = Color::automatic;
    Limits limits;
};

/// @return the exit code of the contract
int check(const CheckArguments& arguments);

struct LintArguments {
    std::vector<std::string> files;    ///< "-" is standard input
    std::vector<std::string> ignored;  ///< rules, by name
    SchemaArguments reading;
    Output output = Output::text;
    Color color = Color::automatic;
};

/// @return 0: nothing found, 1: something found, 2: a file could not be looked at
int lint(const LintArguments& arguments);

/// One payload, as it lies in its file. Views live during the call they are given to.
struct Payload {
    std::string_view file;              ///< as named on the command line, "-" for standard input
    std::optional<std::uint64_t> line;  ///< where it starts, if files hold a payload a line
    std::string_view text;
};

/// An input that cannot be read, or holds nothing to judge.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The whole of a file, or of standard input for "-". @throws InputError
std::string read_file(const std::string& path);

/// The payload files that an input stands for: itself, or those in the folder, by name. @throws InputError
std::vector<std::string> files_of(const std::string& input);

/// True if the file holds a payload a line by its name.
bool holds_lines(std::string_view path);

/// Hands each payload of a file on; blank lines are none. @throws InputError
void for_each_payload(const std::string& path, bool lines, const std::function<void(const Payload&)>& take);

struct Summary {
    std::uint64_t payloads = 0;
    std::uint64_t valid = 0;
    std::uint64_t invalid = 0;     ///< refused, for whatever reason but the next
    std::uint64_t malformed = 0;   ///< not JSON
    std::uint64_t unreadable = 0;  ///< inputs, not payloads
};

/// Writes results to standard output as they come.
class Report {
  public:
    Report() = default;
    virtual ~Report() = default;
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;

    virtual void payload(const Payload& payload, const Result& result) = 0;
    virtual void finish(const Summary& summary) = 0;
};

std::unique_ptr<Report> make_text_report(bool colored);
std::unique_ptr<Report> make_ndjson_report();
std::unique_ptr<Report> make_json_report();

/// Writes to standard output; a failure is remembered.
void write_out(std::string_view text);

/// Flushes standard output. @return what went wrong since the start, or empty
std::string finish_out();

/// A line on standard error, after the program's name. Control characters are made harmless.
void complain(const std::string& message);

/// Whether to use colours on standard output.
bool is_colored(Color color);

/// True if standard output is a terminal that wants colours (NO_COLOR is not set, TERM is not "dumb").
bool wants_color();

/// Text from a payload or a file name, safe to show on a terminal: control characters and bytes that are not UTF-8
/// are replaced.
std::string printable(std::string_view text);

/// `file:line:column` of a byte in a payload.
std::string place(const Payload& payload, std::size_t offset);

struct Excerpt {
    std::string line;    ///< the part of the line around the place, safe to show
    std::size_t indent;  ///< code points before the place
};

/// What stands around a place in a text.
Excerpt excerpt_at(std::string_view text, std::size_t offset);

}  // namespace zodgate::cli

// The `zodgate` program: what its commands are told, and how they end.
#pragma once

#include "cli/schema_files.hpp"
#include "cli/terminal.hpp"

#include <zodgate/options.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zodgate::cli {

inline constexpr int exit_all_valid = 0;
inline constexpr int exit_some_invalid = 1;
inline constexpr int exit_could_not_run = 2;
inline constexpr int exit_by_signal = 128;  ///< and the signal's number, as shells have it

enum class Output : std::uint8_t { text, json, ndjson, payloads, sarif, junit };

/// Which payloads are told of; all are judged and counted.
enum class Only : std::uint8_t {
    automatic,  ///< in text, of valid payloads the whole files alone; else all
    all,
    valid,
    invalid,
};

/// Where payloads come from, and how they are judged.
struct InputArguments {
    std::vector<std::string> inputs;  ///< files, folders, "-"; none is standard input
    bool lines = false;
    unsigned jobs = 0;  ///< threads; 0: one for each core
    std::optional<std::size_t> sample;
    std::uint64_t seed = 0;
    bool quiet = false;
    Limits limits;
};

struct CheckArguments {
    std::string schema;  ///< a file
    SchemaArguments reading;
    InputArguments input;
    Output output = Output::text;
    Only only = Only::automatic;
    Color color = Color::automatic;
    std::string page;  ///< a file to write the summary to as a web page; empty: none
    bool no_place = false;
    bool fail_fast = false;
    bool exit_zero = false;
};

/// @return the exit code of the contract
int check(const CheckArguments& arguments);

struct DiffArguments {
    std::string old_schema;  ///< files
    std::string new_schema;
    SchemaArguments reading;
    InputArguments input;
    Output output = Output::text;
    Color color = Color::automatic;
    std::string page;  ///< as of CheckArguments
    bool fail_fast = false;
    bool exit_zero = false;
};

/// @return 0: no payload is judged otherwise, 1: some are, 2: it could not be run, or an input could not be read
int diff(const DiffArguments& arguments);

struct GenerateArguments {
    std::string schema;  ///< a file, or "-" for standard input
    SchemaArguments reading;
    std::uint64_t count = 10;
    std::uint64_t seed = 0;
    double invalid_rate = 0;  ///< share of payloads that are refused, from 0 to 1
    bool explains = false;
};

/// A share as typed: "0.1", or "10%". @throws std::invalid_argument if it is none from 0 to 1
double read_rate(const std::string& typed);

/// @return 0: all were written, 2: the schema cannot be read, nothing satisfies it, or they could not be written
int generate(const GenerateArguments& arguments);

struct LintArguments {
    std::vector<std::string> files;    ///< "-" is standard input
    std::vector<std::string> ignored;  ///< rules, by name
    SchemaArguments reading;
    Output output = Output::text;
    Color color = Color::automatic;
};

/// @return 0: nothing found, 1: something found, 2: a file could not be looked at
int lint(const LintArguments& arguments);

/// @throws InputError if more than one of these is standard input, which can be read once
void refuse_standard_input_twice(const std::vector<std::string>& schemas, const std::vector<std::string>& inputs);

/// The schema in a file, or the reason why it cannot be loaded, with its place. @throws InputError
Schema load_schema(const std::string& file, const SchemaArguments& reading);

/// The exit code at the end of a command that wrote results: that of an interrupt, or exit_could_not_run where they
/// could not be written, which is said on standard error.
/// @param otherwise  if nothing went wrong
int end_with(int otherwise);

}  // namespace zodgate::cli

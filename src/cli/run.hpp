// A command that judges payloads, from its arguments to its last words.
#pragma once

#include "cli/cli.hpp"
#include "cli/pipeline.hpp"
#include "cli/tally.hpp"

#include <zodgate/schema.hpp>

#include <functional>
#include <string>

namespace zodgate::cli {

/// Who takes what comes of payloads. Called by one thread at a time, in the order of the inputs.
class Taker {
  public:
    Taker() = default;
    virtual ~Taker() = default;
    Taker(const Taker&) = delete;
    Taker& operator=(const Taker&) = delete;

    virtual void begin_input(const std::string&) {}
    virtual void write(std::string_view records) = 0;
    virtual void failure(const std::string& /*reason*/) {}
    virtual void end_input() {}
    /// Whether what is written ends with a line, so that others may write to the same terminal.
    virtual bool ends_lines() const { return true; }
};

/// Judges all payloads, with a line of progress, and tells what could not be read.
/// @return what came out, up to where it ended: at the end, by a judge, an interrupt, or results that cannot be written
Tally judge_all(const InputArguments& arguments, const Pipeline::Judge& judge, Taker& taker);

/// What a schema thinks of a payload. @throws std::bad_alloc where memory ran out
Result judged(const Schema& schema, const Payload& payload, const Limits& limits);

/// The exit code after that: of an interrupt, of what could not be read or written, or else the other one.
int exit_code(const Tally& tally, int otherwise);

}  // namespace zodgate::cli

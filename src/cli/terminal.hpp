// Standard output and standard error, and text made safe to show there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zodgate::cli {

enum class Color : std::uint8_t { automatic, always, never };

/// Writes to standard output; a failure is remembered.
void write_out(std::string_view text);

/// Results cannot be written, for a reason that is not standard output's: remembered as a failure of it.
void fail_out(const std::string& reason);

/// What is written so far goes out. @return whether all of it did
bool flush_out();

/// Flushes standard output. @return what went wrong since the start, or empty
std::string finish_out();

/// A line on standard error, after the program's name. Control characters are made harmless.
void complain(const std::string& message);

/// Whether to use colours on standard output.
bool is_colored(Color color);

/// Text from a payload or a file name, safe to show on a terminal: control characters and bytes that are not UTF-8
/// are replaced.
std::string printable(std::string_view text);

/// A text in a style of ANSI terminals ("31": red, "1": bold), or as it is.
std::string paint(bool colored, std::string_view style, const std::string& text);

/// "1 payload", "2 payloads", "3,000 payloads".
std::string counted(std::uint64_t count, std::string_view noun);

/// With a comma before each group of three digits.
std::string grouped(std::uint64_t count);

struct Excerpt {
    std::string line;    ///< the part of the line around the place, safe to show
    std::size_t indent;  ///< code points before the place
};

/// What stands around a place in a text.
Excerpt excerpt_at(std::string_view text, std::size_t offset);

}  // namespace zodgate::cli

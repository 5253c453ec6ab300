// Payloads, and the files in which they lie.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::cli {

/// An input that cannot be read, or holds nothing to judge.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

inline constexpr std::string_view standard_input = "-";

struct InputFile {
    explicit InputFile(std::string file);
    std::string name;    ///< as named on the command line, "-" for standard input
    std::string quoted;  ///< the same as a JSON string
};

/// One payload, as it lies in its file. Views live during the call they are given to.
struct Payload {
    const InputFile& file;
    std::optional<std::uint64_t> line;  ///< where it starts, if the file holds a payload a line
    std::string_view text;
};

/// A line of the file, and a column in code points.
using Place = json::Position;

/// Tells where bytes of a payload are in its file. Cost: linear in what lies between one byte and the next that is
/// asked for, and in what lies before one that is further to the front.
class PlaceFinder {
  public:
    explicit PlaceFinder(const Payload& payload);
    Place at(std::size_t offset);

  private:
    std::string_view text_;
    Place first_;
    std::size_t offset_ = 0;
    Place place_;
};

/// `file:line:column`
std::string describe(const std::string& file, const Place& place);

/// The whole of a file, or of standard input for "-". @throws InputError
std::string read_file(const std::string& path);

/// The same, appended to a text; of more than that many bytes only as much as it takes to see that there are more.
void read_file(const std::string& path, std::string& text, std::size_t max_bytes);

/// The payload files that an input stands for: itself, or those in the folder, by name. @throws InputError
std::vector<std::string> files_of(const std::string& input);

/// True if the file holds a payload a line by its name.
bool holds_lines(std::string_view path);

}  // namespace zodgate::cli

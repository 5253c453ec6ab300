// Strings that a pattern is likely to match.
#pragma once

#include "generate/random.hpp"
#include "text/pattern_tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::generate {

/// A pattern to make strings from. Immutable; may be used by any number of threads at once.
class PatternSource {
  public:
    /// @param source  as RegExp.prototype.source gives it
    /// @throws text::PatternError, std::bad_alloc
    PatternSource(std::string_view source, bool unicode);

    /// A text that the pattern's tree leads through; what looks around, back or at word boundaries may still refuse it.
    /// None if it would become longer than max_bytes.
    /// @param more  how many repetitions there may be beyond those that must be
    std::optional<std::string> make(Random& random, std::size_t more, std::size_t max_bytes) const;

  private:
    class Way;

    text::pattern::Tree tree_;
    std::vector<text::pattern::Ranges> readable_;  // by set: what of it is printable ASCII
    std::vector<text::pattern::Ranges> any_;       // by set: what of it UTF-8 has
};

/// Appends a code point, which must not be half of a surrogate pair.
void append_code_point(std::string& out, char32_t code_point);

}  // namespace zodgate::generate

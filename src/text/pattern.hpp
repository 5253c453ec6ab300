// Regular expressions as JavaScript means them.
#pragma once

#include "text/text.hpp"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace zodgate::text {

/// Steps that a search may take where nothing else is asked for. One step is one look at a character or at the end of
/// the subject by backtracking, a few nanoseconds; no pattern that loads needs 20 ms for them, whatever the subject.
inline constexpr std::size_t default_pattern_steps = 1'000'000;

/// A longer pattern does not load, nor one with more groups within each other.
inline constexpr std::size_t max_pattern_bytes = 8'192;
inline constexpr std::size_t max_pattern_depth = 250;

/// A pattern that cannot be loaded: a syntax error by ECMA-262, or a construct that cannot be matched exactly as
/// JavaScript matches it.
class PatternError : public std::runtime_error {
  public:
    PatternError(std::size_t offset, const std::string& reason) : std::runtime_error(reason), offset_(offset) {}
    /// Where in the source, in bytes.
    std::size_t offset() const noexcept { return offset_; }

  private:
    std::size_t offset_;
};

/// `RegExp.prototype.source` of `new RegExp(source)`: "/" escaped outside classes unless it is already, line
/// terminators as \n, \r, \u2028 and \u2029, and "(?:)" for an empty pattern.
std::string regexp_source(std::string_view source);

/// How a source is read whose flags are not known.
enum class Reading : unsigned char {
    plain,  ///< as `new RegExp(source)`, or, where that is a syntax error, as `new RegExp(source, "u")`
    /// The same, but with the flag u alone where an escape is written that needs it: `\p{…}`, `\P{…}`, `\u{…}`. Without
    /// it these are letters, which nobody means.
    guessed,
    /// With the flag u, or, where that is a syntax error, without it: as JSON Schema recommends (2020-12, 6.4), and as
    /// patterns are read that were written before.
    unicode,
};

/// What automata may take at load. A pattern that would take more than is left is matched step by step.
struct AutomatonAllowance {
    std::size_t cells = 131'072;  ///< of their tables: half a MiB
    std::size_t work = 600'000;   ///< looks at vertices: some ten milliseconds
};

/// A regular expression of JavaScript. Immutable and cheap to copy; may be used by any number of threads at once.
class Pattern {
  public:
    /// @param source_utf8  as in `new RegExp(source)`, without slashes around it.
    /// @throws PatternError, std::bad_alloc
    explicit Pattern(std::string_view source_utf8, Reading reading = Reading::plain);

    /// The same with an allowance that several patterns share, of which is taken off what this one takes. None takes
    /// more than one that does not share.
    Pattern(std::string_view source_utf8, Reading reading, AutomatonAllowance& shared);

    using Found = text::Found;

    /// RegExp.prototype.test: looks for a match anywhere in the subject, which must be well-formed UTF-8. Throws
    /// std::bad_alloc and nothing else.
    ///
    /// Most patterns take linear time, no memory and no steps: literals, sequences of classes with counts, and all
    /// others that a small automaton can decide, which are those without back references and lookaheads, but for those
    /// behind a ^ at the beginning. The rest take a bounded number of steps, a few megabytes at most, and little of the
    /// machine's stack.
    /// @param steps  most steps that the search may take; those that it took are taken off
    Found search_within(std::string_view subject_utf8, std::size_t& steps) const;

    /// The same with steps for this search alone.
    Found search(std::string_view subject_utf8, std::size_t max_steps) const {
        return search_within(subject_utf8, max_steps);
    }

    /// Whether a search may take steps: what takes none is decided whatever is left of them.
    bool takes_steps() const noexcept;

    /// Whether it is read with the flag u.
    bool unicode() const noexcept;

    /// What regexp_source() made of the source.
    const std::string& source() const noexcept;

  private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace zodgate::text

/// @file
/// Made-up payloads: such as satisfy a schema, such as break it in a way that is told, and a custom mutator for
/// libFuzzer. For tests, load tests and fuzzing; servers need none of this.
#pragma once

#include <zodgate/export.hpp>
#include <zodgate/issue.hpp>
#include <zodgate/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace zodgate {

/// No payload was found: nothing satisfies the schema, or what does is not found in the tries there are, as with
/// patterns that only few strings match. what() has it all in a line.
class ZODGATE_EXPORT GenerateError : public std::runtime_error {
  public:
    GenerateError(Path path, std::string reason);

    /// To the value that could not be made; empty is the whole payload.
    const Path& path() const noexcept { return path_; }
    /// The reason alone, for example which pattern was to be matched.
    const std::string& reason() const noexcept { return reason_; }

  private:
    Path path_;
    std::string reason_;
};

/// A payload that a schema refuses.
struct Broken {
    std::string payload;
    std::string manner;       ///< how it is broken, in one word: "missing_member", "too_long", "malformed", …
    std::string explanation;  ///< the same in a sentence, with the place, in UTF-8
    Path path;                ///< of an issue that validate() reports; there may be others beside it
    IssueCode code = IssueCode::custom;  ///< of that
    bool malformed = false;              ///< the payload is not JSON
};

/// Makes payloads up. Immutable; copies are cheap and share. All const members may be called from any number of threads
/// at once on one Generator.
///
/// A payload is a matter of the schema and the seed alone: the same bytes on every platform, in one release of this
/// library. Payloads are JSON texts in one line, of some hundred bytes, a few KiB at most unless the schema asks for
/// more: strings that must be longer than 1 MiB and arrays of more than 20,000 items are not made. Each is judged by
/// the schema, within its own limits, before it is given out.
class ZODGATE_EXPORT Generator {
  public:
    /// @param schema  is shared, and may go away.
    /// @throws std::bad_alloc. Cost: linear in the schema, and in the characters of its patterns' classes.
    explicit Generator(const Schema& schema);

    /// A payload that satisfies the schema. Cost: a few µs for each value in it; where tries fail, up to about a
    /// second.
    /// @throws GenerateError, std::bad_alloc
    std::string valid(std::uint64_t seed) const;

    /// A payload that the schema refuses, with an issue of that path and code. Of a schema that accepts all JSON it is
    /// no JSON; others are sometimes broken like that, too. Cost: of valid(), some times over.
    /// @throws GenerateError, std::bad_alloc
    Broken invalid(std::uint64_t seed) const;

    /// What mutates bytes: LLVMFuzzerMutate has this type.
    using MutateBytes = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t max_size);

    /// A custom mutator for libFuzzer:
    /// @code
    /// extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
    /// extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
    ///                                                unsigned seed) {
    ///     static const zodgate::Generator generator(my_schema());
    ///     return generator.mutate(data, size, max_size, seed, LLVMFuzzerMutate);
    /// }
    /// @endcode
    /// Most of the time a payload that the schema accepts becomes another such: one value is made anew, members and
    /// items are added, repeated, or dropped. Sometimes it is broken as by invalid(), and now and then its bytes are
    /// mutated. What is no JSON, or is deeper than 200 or longer than 1 MiB, becomes a payload of its own.
    /// @param data   of max_size bytes, of which `size` are the input; becomes the mutant
    /// @param bytes  mutates bytes; null: as a simple one of this library's does
    /// @return the size of the mutant, at most max_size; where nothing could be made, that of the input, unchanged
    std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed,
                       MutateBytes bytes = nullptr) const noexcept;

  private:
    struct Parts;
    std::shared_ptr<const Parts> parts_;
};

}  // namespace zodgate

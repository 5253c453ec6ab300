// What groups of schemas thought of values, so that nobody asks twice.
#pragma once

#include "check/outcome.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace zodgate::check {

/// What a group of schemas makes of a value.
struct Verdict {
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    Outcome outcome;
    /// Of a union, the option that takes the value, or the only one whose issues all say `continue: true`; of an
    /// exclusive one, the first that takes it.
    std::uint32_t option = none;
};

/// The verdicts of one walk, which follow from the schemas, the value and the resources on the way to it. Where schemas
/// within schemas look at one value again and again, each pair is then judged once. A table of open addressing: a
/// large one has up to 128 bytes a verdict (192 while it grows), a small one up to 320, of at most 10 MiB.
class Verdicts {
  public:
    /// Forgets all, for another payload. Keeps memory for some thousand verdicts.
    /// @param bytes   of the payload's text: in proportion to it there is room, so that a value's part in memory stays
    ///                about what the value itself takes
    /// @param values  that payloads may have: there is no room for more, nor for less than 65,536
    void clear(std::size_t bytes, std::size_t values);

    /// Gives back what a large payload has taken, with all that is known. To be called when a walk has ended.
    void trim() noexcept;

    /// Null if it is not known.
    const Verdict* find(const void* judge, const json::Value& value, std::uint32_t scope) const noexcept;

    /// Remembers, as long as there is room. @throws std::bad_alloc
    void remember(const void* judge, const json::Value& value, std::uint32_t scope, const Verdict& verdict);

  private:
    struct Entry {
        const void* judge = nullptr;
        const json::Value* value = nullptr;
        std::uint32_t scope = 0;
        Verdict verdict{};
    };

    std::size_t index_of(const void* judge, const json::Value* value, std::uint32_t scope) const noexcept;
    void grow();

    std::vector<Entry> entries_;  // as many as a power of two, or none
    std::size_t count_ = 0;
    std::size_t most_ = 0;
};

}  // namespace zodgate::check

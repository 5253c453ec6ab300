// Random numbers that are the same on every platform and with every compiler.
#pragma once

#include <cstddef>
#include <cstdint>

namespace zodgate::generate {

/// SplitMix64 (Steele, Lea and Flood, 2014).
class Random {
  public:
    explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }

    /// From 0 to below the count; 0 if that is 0.
    std::uint64_t below(std::uint64_t count) noexcept { return count == 0 ? 0 : next() % count; }

    /// From one to the other, both included.
    std::uint64_t between(std::uint64_t least, std::uint64_t most) noexcept {
        const std::uint64_t span = most - least;
        return least + (span == UINT64_MAX ? next() : below(span + 1));
    }

    /// Once in so many times.
    bool one_in(std::uint64_t times) noexcept { return below(times) == 0; }

    template <class List>
    decltype(auto) pick(const List& list) noexcept {
        return list[static_cast<std::size_t>(below(list.size()))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace zodgate::generate

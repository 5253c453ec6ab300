// Memory that runs out where a test wants it to: malloc and its kin of the whole process, and what is tried with them.
//
// They are this program's own and go before glibc's for everything in the process: operator new, RapidJSON,
// Boost.Regex, yaml-cpp, ICU, and the C++ runtime's own memory for exceptions, which has some in reserve.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace zodgate::allocation {

/// Blocks of memory that the process has.
std::size_t blocks() noexcept;

/// Bytes of them.
std::size_t bytes() noexcept;

/// While one lives, allocations of its thread are counted, and fail as has been arranged by fail_each(). Inside another
/// it changes nothing.
class Scarce {
  public:
    Scarce() noexcept;
    /// The same without fail_each().
    Scarce(std::size_t fails_at, bool from_there) noexcept;
    ~Scarce();
    Scarce(const Scarce&) = delete;
    Scarce& operator=(const Scarce&) = delete;

    /// Allocations that have failed.
    std::size_t failed() const noexcept;

  private:
    bool was_;
};

/// For a hook that is called while memory is scarce: while one lives, there is plenty.
class Plenty {
  public:
    Plenty() noexcept;
    ~Plenty();
    Plenty(const Plenty&) = delete;
    Plenty& operator=(const Plenty&) = delete;

  private:
    bool was_;
};

/// What an attempt came to.
enum class Ended {
    right,    ///< as it does with all the memory that it wants
    refused,  ///< it was said that memory ran out
    wrong,
};

struct Tried {
    std::size_t allocations = 0;      ///< of an attempt on a new thread that had all it wanted
    std::size_t attempts = 0;         ///< in all
    std::size_t refused = 0;          ///< of them
    std::vector<std::string> faults;  ///< in words; what was wrong, leaked, or did not work any more
};

/// Makes each allocation fail in turn: that one alone, and with all that follow; on a new thread, and on one that has
/// done the same before. After each the same must work again on that thread, and when the thread has ended there must
/// be as many blocks as before.
/// @param attempt  does, within a Scarce, what is tried. A std::bad_alloc that leaves it is Ended::refused, whatever
///                 else leaves it is Ended::wrong.
Tried fail_each(const std::function<Ended()>& attempt);

/// In words, for a test that asks for none: faults beyond the first are counted.
std::string summary(const Tried& tried);

}  // namespace zodgate::allocation

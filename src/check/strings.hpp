// Checks of one string, within the steps that one payload may take.
#pragma once

#include "plan/plan.hpp"

#include <zodgate/options.hpp>

#include <cstddef>
#include <string_view>

namespace zodgate::check {

class StringChecks {
  public:
    /// @param bytes  of the payload's text
    StringChecks(const Limits& limits, std::size_t bytes) noexcept;

    /// Whether a check accepts a text. Out of steps, a text is taken for one that it does not. @throws std::bad_alloc
    bool fits(const plan::StringCheck& check, std::string_view text);

    /// Whether a text was not looked at to its end.
    bool stopped() const noexcept { return stopped_; }

  private:
    template <class Search>
    bool within_steps(std::string_view subject, const Search& search);

    std::size_t steps_a_string_;  // but for what its length adds
    std::size_t steps_left_;
    bool stopped_ = false;
};

}  // namespace zodgate::check

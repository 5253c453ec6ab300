// Checks of one string, within the steps that one payload may take.
#pragma once

#include "plan/plan.hpp"

#include <zodgate/options.hpp>

#include <cstddef>
#include <string_view>

namespace zodgate::check {

/// What patterns and formats read of a text, in bytes, in about the time that another look at a value takes.
inline constexpr std::size_t bytes_a_look = 8;

class StringChecks {
  public:
    /// @param bytes  of the payload's text
    StringChecks(const Limits& limits, std::size_t bytes) noexcept;

    /// Whether a check accepts a text, which must stay as it is until forget(). Out of steps, a text is taken for one
    /// that it does not. @throws std::bad_alloc
    bool fits(const plan::StringCheck& check, std::string_view text);

    /// To be called before a text that a check was asked about goes away, or changes.
    void forget() noexcept { last_url_ = {}; }

    /// Whether a text was not looked at to its end.
    bool stopped() const noexcept { return stopped_; }

  private:
    bool fits_url(std::string_view text);
    template <class Search>
    bool within_steps(std::string_view subject, const Search& search);

    std::size_t steps_a_string_;  // but for what its length adds
    std::size_t steps_left_;
    bool stopped_ = false;
    std::string_view last_url_;  // that a z.url() was asked about
    bool last_is_url_ = false;
};

}  // namespace zodgate::check

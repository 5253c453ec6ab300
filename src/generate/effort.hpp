// How much one call of the generator may try again.
#pragma once

#include <cstddef>

namespace zodgate::generate {

/// What one call, with all the values that are made on its way, may spend on tries that failed; so that a schema that
/// hardly anything fits is given up after seconds, whatever else is tried then.
class Effort {
  public:
    void spend(std::size_t amount) noexcept { left_ -= amount < left_ ? amount : left_; }

    /// What one value may have of it, so that something is left for others, which may take another way.
    std::size_t share() const noexcept { return left_ / 4; }

    bool is_spent() const noexcept { return left_ == 0; }

  private:
    std::size_t left_ = 32'000;
};

}  // namespace zodgate::generate

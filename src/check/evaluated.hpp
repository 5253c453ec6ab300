// Which items or members of a value the schemas that fit it have looked at (JSON Schema 2020-12, 11).
#pragma once

#include <cstddef>
#include <vector>

namespace zodgate::check {

class Evaluated {
  public:
    explicit Evaluated(std::size_t count) : seen_(count) {}

    void add(std::size_t index) { seen_[index] = true; }
    void add_all() noexcept { all_ = true; }

    bool has_all() const noexcept { return all_; }
    bool has(std::size_t index) const { return all_ || seen_[index]; }

  private:
    std::vector<bool> seen_;
    bool all_ = false;
};

}  // namespace zodgate::check

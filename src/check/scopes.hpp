// The resources on the way to a value, which say where dynamic references lead.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace zodgate::check {

/// Of a resource that is entered again within itself only the first time counts, as dynamic references ask the
/// outermost first: there are never more than the document has.
class Scopes {
  public:
    /// @return whether it was not on the way before; then leave() ends it
    bool enter(std::uint32_t resource) {
        if (std::find(resources_.begin(), resources_.end(), resource) != resources_.end()) return false;
        const auto next = static_cast<std::uint32_t>(states_.size() + 1);
        const std::uint32_t entered = states_.try_emplace({state(), resource}, next).first->second;
        resources_.push_back(resource);
        way_.push_back(entered);
        return true;
    }
    void leave() noexcept {
        resources_.pop_back();
        way_.pop_back();
    }

    /// From the outermost on.
    const std::vector<std::uint32_t>& all() const noexcept { return resources_; }

    /// The same for the same resources in the same order. 0: none.
    std::uint32_t state() const noexcept { return way_.empty() ? 0 : way_.back(); }

  private:
    std::vector<std::uint32_t> resources_;
    std::vector<std::uint32_t> way_;  // the state after each of them
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> states_;
};

}  // namespace zodgate::check

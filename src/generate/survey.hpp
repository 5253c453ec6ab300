// What is known of a plan before anything is generated from it.
#pragma once

#include "generate/pattern_strings.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <unordered_map>
#include <vector>

namespace zodgate::generate {

/// A bit for each json::Type but functions.
using Types = std::uint8_t;
inline constexpr Types all_types = 0x3F;
constexpr Types bit_of(json::Type type) noexcept { return static_cast<Types>(1U << static_cast<unsigned>(type)); }

/// Immutable; may be used by any number of threads at once.
class Survey {
  public:
    /// @throws std::bad_alloc
    explicit Survey(std::shared_ptr<const plan::Plan> plan);

    static constexpr std::uint32_t unreachable = std::numeric_limits<std::uint32_t>::max();

    const plan::Plan& plan() const noexcept { return *plan_; }

    /// The types that values of a node can have, as far as the node alone tells.
    Types types_of(plan::NodeId node) const noexcept { return facts_[node].types; }

    /// How deep arrays and objects must at least be nested in a value of the node; unreachable if nothing fits it.
    std::uint32_t height_of(plan::NodeId node) const noexcept { return facts_[node].height; }

    /// By index of the discriminated union: its options, each once.
    const std::vector<plan::NodeId>& options_of(std::uint32_t discriminated) const noexcept {
        return options_[discriminated];
    }

    /// What to make strings from that a check accepts; null if its pattern is not known.
    const PatternSource* pattern_of(const plan::StringCheck& check) const noexcept;

  private:
    struct Facts {
        Types types = 0;
        std::uint32_t height = unreachable;
        friend bool operator==(const Facts& a, const Facts& b) noexcept {
            return a.types == b.types && a.height == b.height;
        }
    };

    Facts look_at(const plan::Node& node) const;
    Facts look_at_structure(const plan::Node& node) const;
    Facts any_of(const std::vector<plan::NodeId>& nodes) const;
    Facts all_of(const std::vector<plan::NodeId>& nodes) const;
    Facts look_at_object(const plan::ObjectNode& node) const;
    Facts look_at_tuple(const plan::TupleNode& node) const;
    Facts look_at_values(const plan::ValuesNode& node) const;
    Facts look_at_types(const plan::ByTypeNode& node) const;
    void find_options();
    void find_facts();
    void find_patterns();
    void add_pattern(const plan::StringCheck& check);

    std::shared_ptr<const plan::Plan> plan_;
    std::vector<Facts> facts_;  // by node
    std::vector<std::vector<plan::NodeId>> options_;
    std::unordered_map<const plan::StringCheck*, PatternSource> patterns_;
};

}  // namespace zodgate::generate

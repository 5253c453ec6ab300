// What a plan asks of one value, where the plan leaves no choice any more.
#pragma once

#include "generate/survey.hpp"
#include "plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace zodgate::generate {

/// Nodes of which a value has to fit all.
struct Goal {
    std::vector<plan::NodeId> nodes;
    std::vector<std::uint32_t> resources;  ///< on the way, the outermost first: where dynamic references lead
};

/// Where a plan leaves a choice: which options a value is to fit, or does.
class Chooser {
  public:
    Chooser() = default;
    virtual ~Chooser() = default;
    Chooser(const Chooser&) = delete;
    Chooser& operator=(const Chooser&) = delete;

    /// One of the options; none if none will do. @param types  that the value may still be of
    virtual std::optional<plan::NodeId> option(const std::vector<plan::NodeId>& options, Types types) = 0;
    /// Whether what may be null is so.
    virtual bool is_null(plan::NodeId otherwise, Types types) = 0;
    /// One of the types. @param telling  of which more is asked than that
    virtual json::Type type(Types types, Types telling) = 0;
    /// Whether a condition is to hold.
    virtual bool holds(plan::NodeId condition) = 0;
};

/// Leaves of the plan by kind; the value has to fit them all.
struct Demands {
    Types types = all_types;
    json::Type type = json::Type::null;  ///< the one that was chosen

    std::vector<const plan::StringNode*> strings;
    std::vector<const plan::NumberNode*> numbers;
    std::vector<const plan::ArrayNode*> arrays;
    std::vector<const plan::TupleNode*> tuples;
    std::vector<const plan::ObjectNode*> objects;
    std::vector<const plan::RecordNode*> records;
    std::vector<const plan::ValuesNode*> values;
    std::vector<const plan::GuardedNode*> guards;
    std::vector<const plan::AdditionalNode*> additional;
    std::vector<const plan::DependentNode*> dependent;
    std::vector<const plan::ContentNode*> contents;
    std::vector<const plan::DiscriminatedNode*> discriminated;  ///< whose option is among the others
    std::vector<plan::NodeId> opposed;     ///< that the value may have to fit, or not to fit, for others to be decided
    std::vector<std::uint32_t> resources;  ///< on the way to any of the leaves
    bool is_pooled = false;                ///< a member's name need be known to one side of an intersection only
    bool has_unevaluated = false;          ///< members and items that nothing speaks of are judged, too
    bool is_uncertain = false;             ///< there is more to it, which only judging tells
};

class DemandCollector {
  public:
    DemandCollector(const Survey& survey, Chooser& chooser) : survey_(survey), chooser_(chooser) {}

    /// @return whether anything can fit the goal with the choices made
    bool collect(const Goal& goal, Demands& demands);

    /// More of the same value, once its type is known.
    bool add(plan::NodeId node, Demands& demands);

  private:
    // Chains of nodes without a value between them are shorter, but for dynamic references in circles.
    static constexpr std::size_t longest_chain = 400;

    bool take(plan::NodeId id, Demands& demands, std::size_t depth);
    bool take_leaf(const plan::Node& node, Demands& demands);
    bool take_beyond_zod(const plan::Node& node, Demands& demands, std::size_t depth);
    bool take_options(const std::vector<plan::NodeId>& options, Demands& demands, std::size_t depth);
    bool take_all(const std::vector<plan::NodeId>& nodes, Demands& demands, std::size_t depth);
    bool take_by_type(const plan::ByTypeNode& node, Demands& demands, std::size_t depth);
    bool take_scoped(const plan::ScopedNode& node, Demands& demands, std::size_t depth);
    Types telling_types() const noexcept;
    bool restrict_to(Types types, Demands& demands) const noexcept;
    plan::NodeId target_of(const plan::DynamicNode& node) const;

    const Survey& survey_;
    Chooser& chooser_;
    struct Deferred {
        const plan::ByTypeNode* node;
        std::vector<std::uint32_t> resources;
    };

    // References may lead to one node on ways without number. Once is enough where it means the same each time.
    bool is_new(plan::NodeId id);
    static constexpr std::size_t most_taken = 100000;

    std::unordered_set<plan::NodeId> seen_;  // in plans without dynamic references
    std::size_t taken_ = 0;
    bool type_is_known_ = false;
    std::vector<Deferred> by_type_;         // to be looked at when the type is known
    std::vector<std::uint32_t> resources_;  // on the way to where this is
};

}  // namespace zodgate::generate

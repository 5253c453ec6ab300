// The making of one value that fits a schema. Private to this room: one class, its members in a file a family of
// values.
#pragma once

#include "generate/demands.hpp"
#include "generate/draft.hpp"
#include "generate/effort.hpp"
#include "generate/random.hpp"
#include "generate/survey.hpp"

#include <zodgate/issue.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::generate {

/// Where a value was asked for that could not be made, and why.
struct Failure {
    Path path;
    std::string reason;
};

/// Longest string that is made, in bytes, but for one that must be longer; no string that must be longer than the
/// second is made.
inline constexpr std::size_t usual_string_bytes = 256;
inline constexpr std::size_t longest_string_bytes = std::size_t{1} << 20U;

class Maker {
  public:
    /// All must outlive the maker.
    Maker(const Survey& survey, Random& random, Effort& effort) : survey_(survey), random_(random), effort_(effort) {}

    /// A value that is likely to fit all nodes of the goal. @param is_small  as few and as short as can be
    bool make(const Goal& goal, Draft& out, bool is_small = false);

    /// The deepest place that failed, of all tries.
    const Failure& failure() const noexcept { return failure_; }

  private:
    struct Step {
        const Step* outer;
        std::string_view key;
        std::size_t index;
        bool is_index;
    };

    // Chooses at random, and where values should be small, what is least deep.
    class RandomChooser final : public Chooser {
      public:
        explicit RandomChooser(Maker& maker) : maker_(maker) {}
        std::optional<plan::NodeId> option(const std::vector<plan::NodeId>& options, Types types) override;
        bool is_null(plan::NodeId otherwise, Types types) override;
        json::Type type(Types types, Types telling) override;
        bool holds(plan::NodeId condition) override;

      private:
        Maker& maker_;
    };

    bool make_goal(const Goal& goal, Draft& out);
    bool make_once(const Goal& goal, Draft& out);
    bool make_of_type(const Goal& goal, Demands& demands, DemandCollector& collector, Draft& out);
    bool make_against(const Goal& goal, const Demands& demands, Draft& out);
    void edit(Draft& draft);
    bool make_within(const Goal& goal, Draft& out, std::string_view key, std::size_t index, bool is_index);
    bool must_be_small() const noexcept;
    bool fits(const std::vector<plan::NodeId>& nodes, const Draft& draft) const;
    bool fail(std::string reason);
    /// Whether another try, after one that failed, is within what one value may take.
    bool may_try() noexcept {
        spend(1);
        return spent_ <= share_ && !effort_.is_spent();
    }
    void spend(std::size_t amount) noexcept {
        spent_ += amount;
        effort_.spend(amount);
    }

    // values.cpp
    bool make_value(const Goal& goal, const Demands& demands, Draft& out);

    // strings.cpp
    struct Strings;
    bool make_string(const Demands& demands, Draft& out);
    std::string random_text(std::size_t least, std::size_t most);
    std::size_t choose_length(const Strings& wanted);
    std::optional<std::string> candidate(const Strings& wanted, std::size_t attempt, std::size_t& more);
    std::optional<std::string> text_for(const plan::StringCheck& check, std::size_t more, std::size_t max_bytes);
    std::optional<std::string> joined(const Strings& wanted, std::size_t more, std::size_t max_bytes);
    std::string text_without_pattern(const Strings& wanted);
    std::string text_with_content(const Strings& wanted);
    void add_affixes(const Strings& wanted, std::string& text);
    std::optional<std::string> spliced(const Strings& wanted, std::size_t more, std::size_t max_bytes);
    void lengthen(const Strings& wanted, std::string& text);

    // numbers.cpp
    bool make_number(const Demands& demands, Draft& out);

    // arrays.cpp
    struct Lengths;
    bool make_array(const Demands& demands, Draft& out);
    std::optional<Lengths> lengths_of(const Demands& demands) const;
    std::size_t choose_length(const Lengths& lengths);
    bool make_item(const Goal& goal, std::size_t index, std::vector<std::string>* texts, Draft& out);

    // objects.cpp
    struct Members;
    bool make_object(Demands& demands, DemandCollector& collector, Draft& out);
    void choose_members(const Demands& demands, Members& members);
    bool apply_dependencies(Demands& demands, DemandCollector& collector, Members& members);
    void settle_count(const Demands& demands, Members& members);
    void add_unknown(const Demands& demands, Members& members);
    std::optional<std::string> make_name(const Demands& demands, std::size_t count);
    bool wants_optional(plan::NodeId node);

    const Survey& survey_;
    Random& random_;
    Effort& effort_;  // of the call that this is part of
    const Step* step_ = nullptr;
    std::size_t depth_ = 0;
    std::size_t made_ = 0;  // values that are, or may become, part of the result
    std::size_t share_ = effort_.share();
    std::size_t spent_ = 0;  // for values, and strings, that were tried again
    bool is_small_ = false;
    bool must_differ_ = false;  // from values beside it: of small ones there are few
    Failure failure_;
};

/// The nodes that judge a member of that name.
/// @return nothing if the name is refused
std::optional<Goal> goal_of_member(const plan::Plan& plan, const Demands& demands, std::string_view name);

/// The same of an item.
Goal goal_of_item(const Demands& demands, std::size_t index);

}  // namespace zodgate::generate

// What a walk decided about values that the parsed value depends on.
#pragma once

#include "check/looked.hpp"
#include "json/json.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <optional>

namespace zodgate::check {

/// Whether the parsed value has a value as it is, whatever schemas accept it.
inline bool stays_as_it_is(const plan::Plan& plan, const json::Value& value) noexcept {
    switch (value.type) {
        case json::Type::null:
        case json::Type::boolean:
        case json::Type::number: return true;
        case json::Type::string: return !plan.rewrites_strings;
        default: return false;
    }
}

/// Whether a record's names are asked again for the parsed value: to look at them takes less than to keep what was said
/// of them, and as many steps as before, none.
inline bool asks_names_again(const plan::RecordNode& record) noexcept {
    const std::optional<text::Pattern>& pattern = record.name_check.pattern;
    return record.keys == plan::RecordKeys::matching && !(pattern && pattern->takes_steps());
}

/// What a node decided about a value. It follows from the two alone, wherever they meet.
class Choices {
  public:
    explicit Choices(const plan::Plan& plan) : plan_(plan) {}

    /// The option that a union took for a value.
    void take(const plan::GroupNode& group, const json::Value* value, std::size_t option) {
        // The first is what is said where nothing is kept, but for what goes without saying; of what no option changes,
        // nobody asks.
        if (option != 0 && value != nullptr && !stays_as_it_is(plan_, *value) &&
            group.only_for(value) == plan::GroupNode::several)
            decided_.set(number_of(group), kept_under(value), static_cast<std::uint32_t>(option));
    }

    /// That a record's keys do not fit the name of a member, whose value is this one. Not kept of names that are asked
    /// again.
    void reject(const plan::RecordNode& record, const json::Value* value) {
        if (!asks_names_again(record)) decided_.set(number_of(record), value, 0);
    }

    /// The option, which must have been taken.
    std::size_t of(const plan::GroupNode& group, const json::Value* value) const {
        const std::uint32_t only = group.only_for(value);
        if (only != plan::GroupNode::several) return only;
        const std::uint32_t* const option = decided_.find(number_of(group), kept_under(value));
        return option == nullptr ? 0 : *option;
    }

    bool rejects(const plan::RecordNode& record, const json::Value* value) const {
        return decided_.find(number_of(record), value) != nullptr;
    }

    /// A member's key as a value of its own, for which options are taken as well. It stays where it is.
    const json::Value& keep_key(const plan::RecordNode& record, const json::Value* value, const json::Value& key) {
        if (const json::Value* const* const known = keys_.find(number_of(record), value)) return **known;
        const json::Value& kept = kept_keys_.emplace_front(key);
        keys_.set(number_of(record), value, &kept);
        return kept;
    }

    /// The key of a member of a record, which must have been kept.
    const json::Value& key_of(const plan::RecordNode& record, const json::Value* value) const {
        return **keys_.find(number_of(record), value);
    }

  private:
    // Even for groups, odd for records, so that both may be in one table.
    std::uint32_t number_of(const plan::GroupNode& group) const noexcept {
        return static_cast<std::uint32_t>(&group - plan_.groups.data()) * 2;
    }
    std::uint32_t number_of(const plan::RecordNode& record) const noexcept {
        return static_cast<std::uint32_t>(&record - plan_.records.data()) * 2 + 1;
    }

    const plan::Plan& plan_;
    LookedTable<std::uint32_t> decided_;
    LookedTable<const json::Value*> keys_;
    std::forward_list<json::Value> kept_keys_;
};

}  // namespace zodgate::check

// What a walk decided about values that the parsed value depends on.
#pragma once

#include "json/json.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_map>

namespace zodgate::check {

/// A node or group of a plan, and a value that it looks at.
struct Looked {
    const void* node;
    const json::Value* value;
    bool operator==(const Looked& other) const noexcept { return node == other.node && value == other.value; }

    struct Hash {
        std::size_t operator()(const Looked& looked) const noexcept {
            // Addresses are the program's, not the payload's, so no payload can make them collide.
            return std::hash<const void*>()(looked.value) * 31 + std::hash<const void*>()(looked.node);
        }
    };
};

/// What a node decided about a value. It follows from the two alone, wherever they meet.
class Choices {
  public:
    /// The option that a union took for a value.
    void take(const plan::GroupNode& group, const json::Value* value, std::size_t option) {
        all()[{&group, value}] = option;
    }

    /// That a record's keys do not fit the name of a member, whose value is this one.
    void reject(const plan::RecordNode& record, const json::Value* value) { all()[{&record, value}] = 0; }

    /// The option, which must have been taken.
    std::size_t of(const plan::GroupNode& group, const json::Value* value) const {
        return decided_->at({&group, value});
    }

    bool rejects(const plan::RecordNode& record, const json::Value* value) const {
        return decided_ && decided_->find({&record, value}) != decided_->end();
    }

    /// A member's key as a value of its own, for which options are taken as well. It stays where it is.
    const json::Value& keep_key(const plan::RecordNode& record, const json::Value* value, const json::Value& key) {
        if (!keys_) keys_.emplace();
        return keys_->try_emplace({&record, value}, key).first->second;
    }

    /// The key of a member of a record, which must have been kept.
    const json::Value& key_of(const plan::RecordNode& record, const json::Value* value) const {
        return keys_->at({&record, value});
    }

  private:
    using Decided = std::unordered_map<Looked, std::size_t, Looked::Hash>;

    Decided& all() { return decided_ ? *decided_ : decided_.emplace(); }

    // Most schemas leave nothing to decide.
    std::optional<Decided> decided_;
    std::optional<std::unordered_map<Looked, json::Value, Looked::Hash>> keys_;
};

}  // namespace zodgate::check

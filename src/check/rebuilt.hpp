// Values made anew of others, and shared with them where nothing has changed.
#pragma once

#include "json/json.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace zodgate::check {

/// Whether two values are one and the same: containers in one place, equal scalars.
inline bool is_same(const json::Value& left, const json::Value& right) noexcept {
    if (left.type != right.type || left.size != right.size) return false;
    switch (left.type) {
        case json::Type::object: return left.members == right.members;
        case json::Type::array: return left.items == right.items;
        case json::Type::string: return left.characters == right.characters || left.string() == right.string();
        default: return json::equal(left, right);
    }
}

inline bool is_same(const json::Member& left, const json::Member& right) noexcept {
    return left.key == right.key && is_same(left.value, right.value);
}

/// What becomes of the members of an object, or of the items of an array, one after another. As long as they are those
/// that were there, in their order, none is copied: of most payloads nothing changes.
template <class Element>
class Rebuilt {
  public:
    /// @param first, count  those that were there; they must outlive this
    Rebuilt(const Element* first, std::size_t count) noexcept : first_(first), count_(count) {}

    void push_back(const Element& element) {
        if (made_.empty() && shared_ < count_ && is_same(element, first_[shared_])) {
            ++shared_;
            return;
        }
        unshare();
        made_.push_back(element);
    }

    std::size_t size() const noexcept { return made_.empty() ? shared_ : made_.size(); }

    /// Whether they are those that were there, and all of them.
    bool is_unchanged() const noexcept {
        if (made_.empty()) return shared_ == count_;
        return made_.size() == count_ && std::equal(made_.begin(), made_.end(), first_,
                                                    [](const Element& a, const Element& b) { return is_same(a, b); });
    }

    /// All of them, to be changed.
    std::vector<Element>& elements() {
        unshare();
        return made_;
    }

  private:
    void unshare() {
        if (!made_.empty()) return;
        made_.reserve(std::max(count_, shared_ + 1));
        made_.assign(first_, first_ + shared_);
        shared_ = 0;
    }

    const Element* first_;
    std::size_t count_;
    std::size_t shared_ = 0;     // those at the front, until one differs
    std::vector<Element> made_;  // all, from then on
};

inline Rebuilt<json::Member> rebuilt_members(const json::Value& object) noexcept {
    return {object.members, object.size};
}

inline Rebuilt<json::Value> rebuilt_items(const json::Value& array) noexcept { return {array.items, array.size}; }

}  // namespace zodgate::check

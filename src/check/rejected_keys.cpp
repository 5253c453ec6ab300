#include "check/rejected_keys.hpp"

#include "check/stored.hpp"
#include "text/sorted.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace zodgate::check {
namespace {

using issue::Finding;
using issue::KeyFinding;
using issue::KeysFinding;
using Keys = std::pmr::vector<std::string_view>;

// At the value itself, not deeper.
bool rejects_key_here(const Finding& finding) noexcept {
    if (const auto* const invalid = std::get_if<KeyFinding>(&finding.parameters)) {
        return !invalid->is_final && finding.path.size() == 1;
    }
    const auto* const unrecognized = std::get_if<KeysFinding>(&finding.parameters);
    return unrecognized != nullptr && !unrecognized->is_final && finding.path.empty();
}

// The positions of keys in order of the keys.
std::vector<text::Sorted> sorted(std::span<const std::string_view> keys) {
    return text::sorted_texts(static_cast<std::uint32_t>(keys.size()),
                              [keys](std::uint32_t position) { return keys[position]; });
}

// In order, each once.
Keys rejected_keys(const FoundIssues& issues) {
    Keys keys(issues.get_allocator());
    for (const Finding& finding : issues) {
        if (!rejects_key_here(finding)) continue;
        if (const auto* const unrecognized = std::get_if<KeysFinding>(&finding.parameters)) {
            keys.insert(keys.end(), unrecognized->keys.begin(), unrecognized->keys.end());
        } else {
            keys.push_back(finding.path.front().key);
        }
    }
    Keys in_order(issues.get_allocator());
    in_order.reserve(keys.size());
    for (const text::Sorted& next : sorted(keys)) {
        const std::string_view key = keys[next.position];
        if (in_order.empty() || in_order.back() != key) in_order.push_back(key);
    }
    return in_order;
}

// The first issue about keys, with those of its own that both sides reject.
Keys named_by(const Finding& unrecognized, const Keys& both) {
    const std::span<const std::string_view> keys = std::get<KeysFinding>(unrecognized.parameters).keys;
    std::vector<bool> is_named(keys.size(), false);
    auto next = both.begin();
    for (const text::Sorted& key : sorted(keys)) {
        while (next != both.end() && *next < keys[key.position]) ++next;
        is_named[key.position] = next != both.end() && *next == keys[key.position];
    }
    Keys named(both.get_allocator());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (is_named[i]) named.push_back(keys[i]);
    }
    return named;
}

// Those of the keys that both sides reject and that no other issue names: one issue a key.
void add_invalid_keys(FoundIssues& kept, const FoundIssues& invalid_keys, const Keys& both, Keys named) {
    if (invalid_keys.empty()) return;
    std::sort(named.begin(), named.end());
    std::pmr::vector<bool> taken(both.size(), false, both.get_allocator());
    for (const Finding& finding : invalid_keys) {
        const std::string_view key = finding.path.front().key;
        const auto found = std::lower_bound(both.begin(), both.end(), key);
        if (found == both.end() || *found != key || std::binary_search(named.begin(), named.end(), key)) continue;
        const auto position = static_cast<std::size_t>(found - both.begin());
        if (taken[position]) continue;
        taken[position] = true;
        kept.push_back(finding);
    }
}

}  // namespace

bool rejects_key(const issue::FindingParameters& parameters) noexcept {
    if (const auto* const unrecognized = std::get_if<KeysFinding>(&parameters)) return !unrecognized->is_final;
    const auto* const invalid = std::get_if<KeyFinding>(&parameters);
    return invalid != nullptr && !invalid->is_final;
}

FoundIssues pool_rejected_keys(FoundIssues left, const FoundIssues& right) {
    if (right.empty() && std::none_of(left.begin(), left.end(), rejects_key_here)) return left;
    const Keys from_left = rejected_keys(left);
    const Keys from_right = rejected_keys(right);
    Keys both(left.get_allocator());
    std::set_intersection(from_left.begin(), from_left.end(), from_right.begin(), from_right.end(),
                          std::back_inserter(both));
    FoundIssues kept(left.get_allocator());
    FoundIssues invalid_keys(left.get_allocator());
    const Finding* unrecognized = nullptr;
    for (const FoundIssues* const side : {&std::as_const(left), &right}) {
        for (const Finding& finding : *side) {
            if (!rejects_key_here(finding)) {
                kept.push_back(finding);
            } else if (std::holds_alternative<KeyFinding>(finding.parameters)) {
                invalid_keys.push_back(finding);
            } else if (unrecognized == nullptr) {
                unrecognized = &finding;
            }
        }
    }
    Keys named(left.get_allocator());
    if (unrecognized != nullptr) named = named_by(*unrecognized, both);
    if (!named.empty()) {
        kept.push_back(*unrecognized);
        std::pmr::memory_resource& memory = *left.get_allocator().resource();
        kept.back().parameters = KeysFinding{stored<std::string_view>(named, memory)};
    }
    add_invalid_keys(kept, invalid_keys, both, std::move(named));
    return kept;
}

}  // namespace zodgate::check

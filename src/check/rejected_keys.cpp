#include "check/rejected_keys.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace zodgate::check {
namespace {

// At the value itself, not deeper.
bool rejects_key_here(const Issue& issue) {
    if (std::holds_alternative<InvalidKey>(issue.parameters)) return issue.path.size() == 1;
    return std::holds_alternative<UnrecognizedKeys>(issue.parameters) && issue.path.empty();
}

std::vector<std::string> rejected_keys(const Issues& issues) {
    std::vector<std::string> keys;
    for (const Issue& issue : issues) {
        if (!rejects_key_here(issue)) continue;
        if (const auto* const unrecognized = std::get_if<UnrecognizedKeys>(&issue.parameters)) {
            keys.insert(keys.end(), unrecognized->keys.begin(), unrecognized->keys.end());
        } else {
            keys.push_back(std::get<std::string>(issue.path.front()));
        }
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

}  // namespace

Issues pool_rejected_keys(Issues left, Issues right) {
    const std::vector<std::string> from_left = rejected_keys(left);
    const std::vector<std::string> from_right = rejected_keys(right);
    std::vector<std::string> both;
    for (const std::string& key : from_left) {
        if (std::binary_search(from_right.begin(), from_right.end(), key)) both.push_back(key);
    }
    Issues kept;
    std::optional<Issue> unrecognized;
    Issues invalid_keys;
    for (Issues* const side : {&left, &right}) {
        for (Issue& issue : *side) {
            if (!rejects_key_here(issue)) {
                kept.push_back(std::move(issue));
            } else if (std::holds_alternative<InvalidKey>(issue.parameters)) {
                invalid_keys.push_back(std::move(issue));
            } else if (!unrecognized) {
                unrecognized = std::move(issue);
            }
        }
    }
    // The first issue about keys names those of its own that both sides reject; the others have issues of their
    // own.
    std::vector<std::string> named;
    if (unrecognized) {
        for (const std::string& key : std::get<UnrecognizedKeys>(unrecognized->parameters).keys) {
            if (std::binary_search(both.begin(), both.end(), key)) named.push_back(key);
        }
        if (!named.empty()) {
            std::get<UnrecognizedKeys>(unrecognized->parameters).keys = named;
            kept.push_back(std::move(*unrecognized));
        }
    }
    std::sort(named.begin(), named.end());
    std::vector<bool> taken(both.size());  // one issue a key
    for (Issue& issue : invalid_keys) {
        const auto& key = std::get<std::string>(issue.path.front());
        const auto found = std::lower_bound(both.begin(), both.end(), key);
        if (found == both.end() || *found != key || std::binary_search(named.begin(), named.end(), key)) continue;
        const auto position = static_cast<std::size_t>(found - both.begin());
        if (taken[position]) continue;
        taken[position] = true;
        kept.push_back(std::move(issue));
    }
    return kept;
}

bool aborts(const Issue& issue) {
    if (const auto* const small = std::get_if<TooSmall>(&issue.parameters)) return small->kind == BoundKind::tuple;
    if (const auto* const big = std::get_if<TooBig>(&issue.parameters)) return big->kind == BoundKind::tuple;
    return !std::holds_alternative<InvalidFormat>(issue.parameters) &&
           !std::holds_alternative<NotMultipleOf>(issue.parameters) &&
           !std::holds_alternative<UnrecognizedKeys>(issue.parameters);
}

}  // namespace zodgate::check

// Patterns that need no general matcher.
#include "text/pattern_engine.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace zodgate::text::pattern {
namespace {

bool is_surrogate(char32_t c) noexcept { return c >= 0xD800 && c <= 0xDFFF; }

void append_utf8(std::string& out, char32_t c) {
    const auto add = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0U | (c >> 6U));
        add(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        add(0xE0U | (c >> 12U));
        add(0x80U | ((c >> 6U) & 0x3FU));
        add(0x80U | (c & 0x3FU));
    } else {
        add(0xF0U | (c >> 18U));
        add(0x80U | ((c >> 12U) & 0x3FU));
        add(0x80U | ((c >> 6U) & 0x3FU));
        add(0x80U | (c & 0x3FU));
    }
}

// Halves of surrogate pairs are left to others.
bool append_literal(const Tree& tree, const std::vector<const Node*>& nodes, std::string& literal) {
    for (const Node* const node : nodes) {
        if (node->kind != Kind::characters) return false;
        const Ranges& ranges = tree.sets[node->set];
        if (ranges.size() != 1 || ranges.front().first != ranges.front().last || is_surrogate(ranges.front().first))
            return false;
        append_utf8(literal, ranges.front().first);
    }
    return true;
}

// More than a pattern has alternatives; a set of more characters is none of alternatives.
constexpr std::size_t max_literals = max_pattern_bytes;

// Of a set of characters, one each.
bool add_characters(const Ranges& ranges, std::vector<std::string>& literals) {
    for (const Range& range : ranges) {
        for (char32_t c = range.first; c <= range.last; ++c) {
            if (literals.size() == max_literals || is_surrogate(c)) return false;
            append_utf8(literals.emplace_back(), c);
        }
    }
    return true;
}

std::vector<const Node*> nodes_of(const Node& node) {
    std::vector<const Node*> nodes;
    if (node.kind == Kind::sequence) {
        for (const Node& child : node.children) nodes.push_back(&child);
    } else if (node.kind != Kind::empty) {
        nodes.push_back(&node);
    }
    return nodes;
}

// The strings that alternatives match, ascending; nothing if they are not a few strings.
std::vector<std::string> literals_of(const Tree& tree, const Node& alternation) {
    std::vector<std::string> literals;
    for (const Node& child : alternation.children) {
        const bool is_literal = child.kind == Kind::characters
                                    ? add_characters(tree.sets[child.set], literals)
                                    : append_literal(tree, nodes_of(child), literals.emplace_back());
        if (!is_literal) return {};
    }
    std::sort(literals.begin(), literals.end());
    return literals;
}

}  // namespace

bool SimpleMatcher::make_items(const Tree& tree, const std::vector<const Node*>& nodes, std::vector<Item>& items) {
    for (const Node* node : nodes) {
        Item item;
        if (node->kind == Kind::repeat) {
            item.minimum = node->minimum;
            item.maximum = node->maximum;
            node = &node->children.front();
        }
        if (node->kind != Kind::characters) return false;
        for (const Range& range : tree.sets[node->set])
            for (char32_t c = range.first; c <= range.last && c < item.set.size(); ++c) item.set.set(c);
        items.push_back(item);
    }
    return true;
}

// Whether taking as much as there is, item after item, finds a match if there is one: where an item may stop early,
// nothing that it could have taken may begin what follows.
bool SimpleMatcher::is_deterministic() const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (items_[i].minimum == items_[i].maximum) continue;
        for (std::size_t next = i + 1; next < items_.size(); ++next) {
            if ((items_[i].set & items_[next].set).any()) return false;
            if (items_[next].minimum != 0) break;
        }
    }
    return true;
}

std::optional<SimpleMatcher> SimpleMatcher::make(const Tree& tree) {
    std::vector<const Node*> nodes = nodes_of(tree.root);
    SimpleMatcher matcher;
    if (!nodes.empty() && nodes.front()->kind == Kind::start) {
        matcher.at_start_ = true;
        nodes.erase(nodes.begin());
    }
    if (!nodes.empty() && nodes.back()->kind == Kind::end) {
        matcher.at_end_ = true;
        nodes.pop_back();
    }
    std::string literal;
    if (append_literal(tree, nodes, literal)) matcher.literals_.push_back(std::move(literal));
    if (matcher.at_start_ && matcher.at_end_ && nodes.size() == 1 && nodes.front()->kind == Kind::alternation)
        matcher.literals_ = literals_of(tree, *nodes.front());
    if (matcher.is_sure()) return matcher;
    if (!matcher.at_start_ || !make_items(tree, nodes, matcher.items_)) return std::nullopt;
    // Where anything may follow, no more need be taken than must.
    while (!matcher.at_end_ && !matcher.items_.empty() && matcher.items_.back().minimum == 0) matcher.items_.pop_back();
    if (!matcher.at_end_ && !matcher.items_.empty()) matcher.items_.back().maximum = matcher.items_.back().minimum;
    return matcher.is_deterministic() ? std::optional(std::move(matcher)) : std::nullopt;
}

bool SimpleMatcher::finds_literal(std::string_view subject) const noexcept {
    if (at_start_ && at_end_) return std::binary_search(literals_.begin(), literals_.end(), subject, std::less<>());
    const std::string_view literal = literals_.front();
    if (at_start_) return subject.substr(0, literal.size()) == literal;
    if (at_end_) return subject.size() >= literal.size() && subject.substr(subject.size() - literal.size()) == literal;
    return text::contains(subject, literal);
}

SimpleMatcher::Answer SimpleMatcher::match_items(std::string_view subject) const noexcept {
    const char* at = subject.data();
    const char* const last = at + subject.size();
    for (const Item& item : items_) {
        std::size_t count = 0;
        for (; count < item.maximum && at != last; ++count, ++at) {
            const auto byte = static_cast<unsigned char>(*at);
            if (byte >= item.set.size()) return Answer::unsure;
            if (!item.set[byte]) break;
        }
        if (count < item.minimum) return Answer::no;
    }
    return at_end_ && at != last ? Answer::no : Answer::yes;
}

SimpleMatcher::Answer SimpleMatcher::search(std::string_view subject) const noexcept {
    if (!is_sure()) return match_items(subject);
    return finds_literal(subject) ? Answer::yes : Answer::no;
}

}  // namespace zodgate::text::pattern

// zod core/errors: flattenError, treeifyError, formatError, prettifyError and toDotPath.
#include <zodgate/forms.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include "issue/issue.hpp"
#include "json/json.hpp"

namespace zodgate {
namespace {

/// The name of a property of a JavaScript object. Integers are held as such, for "7" and 7 name the same property.
struct Key {
    bool is_integer = false;
    std::uint64_t integer = 0;
    std::string_view name;

    bool operator<(const Key& other) const noexcept {
        return std::tie(is_integer, integer, name) < std::tie(other.is_integer, other.integer, other.name);
    }
};

Key key_of(const PathSegment& segment) noexcept {
    if (const auto* const index = std::get_if<std::uint64_t>(&segment)) return {true, *index, {}};
    const std::string_view name = std::get<std::string>(segment);
    std::uint64_t integer = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), integer);
    const bool is_canonical = name.size() == 1 || (!name.empty() && name.front() != '0');
    if (error != std::errc() || end != name.data() + name.size() || !is_canonical) return {false, 0, name};
    return {true, integer, {}};
}

/// ECMA-262, array index: what an object lists before its other keys, by number.
bool is_array_index(const Key& key) noexcept { return key.is_integer && key.integer < 0xFFFFFFFF; }

bool comes_before(const Key& left, const Key& right) noexcept {
    if (is_array_index(left) && is_array_index(right)) return left.integer < right.integer;
    return is_array_index(left) && !is_array_index(right);
}

void append_key(std::string& out, const Key& key) {
    if (key.is_integer) {
        out.append(1, '"').append(std::to_string(key.integer)).append(1, '"');
    } else {
        json::append_string(out, key.name);
    }
    out += ':';
}

using NodeId = std::size_t;

struct Child {
    Key key;
    NodeId node;
};

struct Node {
    std::vector<const Issue*> issues;  ///< whose messages it holds
    std::vector<Child> properties;
    std::vector<Child> items;
    std::uint64_t length = 0;  ///< of the array of items
    bool items_first = false;  ///< the array was made before the object of the properties
};

/// The object that is to be written. Points into the issues.
class Tree {
  public:
    static constexpr NodeId root = 0;

    Node& operator[](NodeId id) { return nodes_[id]; }

    NodeId property(NodeId parent, const Key& key) { return child(parent, false, key); }

    /// Nothing if the items before it are too many to be written.
    std::optional<NodeId> item(NodeId parent, std::uint64_t index) {
        Node& node = nodes_[parent];
        if (index >= node.length) {
            if (index - node.length > gaps_left_) return std::nullopt;
            gaps_left_ -= index - node.length;
            node.length = index + 1;
        }
        return child(parent, true, {true, index, {}});
    }

    /// Children in the order in which JavaScript lists them.
    static void sort(std::vector<Child>& children) {
        std::stable_sort(children.begin(), children.end(),
                         [](const Child& left, const Child& right) { return comes_before(left.key, right.key); });
    }

  private:
    struct Slot {
        NodeId parent;
        bool is_item;
        Key key;

        bool operator<(const Slot& other) const noexcept {
            return std::tie(parent, is_item, key) < std::tie(other.parent, other.is_item, other.key);
        }
    };

    NodeId child(NodeId parent, bool is_item, const Key& key) {
        const auto [slot, is_new] = slots_.try_emplace({parent, is_item, key}, nodes_.size());
        if (is_new) {
            Node& node = nodes_[parent];
            if (is_item && node.properties.empty()) node.items_first = true;
            (is_item ? node.items : node.properties).push_back({key, slot->second});
            nodes_.emplace_back();
        }
        return slot->second;
    }

    std::vector<Node> nodes_ = std::vector<Node>(1);
    std::uint64_t gaps_left_ = max_tree_gaps;
    // Ordered, not hashed: the names are the payload's, which may be made to collide.
    std::map<Slot, NodeId> slots_;
};

using Step = NodeId (*)(Tree& tree, NodeId from, const PathSegment& segment);

/// Puts every innermost issue where its path leads. What holds issues makes no node of its own, so a place is looked
/// up when the first issue that needs it comes.
class Placement {
  public:
    Placement(Tree& tree, Step step) : tree_(tree), step_(step) {}

    void place(const std::vector<Issue>& issues) {
        open_.push_back({nullptr, {&issues, 1}, 0, 0, Tree::root});
        while (!open_.empty()) {
            Open& top = open_.back();
            if (top.list == top.inner.count) {
                open_.pop_back();
                continue;
            }
            const std::vector<Issue>& list = top.inner.lists[top.list];
            if (top.item == list.size()) {
                ++top.list;
                top.item = 0;
                continue;
            }
            const Issue& issue = list[top.item++];
            const zod4::InnerIssues inner = zod4::inner_issues(issue);
            if (inner.count > 0) {
                open_.push_back({&issue, inner});
            } else {
                const NodeId node = walk(here(), issue.path);
                tree_[node].issues.push_back(&issue);
            }
        }
    }

  private:
    struct Open {
        const Issue* issue;  ///< null for the outermost list
        zod4::InnerIssues inner;
        std::size_t list = 0;
        std::size_t item = 0;
        std::optional<NodeId> node{};  ///< where the issue's path leads, once looked up
    };

    NodeId here() {
        std::size_t known = open_.size() - 1;
        while (!open_[known].node) --known;
        NodeId node = *open_[known].node;
        for (std::size_t i = known + 1; i < open_.size(); ++i) {
            node = walk(node, open_[i].issue->path);
            open_[i].node = node;
        }
        return node;
    }

    NodeId walk(NodeId node, const Path& path) {
        for (const PathSegment& segment : path) node = step_(tree_, node, segment);
        return node;
    }

    Tree& tree_;
    Step step_;
    std::vector<Open> open_;
};

void append_messages(std::string& out, const std::vector<const Issue*>& issues, const Messages& messages) {
    out += '[';
    for (std::size_t i = 0; i < issues.size(); ++i) {
        if (i > 0) out += ',';
        json::append_string(out, messages(*issues[i]));
    }
    out += ']';
}

/// What a node is made of, in writing order.
struct Part {
    std::string_view text{};                            ///< comes first
    std::uint64_t gaps = 0;                             ///< then as many nulls
    const Key* key = nullptr;                           ///< then the key, if any
    std::optional<NodeId> node{};                       ///< then the node, if any
    const std::vector<const Issue*>* issues = nullptr;  ///< or the messages, if any
};

using Anatomy = std::vector<Part> (*)(Node& node);

/// Without recursion: paths lead as deep as the payload.
std::string write(Tree& tree, Anatomy anatomy, const Messages& messages) {
    std::string out;
    std::vector<Part> ahead{{{}, 0, nullptr, Tree::root}};
    while (!ahead.empty()) {
        const Part part = ahead.back();
        ahead.pop_back();
        out += part.text;
        for (std::uint64_t gap = 0; gap < part.gaps; ++gap) out += "null,";
        if (part.key != nullptr) append_key(out, *part.key);
        if (part.issues != nullptr) append_messages(out, *part.issues, messages);
        if (part.node) {
            const std::vector<Part> parts = anatomy(tree[*part.node]);
            ahead.insert(ahead.end(), parts.rbegin(), parts.rend());
        }
    }
    return out;
}

NodeId step_of_tree(Tree& tree, NodeId from, const PathSegment& segment) {
    if (const auto* const index = std::get_if<std::uint64_t>(&segment)) {
        if (const std::optional<NodeId> item = tree.item(from, *index)) return *item;
    }
    return tree.property(from, key_of(segment));
}

void add_properties(std::vector<Part>& parts, Node& node) {
    if (node.properties.empty()) return;
    Tree::sort(node.properties);
    std::string_view before = ",\"properties\":{";
    for (const Child& child : node.properties) {
        parts.push_back({before, 0, &child.key, child.node});
        before = ",";
    }
    parts.push_back({"}"});
}

void add_items(std::vector<Part>& parts, Node& node) {
    if (node.items.empty()) return;
    Tree::sort(node.items);
    std::string_view before = ",\"items\":[";
    std::uint64_t next = 0;
    for (const Child& child : node.items) {
        parts.push_back({before, child.key.integer - next, nullptr, child.node});
        before = ",";
        next = child.key.integer + 1;
    }
    parts.push_back({"]"});
}

std::vector<Part> anatomy_of_tree(Node& node) {
    std::vector<Part> parts{{"{\"errors\":", 0, nullptr, std::nullopt, &node.issues}};
    if (node.items_first) add_items(parts, node);
    add_properties(parts, node);
    if (!node.items_first) add_items(parts, node);
    parts.push_back({"}"});
    return parts;
}

NodeId step_of_format(Tree& tree, NodeId from, const PathSegment& segment) {
    const auto* const name = std::get_if<std::string>(&segment);
    return name != nullptr && *name == "_errors" ? from : tree.property(from, key_of(segment));
}

// `_errors` is made with the node, before all other keys, but integers are listed before it.
std::vector<Part> anatomy_of_format(Node& node) {
    Tree::sort(node.properties);
    std::vector<Part> parts;
    std::string_view before = "{";
    const auto add = [&](const Part& part) {
        parts.push_back(part);
        before = ",";
    };
    auto child = node.properties.cbegin();
    for (; child != node.properties.cend() && is_array_index(child->key); ++child) {
        add({before, 0, &child->key, child->node});
    }
    static constexpr Key errors{false, 0, "_errors"};
    add({before, 0, &errors, std::nullopt, &node.issues});
    for (; child != node.properties.cend(); ++child) add({before, 0, &child->key, child->node});
    parts.push_back({"}"});
    return parts;
}

std::string write_as(Step step, Anatomy anatomy, const std::vector<Issue>& issues, const Messages& messages) {
    Tree tree;
    Placement(tree, step).place(issues);
    return write(tree, anatomy, messages);
}

// `/[^\w$]/` of toDotPath: ASCII alone.
bool is_plain(std::string_view name) noexcept {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
    });
}

void append_dot_path(std::string& out, const Path& path) {
    for (const PathSegment& segment : path) {
        if (const auto* const index = std::get_if<std::uint64_t>(&segment)) {
            out.append(1, '[').append(std::to_string(*index)).append(1, ']');
            continue;
        }
        const std::string& name = std::get<std::string>(segment);
        if (is_plain(name)) {
            if (&segment != path.data()) out += '.';
            out += name;
        } else {
            out += '[';
            json::append_string(out, name);
            out += ']';
        }
    }
}

}  // namespace

std::string flatten_to_json(const std::vector<Issue>& issues, const Messages& messages) {
    Tree tree;
    for (const Issue& issue : issues) {
        const NodeId node = issue.path.empty() ? Tree::root : tree.property(Tree::root, key_of(issue.path.front()));
        tree[node].issues.push_back(&issue);
    }
    Node& root = tree[Tree::root];
    Tree::sort(root.properties);
    std::string out = "{\"formErrors\":";
    append_messages(out, root.issues, messages);
    out += ",\"fieldErrors\":{";
    for (const Child& child : root.properties) {
        if (&child != root.properties.data()) out += ',';
        append_key(out, child.key);
        append_messages(out, tree[child.node].issues, messages);
    }
    out += "}}";
    return out;
}

std::string treeify_to_json(const std::vector<Issue>& issues, const Messages& messages) {
    return write_as(step_of_tree, anatomy_of_tree, issues, messages);
}

std::string format_to_json(const std::vector<Issue>& issues, const Messages& messages) {
    return write_as(step_of_format, anatomy_of_format, issues, messages);
}

std::string prettify(const std::vector<Issue>& issues, const Messages& messages) {
    std::vector<const Issue*> sorted;
    sorted.reserve(issues.size());
    for (const Issue& issue : issues) sorted.push_back(&issue);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Issue* left, const Issue* right) { return left->path.size() < right->path.size(); });
    std::string out;
    for (const Issue* const issue : sorted) {
        if (!out.empty()) out += '\n';
        out.append("✖ ").append(messages(*issue));
        if (issue->path.empty()) continue;
        out += "\n  → at ";
        append_dot_path(out, issue->path);
    }
    return out;
}

}  // namespace zodgate

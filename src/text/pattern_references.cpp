// Back references. In JavaScript one to a group that has not taken part matches nothing, and every iteration of a
// quantifier forgets the groups within it (ECMA-262, RepeatMatcher); in Boost.Regex the first fails, and groups keep
// what they had. So each reference is told to be always empty, always of the same meaning, of the same meaning under a
// condition, or else refused.
#include "text/pattern_tree.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace zodgate::text::pattern {
namespace {

// From the root to a node: each node passed, and which of its children comes next.
struct Step {
    Node* node;
    std::size_t child;
};
using Path = std::vector<Step>;

// Takes out what is repeated no times, and what of a repeated lookahead is rejected as an empty iteration.
void prune(Node& node) {
    for (Node& child : node.children) prune(child);
    if (node.kind != Kind::repeat) return;
    const bool is_look = node.children.front().kind == Kind::look;
    if (node.maximum == 0 || (is_look && node.minimum == 0)) {
        node.kind = Kind::empty;
        node.children.clear();
    } else if (is_look) {
        Node look = std::move(node.children.front());
        node = std::move(look);
    }
}

bool is_look_behind(const Step& step) { return step.node->kind == Kind::look && step.node->behind; }
bool is_negative_look(const Step& step) { return step.node->kind == Kind::look && step.node->negative; }
bool is_look(const Step& step) { return step.node->kind == Kind::look; }
bool is_loop(const Step& step) { return step.node->kind == Kind::repeat && step.node->maximum > 1; }

// What all that is below a node decides, found once for all nodes. Resolving references changes none of it.
class EmptyWays {
  public:
    explicit EmptyWays(const Node& root) { visit(root); }

    /// Of a repetition.
    bool may_iterate_emptily(const Node& repeat) const { return repeats_.at(&repeat); }
    /// Of a lookahead or lookbehind: whether any repetition in it may iterate emptily.
    bool has_empty_iterations(const Node& look) const { return looks_.at(&look); }

  private:
    struct Facts {
        bool may_be_empty = false;
        bool has_empty_iterations = false;
    };

    Facts visit(const Node& node) {
        std::vector<Facts> below;
        for (const Node& child : node.children) below.push_back(visit(child));
        Facts facts;
        facts.may_be_empty = may_be_empty(node, [&](const Node& child) {
            return below[static_cast<std::size_t>(&child - node.children.data())].may_be_empty;
        });
        facts.has_empty_iterations =
            std::any_of(below.begin(), below.end(), [](const Facts& child) { return child.has_empty_iterations; });
        if (node.kind == Kind::repeat) {
            repeats_[&node] = below.front().may_be_empty;
            facts.has_empty_iterations |= below.front().may_be_empty;
        }
        if (node.kind == Kind::look) looks_[&node] = facts.has_empty_iterations;
        return facts;
    }

    std::unordered_map<const Node*, bool> repeats_;
    std::unordered_map<const Node*, bool> looks_;
};

class References {
  public:
    explicit References(Node& root) : empty_ways_(root) { collect(root); }

    void resolve() {
        for (auto& [node, path] : references_) resolve(*node, path);
    }

    bool is_referred_to(std::uint32_t group) const { return referred_to_.count(group) != 0; }

  private:
    void collect(Node& node) {
        if (node.kind == Kind::reference) references_.emplace_back(&node, path_);
        if (node.kind == Kind::group && node.group != 0) groups_.emplace(node.group, Group{&node, path_});
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            path_.push_back({&node, i});
            collect(node.children[i]);
            path_.pop_back();
        }
    }

    [[noreturn]] static void refuse(const Node& reference, const std::string& reason) {
        throw PatternError(reference.offset, "a back reference " + reason + ", which is not supported");
    }

    void resolve(Node& reference, const Path& path) {
        const auto found = groups_.find(reference.group);
        if (found == groups_.end() || is_always_empty(path, found->second)) {
            reference.kind = Kind::empty;
            return;
        }
        const Path& group_path = found->second.path;
        if (std::any_of(path.begin(), path.end(), is_look_behind) ||
            std::any_of(group_path.begin(), group_path.end(), is_look_behind))
            refuse(reference, "in a lookbehind or to a group in one");
        const std::size_t parting = part(path, group_path);
        if (is_definite(reference, group_path, parting + 1)) {
            referred_to_.insert(reference.group);
            return;
        }
        // What an earlier attempt left in the group could still be there.
        if (std::any_of(group_path.begin(), group_path.end(), is_look))
            refuse(reference, "to a group in a lookahead that need not take part");
        const auto shared = path.begin() + static_cast<std::ptrdiff_t>(parting);
        if (std::any_of(path.begin(), shared, is_loop))
            refuse(reference, "in a repetition to a group that need not take part in each iteration");
        reference.conditional = true;
        referred_to_.insert(reference.group);
    }

    struct Group {
        Node* node;
        Path path;
    };

    // Where the paths take different children of one node.
    static std::size_t part(const Path& left, const Path& right) {
        std::size_t i = 0;
        while (i < left.size() && i < right.size() && left[i].child == right[i].child) ++i;
        return i;
    }

    // True if the group takes nothing, or is never set where the reference is reached: the reference is in it, before
    // it, in another alternative, or outside of the negative lookahead that it is in.
    static bool is_always_empty(const Path& path, const Group& group) {
        if (is_zero_width(group.node->children.front())) return true;
        const std::size_t depth = group.path.size();
        if (depth < path.size() && path[depth].node == group.node) return true;
        const std::size_t parting = part(path, group.path);
        const auto own = group.path.begin() + static_cast<std::ptrdiff_t>(parting);
        const bool in_look_behind = std::any_of(path.begin(), path.end(), is_look_behind);
        if (own->node->kind == Kind::alternation) return true;
        if (own->child > path[parting].child && !in_look_behind) return true;
        return std::any_of(own + 1, group.path.end(), is_negative_look);
    }

    // True if the group is set whenever the path has been passed from `from` on.
    bool is_definite(const Node& reference, const Path& group_path, std::size_t from) const {
        bool definite = true;
        bool in_look = false;
        for (std::size_t i = group_path.size(); i-- > from;) {
            const Node& node = *group_path[i].node;
            if (node.kind == Kind::alternation) definite = false;
            if (node.kind == Kind::look) {
                in_look = true;
                // The first way through a lookahead is the only one, and it can differ here.
                if (empty_ways_.has_empty_iterations(node))
                    refuse(reference, "to a group in a lookahead with empty iterations");
            }
            if (node.kind != Kind::repeat) continue;
            const bool may_be_nothing = empty_ways_.may_iterate_emptily(node);
            if (node.maximum > 1 && (!definite || may_be_nothing))
                refuse(reference, "to a group that need not take part in each iteration of a repetition around it");
            if (node.minimum == 0) definite = false;
            if (node.minimum == 0 && may_be_nothing && in_look)
                refuse(reference, "to a group in a lookahead in an iteration that may be empty");
        }
        return definite;
    }

    EmptyWays empty_ways_;
    Path path_;
    std::vector<std::pair<Node*, Path>> references_;
    std::map<std::uint32_t, Group> groups_;
    std::set<std::uint32_t> referred_to_;
};

// Numbers groups that are referred to in the order of their opening, and the references after them.
class Numbering {
  public:
    Numbering(const References& references, Tree& tree) : references_(references), tree_(tree) {}

    void number(Node& node) {
        std::uint32_t group = 0;  // as the pattern numbers it, if it is referred to
        if (node.kind == Kind::group && node.group != 0) {
            if (references_.is_referred_to(node.group)) {
                group = node.group;
                numbers_[group] = ++last_;
                node.group = last_;
            } else {
                node.group = 0;
            }
        } else if (node.kind == Kind::reference) {
            node.set = sets_.at(node.group);
            node.group = numbers_.at(node.group);
        }
        for (Node& child : node.children) number(child);
        if (group != 0) sets_[group] = set_of(node);
    }

    std::uint32_t last() const noexcept { return last_; }

  private:
    // A set of all characters that a group may take; of very many, all that there are. The references in it are to
    // groups that have ended before, or they would be empty.
    std::uint32_t set_of(const Node& group) {
        constexpr std::size_t most_ranges = 4096;
        std::set<std::uint32_t> sets;
        collect_sets(group, sets);
        Ranges all;
        for (const std::uint32_t set : sets) {
            all.insert(all.end(), tree_.sets[set].begin(), tree_.sets[set].end());
            if (all.size() > most_ranges) return tree_.sets.intern({{0, tree_.unicode ? last_code_point : last_unit}});
        }
        return tree_.sets.intern(normalized(std::move(all)));
    }

    const References& references_;
    Tree& tree_;
    std::map<std::uint32_t, std::uint32_t> sets_;  // by group
    std::map<std::uint32_t, std::uint32_t> numbers_;
    std::uint32_t last_ = 0;
};

}  // namespace

void resolve_references(Tree& tree) {
    prune(tree.root);
    References references(tree.root);
    references.resolve();
    Numbering numbering(references, tree);
    numbering.number(tree.root);
    tree.group_count = numbering.last();
    // Every place at which a search begins costs as much as there are groups.
    constexpr std::uint32_t most_groups = 100;
    if (tree.group_count > most_groups) throw PatternError(0, "more than 100 groups are referred to");
}

}  // namespace zodgate::text::pattern

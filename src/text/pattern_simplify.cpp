// Rewrites a tree to another with the same verdict on every subject. What a search would capture, and in which order it
// would try, does not matter to a verdict, but for groups that a reference names.
#include "text/pattern_tree.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace zodgate::text::pattern {
namespace {

constexpr std::size_t max_look_behind_width = 1000;
// Boost.Regex measures every way through the alternatives of a lookbehind.
constexpr std::size_t max_look_behind_ways = 256;

constexpr std::size_t max_unrolled_nodes = 2000;
// Twenty lookbehinds of the greatest length; what is unrolled takes memory and time at load.
constexpr std::size_t max_unrolled_look_behind_nodes = 20'000;

Node make(Kind kind, std::size_t offset) {
    Node node;
    node.kind = kind;
    node.offset = offset;
    return node;
}

// A node may be replaced by a part of itself.
void replace(Node& node, Node with) { node = std::move(with); }
void replace_by_child(Node& node) { replace(node, std::move(node.children.front())); }
void make_empty(Node& node) { replace(node, make(Kind::empty, node.offset)); }

// Can match empty wherever it is.
bool is_always_optional(const Node& node) {
    switch (node.kind) {
        case Kind::empty: return true;
        case Kind::sequence:
        case Kind::group: return std::all_of(node.children.begin(), node.children.end(), is_always_optional);
        case Kind::alternation: return std::any_of(node.children.begin(), node.children.end(), is_always_optional);
        case Kind::repeat: return node.minimum == 0 || is_always_optional(node.children.front());
        default: return false;
    }
}

std::size_t count_nodes(const Node& node) {
    std::size_t count = 1;
    for (const Node& child : node.children) count += count_nodes(child);
    return count;
}

// Nothing but characters and what is made of them.
bool is_plain(const Node& node) {
    switch (node.kind) {
        case Kind::empty:
        case Kind::characters: return true;
        case Kind::sequence:
        case Kind::alternation:
        case Kind::repeat: return std::all_of(node.children.begin(), node.children.end(), is_plain);
        default: return false;
    }
}

class Simplifier {
  public:
    explicit Simplifier(Tree& tree) : sets_(tree.sets) {}

    // `ordered`: in a lookahead whose first way through decides what a group captures.
    void simplify(Node& node, bool ordered) {
        if (node.kind == Kind::look && contains(node, Kind::group)) ordered = true;
        for (Node& child : node.children) simplify(child, ordered);
        switch (node.kind) {
            case Kind::group:
                if (node.group == 0) replace_by_child(node);
                break;
            case Kind::sequence: simplify_sequence(node); break;
            case Kind::alternation: simplify_alternation(node, ordered); break;
            case Kind::repeat: simplify_repeat(node, ordered); break;
            case Kind::look:
                if (node.behind) simplify_look_behind(node);
                break;
            default: break;
        }
    }

  private:
    // Puts children of nested nodes of the same kind in their place.
    static void flatten(Node& node) {
        std::vector<Node> flat;
        for (Node& child : node.children) {
            if (child.kind == node.kind) {
                std::move(child.children.begin(), child.children.end(), std::back_inserter(flat));
            } else if (child.kind != Kind::empty || node.kind == Kind::alternation) {
                flat.push_back(std::move(child));
            }
        }
        node.children = std::move(flat);
    }

    static void simplify_sequence(Node& node) {
        flatten(node);
        if (node.children.empty()) make_empty(node);
        if (node.children.size() == 1) replace_by_child(node);
    }

    // Alternatives of one character each become one set; in a lookahead only those next to each other.
    void simplify_alternation(Node& node, bool ordered) {
        flatten(node);
        std::vector<Node> merged;
        std::set<std::uint32_t> sets;  // those of the alternative that stands for several
        std::size_t characters = 0;    // which that is, if there are any
        const auto merge_sets = [&] {
            if (sets.size() > 1) merged[characters].set = unite(sets);
            sets.clear();
        };
        bool has_empty = false;
        for (Node& child : node.children) {
            if (child.kind == Kind::empty && std::exchange(has_empty, true)) continue;
            if (child.kind == Kind::characters) {
                const bool is_first = sets.empty();
                sets.insert(child.set);
                if (!is_first) continue;
                characters = merged.size();
            } else if (ordered) {
                merge_sets();
            }
            merged.push_back(std::move(child));
        }
        merge_sets();
        node.children = std::move(merged);
        if (node.children.size() == 1) replace_by_child(node);
    }

    std::uint32_t unite(const std::set<std::uint32_t>& sets) {
        Ranges ranges;
        for (const std::uint32_t set : sets) ranges.insert(ranges.end(), sets_[set].begin(), sets_[set].end());
        return sets_.intern(normalized(std::move(ranges)));
    }

    void simplify_repeat(Node& node, bool ordered) {
        Node& child = node.children.front();
        if (child.kind == Kind::empty || (node.minimum == 0 && is_zero_width(child) && !contains(child, Kind::group)))
            return make_empty(node);
        if ((node.minimum == 1 && node.maximum == 1) || (is_zero_width(child) && !contains(child, Kind::group)))
            return replace_by_child(node);
        if (node.minimum > 1 && may_be_empty(child) && !is_always_optional(child)) return unroll(node);
        if (ordered || contains(child, Kind::group)) return;
        // Required iterations may be empty; further ones that are empty add nothing.
        if (is_always_optional(child)) node.minimum = 0;
        if (node.maximum == unlimited && is_plain(child)) make_star_of(child);
        // (a+){2,3} is a{2,}, and (a*){2,3} is a*.
        if (child.kind == Kind::repeat && child.maximum == unlimited && child.minimum <= 1) {
            if (child.minimum == 0) node.minimum = 0;
            node.maximum = unlimited;
            replace_by_child(child);
        }
    }

    // (^|a){2,3} becomes (^|a)(^|a)(^|a)?: to Boost.Regex an empty iteration is the last, but where it is a required
    // one, others may follow that are not empty.
    void unroll(Node& node) {
        const Node child = node.children.front();
        unrolled_nodes_ += node.minimum * count_nodes(child);
        if (contains(child, Kind::group) || unrolled_nodes_ > max_unrolled_nodes)
            refuse(node, "a repetition of what may be empty in some places only, which is not supported");
        Node sequence = make(Kind::sequence, node.offset);
        sequence.children.assign(node.minimum, child);
        if (node.maximum != unlimited) node.maximum -= node.minimum;
        node.minimum = 0;
        if (node.maximum != 0) sequence.children.push_back(std::move(node));
        replace(node, std::move(sequence));
        simplify_sequence(node);
    }

    // Makes of a plain node one that never matches empty and whose iterations make the same strings (Brüggemann-Klein,
    // "Regular expressions into finite automata", star normal form).
    void make_star_of(Node& node) {
        if (!may_be_empty(node)) return;
        if (node.kind == Kind::repeat) {
            replace_by_child(node);
            return make_star_of(node);
        }
        node.kind = Kind::alternation;
        std::vector<Node> parts;
        for (Node& child : node.children) {
            if (child.kind == Kind::empty) continue;
            make_star_of(child);
            parts.push_back(std::move(child));
        }
        node.children = std::move(parts);
        simplify_alternation(node, false);
    }

    // --- lookbehind -----------------------------------------------------------------------------------------------

    [[noreturn]] static void refuse(const Node& node, const char* reason) { throw PatternError(node.offset, reason); }

    // One lookbehind an alternative, as each must have a width of its own.
    void simplify_look_behind(Node& node) {
        Node body = std::move(node.children.front());
        std::vector<Node> branches;
        if (body.kind == Kind::alternation) {
            branches = std::move(body.children);
        } else {
            branches.push_back(std::move(body));
        }
        Node looks = make(node.negative ? Kind::sequence : Kind::alternation, node.offset);
        for (Node& branch : branches) {
            drop_what_may_vary_in_front(branch);
            std::size_t ways = 1;
            fix_width(branch, ways);
            Node look = make(Kind::look, node.offset);
            look.behind = true;
            look.negative = node.negative;
            look.children.push_back(std::move(branch));
            looks.children.push_back(std::move(look));
        }
        replace(node, std::move(looks));
        if (node.children.size() == 1) replace_by_child(node);
    }

    // Nothing says where a lookbehind begins, so of a repetition in front only what is required counts.
    static void drop_what_may_vary_in_front(Node& node) {
        if (node.kind == Kind::repeat && node.minimum != node.maximum) {
            node.maximum = node.minimum;
            if (node.minimum == 0) return make_empty(node);
            if (node.minimum == 1) {
                replace_by_child(node);
                return drop_what_may_vary_in_front(node);
            }
        }
        if (node.kind != Kind::sequence) return;
        while (!node.children.empty()) {
            Node& front = node.children.front();
            drop_what_may_vary_in_front(front);
            if (front.kind != Kind::empty) break;
            node.children.erase(node.children.begin());
        }
        simplify_sequence(node);
    }

    // The width of a node, which must have one. Repetitions become what Boost.Regex can measure.
    std::size_t fix_width(Node& node, std::size_t& ways) {
        switch (node.kind) {
            case Kind::characters: return 1;
            case Kind::sequence: return fix_width_of_sequence(node, ways);
            case Kind::alternation: return fix_width_of_alternation(node, ways);
            case Kind::repeat: return fix_width_of_repeat(node, ways);
            case Kind::group: return fix_width(node.children.front(), ways);
            case Kind::reference: refuse(node, "a back reference in a lookbehind, which is not supported");
            default: return 0;
        }
    }

    std::size_t fix_width_of_sequence(Node& node, std::size_t& ways) {
        std::size_t width = 0;
        for (Node& child : node.children) width += fix_width(child, ways);
        if (width > max_look_behind_width) refuse(node, "a lookbehind that is too long");
        return width;
    }

    std::size_t fix_width_of_alternation(Node& node, std::size_t& ways) {
        const std::size_t width = fix_width(node.children.front(), ways);
        for (Node& child : node.children)
            if (fix_width(child, ways) != width)
                refuse(node, "alternatives of different lengths within a lookbehind, which are not supported");
        ways *= node.children.size();
        if (ways > max_look_behind_ways) refuse(node, "too many alternatives within a lookbehind");
        return width;
    }

    std::size_t fix_width_of_repeat(Node& node, std::size_t& ways) {
        if (node.minimum != node.maximum)
            refuse(node, "a repetition without a fixed count within a lookbehind, which is not supported");
        if (node.minimum > max_look_behind_width) refuse(node, "a lookbehind that is too long");
        fix_width(node.children.front(), ways);
        if (node.children.front().kind == Kind::characters) return node.minimum;
        unrolled_look_behind_nodes_ += node.minimum * count_nodes(node.children.front());
        if (unrolled_look_behind_nodes_ > max_unrolled_look_behind_nodes)
            refuse(node, "lookbehinds that are too long together");
        Node sequence = make(Kind::sequence, node.offset);
        sequence.children.assign(node.minimum, node.children.front());
        replace(node, std::move(sequence));
        return fix_width_of_sequence(node, ways);
    }

    Sets& sets_;
    std::size_t unrolled_nodes_ = 0;
    std::size_t unrolled_look_behind_nodes_ = 0;
};

}  // namespace

void simplify(Tree& tree) { Simplifier(tree).simplify(tree.root, false); }

}  // namespace zodgate::text::pattern

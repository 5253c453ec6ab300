// From a tree to a graph, from the end to the front: what follows is there already.
#include "text/pattern_graph.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace zodgate::text::pattern {
namespace {

// Enough for every letter of the longest pattern.
constexpr std::size_t max_visits = 4 * max_pattern_bytes;

}  // namespace

class Graph::Builder {
  public:
    explicit Builder(Fit fit) : is_wide_(fit == Fit::wide) {}

    // Enters a node's graph, which leads on to `next`.
    std::uint32_t build(const Node& node, std::uint32_t next) {
        if (++visits_ > max_visits) failed_ = true;
        if (failed_) return next;
        switch (node.kind) {
            case Kind::empty: return next;
            case Kind::characters: return add({Move::take, node.set, {next}});
            case Kind::sequence: return build_sequence(node, next);
            case Kind::alternation: return build_alternation(node, next);
            case Kind::group: return build(node.children.front(), next);
            case Kind::repeat: return build_repeat(node, next);
            case Kind::start: return add({Move::start, 0, {next}});
            case Kind::end: return add({Move::end, 0, {next}});
            case Kind::boundary: return add({Move::boundary, 0, {next}});
            case Kind::not_boundary: return add({Move::not_boundary, 0, {next}});
            case Kind::look:
                if (is_wide_) return next;
                if (node.behind) return build_look_behind(node, next);
                break;
            case Kind::reference:
                if (is_wide_) return build_any_of(node.set, next);
                break;
        }
        failed_ = true;
        return next;
    }

    std::uint32_t add(Vertex vertex) {
        vertex.looks_behind = bodies_ != 0;
        vertices_.push_back(std::move(vertex));
        return static_cast<std::uint32_t>(vertices_.size() - 1);
    }

    bool failed() const noexcept { return failed_; }
    std::vector<Vertex> take() { return std::move(vertices_); }
    std::vector<LookBehind> take_look_behinds() { return std::move(look_behinds_); }

  private:
    std::uint32_t build_any_of(std::uint32_t set, std::uint32_t next) {
        const std::uint32_t loop = add({});
        const std::uint32_t taken = add({Move::take, set, {loop}});
        vertices_[loop].next = {taken, next};
        return loop;
    }

    std::uint32_t build_look_behind(const Node& node, std::uint32_t next) {
        const auto known = numbers_.find(&node);  // an iteration that is written out once more has the same body
        const std::uint32_t look = known != numbers_.end() ? known->second : build_body(node);
        level_ = std::max(level_, look_behinds_[look].level + 1);
        return add({node.negative ? Move::not_behind : Move::behind, look, {next}});
    }

    std::uint32_t build_body(const Node& node) {
        const std::uint32_t level_outside = std::exchange(level_, 0);
        ++bodies_;
        const std::uint32_t found = add({Move::found, 0, {}});
        const std::uint32_t entry = build(node.children.front(), found);
        --bodies_;
        const auto look = static_cast<std::uint32_t>(look_behinds_.size());
        look_behinds_.push_back({entry, level_});
        vertices_[found].index = look;
        numbers_.emplace(&node, look);
        level_ = level_outside;
        return look;
    }

    std::uint32_t build_sequence(const Node& node, std::uint32_t next) {
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) next = build(*child, next);
        return next;
    }

    std::uint32_t build_alternation(const Node& node, std::uint32_t next) {
        Vertex fork;
        for (const Node& child : node.children) fork.next.push_back(build(child, next));
        return add(std::move(fork));
    }

    std::uint32_t build_repeat(const Node& node, std::uint32_t next) {
        const Node& child = node.children.front();
        std::uint32_t required = node.minimum;
        std::uint32_t entry = next;
        if (node.maximum == unlimited) {
            const std::uint32_t loop = add({});
            const std::uint32_t body = build(child, loop);
            vertices_[loop].next = {body, next};
            entry = required == 0 ? loop : body;
            if (required != 0) --required;
        } else {
            for (std::uint32_t i = required; i < node.maximum && !failed_; ++i) {
                const std::uint32_t body = build(child, entry);
                entry = add({Move::fork, 0, {body, next}});
            }
        }
        for (std::uint32_t i = 0; i < required && !failed_; ++i) entry = build(child, entry);
        return entry;
    }

    bool is_wide_;
    std::vector<Vertex> vertices_;
    std::vector<LookBehind> look_behinds_;
    std::map<const Node*, std::uint32_t> numbers_;  // of those
    std::uint32_t level_ = 0;                       // of the body being built: above the lookbehinds in it
    std::size_t bodies_ = 0;                        // being built
    std::size_t visits_ = 0;
    bool failed_ = false;
};

std::optional<Graph> Graph::make(const std::vector<const Node*>& nodes, Fit fit) {
    Builder builder(fit);
    std::uint32_t entry = builder.add({Move::accept, 0, {}});
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) entry = builder.build(**node, entry);
    if (builder.failed()) return std::nullopt;
    Graph graph;
    graph.vertices_ = builder.take();
    graph.look_behinds_ = builder.take_look_behinds();
    graph.entry_ = entry;
    return graph;
}

}  // namespace zodgate::text::pattern

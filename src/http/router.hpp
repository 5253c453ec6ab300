// Which routes a path is for: path templates of OpenAPI, in a tree of their segments.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::http {

/// Why a path template cannot be a route.
struct TemplateError {
    std::string reason;  ///< begins in lower case, has no full stop
};

/// Expressions that a path template may have.
inline constexpr std::size_t most_expressions = 32;

/// A piece of a path. Without a constructor, so that room for many costs nothing.
struct PathValue {
    const char* data;
    std::size_t size;
    std::string_view text() const noexcept { return {data, size}; }
};

/// Path templates (OpenAPI 3.1, Path Templating), for example "/v1/organizations/{orgId}/invite" or
/// "/files/{name}.{extension}". "/a" and "/a/" are two, and case counts. match() may be called from any number of
/// threads at once.
class Router {
  public:
    Router() : nodes_(1) {}

    /// Adds a path with a number of the caller's. A number may be added with several paths, if all have the same names
    /// in the same order; and a path with several numbers. Escapes in it stand for what they encode.
    /// @return nothing, or what is wrong: no '/' at the start, '?' or '#', braces that do not pair, an empty name, a
    ///   name that comes twice, expressions side by side, a malformed escape, more than most_expressions, or a path
    ///   that differs from one added before only in its names (OpenAPI 3.1, Paths Object). Nothing is added then.
    /// Throws only std::bad_alloc. Cost: linear in the path and in the segments at the same places of others.
    std::optional<TemplateError> add(std::string_view path_template, std::size_t route);

    /// The names of its expressions in the order in which they are captured; none for a number that was not added.
    /// Good until the Router goes.
    const std::vector<std::string>& names_of(std::size_t route) const noexcept;

    /// Calls f(std::size_t route, std::span<const PathValue> raw_values) for each route whose path matches,
    /// until it returns true. Segment by segment from the left, a literal comes before what has an expression, and
    /// that the sooner the more literal bytes it has; of as many, and at one path, in the order of add().
    ///
    /// Literals are compared with what the escapes of a path stand for ("/a%62" is for "/ab"), but "%2F" separates
    /// nothing, and a malformed escape equals nothing. An expression takes at least one character of a segment. Where a
    /// segment has several, each but the last takes as little as it can. The values are as in the path, still
    /// percent-encoded, and good during the call.
    /// @param path  still percent-encoded, without query; dot segments are segments as any
    /// @return whether f has returned true
    /// Throws only what f throws, and allocates nothing. Cost: at most linear in the path for each node of the tree;
    /// where templates have literals only, a binary search for each segment.
    template <class Function>
    bool match(std::string_view path, Function&& f) const {
        Walk walk(*this, path);
        while (const std::vector<std::size_t>* routes = walk.next()) {
            for (const std::size_t route : *routes) {
                if (f(route, walk.values())) return true;
            }
        }
        return false;
    }

  private:
    /// A literal, decoded, and what it takes to search for it in linear time.
    struct Literal {
        std::string text;
        std::vector<std::size_t> borders;  ///< of each prefix: how long its longest proper prefix is that it ends in
    };

    /// A segment: literals with an expression between each two of them. They are empty where a segment begins or ends
    /// with an expression.
    using Segment = std::vector<Literal>;

    struct Parsed {
        std::vector<Segment> segments;
        std::vector<std::string> names;
    };

    static constexpr std::size_t none = 0;  ///< as an index of a node: the root, which is below none

    /// A segment with those before it. All nodes of one depth stand for the same segment of a path, so that none is
    /// looked at twice in a match.
    struct Node {
        Segment segment;
        std::size_t parent = none;
        std::size_t values_before = 0;      ///< expressions in the segments before
        std::size_t literal_bytes = 0;      ///< in this segment
        std::size_t next = none;            ///< the next with an expression that has the same parent
        std::size_t first_pattern = none;   ///< the first such below
        std::vector<std::size_t> literals;  ///< those without an expression below, by their text
        std::size_t only_literal = none;    ///< of these, if it is the only one and has no '/' in it
        std::string path_template;          ///< that ends here, if routes do
        std::vector<std::size_t> routes;
    };

    /// One match on its way through the tree, depth first. What it needs to turn back it finds in the tree and in the
    /// path, so it needs no memory.
    class Walk {
      public:
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): values are written before they are read
        Walk(const Router& router, std::string_view path) noexcept
            : router_(router), path_(path), has_escapes_(path.find('%') != std::string_view::npos) {}
        /// The routes of the next path that matches; null if there is none.
        const std::vector<std::size_t>* next() noexcept;
        std::span<const PathValue> values() const noexcept;

      private:
        std::size_t find_literal(const Node& node, std::string_view raw) const noexcept;
        bool enter_literal(std::size_t literal) noexcept;
        bool go_down() noexcept;
        bool go_on() noexcept;
        bool enter_one_of(std::size_t candidate, std::string_view segment) noexcept;

        const Router& router_;
        std::string_view path_;
        bool has_escapes_;
        std::size_t node_ = none;
        std::size_t end_ = 0;                             ///< of the node's segment in the path
        std::array<PathValue, most_expressions> values_;  ///< those before the node and in it
    };

    static std::optional<TemplateError> parse(std::string_view path_template, Parsed& parsed);
    static std::optional<TemplateError> parse_segment(std::string_view text, Parsed& parsed);
    static std::optional<TemplateError> add_literal(std::string_view text, Segment& segment);
    static bool is_same(const Segment& a, const Segment& b) noexcept;
    static bool match_segment(const Segment& segment, std::string_view raw, PathValue* values) noexcept;
    std::size_t find_below(std::size_t parent, const Segment& segment) const noexcept;
    std::vector<std::size_t>::const_iterator position_of(std::size_t parent, std::string_view text) const noexcept;
    std::size_t add_below(std::size_t parent, Segment segment);

    std::vector<Node> nodes_;
    std::map<std::size_t, std::vector<std::string>> names_;
};

}  // namespace zodgate::http

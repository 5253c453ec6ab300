#include "http/router.hpp"

#include "text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::http {

namespace {

// A character of a path: a byte, or an escape and the byte that it stands for.
struct Unit {
    int byte;  // malformed if it is a '%' that begins no escape
    std::size_t length;
};

constexpr int malformed = -1;
constexpr std::size_t npos = std::string_view::npos;

constexpr Unit first_unit(std::string_view raw) noexcept {
    if (raw.front() != '%') return {static_cast<unsigned char>(raw.front()), 1};
    if (raw.size() < 3) return {malformed, 1};
    const int byte = text::hex_byte_value(raw[1], raw[2]);
    return byte < 0 ? Unit{malformed, 1} : Unit{byte, 3};
}

// A '%' is always the first character of a unit, so that units can be told from the end as well.
constexpr Unit last_unit(std::string_view raw) noexcept {
    if (raw.size() >= 3 && raw[raw.size() - 3] == '%') {
        const Unit unit = first_unit(raw.substr(raw.size() - 3));
        if (unit.length == 3) return unit;
    }
    return first_unit(raw.substr(raw.size() - 1));
}

// As std::string_view::compare() does it with what the escapes stand for. A malformed escape is less than all else.
int compare(std::string_view text, std::string_view raw, bool has_escapes) noexcept {
    if (!has_escapes) return text.compare(raw);
    for (const char c : text) {
        if (raw.empty()) return 1;
        const Unit unit = first_unit(raw);
        const int difference = static_cast<unsigned char>(c) - unit.byte;
        if (difference != 0) return difference;
        raw.remove_prefix(unit.length);
    }
    return raw.empty() ? 0 : -1;
}

bool take_prefix(std::string_view& raw, std::string_view text) noexcept {
    for (const char c : text) {
        if (raw.empty()) return false;
        const Unit unit = first_unit(raw);
        if (unit.byte != static_cast<unsigned char>(c)) return false;
        raw.remove_prefix(unit.length);
    }
    return true;
}

bool take_suffix(std::string_view& raw, std::string_view text) noexcept {
    for (auto c = text.rbegin(); c != text.rend(); ++c) {
        if (raw.empty()) return false;
        const Unit unit = last_unit(raw);
        if (unit.byte != static_cast<unsigned char>(*c)) return false;
        raw.remove_suffix(unit.length);
    }
    return true;
}

// How many bytes of a literal fit, given how many did before a unit (Knuth, Morris and Pratt).
std::size_t fitting(const std::string& text, const std::vector<std::size_t>& borders, std::size_t before,
                    int byte) noexcept {
    while (before > 0 && static_cast<unsigned char>(text[before]) != byte) before = borders[before - 1];
    return static_cast<unsigned char>(text[before]) == byte ? before + 1 : before;
}

std::vector<std::size_t> borders_of(const std::string& text) {
    std::vector<std::size_t> borders(text.size(), 0);
    for (std::size_t i = 1; i < text.size(); ++i) {
        borders[i] = fitting(text, borders, borders[i - 1], static_cast<unsigned char>(text[i]));
    }
    return borders;
}

// Where the first place of a literal, which is not empty, ends; npos if it has none.
std::size_t end_of_first(const std::string& text, const std::vector<std::size_t>& borders,
                         std::string_view raw) noexcept {
    std::size_t fits = 0;
    for (std::size_t at = 0; at < raw.size();) {
        const Unit unit = first_unit(raw.substr(at));
        at += unit.length;
        fits = fitting(text, borders, fits, unit.byte);
        if (fits == text.size()) return at;
    }
    return npos;
}

TemplateError error(std::string reason) { return {std::move(reason)}; }

}  // namespace

std::optional<TemplateError> Router::add_literal(std::string_view text, Segment& segment) {
    Literal literal;
    while (!text.empty()) {
        const Unit unit = first_unit(text);
        if (unit.byte == malformed) return error("a '%' is not followed by two hexadecimal digits");
        literal.text.push_back(static_cast<char>(static_cast<unsigned char>(unit.byte)));
        text.remove_prefix(unit.length);
    }
    literal.borders = borders_of(literal.text);
    segment.push_back(std::move(literal));
    return std::nullopt;
}

std::optional<TemplateError> Router::parse_segment(std::string_view text, Parsed& parsed) {
    Segment segment;
    for (;;) {
        const std::size_t brace = std::min(text.find_first_of("{}"), text.size());
        if (brace == 0 && text.substr(0, 1) == "{" && !segment.empty()) return error("expressions stand side by side");
        if (std::optional<TemplateError> wrong = add_literal(text.substr(0, brace), segment)) return wrong;
        if (brace == text.size()) break;
        if (text[brace] == '}') return error("a '}' has no '{' before it");
        text.remove_prefix(brace + 1);
        const std::size_t end = text.find_first_of("{}");
        if (end == npos || text[end] == '{') return error("a '{' has no '}' after it");
        if (end == 0) return error("an expression has no name");
        if (parsed.names.size() == most_expressions) {
            return error("there are more than " + std::to_string(most_expressions) + " expressions");
        }
        std::string name(text.substr(0, end));
        if (std::find(parsed.names.begin(), parsed.names.end(), name) != parsed.names.end()) {
            return error("the name '" + name + "' comes twice");
        }
        parsed.names.push_back(std::move(name));
        text.remove_prefix(end + 1);
    }
    parsed.segments.push_back(std::move(segment));
    return std::nullopt;
}

std::optional<TemplateError> Router::parse(std::string_view path_template, Parsed& parsed) {
    if (path_template.empty() || path_template.front() != '/') return error("it does not begin with '/'");
    if (path_template.find_first_of("?#") != npos) return error("it has a '?' or a '#' in it");
    while (!path_template.empty()) {
        path_template.remove_prefix(1);
        const std::string_view text = path_template.substr(0, path_template.find('/'));
        if (std::optional<TemplateError> wrong = parse_segment(text, parsed)) return wrong;
        path_template.remove_prefix(text.size());
    }
    return std::nullopt;
}

std::optional<TemplateError> Router::add(std::string_view path_template, std::size_t route) {
    Parsed parsed;
    if (std::optional<TemplateError> wrong = parse(path_template, parsed)) return wrong;

    const auto known = names_.find(route);
    if (known != names_.end() && known->second != parsed.names) {
        return error("its names are not those of the route's other path");
    }
    std::size_t node = 0;
    std::size_t depth = 0;
    for (; depth < parsed.segments.size(); ++depth) {
        const std::size_t below = find_below(node, parsed.segments[depth]);
        if (below == none) break;
        node = below;
    }
    if (depth == parsed.segments.size() && !nodes_[node].routes.empty() &&
        nodes_[node].path_template != path_template) {
        return error("it matches the same paths as '" + nodes_[node].path_template + "'");
    }
    for (; depth < parsed.segments.size(); ++depth) node = add_below(node, std::move(parsed.segments[depth]));
    nodes_[node].path_template = path_template;
    nodes_[node].routes.push_back(route);
    names_.emplace(route, std::move(parsed.names));
    return std::nullopt;
}

const std::vector<std::string>& Router::names_of(std::size_t route) const noexcept {
    static const std::vector<std::string> no_names;
    const auto found = names_.find(route);
    return found == names_.end() ? no_names : found->second;
}

bool Router::is_same(const Segment& a, const Segment& b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Literal& x, const Literal& y) { return x.text == y.text; });
}

std::size_t Router::find_below(std::size_t parent, const Segment& segment) const noexcept {
    if (segment.size() == 1) {
        const std::vector<std::size_t>& literals = nodes_[parent].literals;
        const auto found = position_of(parent, segment.front().text);
        if (found == literals.end()) return none;
        return nodes_[*found].segment.front().text == segment.front().text ? *found : none;
    }
    std::size_t node = nodes_[parent].first_pattern;
    while (node != none && !is_same(nodes_[node].segment, segment)) node = nodes_[node].next;
    return node;
}

std::vector<std::size_t>::const_iterator Router::position_of(std::size_t parent, std::string_view text) const noexcept {
    const std::vector<std::size_t>& literals = nodes_[parent].literals;
    return std::lower_bound(literals.begin(), literals.end(), text, [this](std::size_t node, std::string_view wanted) {
        return nodes_[node].segment.front().text < wanted;
    });
}

std::size_t Router::add_below(std::size_t parent, Segment segment) {
    const std::size_t added = nodes_.size();
    Node node;
    node.parent = parent;
    node.values_before = nodes_[parent].values_before;
    if (parent != none) node.values_before += nodes_[parent].segment.size() - 1;
    for (const Literal& literal : segment) node.literal_bytes += literal.text.size();
    node.segment = std::move(segment);
    nodes_.push_back(std::move(node));

    const Segment& kept = nodes_[added].segment;
    if (kept.size() == 1) {
        Node& above = nodes_[parent];
        above.literals.insert(position_of(parent, kept.front().text), added);
        const bool is_only = above.literals.size() == 1 && kept.front().text.find('/') == npos;
        above.only_literal = is_only ? added : none;
        return added;
    }
    std::size_t* link = &nodes_[parent].first_pattern;
    while (*link != none && nodes_[*link].literal_bytes >= nodes_[added].literal_bytes) link = &nodes_[*link].next;
    nodes_[added].next = *link;
    *link = added;
    return added;
}

std::size_t Router::Walk::find_literal(const Node& node, std::string_view raw) const noexcept {
    const auto difference = [&](std::size_t below) {
        return compare(router_.nodes_[below].segment.front().text, raw, has_escapes_);
    };
    auto found = node.literals.begin();
    if (node.literals.size() > 1) {
        found = std::lower_bound(node.literals.begin(), node.literals.end(), none,
                                 [&](std::size_t below, std::size_t) { return difference(below) < 0; });
    }
    return found == node.literals.end() || difference(*found) != 0 ? none : *found;
}

bool Router::match_segment(const Segment& segment, std::string_view raw, PathValue* values) noexcept {
    if (!take_prefix(raw, segment.front().text) || !take_suffix(raw, segment.back().text)) return false;
    // The earliest place of each literal leaves the most to those after it, so that there is no need to try others.
    for (std::size_t i = 1; i + 1 < segment.size(); ++i) {
        if (raw.empty()) return false;
        const Literal& literal = segment[i];
        const std::size_t first = first_unit(raw).length;
        const std::size_t length = end_of_first(literal.text, literal.borders, raw.substr(first));
        if (length == npos) return false;
        std::string_view value = raw.substr(0, first + length);
        take_suffix(value, literal.text);
        *values++ = {value.data(), value.size()};
        raw.remove_prefix(first + length);
    }
    *values = {raw.data(), raw.size()};
    return !raw.empty();
}

// Goes to a literal below if the path, which has no escapes, goes on with it.
bool Router::Walk::enter_literal(std::size_t literal) noexcept {
    const std::string_view text = router_.nodes_[literal].segment.front().text;
    const std::size_t end = end_ + 1 + text.size();
    if (path_.size() < end || (path_.size() > end && path_[end] != '/')) return false;
    if (std::string_view(path_.data() + end_ + 1, text.size()) != text) return false;
    node_ = literal;
    end_ = end;
    return true;
}

// From a node to the first below it that fits the next segment of the path.
bool Router::Walk::go_down() noexcept {
    if (end_ == path_.size() || path_[end_] != '/') return false;
    const Node& node = router_.nodes_[node_];
    // The end of the segment need not be looked for.
    if (node.only_literal != none && !has_escapes_ && enter_literal(node.only_literal)) return true;
    const std::string_view rest = path_.substr(end_);
    const std::string_view segment = rest.substr(1, rest.find('/', 1) - 1);  // npos - 1 is beyond the end as well
    const std::size_t literal = find_literal(node, segment);
    if (literal == none) return enter_one_of(node.first_pattern, segment);
    node_ = literal;
    end_ += 1 + segment.size();
    return true;
}

// From a node to the next beside it that fits its segment of the path, or beside one above it.
bool Router::Walk::go_on() noexcept {
    while (node_ != none) {
        const std::size_t start = path_.rfind('/', end_ - 1) + 1;
        const std::string_view segment = path_.substr(start, end_ - start);
        const Node& node = router_.nodes_[node_];
        const Node& parent = router_.nodes_[node.parent];
        node_ = node.parent;
        end_ = start - 1;
        if (enter_one_of(node.segment.size() == 1 ? parent.first_pattern : node.next, segment)) return true;
    }
    return false;
}

bool Router::Walk::enter_one_of(std::size_t candidate, std::string_view segment) noexcept {
    for (; candidate != none; candidate = router_.nodes_[candidate].next) {
        const Node& node = router_.nodes_[candidate];
        if (!match_segment(node.segment, segment, values_.data() + node.values_before)) continue;
        node_ = candidate;
        end_ += 1 + segment.size();
        return true;
    }
    return false;
}

const std::vector<std::size_t>* Router::Walk::next() noexcept {
    while (go_down() || go_on()) {
        if (end_ != path_.size()) continue;
        const std::vector<std::size_t>& routes = router_.nodes_[node_].routes;
        if (!routes.empty()) return &routes;
    }
    return nullptr;
}

std::span<const PathValue> Router::Walk::values() const noexcept {
    const Node& node = router_.nodes_[node_];
    return std::span(values_).first(node.values_before + node.segment.size() - 1);
}

}  // namespace zodgate::http

#include "schema/uri.hpp"

#include "text/ascii.hpp"

#include <cstddef>

namespace zodgate::schema {
namespace {

// RFC 3986, section 3. An absent part and an empty one differ; there always is a path.
struct Parts {
    std::optional<std::string_view> scheme;
    std::optional<std::string_view> authority;
    std::string_view path;
    std::optional<std::string_view> query;
    std::optional<std::string_view> fragment;
};

// Bytes of the scheme, without its colon; 0 where there is none.
std::size_t scheme_size(std::string_view text) noexcept {
    if (text.empty() || !text::is_ascii_letter(text.front())) return 0;
    std::size_t end = 1;
    while (end < text.size() &&
           (text::is_ascii_alphanumeric(text[end]) || text[end] == '+' || text[end] == '-' || text[end] == '.')) {
        ++end;
    }
    return end < text.size() && text[end] == ':' ? end : 0;
}

// Takes off all from the first of a character, and gives what is behind that.
std::optional<std::string_view> cut(std::string_view& text, char mark) noexcept {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + 1);
    text = text.substr(0, at);
    return rest;
}

Parts parts_of(std::string_view text) noexcept {
    Parts parts;
    parts.fragment = cut(text, '#');
    parts.query = cut(text, '?');
    if (const std::size_t size = scheme_size(text); size > 0) {
        parts.scheme = text.substr(0, size);
        text.remove_prefix(size + 1);
    }
    if (text.substr(0, 2) == "//") {
        const std::size_t end = text.find('/', 2);
        parts.authority = text.substr(2, end == std::string_view::npos ? end : end - 2);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end);
    }
    parts.path = text;
    return parts;
}

// Takes the segment up to the next slash off a path, and tells whether there was a slash, which goes with it.
std::string_view take_segment(std::string_view& path, bool& has_slash) noexcept {
    const std::size_t end = path.find('/');
    has_slash = end != std::string_view::npos;
    const std::string_view segment = path.substr(0, end);
    path = has_slash ? path.substr(end + 1) : std::string_view();
    return segment;
}

// RFC 3986, section 5.2.4. What is taken off the end of the output was put there once, so that all is linear.
std::string without_dot_segments(std::string_view path) {
    while (path.substr(0, 2) == "./" || path.substr(0, 3) == "../") path.remove_prefix(path.find('/') + 1);
    if (path == "." || path == "..") return {};
    bool more = false;
    std::string out(take_segment(path, more));
    while (more) {
        const std::string_view segment = take_segment(path, more);
        if (segment == "..") {
            const std::size_t slash = out.rfind('/');
            out.resize(slash == std::string::npos ? 0 : slash);
        }
        if (segment != "." && segment != "..") {
            out.append(1, '/').append(segment);
        } else if (!more) {
            out += '/';
        }
    }
    return out;
}

bool ends_in_parent(std::string_view directories) noexcept {
    return directories == "../" || (directories.size() > 3 && directories.substr(directories.size() - 4) == "/../");
}

// The same of a path that nothing stands before: segments that lead out of it stay, as an absolute base may still take
// them up, and the path does not become an absolute one, or one with a scheme.
std::string without_inner_dot_segments(std::string_view path) {
    std::string out;  // each segment but the last with its slash
    for (bool more = !path.empty(); more;) {
        const std::string_view segment = take_segment(path, more);
        if (segment == ".") continue;
        if (segment != "..") {
            out.append(segment);
            if (more) out += '/';
        } else if (out.empty() || ends_in_parent(out)) {
            out += "../";
        } else {
            out.pop_back();
            out.resize(out.rfind('/') + 1);  // npos + 1 is 0
        }
    }
    if (out.empty() || out.front() == '/' || scheme_size(out) > 0) out.insert(0, "./");
    return out;
}

// RFC 3986, section 5.2.3.
std::string merge(const Parts& base, std::string_view path) {
    if (base.authority && base.path.empty()) return std::string(1, '/').append(path);
    return std::string(base.path.substr(0, base.path.rfind('/') + 1)).append(path);  // npos + 1 is 0
}

std::string normal_path(const Parts& target, std::string_view path) {
    const bool is_rooted = target.scheme || target.authority || path.substr(0, 1) == "/";
    if (!is_rooted) return path.empty() ? std::string() : without_inner_dot_segments(path);
    std::string out = without_dot_segments(path);
    if (!target.authority && out.compare(0, 2, "//") == 0) out.insert(0, "/.");  // else it would become an authority
    return out;
}

// RFC 3986, section 5.3.
std::string written(const Parts& parts) {
    std::string out;
    if (parts.scheme) out.append(*parts.scheme).append(1, ':');
    if (parts.authority) out.append("//").append(*parts.authority);
    out.append(parts.path);
    if (parts.query) out.append(1, '?').append(*parts.query);
    if (parts.fragment) out.append(1, '#').append(*parts.fragment);
    return out;
}

}  // namespace

SplitUri split_fragment(std::string_view uri) noexcept {
    SplitUri split{uri, std::nullopt};
    split.fragment = cut(split.uri, '#');
    return split;
}

bool is_absolute_uri(std::string_view reference) noexcept { return scheme_size(reference) > 0; }

std::string percent_encode(std::string_view text, std::string_view others) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (text::is_ascii_alphanumeric(c) || others.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 0xFU]);
        }
    }
    return out;
}

// RFC 3986, section 5.2.2.
std::string resolve_uri(std::string_view base, std::string_view reference) {
    const Parts from = parts_of(base);
    Parts target = parts_of(reference);
    std::string path;
    if (target.scheme || target.authority || target.path.substr(0, 1) == "/") {
        if (!target.scheme) {
            target.scheme = from.scheme;
            if (!target.authority) target.authority = from.authority;
        }
        path = normal_path(target, target.path);
    } else {
        target.scheme = from.scheme;
        target.authority = from.authority;
        if (target.path.empty()) {
            path = from.path;
            if (!target.query) target.query = from.query;
        } else {
            path = normal_path(target, merge(from, target.path));
        }
    }
    target.path = path;
    return written(target);
}

}  // namespace zodgate::schema

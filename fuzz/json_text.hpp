// JSON text as a tree whose leaves keep their spelling, read leniently: whatever the bytes, there is a tree, and of
// JSON it is the right one. For what makes up inputs out of other inputs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace json_text {

/// Deeper nesting is read as one leaf, so that trees can be walked by recursion.
inline constexpr std::size_t deepest = 200;

struct Member;

struct Node {
    enum class Kind : unsigned char { leaf, array, object };
    Kind kind = Kind::leaf;
    std::string token = "null";   ///< of a leaf, as it is written
    std::vector<Member> members;  ///< of an array, too
};

struct Member {
    std::string key;  ///< as it is written, quotes included; of an array's item, nothing
    Node value;
};

inline Node leaf(std::string_view token) { return {Node::Kind::leaf, std::string(token), {}}; }

inline bool is_string(const Node& node) { return node.kind == Node::Kind::leaf && node.token.front() == '"'; }

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Node read(std::size_t depth = 0) {
        skip_space();
        if (at_ == text_.size()) return {};
        const char first = text_[at_];
        if (first == '{' || first == '[') return depth < deepest ? read_container(depth) : rest();
        if (first == '"') return leaf(read_string());
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_of(" \t\r\n,:]}[{\"", at_), text_.size());
        if (at_ != begin) return leaf(text_.substr(begin, at_ - begin));
        return {};  // a value that is missing; the container goes on from here
    }

  private:
    Node read_container(std::size_t depth) {
        Node node;
        node.kind = text_[at_++] == '{' ? Node::Kind::object : Node::Kind::array;
        for (skip_space(); at_ < text_.size(); skip_space()) {
            const char next = text_[at_];
            if (next == ']' || next == '}') {
                ++at_;
                break;
            }
            if (next == ',' || next == ':') {
                ++at_;
                continue;
            }
            Member& member = node.members.emplace_back();
            if (node.kind == Node::Kind::object) read_key(member.key);
            member.value = read(depth + 1);
        }
        return node;
    }

    void read_key(std::string& key) {
        key = text_[at_] == '"' ? read_string() : "\"\"";
        skip_space();
        if (at_ < text_.size() && text_[at_] == ':') ++at_;
    }

    std::string read_string() {
        const std::size_t begin = at_++;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        if (at_ >= text_.size()) {
            at_ = text_.size();
            return "\"\"";
        }
        return std::string(text_.substr(begin, ++at_ - begin));
    }

    Node rest() {
        const std::size_t begin = std::exchange(at_, text_.size());
        return leaf(text_.substr(begin));
    }

    void skip_space() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

inline Node read(std::string_view text) { return Reader(text).read(); }

inline void write(std::string& out, const Node& node) {
    if (node.kind == Node::Kind::leaf) {
        out += node.token;
        return;
    }
    const bool is_object = node.kind == Node::Kind::object;
    out += is_object ? '{' : '[';
    bool first = true;
    for (const Member& member : node.members) {
        if (!std::exchange(first, false)) out += ',';
        if (is_object) out.append(member.key.empty() ? "\"\"" : member.key).append(1, ':');
        write(out, member.value);
    }
    out += is_object ? '}' : ']';
}

inline std::string text_of(const Node& node) {
    std::string out;
    write(out, node);
    return out;
}

/// All values of the tree, the whole first, each before its members. Their pointers hold until the tree changes.
inline void add_values(Node& node, std::vector<Node*>& values) {
    values.push_back(&node);
    for (Member& member : node.members) add_values(member.value, values);
}

inline std::vector<Node*> values_of(Node& node) {
    std::vector<Node*> values;
    add_values(node, values);
    return values;
}

}  // namespace json_text

// Changes JSON by its structure, so that most of what comes out is JSON of the same kind: what a fuzzer that changes
// bytes seldom gets past the parser with.
#pragma once

#include "json_keywords.hpp"
#include "json_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace json_mutator {

using json_text::Member;
using json_text::Node;

inline constexpr std::array<std::string_view, 32> edges{"0",
                                                        "-0",
                                                        "1",
                                                        "-1",
                                                        "2",
                                                        "1.0",
                                                        "0.1",
                                                        "1e0",
                                                        "1e-7",
                                                        "0.30000000000000004",
                                                        "4294967295",
                                                        "4294967296",
                                                        "9007199254740991",
                                                        "9007199254740992",
                                                        "-9007199254740993",
                                                        "9223372036854775807",
                                                        "9223372036854775808",
                                                        "18446744073709551615",
                                                        "18446744073709551616",
                                                        "1e308",
                                                        "1e400",
                                                        "5e-324",
                                                        "null",
                                                        "true",
                                                        "false",
                                                        "\"\"",
                                                        "\"a\"",
                                                        "\"\\ud83d\\ude00\"",
                                                        "\"\\u0000\"",
                                                        "[]",
                                                        "{}",
                                                        "\"1\""};

/// What a value may be wrapped in: '@' becomes the value.
inline constexpr std::array<std::string_view, 14> wraps{"[@]",
                                                        "[@,@]",
                                                        R"({"a":@})",
                                                        R"({"anyOf":[@]})",
                                                        R"({"anyOf":[@,{"type":"string"}]})",
                                                        R"({"allOf":[@,{}]})",
                                                        R"({"oneOf":[{"type":"null"},@]})",
                                                        R"({"not":@})",
                                                        R"({"items":@})",
                                                        R"({"properties":{"a":@}})",
                                                        R"({"additionalProperties":@})",
                                                        R"({"if":@,"then":false})",
                                                        R"({"$defs":{"a":@},"$ref":"#/$defs/a"})",
                                                        R"({"contains":@})"};

class Mutation {
  public:
    /// @param keys  names of members that mean something, as they are written in JSON
    Mutation(Node& root, std::span<const Keyword> keywords, const std::vector<std::string>& keys, unsigned seed)
        : root_(root), keywords_(keywords), keys_(keys), random_(seed) {}

    void change() {
        const std::size_t times = 1 + below(3);
        for (std::size_t i = 0; i < times; ++i) change_once();
    }

  private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

    void change_once() {
        values_ = json_text::values_of(root_);
        switch (below(11)) {
            case 0:
            case 1: return insert_keyword();
            case 2: return remove();
            case 3: return repeat();
            case 4: return exchange();
            case 5: return replace(any());
            case 6: return wrap(any());
            case 7: return refer(any());
            case 8: return change_leaf();
            case 9: return rename();
            default: return insert();
        }
    }

    Node& any() { return *values_[below(values_.size())]; }

    // A value with that many members. Null if a few tries find none.
    Node* container(std::size_t least) {
        for (int i = 0; i < 8; ++i) {
            Node& node = any();
            if (node.kind != Node::Kind::leaf && node.members.size() >= least) return &node;
        }
        return nullptr;
    }

    std::string any_key() {
        if (keys_.empty() || below(8) == 0) return "\"a\"";
        return keys_[below(keys_.size())];
    }

    Node any_value() { return below(2) == 0 ? json_text::read(edges[below(edges.size())]) : Node(any()); }

    void add(Node& parent, const std::string& key, Node value) {
        const std::size_t at = below(parent.members.size() + 1);
        parent.members.insert(parent.members.begin() + static_cast<std::ptrdiff_t>(at),
                              Member{parent.kind == Node::Kind::object ? key : std::string(), std::move(value)});
    }

    void insert_keyword() {
        if (keywords_.empty()) return insert();
        Node* const parent = container(0);
        if (parent == nullptr || parent->kind != Node::Kind::object) return;
        const Keyword& keyword = keywords_[below(keywords_.size())];
        add(*parent, '"' + std::string(keyword.key) + '"', json_text::read(keyword.value));
    }

    void insert() {
        Node* const parent = container(0);
        if (parent == nullptr) return;
        add(*parent, any_key(), any_value());
    }

    void remove() {
        Node* const parent = container(1);
        if (parent == nullptr) return;
        parent->members.erase(parent->members.begin() + static_cast<std::ptrdiff_t>(below(parent->members.size())));
    }

    void repeat() {
        Node* const parent = container(1);
        if (parent == nullptr) return;
        const Member member = parent->members[below(parent->members.size())];
        const std::size_t times = below(4) == 0 ? 1 + below(40) : 1;
        for (std::size_t i = 0; i < times; ++i) add(*parent, member.key, member.value);
    }

    void exchange() {
        Node* const parent = container(2);
        if (parent == nullptr) return;
        const std::size_t first = below(parent->members.size());
        const std::size_t second = below(parent->members.size());
        if (below(2) == 0) {
            std::swap(parent->members[first], parent->members[second]);
        } else {
            std::swap(parent->members[first].value, parent->members[second].value);
        }
    }

    void replace(Node& node) {
        Node value = any_value();
        node = std::move(value);
    }

    void wrap(Node& node) {
        const std::string text = json_text::text_of(node);
        std::string wrapped;
        for (const char c : wraps[below(wraps.size())]) c == '@' ? wrapped += text : wrapped += c;
        node = json_text::read(wrapped);
    }

    void refer(Node& node) {
        std::string pointer;
        add_pointer(root_, &any(), pointer);
        node = json_text::read(R"({"$ref":"#)" + pointer + "\"}");
    }

    // Keys stay as they are written, so within the reference they are escaped as there.
    static bool add_pointer(const Node& from, const Node* target, std::string& pointer) {
        if (&from == target) return true;
        const std::size_t size = pointer.size();
        for (std::size_t i = 0; i < from.members.size(); ++i) {
            pointer += '/';
            if (from.kind == Node::Kind::array) pointer += std::to_string(i);
            const std::string& key = from.members[i].key;
            for (std::size_t c = 1; c + 1 < key.size(); ++c) {
                key[c] == '~' ? pointer += "~0" : key[c] == '/' ? pointer += "~1" : pointer += key[c];
            }
            if (add_pointer(from.members[i].value, target, pointer)) return true;
            pointer.resize(size);
        }
        return false;
    }

    void change_leaf() {
        Node* leaf = &any();
        for (int i = 0; i < 8 && leaf->kind != Node::Kind::leaf; ++i) leaf = &any();
        if (leaf->kind != Node::Kind::leaf) return;
        if (json_text::is_string(*leaf) && below(2) == 0) {
            leaf->token = below(2) == 0 ? any_key() : changed_string(leaf->token);
        } else {
            *leaf = json_text::read(edges[below(edges.size())]);
        }
    }

    // An end shorter, or longer by a part of itself.
    std::string changed_string(const std::string& token) {
        const std::string text = token.substr(1, token.size() - 2);
        if (text.find('\\') != std::string::npos) return "\"a\"";
        const std::size_t cut = below(text.size() + 1);
        return below(2) == 0 ? '"' + text.substr(0, cut) + '"' : '"' + text + text.substr(cut) + '"';
    }

    void rename() {
        Node* const parent = container(1);
        if (parent == nullptr || parent->kind != Node::Kind::object) return;
        std::string& key = parent->members[below(parent->members.size())].key;
        if (!keywords_.empty() && below(2) == 0) {
            key = '"' + std::string(keywords_[below(keywords_.size())].key) + '"';
        } else {
            key = any_key();
        }
    }

    Node& root_;
    std::span<const Keyword> keywords_;
    const std::vector<std::string>& keys_;
    std::minstd_rand random_;
    std::vector<Node*> values_;
};

/// All names of members, and all strings that could be one, as they are written.
inline std::vector<std::string> keys_in(Node& root) {
    std::vector<std::string> keys;
    for (const Node* const value : json_text::values_of(root)) {
        if (json_text::is_string(*value)) keys.push_back(value->token);
        for (const Member& member : value->members) {
            if (!member.key.empty()) keys.push_back(member.key);
        }
    }
    return keys;
}

/// The text changed, or as it was if what came out would be longer than that.
inline std::string changed(std::string_view text, std::span<const Keyword> keywords,
                           const std::vector<std::string>& more_keys, std::size_t most_bytes, unsigned seed) {
    Node root = json_text::read(text);
    std::vector<std::string> keys = keys_in(root);
    keys.insert(keys.end(), more_keys.begin(), more_keys.end());
    Mutation(root, keywords, keys, seed).change();
    std::string out = json_text::text_of(root);
    return out.size() <= most_bytes ? out : std::string(text.substr(0, most_bytes));
}

/// A value of the other text put in the place of one of this.
inline std::string crossed(std::string_view text, std::string_view other, std::size_t most_bytes, unsigned seed) {
    Node root = json_text::read(text);
    Node donor = json_text::read(other);
    const std::vector<Node*> places = json_text::values_of(root);
    const std::vector<Node*> values = json_text::values_of(donor);
    std::minstd_rand random(seed);
    Node& place = *places[random() % places.size()];
    Node& value = *values[random() % values.size()];
    // Side by side where both have members, by each third seed.
    if (place.kind != Node::Kind::leaf && place.kind == value.kind && random() % 3 == 0) {
        place.members.insert(place.members.end(), value.members.begin(), value.members.end());
    } else {
        place = value;
    }
    std::string out = json_text::text_of(root);
    return out.size() <= most_bytes ? out : std::string(text.substr(0, most_bytes));
}

inline std::size_t put(std::string_view text, std::uint8_t* data, std::size_t most_bytes) {
    const std::size_t size = std::min(text.size(), most_bytes);
    if (size != 0) std::memcpy(data, text.data(), size);
    return size;
}

/// The parts of an input that is a document, then perhaps a NUL and a payload.
struct Parts {
    std::string document;
    std::string payload;
};

inline Parts parts_of(std::string_view input) {
    const std::size_t end = std::min(input.find('\0'), input.size());
    return {std::string(input.substr(0, end)), std::string(input.substr(std::min(end + 1, input.size())))};
}

inline std::string joined(const Parts& parts) { return parts.document + '\0' + parts.payload; }

/// A schema document or its payload changed.
inline std::string changed_parts(std::string_view input, std::span<const Keyword> keywords, std::size_t most_bytes,
                                 unsigned seed) {
    Parts parts = parts_of(input);
    std::minstd_rand random(seed);
    const std::size_t room = most_bytes - std::min(most_bytes, input.size());
    if (random() % 2 == 0) {
        parts.document = changed(parts.document, keywords, {}, parts.document.size() + room, seed);
    } else {
        Node document = json_text::read(parts.document);
        parts.payload = changed(parts.payload, {}, keys_in(document), parts.payload.size() + room, seed);
    }
    return joined(parts);
}

inline std::string crossed_parts(std::string_view input, std::string_view other, std::size_t most_bytes,
                                 unsigned seed) {
    Parts parts = parts_of(input);
    const Parts others = parts_of(other);
    const std::size_t room = most_bytes - std::min(most_bytes, input.size());
    if (seed % 2 == 0) {
        parts.document = crossed(parts.document, others.document, parts.document.size() + room, seed / 2);
    } else {
        parts.payload = crossed(parts.payload, others.payload, parts.payload.size() + room, seed / 2);
    }
    return joined(parts);
}

}  // namespace json_mutator

#ifdef ZODGATE_LIBFUZZER

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most_bytes);

namespace json_mutator {

/// What LLVMFuzzerCustomMutator does: of four inputs one is left to libFuzzer's own changes of bytes, and what the
/// change leaves as it was.
/// @param change  std::string(std::string_view input, std::size_t most_bytes, unsigned seed)
template <typename Change>
std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t most_bytes, unsigned seed, const Change& change) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (seed % 4 == 0) return LLVMFuzzerMutate(data, size, most_bytes);
    const std::string out = change(input, most_bytes, seed / 4);
    return out == input ? LLVMFuzzerMutate(data, size, most_bytes) : put(out, data, most_bytes);
}

/// What LLVMFuzzerCustomCrossOver gets and gives.
/// @param crossing  makes one text of two, of at most so many bytes: (first, second, most_bytes, seed)
template <class Crossing>
std::size_t cross(const std::uint8_t* one, std::size_t one_size, const std::uint8_t* two, std::size_t two_size,
                  std::uint8_t* out, std::size_t most_bytes, unsigned seed, const Crossing& crossing) {
    const std::string_view first(reinterpret_cast<const char*>(one), one_size);
    const std::string_view second(reinterpret_cast<const char*>(two), two_size);
    return put(crossing(first, second, most_bytes, seed), out, most_bytes);
}

}  // namespace json_mutator

#endif

// Texts in order of their bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace zodgate::text {

/// One of several texts that are to be sorted: its position among them, and some of its bytes as a number, which tell
/// most texts apart without a look at them.
struct Sorted {
    std::uint64_t begin;
    std::uint32_t position;
};

/// @param offset  of the first byte that counts; past the end of the text there are zeros
inline Sorted sorted_from(std::string_view text, std::size_t offset, std::uint32_t position) noexcept {
    std::uint64_t begin = 0;
    for (std::size_t i = offset; i < offset + sizeof(begin); ++i) {
        begin = begin << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    }
    return {begin, position};
}

/// In order of `begin`, and of position where that is the same. Expects the positions in order.
/// Cost: linear for many. @throws std::bad_alloc
void sort_by_begin(std::span<Sorted> texts);

/// In order of their bytes, what is equal in order of position: what sorted_from(text, 0, position) gave for each, in
/// order of position. No set of texts makes it slow: it looks at eight bytes of all at a time, and compares those that
/// have long beginnings in common.
/// @param text_at  gives the text at a position
/// @param levels   how many eights of bytes are looked at
/// @throws std::bad_alloc
template <class TextAt>
void sort_texts(std::span<Sorted> texts, const TextAt& text_at, std::size_t offset = 0, std::size_t levels = 6) {
    constexpr std::size_t few = 16;
    const auto is_less = [&text_at](const Sorted& a, const Sorted& b) {
        const int order = text_at(a.position).compare(text_at(b.position));
        return order != 0 ? order < 0 : a.position < b.position;
    };
    sort_by_begin(texts);
    for (std::size_t first = 0, last = 0; first < texts.size(); first = last) {
        for (last = first + 1; last < texts.size() && texts[last].begin == texts[first].begin;) ++last;
        const std::span<Sorted> alike = texts.subspan(first, last - first);
        // By position already where all are equal, or in order.
        if (alike.size() == 1 || std::is_sorted(alike.begin(), alike.end(), is_less)) continue;
        if (alike.size() <= few || levels == 1) {
            std::sort(alike.begin(), alike.end(), is_less);
            continue;
        }
        const std::size_t next = offset + sizeof(Sorted::begin);
        for (Sorted& text : alike) text = sorted_from(text_at(text.position), next, text.position);
        sort_texts(alike, text_at, next, levels - 1);
    }
}

/// The positions of as many texts, in order of the texts; see sort_texts(). @throws std::bad_alloc
template <class TextAt>
std::vector<Sorted> sorted_texts(std::uint32_t count, const TextAt& text_at) {
    std::vector<Sorted> texts;
    texts.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) texts.push_back(sorted_from(text_at(i), 0, i));
    sort_texts(std::span(texts), text_at);
    return texts;
}

}  // namespace zodgate::text

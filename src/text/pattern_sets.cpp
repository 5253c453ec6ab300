// Sets of characters and the classes that ECMA-262 names by a letter.
#include "text/pattern_tree.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::text::pattern {

Ranges normalized(Ranges ranges) {
    std::sort(ranges.begin(), ranges.end());
    Ranges merged;
    for (const Range& range : ranges) {
        if (!merged.empty() && range.first <= merged.back().last + 1) {
            merged.back().last = std::max(merged.back().last, range.last);
        } else {
            merged.push_back(range);
        }
    }
    return merged;
}

Ranges complement(const Ranges& normalized_ranges, char32_t last_character) {
    Ranges rest;
    char32_t next = 0;
    for (const Range& range : normalized_ranges) {
        if (range.first > last_character) break;
        if (range.first > next) rest.push_back({next, range.first - 1});
        next = range.last + 1;
    }
    if (next <= last_character) rest.push_back({next, last_character});
    return rest;
}

const Ranges& digits() {
    static const Ranges ranges{{'0', '9'}};
    return ranges;
}

const Ranges& word_characters() {
    static const Ranges ranges{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    return ranges;
}

// ECMA-262 WhiteSpace (with the general category Zs) and LineTerminator.
const Ranges& white_space() {
    static const Ranges ranges{{'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                               {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                               {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    return ranges;
}

const Ranges& line_terminators() {
    static const Ranges ranges{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};
    return ranges;
}

std::uint32_t Sets::intern(Ranges ranges) {
    const auto [place, added] = indices_.try_emplace(std::move(ranges), static_cast<std::uint32_t>(sets_.size()));
    if (added) sets_.push_back(&place->first);
    return place->second;
}

}  // namespace zodgate::text::pattern

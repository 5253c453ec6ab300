// Which characters a pattern tells apart.
#include "text/pattern_engine.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace zodgate::text::pattern {
namespace {

// Bytes that are plain characters to Boost.Regex wherever they stand: neither digits nor any of its punctuation.
std::string plain_bytes(unsigned char first, unsigned char last) {
    std::string bytes;
    for (unsigned byte = first; byte <= last; ++byte) bytes += static_cast<char>(byte);
    return bytes;
}

// Where sets begin and end.
struct Edge {
    char32_t at;
    std::uint32_t set;
};

constexpr std::size_t max_ranges = 100'000;

// Hands out kinds, those of word characters apart if there is need to tell.
class Kinds {
  public:
    explicit Kinds(bool with_words) {
        others_ = plain_bytes('A', 'Z') + plain_bytes('a', 'z') + plain_bytes(0x80, 0xBF);
        const std::string rest = plain_bytes(0xC0, no_character - 1);
        (with_words ? words_ : others_) += rest;
    }

    unsigned char take(bool is_word) {
        std::string& kinds = is_word ? words_ : others_;
        if (kinds.empty()) throw PatternError(0, "more different characters than are supported");
        const auto kind = static_cast<unsigned char>(kinds.back());
        kinds.pop_back();
        return kind;
    }

  private:
    std::string words_;
    std::string others_;
};

}  // namespace

Alphabet::Alphabet(const Tree& tree)
    : unicode_(tree.unicode), keeps_characters_(contains(tree.root, Kind::reference)), kinds_(tree.sets.size() + 1) {
    const bool with_words = contains(tree.root, Kind::boundary) || contains(tree.root, Kind::not_boundary);
    const char32_t last_character = unicode_ ? last_code_point : last_unit;
    const auto words = static_cast<std::uint32_t>(tree.sets.size());  // behind the tree's own
    std::set<std::uint32_t> sets;
    collect_sets(tree.root, sets);
    std::vector<Edge> edges;
    const auto add = [&](const Ranges& ranges, std::uint32_t set) {
        if (edges.size() + 2 * ranges.size() > 2 * max_ranges)
            throw PatternError(0, "more different characters than are supported");
        for (const Range& range : ranges) {
            edges.push_back({range.first, set});
            edges.push_back({range.last + 1, set});
        }
    };
    for (const std::uint32_t set : sets) add(tree.sets[set], set);
    if (with_words) add(word_characters(), words);
    std::sort(edges.begin(), edges.end(), [](const Edge& left, const Edge& right) { return left.at < right.at; });

    Kinds kinds(with_words);
    std::map<std::set<std::uint32_t>, unsigned char> known;
    std::set<std::uint32_t> inside;  // the sets that the interval is in
    std::size_t edge = 0;
    for (char32_t at = 0; at <= last_character;) {
        for (; edge < edges.size() && edges[edge].at == at; ++edge)
            if (!inside.erase(edges[edge].set)) inside.insert(edges[edge].set);
        const auto [place, is_new] = known.try_emplace(inside, no_character);
        if (is_new) {
            place->second = kinds.take(inside.count(words) != 0);
            all_kinds_ += static_cast<char>(place->second);
            for (const std::uint32_t set : inside) kinds_[set] += static_cast<char>(place->second);
        }
        intervals_.push_back({at, place->second});
        at = edge < edges.size() ? edges[edge].at : last_character + 1;
    }
    for (std::size_t i = 0; i < 128; ++i) ascii_[i] = kind_of(static_cast<char32_t>(i));
}

unsigned char Alphabet::kind_of(char32_t character) const noexcept {
    const auto beyond = std::upper_bound(intervals_.begin(), intervals_.end(), character,
                                         [](char32_t c, const Interval& interval) { return c < interval.first; });
    return std::prev(beyond)->kind;
}

Alphabet::KindPair Alphabet::kinds_at(std::string_view utf8, std::size_t& at) const noexcept {
    const char32_t character = read_code_point(utf8, at);
    if (unicode_ || character <= last_unit) return {kind_of(character), 0, false};
    return {kind_of(high_surrogate(character)), kind_of(low_surrogate(character)), true};
}

void Alphabet::append(Characters& characters, char32_t character) const {
    characters.kinds += static_cast<char>(kind_of(character));
    if (keeps_characters_) characters.characters += character;
}

Characters Alphabet::characters_of(std::string_view utf8) const {
    Characters characters;
    characters.kinds.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t character = read_code_point(utf8, at);
        if (unicode_ || character <= last_unit) {
            append(characters, character);
        } else {
            append(characters, high_surrogate(character));
            append(characters, low_surrogate(character));
        }
    }
    return characters;
}

}  // namespace zodgate::text::pattern

#include "generate/pattern_strings.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace zodgate::generate {
namespace {

using text::pattern::Kind;
using text::pattern::Node;
using text::pattern::Range;
using text::pattern::Ranges;

Ranges within(const Ranges& ranges, char32_t first, char32_t last) {
    Ranges out;
    for (const Range& range : ranges) {
        const Range part{std::max(range.first, first), std::min(range.last, last)};
        if (part.first <= part.last) out.push_back(part);
    }
    return out;
}

}  // namespace

void append_code_point(std::string& out, char32_t code_point) {
    const auto byte = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (code_point < 0x80) return byte(code_point);
    if (code_point < 0x800) {
        byte(0xC0U | (code_point >> 6U));
    } else if (code_point < 0x10000) {
        byte(0xE0U | (code_point >> 12U));
        byte(0x80U | ((code_point >> 6U) & 0x3FU));
    } else {
        byte(0xF0U | (code_point >> 18U));
        byte(0x80U | ((code_point >> 12U) & 0x3FU));
        byte(0x80U | ((code_point >> 6U) & 0x3FU));
    }
    byte(0x80U | (code_point & 0x3FU));
}

PatternSource::PatternSource(std::string_view source, bool unicode) : tree_(text::pattern::parse(source, unicode)) {
    for (std::uint32_t i = 0; i < tree_.sets.size(); ++i) {
        const Ranges& set = tree_.sets[i];
        readable_.push_back(within(set, 0x20, 0x7E));
        Ranges all = within(set, 0, 0xD7FF);
        const Ranges rest = within(set, 0xE000, text::pattern::last_code_point);
        all.insert(all.end(), rest.begin(), rest.end());
        any_.push_back(std::move(all));
    }
}

// One way through the tree. Recursive as groups are nested, which text::max_pattern_depth bounds.
class PatternSource::Way {
  public:
    Way(const PatternSource& source, Random& random, std::size_t more, std::size_t max_bytes)
        : source_(source), random_(random), more_(more), max_bytes_(max_bytes), groups_(source.tree_.group_count + 1) {}

    bool take(const Node& node) {
        if (text.size() > max_bytes_ || ++steps_ > most_steps_) return false;
        switch (node.kind) {
            case Kind::characters: return take_character(node.set);
            case Kind::sequence:
                return std::all_of(node.children.begin(), node.children.end(),
                                   [this](const Node& child) { return take(child); });
            case Kind::alternation: return take(alternative(node));
            case Kind::group: return take_group(node);
            case Kind::repeat: return take_repeat(node);
            case Kind::reference:
                if (node.group < groups_.size()) text += groups_[node.group];
                return true;
            case Kind::look: return note_hint(node);
            default: return true;  // takes no character
        }
    }

    // What a lookahead asks for is often one character somewhere: the last of what it matches is put anywhere.
    void plant_hints() {
        for (const std::string& hint : hints_) {
            if (text.empty() || random_.one_in(4)) continue;
            const auto at = static_cast<std::size_t>(random_.below(text.size()));
            const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
            if (is_ascii(text[at]) && is_ascii(hint.back())) text[at] = hint.back();
        }
    }

    std::string text;

  private:
    // Of alternatives, those that are one text each come rarely beside others: as the nil UUID among UUIDs.
    const Node& alternative(const Node& node) {
        constexpr int most_picks = 8;
        const Node* chosen = &random_.pick(node.children);
        for (int i = 1; i < most_picks && is_one_text(*chosen) && !random_.one_in(8); ++i) {
            chosen = &random_.pick(node.children);
        }
        return *chosen;
    }

    bool is_one_text(const Node& node) const {
        if (node.kind == Kind::alternation) return false;
        if (node.kind == Kind::repeat && node.minimum != node.maximum) return false;
        if (node.kind == Kind::characters) {
            const Ranges& set = source_.any_[node.set];
            return set.size() == 1 && set.front().first == set.front().last;
        }
        return std::all_of(node.children.begin(), node.children.end(),
                           [this](const Node& child) { return is_one_text(child); });
    }

    bool take_character(std::uint32_t set) {
        const Ranges& readable = source_.readable_[set];
        const Ranges& any = source_.any_[set];
        const Ranges& chosen = !readable.empty() && !random_.one_in(8) ? readable : any;
        if (chosen.empty()) return false;
        const auto width = [](const Range& range) { return std::uint64_t{range.last} - range.first + 1; };
        std::uint64_t count = 0;
        for (const Range& range : chosen) count += width(range);
        std::uint64_t at = random_.below(count);
        for (const Range& range : chosen) {
            if (at < width(range)) {
                append_code_point(text, range.first + static_cast<char32_t>(at));
                break;
            }
            at -= width(range);
        }
        return true;
    }

    bool take_group(const Node& node) {
        const std::size_t start = text.size();
        const bool taken =
            std::all_of(node.children.begin(), node.children.end(), [this](const Node& child) { return take(child); });
        if (taken && node.group > 0 && node.group < groups_.size()) groups_[node.group] = text.substr(start);
        return taken;
    }

    bool take_repeat(const Node& node) {
        const std::size_t more = std::min<std::size_t>(node.maximum - node.minimum, more_);
        const std::size_t count = node.minimum + static_cast<std::size_t>(random_.below(more + 1));
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t before = text.size();
            if (!take(node.children.front())) return false;
            if (text.size() == before) break;  // what takes nothing takes nothing again
        }
        return true;
    }

    bool note_hint(const Node& node) {
        if (node.negative || node.behind || hints_.size() > 16) return true;
        const std::size_t start = text.size();
        const bool taken =
            std::all_of(node.children.begin(), node.children.end(), [this](const Node& child) { return take(child); });
        if (taken && text.size() > start) hints_.push_back(text.substr(start));
        text.resize(start);
        return true;
    }

    const PatternSource& source_;
    Random& random_;
    std::size_t more_;
    std::size_t max_bytes_;
    std::size_t most_steps_ = 16 * max_bytes_ + 100000;
    std::size_t steps_ = 0;
    std::vector<std::string> groups_;
    std::vector<std::string> hints_;
};

std::optional<std::string> PatternSource::make(Random& random, std::size_t more, std::size_t max_bytes) const {
    Way way(*this, random, more, max_bytes);
    if (!way.take(tree_.root) || way.text.size() > max_bytes) return std::nullopt;
    way.plant_hints();
    return std::move(way.text);
}

}  // namespace zodgate::generate

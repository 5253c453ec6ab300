#include "text/pattern.hpp"

#include "text/pattern_automaton.hpp"
#include "text/pattern_engine.hpp"
#include "text/pattern_tree.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>

namespace zodgate::text {
namespace {

using pattern::Alphabet;
using pattern::Automaton;
using pattern::Fit;
using pattern::Kind;
using pattern::Matcher;
using pattern::SimpleMatcher;
using pattern::SyntaxError;
using pattern::Tree;

// True if there are code points beyond U+FFFF: those of four bytes.
bool has_astral(std::string_view utf8) noexcept {
    return std::any_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
}

// Kinds of characters that are kinds already.
const unsigned char* identity() {
    static const std::array<unsigned char, 256> table = [] {
        std::array<unsigned char, 256> bytes{};
        std::iota(bytes.begin(), bytes.end(), static_cast<unsigned char>(0));
        return bytes;
    }();
    return table.data();
}

// Whether there is a backslash, not itself escaped, before p{, P{ or u{.
bool has_unicode_escape(std::string_view source) noexcept {
    for (std::size_t at = 0; at + 2 < source.size(); ++at) {
        if (source[at] != '\\') continue;
        ++at;
        if ((source[at] == 'p' || source[at] == 'P' || source[at] == 'u') && source[at + 1] == '{') return true;
    }
    return false;
}

// With or without the u flag, as it is wanted, if that can be, else the other way. If neither can be, the reading that
// came farther tells why.
Tree parse_either_way(std::string_view source, bool unicode) {
    try {
        return pattern::parse(source, unicode);
    } catch (const SyntaxError& first) {
        try {
            return pattern::parse(source, !unicode);
        } catch (const SyntaxError& second) {
            throw PatternError(second.offset() > first.offset() ? second : first);
        }
    }
}

Tree parse(std::string_view source, Reading reading) {
    // Without the flag these are letters, which nobody means.
    if (reading == Reading::guessed && has_unicode_escape(source)) return pattern::parse(source, true);
    return parse_either_way(source, reading == Reading::unicode);
}

Tree load(std::string_view source, Reading reading) {
    if (source.size() > max_pattern_bytes)
        throw PatternError(max_pattern_bytes, "longer than " + std::to_string(max_pattern_bytes) + " bytes");
    const std::size_t invalid = find_invalid_utf8(source);
    if (invalid != npos) throw PatternError(invalid, "not well-formed UTF-8");
    Tree tree = parse(source, reading);
    pattern::resolve_references(tree);
    pattern::simplify(tree);
    return tree;
}

// U+2028 or U+2029 in UTF-8: its last digit, or nothing.
char separator_digit(std::string_view rest) noexcept {
    if (rest.substr(0, 3) == "\xE2\x80\xA8") return '8';
    if (rest.substr(0, 3) == "\xE2\x80\xA9") return '9';
    return '\0';
}

}  // namespace

// ECMA-262 EscapeRegExpPattern, which leaves the details open; they are V8's.
std::string regexp_source(std::string_view source) {
    if (source.empty()) return "(?:)";
    std::string out;
    bool in_class = false;
    bool is_escaped = false;  // by a backslash, which is written already
    for (std::size_t at = 0; at < source.size(); ++at) {
        const char c = source[at];
        const char* const backslash = is_escaped ? "" : "\\";
        const char digit = separator_digit(source.substr(at));
        if (c == '\n' || c == '\r') {
            out.append(backslash) += c == '\n' ? 'n' : 'r';
        } else if (digit != '\0') {
            out.append(backslash).append("u202") += digit;
            at += 2;
        } else {
            if (c == '/' && !in_class) out += backslash;
            out += c;
        }
        if (!is_escaped && c == '[') in_class = true;
        if (!is_escaped && c == ']') in_class = false;
        is_escaped = !is_escaped && c == '\\';
    }
    return out;
}

namespace {

// What decides where a pattern is not simple.
class Engine {
  public:
    Engine(const Tree& tree, AutomatonAllowance& allowance)
        : alphabet_(tree), automaton_(Automaton::make(tree, alphabet_, Fit::exact, allowance)) {
        if (!automaton_) {
            matcher_.emplace(tree, alphabet_);
            if (contains(tree.root, Kind::reference) || contains(tree.root, Kind::look))
                sieve_ = Automaton::make(tree, alphabet_, Fit::wide, allowance);
        }
        within_pair_ = tree.unicode && matches_within_pair();
    }

    Found search(std::string_view subject_utf8, std::size_t& steps) const {
        const std::optional<Automaton>& first = automaton_ ? automaton_ : sieve_;
        Found found = first && !first->search(subject_utf8, alphabet_) ? Found::no : Found::yes;
        if (found == Found::yes && matcher_) found = search_by_matcher(subject_utf8, steps);
        return found == Found::no && within_pair_ && has_astral(subject_utf8) ? Found::yes : found;
    }

    bool takes_steps() const noexcept { return matcher_.has_value(); }

  private:
    Found search_by_matcher(std::string_view subject_utf8, std::size_t& steps) const {
        if (steps == 0) return Found::over_budget;  // the matcher would say so by an exception, which takes long
        if (is_ascii(subject_utf8)) return matcher_->search({subject_utf8, alphabet_.ascii()}, steps);
        if (subject_utf8.size() > steps) {
            steps = 0;
            return Found::over_budget;
        }
        steps -= subject_utf8.size();
        const pattern::Characters characters = alphabet_.characters_of(subject_utf8);
        const pattern::Subject subject{characters.kinds, identity(),
                                       characters.characters.empty() ? nullptr : characters.characters.data()};
        return matcher_->search(subject, steps);
    }

    // In V8 a search with the u flag also begins between the halves of a surrogate pair, where nothing can be taken but
    // what takes nothing may match. Two bytes that are no kinds have such a place between them.
    bool matches_within_pair() const {
        if (automaton_) return automaton_->matches_anywhere();
        std::size_t steps = default_pattern_steps;
        return matcher_->search({"!!", identity()}, steps, 1) == Found::yes;
    }

    Alphabet alphabet_;
    std::optional<Automaton> automaton_;
    std::optional<Matcher> matcher_;  // where there is no automaton
    std::optional<Automaton> sieve_;  // then: finds a match wherever the matcher does, and perhaps elsewhere
    bool within_pair_ = false;
};

}  // namespace

struct Pattern::Compiled {
    Compiled(std::string_view text, const Tree& tree, AutomatonAllowance& allowance)
        : source(regexp_source(text)), unicode(tree.unicode), simple(SimpleMatcher::make(tree)) {
        if (!simple || !simple->is_sure()) engine.emplace(tree, allowance);
    }

    std::string source;
    bool unicode;
    std::optional<SimpleMatcher> simple;
    std::optional<Engine> engine;  // but for what is simple whatever the subject
};

Pattern::Pattern(std::string_view source_utf8, Reading reading) {
    AutomatonAllowance own;
    compiled_ = std::make_shared<const Compiled>(source_utf8, load(source_utf8, reading), own);
}

Pattern::Pattern(std::string_view source_utf8, Reading reading, AutomatonAllowance& shared) {
    const AutomatonAllowance usual;
    const AutomatonAllowance given{std::min(usual.cells, shared.cells), std::min(usual.work, shared.work)};
    AutomatonAllowance own = given;
    compiled_ = std::make_shared<const Compiled>(source_utf8, load(source_utf8, reading), own);
    shared.cells -= given.cells - own.cells;
    shared.work -= given.work - own.work;
}

bool Pattern::takes_steps() const noexcept { return compiled_->engine && compiled_->engine->takes_steps(); }

bool Pattern::unicode() const noexcept { return compiled_->unicode; }

Pattern::Found Pattern::search_within(std::string_view subject_utf8, std::size_t& steps) const {
    if (compiled_->simple) {
        const SimpleMatcher::Answer answer = compiled_->simple->search(subject_utf8);
        if (answer != SimpleMatcher::Answer::unsure)
            return answer == SimpleMatcher::Answer::yes ? Found::yes : Found::no;
    }
    return compiled_->engine->search(subject_utf8, steps);
}

const std::string& Pattern::source() const noexcept { return compiled_->source; }

}  // namespace zodgate::text

// What people write in patterns who have met other regular expressions, or who have written one for JSON.
#include "lint/subject.hpp"

#include "text/ascii.hpp"
#include "text/format.hpp"
#include "text/pattern.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace zodgate::lint {
namespace {

// A pattern and its place.
struct Written {
    std::string_view source;
    std::string pointer;
    std::size_t offset;
};

struct Escape {
    char letter;
    std::string_view meaning;  ///< in Perl, PCRE, Python, Java, .NET or Ruby
};

constexpr auto foreign_escapes = std::to_array<Escape>({
    {'A', "the start of the text, which is \"^\" here"},
    {'Z', "the end of the text, which is \"$\" here"},
    {'z', "the end of the text, which is \"$\" here"},
    {'G', "the end of the match before"},
    {'h', "a space or a tab"},
    {'H', "all but a space or a tab"},
    {'R', "a line end"},
    {'Q', "the start of a literal part"},
    {'E', "the end of a literal part"},
    {'K', "the start of what counts as matched"},
    {'X', "a grapheme cluster"},
    {'a', "the bell character"},
    {'e', "the escape character"},
});

// Goes over a source once and tells what stands where. Syntax that JavaScript refuses is passed over.
class Scan {
  public:
    Scan(const Written& written, Findings& findings) : written_(written), findings_(findings) {}

    void run() {
        while (at_ < source().size()) step();
        check_anchors();
    }

  private:
    std::string_view source() const noexcept { return written_.source; }
    char peek(std::size_t ahead = 0) const noexcept {
        return at_ + ahead < source().size() ? source()[at_ + ahead] : '\0';
    }

    void step() {
        switch (peek()) {
            case '\\': return escape();
            case '[': return open_class();
            case ']':
                in_class_ = false;
                ++at_;
                return;
            case '(':
                if (!in_class_) return open_group();
                break;
            case ')':
                if (!in_class_ && depth_ > 0) --depth_;
                break;
            case '|':
                if (!in_class_ && depth_ == 0) alternatives_.push_back(at_ + 1);
                break;
            case '\b':
                say("pattern-lost-escape",
                    "\"\\b\" is a backspace to JSON; a word boundary, or a backspace in a class, is written \"\\\\b\"");
                break;
            default:
                if (!in_class_) check_possessive();
        }
        ++at_;
    }

    // Each rule once a pattern.
    void say(std::string_view rule, std::string message) {
        if (!said_.insert(rule).second) return;
        findings_.add(rule, written_.pointer, written_.offset, std::move(message));
    }

    void escape() {
        const char letter = peek(1);
        if (letter == 'p' || letter == 'P') {
            if (peek(2) == '{') property();
        } else {
            const auto* const found = std::find_if(foreign_escapes.begin(), foreign_escapes.end(),
                                                   [letter](const Escape& known) { return known.letter == letter; });
            if (found != foreign_escapes.end()) {
                say("pattern-foreign-escape", std::string("JavaScript reads \"\\") + letter + "\" as the letter \"" +
                                                  letter + "\"; elsewhere it is " + std::string(found->meaning));
            }
        }
        at_ += 2;
    }

    void property() {
        const std::size_t end = source().find('}', at_);
        if (end == std::string_view::npos) return;
        const std::string_view written = source().substr(at_, end + 1 - at_);
        say("pattern-property-escape",
            quoted(written) +
                " needs the flag u, which a document cannot carry: it is read with that flag here, and as "
                "the letters " +
                quoted(written.substr(1)) + " by new RegExp(pattern)");
    }

    void open_class() {
        const char kind = peek(1);
        const bool is_posix = in_class_ && (kind == ':' || kind == '.' || kind == '=');
        const std::size_t end = is_posix ? source().find(std::string(1, kind) + "]", at_ + 2) : std::string_view::npos;
        if (end != std::string_view::npos) {
            const std::string_view written = source().substr(at_, end + 2 - at_);
            say("pattern-posix-class", quoted(written) + " is a list of characters to JavaScript, and no class");
            at_ = end + 2;
            return;
        }
        in_class_ = true;
        ++at_;
        if (peek() == '^') ++at_;
    }

    void open_group() {
        ++depth_;
        ++at_;
        if (peek() != '?') return;
        const std::string_view rest = source().substr(at_ + 1);
        const auto begins = [rest](std::string_view with) { return rest.substr(0, with.size()) == with; };
        if (begins(">")) {
            foreign_group("(?>", "an atomic group");
        } else if (begins("P<") || begins("P=") || begins("P>")) {
            foreign_group("(?P", "a named group, which is \"(?<name>…)\" here,");
        } else if (begins("|")) {
            foreign_group("(?|", "a branch reset");
        } else if (begins("#")) {
            foreign_group("(?#", "a comment");
        } else if (!rest.empty() && (rest.front() == '-' || text::is_ascii_letter(rest.front()))) {
            foreign_group("(?" + std::string(rest.substr(0, rest.find_first_of(":)"))) + peek_after(rest),
                          "flags within a pattern");
        }
        ++at_;
    }

    static std::string peek_after(std::string_view rest) {
        const std::size_t end = rest.find_first_of(":)");
        return end == std::string_view::npos ? std::string() : std::string(1, rest[end]);
    }

    void foreign_group(const std::string& written, const std::string& meaning) {
        say("pattern-foreign-group", quoted(written) + ", " + meaning + " elsewhere, is a mistake in JavaScript");
    }

    // Behind `*`, `+`, `?` or `{n,m}`. Behind `(?` there is none: that has been passed over.
    void check_possessive() {
        const char sign = peek();
        const bool is_quantifier = sign == '*' || sign == '+' || sign == '?' || (sign == '}' && is_counted());
        if (!is_quantifier || peek(1) != '+') return;
        say("pattern-possessive-quantifier",
            quoted(source().substr(at_, 2)) + ", a possessive quantifier elsewhere, is a mistake in JavaScript");
        ++at_;
    }

    // Whether the brace that ends here began a count.
    bool is_counted() const noexcept {
        const std::size_t start = source().rfind('{', at_);
        if (start == std::string_view::npos || at_ - start < 2 || at_ - start > 24) return false;
        const std::string_view count = source().substr(start + 1, at_ - start - 1);
        return std::all_of(count.begin(), count.end(), [](char c) { return c == ',' || text::is_ascii_digit(c); });
    }

    std::string_view alternative(std::size_t index) const noexcept {
        const std::size_t start = alternatives_[index];
        const std::size_t end = index + 1 < alternatives_.size() ? alternatives_[index + 1] - 1 : source().size();
        return source().substr(start, end - start);
    }

    static bool has_start(std::string_view part) noexcept { return !part.empty() && part.front() == '^'; }
    static bool has_end(std::string_view part) noexcept {
        if (part.empty() || part.back() != '$') return false;
        const std::size_t backslashes = part.size() - 1 - (part.find_last_not_of('\\', part.size() - 2) + 1);
        return part.size() == 1 || backslashes % 2 == 0;
    }

    void check_anchors() {
        if (alternatives_.size() < 2) return;
        const std::string_view first = alternative(0);
        const std::string_view last = alternative(alternatives_.size() - 1);
        if (!has_start(first) || has_end(first) || has_start(last) || !has_end(last)) return;
        say("pattern-partial-anchor",
            "\"^\" is for the first alternative alone, and \"$\" for the last; \"^(?:…|…)$\" has both for all");
    }

    const Written& written_;
    Findings& findings_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    bool in_class_ = false;
    std::vector<std::size_t> alternatives_{0};  // where they start, those outside of groups
    std::set<std::string_view> said_;
};

void check(const Written& written, Findings& findings) {
    // What Zod writes itself, it has flags for.
    if (written.source.size() > text::max_pattern_bytes || text::known_pattern(text::regexp_source(written.source))) {
        return;
    }
    Scan(written, findings).run();
}

}  // namespace

void check_patterns(const Subject& subject, Findings& findings) {
    if (const json::Value* const pattern = subject.find("pattern", json::Type::string)) {
        check({pattern->string(), schema::pointer_to(subject.pointer, "pattern"), pattern->offset}, findings);
    }
    const json::Value* const by_pattern = subject.find("patternProperties", json::Type::object);
    if (by_pattern == nullptr) return;
    const std::string base = schema::pointer_to(subject.pointer, "patternProperties");
    for (const json::Member& member : json::members_of(*by_pattern)) {
        check({member.key, schema::pointer_to(base, member.key), member.key_offset}, findings);
    }
}

}  // namespace zodgate::lint

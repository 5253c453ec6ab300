// Reads patterns as ECMA-262 writes them: "Patterns" with the u flag, "Regular Expressions Patterns" of annex B
// without. Where annex B is ambiguous, V8 is followed.
#include "text/pattern_tree.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace zodgate::text::pattern {
namespace {

constexpr char32_t end_of_pattern = std::numeric_limits<char32_t>::max();
constexpr std::uint32_t max_groups = 65'535;  // V8's

bool is_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }
bool is_octal(char32_t c) noexcept { return c >= '0' && c <= '7'; }
bool is_letter(char32_t c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_high_surrogate(char32_t c) noexcept { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(char32_t c) noexcept { return c >= 0xDC00 && c <= 0xDFFF; }

char32_t join_surrogates(char32_t high, char32_t low) noexcept {
    return 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
}

std::optional<char32_t> hex_value(char32_t c) noexcept {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

// ECMA-262 SyntaxCharacter, or "/".
bool is_syntax_character(char32_t c) noexcept {
    return c < 0x80 && std::string_view("^$\\.*+?()[]{}|/").find(static_cast<char>(c)) != npos;
}

// The source a character at a time, as the pattern sees it.
class Source {
  public:
    Source(std::string_view utf8, bool unicode) {
        for (std::size_t at = 0; at < utf8.size();) {
            const std::size_t start = at;
            const char32_t code_point = read_code_point(utf8, at);
            if (unicode || code_point <= last_unit) {
                push(code_point, start);
            } else {
                push(high_surrogate(code_point), start);
                push(low_surrogate(code_point), start);
            }
        }
        offsets_.push_back(utf8.size());
    }

    char32_t operator[](std::size_t index) const {
        return index < characters_.size() ? characters_[index] : end_of_pattern;
    }
    std::size_t offset(std::size_t index) const { return offsets_[std::min(index, characters_.size())]; }

  private:
    void push(char32_t character, std::size_t offset) {
        characters_.push_back(character);
        offsets_.push_back(offset);
    }

    std::u32string characters_;
    std::vector<std::size_t> offsets_;
};

// What an escape or a member of a class stands for: a character, or a set of them.
struct Atom {
    char32_t character = 0;
    std::optional<Ranges> set;
};

class Parser {
  public:
    Parser(std::string_view utf8, bool unicode) : source_(utf8, unicode) { tree_.unicode = unicode; }

    Tree parse() {
        count_groups();
        tree_.root = parse_disjunction(0);
        if (current() == ')') fail("\")\" without \"(\"");
        resolve_names();
        return std::move(tree_);
    }

  private:
    [[noreturn]] void fail_at(std::size_t index, const std::string& reason) const {
        throw SyntaxError(source_.offset(index), reason);
    }
    [[noreturn]] void fail(const std::string& reason) const { fail_at(at_, reason); }

    bool unicode() const noexcept { return tree_.unicode; }
    char32_t current() const { return source_[at_]; }
    char32_t next() const { return source_[at_ + 1]; }
    bool take(char32_t wanted) {
        if (current() != wanted) return false;
        ++at_;
        return true;
    }

    // --- before anything else: which numbers and names are groups -------------------------------------------------

    std::size_t skip_class(std::size_t index) const {
        while (source_[index] != end_of_pattern && source_[index] != ']') index += source_[index] == '\\' ? 2 : 1;
        return index + 1;
    }

    void count_groups() {
        for (std::size_t i = 0; source_[i] != end_of_pattern;) {
            const char32_t c = source_[i++];
            if (c == '\\') {
                ++i;
            } else if (c == '[') {
                i = skip_class(i);
            } else if (c == '(') {
                const bool is_named =
                    source_[i] == '?' && source_[i + 1] == '<' && source_[i + 2] != '=' && source_[i + 2] != '!';
                if (is_named) has_names_ = true;
                if (is_named || source_[i] != '?') ++tree_.group_count;
            }
        }
    }

    // --- structure ------------------------------------------------------------------------------------------------

    Node make(Kind kind) const {
        Node node;
        node.kind = kind;
        node.offset = source_.offset(at_);
        return node;
    }

    Node make_set(Ranges ranges) {
        Node node = make(Kind::characters);
        node.set = tree_.sets.intern(normalized(std::move(ranges)));
        return node;
    }

    Node make_character(char32_t character) { return make_set({{character, character}}); }

    Node parse_disjunction(std::size_t depth) {
        if (depth > max_pattern_depth)
            throw PatternError(source_.offset(at_),
                               "more than " + std::to_string(max_pattern_depth) + " groups within each other");
        Node alternation = make(Kind::alternation);
        do {
            Node sequence = make(Kind::sequence);
            while (current() != end_of_pattern && current() != '|' && current() != ')')
                sequence.children.push_back(parse_term(depth));
            alternation.children.push_back(std::move(sequence));
        } while (take('|'));
        return alternation.children.size() == 1 ? std::move(alternation.children.front()) : std::move(alternation);
    }

    Node parse_term(std::size_t depth) {
        Node node = make(Kind::empty);
        switch (current()) {
            case '^':
            case '$': node.kind = current() == '^' ? Kind::start : Kind::end; return ++at_, node;
            case '*':
            case '+':
            case '?': fail("nothing to repeat");
            case '(': return parse_group(depth);
            case '.': node = make_set(complement(line_terminators(), last_character())); break;
            case '[': node = parse_class(); return parse_quantifier(std::move(node));
            case '\\':
                if (next() == 'b' || next() == 'B') {
                    node.kind = next() == 'b' ? Kind::boundary : Kind::not_boundary;
                    return at_ += 2, node;
                }
                return parse_quantifier(parse_atom_escape());
            case '{':
                if (read_counts(at_)) fail("nothing to repeat");
                [[fallthrough]];
            case '}':
            case ']':
                if (unicode()) fail("a lone bracket, which must be escaped where there is a u flag");
                [[fallthrough]];
            default: node = make_character(current()); break;
        }
        ++at_;
        return parse_quantifier(std::move(node));
    }

    Node parse_group(std::size_t depth) {
        const std::size_t opening = at_;
        Node node = make(Kind::group);
        ++at_;
        if (take('?')) {
            if (take('=') || take('!')) {
                node.kind = Kind::look;
                node.negative = source_[at_ - 1] == '!';
            } else if (current() == '<' && (next() == '=' || next() == '!')) {
                node.kind = Kind::look;
                node.behind = true;
                node.negative = next() == '!';
                at_ += 2;
            } else if (take('<')) {
                node.group = open_group(opening);
                name_group(node.group);
            } else if (!take(':')) {
                fail_at(opening, "a kind of group that ECMA-262 does not have");
            }
        } else {
            node.group = open_group(opening);
        }
        node.children.push_back(parse_disjunction(depth + 1));
        if (!take(')')) fail_at(opening, "\"(\" without \")\"");
        // Annex B, QuantifiableAssertion: only lookaheads, and only without the u flag.
        const bool quantifiable = node.kind != Kind::look || (!node.behind && !unicode());
        return parse_quantifier(std::move(node), quantifiable);
    }

    std::uint32_t open_group(std::size_t opening) {
        if (opened_ == max_groups) fail_at(opening, "too many groups");
        return ++opened_;
    }

    void name_group(std::uint32_t group) {
        const std::size_t start = at_;
        std::u32string name = parse_group_name();
        if (!names_.try_emplace(std::move(name), group).second) fail_at(start, "a second group of the same name");
    }

    // Counts within braces.
    struct Counts {
        std::uint32_t minimum = 0;
        std::uint32_t maximum = 0;
        std::size_t end = 0;  // behind the brace
    };

    std::uint32_t read_number(std::size_t& index) const {
        std::uint64_t number = 0;
        for (; is_digit(source_[index]); ++index)
            number = std::min<std::uint64_t>(number * 10 + (source_[index] - '0'), unlimited);
        return static_cast<std::uint32_t>(number);
    }

    std::optional<Counts> read_counts(std::size_t index) const {
        if (source_[index] != '{' || !is_digit(source_[index + 1])) return std::nullopt;
        Counts counts;
        counts.minimum = counts.maximum = read_number(++index);
        if (source_[index] == ',') {
            counts.maximum = unlimited;
            if (source_[++index] != '}') counts.maximum = read_number(index);
        }
        if (source_[index] != '}') return std::nullopt;
        counts.end = index + 1;
        return counts;
    }

    Node parse_quantifier(Node atom, bool quantifiable = true) {
        Node repeat = make(Kind::repeat);
        const std::size_t start = at_;
        repeat.maximum = unlimited;
        if (take('?')) {
            repeat.maximum = 1;
        } else if (take('+')) {
            repeat.minimum = 1;
        } else if (const auto counts = read_counts(at_)) {
            repeat.minimum = counts->minimum;
            repeat.maximum = counts->maximum;
            if (repeat.maximum < repeat.minimum) fail("counts out of order");
            at_ = counts->end;
        } else if (!take('*')) {
            if (current() == '{' && unicode()) fail("an incomplete quantifier");
            return atom;
        }
        if (!quantifiable) fail_at(start, "an assertion that cannot be repeated");
        repeat.lazy = take('?');
        repeat.children.push_back(std::move(atom));
        return repeat;
    }

    // --- escapes --------------------------------------------------------------------------------------------------

    // At a backslash, outside classes.
    Node parse_atom_escape() {
        if (next() >= '1' && next() <= '9') {
            std::size_t index = at_ + 1;
            const std::uint32_t number = read_number(index);
            if (number <= tree_.group_count) {
                Node node = make(Kind::reference);
                node.group = number;
                at_ = index;
                return node;
            }
            if (unicode()) fail("a back reference to a group that is not there");
        }
        if (next() == 'k' && (unicode() || has_names_)) {
            Node node = make(Kind::reference);
            at_ += 2;
            if (!take('<')) fail("a back reference without a name");
            references_.emplace_back(parse_group_name(), at_);
            node.group = max_groups + static_cast<std::uint32_t>(references_.size());  // known once all are read
            return node;
        }
        const std::size_t start = at_;
        Atom atom = parse_escape(false);
        Node node = atom.set ? make_set(std::move(*atom.set)) : make_character(atom.character);
        node.offset = source_.offset(start);
        return node;
    }

    // At a backslash. Leaves what is not part of the escape.
    Atom parse_escape(bool in_class) {
        ++at_;
        const char32_t c = current();
        switch (c) {
            case end_of_pattern: fail_at(at_ - 1, "\"\\\" at the end of the pattern");
            case 'd': return ++at_, Atom{0, digits()};
            case 'D': return ++at_, Atom{0, complement(digits(), last_character())};
            case 's': return ++at_, Atom{0, white_space()};
            case 'S': return ++at_, Atom{0, complement(white_space(), last_character())};
            case 'w': return ++at_, Atom{0, word_characters()};
            case 'W': return ++at_, Atom{0, complement(word_characters(), last_character())};
            case 'p':
            case 'P':
                if (unicode()) return parse_property();
                return ++at_, Atom{c, {}};
            case 'f': return ++at_, Atom{'\f', {}};
            case 'n': return ++at_, Atom{'\n', {}};
            case 'r': return ++at_, Atom{'\r', {}};
            case 't': return ++at_, Atom{'\t', {}};
            case 'v': return ++at_, Atom{'\v', {}};
            case 'b':
                if (in_class) return ++at_, Atom{'\b', {}};
                break;
            case 'c': return parse_control(in_class);
            case 'x': return parse_hexadecimal();
            case 'u': return parse_unicode();
            default: break;
        }
        return is_digit(c) ? parse_octal() : parse_identity(in_class);
    }

    Atom parse_identity(bool in_class) {
        const char32_t c = current();
        const bool is_allowed = unicode() ? is_syntax_character(c) || (in_class && c == '-') : c != 'k' || !has_names_;
        if (!is_allowed) fail_at(at_ - 1, "an escape that ECMA-262 does not have");
        ++at_;
        return {c, {}};
    }

    // Annex B, LegacyOctalEscapeSequence: three digits at most, below 256.
    Atom parse_octal() {
        if (current() == '0' && !is_digit(next())) return ++at_, Atom{0, {}};
        if (unicode()) fail_at(at_ - 1, "a decimal escape, which the u flag forbids");
        if (!is_octal(current())) return parse_identity(false);
        char32_t value = 0;
        for (int i = 0; i < 3 && is_octal(current()) && value < 32; ++i) value = value * 8 + (source_[at_++] - '0');
        return {value, {}};
    }

    // Annex B: a backslash that begins no control escape is a backslash, and what follows is read on its own.
    Atom parse_control(bool in_class) {
        const char32_t letter = next();
        const bool is_control = is_letter(letter) || (in_class && !unicode() && (is_digit(letter) || letter == '_'));
        if (is_control) return at_ += 2, Atom{letter & 0x1FU, {}};
        if (unicode()) fail_at(at_ - 1, "\"\\c\" without a letter");
        return {'\\', {}};
    }

    std::optional<char32_t> read_hexadecimal(std::size_t index, std::size_t digit_count) const {
        char32_t value = 0;
        for (std::size_t i = 0; i < digit_count; ++i) {
            const auto digit = hex_value(source_[index + i]);
            if (!digit) return std::nullopt;
            value = value * 16 + *digit;
        }
        return value;
    }

    Atom parse_hexadecimal() {
        if (const auto value = read_hexadecimal(at_ + 1, 2)) return at_ += 3, Atom{*value, {}};
        if (unicode()) fail_at(at_ - 1, "\"\\x\" without two hexadecimal digits");
        return ++at_, Atom{'x', {}};
    }

    // At the u of an escape. What is read of it with the u flag: ECMA-262 RegExpUnicodeEscapeSequence.
    std::optional<char32_t> read_unicode(bool with_flag) {
        if (with_flag && next() == '{') return read_code_point();
        const auto value = read_hexadecimal(at_ + 1, 4);
        if (!value) return std::nullopt;
        at_ += 5;
        if (!with_flag || !is_high_surrogate(*value) || current() != '\\' || next() != 'u') return value;
        const auto low = read_hexadecimal(at_ + 2, 4);
        if (!low || !is_low_surrogate(*low)) return value;
        at_ += 6;
        return join_surrogates(*value, *low);
    }

    std::optional<char32_t> read_code_point() {
        std::size_t index = at_ + 2;
        char32_t value = 0;
        if (source_[index] == '}') return std::nullopt;
        for (; source_[index] != '}'; ++index) {
            const auto digit = hex_value(source_[index]);
            if (!digit) return std::nullopt;
            value = value * 16 + *digit;
            if (value > last_code_point) return std::nullopt;
        }
        at_ = index + 1;
        return value;
    }

    Atom parse_unicode() {
        if (const auto value = read_unicode(unicode())) return {*value, {}};
        if (unicode()) fail_at(at_ - 1, "\"\\u\" without a code point");
        return ++at_, Atom{'u', {}};
    }

    // At the p of \p{…}.
    Atom parse_property() {
        const bool is_negative = current() == 'P';
        const std::size_t start = at_ - 1;
        std::string parts[2];
        std::size_t part = 0;
        ++at_;
        if (!take('{')) fail_at(start, "\"\\p\" without a property in braces");
        while (current() != '}') {
            const char32_t c = source_[at_++];
            if (c == '=' && part == 0) {
                ++part;
            } else if (is_letter(c) || is_digit(c) || c == '_') {
                parts[part] += static_cast<char>(c);
            } else {
                fail_at(start, "a property name that is not finished");
            }
        }
        ++at_;
        const Ranges* ranges = find_property_once(parts[0], parts[1]);
        if ((part == 1 && parts[1].empty()) || ranges == nullptr)
            fail_at(start, "a Unicode property that ECMA-262 does not have");
        return {0, is_negative ? complement(*ranges, last_code_point) : *ranges};
    }

    // The property's set, or null. ICU takes its time over one.
    const Ranges* find_property_once(const std::string& name, const std::string& value) {
        const auto [place, is_new] = properties_.try_emplace({name, value});
        if (is_new) {
            Ranges ranges;
            if (find_property(name, value, ranges)) place->second = normalized(std::move(ranges));
        }
        return place->second ? &*place->second : nullptr;
    }

    // --- group names ----------------------------------------------------------------------------------------------

    // Behind "<". Escapes in names are read as with the u flag.
    std::u32string parse_group_name() {
        const std::size_t start = at_;
        std::u32string name;
        while (!take('>')) {
            char32_t c = current();
            if (c == '\\' && next() == 'u') {
                ++at_;
                const auto value = read_unicode(true);
                if (!value) fail_at(at_ - 1, "\"\\u\" without a code point");
                c = *value;
            } else {
                ++at_;
                if (is_high_surrogate(c) && is_low_surrogate(current())) c = join_surrogates(c, source_[at_++]);
            }
            if (c > last_code_point || !(name.empty() ? is_identifier_start(c) : is_identifier_part(c)))
                fail_at(start, "a name that is no identifier");
            name += c;
        }
        if (name.empty()) fail_at(start, "an empty name");
        return name;
    }

    void resolve_names() { resolve_names(tree_.root); }

    void resolve_names(Node& node) {
        if (node.kind == Kind::reference && node.group > max_groups) {
            const auto& [name, index] = references_[node.group - max_groups - 1];
            const auto group = names_.find(name);
            if (group == names_.end()) fail_at(index, "a back reference to a name that no group has");
            node.group = group->second;
        }
        for (Node& child : node.children) resolve_names(child);
    }

    // --- classes --------------------------------------------------------------------------------------------------

    Atom parse_class_atom() {
        if (current() == '\\') return parse_escape(true);
        return {source_[at_++], {}};
    }

    static void add(Ranges& ranges, const Atom& atom) {
        if (!atom.set) return ranges.push_back({atom.character, atom.character});
        ranges.insert(ranges.end(), atom.set->begin(), atom.set->end());
    }

    // At "[".
    Node parse_class() {
        const std::size_t start = at_++;
        const bool is_negative = take('^');
        Ranges ranges;
        while (!take(']')) {
            if (current() == end_of_pattern) fail_at(start, "\"[\" without \"]\"");
            const std::size_t first_at = at_;
            const Atom first = parse_class_atom();
            if (current() != '-' || next() == ']' || next() == end_of_pattern) {
                add(ranges, first);
                continue;
            }
            ++at_;
            const Atom last = parse_class_atom();
            if (first.set || last.set) {
                // Annex B, CharacterRangeOrUnion: the "-" is one of the characters.
                if (unicode()) fail_at(first_at, "a range from or to a class of characters");
                add(ranges, first);
                add(ranges, {'-', {}});
                add(ranges, last);
            } else if (first.character > last.character) {
                fail_at(first_at, "a range out of order");
            } else {
                ranges.push_back({first.character, last.character});
            }
        }
        ranges = normalized(std::move(ranges));
        Node node = make_set(is_negative ? complement(ranges, last_character()) : std::move(ranges));
        node.offset = source_.offset(start);
        return node;
    }

    char32_t last_character() const noexcept { return unicode() ? last_code_point : last_unit; }

    Source source_;
    std::size_t at_ = 0;
    Tree tree_;
    bool has_names_ = false;
    std::uint32_t opened_ = 0;
    std::map<std::u32string, std::uint32_t> names_;
    std::map<std::pair<std::string, std::string>, std::optional<Ranges>> properties_;
    std::vector<std::pair<std::u32string, std::size_t>> references_;  // names referred to, and where
};

}  // namespace

Tree parse(std::string_view source, bool unicode) { return Parser(source, unicode).parse(); }

void collect_sets(const Node& node, std::set<std::uint32_t>& sets) {
    if (node.kind == Kind::characters || node.kind == Kind::reference) sets.insert(node.set);
    for (const Node& child : node.children) collect_sets(child, sets);
}

bool contains(const Node& node, Kind kind) {
    if (node.kind == kind && (kind != Kind::group || node.group != 0)) return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const Node& child) { return contains(child, kind); });
}

bool may_be_empty(const Node& node) {
    return may_be_empty(node, [](const Node& child) { return may_be_empty(child); });
}

bool is_zero_width(const Node& node) {
    switch (node.kind) {
        case Kind::characters:
        case Kind::reference: return false;
        case Kind::look: return true;
        default: return std::all_of(node.children.begin(), node.children.end(), is_zero_width);
    }
}

}  // namespace zodgate::text::pattern

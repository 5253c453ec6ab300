// The search itself, by Boost.Regex.
#include "text/pattern_engine.hpp"
#include "text/text.hpp"

#include <boost/regex.hpp>
#include <boost/version.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

// The counter of repeats below stands in for one inside Boost.Regex, whose shape the next release may change.
#if BOOST_VERSION < 107400 || BOOST_VERSION > 108100
#error "Boost.Regex 1.74 to 1.81 is needed, with which the patterns have been tested"
#endif

#ifndef BOOST_REGEX_NON_RECURSIVE
#error "Boost.Regex must not recurse while matching: subjects would decide how deep"
#endif

namespace zodgate::text::pattern {
namespace {

// Thrown out of Boost.Regex when the steps are used up; never leaves this file.
struct OutOfSteps {};

// What all iterators of one search share.
struct Progress {
    const Subject& subject;
    std::size_t steps;  // left
};

// A place in a subject as Boost.Regex reads it: the kind of the character there, which is all that a pattern speaks of.
// Only back references compare two places, and mean the characters.
class Place {
  public:
    Place(const char* at, const Subject& subject) : at_(at), subject_(&subject) {}

    operator char() const {  // NOLINT(google-explicit-constructor): Boost.Regex takes it for one
        return static_cast<char>(subject_->table[static_cast<unsigned char>(*at_)]);
    }
    friend bool operator!=(const Place& left, const Place& right) { return left.character() != right.character(); }

    friend bool can_start(const Place& place, const unsigned char* map, unsigned char mask) {
        return (map[static_cast<unsigned char>(static_cast<char>(place))] & mask) != 0;
    }
    friend bool is_separator(const Place&) { return false; }
    friend bool is_combining(const Place&) { return false; }

  private:
    char32_t character() const {
        if (subject_->characters == nullptr) return static_cast<unsigned char>(*at_);
        return subject_->characters[at_ - subject_->bytes.data()];
    }

    const char* at_;
    const Subject* subject_;
};

// Over a subject, counting each look at a place. What Boost.Regex uses of a random access iterator.
class KindIterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = Place;

    KindIterator() = default;
    KindIterator(const char* at, Progress& progress) : at_(at), progress_(&progress) {}

    Place operator*() const {
        spend();
        return {at_, progress_->subject};
    }
    Place operator[](difference_type distance) const { return *(*this + distance); }
    KindIterator& operator++() { return ++at_, *this; }
    KindIterator operator++(int) { return {at_++, *progress_}; }
    KindIterator& operator--() { return --at_, *this; }
    KindIterator operator--(int) { return {at_--, *progress_}; }
    KindIterator& operator+=(difference_type distance) { return at_ += distance, *this; }
    KindIterator& operator-=(difference_type distance) { return at_ -= distance, *this; }
    friend KindIterator operator+(KindIterator it, difference_type distance) { return it += distance; }
    friend difference_type operator-(const KindIterator& left, const KindIterator& right) {
        return left.at_ - right.at_;
    }
    // Every turn of every loop compares a position with the end or reads a character.
    friend bool operator==(const KindIterator& left, const KindIterator& right) {
        if (left.progress_ != nullptr) left.spend();
        return left.at_ == right.at_;
    }
    friend bool operator!=(const KindIterator& left, const KindIterator& right) { return !(left == right); }

    void spend() const {
        if (progress_->steps == 0) {
            // Boost.Regex clears up with the same iterators.
            progress_->steps = std::numeric_limits<std::size_t>::max();
            throw OutOfSteps();
        }
        --progress_->steps;
    }

  private:
    const char* at_ = nullptr;
    Progress* progress_ = nullptr;
};

// Kinds are compared as they are: no case, no collation, no locale.
class KindTraits {
  public:
    using boost_extensions_tag = int;  // it has what is below length() and above transform()
    using char_type = char;
    using size_type = std::size_t;
    using string_type = std::string;
    using char_class_type = std::uint32_t;
    struct locale_type {};

    static size_type length(const char* text) { return std::string_view(text).size(); }
    static char translate(char kind, bool /*without_case*/ = false) { return kind; }
    static Place translate(const Place& place, bool /*without_case*/) { return place; }
    static std::string error_string(boost::regex_constants::error_type error) {
        return boost::BOOST_REGEX_DETAIL_NS::get_default_error_string(error);
    }
    static boost::regex_constants::syntax_type syntax_type(char c) {
        return is_ascii(c) ? boost::BOOST_REGEX_DETAIL_NS::get_default_syntax_type(c)
                           : boost::regex_constants::syntax_char;
    }
    static boost::regex_constants::escape_syntax_type escape_syntax_type(char c) {
        return is_ascii(c) ? boost::BOOST_REGEX_DETAIL_NS::get_default_escape_syntax_type(c)
                           : boost::regex_constants::escape_type_identity;
    }
    boost::intmax_t toi(const char*& first, const char* last, int radix) const {
        return boost::BOOST_REGEX_DETAIL_NS::global_toi(first, last, radix, *this);
    }
    string_type transform(const char* first, const char* last) const { return {first, last}; }
    string_type transform_primary(const char* first, const char* last) const { return {first, last}; }
    string_type lookup_collatename(const char* first, const char* last) const { return {first, last}; }
    // Boost.Regex asks for all its classes, and uses that of word characters for \b.
    char_class_type lookup_classname(const char* first, const char* last) const {
        return std::string_view(first, static_cast<std::size_t>(last - first)) == "w" ? word : other;
    }
    bool isctype(char kind, char_class_type mask) const { return (mask & word) != 0 && is_word_kind(kind); }
    int value(char digit, int radix) const { return digit >= '0' && digit < '0' + radix ? digit - '0' : -1; }
    locale_type imbue(locale_type locale) { return locale; }
    locale_type getloc() const { return {}; }

  private:
    static bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

    static constexpr char_class_type word = 1;
    static constexpr char_class_type other = 2;
};

}  // namespace
}  // namespace zodgate::text::pattern

namespace boost::BOOST_REGEX_DETAIL_NS {

// Boost.Regex 1.74 looks for the counter of an outer loop by going back over those of all iterations of the inner ones:
// with thousands of iterations a step could cost as many hops. This is its own counter, with the hops counted as steps.
template <>
class repeater_count<zodgate::text::pattern::KindIterator> {
    using Iterator = zodgate::text::pattern::KindIterator;

  public:
    explicit repeater_count(repeater_count** stack) : stack_(stack) {}

    repeater_count(int id, repeater_count** stack, Iterator start, int /*recursion*/)
        : stack_(stack), next_(*stack), id_(id), start_(start) {
        const bool is_within = id_ > next_->id_ && next_->id_ >= 0;
        if (!is_within) {
            const repeater_count* outer = next_;
            while (outer != nullptr && outer->id_ != id_) {
                start.spend();
                outer = outer->next_;
            }
            if (outer != nullptr) {
                count_ = outer->count_;
                start_ = outer->start_;
            }
        }
        *stack_ = this;
    }
    repeater_count(const repeater_count&) = delete;
    repeater_count& operator=(const repeater_count&) = delete;
    ~repeater_count() {
        if (next_ != nullptr) *stack_ = next_;
    }

    std::size_t get_count() const { return count_; }
    int get_id() const { return id_; }
    std::size_t operator++() { return ++count_; }

    // An iteration that took nothing is the last.
    bool check_null_repeat(const Iterator& position, std::size_t maximum) {
        const bool was_empty = count_ != 0 && position == start_;
        if (was_empty) {
            count_ = maximum;
        } else {
            start_ = position;
        }
        return was_empty;
    }

  private:
    repeater_count** stack_;
    repeater_count* next_ = nullptr;
    int id_ = -1;
    std::size_t count_ = 0;
    Iterator start_;
};

}  // namespace boost::BOOST_REGEX_DETAIL_NS

namespace zodgate::text::pattern {

struct Matcher::Machine {
    boost::basic_regex<char, KindTraits> regex;
};

Matcher::Matcher(const Tree& tree, const Alphabet& alphabet) {
    auto machine = std::make_unique<Machine>();
    try {
        // no_mod_m: ^ and $ at the ends of the subject only.
        machine->regex.assign(translate(tree, alphabet),
                              boost::regex_constants::perl | boost::regex_constants::no_mod_m);
    } catch (const boost::regex_error& error) {
        throw PatternError(tree.root.offset, std::string("too complex for the engine (") + error.what() + ")");
    }
    machine_ = std::move(machine);
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Pattern::Found Matcher::search(const Subject& subject, std::size_t& steps, std::size_t only_at) const {
    Progress progress{subject, steps};
    const char* const bytes = subject.bytes.data();
    const KindIterator base(bytes, progress);
    const KindIterator last(bytes + subject.bytes.size(), progress);
    const bool anywhere = only_at == npos;
    const KindIterator first(anywhere ? bytes : bytes + only_at, progress);
    const auto flags = anywhere ? boost::match_default : boost::match_continuous;
    try {
        boost::match_results<KindIterator> results;
        const bool found = boost::regex_search(first, last, results, machine_->regex, flags, base);
        steps = progress.steps;
        return found ? Pattern::Found::yes : Pattern::Found::no;
    } catch (const OutOfSteps&) {
        steps = 0;
    } catch (const std::runtime_error&) {
        // Boost.Regex's own limits on states and memory.
        steps = std::min(steps, progress.steps);
    }
    return Pattern::Found::over_budget;
}

}  // namespace zodgate::text::pattern

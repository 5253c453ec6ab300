// Strings.
#include "check/strings.hpp"
#include "generate/format_strings.hpp"
#include "generate/maker.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace zodgate::generate {
namespace {

using Test = plan::StringCheck::Test;

bool is_affix(const plan::StringCheck& check) noexcept {
    return check.test == Test::prefix || check.test == Test::suffix || check.test == Test::part;
}

// Letters most of the time, and what has been known to go wrong: escapes, and characters of two, three and four bytes.
void append_random_character(std::string& out, Random& random) {
    constexpr std::string_view usual = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.";
    constexpr std::string_view escaped = "\"\\/\n\t\x01\x7F";
    constexpr std::array<char32_t, 12> unusual{0xE4,   0xDF,   0x3A9,  0x2028, 0x20AC,  0x65E5,
                                               0xFFFD, 0xFEFF, 0xFFFF, 0x301,  0x1F600, 0x10FFFF};
    const std::uint64_t way = random.below(24);
    if (way == 0) {
        out += random.pick(escaped);
    } else if (way == 1) {
        append_code_point(out, random.pick(unusual));
    } else {
        out += random.pick(usual);
    }
}

}  // namespace

/// All that is asked of a string.
struct Maker::Strings {
    std::vector<const plan::StringCheck*> checks;  // but affixes
    std::vector<const plan::StringCheck*> affixes;
    const std::vector<const plan::ContentNode*>& contents;
    std::size_t least = 0;  // in code points
    std::size_t most = longest_string_bytes;
    bool is_bounded = false;  // above

    explicit Strings(const Demands& demands) : contents(demands.contents) {
        for (const plan::StringNode* const node : demands.strings) {
            for (const plan::StringCheck& check : node->formats) (is_affix(check) ? affixes : checks).push_back(&check);
            for (const plan::StringCheck& check : node->patterns) checks.push_back(&check);
            if (node->length.minimum) {
                const double minimum = std::clamp(std::ceil(*node->length.minimum), 0.0, 1e15);
                least = std::max(least, static_cast<std::size_t>(minimum));
            }
            if (!node->length.maximum || *node->length.maximum >= static_cast<double>(most)) continue;
            most = static_cast<std::size_t>(std::max(0.0, std::floor(*node->length.maximum)));
            is_bounded = true;
        }
    }

    bool accept_length(std::string_view text) const noexcept {
        const std::size_t length = text::count_code_points(text);
        return length >= least && length <= most;
    }

    // Whether all checks accept a text; what its content must be is for the whole to judge.
    bool accept(std::string_view text) const {
        if (!accept_length(text)) return false;
        check::StringChecks judge(Limits(), text.size());
        const auto fits = [&](const plan::StringCheck* check) { return judge.fits(*check, text); };
        return std::all_of(checks.begin(), checks.end(), fits) && std::all_of(affixes.begin(), affixes.end(), fits);
    }

    std::string describe() const {
        std::string out = "no string was found";
        if (least > 0) json::append_integer(out.append(" of at least "), least);
        if (is_bounded) json::append_integer(out.append(least > 0 ? " and at most " : " of at most "), most);
        if (least > 0 || is_bounded) out += " code points";
        const char* before = " that fits ";
        const auto name = [&](const plan::StringCheck& check) {
            out.append(std::exchange(before, ", ")).append(check.issue.format);
            if (is_affix(check)) out.append(" \"").append(check.issue.affix).append("\"");
            if (!check.issue.pattern.empty()) out.append(" /").append(check.issue.pattern).append("/");
        };
        for (const plan::StringCheck* const check : checks) name(*check);
        for (const plan::StringCheck* const check : affixes) name(*check);
        return out;
    }
};

std::size_t Maker::choose_length(const Strings& wanted) {
    if (must_be_small()) return wanted.least;
    constexpr std::size_t usual_more = 12;
    const std::size_t room = wanted.most - wanted.least;
    switch (random_.below(8)) {
        case 0: return wanted.least;
        case 1:
            if (wanted.is_bounded && wanted.most <= usual_string_bytes) return wanted.most;
            break;
        default: break;
    }
    return wanted.least + static_cast<std::size_t>(random_.below(std::min(room, usual_more) + 1));
}

std::string Maker::random_text(std::size_t least, std::size_t most) {
    std::string out;
    const std::size_t length = least + static_cast<std::size_t>(random_.below(most - least + 1));
    for (std::size_t i = 0; i < length; ++i) append_random_character(out, random_);
    return out;
}

std::optional<std::string> Maker::text_for(const plan::StringCheck& check, std::size_t more, std::size_t max_bytes) {
    if (const PatternSource* const source = survey_.pattern_of(check)) {
        std::optional<std::string> text = source->make(random_, more, max_bytes);
        if (!text) return std::nullopt;
        return with_check_digits(check.issue.format, std::move(*text));
    }
    const std::string_view format = check.test == Test::url ? "url" : std::string_view(check.issue.format);
    return text_of_format(format, random_, more);
}

// In the place of what is there as often as beside it, since what is there may leave no room.
void Maker::add_affixes(const Strings& wanted, std::string& text) {
    for (const plan::StringCheck* const check : wanted.affixes) {
        const std::string& affix = check->issue.affix;
        const bool replaces = random_.one_in(2);
        const std::size_t replaced = replaces ? std::min(affix.size(), text.size()) : 0;
        if (check->test == Test::prefix) {
            text.replace(0, replaced, affix);
        } else if (check->test == Test::suffix) {
            text.replace(text.size() - replaced, replaced, affix);
        } else {
            while (text::offset_of_unit(text, check->position) >= text.size() && text.size() < check->position) {
                text += 'a';
            }
            const std::size_t first = text::offset_of_unit(text, check->position);
            const std::size_t at =
                random_.one_in(2) ? first : first + static_cast<std::size_t>(random_.below(text.size() - first + 1));
            text.insert(at, affix);
        }
    }
    if (text::find_invalid_utf8(text) != text::npos) text = text::to_valid_utf8(text);
}

// What several patterns match, one behind the other, as they may stand where they are not anchored.
std::optional<std::string> Maker::joined(const Strings& wanted, std::size_t more, std::size_t max_bytes) {
    std::string out;
    for (const plan::StringCheck* const check : wanted.checks) {
        const std::optional<std::string> text = text_for(*check, more, max_bytes);
        if (!text) return std::nullopt;
        out.insert(random_.one_in(4) ? 0 : out.size(), *text);
    }
    return out;
}

// The front of what one check asks for and all of what another does, or all of the one and the back of the other, cut
// where all are content: such as an address with a domain of its own.
std::optional<std::string> Maker::spliced(const Strings& wanted, std::size_t more, std::size_t max_bytes) {
    constexpr std::size_t most_cuts = 64;
    constexpr std::size_t cuts_of_a_try = 4;
    const std::size_t first = static_cast<std::size_t>(random_.below(wanted.checks.size()));
    const std::size_t second =
        (first + 1 + static_cast<std::size_t>(random_.below(wanted.checks.size() - 1))) % wanted.checks.size();
    const std::optional<std::string> front = text_for(*wanted.checks[first], more, max_bytes);
    const std::optional<std::string> back = text_for(*wanted.checks[second], more, max_bytes);
    if (!front || !back) return std::nullopt;
    for (std::size_t cut = 0; cut <= std::min(front->size(), most_cuts); ++cut) {
        std::string text = front->substr(0, cut) + *back;
        if (wanted.accept(text)) return text;
        if (cut % cuts_of_a_try == 0 && !may_try()) return std::nullopt;
    }
    for (std::size_t cut = 0; cut <= std::min(back->size(), most_cuts); ++cut) {
        std::string text = *front + back->substr(back->size() - cut);
        if (wanted.accept(text)) return text;
        if (cut % cuts_of_a_try == 0 && !may_try()) return std::nullopt;
    }
    return std::nullopt;
}

// Where a pattern is not anchored, or has a class there, anything may stand before, behind, or within.
void Maker::lengthen(const Strings& wanted, std::string& text) {
    std::vector<std::size_t> starts;  // of characters
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80) starts.push_back(at);
    }
    if (starts.size() >= wanted.least) return;
    const std::size_t missing = wanted.least - starts.size();
    std::string filling;
    for (std::size_t i = 0; i < missing; ++i) {
        const char first = random_.one_in(4) ? '0' : 'a';
        filling += static_cast<char>(first + static_cast<char>(random_.below(10)));
    }
    starts.push_back(text.size());
    const std::uint64_t where = random_.below(3);
    text.insert(where == 0 ? 0 : where == 1 ? text.size() : random_.pick(starts), filling);
}

std::string Maker::text_with_content(const Strings& wanted) {
    const plan::ContentNode& content = *wanted.contents.front();
    std::string text = random_text(wanted.least, wanted.least + 8);
    if (content.is_json) {
        text = random_.one_in(2) ? R"({"a":[1,"b"]})" : "[";
        if (text.size() == 1) json::append_integer(text, random_.below(1000)), text += ']';
    }
    return content.encoding ? encoded(text, *content.encoding) : text;
}

std::string Maker::text_without_pattern(const Strings& wanted) {
    std::size_t taken = 0;
    for (const plan::StringCheck* const check : wanted.affixes) taken += text::count_code_points(check->issue.affix);
    const std::size_t length = choose_length(wanted);
    const std::size_t left = length - std::min(length, taken);
    std::string text = random_text(left, left);
    add_affixes(wanted, text);
    return text;
}

// @param more  how long what patterns make may be; adapted to what was too short or too long
std::optional<std::string> Maker::candidate(const Strings& wanted, std::size_t attempt, std::size_t& more) {
    if (!wanted.contents.empty() && (wanted.checks.empty() || attempt % 2 == 0)) return text_with_content(wanted);
    if (wanted.checks.empty()) return text_without_pattern(wanted);
    // What cannot be shorter is made however long it is.
    const std::size_t max_bytes = more == 0 ? longest_string_bytes : std::max(4 * wanted.least, usual_string_bytes);
    if (wanted.checks.size() > 1 && wanted.affixes.empty() && attempt % 4 == 2) {
        if (std::optional<std::string> text = spliced(wanted, more, max_bytes)) return text;
    }
    const bool joins = wanted.checks.size() > 1 && attempt % 4 == 3;
    std::optional<std::string> text = joins ? joined(wanted, more, max_bytes)
                                            : text_for(*wanted.checks[attempt % wanted.checks.size()], more, max_bytes);
    if (!text) {
        more /= 2;
        return std::nullopt;
    }
    if (attempt > 0 || !wanted.affixes.empty()) add_affixes(wanted, *text);
    const std::size_t length = text::count_code_points(*text);
    if (length > wanted.most) more /= 2;
    if (length < wanted.least) {
        more = more * 2 + 1;
        if (attempt % 3 == 2) lengthen(wanted, *text);
    }
    return text;
}

bool Maker::make_string(const Demands& demands, Draft& out) {
    const Strings wanted(demands);
    if (wanted.least > wanted.most) return fail(wanted.describe());
    std::size_t more = must_be_small() ? 0 : 6;
    constexpr std::size_t tries = 200;
    constexpr std::size_t bytes_of_a_try = 256;
    for (std::size_t i = 0; i < tries && (i == 0 || may_try()); ++i) {
        std::optional<std::string> text = candidate(wanted, i, more);
        if (!text || !wanted.accept(*text)) {
            // Of what was too long to be made, as much has been made.
            const std::size_t made = text ? text->size() : more == 0 ? longest_string_bytes : usual_string_bytes;
            spend(made / bytes_of_a_try);
            if (i % 16 == 15) more = static_cast<std::size_t>(random_.below(12));
            continue;
        }
        out.text = std::move(*text);
        return true;
    }
    return fail(wanted.describe());
}

}  // namespace zodgate::generate

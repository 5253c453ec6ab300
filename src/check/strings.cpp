#include "check/strings.hpp"

#include "text/pattern.hpp"
#include "text/text.hpp"
#include "text/url.hpp"

#include <algorithm>
#include <limits>

namespace zodgate::check {
namespace {

// A pattern without backtracking takes up to six, and a MiB of strings is to take less than a tenth of a second.
constexpr std::size_t steps_a_byte = 8;
constexpr std::size_t short_string = 65536;  // bytes

std::size_t steps_for(std::size_t steps, std::size_t bytes) noexcept {
    const std::size_t more = steps_a_byte * bytes;
    const std::size_t most = std::numeric_limits<std::size_t>::max();
    return steps > most - more ? most : steps + more;
}

}  // namespace

StringChecks::StringChecks(const Limits& limits, std::size_t bytes) noexcept
    : steps_a_string_(limits.max_pattern_steps), steps_left_(steps_for(limits.max_pattern_steps, bytes)) {}

template <class Search>
bool StringChecks::within_steps(std::string_view subject, const Search& search) {
    const std::size_t beyond = subject.size() - std::min(subject.size(), short_string);
    std::size_t steps = std::min(steps_left_, steps_for(steps_a_string_, beyond));
    const std::size_t given = steps;
    const text::Found found = search(steps);
    steps_left_ -= given - steps;
    stopped_ |= found == text::Found::over_budget;
    return found == text::Found::yes;
}

// Options of a union ask for the same string again and again.
bool StringChecks::fits_url(std::string_view text) {
    if (last_url_.data() == text.data() && last_url_.size() == text.size() && !text.empty()) return last_is_url_;
    last_is_url_ = within_steps(text, [&](std::size_t& steps) { return text::is_url(text::trim(text), steps); });
    last_url_ = text;
    return last_is_url_;
}

bool StringChecks::fits(const plan::StringCheck& check, std::string_view text) {
    const std::string_view affix = check.issue.affix;
    switch (check.test) {
        case plan::StringCheck::Test::scanner: return check.scan(text);
        case plan::StringCheck::Test::pattern:
            return within_steps(text, [&](std::size_t& steps) { return check.pattern->search_within(text, steps); });
        case plan::StringCheck::Test::search:
            return within_steps(text, [&](std::size_t& steps) { return check.search(text, steps); });
        case plan::StringCheck::Test::url: return fits_url(text);
        case plan::StringCheck::Test::prefix: return text.substr(0, affix.size()) == affix;
        case plan::StringCheck::Test::suffix:
            return text.size() >= affix.size() && text.substr(text.size() - affix.size()) == affix;
        case plan::StringCheck::Test::part: break;
    }
    return text::contains(text.substr(text::offset_of_unit(text, check.position)), affix);
}

}  // namespace zodgate::check

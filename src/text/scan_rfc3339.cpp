// Dates, times and durations by RFC 3339, sections 5.6 and 5.7 and appendix A. Its letters may be of either case.
#include "text/ascii.hpp"
#include "text/characters.hpp"
#include "text/scanners.hpp"

#include <optional>

namespace zodgate::text {
namespace {

using characters::digit;
using characters::is;
using characters::take;
using characters::take_run;

constexpr int minutes_a_day = 24 * 60;
constexpr std::size_t date_size = 10;

// Takes two digits off that are a number up to a maximum.
std::optional<int> take_pair(std::string_view& text, int maximum) noexcept {
    if (text.size() < 2 || !is(text[0], digit) || !is(text[1], digit)) return std::nullopt;
    const int value = (text[0] - '0') * 10 + (text[1] - '0');
    text.remove_prefix(2);
    return value <= maximum ? std::optional<int>(value) : std::nullopt;
}

bool take_letter(std::string_view& text, char upper) noexcept {
    return take(text, upper) || take(text, to_ascii_lower(upper));
}

// Takes "hh:mm" off, as minutes.
std::optional<int> take_minutes(std::string_view& text) noexcept {
    const std::optional<int> hour = take_pair(text, 23);
    if (!hour || !take(text, ':')) return std::nullopt;
    const std::optional<int> minute = take_pair(text, 59);
    return minute ? std::optional<int>(*hour * 60 + *minute) : std::nullopt;
}

// time-offset, as minutes by which the clock is ahead of UTC.
std::optional<int> take_offset(std::string_view& text) noexcept {
    if (take_letter(text, 'Z')) return 0;
    const bool is_behind = !text.empty() && text.front() == '-';
    if (!is_behind && (text.empty() || text.front() != '+')) return std::nullopt;
    text.remove_prefix(1);
    const std::optional<int> minutes = take_minutes(text);
    return minutes && is_behind ? -*minutes : minutes;
}

// When a time of day is.
struct Moment {
    int minutes = 0;  // in UTC, of the day that the clock shows: from less than none to more than a day's
    bool is_leap_second = false;
};

// full-time
std::optional<Moment> read_time(std::string_view text) noexcept {
    const std::optional<int> minutes = take_minutes(text);
    if (!minutes || !take(text, ':')) return std::nullopt;
    const std::optional<int> second = take_pair(text, 60);
    if (!second || (take(text, '.') && take_run(text, digit) == 0)) return std::nullopt;
    const std::optional<int> offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return Moment{*minutes - *offset, *second == 60};
}

// Whether it is the last minute of a day in UTC.
bool ends_a_day(const Moment& moment) noexcept { return (moment.minutes + 1) % minutes_a_day == 0; }

bool is_last_of_month(std::string_view date) noexcept {
    const auto number = [date](std::size_t at) { return (date[at] - '0') * 10 + (date[at + 1] - '0'); };
    if (number(8) < 28) return false;
    // The next day is none.
    char next[date_size];
    date.copy(next, date_size);
    const int day = number(8) + 1;
    next[8] = static_cast<char>('0' + day / 10);
    next[9] = static_cast<char>('0' + day % 10);
    return !is_date({next, date_size});
}

// RFC 3339, 5.7: leap seconds end a month, in UTC. Where the clock is ahead, that is the day after.
bool may_be_leap_second(const Moment& moment, std::string_view date) noexcept {
    if (!ends_a_day(moment)) return false;
    return moment.minutes < 0 ? date.substr(8) == "01" : is_last_of_month(date);
}

// Takes a number and the letter after it off, if that is what the text begins with.
bool take_component(std::string_view& text, char unit) noexcept {
    std::string_view rest = text;
    if (take_run(rest, digit) == 0 || !take_letter(rest, unit)) return false;
    text = rest;
    return true;
}

// Takes components off that follow one another in the order of their units, without a gap: "hour [minute [second]]" and
// what is left of it when the first are left out. False if there is none.
bool take_components(std::string_view& text, std::string_view units) noexcept {
    bool has_any = false;
    for (const char unit : units) {
        if (take_component(text, unit)) {
            has_any = true;
        } else if (has_any) {
            break;
        }
    }
    return has_any;
}

}  // namespace

bool is_rfc3339_time(std::string_view text) noexcept {
    const std::optional<Moment> moment = read_time(text);
    return moment && (!moment->is_leap_second || ends_a_day(*moment));
}

bool is_rfc3339_datetime(std::string_view text) noexcept {
    const std::string_view date = text.substr(0, date_size);
    if (!is_date(date)) return false;
    text.remove_prefix(date_size);
    if (!take_letter(text, 'T')) return false;
    const std::optional<Moment> moment = read_time(text);
    return moment && (!moment->is_leap_second || may_be_leap_second(*moment, date));
}

bool is_rfc3339_duration(std::string_view text) noexcept {
    if (!take_letter(text, 'P')) return false;
    if (take_component(text, 'W')) return text.empty();
    const bool has_date = take_components(text, "YMD");
    if (!take_letter(text, 'T')) return has_date && text.empty();
    return take_components(text, "HMS") && text.empty();
}

}  // namespace zodgate::text

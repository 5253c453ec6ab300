#include "text/characters.hpp"
#include "text/scanners.hpp"

#include <optional>

namespace zodgate::text {
namespace {

using namespace characters;

// Takes two digits off that are a number of a range.
bool take_pair(std::string_view& text, int first, int last, int& value) noexcept {
    if (text.size() < 2 || !is(text[0], digit) || !is(text[1], digit)) return false;
    value = (text[0] - '0') * 10 + (text[1] - '0');
    text.remove_prefix(2);
    return value >= first && value <= last;
}

// The same where the number itself does not matter.
bool take_pair(std::string_view& text, int first, int last) noexcept {
    int value = 0;
    return take_pair(text, first, last, value);
}

// Zod's dateSource: of the proleptic Gregorian calendar, from the year 0 on.
bool take_date(std::string_view& text) noexcept {
    int century = 0;
    int year = 0;
    int month = 0;
    if (!take_pair(text, 0, 99, century) || !take_pair(text, 0, 99, year) || !take(text, '-') ||
        !take_pair(text, 1, 12, month) || !take(text, '-')) {
        return false;
    }
    const bool leap = (year == 0 ? century : year) % 4 == 0;
    const bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
    const int days = month == 2 ? (leap ? 29 : 28) : short_month ? 30 : 31;
    return take_pair(text, 1, days);
}

// How a time of day is written.
struct Clock {
    bool has_seconds = false;
    std::size_t fraction = 0;  // digits of it
};

// Zod's timeSource, whatever its arguments. What may follow a time begins with none of its own characters, so that the
// longest is the only one.
std::optional<Clock> take_clock(std::string_view& text) noexcept {
    Clock clock;
    if (!take_pair(text, 0, 23) || !take(text, ':') || !take_pair(text, 0, 59)) return std::nullopt;
    if (!take(text, ':')) return clock;
    clock.has_seconds = true;
    if (!take_pair(text, 0, 59)) return std::nullopt;
    if (!take(text, '.')) return clock;
    clock.fraction = take_run(text, digit);
    if (clock.fraction == 0) return std::nullopt;
    return clock;
}

bool has_precision(const Clock& clock, std::int32_t wanted) noexcept {
    if (wanted == precision::any) return true;
    if (wanted == precision::minutes) return !clock.has_seconds;
    if (wanted == precision::seconds) return clock.has_seconds;
    return clock.has_seconds && wanted >= 0 && clock.fraction == static_cast<std::size_t>(wanted);
}

// [+-](?:[01]\d|2[0-3]):[0-5]\d, or [+-]\d{2}:\d{2}
bool is_offset(std::string_view text, bool any_digits) noexcept {
    return (take(text, '+') || take(text, '-')) && take_pair(text, 0, any_digits ? 99 : 23) && take(text, ':') &&
           take_pair(text, 0, any_digits ? 99 : 59) && text.empty();
}

bool is_time_with_zone(std::string_view text, const DatetimeForm& form) noexcept {
    const std::optional<Clock> clock = take_clock(text);
    if (!clock) return false;
    if (text.empty()) return form.local && has_precision(*clock, form.unqualified);
    if (!has_precision(*clock, form.qualified)) return false;
    return text == "Z" || (form.offset && is_offset(text, form.any_offset));
}

// Takes a number and the letter after it off, if that is what the text begins with.
bool take_component(std::string_view& text, char unit) noexcept {
    const std::size_t digits = run(text, digit);
    if (digits == 0 || digits == text.size() || text[digits] != unit) return false;
    text.remove_prefix(digits + 1);
    return true;
}

// \d+([.,]\d+)?S
bool take_seconds(std::string_view& text) noexcept {
    std::string_view rest = text;
    if (take_run(rest, digit) == 0) return false;
    if ((take(rest, '.') || take(rest, ',')) && take_run(rest, digit) == 0) return false;
    if (!take(rest, 'S')) return false;
    text = rest;
    return true;
}

}  // namespace

bool is_date(std::string_view text) noexcept { return take_date(text) && text.empty(); }

bool is_time(std::string_view text, std::int32_t precision) noexcept {
    const std::optional<Clock> clock = take_clock(text);
    return clock && text.empty() && has_precision(*clock, precision);
}

bool is_datetime(std::string_view text, const DatetimeForm& form) noexcept {
    return take_date(text) && take(text, 'T') && is_time_with_zone(text, form);
}

bool is_full_time(std::string_view text) noexcept {
    DatetimeForm form;
    form.offset = true;
    return is_time_with_zone(text, form);
}

// Either weeks alone or the rest, of which at least one must be there, also after the T. The pattern's lookahead for a
// W says nothing of its own.
bool is_duration(std::string_view text) noexcept {
    if (!take(text, 'P') || text.empty()) return false;
    if (take_component(text, 'W')) return text.empty();
    take_component(text, 'Y');
    take_component(text, 'M');
    take_component(text, 'D');
    if (text.empty()) return true;
    if (!take(text, 'T') || text.empty()) return false;
    take_component(text, 'H');
    take_component(text, 'M');
    take_seconds(text);
    return text.empty();
}

}  // namespace zodgate::text

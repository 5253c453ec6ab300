// Numbers. Whatever is computed on the way is the same on every platform: no products and sums that a compiler may
// contract, no functions of the mathematical library but exact ones.
#include "check/numbers.hpp"
#include "generate/maker.hpp"
#include "json/decimal.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

namespace zodgate::generate {
namespace {

using json::Decimal;

constexpr double infinity = std::numeric_limits<double>::infinity();

std::optional<std::uint64_t> times_ten(std::uint64_t number, int power) noexcept {
    for (; power > 0; --power) {
        if (number > UINT64_MAX / 10) return std::nullopt;
        number *= 10;
    }
    return number;
}

// What both divide; none if it has more digits than are counted here.
std::optional<Decimal> common_multiple(Decimal a, Decimal b) noexcept {
    const int exponent = std::min(a.exponent, b.exponent);
    const std::optional<std::uint64_t> first = times_ten(a.digits, a.exponent - exponent);
    const std::optional<std::uint64_t> second = times_ten(b.digits, b.exponent - exponent);
    if (!first || !second || *first == 0 || *second == 0) return std::nullopt;
    const std::uint64_t by = *second / std::gcd(*first, *second);
    if (*first > UINT64_MAX / by) return std::nullopt;
    return Decimal{*first * by, exponent};
}

struct Bounds {
    double least = -infinity;
    double most = infinity;
    bool whole = false;
    std::optional<Decimal> step;  // of which the number is to be a multiple
};

void restrict_by(const plan::NumberNode& node, Bounds& bounds) {
    const auto from = [&bounds](double least) { bounds.least = std::max(bounds.least, least); };
    const auto to = [&bounds](double most) { bounds.most = std::min(bounds.most, most); };
    if (node.minimum) from(*node.minimum);
    if (node.maximum) to(*node.maximum);
    if (node.exclusive_minimum) from(std::nextafter(*node.exclusive_minimum, infinity));
    if (node.exclusive_maximum) to(std::nextafter(*node.exclusive_maximum, -infinity));
    bounds.whole |= node.is_whole || node.integer != IntegerFormat::none;
    if (node.integer != IntegerFormat::none) {
        from(-check::max_safe_integer);
        to(check::max_safe_integer);
    }
    if (node.integer == IntegerFormat::int32) from(-2147483648.0), to(2147483647.0);
    if (node.integer == IntegerFormat::uint32) from(0), to(4294967295.0);
    for (const double divisor : node.multiple_of) {
        const double size = std::abs(divisor);
        if (size == 0 || !std::isfinite(size)) continue;
        const Decimal decimal = json::shortest_decimal(size);
        if (!bounds.step) {
            bounds.step = decimal;
        } else if (const std::optional<Decimal> both = common_multiple(*bounds.step, decimal)) {
            bounds.step = both;
        }
    }
}

class NumberMaker {
  public:
    NumberMaker(const Bounds& bounds, Random& random) : bounds_(bounds), random_(random) {}

    double candidate(bool is_small) {
        if (bounds_.step && !random_.one_in(16)) return multiple(is_small);
        // The bounds come often, as mistakes are made there, and not so often that all else is rare.
        const std::uint64_t way = random_.below(bounds_.whole ? 16 : 24);
        switch (way) {
            case 0: return bounds_.whole ? std::ceil(finite_least()) : finite_least();
            case 1: return bounds_.whole ? std::floor(finite_most()) : finite_most();
            case 2: return near_zero();
            default: break;
        }
        if (way < 10) return whole_within(is_small ? 8 : 100);
        if (way < 16) return whole_within(UINT64_MAX);
        return way < 20 ? short_fraction() : fraction();
    }

  private:
    bool is_bounded_below() const noexcept { return bounds_.least > -infinity; }
    bool is_bounded_above() const noexcept { return bounds_.most < infinity; }
    double finite_least() { return is_bounded_below() ? bounds_.least : -large(); }
    double finite_most() { return is_bounded_above() ? bounds_.most : large(); }

    // Whole, and as safe in JavaScript as in C++.
    double large() {
        const std::uint64_t bits = random_.between(1, 53);
        return static_cast<double>((std::uint64_t{1} << bits) - 1);
    }

    double near_zero() {
        const double small = static_cast<double>(random_.below(3)) - 1;
        return std::clamp(small, std::min(bounds_.least, bounds_.most), bounds_.most);
    }

    // From the bound that there is, or zero.
    double whole_within(std::uint64_t span) {
        constexpr double most_counted = 9007199254740992.0;
        double start = std::ceil(bounds_.least);
        double end = std::floor(bounds_.most);
        if (!is_bounded_below()) start = is_bounded_above() ? end - 100 : -100;
        if (!is_bounded_above()) end = start + static_cast<double>(std::min<std::uint64_t>(span, 1'000'000'000));
        if (!(std::abs(start) <= most_counted) || !(std::abs(end) <= most_counted) || end < start) return start;
        const auto width = static_cast<std::uint64_t>(end - start);
        const auto offset = static_cast<double>(random_.between(0, std::min(width, span)));
        return random_.one_in(2) ? start + offset : end - offset;
    }

    double short_fraction() {
        std::string token;
        const double whole = whole_within(100);
        json::append_number(token, std::trunc(whole));
        if (token.find('e') != std::string::npos) return whole;
        token += '.';
        json::append_integer(token, random_.between(1, 99));
        return json::parse_number(token);
    }

    double fraction() {
        const double least = is_bounded_below() ? bounds_.least : std::min(-1000.0, bounds_.most - 1);
        const double most = is_bounded_above() ? bounds_.most : std::max(1000.0, least + 1);
        const double share = static_cast<double>(random_.next() >> 11U) * 0x1p-53;
        return std::fma(share, most - least, least);
    }

    // Exact in decimal, as the divisor is written.
    double multiple(bool is_small) {
        std::string step_token;
        append_multiple(step_token, 1, false);
        const double step = json::parse_number(step_token);
        double from = is_bounded_below() ? std::ceil(bounds_.least / step) : -16;
        double to = is_bounded_above() ? std::floor(bounds_.most / step) : std::max(from, 0.0) + 64;
        if (!is_bounded_below() && to < from) from = to - 64;
        if (!(std::abs(from) < 1e15) || !(std::abs(to) < 1e15) || to < from) return bounds_.least;
        const auto width = static_cast<std::uint64_t>(to - from);
        const std::uint64_t offset = random_.below(std::min<std::uint64_t>(width, is_small ? 4 : 1000) + 1);
        const double count = from + static_cast<double>(random_.one_in(4) ? width - offset : offset);
        std::string token;
        append_multiple(token, static_cast<std::uint64_t>(std::abs(count)), count < 0);
        return json::parse_number(token);
    }

    void append_multiple(std::string& token, std::uint64_t count, bool is_negative) const {
        const Decimal& step = *bounds_.step;
        if (is_negative) token += '-';
        const bool fits = step.digits == 0 || count <= UINT64_MAX / step.digits;
        json::append_integer(token, fits ? count * step.digits : step.digits);
        token += 'e';
        if (step.exponent < 0) token += '-';
        json::append_integer(token, static_cast<std::uint64_t>(std::abs(step.exponent)));
    }

    const Bounds& bounds_;
    Random& random_;
};

std::string describe(const Bounds& bounds) {
    std::string out = "no number was found";
    if (bounds.least > -infinity) json::append_number(out.append(" from "), bounds.least);
    if (bounds.most < infinity) json::append_number(out.append(" up to "), bounds.most);
    if (bounds.whole) out += " that is an integer";
    if (bounds.step) out += " that is a multiple as asked for";
    return out;
}

// As others write numbers: 5.0, 5e0, 50e-1.
std::string unusual(std::string token, Random& random) {
    if (token == "0" || token.find_first_of(".e") != std::string::npos) return token;
    switch (random.below(3)) {
        case 0: return token + ".0";
        case 1: return token + "e0";
        default: return token + "0e-1";
    }
}

}  // namespace

bool Maker::make_number(const Demands& demands, Draft& out) {
    Bounds bounds;
    for (const plan::NumberNode* const node : demands.numbers) restrict_by(*node, bounds);
    NumberMaker maker(bounds, random_);
    const bool is_small = must_be_small();
    constexpr std::size_t tries = 100;
    for (std::size_t i = 0; i < tries; ++i) {
        const double number = maker.candidate(is_small);
        const bool accepted = std::isfinite(number) && std::all_of(demands.numbers.begin(), demands.numbers.end(),
                                                                   [number](const plan::NumberNode* node) {
                                                                       return check::fits(*node, number);
                                                                   });
        if (!accepted) continue;
        out = Draft::of_number(number);
        if (random_.one_in(24)) out.text = unusual(std::move(out.text), random_);
        return true;
    }
    return fail(describe(bounds));
}

}  // namespace zodgate::generate

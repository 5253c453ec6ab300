// JSON Web Tokens as far as Zod looks at them: three parts, of which the first is the header, JSON in base64.
#include "text/characters.hpp"
#include "text/scanners.hpp"

#include <algorithm>
#include <array>
#include <bitset>

namespace zodgate::text {
namespace {

using namespace characters;

// ASCII whitespace of WHATWG Infra, which atob() drops.
bool is_dropped(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

// Whether atob() accepts it (WHATWG Infra, forgiving-base64 decode). Padding is optional, but must be right.
bool is_forgiving_base64(std::string_view text) noexcept {
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (is_dropped(c)) continue;
        if (c == '=') {
            ++padding;
        } else if (padding > 0 || !is(c, base64)) {
            return false;
        } else {
            ++digits;
        }
    }
    const std::size_t rest = digits % 4;
    return rest != 1 && (padding == 0 || (padding <= 2 && (digits + padding) % 4 == 0));
}

unsigned value_of_base64_digit(char c) noexcept {
    const unsigned code = static_cast<unsigned char>(c);
    if (is(c, upper)) return code - 'A';
    if (is(c, lower)) return code - 'a' + 26;
    if (is(c, digit)) return code - '0' + 52;
    return c == '+' ? 62 : 63;
}

// The bytes of what is_forgiving_base64() accepts, one by one.
class Bytes {
  public:
    explicit Bytes(std::string_view base64) noexcept : rest_(base64) { next(); }

    static constexpr int end = -1;

    /// The byte at hand, or `end`.
    int current() const noexcept { return current_; }

    void next() noexcept {
        while (bits_ < 8) {
            if (rest_.empty() || rest_.front() == '=') {
                current_ = end;
                return;
            }
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (is_dropped(c)) continue;
            buffer_ = ((buffer_ << 6U) | value_of_base64_digit(c)) & 0xFFFFU;
            bits_ += 6;
        }
        bits_ -= 8;
        current_ = static_cast<int>((buffer_ >> bits_) & 0xFFU);
    }

    bool take(char c) noexcept {
        if (current_ != static_cast<unsigned char>(c)) return false;
        next();
        return true;
    }

  private:
    std::string_view rest_;
    unsigned buffer_ = 0;
    unsigned bits_ = 0;
    int current_ = end;
};

// The digits of 5^1075, from the first. 2^-1075 is 0.5^1075, that is 5^1075 * 10^-1075: half of the least double above
// 0. What is not above it becomes 0.
constexpr std::size_t half_digits = 752;
constexpr int half_exponent = -324;  // of its first digit

constexpr std::array<char, half_digits> make_half_of_least() noexcept {
    std::array<char, half_digits> digits{};
    digits.back() = 1;
    for (int power = 0; power < 1075; power += 25) {
        constexpr std::uint64_t five_to_25 = 298'023'223'876'953'125;
        std::uint64_t carry = 0;
        for (std::size_t i = half_digits; i-- > 0;) {
            carry += static_cast<std::uint64_t>(digits[i]) * five_to_25;
            digits[i] = static_cast<char>(carry % 10);
            carry /= 10;
        }
    }
    return digits;
}

constexpr std::array<char, half_digits> half_of_least = make_half_of_least();
static_assert(half_of_least[0] == 2 && half_of_least[1] == 4 && half_of_least[2] == 7);

// Whether a number, told digit by digit, is 0 as a double.
class ZeroTest {
  public:
    void add(int digit, bool in_fraction) noexcept {
        if (in_fraction) ++fraction_digits_;
        if (significant_ == 0) {
            if (digit == 0) return;
            exponent_ = -fraction_digits_;
        } else if (!in_fraction) {
            ++exponent_;
        }
        if (order_ == 0) order_ = digit - (significant_ < half_digits ? half_of_least[significant_] : 0);
        ++significant_;
    }

    bool is_zero(std::int64_t written_exponent) const noexcept {
        if (significant_ == 0) return true;
        const std::int64_t exponent = exponent_ + written_exponent;
        return exponent == half_exponent ? order_ <= 0 : exponent < half_exponent;
    }

  private:
    std::int64_t fraction_digits_ = 0;
    std::int64_t exponent_ = 0;    // of the first digit that is not 0
    std::size_t significant_ = 0;  // digits from that one on
    int order_ = 0;                // of those digits and half_of_least, as far as they have been told
};

// A string as far as it matters: what is longer than three units is none of those looked for.
class ShortText {
  public:
    void add(unsigned unit) noexcept {
        if (size_ < units_.size()) units_[size_] = unit;
        size_ = std::min(size_ + 1, units_.size() + 1);
    }

    bool is(std::string_view ascii) const noexcept {
        return size_ == ascii.size() &&
               std::equal(ascii.begin(), ascii.end(), units_.begin(),
                          [](char c, unsigned unit) { return static_cast<unsigned char>(c) == unit; });
    }

    bool empty() const noexcept { return size_ == 0; }

  private:
    std::array<unsigned, 3> units_{};
    std::size_t size_ = 0;
};

// JSON.parse (ECMA-262, 25.5.1) of a header whose bytes are its characters, as far as isValidJWT looks at it. Only an
// object can have `alg`, and `in` throws for what is neither object nor array. Does not recurse.
class Header {
  public:
    explicit Header(std::string_view base64) noexcept : bytes_(base64) {}

    bool is_valid() noexcept {
        skip_space();
        if (!bytes_.take('{')) return false;
        open(true);
        if (!scan_containers()) return false;
        skip_space();
        return bytes_.current() == Bytes::end && alg_ && (!typ_given_ || typ_is_jwt_);
    }

  private:
    // What JSON.parse would give for a value.
    struct Value {
        bool truthy = false;
        bool is_jwt = false;
    };

    enum class Name : unsigned char { other, typ, alg };

    // JSON.parse reads deeper ones, too; no header is so deep.
    static constexpr std::size_t max_depth = 1'000;

    bool open(bool is_object) noexcept {
        if (depth_ == max_depth) return false;
        objects_[depth_++] = is_object;
        return true;
    }

    bool in_object() const noexcept { return objects_[depth_ - 1]; }

    bool take_closing() noexcept {
        if (!bytes_.take(in_object() ? '}' : ']')) return false;
        --depth_;
        return true;
    }

    // From behind the header's first bracket to behind its last. One turn is a member or an element, or the end of an
    // empty container.
    bool scan_containers() noexcept {
        bool opened = true;
        while (depth_ > 0) {
            skip_space();
            const bool ended = opened && take_closing();
            opened = false;
            if (!ended && !scan_element(opened)) return false;
            if (!opened && !scan_what_follows()) return false;
        }
        return true;
    }

    // A member's name and value, or a value; of a container only its first bracket.
    bool scan_element(bool& opened) noexcept {
        Name name = Name::other;
        const bool of_header = depth_ == 1;
        if (in_object() && !scan_name(name)) return false;
        Value value;
        const bool object = bytes_.current() == '{';
        opened = object || bytes_.current() == '[';
        if (opened) {
            value.truthy = true;
            bytes_.next();
            if (!open(object)) return false;
        } else if (!scan_scalar(value)) {
            return false;
        }
        if (of_header) keep(name, value);
        return true;
    }

    // The brackets that close behind a value, and the comma before the next.
    bool scan_what_follows() noexcept {
        while (depth_ > 0) {
            skip_space();
            if (!take_closing()) return bytes_.take(',');
        }
        return true;
    }

    // Of members of one name the last counts.
    void keep(Name name, Value value) noexcept {
        if (name == Name::alg) alg_ = value.truthy;
        if (name != Name::typ) return;
        typ_given_ = true;
        typ_is_jwt_ = value.is_jwt;
    }

    bool scan_name(Name& name) noexcept {
        ShortText text;
        if (!scan_string(text)) return false;
        if (text.is("typ")) name = Name::typ;
        if (text.is("alg")) name = Name::alg;
        skip_space();
        if (!bytes_.take(':')) return false;
        skip_space();
        return true;
    }

    bool scan_scalar(Value& value) noexcept {
        switch (bytes_.current()) {
            case '"': {
                ShortText text;
                if (!scan_string(text)) return false;
                value = {!text.empty(), text.is("JWT")};
                return true;
            }
            case 't': value.truthy = true; return take("true");
            case 'f': return take("false");
            case 'n': return take("null");
            default: return scan_number(value);
        }
    }

    bool scan_string(ShortText& text) noexcept {
        if (!bytes_.take('"')) return false;
        while (!bytes_.take('"')) {
            const int byte = bytes_.current();
            if (byte < 0x20) return false;  // the end, too
            bytes_.next();
            if (byte != '\\') {
                text.add(static_cast<unsigned>(byte));
            } else if (!scan_escape(text)) {
                return false;
            }
        }
        return true;
    }

    // Behind the backslash.
    bool scan_escape(ShortText& text) noexcept {
        constexpr std::string_view written = R"("\/bfnrt)";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        if (bytes_.take('u')) return scan_unit(text);
        if (bytes_.current() == Bytes::end) return false;
        const std::size_t at = written.find(static_cast<char>(bytes_.current()));
        if (at == std::string_view::npos) return false;
        text.add(static_cast<unsigned char>(meant[at]));
        bytes_.next();
        return true;
    }

    bool scan_unit(ShortText& text) noexcept {
        unsigned unit = 0;
        for (int i = 0; i < 4; ++i, bytes_.next()) {
            if (bytes_.current() == Bytes::end) return false;
            const char c = static_cast<char>(bytes_.current());
            if (!is(c, hex)) return false;
            const unsigned code = static_cast<unsigned char>(c);
            unit = unit * 16 + (is(c, digit) ? code - '0' : (code | 0x20U) - 'a' + 10);
        }
        text.add(unit);
        return true;
    }

    bool scan_number(Value& value) noexcept {
        ZeroTest zero;
        bytes_.take('-');
        if (bytes_.take('0')) {
            zero.add(0, false);
        } else if (!scan_digits(zero, false)) {
            return false;
        }
        if (bytes_.take('.') && !scan_digits(zero, true)) return false;
        std::int64_t exponent = 0;
        if ((bytes_.take('e') || bytes_.take('E')) && !scan_exponent(exponent)) return false;
        value.truthy = !zero.is_zero(exponent);
        return true;
    }

    bool at_digit() const noexcept { return bytes_.current() >= '0' && bytes_.current() <= '9'; }

    bool scan_digits(ZeroTest& zero, bool in_fraction) noexcept {
        if (!at_digit()) return false;
        for (; at_digit(); bytes_.next()) zero.add(bytes_.current() - '0', in_fraction);
        return true;
    }

    bool scan_exponent(std::int64_t& exponent) noexcept {
        constexpr std::int64_t bound = 1'000'000'000;  // more than a number has digits
        const bool negative = bytes_.take('-');
        if (!negative) bytes_.take('+');
        if (!at_digit()) return false;
        for (; at_digit(); bytes_.next()) exponent = std::min(exponent * 10 + (bytes_.current() - '0'), bound);
        if (negative) exponent = -exponent;
        return true;
    }

    bool take(std::string_view word) noexcept {
        return std::all_of(word.begin(), word.end(), [this](char c) { return bytes_.take(c); });
    }

    void skip_space() noexcept {
        while (bytes_.take(' ') || bytes_.take('\t') || bytes_.take('\n') || bytes_.take('\r')) continue;
    }

    Bytes bytes_;
    std::bitset<max_depth> objects_;  // which of the containers at hand are objects
    std::size_t depth_ = 0;
    bool alg_ = false;
    bool typ_given_ = false;
    bool typ_is_jwt_ = false;
};

}  // namespace

bool is_jwt(std::string_view text) noexcept {
    if (std::count(text.begin(), text.end(), '.') != 2) return false;
    const std::string_view header = text.substr(0, text.find('.'));
    return is_forgiving_base64(header) && Header(header).is_valid();
}

}  // namespace zodgate::text

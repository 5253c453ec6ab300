#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace zodgate::json {

void append_string(std::string& out, std::string_view utf8) {
    out += '"';
    append_escaped(out, utf8);
    out += '"';
}

namespace {

// Whether one of eight bytes is a quotation mark, a backslash or a control character (with false alarms, never the
// other way round, where bytes are above 0x7F).
bool has_special(std::uint64_t word) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    const auto has_zero = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & high_bits; };
    const std::uint64_t controls = (word - ones * 0x20U) & ~word & high_bits;
    return (controls | has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\'))) != 0;
}

template <class Word>
std::uint64_t load(const char* bytes) noexcept {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

// The same of up to eight bytes, at least one.
bool has_special(std::string_view text) noexcept {
    const char* const end = text.data() + text.size();
    if (text.size() == sizeof(std::uint64_t)) return has_special(load<std::uint64_t>(text.data()));
    if (text.size() >= sizeof(std::uint32_t)) {
        return has_special(load<std::uint32_t>(text.data()) << 32U | load<std::uint32_t>(end - sizeof(std::uint32_t)));
    }
    constexpr std::uint64_t spaces = 0x2020202020000000U;
    const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(text[at])}; };
    return has_special(spaces | byte(0) << 16U | byte(text.size() / 2) << 8U | byte(text.size() - 1));
}

// The first byte from a place on that has to be escaped, or the end.
std::size_t find_special(std::string_view text, std::size_t at) noexcept {
    while (at < text.size()) {
        const std::string_view next = text.substr(at, sizeof(std::uint64_t));
        const std::size_t end = at + next.size();
        if (!has_special(next)) {
            at = end;
            continue;
        }
        for (; at < end; ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            if (byte < 0x20 || byte == '"' || byte == '\\') return at;
        }
    }
    return text.size();
}

void append_escape(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    out += '\\';
    switch (c) {
        case '"':
        case '\\': out += c; break;
        case '\b': out += 'b'; break;
        case '\f': out += 'f'; break;
        case '\n': out += 'n'; break;
        case '\r': out += 'r'; break;
        case '\t': out += 't'; break;
        default:
            out += "u00";
            out += hex[byte >> 4U];
            out += hex[byte & 0xFU];
    }
}

}  // namespace

void append_escaped(std::string& out, std::string_view utf8) {
    for (std::size_t done = 0; done < utf8.size();) {
        const std::size_t special = find_special(utf8, done);
        out.append(utf8.data() + done, special - done);
        if (special < utf8.size()) append_escape(out, utf8[special]);
        done = special + 1;
    }
}

std::size_t escaped_size(std::string_view utf8) noexcept {
    std::size_t size = utf8.size();
    for (std::size_t at = find_special(utf8, 0); at < utf8.size(); at = find_special(utf8, at + 1)) {
        constexpr std::string_view short_escapes = "\"\\\b\f\n\r\t";
        constexpr std::size_t longer = 1;       // \n
        constexpr std::size_t much_longer = 5;  // \u0000
        size += short_escapes.find(utf8[at]) == std::string_view::npos ? much_longer : longer;
    }
    return size;
}

void append_integer(std::string& out, std::uint64_t number) {
    std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_json_number(std::string& out, double number) {
    if (std::isfinite(number)) {
        append_number(out, number);
    } else {
        out += "null";
    }
}

void append_value(std::string& out, const Value& value) {
    switch (value.type) {
        case Type::function:
        case Type::null: out += "null"; break;
        case Type::boolean: out += value.boolean ? "true" : "false"; break;
        case Type::number: append_json_number(out, value.number); break;
        case Type::string: append_string(out, value.string()); break;
        case Type::array: {
            out += '[';
            for (const Value& item : items_of(value)) {
                if (&item != value.items) out += ',';
                append_value(out, item);
            }
            out += ']';
            break;
        }
        case Type::object: {
            out += '{';
            for (const Member& member : members_of(value)) {
                if (&member != value.members) out += ',';
                append_string(out, member.key);
                out += ':';
                append_value(out, member.value);
            }
            out += '}';
            break;
        }
    }
}

Position position_of(std::string_view text, std::size_t offset) noexcept {
    Position position;
    offset = offset < text.size() ? offset : text.size();
    // A byte order mark takes no column.
    std::size_t line_start = text.substr(0, 3) == "\xEF\xBB\xBF" && offset >= 3 ? 3 : 0;
    for (std::size_t i = 0; i < offset; ++i) {
        if (text[i] != '\n') continue;
        ++position.line;
        line_start = i + 1;
    }
    for (std::size_t i = line_start; i < offset; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++position.column;
    }
    return position;
}

}  // namespace zodgate::json

#include "json/json.hpp"

#include <cmath>

namespace zodgate::json {

void append_string(std::string& out, std::string_view utf8) {
    out += '"';
    append_escaped(out, utf8);
    out += '"';
}

void append_escaped(std::string& out, std::string_view utf8) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::size_t done = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(utf8.substr(done, i - done));
        done = i + 1;
        out += '\\';
        switch (byte) {
            case '"':
            case '\\': out += utf8[i]; break;
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
    out.append(utf8.substr(done));
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

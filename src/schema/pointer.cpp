#include "schema/schema.hpp"

#include "text/ascii.hpp"

#include <cstdint>
#include <optional>

namespace zodgate::schema {
namespace {

std::string unescape(std::string_view token) {
    std::string out;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1')) {
            out += token[++i] == '0' ? '~' : '/';
        } else {
            out += token[i];
        }
    }
    return out;
}

const json::Value* item_at(const json::Value& array, std::string_view token) {
    const std::optional<std::uint32_t> index = json::array_index(token);
    return index && *index < array.size ? array.items + *index : nullptr;
}

}  // namespace

std::string pointer_to(std::string_view parent, std::string_view token) {
    std::string out(parent);
    out += '/';
    for (const char c : token) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

const json::Value* resolve_pointer(const json::Value& root, std::string_view pointer) {
    const json::Value* value = &root;
    while (!pointer.empty() && value != nullptr) {
        if (pointer.front() != '/') return nullptr;
        const std::size_t end = pointer.find('/', 1);
        const std::string token = unescape(pointer.substr(1, end == std::string_view::npos ? end : end - 1));
        pointer = end == std::string_view::npos ? std::string_view() : pointer.substr(end);
        switch (value->type) {
            case json::Type::object: value = json::find(*value, token); break;
            case json::Type::array: value = item_at(*value, token); break;
            default: value = nullptr;
        }
    }
    return value;
}

// RFC 3986, section 2.1. A % that does not begin an escape stands for itself.
std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool may_escape = text[i] == '%' && i + 2 < text.size();
        const int byte = may_escape ? text::hex_byte_value(text[i + 1], text[i + 2]) : -1;
        if (byte >= 0) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace zodgate::schema

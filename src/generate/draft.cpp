#include "generate/draft.hpp"

#include <utility>

namespace zodgate::generate {

Draft Draft::of_type(json::Type type) {
    Draft draft;
    draft.type = type;
    return draft;
}

Draft Draft::of_boolean(bool value) {
    Draft draft = of_type(json::Type::boolean);
    draft.boolean = value;
    return draft;
}

Draft Draft::of_string(std::string text) {
    Draft draft = of_type(json::Type::string);
    draft.text = std::move(text);
    return draft;
}

Draft Draft::of_number(std::string token) {
    Draft draft = of_type(json::Type::number);
    draft.text = std::move(token);
    return draft;
}

Draft Draft::of_number(double number) {
    Draft draft = of_type(json::Type::number);
    json::append_json_number(draft.text, number);
    return draft;
}

Draft Draft::of(const json::Value& value) {
    switch (value.type) {
        case json::Type::boolean: return of_boolean(value.boolean);
        case json::Type::string: return of_string(std::string(value.string()));
        case json::Type::number:
            // JSON has no infinite numbers, but texts that are read as such.
            if (value.number - value.number != 0) return of_number(std::string(value.number > 0 ? "1e999" : "-1e999"));
            return of_number(value.number);
        case json::Type::array: {
            Draft draft = of_type(json::Type::array);
            draft.items.reserve(value.size);
            for (const json::Value& item : json::items_of(value)) draft.items.push_back(of(item));
            return draft;
        }
        case json::Type::object: {
            Draft draft = of_type(json::Type::object);
            draft.items.reserve(value.size);
            draft.keys.reserve(value.size);
            for (const json::Member& member : json::members_of(value)) {
                draft.add(std::string(member.key), of(member.value));
            }
            return draft;
        }
        default: return {};
    }
}

void Draft::add(std::string key, Draft value) {
    keys.push_back(std::move(key));
    items.push_back(std::move(value));
}

void Draft::erase(std::size_t index) {
    const auto offset = static_cast<std::ptrdiff_t>(index);
    items.erase(items.begin() + offset);
    if (is(json::Type::object)) keys.erase(keys.begin() + offset);
}

void append(std::string& out, const Draft& draft) {
    switch (draft.type) {
        case json::Type::boolean: out += draft.boolean ? "true" : "false"; return;
        case json::Type::number: out += draft.text; return;
        case json::Type::string: json::append_string(out, draft.text); return;
        case json::Type::array:
            out += '[';
            for (std::size_t i = 0; i < draft.items.size(); ++i) {
                if (i > 0) out += ',';
                append(out, draft.items[i]);
            }
            out += ']';
            return;
        case json::Type::object:
            out += '{';
            for (std::size_t i = 0; i < draft.items.size(); ++i) {
                if (i > 0) out += ',';
                json::append_string(out, draft.keys[i]);
                out += ':';
                append(out, draft.items[i]);
            }
            out += '}';
            return;
        default: out += "null"; return;
    }
}

std::string written(const Draft& draft) {
    std::string out;
    append(out, draft);
    return out;
}

}  // namespace zodgate::generate

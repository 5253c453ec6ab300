// A JSON value in the making, which can be changed in any place.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::generate {

struct Draft {
    json::Type type = json::Type::null;
    bool boolean = false;
    std::string text;               ///< of a string, in UTF-8; of a number, as JSON writes it
    std::vector<std::string> keys;  ///< of an object; by them its members are in `items`
    std::vector<Draft> items;

    static Draft of_boolean(bool value);
    static Draft of_string(std::string text);
    static Draft of_number(std::string token);
    static Draft of_number(double number);
    static Draft of_type(json::Type type);
    /// Recursive: the value must come from a bounded depth.
    static Draft of(const json::Value& value);

    bool is(json::Type asked) const noexcept { return type == asked; }
    double number() const noexcept { return json::parse_number(text); }
    void add(std::string key, Draft value);
    void erase(std::size_t index);
};

/// As JSON.stringify would write it, but for numbers, which stay as they are. Recursive as the draft is deep.
void append(std::string& out, const Draft& draft);

std::string written(const Draft& draft);

}  // namespace zodgate::generate

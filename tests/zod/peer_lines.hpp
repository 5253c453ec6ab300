// What the peers of the oracle's scripts share: a line of JSON in, a line of JSON out.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace peer {

namespace json = zodgate::json;

[[noreturn]] inline void give_up(std::string_view why) {
    std::cerr << why << "\n";
    std::exit(2);  // NOLINT(concurrency-mt-unsafe)
}

inline const json::Value& member(const json::Value& object, std::string_view name, json::Type type) {
    const json::Value* const value = object.type == json::Type::object ? json::find(object, name) : nullptr;
    if (value == nullptr || value->type != type) give_up("no " + std::string(name) + " in a line");
    return *value;
}

/// Answers every line of standard input. @return the exit status
template <class Answer>
int serve(const Answer& answer) {
    std::ios::sync_with_stdio(false);
    constexpr std::size_t most_bytes = std::size_t{1} << 31U;
    for (std::string line; std::getline(std::cin, line);) {
        json::Document request;
        const json::ReadError error = request.read(line, {most_bytes, 16, false});
        if (error.status != json::ReadStatus::ok) give_up("a line that is not JSON: " + error.reason);
        std::cout << answer(request.root()) << '\n';
    }
    return std::cout.flush() ? 0 : 2;
}

}  // namespace peer

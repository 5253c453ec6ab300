#include "issue/path_text.hpp"

#include "json/json.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <string_view>

namespace zodgate::issue {
namespace {

bool is_identifier(std::string_view name) {
    const auto fits = [](char c) { return text::is_ascii_alphanumeric(c) || c == '_' || c == '$' || c == '-'; };
    return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

std::string path_text(const Path& path, bool any_index) {
    std::string out;
    for (const PathSegment& segment : path) {
        if (const auto* const index = std::get_if<std::uint64_t>(&segment)) {
            out.append(1, '[').append(any_index ? "*" : std::to_string(*index)).append(1, ']');
            continue;
        }
        const std::string& name = std::get<std::string>(segment);
        if (is_identifier(name)) {
            out.append(out.empty() ? "" : ".").append(name);
        } else {
            out += '[';
            json::append_string(out, name);
            out += ']';
        }
    }
    return out;
}

}  // namespace zodgate::issue

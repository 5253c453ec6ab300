// What stands before the paths of an OpenAPI document, by its servers.
#include "http/document.hpp"

#include <algorithm>

namespace zodgate::http {
namespace {

// More addresses than these are not written out.
constexpr std::size_t most_paths = 100;

// The path of an address, which may have variables in it.
std::string_view path_of(std::string_view url, const Place& server) {
    url = url.substr(0, url.find_first_of("?#"));
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos || url.substr(0, 2) == "//") {
        const std::size_t authority = scheme == std::string_view::npos ? 2 : scheme + 3;
        const std::size_t path = url.find('/', authority);
        return path == std::string_view::npos ? std::string_view() : url.substr(path);
    }
    if (!url.empty() && url.front() != '/') {
        server.fail_at("url",
                       "the address is relative to where the document lies, which is not known; "
                       "ApiOptions::base_paths can say it");
    }
    return url;
}

// The values that a variable may have. One without a list may have any, of which only the default is known.
std::vector<std::string> values_of(const Place& server, std::string_view name) {
    const std::optional<Place> variables = server.find("variables");
    const std::optional<Place> variable = variables ? variables->find(name) : std::nullopt;
    if (!variable)
        server.fail_at("url", "the variable \"" + std::string(name) + "\" is not described under \"variables\"");
    variable->must_be_object("a server variable", {"enum", "default", "description"});
    variable->at("default", "a server variable");
    std::vector<std::string> values;
    if (const std::optional<Place> list = variable->find("enum")) {
        for (const Place& value : list->items("\"enum\"")) {
            if (value.value().type != json::Type::string) value.fail("a value of a server variable must be a string");
            values.emplace_back(value.value().string());
        }
        if (values.empty()) list->fail("\"enum\" must not be empty");
    }
    const std::string_view usual = *variable->string_in("default");
    if (values.empty()) {
        values.emplace_back(usual);
    } else if (std::find(values.begin(), values.end(), usual) == values.end()) {
        variable->fail_at("default", "the default must be one of the values of \"enum\"");
    }
    return values;
}

std::vector<std::string> written_out(std::string_view path, const Place& server) {
    std::vector<std::string> paths{""};
    while (!path.empty()) {
        const std::size_t open = path.find('{');
        for (std::string& known : paths) known += path.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = path.find('}', open);
        if (close == std::string_view::npos) server.fail_at("url", "a variable's \"{\" is not closed");
        std::vector<std::string> longer;
        for (const std::string& value : values_of(server, path.substr(open + 1, close - open - 1))) {
            for (const std::string& known : paths) longer.push_back(known + value);
            if (longer.size() > most_paths) server.fail_at("url", "the variables have too many values");
        }
        paths = std::move(longer);
        path.remove_prefix(close + 1);
    }
    return paths;
}

}  // namespace

std::vector<std::string> read_base_paths(const Place& servers) {
    std::vector<std::string> all;
    for (const Place& server : servers.items("\"servers\"")) {
        server.must_be_object("a server", {"url", "description", "variables"});
        server.at("url", "a server");
        for (std::string& path : written_out(path_of(*server.string_in("url"), server), server)) {
            all.push_back(std::move(path));
        }
    }
    return all;
}

}  // namespace zodgate::http

#include "cli/schema_files.hpp"

#include "cli/inputs.hpp"
#include "schema/schema.hpp"
#include "schema/uri.hpp"

#include <algorithm>
#include <system_error>

namespace zodgate::cli {
namespace {

namespace fs = std::filesystem;

std::string percent_encode(std::string_view path) { return schema::percent_encode(path, schema::others_in_paths); }

// Both without links and dots in them.
bool lies_in(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// Schemes such as `urn:` have no slash before what a map leaves of them.
bool needs_slash(std::string_view uri) { return uri.empty() || uri.back() != ':'; }

std::optional<std::string_view> rest_of(std::string_view uri, std::string_view mapped) {
    if (uri.substr(0, mapped.size()) != mapped) return std::nullopt;
    std::string_view rest = uri.substr(mapped.size());
    if (rest.empty() || !needs_slash(mapped)) return rest;
    if (rest.front() != '/') return std::nullopt;
    return rest.substr(1);
}

// Nothing if what is left of a URI is no path within a folder, whatever lies there.
std::optional<fs::path> relative_path(std::string_view rest) {
    fs::path path;
    for (bool more = true; more;) {
        const std::size_t end = rest.find('/');
        more = end != std::string_view::npos;
        const std::string segment = schema::percent_decode(rest.substr(0, end));
        constexpr std::string_view separators("/\\\0", 3);
        const bool is_name = !segment.empty() && segment != "." && segment != "..";
        if (!is_name || segment.find_first_of(separators) != std::string::npos) return std::nullopt;
        path /= segment;
        rest = more ? rest.substr(end + 1) : std::string_view();
    }
    return path;
}

}  // namespace

// A colon in the first segment would end a scheme.
std::string reference_to(const std::string& path) {
    const std::string encoded = percent_encode(path);
    if (!encoded.empty() && encoded.front() == '/') return "file://" + encoded;
    return schema::is_absolute_uri(encoded) ? "./" + encoded : encoded;
}

SchemaFiles::SchemaFiles(const std::vector<std::string>& maps) {
    for (const std::string& map : maps) maps_.push_back(read_map(map));
}

SchemaFiles::Map SchemaFiles::read_map(const std::string& written) {
    const auto fail = [&written](const std::string& reason) {
        return InputError(std::string("--map ").append(written).append(": ").append(reason));
    };
    const std::size_t equals = written.find('=');
    std::string uri = written.substr(0, equals);
    if (equals == std::string::npos || !schema::is_absolute_uri(uri) || uri.find('#') != std::string::npos) {
        throw fail("must be URI=FOLDER, the URI absolute");
    }
    while (uri.back() == '/') uri.pop_back();
    const std::string folder = written.substr(equals + 1);
    std::error_code error;
    fs::path canonical = fs::canonical(folder, error);
    if (error) throw fail("cannot read " + folder + ": " + error.message());
    if (!fs::is_directory(canonical, error)) throw fail(folder + " is no folder");
    return {std::move(uri), std::move(canonical)};
}

Options SchemaFiles::options_for(const std::string& path, const SchemaArguments& arguments) {
    Options options = arguments.semantics == Semantics::json_schema ? Options::json_schema() : Options();
    if (arguments.formats) options.formats = *arguments.formats;
    options.check_content = arguments.check_content;
    if (!arguments.dialect.empty()) options.default_dialect = arguments.dialect;
    options.document_name = path;
    options.document_uri = uri_of(path);
    options.resolver = [this](std::string_view uri) { return answer(std::string(uri)); };
    return options;
}

// That of the innermost folder that it lies in, or a `file:` URI.
std::string SchemaFiles::uri_of(const std::string& path) const {
    if (path == "-") return {};
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    const Map* innermost = nullptr;
    for (const Map& map : maps_) {
        const bool is_inner = innermost == nullptr || lies_in(map.folder, innermost->folder);
        if (!error && is_inner && lies_in(canonical, map.folder)) innermost = &map;
    }
    if (innermost != nullptr) {
        const std::string relative = canonical.lexically_relative(innermost->folder).generic_string();
        return innermost->uri + (needs_slash(innermost->uri) ? "/" : "") + percent_encode(relative);
    }
    const fs::path absolute = fs::absolute(path, error);
    return "file://" + percent_encode(absolute.lexically_normal().generic_string());
}

const SchemaFiles::Map* SchemaFiles::map_of(std::string_view uri) const {
    const Map* longest = nullptr;
    for (const Map& map : maps_) {
        const bool is_longer = longest == nullptr || map.uri.size() > longest->uri.size();
        if (is_longer && rest_of(uri, map.uri)) longest = &map;
    }
    return longest;
}

std::nullopt_t SchemaFiles::refuse(const std::string& uri, const std::string& reason) {
    refusals_.insert_or_assign(uri, reason);
    return std::nullopt;
}

// The file is asked for by its real name: a link may lead to another place of the folder, and not out of it.
std::optional<fs::path> SchemaFiles::file_of(const std::string& uri) {
    const Map* const map = map_of(uri);
    if (map == nullptr) return refuse(uri, "no --map says where that is");
    const std::optional<fs::path> relative = relative_path(*rest_of(uri, map->uri));
    if (!relative) return refuse(uri, "that is no path within " + map->folder.string());
    std::string refusal = "there is no " + (map->folder / *relative).string();
    for (const std::string_view extension : {"", ".json"}) {
        fs::path path = map->folder / *relative;
        path += extension;
        std::error_code error;
        const fs::path canonical = fs::canonical(path, error);
        if (error) continue;
        if (!lies_in(canonical, map->folder)) return refuse(uri, path.string() + " leads out of the folder");
        if (fs::is_regular_file(canonical, error)) return canonical;
        refusal = path.string() + " is no file";
    }
    return refuse(uri, refusal);
}

std::optional<std::string> SchemaFiles::answer(const std::string& uri) {
    const std::optional<fs::path> path = file_of(uri);
    if (!path) return std::nullopt;
    try {
        Document document{path->string(), read_file(path->string())};
        return documents_.insert_or_assign(uri, std::move(document)).first->second.text;
    } catch (const InputError& error) {
        return refuse(uri, error.what());
    }
}

std::string SchemaFiles::describe(const SchemaError& error, const std::string& path, std::string_view text) const {
    const auto found = documents_.find(error.document());
    const bool is_first = found == documents_.end();
    const Place place = json::position_of(is_first ? text : std::string_view(found->second.text), error.offset());
    std::string out = cli::describe(is_first ? path : found->second.path, place) + ": ";
    if (!error.pointer().empty()) out += "at " + error.pointer() + ": ";
    out += error.reason();
    for (const auto& [uri, reason] : refusals_) {
        const bool is_named = error.reason().find("\"" + uri + "\"") != std::string::npos;
        if (is_named || error.reason().find("\"" + uri + "#\"") != std::string::npos) out += ": " + reason;
    }
    return out;
}

}  // namespace zodgate::cli

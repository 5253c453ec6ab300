// Schema documents that lie in files: by which URI each is known, and which file answers for a URI.
#pragma once

#include <zodgate/options.hpp>
#include <zodgate/schema.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::cli {

/// How schema documents are read, as the command line says it.
struct SchemaArguments {
    Semantics semantics = Semantics::zod;
    std::optional<Formats> formats;  ///< none: the default of the semantics
    bool check_content = false;
    std::string dialect;            ///< empty: the library's default
    std::vector<std::string> maps;  ///< "URI=FOLDER"
    /// Schemas are the bodies of that operation of OpenAPI documents; empty: they are documents of their own.
    std::string operation;
};

/// A file's name as a URI reference: a relative one stays relative.
std::string reference_to(const std::string& path);

/// Folders that answer for URIs. There is no network: what lies in none of them is not found.
class SchemaFiles {
  public:
    /// @throws InputError if a map is not "URI=FOLDER", or there is no such folder
    explicit SchemaFiles(const std::vector<std::string>& maps);
    SchemaFiles(const SchemaFiles&) = delete;
    SchemaFiles& operator=(const SchemaFiles&) = delete;

    /// How the schema in a file is to be loaded. The options refer to this object. @throws InputError
    Options options_for(const std::string& path, const SchemaArguments& arguments);

    /// `file:line:column: at POINTER: reason`, in whichever of the documents that were read it is.
    /// @param path, text  of the schema that was to be loaded
    std::string describe(const SchemaError& error, const std::string& path, std::string_view text) const;

  private:
    struct Map {
        std::string uri;  ///< without a slash at its end
        std::filesystem::path folder;
    };
    struct Document {
        std::string path;
        std::string text;
    };

    static Map read_map(const std::string& written);
    std::string uri_of(const std::string& path) const;
    std::optional<std::string> answer(const std::string& uri);
    const Map* map_of(std::string_view uri) const;
    std::optional<std::filesystem::path> file_of(const std::string& uri);
    std::nullopt_t refuse(const std::string& uri, const std::string& reason);

    std::vector<Map> maps_;
    std::map<std::string, Document, std::less<>> documents_;  // that references led to, by URI
    std::map<std::string, std::string, std::less<>> refusals_;
};

}  // namespace zodgate::cli

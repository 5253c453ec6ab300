#include "plan/locations.hpp"

#include "schema/uri.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zodgate::plan {
namespace {

// References may spell a `~` as it is, which a JSON Pointer does not.
std::string in_rfc_6901(std::string_view pointer) {
    std::string out;
    out.reserve(pointer.size());
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        out += pointer[i];
        const bool is_escape = i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1');
        if (pointer[i] == '~' && !is_escape) out += '0';
    }
    return out;
}

// RFC 6901, section 6.
std::string as_fragment(std::string_view pointer) {
    return schema::percent_encode(pointer, schema::others_in_fragments);
}

}  // namespace

Locations locate_schemas(const schema::Model& model) {
    const std::vector<schema::Document>& documents = model.resources.documents();
    std::vector<std::string_view> uris;
    uris.reserve(documents.size());
    for (std::uint32_t i = 0; i < documents.size(); ++i) uris.push_back(model.resources.uri_of(i));
    Locations locations;
    locations.schemas.reserve(model.schemas.size());
    for (const schema::Schema& schema : model.schemas) {
        const json::Value& root = documents[schema.document].json->root();
        std::string text = in_rfc_6901(schema.pointer);
        if (schema.document != 0) text = std::string(uris[schema.document]) + '#' + as_fragment(text);
        locations.schemas.push_back({std::move(text), schema::resolve_pointer(root, schema.pointer), {}});
    }
    return locations;
}

}  // namespace zodgate::plan

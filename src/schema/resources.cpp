#include "schema/resources.hpp"

#include "schema/schema.hpp"
#include "schema/uri.hpp"

#include <algorithm>

namespace zodgate::schema {
namespace {

const json::Value* find_string(const json::Value& schema, std::string_view keyword) {
    const json::Value* const found = schema.type == json::Type::object ? json::find(schema, keyword) : nullptr;
    return found != nullptr && found->type == json::Type::string ? found : nullptr;
}

bool is_true(const json::Value& schema, std::string_view keyword) {
    const json::Value* const found = json::find(schema, keyword);
    return found != nullptr && found->type == json::Type::boolean && found->boolean;
}

bool has_anchors(Dialect dialect) noexcept {
    return dialect == Dialect::draft_2019_09 || dialect == Dialect::draft_2020_12 || dialect == Dialect::openapi_3_1;
}

bool has_dynamic_anchors(Dialect dialect) noexcept {
    return dialect == Dialect::draft_2020_12 || dialect == Dialect::openapi_3_1;
}

// The identifier of a schema; null if it has none, or if nothing counts beside its reference.
const json::Value* identifier_of(const json::Value& schema, Dialect around) {
    if (schema.type != json::Type::object) return nullptr;
    const json::Value* const named = find_string(schema, "$schema");
    const Dialect dialect = named == nullptr ? around : dialect_named(named->string()).value_or(around);
    if (has_lone_references(dialect) && json::find(schema, "$ref") != nullptr) return nullptr;
    return find_string(schema, dialect == Dialect::draft_04 ? "id" : "$id");
}

}  // namespace

Resources::Resources(const Options& options) : options_(options) {}

ResourceId Resources::add(Document document, Dialect dialect) {
    Resource resource;
    resource.root = &document.json->root();
    resource.document = static_cast<std::uint32_t>(documents_.size());
    resource.dialect = dialect;
    documents_.push_back(std::move(document));
    return begin(std::move(resource));
}

ResourceId Resources::add_schema(Document document, const std::string& uri, Dialect dialect) {
    Resource resource;
    resource.root = &document.json->root();
    resource.document = static_cast<std::uint32_t>(documents_.size());
    resource.dialect = dialect;
    documents_.push_back(std::move(document));
    set_dialect(resource);
    const json::Value* const identifier = identifier_of(*resource.root, resource.dialect);
    const std::string resolved = identifier == nullptr ? uri : resolve_uri(uri, identifier->string());
    resource.uri = split_fragment(resolved).uri;
    const json::Value& root = *resource.root;
    const ResourceId id = begin(std::move(resource));
    if (!uri.empty()) by_uri_.emplace(uri, id);
    visit(root, "", id);
    check({&root, "", id}, id);
    return id;
}

ResourceId Resources::begin(Resource resource) {
    if (resource.uri.size() > longest_uri) {
        throw SchemaError(documents_[resource.document].name, resource.pointer, "its URI is longer than 8 KiB",
                          resource.root->offset);
    }
    const auto id = static_cast<ResourceId>(resources_.size());
    roots_.emplace(resource.root, id);
    if (!resource.uri.empty()) by_uri_.emplace(resource.uri, id);
    resources_.push_back(std::move(resource));
    return id;
}

ResourceId Resources::resource_of(const json::Value& schema, ResourceId around) const noexcept {
    const auto found = roots_.find(&schema);
    return found == roots_.end() ? around : found->second;
}

// --- what there is
// -----------------------------------------------------------------------------------------------------

// Recursive as deep as the document, which is bounded.
void Resources::visit(const json::Value& schema, const std::string& pointer, ResourceId around) {
    if (!visited_.insert(&schema).second || schema.type != json::Type::object) return;
    const ResourceId resource = identify(schema, pointer, around);
    note_anchors(schema, pointer, resource);
    const Dialect dialect = resources_[resource].dialect;
    for (const json::Member& member : json::members_of(schema)) {
        const Holds how = holds(member.key, dialect);
        if (how != Holds::nothing) visit_held(member.value, how, pointer_to(pointer, member.key), resource);
    }
}

// What is of another kind than it should be is left to the meta-schema.
void Resources::visit_held(const json::Value& value, Holds how, const std::string& pointer, ResourceId resource) {
    const bool is_list = value.type == json::Type::array;
    switch (how) {
        case Holds::nothing: return;
        case Holds::schema: return visit(value, pointer, resource);
        case Holds::schemas: break;
        case Holds::schema_or_schemas:
            if (!is_list) return visit(value, pointer, resource);
            break;
        case Holds::schemas_by_name:
        case Holds::dependencies:
            if (value.type != json::Type::object) return;
            for (const json::Member& member : json::members_of(value)) {
                visit(member.value, pointer_to(pointer, member.key), resource);
            }
            return;
    }
    if (!is_list) return;
    for (std::uint32_t i = 0; i < value.size; ++i) {
        visit(value.items[i], pointer_to(pointer, std::to_string(i)), resource);
    }
}

// The resource that a schema is in: a new one where it has an identifier.
ResourceId Resources::identify(const json::Value& schema, const std::string& pointer, ResourceId around) {
    if (const auto known = roots_.find(&schema); known != roots_.end()) return known->second;
    const json::Value* const identifier = identifier_of(schema, resources_[around].dialect);
    if (identifier == nullptr || split_fragment(identifier->string()).uri.empty()) return around;
    Resource resource = resources_[around];
    resource.root = &schema;
    resource.pointer = pointer;
    const std::string resolved = resolve_uri(resource.uri, identifier->string());
    resource.uri = split_fragment(resolved).uri;
    set_dialect(resource);
    return begin(std::move(resource));
}

void Resources::note_anchors(const json::Value& schema, const std::string& pointer, ResourceId resource) {
    const auto note = [&](std::string_view name, bool is_dynamic) {
        const auto [known, is_new] = anchors_.try_emplace({resource, std::string(name)});
        if (!is_new && known->second.place.value != &schema) {
            throw SchemaError(documents_[resources_[resource].document].name, pointer,
                              "the anchor \"" + std::string(name) + "\" stands for another schema already",
                              schema.offset);
        }
        if (is_dynamic && !known->second.is_dynamic) {
            dynamic_anchors_.push_back({known->first.second, {&schema, pointer, resource}});
        }
        known->second = Anchor{{&schema, pointer, resource}, is_dynamic || known->second.is_dynamic};
    };
    const Dialect dialect = resources_[resource].dialect;
    if (has_anchors(dialect)) {
        if (const json::Value* const name = find_string(schema, "$anchor")) note(name->string(), false);
    } else if (const json::Value* const identifier = identifier_of(schema, dialect)) {
        // Until draft-07 an identifier may name an anchor.
        const SplitUri split = split_fragment(identifier->string());
        if (split.fragment && !split.fragment->empty()) note(*split.fragment, false);
    }
    if (has_dynamic_anchors(dialect)) {
        if (const json::Value* const name = find_string(schema, "$dynamicAnchor")) note(name->string(), true);
    }
    // Only at the root of a resource (JSON Schema 2019-09, 8.2.4.2.2).
    const bool is_root = resources_[resource].root == &schema;
    if (is_root && dialect == Dialect::draft_2019_09 && is_true(schema, "$recursiveAnchor")) note("", true);
}

std::string_view Resources::uri_of(std::uint32_t document) const noexcept {
    const auto root = std::find_if(resources_.begin(), resources_.end(), [document](const Resource& resource) {
        return resource.document == document && resource.pointer.empty();
    });
    return root == resources_.end() ? std::string_view() : std::string_view(root->uri);
}

bool Resources::is_whole(std::uint32_t document) const noexcept {
    return std::count_if(resources_.begin(), resources_.end(),
                         [document](const Resource& resource) { return resource.document == document; }) == 1;
}

void Resources::explore(const Place& place) {
    const auto first = static_cast<ResourceId>(resources_.size());
    visit(*place.value, place.pointer, place.resource);
    check(place, first);
}

// --- dialects
// ----------------------------------------------------------------------------------------------------------

void Resources::set_dialect(Resource& resource) {
    const json::Value* const named =
        resource.root->type == json::Type::object ? json::find(*resource.root, "$schema") : nullptr;
    if (named == nullptr) return;
    const auto fail = [&](const std::string& reason) {
        return SchemaError(documents_[resource.document].name, pointer_to(resource.pointer, "$schema"), reason,
                           named->offset);
    };
    if (named->type != json::Type::string) throw fail("\"$schema\" must be a string");
    if (const std::optional<Dialect> dialect = dialect_named(named->string())) {
        resource.dialect = *dialect;
        resource.vocabularies = all_vocabularies;
        return;
    }
    follow_meta_schema(resource, *named);
}

// A meta-schema of one's own: its dialect is that in which it is written, less the vocabularies that it leaves out.
void Resources::follow_meta_schema(Resource& resource, const json::Value& named) {
    constexpr std::size_t longest_chain = 8;
    const std::string uri(split_fragment(named.string()).uri);
    ++meta_schemas_;
    const std::optional<ResourceId> found =
        meta_schemas_ > longest_chain || !is_absolute_uri(uri) ? std::nullopt : find_resource(uri, resource.dialect);
    --meta_schemas_;
    if (!found) {
        throw SchemaError(
            documents_[resource.document].name, pointer_to(resource.pointer, "$schema"),
            "the dialect \"" + std::string(named.string()) + "\" is not known; known are " + known_dialects(),
            named.offset);
    }
    const Resource& meta_schema = resources_[*found];
    resource.dialect = meta_schema.dialect;
    resource.vocabularies = all_vocabularies;
    const json::Value* const listed =
        meta_schema.root->type == json::Type::object ? json::find(*meta_schema.root, "$vocabulary") : nullptr;
    if (listed != nullptr && listed->type == json::Type::object) set_vocabularies(resource, *listed, named);
}

void Resources::set_vocabularies(Resource& resource, const json::Value& listed, const json::Value& named) {
    resource.vocabularies = only(Vocabulary::core);
    for (const json::Member& member : json::members_of(listed)) {
        if (const std::optional<Vocabulary> vocabulary = vocabulary_named(member.key)) {
            resource.vocabularies |= only(*vocabulary);
            if (*vocabulary != Vocabulary::format_assertion) continue;
            resource.vocabularies |= only(Vocabulary::format);
            resource.asserts_formats = true;
        } else if (member.value.type == json::Type::boolean && member.value.boolean) {
            throw SchemaError(documents_[resource.document].name, pointer_to(resource.pointer, "$schema"),
                              "the dialect \"" + std::string(named.string()) + "\" asks for the vocabulary \"" +
                                  std::string(member.key) + "\", which is not known",
                              named.offset);
        }
    }
}

// A schema, and the resources that have been found in it, each without those within it.
void Resources::check(const Place& place, ResourceId first) const {
    const auto check_one = [this](const json::Value& schema, const std::string& pointer, const Resource& resource) {
        const auto is_apart = [&](const json::Value& inner) { return &inner != &schema && roots_.count(&inner) != 0; };
        check_against_meta_schema(schema, resource.dialect, documents_[resource.document].name, pointer, is_apart);
    };
    check_one(*place.value, place.pointer, resources_[place.resource]);
    for (ResourceId id = first; id < resources_.size(); ++id) {
        const Resource& resource = resources_[id];
        if (resource.root != place.value && resource.document == resources_[place.resource].document) {
            check_one(*resource.root, resource.pointer, resource);
        }
    }
}

// --- where references lead
// ---------------------------------------------------------------------------------------------

Resolution Resources::resolve(ResourceId from, std::string_view reference) {
    const SplitUri split = split_fragment(reference);
    if (split.uri.empty()) return within(from, split.fragment.value_or(""));
    Resolution lost;
    const std::string target = resolve_uri(resources_[from].uri, reference);
    const SplitUri absolute = split_fragment(target);
    if (absolute.uri.size() > longest_uri) {
        lost.failure = "leads to a URI that is longer than 8 KiB";
        return lost;
    }
    const std::optional<ResourceId> resource = find_resource(std::string(absolute.uri), resources_[from].dialect);
    if (resource) return within(*resource, absolute.fragment.value_or(""));
    if (is_open_api(resources_[from].dialect)) {
        lost.failure = "leads out of the document, which is not followed";
    } else if (options_.resolver) {
        lost.failure = "leads to \"" + std::string(absolute.uri) + "\", which the resolver does not know";
    } else {
        lost.failure = "leads out of the document, and there is no Options::resolver to follow it";
    }
    return lost;
}

std::optional<ResourceId> Resources::find_resource(const std::string& uri, Dialect dialect) {
    if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
    if (const std::optional<Dialect> named = dialect_named(uri)) {
        if (const std::string_view text = meta_schema_text(*named); !text.empty()) return read(text, uri, *named);
    }
    if (!options_.resolver) return std::nullopt;
    const std::optional<std::string> text = options_.resolver(uri);
    if (!text) return std::nullopt;
    return read(*text, uri, dialect);
}

ResourceId Resources::read(std::string_view text, const std::string& uri, Dialect dialect) {
    bytes_ += text.size();
    if (bytes_ > options_.max_schema_bytes) {
        throw SchemaError(uri, "", "the documents are together longer than Options::max_schema_bytes", 0);
    }
    // The first is the one that is loaded.
    if (documents_.size() > options_.max_documents) {
        throw SchemaError(uri, "", "references lead to more documents than Options::max_documents", 0);
    }
    Options options = options_;
    options.document_name = uri;
    return add_schema({read_document(text, options), uri}, uri, dialect);
}

Resolution Resources::within(ResourceId resource, std::string_view fragment) const {
    Resolution resolution;
    const std::string decoded = percent_decode(fragment);
    if (decoded.empty()) {
        const Resource& whole = resources_[resource];
        const auto recursive = anchors_.find({resource, std::string()});
        resolution.is_dynamic = recursive != anchors_.end();
        resolution.place = {whole.root, whole.pointer, resource};
    } else if (decoded.front() == '/') {
        resolution.place = find(resource, decoded);
        if (resolution.place.value == nullptr) resolution.failure = "leads nowhere";
    } else if (const auto anchor = anchors_.find({resource, decoded}); anchor != anchors_.end()) {
        resolution.place = anchor->second.place;
        resolution.is_dynamic = anchor->second.is_dynamic;
        resolution.anchor = anchor->first.second;
    } else {
        resolution.failure = "leads to an anchor that there is not";
    }
    return resolution;
}

Place Resources::find(ResourceId from, std::string_view pointer) const {
    Place place{resources_[from].root, resources_[from].pointer, from};
    while (!pointer.empty() && place.value != nullptr) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string_view step = pointer.substr(0, end);
        pointer.remove_prefix(end);
        place.value = resolve_pointer(*place.value, step);
        place.pointer += step;
        if (place.value != nullptr) place.resource = resource_of(*place.value, place.resource);
    }
    return place;
}

}  // namespace zodgate::schema

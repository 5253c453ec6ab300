// The documents that a schema is made of, and what in them has a URI or an anchor.
#pragma once

#include "json/json.hpp"
#include "schema/dialect.hpp"
#include "schema/keywords.hpp"

#include <zodgate/options.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace zodgate::schema {

/// A set of them.
using Vocabularies = std::uint16_t;

constexpr Vocabularies only(Vocabulary vocabulary) noexcept {
    return static_cast<Vocabularies>(1U << static_cast<unsigned>(vocabulary));
}

inline constexpr Vocabularies all_vocabularies = 0xFFFF;

/// A document, and what messages call it.
struct Document {
    std::shared_ptr<const json::Document> json;
    std::string name;
};

/// A schema resource (JSON Schema 2020-12, 4.3.5); stable.
using ResourceId = std::uint32_t;

/// A part of a document that has a URI of its own. The root of a document is one always.
struct Resource {
    std::string uri;  ///< without a fragment; empty: unknown
    std::uint32_t document = 0;
    const json::Value* root = nullptr;
    std::string pointer;  ///< of the root, in the document
    Dialect dialect = Dialect::draft_2020_12;
    Vocabularies vocabularies = all_vocabularies;
    bool asserts_formats = false;  ///< by its meta-schema
};

/// Where a schema stands.
struct Place {
    const json::Value* value = nullptr;  ///< null: nowhere
    std::string pointer;                 ///< in its document
    ResourceId resource = 0;
};

/// What has an anchor.
struct NamedPlace {
    std::string_view name;  ///< lives as long as the resources
    Place place;
};

/// Where a reference leads, or why it leads nowhere.
struct Resolution {
    Place place;
    std::string failure;      ///< in words that follow "the reference …"
    bool is_dynamic = false;  ///< it was found by a dynamic anchor
    std::string_view anchor;  ///< its name, which lives as long as the resources; empty: `$recursiveAnchor`
};

/// Knows which document, resource and anchor has which name. Documents that references lead to are read when they are
/// first asked for, and are checked against their meta-schemas then.
class Resources {
  public:
    /// @param options  of which the resolver counts and what bounds a document
    explicit Resources(const Options& options);

    /// A document of which the dialect is known.
    ResourceId add(Document document, Dialect dialect);

    /// A document whose root is a schema, in which others are found by their keywords.
    /// @param uri      from where it comes; its own identifier counts more
    /// @param dialect  where it names none
    /// @throws SchemaError
    ResourceId add_schema(Document document, const std::string& uri, Dialect dialect);

    /// @throws SchemaError if a document that it leads to is none
    Resolution resolve(ResourceId from, std::string_view reference);

    /// What a JSON Pointer leads to within a resource, which may be part of another one.
    Place find(ResourceId from, std::string_view pointer) const;

    const Resource& at(ResourceId id) const noexcept { return resources_[id]; }
    const std::vector<Document>& documents() const noexcept { return documents_; }
    /// What a document's root is called, without a fragment; empty: unknown.
    std::string_view uri_of(std::uint32_t document) const noexcept;
    /// Whether a document has no other resource than its root, as far as it is known.
    bool is_whole(std::uint32_t document) const noexcept;

    /// The resource that a schema begins, or the one that it is in.
    ResourceId resource_of(const json::Value& schema, ResourceId around) const noexcept;

    /// Whether a schema was found by the keywords around it, and so checked with them.
    bool is_known(const json::Value& schema) const noexcept { return visited_.count(&schema) != 0; }

    /// Takes a schema in that stands where no keyword leads. @throws SchemaError
    void explore(const Place& place);

    /// All dynamic anchors, one a resource and name; of an empty name the roots with `$recursiveAnchor`. More come, at
    /// the end, as documents are read.
    const std::vector<NamedPlace>& dynamic_anchors() const noexcept { return dynamic_anchors_; }

  private:
    struct Anchor {
        Place place;
        bool is_dynamic = false;
    };

    std::optional<ResourceId> find_resource(const std::string& uri, Dialect dialect);
    ResourceId read(std::string_view text, const std::string& uri, Dialect dialect);
    Resolution within(ResourceId resource, std::string_view fragment) const;
    ResourceId begin(Resource resource);
    void visit(const json::Value& schema, const std::string& pointer, ResourceId around);
    void visit_held(const json::Value& value, Holds how, const std::string& pointer, ResourceId resource);
    ResourceId identify(const json::Value& schema, const std::string& pointer, ResourceId around);
    void note_anchors(const json::Value& schema, const std::string& pointer, ResourceId resource);
    void set_dialect(Resource& resource);
    void follow_meta_schema(Resource& resource, const json::Value& named);
    void set_vocabularies(Resource& resource, const json::Value& meta_schema, const json::Value& named);
    void check(const Place& place, ResourceId first) const;

    Options options_;
    std::vector<Document> documents_;
    std::vector<Resource> resources_;
    std::map<std::string, ResourceId, std::less<>> by_uri_;
    std::unordered_map<const json::Value*, ResourceId> roots_;
    std::map<std::pair<ResourceId, std::string>, Anchor> anchors_;
    std::vector<NamedPlace> dynamic_anchors_;
    std::unordered_set<const json::Value*> visited_;
    std::size_t meta_schemas_ = 0;  // being read, one for the other
    std::size_t bytes_ = 0;         // of all documents that references have led to
};

}  // namespace zodgate::schema

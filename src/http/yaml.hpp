// OpenAPI documents in YAML, turned into JSON text, which is what all else reads. The only room that knows YAML; the
// library that reads it is seen in yaml.cpp alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::http {

/// True if a document is not JSON by its first character: neither '{' nor '[', after white space and a byte order mark.
/// False for a text of nothing else.
bool looks_like_yaml(std::string_view text) noexcept;

/// A YAML text (1.2, core schema) as JSON. Whatever YAML has and JSON has not is refused: several documents, tags of
/// one's own, keys that are no scalars or stand twice in one map, infinity. Anchors are copied to where their aliases
/// stand.
class YamlDocument {
  public:
    /// @param text           UTF-8; need outlive only this call
    /// @param document_name  what a SchemaError calls the document
    /// @param max_bytes      longest text, and longest JSON that comes of it; at most 2,147,483,647
    /// @param max_depth      deepest nesting, aliases included: `[]` is 1 deep; at most 200
    /// @throws SchemaError     for all that is wrong with the text, with byte offset and, where it is known, place; and
    ///                         for any text where the library was built without YAML (has_yaml())
    /// @throws std::bad_alloc
    /// Cost: linear in the text and the JSON. The stack it takes is bounded by max_depth.
    YamlDocument(std::string_view text, const std::string& document_name, std::size_t max_bytes, std::size_t max_depth);

    /// One line, without white space.
    const std::string& json() const noexcept { return json_; }

    /// Where in the YAML text that stands which begins at a byte of the JSON text. What is part of an alias's copy is
    /// found where the anchor stands; the copy as a whole where the alias does.
    /// Cost: a binary search, for each alias on the way.
    std::size_t offset_at(std::size_t json_offset) const noexcept;

    /// The same for the value that a JSON Pointer leads to, or the innermost that is there on the way to it.
    /// Cost: reads the JSON text; for messages of errors.
    /// @throws std::bad_alloc
    std::size_t offset_of(std::string_view pointer) const;

  private:
    friend class YamlConverter;

    /// A key or value, or the copy that an alias stands for. In the order of the JSON text.
    struct Place {
        std::uint32_t json;         ///< byte offset there
        std::uint32_t yaml;         ///< byte offset there
        std::uint32_t copied_from;  ///< of a copy: where in the JSON text the original begins
        std::uint32_t copied_size;  ///< bytes; 0 if it is no copy
    };

    std::string json_;
    std::vector<Place> places_;
};

}  // namespace zodgate::http

// Places in an OpenAPI document: values with the JSON Pointers that lead to them, read with errors that name the place.
#pragma once

#include "json/json.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::http {

class Place {
  public:
    /// The whole of a document. Both must outlive all places in it.
    Place(const json::Value& root, const std::string& document_name)
        : root_(&root), document_name_(&document_name), value_(&root) {}

    const json::Value& value() const noexcept { return *value_; }
    const std::string& pointer() const noexcept { return pointer_; }

    /// Always throws a SchemaError about this place.
    [[noreturn]] void fail(const std::string& reason) const;
    /// The same about a member, whether it is there or not.
    [[noreturn]] void fail_at(std::string_view member, const std::string& reason) const;

    /// @param what  a name of it, with an article, for messages
    /// @param known  the names that its members may have, beside those that begin with "x-"
    void must_be_object(std::string_view what, std::initializer_list<std::string_view> known) const;
    void must_be_object(std::string_view what) const;

    /// A member, or nothing.
    std::optional<Place> find(std::string_view name) const;
    /// A member that must be there.
    Place at(std::string_view name, std::string_view what) const;

    /// What a Reference Object leads to, or this place itself. Where references are allowed, nothing counts beside one,
    /// but for its summary and description. @param component  the kind that it must be, for example "parameters"
    Place followed(std::string_view component) const;

    /// Members and items with their places; those of an object without the ones that begin with "x-".
    std::vector<std::pair<std::string_view, Place>> members() const;
    std::vector<Place> items(std::string_view what) const;

    /// The value of a member, of the type that it must be; nothing if there is none.
    std::optional<std::string_view> string_in(std::string_view name) const;
    bool flag_in(std::string_view name, bool otherwise) const;

  private:
    Place below(std::string_view token, const json::Value& value) const;

    const json::Value* root_;
    const std::string* document_name_;
    const json::Value* value_;
    std::string pointer_;
};

}  // namespace zodgate::http

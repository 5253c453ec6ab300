// The schemas of a document, each by itself, as RapidJSON's values.
#pragma once

#include "json/json.hpp"
#include "schema/dialect.hpp"
#include "schema/own_rapidjson.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::schema {

/// Tells schemas of another dialect.
using IsForeign = std::function<bool(const json::Value& schema)>;

/// Views of the strings. Integers of any notation are integers.
rapidjson::Value to_rapidjson(const json::Value& value, rapidjson::Document::AllocatorType& allocator);

/// The schemas of a document one after the other, each with ones that say nothing in the place of those below it, so
/// that work on all takes no longer the deeper they are, and does not recurse with them. The document must outlive it.
class SchemasApart {
  public:
    /// @param is_foreign  which schemas are not looked at; may be empty
    SchemasApart(const json::Value& document, Dialect dialect, IsForeign is_foreign = {});

    /// Of those found so far: the document, and what at() has found below others.
    std::size_t count() const noexcept { return found_.size(); }

    /// To be called once for each in order, as it finds the schemas below. What is no object below a keyword is left
    /// there, schema or not. The value lives as long as this.
    rapidjson::Value at(std::size_t index);

    /// Of the JSON Pointer that leads to a schema.
    std::vector<std::string> tokens_to(std::size_t index) const;

  private:
    struct Found {
        const json::Value* schema;
        std::size_t parent = 0;
        std::string_view keyword;
        std::optional<std::string_view> name;  ///< of a member of the keyword's value
        std::optional<std::size_t> item;       ///< of the keyword's value
    };

    rapidjson::Value value_of(const json::Member& member, std::size_t parent);
    rapidjson::Value stand_in_for(const Found& schema);
    rapidjson::Value list_of(const json::Member& member, std::size_t parent);
    rapidjson::Value members_of(const json::Member& member, std::size_t parent);

    Dialect dialect_;
    IsForeign is_foreign_;
    std::vector<Found> found_;
    rapidjson::Document::AllocatorType allocator_;
};

}  // namespace zodgate::schema

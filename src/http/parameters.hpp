// Parameters of requests and fields of forms: text turned into the values that their schemas ask for (OpenAPI 3.1,
// Style Values; RFC 6570).
#pragma once

#include "check/check.hpp"
#include "http/document.hpp"
#include "http/shape.hpp"
#include "json/arena.hpp"
#include "json/json.hpp"

#include <zodgate/http.hpp>
#include <zodgate/issue.hpp>

#include <cstddef>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace zodgate::http {

/// One parameter, compiled.
struct Field {
    std::string_view name;  ///< in the document
    Part part = Part::query;
    Style style = Style::form;
    bool explode = true;
    bool is_json = false;
    bool is_spread = false;  ///< an object whose members are fields of their own
    Shape shape;
    std::string header_name{};  ///< with Part::header: the name in lower case, set by Fields
};

/// Those of one part of a request, in the order that JavaScript gives to their names.
class Fields {
  public:
    Fields() = default;
    /// @param keeps_others  what comes by other names is kept as text
    /// @param other         what their values are
    Fields(std::vector<Field> fields, bool keeps_others, Shape other = {});

    const std::vector<Field>& all() const noexcept { return fields_; }
    bool keeps_others() const noexcept { return keeps_others_; }
    const Shape& other() const noexcept { return other_; }

    /// To which field a name belongs, and to which of its members.
    struct Place {
        std::size_t field;
        std::string_view member;  ///< without a place in memory: the field itself
    };
    std::optional<Place> find(std::string_view name) const;

  private:
    std::vector<Field> fields_;
    std::unordered_map<std::string_view, Place> by_name_;
    std::unordered_map<std::string_view, std::size_t> deep_;  // by name
    std::optional<std::size_t> takes_rest_;                   // an object that takes all that no other field is for
    Shape other_;
    bool keeps_others_ = false;
};

/// What is refused at load: values that a style cannot write. Nothing if the field is well.
std::optional<std::string> unreadable(const Field& field);

/// How values are read.
struct ReadingOptions {
    ApiOptions::NumberText numbers = ApiOptions::NumberText::json;
    bool refuse_repeated_keys = false;
    Limits limits;
};

/// What a text stands for that is all there is: of the types that the schema takes, the first of number, boolean and
/// string that it can be read as. A number that it cannot be is NaN where nothing else is asked for.
json::Value value_of_text(const Shape& shape, std::string_view text, ApiOptions::NumberText numbers,
                          json::Arena& memory);

/// Reads the fields of one part of one request.
class FieldReader {
  public:
    /// @param memory  where values lie until it is released
    /// @param faults  gets an issue for each text that cannot be read at all; its path is the name
    FieldReader(const Fields& fields, const ReadingOptions& options, json::Arena& memory, std::vector<Issue>& faults);

    /// A text of a field, as it came: percent-encoded, but for headers.
    void add(std::size_t field, std::string_view raw) { found_[field].add(raw); }

    /// All pieces of a query or of a form.
    void add_all(std::string_view text);

    /// An object of the fields that were there. To be called once.
    json::Value read();

  private:
    // Most fields come once, which takes no memory. What grows is not in the arena, which would keep what it has grown
    // out of.
    class Found {
      public:
        void add(std::string_view text) {
            if (count_ == 1) more_.push_back(first_);
            if (count_++ == 0) {
                first_ = text;
            } else {
                more_.push_back(text);
            }
        }
        std::span<const std::string_view> texts() const noexcept {
            return count_ > 1 ? std::span<const std::string_view>(more_) : std::span(&first_, count_);
        }

        std::vector<std::pair<std::string_view, std::string_view>> members;  // names, and texts that are still encoded

      private:
        std::size_t count_ = 0;
        std::string_view first_;
        std::vector<std::string_view> more_;  // all, where they are several
    };

    void add_unreadable();
    void fault(Issue issue);
    void fault(const check::ReachedLimit& reached, Path path = {});
    bool take_value();
    bool may_have(std::size_t members);
    bool may_be_name(std::string_view name);
    std::vector<std::string_view> pieces_of(std::string_view text, std::string_view delimiter);
    json::Value value_of(const Field& field, const Found& found);
    json::Value delimited(const Field& field, const Shape& shape, std::span<const std::string_view> texts,
                          std::string_view delimiter);
    json::Value split(const Field& field, const Shape& shape, std::string_view text, std::string_view delimiter);
    json::Value label(const Field& field, const Shape& shape, std::string_view text);
    json::Value matrix(const Field& field, const Shape& shape, std::string_view text);
    json::Value pairs(const Field& field, const Shape& shape, std::string_view text, std::string_view delimiter);
    json::Value alternating(const Field& field, const Shape& shape, std::string_view text, std::string_view delimiter);
    json::Value list(const Field& field, const Shape& shape, std::span<const std::string_view> texts);
    json::Value object(const Field& field, const Shape& shape,
                       std::span<const std::pair<std::string_view, std::string_view>> members);
    json::Value scalar(const Field& field, const Shape& shape, std::string_view raw);
    json::Value json_value(const Field& field, std::string_view raw);
    json::Value misfit(const Field& field, std::string_view format);
    std::optional<std::string_view> decoded(const Field& field, std::string_view raw);
    std::string_view kept(std::string_view text);
    std::vector<json::Member> others();

    const Fields& fields_;
    const ReadingOptions& options_;
    json::Arena& memory_;
    std::vector<Issue>& faults_;
    std::pmr::vector<Found> found_;  // by field
    std::vector<std::pair<std::string_view, std::string_view>> others_;
    std::size_t fault_bytes_ = 0;
    std::size_t values_left_;
    std::string scratch_;
};

}  // namespace zodgate::http

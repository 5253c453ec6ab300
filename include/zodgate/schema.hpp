/// @file
/// A loaded schema, and the judgement of payloads against it.
#pragma once

#include <zodgate/export.hpp>
#include <zodgate/issue.hpp>
#include <zodgate/options.hpp>
#include <zodgate/value.hpp>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zodgate {

class Generator;
class Messages;

namespace plan {
struct Plan;
}
namespace http {
class Api;
}

/// A schema document cannot be loaded: not JSON, not a schema of its dialect, an unresolved reference, or a keyword
/// that this version does not enforce. what() has it all in a line.
class ZODGATE_EXPORT SchemaError : public std::runtime_error {
  public:
    SchemaError(std::string document, std::string pointer, std::string reason, std::size_t offset);

    /// Options::document_name of the load.
    const std::string& document() const noexcept { return document_; }
    /// RFC 6901 JSON Pointer to the place in the document; empty is the whole document.
    const std::string& pointer() const noexcept { return pointer_; }
    /// The reason alone.
    const std::string& reason() const noexcept { return reason_; }
    /// Byte offset of the place in the document's text.
    std::size_t offset() const noexcept { return offset_; }

  private:
    std::string document_;
    std::string pointer_;
    std::string reason_;
    std::size_t offset_;
};

/// How a validation ended.
enum class Status : unsigned char {
    valid,
    invalid,        ///< JSON, but not what the schema asks for
    malformed,      ///< not JSON
    over_limit,     ///< refused by one of the Limits; the one issue names it
    out_of_memory,  ///< could not be judged; there are no issues
};

/// Its name, for example "over_limit". Static storage. Never throws.
ZODGATE_EXPORT std::string_view to_string(Status status) noexcept;

/// The outcome of one validation. Owns its issues; independent of payload and schema.
class ZODGATE_EXPORT Result {
  public:
    /// The result of no validation, which is not a valid one: Status::out_of_memory.
    Result() noexcept = default;
    Result(Status status, std::vector<Issue> issues, bool truncated, bool patterns_stopped = false) noexcept
        : status_(status), truncated_(truncated), patterns_stopped_(patterns_stopped), issues_(std::move(issues)) {}

    /// True only if the whole payload was judged and satisfies the schema.
    bool valid() const noexcept { return status_ == Status::valid; }
    explicit operator bool() const noexcept { return valid(); }

    Status status() const noexcept { return status_; }

    /// In Zod's order. Empty when valid (and with Status::out_of_memory).
    const std::vector<Issue>& issues() const& noexcept { return issues_; }
    /// The issues of a result that is about to go away, as in `for (const Issue& issue : schema.validate(x).issues())`.
    std::vector<Issue> issues() && noexcept { return std::move(issues_); }

    /// True if there were more issues than Limits::max_issues or Limits::max_issue_bytes let through.
    bool truncated() const noexcept { return truncated_; }

    /// True if a string would have taken a regular expression more than Limits::max_pattern_steps: some of the issues
    /// about patterns then tell of strings that were not looked at to their end.
    bool patterns_stopped() const noexcept { return patterns_stopped_; }

  private:
    Status status_ = Status::out_of_memory;
    bool truncated_ = false;
    bool patterns_stopped_ = false;
    std::vector<Issue> issues_;
};

/// An immutable, compiled schema. Copies are cheap and share the compiled form. All const members may be called from
/// any number of threads at once on one Schema; none takes a lock.
class ZODGATE_EXPORT Schema {
  public:
    /// Loads a JSON Schema document, of draft-04 to 2020-12 (the default), as its `$schema` says.
    /// @param text     UTF-8 JSON; need outlive only this call.
    /// @throws SchemaError    if the document cannot be loaded
    /// @throws std::bad_alloc
    /// Cost: linear in the document, plus its check against the dialect's meta-schema. Load once, at start.
    static Schema parse(std::string_view text, const Options& options = Options());

    /// Copies share; there are no moves, so that no Schema is ever without a compiled form.
    Schema(const Schema&) noexcept = default;
    Schema& operator=(const Schema&) noexcept = default;
    ~Schema() = default;

    /// Judges one payload. Never throws, whatever the bytes, and works within the limits given at load.
    /// @param payload  JSON text in UTF-8, a leading byte order mark is passed over; need outlive only this call.
    /// Cost: linear in the payload for schemas without `anyOf`, `oneOf` and `allOf`. A payload that can be accepted in
    /// one pass over its text allocates nothing, once the thread has judged one of that size, up to 1 MiB, which is
    /// about what a thread keeps for that; but for patterns that are matched step by step and hosts of URLs beyond
    /// ASCII.
    Result validate(std::string_view payload) const noexcept;

    /// The same within other limits.
    Result validate(std::string_view payload, const Limits& limits) const noexcept;

    /// Judges one payload and writes the answer that refuses it, from bytes to bytes: the body is what error_body()
    /// gives of validate()'s issues, which are not made on the way; that some had no place, Result::truncated() tells
    /// alone. Where the body has room for some hundred bytes more than it comes to, nothing is allocated for it.
    /// @param error  what the body calls the fault, in UTF-8; bytes that are not become U+FFFD. Not a view of the body.
    /// @param body   becomes `{"error":…,"issues":[…]}`, or empty if the payload is valid (or with
    ///               Status::out_of_memory); what it had reserved is used again. The payload may be a view of it.
    Status answer(std::string_view payload, std::string_view error, std::string& body) const noexcept;

    /// The same in other words. @throws whatever a function of the messages throws, but for std::bad_alloc
    Status answer(std::string_view payload, std::string_view error, std::string& body, const Messages& messages) const;

    /// The same within other limits.
    Status answer(std::string_view payload, std::string_view error, std::string& body, const Messages& messages,
                  const Limits& limits) const;

    /// As validate(payload), and the parsed value as Zod's safeParse returns it: defaults filled in, members that a
    /// z.object() does not declare left out (or kept: Options::unknown_keys), members in Zod's order, `__proto__`
    /// dropped.
    /// @param value  becomes the parsed value as JSON.stringify writes it if the payload is valid, else empty; what it
    ///               had reserved is used again
    /// Cost: linear in the payload and in the value, as above. The payload is read into a document first.
    Result validate(std::string_view payload, std::string& value) const noexcept;
    Result validate(std::string_view payload, std::string& value, const Limits& limits) const noexcept;

    /// The same, the value told piece by piece; nothing is told of a payload that is not valid.
    Result validate(std::string_view payload, ValueHandler& value) const noexcept;
    Result validate(std::string_view payload, ValueHandler& value, const Limits& limits) const noexcept;

  private:
    friend class Generator;
    friend class http::Api;
    explicit Schema(std::shared_ptr<const plan::Plan> plan) noexcept;
    std::shared_ptr<const plan::Plan> plan_;
};

}  // namespace zodgate

/// @file
/// The parsed value of a valid payload, told piece by piece, for whatever kind of document a program works with.
#pragma once

#include <zodgate/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace zodgate {

namespace json {
struct Value;
}

/// Receives a JSON value: one call a scalar, and a pair of calls around the items of an array and the members of an
/// object, each of which is a key and then a value. Strings are UTF-8, and good during the call only. Implementations
/// may throw std::bad_alloc, which ends the validation with Status::out_of_memory, and nothing else.
class ZODGATE_EXPORT ValueHandler {
  public:
    ValueHandler() = default;
    ValueHandler(const ValueHandler&) = delete;
    ValueHandler& operator=(const ValueHandler&) = delete;
    virtual ~ValueHandler();

    virtual void null() = 0;
    virtual void boolean(bool value) = 0;
    /// JavaScript's only kind of number. Infinite for a number beyond its range, such as 1e400, where the schema lets
    /// anything through; JSON.stringify writes such a number as null.
    virtual void number(double value) = 0;
    virtual void string(std::string_view value) = 0;
    virtual void start_array(std::size_t items) = 0;
    virtual void end_array(std::size_t items) = 0;
    virtual void start_object(std::size_t members) = 0;
    /// Keys of one object differ.
    virtual void key(std::string_view name) = 0;
    virtual void end_object(std::size_t members) = 0;
};

/// A look at a JSON value that something else owns, or at nothing. As cheap to copy as a pointer, and good as long as
/// its owner. Asked for what it is not, it gives what a missing value gives: nothing here throws, but where it says so.
///
///     const auto email = accepted.body()["email"].string();
class ZODGATE_EXPORT ValueView {
  public:
    enum class Kind : unsigned char { absent, null, boolean, number, string, array, object };

    /// Of nothing: Kind::absent.
    ValueView() noexcept = default;
    explicit ValueView(const json::Value* value) noexcept : value_(value) {}

    Kind kind() const noexcept;
    bool is_absent() const noexcept { return value_ == nullptr; }

    /// The value, or what is asked for instead if it is of another kind.
    bool boolean(bool otherwise = false) const noexcept;
    double number(double otherwise = 0) const noexcept;
    std::string_view string(std::string_view otherwise = {}) const noexcept;

    /// Items of an array, or members of an object; 0 of anything else.
    std::size_t size() const noexcept;

    /// An item of an array, or the value of a member of an object by its place; absent beyond the end.
    ValueView at(std::size_t index) const noexcept;
    /// The name of a member of an object by its place; empty beyond the end.
    std::string_view key_at(std::size_t index) const noexcept;
    /// The value of a member of an object; absent if there is none. Cost: linear up to 16 members, then logarithmic.
    ValueView operator[](std::string_view key) const noexcept;

    /// As JSON.stringify writes it; empty if absent. @throws std::bad_alloc
    std::string to_json() const;

    /// Tells the value to a handler, piece by piece; nothing if absent. @throws what the handler throws
    void tell(ValueHandler& handler) const;

  private:
    const json::Value* value_ = nullptr;
};

}  // namespace zodgate

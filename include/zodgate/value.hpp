/// @file
/// The parsed value of a valid payload, told piece by piece, for whatever kind of document a program works with.
#pragma once

#include <zodgate/export.hpp>

#include <cstddef>
#include <string_view>

namespace zodgate {

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

}  // namespace zodgate

// How RapidJSON's reader reads a payload for accept.cpp: in situ. Included behind
// <rapidjson/reader.h> and the name of its namespace.
#pragma once

#include <cstddef>

namespace zodgate::check {

/// A stream of RapidJSON's that is read and written in one place: what it writes is never longer than what it has read.
class AcceptStream {
  public:
    using Ch = char;

    explicit AcceptStream(char* text) noexcept : begin_(text), from_(text), to_(text) {}
    Ch Peek() const noexcept { return *from_; }
    Ch Take() noexcept { return *from_++; }
    std::size_t Tell() const noexcept { return static_cast<std::size_t>(from_ - begin_); }
    Ch* PutBegin() noexcept { return to_ = from_; }
    void Put(Ch c) noexcept { *to_++ = c; }
    std::size_t PutEnd(const Ch* begin) const noexcept { return static_cast<std::size_t>(to_ - begin); }
    static void Flush() noexcept {}

    /// What comes next.
    const char* position() const noexcept { return from_; }

    /// Goes on by so many bytes.
    void skip(std::size_t bytes) noexcept { from_ += bytes; }

    void skip_whitespace() noexcept {
        while (*from_ == ' ' || *from_ == '\n' || *from_ == '\r' || *from_ == '\t') ++from_;
    }

  private:
    char* begin_;
    char* from_;
    char* to_;
};

}  // namespace zodgate::check

RAPIDJSON_NAMESPACE_BEGIN

template <>
struct StreamTraits<zodgate::check::AcceptStream> {
    enum { copyOptimization = 0 };
};

template <>
inline void SkipWhitespace(zodgate::check::AcceptStream& stream) {
    // Nearly always there is none.
    if (static_cast<unsigned char>(stream.Peek()) <= ' ') stream.skip_whitespace();
}

RAPIDJSON_NAMESPACE_END

// The stack that RapidJSON's reader works on, in the place of its own, which adds to a null pointer and does not notice
// when memory runs out.
#pragma once

#include <rapidjson/internal/stack.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace zodgate::json {

/// Stands for the allocator in RapidJSON's templates, to choose the specialization below. Used by one reader at a time,
/// one after the other.
struct ParserMemory {
    static constexpr bool kNeedFree = true;
    std::vector<char> bytes;
};

}  // namespace zodgate::json

namespace rapidjson::internal {

/// What rapidjson::GenericReader asks of its stack. Throws std::bad_alloc.
template <>
class Stack<zodgate::json::ParserMemory> {
  public:
    Stack(zodgate::json::ParserMemory* memory, std::size_t capacity) : bytes_(memory->bytes) {
        if (bytes_.size() < capacity) bytes_.resize(capacity);
    }

    void Clear() { top_ = 0; }

    template <typename T>
    T* Push(std::size_t count = 1) {
        const std::size_t size = sizeof(T) * count;
        if (bytes_.size() - top_ < size) bytes_.resize(std::max(bytes_.size() * 2, top_ + size));
        T* const pushed = reinterpret_cast<T*>(bytes_.data() + top_);
        top_ += size;
        return pushed;
    }

    template <typename T>
    T* Pop(std::size_t count) {
        top_ -= sizeof(T) * count;
        return reinterpret_cast<T*>(bytes_.data() + top_);
    }

    template <typename T>
    T* Top() {
        return reinterpret_cast<T*>(bytes_.data() + top_ - sizeof(T));
    }

    std::size_t GetSize() const { return top_; }
    bool Empty() const { return top_ == 0; }

  private:
    std::vector<char>& bytes_;
    std::size_t top_ = 0;
};

}  // namespace rapidjson::internal

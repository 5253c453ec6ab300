// A program of bytes for an interface of C: choices, texts and structs that it is called with, right and wrong ones.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <string_view>

namespace harness {

/// The bytes; behind their end are zeros, which choose what is usual.
class Program {
  public:
    Program(const std::uint8_t* data, std::size_t size) : next_(data), left_(size) {}

    bool is_at_end() const noexcept { return left_ == 0; }

    unsigned byte() noexcept {
        if (left_ == 0) return 0;
        --left_;
        return *next_++;
    }

    std::size_t below(std::size_t count) noexcept { return byte() % count; }

    template <class Table>
    auto& one_of(Table& table) noexcept {
        return table[below(std::size(table))];
    }

    std::string_view bytes(std::size_t count) noexcept {
        count = std::min(count, left_);
        const std::string_view taken(reinterpret_cast<const char*>(next_), count);
        next_ += count;
        left_ -= count;
        return taken;
    }

  private:
    const std::uint8_t* next_;
    std::size_t left_;
};

/// A text of a caller's, in memory that ends where it ends.
class Given {
  public:
    explicit Given(std::string_view text) : memory_(new char[text.size()]), data_(memory_.get()), size_(text.size()) {
        std::copy(text.begin(), text.end(), memory_.get());
    }
    static Given nothing(std::size_t size) {
        Given given{std::string_view()};
        given.data_ = nullptr;
        given.size_ = size;
        return given;
    }

    const char* data() const noexcept { return data_; }
    std::size_t size() const noexcept { return size_; }
    bool is_wrong() const noexcept { return data_ == nullptr && size_ > 0; }

  private:
    std::unique_ptr<char[]> memory_;
    const char* data_;
    std::size_t size_;
};

/// One of a table, bytes of the program, or null.
template <class Table>
Given text_for(Program& program, const Table& table) {
    const std::size_t chosen = program.below(std::size(table) + 4);
    if (chosen < std::size(table)) return Given(table[chosen]);
    if (chosen == std::size(table)) return Given::nothing(0);
    if (chosen == std::size(table) + 1) return Given::nothing(1 + program.byte());
    return Given(program.bytes(program.below(100)));
}

/// A struct of a caller's, in memory that is as long as it says.
template <class Struct>
class Sized {
  public:
    Sized(const Struct& from, Program& program) {
        constexpr std::size_t whole = sizeof(Struct);
        struct Size {
            std::size_t size;
            bool is_wrong;
            unsigned char behind;
        };
        const std::array<Size, 8> sizes{{{whole, false, 0},
                                         {whole, false, 0},
                                         {whole + sizeof(void*), false, 0},
                                         {4096, false, 0},
                                         {whole + 1, true, 1},
                                         {whole - 1, true, 0},
                                         {sizeof(std::size_t), true, 0},
                                         {4097, true, 0}}};
        const Size& chosen = program.one_of(sizes);
        is_wrong_ = chosen.is_wrong;
        memory_ = std::make_unique<unsigned char[]>(chosen.size);
        std::memcpy(memory_.get(), &from, std::min(chosen.size, whole));
        std::memcpy(memory_.get(), &chosen.size, sizeof chosen.size);
        if (chosen.size > whole) memory_[chosen.size - 1] = chosen.behind;
    }

    const Struct* get() const noexcept { return reinterpret_cast<const Struct*>(memory_.get()); }
    bool is_wrong() const noexcept { return is_wrong_; }

  private:
    std::unique_ptr<unsigned char[]> memory_;
    bool is_wrong_ = false;
};

}  // namespace harness

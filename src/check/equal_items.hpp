// Which items of an array are equal.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::check {

/// Texts of an array's items: the same for equal ones, and for no others (zod classic/from-json-schema, canonicalKey).
/// What holds no number, where one is meant, is equal to nothing. The array must outlive it.
/// Recursive as deep as the array is.
class Canonicals {
  public:
    explicit Canonicals(const json::Value& array);

    /// Of all texts together.
    std::size_t bytes() const noexcept { return text_.size(); }
    /// As many as the array has items.
    std::size_t size() const noexcept { return ends_.size(); }

    std::string_view operator[](std::size_t index) const noexcept {
        const std::size_t start = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(text_).substr(start, ends_[index] - start);
    }

  private:
    std::string text_;
    std::vector<std::size_t> ends_;
};

/// By index: the first item that it is equal to, which may be itself.
/// Cost: in proportion to the texts, but for a logarithm where they begin alike, whatever they are.
std::vector<std::uint32_t> first_equals(const Canonicals& canonicals);

}  // namespace zodgate::check

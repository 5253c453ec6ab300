// JSON objects written member by member.
#pragma once

#include "json/json.hpp"
#include "text/text.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace zodgate::cli {

/// Writes members of an object, one behind the other.
class Members {
  public:
    /// @param value  bytes that are not UTF-8 are replaced
    Members& text(std::string_view name, std::string_view value) {
        json::append_string(begin(name), text::to_valid_utf8(value));
        return *this;
    }
    Members& number(std::string_view name, std::uint64_t value) {
        begin(name) += std::to_string(value);
        return *this;
    }
    /// @param value  JSON text
    Members& raw(std::string_view name, std::string_view value) {
        begin(name) += value;
        return *this;
    }
    std::string take() { return out_.append(out_.empty() ? "{}" : "}"); }

  private:
    std::string& begin(std::string_view name) {
        return out_.append(out_.empty() ? "{\"" : ",\"").append(name).append("\":");
    }
    std::string out_;
};

}  // namespace zodgate::cli

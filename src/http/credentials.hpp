// Who is asking, as a request says it: the form of it alone.
#pragma once

#include "http/gate.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate::http {

/// Collects the credentials that a request brings.
class CredentialReader {
  public:
    /// @param memory  where what it gives lies until it is released
    CredentialReader(const detail::Gate& gate, const Request& request, std::string_view query, json::Arena& memory);

    /// Those of one alternative; nothing if one is missing or not well-formed. @throws std::bad_alloc
    std::optional<std::vector<Credential>> read(const std::vector<SecurityUse>& alternative);

  private:
    bool read_authorization(const SecurityScheme& scheme, Credential& credential);
    bool read_api_key(const SecurityScheme& scheme, Credential& credential);

    const detail::Gate& gate_;
    const Request& request_;
    std::string_view query_;
    json::Arena& memory_;
};

}  // namespace zodgate::http

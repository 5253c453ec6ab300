// Who is asking, as a request says it: the form of it alone.
#pragma once

#include "http/gate.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zodgate::http {

/// Collects the credentials that a request brings.
class CredentialReader {
  public:
    /// @param memory  where what it gives lies until it is released
    CredentialReader(const detail::Gate& gate, const Request& request, std::string_view query, json::Arena& memory);

    /// Whether those of one alternative are there and well-formed.
    /// @param all  gets them, if they are; may be null
    /// @throws std::bad_alloc
    bool read(const std::vector<SecurityUse>& alternative, std::vector<Credential>* all);

  private:
    bool read_authorization(const SecurityScheme& scheme, Credential& credential);
    bool read_api_key(const SecurityScheme& scheme, Credential& credential);

    const detail::Gate& gate_;
    const Request& request_;
    std::string_view query_;
    json::Arena& memory_;
};

}  // namespace zodgate::http

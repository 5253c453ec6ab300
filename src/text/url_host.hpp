// Hosts of URLs. Private to url.cpp, url_host.cpp and url_idna.cpp.
#pragma once

#include "text/ascii.hpp"
#include "text/text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace zodgate::text {

/// The characters of a part of a URL, from its front: tabs, line feeds and carriage returns are not there, as the basic
/// URL parser removes them before all else.
class UrlReader {
  public:
    explicit UrlReader(std::string_view part) noexcept : at_(part.data()), end_(part.data() + part.size()) { skip(); }

    bool done() const noexcept { return at_ == end_; }
    /// Not for a reader that is done.
    char peek() const noexcept { return *at_; }
    bool is_at(char c) const noexcept { return at_ != end_ && *at_ == c; }
    void next() noexcept {
        ++at_;
        skip();
    }
    bool take(char c) noexcept {
        if (!is_at(c)) return false;
        next();
        return true;
    }
    /// The place within the part, for slicing it.
    const char* place() const noexcept { return at_; }

  private:
    static constexpr bool is_gap(char c) noexcept { return c == '\t' || c == '\n' || c == '\r'; }
    void skip() noexcept {
        while (at_ != end_ && static_cast<unsigned char>(*at_) <= '\r' && is_gap(*at_)) ++at_;
    }

    const char* at_;
    const char* end_;
};

/// WHATWG URL, 3.5, the host parser, for what begins with a character, and so is not empty.
/// @param special  whether it is of a special scheme: a domain or an address, else an opaque host or an IPv6 address
/// @param steps    as for is_url
Found is_url_host(std::string_view host, bool special, std::size_t& steps);

/// WHATWG URL, 3.5, the IPv6 parser, of what stands between the brackets.
bool is_ipv6_address(UrlReader reader) noexcept;

/// Takes the cost of map_domain off the steps. False, and nothing taken, if they do not suffice, or ICU lacks its data.
bool pay_for_domain(std::size_t bytes, std::size_t& steps);

/// WHATWG URL, 3.3, domain to ASCII, of one that has been paid for.
/// @param domain  percent-decoded bytes
/// @param mapped  gets the domain with a hyphen for each character that Punycode would hide: enough to tell whether the
///                ASCII domain has forbidden characters, or ends in a number
bool map_domain(std::string_view domain, std::string& mapped);

}  // namespace zodgate::text

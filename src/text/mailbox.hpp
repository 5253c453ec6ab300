// The parts of mail addresses by RFC 5321, 4.1.2 and 4.1.3. Private to scan_mailbox.cpp and scan_idn.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace zodgate::text {

/// Which characters a mail address may have.
enum class MailCharacters : unsigned char {
    ascii,
    international,  ///< and those beyond ASCII, by RFC 6531, 3.3
};

/// The size of the local part that a text begins with; 0 if there is none, or it is longer than such may be (RFC 5321,
/// 4.5.3.1.1), or none that an at sign follows.
std::size_t local_part_size(std::string_view text, MailCharacters characters) noexcept;

/// Whether a domain is an address in brackets. Of General-address-literal no tag but IPv6 is registered.
bool is_address_literal(std::string_view domain) noexcept;

}  // namespace zodgate::text

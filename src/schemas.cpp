#include <zodgate/schemas.hpp>

#include "zodgate_objects_schemas.hpp"

namespace zodgate::schemas {

const Schema& invite_request() { return embedded::invite_request(); }
const Schema& error() { return embedded::error(); }
std::string_view invite_request_text() noexcept { return embedded::invite_request_text(); }
std::string_view error_text() noexcept { return embedded::error_text(); }
std::string_view kontext_invite_text() noexcept { return embedded::kontext_invite_text(); }

}  // namespace zodgate::schemas

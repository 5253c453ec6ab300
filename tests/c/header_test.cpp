// The header for C, as C++17.
#include <zodgate/zodgate.h>

#include <cstddef>
#include <type_traits>

static_assert(std::is_trivial_v<zodgate_options> && std::is_standard_layout_v<zodgate_options>);
static_assert(std::is_trivial_v<zodgate_api_options> && std::is_standard_layout_v<zodgate_api_options>);
static_assert(std::is_trivial_v<zodgate_request> && std::is_standard_layout_v<zodgate_request>);
static_assert(offsetof(zodgate_options, struct_size) == 0);
static_assert(offsetof(zodgate_api_options, struct_size) == 0);
static_assert(offsetof(zodgate_request, struct_size) == 0);
static_assert(noexcept(zodgate_api_check(nullptr, nullptr, nullptr)));

int main() { return zodgate_c_abi_version() == ZODGATE_C_ABI_VERSION ? 0 : 1; }

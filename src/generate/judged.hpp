// What a schema thinks of a payload that was made up.
#pragma once

#include <zodgate/schema.hpp>

#include <new>
#include <string_view>

namespace zodgate::generate {

/// @throws std::bad_alloc where validate() has no verdict: another payload in its place would not be that of the seed
inline Result judged(const Schema& schema, std::string_view payload) {
    Result result = schema.validate(payload);
    if (result.status() == Status::out_of_memory) throw std::bad_alloc();
    return result;
}

}  // namespace zodgate::generate

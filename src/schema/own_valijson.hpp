// valijson, as a copy that is this library's alone, and throws where theirs would abort or write to a null pointer.
#pragma once

#include "schema/own_rapidjson.hpp"

#include <limits>
#include <new>

// Under this name, whatever a host compiles another with.
#define valijson zodgate_valijson
#undef VALIJSON_USE_EXCEPTIONS
#define VALIJSON_USE_EXCEPTIONS 1

// Containers have to be told of memory that they do not get.
#define CustomAllocator UncheckedAllocator
#include <valijson/internal/custom_allocator.hpp>
#undef CustomAllocator

namespace valijson::internal {

template <class T>
class CustomAllocator : public UncheckedAllocator<T> {
  public:
    template <class U>
    struct rebind {
        using other = CustomAllocator<U>;
    };

    using UncheckedAllocator<T>::UncheckedAllocator;

    T* allocate(std::size_t count, const void* = nullptr) {
        T* const memory = UncheckedAllocator<T>::allocate(count);
        if (memory == nullptr) throw std::bad_alloc();
        return memory;
    }
};

}  // namespace valijson::internal

#undef RAPIDJSON_ASSERT  // of which it would have its own, too late
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#undef valijson

namespace valijson = zodgate_valijson;

// RapidJSON's documents, as valijson takes them: a copy of the templates that is this library's alone, and throws
// std::bad_alloc where theirs would write to a null pointer.
#pragma once

#ifdef RAPIDJSON_DOCUMENT_H_
#error "RapidJSON has been included by another name before"
#endif

// The names are those of this room, whatever a host compiles others with.
#define RAPIDJSON_NAMESPACE zodgate_schema_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace zodgate_schema_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#include <rapidjson/allocators.h>

#include <cstddef>
#include <new>

RAPIDJSON_NAMESPACE_BEGIN

/// What pools take their chunks from.
class ThrowingAllocator {
  public:
    static const bool kNeedFree = true;
    void* Malloc(std::size_t size) { return size == 0 ? nullptr : ::operator new(size); }
    // Pools do not ask for it.
    void* Realloc(void*, std::size_t, std::size_t) { throw std::bad_alloc(); }
    static void Free(void* block) { ::operator delete(block); }
};

/// The allocator of documents.
template <>
class MemoryPoolAllocator<CrtAllocator> : public MemoryPoolAllocator<ThrowingAllocator> {};

RAPIDJSON_NAMESPACE_END

#include <rapidjson/document.h>

/// By the name that valijson has for it.
namespace rapidjson = zodgate_schema_rapidjson;

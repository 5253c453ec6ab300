#include "json/arena.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>
#include <new>

namespace zodgate::json {

// Stands before the bytes that are handed out.
struct alignas(std::max_align_t) Arena::Block {
    Block* before;
    std::size_t bytes;  // with this

    std::byte* first() noexcept { return reinterpret_cast<std::byte*>(this + 1); }
    std::size_t size() const noexcept { return bytes - sizeof(Block); }
};

Arena::~Arena() {
    for (Block* block = blocks_; block != nullptr;) {
        Block* const before = block->before;
        std::free(block);
        block = before;
    }
}

void Arena::adopt(void* memory, std::size_t bytes) noexcept {
    static_assert(sizeof(Block) <= head);
    blocks_ = ::new (memory) Block{blocks_, bytes};
    taken_ += bytes;
}

std::byte* Arena::take_block(std::size_t bytes) {
    void* const memory = std::malloc(bytes);
    if (memory == nullptr) throw std::bad_alloc();
    adopt(memory, bytes);
    return blocks_->first();
}

void Arena::use(Block* block) noexcept {
    next_ = block == nullptr ? nullptr : block->first();
    left_ = block == nullptr ? 0 : block->size();
}

void* Arena::allocate_elsewhere(std::size_t bytes, std::size_t alignment) {
    const std::size_t for_alignment = alignment > alignof(Block) ? alignment - 1 : 0;
    const std::size_t added = sizeof(Block) + for_alignment;
    if (bytes > std::numeric_limits<std::size_t>::max() / 2 - added) throw std::bad_alloc();
    // A large request must not make the rest of the block at hand useless.
    constexpr std::size_t share = 4;
    if (bytes + added > next_block_ / (next_ == nullptr ? 1 : share)) {
        std::byte* const first = take_block(bytes + added);
        handed_out_ += bytes;
        return first + (-reinterpret_cast<std::uintptr_t>(first) & (alignment - 1));
    }
    take_block(next_block_);
    next_block_ = std::min(next_block_ * 2, most_retained);
    use(blocks_);
    return allocate(bytes, alignment);
}

void Arena::release() noexcept {
    handed_out_ = 0;
    if (blocks_ == nullptr) return use(nullptr);
    const std::size_t wanted = std::min(taken_, most_retained);
    Block* kept = nullptr;
    for (Block* block = blocks_; block != nullptr;) {
        Block* const before = block->before;
        const bool fits = block->bytes >= wanted && block->bytes <= most_retained && kept == nullptr;
        if (fits) {
            kept = block;
        } else {
            taken_ -= block->bytes;
            std::free(block);
        }
        block = before;
    }
    if (kept != nullptr) kept->before = nullptr;
    blocks_ = kept;
    next_block_ = kept != nullptr ? kept->bytes : std::bit_ceil(std::max(wanted, first_block));
    use(kept);
}

}  // namespace zodgate::json

// Memory that is handed out piece by piece and taken back at once, to be used again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>

namespace zodgate::json {

/// Memory for one text after another. Nothing is given back before release(), or the end of the arena.
/// Cost: an addition and a comparison for a request that fits in the block at hand. All blocks together are at most a
/// constant times what was asked for, and a constant. For one thread at a time.
class Arena final : public std::pmr::memory_resource {
  public:
    /// Bytes that are kept over release(), at most: enough for texts of about 50 KB with their values. What larger
    /// ones ask of the system costs little beside reading them.
    static constexpr std::size_t most_retained = std::size_t{256} * 1024;

    Arena() = default;
    /// @param bytes  that are taken from the system at first; more than a hundred
    explicit Arena(std::size_t bytes) noexcept : next_block_(bytes) {}
    /// Hands out memory of the caller's first, which must outlive what is handed out. It is not used again after
    /// release().
    explicit Arena(std::span<std::byte> first) noexcept : next_(first.data()), left_(first.size()) {}
    ~Arena() override;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    /// Memory that is good until release().
    /// @param alignment  a power of two
    /// @throws std::bad_alloc
    void* allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t)) {
        const std::size_t gap = -reinterpret_cast<std::uintptr_t>(next_) & (alignment - 1);
        if (gap >= left_ || bytes > left_ - gap) return allocate_elsewhere(bytes, alignment);
        std::byte* const out = next_ + gap;
        next_ = out + bytes;
        left_ -= gap + bytes;
        handed_out_ += bytes;
        return out;
    }

    /// Bytes at the beginning of memory that is adopted, which become the arena's.
    static constexpr std::size_t head = 2 * alignof(std::max_align_t);

    /// Takes over memory of std::malloc's, to give it back with its own.
    /// @param bytes  all of it
    void adopt(void* memory, std::size_t bytes) noexcept;

    /// Takes everything back. One block of its own stays; where several were needed, the next request gets one that
    /// would have held them all, or as much as is ever kept.
    void release() noexcept;

    /// Bytes taken from the system and not given back.
    std::size_t taken() const noexcept { return taken_; }

    /// Bytes handed out since release(). Other than taken(), the same for the same requests, whatever was before.
    std::size_t handed_out() const noexcept { return handed_out_; }

  private:
    struct Block;

    void* allocate_elsewhere(std::size_t bytes, std::size_t alignment);
    std::byte* take_block(std::size_t bytes);
    void use(Block* block) noexcept;

    void* do_allocate(std::size_t bytes, std::size_t alignment) override { return allocate(bytes, alignment); }
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

    static constexpr std::size_t first_block = 4096;

    std::byte* next_ = nullptr;  // what is handed out next, in one of the blocks
    std::size_t left_ = 0;       // bytes from there to the end of that block
    Block* blocks_ = nullptr;    // the last one taken first
    std::size_t taken_ = 0;
    std::size_t handed_out_ = 0;
    std::size_t next_block_ = first_block;
};

}  // namespace zodgate::json

#include "memory.hpp"

#include <malloc.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>
#include <new>
#include <thread>

// glibc's own, for who has others.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);
}

namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

std::atomic<std::size_t> live_blocks = 0;
std::atomic<std::size_t> live_bytes = 0;

// What becomes of a thread's allocations.
struct Supply {
    bool is_scarce = false;
    bool fails_from_there = false;
    std::size_t fails_at = never;
    std::size_t asked = 0;
    std::size_t failed = 0;
};
thread_local Supply supply;

bool runs_out() noexcept {
    if (!supply.is_scarce) return false;
    const std::size_t number = supply.asked++;
    const bool fails = supply.fails_from_there ? number >= supply.fails_at : number == supply.fails_at;
    if (fails) ++supply.failed;
    return fails;
}

void* counted(void* block) noexcept {
    if (block == nullptr) return block;
    live_blocks.fetch_add(1, std::memory_order_relaxed);
    live_bytes.fetch_add(malloc_usable_size(block), std::memory_order_relaxed);
    return block;
}

void* none() noexcept {
    errno = ENOMEM;
    return nullptr;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return runs_out() ? none() : counted(__libc_malloc(size)); }

void* calloc(std::size_t count, std::size_t size) { return runs_out() ? none() : counted(__libc_calloc(count, size)); }

void* realloc(void* block, std::size_t size) {
    if (block == nullptr) return malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    if (runs_out()) return none();
    const std::size_t before = malloc_usable_size(block);
    void* const moved = __libc_realloc(block, size);
    if (moved != nullptr) live_bytes.fetch_add(malloc_usable_size(moved) - before, std::memory_order_relaxed);
    return moved;
}

void* memalign(std::size_t alignment, std::size_t size) {
    return runs_out() ? none() : counted(__libc_memalign(alignment, size));
}

void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }

int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
    void* const made = memalign(alignment, size);
    if (made == nullptr) return ENOMEM;
    *block = made;
    return 0;
}

void free(void* block) {
    if (block == nullptr) return;
    live_blocks.fetch_sub(1, std::memory_order_relaxed);
    live_bytes.fetch_sub(malloc_usable_size(block), std::memory_order_relaxed);
    __libc_free(block);
}

}  // extern "C"

namespace zodgate::allocation {
namespace {

enum class Thread { is_new, has_worked };

struct Way {
    bool from_there;
    Thread thread;
    const char* words;
};

constexpr Way ways[] = {
    {false, Thread::is_new, "alone, on a new thread"},
    {true, Thread::is_new, "and all after it, on a new thread"},
    {false, Thread::has_worked, "alone, on a thread that has done it before"},
    {true, Thread::has_worked, "and all after it, on a thread that has done it before"},
};

// What an attempt came to, and what it was if it was wrong.
struct Seen {
    Ended ended = Ended::wrong;
    std::array<char, 200> words{};  // in no block that would be counted
    std::size_t asked = 0;
    std::size_t failed = 0;
};

void say(std::array<char, 200>& words, const char* what) noexcept {
    std::strncpy(words.data(), what, words.size() - 1);
}

Seen look_at(const std::function<Ended()>& attempt, std::size_t fails_at, bool from_there) {
    Seen seen;
    supply = {false, from_there, fails_at, 0, 0};
    try {
        seen.ended = attempt();
        if (seen.ended == Ended::wrong) say(seen.words, "a wrong result");
    } catch (const std::bad_alloc&) {
        seen.ended = Ended::refused;
    } catch (const std::exception& error) {
        say(seen.words, error.what());
    } catch (...) {
        say(seen.words, "an exception");
    }
    seen.asked = supply.asked;
    seen.failed = supply.failed;
    supply = {};
    return seen;
}

struct Attempted {
    Seen before;
    Seen during;
    Seen after;
};

Attempted on_a_thread(const std::function<Ended()>& attempt, std::size_t fails_at, const Way& way) {
    Attempted attempted;
    std::thread thread([&] {
        if (way.thread == Thread::has_worked) attempted.before = look_at(attempt, never, false);
        attempted.during = look_at(attempt, fails_at, way.from_there);
        attempted.after = look_at(attempt, never, false);
    });
    thread.join();
    return attempted;
}

// @param more  blocks than before
void note_faults(const Attempted& attempted, std::size_t more, std::size_t number, const Way& way, Tried& tried) {
    const auto note = [&](const std::string& what) {
        tried.faults.push_back("allocation " + std::to_string(number) + " " + way.words + ": " + what);
    };
    const Seen& during = attempted.during;
    if (during.ended == Ended::wrong) note(during.words.data());
    if (during.ended == Ended::refused && during.failed == 0) note("refused, though there was memory");
    if (attempted.after.ended != Ended::right) note(std::string("works no more: ") + attempted.after.words.data());
    if (more != 0) note(std::to_string(static_cast<std::ptrdiff_t>(more)) + " blocks more than before");
}

void fail_each(const std::function<Ended()>& attempt, const Way& way, Tried& tried) {
    for (std::size_t number = 0;; ++number) {
        const std::size_t before = blocks();
        const Attempted attempted = on_a_thread(attempt, number, way);
        note_faults(attempted, blocks() - before, number, way, tried);
        ++tried.attempts;
        if (attempted.during.ended == Ended::refused) ++tried.refused;
        if (attempted.during.failed != 0) continue;
        if (way.thread == Thread::is_new) tried.allocations = attempted.during.asked;
        return;
    }
}

}  // namespace

std::size_t blocks() noexcept { return live_blocks.load(std::memory_order_relaxed); }
std::size_t bytes() noexcept { return live_bytes.load(std::memory_order_relaxed); }

Scarce::Scarce() noexcept : was_(supply.is_scarce) { supply.is_scarce = true; }
Scarce::Scarce(std::size_t fails_at, bool from_there) noexcept : was_(supply.is_scarce) {
    supply = {true, from_there, fails_at, 0, 0};
}
std::size_t Scarce::failed() const noexcept { return supply.failed; }
Scarce::~Scarce() { supply.is_scarce = was_; }

Plenty::Plenty() noexcept : was_(supply.is_scarce) { supply.is_scarce = false; }
Plenty::~Plenty() { supply.is_scarce = was_; }

Tried fail_each(const std::function<Ended()>& attempt) {
    Tried tried;
    // What is made once in a process is there, and so is what the C library keeps of a thread.
    for (int i = 0; i < 2; ++i) {
        const Attempted first = on_a_thread(attempt, never, ways[0]);
        if (first.during.ended != Ended::right) {
            tried.faults.push_back(std::string("with all memory: ") + first.during.words.data());
            return tried;
        }
    }
    for (const Way& way : ways) fail_each(attempt, way, tried);
    return tried;
}

std::string summary(const Tried& tried) {
    if (tried.faults.empty()) return {};
    return std::to_string(tried.faults.size()) + " faults in " + std::to_string(tried.attempts) +
           " attempts; the first: " + tried.faults.front();
}

}  // namespace zodgate::allocation

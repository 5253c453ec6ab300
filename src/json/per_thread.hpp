// Memory that a thread uses again and again.
#pragma once

#include <atomic>
#include <memory>
#include <new>
#include <optional>

#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#define ZODGATE_HAS_THREAD_KEYS
#endif

namespace zodgate::json {

/// What a thread has of its own: one `Owner` for each type, made when it is first asked for.
template <class Owner>
class OfThread {
  public:
    /// @return null if there is none: no memory for it, or the thread is at its very end
    static Owner* get() noexcept {
#ifdef ZODGATE_HAS_THREAD_KEYS
        return own_ != nullptr ? own_ : make();
#else
        thread_local bool is_gone = false;
        if (is_gone) return nullptr;
        thread_local Kept kept{is_gone};
        return &kept.owner;
#endif
    }

  private:
#ifdef ZODGATE_HAS_THREAD_KEYS
    // A thread_local with a destructor would be simpler, and ends the process where glibc has no memory to note it
    // down.
    struct Key {
        Key() noexcept {
            has_key_ = pthread_key_create(&key, [](void* owner) { let_go(static_cast<Owner*>(owner)); }) == 0;
        }
        // When the library goes away, or the process: what other threads have is left to them.
        ~Key() {
            if (!has_key_) return;
            has_key_ = false;
            let_go(own_);
            pthread_key_delete(key);
        }
        Key(const Key&) = delete;
        Key& operator=(const Key&) = delete;
        pthread_key_t key{};
    };

    static Owner* make() noexcept {
        static Key key;
        if (!has_key_) return nullptr;
        std::unique_ptr<Owner> owner(new (std::nothrow) Owner);
        if (owner == nullptr || pthread_setspecific(key.key, owner.get()) != 0) return nullptr;
        return own_ = owner.release();
    }

    static void let_go(Owner* owner) noexcept {
        if (owner == own_) own_ = nullptr;
        delete owner;
    }

    static inline constinit thread_local Owner* own_ = nullptr;
    static inline constinit std::atomic<bool> has_key_ = false;  // asked at the very end, too
#else
    struct Kept {
        bool& gone;
        Owner owner{};
        ~Kept() { gone = true; }
    };
#endif
};

/// The calling thread's own `Workspace`, for as long as this lives. Who asks while it is taken, as a function of the
/// host's may that is called on the way, gets another for the time; so does who asks where there is none.
/// `Workspace::trim()` is called at the end, whatever ends it.
template <class Workspace>
class PerThread {
  public:
    PerThread() {
        Owner* const owner = OfThread<Owner>::get();
        if (owner != nullptr && !owner->taken) {
            owner->taken = true;
            owner_ = owner;
        } else {
            substitute_.emplace();
        }
    }
    ~PerThread() {
        get().trim();
        if (owner_ != nullptr) owner_->taken = false;
    }
    PerThread(const PerThread&) = delete;
    PerThread& operator=(const PerThread&) = delete;

    Workspace& get() noexcept { return owner_ != nullptr ? owner_->own : *substitute_; }

  private:
    struct Owner {
        bool taken = false;
        Workspace own{};
    };

    Owner* owner_ = nullptr;
    std::optional<Workspace> substitute_;
};

}  // namespace zodgate::json

// Memory that a thread uses again and again.
#pragma once

#include <optional>

namespace zodgate::json {

/// The calling thread's own `Workspace`, for as long as this lives. Who asks while it is taken, as a function of the
/// host's may that is called on the way, gets another for the time; so does what is destroyed at the very end of a
/// thread, when its own is gone. `Workspace::trim()` is called at the end, whatever ends it.
template <class Workspace>
class PerThread {
  public:
    PerThread() {
        Owner* const owner = of_thread();
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
        bool& gone;
        bool taken = false;
        Workspace own{};
        ~Owner() { gone = true; }
    };

    static Owner* of_thread() {
        thread_local bool is_gone = false;
        if (is_gone) return nullptr;
        thread_local Owner owner{is_gone};
        return &owner;
    }

    Owner* owner_ = nullptr;
    std::optional<Workspace> substitute_;
};

}  // namespace zodgate::json

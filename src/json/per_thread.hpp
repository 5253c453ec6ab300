// Memory that a thread uses again and again.
#pragma once

#include <optional>

namespace zodgate::json {

/// The calling thread's own `Workspace`, for as long as this lives; one at a time. At the very end of a thread, when
/// its own is gone, what is destroyed still later gets another. `Workspace::trim()` is called at the end, whatever ends
/// it.
template <class Workspace>
class PerThread {
  public:
    PerThread() : own_(of_thread()) {
        if (own_ == nullptr) own_ = &substitute_.emplace();
    }
    ~PerThread() { own_->trim(); }
    PerThread(const PerThread&) = delete;
    PerThread& operator=(const PerThread&) = delete;

    Workspace& get() noexcept { return *own_; }

  private:
    struct Owner {
        bool& gone;
        Workspace own;
        ~Owner() { gone = true; }
    };

    static Workspace* of_thread() {
        thread_local bool is_gone = false;
        if (is_gone) return nullptr;
        thread_local Owner owner{is_gone, {}};
        return &owner.own;
    }

    std::optional<Workspace> substitute_;
    Workspace* own_;
};

}  // namespace zodgate::json

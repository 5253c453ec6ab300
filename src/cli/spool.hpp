// Text that is put aside until what must stand before it is known.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace zodgate::cli {

/// A temporary file that is gone after use. The first thing that goes wrong is kept, and nothing is done after it.
class Spool {
  public:
    Spool();

    void write(std::string_view text);

    /// Hands on all that was written, piece by piece.
    void copy(const std::function<void(std::string_view)>& take);

    /// What went wrong, or empty.
    const std::string& failure() const noexcept { return failure_; }

  private:
    struct Close {
        void operator()(std::FILE* file) const noexcept;
    };

    void fail();

    std::unique_ptr<std::FILE, Close> file_;
    std::string failure_;
};

}  // namespace zodgate::cli

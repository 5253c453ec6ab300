#include "check/verdicts.hpp"

#include "check/looked.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace zodgate::check {

void Verdicts::clear(std::size_t bytes, std::size_t values) {
    constexpr std::size_t always = 65536;
    constexpr std::size_t bytes_an_entry = 8;
    most_ = std::min(always + bytes / bytes_an_entry, std::max(values, always));
    trim();
    if (count_ > 0) entries_.assign(entries_.size(), Entry());
    count_ = 0;
}

void Verdicts::trim() noexcept {
    constexpr std::size_t kept = 4096;
    if (entries_.size() <= kept) return;
    std::vector<Entry>().swap(entries_);
    count_ = 0;
}

// Where the entry is, or would be. The table is never full.
std::size_t Verdicts::index_of(const void* judge, const json::Value* value, std::uint32_t scope) const noexcept {
    const std::size_t mask = entries_.size() - 1;
    std::size_t at = place_of(reinterpret_cast<std::uintptr_t>(judge) + scope, value) & mask;
    const auto is_other = [&](const Entry& entry) {
        return entry.value != value || entry.judge != judge || entry.scope != scope;
    };
    while (entries_[at].value != nullptr && is_other(entries_[at])) {
        at = (at + 1) & mask;
    }
    return at;
}

const Verdict* Verdicts::find(const void* judge, const json::Value& value, std::uint32_t scope) const noexcept {
    if (entries_.empty()) return nullptr;
    const Entry& entry = entries_[index_of(judge, kept_under(&value), scope)];
    return entry.value == nullptr ? nullptr : &entry.verdict;
}

void Verdicts::remember(const void* judge, const json::Value& value, std::uint32_t scope, const Verdict& verdict) {
    if (count_ >= most_) return;
    if ((count_ + 1) * 2 > entries_.size()) grow();
    const json::Value* const kept = kept_under(&value);
    Entry& entry = entries_[index_of(judge, kept, scope)];
    if (entry.value == nullptr) ++count_;
    entry = {judge, kept, scope, verdict};
}

void Verdicts::grow() {
    constexpr std::size_t first = 64;
    // Quickly while it is small; a large one would take more than SECURITY.md promises.
    constexpr std::size_t small = 262'144;
    const std::size_t times = entries_.size() < small ? 4 : 2;
    // With no more than half of the places taken there is always an end to a search.
    const std::size_t enough = std::bit_ceil(2 * most_);
    std::vector<Entry> old = std::exchange(entries_, std::vector<Entry>());
    entries_.resize(old.empty() ? first : std::min(old.size() * times, enough));
    for (const Entry& entry : old) {
        if (entry.value != nullptr) entries_[index_of(entry.judge, entry.value, entry.scope)] = entry;
    }
}

}  // namespace zodgate::check

#include "plan/acceptance.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

namespace zodgate::plan {
namespace {

constexpr std::uint32_t most_probes = 4;
constexpr unsigned word_bits = 64;

}  // namespace

Names::Names(std::vector<Entry> entries) : entries_(std::move(entries)) {
    for (Entry& entry : entries_) {
        std::array<char, readable> head{};
        std::copy_n(entry.name.data(), std::min(entry.name.size(), readable), head.data());
        entry.head = head_of({head.data(), std::min(entry.name.size(), readable)});
    }
    unsigned bits = 2;
    while ((std::size_t{1} << bits) < entries_.size() * 2) ++bits;
    // A larger table may keep apart what a small one does not.
    for (const unsigned more : {0U, 1U, 2U}) {
        if (place_all(bits + more)) return;
    }
    slots_.clear();
    sorted_.resize(entries_.size());
    std::iota(sorted_.begin(), sorted_.end(), 0U);
    std::sort(sorted_.begin(), sorted_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return entries_[a].name < entries_[b].name; });
}

// Heads are compared, and masked from their low bytes on.
std::uint64_t Names::swapped(std::uint64_t word) noexcept {
    std::uint64_t out = 0;
    for (unsigned byte = 0; byte < sizeof word; ++byte) out = (out << 8U) | ((word >> (8 * byte)) & 0xFFU);
    return out;
}

// The length, the first eight bytes and the last eight, mixed by multiplications.
std::uint64_t Names::hash(std::string_view name, std::uint64_t head) noexcept {
    std::uint64_t tail = 0;
    if (name.size() >= sizeof tail) std::memcpy(&tail, name.data() + (name.size() - sizeof tail), sizeof tail);
    std::uint64_t mixed = (head ^ (name.size() << 56U)) * 0x9E3779B97F4A7C15U;
    mixed ^= mixed >> 32U;
    return (mixed + tail) * 0xD6E8FEB86659FD93U;
}

// False if a name would be too far from where it belongs.
bool Names::place_all(unsigned bits) {
    shift_ = word_bits - bits;
    slots_.assign((std::size_t{1} << bits) + most_probes, 0);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        const std::uint64_t home = hash(entries_[i].name, entries_[i].head) >> shift_;
        std::uint32_t probe = 0;
        while (probe < most_probes && slots_[home + probe] != 0) ++probe;
        if (probe == most_probes) return false;
        slots_[home + probe] = i + 1;
    }
    return true;
}

std::uint32_t Names::look_up(std::string_view name, std::uint64_t head) const noexcept {
    const auto none = static_cast<std::uint32_t>(entries_.size());
    if (slots_.empty()) {
        const auto found =
            std::lower_bound(sorted_.begin(), sorted_.end(), name,
                             [this](std::uint32_t at, std::string_view wanted) { return entries_[at].name < wanted; });
        return found == sorted_.end() || entries_[*found].name != name ? none : *found;
    }
    const std::uint64_t home = hash(name, head) >> shift_;
    for (std::uint32_t probe = 0; probe < most_probes; ++probe) {
        const std::uint32_t slot = slots_[home + probe];
        if (slot == 0) return none;
        if (is(entries_[slot - 1], name, head)) return slot - 1;
    }
    return none;
}

}  // namespace zodgate::plan

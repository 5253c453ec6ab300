#include "plan/acceptance.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

namespace zodgate::plan {
namespace {

constexpr std::uint32_t most_probes = 4;
constexpr unsigned word_bits = 64;

// Over so many first bytes.
std::uint64_t mask_of(std::size_t bytes) noexcept {
    return bytes >= sizeof(std::uint64_t) ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * bytes)) - 1;
}

// JSON can only be written with escapes where one of these is.
bool is_plain(std::string_view name) noexcept {
    return name.size() <= 2 * Names::readable && std::none_of(name.begin(), name.end(), [](char c) {
               return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
           });
}

}  // namespace

Names::Names(std::vector<Entry> entries) : entries_(std::move(entries)) {
    for (Entry& entry : entries_) {
        std::array<char, readable> head{};
        const std::size_t size = std::min(entry.name.size(), readable);
        std::copy_n(entry.name.data(), size, head.data());
        entry.head = first_bytes(head.data());
        entry.mask = mask_of(size);
        entry.plain = is_plain(entry.name) ? entry.name.size() : 0;
        if (entry.required == 0) continue;
        entry.word = (entry.required - 1) / word_bits;
        entry.bit = std::uint64_t{1} << ((entry.required - 1) % word_bits);
    }
    unsigned bits = 2;
    while ((std::size_t{1} << bits) < entries_.size() * 2) ++bits;
    // A larger table may keep apart what a small one does not.
    const std::array<unsigned, 3> sizes{bits, bits + 1, bits + 2};
    if (!std::any_of(sizes.begin(), sizes.end(), [this](unsigned size) { return place_all(size); })) {
        slots_.clear();
        sorted_.resize(entries_.size());
        std::iota(sorted_.begin(), sorted_.end(), 0U);
        std::sort(sorted_.begin(), sorted_.end(),
                  [this](std::uint32_t a, std::uint32_t b) { return entries_[a].name < entries_[b].name; });
    }
    entries_.push_back(none);
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

const Names::Entry* Names::look_up(std::string_view name, std::uint64_t begin) const noexcept {
    if (slots_.empty()) {
        const auto found =
            std::lower_bound(sorted_.begin(), sorted_.end(), name,
                             [this](std::uint32_t at, std::string_view wanted) { return entries_[at].name < wanted; });
        return found == sorted_.end() || entries_[*found].name != name ? nullptr : &entries_[*found];
    }
    const std::uint64_t home = hash(name, begin & mask_of(name.size())) >> shift_;
    for (std::uint32_t probe = 0; probe < most_probes; ++probe) {
        const std::uint32_t slot = slots_[home + probe];
        if (slot == 0) return nullptr;
        if (is(entries_[slot - 1], name, begin)) return &entries_[slot - 1];
    }
    return nullptr;
}

}  // namespace zodgate::plan

// Which language: Accept-Language (RFC 9110, section 12.5.4) by lookup (RFC 4647, section 3.4).
#include "text/ascii.hpp"

#include <zodgate/messages.hpp>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace zodgate {
namespace {

constexpr std::string_view fallback_tag = "en";

bool is_tag(std::string_view text) noexcept {
    if (text.empty() || text.front() == '-' || text.back() == '-') return false;
    if (text.find("--") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return text::is_ascii_alphanumeric(c) || c == '-'; });
}

std::string_view trim(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

// Takes the text before the separator, and the separator, off the front.
std::string_view take(std::string_view& text, char separator) noexcept {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trim(taken);
}

// A weight in thousandths: "0.8" is 800. Malformed ones are 0, which is "not acceptable".
std::uint32_t parse_weight(std::string_view text) noexcept {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
    if (text.size() > 1 && text[1] != '.') return 0;
    std::uint32_t weight = text[0] == '1' ? 1000 : 0;
    std::uint32_t digit_value = 100;
    for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
        if (!text::is_ascii_digit(c)) return 0;
        weight += static_cast<std::uint32_t>(c - '0') * digit_value;
        digit_value /= 10;
    }
    return weight <= 1000 ? weight : 0;
}

// Of the parameters behind a range; 1 without any.
std::uint32_t weight_of(std::string_view parameters) noexcept {
    if (trim(parameters).empty()) return 1000;
    const std::string_view name = take(parameters, '=');
    return name == "q" || name == "Q" ? parse_weight(trim(parameters)) : 0;
}

// Without its last subtag, and without a single character that would then be last: it only introduces what follows.
std::string_view shorten(std::string_view range) noexcept {
    const auto before_last = [](std::string_view tag) {
        const std::size_t hyphen = tag.rfind('-');
        return tag.substr(0, hyphen == std::string_view::npos ? 0 : hyphen);
    };
    range = before_last(range);
    while (range.size() >= 2 && range[range.size() - 2] == '-') range = before_last(range);
    return range;
}

}  // namespace

bool Locales::IgnoringCase::operator()(std::string_view left, std::string_view right) const noexcept {
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return text::to_ascii_lower(a) < text::to_ascii_lower(b);
    });
}

Locales::Locales() { add(fallback_tag, Messages()); }

Locales& Locales::add(std::string_view tag, Messages messages) {
    if (tag.size() > max_tag_bytes || !is_tag(tag)) {
        throw std::invalid_argument("not a language tag: \"" + std::string(tag) + "\"");
    }
    by_tag_.insert_or_assign(std::string(tag), std::move(messages));
    return *this;
}

const Messages* Locales::look_up(std::string_view range) const noexcept {
    if (range.size() > max_tag_bytes) range = shorten(range.substr(0, max_tag_bytes + 1));
    for (; !range.empty(); range = shorten(range)) {
        const auto found = by_tag_.find(range);
        if (found != by_tag_.end()) return &found->second;
    }
    return nullptr;
}

const Messages& Locales::find(std::string_view languages) const noexcept {
    const Messages* best = nullptr;
    std::uint32_t best_weight = 0;
    for (std::size_t ranges = 0; ranges < max_ranges && !languages.empty(); ++ranges) {
        std::string_view parameters = take(languages, ',');
        const std::string_view range = take(parameters, ';');
        const std::uint32_t weight = weight_of(parameters);
        if (weight <= best_weight) continue;
        if (const Messages* const found = look_up(range)) {
            best = found;
            best_weight = weight;
        }
    }
    return best != nullptr ? *best : by_tag_.find(fallback_tag)->second;
}

}  // namespace zodgate

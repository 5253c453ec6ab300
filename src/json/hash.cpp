#include "json/hash.hpp"

#include "json/mixed.hpp"

#include <cstring>
#include <functional>

namespace zodgate::json {
namespace {

bool take(std::size_t units, std::size_t& most) noexcept {
    if (units > most) return false;
    most -= units;
    return true;
}

std::optional<std::uint64_t> hash_of_text(std::string_view text, std::size_t& most) noexcept {
    constexpr std::size_t bytes_a_unit = 8;
    if (!take(text.size() / bytes_a_unit, most)) return std::nullopt;
    return std::hash<std::string_view>()(text);
}

// 0 and -0 are equal.
std::uint64_t hash_of_number(double number) noexcept {
    if (number == 0) number = 0;
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
}

std::optional<std::uint64_t> hash_of_items(const Value& array, std::size_t& most) noexcept {
    std::uint64_t hash = array.size;
    for (const Value& item : items_of(array)) {
        const std::optional<std::uint64_t> next = hash_of(item, most);
        if (!next) return std::nullopt;
        hash = mixed(hash) + *next;
    }
    return hash;
}

// A sum, so that the order does not count.
std::optional<std::uint64_t> hash_of_members(const Value& object, std::size_t& most) noexcept {
    std::uint64_t hash = object.size;
    for (const Member& member : members_of(object)) {
        const std::optional<std::uint64_t> key = hash_of_text(member.key, most);
        const std::optional<std::uint64_t> value = key ? hash_of(member.value, most) : std::nullopt;
        if (!value) return std::nullopt;
        hash += mixed(mixed(*key) + *value);
    }
    return hash;
}

}  // namespace

std::optional<std::uint64_t> hash_of(const Value& value, std::size_t& most) noexcept {
    if (!take(1, most)) return std::nullopt;
    std::optional<std::uint64_t> hash;
    switch (value.type) {
        case Type::null:
        case Type::function: hash = 0; break;
        case Type::boolean: hash = value.boolean ? 1 : 0; break;
        case Type::number: hash = hash_of_number(value.number); break;
        case Type::string: hash = hash_of_text(value.string(), most); break;
        case Type::array: hash = value.size <= most ? hash_of_items(value, most) : std::nullopt; break;
        case Type::object: hash = value.size <= most ? hash_of_members(value, most) : std::nullopt; break;
    }
    if (hash) hash = mixed(*hash + mixed(1 + static_cast<std::uint64_t>(value.type)));
    return hash;
}

}  // namespace zodgate::json

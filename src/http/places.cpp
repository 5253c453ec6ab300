#include "http/places.hpp"

#include "schema/schema.hpp"

#include <zodgate/schema.hpp>

#include <algorithm>

namespace zodgate::http {

void Place::fail(const std::string& reason) const {
    throw SchemaError(*document_name_, pointer_, reason, value_->offset);
}

void Place::fail_at(std::string_view member, const std::string& reason) const {
    const json::Member* const found = value_->type == json::Type::object ? json::find_member(*value_, member) : nullptr;
    throw SchemaError(*document_name_, schema::pointer_to(pointer_, member), reason,
                      found == nullptr ? value_->offset : found->key_offset);
}

void Place::must_be_object(std::string_view what) const {
    if (value_->type != json::Type::object) fail(std::string(what) + " must be an object");
}

void Place::must_be_object(std::string_view what, std::initializer_list<std::string_view> known) const {
    must_be_object(what);
    for (const json::Member& member : json::members_of(*value_)) {
        if (member.key.substr(0, 2) == "x-" || std::find(known.begin(), known.end(), member.key) != known.end())
            continue;
        fail_at(member.key, std::string(what) + " has no member \"" + std::string(member.key) + "\"");
    }
}

Place Place::below(std::string_view token, const json::Value& value) const {
    Place place = *this;
    place.value_ = &value;
    place.pointer_ = schema::pointer_to(pointer_, token);
    return place;
}

std::optional<Place> Place::find(std::string_view name) const {
    const json::Value* const found = value_->type == json::Type::object ? json::find(*value_, name) : nullptr;
    return found == nullptr ? std::nullopt : std::optional<Place>(below(name, *found));
}

Place Place::at(std::string_view name, std::string_view what) const {
    const std::optional<Place> found = find(name);
    if (!found) fail(std::string(what) + " must have \"" + std::string(name) + "\"");
    return *found;
}

Place Place::followed(std::string_view component) const {
    constexpr std::size_t longest = 100;
    Place place = *this;
    for (std::size_t steps = 0; steps < longest; ++steps) {
        const std::optional<std::string_view> written = place.string_in("$ref");
        if (!written) return place;
        for (const json::Member& member : json::members_of(*place.value_)) {
            if (member.key == "$ref" || member.key.substr(0, 2) == "x-" || member.key == "summary" ||
                member.key == "description")
                continue;
            place.fail_at(member.key,
                          "nothing counts beside \"$ref\" here, so \"" + std::string(member.key) + "\" would not");
        }
        const auto refuse = [&](const std::string& why) {
            place.fail_at("$ref", "the reference \"" + std::string(*written) + "\" " + why);
        };
        if (written->empty() || written->front() != '#') refuse("leads out of the document, which is not followed");
        const std::string pointer = schema::percent_decode(written->substr(1));
        const json::Value* const target = schema::resolve_pointer(*root_, pointer);
        if (target == nullptr) refuse("leads nowhere");
        const std::string others = "/components/";
        if (pointer.compare(0, others.size(), others) == 0 &&
            pointer.compare(others.size(), component.size() + 1, std::string(component) + "/") != 0) {
            refuse("must lead to one of \"#/components/" + std::string(component) + "\"");
        }
        place.value_ = target;
        place.pointer_ = pointer;
    }
    fail_at("$ref", "the reference leads through too many others, or in a circle");
}

std::vector<std::pair<std::string_view, Place>> Place::members() const {
    std::vector<std::pair<std::string_view, Place>> all;
    all.reserve(value_->size);
    for (const json::Member& member : json::members_of(*value_)) {
        if (member.key.substr(0, 2) != "x-") all.emplace_back(member.key, below(member.key, member.value));
    }
    return all;
}

std::vector<Place> Place::items(std::string_view what) const {
    if (value_->type != json::Type::array) fail(std::string(what) + " must be a list");
    std::vector<Place> all;
    all.reserve(value_->size);
    for (std::uint32_t i = 0; i < value_->size; ++i) all.push_back(below(std::to_string(i), value_->items[i]));
    return all;
}

std::optional<std::string_view> Place::string_in(std::string_view name) const {
    const std::optional<Place> found = find(name);
    if (!found) return std::nullopt;
    if (found->value_->type != json::Type::string) found->fail("\"" + std::string(name) + "\" must be a string");
    return found->value_->string();
}

bool Place::flag_in(std::string_view name, bool otherwise) const {
    const std::optional<Place> found = find(name);
    if (!found) return otherwise;
    if (found->value_->type != json::Type::boolean) {
        found->fail("\"" + std::string(name) + "\" must be true or false");
    }
    return found->value_->boolean;
}

}  // namespace zodgate::http

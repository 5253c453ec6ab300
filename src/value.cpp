#include "json/json.hpp"

#include <zodgate/value.hpp>

namespace zodgate {

ValueHandler::~ValueHandler() = default;

namespace {

// Recursive as deep as the value, which is bounded by the payload's depth and that of defaults in the schema.
void tell_value(const json::Value& value, ValueHandler& handler) {
    switch (value.type) {
        case json::Type::function:
        case json::Type::null: return handler.null();
        case json::Type::boolean: return handler.boolean(value.boolean);
        case json::Type::number: return handler.number(value.number);
        case json::Type::string: return handler.string(value.string());
        case json::Type::array:
            handler.start_array(value.size);
            for (const json::Value& item : json::items_of(value)) tell_value(item, handler);
            return handler.end_array(value.size);
        case json::Type::object: break;
    }
    handler.start_object(value.size);
    for (const json::Member& member : json::members_of(value)) {
        handler.key(member.key);
        tell_value(member.value, handler);
    }
    handler.end_object(value.size);
}

}  // namespace

ValueView::Kind ValueView::kind() const noexcept {
    if (value_ == nullptr) return Kind::absent;
    switch (value_->type) {
        case json::Type::function:
        case json::Type::null: return Kind::null;
        case json::Type::boolean: return Kind::boolean;
        case json::Type::number: return Kind::number;
        case json::Type::string: return Kind::string;
        case json::Type::array: return Kind::array;
        case json::Type::object: break;
    }
    return Kind::object;
}

bool ValueView::boolean(bool otherwise) const noexcept { return kind() == Kind::boolean ? value_->boolean : otherwise; }

double ValueView::number(double otherwise) const noexcept {
    return kind() == Kind::number ? value_->number : otherwise;
}

std::string_view ValueView::string(std::string_view otherwise) const noexcept {
    return kind() == Kind::string ? value_->string() : otherwise;
}

std::size_t ValueView::size() const noexcept {
    return kind() == Kind::array || kind() == Kind::object ? value_->size : 0;
}

ValueView ValueView::at(std::size_t index) const noexcept {
    if (index >= size()) return {};
    return ValueView(kind() == Kind::array ? value_->items + index : &value_->members[index].value);
}

std::string_view ValueView::key_at(std::size_t index) const noexcept {
    return kind() == Kind::object && index < size() ? value_->members[index].key : std::string_view();
}

ValueView ValueView::operator[](std::string_view key) const noexcept {
    return kind() == Kind::object ? ValueView(json::find(*value_, key)) : ValueView();
}

std::string ValueView::to_json() const {
    std::string text;
    if (value_ != nullptr) json::append_value(text, *value_);
    return text;
}

void ValueView::tell(ValueHandler& handler) const {
    if (value_ != nullptr) tell_value(*value_, handler);
}

}  // namespace zodgate

/// @file
/// The parsed value of a valid payload as a RapidJSON document. The only header here that needs RapidJSON.
#pragma once

#include <zodgate/schema.hpp>
#include <zodgate/value.hpp>

#include <rapidjson/document.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zodgate::adapters {

/// Passes a value on to a RapidJSON handler, such as a rapidjson::Document that is being populated or a
/// rapidjson::Writer. Integers up to 2^53 are passed as such, so that GetInt() and the like work on them.
template <class Handler>
class RapidJsonHandler final : public ValueHandler {
  public:
    explicit RapidJsonHandler(Handler& handler) : handler_(handler) {}

    void null() override { handler_.Null(); }
    void boolean(bool value) override { handler_.Bool(value); }
    void number(double value) override {
        constexpr double largest = 9007199254740992.0;
        if (std::trunc(value) == value && value >= -largest && value <= largest) {
            // RapidJSON makes an unsigned 64-bit number of what is not negative, readable as any type it fits.
            if (value < 0) {
                handler_.Int64(static_cast<std::int64_t>(value));
            } else {
                handler_.Uint64(static_cast<std::uint64_t>(value));
            }
        } else {
            // As JSON.stringify writes what is beyond a double; JSON has no other word for it.
            std::isfinite(value) ? handler_.Double(value) : handler_.Null();
        }
    }
    void string(std::string_view value) override { handler_.String(value.data(), size_of(value.size()), true); }
    void start_array(std::size_t) override { handler_.StartArray(); }
    void end_array(std::size_t items) override { handler_.EndArray(size_of(items)); }
    void start_object(std::size_t) override { handler_.StartObject(); }
    void key(std::string_view name) override { handler_.Key(name.data(), size_of(name.size()), true); }
    void end_object(std::size_t members) override { handler_.EndObject(size_of(members)); }

  private:
    static rapidjson::SizeType size_of(std::size_t size) { return static_cast<rapidjson::SizeType>(size); }

    Handler& handler_;
};

/// Judges a payload as Schema::validate() does; if it is valid, the document becomes the value that Zod would return,
/// else null. Strings are copied into the document, which is independent of the payload.
/// Never throws: when memory runs out, the result says so. The document must not have been moved from.
template <class Document>
Result validate(const Schema& schema, std::string_view payload, Document& document) {
    Result result;
    document.SetNull();
    const auto generate = [&](Document& handler) {
        RapidJsonHandler<Document> adapter(handler);
        result = schema.validate(payload, adapter);
        return result.valid();
    };
    document.Populate(generate);
    return result;
}

}  // namespace zodgate::adapters

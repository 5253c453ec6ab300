// What the files of the C interface share: handles, and the ways from one language to the other.
#pragma once

#include <zodgate/zodgate.h>
#include <zodgate/http.hpp>
#include <zodgate/schema.hpp>
#include <zodgate/value.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <exception>
#include <forward_list>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "json/json.hpp"

namespace zodgate::c {

/// A caller's mistake. What it says is in static storage.
struct InvalidArgument {
    const char* what;
};

inline void require(bool holds, const char* what) {
    if (!holds) throw InvalidArgument{what};
}

/// Runs a function that may throw; a C caller gets a code.
template <class Function>
zodgate_code guarded(const Function& function) noexcept {
    try {
        function();
        return ZODGATE_OK;
    } catch (const InvalidArgument&) {
        return ZODGATE_INVALID_ARGUMENT;
    } catch (const SchemaError&) {
        return ZODGATE_SCHEMA_ERROR;
    } catch (const std::bad_alloc&) {
        return ZODGATE_OUT_OF_MEMORY;
    } catch (...) {
        return ZODGATE_INTERNAL_ERROR;
    }
}

inline constexpr zodgate_text no_text = {"", 0};

inline zodgate_text text_of(const std::string& text) noexcept { return {text.c_str(), text.size()}; }

/// For texts of callers, which need no NUL behind them.
inline zodgate_text text_of(std::string_view text) noexcept {
    return text.data() == nullptr ? no_text : zodgate_text{text.data(), text.size()};
}

inline std::string_view view_of(const char* data, std::size_t length) {
    require(data != nullptr || length == 0, "a null pointer with a length");
    return data == nullptr ? std::string_view() : std::string_view(data, length);
}

inline std::string_view view_of(const zodgate_text& text) { return view_of(text.data, text.length); }

inline std::string_view view_of(const char* text) noexcept {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

/// A choice of those that an enumeration starting at 0 has.
template <class Enumeration>
Enumeration choice_of(int choice, Enumeration last, const char* what) {
    require(choice >= 0 && choice <= static_cast<int>(last), what);
    return static_cast<Enumeration>(choice);
}

// No struct gets near this: a size above it was never set.
inline constexpr std::size_t max_struct_size = 4096;

/// The sizes that a struct has had, one a version. Who adds members to one gives it a list of its own, for example
/// {offsetof(zodgate_request, first_of_the_added), sizeof(zodgate_request)}.
template <class Struct>
inline constexpr std::array struct_sizes{sizeof(Struct)};

// An added member may not come to lie where an older program has padding, with whatever was there before.
template <class Struct>
inline constexpr bool can_grow = std::has_unique_object_representations_v<Struct>;
static_assert(can_grow<zodgate_options>);
static_assert(can_grow<zodgate_api_options>);
static_assert(can_grow<zodgate_request>);

/// Whether a size is that of a version that is known, or may be that of a later one.
template <class Struct>
bool is_struct_size(std::size_t size) noexcept {
    if (size > sizeof(Struct)) return size <= max_struct_size;
    return std::find(struct_sizes<Struct>.begin(), struct_sizes<Struct>.end(), size) != struct_sizes<Struct>.end();
}

/// A caller's struct in the library's version of it. What the caller's version lacks comes from the defaults.
template <class Struct>
Struct sized_copy(const Struct& given, Struct copy) {
    const std::size_t size = given.struct_size;
    require(is_struct_size<Struct>(size), "a struct whose struct_size is not that of a version of it");
    const auto* const bytes = reinterpret_cast<const unsigned char*>(&given);
    std::memcpy(&copy, bytes, std::min(size, sizeof(Struct)));
    if (size <= sizeof(Struct)) return copy;
    const bool is_zero =
        std::all_of(bytes + sizeof(Struct), bytes + size, [](unsigned char byte) { return byte == 0; });
    require(is_zero, "a struct with members that this version does not know");
    return copy;
}

/// Writes defaults into a struct of a caller's version.
template <class Struct>
void sized_fill(Struct* out, std::size_t size, Struct defaults) noexcept {
    if (out == nullptr || size < sizeof(std::size_t)) return;
    if (!is_struct_size<Struct>(size)) {
        out->struct_size = 0;
        return;
    }
    defaults.struct_size = size;
    std::memset(out, 0, size);
    std::memcpy(out, &defaults, std::min(size, sizeof(Struct)));
}

/// Options of the C++ interface from those of a caller; null gives the defaults.
Options options_of(const zodgate_options* given);

/// Values are handed out as they are, by another name; absent ones as null.
inline const zodgate_value* handle_of(ValueView view) noexcept {
    static_assert(sizeof view == sizeof(const json::Value*));
    return reinterpret_cast<const zodgate_value*>(std::bit_cast<const json::Value*>(view));
}
inline ValueView view_of(const zodgate_value* value) noexcept {
    return ValueView(reinterpret_cast<const json::Value*>(value));
}

/// A value of its own, made of what it is told. Without that it is absent.
class Tree {
  public:
    /// Takes over what a schema tells of a payload.
    class Builder;

    ValueView view() const noexcept { return root_ ? ValueView(&*root_) : ValueView(); }

  private:
    std::unique_ptr<json::Arena> memory_;  // the root points there, also when the tree is moved
    std::optional<json::Value> root_;
};

/// A text that is made when first asked for.
class Once {
  public:
    template <class Make>
    zodgate_text get(const Make& make) {
        if (!text_) text_ = make();
        return text_of(*text_);
    }

  private:
    std::optional<std::string> text_;
};

/// Gives a text out by its pointer: empty, unless it could be made.
template <class Make>
zodgate_code give_text(zodgate_text* out, const Make& make) noexcept {
    if (out != nullptr) *out = no_text;
    return guarded([&] {
        require(out != nullptr, "no place for the text");
        *out = make();
    });
}

/// Gives out a handle by its pointer: null, unless it could be made.
template <class Handle, class Make>
zodgate_code give_handle(Handle** out, const Make& make) noexcept {
    if (out != nullptr) *out = nullptr;
    return guarded([&] {
        require(out != nullptr, "no place for the handle");
        *out = std::make_unique<Handle>(make()).release();
    });
}

/// As give_handle(), of what is loaded: says what was wrong, as far as there is memory for that.
template <class Handle, class Make>
zodgate_code give_loaded(Handle** out, zodgate_error** error, const Make& make) noexcept;

}  // namespace zodgate::c

struct zodgate_error {
    std::string what;
    std::string document;
    std::string pointer;
    std::string reason;
    std::size_t offset = 0;
};

struct zodgate_schema {
    zodgate::Schema schema;
};

struct zodgate_buffer {
    std::string text;
};

struct zodgate_result {
    zodgate_status status = ZODGATE_NOT_JUDGED;
    std::vector<zodgate::Issue> issues;
    bool truncated = false;
    bool patterns_stopped = false;
    std::string value;
    zodgate::c::Tree tree;
    zodgate_fault fault = ZODGATE_FAULT_NONE;
    std::string reason;
    zodgate::c::Once json;
    std::array<zodgate::c::Once, ZODGATE_FORM_PRETTY + 1> forms;
    std::forward_list<std::string> bodies;
};

struct zodgate_api {
    zodgate::http::Api api;
};

/// Of a check, or a look at one that an observer gets.
struct zodgate_verdict {
    explicit zodgate_verdict(zodgate::http::Verdict verdict) : own(std::move(verdict)) {}
    explicit zodgate_verdict(const zodgate::http::Verdict* verdict) noexcept : seen(verdict) {}

    const zodgate::http::Verdict& get() const noexcept { return own ? *own : *seen; }

    std::optional<zodgate::http::Verdict> own;
    const zodgate::http::Verdict* seen = nullptr;
    std::array<zodgate::c::Once, ZODGATE_PART_BODY + 1> values;
};

/// Hands values on, and keeps what this throws until the C function in between has returned.
struct zodgate_header_sink {
    const zodgate::http::HeaderView::Found& found;
    std::exception_ptr error;
};

namespace zodgate::c {

template <class Handle, class Make>
zodgate_code give_loaded(Handle** out, zodgate_error** error, const Make& make) noexcept {
    if (error != nullptr) *error = nullptr;
    zodgate_error fault;
    const zodgate_code code = give_handle(out, [&] {
        try {
            return make();
        } catch (const SchemaError& caught) {
            if (error == nullptr) throw;
            fault = {caught.what(), caught.document(), caught.pointer(), caught.reason(), caught.offset()};
            throw;
        } catch (const InvalidArgument& caught) {
            if (error != nullptr) fault.what = caught.what;
            throw;
        }
    });
    if (code == ZODGATE_OK || error == nullptr || code == ZODGATE_OUT_OF_MEMORY) return code;
    // Without memory for it there is no error, and the code tells as much.
    guarded([&] {
        if (fault.what.empty()) fault.what = zodgate_code_text(code);
        *error = std::make_unique<zodgate_error>(std::move(fault)).release();
    });
    return code;
}

/// Operations are handed out as they are, by another name.
inline const zodgate_operation* handle_of(const http::Operation* operation) noexcept {
    return reinterpret_cast<const zodgate_operation*>(operation);
}
inline const http::Operation* operation_of(const zodgate_operation* operation) noexcept {
    return reinterpret_cast<const http::Operation*>(operation);
}

/// The header fields of a caller's request, as the gate asks for them.
class Headers {
  public:
    /// The request must outlive this.
    explicit Headers(const zodgate_request& request) noexcept : request_(request) {}
    void operator()(std::string_view name, const http::HeaderView::Found& found) const;

  private:
    const zodgate_request& request_;
};

/// A request of the gate, as callbacks see it. The gate's must outlive this.
zodgate_request request_of(const http::Request& request) noexcept;

/// The callbacks of an API's options, as hooks of the gate.
void set_hooks(http::ApiOptions& options, const zodgate_api_options& given);

/// What the authenticator has set; null if nothing.
void* identity_of(const std::any& identity) noexcept;

}  // namespace zodgate::c

#include "json/json.hpp"
#include "json/members.hpp"
#include "json/per_thread.hpp"
#include "json/special.hpp"
#include "text/text.hpp"

// This file's copies of RapidJSON's templates have names of their own, whatever a host compiles others with. Its vector
// code is not for us: in 1.1.0 it takes the bytes 0x1A to 0x1F in strings for ordinary characters.
#define RAPIDJSON_NAMESPACE zodgate_read_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace zodgate_read_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#undef RAPIDJSON_SSE2
#undef RAPIDJSON_SSE42
#undef RAPIDJSON_NEON
#include <rapidjson/reader.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>

namespace rapid = zodgate_read_rapidjson;

namespace zodgate::json {
namespace {

// Zeros behind what Source reads.
constexpr std::size_t padding = 16;
static_assert(padding >= readable_behind);

// RapidJSON's stream over a text that ends in zeros. Strings are unescaped where they stand.
class Source {
  public:
    using Ch = char;

    Source(char* text, std::size_t start) noexcept : text_(text), next_(text + start) {}

    char Peek() const noexcept { return *next_; }
    char Take() noexcept { return *next_++; }
    std::size_t Tell() const noexcept { return static_cast<std::size_t>(next_ - text_); }
    std::size_t offset_of(const char* in_text) const noexcept { return static_cast<std::size_t>(in_text - text_); }

    void skip_white_space() noexcept {
        const auto is_white = [](char c) {
            return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
        };
        while (is_white(*next_)) ++next_;
    }

    // Called behind a string's quote, and for a number where it begins. What comes before the first escape of a string
    // stays where it is.
    char* PutBegin() noexcept {
        char* const begin = next_;
        if (next_ != text_ && next_[-1] == '"') next_ += find_special(next_) - next_;
        out_ = next_;
        return begin;
    }
    void Put(char character) noexcept { *out_++ = character; }
    std::size_t PutEnd(const char* begin) const noexcept { return static_cast<std::size_t>(out_ - begin); }
    void Flush() noexcept {}

  private:
    // RapidJSON reads each string or number with a copy of its own and assigns that back. In this order compilers move
    // the first two together; a load of `next_` and another would wait for the store of the one.
    char* text_;
    char* out_ = nullptr;
    char* next_;
};

}  // namespace
}  // namespace zodgate::json

// A copy can be kept in registers.
template <>
struct rapid::StreamTraits<zodgate::json::Source> {
    enum { copyOptimization = 1 };
};

// Most often there is none, which one comparison tells.
template <>
inline void rapid::SkipWhitespace(zodgate::json::Source& source) {
    source.skip_white_space();
}

namespace zodgate::json {
namespace {

// The children of the containers that are open, on one stack: the items of an array, or the members of an object. A
// member is there from its key on, its value being the last thing in it. Used by one reader at a time.
class Pending {
  public:
    void clear() noexcept {
        if (bytes_ == nullptr) return;
        top_ = bytes_.get() + Arena::head;
        end_ = bytes_.get() + size_;
    }

    void push_key(std::string_view key, std::size_t offset) {
        reserve();
        ::new (top_) Member{key, static_cast<std::uint32_t>(offset), {}};
        top_ += offsetof(Member, value);
    }

    // Where it stays, so that nothing waits for a copy of it.
    Value& push(Type type, std::size_t offset) {
        reserve();
        Value& value = *::new (top_) Value();
        value.type = type;
        value.offset = static_cast<std::uint32_t>(offset);
        top_ += sizeof(Value);
        return value;
    }

    /// Takes children off. What stands below them is the value of their container.
    template <class Child>
    Child* pop(std::size_t count) noexcept {
        top_ -= count * sizeof(Child);
        return std::launder(reinterpret_cast<Child*>(top_));
    }

    Value& top() noexcept { return *std::launder(reinterpret_cast<Value*>(top_ - sizeof(Value))); }

    /// Leaves children that have just been taken off where they are, and that memory to the arena, if they are many and
    /// most of what is there: to write as many again would cost more than to read them.
    /// @return where they are, or null if they are to be copied
    template <class Child>
    const Child* leave(const Child* first, std::size_t count, Arena& arena) noexcept {
        const auto below = static_cast<std::size_t>(reinterpret_cast<const std::byte*>(first) - bytes_.get());
        const std::size_t bytes = count * sizeof(Child);
        if (bytes < std::max(worth_leaving, below)) return nullptr;
        const std::size_t size = std::max(std::bit_ceil(below + sizeof(Member)), first_size);
        auto* const others = static_cast<std::byte*>(std::malloc(size));
        if (others == nullptr) return nullptr;
        std::memcpy(others + Arena::head, bytes_.get() + Arena::head, below - Arena::head);
        // Without what has not been needed; what becomes smaller is not moved, as a rule.
        std::byte* const all = bytes_.release();
        auto* const smaller = static_cast<std::byte*>(std::realloc(all, below + bytes));
        std::byte* const left = smaller != nullptr ? smaller : all;
        arena.adopt(left, smaller != nullptr ? below + bytes : size_);
        hold(others, size, below);
        return std::launder(reinterpret_cast<const Child*>(left + below));
    }

    // What a single large text has taken is not kept.
    void trim() noexcept {
        if (size_ <= most_retained) return;
        bytes_.reset();
        top_ = end_ = nullptr;
        size_ = 0;
    }

  private:
    static constexpr std::size_t first_size = 4096;
    static constexpr std::size_t most_retained = std::size_t{256} * 1024;
    static constexpr std::size_t worth_leaving = std::size_t{512} * 1024;

    void reserve() {
        if (static_cast<std::size_t>(end_ - top_) < sizeof(Member)) grow();
    }

    // The system moves large memory without a copy, and gives none that is not written to.
    void grow() {
        const std::size_t used = bytes_ == nullptr ? Arena::head : static_cast<std::size_t>(top_ - bytes_.get());
        const std::size_t size = std::max(size_ * 2, first_size);
        auto* const larger = static_cast<std::byte*>(std::realloc(bytes_.get(), size));
        if (larger == nullptr) throw std::bad_alloc();
        (void)bytes_.release();
        hold(larger, size, used);
    }

    void hold(std::byte* bytes, std::size_t size, std::size_t used) noexcept {
        bytes_.reset(bytes);
        size_ = size;
        top_ = bytes + used;
        end_ = bytes + size;
    }

    struct Free {
        void operator()(std::byte* bytes) const noexcept { std::free(bytes); }
    };

    std::unique_ptr<std::byte, Free> bytes_;  // what an arena would put at its beginning, then the children
    std::size_t size_ = 0;
    std::byte* top_ = nullptr;
    std::byte* end_ = nullptr;
};

static_assert(sizeof(Member) == offsetof(Member, value) + sizeof(Value) && sizeof(Value) % alignof(Member) == 0 &&
              alignof(Member) == alignof(Value) && std::is_trivially_copyable_v<Member>);

// Takes RapidJSON's events and builds values in the arena. Every function gives false where reading ends.
class Builder {
  public:
    /// @param error  written only where reading ends
    Builder(std::string_view text, const Source& source, const ReadOptions& options, Arena& memory, Pending& pending,
            ReadError& error)
        : text_(text),
          source_(source),
          levels_left_(std::min(options.max_depth, deepest_text)),
          values_left_(options.max_values),
          max_members_(options.max_members),
          max_string_bytes_(options.max_string_bytes),
          refuse_repeated_keys_(options.refuse_repeated_keys),
          has_escapes_(text.find('\\') != text::npos),
          memory_(memory),
          pending_(pending),
          error_(error) {
        pending_.clear();
    }

    bool Null() {
        if (!has_room(source_.Tell() - 4)) return false;
        pending_.push(Type::null, source_.Tell() - 4);
        return true;
    }
    bool Bool(bool boolean) {
        const std::size_t offset = source_.Tell() - (boolean ? 4 : 5);
        if (!has_room(offset)) return false;
        pending_.push(Type::boolean, offset).boolean = boolean;
        return true;
    }
    bool RawNumber(const char* digits, rapid::SizeType size, bool) {
        const std::size_t offset = source_.offset_of(digits);
        if (!has_room(offset)) return false;
        pending_.push(Type::number, offset).number = parse_number(text_.substr(offset, size));
        return true;
    }
    bool String(const char* characters, rapid::SizeType size, bool) {
        const std::size_t offset = source_.offset_of(characters) - 1;
        if (!has_room(offset) || !is_whole({characters, size}, offset)) return false;
        Value& value = pending_.push(Type::string, offset);
        value.characters = characters;
        value.size = size;
        return true;
    }
    bool Key(const char* characters, rapid::SizeType size, bool) {
        const std::size_t offset = source_.offset_of(characters) - 1;
        if (!is_whole({characters, size}, offset)) return false;
        pending_.push_key({characters, size}, offset);
        return true;
    }
    bool StartObject() { return open(Type::object); }
    bool StartArray() { return open(Type::array); }
    bool EndArray(rapid::SizeType count) {
        ++levels_left_;
        const Value* const items = pending_.pop<Value>(count);
        const Value* const left = pending_.leave(items, count, memory_);
        Value& array = pending_.top();
        array.items = left != nullptr ? left : copy_items(items, count);
        array.size = count;
        return true;
    }
    bool EndObject(rapid::SizeType count) {
        ++levels_left_;
        Member* const members = pending_.pop<Member>(count);
        Value& object = pending_.top();
        if (count > max_members_) return fail(ReadStatus::too_many_members, members[max_members_].key_offset, {});
        if (!are_plainly_settled(members, count)) return settle(object, members, count);
        object.members = copy_members(members, count, memory_);
        object.size = count;
        return true;
    }
    // Not sent with numbers as strings.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    Value root() const { return pending_.top(); }
    std::size_t values_left() const noexcept { return values_left_; }

  private:
    // Whether there may be another value, which begins there.
    bool has_room(std::size_t offset) {
        if (values_left_ == 0) return fail(ReadStatus::too_many_values, offset, {});
        --values_left_;
        return true;
    }

    // The bracket has just been taken.
    bool open(Type type) {
        const std::size_t offset = source_.Tell() - 1;
        if (!has_room(offset)) return false;
        if (levels_left_ == 0) return fail(ReadStatus::too_deep, offset, {});
        --levels_left_;
        pending_.push(type, offset);
        return true;
    }

    bool is_whole(std::string_view string, std::size_t offset) {
        if (string.size() > max_string_bytes_) return fail(ReadStatus::too_long_string, offset, {});
        if (!has_escapes_ || !has_lone_surrogate(string)) return true;
        return fail(ReadStatus::malformed, offset, "a surrogate escape stands alone in a string");
    }

    // Makes an object of members that may be out of order, or of one name.
    bool settle(Value& object, Member* members, rapid::SizeType count) {
        order_members(members, members + count);
        object.members = copy_members(members, count, memory_);
        object.size = count;
        if (!has_repeated_keys(object)) return true;
        if (refuse_repeated_keys_) {
            const Member& repeated = *find_repeated(members, members + count);
            return fail(ReadStatus::repeated_key, repeated.key_offset, repeated.key);
        }
        const auto left = static_cast<std::size_t>(drop_repeated(members, members + count) - members);
        object.members = copy_members(members, left, memory_);
        object.size = static_cast<std::uint32_t>(left);
        return true;
    }

    const Value* copy_items(const Value* first, std::size_t count) {
        if (count == 0) return nullptr;
        auto* const items = static_cast<Value*>(memory_.allocate(count * sizeof(Value), alignof(Value)));
        std::uninitialized_copy_n(first, count, items);
        return items;
    }

    bool fail(ReadStatus status, std::size_t offset, std::string_view reason) {
        error_ = {status, offset, std::string(reason)};
        return false;
    }

    std::string_view text_;
    const Source& source_;
    std::size_t levels_left_;
    std::size_t values_left_;
    std::size_t max_members_;
    std::size_t max_string_bytes_;
    bool refuse_repeated_keys_;
    bool has_escapes_;
    Arena& memory_;
    Pending& pending_;
    ReadError& error_;
};

// Whether a text begins with a character that is for the inside of containers.
bool is_out_of_place(std::string_view text, std::size_t offset) noexcept {
    if (offset >= text.size() || std::string_view("]},:").find(text[offset]) == text::npos) return false;
    const std::string_view before = text.substr(0, offset);
    const std::size_t mark = before.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;
    return before.find_first_not_of(" \t\r\n", mark) == text::npos;
}

std::string reason_of(rapid::ParseErrorCode code, std::string_view text, std::size_t offset) {
    const bool at_end = offset >= text.size();
    const bool at_control = !at_end && static_cast<unsigned char>(text[offset]) < 0x20;
    switch (code) {
        case rapid::kParseErrorDocumentEmpty:
            return at_end ? "there is no value" : "a value must not begin with this character";
        case rapid::kParseErrorDocumentRootNotSingular: return "something follows the value";
        case rapid::kParseErrorObjectMissName: return "a member name in double quotes is missing";
        case rapid::kParseErrorObjectMissColon: return "a colon is missing after a member name";
        case rapid::kParseErrorObjectMissCommaOrCurlyBracket: return "a comma or } is missing after a member";
        case rapid::kParseErrorArrayMissCommaOrSquareBracket: return "a comma or ] is missing after an item";
        case rapid::kParseErrorStringUnicodeEscapeInvalidHex: return "\\u needs four hexadecimal digits";
        case rapid::kParseErrorStringUnicodeSurrogateInvalid: return "a surrogate escape stands alone in a string";
        case rapid::kParseErrorStringEscapeInvalid:
            return at_control ? "a control character in a string" : "an unknown escape in a string";
        case rapid::kParseErrorStringMissQuotationMark:
            return at_end ? "a string has no end" : "a control character in a string";
        case rapid::kParseErrorStringInvalidEncoding: return "a control character in a string";
        case rapid::kParseErrorNumberMissFraction: return "a number has no digit after its point";
        case rapid::kParseErrorNumberMissExponent: return "a number has no digit in its exponent";
        case rapid::kParseErrorNumberTooBig: return "something that is not a number follows one";
        case rapid::kParseErrorValueInvalid:
            if (is_out_of_place(text, offset)) return "a value must not begin with this character";
            [[fallthrough]];
        default: return at_end ? "the text ends before the value does" : "not a JSON value";
    }
}

// The length of the JSON number at the start of the text, by its grammar (RFC 8259, section 6); 0 if there is none.
std::size_t number_length(std::string_view text) noexcept {
    std::size_t at = 0;
    const auto digits = [&text](std::size_t from) {
        std::size_t end = from;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        return end;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const bool zero = at < text.size() && text[at] == '0';
    std::size_t end = zero ? at + 1 : digits(at);
    if (end == at) return 0;
    if (end < text.size() && text[end] == '.' && digits(end + 1) > end + 1) end = digits(end + 1);
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        const bool sign = end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-');
        const std::size_t exponent = end + (sign ? 2 : 1);
        if (digits(exponent) > exponent) end = digits(exponent);
    }
    return end;
}

// RapidJSON refuses numbers beyond the range of a double, which JSON.parse reads as infinite. This puts zeros of the
// same length in the place of long numbers, in a copy of the text; the builder takes their value from the text itself.
void clear_long_numbers(std::string_view text, char* copy) noexcept {
    constexpr std::size_t shortest = 5;  // 1e309
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') {
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                if (text[at] == '\\') ++at;
            }
            continue;
        }
        const std::size_t length = number_length(text.substr(at, text.size() - at));
        if (length == 0) continue;
        // What cannot follow a number stays where it is, and is refused there.
        const bool ends = at + length == text.size() || std::strchr("+-.0123456789eE", text[at + length]) == nullptr;
        if (length >= shortest && ends) {
            const std::size_t sign = text[at] == '-' ? 1 : 0;
            std::fill_n(copy + at + sign, length - sign, '0');
            copy[at + sign + 1] = '.';
        }
        // Past all that looks like the number's, so that no byte is looked at again and again.
        at = ends ? at + length - 1 : text.find_first_not_of("+-.0123456789eE", at + length) - 1;
        if (at >= text.size()) break;
    }
}

// Parses what the source has left.
rapid::ParseErrorCode parse(std::string_view text, Source& source, Builder& builder, ReadError& error) {
    rapid::Reader reader;
    constexpr unsigned flags = rapid::kParseInsituFlag | rapid::kParseNumbersAsStringsFlag;
    const rapid::ParseResult parsed = reader.Parse<flags>(source, builder);
    if (parsed.Code() == rapid::kParseErrorTermination) return parsed.Code();  // the builder knows why
    if (parsed.IsError()) {
        error = {ReadStatus::malformed, parsed.Offset(), reason_of(parsed.Code(), text, parsed.Offset())};
    } else if (source.Tell() < text.size()) {
        // RapidJSON takes a NUL for the end of the text.
        error = {ReadStatus::malformed, source.Tell(), "something follows the value"};
    }
    return parsed.Code();
}

}  // namespace

bool has_lone_surrogate(std::string_view unescaped) noexcept {
    for (std::size_t at = unescaped.find('\xED'); at != text::npos; at = unescaped.find('\xED', at + 1)) {
        if (at + 1 < unescaped.size() && static_cast<unsigned char>(unescaped[at + 1]) >= 0xA0) return true;
    }
    return false;
}

ReadError read(std::string_view text, const ReadOptions& options, Arena& memory, Value& root) {
    constexpr std::size_t addressable = std::numeric_limits<std::int32_t>::max();  // RapidJSON counts digits in int
    root = Value();
    if (text.size() > std::min(options.max_bytes, addressable)) return {ReadStatus::too_long, 0, {}};
    const std::size_t invalid = text::find_invalid_utf8(text);
    if (invalid != text::npos) return {ReadStatus::malformed, invalid, "a byte that is not UTF-8"};
    const std::size_t mark = text.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;

    ReadError error;
    PerThread<Pending> pending;
    auto* const copy = static_cast<char*>(memory.allocate(text.size() + padding, 1));
    std::copy(text.begin(), text.end(), copy);
    std::memset(copy + text.size(), 0, padding);
    const auto attempt = [&] {
        Source source(copy, mark);
        Builder builder(text, source, options, memory, pending.get(), error);
        const rapid::ParseErrorCode code = parse(text, source, builder, error);
        if (error.status == ReadStatus::ok) root = builder.root();
        error.values = options.max_values - builder.values_left();
        return code;
    };
    if (attempt() == rapid::kParseErrorNumberTooBig) {
        std::copy(text.begin(), text.end(), copy);
        clear_long_numbers(text, copy);
        error = ReadError();
        attempt();
    }
    return error;
}

ReadError Document::read(std::string_view text, const ReadOptions& options) {
    if (memory_ == nullptr) memory_ = std::make_unique<Arena>();
    memory_->release();
    return json::read(text, options, *memory_, root_);
}

}  // namespace zodgate::json

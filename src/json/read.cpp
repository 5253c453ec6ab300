#include "json/json.hpp"
#include "json/members.hpp"
#include "json/parser_stack.hpp"
#include "json/per_thread.hpp"
#include "text/text.hpp"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

namespace zodgate::json {
namespace {

// An array or object that is not complete, as its members will want it.
struct Open {
    std::string_view key;
    std::uint32_t key_offset;
    std::uint32_t offset;
};

// What one thread uses again and again.
struct Workspace {
    std::vector<Member> pending;
    std::vector<Open> open;
    ParserMemory parser;

    // What a single large text has taken is not kept.
    void trim() {
        constexpr std::size_t most_members = 4096;
        constexpr std::size_t most_bytes = 65536;
        if (pending.capacity() > most_members) pending = std::vector<Member>();
        if (parser.bytes.capacity() > most_bytes) parser.bytes = std::vector<char>();
    }
};

// Takes RapidJSON's events and builds values in the document's memory. The pending children of every open container
// lie on one stack; an end event moves its own into the document.
class Builder {
  public:
    Builder(std::string_view text, rapidjson::MemoryStream& stream, std::pmr::memory_resource& memory,
            const ReadOptions& options, Workspace& own)
        : text_(text),
          stream_(stream),
          memory_(memory),
          options_(options),
          pending_(own.pending),
          open_(own.open),
          done_(stream.Tell()) {
        pending_.clear();
        open_.clear();
    }

    bool Null() { return push(scalar(Type::null)); }
    bool Bool(bool boolean) {
        Value value = scalar(Type::boolean);
        value.boolean = boolean;
        return push(value);
    }
    bool RawNumber(const char*, rapidjson::SizeType, bool) {
        Value value = scalar(Type::number);
        value.number = parse_number(text_.substr(value.offset, done_ - value.offset));
        return push(value);
    }
    bool String(const char* characters, rapidjson::SizeType size, bool) {
        Value value = scalar(Type::string);
        const std::string_view copied = copy({characters, size}, value.offset);
        if (error.status != ReadStatus::ok) return false;
        value.characters = copied.data();
        value.size = size;
        return push(value);
    }
    bool Key(const char* characters, rapidjson::SizeType size, bool) {
        const Value position = scalar(Type::string);
        key_ = copy({characters, size}, position.offset);
        key_offset_ = position.offset;
        return error.status == ReadStatus::ok;
    }
    bool StartObject() { return open(); }
    bool StartArray() { return open(); }
    bool EndArray(rapidjson::SizeType count) {
        Value value = close(Type::array);
        Value* const items = allocate<Value>(count);
        const Member* const first = pending_.data() + (pending_.size() - count);
        std::transform(first, first + count, items, [](const Member& child) { return child.value; });
        pending_.resize(pending_.size() - count);
        value.items = items;
        value.size = count;
        return push(value);
    }
    bool EndObject(rapidjson::SizeType count) {
        Value value = close(Type::object);
        const auto first = pending_.end() - static_cast<std::ptrdiff_t>(count);
        Member* const members = pending_.data() + (pending_.size() - count);
        order_members(members, members + count);
        const Member* const repeated =
            options_.refuse_repeated_keys ? find_repeated(members, members + count) : nullptr;
        if (repeated != nullptr) {
            return fail(ReadStatus::repeated_key, repeated->key_offset, std::string(repeated->key));
        }
        const Member* const last = drop_repeated(members, members + count);
        const Value object = make_object(members, static_cast<std::size_t>(last - members), memory_);
        value.members = object.members;
        value.size = object.size;
        pending_.erase(first, pending_.end());
        return push(value);
    }
    // Not sent with numbers as strings.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    Value root() const { return pending_.front().value; }

    ReadError error;

  private:
    // Where the token that was just read begins. RapidJSON tells where it ends; between two events there is only
    // white space and punctuation.
    std::uint32_t token_offset() const noexcept {
        const std::size_t at = text_.find_first_not_of(" \t\r\n,:", done_);
        return static_cast<std::uint32_t>(std::min(at, text_.size()));
    }

    Value scalar(Type type) noexcept {
        Value value;
        value.type = type;
        value.offset = token_offset();
        done_ = stream_.Tell();
        return value;
    }

    bool fail(ReadStatus status, std::size_t offset, std::string reason) {
        error = {status, offset, std::move(reason)};
        return false;
    }

    bool push(const Value& value) {
        pending_.push_back({key_, key_offset_, value});
        return true;
    }

    std::string_view copy(std::string_view characters, std::size_t offset) {
        if (has_lone_surrogate(characters)) {
            fail(ReadStatus::malformed, offset, "a surrogate escape stands alone in a string");
            return {};
        }
        if (characters.empty()) return "";
        char* const out = allocate<char>(characters.size());
        std::memcpy(out, characters.data(), characters.size());
        return {out, characters.size()};
    }

    bool open() {
        const std::uint32_t offset = token_offset();
        if (open_.size() >= options_.max_depth) return fail(ReadStatus::too_deep, offset, {});
        done_ = static_cast<std::size_t>(offset) + 1;
        open_.push_back({key_, key_offset_, offset});
        return true;
    }

    Value close(Type type) {
        Value value;
        value.type = type;
        value.offset = open_.back().offset;
        key_ = open_.back().key;
        key_offset_ = open_.back().key_offset;
        open_.pop_back();
        done_ = stream_.Tell() + 1;  // RapidJSON sends the event before it takes the bracket
        return value;
    }

    template <class T>
    T* allocate(std::size_t count) {
        if (count == 0) return nullptr;
        T* const out = static_cast<T*>(memory_.allocate(count * sizeof(T), alignof(T)));
        std::uninitialized_default_construct_n(out, count);
        return out;
    }

    std::string_view text_;
    rapidjson::MemoryStream& stream_;
    std::pmr::memory_resource& memory_;
    const ReadOptions& options_;
    std::vector<Member>& pending_;
    std::vector<Open>& open_;
    std::string_view key_;
    std::uint32_t key_offset_ = 0;
    std::size_t done_;  // end of the last token
};

std::string reason_of(rapidjson::ParseErrorCode code, std::string_view text, std::size_t offset) {
    const bool at_end = offset >= text.size();
    const bool at_control = !at_end && static_cast<unsigned char>(text[offset]) < 0x20;
    switch (code) {
        case rapidjson::kParseErrorDocumentEmpty:
            return at_end ? "there is no value" : "a value must not begin with this character";
        case rapidjson::kParseErrorDocumentRootNotSingular: return "something follows the value";
        case rapidjson::kParseErrorObjectMissName: return "a member name in double quotes is missing";
        case rapidjson::kParseErrorObjectMissColon: return "a colon is missing after a member name";
        case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket: return "a comma or } is missing after a member";
        case rapidjson::kParseErrorArrayMissCommaOrSquareBracket: return "a comma or ] is missing after an item";
        case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex: return "\\u needs four hexadecimal digits";
        case rapidjson::kParseErrorStringUnicodeSurrogateInvalid: return "a surrogate escape stands alone in a string";
        case rapidjson::kParseErrorStringEscapeInvalid:
            return at_control ? "a control character in a string" : "an unknown escape in a string";
        case rapidjson::kParseErrorStringMissQuotationMark:
            return at_end ? "a string has no end" : "a control character in a string";
        case rapidjson::kParseErrorStringInvalidEncoding: return "a control character in a string";
        case rapidjson::kParseErrorNumberMissFraction: return "a number has no digit after its point";
        case rapidjson::kParseErrorNumberMissExponent: return "a number has no digit in its exponent";
        case rapidjson::kParseErrorNumberTooBig: return "something that is not a number follows one";
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

// RapidJSON refuses numbers beyond the range of a double, which JSON.parse reads as infinite. This copy of the text has
// zeros of the same length in the place of long numbers; the builder takes their value from the text itself.
std::string without_long_numbers(std::string_view text) {
    constexpr std::size_t shortest = 5;  // 1e309
    std::string out(text);
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
            std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(at + sign), length - sign, '0');
            out[at + sign + 1] = '.';
        }
        // Past all that looks like the number's, so that no byte is looked at again and again.
        at = ends ? at + length - 1 : text.find_first_not_of("+-.0123456789eE", at + length) - 1;
        if (at >= text.size()) break;
    }
    return out;
}

struct Attempt {
    rapidjson::ParseErrorCode code = rapidjson::kParseErrorNone;
    ReadError error;
    Value root;
};

// Parses `source`, which is the text or a copy of it that differs in the digits of numbers only, from `start` on.
Attempt parse(std::string_view text, std::string_view source, std::size_t start, std::pmr::memory_resource& memory,
              const ReadOptions& options) {
    rapidjson::MemoryStream stream(source.data(), source.size());
    stream.src_ += start;
    PerThread<Workspace> workspace;
    Workspace& own = workspace.get();
    Builder builder(text, stream, memory, options, own);
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, ParserMemory> reader(&own.parser);
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, builder);
    Attempt attempt;
    attempt.code = parsed.Code();
    if (builder.error.status != ReadStatus::ok) {
        attempt.error = builder.error;
    } else if (parsed.IsError()) {
        attempt.error = {ReadStatus::malformed, parsed.Offset(), reason_of(parsed.Code(), text, parsed.Offset())};
    } else if (stream.Tell() < text.size()) {
        // RapidJSON takes a NUL for the end of the text.
        attempt.error = {ReadStatus::malformed, stream.Tell(), "something follows the value"};
    } else {
        attempt.root = builder.root();
    }
    return attempt;
}

}  // namespace

bool has_lone_surrogate(std::string_view unescaped) noexcept {
    for (std::size_t at = unescaped.find('\xED'); at != text::npos; at = unescaped.find('\xED', at + 1)) {
        if (at + 1 < unescaped.size() && static_cast<unsigned char>(unescaped[at + 1]) >= 0xA0) return true;
    }
    return false;
}

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

ReadError Document::read(std::string_view text, const ReadOptions& options) {
    constexpr std::size_t addressable = std::numeric_limits<std::int32_t>::max();  // RapidJSON counts digits in int
    if (text.size() > std::min(options.max_bytes, addressable)) return {ReadStatus::too_long, 0, {}};
    const std::size_t invalid = text::find_invalid_utf8(text);
    if (invalid != text::npos) return {ReadStatus::malformed, invalid, "a byte that is not UTF-8"};
    const std::size_t mark = text.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;

    memory_ = std::make_unique<std::pmr::monotonic_buffer_resource>(std::clamp<std::size_t>(text.size(), 256, 65536));
    Attempt attempt = parse(text, text, mark, *memory_, options);
    if (attempt.code == rapidjson::kParseErrorNumberTooBig) {
        memory_->release();
        attempt = parse(text, without_long_numbers(text), mark, *memory_, options);
    }
    root_ = attempt.root;
    return attempt.error;
}

}  // namespace zodgate::json

// One pass over a payload that may only say yes: the plan runs inside the parse, and no document is built. RapidJSON's
// reader recurses as deep as the handler lets it, which is Limits::max_depth.
#include "check/check.hpp"
#include "check/numbers.hpp"
#include "check/rewrite.hpp"
#include "check/rules.hpp"
#include "check/strings.hpp"
#include "json/per_thread.hpp"
#include "json/plain_number.hpp"
#include "json/special.hpp"
#include "text/text.hpp"

// This file's copies of RapidJSON's templates have names of their own, whatever a host compiles others with. Its vector
// code is not for us: in 1.1.0 it takes the bytes 0x1A to 0x1F in strings for ordinary characters.
#define RAPIDJSON_NAMESPACE zodgate_accept_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace zodgate_accept_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#undef RAPIDJSON_SSE2
#undef RAPIDJSON_SSE42
#undef RAPIDJSON_NEON
#include <rapidjson/reader.h>

#include "check/accept_stream.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

namespace zodgate::check {
namespace {

using plan::Acceptance;
using plan::Names;
using plan::Plan;

// What comes up seldom is kept out of the functions that every string or number runs through.
#if defined(__GNUC__)
#define ZODGATE_SELDOM [[gnu::noinline]]
#else
#define ZODGATE_SELDOM
#endif

// An array or object that is open.
struct Frame {
    enum class Kind : std::uint8_t {
        root,    // none is open
        any,     // whatever it holds
        list,    // an array whose items one node judges
        object,  // an object whose names are known
        record,  // an object whose names are judged
        // Those from here on have more to do with each value.
        tuple,     // an array whose items have a node each
        choosing,  // an object of a discriminated union whose discriminator has not been seen
        several,   // an object that may still be one of several
    };
    Kind kind = Kind::root;
    std::uint16_t count = 0;     // of the alternatives of `several`
    std::uint16_t alive = 0;     // a bit for each of them that it may still be
    std::uint32_t index = 0;     // of the plan's array, tuple, record or union, or of the first alternative
    std::uint32_t position = 0;  // of the next item, or, of several, of the name that is likely to come next
    std::uint32_t words = 0;     // where its bits begin
    const Acceptance::Node* item = nullptr;      // judges what comes next, where that is always the same
    const Acceptance::Object* object = nullptr;  // that it must be
    const Names::Entry* likely = &Names::none;   // the name of it that is likely to come next
};

// What one thread uses again and again.
struct Workspace {
    std::vector<char> body;
    std::vector<Frame> frames;         // the first stands for none
    std::vector<std::uint64_t> words;  // a bit for each required member that has been seen

    // What a single large payload, or a large schema, has taken is not kept.
    void trim() {
        constexpr std::size_t most_bytes = std::size_t{1} << 20U;
        constexpr std::size_t most_words = 4096;
        if (body.capacity() > most_bytes) body = std::vector<char>();
        if (words.capacity() > most_words) words = std::vector<std::uint64_t>();
    }
};

struct Scalar {
    Acceptance::Types type = 0;
    std::string_view text{};  ///< of a string
    double number = 0;
};

// RapidJSON's handler. Every function gives false where the payload is not accepted, which ends the parse.
class Acceptor {
  public:
    /// @param bytes  for which patterns have steps beside those of the limit
    Acceptor(const Plan& plan, const Limits& limits, std::size_t bytes, const AcceptStream& stream, Workspace& own)
        : plan_(plan),
          acceptance_(plan.acceptance),
          nodes_(plan.acceptance.nodes.data()),
          next_(nodes_ + plan.root),
          stream_(stream),
          words_(own.words),
          limits_(limits),
          strings_(limits, bytes) {
        if (own.frames.size() <= limits.max_depth) own.frames.resize(limits.max_depth + 1);
        top_ = own.frames.data();
        last_ = top_ + limits.max_depth;
        *top_ = Frame();
    }

    bool Null() { return scalar({Acceptance::null}); }
    bool Bool(bool value) { return scalar({value ? Acceptance::true_value : Acceptance::false_value}); }
    // RapidJSON gives the place behind the number where it does not copy the stream.
    bool RawNumber(const char*, unsigned size, bool) {
        return Number(json::parse_number({stream_.position() - size, size}));
    }
    bool Number(double number) { return scalar({Acceptance::number, {}, number}); }
    bool String(const char* characters, unsigned size, bool has_escapes) {
        const std::string_view text(characters, size);
        if (size > limits_.max_string_bytes) return false;
        if (has_escapes && json::has_lone_surrogate(text)) return false;
        return scalar({Acceptance::string, text});
    }
    bool Key(const char* characters, unsigned size, bool has_escapes) {
        const std::string_view key(characters, size);
        if (size > limits_.max_string_bytes) return false;
        if (has_escapes && json::has_lone_surrogate(key)) return false;
        return top_->kind == Frame::Kind::object ? known_key(*top_, key) : other_key(*top_, key);
    }
    /// Takes the key that is likely to come next, if it is what stands before a quotation mark. Its length, or 0.
    std::size_t LikelyKey(const char* characters) noexcept {
        Frame& frame = *top_;
        const Names::Entry& likely = *frame.likely;
        const std::size_t size = Names::stands_at(characters, likely);
        if (size == 0 || size > limits_.max_string_bytes) return 0;
        next_ = take_member(likely, frame.words, frame.likely);
        return size;
    }
    bool StartArray() {
        if (!may_open()) return false;
        const Acceptance::Node& wanted = *next_;
        if ((wanted.judged & Acceptance::array) == 0) return open_any(Acceptance::array);
        Frame frame;
        frame.index = wanted.array_index;
        if (wanted.array_kind == Acceptance::ArrayKind::tuple) return open_tuple(frame);
        frame.kind = Frame::Kind::list;
        frame.item = nodes_ + plan_.arrays[frame.index].item;
        next_ = frame.item;
        *++top_ = frame;
        return true;
    }
    bool EndArray(unsigned count) {
        const Frame& frame = *top_;
        if (frame.kind == Frame::Kind::list && !has_length(plan_.arrays[frame.index].length, count)) return false;
        if (frame.kind == Frame::Kind::tuple && !has_size(plan_.tuples[frame.index], count)) return false;
        values_ += count;
        close();
        return true;
    }
    bool StartObject() {
        if (!may_open()) return false;
        const Acceptance::Node& wanted = *next_;
        if ((wanted.judged & Acceptance::object) == 0) return open_any(Acceptance::object);
        if (wanted.object_kind != Acceptance::ObjectKind::object) return open_other(wanted);
        Frame frame;
        open_known(acceptance_.objects[wanted.object_index], frame);
        *++top_ = frame;
        return true;
    }
    bool EndObject(unsigned count) {
        const Frame& frame = *top_;
        if (count > limits_.max_members) return false;
        values_ += count;
        if (frame.kind == Frame::Kind::object) {
            if (!has_all_required(*frame.object, frame.words)) return false;
            used_words_ = frame.words;
        } else if (frame.kind >= Frame::Kind::choosing) {
            if (frame.kind == Frame::Kind::choosing || !is_one_of_several(frame)) return false;
            used_words_ = frame.words;
        }
        close();
        return true;
    }
    // Not sent with numbers as strings.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    /// Whether there were no more values than may be, and no text was given up whose name or form might have mattered.
    bool complete() const noexcept { return !strings_.stopped() && values_ <= limits_.max_values; }

  private:
    bool scalar(const Scalar& value) {
        return top_->kind < Frame::Kind::tuple ? accepts(*next_, value) : scalar_of_other(*top_, value);
    }

    bool accepts(const Acceptance::Node& wanted, const Scalar& value) {
        if ((wanted.accepted & value.type) != 0) return true;
        if ((wanted.judged & value.type) == 0) return false;
        if (value.type == Acceptance::string) return fits_string(wanted, value.text);
        return std::isfinite(value.number) && fits_number(plan_, wanted, value.number);
    }

    ZODGATE_SELDOM bool scalar_of_other(Frame& frame, const Scalar& value) {
        if (frame.kind == Frame::Kind::several) return scalar_of_several(frame, value);
        if (frame.kind == Frame::Kind::choosing) return choose(value) && accepts(*next_, value);
        if (!accepts(*next_, value)) return false;
        next_item(frame);
        return true;
    }

    ZODGATE_SELDOM bool other_key(Frame& frame, std::string_view key) {
        switch (frame.kind) {
            case Frame::Kind::record: return record_key(frame, key);
            case Frame::Kind::several: return key_of_several(frame, key);
            // Members before the discriminator cannot be judged yet.
            case Frame::Kind::choosing: key_ = key; return key == plan_.discriminated[frame.index].discriminator;
            default: return true;
        }
    }

    // --- strings and numbers ---

    bool fits_string(const Acceptance::Node& wanted, std::string_view text) {
        return (text.size() >= wanted.fewest_bytes && text.size() <= wanted.most_bytes) || fits_rule(wanted, text);
    }

    bool fits_rule(const Acceptance::Node& wanted, std::string_view text) {
        const Acceptance::StringRule* rule = acceptance_.string_rules.data() + wanted.first_string_rule;
        const Acceptance::StringRule* const end = rule + wanted.string_rules;
        for (; rule != end; ++rule) {
            if (rule->is_list ? acceptance_.lists[rule->index].find(text) != nullptr : fits_checks(*rule, text))
                return true;
        }
        return false;
    }

    bool fits_checks(const Acceptance::StringRule& rule, std::string_view text) {
        const plan::StringNode& node = plan_.strings[rule.index];
        for (const plan::StringCheck& check : node.formats) {
            if (!fits_check(check, text)) return false;
            // The checks that follow would judge what z.url() hands on.
            if (check.test == plan::StringCheck::Test::url && node.rewrites && rewrites_url(text)) return false;
        }
        if (!has_length(plan_, rule, text)) return false;
        for (const plan::StringCheck& check : node.patterns) {
            if (!fits_check(check, text)) return false;
        }
        return true;
    }

    bool fits_check(const plan::StringCheck& check, std::string_view text) {
        return check.test == plan::StringCheck::Test::scanner ? check.scan(text) : strings_.fits(check, text);
    }

    // --- what begins and ends ---

    bool may_open() { return top_ != last_ && (top_->kind < Frame::Kind::choosing || agree_on_container()); }

    ZODGATE_SELDOM bool open_any(Acceptance::Types type) {
        if ((next_->accepted & type) == 0) return false;
        Frame frame;
        frame.kind = Frame::Kind::any;
        frame.item = nodes_ + acceptance_.anything;
        next_ = frame.item;
        *++top_ = frame;
        return true;
    }

    void close() noexcept {
        Frame& frame = *--top_;
        next_ = frame.item;
        if (frame.kind == Frame::Kind::tuple) next_item(frame);
    }

    // --- arrays ---

    ZODGATE_SELDOM bool open_tuple(Frame& frame) {
        frame.kind = Frame::Kind::tuple;
        *++top_ = frame;
        item_of(plan_.tuples[frame.index], 0);
        return true;
    }

    void next_item(Frame& frame) noexcept { item_of(plan_.tuples[frame.index], ++frame.position); }

    // Items that are too many are counted at the end.
    void item_of(const plan::TupleNode& tuple, std::uint32_t position) noexcept {
        const plan::NodeId rest = tuple.rest.value_or(acceptance_.anything);
        next_ = nodes_ + (position < tuple.items.size() ? tuple.items[position] : rest);
    }

    static bool has_size(const plan::TupleNode& tuple, std::size_t count) noexcept {
        return count >= tuple.required && (tuple.rest || count <= tuple.items.size()) &&
               has_length(tuple.length, static_cast<double>(count));
    }

    // --- objects ---

    void open_known(const Acceptance::Object& object, Frame& frame) {
        frame.kind = Frame::Kind::object;
        frame.object = &object;
        frame.likely = object.names.at(0);
        frame.words = open_words(object.words);
    }

    // Where words begin that are zero.
    std::uint32_t open_words(std::size_t count) {
        const auto first = static_cast<std::uint32_t>(used_words_);
        used_words_ += count;
        if (used_words_ > words_.size()) words_.resize(used_words_ * 2);
        for (std::size_t at = first; at < used_words_; ++at) words_[at] = 0;
        return first;
    }

    bool known_key(Frame& frame, std::string_view key) {
        const Acceptance::Node* const judge = member(*frame.object, frame.words, frame.likely, key);
        if (judge == nullptr) return false;
        next_ = judge;
        return true;
    }

    // Notes that an object has a member, and tells the node that judges it; null if it may not have it.
    const Acceptance::Node* member(const Acceptance::Object& object, std::uint32_t words, const Names::Entry*& likely,
                                   std::string_view key) noexcept {
        const Names::Entry* const entry = object.names.find(key, likely);
        if (entry == nullptr) return object.refuses_unknown ? nullptr : nodes_ + object.unknown;
        return take_member(*entry, words, likely);
    }

    const Acceptance::Node* take_member(const Names::Entry& entry, std::uint32_t words,
                                        const Names::Entry*& likely) noexcept {
        likely = &entry + 1;
        words_[words + entry.word] |= entry.bit;
        return nodes_ + entry.node;
    }

    bool has_all_required(const Acceptance::Object& object, std::uint32_t words) const noexcept {
        const std::uint64_t* const first = words_.data() + words;
        const std::uint64_t* const last = first + (object.words - 1);
        return *last == object.last_word &&
               std::all_of(first, last, [](std::uint64_t word) { return word == ~std::uint64_t{0}; });
    }

    // --- an object that may be one of several ---

    // Calls a function with the number, the object and the first word of each that it may still be.
    template <class Use>
    void for_each_alive(const Frame& frame, const Use& use) {
        std::uint32_t words = frame.words;
        for (std::uint16_t i = 0; i < frame.count; ++i) {
            const Acceptance::Object& object = acceptance_.objects[acceptance_.alternatives[frame.index + i]];
            if ((frame.alive >> i & 1U) != 0) use(i, object, words);
            words += object.words;
        }
    }

    static void drop(Frame& frame, std::uint16_t alternative) noexcept {
        frame.alive = static_cast<std::uint16_t>(frame.alive & ~(1U << alternative));
    }

    void open_several(const Acceptance::Node& wanted, Frame& frame) {
        frame.kind = Frame::Kind::several;
        frame.count = wanted.alternatives;
        frame.alive = static_cast<std::uint16_t>((1U << frame.count) - 1);
        std::size_t words = 0;
        for_each_alive(frame,
                       [&](std::uint16_t, const Acceptance::Object& object, std::uint32_t) { words += object.words; });
        frame.words = open_words(words);
    }

    bool key_of_several(Frame& frame, std::string_view key) {
        const std::uint32_t guess = frame.position;
        for_each_alive(frame, [&](std::uint16_t i, const Acceptance::Object& object, std::uint32_t words) {
            const Names::Entry* likely = object.names.at(guess);
            judges_[i] = member(object, words, likely, key);
            if (judges_[i] == nullptr) return drop(frame, i);
            frame.position = static_cast<std::uint32_t>(likely - object.names.at(0));
        });
        return frame.alive != 0;
    }

    bool scalar_of_several(Frame& frame, const Scalar& value) {
        for_each_alive(frame, [&](std::uint16_t i, const Acceptance::Object&, std::uint32_t) {
            if (!accepts(*judges_[i], value)) drop(frame, i);
        });
        return frame.alive != 0;
    }

    // Whether an array or object may come here: not as a discriminator, and not where several nodes would judge it.
    ZODGATE_SELDOM bool agree_on_container() {
        if (top_->kind == Frame::Kind::choosing) return false;
        const Acceptance::Node* common = nullptr;
        bool agree = true;
        for_each_alive(*top_, [&](std::uint16_t i, const Acceptance::Object&, std::uint32_t) {
            agree = agree && (common == nullptr || common == judges_[i]);
            common = judges_[i];
        });
        if (!agree || common == nullptr) return false;
        next_ = common;
        return true;
    }

    bool is_one_of_several(const Frame& frame) {
        bool is_one = false;
        for_each_alive(frame, [&](std::uint16_t, const Acceptance::Object& object, std::uint32_t words) {
            is_one = is_one || has_all_required(object, words);
        });
        return is_one;
    }

    // --- records and discriminated unions ---

    ZODGATE_SELDOM bool open_other(const Acceptance::Node& wanted) {
        Frame frame;
        frame.index = wanted.object_index;
        switch (wanted.object_kind) {
            case Acceptance::ObjectKind::object: open_known(acceptance_.objects[frame.index], frame); break;
            case Acceptance::ObjectKind::record: frame.kind = Frame::Kind::record; break;
            case Acceptance::ObjectKind::discriminated: frame.kind = Frame::Kind::choosing; break;
            case Acceptance::ObjectKind::alternatives: open_several(wanted, frame); break;
        }
        *++top_ = frame;
        return true;
    }

    bool record_key(const Frame& frame, std::string_view key) {
        const plan::RecordNode& record = plan_.records[frame.index];
        next_ = nodes_ + record.value;
        switch (record.keys) {
            case plan::RecordKeys::numbers: return is_number_key(key, false);
            case plan::RecordKeys::integers: return is_number_key(key, true);
            case plan::RecordKeys::matching:
                if (!strings_.fits(record.name_check, key)) next_ = nodes_ + acceptance_.anything;
                return !strings_.stopped();
            default: return accepts(nodes_[record.key], {Acceptance::string, key});
        }
    }

    // The option of a discriminated union, once the discriminator's value is here; then that member is judged.
    bool choose(const Scalar& value) {
        Frame& frame = *top_;
        const plan::DiscriminatedNode& options = plan_.discriminated[frame.index];
        if (value.type != Acceptance::string) return false;
        json::Value wanted;
        wanted.type = json::Type::string;
        wanted.characters = value.text.data();
        wanted.size = static_cast<std::uint32_t>(value.text.size());
        std::size_t looks = 0;  // at values that are no strings: none
        const std::optional<plan::NodeId> option = options.option_for(wanted, looks);
        if (!option) return false;
        const Acceptance::Node& chosen = nodes_[*option];
        if ((chosen.judged & Acceptance::object) == 0 || chosen.object_kind != Acceptance::ObjectKind::object) {
            return false;
        }
        open_known(acceptance_.objects[chosen.object_index], frame);
        return known_key(frame, key_);
    }

    const Plan& plan_;
    const Acceptance& acceptance_;
    const Acceptance::Node* nodes_;
    const Acceptance::Node* next_;  // judges the value that comes next
    Frame* top_ = nullptr;
    Frame* last_ = nullptr;
    const AcceptStream& stream_;
    std::vector<std::uint64_t>& words_;
    std::size_t used_words_ = 0;
    std::size_t values_ = 1;  // with the root, and what is in all that is closed
    const Limits& limits_;
    StringChecks strings_;

    std::string_view key_;                                                         // of a discriminator; in the payload
    std::array<const Acceptance::Node*, Acceptance::most_alternatives> judges_{};  // as next_, for each of several
};

constexpr std::size_t padding = 32;  // zeros behind the text
static_assert(padding >= json::readable_behind && padding >= Names::readable && padding >= Names::readable_quoted);

constexpr unsigned parse_flags =
    zodgate_accept_rapidjson::kParseInsituFlag | zodgate_accept_rapidjson::kParseNumbersAsStringsFlag;

}  // namespace
}  // namespace zodgate::check

RAPIDJSON_NAMESPACE_BEGIN

using zodgate::check::Acceptor;
using zodgate::check::AcceptStream;
using zodgate::check::parse_flags;

// A string without escapes is what lies between its quotation marks; others are the reader's own affair.
template <>
template <>
inline void Reader::ParseString<parse_flags>(AcceptStream& in, Acceptor& acceptor, bool is_key) {
    const char* text = in.position() + 1;
    const std::size_t likely = is_key ? acceptor.LikelyKey(text) : 0;
    if (likely != 0) {
        in.skip(likely + 2);
        return;
    }
    const char* const end = zodgate::json::find_special(text);
    auto size = static_cast<SizeType>(end - text);
    const bool has_escapes = *end != '"';
    if (has_escapes) {
        in.Take();
        char* const unescaped = in.PutBegin();
        ParseStringToStream<parse_flags, UTF8<>, UTF8<>>(in, in);
        if (HasParseError()) return;
        text = unescaped;
        size = static_cast<SizeType>(in.PutEnd(unescaped) - 1);
    } else {
        in.skip(size + 2);
    }
    const bool go_on = is_key ? acceptor.Key(text, size, has_escapes) : acceptor.String(text, size, has_escapes);
    if (!go_on) SetParseError(kParseErrorTermination, in.Tell());
}

// Most numbers are short; others, and what only begins like one, are the reader's own affair. The further flag makes
// that another function, and means nothing to it.
template <>
template <>
ZODGATE_SELDOM inline void Reader::ParseNumber<parse_flags>(AcceptStream& in, Acceptor& acceptor) {
    const zodgate::json::PlainNumber number = zodgate::json::read_plain_number(in.position());
    if (number.size == 0) return ParseNumber<parse_flags | kParseValidateEncodingFlag>(in, acceptor);
    in.skip(number.size);
    if (!acceptor.Number(number.value)) SetParseError(kParseErrorTermination, in.Tell());
}

// Each by itself, so that a string on its way to the acceptor does not pay for what they keep.
#if defined(__GNUC__) && !defined(__clang__)
template [[gnu::noinline]] void Reader::ParseNull<parse_flags>(AcceptStream&, Acceptor&);
template [[gnu::noinline]] void Reader::ParseTrue<parse_flags>(AcceptStream&, Acceptor&);
template [[gnu::noinline]] void Reader::ParseFalse<parse_flags>(AcceptStream&, Acceptor&);
template [[gnu::noinline]] void Reader::ParseNumber<parse_flags | kParseValidateEncodingFlag>(AcceptStream&, Acceptor&);
template [[gnu::noinline]] void Reader::ParseArray<parse_flags>(AcceptStream&, Acceptor&);
template [[gnu::noinline]] void Reader::ParseObject<parse_flags>(AcceptStream&, Acceptor&);
#endif

RAPIDJSON_NAMESPACE_END

namespace zodgate::check {

bool accept(const Plan& plan, std::string_view text, const Limits& limits) {
    namespace reader = zodgate_accept_rapidjson;
    if (plan.options.refuse_repeated_keys || text.size() > limits.max_bytes || text.size() > longest_payload)
        return false;
    if (text.substr(0, json::byte_order_mark.size()) == json::byte_order_mark)
        text.remove_prefix(json::byte_order_mark.size());
    if (text::find_invalid_utf8(text) != text::npos) return false;

    json::PerThread<Workspace> workspace;
    Workspace& own = workspace.get();
    if (own.body.size() < text.size() + padding) own.body.resize(text.size() + padding);
    std::copy(text.begin(), text.end(), own.body.begin());
    std::memset(own.body.data() + text.size(), 0, padding);

    Limits bounded = limits;
    bounded.max_depth = std::min(limits.max_depth, deepest_payload);
    // What takes many steps is left to the walk, which has all of them and begins anew.
    constexpr std::size_t share = 8;
    bounded.max_pattern_steps = limits.max_pattern_steps / share;
    AcceptStream stream(own.body.data());
    Acceptor acceptor(plan, bounded, text.size() / share, stream, own);
    reader::Reader parser;
    const bool parsed = !parser.Parse<parse_flags>(stream, acceptor).IsError() && stream.Tell() == text.size();
    return parsed && acceptor.complete();
}

}  // namespace zodgate::check

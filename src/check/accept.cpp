// One pass over a payload that may only say yes: the plan runs inside the parse, and no document is built. RapidJSON's
// reader recurses as deep as the handler lets it, which is Limits::max_depth.
#include "check/check.hpp"
#include "check/numbers.hpp"
#include "check/rewrite.hpp"
#include "check/strings.hpp"
#include "json/per_thread.hpp"
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
using plan::NodeId;
using plan::Plan;

// An array or object that is open.
struct Frame {
    enum class Kind : std::uint8_t {
        root,      // none is open
        any,       // whatever it holds
        list,      // an array whose items one node judges
        object,    // an object whose names are known
        record,    // an object whose names are judged
        tuple,     // an array whose items have a node each
        choosing,  // an object of a discriminated union whose discriminator has not been seen
        several,   // an object that may still be one of several
    };
    Kind kind = Kind::root;
    std::uint32_t index = 0;     // of the plan's array, tuple or record, or of the acceptance's object
    std::uint32_t position = 0;  // of the next item, or of the name that is likely to come next
    std::uint32_t words = 0;     // where its bits begin
    std::uint16_t count = 0;     // of the alternatives of `several`
    std::uint16_t alive = 0;     // a bit for each of them that it may still be
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

constexpr unsigned word_bits = 64;

// RapidJSON's handler. Every function gives false where the payload is not accepted, which ends the parse.
class Acceptor {
  public:
    Acceptor(const Plan& plan, const Limits& limits, std::size_t bytes, bool has_escapes, Workspace& own)
        : plan_(plan),
          acceptance_(plan.acceptance),
          has_escapes_(has_escapes),
          words_(own.words),
          strings_(limits, bytes),
          next_(plan.root) {
        if (own.frames.size() <= limits.max_depth) own.frames.resize(limits.max_depth + 1);
        top_ = own.frames.data();
        last_ = top_ + limits.max_depth;
        words_.clear();
    }

    bool Null() {
        return scalar(Acceptance::null, [] { return false; });
    }
    bool Bool(bool value) {
        return scalar(value ? Acceptance::true_value : Acceptance::false_value, [] { return false; });
    }
    bool RawNumber(const char* digits, unsigned size, bool) {
        const std::string_view token(digits, size);
        return scalar(Acceptance::number, [&] { return fits_number(token); });
    }
    bool String(const char* characters, unsigned size, bool) {
        const std::string_view text(characters, size);
        if (has_escapes_ && json::has_lone_surrogate(text)) return false;
        return scalar(
            Acceptance::string, [&] { return fits_string(node(), text); }, text);
    }
    bool Key(const char* characters, unsigned size, bool) {
        const std::string_view key(characters, size);
        if (has_escapes_ && json::has_lone_surrogate(key)) return false;
        Frame& frame = *top_;
        switch (frame.kind) {
            case Frame::Kind::object: return known_key(frame, key);
            case Frame::Kind::record: return record_key(frame, key);
            case Frame::Kind::several: return key_of_several(frame, key);
            // Members before the discriminator cannot be judged yet.
            case Frame::Kind::choosing: key_ = key; return key == plan_.discriminated[frame.index].discriminator;
            default: return true;
        }
    }
    bool StartArray() {
        if (top_ == last_ || !agree_on_container()) return false;
        Frame frame;
        frame.kind = Frame::Kind::any;
        if (!any_) {
            const Acceptance::Node& wanted = node();
            if ((wanted.judged & Acceptance::array) != 0) {
                const bool is_list = wanted.array_kind == Acceptance::ArrayKind::list;
                frame.kind = is_list ? Frame::Kind::list : Frame::Kind::tuple;
                frame.index = wanted.array_index;
            } else if ((wanted.accepted & Acceptance::array) == 0) {
                return false;
            }
        }
        *++top_ = frame;
        resume(frame);
        return true;
    }
    bool EndArray(unsigned count) {
        const Frame& frame = *top_;
        if (frame.kind == Frame::Kind::list && !has_length(plan_.arrays[frame.index].length, count)) return false;
        if (frame.kind == Frame::Kind::tuple && !has_size(plan_.tuples[frame.index], count)) return false;
        return close();
    }
    bool StartObject() {
        if (top_ == last_ || !agree_on_container()) return false;
        Frame frame;
        frame.kind = Frame::Kind::any;
        if (!any_) {
            const Acceptance::Node& wanted = node();
            if ((wanted.judged & Acceptance::object) != 0) {
                open_object(wanted, frame);
            } else if ((wanted.accepted & Acceptance::object) == 0) {
                return false;
            }
        }
        *++top_ = frame;
        any_ = frame.kind == Frame::Kind::any;
        return true;
    }
    bool EndObject(unsigned) {
        const Frame& frame = *top_;
        if (frame.kind == Frame::Kind::choosing) return false;
        if (frame.kind == Frame::Kind::several && !is_one_of_several(frame)) return false;
        if (frame.kind == Frame::Kind::object && !has_all_required(frame.index, frame.words)) return false;
        if (frame.kind == Frame::Kind::object || frame.kind == Frame::Kind::several) words_.resize(frame.words);
        return close();
    }
    // Not sent with numbers as strings.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    /// Whether no text was given up whose name or form might have mattered.
    bool complete() const noexcept { return !strings_.stopped(); }

  private:
    const Acceptance::Node& node() const noexcept { return acceptance_.nodes[next_]; }

    template <class Fits>
    bool scalar(Acceptance::Types type, const Fits& fits, std::string_view text = {}) {
        if (any_) return true;
        if (top_->kind == Frame::Kind::several) return scalar_of_several(*top_, type, fits);
        if (top_->kind == Frame::Kind::choosing && !choose(type, text)) return false;
        if (!takes(type, fits)) return false;
        if (top_->kind == Frame::Kind::tuple) next_item(*top_);
        return true;
    }

    template <class Fits>
    bool takes(Acceptance::Types type, const Fits& fits) {
        const Acceptance::Node& wanted = node();
        return (wanted.accepted & type) != 0 || ((wanted.judged & type) != 0 && fits());
    }

    // --- strings and numbers ---

    bool fits_string(const Acceptance::Node& wanted, std::string_view text) {
        const Acceptance::Rule* const first = acceptance_.rules.data() + wanted.first_string_rule;
        return std::any_of(first, first + wanted.string_rules, [&](const Acceptance::Rule& rule) {
            return rule.is_list ? is_listed(plan_.values[rule.index], text)
                                : fits_checks(plan_.strings[rule.index], text);
        });
    }

    static bool is_listed(const plan::ValuesNode& list, std::string_view text) noexcept {
        constexpr std::size_t few = 8;
        const std::vector<std::string_view>& known = list.sorted_strings;
        return known.size() <= few ? std::find(known.begin(), known.end(), text) != known.end()
                                   : std::binary_search(known.begin(), known.end(), text);
    }

    bool fits_checks(const plan::StringNode& node, std::string_view text) {
        for (const plan::StringCheck& check : node.formats) {
            if (!strings_.fits(check, text)) return false;
            // The checks that follow would judge what z.url() hands on.
            if (check.test == plan::StringCheck::Test::url && node.rewrites && rewrites_url(text)) return false;
        }
        if (!has_code_points(node.length, text)) return false;
        return std::all_of(node.patterns.begin(), node.patterns.end(),
                           [&](const plan::StringCheck& check) { return strings_.fits(check, text); });
    }

    // A code point takes one to four bytes, so that the bytes often tell.
    static bool has_code_points(const plan::LengthChecks& checks, std::string_view text) noexcept {
        const auto bytes = static_cast<double>(text.size());
        const bool surely_enough = !checks.minimum || bytes >= *checks.minimum * 4 - 3;
        const bool surely_few = !checks.maximum || bytes <= *checks.maximum;
        return (surely_enough && surely_few) || has_length(checks, static_cast<double>(text::count_code_points(text)));
    }

    static bool has_length(const plan::LengthChecks& checks, double length) noexcept {
        return !(checks.minimum && !(length >= *checks.minimum)) && !(checks.maximum && !(length <= *checks.maximum));
    }

    bool fits_number(std::string_view token) {
        const double number = number_of(token);
        if (!std::isfinite(number)) return false;
        const Acceptance::Node& wanted = node();
        const Acceptance::Rule* const first = acceptance_.rules.data() + wanted.first_number_rule;
        return std::any_of(first, first + wanted.number_rules, [&](const Acceptance::Rule& rule) {
            if (!rule.is_list) return fits(plan_.numbers[rule.index], number);
            const std::vector<double>& known = plan_.values[rule.index].sorted_numbers;
            return std::binary_search(known.begin(), known.end(), number);
        });
    }

    // Exact for up to fifteen digits: both they and the power of ten are doubles, so that one rounding is all there is.
    static double number_of(std::string_view token) noexcept {
        constexpr std::size_t surely_exact = 16;  // with a point
        constexpr std::array<double, surely_exact> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                          1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
        const bool negative = token.front() == '-';
        const std::string_view digits = token.substr(negative ? 1 : 0);
        if (digits.size() > surely_exact) return json::parse_number(token);
        std::int64_t value = 0;
        std::size_t point = digits.size() - 1;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            if (digits[i] == '.') {
                point = i;
            } else if (digits[i] >= '0' && digits[i] <= '9') {
                value = value * 10 + (digits[i] - '0');
            } else {
                return json::parse_number(token);
            }
        }
        if (point == digits.size() - 1 && digits.size() == surely_exact) return json::parse_number(token);
        const double number = static_cast<double>(value) / powers[digits.size() - 1 - point];
        return negative ? -number : number;
    }

    // --- arrays ---

    void next_item(Frame& frame) noexcept {
        const plan::TupleNode& tuple = plan_.tuples[frame.index];
        ++frame.position;
        item_of(tuple, frame.position);
    }

    // Items that are too many are counted at the end.
    void item_of(const plan::TupleNode& tuple, std::uint32_t position) noexcept {
        any_ = position >= tuple.items.size() && !tuple.rest;
        if (!any_) next_ = position < tuple.items.size() ? tuple.items[position] : *tuple.rest;
    }

    static bool has_size(const plan::TupleNode& tuple, std::size_t count) noexcept {
        return count >= tuple.required && (tuple.rest || count <= tuple.items.size()) &&
               has_length(tuple.length, static_cast<double>(count));
    }

    // --- objects ---

    void open_object(const Acceptance::Node& wanted, Frame& frame) {
        frame.index = wanted.object_index;
        switch (wanted.object_kind) {
            case Acceptance::ObjectKind::object:
                frame.kind = Frame::Kind::object;
                open_words(frame);
                break;
            case Acceptance::ObjectKind::record: frame.kind = Frame::Kind::record; break;
            case Acceptance::ObjectKind::discriminated: frame.kind = Frame::Kind::choosing; break;
            case Acceptance::ObjectKind::alternatives: open_several(wanted, frame); break;
        }
    }

    void open_words(Frame& frame) {
        frame.words = static_cast<std::uint32_t>(words_.size());
        words_.resize(words_.size() + words_for(frame.index));
    }

    std::size_t words_for(std::uint32_t object) const noexcept {
        return (acceptance_.objects[object].required + word_bits - 1) / word_bits;
    }

    bool known_key(Frame& frame, std::string_view key) {
        const std::optional<NodeId> judge = member(frame.index, frame.words, frame.position, key);
        if (!judge) return false;
        any_ = *judge == anything;
        next_ = *judge;
        return true;
    }

    // Notes that an object has a member, and tells the node that judges it; nothing if it may not have it.
    std::optional<NodeId> member(std::uint32_t index, std::uint32_t words, std::uint32_t& position,
                                 std::string_view key) noexcept {
        const Acceptance::Object& object = acceptance_.objects[index];
        const std::uint32_t at = object.names.find(key, position);
        if (at < object.names.entries().size()) {
            const plan::Names::Entry& entry = object.names.entries()[at];
            position = at + 1;
            if (entry.required > 0) {
                const std::uint32_t bit = entry.required - 1;
                words_[words + bit / word_bits] |= std::uint64_t{1} << (bit % word_bits);
            }
            return entry.node;
        }
        switch (object.unknown) {
            case Acceptance::Unknown::accepted: return anything;
            case Acceptance::Unknown::judged: return object.catchall;
            case Acceptance::Unknown::refused: break;
        }
        return std::nullopt;
    }

    bool has_all_required(std::uint32_t object, std::uint32_t words) const noexcept {
        std::uint32_t left = acceptance_.objects[object].required;
        for (std::size_t at = words; left > 0; ++at) {
            const std::uint32_t bits = std::min(left, word_bits);
            const std::uint64_t wanted = bits == word_bits ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
            if (words_[at] != wanted) return false;
            left -= bits;
        }
        return true;
    }

    // --- an object that may be one of several ---

    // Calls a function with the number, the object and the first word of each that it may still be.
    template <class Use>
    void for_each_alive(const Frame& frame, const Use& use) {
        std::uint32_t words = frame.words;
        for (std::uint16_t i = 0; i < frame.count; ++i) {
            const std::uint32_t object = acceptance_.alternatives[frame.index + i];
            if ((frame.alive >> i & 1U) != 0) use(i, object, words);
            words += static_cast<std::uint32_t>(words_for(object));
        }
    }

    static void drop(Frame& frame, std::uint16_t alternative) noexcept {
        frame.alive = static_cast<std::uint16_t>(frame.alive & ~(1U << alternative));
    }

    void open_several(const Acceptance::Node& wanted, Frame& frame) {
        frame.kind = Frame::Kind::several;
        frame.count = wanted.alternatives;
        frame.alive = static_cast<std::uint16_t>((1U << frame.count) - 1);
        frame.words = static_cast<std::uint32_t>(words_.size());
        std::size_t words = 0;
        for_each_alive(frame, [&](std::uint16_t, std::uint32_t object, std::uint32_t) { words += words_for(object); });
        words_.resize(words_.size() + words);
    }

    bool key_of_several(Frame& frame, std::string_view key) {
        any_ = false;
        const std::uint32_t guess = frame.position;
        for_each_alive(frame, [&](std::uint16_t i, std::uint32_t object, std::uint32_t words) {
            std::uint32_t position = guess;
            const std::optional<NodeId> judge = member(object, words, position, key);
            if (judge) {
                judges_[i] = *judge;
                frame.position = position;
            } else {
                drop(frame, i);
            }
        });
        return frame.alive != 0;
    }

    template <class Fits>
    bool scalar_of_several(Frame& frame, Acceptance::Types type, const Fits& fits) {
        for_each_alive(frame, [&](std::uint16_t i, std::uint32_t, std::uint32_t) {
            next_ = judges_[i];
            if (next_ != anything && !takes(type, fits)) drop(frame, i);
        });
        return frame.alive != 0;
    }

    // Whether an array or object may come here: not as a discriminator, and not where several nodes would judge it.
    bool agree_on_container() {
        if (top_->kind == Frame::Kind::choosing) return false;
        if (top_->kind != Frame::Kind::several || any_) return true;
        std::optional<NodeId> common;
        bool agree = true;
        for_each_alive(*top_, [&](std::uint16_t i, std::uint32_t, std::uint32_t) {
            agree = agree && (!common || *common == judges_[i]);
            common = judges_[i];
        });
        if (!agree) return false;
        next_ = *common;
        any_ = next_ == anything;
        return true;
    }

    bool is_one_of_several(const Frame& frame) {
        bool is_one = false;
        for_each_alive(frame, [&](std::uint16_t, std::uint32_t object, std::uint32_t words) {
            is_one = is_one || has_all_required(object, words);
        });
        return is_one;
    }

    // --- records and discriminated unions ---

    bool record_key(const Frame& frame, std::string_view key) {
        const plan::RecordNode& record = plan_.records[frame.index];
        any_ = false;
        next_ = record.value;
        switch (record.keys) {
            case plan::RecordKeys::numbers: return is_number_key(key, false);
            case plan::RecordKeys::integers: return is_number_key(key, true);
            case plan::RecordKeys::matching: any_ = !strings_.fits(record.name_check, key); return true;
            default: break;
        }
        const Acceptance::Node& wanted = acceptance_.nodes[record.key];
        return (wanted.accepted & Acceptance::string) != 0 ||
               ((wanted.judged & Acceptance::string) != 0 && fits_string(wanted, key));
    }

    // The option of a discriminated union, once the discriminator's value is here; then that member is judged.
    bool choose(Acceptance::Types type, std::string_view text) {
        Frame& frame = *top_;
        const plan::DiscriminatedNode& options = plan_.discriminated[frame.index];
        if (type != Acceptance::string) return false;
        json::Value value;
        value.type = json::Type::string;
        value.characters = text.data();
        value.size = static_cast<std::uint32_t>(text.size());
        const std::optional<NodeId> option = options.option_for(value);
        if (!option) return false;
        const Acceptance::Node& chosen = acceptance_.nodes[*option];
        if ((chosen.judged & Acceptance::object) == 0 || chosen.object_kind != Acceptance::ObjectKind::object) {
            return false;
        }
        frame.kind = Frame::Kind::object;
        frame.index = chosen.object_index;
        open_words(frame);
        return known_key(frame, key_);
    }

    // --- the way back ---

    // What the frame wants next, which for objects the next name tells.
    void resume(const Frame& frame) noexcept {
        switch (frame.kind) {
            case Frame::Kind::any: any_ = true; break;
            case Frame::Kind::list:
                any_ = false;
                next_ = plan_.arrays[frame.index].item;
                break;
            case Frame::Kind::tuple: item_of(plan_.tuples[frame.index], frame.position); break;
            default: break;
        }
    }

    bool close() noexcept {
        Frame& frame = *--top_;
        if (frame.kind == Frame::Kind::tuple) ++frame.position;
        resume(frame);
        return true;
    }

    const Plan& plan_;
    const Acceptance& acceptance_;
    bool has_escapes_;
    Frame* top_ = nullptr;
    Frame* last_ = nullptr;
    std::vector<std::uint64_t>& words_;
    StringChecks strings_;
    static constexpr NodeId anything = std::numeric_limits<NodeId>::max();

    std::string_view key_;                                        // of a discriminator; in the payload
    NodeId next_;                                                 // judges the value that comes next
    std::array<NodeId, Acceptance::most_alternatives> judges_{};  // the same for each of several
    bool any_ = false;                                            // whatever comes next is accepted
};

constexpr std::size_t padding = 32;  // that the reader's vectors, and Names, may look at behind the text

}  // namespace

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

    // What takes many steps is left to the walk, which has all of them.
    constexpr std::size_t share = 8;
    Limits bounded = limits;
    bounded.max_depth = std::min(limits.max_depth, deepest_payload);
    bounded.max_pattern_steps = limits.max_pattern_steps / share;
    const bool has_escapes = text.find('\\') != text::npos;
    Acceptor acceptor(plan, bounded, text.size(), has_escapes, own);
    reader::InsituStringStream stream(own.body.data());
    reader::Reader parser;
    constexpr unsigned flags = reader::kParseInsituFlag | reader::kParseNumbersAsStringsFlag;
    const bool parsed = !parser.Parse<flags>(stream, acceptor).IsError() && stream.Tell() == text.size();
    return parsed && acceptor.complete();
}

}  // namespace zodgate::check

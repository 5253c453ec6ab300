// Bytes, read as JSON by the library and by a second parser: both find a value or none, and the same one. What is
// written of it is read as the same again, and is written the same again. Where the two parsers differ by rule, the
// rule stands here.
#include "harness.hpp"

#include "json/json.hpp"

#include <zodgate/generate.hpp>
#include <zodgate/schema.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using harness::require;
using zodgate::json::ReadStatus;
using zodgate::json::Type;
using zodgate::json::Value;

// --- what the second parser finds, by JavaScript's rules -------------------------------------------------------------

struct Tree {
    Type type = Type::null;
    bool boolean = false;
    double number = 0;
    bool may_be_negative_zero = false;  // the parser reads -0 as an integer, which has no sign
    std::string string{};
    std::vector<Tree> items{};
    std::vector<std::pair<std::string, Tree>> members{};
};

// A key that JavaScript sorts by number: the canonical decimal of 0 to 2^32 - 2. Otherwise -1.
std::int64_t index_of(const std::string& key) {
    constexpr std::int64_t last = 4294967294;
    constexpr std::size_t longest = 10;
    if (key.empty() || key.size() > longest || key.find_first_not_of("0123456789") != std::string::npos) return -1;
    const std::int64_t index = std::stoll(key);
    return index <= last && std::to_string(index) == key ? index : -1;
}

// Of a repeated key the last value counts, at the place of the first; then integers come first, in their order.
void settle(Tree& object, bool& has_repeated) {
    std::vector<std::pair<std::string, Tree>> kept;
    std::map<std::string, std::size_t> places;
    for (auto& [key, value] : object.members) {
        const auto [place, is_new] = places.try_emplace(key, kept.size());
        if (is_new) {
            kept.emplace_back(key, std::move(value));
        } else {
            kept[place->second].second = std::move(value);
            has_repeated = true;
        }
    }
    const auto rank = [](const auto& member) {
        return static_cast<std::uint64_t>(index_of(member.first));  // -1 is behind all others
    };
    std::stable_sort(kept.begin(), kept.end(),
                     [rank](const auto& left, const auto& right) { return rank(left) < rank(right); });
    object.members = std::move(kept);
}

// Wide floats, so that 1e400 is no error to it: JSON.parse reads that as infinite.
using Json = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

class Second final : public nlohmann::json_sax<Json> {
  public:
    Second(std::size_t max_depth, bool refuse_repeated_keys)
        : max_depth_(max_depth), refuse_repeated_keys_(refuse_repeated_keys) {}

    bool null() override { return take({}); }
    bool boolean(bool value) override {
        Tree made{Type::boolean};
        made.boolean = value;
        return take(std::move(made));
    }
    bool number_integer(std::int64_t value) override { return take_number(static_cast<double>(value), value == 0); }
    bool number_unsigned(std::uint64_t value) override { return take_number(static_cast<double>(value), false); }
    bool number_float(long double, const std::string& token) override {
        return take_number(std::strtod(token.c_str(), nullptr), false);
    }
    bool string(std::string& value) override {
        Tree made{Type::string};
        made.string = value;
        return take(std::move(made));
    }
    bool binary(Json::binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Type::object); }
    bool start_array(std::size_t) override { return open(Type::array); }
    bool key(std::string& name) override {
        open_.back().members.emplace_back(name, Tree());
        return true;
    }
    bool end_object() override {
        bool has_repeated = false;
        settle(open_.back(), has_repeated);
        if (has_repeated && refuse_repeated_keys_) return stop(ReadStatus::repeated_key);
        return close();
    }
    bool end_array() override { return close(); }

    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& error) override {
        constexpr int number_overflow = 406;
        if (error.id == number_overflow && token.size() <= position) {
            too_large_ = {position - token.size(), token.size()};
        }
        return stop(ReadStatus::malformed);
    }

    ReadStatus status() const noexcept { return status_; }
    const Tree& root() const noexcept { return root_; }
    // Where a number stands that is too large even for wide floats, and its length; 0: there is none.
    std::pair<std::size_t, std::size_t> too_large() const noexcept { return too_large_; }

  private:
    bool take_number(double number, bool may_be_negative_zero) {
        Tree made{Type::number};
        made.number = number;
        made.may_be_negative_zero = may_be_negative_zero;
        return take(std::move(made));
    }

    bool take(Tree value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().type == Type::array) {
            open_.back().items.push_back(std::move(value));
        } else {
            open_.back().members.back().second = std::move(value);
        }
        return true;
    }

    bool open(Type type) {
        if (open_.size() == max_depth_) return stop(ReadStatus::too_deep);
        open_.push_back({type});
        return true;
    }

    bool close() {
        Tree closed = std::move(open_.back());
        open_.pop_back();
        return take(std::move(closed));
    }

    bool stop(ReadStatus status) {
        status_ = status;
        return false;
    }

    const std::size_t max_depth_;
    const bool refuse_repeated_keys_;
    ReadStatus status_ = ReadStatus::ok;
    Tree root_;
    std::vector<Tree> open_;
    std::pair<std::size_t, std::size_t> too_large_{0, 0};
};

// Numbers beyond wide floats give way to others that are beyond doubles alone. Nothing where there are many of them.
std::optional<Second> read_second(std::string text, const zodgate::json::ReadOptions& options) {
    constexpr int most_attempts = 20;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        Second second(options.max_depth, options.refuse_repeated_keys);
        Json::sax_parse(text.begin(), text.end(), &second);
        const auto [place, length] = second.too_large();
        if (length == 0) return second;
        text.replace(place, length, text[place] == '-' ? "-1e999" : "1e999");
    }
    return std::nullopt;
}

// --- both ------------------------------------------------------------------------------------------------------------

bool same_number(double value, const Tree& tree) {
    if (tree.may_be_negative_zero && value == 0) return true;
    return std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(tree.number);
}

bool same(const Value& value, const Tree& tree);

bool same_items(const Value& array, const Tree& tree) {
    return std::equal(array.items, array.items + array.size, tree.items.begin(), tree.items.end(), same);
}

bool same_members(const Value& object, const Tree& tree) {
    const auto is_same = [&object](const zodgate::json::Member& member, const std::pair<std::string, Tree>& other) {
        return member.key == other.first && zodgate::json::find(object, other.first) == &member.value &&
               same(member.value, other.second);
    };
    return std::equal(object.members, object.members + object.size, tree.members.begin(), tree.members.end(), is_same);
}

bool same(const Value& value, const Tree& tree) {
    if (value.type != tree.type) return false;
    switch (value.type) {
        case Type::null: return true;
        case Type::boolean: return value.boolean == tree.boolean;
        case Type::number: return same_number(value.number, tree);
        case Type::string: return value.string() == tree.string;
        case Type::array: return same_items(value, tree);
        case Type::object: return same_members(value, tree);
        case Type::function: break;
    }
    return false;
}

void compare(std::string_view text, const zodgate::json::ReadOptions& options) {
    zodgate::json::Document document;
    const zodgate::json::ReadError error = document.read(text, options);
    require(error.offset <= text.size() && (error.status != ReadStatus::malformed || !error.reason.empty()));
    // A NUL is in no JSON text, and the end of the text to the second parser.
    if (text.find('\0') != std::string_view::npos) {
        require(error.status != ReadStatus::ok);
        return;
    }
    const std::optional<Second> second = read_second(std::string(text), options);
    if (!second) return;
    if (error.status != second->status()) {
        // All bytes are looked at before the first bracket is; the second parser stops where it is too deep for us.
        const bool is_before = error.reason == "a byte that is not UTF-8" && second->status() != ReadStatus::ok;
        require(error.status == ReadStatus::malformed && is_before);
        return;
    }
    if (error.status == ReadStatus::ok) require(same(document.root(), second->root()));
}

// --- writing ---------------------------------------------------------------------------------------------------------

// JSON has no infinite numbers: they are written as null.
bool is_finite(const Value& value) {
    if (value.type == Type::number) return std::isfinite(value.number);
    if (value.type == Type::array) {
        return std::all_of(value.items, value.items + value.size, is_finite);
    }
    return value.type != Type::object ||
           std::all_of(value.members, value.members + value.size,
                       [](const zodgate::json::Member& member) { return is_finite(member.value); });
}

std::string written(const Value& value) {
    std::string text;
    zodgate::json::append_value(text, value);
    return text;
}

// A schema that accepts all JSON has the same opinion, and gives the same value.
void validate(std::string_view text, const zodgate::json::ReadOptions& options, ReadStatus status,
              const std::string& value) {
    using zodgate::Status;
    static const zodgate::Schema anything = zodgate::Schema::parse("true");
    zodgate::Limits limits;
    limits.max_depth = options.max_depth;
    std::string parsed;
    const Status said = anything.validate(text, parsed, limits).status();
    require(said == (status == ReadStatus::ok          ? Status::valid
                     : status == ReadStatus::malformed ? Status::malformed
                                                       : Status::over_limit));
    require(anything.validate(text, limits).status() == said);
    require(parsed == value);
}

void write_and_read(std::string_view text, const zodgate::json::ReadOptions& options) {
    zodgate::json::Document document;
    const ReadStatus status = document.read(text, options).status;
    const std::string first = status == ReadStatus::ok ? written(document.root()) : std::string();
    validate(text, options, status, first);
    if (status != ReadStatus::ok) return;
    zodgate::json::Document again;
    zodgate::json::ReadOptions strict = options;
    strict.refuse_repeated_keys = true;
    require(again.read(first, strict).status == ReadStatus::ok);
    require(written(again.root()) == first);
    require(!is_finite(document.root()) || zodgate::json::equal(document.root(), again.root()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    constexpr std::size_t ample = std::size_t{1} << 24U;
    const zodgate::json::ReadOptions usual{ample, 256, false};
    compare(text, usual);
    compare(text, {ample, 3, false});
    compare(text, {ample, 256, true});
    write_and_read(text, usual);
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
// Half of the mutants are JSON again, of containers in containers with keys of all sorts.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
    static const zodgate::Generator generator(zodgate::Schema::parse(R"({"anyOf":[
        {"type":["null","boolean","number","string"]},
        {"type":"array","items":{"$ref":"#"}},
        {"type":"object","propertyNames":{"type":"string","pattern":"^(?:0|[1-9][0-9]{0,10}|[a-c]|__proto__)$"},
         "additionalProperties":{"$ref":"#"}}]})"));
    if (seed % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
    return generator.mutate(data, size, max_size, seed, LLVMFuzzerMutate);
}
#endif

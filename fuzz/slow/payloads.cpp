#include "payloads.hpp"

#include "../json_text.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace slow {
namespace {

using json_text::Node;

// What stands in for a value that is to be blown up.
constexpr char hole = '\x01';

constexpr std::array<std::string_view, 46> string_units{"a",         "A",
                                                        "0",         "1",
                                                        " ",         "-",
                                                        "_",         ".",
                                                        "/",         ":",
                                                        "@",         "%41",
                                                        "a.",        "a-",
                                                        "a@",        "1.",
                                                        "1:",        "f:",
                                                        "::",        "a b",
                                                        "AAAA",      "A=",
                                                        "\\u0061",   "\\n",
                                                        "\\\\",      "\\\"",
                                                        "é",         "ß",
                                                        "\u3042",    "👩‍👩",
                                                        "👍🏽",  "🇩🇪",
                                                        "xn--a.",    "bücher.",
                                                        "xn--",      "ü",
                                                        "{a}",       "{?a,",
                                                        "[a]",       "(",
                                                        "(a|",       "[",
                                                        "a{1,9}",    "P1D",
                                                        "http://a/", "https://a.b/?c=d&"};

constexpr std::array<std::string_view, 17> items{"0",      "1.5", "-1e9",  "1e400",     "\"\"",      "\"a\"",
                                                 "\"a#\"", "#",   "#.5",   "null",      "true",      "[]",
                                                 "[[]]",   "{}",  "[#,#]", "{\"a\":1}", "{\"a#\":#}"};

constexpr std::array<std::string_view, 9> members{
    "\"a#\":1",       "\"a\":1",         "\"#\":1",  "\"-#\":1",  "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa#\":1",
    "\"\\u0061#\":1", "\"__proto__\":1", "\"#\":{}", "\"a#\":[#]"};

std::string fill(std::string_view unit, std::size_t bytes) { return repeated("", unit, "", "", bytes); }

void add_strings(std::vector<Shape>& shapes, std::size_t bytes) {
    for (const std::string_view unit : string_units) {
        const std::string name = "string of " + std::string(unit);
        shapes.push_back({name, repeated("\"", unit, "", "\"", bytes)});
        shapes.push_back({name + " and an end", repeated("\"", unit, "", "\\u0000!\"", bytes)});
        shapes.push_back({"mailbox of " + std::string(unit), repeated("\"a@", unit, "", "a.de\"", bytes)});
        shapes.push_back({"URL of " + std::string(unit), repeated("\"http://", unit, "", "\"", bytes)});
    }
    for (Shape& shape : shapes) shape.is_string = true;
    shapes.push_back({"long string", repeated("\"", "a", "", "\"", bytes)});
    shapes.push_back({"long string of escapes", repeated("\"", "\\u00e9", "", "\"", bytes)});
    shapes.push_back({"long string beyond ASCII", repeated("\"", "👩‍👩", "", "\"", bytes)});
}

void add_numbers(std::vector<Shape>& shapes, std::size_t bytes) {
    shapes.push_back({"number of 9", fill("9", bytes)});
    shapes.push_back({"number of 0.0", repeated("0.", "0", "", "1", bytes)});
    shapes.push_back({"number of digits and an exponent", repeated("1", "7", "", "e-1000000", bytes)});
    shapes.push_back({"exponent of 9", repeated("1e", "9", "", "", bytes)});
    shapes.push_back({"exponent of -9", repeated("1.5e-", "9", "", "", bytes)});
    const std::string digits = fill("7", 700);
    shapes.push_back({"numbers of 700 digits", repeated("[", digits, ",", "]", bytes)});
    shapes.push_back({"numbers of 300 digits", repeated("[", "1." + fill("3", 300) + "e-5", ",", "]", bytes)});
    shapes.push_back({"halfway doubles", repeated("[", "9007199254740993." + fill("0", 500) + "1", ",", "]", bytes)});
}

void add_nests(std::vector<Shape>& shapes, std::size_t bytes) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"[", "]"},
                                      {"{\"a\":", "}"},
                                      {"[[],", "]"},
                                      {"{\"b\":1,\"a\":", "}"}}) {
        const std::string name = "nests of " + std::string(open);
        const std::string nest = nested(open, "0", close, 200);
        shapes.push_back({name, repeated("[", nest, ",", "]", bytes)});
        shapes.push_back({name + ", open", fill(open, bytes)});
        const std::string large = repeated("[", "#", ",", "]", bytes - 200 * (open.size() + close.size()));
        shapes.push_back({name + " around numbers", nested(open, large, close, 200)});
    }
}

std::pair<std::string, std::string> around_hole(const Node& whole) {
    const std::string text = json_text::text_of(whole);
    const std::size_t at = text.find(hole);
    return {text.substr(0, at), text.substr(at + 1)};
}

// Ways to blow up one value of a sample.
class Places {
  public:
    Places(const Subject& subject, const std::string& sample, std::size_t bytes, const Took& took)
        : subject_(subject), whole_(json_text::read(sample)), bytes_(bytes), took_(took) {}

    void blow_up() {
        constexpr std::size_t most = 6;
        const std::vector<Node*> values = json_text::values_of(whole_);
        const std::size_t stride = values.size() / most + 1;
        for (std::size_t i = 0; i < values.size(); i += stride) {
            place_ = " at value " + std::to_string(i) + " of " + json_text::text_of(whole_);
            // Swapped, so that values within it stay where they are.
            Node other = json_text::leaf(std::string(1, hole));
            std::swap(*values[i], other);
            std::tie(before_, after_) = around_hole(whole_);
            std::swap(*values[i], other);
            blow_up(*values[i]);
        }
    }

  private:
    void tell(const std::string& name, std::string payload) const {
        if (payload.size() <= bytes_) took_({name + place_, std::move(payload)});
    }

    void fill_with(const std::string& name, std::string_view open, std::string_view unit, std::string_view between,
                   std::string_view close) const {
        tell(name, repeated(before_ + std::string(open), unit, between, std::string(close) + after_, bytes_));
    }

    void blow_up(const Node& value) const {
        nest();
        if (value.kind == Node::Kind::array) return items_of(value);
        if (value.kind == Node::Kind::object) return members_of(value);
        if (json_text::is_string(value)) return stretch(value.token);
        fill_with("digits", "", "7", "", "");
    }

    // The sample within itself.
    void nest() const {
        if (before_.empty()) return;
        const std::size_t levels = std::min<std::size_t>(60, bytes_ / (before_.size() + after_.size() + 1));
        tell("nest", nested(before_, "null", after_, levels));
        const std::size_t taken = levels * (before_.size() + after_.size());
        if (taken >= bytes_) return;
        tell("nest of numbers", nested(before_, repeated("[", "#", ",", "]", bytes_ - taken), after_, levels));
    }

    void items_of(const Node& array) const {
        fill_with("numbers", "[", "#", ",", "]");
        if (array.members.empty()) return fill_with("empty arrays", "[", "[]", ",", "]");
        const std::string text = json_text::text_of(array);
        fill_with("items", "[", text.substr(1, text.size() - 2), ",", "]");
        fill_with("first item", "[", json_text::text_of(array.members.front().value), ",", "]");
        fill_with("last item", "[", json_text::text_of(array.members.back().value), ",", "]");
    }

    void members_of(const Node& object) const {
        std::string fresh;
        for (const json_text::Member& member : object.members) {
            if (!fresh.empty()) fresh += ',';
            const std::string key = member.key.substr(0, member.key.size() - 1) + "#\"";
            fresh.append(key).append(1, ':').append(json_text::text_of(member.value));
        }
        const std::string text = json_text::text_of(object);
        const std::string known = text.substr(1, text.size() - 2);
        const std::string open = known.empty() ? "{" : "{" + known + ",";
        fill_with("new members", open, fresh.empty() ? "\"a#\":1" : fresh, ",", "}");
        fill_with("keys that are numbers", open, "\"#\":null", ",", "}");
        if (!known.empty()) fill_with("the same members", "{", known, ",", "}");
        // All words of the schema, again and again.
        std::string words;
        for (const std::string& word : subject_.words) {
            if (!words.empty()) words += ',';
            words.append(word.substr(0, word.size() - 1)).append("#\":").append(word);
        }
        if (!words.empty()) fill_with("words as members", open, words, ",", "}");
    }

    void stretch(const std::string& token) const {
        const std::string text = token.substr(1, token.size() - 2);
        fill_with("characters", "\"", "a", "", "\"");
        if (text.empty() || text.find('\\') != std::string::npos || text.find('#') != std::string::npos) return;
        fill_with("the string again and again", "\"", text, "", "\"");
        fill_with("the string again and again, and an end", "\"", text, "", "\\u0000\"");
        const std::size_t half = text.size() / 2;
        const bool cuts = half == 0 || (static_cast<unsigned char>(text[half]) & 0xC0U) == 0x80;
        if (!cuts) fill_with("half of the string", "\"" + text.substr(0, half), text.substr(half), "", "\"");
    }

    const Subject& subject_;
    Node whole_;
    std::size_t bytes_;
    const Took& took_;
    std::string place_;
    std::string before_;
    std::string after_;
};

}  // namespace

std::string nested(std::string_view open, std::string_view inner, std::string_view close, std::size_t levels) {
    std::string out;
    for (std::size_t i = 0; i < levels; ++i) out += open;
    out += inner;
    for (std::size_t i = 0; i < levels; ++i) out += close;
    return out;
}

std::string repeated(std::string_view before, std::string_view unit, std::string_view between, std::string_view after,
                     std::size_t bytes) {
    std::string out(before);
    const bool numbered = unit.find('#') != std::string_view::npos;
    std::string next(unit);
    for (std::size_t i = 0;; ++i) {
        if (numbered) {
            next.clear();
            for (const char c : unit) c == '#' ? next += std::to_string(i) : next += c;
        }
        const std::size_t separator = i == 0 ? 0 : between.size();
        if (unit.empty() || out.size() + separator + next.size() + after.size() > bytes) break;
        out.append(between.substr(0, separator)).append(next);
    }
    return out.append(after);
}

bool looks_into_strings(const Subject& subject) {
    constexpr std::array<std::string_view, 4> keywords{"\"pattern", "\"format\"", "\"content", "\"$ref\""};
    return std::any_of(keywords.begin(), keywords.end(), [&subject](std::string_view keyword) {
        return subject.document.find(keyword) != std::string::npos;
    });
}

std::vector<Shape> general_shapes(std::size_t bytes) {
    std::vector<Shape> shapes;
    add_strings(shapes, bytes);
    add_numbers(shapes, bytes);
    add_nests(shapes, bytes);
    for (const std::string_view item : items) {
        shapes.push_back({"items " + std::string(item), repeated("[", item, ",", "]", bytes)});
    }
    for (const std::string_view member : members) {
        shapes.push_back({"members " + std::string(member), repeated("{", member, ",", "}", bytes)});
    }
    return shapes;
}

void each_shape_of(const Subject& subject, std::size_t bytes, const Took& took) {
    for (const std::string& sample : subject.samples) {
        Places(subject, sample, bytes, took).blow_up();
        took({"the sample again and again: " + sample, repeated("[", sample, ",", "]", bytes)});
    }
}

}  // namespace slow

#include "http/yaml.hpp"

#include "json/json.hpp"
#include "schema/schema.hpp"

#include <zodgate/http.hpp>

#include <algorithm>

#ifdef ZODGATE_YAML
#include "http/yaml_scalars.hpp"
#include "text/text.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <cctype>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#endif

namespace zodgate::http {

bool looks_like_yaml(std::string_view text) noexcept {
    if (text.substr(0, json::byte_order_mark.size()) == json::byte_order_mark) {
        text.remove_prefix(json::byte_order_mark.size());
    }
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] != '{' && text[first] != '[';
}

std::size_t YamlDocument::offset_at(std::size_t json_offset) const noexcept {
    while (true) {
        const auto after = std::upper_bound(places_.begin(), places_.end(), json_offset,
                                            [](std::size_t offset, const Place& place) { return offset < place.json; });
        if (after == places_.begin()) return 0;
        const Place& place = *(after - 1);
        const std::size_t within = json_offset - place.json;
        if (within == 0 || within >= place.copied_size) return place.yaml;
        json_offset = place.copied_from + within;  // before the copy, so that this ends
    }
}

std::size_t YamlDocument::offset_of(std::string_view pointer) const {
    json::ReadOptions options;
    options.max_bytes = json_.size();
    options.max_depth = json::deepest_text;
    json::Document document;
    if (document.read(json_, options).status != json::ReadStatus::ok) return 0;
    while (true) {
        const json::Value* const value = schema::resolve_pointer(document.root(), pointer);
        if (value != nullptr) return offset_at(value->offset);
        const std::size_t last = pointer.rfind('/');
        pointer = pointer.substr(0, last == std::string_view::npos ? 0 : last);
    }
}

#ifdef ZODGATE_YAML

bool has_yaml() noexcept { return true; }

namespace {

/// What the parser of every text may use of the stack is bounded by this: it recurses for each level, and tells of a
/// level before it goes into it.
constexpr std::size_t deepest = 200;

/// Both the parser's positions and those of JSON values.
constexpr std::size_t longest = 2147483647;

/// An anchored value, by where it stands in the JSON text.
struct Anchor {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::size_t depth = 0;  ///< of the collections in it; 0 for a scalar
    bool is_whole = false;  ///< false while it is being read
    std::string key;        ///< of a scalar: its text
};

/// A map or list that is being read.
struct Level {
    bool is_map = false;
    bool expects_key = false;
    std::size_t count = 0;  ///< of items or keys so far
    std::size_t depth = 1;  ///< of the collections in it
    std::size_t begin = 0;  ///< in the JSON text
    YAML::anchor_t anchor = 0;
    std::string key;  ///< the last
    std::unordered_set<std::string> keys;
};

/// The escapes \N and \_ come from yaml-cpp 0.7 as bytes 85 and A0 alone. The text was well-formed, so that nothing
/// else can be ill-formed in a scalar.
std::string mended(const std::string& scalar) {
    std::size_t bad = text::find_invalid_utf8(scalar);
    if (bad == text::npos) return scalar;
    std::string out;
    std::string_view rest = scalar;
    while (bad != text::npos) {
        (out += rest.substr(0, bad)) += '\xC2';
        out += rest[bad];
        rest.remove_prefix(bad + 1);
        bad = text::find_invalid_utf8(rest);
    }
    return out += rest;
}

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

/// Turns the parser's events into JSON text as they come. An exception ends the parse.
class YamlConverter final : public YAML::EventHandler {
  public:
    YamlConverter(YamlDocument& document, std::string_view text, const std::string& document_name,
                  std::size_t max_bytes, std::size_t max_depth)
        : out_(document.json_),
          places_(document.places_),
          text_(text),
          document_name_(document_name),
          max_bytes_(std::min(max_bytes, longest)),
          max_depth_(std::min(max_depth, deepest)) {}

    void run();

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(']'); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close('}'); }

  private:
    [[noreturn]] void fail(const std::string& reason, std::size_t offset) const;
    [[noreturn]] void fail_at(const std::string& reason, std::string pointer, std::size_t offset) const;
    std::string where(std::size_t offset) const;
    std::string pointer() const;
    std::size_t offset_of(const YAML::Mark& mark) const noexcept;
    std::string_view after_properties(std::size_t offset) const noexcept;

    void check_text() const;
    void check_size(std::size_t more, std::size_t offset) const;
    void check_depth(std::size_t inner, std::size_t offset) const;
    bool expects_key() const noexcept { return !levels_.empty() && levels_.back().expects_key; }
    void add_place(std::size_t offset, std::size_t copied_from = 0, std::size_t copied_size = 0);
    void begin_value(std::size_t offset);
    void end_value(std::size_t depth) noexcept;
    void add_key(std::string key, std::size_t offset);
    void remember(YAML::anchor_t anchor, std::size_t begin, std::size_t depth, std::string key);
    void open(bool is_map, const std::string& tag, YAML::anchor_t anchor, std::size_t offset);
    void close(char bracket);

    std::string& out_;
    std::vector<YamlDocument::Place>& places_;
    std::string_view text_;
    const std::string& document_name_;
    std::size_t max_bytes_;
    std::size_t max_depth_;
    std::size_t skipped_ = 0;  ///< bytes of a byte order mark
    bool has_document_ = false;
    std::vector<Level> levels_;
    std::unordered_map<YAML::anchor_t, Anchor> anchors_;
};

// --- errors ----------------------------------------------------------------------------------------------------------

void YamlConverter::fail(const std::string& reason, std::size_t offset) const { fail_at(reason, pointer(), offset); }

void YamlConverter::fail_at(const std::string& reason, std::string pointer, std::size_t offset) const {
    throw SchemaError(document_name_, std::move(pointer), reason + where(offset), offset);
}

std::string YamlConverter::where(std::size_t offset) const {
    const json::Position position = json::position_of(text_, offset);
    return " at line " + std::to_string(position.line) + ", column " + std::to_string(position.column);
}

std::string YamlConverter::pointer() const {
    std::string out;
    for (const Level& level : levels_) {
        if (level.expects_key || level.count == 0) break;
        out = schema::pointer_to(out, level.is_map ? level.key : std::to_string(level.count - 1));
    }
    return out;
}

std::size_t YamlConverter::offset_of(const YAML::Mark& mark) const noexcept {
    if (mark.pos < 0) return 0;
    return std::min(static_cast<std::size_t>(mark.pos) + skipped_, text_.size());
}

/// The text of a node after its anchor, up to the end of the line.
std::string_view YamlConverter::after_properties(std::size_t offset) const noexcept {
    std::string_view rest = text_.substr(offset);
    while (!rest.empty() && rest.front() == '&') {
        while (!rest.empty() && !is_blank(rest.front())) rest.remove_prefix(1);
        while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    }
    return rest.substr(0, rest.find_first_of("\r\n"));
}

// --- the whole text --------------------------------------------------------------------------------------------------

/// The parser takes byte 04 for the end, guesses other encodings from NUL, and does not look at UTF-8.
void YamlConverter::check_text() const {
    if (text_.size() > max_bytes_) {
        fail_at("the document is longer than Options::max_schema_bytes", "", max_bytes_);
    }
    const std::size_t bad = text::find_invalid_utf8(text_);
    if (bad != text::npos) fail_at("not YAML: bytes that are not UTF-8", "", bad);
    const auto is_control = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r');
    };
    const auto control = std::find_if(text_.begin(), text_.end(), is_control);
    if (control != text_.end()) {
        fail_at("not YAML: a control character", "", static_cast<std::size_t>(control - text_.begin()));
    }
}

void YamlConverter::run() {
    check_text();
    if (text_.substr(0, json::byte_order_mark.size()) == json::byte_order_mark) {
        skipped_ = json::byte_order_mark.size();
    }
    std::istringstream stream{std::string(text_.substr(skipped_))};
    try {
        YAML::Parser parser(stream);
        // A second document ends this by an exception.
        while (parser.HandleNextDocument(*this)) {
        }
    } catch (const YAML::Exception& error) {
        fail_at("not YAML: " + error.msg, "", offset_of(error.mark));
    }
    if (!has_document_) fail_at("there is no document in the text", "", 0);
}

void YamlConverter::OnDocumentStart(const YAML::Mark& mark) {
    const std::size_t offset = offset_of(mark);
    if (has_document_) {
        fail_at(text_.substr(offset, 3) == "---" ? "a second document; there may be but one"
                                                 : "not YAML: what stands here is not part of the value before it",
                "", offset);
    }
    has_document_ = true;
}

// --- bounds ----------------------------------------------------------------------------------------------------------

void YamlConverter::check_size(std::size_t more, std::size_t offset) const {
    if (out_.size() + more > max_bytes_) {
        fail("the document, its aliases written out, is longer than Options::max_schema_bytes", offset);
    }
}

void YamlConverter::check_depth(std::size_t inner, std::size_t offset) const {
    if (levels_.size() + inner > max_depth_) {
        fail("the document is nested deeper than Options::max_schema_depth", offset);
    }
}

// --- nodes -----------------------------------------------------------------------------------------------------------

void YamlConverter::add_place(std::size_t offset, std::size_t copied_from, std::size_t copied_size) {
    places_.push_back({static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(offset),
                       static_cast<std::uint32_t>(copied_from), static_cast<std::uint32_t>(copied_size)});
}

void YamlConverter::begin_value(std::size_t offset) {
    if (!levels_.empty() && !levels_.back().is_map && levels_.back().count++ != 0) out_ += ',';
    check_size(1, offset);
}

/// @param depth  of the collections in the value
void YamlConverter::end_value(std::size_t depth) noexcept {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    level.expects_key = level.is_map;
    level.depth = std::max(level.depth, depth + 1);
}

void YamlConverter::add_key(std::string key, std::size_t offset) {
    Level& level = levels_.back();
    level.key = std::move(key);
    level.expects_key = false;
    if (level.count++ != 0) out_ += ',';
    if (!level.keys.insert(level.key).second) fail("the key \"" + level.key + "\" stands twice in one map", offset);
    add_place(offset);
    json::append_string(out_, level.key);
    out_ += ':';
    check_size(0, offset);
}

void YamlConverter::remember(YAML::anchor_t anchor, std::size_t begin, std::size_t depth, std::string key) {
    if (anchor == 0) return;
    Anchor& remembered = anchors_[anchor];
    remembered.begin = begin;
    remembered.size = out_.size() - begin;
    remembered.depth = depth;
    remembered.is_whole = true;
    remembered.key = std::move(key);
}

void YamlConverter::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             const std::string& value) {
    const std::size_t offset = offset_of(mark);
    if (!is_scalar_tag(tag)) fail("the tag " + shown_tag(tag) + " is not of JSON's types", offset);
    std::string scalar = mended(value);
    if (expects_key()) {
        if (tag == "?" && scalar == "<<") fail("\"<<\" merges maps in YAML 1.1 only; write its keys out", offset);
        const std::size_t begin = out_.size() + (levels_.back().count != 0 ? 1 : 0);
        add_key(scalar, offset);
        // An alias to it is a value: the same scalar, without the colon.
        if (anchor != 0) {
            out_.pop_back();
            remember(anchor, begin, 0, std::move(scalar));
            out_ += ':';
        }
        return;
    }
    begin_value(offset);
    add_place(offset);
    const std::size_t begin = out_.size();
    std::string reason = append_scalar(out_, tag, scalar);
    if (!reason.empty()) fail(reason, offset);
    check_size(0, offset);
    remember(anchor, begin, 0, std::move(scalar));
    end_value(0);
}

void YamlConverter::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    // The parser does not tell which word it was, and forgets a tag at the end of the text.
    const std::size_t offset = offset_of(mark);
    const std::string_view rest = after_properties(offset);
    if (!rest.empty() && rest.front() == '!') fail("a tag without a value", offset);
    if (!expects_key()) {
        OnScalar(mark, "?", anchor, "null");
        return;
    }
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
        if (rest.substr(0, word.size()) != word) continue;
        OnScalar(mark, "!", anchor, std::string(word));
        return;
    }
    fail("there is no key before the value", offset);
}

void YamlConverter::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t offset = offset_of(mark);
    const bool is_key = expects_key();
    if (!is_key) begin_value(offset);
    const Anchor& original = anchors_[anchor];
    if (!original.is_whole) fail("an alias to what it is part of", offset);
    if (is_key) {
        if (original.depth != 0) fail("a key must be a scalar", offset);
        add_key(original.key, offset);
        return;
    }
    check_depth(original.depth, offset);
    check_size(original.size, offset);
    add_place(offset, original.begin, original.size);
    out_.append(out_, original.begin, original.size);
    end_value(original.depth);
}

void YamlConverter::open(bool is_map, const std::string& tag, YAML::anchor_t anchor, std::size_t offset) {
    if (expects_key()) fail("a key must be a scalar", offset);
    const std::string_view own = is_map ? "map" : "seq";
    if (tag != "?" && tag != "!" && tag != std::string(yaml_tag_prefix).append(own)) {
        fail("the tag " + shown_tag(tag) + " is not of JSON's types", offset);
    }
    begin_value(offset);
    check_depth(1, offset);
    if (anchor != 0) anchors_[anchor].is_whole = false;
    add_place(offset);
    Level& level = levels_.emplace_back();
    level.is_map = level.expects_key = is_map;
    level.begin = out_.size();
    level.anchor = anchor;
    out_ += is_map ? '{' : '[';
}

void YamlConverter::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                    YAML::EmitterStyle::value /*style*/) {
    open(false, tag, anchor, offset_of(mark));
}

void YamlConverter::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                               YAML::EmitterStyle::value /*style*/) {
    open(true, tag, anchor, offset_of(mark));
}

void YamlConverter::close(char bracket) {
    out_ += bracket;
    check_size(0, places_.back().yaml);
    const Level& level = levels_.back();
    const std::size_t depth = level.depth;
    remember(level.anchor, level.begin, depth, {});
    levels_.pop_back();
    end_value(depth);
}

YamlDocument::YamlDocument(std::string_view text, const std::string& document_name, std::size_t max_bytes,
                           std::size_t max_depth) {
    try {
        YamlConverter(*this, text, document_name, max_bytes, max_depth).run();
    } catch (const SchemaError&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw SchemaError(document_name, "", std::string("not YAML: ") + error.what(), 0);
    }
}

#else

bool has_yaml() noexcept { return false; }

YamlDocument::YamlDocument(std::string_view, const std::string& document_name, std::size_t, std::size_t) {
    throw SchemaError(
        document_name, "",
        "this build of zodgate reads JSON only; YAML needs yaml-cpp at build time (Debian: libyaml-cpp-dev)", 0);
}

#endif

}  // namespace zodgate::http

#include "http/parameters.hpp"

#include "check/check.hpp"
#include "http/fields.hpp"
#include "http/target.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace zodgate::http {
namespace {

using json::Value;

// The grammar of JSON's numbers (RFC 8259, 6).
bool is_json_number(std::string_view text) noexcept {
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const auto digits = [&] {
        const std::size_t first = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - first;
    };
    const std::size_t first = at;
    const std::size_t whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

Value number_value(double number) noexcept {
    Value value;
    value.type = json::Type::number;
    value.number = number;
    return value;
}

Value string_value(json::Arena& memory, std::string_view text) {
    Value value;
    value.type = json::Type::string;
    const std::string_view copy = json::copy_text(text, memory);
    value.characters = copy.data();
    value.size = static_cast<std::uint32_t>(copy.size());
    return value;
}

// What separates the items of a list that is one text, in the form in which it comes.
std::string_view delimiter_of(Style style) noexcept {
    switch (style) {
        case Style::space_delimited: return " ";
        case Style::pipe_delimited: return "|";
        default: return ",";
    }
}

// Where a delimiter is next, plain or percent-encoded, and how long it is there. A comma is one only if it is plain:
// encoded, it belongs to an item.
std::pair<std::size_t, std::size_t> find_delimiter(std::string_view text, std::string_view delimiter) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == delimiter[0]) return {at, 1};
        if (delimiter == " " && text[at] == '+') return {at, 1};
        const std::string_view next = text.substr(at, 3);
        if (delimiter == " " && next == "%20") return {at, 3};
        if (delimiter == "|" && (next == "%7C" || next == "%7c")) return {at, 3};
    }
    return {std::string_view::npos, 0};
}

template <class Use>
void for_each_piece(std::string_view text, std::string_view delimiter, const Use& use) {
    while (true) {
        const auto [at, length] = find_delimiter(text, delimiter);
        use(text.substr(0, at));
        if (at == std::string_view::npos) return;
        text.remove_prefix(at + length);
    }
}

// The name and the member of "name[member]"; nothing for other names.
std::optional<std::pair<std::string_view, std::string_view>> split_deep(std::string_view name) noexcept {
    const std::size_t open = name.find('[');
    if (open == std::string_view::npos || name.back() != ']') return std::nullopt;
    return std::pair(name.substr(0, open), name.substr(open + 1, name.size() - open - 2));
}

// The texts of each name, in the order in which the names came first. Of names beyond the most, one.
std::vector<std::pair<std::string_view, std::vector<std::string_view>>> by_name(
    std::span<const std::pair<std::string_view, std::string_view>> fields, std::size_t most) {
    std::map<std::string_view, std::size_t> places;  // a hash could be made to collide
    std::vector<std::pair<std::string_view, std::vector<std::string_view>>> texts;
    for (const auto& [name, raw] : fields) {
        if (texts.size() > most) break;
        const auto [known, is_new] = places.try_emplace(name, texts.size());
        if (is_new) texts.push_back({name, {}});
        texts[known->second].second.push_back(raw);
    }
    return texts;
}

// Whether a text may stand for another.
bool is_encoded(std::string_view raw, bool plus_is_space) noexcept {
    return raw.find('%') != std::string_view::npos || (plus_is_space && raw.find('+') != std::string_view::npos);
}

bool is_list_delimited(Style style) noexcept {
    return style == Style::form || style == Style::space_delimited || style == Style::pipe_delimited;
}

}  // namespace

Fields::Fields(std::vector<Field> fields, bool keeps_others, Shape other)
    : fields_(std::move(fields)), other_(std::move(other)), keeps_others_(keeps_others) {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        Field& field = fields_[i];
        if (field.part == Part::header) field.header_name = in_lower_case(field.name);
        if (field.style == Style::deep_object) {
            deep_.emplace(field.name, i);
            by_name_.insert_or_assign(field.name, Place{i, {}});
        } else if (!field.is_spread) {
            by_name_.insert_or_assign(field.name, Place{i, {}});
        } else {
            // A member of a spread object has no more right to a name than a field that has it.
            for (const Shape::Property& property : field.shape.properties) {
                by_name_.try_emplace(property.name, Place{i, property.name});
            }
            if (field.shape.takes_others) takes_rest_ = i;
        }
    }
}

std::optional<Fields::Place> Fields::find(std::string_view name) const {
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
    if (!deep_.empty()) {
        if (const auto deep = split_deep(name)) {
            const auto found = deep_.find(deep->first);
            if (found != deep_.end()) return Place{found->second, deep->second};
        }
    }
    return takes_rest_ ? std::optional<Place>(Place{*takes_rest_, name}) : std::nullopt;
}

std::optional<std::string> unreadable(const Field& field) {
    const auto nests = [](const Shape& shape) {
        return !shape.may_be(Shape::text) && shape.may_be(Shape::array | Shape::object);
    };
    if (field.is_json) return std::nullopt;
    if (field.part == Part::cookie && field.explode && nests(field.shape)) {
        return "a cookie cannot be an array or object with \"explode\": true";
    }
    if (field.shape.is_untyped) return "the schema of a parameter must say its type";
    const bool delimits = field.style == Style::space_delimited || field.style == Style::pipe_delimited;
    if (delimits && !field.shape.may_be(Shape::array | Shape::object)) {
        return "the styles spaceDelimited and pipeDelimited are for arrays and objects";
    }
    if (field.style == Style::deep_object && !field.shape.may_be(Shape::object)) {
        return "the style deepObject is for objects";
    }
    if (field.shape.may_be(Shape::array) && field.shape.item != nullptr && nests(*field.shape.item)) {
        return "an array of arrays or objects cannot be written in this style; \"content\" can describe it";
    }
    if (field.shape.has_mixed_items) {
        return "the items of a tuple must be of one type in this style; \"content\" can describe others";
    }
    if (!field.shape.may_be(Shape::object) || field.shape.types == Shape::all) return std::nullopt;
    for (const Shape::Property& property : field.shape.properties) {
        const bool lists = field.style == Style::deep_object || field.is_spread;
        const bool is_list =
            property.shape.may_be(Shape::array) && (property.shape.item == nullptr || !nests(*property.shape.item));
        if (nests(property.shape) && !(lists && is_list)) {
            return "the member \"" + std::string(property.name) +
                   "\" of an object cannot be an array or object in this style; \"content\" can describe it";
        }
    }
    return std::nullopt;
}

FieldReader::FieldReader(const Fields& fields, const ReadingOptions& options, json::Arena& memory,
                         std::vector<Issue>& faults)
    : fields_(fields),
      options_(options),
      memory_(memory),
      faults_(faults),
      found_(fields.all().size(), &memory),
      values_left_(options.limits.max_values) {}

void FieldReader::add_all(std::string_view text) {
    for_each_field(text, [this](std::string_view name, std::string_view raw, bool) {
        if (!take_value()) return;
        std::string_view plain = name;
        if (is_encoded(name, true)) {
            if (!percent_decode(name, scratch_, true)) return add_unreadable();
            plain = scratch_;
        } else if (text::find_invalid_utf8(name) != text::npos) {
            return add_unreadable();
        }
        const std::optional<Fields::Place> place = fields_.find(plain);
        if (!place) {
            if (fields_.keeps_others() && may_be_name(plain)) others_.emplace_back(kept(plain), raw);
        } else if (place->member.data() == nullptr) {
            add(place->field, raw);
        } else if (may_be_name(place->member)) {
            found_[place->field].members.emplace_back(kept(place->member), raw);
        }
    });
}

// One for each field, within the limits that issues have.
void FieldReader::fault(Issue issue) {
    if (!faults_.empty() && faults_.back().path == issue.path) return;
    fault_bytes_ += issue.path.empty() ? 0 : std::get<std::string>(issue.path.front()).size();
    if (faults_.size() < std::max<std::size_t>(options_.limits.max_issues, 1) &&
        (faults_.empty() || fault_bytes_ <= options_.limits.max_issue_bytes)) {
        faults_.push_back(std::move(issue));
    }
}

void FieldReader::fault(const check::ReachedLimit& reached, Path path) {
    fault({LimitExceeded{reached.limit, reached.maximum}, std::move(path)});
}

// Whether there may be another value.
bool FieldReader::take_value() {
    if (values_left_ > 0) {
        --values_left_;
        return true;
    }
    fault({"max_values", options_.limits.max_values});
    return false;
}

bool FieldReader::may_have(std::size_t members) {
    if (members <= options_.limits.max_members) return true;
    fault({"max_members", options_.limits.max_members});
    return false;
}

bool FieldReader::may_be_name(std::string_view name) {
    if (name.size() <= options_.limits.max_string_bytes) return true;
    fault({"max_string_bytes", options_.limits.max_string_bytes});
    return false;
}

std::vector<std::string_view> FieldReader::pieces_of(std::string_view text, std::string_view delimiter) {
    std::vector<std::string_view> pieces;
    for_each_piece(text, delimiter, [&](std::string_view piece) {
        if (take_value()) pieces.push_back(piece);
    });
    return pieces;
}

// A name that cannot be read is none that was asked for; where all names count, it is a fault.
void FieldReader::add_unreadable() {
    if (fields_.keeps_others() && faults_.empty()) fault({InvalidFormat{"uri_component", ""}, {}});
}

Value FieldReader::read() {
    std::pmr::memory_resource* const few = &memory_;
    std::pmr::vector<json::Member> members(others_.empty() ? few : std::pmr::new_delete_resource());
    members.reserve(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Found& found = found_[i];
        const Field& field = fields_.all()[i];
        if (found.texts().empty() && found.members.empty()) continue;
        members.push_back({field.name, 0, value_of(field, found)});
    }
    if (!others_.empty()) {
        const std::vector<json::Member> unknown = others();
        members.insert(members.end(), unknown.begin(), unknown.end());
        json::order_members(members.data(), members.data() + members.size());
    }
    if (!may_have(members.size())) return {};
    return json::make_object(members.data(), members.size(), memory_);
}

// Fields of a form that its schema does not name: text, or a list of texts where the name comes again.
std::vector<json::Member> FieldReader::others() {
    Field plain;
    plain.part = Part::body;
    const Shape& other = fields_.other();
    const bool is_list = other.is_list();
    std::vector<json::Member> members;
    const auto names = by_name(others_, options_.limits.max_members);
    if (!may_have(names.size())) return members;
    for (const auto& [name, raws] : names) {
        Field field = plain;
        field.name = name;
        members.push_back(
            {name, 0, is_list || raws.size() > 1 ? list(field, other, raws) : scalar(field, other, raws.front())});
    }
    return members;
}

Value FieldReader::value_of(const Field& field, const Found& found) {
    if (field.style == Style::deep_object && !found.texts().empty()) return misfit(field, "deepObject");
    if (!found.members.empty()) return object(field, field.shape, found.members);
    const std::span<const std::string_view> texts = found.texts();
    if (field.is_json) return texts.size() == 1 ? json_value(field, texts.front()) : misfit(field, "json_string");
    const Shape& shape = field.shape;
    if (is_list_delimited(field.style) && field.explode) {
        return shape.is_list() || texts.size() > 1 ? list(field, shape, texts) : scalar(field, shape, texts.front());
    }
    if (is_list_delimited(field.style)) return delimited(field, shape, texts, delimiter_of(field.style));
    if (texts.size() > 1) return list(field, shape, texts);
    switch (field.style) {
        case Style::label: return label(field, shape, texts.front());
        case Style::matrix: return matrix(field, shape, texts.front());
        default: break;
    }
    return split(field, shape, texts.front(), ",");
}

// A list that is one text; where it comes in several, these are parts of one list.
Value FieldReader::delimited(const Field& field, const Shape& shape, std::span<const std::string_view> texts,
                             std::string_view delimiter) {
    if (texts.size() == 1) return split(field, shape, texts.front(), delimiter);
    std::vector<std::string_view> pieces;
    for (const std::string_view text : texts) {
        if (!shape.may_be(Shape::array)) {
            pieces.push_back(text);
            continue;
        }
        const std::vector<std::string_view> more = pieces_of(text, delimiter);
        pieces.insert(pieces.end(), more.begin(), more.end());
    }
    return list(field, shape, pieces);
}

// One text that may be a scalar, a list or an object, as the schema asks.
Value FieldReader::split(const Field& field, const Shape& shape, std::string_view text, std::string_view delimiter) {
    if (shape.types == Shape::all || !shape.may_be(Shape::array | Shape::object)) return scalar(field, shape, text);
    const bool has_delimiter = find_delimiter(text, delimiter).first != std::string_view::npos;
    if (shape.may_be(Shape::text) && !has_delimiter) return scalar(field, shape, text);
    if (shape.may_be(Shape::array)) return list(field, shape, pieces_of(text, delimiter));
    return field.explode && !is_list_delimited(field.style) ? pairs(field, shape, text, delimiter)
                                                            : alternating(field, shape, text, delimiter);
}

// ".blue", ".blue,black", exploded ".blue.black" and ".R=100.G=200" (RFC 6570, 3.2.5).
Value FieldReader::label(const Field& field, const Shape& shape, std::string_view text) {
    if (text.empty() || text.front() != '.') return misfit(field, "label");
    return split(field, shape, text.substr(1), field.explode ? "." : ",");
}

// ";color=blue", ";color=blue,black", exploded ";color=blue;color=black" and ";R=100;G=200" (RFC 6570, 3.2.7).
Value FieldReader::matrix(const Field& field, const Shape& shape, std::string_view text) {
    if (text.empty() || text.front() != ';') return misfit(field, "matrix");
    text.remove_prefix(1);
    if (field.explode && shape.may_be(Shape::object) && !shape.may_be(Shape::array | Shape::text)) {
        return pairs(field, shape, text, ";");
    }
    std::vector<std::string_view> texts;
    bool fits = true;
    for (const std::string_view piece : pieces_of(text, ";")) {
        const std::size_t equals = piece.find('=');
        const std::optional<std::string_view> name = decoded(field, piece.substr(0, equals));
        fits = fits && name == field.name;
        texts.push_back(equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1));
    }
    if (!fits || texts.empty() || (texts.size() > 1 && !field.explode)) return misfit(field, "matrix");
    if (!field.explode) return split(field, shape, texts.front(), ",");
    return shape.is_list() || texts.size() > 1 ? list(field, shape, texts) : scalar(field, shape, texts.front());
}

// "R=100,G=200".
Value FieldReader::pairs(const Field& field, const Shape& shape, std::string_view text, std::string_view delimiter) {
    std::vector<std::pair<std::string_view, std::string_view>> members;
    for (const std::string_view piece : pieces_of(text, delimiter)) {
        const std::size_t equals = piece.find('=');
        if (equals == std::string_view::npos) return scalar(field, {}, text);
        const std::optional<std::string_view> name = decoded(field, piece.substr(0, equals));
        if (name && may_be_name(*name)) members.emplace_back(kept(*name), piece.substr(equals + 1));
    }
    return object(field, shape, members);
}

// "R,100,G,200".
Value FieldReader::alternating(const Field& field, const Shape& shape, std::string_view text,
                               std::string_view delimiter) {
    const std::vector<std::string_view> pieces = pieces_of(text, delimiter);
    if (pieces.size() % 2 != 0) return scalar(field, {}, text);
    std::vector<std::pair<std::string_view, std::string_view>> members;
    for (std::size_t i = 0; i < pieces.size(); i += 2) {
        const std::optional<std::string_view> name = decoded(field, pieces[i]);
        if (name && may_be_name(*name)) members.emplace_back(kept(*name), pieces[i + 1]);
    }
    return object(field, shape, members);
}

Value FieldReader::list(const Field& field, const Shape& shape, std::span<const std::string_view> texts) {
    static const Shape anything;
    const Shape& item = shape.item == nullptr || !shape.may_be(Shape::array) ? anything : *shape.item;
    std::vector<Value> items;
    items.reserve(texts.size());
    for (const std::string_view text : texts) items.push_back(scalar(field, item, text));
    return json::make_array(items.data(), items.size(), memory_);
}

// Texts of one name are a list, where the schema takes one or where there is no other way to tell that they are
// several.
Value FieldReader::object(const Field& field, const Shape& shape,
                          std::span<const std::pair<std::string_view, std::string_view>> members) {
    static const Shape anything;
    std::vector<json::Member> made;
    const auto names = by_name(members, options_.limits.max_members);
    if (!may_have(names.size())) return {};
    for (const auto& [name, raws] : names) {
        const Shape::Property* const property = shape.find(name);
        const Shape& within = property != nullptr ? property->shape : shape.item != nullptr ? *shape.item : anything;
        const bool is_list = within.is_list();
        made.push_back(
            {name, 0, is_list || raws.size() > 1 ? list(field, within, raws) : scalar(field, within, raws.front())});
    }
    json::order_members(made.data(), made.data() + made.size());
    return json::make_object(made.data(), made.size(), memory_);
}

Value FieldReader::scalar(const Field& field, const Shape& shape, std::string_view raw) {
    // Lists in header fields may have white space around their items (RFC 9110, 5.6.1).
    if (field.part == Part::header) raw = trim_optional_whitespace(raw);
    const std::optional<std::string_view> text = decoded(field, raw);
    if (text && text->size() > options_.limits.max_string_bytes) {
        fault({"max_string_bytes", options_.limits.max_string_bytes}, {std::string(field.name)});
        return {};
    }
    return text ? value_of_text(shape, *text, options_.numbers, memory_) : Value();
}

Value value_of_text(const Shape& shape, std::string_view text, ApiOptions::NumberText numbers, json::Arena& memory) {
    if (shape.types == Shape::all) return string_value(memory, text);
    if (shape.may_be(Shape::number)) {
        if (is_json_number(text)) return number_value(json::parse_number(text));
        if (numbers == ApiOptions::NumberText::javascript && !shape.may_be(Shape::string)) {
            return number_value(check::to_javascript_number(string_value(memory, text)));
        }
    }
    if (shape.may_be(Shape::boolean) && (text == "true" || text == "false")) {
        Value value;
        value.type = json::Type::boolean;
        value.boolean = text == "true";
        return value;
    }
    if (shape.may_be(Shape::string)) return string_value(memory, text);
    if (shape.may_be(Shape::null) && text.empty()) return {};
    // z.coerce.number() of what is none.
    const bool is_number = (shape.types & ~(Shape::number | Shape::null)) == 0 && shape.may_be(Shape::number);
    return is_number ? number_value(std::numeric_limits<double>::quiet_NaN()) : string_value(memory, text);
}

Value FieldReader::json_value(const Field& field, std::string_view raw) {
    const std::optional<std::string_view> text = decoded(field, raw);
    if (!text) return {};
    Value value;
    json::ReadOptions reading = check::reading_within(options_.limits, options_.refuse_repeated_keys);
    reading.max_bytes = text->size();
    // That of a query or form has been counted as a field.
    reading.max_values = std::max(values_left_, values_left_ + 1);
    const json::ReadError error = json::read(*text, reading, memory_, value);
    values_left_ -= std::min(values_left_, error.values - std::min<std::size_t>(error.values, 1));
    if (error.status == json::ReadStatus::ok) return value;
    const std::string name(field.name);
    const check::ReachedLimit reached = check::limit_of(error.status, options_.limits);
    if (reached.limit != nullptr) {
        fault(reached, {name});
    } else if (error.status == json::ReadStatus::repeated_key) {
        fault({RepeatedKey{error.reason}, {name}});
    } else {
        const json::Position position = json::position_of(*text, error.offset);
        fault({NotJson{error.reason, position.line, position.column}, {name}});
    }
    return {};
}

Value FieldReader::misfit(const Field& field, std::string_view format) {
    fault({InvalidFormat{std::string(format), ""}, {std::string(field.name)}});
    return {};
}

// Good until the next one. Nothing, and a fault, if the text is not percent-encoded UTF-8.
std::optional<std::string_view> FieldReader::decoded(const Field& field, std::string_view raw) {
    const bool plus_is_space = field.part == Part::query || field.part == Part::body;
    if (field.part == Part::header || !is_encoded(raw, plus_is_space)) {
        if (text::find_invalid_utf8(raw) == std::string_view::npos) return raw;
    } else if (percent_decode(raw, scratch_, plus_is_space)) {
        return scratch_;
    }
    fault({InvalidFormat{"uri_component", ""}, {std::string(field.name)}});
    return std::nullopt;
}

std::string_view FieldReader::kept(std::string_view text) { return json::copy_text(text, memory_); }

}  // namespace zodgate::http
